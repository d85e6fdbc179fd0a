"""Cells of a returned form with their places (单元格): from a workbook; other files come as rows of text."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from generator.typeset.script import is_traditional, to_simplified
from specs.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell (单元格): `place` as a person finds it, value "" where it is empty.

    dated   an office program made a date of what was entered
    unsure  it holds a formula that nobody has worked out
    """

    place: str
    value: str | float
    dated: bool = False
    unsure: bool = False

    @property
    def text(self) -> str:
        """The value as text."""
        return self.value.strip() if isinstance(self.value, str) else f"{self.value:.10g}"


Grid = tuple[tuple[Cell, ...], ...]


def read_workbook(data: bytes, where: str) -> Grid:
    """All rows of a workbook's sheets; cells that a merged one covers are left out.

    raises  UnreadableFile: it is no workbook, or is damaged
    """
    try:
        values = load_workbook(BytesIO(data), data_only=True)
        formulas = load_workbook(BytesIO(data))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, TypeError) as error:
        raise UnreadableFile(where, "不是 .xlsx 工作簿，或已损坏", "请用表格程序另存为 .xlsx") from error
    rows: list[tuple[Cell, ...]] = []
    several = len(values.worksheets) > 1
    for page, written in zip(values.worksheets, formulas.worksheets, strict=True):
        rows += _rows(page, written, f"{page.title}!" if several else "")
    return fold_script(tuple(rows))


def fold_script(grid: Grid) -> Grid:
    """Cells of a file that was printed in traditional characters as they were before; others as they are."""
    words = [cell.value for row in grid for cell in row if isinstance(cell.value, str)]
    if not is_traditional("".join(words)):
        return grid
    return tuple(tuple(replace(cell, value=to_simplified(cell.value), place=to_simplified(cell.place))
                       if isinstance(cell.value, str) else replace(cell, place=to_simplified(cell.place))
                       for cell in row) for row in grid)


def _rows(page: Worksheet, written: Worksheet, sheet: str) -> list[tuple[Cell, ...]]:
    out = []
    for line, formulas in zip(page.iter_rows(), written.iter_rows(), strict=True):
        row = []
        for cell, formula in zip(line, formulas, strict=True):
            if isinstance(cell, MergedCell):
                continue
            unsure = isinstance(formula.value, str) and formula.data_type == "f" and cell.value is None
            row.append(_cell(f"{sheet}{cell.coordinate}", cell.value, unsure))
        if any(cell.value != "" or cell.unsure for cell in row):
            out.append(tuple(row))
    return out


def _cell(place: str, value: object, unsure: bool) -> Cell:
    if isinstance(value, bool) or value is None:
        return Cell(place, "" if value is None else str(value), unsure=unsure)
    if isinstance(value, int | float):
        return Cell(place, float(value))
    if isinstance(value, datetime | date):
        return Cell(place, value.date().isoformat() if isinstance(value, datetime) else value.isoformat(), dated=True)
    return Cell(place, str(value))
