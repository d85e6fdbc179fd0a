"""What each paragraph of a document is (要素识别), by place, look and words."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import PackageNotFoundError

from conformance.paper import (
    Paper,
    Part,
    Passage,
    find_level,
    is_attachment,
    is_big,
    is_date,
    is_number,
    is_red,
    open_paper,
)
from specs.errors import UnreadableFile

_MARK = re.compile(r"^(?:\d{4,6}|(?:绝密|机密|秘密)|[一-龥]{2}★.*|特急|加急)$")
_OF_BODY = re.compile("(?:局|委|委员会|政府|办公室|厅|部|会|院|中心|处|队|站|社|公司|党组|小组|指挥部|】)$")
_NOTED = re.compile(r"^\d{1,2}\s*[.．、]")
_LONGEST_ITEM = 60
_LARGEST = 500_000_000  # bytes of all parts together


def read_paper(data: bytes, where: str) -> Paper:
    """A .docx with what each of its paragraphs is.

    where   its name, for messages
    raises  UnreadableFile: it is no .docx, or would fill the memory
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise UnreadableFile(where, "解压后超过 500 MB", "请检查文件是否正常")
        document, styles, passages = open_paper(data)
    except (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, OSError) as error:
        raise UnreadableFile(where, "不是 .docx 文件，或文件已损坏", "请用 Word 或 WPS 另存为 .docx 后重试") from error
    return Paper(document, styles, tuple(_tell_parts(passages)))


def _tell_parts(passages: list[Passage]) -> list[Passage]:
    out = list(passages)
    at = _tell_head(out)
    at = _skip_blanks(out, _tell_titles(out, at, Part.TITLE))
    # Copies of papers have their number, or a day of adoption in brackets, below the title.
    while at < len(out) and out[at].part is Part.OTHER and out[at].look.align == "center":
        at = _skip_blanks(out, at + 1)
    if at < len(out) and _is_recipients(out[at]):
        out[at] = replace(out[at], part=Part.RECIPIENTS)
        at += 1
    _tell_text(out, at)
    return out


def _skip_blanks(passages: list[Passage], at: int) -> int:
    while at < len(passages) and passages[at].part is Part.BLANK:
        at += 1
    return at


def _tell_head(out: list[Passage]) -> int:
    """Marks, sign, number and signers at the beginning; where what follows begins."""
    end = 0
    for i, passage in enumerate(out[:24]):
        if passage.part is Part.BLANK:
            continue
        plain = passage.text.replace(" ", "")
        if passage.part is Part.TABLE:
            if not end and ("文件" in passage.text or is_red(passage.look.color)):
                out[i], end = replace(passage, part=Part.SIGN), i + 1
                continue
            break
        if _MARK.match(plain):
            part = Part.MARK
        elif is_red(passage.look.color) and passage.look.size >= 20:
            part = Part.SIGN
        elif is_number(passage.text) or any(is_number(word) for word in passage.text.split()):
            part = Part.NUMBER
        elif "签发人" in plain:
            part = Part.SIGNER
        elif is_big(passage.look) and plain.endswith("文件") and not end:
            part = Part.SIGN
        else:
            break
        out[i], end = replace(passage, part=part), i + 1
    return end


def _tell_titles(out: list[Passage], at: int, part: Part) -> int:
    """The lines of a title from here on; where what follows begins."""
    at = _skip_blanks(out, at)
    while at < len(out) and out[at].part is Part.OTHER and is_big(out[at].look):
        out[at] = replace(out[at], part=part)
        at += 1
    return at


def _is_recipients(passage: Passage) -> bool:
    text = passage.text
    return passage.part is Part.OTHER and text.endswith(("：", ":")) and "。" not in text and not find_level(text)


def _tell_text(out: list[Passage], at: int) -> None:
    attached = noting = False
    while at < len(out):
        passage = replace(out[at], attached=attached)
        out[at] = passage
        plain = passage.text.replace(" ", "")
        if passage.part is Part.OTHER:
            if is_attachment(passage.text):
                attached, noting = True, False
                out[at] = replace(passage, part=Part.ATTACHMENT, attached=True)
                at = _tell_titles(out, at + 1, Part.ATTACHMENT_TITLE)
                continue
            part, level = _part_of(passage, plain, noting)
            out[at] = replace(passage, part=part, level=level)
            noting = part is Part.NOTE
            if part is Part.DATE and not attached:
                _tell_office(out, at)
        at += 1


def _part_of(passage: Passage, plain: str, noting: bool) -> tuple[Part, int]:
    if re.match("^附件[:：].", plain) or (noting and _NOTED.match(plain) and len(plain) <= _LONGEST_ITEM):
        return Part.NOTE, 0
    if re.match("^(?:抄送|主送|抄报)[:：]", plain):
        return Part.COPIES, 0
    if re.match("^(?:出席|请假|列席)(?:人员)?[:：].", plain):
        return Part.ATTENDANCE, 0
    if re.search("印发$", plain) and len(plain) < 60 and re.search("[年】]", plain):
        return Part.PRINTED, 0
    if is_date(passage.text):
        return Part.DATE, 0
    if re.match("^[（(].*(?:联系|此件|电话)", plain) and len(plain) < 100 and not find_level(plain):
        return Part.REMARK, 0
    if passage.look.align in ("center", "right", "end"):
        return Part.OTHER, 0
    level = find_level(passage.text)
    return (Part.HEADING if level else Part.TEXT), level


def _tell_office(out: list[Passage], date: int) -> None:
    """The lines right above a date that name who issues: to the right or in the middle, or ending as bodies do."""
    for i in range(date - 1, -1, -1):
        passage = out[i]
        if passage.part is Part.BLANK:
            continue
        named = len(passage.text) <= 40 and _OF_BODY.search(passage.text) and not passage.text.endswith("。")
        if passage.part in (Part.OTHER, Part.TEXT) and named:
            out[i] = replace(passage, part=Part.OFFICE)
        else:
            return
