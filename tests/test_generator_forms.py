"""Blank forms for reports: what each asks follows what is reported; the same form is known again by its code."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.compose.report_forms import choose_questions, compose_forms
from generator.form import HEADS, SIGNERS, UNIT, Measure, measure_of
from generator.localise.plan import localise_spec
from generator.pipeline import make_files, prepare_county
from generator.returns.cells import read_workbook
from generator.returns.returned import read_returned
from generator.typeset.form_xlsx import write_form
from specs.model import Time
from tests.papers import convert_all_with_office, needs_office
from tests.plans import COUNTY, PLAN, SPEC, TEMPLATES, profile_of

FORM = compose_forms(PLAN)[0]


def test_a_summary_asks_for_every_figure_and_for_words() -> None:
    assert FORM.title == "工作总结报表"
    assert [(f.name, f.unit, measure_of(f.note)) for f in FORM.figures] == [
        ("服务覆盖率", "%", Measure.RATE), ("帮扶企业", "家", Measure.COUNT)]
    assert FORM.texts == ("主要做法和成效", "存在问题", "下步打算", "意见建议")
    assert "澜卫发〔2025〕9号" in FORM.basis


@pytest.mark.parametrize(("what", "due", "kind"), [
    ("帮扶企业名单", None, "名单"), ("销号情况", None, "问题"), ("全年总结", None, "总结"), ("收购进度", None, "数据"),
    ("实施方案", None, "文件"), ("上月工作进展", None, "总结"), ("火情", Time(within="PT30M"), "急报"),
    ("人选", None, "其他"),
])
def test_what_is_asked_follows_what_is_reported(what: str, due: Time | None, kind: str) -> None:
    report = PLAN.reports[0]
    asked = choose_questions(replace(report, what=what, text=f"报送{what}", report=replace(report.report, due=due)))
    assert asked.name == kind


def test_the_form_is_the_same_for_all_counties_and_another_after_a_change() -> None:
    other = compose_forms(localise_spec(SPEC, profile_of("朔桥区")))[0]
    assert other.code == FORM.code
    target = replace(SPEC.targets[0], value=90.0, quote="服务覆盖率达到90%以上")
    changed = compose_forms(localise_spec(replace(SPEC, targets=(target, *SPEC.targets[1:])), COUNTY))[0]
    assert changed.code[:8] == FORM.code[:8]
    assert changed.code != FORM.code


def test_both_files_of_a_form_are_read_back_as_what_they_ask(tmp_path: Path) -> None:
    from luoshi.collecting import read_form

    work = prepare_county(SPEC, COUNTY, None, ("forms",))
    files = make_files(work, ("forms",), TEMPLATES)
    assert files == make_files(work, ("forms",), TEMPLATES)
    for name, data in files.items():
        path = tmp_path / Path(name).name
        path.write_bytes(data)
        again = read_form(path)
        assert again.code == FORM.code
        assert again.code.endswith(again.version)
        assert tuple(entry.figure for entry in again.entries) == FORM.figures
        assert tuple(again.texts) == FORM.texts
        assert {UNIT, *SIGNERS} <= set(again.labels)
        assert "待填" not in str(again.texts)


def test_rates_are_formulas_and_counts_have_no_denominator() -> None:
    page = load_workbook(BytesIO(write_form(FORM))).active
    assert page is not None
    head = next(row for row in page.iter_rows() if row[1].value == "指标")
    assert [cell.value for cell in head] == list(HEADS)
    first, second = head[0].row + 1, head[0].row + 2
    assert str(page.cell(first, 7).value).startswith("=IF(")
    assert page.cell(second, 7).value is None
    assert page.page_setup.orientation == "landscape"


@pytest.mark.slow
@needs_office
def test_an_office_program_works_out_the_rate_of_a_form(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(write_form(FORM)))
    page = book.active
    assert page is not None
    row = next(cells[0].row for cells in page.iter_rows() if cells[1].value == "指标") + 1
    page.cell(row, 5).value, page.cell(row, 6).value = 19, 20
    path = tmp_path / "form.xlsx"
    book.save(path)
    ods = convert_all_with_office([path], "ods")[0]
    path.unlink()
    again = convert_all_with_office([ods], "xlsx")[0]
    sheet = read_returned(read_workbook(again.read_bytes(), "form.xlsx"), "form.xlsx")
    assert sheet.entries[0].rate.value == pytest.approx(0.95)
    assert sheet.code == FORM.code
