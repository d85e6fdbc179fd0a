"""Ruled tables (表格): fixed widths, heads repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Table
from generator.typeset.marks import Setting, make_paragraph, make_run
from gongwen.characters import count_width
from gongwen.layout import POINT, TABLE_PT, to_twips

_SHORT_CELL = 7
_TALL_ROW = 24  # lines of a row that may be cut at a page's end: about what a page holds beside its head
_WRITTEN_ROW = to_twips(15)  # height of a row that is filled in by hand
_CELL_EDGE = 2.1  # mm of a cell's width that its edges take


def lay_table(table: Table, width: float) -> str:
    """A ruled table: fixed widths, the head repeated on each page, rows never cut."""
    total = to_twips(width)
    widths = [round(total * share / sum(table.widths)) for share in table.widths]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    centred = [all(count_width(row[i]) <= _SHORT_CELL for row in table.rows) for i in range(len(widths))]
    rows = _row(table.head, widths, [True] * len(widths), head=True)
    rows += "".join(_row(row, widths, centred, head=False, tall=table.tall) for row in table.rows)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{edges}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>')


def _row(cells: Sequence[str], widths: Sequence[int], centred: Sequence[bool], *, head: bool,
         tall: bool = False) -> str:
    style = "CellHead" if head else "Cell"
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'{make_paragraph(make_run(cell) if cell else "", Setting(style, align="center" if middle else "left"))}</w:tc>'
        for cell, width, middle in zip(cells, widths, centred, strict=True))
    lines = max(-(-count_width(cell) * TABLE_PT * POINT // (width / 20 * POINT - _CELL_EDGE))
                for cell, width in zip(cells, widths, strict=True))
    flags = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>" if lines <= _TALL_ROW else ""
    flags += f'<w:trHeight w:val="{_WRITTEN_ROW}" w:hRule="atLeast"/>' if tall else ""
    properties = f"<w:trPr>{flags}</w:trPr>" if flags else ""
    return f"<w:tr>{properties}{made}</w:tr>"
