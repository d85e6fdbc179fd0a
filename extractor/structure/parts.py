"""Clean lines → the outline (结构): head, the notice, and the papers printed with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.clean.text import Cleaned, Line
from extractor.source import BlockKind, Span
from extractor.structure import head as heads
from extractor.structure.items import build_items
from extractor.structure.outline import Head, Outline, Part
from extractor.structure.recipients import split_recipients
from extractor.structure.sections import classify_part
from gongwen.dates import parse_date
from gongwen.numerals import parse_integer
from specs.model import Attachment

_SHORTEST_PAPER = 100
LONGEST_ENTRY = 40  # of a table of contents
_ISSUER_IN_TITLE = re.compile(
    rf"^(?P<names>[^关《]{{2,40}}?{heads.ORGANISATION})(?:关于|(?:印发|转发)[《关]|20[0-9]{{2}}年(?:度)?[一-鿿]{{0,12}}(?:要点|计划|安排)|函$)"
)


@dataclass(slots=True)
class _Finding:
    """What is known while the lines are gone through."""

    head: Head = field(default_factory=Head)
    masked: list[Span] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def read_outline(cleaned: Cleaned) -> Outline:
    """The outline of a cleaned notice.

    cleaned  clean text and its lines
    returns  at least one part; spans are clean offsets; every line is in one part or masked
    """
    text, lines = cleaned.text.text, list(cleaned.lines)
    found = _Finding()
    starts = _attachment_starts(text, lines)
    main_end = starts[0][0] if starts else len(lines)
    _read_notice(text, lines[:main_end], found)
    for i, (at, label, inline) in enumerate(starts):
        stop = starts[i + 1][0] if i + 1 < len(starts) else len(lines)
        found.masked.append(_span(lines[at : at + 1]))
        title, body = (inline, at + 1) if inline else heads.read_title(text, lines[:stop], at + 1)
        _mask_title(lines, at + 1, body, found)
        found.parts.append(_part(text, lines[body:stop], label, title, found))
    return Outline(_complete(found), tuple(found.parts), tuple(s for s in found.masked if s.end > s.start))


def _attachment_starts(text: str, lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """(line, label, title on that line) of each attachment; the list of attachments before the signature is none."""
    starts: list[tuple[int, str, str]] = []
    for i, line in enumerate(lines):
        words = text[line.start : line.end]
        opened = heads.read_attachment_label(words) if words.startswith("附") else None
        if opened is None:
            continue
        label, title = opened
        after = lines[i + 1 : i + 4]
        if title and not starts and any(heads.find_signature(text, lines, i, min(len(lines), i + 12)) for _ in (0,)):
            continue
        if after or title:
            starts.append((i, label, title))
    return starts


def _read_notice(text: str, lines: Sequence[Line], found: _Finding) -> None:
    at = _read_top(text, lines, found)
    foot, rest = _letter_foot(text, lines, at)
    if rest < len(lines):  # a paper stands behind the letter that sends it
        found.masked.append(_span(lines[foot:rest]))
        _address(text, lines[foot:rest], found)
        found.parts.append(_part(text, lines[at:foot], "", found.head.title or "", found))
        _read_printed_paper(text, lines, rest, found)
        return
    signature = heads.find_signature(text, lines, at, len(lines))
    rest = signature.last + 1 if signature else len(lines)
    attachments, note, after_note = heads.find_attachment_note(
        text, lines, at, signature.first if signature else len(lines)
    )
    body_end = min(note, signature.first) if signature else note
    body = [*lines[at:body_end], *lines[after_note : signature.first if signature else len(lines)]]
    found.masked.append(_span(lines[note:after_note]))
    if signature:
        found.masked.append(_span(lines[signature.first : signature.last + 1]))
        while rest < len(lines) and heads.is_foot(text[lines[rest].start : lines[rest].end]):
            found.masked.append(_span(lines[rest : rest + 1]))
            rest += 1
    _address(text, lines[-8:], found)
    found.head = replace(
        found.head,
        attachments=attachments,
        issuers=signature.issuers if signature and signature.issuers else found.head.issuers,
        issued_on=signature.issued_on if signature and signature.issued_on else found.head.issued_on,
    )
    if body:
        found.parts.append(_part(text, body, "", found.head.title or "", found))
    if rest < len(lines):
        _read_printed_paper(text, lines, rest, found)


def _address(text: str, lines: Sequence[Line], found: _Finding) -> None:
    """Whom the line 正本 of a letter's foot names, where no line above does."""
    sent_to = next((m[1] for m in map(heads.read_metadata, _words(text, lines)) if m and m[0] == "正本"), "")
    if sent_to and not found.head.recipients:
        found.head = replace(found.head, recipients=_sent_to(sent_to, text, lines))


