"""Returned forms: summed, rates of the sums, and every doubt with its file and cell."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.compose.report_forms import compose_forms
from generator.form import DAY, SIGNERS, UNIT, Form
from generator.localise.plan import localise_spec
from generator.returns.cells import Cell
from generator.returns.numbers import read_number
from generator.typeset.form_xlsx import write_form
from luoshi.cli.frame import run_command
from luoshi.collecting import collect_folder
from specs.errors import LuoshiError, UnreadableFile
from tests.plans import COUNTY, SPEC

FORM = compose_forms(localise_spec(SPEC, COUNTY))[0]
Value = str | float | int | date | None


def _fill(form: Form, unit: str, figures: Mapping[str, tuple[Value, Value]], **changed: Value) -> bytes:
    """A form as a unit fills it in: numerators and denominators by indicator, the rest with words."""
    book = load_workbook(BytesIO(write_form(form)))
    page = book.active
    assert page is not None
    said: dict[str, Value] = {UNIT: unit, DAY: "2026年1月8日", **dict.fromkeys(SIGNERS, "某某"),
                              **dict.fromkeys(form.texts, "正常"), **changed}
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value in said:
                right = page.cell(cell.row, cell.column + 1)
                right.value = said[cell.value]
            elif cell.column == 2 and cell.value in figures:
                page.cell(cell.row, 5).value, page.cell(cell.row, 6).value = figures[str(cell.value)]  # type: ignore[assignment]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return folder


def _good(unit: str, covered: int, all_of: int, helped: Value) -> bytes:
    return _fill(FORM, unit, {"服务覆盖率": (covered, all_of), "帮扶企业": (helped, None)})


def _said(folder: Path) -> list[tuple[str, str, str, bool]]:
    return [(p.file, p.place, p.words, p.grave) for p in collect_folder(folder).problems]


def test_rates_are_those_of_the_sums_and_no_mean(tmp_path: Path) -> None:
    summary = collect_folder(_put(tmp_path, 甲=_good("甲镇", 1, 2, 20), 乙=_good("乙镇", 90, 98, 5)))
    rate, count = summary.totals
    assert (rate.above, rate.below, rate.rate, rate.counted) == (91, 100, pytest.approx(0.91), 2)
    assert (count.above, count.below, count.rate) == (25, None, None)
    assert summary.problems == ()


@pytest.mark.parametrize(("value", "read", "words", "grave"), [
    ("12家", 12, "是文字，按 12 读", False), ("１２", 12, "是文字", False), ("十二", 12, "是文字", False),
    ("1,200", 1200, "是文字", False), ("12人", None, "单位是“人”，表中是“家”", True), ("约12", None, "不是数字", True),
    ("12万家", None, "单位是", True), ("12-15", None, "不是数字", True), ("无", None, "没有当作 0", True),
    ("—", None, "", False), (12.0, 12, "", False), ("", None, "", False),
])
def test_a_number_is_read_for_sure_or_not_at_all(value: str | float, read: float | None, words: str,
                                                 grave: bool) -> None:
    number, odd, doubtful = read_number(Cell("E6", value), "家")
    assert number == read
    assert words in odd
    assert bool(odd) == bool(words)
    assert doubtful is grave


@pytest.mark.parametrize(("figures", "words", "counted"), [
    ({"服务覆盖率": (5, 4), "帮扶企业": (1, None)}, "分子（5）大于分母（4）", 2),
    ({"服务覆盖率": (5, None), "帮扶企业": (1, None)}, "缺一", 1),
    ({"服务覆盖率": (None, None), "帮扶企业": (1, None)}, "没有填分子", 1),
    ({"服务覆盖率": (5, 0), "帮扶企业": (1, None)}, "分母为零", 1),
    ({"服务覆盖率": ("85%", 100), "帮扶企业": (1, None)}, "单位是“%”", 1),
    ({"服务覆盖率": (date(2026, 1, 5), 100), "帮扶企业": (1, None)}, "是日期", 1),
    ({"服务覆盖率": (-1, 100), "帮扶企业": (1, None)}, "小于零", 1),
    ({"服务覆盖率": (1, 2), "帮扶企业": ("3户", None)}, "单位是“户”", 2),
    ({"服务覆盖率": (1, 2), "帮扶企业": (2.5, None)}, "不是整数", 2),
])
def test_what_is_in_doubt_is_named_with_its_cell(tmp_path: Path, figures: Mapping[str, tuple[Value, Value]], words: str,
                                                 counted: int) -> None:
    _put(tmp_path, 甲=_good("甲镇", 1, 2, 20), 乙=_fill(FORM, "乙镇", figures))
    grave = [(file, place) for file, place, said, doubtful in _said(tmp_path) if words in said and doubtful]
    assert grave
    assert all(file == "乙.xlsx" and place[0] in "EFG" for file, place in grave)
    assert collect_folder(tmp_path).totals[0].counted == counted


def test_a_rate_typed_over_its_formula_is_held_against_the_numbers(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(_good("甲镇", 50, 100, 1)))
    page = book.active
    assert page is not None
    row = next(cells[0].row for cells in page.iter_rows() if cells[1].value == "服务覆盖率")
    page.cell(row, 7).value = 0.95
    book.save(tmp_path / "甲.xlsx")
    assert [words for _, _, words, _ in _said(tmp_path)] == ["服务覆盖率：表中填95.00%，按分子、分母算是50.00%"]


def test_missing_units_doubles_and_strangers(tmp_path: Path) -> None:
    folder = tmp_path / "收"
    folder.mkdir()
    _put(folder, 甲=_good("甲镇", 1, 2, 20), 甲又=_good("甲镇", 1, 3, 20), 乙=_good("乙镇", 3, 4, 1),
         乙又=_good("乙镇", 3, 4, 1), 丁=_good("丁镇", 1, 2, 2))
    units = tmp_path / "名单.csv"
    units.write_text("单位\n甲镇\n乙镇\n丙镇\n", "utf-8")
    summary = collect_folder(folder, units=units)
    assert [row.unit for row in summary.rows] == ["丁镇", "乙镇"]
    said = {(problem.unit, problem.words.split("，")[0], problem.grave) for problem in summary.problems}
    assert {("丙镇", "没有报送", True), ("丁镇", "不在应报单位名单中", True), ("甲镇", "报了 2 份", True),
            ("乙镇", "报了 2 份", False)} <= said
    assert {state for file, _, state in summary.states if file.startswith("甲")} == {"重复"}


def test_other_forms_other_versions_and_changed_forms_are_not_counted(tmp_path: Path) -> None:
    from dataclasses import replace

    other = replace(FORM, identity="00000000")
    older = replace(FORM, texts=("主要做法",))
    changed = load_workbook(BytesIO(_good("戊镇", 1, 2, 3)))
    page = changed.active
    assert page is not None
    next(cell for row in page.iter_rows() for cell in row if cell.value == "帮扶企业").value = "帮扶大企业"
    changed.save(tmp_path / "戊.xlsx")
    plain = Workbook()
    plain.save(tmp_path / "空.xlsx")
    (tmp_path / "坏.xlsx").write_bytes(b"nothing")
    _put(tmp_path, 甲=_good("甲镇", 1, 2, 20), 乙=_good("乙镇", 1, 2, 20), 丙=_fill(other, "丙镇", {}),
         丁=_fill(older, "丁镇", {}))
    summary = collect_folder(tmp_path)
    why = {problem.file[0]: problem.words for problem in summary.problems}
    assert "不是同一张报表" in why["丙"]
    assert "不是同一版" in why["丁"]
    assert "表样有改动" in why["戊"]
    assert "没有校验码" in why["空"]
    assert "没有读" in why["坏"]
    assert [row.unit for row in summary.rows] == ["乙镇", "甲镇"]
    assert len(summary.states) == 7


def test_unsigned_forms_are_named(tmp_path: Path) -> None:
    _put(tmp_path, 甲=_fill(FORM, "甲镇", {"服务覆盖率": (1, 2), "帮扶企业": (3, None)}, 负责人=None, 存在问题=None))
    said = {(words, grave) for _, _, words, grave in _said(tmp_path)}
    assert said == {("没有填负责人", True), ("没有填“存在问题”", False)}


def test_the_command_writes_the_table_and_leaves_with_one_where_something_is_in_doubt(
        tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    import json

    folder = tmp_path / "收"
    folder.mkdir()
    _put(folder, 甲=_good("甲镇", 1, 2, "20家"), 乙=_good("乙镇", 90, 98, 5))
    out = folder / "汇总.xlsx"
    assert run_command(["collect", str(folder), "--out", str(out), "--format", "json"]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told["totals"][0]["rate"] == pytest.approx(0.91)
    assert told["problems"][0]["doubtful"] is False
    page = load_workbook(out)["汇总"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    assert rows[2][1:6] == ["合计", 91, 100, 0.91, 25]
    _put(folder, 丙=_good("丙镇", 9, 8, 5))
    assert run_command(["collect", str(folder), "--out", str(out)]) == 1
    assert "大于分母" in capsysbinary.readouterr().out.decode()


def test_a_folder_without_forms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        collect_folder(tmp_path)
    (tmp_path / "说明.txt").write_text("没有表", "utf-8")
    with pytest.raises(LuoshiError, match="没有一份"):
        collect_folder(tmp_path)
