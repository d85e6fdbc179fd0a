"""What a newer notice changes: laws of the diff, and each kind of change with its sentence."""

import random
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from comparison.assignment import assign_rows
from comparison.diff import diff_specs
from specs.changes import ChangeKind, FactKind
from specs.codec import parse_spec
from specs.model import (
    Body,
    Citation,
    Deadline,
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


def test_a_raised_target_is_one_change_that_names_both_values() -> None:
    new = replace(SPEC, targets=(target("申报率", 90, due=Time(by="2026-12-31")), *SPEC.targets[1:]))
    (change,) = diff_specs(SPEC, new)
    assert (change.kind, change.fact) == (ChangeKind.CHANGED, FactKind.TARGET)
    assert change.fields == ("value", "due")
    assert change.sentence == ("目标“申报率”有调整：要求由“不低于85%”改为“不低于90%”；"
                               "时限由“2025年12月31日前”改为“2026年12月31日前”。")


def test_the_same_indicator_of_two_years_does_not_cross() -> None:
    years = (target("合格率", 80, due=Time(by="2025-12-31")), target("合格率", 90, due=Time(by="2027-12-31")))
    new = (target("合格率", 95, due=Time(by="2027-12-31")), target("合格率", 82, due=Time(by="2025-12-31")))
    changes = diff_specs(replace(SPEC, targets=years), replace(SPEC, targets=new))
    assert sorted((c.old.value, c.new.value) for c in changes) == [(80, 82), (90, 95)]


def test_added_and_removed() -> None:
    new = replace(SPEC, targets=(*SPEC.targets, target("投诉办结率", 100)), citations=())
    added, removed = diff_specs(SPEC, new)
    assert (added.kind, added.old, added.new) == (ChangeKind.ADDED, None, new.targets[-1])
    assert added.sentence == "新增目标：“投诉办结率”不低于100%。"
    assert (removed.kind, removed.fact) == (ChangeKind.REMOVED, FactKind.CITATION)
    assert removed.sentence == "删去依据：《职业病防治规划》（澜卫发〔2024〕1号）。"


def test_a_moved_deadline() -> None:
    new = replace(SPEC, deadlines=(deadline("报送自查清单", by="2025-05-31"), SPEC.deadlines[1]))
    (change,) = diff_specs(SPEC, new)
    assert change.fields == ("time",)
    assert change.sentence == "时限“报送自查清单”有调整：时间由“2025年6月30日前”改为“2025年5月31日前”。"


def test_a_task_says_which_sentences_came_and_who_does_it_now() -> None:
    lead = Body("区县卫生健康委", Role.LEAD)
    task = replace(SPEC.tasks[0], text="各单位开展自查。发现问题限期整改。", bodies=(lead, BODY))
    (change,) = diff_specs(SPEC, replace(SPEC, tasks=(task, SPEC.tasks[1])))
    assert change.fields == ("text", "bodies")
    assert "删去“发现问题立即整改。”，写入“发现问题限期整改。”" in change.sentence
    assert "改为“区县卫生健康委（牵头）、区县疾控中心（负责）”" in change.sentence


def test_a_report_and_a_share() -> None:
    report = replace(SPEC.reports[0], to=("市卫生健康委",))
    share = replace(SPEC.percentages[0], value=70)
    changes = diff_specs(SPEC, replace(SPEC, reports=(report,), percentages=(share,)))
    assert [(c.fact, c.kind) for c in changes] == [
        (FactKind.REPORT, ChangeKind.CHANGED), (FactKind.PERCENTAGE, ChangeKind.ADDED),
        (FactKind.PERCENTAGE, ChangeKind.REMOVED)]
    assert changes[0].sentence == "报送事项“自查清单”有调整：接收单位由“市疾控中心”改为“市卫生健康委”。"
    assert changes[1].sentence == "新增百分比：不低于70%（统计）。"


def test_a_share_that_a_target_speaks_for_is_told_once() -> None:
    def spec(value: float) -> Spec:
        share = Percentage("", 5, 9, ">=", value, PercentageRole.TARGET)
        return Spec(notice=Notice(), targets=(target("申报率", value, start=0, end=9),), percentages=(share,))

    (change,) = diff_specs(spec(80), spec(85))
    assert change.fact is FactKind.TARGET


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