# Who signs a letter in Taiwan: 县长 罗○○.
_HEAD_OF_OFFICE = re.compile(r"(?:代理)?(?:[县市区镇乡部署局处司所院校]长|主任委员|主任)\s*\S{2,8}")


def _letter_foot(text: str, lines: Sequence[Line], at: int) -> tuple[int, int]:
    """The lines 正本, 副本 and the head's name below a letter, as indexes; (n, n) where none stand below its text."""
    words = _words(text, lines)
    first = next((i for i in range(at + 1, len(words)) if words[i].startswith("正本:")), len(words))
    last = first
    while last < len(words) and (heads.read_metadata(words[last]) or _HEAD_OF_OFFICE.fullmatch(words[last])):
        last += 1
    return first, last


def _read_printed_paper(text: str, lines: Sequence[Line], at: int, found: _Finding) -> None:
    """A paper printed under its cover without a label; too little text is a foot of the notice."""
    title, body = heads.read_title(text, lines, at)
    if sum(line.end - line.start for line in lines[body:]) < _SHORTEST_PAPER:
        found.masked += [_span(lines[i : i + 1]) for i in range(at, len(lines))]
        return
    _mask_title(lines, at, body, found)
    if title and not found.head.title:
        found.head = replace(found.head, title=title)
    attachments, note, after_note = heads.find_attachment_note(text, lines, body, len(lines))
    if attachments:  # the list of attachments stands at the end of the paper, not of its cover
        found.masked.append(_span(lines[note:after_note]))
        found.head = replace(found.head, attachments=found.head.attachments or attachments)
    found.parts.append(_part(text, [*lines[body:note], *lines[after_note:]], "", title, found))


def _read_top(text: str, lines: Sequence[Line], found: _Finding) -> int:
    """Title, number, metadata and recipients at the top; returns the index of the first line of the body."""
    at = 0
    metadata: dict[str, str] = {}
    title = number = None
    letterhead = ""
    while at < len(lines) and at < 40:
        words = text[lines[at].start : lines[at].end]
        label = heads.read_metadata(words)
        if heads.is_of_page(words):
            pass
        elif row := _metadata_row(text, lines[at]):
            metadata |= {name: value for name, value in row.items() if value or name not in metadata}
        elif label:
            metadata[label[0]] = label[1] or metadata.get(label[0], "")
        elif heads.read_document_number(words):
            number = number or heads.read_document_number(words)
        elif at < 25 and (heads.is_recipients(words) or (title and _is_unmarked(text, lines, at))):
            found.masked.append(_span(lines[at : at + 1]))
            found.head = replace(found.head, recipients=split_recipients(words, _places(text, lines)))
            at += 1
            break
        elif (
            title is None
            and at + 1 < len(lines)
            and heads.is_letterhead(words, text[lines[at + 1].start : lines[at + 1].end])
        ):
            letterhead = words
        elif title is None:
            title, after = heads.read_title(text, lines, at)
            if after == at:
                title = None
                break
            _mask_title(lines, at, after, found)
            at = after
            continue
        elif _DAY_ALONE.fullmatch(words) and (not words.startswith("(") or _iso(words)):  # below a title
            metadata.setdefault("成文日期", words)
        elif not (re.fullmatch(r"\([^)]*\)", words) or heads.is_foot(words)):
            break
        found.masked.append(_span(lines[at : at + 1]))
        at += 1
    sent_to = metadata.get("正本") or metadata.get("受文者") or metadata.get("致") or metadata.get("收件人") or ""
    if sent_to and not found.head.recipients:
        found.head = replace(found.head, recipients=_sent_to(sent_to, text, lines))
    named = _ISSUER_IN_TITLE.match(title or "")
    day = metadata.get("成文日期") or metadata.get("发文日期") or metadata.get("生成日期") or metadata.get("日期") or ""
    office = metadata.get("发文机关") or metadata.get("发文单位") or metadata.get("发布机构") or ""
    if not office and letterhead and not letterhead.endswith("文件"):
        office = letterhead
    found.head = replace(
        found.head,
        title=title or metadata.get("标题") or metadata.get("名称") or None,
        document_number=number or heads.read_document_number(metadata.get("发文字号", "") or metadata.get("文号", "")),
        issuers=_split_offices(named["names"]) if named else tuple(re.split(r"[\s、,;]+", office)) if office else (),
        issued_on=_iso(day),
    )
    return at


