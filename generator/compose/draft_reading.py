"""A draft that a person has edited, read back as a document (读回文稿)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.blocks import AttachmentMark, Block, Document, Heading, Letterhead, Paragraph, RunIn, Table, Title
from generator.compose.draft_marks import read_fields, read_inline, read_note
from generator.compose.markup import HeadingCounter
from generator.compose.titles import break_title
from specs.errors import BadDraft

_RUN_IN = re.compile(r"(?:<!--\s*(?P<level>[1-4])\s*-->)?\*\*(?P<heading>.*?)\*\*(?P<text>.*)")
_TABLE = re.compile(r"<!--\s*表\s*(?P<tall>高\s+)?(?P<widths>[\d,，\s]+)-->")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_CELL = re.compile(r"(?<!\\)\|")
# Numbers of the four levels, as GB/T 9704 §7.3.3 prints them.
_NUMBERS = ("[一二三四五六七八九十百]+、", "（[一二三四五六七八九十百]+）", r"\d+[.．]", r"（\d+）")
_CURE = "请对照 docs/documents.md 的“文稿”一节改正"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with whose it is (文稿)."""

    document: Document
    county: str


def read_draft(text: str, where: str) -> Draft:
    """The document that a Markdown draft says; numbers of headings are set anew, in order.

    where   its name, for messages
    raises  BadDraft: naming the line
    """
    lines = text.lstrip("\ufeff").splitlines()
    head, start = _read_head(lines, where)
    known = dict(note for line in lines if (note := read_note(line)))
    counter = HeadingCounter()
    blocks: list[Block] = []
    at = start
    while at < len(lines):
        line = lines[at].strip()
        place = f"{where} 第{at + 1}行"
        at += 1
        if not line or read_note(line):
            continue
        if line.startswith(("|", "<!-- 表", "<!--表")):
            end = next((i for i in range(at, len(lines)) if not lines[i].strip().startswith("|")), len(lines))
            blocks.append(_read_table([line, *(row.strip() for row in lines[at:end])], known, place))
            at = end
        else:
            blocks.append(_read_block(line, known, counter, place))
    title = next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
    # An order has no title: it goes by its sign and number (§10.2).
    title = title or next((f"{block.sign}{block.number}" for block in blocks
                           if isinstance(block, Letterhead) and block.order), "")
    if not title:
        raise BadDraft(where, "没有标题", "请写一行“# 标题”")
    document = Document(head.get("文种", "plan"), title, tuple(blocks), head.get("横排") == "是")
    return Draft(document, head.get("县区", ""))


def _read_head(lines: list[str], where: str) -> tuple[dict[str, str], int]:
    """The fields between the first two lines of ---, and where the text begins."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise BadDraft(where, "开头的“---”没有配对", _CURE)
    pairs = (re.split("[:：]", line, maxsplit=1) for line in lines[1:end] if re.search("[:：]", line))
    return {key.strip(): value.strip() for key, value in pairs}, end + 1


def _read_block(line: str, known: dict[int, tuple[str, str]], counter: HeadingCounter, place: str) -> Block:
    if heading := re.fullmatch(r"(?P<marks>#{1,5})\s*(?P<text>.+)", line):
        level = len(heading["marks"]) - 1
        if level == 0:
            counter.reset()
            parts = tuple(heading["text"].split("<br>"))
            return Title(parts if len(parts) > 1 else break_title(parts[0]))
        return Heading(level, _renumber(heading["text"], level, counter))
    if line.startswith(">"):
        block = read_fields(line)
        if block is None:
            raise BadDraft(place, f"看不懂“{line[:24]}”", _CURE)
        if isinstance(block, AttachmentMark):
            counter.reset()
        return block
    if found := _RUN_IN.fullmatch(line):
        level = int(found["level"]) if found["level"] else level_of(found["heading"])
        return RunIn(level, _renumber(found["heading"], level, counter), read_inline(found["text"], known))
    return Paragraph(read_inline(line.removeprefix("\\") if line.startswith("\\") else line, known))


def level_of(heading: str) -> int:
    """The level that a heading's number says; the second where it has none."""
    return next((level for level, number in enumerate(_NUMBERS, 1) if re.match(number, heading)), 2)


def _renumber(heading: str, level: int, counter: HeadingCounter) -> str:
    """A heading with the number that it has where it stands now; one without a number stays without."""
    found = re.match(_NUMBERS[level - 1], heading)
    return counter.next(level) + heading[found.end():] if found else heading


def _read_table(lines: list[str], known: dict[int, tuple[str, str]], place: str) -> Table:
    widths = _TABLE.fullmatch(lines[0])
    rows = [_cells(line, known) for line in lines[1 if widths else 0:] if not _RULE.fullmatch(line)]
    if not rows:
        raise BadDraft(place, "表格没有行", _CURE)
    for row in rows:
        if len(row) != len(rows[0]):
            found = f"表格各行应有 {len(rows[0])} 栏，“{'|'.join(row)[:24]}”一行是 {len(row)} 栏"
            raise BadDraft(place, found, _CURE)
    shares = [int(n) for n in re.findall(r"\d+", widths["widths"])] if widths else []
    if len(shares) != len(rows[0]):
        shares = [20] * len(rows[0])
    return Table(rows[0], tuple(rows[1:]), tuple(shares), tall=bool(widths and widths["tall"]))


def _cells(line: str, known: dict[int, tuple[str, str]]) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(read_inline(cell.strip().replace("\\|", "|"), known) for cell in _CELL.split(inner))
