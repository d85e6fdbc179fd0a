"""The task ledger: a row a number, formulas that an office program works out, colours where figures are odd."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.compose.ledger import COLUMNS, compose_ledger
from generator.compose.measures import find_measure
from generator.form import Measure
from generator.localise.plan import localise_spec
from generator.typeset.xlsx import write_xlsx
from specs.model import Target, TargetKind, Time
from tests.papers import convert_with_office, needs_office
from tests.plans import COUNTY, SPEC

NAMES = [column.name for column in COLUMNS]
ABOVE, BELOW, RATE = (NAMES.index(name) + 1 for name in ("分子", "分母", "完成率"))


def _target(words: str, indicator: str, value: float | None, unit: str | None, kind: TargetKind = TargetKind.QUANTITY,
            comparator: str = ">=", due: str | None = None) -> Target:
    return Target(words, 112, 123, indicator, "", kind, comparator, value, unit, words=words, task="附件1/二/1",
                  due=Time(by=due) if due else None)


@pytest.mark.parametrize(("words", "indicator", "value", "unit", "measure"), [
    ("检测率达到95%以上", "检测率", 95.0, "%", Measure.RATE),
    ("用电量较2022年下降5%以上", "用电量", 5.0, "%", Measure.CHANGE),
    ("近视率每年下降0.5个百分点", "近视率", 0.5, "个百分点", Measure.CHANGE),
    ("覆盖率提高到75%", "覆盖率", 75.0, "%", Measure.RATE),
    ("帮扶企业不少于20家", "帮扶企业", 20.0, "家", Measure.COUNT),
    ("改造房屋12万平方米", "改造房屋", 12.0, "万平方米", Measure.COUNT),
    ("平均办理时限不超过3天", "平均办理时限", 3.0, "天", Measure.LEVEL),
    ("浓度控制在50毫克/立方米以内", "浓度", 50.0, "毫克/立方米", Measure.LEVEL),
    ("满意度明显提升", "满意度", None, None, Measure.WORDS),
])
def test_how_a_target_is_counted(words: str, indicator: str, value: float | None, unit: str | None,
                                 measure: Measure) -> None:
    kind = TargetKind.TREND if value is None else TargetKind.PERCENTAGE if unit == "%" else TargetKind.QUANTITY
    comparator = "<=" if "不超过" in words or "以内" in words else ">="
    assert find_measure(_target(words, indicator, value, unit, kind, comparator)) is measure


def test_what_is_for_each_of_many_adds_up_to_nothing() -> None:
    assert find_measure(replace(_target("每家配备2名", "配备", 2.0, "名"), each="每家")) is Measure.LEVEL


def _book(plan_targets: tuple[Target, ...] = ()) -> bytes:
    plan = localise_spec(replace(SPEC, targets=(*SPEC.targets, *plan_targets)), COUNTY)
    return write_xlsx(compose_ledger(plan, ()))


def _cells(page: Worksheet, row: int) -> dict[str, object]:
    return {name: page.cell(row, i).value for i, name in enumerate(NAMES, 1)}


def test_a_task_with_several_numbers_has_a_row_for_each_with_its_own_time() -> None:
    more = (_target("培训率达到90%以上", "培训率", 90.0, "%", TargetKind.PERCENTAGE, due="2025-11-30"),)
    page = load_workbook(BytesIO(_book(more)))["总台账"]
    first, second = _cells(page, 3), _cells(page, 4)
    assert (first["序号"], second["序号"]) == (1, 1)
    assert (first["目标值"], second["目标值"]) == ("帮扶企业每年不少于20家", "培训率达到90%以上")
    assert (first["上级时限"], second["上级时限"]) == ("2025年6月底前", "2025年11月底前")
    assert [str(row["到期日"])[:10] for row in (first, second)] == ["2025-06-30", "2025-11-30"]
    assert (first["分母"], second["分母"]) == (20, None)
    assert _cells(page, 5)["序号"] == 2


def test_what_nobody_can_know_is_an_empty_cell_and_no_mark() -> None:
    page = load_workbook(BytesIO(_book()))["总台账"]
    blank = ("分管领导", "责任股室", "责任人及电话", "进展", "佐证材料", "存在问题", "下步措施", "报送时间", "销号时间")
    assert {_cells(page, 3)[name] for name in blank} == {None}
    assert not [c.value for row in page.iter_rows() for c in row if "待填" in str(c.value)]


@pytest.mark.slow
@needs_office
def test_an_office_program_works_out_the_rates(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(_book()))
    page = book["总台账"]
    page.cell(3, ABOVE).value, page.cell(3, BELOW).value = 15, 20
    page.cell(4, ABOVE).value = 3  # no denominator: no rate
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    (tmp_path / "out").mkdir()
    made = convert_with_office(filled, "ods").rename(tmp_path / "out" / "filled.ods")
    again = load_workbook(convert_with_office(made, "xlsx"), data_only=True)["总台账"]
    assert again.cell(3, RATE).value == pytest.approx(0.75)
    assert again.cell(4, RATE).value in (None, "")
    assert again.cell(3, NAMES.index("到期日") + 1).value.date() == date(2025, 6, 30)


def test_odd_rates_are_coloured_before_all_else() -> None:
    page = load_workbook(BytesIO(_book()))["总台账"]
    odd = next(rules for area, rules in page.conditional_formatting._cf_rules.items() if "N3" in str(area.sqref))[0]
    assert "$P3>1" in odd.formula[0]
    assert "ISNUMBER($N3)" in odd.formula[0]
    assert odd.stopIfTrue
