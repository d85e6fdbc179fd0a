"""The county's own dates (本级时限): reports move back along the chain, everything else keeps the source's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.chain import Chain
from generator.county import read_profiles
from generator.localise.plan import localise_spec
from generator.localise.schedule import TOO_LATE, schedule_plan
from generator.localise.working_days import is_working_day, last_known_year, step_back
from specs.errors import BadProfile
from specs.model import Body, Clause, Deadline, Level, Report, Role, Spec, Task, Time
from tests.plans import COUNTY, SPEC

BUREAU = Body("各县(市、区)卫生健康委", Role.RESPONSIBLE, Level.COUNTY)
UNIT = Body("各县(市、区)疾控中心", Role.RESPONSIBLE, Level.COUNTY)
CHAIN = Chain(2, 2, 1)


def _spec(text: str, body: Body, *, when: str, time: Time, sends: str = "") -> Spec:
    """One task of one sentence: a date, and what is sent by then (`sends`; "" for nothing)."""
    at = text.index(when)
    task = Task("一", "巡查", 0, len(text), (body,), text=text, clauses=(Clause(text, 0, len(text), (body,)),))
    deadline = Deadline(when, at, at + len(when), time, "巡查", "一", words=when)
    place = text.index(sends) if sends else 0
    report = Report((body.name,), ("市卫生健康委",), "巡查总结", time, sends, place, place + len(sends), "一",
                    words=sends)
    return replace(SPEC, tasks=(task,), targets=(), deadlines=(deadline,), reports=(report,) if sends else ())


def _plan(spec: Spec, issue_on: date | None = None, chain: Chain | None = CHAIN):  # type: ignore[no-untyped-def]
    plan = localise_spec(spec, replace(COUNTY, chain=chain))
    return schedule_plan(plan, issue_on)


# 2025-06-30 is a Monday; 2025-09-30 a Tuesday before a week of holidays.
SENDS = "要在2025年6月底前将巡查总结报市卫生健康委。"


def test_a_report_to_the_superior_moves_back_along_the_chain() -> None:
    plan = _plan(_spec(UNIT.name + SENDS, UNIT, when="2025年6月底前", time=Time(by="2025-06-30"),
                       sends="将巡查总结报市卫生健康委"))
    own = "2025年6月23日前单位报送，6月27日前上报"
    assert plan.tasks[0].text == "溪塬县疾病预防控制中心要在2025年6月27日前将巡查总结报澜阳市卫生健康委。"
    assert (plan.tasks[0].times, plan.tasks[0].own_times) == (("2025年6月底前",), (own,))
    assert (plan.reports[0].due, plan.reports[0].own_due) == ("2025年6月底前", own)
    assert [(move.superior, move.own) for move in plan.moves] == [("2025年6月底前", own)]


@pytest.mark.parametrize(("text", "own"), [
    ("要在2025年6月底前完成规划修编,报市卫生健康委备案。", "要在2025年6月27日前完成规划修编,报澜阳市卫生健康委备案。"),
    ("要于2025年6月底前向市卫生健康委提交验收申请。", "要于2025年6月27日前向澜阳市卫生健康委提交验收申请。"),
    ("要在2025年6月底前通过省职业健康平台完成数据填报。", "要在2025年6月27日前通过省职业健康平台完成数据填报。"),
    ("要在2025年6月底前建立名册,并将名单上传省平台。", "要在2025年6月27日前建立名册,并将名单上传省平台。"),
])
def test_a_deliverable_moves_like_a_report(text: str, own: str) -> None:
    """A plan, an application, entries of a system: what is handed in above, whether a report was read or not."""
    plan = _plan(_spec(UNIT.name + text, UNIT, when="2025年6月底前", time=Time(by="2025-06-30")))
    assert plan.tasks[0].text == f"溪塬县疾病预防控制中心{own}"
    assert plan.tasks[0].own_times == ("2025年6月23日前单位报送，6月27日前上报",)
    assert len(plan.moves) == 1


@pytest.mark.parametrize("text", [
    "要在2025年6月底前建立企业名册。",  # made, and kept at home
    "要在2025年6月底前将名册报县卫生健康局。",
    "要在2025年6月底前形成评估报告,抄送市卫生健康委。",  # a copy is no duty of its own
    "要在2025年6月底前印发方案,并在印发后10个工作日内报市卫生健康委备案。",  # the other limit is the deliverable's
    "要在2025年6月底前完成整改。整改情况报市卫生健康委。",
    "要在2025年6月底前办理报告县级以上市场主体事项。",
])
def test_what_is_not_handed_in_above_keeps_its_date(text: str) -> None:
    plan = _plan(_spec(UNIT.name + text, UNIT, when="2025年6月底前", time=Time(by="2025-06-30")))
    assert plan.moves == ()
    assert "2025年6月底前" in plan.tasks[0].text


def test_in_the_countys_own_notice_no_deliverable_moves() -> None:
    spec = _spec("县疾控中心要在2025年6月底前向市卫生健康委提交申请。", UNIT, when="2025年6月底前",
                 time=Time(by="2025-06-30"))
    spec = replace(spec, notice=replace(spec.notice, issuers=("溪塬县卫生健康局",)))
    assert _plan(spec).moves == ()


def test_where_the_limit_is_a_working_day_the_words_stay() -> None:
    plan = _plan(_spec(UNIT.name + SENDS, UNIT, when="2025年6月底前", time=Time(by="2025-06-30"),
                       sends="将巡查总结报市卫生健康委"), chain=Chain(3))
    assert "在2025年6月底前将" in plan.tasks[0].text
    assert plan.tasks[0].own_times == ("2025年6月25日前单位报送，6月30日前上报",)


def test_a_report_within_the_county_keeps_its_date() -> None:
    spec = _spec("各乡镇要在2025年6月底前将巡查总结报县卫生健康局。", UNIT, when="2025年6月底前",
                 time=Time(by="2025-06-30"), sends="将巡查总结报县卫生健康局")
    spec = replace(spec, reports=(replace(spec.reports[0], to=("县卫生健康局",)),))
    assert _plan(spec).moves == ()


@pytest.mark.parametrize(("when", "time", "sends"), [
    ("2025年6月底前", Time(by="2025-06-30"), ""),  # an outcome
    ("每年6月底前", Time(every="year", by="06-30"), "将巡查总结报市卫生健康委"),
    ("2025年4月至6月", Time(start="2025-04-01", end="2025-06-30"), ""),
    ("收文后10个工作日内", Time(within="P10WD", after="收文"), "将巡查总结报市卫生健康委"),
])
def test_outcomes_recurrences_and_phases_keep_the_words(when: str, time: Time, sends: str) -> None:
    text = f"{UNIT.name}要在{when}完成巡查" + (f",{sends}。" if sends else "。")
    plan = _plan(_spec(text, UNIT, when=when, time=time, sends=sends))
    assert when in plan.tasks[0].text
    assert plan.tasks[0].own_times == plan.moves == ()


def test_without_a_chain_nothing_moves() -> None:
    plan = _plan(_spec(UNIT.name + SENDS, UNIT, when="2025年6月底前", time=Time(by="2025-06-30"),
                       sends="将巡查总结报市卫生健康委"), chain=None)
    assert plan.moves == ()


@pytest.mark.parametrize(("issue_on", "own"), [
    (date(2025, 6, 20), "2025年6月23日前单位报送，6月27日前上报"),
    (date(2025, 6, 23), TOO_LATE), (date(2025, 8, 1), TOO_LATE)])
def test_a_date_too_near_for_the_chain_is_left_open(issue_on: date, own: str) -> None:
    plan = _plan(_spec(UNIT.name + SENDS, UNIT, when="2025年6月底前", time=Time(by="2025-06-30"),
                       sends="将巡查总结报市卫生健康委"), issue_on)
    assert plan.tasks[0].own_times == (own,)
    assert plan.tasks[0].times == ("2025年6月底前",)
    assert (TOO_LATE in plan.tasks[0].text) is (own == TOO_LATE)


def test_any_date_before_the_county_s_own_issue_is_left_open() -> None:
    text = "各县(市、区)疾控中心要在2025年3月底前建立名册。"
    spec = _spec(text, UNIT, when="2025年3月底前", time=Time(by="2025-03-31"))
    assert _plan(spec, date(2025, 4, 2)).tasks[0].text == f"溪塬县疾病预防控制中心要在{TOO_LATE}建立名册。"
    assert _plan(spec, date(2025, 3, 2)).moves == ()


def test_beyond_the_calendar_weekends_alone_count_and_that_is_said() -> None:
    year = last_known_year() + 1
    text = f"各县(市、区)疾控中心要在{year}年10月底前将巡查总结报市卫生健康委。"
    plan = _plan(_spec(text, UNIT, when=f"{year}年10月底前", time=Time(by=f"{year}-10-31"),
                       sends="将巡查总结报市卫生健康委"))
    assert str(last_known_year()) in plan.calendar_note
    assert plan.moves


def test_a_holiday_is_no_working_day_and_a_day_worked_for_it_is() -> None:
    assert not is_working_day(date(2025, 10, 1))
    assert is_working_day(date(2025, 9, 28))  # a Sunday
    assert step_back(date(2025, 10, 6), 0) == date(2025, 9, 30)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 30))
def test_steps_end_on_working_days_and_in_order(day: date, days: int) -> None:
    back = step_back(day, days)
    assert is_working_day(back)
    assert back <= step_back(day, 0) <= day
    between = sum(is_working_day(back + timedelta(n)) for n in range((step_back(day, 0) - back).days))
    assert between == days


def test_the_chain_of_a_profile() -> None:
    head = 'province = "澜川省"\nprefecture = "澜阳市"\n'
    county = '[[county]]\nname = "溪塬县"\n'
    assert read_profiles((head + county).encode(), "甲.toml")[0].chain is None
    assert read_profiles((head + "lead_days = 3\n" + county).encode(), "甲.toml")[0].chain == Chain(3)
    chain = '[chain]\n"汇总" = 2\n"上报" = 1\n'
    assert read_profiles((head + chain + county).encode(), "甲.toml")[0].chain == Chain(2, 0, 1)
    for wrong in ('"会签" = 1', '"审签" = -1', '"审签" = "两天"'):
        with pytest.raises(BadProfile, match="chain"):
            read_profiles((head + f"[chain]\n{wrong}\n" + county).encode(), "甲.toml")
