"""Ledger → .xlsx (台账排版): frozen heads, filters, choices, colours for what is overdue, set up for print."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.books import Column, Ledger, Sheet
from generator.typeset.cell_looks import BORDER, HEAD, LEFT, MIDDLE, TEXT, TITLE
from generator.typeset.script_books import Say, convert_book
from gongwen.characters import count_width
from specs.packing import STAMP, settle_workbook

_HEAD_ROW = 2
_A3, _A4, _A4_WIDTH = 8, 9, 200  # paper sizes; characters that are still read on A4
_LATE, _DONE = PatternFill("solid", bgColor="FFC7CE"), PatternFill("solid", bgColor="E2EFDA")
_WRONG = PatternFill("solid", bgColor="FFD966")  # a rate over 100 %, a numerator without its denominator
_FORMULA_SIGNS = "=+-@"
_NARROW = 12  # characters: what is in such a column stands in its middle
_width = lru_cache(maxsize=4096)(count_width)


def write_xlsx(ledger: Ledger, say: Say | None = None) -> bytes:
    """The .xlsx of a ledger; the same ledger gives the same bytes.

    Rows are written as they are made, but for a book in other characters, which is converted whole: a matrix of
    counties by demands has half a million cells.

    say  words in other characters; None: as they are
    """
    book = Workbook(write_only=say is None)
    while book.worksheets:
        book.remove(book.worksheets[0])
    for sheet in ledger.sheets:
        _fill_sheet(book.create_sheet(sheet.name), sheet)
    book.properties.title = ledger.title
    book.properties.creator = ""
    book.properties.created = STAMP
    if say:
        convert_book(book, say)
    raw = BytesIO()
    book.save(raw)
    return settle_workbook(raw.getvalue())


def _fill_sheet(page: Worksheet, sheet: Sheet) -> None:
    last, bottom = get_column_letter(len(sheet.columns)), _HEAD_ROW + len(sheet.rows)
    for i, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(i)].width = column.width
    page.freeze_panes = f"C{_HEAD_ROW + 1}"
    page.auto_filter.ref = f"A{_HEAD_ROW}:{last}{bottom}"
    page.merged_cells.add(f"A1:{last}1")
    _set_rules(page, sheet, bottom)
    _set_print(page, f"A1:{last}{bottom}", wide=sum(column.width for column in sheet.columns) > _A4_WIDTH)
    page.row_dimensions[1].height = 36
    title = WriteOnlyCell(page, sheet.title)
    title.font, title.alignment = TITLE, MIDDLE
    page.append([title])
    page.row_dimensions[_HEAD_ROW].height = 30
    head = _Looks(HEAD, MIDDLE)
    page.append([head.put(WriteOnlyCell(page, column.name), "General") for column in sheet.columns])
    looks = [_Looks(TEXT, MIDDLE if column.width <= _NARROW else LEFT) for column in sheet.columns]
    for number, row in enumerate(sheet.rows, _HEAD_ROW + 1):
        lines = max(-(-_width(value) * 2 // (column.width - 1))
                    for value, column in zip(row, sheet.columns, strict=True))
        page.row_dimensions[number].height = max(18.0, 15.0 * lines + 4)
        page.append([_make_cell(page, (number, i), value, column.role, look)
                     for i, (value, column, look) in enumerate(zip(row, sheet.columns, looks, strict=True), 1)])


def _make_cell(page: Worksheet, at: tuple[int, int], value: str, role: str, looks: _Looks) -> Cell:
    cell = WriteOnlyCell(page)
    number_format = "General"
    if role == "rate":
        above, below = (f"{get_column_letter(at[1] - back)}{at[0]}" for back in (2, 1))
        cell.value = f'=IF(AND(ISNUMBER({above}),ISNUMBER({below}),{below}>0),{above}/{below},"")'
        number_format = "0.0%"
    elif role in ("due", "day"):
        number_format = "yyyy-mm-dd"
        cell.value = date.fromisoformat(value) if value else None
    elif role in ("numerator", "denominator") and value:
        cell.value = float(value)
    elif role in ("number", "share") and _is_number(value):
        cell.value = float(value)
        number_format = "0.00%" if role == "share" else "General"
    elif value.isdigit():
        cell.value = int(value)
    elif value:
        cell.value = value
        if value[0] in _FORMULA_SIGNS:  # text, never a formula
            cell.data_type = "s"
    return looks.put(cell, number_format)


class _Looks:
    """The looks of a column's cells (单元格样式): each is made once, and cells of the same look share it."""

    def __init__(self, font: Font, alignment: Alignment) -> None:
        self._font, self._alignment = font, alignment
        self._made: dict[str, StyleArray] = {}

    def put(self, cell: Cell, number_format: str) -> Cell:
        """The cell in the look of its column, with this format of numbers."""
        if number_format not in self._made:
            cell.font, cell.border, cell.alignment = self._font, BORDER, self._alignment
            cell.number_format = number_format
            self._made[number_format] = cell._style  # type: ignore[attr-defined]
        cell._style = self._made[number_format]  # type: ignore[attr-defined]
        return cell


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", value))


