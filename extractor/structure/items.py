"""Lines → a tree of numbered items (条目树), by an automaton over their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.clean.text import Line
from extractor.source import BlockKind, Span
from extractor.structure.headings import find_heading
from extractor.structure.outline import Item, Row, SectionKind, Table
from extractor.structure.sections import are_orders, classify_article, classify_section
from gongwen.item_numbers import ItemStyle, parse_item_number
from gongwen.numerals import parse_integer

_RANK = {
    ItemStyle.CHAPTER: 0,
    ItemStyle.FORMAL: 0,
    ItemStyle.CHINESE: 1,
    ItemStyle.ARTICLE: 1,
    ItemStyle.BRACKETED_CHINESE: 2,
    ItemStyle.DECIMAL_DOT: 3,
    ItemStyle.DECIMAL_COMMA: 3,
    ItemStyle.BRACKETED_DECIMAL: 4,
    ItemStyle.CIRCLED: 5,
    ItemStyle.RUN_IN: 6,
    ItemStyle.BOX: 7,
    ItemStyle.SECTION: 1,
    ItemStyle.SUBSECTION: 2,
    ItemStyle.SUBSUBSECTION: 3,
}
_RUN_IN = re.compile(r"(?<![一-鿿])([一二三四五六七八九十]{1,2})是(?!否|指(?![导派定标明挥引]))")
# Numbers within a paragraph, each after a whole sentence: 大排查。1.各县…。2.社区…。
_INLINE = (
    re.compile(r"(?<![0-9])(?P<number>[0-9]{1,2})[.、．](?=[一-鿿“《])"),
    re.compile(r"\((?P<number>[0-9]{1,2})\)(?=[一-鿿“《])"),
    re.compile(r"(?P<number>[①-⑳])(?=[一-鿿“《])"),
)
_SHORTEST_INLINE = 6
_CAPTION_LENGTH = 40
LONGEST_BARE_HEADING = 10


@dataclass(slots=True)
class _Node:
    """An item while it grows."""

    number: str
    printed: str
    style: ItemStyle | None
    value: int
    start: int
    words: int
    paragraphs: list[Span] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    rows: list[list[Row]] = field(default_factory=list)
    extras: list[Span] = field(default_factory=list)
    last_table: int | None = None
    section: str = ""  # the unnumbered heading that it stands below
    in_rows: bool = False  # a box in rows of one cell ends with them; one in plain lines at the next section


@dataclass(frozen=True, slots=True)
class ItemTree:
    """What `build_items` finds in one part: paragraphs before the first item, items, tables and extras."""

    lead: tuple[Span, ...]
    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    extras: tuple[Span, ...]


def build_items(text: str, lines: Sequence[Line], label: str, kind: SectionKind = SectionKind.UNKNOWN) -> ItemTree:
    """The items of one part as a tree.

    text     the clean text
    lines    the part's lines, head and foot taken out
    label    first part of every outline path (`附件1`), or ""
    kind     what the part is for as its title says
    returns  paths are unique within the part only; see `assemble` for `#2`
    source   docs/spec-format.md, "A task"
    """
    root = _grow(text, lines)
    _move_closing_paragraphs(text, root)
    return ItemTree(
        tuple(root.paragraphs),
        tuple(_freeze(text, n, label, kind) for n in root.children),
        _tables(text, root),
        tuple(root.extras),
    )


def _grow(text: str, lines: Sequence[Line]) -> _Node:
    root = _Node("", "", None, 0, 0, 0)
    stack = [root]
    section = ""
    for at, line in enumerate(lines):
        span = Span(line.start, line.end)
        if line.kind is BlockKind.ROW and len(line.cells) > 1:
            _add_row(stack[-1], line)
            continue
        if line.kind is BlockKind.ROW and line.cells:
            span = Span(line.cells[0].start, line.cells[0].end)
        elif any(n.style is ItemStyle.BOX and n.in_rows for n in stack):
            while stack[-1].style is ItemStyle.BOX or any(n.style is ItemStyle.BOX for n in stack[:-1]):
                stack.pop()
        first, *others = _cut_numbers(text, span)
        span, parsed = first, parse_item_number(text[first.start : first.end])
        if parsed is None:
            below = lines[at + 1] if at + 1 < len(lines) else None
            heading = below is not None and below.kind is not BlockKind.ROW and _is_bare_heading(text, stack[-1], span)
            if heading or (stack[-1] is root and _heads_item(text, span, below)):
                section = text[span.start : span.end].rstrip(":")
            (stack[-1].extras if heading else stack[-1].paragraphs).append(span)
            continue
        if parsed[0].style is ItemStyle.ATTACHMENT:
            stack[-1].paragraphs.append(span)
            continue
        for part in (span, *others):
            _add_item(text, stack, part, section, in_rows=line.kind is BlockKind.ROW)
    return root


def _add_item(text: str, stack: list[_Node], span: Span, section: str, *, in_rows: bool) -> None:
    """A numbered item under the one that it stands under, and on top of the stack."""
    parsed = parse_item_number(text[span.start : span.end])
    assert parsed is not None
    number, rest = parsed
    parent = _parent_of(stack, number.style, number.value)
    words = span.end - len(rest)
    node = _Node(_path_part(number.printed), number.printed, number.style, number.value, span.start, words)
    node.section = section if parent is stack[0] else ""
    node.in_rows = in_rows
    node.paragraphs.append(Span(words, span.end))
    parent.children.append(node)
    stack.append(node)


def _cut_numbers(text: str, span: Span) -> list[Span]:
    """A line whose first number is followed by the next ones, each after a whole sentence, cut there."""
    for pattern in _INLINE:
        opened = pattern.match(text, span.start, span.end)
        if opened is None:
            continue
        cuts, value = [span.start], parse_integer(opened["number"])
        for found in pattern.finditer(text, opened.end(), span.end):
            if text[found.start() - 1] in "。;\n " and parse_integer(found["number"]) == value + 1 and (
                    parse_item_number(text[found.start() : span.end]) is not None):
                cuts.append(found.start())
                value += 1
        ends = [*cuts[1:], span.end]
        return [Span(start, end) for start, end in zip(cuts, ends, strict=True)]
    return [span]


def _heads_item(text: str, span: Span, below: Line | None) -> bool:
    """Whether a line before the first item is a bare heading of it: `背景`, then `1. …`."""
    words = text[span.start : span.end]
    numbered = below is not None and parse_item_number(text[below.start : below.end]) is not None
    return numbered and len(words) <= LONGEST_BARE_HEADING and re.fullmatch(r"[一-鿿]+:?", words) is not None


def _is_bare_heading(text: str, node: _Node, span: Span) -> bool:
    """Whether a line without a number heads what follows: a few words without a mark, after an item that is whole."""
    words = text[span.start : span.end]
    whole = bool(node.number) and bool(node.paragraphs) and text[node.paragraphs[-1].end - 1] in "。;"
    return whole and len(words) <= LONGEST_BARE_HEADING and re.fullmatch(r"[一-鿿]+", words) is not None


def _parent_of(stack: list[_Node], style: ItemStyle, value: int) -> _Node:
    """Pop the stack to the item that the next number stands under."""
    if style is ItemStyle.BOX:  # a box belongs to the section, not to the last of its numbered items
        while any(n.style is ItemStyle.BOX for n in stack) or _RANK.get(stack[-1].style or ItemStyle.CHAPTER, 0) > 2:
            stack.pop()
        return stack[-1]
    box = next((i for i, n in enumerate(stack) if n.style is ItemStyle.BOX), 0)
    if box and _RANK[style] <= 2 and not stack[box].in_rows:
        del stack[box:]
        box = 0
    for depth in range(len(stack) - 1, box, -1):
        if stack[depth].style is style:
            del stack[depth:]
            return stack[-1]
    while len(stack) > box + 1 and stack[-1].style is not None:
        above = _RANK[stack[-1].style]
        if above > _RANK[style] or (above == _RANK[style] and value != 1):
            stack.pop()
        else:
            break
    return stack[-1]


def _path_part(printed: str) -> str:
    return re.sub(r"[、.．]$", "", printed.replace("（", "(").replace("）", ")")).strip()


def _add_row(node: _Node, line: Line) -> None:
    row = Row(line.start, line.end, line.cells)
    if node.rows and node.last_table is not None and node.last_table == line.table:
        node.rows[-1].append(row)
    else:
        node.rows.append([row])
    node.last_table = line.table


def _move_closing_paragraphs(text: str, node: _Node) -> None:
    """A paragraph after the last of several one-paragraph items belongs to the item above them, and to no task."""
    for child in node.children:
        _move_closing_paragraphs(text, child)
    if len(node.children) < 2:
        return
    *others, last = node.children
    if last.children or last.rows or not last.paragraphs:  # what stands with a table is its caption or note
        return
    run_in = all(n.children or len(n.paragraphs) == 1 for n in others) and not all(n.children for n in others)
    first = last.paragraphs[0]
    alone = find_heading(text, first.start, first.end, more=True)[1] >= first.end
    if run_in and not alone and len(last.paragraphs) > 1:
        node.extras.extend(last.paragraphs[1:])
        del last.paragraphs[1:]


def _tables(text: str, node: _Node) -> tuple[Table, ...]:
    tables = []
    for rows in node.rows:
        above = [p for p in node.paragraphs if p.end <= rows[0].start and p.end - p.start <= _CAPTION_LENGTH]
        caption = text[above[-1].start : above[-1].end] if above else ""
        tables.append(Table(tuple(rows), caption))
    return tuple(tables)


def _freeze(text: str, node: _Node, above_path: str, above: SectionKind) -> Item:
    path = f"{above_path}/{node.number}" if above_path else node.number
    above = classify_section(node.section, above) if node.section else above
    own = node.paragraphs
    more = len(own) > 1 or bool(node.children) or bool(node.rows)
    heading, body = "", node.words
    if own and own[0].end > own[0].start:
        heading, body = find_heading(text, own[0].start, own[0].end, more=more)
        if node.style is ItemStyle.ARTICLE and body < own[0].end:  # an article's first sentence is a rule
            heading, body = "", node.words
    kind = classify_section(heading or text[node.words : min(own[0].end, node.words + 24)] if own else "", above)
    below = [text[p.start : p.end] for child in node.children for p in child.paragraphs[:1]]
    if kind is SectionKind.BACKGROUND and are_orders(below):
        kind = SectionKind.TASKS
    kind = classify_article(text[own[0].start : own[0].end], above) if node.style is ItemStyle.ARTICLE and own else kind
    children = tuple(_freeze(text, child, path, kind) for child in node.children)
    own_end = max([node.words, *(p.end for p in own)])
    if all(child.style is ItemStyle.BOX for child in node.children):
        run_ins = _run_ins(text, body, own_end, path, kind)
        own_end = run_ins[0].start if run_ins else own_end
        children = (*run_ins, *children)
    tables = _tables(text, node)
    ends = [own_end, *(c.end for c in children), *(t.end for t in tables), *(e.end for e in node.extras)]
    end = max(ends) if children or tables else own_end
    return Item(
        node.number,
        node.printed,
        path,
        node.start,
        end,
        heading,
        body,
        own_end,
        kind,
        children,
        tables,
        tuple(node.extras),
    )


def _run_ins(text: str, start: int, end: int, path: str, kind: SectionKind) -> tuple[Item, ...]:
    """`一是…二是…`, or `1.…2.…` within a paragraph, as items, where there is no other numbering below."""
    marks: list[re.Match[str]] = []
    for found in _RUN_IN.finditer(text, start, end):
        if parse_integer(found[1]) == len(marks) + 1:
            marks.append(found)
    inline = (_inline_marks(text, start, end, pattern) for pattern in _INLINE)
    marks = marks if len(marks) > 1 else next((m for m in inline if m), [])
    items = []
    for i, mark in enumerate(marks):
        stop = marks[i + 1].start() if i + 1 < len(marks) else end
        heading, body = find_heading(text, mark.end(), stop, more=False)
        number = _path_part(mark.group())
        items.append(Item(number, mark.group(), f"{path}/{number}", mark.start(), stop, heading, body, stop, kind))
    return tuple(items)


def _inline_marks(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Numbers from 1 on, each at the head of a sentence that says more than a name; [] where the run has a gap."""
    marks: list[re.Match[str]] = []
    for found in pattern.finditer(text, start, end):
        heads = found.start() == start or text[found.start() - 1] in "。;:\n "
        if not heads or parse_integer(found["number"]) != len(marks) + 1:
            continue
        if marks and found.start() - marks[-1].end() < _SHORTEST_INLINE:
            return []
        marks.append(found)
    return marks if len(marks) > 1 else []
