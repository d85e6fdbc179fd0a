"""The internal note for approval (送审说明): every clause, each once, with its verdict and place in the plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.blocks import Heading, RunIn, Table
from generator.compose.documents import compose_documents
from generator.compose.gaps import find_open_fields
from generator.compose.memo import memo_values, place_tasks
from generator.compose.requests import Case
from generator.localise.moves import Deviation
from generator.localise.plan import localise_spec
from generator.localise.verdicts import Verdict
from generator.pipeline import prepare_county
from specs.model import Extra, State, Target, TargetKind
from tests.notices import ROOT, extract_once
from tests.plans import COUNTY, SPEC, TEMPLATES, profile_of
from tests.test_generator_laws import COUNTIES, NOTICES

NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.|（\d+）")


def _case(spec, county: str = "溪塬县") -> Case:  # type: ignore[no-untyped-def]
    work = prepare_county(spec, profile_of(county), None, ("plan", "memo"))
    return Case(work.plan, work.offices["memo"])


def _values(case: Case):  # type: ignore[no-untyped-def]
    return memo_values(case, find_open_fields(case.plan, case.office, "memo"))


@pytest.mark.parametrize("notice", NOTICES)
def test_every_clause_of_every_task_is_there_once(notice: str) -> None:
    case = _case(extract_once(ROOT / "corpus" / notice / "notice.txt").spec, COUNTIES.get(notice, "溪塬县"))
    rows = _values(case)["逐条"]
    said = "".join(row["原文"] for row in rows if row["来文"] not in ("工作目标", "未编号段落"))
    assert said == "".join(piece.text for _, pieces in case.plan.judged for piece in pieces)
    assert all(row["判定"] in (*map(str, Verdict), "不转写") for row in rows)
    loose = [row for row in rows if row["来文"] == "未编号段落"]
    assert [row["原文"] for row in loose] == [extra.text for extra in case.plan.spec.extras]
    assert all(row["说明"].endswith("不转写") for row in loose)
    # What is taken up has a body and a place; what is not has neither.
    for row in rows:
        if row["位置"] and row["来文"] != "工作目标":
            assert row["单位"], row
        if row["判定"] in ("上级事项", "反向", "待分解") and row["来文"] != "工作目标":
            assert not row["位置"], row


@pytest.mark.parametrize("notice", ["demo-occupational-health-2025", "county-medical-2025", "rural-environment-2024"])
def test_places_are_the_numbers_that_the_plan_prints(notice: str) -> None:
    case = _case(extract_once(ROOT / "corpus" / notice / "notice.txt").spec)
    plan = compose_documents("plan", case, TEMPLATES)["plan"]
    path: dict[int, str] = {}
    printed = []
    for block in plan.blocks:
        if isinstance(block, Heading | RunIn):
            number = NUMBER.match(block.text if isinstance(block, Heading) else block.heading)
            assert number
            path = {level: said for level, said in path.items() if level < block.level} | {block.level: number[0]}
        if isinstance(block, RunIn):
            printed.append("".join(path[level] for level in sorted(path)))
    assert list(place_tasks(case.plan).values()) == printed


def test_deviations_and_what_nobody_confirmed() -> None:
    case = _case(SPEC)
    case = replace(case, plan=replace(case.plan, deviations=(
        Deviation("覆盖率", "95%以上", "90%以上", True, "经市局同意"), Deviation("人次", "20人", "25人", False))))
    values = _values(case)
    assert [(row["类别"], row["说明"]) for row in values["出入"]][-2:] == [("低于上级", "经市局同意"), ("严于上级", "")]
    machine = len(values["未核"])
    confirmed = replace(SPEC, targets=tuple(replace(t, state=State.CONFIRMED) for t in SPEC.targets))
    assert len(_values(_case(confirmed))["未核"]) < machine


def test_two_values_of_one_thing_are_a_contradiction() -> None:
    def rate(words: str, value: float, start: int) -> Target:
        return Target(words, start, start + len(words), "持证率", "巡查员", TargetKind.PERCENTAGE, ">=", value, "%",
                      words=words)

    spec = replace(SPEC, targets=(rate("持证率达到90%", 90.0, 10), rate("持证率达到95%", 95.0, 30)))
    rows = _values(_case(spec))["矛盾"]
    assert [(row["甲"], row["乙"]) for row in rows] == [("持证率达到90%", "持证率达到95%")]
    assert _values(_case(SPEC))["矛盾"] == []


@pytest.mark.parametrize(("text", "verdict"), [
    ("现将《澜川省河湖巡护实施方案》印发给你们,请认真贯彻执行。", "不转写"),
    ("经省政府同意,现就有关事项通知如下。", "不转写"),
    ("联系人:甲,联系电话:0990-0000000。", "不转写"), ("(此件公开发布)", "不转写"),
    ("近年来,全省巡护工作成效明显。", "不转写"),
    ("但也要看到,一些县应急能力不强的问题仍然存在。", "不转写"), ("注:巡护率应按月统计。", "不转写"),
    ("为做好巡护工作,根据有关规定,制定本方案。", "不转写"),
    ("各县(市、区)要制定实施方案,报省水利厅。", "承接"), ("巡护人员不得擅自离岗。", "承接"),
    ("省水利厅要会同有关部门加强跟踪,每年组织评估。", "上级事项"),
    ("省水利厅须每年抽查各县(市、区)巡护情况。", "反向")])
def test_unnumbered_paragraphs(text: str, verdict: str) -> None:
    spec = replace(SPEC, extras=(Extra("#1", 1000, 1000 + len(text), text),))
    assert [row["判定"] for row in _values(_case(spec))["逐条"] if row["原文"] == text] == [verdict]


def test_duties_without_a_number_are_written_with_the_others() -> None:
    """Sentence by sentence: procedure stays behind, the duty stands in the plan, with its bodies, time and source."""
    case = _case(extract_once(ROOT / "corpus" / "rural-roads-2024-mixed" / "notice.txt").spec, "枫渚县")
    task = case.plan.tasks[-1]
    assert task.text == ("枫渚县交通运输局要在2024年3月29日前将本地区任务分解表和责任领导名单"
                         "报澜阳市交通运输局建设管理科。")
    assert (task.doers, task.times, task.guessed) == (("枫渚县交通运输局",), ("2024年3月29日前",), False)
    (row,) = [row for row in _values(case)["逐条"] if row["判定"] == "承接" and row["来文"] == "未编号段落1"]
    assert row["位置"]
    again = localise_spec(case.plan.spec, case.plan.profile)  # what a run keeps of it gives the same plan
    assert [(t.id, t.text, t.doers) for t in again.tasks] == [(t.id, t.text, t.doers) for t in case.plan.tasks]
    assert [report.text for report in again.reports] == [report.text for report in case.plan.reports]


def test_a_duty_below_a_heading_stays_there() -> None:
    case = _case(extract_once(ROOT / "corpus" / "digital-government-2025" / "notice.txt").spec)
    (task,) = [task for task in case.plan.tasks if "未编号段落" in task.id]
    assert [section.heading for section in task.sections] == ["保障措施"]
    assert task.text == ("溪塬县人民政府要结合实际制定实施方案,于2025年4月25日前报省数据局,"
                         "重大事项及时向省人民政府请示报告。")


def test_what_is_left_to_the_receiver_is_its_own() -> None:
    plan = _case(extract_once(ROOT / "corpus" / "air-quality-2025" / "notice.txt").spec, "沙棠市").plan
    (task,) = [task for task in plan.tasks if "未编号段落" in task.id]
    assert task.text == f"各责任单位要于每年1月10日前将上年度任务完成情况报送{plan.profile.prefecture}生态环境局。"


def test_the_paper_to_be_issued_holds_nothing_of_it() -> None:
    case = _case(SPEC)
    memo = compose_documents("memo", case, TEMPLATES)["memo"]
    assert any(isinstance(block, Table) and "判定" in block.head for block in memo.blocks)
    final = replace(case, request=replace(case.request, final=True))
    plan = "".join(str(block) for block in compose_documents("plan", final, TEMPLATES)["plan"].blocks)
    for words in ("送审说明", "上级事项", "待分解", "未核对", "办文提示", "推定", "待定"):
        assert words not in plan
    assert localise_spec(SPEC, COUNTY).spec.tasks
