"""A Word document as a paper (文稿): its sections, and its paragraphs each with its look and part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from conformance.looks import Look, Styles, holder_of
from gongwen.characters import fold_full_width

_CLIP = 18


class Part(StrEnum):
    """What a paragraph is in a paper (要素)."""

    BLANK = "空行"
    MARK = "份号密级紧急程度"
    SIGN = "发文机关标志"
    NUMBER = "发文字号"
    SIGNER = "签发人"
    TITLE = "标题"
    RECIPIENTS = "主送机关"
    HEADING = "层次标题"
    TEXT = "正文"
    NOTE = "附件说明"
    OFFICE = "发文机关署名"
    DATE = "成文日期"
    REMARK = "附注"
    ATTENDANCE = "出席人员"
    ATTACHMENT = "附件序号"
    ATTACHMENT_TITLE = "附件标题"
    COPIES = "抄送机关"
    PRINTED = "印发机关和印发日期"
    TABLE = "表格"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the text, or a table as one (段).

    number   from 1, blank lines not counted
    level    of a heading; attached: it stands in an attachment
    lead     characters of blanks typed before it
    """

    number: int
    text: str
    look: Look
    element: Any
    part: Part = Part.OTHER
    level: int = 0
    attached: bool = False
    lead: float = 0.0

    @property
    def inside(self) -> float:
        """Characters that its first line goes in, by indent or by blanks."""
        return self.look.first + self.look.left + self.lead

    @property
    def place(self) -> str:
        """Where it is, for a message: 第3段“各县……”."""
        return f"第{self.number}段“{self.text[:_CLIP]}{'……' if len(self.text) > _CLIP else ''}”"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document opened (文稿)."""

    document: Document
    styles: Styles
    passages: tuple[Passage, ...]

    def of(self, *parts: Part) -> list[Passage]:
        """The passages of these parts, in order."""
        return [passage for passage in self.passages if passage.part in parts]

    def blanks_above(self, passage: Passage) -> float:
        """Blank lines right above a passage: empty paragraphs, and the space before it in lines of its own."""
        at = next(i for i, other in enumerate(self.passages) if other is passage)
        count = 0
        while at - count > 0 and self.passages[at - count - 1].part is Part.BLANK:
            count += 1
        above = self.passages[at - count - 1].look.after if at - count > 0 else 0.0
        return count + (passage.look.before + above) / (passage.look.line or passage.look.size * 1.3)


def open_paper(data: bytes) -> tuple[Document, Styles, list[Passage]]:
    """A document's passages, their parts not told yet."""
    document = docx.Document(BytesIO(data))
    styles = Styles(document)
    passages: list[Passage] = []
    number = 0
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:tbl"):
            number += 1
            text = "".join(node.text or "" for node in element.iter(qn("w:t")))
            first = next(element.iter(qn("w:p")))
            passages.append(Passage(number, text, styles.look_at(first), element, Part.TABLE))
        elif element.tag == qn("w:p"):
            for paragraph in (element, *_boxed(element)):
                text = print_words(paragraph)
                number += bool(text.strip())
                part = Part.OTHER if text.strip() else Part.BLANK
                blanks = text[:len(text) - len(text.lstrip())]
                lead = sum(1.0 if c == "\u3000" else 0.5 for c in blanks)
                passages.append(Passage(number, text.strip(), styles.look_at(paragraph), paragraph, part, lead=lead))
    return document, styles, [p for p in passages if p.part is not Part.BLANK or not _holds_more(p.element)]


def print_words(paragraph: Any) -> str:
    """The text of a `w:p` itself, without that of boxes in it; a tab is a blank."""
    out = ""
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if holder_of(node) is paragraph and node.getparent().tag == qn("w:r"):
            out += (node.text or "") if node.tag == qn("w:t") else " "
    return out


def _boxed(paragraph: Any) -> Iterator[Any]:
    """Paragraphs in text boxes that hang on a paragraph, each once (not the copy for old programs)."""
    for content in paragraph.iter(qn("w:txbxContent")):
        if not any(above.tag.endswith("}Fallback") for above in content.iterancestors()):
            yield from content.iterchildren(qn("w:p"))


def _holds_more(paragraph: Any) -> bool:
    """Whether an empty paragraph is no blank line: it carries a rule, a picture or box, a section's end."""
    found = ("w:pBdr", "w:drawing", "w:pict", "w:sectPr")
    return any(next(paragraph.iter(qn(tag)), None) is not None for tag in found) or any(
        above.tag == qn("w:txbxContent") for above in paragraph.iterancestors())


_NUMBER = re.compile(r"^(?P<prefix>[一-龥A-Za-z]{1,20})(?P<open>[〔\[(【{<])(?P<year>\d{2,4})(?P<close>[〕\])】}>])"
                     r"(?P<rest>第?0*\d+号)")
_BLANK_NUMBER = re.compile(r"^[一-龥]{0,20}(?:【[^】]*】)?〔.*〕.*号")
_DATE = re.compile(r"^(?:[〇○零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
                   r"|\d{2,4}年\d{1,2}月\d{1,2}日|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}|【待填：成文日期】)$")
_LEVELS = (re.compile(r"^[一二三四五六七八九十]+[、.]"), re.compile(r"^\([一二三四五六七八九十]+\)"),
           re.compile(r"^\d{1,2}[.、](?!\d)"), re.compile(r"^\(\d{1,2}\)"))
_ATTACHMENT = re.compile(r"^附件\s*[\d一二三四五六七八九十]*\s*[:：]?$")
_BIG, _RED_AT_LEAST = 16.5, 0xB0


def find_number(text: str) -> re.Match[str] | None:
    """A document number at the beginning of a line, as it is typed."""
    return _NUMBER.match(text.replace(" ", ""))


def is_red(color: str) -> bool:
    """Whether a colour RRGGBB is a red one."""
    if len(color) != 6:
        return False
    red, green, blue = (int(color[i:i + 2], 16) for i in (0, 2, 4))
    return red >= _RED_AT_LEAST and green < 0x50 and blue < 0x50


def is_date(text: str) -> bool:
    """Whether a line is a date alone."""
    return bool(_DATE.match(text.replace(" ", "")))


def is_number(text: str) -> bool:
    """Whether a line is or begins with a document number, one with blanks to be filled in too."""
    return bool(find_number(text) or _BLANK_NUMBER.match(text.replace(" ", "")))


def is_attachment(text: str) -> bool:
    """Whether a line is the mark at the head of an attachment."""
    return bool(_ATTACHMENT.match(text))


def find_level(text: str) -> int:
    """The level of a numbered paragraph, 1–4; 0: none."""
    plain = fold_full_width(text)
    return next((level for level, pattern in enumerate(_LEVELS, 1) if pattern.match(plain)), 0)


def is_big(look: Look) -> bool:
    """Whether a paragraph is set as titles are: in the middle and larger than text."""
    return look.align == "center" and look.size >= _BIG
