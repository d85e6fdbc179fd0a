"""What a strict reader of the documents found, by class (审读发现): each with the words that showed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.relations import Tie, find_tie, list_others
from generator.compose.rows import task_rows
from generator.county import bureau_of, find_line
from generator.localise.bodies import BodySort, find_own_body, sort_body
from generator.localise.plan import CountyPlan, localise_spec
from generator.localise.words import localise_text
from luoshi import extract
from tests.notices import ROOT, extract_once
from tests.plans import COUNTY, profile_of

LINE = find_line("澜阳市教育局")


def _plan(tmp_path: Path, issuer: str, *items: str) -> CountyPlan:
    path = tmp_path / "notice.txt"
    text = "\n".join((f"{issuer}关于加强供水工作的通知", "", "各县（市、区）人民政府：", "现就有关事项通知如下。",
                      "一、重点任务", *items, "", issuer, "2025年3月3日"))
    path.write_text(f"{text}\n", "utf-8")
    return localise_spec(extract(path), COUNTY)


def test_a_unit_of_another_bureau_is_a_peer() -> None:
    """The education bureau gives the 疾控中心 no orders; the health bureau and the government do."""
    center = COUNTY.bodies["疾控中心"]
    ties = {key: find_tie(center, bureau_of(COUNTY, find_line(COUNTY.bodies[key])), COUNTY)
            for key in ("教育行政部门", "卫生健康行政部门", "人民政府")}
    assert list(ties.values()) == [Tie.PEER, Tie.UNIT, Tie.UNIT]
    assert sort_body(center, COUNTY, LINE) is BodySort.DEPARTMENT
    assert sort_body(center, COUNTY) is BodySort.UNIT
    spec = extract_once(ROOT / "corpus" / "schools-2024" / "notice.txt").spec
    plan = localise_spec(spec, profile_of("岚东区"))
    departments, units = list_others(plan, bureau_of(plan.profile, plan.line))
    assert plan.profile.bodies["疾控中心"] in departments
    assert units == ()


def test_a_county_named_by_itself_acts_by_its_bureau() -> None:
    assert find_own_body("溪塬县", COUNTY, LINE).name == "溪塬县教育局"


@pytest.mark.parametrize(("text", "own"), [
    ("鼓励有条件的村委托市水务投资集团统一运营。", "鼓励有条件的村委托澜阳市水务投资集团统一运营。"),
    ("市、县两级疾控中心每年开展监测。", "溪塬县疾病预防控制中心每年开展监测。"),
    ("各县(市、区)人民政府和省级各部门要制定方案。", "溪塬县人民政府要制定方案。"),
    ("市场主体和城市集团化办学。", "市场主体和城市集团化办学。"),
])
def test_words_of_other_levels(text: str, own: str) -> None:
    assert localise_text(text, COUNTY, LINE) == own


def test_the_case_in_which_something_is_asked_stays(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "澜阳市水利局", "（一）备足水源。市水利局于2025年5月底前完成名录。"
                 "遭遇断水时，县级人民政府应当在12小时内启动送水。")
    assert plan.tasks[0].text == "遭遇断水时,溪塬县人民政府应当在12小时内启动送水。"


def test_the_superiors_leading_group_is_named_by_its_place(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "澜阳市水利局",
                 "（一）制定方案。各县（市、区）要在2025年5月底前制定方案，并报领导小组办公室备案。",
                 "（二）成立机构。各县（市、区）要成立领导小组，由分管负责同志任组长，明确职责分工。")
    first, second = (task.text for task in plan.tasks)
    assert "并报澜阳市领导小组办公室备案" in first
    assert "要成立领导小组" in second


def test_totals_and_fractions_in_tables() -> None:
    """水厂9座 is the prefecture's figure; 三分之一 is no 33.33%; a bank is charged only where it is still named."""
    spec = extract_once(ROOT / "corpus" / "rural-water-2024" / "notice.txt").spec
    plan = localise_spec(spec, profile_of("葵岭市"))
    rows = {str(row["任务"]): row for row in task_rows(plan)}
    assert "9座" not in str(rows["建设规模化水厂"]["目标值"])
    assert "不低于三分之一" in str(rows["加强水质检测与监督"]["目标值"])
    assert not any("33.33" in str(row["目标值"]) for row in rows.values())
    assert rows["拓宽投入渠道"]["牵头单位"] == "葵岭市人民政府"


def test_who_does_what_stands_first_is_asked_where_only_others_are_named() -> None:
    spec = extract_once(ROOT / "corpus" / "schools-2024" / "notice.txt").spec
    tasks = {task.heading: task for task in localise_spec(spec, profile_of("岚东区")).tasks}
    assert tasks["守牢食品安全底线"].doers == ("岚东区教育局", "学校")
    assert tasks["守牢食品安全底线"].guessed
    assert not tasks["落实经费保障"].guessed


@pytest.mark.parametrize(("text", "own"), [
    ("推动有条件的县(区)和用人单位建设体验场馆。", "推动有条件的用人单位建设体验场馆。"),
    ("各县(区)、各部门要结合实际细化任务。", "溪塬县各部门要结合实际细化任务。"),
    ("结果反馈市疾控中心,并落实市卫生健康委要求。", "结果反馈澜阳市疾控中心,并落实澜阳市卫生健康委要求。"),
])
def test_counties_beside_others(text: str, own: str) -> None:
    assert localise_text(text, COUNTY, LINE) == own


def test_what_looks_at_counties_is_not_done_by_them(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "澜阳市水利局",
                 "（一）压实责任。各县（市、区）要落实供水责任，推动将供水指标纳入对各县（市、区）人民政府考核体系，加强水质监测。")
    assert plan.tasks[0].text == "溪塬县要落实供水责任,加强水质监测。"
    assert [str(visit.kind) for visit in plan.visits] == ["迎检"]


def test_trades_and_leading_groups_are_no_bodies_that_help(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "澜阳市水利局",
                 "（一）评选先进。推动矿山、冶金、化工等行业率先开展评选活动，培养良好习惯。",
                 "（二）加强领导。各县（市、区）水利局要加强组织领导，及时向县供水工作领导小组报告进展。")
    assert plan.tasks[0].doers == ("溪塬县水利局",)
    assert plan.tasks[0].guessed
    assert not [name for task in plan.tasks for name in task.support if name.endswith("领导小组")]
