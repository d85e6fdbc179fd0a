"""Ruled tables of a PDF page (有线表格): pdfplumber finds the cells, the page's own characters fill them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pdfplumber

from extractor.readers.compose import CellText, Table
from extractor.readers.pdf_lines import Char, TextLine, find_lines


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the box that it takes on its page, in points from the bottom left."""

    table: Table
    edges: tuple[float, ...]  # left edges of its columns
    left: float
    bottom: float
    right: float
    top: float


def find_tables(page: pdfplumber.page.Page, chars: Sequence[Char]) -> list[PlacedTable]:
    """The page's ruled tables from top to bottom; frames with nothing in them are no tables."""
    height = float(page.mediabox[3])
    found = []
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        left, top, right, bottom = table.bbox
        edges = sorted({round(c[0], 0) for c in table.cells})
        lines = sorted({round(c[1], 0) for c in table.cells})
        if len(table.cells) < 2 and not _is_box(table.bbox, chars, height):
            continue
        rows = tuple(tuple(_fill_cell(c, edges, lines, chars, height) for c in row.cells if c is not None)
                     for row in table.rows)
        if any(c.text for row in rows for c in row):
            found.append(PlacedTable(Table(rows), tuple(edges), left, height - bottom, right, height - top))
    return sorted(found, key=lambda t: -t.top)


def _is_box(box: tuple[float, float, float, float], chars: Sequence[Char], height: float) -> bool:
    """Whether a single cell is a box around text (专栏), not a frame or rule."""
    return box[3] - box[1] > 20 and any(_within(c, box, height) for c in chars)


def _within(char: Char, box: tuple[float, float, float, float], height: float) -> bool:
    return box[0] <= (char.left + char.right) / 2 <= box[2] and box[1] <= height - char.middle <= box[3]


def _fill_cell(box: tuple[float, float, float, float], edges: Sequence[float], lines: Sequence[float],
               chars: Sequence[Char], height: float) -> CellText:
    """A cell's text and the columns and rows that it spans, told by the edges that lie inside it."""
    columns = sum(box[0] - 1 <= e < box[2] - 1 for e in edges)
    rows = sum(box[1] - 1 <= e < box[3] - 1 for e in lines)
    words = join_cell_lines(find_lines([c for c in chars if _within(c, box, height)]), box[2])
    return CellText(words, max(1, columns), max(1, rows))


def join_cell_lines(lines: Sequence[TextLine], right: float) -> str:
    """A cell's wrapped lines joined; a line that leaves room for two letters more ended a paragraph by itself."""
    words = ""
    for i, line in enumerate(lines):
        if i:
            before = lines[i - 1]
            full = max(x.right for x in lines)
            words += "\n" if full - before.right > 1.5 * before.size and right - before.right > 2.5 * before.size else (
                " " if words[-1:].isascii() and line.text[:1].isascii() and words[-1:].isalpha() else "")
        words += line.text
    return words