def _set_rules(page: Worksheet, sheet: Sheet, bottom: int) -> None:
    """Choices, kinds of value and hints of columns; colours of rows that are late or done and of rates that are odd."""
    if not sheet.rows:
        return
    roles = {column.role: get_column_letter(i) for i, column in enumerate(sheet.columns, 1) if column.role}
    for i, column in enumerate(sheet.columns, 1):
        if rule := _validation(column):
            letter = get_column_letter(i)
            page.data_validations.append(rule)
            rule.add(f"{letter}{_HEAD_ROW + 1}:{letter}{bottom}")
    first = _HEAD_ROW + 1
    if {"numerator", "denominator", "rate"} <= roles.keys():
        above, below, rate = (f"${roles[role]}{first}" for role in ("numerator", "denominator", "rate"))
        area = f"{roles['numerator']}{first}:{roles['rate']}{bottom}"
        odd = f"OR(AND(ISNUMBER({rate}),{rate}>1),AND(ISNUMBER({above}),NOT(AND(ISNUMBER({below}),{below}>0))))"
        _colour(page, area, odd, _WRONG, stop=True)
    if {"due", "state"} <= roles.keys():
        area = f"A{first}:{get_column_letter(len(sheet.columns))}{bottom}"
        done = f'OR(${roles["state"]}{first}="已完成",${roles["state"]}{first}="已销号")'
        _colour(page, area, done, _DONE, stop=True)
        _colour(page, area, f'AND(ISNUMBER(${roles["due"]}{first}),${roles["due"]}{first}<TODAY())', _LATE)


def _colour(page: Worksheet, area: str, formula: str, fill: PatternFill, *, stop: bool = False) -> None:
    page.conditional_formatting.add(area, FormulaRule(formula=[formula], fill=fill, stopIfTrue=stop))  # type: ignore[no-untyped-call]


def _validation(column: Column) -> DataValidation | None:
    """What may be entered in a column, with the hint that stands beside the cell."""
    if column.choices:
        rule = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True,
                              error=f"请选择：{'、'.join(column.choices)}")
    elif column.role in ("numerator", "denominator"):
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True,
                              error="只填不小于零的数字，不带单位")
    elif column.role == "day":
        rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True,
                              error="请填日期，如 2025-06-30")
    else:
        return None
    rule.showErrorMessage, rule.errorTitle = True, column.name
    if column.hint:
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, column.name, column.hint
    return rule


def _set_print(page: Worksheet, area: str, *, wide: bool) -> None:
    page.print_area = area
    page.print_title_rows = f"1:{_HEAD_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3 if wide else _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.5
    page.oddFooter.center.text = "— &P —"  # type: ignore[union-attr]
