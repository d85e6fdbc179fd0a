"""Sentences built from the grammar (indicator × bound × value × time × body) are read as they were built (生成句)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.numerals import print_chinese
from specs.codec import time_to_json
from specs.model import PercentageRole, Role, Spec, Target, TargetKind
from tests.test_extractor_facts import read_task

RATES = (
    "义务教育巩固率", "农村自来水普及率", "家庭医生签约率", "生活垃圾无害化处理率", "政务事项网上可办率",
    "林木良种使用率", "秸秆综合利用率", "隐患整改率", "社区养老服务覆盖率", "工伤保险参保率", "古籍数字化率",
    "公交正点率",
)
# A short name may go on with the head of the one before it (粪污处理率和资源利用率): whose it is stays open.
OWN_NAMES = tuple(rate for rate in RATES if len(rate) > 5)
DOINGS = (
    ("新建", "所", "公办幼儿园"), ("改造", "座", "小型泵站"), ("培训", "名", "护林员"), ("抽查", "批次", "食用农产品"),
    ("建成", "个", "社区食堂"), ("帮扶", "家", "科技型企业"), ("修复", "处", "山洪沟"), ("举办", "场", "招聘会"),
)
BODIES = (
    "各县(市、区)教育局", "市水利局", "县级林业部门", "各乡镇人民政府", "市交通运输局", "各区县医保局", "省文物局",
    "各街道办事处",
)
# Words before the number, words after it, what they mean together.
BOUNDS = (
    ("达到", "", ">="), ("达到", "以上", ">="), ("不低于", "", ">="), ("提高到", "", ">="), ("保持在", "以上", ">="),
    ("≥", "", ">="), ("超过", "", ">"), ("控制在", "以内", "<="), ("不超过", "", "<="), ("下降到", "以下", "<="),
    ("为", "", "="),
)
LEADS = ("", "力争", "确保", "实现")


@dataclass(frozen=True)
class Said:
    """Some words and what they mean."""

    words: str
    means: object


@st.composite
def times(draw: st.DrawFn) -> Said:
    """A limit after the notice's day (2025-01-10), in one of the ways that notices write it."""
    year, month = draw(st.integers(2025, 2035)), draw(st.integers(2, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    last = f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}"
    written = "".join("〇一二三四五六七八九"[int(c)] for c in str(year))
    return draw(st.sampled_from((
        Said(f"{year}年底前", f"{year}-12-31"),
        Said(f"到{year}年底", f"{year}-12-31"),
        Said(f"到{year}年", f"{year}-12-31"),
        Said(f"{year}年{month}月底前", last),
        Said(f"{year}年{month}月{day}日前", f"{year}-{month:02d}-{day:02d}"),
        Said(f"{year}年{month}月{day}日18:00前", f"{year}-{month:02d}-{day:02d}"),
        Said(f"{year}.{month}.{day}前", f"{year}-{month:02d}-{day:02d}"),
        Said(f"{written}年{print_chinese(month)}月底前", last),
        Said(f"民国{year - 1911}年{month}月底前", last),
        Said(f"{year}年上半年", f"{year}-06-30"),
        Said(f"{year}年第三季度末前", f"{year}-09-30"),
        Said(f"{month}月底前", f"2025-{month:02d}-{monthrange(2025, month)[1]:02d}"),
    )))


@st.composite
def shares(draw: st.DrawFn) -> Said:
    """A percentage from 1 to 100, in digits or in words."""
    number = draw(st.integers(1, 100))
    tenth = draw(st.integers(1, 9)) if number < 100 else 0
    return draw(st.sampled_from((
        Said(f"{number}%", float(number)),
        Said(f"{number}.{tenth}%", number + tenth / 10),
        Said(f"百分之{print_chinese(number)}", float(number)),
        Said("１００％", 100.0),
    )))


def measured(target: Target) -> tuple[str, str]:
    """The indicator, alone and with its subject: `农村自来水普及率` may be one or both."""
    return target.indicator, target.subject + target.indicator


def body_names(spec: Spec) -> list[tuple[str, Role]]:
    return [(body.name, body.role) for body in spec.tasks[0].bodies]


@given(st.sampled_from(RATES), st.sampled_from(BOUNDS), shares(), times(), st.sampled_from(BODIES),
       st.sampled_from(LEADS))
def test_a_rate_is_read_as_it_was_built(
        rate: str, bound: tuple[str, str, str], share: Said, time: Said, body: str, lead: str) -> None:
    before, after, means = bound
    spec = read_task(f"{body}要压实责任,{time.words},{lead}{rate}{before}{share.words}{after}。")
    assert [(t.kind, t.comparator, t.value, t.unit) for t in spec.targets] == [
        (TargetKind.PERCENTAGE, means, share.means, "%")]
    assert rate in measured(spec.targets[0])
    assert [time_to_json(d.time) for d in spec.deadlines] == [{"by": time.means}]
    assert [time_to_json(t.due) for t in spec.targets if t.due] == [{"by": time.means}]
    assert [(p.value, p.role) for p in spec.percentages] == [(share.means, PercentageRole.TARGET)]
    assert body_names(spec) == [(body, Role.RESPONSIBLE)]


@given(st.sampled_from(DOINGS), st.integers(1, 2000), st.sampled_from(("", "不少于", "至少", "以上")), times(),
       st.sampled_from(BODIES))
def test_a_count_is_read_as_it_was_built(
        doing: tuple[str, str, str], number: int, bound: str, time: Said, body: str) -> None:
    verb, unit, noun = doing
    words = f"{number}{unit}以上" if bound == "以上" else f"{bound}{number}{unit}"
    spec = read_task(f"{body}要于{time.words}{verb}{noun}{words}。")
    assert [(t.comparator, t.value, t.unit) for t in spec.targets] == [(">=" if bound else "=", float(number), unit)]
    assert all(noun in t.indicator for t in spec.targets)
    assert [time_to_json(t.due) for t in spec.targets if t.due] == [{"by": time.means}]
    assert [time_to_json(d.time) for d in spec.deadlines] == [{"by": time.means}]
    assert (body, Role.RESPONSIBLE) in body_names(spec)


@given(st.lists(st.sampled_from(OWN_NAMES), min_size=2, max_size=4, unique=True), st.integers(1, 99), times())
def test_a_shared_bound_is_everybody_s(rates: list[str], number: int, time: Said) -> None:
    words = "、".join(rates[:-1]) + "和" + rates[-1]
    spec = read_task(f"{time.words},{words}均达到{number}%以上。")
    assert [(t.comparator, t.value) for t in spec.targets] == [(">=", float(number))] * len(rates)
    assert [r in measured(t) for r, t in zip(rates, spec.targets, strict=True)] == [True] * len(rates)


@given(st.lists(st.tuples(st.sampled_from(OWN_NAMES), st.integers(1, 99)), min_size=2, max_size=3,
                unique_by=(lambda pair: pair[0], lambda pair: pair[1])), times())
def test_each_gets_its_own_where_numbers_are_shared_out(pairs: list[tuple[str, int]], time: Said) -> None:
    words = "、".join(rate for rate, _ in pairs[:-1]) + "和" + pairs[-1][0]
    numbers = "、".join(f"{number}%" for _, number in pairs[:-1]) + f"和{pairs[-1][1]}%"
    spec = read_task(f"{time.words},{words}分别达到{numbers}。")
    assert [(t.comparator, t.value) for t in spec.targets] == [(">=", float(n)) for _, n in pairs]
    assert [r in measured(t) for (r, _), t in zip(pairs, spec.targets, strict=True)] == [True] * len(pairs)


UNITS = {"年": "year", "半年": "half-year", "季度": "quarter", "月": "month", "周": "week", "两年": "2 years"}


@given(st.sampled_from(sorted(UNITS)), st.sampled_from(DOINGS), st.integers(1, 50), st.sampled_from(BODIES))
@example("月", ("抽查", "批次", "食用农产品"), 1, "市水利局")
def test_a_rhythm_is_the_period_of_its_count(
        unit: str, doing: tuple[str, str, str], number: int, body: str) -> None:
    verb, counted, noun = doing
    spec = read_task(f"{body}每{unit}{verb}{noun}不少于{number}{counted}。")
    assert [(t.per, t.due, t.value, t.unit) for t in spec.targets] == [(UNITS[unit], None, float(number), counted)]
    assert [time_to_json(d.time) for d in spec.deadlines] == [{"every": UNITS[unit]}]
