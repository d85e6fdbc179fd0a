"""Pages into running text (版面还原): page furniture dropped, wrapped lines joined, tables across pages made one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.readers.compose import CellText, Paragraph, Piece, Table, Uncertain
from extractor.readers.page_lines import TextLine, blank_between, leaves_room, room_needed

_PAGE_NUMBER = re.compile(
    r"[-—–―─一·•\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/,，共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―─一·•\s]*")
# A line that says 附件1 opens a paper, and one that is a date closes one, wherever on the page they stand.
_OPENS = re.compile(r"附\s*件\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]?$")
# What stands above the rest of a table on its next page.
_NUM = "[0-9一二三四五六七八九十]{1,3}"
_GOES_ON = re.compile(rf"(?:(?:附?表|附件)(?:{_NUM})?)?[（(]?(?:续表?|接上[页表])(?:{_NUM})?[）)]?")
_DATE = re.compile(rf"[0-9〇○零一二三四五六七八九十]{{4}}\s*年\s*{_NUM}\s*月\s*{_NUM}\s*日")
_DASHED = re.compile(r"[-—–―─].*\d.*[-—–―─]")
_MARGIN = 76.0  # points: 27 mm, where headers, footers and page numbers stand
_NUMBER_MARGIN = 110.0  # points: GB/T 9704 §7.5 sets a number between dashes 7 mm below the text
_LARGEST_MARGIN = 0.15  # of the page's height: what a margin takes at most on a small page
_INDENT = 1.2  # of a letter: a line set in by more opens a paragraph
_FAR = 2.2  # of a letter: a gap between lines that parts paragraphs


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on one page (页): lines and tables from top to bottom; sizes in points."""

    items: tuple[TextLine | Table, ...]
    height: float


def join_pages(pages: Sequence[PageText]) -> list[Piece]:
    """Paragraphs and tables of the whole paper, what a page's end cut joined again."""
    furniture = _find_furniture(pages)
    items: list[TextLine | Table] = []
    openers: set[int] = set()  # indexes of the first items of pages
    for page in pages:
        kept = [x for x in page.items if isinstance(x, Table) or not _is_furniture(x, page, furniture)]
        openers.add(len(items))
        if items and isinstance(items[-1], Table) and len(kept) > 1 and isinstance(kept[1], Table) \
                and isinstance(kept[0], TextLine) and _GOES_ON.fullmatch(re.sub(r"\s", "", kept[0].text)):
            kept = kept[1:]
        if items and kept:
            last, first = items[-1], kept[0]
            if isinstance(last, Table) and isinstance(first, Table) and _width(last) == _width(first):
                items[-1] = _join_tables(last, first)
                kept = kept[1:]
        items += kept
    return _join_lines(items, openers)


def _width(table: Table) -> int:
    return max((sum(c.columns for c in row) for row in table.rows), default=0)


def _join_tables(above: Table, below: Table) -> Table:
    """The rows of both; a header that the next page repeats is said once, a row that the page's end cut is one."""
    skip = 0
    for a, b in zip(above.rows, below.rows, strict=False):
        if [c.text for c in a] != [c.text for c in b]:
            break
        skip += 1
    last, first, rest = above.rows[-1], below.rows[skip:skip + 1], below.rows[skip + 1:]
    if first and _is_cut(last, first[0]):
        whole = tuple(replace(a, text=a.text + blank_between(a.text, b.text) + b.text)
                      for a, b in zip(last, first[0], strict=True))
        return Table((*above.rows[:-1], whole, *rest))
    return Table((*above.rows, *first, *rest))


def _is_cut(above: Sequence[CellText], below: Sequence[CellText]) -> bool:
    """Whether a page's first row goes on with the last row of the page before.

    Then its first cell is empty, and either few others have words, or each that has them goes on with a line above
    that was full. In a box of one cell a paragraph that has no end goes on.
    """
    if len(above) != len(below):
        return False
    if len(above) == 1:
        return above[0].text[-1:] not in tuple("。；：！？.;:") and bool(above[0].text and below[0].text)
    pairs = [(a, b) for a, b in zip(above, below, strict=True) if b.text]
    if below[0].text or not pairs or not all(a.text for a, _ in pairs):
        return False
    return 2 * len(pairs) <= sum(bool(c.text) for c in above) or all(
        a.room is not None and a.room < room_needed(b.text) for a, b in pairs)


def _find_furniture(pages: Sequence[PageText]) -> set[str]:
    """Lines in the margins that come again on other pages, digits aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(x.text) for x in page.items if isinstance(x, TextLine) and _in_margin(x, page)})
    return {s for s, n in counts.items() if n >= max(2, 0.4 * len(pages))}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s", "", text))


def _in_margin(line: TextLine, page: PageText, margin: float = _MARGIN) -> bool:
    margin = min(margin, _LARGEST_MARGIN * page.height)
    return line.top < margin or line.bottom > page.height - margin


def _is_furniture(line: TextLine, page: PageText, furniture: set[str]) -> bool:
    """Whether a line is a page number, or a header or footer that comes on many pages."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return _in_margin(line, page) or (bool(_DASHED.search(line.text)) and _in_margin(line, page, _NUMBER_MARGIN))
    return _in_margin(line, page) and _shape(line.text) in furniture


def _join_lines(items: Sequence[TextLine | Table], openers: set[int]) -> list[Piece]:
    """Wrapped lines into paragraphs: a line goes on with one that reached the right edge, unless it is set in."""
    edges = _find_edges([x for x in items if isinstance(x, TextLine)])
    pieces: list[Piece] = []
    words, doubts = "", list[Uncertain]()
    before: TextLine | None = None
    for i, item in enumerate(items):
        goes_on = isinstance(item, TextLine) and before is not None and _goes_on(before, item, edges, i in openers)
        if not goes_on and words:
            pieces.append(Paragraph(words, tuple(doubts)))
            words, doubts = "", []
        if isinstance(item, Table):
            pieces.append(item)
            before = None
            continue
        words += blank_between(words, item.text)
        doubts += [replace(d, start=d.start + len(words), end=d.end + len(words)) for d in item.doubts]
        words += item.text
        before = item
    return [*pieces, Paragraph(words, tuple(doubts))] if words else pieces


def _find_edges(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """(left, right) of the text's columns: the edges that many lines share."""
    starts = Counter(round(x.left) for x in lines)
    columns: list[tuple[float, float]] = []
    for left, count in sorted(starts.items()):
        if columns and left - columns[-1][0] < 100:
            continue
        near = sum(n for x, n in starts.items() if abs(x - left) <= 3)
        if max(count, near) >= max(2, 0.05 * len(lines)) or not columns:
            ends = sorted(x.right for x in lines if abs(x.left - left) < 60)
            columns.append((float(left), ends[int(len(ends) * 0.9) - 1 if len(ends) > 9 else -1]))
    return columns or [(0.0, 0.0)]


def _goes_on(before: TextLine, line: TextLine, edges: Sequence[tuple[float, float]], new_page: bool) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    right = min(edges, key=lambda e: abs(before.left - e[0]))[1]
    left = min(edges, key=lambda e: abs(line.left - e[0]))[0]
    if _OPENS.fullmatch(line.text.strip()) or _DATE.fullmatch(before.text.strip()):
        return False
    smaller, larger = sorted((before.size, line.size))
    if larger - smaller > 0.2 * larger and min(len(line.text), len(before.text)) > 3:
        return False
    if line.left - left > _INDENT * line.size or leaves_room(before, line.text, right):
        return False
    below = line.top < before.bottom + 2
    return new_page or not below or before.bottom - line.top < _FAR * line.size
