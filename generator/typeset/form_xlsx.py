"""Report form → .xlsx (报表排版): one sheet on A4 lying on its side, open cells framed, rates worked out."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.form import CODE_LABEL, DAY, HEADS, NUMBER, SIGNERS, UNIT, Form, Measure, measure_of
from generator.typeset.cell_looks import BORDER, HEAD, LEFT, MIDDLE, TEXT, TITLE
from generator.typeset.script_books import Say, convert_book
from gongwen.characters import count_width
from gongwen.layout import BODY_FACE
from specs.packing import STAMP, settle_workbook

_WIDTHS = (18, 30, 10, 26, 14, 14, 12, 24)
_LAST = len(_WIDTHS)
_LIST_ROWS, _TEXT_HEIGHT = 15, 80.0
_SMALL = Font(BODY_FACE.name, 10)
_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
_GREY, _WRONG = PatternFill("solid", fgColor="EDEDED"), PatternFill("solid", bgColor="FFD966")


def write_form(form: Form, say: Say | None = None) -> bytes:
    """The .xlsx of a form; the same form gives the same bytes.

    say  words in other characters; None: as they are
    """
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "报表"
    for i, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(i)].width = width
    bottom = _fill(page, form)
    _print_setup(page, f"A1:{get_column_letter(_LAST)}{bottom}")
    book.properties.title, book.properties.creator, book.properties.created = form.title, "", STAMP
    if say:
        convert_book(book, say)
    raw = BytesIO()
    book.save(raw)
    return settle_workbook(raw.getvalue())


def _fill(page: Worksheet, form: Form) -> int:
    """All rows of the form; returns the last one's number."""
    _span(page, 1, 1, _LAST, form.title, TITLE, MIDDLE, 36)
    _span(page, 2, 1, _LAST, f"依据：{form.basis}", _SMALL, LEFT, _height(f"依据：{form.basis}", sum(_WIDTHS)))
    sent = "　".join(filter(None, (f"报送：{form.to}" if form.to else "", f"时限：{form.due}" if form.due else "",
                                  f"{CODE_LABEL}：{form.code}（请勿改动）")))
    _span(page, 3, 1, _LAST, sent, _SMALL, LEFT, _height(sent, sum(_WIDTHS)))
    _span(page, 4, 1, 1, UNIT, HEAD, MIDDLE, 32, framed=True)
    _span(page, 4, 2, 5, "", TEXT, LEFT, 32, framed=True)
    _span(page, 4, 6, 6, DAY, HEAD, MIDDLE, 32, framed=True)
    _span(page, 4, 7, _LAST, "", TEXT, LEFT, 32, framed=True)
    row = 5
    if form.figures:
        row = _figures(page, form, row)
    for label in form.texts:
        _span(page, row, 1, 1, label, HEAD, MIDDLE, _TEXT_HEIGHT, framed=True)
        _span(page, row, 2, _LAST, "", TEXT, _TOP, _TEXT_HEIGHT, framed=True)
        row += 1
    if form.columns:
        row = _list(page, form, row)
    for i, label in enumerate(SIGNERS):
        _span(page, row, 2 * i + 1, 2 * i + 1, label, HEAD, MIDDLE, 28, framed=True)
        _span(page, row, 2 * i + 2, 2 * i + 2, "", TEXT, MIDDLE, 28, framed=True)
    return row


def _figures(page: Worksheet, form: Form, row: int) -> int:
    for i, head in enumerate(HEADS, 1):
        _span(page, row, i, i, head, HEAD, MIDDLE, 30, framed=True)
    first = row + 1
    for number, figure in enumerate(form.figures, 1):
        row += 1
        measure = measure_of(figure.note)
        cells = (str(number), figure.name, figure.unit, figure.goal, "", "", "", figure.note)
        height = max(22.0, *(_height(words, width) for words, width in zip(cells, _WIDTHS, strict=True)))
        for i, words in enumerate(cells, 1):
            _span(page, row, i, i, words, TEXT, MIDDLE if i in (1, 3, 5, 6, 7) else LEFT, height, framed=True)
        page.cell(row, 1).value = number
        above, below, rate = page.cell(row, 5), page.cell(row, 6), page.cell(row, 7)
        if measure in (Measure.RATE, Measure.CHANGE):
            part = f"E{row}/F{row}" if measure is Measure.RATE else f"(E{row}-F{row})/F{row}"
            rate.value = f'=IF(AND(ISNUMBER(E{row}),ISNUMBER(F{row}),F{row}>0),{part},"")'
            rate.number_format = "0.00%"
        else:
            below.fill = rate.fill = _GREY
        if measure is Measure.RATE:
            odd = f"OR(AND(ISNUMBER($E{row}),NOT(ISNUMBER($F{row}))),AND(ISNUMBER($F{row}),$E{row}>$F{row}))"
            page.conditional_formatting.add(f"E{row}:G{row}", FormulaRule(formula=[odd], fill=_WRONG))  # type: ignore[no-untyped-call]
        above.number_format = below.number_format = "General"
    rule = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15", allow_blank=True,
                          error="只填数字，不带单位", errorTitle="数字", showErrorMessage=True)
    page.add_data_validation(rule)
    rule.add(f"E{first}:F{row}")
    return row + 1


def _list(page: Worksheet, form: Form, row: int) -> int:
    """The list: 序号 and its heads over the eight columns, the last head over what is left."""
    spans = [(1, 1), (2, 2), (3, 4), (5, 5), (6, 6), (7, _LAST)]
    for (start, end), head in zip(spans, (NUMBER, *form.columns), strict=True):
        _span(page, row, start, end, head, HEAD, MIDDLE, 30, framed=True)
    for number in range(1, _LIST_ROWS + 1):
        row += 1
        for start, end in spans:
            _span(page, row, start, end, "", TEXT, LEFT, 22, framed=True)
        page.cell(row, 1).value, page.cell(row, 1).alignment = number, MIDDLE
    return row + 1


def _span(page: Worksheet, row: int, start: int, end: int, words: str, font: Font, alignment: Alignment, height: float,
          *, framed: bool = False) -> None:
    """One cell over columns of a row."""
    for column in range(start, end + 1):
        cell = page.cell(row, column)
        cell.font, cell.alignment = font, alignment
        if framed:
            cell.border = BORDER
    if end > start:
        page.merge_cells(start_row=row, end_row=row, start_column=start, end_column=end)
    if words:
        page.cell(row, start).value = words
        page.cell(row, start).data_type = "s"
    page.row_dimensions[row].height = height


def _height(words: str, width: float) -> float:
    return 16.0 * max(1, -(-count_width(words) * 2 // max(width - 2, 1))) + 4


def _print_setup(page: Worksheet, area: str) -> None:
    page.print_area = area
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.5
