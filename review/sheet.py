"""A review sheet that comes back (读回审核表): its rows as words, which spec it was made of, who filled it in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from review.columns import NUMBER, SHEETS, WHY, SheetLayout
from review.workbook import GUIDE, HIDDEN, MARK, REVIEWER
from specs.errors import BadSheet
from specs.wording import print_number

Problem = tuple[str, int, str, str]  # sheet, row, what was found, what to do
_REMAKE = "请用 luoshi review 规格 --xlsx 重新出表"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it came back (表行): the words of its cells by heading."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    @property
    def handle(self) -> str:
        return self.cells.get(NUMBER, "")

    @property
    def why(self) -> str:
        """The reason that a person gave; "" also in sheets of before there was a column for it."""
        return self.cells.get(WHY, "")


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A workbook as it came back (审核表).

    fingerprint, sha256, title  the spec that it was made of, and its notice
    source                      the source text that went along; None where none did
    """

    where: str
    fingerprint: str
    sha256: str
    title: str
    reviewer: str
    source: str | None
    rows: Mapping[str, list[SheetRow]]


def read_sheet(data: bytes, where: str) -> ReviewSheet:
    """The rows of a workbook.

    where   its file name, for messages
    raises  BadSheet: no workbook, not one of ours, a sheet or column missing, a formula in a cell
    """
    try:
        book = load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise BadSheet(where, "打不开，或不是 .xlsx 工作簿", "请存为 .xlsx 再试") from error
    hidden = [str(row[0].value or "") for row in book[HIDDEN].iter_rows(max_col=1)] if HIDDEN in book.sheetnames else []
    if len(hidden) < 4 or hidden[0] != MARK:
        raise BadSheet(where, "不是 luoshi review 写出的审核表", _REMAKE)
    packed = "".join(hidden[4:])
    problems: list[Problem] = []
    rows = {layout.kind: _rows(book, layout, where, problems) for layout in SHEETS}
    if problems:
        raise_problems(where, problems)
    return ReviewSheet(where, hidden[1], hidden[2], hidden[3], _reviewer(book),
                       json.loads(packed) if packed else None, rows)


def raise_problems(where: str, problems: list[Problem]) -> None:
    """Refuse a sheet for its first problem; all of them go along in `rows`."""
    sheet, row, found, cure = problems[0]
    more = f"（另有 {len(problems) - 1} 处）" if len(problems) > 1 else ""
    raise BadSheet(f"{where} 表“{sheet}”第{row}行", found + more, cure, rows=tuple(problems))


def _reviewer(book: Workbook) -> str:
    if GUIDE not in book.sheetnames:
        return ""
    return next((_words(row[1]) for row in book[GUIDE].iter_rows(max_col=2) if _words(row[0]) == REVIEWER), "")


def _rows(book: Workbook, layout: SheetLayout, where: str, problems: list[Problem]) -> list[SheetRow]:
    if layout.name not in book.sheetnames:
        raise BadSheet(where, f"缺少工作表“{layout.name}”", _REMAKE)
    page = book[layout.name]
    headings = [_words(cell) for cell in page[1]]
    missing = [c.heading for c in layout.columns if c.heading not in (*headings, WHY)]
    if missing:
        found = f"缺少栏目“{'”“'.join(missing)}”"
        raise BadSheet(f"{where} 表“{layout.name}”", found, "请恢复第一行的栏目名，或重新出表")
    return [row for row in _filled(page, layout, headings, problems) if any(row.cells.values())]


def _filled(page: Worksheet, layout: SheetLayout, headings: list[str], problems: list[Problem]) -> list[SheetRow]:
    known = {c.heading for c in layout.columns}
    rows = []
    for number, line in enumerate(page.iter_rows(min_row=2), 2):
        cells = {heading: cell for heading, cell in zip(headings, line, strict=False) if heading in known}
        for heading, cell in cells.items():
            if isinstance(cell, Cell) and cell.data_type == "f":
                problems.append((layout.name, number, f"“{heading}”是公式 {cell.value}", "请改成数值或文字"))
        rows.append(SheetRow(layout.name, number, {heading: _words(cell) for heading, cell in cells.items()}))
    return rows


def _words(cell: Cell | MergedCell) -> str:
    """What a cell says, in words: office programs turn 90% into 0.9 and 2025-12-31 into a date."""
    value: Any = cell.value
    if value is None or isinstance(cell, MergedCell):
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        share = "%" in str(cell.number_format)
        return print_number(round(value * 100, 8)) if share else print_number(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
