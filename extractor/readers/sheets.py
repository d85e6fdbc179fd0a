"""Excel workbooks (.xlsx, .xls): every sheet a table, its values as the sheet shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from extractor.readers.compose import CellText, Paragraph, Piece, Table, compose_source
from extractor.readers.office import convert_file, find_office
from extractor.readers.packages import BadPackage, open_package, read_part
from extractor.source import SourceText
from specs.model import Doubt

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS = 500_000
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.I)


def read_sheets(data: bytes) -> SourceText:
    """Read an .xlsx: formulas by the value that was kept with them; links to other files never followed.

    raises  BadPackage: broken, unsafe, or beyond reason in size
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_doctypes(data)
    try:
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadPackage("不是有效的 Excel 工作簿，或文件已损坏") from error
    pieces: list[Piece] = []
    hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            pieces += _read_sheet(sheet)
    doubts = (Doubt("sheet", "", 0, 0, f"隐藏的工作表没有读：{'、'.join(hidden)}"),) if hidden else ()
    return compose_source(pieces, "xlsx", doubts)


def read_old_sheets(data: bytes) -> SourceText:
    """Read an .xls or .et, by LibreOffice.

    raises  BadPackage: no LibreOffice, or it cannot read the file
    """
    if find_office() is None:
        raise BadPackage("读 .xls 需要 LibreOffice，没有安装", "请安装 LibreOffice，或另存为 .xlsx 后再试")
    return replace(read_sheets(convert_file(data, "xls", "xlsx")), reader="xls")


def _refuse_doctypes(data: bytes) -> None:
    package = open_package(data)
    for name in package.namelist():
        # without the NULs, UTF-16 looks like ASCII
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in (read_part(package, name) or b"").replace(b"\0", b""):
            raise BadPackage(f"“{name}”含有文档类型声明（DTD），可能夹带实体攻击，已拒绝")


def _read_sheet(sheet: Worksheet) -> list[Piece]:
    """A sheet's name where someone gave it one, lines over the whole width as paragraphs, then the table."""
    rows, columns = sheet.max_row, sheet.max_column
    if rows * columns > _MOST_CELLS:
        raise BadPackage(f"工作表“{sheet.title}”有 {rows}×{columns} 格，超过上限", "请删去多余的行列后再试")
    merged = {(r.min_row, r.min_col): (r.size["columns"], r.size["rows"]) for r in sheet.merged_cells.ranges}
    covered = {(r, c) for area in sheet.merged_cells.ranges for r, c in area.cells} - set(merged)
    filled = [list(_read_row(row, merged, covered)) for row in sheet.iter_rows()]
    width = max((i + 1 for row in sheet.iter_rows() for i, c in enumerate(row) if c.value is not None), default=0)
    pieces: list[Piece] = []
    while filled and not _is_row(filled[0], width):
        line = " ".join(c.text for c in filled.pop(0) if c.text)
        pieces += [Paragraph(line)] if line else []
    if not _DEFAULT_NAME.fullmatch(sheet.title) and not any(
            isinstance(p, Paragraph) and sheet.title in p.text for p in pieces) and (pieces or filled):
        pieces.insert(0, Paragraph(sheet.title))
    return [*pieces, Table(tuple(tuple(row[:width]) for row in filled))] if filled else pieces


def _is_row(row: list[CellText], width: int) -> bool:
    """Whether a row belongs to the table: one filled cell alone, in a wider table, is a title or note above it."""
    return sum(bool(c.text) for c in row) > 1 or width == 1


def _read_row(row: tuple[Cell | MergedCell, ...], merged: dict[tuple[int, int], tuple[int, int]],
              covered: set[tuple[int, int]]) -> Iterator[CellText]:
    for cell in row:
        place = (int(cell.row or 0), int(cell.column or 0))
        if place not in covered:
            columns, rows = merged.get(place, (1, 1))
            yield CellText(print_value(cell.value, str(cell.number_format or "")), columns, rows)


def print_value(value: object, form: str) -> str:
    """A cell's value as the sheet shows it: percent, decimals and dates by its number format.

    form  Excel's number format, such as `0.0%` or `yyyy"年"m"月"`
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _print_day(value, form)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _print_number(value, form)
    return str(value)


def _print_day(day: datetime | date, form: str) -> str:
    if "d" not in form.lower() and "日" not in form:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"


def _print_number(value: float, form: str) -> str:
    pattern = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", form.split(";")[0])
    decimals = re.search(r"\.(0+)", pattern)
    if "%" in pattern:
        return _plain(value * 100, len(decimals[1]) if decimals else 0, exact="0" not in pattern) + "%"
    if decimals:
        text = f"{value:,.{len(decimals[1])}f}" if "," in pattern else f"{value:.{len(decimals[1])}f}"
    else:
        text = _plain(value, 0 if pattern and "0" in pattern else 10, exact="0" not in pattern)
    unit = re.search(r'0"([^"]{1,4})"$', form.split(";")[0])
    return text + (unit[1] if unit else "")


def _plain(value: float, decimals: int, *, exact: bool) -> str:
    """A number without needless zeros where `exact`, else rounded as the sheet shows it."""
    if exact:
        return f"{round(value, 10):.10f}".rstrip("0").rstrip(".")
    return f"{value:.{decimals}f}"
