"""What a newer notice changes: laws of the diff, and each kind of change with its sentence."""

import random
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from comparison.assignment import assign_rows
from comparison.diff import diff_specs
from specs.changes import ChangeKind, FactKind, Severity
from specs.codec import parse_spec
from specs.model import (
    Body,
    Citation,
    Clause,
    Deadline,
    Level,
    Notice,
    Percentage,
    PercentageRole,
    Report,
    Role,
    Spec,
    Target,
    TargetKind,
    Task,
    Time,
)

GOLD = Path(__file__).parents[1].parent / "shared" / "gold"


def target(indicator: str, value: float | None = 85, **fields: object) -> Target:
    plain = Target(quote="", start=0, end=1, indicator=indicator, subject="", kind=TargetKind.PERCENTAGE,
                   comparator=">=", value=value, unit="%")
    return replace(plain, **fields)


def deadline(action: str, **time: str) -> Deadline:
    return Deadline("", 0, 1, Time(**time), action)


BODY = Body("区县疾控中心", Role.RESPONSIBLE)
SPEC = Spec(
    notice=Notice(title="关于开展监测工作的通知"),
    tasks=(Task("一", "开展自查", 0, 9, (BODY,), text="各单位开展自查。发现问题立即整改。"),
           Task("二", "加强培训", 9, 20, (BODY,), text="每年组织培训。")),
    targets=(target("申报率", due=Time(by="2025-12-31")), target("检测率", 90),
             target("检测率", 95, due=Time(by="2027-12-31"))),
    deadlines=(deadline("报送自查清单", by="2025-06-30"), deadline("完成整改", by="2025-09-30")),
    percentages=(Percentage("85%", 0, 3, ">=", 85, PercentageRole.STATISTIC),),
    reports=(Report(("区县疾控中心",), ("市疾控中心",), "自查清单", Time(by="2025-06-30"), "", 0, 1),),
    citations=(Citation("职业病防治规划", "澜卫发〔2024〕1号", "", 0, 1),),
)


def test_a_spec_has_no_changes_against_itself() -> None:
    assert diff_specs(SPEC, SPEC) == ()


def test_twins_that_differ_only_in_bodies_are_not_crossed() -> None:
    twins = replace(SPEC, targets=(target("检测率", bodies=("甲",)), target("检测率", bodies=("乙",))))
    turned = replace(twins, targets=twins.targets[::-1])
    assert diff_specs(twins, twins) == diff_specs(twins, turned) == ()


def test_places_ids_and_rules_are_no_change() -> None:
    moved = replace(SPEC, targets=tuple(replace(t, start=50, end=60, rule="x") for t in SPEC.targets),
                    tasks=tuple(replace(t, id="附件1/" + t.id, start=100, end=110) for t in SPEC.tasks))
    assert diff_specs(SPEC, moved) == ()


@pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")
def test_gold_against_itself_and_against_another() -> None:
    specs = [parse_spec(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    assert specs
    for spec in specs:
        assert diff_specs(spec, spec) == ()
    changes = diff_specs(specs[0], specs[1])
    assert all(c.sentence.endswith("。") and "None" not in c.sentence for c in changes)


def test_a_raised_target_with_a_later_date_is_two_changes() -> None:
    new = replace(SPEC, targets=(target("申报率", 90, due=Time(by="2026-12-31")), *SPEC.targets[1:]))
    raised, later = diff_specs(SPEC, new)
    assert (raised.kind, raised.fact, raised.fields) == (ChangeKind.VALUE_RAISED, FactKind.TARGET, ("value",))
    assert raised.sentence == "目标“申报率”由“不低于85%”提高到“不低于90%”。"
    assert (later.kind, later.fields) == (ChangeKind.DUE_LATER, ("due",))
    assert later.sentence == "目标“申报率”由2025年12月31日前推迟到2026年12月31日前。"


def test_a_date_that_moved_is_told_once_with_the_words_of_time() -> None:
    def spec(day: str) -> Spec:
        return Spec(Notice(), targets=(target("申报率", due=Time(by=day)),), deadlines=(deadline("申报", by=day),),
                    reports=(replace(SPEC.reports[0], due=Time(by=day)),))

    (change,) = diff_specs(spec("2025-06-30"), spec("2025-05-31"))
    assert (change.kind, change.fact) == (ChangeKind.DUE_EARLIER, FactKind.DEADLINE)


def test_the_same_indicator_of_two_years_does_not_cross() -> None:
    years = (target("合格率", 80, due=Time(by="2025-12-31")), target("合格率", 90, due=Time(by="2027-12-31")))
    new = (target("合格率", 95, due=Time(by="2027-12-31")), target("合格率", 82, due=Time(by="2025-12-31")))
    changes = diff_specs(replace(SPEC, targets=years), replace(SPEC, targets=new))
    assert sorted((c.old_facts[0].value, c.new_facts[0].value) for c in changes) == [(80, 82), (90, 95)]


@pytest.mark.parametrize(("old", "new", "kind"), [
    ({}, {"value": 90}, ChangeKind.VALUE_RAISED),
    ({}, {"value": 80}, ChangeKind.VALUE_LOWERED),
    ({}, {"comparator": ">"}, ChangeKind.COMPARATOR_TIGHTENED),
    ({}, {"comparator": "="}, ChangeKind.COMPARATOR_LOOSENED),
    ({"kind": TargetKind.TREND, "comparator": None, "value": None, "unit": None}, {}, ChangeKind.COMPARATOR_TIGHTENED),
    ({"value": 100}, {"kind": TargetKind.COVERAGE, "comparator": "=", "value": 100}, ChangeKind.REWORDED),
    ({"value": 90}, {"kind": TargetKind.COVERAGE, "comparator": "=", "value": 100}, ChangeKind.VALUE_RAISED),
    ({"unit": "万人", "value": 2}, {"unit": "人", "value": 30000}, ChangeKind.VALUE_RAISED),
    ({"comparator": "<=", "value": 8}, {"comparator": "<=", "value": 5}, ChangeKind.VALUE_LOWERED),
    ({"comparator": "between", "value": 80, "value_max": 95}, {"comparator": "between", "value": 85, "value_max": 90},
     ChangeKind.COMPARATOR_TIGHTENED),
    ({"per": "year"}, {"per": "quarter"}, ChangeKind.PERIOD_CHANGED),
    ({}, {"due": Time(by="2026-06-30")}, ChangeKind.DUE_EARLIER),
    ({"due": Time(by="2026-06-30")}, {}, ChangeKind.DUE_LATER),
    ({}, {"subject": "用人单位"}, ChangeKind.REWORDED),
])
def test_kinds_of_a_target(old: dict[str, object], new: dict[str, object], kind: ChangeKind) -> None:
    (change,) = diff_specs(Spec(Notice(), targets=(target("申报率", **old),)),
                           Spec(Notice(), targets=(target("申报率", **new),)))
    assert change.kind is kind
    assert change.sentence.startswith("目标“")
    assert "None" not in change.sentence


@pytest.mark.parametrize(("old", "new", "kind"), [
    ({"by": "2025-06-30"}, {"by": "2025-05-31"}, ChangeKind.DUE_EARLIER),
    ({"every": "month", "by": "5"}, {"every": "month", "by": "20"}, ChangeKind.DUE_LATER),
    ({"every": "year", "by": "02-end"}, {"every": "year", "by": "02-10"}, ChangeKind.DUE_EARLIER),
    ({"every": "quarter"}, {"every": "month"}, ChangeKind.PERIOD_CHANGED),
    ({"within": "P3M", "after": "备案"}, {"within": "P2M", "after": "备案"}, ChangeKind.DUE_EARLIER),
    ({"within": "P15WD", "after": ""}, {"within": "P20WD", "after": ""}, ChangeKind.DUE_LATER),
    ({"within": "PT2H", "after": ""}, {"within": "PT1H", "after": ""}, ChangeKind.DUE_EARLIER),
    ({"start": "2025-03-01", "end": "2025-05-31"}, {"start": "2025-03-01", "end": "2025-06-30"}, ChangeKind.DUE_LATER),
    ({"by": "2025-06-30"}, {"every": "year", "by": "06-30"}, ChangeKind.PERIOD_CHANGED),
])
def test_kinds_of_a_time(old: dict[str, str], new: dict[str, str], kind: ChangeKind) -> None:
    one, other = (Spec(Notice(), deadlines=(deadline("完成整改", **time),)) for time in (old, new))
    (change,) = diff_specs(one, other)
    assert (change.kind, change.fact, change.fields) == (kind, FactKind.DEADLINE, ("time",))


def test_dates_of_yearly_plans_are_held_against_their_years() -> None:
    old = Spec(Notice(title="2024年节水工作要点"), deadlines=(deadline("检修", by="2024-06-30"),
                                                      deadline("验收", by="2024-09-30")))
    new = Spec(Notice(title="2025年节水工作要点"), deadlines=(deadline("检修", by="2025-06-30"),
                                                      deadline("验收", by="2025-08-31")))
    (change,) = diff_specs(old, new)
    assert (change.kind, change.old_facts[0].action) == (ChangeKind.DUE_EARLIER, "验收")


def test_added_and_removed() -> None:
    new = replace(SPEC, targets=(*SPEC.targets, target("投诉办结率", 100)), citations=())
    added, removed = diff_specs(SPEC, new)
    assert (added.kind, added.old, added.new_facts) == (ChangeKind.ADDED, (), (new.targets[-1],))
    assert added.sentence == "新增目标：“投诉办结率”不低于100%。"
    assert (removed.kind, removed.fact) == (ChangeKind.REMOVED, FactKind.CITATION)
    assert removed.sentence == "删去依据：《职业病防治规划》（澜卫发〔2024〕1号）。"


def test_bodies_that_join_leave_and_change_their_part() -> None:
    lead, office = Body("区县卫生健康委", Role.LEAD), Body("区县疾病预防控制中心", Role.SUPPORT)
    task = replace(SPEC.tasks[0], bodies=(lead, office))
    joined, turned = diff_specs(SPEC, replace(SPEC, tasks=(task, SPEC.tasks[1])))
    assert (joined.kind, turned.kind) == (ChangeKind.BODY_ADDED, ChangeKind.ROLE_CHANGED)
    assert joined.sentence == "任务“开展自查”增加责任单位：区县卫生健康委（牵头）。"
    # A short name and the full one are one body.
    assert turned.sentence == "任务“开展自查”中，区县疾病预防控制中心由负责单位改为配合单位。"
    (gone,) = diff_specs(SPEC, replace(SPEC, tasks=(replace(SPEC.tasks[0], bodies=()), SPEC.tasks[1])))
    assert gone.kind is ChangeKind.BODY_REMOVED


def test_a_sentence_in_other_words_is_reworded_and_a_new_one_added() -> None:
    task = replace(SPEC.tasks[0], text="各单位开展自查。发现问题限期整改。")
    (change,) = diff_specs(SPEC, replace(SPEC, tasks=(task, SPEC.tasks[1])))
    assert (change.kind, change.fields) == (ChangeKind.REWORDED, ("text",))
    clauses = (Clause("各单位开展自查。", 0, 4), Clause("发现问题立即整改。", 4, 9))
    more = Clause("整改情况向社会公开。", 9, 12)
    old = replace(SPEC, tasks=(replace(SPEC.tasks[0], clauses=clauses), SPEC.tasks[1]))
    new = replace(SPEC, tasks=(replace(SPEC.tasks[0], clauses=(*clauses, more), end=12,
                                       text=SPEC.tasks[0].text + more.text), SPEC.tasks[1]))
    (added,) = diff_specs(old, new)
    assert (added.kind, added.fact, added.new[0].quote) == (ChangeKind.ADDED, FactKind.TASK, more.text)
    assert added.sentence == "任务“开展自查”新增要求：“整改情况向社会公开。”。"


def test_a_body_that_the_paper_renames_is_the_same_body() -> None:
    def spec(name: str, text: str) -> Spec:
        return Spec(Notice(), tasks=(Task("一", "共享数据", 0, 9, (Body(name, Role.SUPPORT),), text=text),))

    old = spec("县农机局", "由县农机局配合共享数据。")
    new = spec("县农机中心", "由县农机中心(由县农机局更名)配合共享数据。")
    (change,) = diff_specs(old, new)
    assert (change.kind, change.fields) == (ChangeKind.REWORDED, ("name",))


def test_a_report_and_a_share() -> None:
    report = replace(SPEC.reports[0], to=("市卫生健康委",))
    share = replace(SPEC.percentages[0], value=70)
    changes = diff_specs(SPEC, replace(SPEC, reports=(report,), percentages=(share,)))
    assert [(c.fact, c.kind) for c in changes] == [
        (FactKind.REPORT, ChangeKind.BODY_ADDED), (FactKind.REPORT, ChangeKind.BODY_REMOVED),
        (FactKind.PERCENTAGE, ChangeKind.VALUE_LOWERED)]
    assert changes[0].sentence == "报送事项“自查清单”增加接收单位：市卫生健康委。"
    assert changes[2].sentence == "百分比不低于85%（统计）由“不低于85%”降低到“不低于70%”。"


def test_a_share_that_a_target_speaks_for_is_told_once() -> None:
    def spec(value: float) -> Spec:
        share = Percentage("", 5, 9, ">=", value, PercentageRole.TARGET)
        return Spec(notice=Notice(), targets=(target("申报率", value, start=0, end=9),), percentages=(share,))

    (change,) = diff_specs(spec(80), spec(85))
    assert change.fact is FactKind.TARGET


def test_a_total_that_places_share_is_split() -> None:
    def total(value: float, subject: str) -> Target:
        return target("新增灌溉面积", value, kind=TargetKind.QUANTITY, unit="万亩", subject=subject, task="一")

    old = replace(SPEC, targets=(total(8, "全市"),))
    new = replace(SPEC, targets=(total(5, "溪塬县"), total(3, "丹墟县")))
    (change,) = diff_specs(old, new)
    assert (change.kind, change.fact, len(change.new)) == (ChangeKind.SPLIT, FactKind.TARGET, 2)


@pytest.mark.parametrize(("change", "level", "severity"), [
    ({"value": 90}, Level.COUNTY, Severity.MUST),
    ({"value": 90}, Level.PREFECTURE, Severity.KNOW),
    ({"value": 80}, Level.COUNTY, Severity.KNOW),
    ({"comparator": "<=", "value": 80}, Level.COUNTY, Severity.MUST),
    ({"bodies": ("市卫生健康委",), "value": 90}, Level.COUNTY, Severity.NONE),
    ({"bodies": ("市卫生健康委",), "value": 90}, Level.PREFECTURE, Severity.MUST),
])
def test_severity_is_for_a_level(change: dict[str, object], level: Level, severity: Severity) -> None:
    old = target("申报率", bodies=("区县卫生健康委",), task="一")
    if "comparator" in change:
        old = replace(old, comparator="<=")
    if "bodies" in change:
        old = replace(old, bodies=change["bodies"])
    (found,) = diff_specs(Spec(Notice(), targets=(old,)), Spec(Notice(), targets=(replace(old, **change),)),
                          level=level)
    assert found.severity is severity


def test_one_obligation_seen_from_above_and_from_below() -> None:
    province = Spec(Notice(issuers=("澜川省卫生健康委员会",)), (
        Task("一", "组建帮扶团队", 0, 9, text="每个县(市、区)组建帮扶团队。",
             bodies=(Body("各县(市、区)卫生健康局", Role.LEAD), Body("县级疾控机构", Role.SUPPORT))),),
        (target("帮扶企业", 20, kind=TargetKind.QUANTITY, unit="家", each="每个县(市、区)", task="一"),))
    county = Spec(Notice(issuers=("溪塬县卫生健康局",)), (
        Task("二", "组建帮扶团队", 0, 9, (Body("县卫生健康局", Role.LEAD), Body("县疾控中心", Role.SUPPORT)),
             text="我县组建帮扶团队。"),),
        (target("帮扶企业", 20, kind=TargetKind.QUANTITY, unit="家", subject="我县", task="二"),))
    assert diff_specs(province, county)
    assert diff_specs(province, county, levels=True) == ()
    (stricter,) = diff_specs(province, replace(county, targets=(replace(county.targets[0], value=25),)), levels=True)
    assert (stricter.kind, stricter.severity) == (ChangeKind.VALUE_RAISED, Severity.MUST)


def test_assignment_is_the_best_of_all() -> None:
    dice = random.Random(7)
    for rows, columns in ((1, 1), (2, 4), (4, 2), (3, 3), (5, 5)):
        gains = [[dice.randint(0, 20) / 20 for _ in range(columns)] for _ in range(rows)]
        pairs = assign_rows(gains)
        small, large = sorted((rows, columns))
        best = max(sum(gains[i][j] if rows <= columns else gains[j][i] for i, j in enumerate(chosen))
                   for chosen in permutations(range(large), small))
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs) == small
        assert sum(gains[i][j] for i, j in pairs) == pytest.approx(best)
    assert assign_rows([]) == assign_rows([[], []]) == []
