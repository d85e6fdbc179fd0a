"""Whether a plan answers its basis: one row a demand and an answer."""

from dataclasses import replace

import pytest

from comparison.coverage import cover_spec
from specs.changes import Verdict
from specs.model import Deadline, Notice, Spec, Target, TargetKind, Time
from specs.wording import print_bound, print_time

WANT = Target(quote="", start=0, end=1, indicator="职业病危害项目申报率", subject="用人单位",
              kind=TargetKind.PERCENTAGE, comparator=">=", value=85, unit="%", due=Time(by="2025-12-31"))
COUNT = replace(WANT, indicator="监督检查企业", subject="", kind=TargetKind.QUANTITY, value=20, unit="家",
                per="year", each="每个区县", due=None)


def verdict(want: Target, have: Target | None) -> Verdict:
    plan = Spec(Notice(), targets=(have,) if have else ())
    (found,) = cover_spec(plan, Spec(Notice(), targets=(want,)))
    assert found.sentence.endswith("。")
    assert "None" not in found.sentence
    return found.verdict


@pytest.mark.parametrize(("want", "change", "expected"), [
    (WANT, {}, Verdict.MET),
    (WANT, {"value": 90}, Verdict.STRICTER),
    (WANT, {"value": 80}, Verdict.WEAKER),
    (WANT, {"comparator": ">"}, Verdict.STRICTER),
    (WANT, {"comparator": "="}, Verdict.MET),
    (WANT, {"comparator": "<="}, Verdict.UNCLEAR),
    (WANT, {"due": Time(by="2026-06-30")}, Verdict.LATER),
    (WANT, {"due": Time(by="2025-06-30")}, Verdict.STRICTER),
    (WANT, {"due": None}, Verdict.WEAKER),
    (WANT, {"value": 80, "due": Time(by="2026-06-30")}, Verdict.WEAKER),
    (WANT, {"value": 95, "due": Time(by="2026-06-30")}, Verdict.LATER),
    (WANT, {"kind": TargetKind.TREND, "value": None, "unit": None, "comparator": None}, Verdict.WEAKER),
    (WANT, {"indicator": "食品抽检合格率"}, Verdict.MISSING),
    (replace(WANT, comparator="<=", value=5), {"value": 6}, Verdict.WEAKER),
    (replace(WANT, comparator="<=", value=5), {"value": 4}, Verdict.STRICTER),
    (replace(WANT, comparator="between", value=80, value_max=90), {"value": 82, "value_max": 88},
     Verdict.STRICTER),
    (replace(WANT, comparator="between", value=80, value_max=90), {"value": 70}, Verdict.WEAKER),
    (COUNT, {"each": None}, Verdict.MET),
    (COUNT, {"per": None}, Verdict.WEAKER),
    (COUNT, {"per": "quarter"}, Verdict.STRICTER),
    (COUNT, {"per": "2 years"}, Verdict.WEAKER),
    (COUNT, {"unit": "次"}, Verdict.UNCLEAR),
    (replace(COUNT, value=2, unit="万人"), {"value": 20000, "unit": "人"}, Verdict.MET),
])
def test_targets(want: Target, change: dict[str, object], expected: Verdict) -> None:
    assert verdict(want, replace(want, **change)) is expected


def test_a_missing_target_is_named() -> None:
    (found,) = cover_spec(Spec(Notice()), Spec(Notice(), targets=(WANT,)))
    assert found.plan is None
    assert found.sentence == "未落实目标：“用人单位的职业病危害项目申报率”不低于85%，2025年12月31日前。"


@pytest.mark.parametrize(("want", "have", "expected"), [
    (Time(by="2025-06-30"), Time(by="2025-06-30"), Verdict.MET),
    (Time(by="2025-06-30"), Time(by="2025-06-20"), Verdict.STRICTER),
    (Time(by="2025-06-30"), Time(by="2025-07-10"), Verdict.LATER),
    (Time(start="2025-04-01", end="2025-06-30"), Time(by="2025-06-30"), Verdict.MET),
    (Time(by="2025-06-30"), Time(start="2025-06-01"), Verdict.UNCLEAR),
    (Time(every="month", by="5"), Time(every="month", by="20"), Verdict.LATER),
    (Time(every="year", by="01-10"), Time(every="year", by="01-05"), Verdict.STRICTER),
    (Time(every="quarter"), Time(every="year"), Verdict.WEAKER),
    (Time(every="year"), Time(every="2 years"), Verdict.WEAKER),
    (Time(within="P3M", after="备案"), Time(within="P30D", after="备案"), Verdict.STRICTER),
    (Time(within="P3M", after="备案"), Time(within="P3M", after="受理"), Verdict.UNCLEAR),
    (Time(within="P10WD", after="备案"), Time(within="P15D", after="备案"), Verdict.UNCLEAR),
    (Time(by="2025-06-30"), Time(every="year", by="06-30"), Verdict.UNCLEAR),
])
def test_deadlines(want: Time, have: Time, expected: Verdict) -> None:
    basis = Spec(Notice(), deadlines=(Deadline("", 0, 1, want, "报送自查清单"),))
    plan = Spec(Notice(), deadlines=(Deadline("", 0, 1, have, "报送自查清单"),))
    (found,) = cover_spec(plan, basis)
    assert found.verdict is expected


@pytest.mark.parametrize(("time", "said"), [
    (Time(by="2025-12-31"), "2025年12月31日前"),
    (Time(start="2024-04-01", end="2024-06-30"), "2024年4月1日至2024年6月30日"),
    (Time(start="2024-01-01"), "2024年1月1日起"),
    (Time(every="year", by="01-10"), "每年1月10日前"),
    (Time(every="year", by="02-end"), "每年2月底前"),
    (Time(every="month", by="20"), "每月20日前"),
    (Time(every="quarter", by="3-20"), "每季度末月20日前"),
    (Time(every="month", by="end"), "每月末前"),
    (Time(every="week", by="5"), "每周星期五前"),
    (Time(every="2 years"), "每2年"),
    (Time(every="half-month"), "每半个月"),
    (Time(within="P3M", after="备案"), "备案后3个月内"),
    (Time(within="P10WD", after=""), "10个工作日内"),
    (Time(within="P1Y"), "1年内"),
    (Time(within="PT24H", after="接报"), "接报后24小时内"),
    (Time(), "未写明"),
])
def test_times_in_words(time: Time, said: str) -> None:
    assert print_time(time) == said


@pytest.mark.parametrize(("change", "said"), [
    ({}, "不低于85%"),
    ({"comparator": "<=", "value": 0.5}, "不超过0.5%"),
    ({"comparator": "=", "value": 100}, "100%"),
    ({"kind": TargetKind.COVERAGE, "comparator": "=", "value": 100}, "全覆盖"),
    ({"kind": TargetKind.TREND, "comparator": None, "value": None, "unit": None}, "有改善（未定数）"),
    ({"comparator": "between", "value": 2, "value_max": 3, "unit": "家"}, "2家至3家"),
    ({"value": 20, "unit": "家", "per": "year", "each": "每个区县"}, "每年每个区县不少于20家"),
])
def test_bounds_in_words(change: dict[str, object], said: str) -> None:
    assert print_bound(replace(WANT, **change)) == said
