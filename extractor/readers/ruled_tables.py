"""Ruled tables of a page (有线表格): the cells that its lines make, filled with the characters that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.readers.compose import CellText, Table
from extractor.readers.page_flow import PageText
from extractor.readers.page_lines import Char, TextLine, blank_between, find_lines, leaves_room

Box = tuple[float, float, float, float]
_NEAR = 2.0  # points by which the edges of neighbouring cells may miss each other
_PADDING = 5.4  # points: Word's usual room between a cell's text and its edge
_LEAST_BOX = 20.0  # points: a frame that is lower is a rule


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the box that it takes on its page, in points from the bottom left."""

    table: Table
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, char: Char) -> bool:
        """Whether a character stands within the table."""
        return self.left <= (char.left + char.right) / 2 <= self.right and self.bottom <= char.middle <= self.top


def build_table(boxes: Sequence[Box], chars: Sequence[Char], height: float) -> PlacedTable | None:
    """The table that cells make; None for a rule, or a frame with nothing in it.

    boxes   (left, top, right, bottom) of each cell, in points from the page's top left
    chars   the page's characters
    height  of the page
    """
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    if len(boxes) < 2 and bottom - top < _LEAST_BOX:
        return None
    columns, lines = _merge_edges(b[0] for b in boxes), _merge_edges(b[1] for b in boxes)
    rows = tuple(tuple(_fill_cell(b, columns, lines, chars, height)
                       for b in sorted(boxes) if abs(b[1] - line) <= _NEAR) for line in lines)
    if not any(c.text for row in rows for c in row):
        return None
    return PlacedTable(Table(rows), left, height - bottom, right, height - top)


def _merge_edges(edges: Iterable[float]) -> list[float]:
    """Distinct edges; those that miss each other by a hair are one."""
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _NEAR:
            merged.append(edge)
    return merged


def _fill_cell(box: Box, columns: Sequence[float], lines: Sequence[float], chars: Sequence[Char],
               height: float) -> CellText:
    """A cell's text and the columns and rows that it spans, told by the edges that lie inside it."""
    inside = [c for c in chars if box[0] <= (c.left + c.right) / 2 <= box[2] and box[1] <= height - c.middle <= box[3]]
    printed = find_lines(inside, columns=False)
    edge = _find_edge(printed, box[2])
    return CellText(join_cell_lines(printed, edge),
                    max(1, sum(box[0] - _NEAR <= e < box[2] - _NEAR for e in columns)),
                    max(1, sum(box[1] - _NEAR <= e < box[3] - _NEAR for e in lines)),
                    (edge - printed[-1].right) / printed[-1].size if printed else None)


def _find_edge(lines: Sequence[TextLine], right: float) -> float:
    """Where a cell's full lines end: what many lines show, else its edge less the usual room."""
    return max(x.right for x in lines) if len(lines) > 2 else right - _PADDING


def join_cell_lines(lines: Sequence[TextLine], edge: float) -> str:
    """A cell's wrapped lines joined; a line that leaves room for what follows ended its paragraph by itself."""
    words = ""
    for i, line in enumerate(lines):
        if i:
            words += "\n" if leaves_room(lines[i - 1], line.text, edge) else blank_between(words, line.text)
        words += line.text
    return words


def lay_out_page(chars: Sequence[Char], tables: Sequence[PlacedTable], height: float) -> PageText:
    """Lines outside the tables, and the tables, from top to bottom."""
    items: list[TextLine | Table] = list(find_lines([c for c in chars if not any(t.holds(c) for t in tables)]))
    for t in sorted(tables, key=lambda t: -t.top):
        at = next((i for i, x in enumerate(items) if isinstance(x, TextLine) and x.top <= t.top), len(items))
        items.insert(at, t.table)
    return PageText(tuple(items), height)