_DAY_ALONE = re.compile(r"\([^)]*\)|20[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?")  # (2023年8月15日), 2017-08-28
# 澜川省医保局|澜川省财政厅|国家税务总局澜川省税务局: offices that a title names one after the other.
_OFFICES_MEET = re.compile(
    r"(?<=[局厅委部署会院])(?<!总局)(?=(?:中共|国家|中国人民)|[一-鿿]{2,4}?(?:省|市|县|区|自治区|自治州|州)(?![级直属场])[一-鿿]{2,14}(?:[局厅委部署院]|委员会))"
)


def _split_offices(names: str) -> tuple[str, ...]:
    return tuple(n for part in names.split() for n in _OFFICES_MEET.split(part) if n)


def _metadata_row(text: str, line: Line) -> dict[str, str]:
    """The particulars of a row of a page's table: 索引号 | … | 成文日期 | …; {} where a cell there is no label."""
    cells = [text[c.start : c.end].strip() for c in line.cells] if line.kind is BlockKind.ROW else []
    pairs = list(zip(cells[::2], cells[1::2], strict=False)) if len(cells) > 1 else []
    read = [heads.read_metadata(name.rstrip(":") + ":" + value) for name, value in pairs if name]
    return dict(p for p in read if p) if read and all(read) else {}


def _is_unmarked(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line below the title addresses somebody though no colon says so: `各镇人民政府,县直各单位`."""
    words = text[lines[at].start : lines[at].end]
    short = words.startswith("各") and len(words) <= 160 and words[-1] not in ",;。:"
    return short and heads.is_recipients(words + ":")


def _sent_to(words: str, text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """Whom 受文者 or 正本 names; nobody where it points elsewhere (`如正、副本`)."""
    return () if "如" in words[:2] else split_recipients(words.rstrip("。") + ":", _places(text, lines))


def _words(text: str, lines: Sequence[Line]) -> list[str]:
    return [text[line.start : line.end] for line in lines]


def _iso(words: str) -> str | None:
    day = parse_date(words)
    return day.isoformat() if day else None


def _places(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """Short names of the place that signs or titles the notice: 重庆 of 重庆市卫生健康委员会."""
    signature = heads.find_signature(text, lines, 0, len(lines))
    names = signature.issuers if signature else ()
    found = [m[1] for n in names if (m := re.match(r"(.{2,4}?)(?:省|市|县|区|州|盟)", n))]
    return tuple(dict.fromkeys(found))


def _part(text: str, lines: Sequence[Line], label: str, title: str, found: _Finding) -> Part:
    out = [line for line in lines if heads.is_foot(text[line.start : line.end])] + _contents(text, lines)
    found.masked += [_span([line]) for line in out]
    body = [line for line in lines if line not in out]
    tree = build_items(text, body, label, classify_part(title))
    start, end = (body[0].start, body[-1].end) if body else (0, 0)
    return Part(label, title, start, end, tree.lead, tree.items, tree.tables, tree.extras)


_CONTENTS = re.compile(r"目\s*[录次]")


def _contents(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines of a table of contents (目录): from its heading to where its first entry is met again."""
    if not lines or not _CONTENTS.search(text, lines[0].start, lines[-1].end):
        return []
    words = [re.sub(r"[\s.…·]+[0-9]*$|\s", "", text[line.start : line.end]) for line in lines]
    for at, word in enumerate(words[:-1]):
        if word not in ("目录", "目次"):
            continue
        again = next((i for i in range(at + 2, len(words)) if words[i] == words[at + 1]), None)
        listed = again is not None and all(len(w) <= LONGEST_ENTRY and "。" not in w for w in words[at + 1 : again])
        return list(lines[at:again]) if listed else []
    return []


def _mask_title(lines: Sequence[Line], first: int, after: int, found: _Finding) -> None:
    found.masked += [_span([line]) for line in lines[first:after]]


def _span(lines: Sequence[Line]) -> Span:
    return Span(lines[0].start, lines[-1].end) if lines else Span(0, 0)


def _complete(found: _Finding) -> Head:
    """The head, with what only the attachments say: their titles, and the notice's where it has none."""
    head = found.head
    labelled = [p for p in found.parts if p.label]
    if not head.attachments and labelled:
        head = replace(head, attachments=tuple(Attachment(_number(p.label), p.title) for p in labelled if p.title))
    if head.title is None and not head.recipients and labelled:
        head = replace(head, title=labelled[0].title or None)
    return head


def _number(label: str) -> int | None:
    digits = label.removeprefix("附件")
    return parse_integer(digits) if digits else 1
