"""A spec → the review sheet (审核表): a workbook that a clerk confirms, corrects, deletes and adds in."""

from __future__ import annotations

import hashlib
import json
import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.characters import count_width
from review.columns import REMOVE, SHEETS, STATE_CHOICES, SURE, Column, SheetLayout
from review.rows import FactRow, make_rows
from review.summaries import DOUBT_WORDS
from specs.codec import print_spec
from specs.model import Spec
from specs.packing import STAMP, settle_workbook

MARK, HIDDEN, GUIDE, DOUBTS, SOURCE = "luoshi-review/1", "_luoshi", "说明", "存疑", "原文"
REVIEWER = "审核人"
_CHUNK = 30_000  # a cell holds 32,767 characters
_SPARE = 200  # rows below the last that new facts may be written in
_FACE = "微软雅黑"
_LINE = Side(style="thin", color="D9D9D9")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", start_color="DCE6F0")
_FIXED = PatternFill("solid", start_color="F5F5F5")
_COLOURS = {"已确认": "E2F0E5", "已更正": "FFF2CC", REMOVE: "F8D7D4"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GUIDE = (
    "每类要素一张表，一行一项。请对照“原文”核对，灰色栏目不用改。",
    "核对无误：在“状态”栏选“已确认”。",
    "有错：直接改格子里的内容，状态会记为“已更正”。改“原文”时，须是通知里有的字句。",
    "不是要素：在“状态”栏选“删除”，或删去整行。",
    "漏了的：在表的最下面加一行，“编号”留空，“原文”照抄通知里的字句（可从“原文”表复制），“位置”可写第几行。",
    "时间写成 2025年12月31日前、2025年3月1日至2025年6月30日、每年1月10日前、备案后3个月内 这样的形式；"
    "几个单位用顿号隔开。",
    "为什么改，可写在“理由”栏，随更正一起记下。",
    "自己加的栏目和“存疑”“原文”两张表不会读回。改好后存盘，运行：luoshi review 规格 --apply 本表",
)


def fingerprint(spec: Spec) -> str:
    """A short hash that tells one spec, in one state, from every other."""
    return hashlib.sha256(print_spec(spec).encode("utf-8")).hexdigest()


def write_workbook(spec: Spec, source: str | None) -> bytes:
    """The .xlsx of a spec's facts; the same spec gives the same bytes.

    source  the source text, where it is at hand: it goes along, so that new facts can be told by its lines
    """
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _fill_guide(guide, spec)
    rows = make_rows(spec, source)
    for layout in SHEETS:
        _fill_sheet(book.create_sheet(layout.name), layout, rows[layout.kind])
    _fill_doubts(book.create_sheet(DOUBTS), spec)
    if source is not None:
        _fill_source(book.create_sheet(SOURCE), source)
    _fill_hidden(book.create_sheet(HIDDEN), spec, source)
    book.properties.title, book.properties.creator = spec.notice.title or "", ""
    book.properties.created = STAMP
    raw = BytesIO()
    book.save(raw)
    return settle_workbook(raw.getvalue())


def _fill_guide(page: Worksheet, spec: Spec) -> None:
    page.title = GUIDE
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 12, 96
    page.sheet_view.showGridLines = False
    title = page.cell(1, 1, f"{_plain(spec.notice.title or '（无标题）')}　审核表")
    title.font = Font(_FACE, 15, bold=True)
    page.cell(3, 1, REVIEWER).font = Font(_FACE, 11, bold=True)
    name = page.cell(3, 2)
    name.fill, name.border = PatternFill("solid", start_color="FFFBE6"), _BORDER
    name.font = Font(_FACE, 11)
    for at, line in enumerate(_GUIDE, 5):
        page.cell(at, 1, at - 4).font = Font(_FACE, 11, color="808080")
        cell = page.cell(at, 2, line)
        cell.font, cell.alignment = Font(_FACE, 11), _TOP
        page.cell(at, 1).alignment = Alignment(horizontal="center", vertical="top")
        page.row_dimensions[at].height = 20.0 * (1 + count_width(line) // 46)
    _set_print(page)


def _fill_sheet(page: Worksheet, layout: SheetLayout, rows: list[FactRow]) -> None:
    columns = layout.columns
    _fill_head(page, [c.heading for c in columns], [c.width for c in columns])
    for number, row in enumerate(rows, 2):
        for i, column in enumerate(columns, 1):
            _fill_cell(page, number, i, row.cells[column.heading], fixed=column.fixed)
        _set_height(page, number, [(str(row.cells[c.heading]), c.width) for c in columns])
    _set_choices(page, columns, len(rows) + 1 + _SPARE)
    _set_colours(page, columns, len(rows) + 1 + _SPARE)
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    page.print_title_rows = "1:1"
    _set_print(page)


def _set_print(page: Worksheet) -> None:
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _fill_head(page: Worksheet, headings: list[str], widths: list[int]) -> None:
    for i, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = page.cell(1, i, heading)
        cell.font, cell.fill, cell.border = Font(_FACE, 11, bold=True), _HEAD, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(i)].width = width
    page.row_dimensions[1].height = 26


def _fill_cell(page: Worksheet, row: int, column: int, value: str | float, *, fixed: bool) -> None:
    cell = page.cell(row, column)
    cell.font = Font(_FACE, 10, color="808080" if fixed else "000000")
    cell.alignment, cell.border = _TOP, _BORDER
    if fixed:
        cell.fill = _FIXED
    if isinstance(value, str):
        cell.value = _plain(value) or None
        if value[:1] in ("=", "+", "-", "@"):
            cell.data_type = "s"  # text, never a formula
        cell.number_format = "@"  # a date or percentage typed here stays as typed
    else:
        cell.value = value


def _plain(text: str) -> str:
    """Text that a cell may hold: a source may have control characters."""
    return _ILLEGAL.sub("", text)[:_CHUNK]


def _set_height(page: Worksheet, row: int, cells: list[tuple[str, int]]) -> None:
    lines = max(sum(-(-max(1.0, count_width(line)) * 2 // (width - 2)) for line in words.split("\n"))
                for words, width in cells)
    page.row_dimensions[row].height = min(180.0, 15.5 * lines + 4)


def _set_choices(page: Worksheet, columns: tuple[Column, ...], bottom: int) -> None:
    for i, column in enumerate(columns, 1):
        if column.choices:
            listed = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True,
                                    showErrorMessage=True, errorTitle=column.heading,
                                    error=f"请选：{'、'.join(column.choices)}")
            page.add_data_validation(listed)
            listed.add(f"{get_column_letter(i)}2:{get_column_letter(i)}{bottom}")


def _set_colours(page: Worksheet, columns: tuple[Column, ...], bottom: int) -> None:
    """The colour of a row's number and state by its state, and of what is only guessed."""
    for word, colour in _COLOURS.items():
        assert word in STATE_CHOICES
        rule = FormulaRule(formula=[f'$B2="{word}"'], fill=PatternFill("solid", bgColor=colour))  # type: ignore[no-untyped-call]
        page.conditional_formatting.add(f"A2:B{bottom}", rule)
    sure = get_column_letter(next(i for i, c in enumerate(columns, 1) if c.heading == SURE))
    rule = FormulaRule(formula=[f'${sure}2="推测"'], fill=PatternFill("solid", bgColor="FFF2CC"))  # type: ignore[no-untyped-call]
    page.conditional_formatting.add(f"{sure}2:{sure}{bottom}", rule)


def _fill_doubts(page: Worksheet, spec: Spec) -> None:
    """Doubts to look at; nothing of this sheet is read back."""
    widths = [9, 12, 70, 50]
    _fill_head(page, ["编号", "类别", "请核对", "原文"], widths)
    for number, doubt in enumerate(spec.doubts, 1):
        cells = [f"存疑{number}", DOUBT_WORDS.get(doubt.kind, "其他"), doubt.why, doubt.quote]
        for i, value in enumerate(cells, 1):
            _fill_cell(page, number + 1, i, value, fixed=False)
        _set_height(page, number + 1, list(zip(cells, widths, strict=True)))
    page.freeze_panes = "A2"
    _set_print(page)


def _fill_source(page: Worksheet, source: str) -> None:
    """The source by lines, to look up and copy from."""
    _fill_head(page, ["行", "原文"], [7, 120])
    for number, line in enumerate(source.splitlines() if "\n" not in source else source.split("\n"), 1):
        words = line.rstrip("\r")
        _fill_cell(page, number + 1, 1, float(number), fixed=True)
        _fill_cell(page, number + 1, 2, words, fixed=False)
        _set_height(page, number + 1, [(words, 120)])
    page.freeze_panes = "A2"
    _set_print(page)


def _fill_hidden(page: Worksheet, spec: Spec, source: str | None) -> None:
    """What the sheet was made of: which spec, and the source as JSON text, so that no character of it is lost."""
    page.sheet_state = "veryHidden"
    packed = "" if source is None else json.dumps(source, ensure_ascii=True)
    lines = [MARK, fingerprint(spec), spec.origin.sha256 if spec.origin else "", _plain(spec.notice.title or "")]
    chunks = [packed[i : i + _CHUNK] for i in range(0, len(packed), _CHUNK)]
    for row, line in enumerate((*lines, *chunks), 1):
        cell = page.cell(row, 1, line)
        cell.data_type, cell.number_format = "s", "@"
