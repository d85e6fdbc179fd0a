"""Commitments that can be checked at some date (目标), out of prose: rates, counts, full coverage, trends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.clause_words import split_subject, strip_lead
from extractor.facts.dues import calendar_times, find_baseline, find_due, is_start_of_rise, years_apart
from extractor.facts.indicators import Measured, fill_elided, read_indicators
from extractor.facts.percentages import percentage_role
from extractor.facts.reading import SILENT, Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.facts.states import find_coverage, find_trends, may_tell_state
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from extractor.structure.outline import SectionKind
from extractor.structure.sentences import cut_clauses
from specs.model import Confidence, PercentageRole, Role, Target, TargetKind, Time

_CREATE = re.compile(
    r"(?:新建|改建|扩建|建成|建设|建立|创建|打造|培育|培养|培训|新增|改造|完成|实施|开展|组织|举办|召开|"
    r"配备|配置|安排|遴选|选派|派出|发展|救助|帮扶|服务|检查"
    r"|抽查|走访|探访|随访|排查|整治|治理|发放|推广|引进|设立|设置|落实|确保|确定|推出|评选|命名|认定|扶持|"
    r"建好|种植|播种|收获|造林|修复|拆除|清理|疏浚|硬化"
    r"|维修|检测|监测|演练|覆盖|惠及|吸纳|带动|转移|实现|达|有|不少于|完善|编制|选树|深入|抽取|征集|开发|"
    r"开通|接入|归集|办理|投放|更新|淘汰|化解|形成"
    r"|创成|争创|培树|选育|办好|推选|制定|出台|轮训|复核|上门|拨付|投入|筹集|统筹安排|明确|增配|增加|补充|"
    r"储备|敷设|铺设|栽植|治理|调度|会商|通报|汇总|巡查|巡检|督导|评估|考核|公布|发布|招聘|招收|聘请|上)"
    r"[^,。;:]{0,24}$"
)
_EVERY_UNIT = re.compile(
    r"(?P<each>(?:每个?|各|平均每)(?:被[一-鿿]{2}|[一-鿿]{2}级)?(?:区县|县区|县\(市、区\)|县\(区\)|县\(市\)|"
    r"市州|市\(州\)|乡镇\(街道\)|乡\(镇\)|镇\(街道\)|乡镇|街道|镇|乡|县|区|市"
    r"|村\(社区\)|行政村|自然村|村|社区|学校|中小学|单位|企业|家|户|校|所|机构|站|点|人|园区|网格|班|支队|"
    r"队|项目|亩|床|名[一-鿿]{2,5}|增加[0-9]+[一-鿿])(?:[一-鿿]{2,6}(?=至少|不少于|要|应|配备|设))?)"
    r"(?=[^,。;:]{0,30}$)"
)
_NOT_BOUND = re.compile(
    r"(?:第|近|共|有|涉及|现有|已|其中|超过半数|分为|下列|以下|上述|这|该|按每|每家|补助|奖励|奖补|测算|"
    r"补贴|罚款|不足|包括|等|前|最后|另|任何|某|同|不满|未满|突破)[^,。;:]{0,4}$"
)
_MONEY = re.compile(
    r"(?:贷款|补助|奖励|奖补|补贴|罚款|额度|注册资本|投资额|单价|给予|最高|报销|起付|限额|保费|"
    r"缴费)[^,。;:]{0,14}$"
)
_LOOSE_UNITS = ("天", "日", "小时", "分钟", "度", "元", "分", "点", "种", "类", "级", "年")
_RHYTHM = re.compile(r"(?:至少|每年|每季度|每半年|每月|每两年|每周|每学期|年内|季度|每学年)[^,。;:]{0,30}$")
_SO_FAR = re.compile(r"近年来|目前|截至|以来|已经|累计(?:建成|完成|改造|投入|培训|发放)|去年|上年|十三五|现有")

# What happens and is dealt with is counted of itself; whoever the clause before measured does not own it.
_EVENTS = re.compile(r"(?:案件|案|违法行为|违规行为|线索|举报|投诉|信访|纠纷|事故|事件|警情|灾情)[一-鿿]{0,4}率$")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a target stands: its passage, sentence and clause, and who acts there."""

    passage: Passage
    sentence: SentenceRoles
    clause: Span


def find_target_facts(reading: Reading, passage: Passage, roles: list[SentenceRoles]) -> list[Target]:
    """Targets of one passage of prose, in reading order.

    roles   who does what in each of its sentences
    source  docs/spec-format.md, "Target"
    """
    if passage.kind in SILENT:
        return []
    facts: list[Target] = []
    carried = indicator = unit = ""
    passed: list[Span] = []  # clauses without a target, whose subject is asked for only where a target follows
    for sentence in roles:
        for clause in cut_clauses(reading.text, sentence.span.start, sentence.span.end):
            if not reading.quantities_in(clause.start, clause.end) and not may_tell_state(reading.text, clause):
                passed.append(clause)
                continue
            for earlier in passed:
                carried = _carried(reading, earlier, carried)
            passed = []
            place = _Place(passage, sentence, clause)
            made = [*_numbers(reading, place, carried, (indicator, unit)), *_coverage(reading, place, carried)]
            made += [] if made else _trends(reading, place, carried)
            carried = (
                next((t.subject for t in made if t.subject), carried) if made else _carried(reading, clause, carried)
            )
            indicator, unit = (made[-1].indicator, made[-1].unit or "") if made else (indicator, unit)
            facts += made
        carried, passed = (carried, passed) if sentence.own else ("", [])
        indicator = ""
    return facts


def _carried(reading: Reading, clause: Span, carried: str) -> str:
    """The subject that a clause without a target hands on: `各类机构能够按规定填报,` → 各类机构."""
    subject, rest = split_subject(strip_lead(reading.text[clause.start : clause.end]))
    return subject if subject and rest else carried


def _numbers(reading: Reading, place: _Place, carried: str, said: tuple[str, str]) -> Iterator[Target]:
    """Targets with a number; numbers joined by 、 are one group, which shares indicators or years out.

    said  indicator and unit of the number before in this sentence
    """
    indicator, unit = said
    quantities = reading.quantities_in(place.clause.start, place.clause.end)
    last, earlier = place.clause.start, None
    for group in _groups(reading.text, quantities):
        first = group[0]
        start_of_rise = is_start_of_rise(reading.text, first)
        binding = [q for q in group if _binds(reading, q, place)]
        if binding and not start_of_rise:
            baseline = find_baseline(reading.text, earlier, first)
            years = years_apart(reading, place.sentence.span, group[-1].start, len(group))
            begin = max(place.clause.start if baseline else last, _after_doers(place, first.start))
            words = read_indicators(reading, place.clause, binding, begin)
            for i, (quantity, measured) in enumerate(zip(binding, words, strict=True)):
                due = years[i] if len(years) == len(binding) else None
                for one in measured:
                    whole = fill_elided(one, quantity, indicator, unit)
                    start = earlier if baseline else None
                    yield _make(reading, place, whole, quantity, carried, due=due, baseline_from=start)
                    indicator, unit = whole.indicator, quantity.unit
        if not first.condition:
            last, earlier = (last if start_of_rise else group[-1].end), group[-1]


def _after_doers(place: _Place, stop: int) -> int:
    """Where the words on what is done begin: after the bodies that act in the clause before a number."""
    ends = [p.end for p in place.sentence.parts if p.start in place.clause and p.end <= stop]
    return max(ends, default=place.clause.start)


def _groups(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if (
            groups
            and not quantity.condition
            and groups[-1][-1].kind is quantity.kind
            and groups[-1][-1].unit == quantity.unit
            and (re.fullmatch(r"\s?(?:、|和|与|及)\s?", text[groups[-1][-1].end : quantity.start]))
        ):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _binds(reading: Reading, quantity: Quantity, place: _Place) -> bool:
    if quantity.kind is QuantityKind.PERCENT:
        return percentage_role(reading, quantity, place.passage) is PercentageRole.TARGET
    return _commits(reading, quantity, place)


def _commits(reading: Reading, quantity: Quantity, place: _Place) -> bool:
    """Whether a count binds somebody to reach it."""
    before = reading.text[place.clause.start : quantity.start]
    if (
        quantity.condition
        or quantity.comparator == "<"
        or (quantity.unit in _LOOSE_UNITS and not quantity.bound and quantity.value_max is None)
    ):
        return False
    if _MONEY.search(before) or (_NOT_BOUND.search(before) and not quantity.bound):
        return False
    if quantity.kind is QuantityKind.POINTS:
        return bool(re.search(r"(?:提高|提升|增加|上升|扩大|下降|降低|减少|压减|高于|低于)[^,。;]{0,3}$", before))
    lead = place.passage.item is None and place.passage.kind is SectionKind.UNKNOWN
    if lead and not quantity.bound and find_due(reading, place.passage, place.sentence.span, place.clause) is None:
        return False
    if quantity.spelled and not quantity.bound:
        return bool(
            _RHYTHM.search(before)
            or _RHYTHM.search(reading.text[place.sentence.span.start : quantity.start][-30:])
            or (_CREATE.search(before) and find_due(reading, place.passage, place.sentence.span, place.clause))
        )
    if _SO_FAR.search(reading.text[place.sentence.span.start : quantity.start]) and not calendar_times(
        reading, place.sentence.span.start, place.clause.end
    ):
        return False
    ends = re.match(r"(?:以上|左右)?[,。;]", reading.text[quantity.end : quantity.end + 3]) and len(before) >= 4
    return (
        quantity.bound
        or bool(_CREATE.search(before))
        or bool(
            ends
            and place.passage.kind is SectionKind.GOALS
            and calendar_times(reading, place.sentence.span.start, place.clause.end)
        )
    )


def _coverage(reading: Reading, place: _Place, carried: str) -> Iterator[Target]:
    for one in find_coverage(reading, place.clause):
        yield _make(reading, place, one, None, carried, kind=TargetKind.COVERAGE)


def _trends(reading: Reading, place: _Place, carried: str) -> Iterator[Target]:
    """A trend in prose is a target only in a goals section, with a date, or with 确保 (spec-format)."""
    trends = find_trends(reading, place.clause)
    if not trends:
        return
    due = find_due(reading, place.passage, place.sentence.span, place.clause)
    words = reading.text[place.clause.start : place.clause.end]
    if place.passage.kind is not SectionKind.GOALS and not re.match(r"[^,]{0,12}确保", words):
        if due is None or not reading.times_in(place.sentence.span.start, place.clause.end):
            return
    elif due is None and "确保" not in words:
        return
    for one in trends:
        yield _make(reading, place, one, None, carried, kind=TargetKind.TREND)


def _make(
    reading: Reading,
    place: _Place,
    one: Measured,
    quantity: Quantity | None,
    carried: str,
    *,
    kind: TargetKind | None = None,
    due: Time | None = None,
    baseline_from: Quantity | None = None,
) -> Target:
    if quantity is not None:
        counted = quantity.kind is QuantityKind.COUNT
        kind = TargetKind.QUANTITY if counted else TargetKind.PERCENTAGE
    start, end = reading.quote(one.span.start, one.span.end)
    each = _EVERY_UNIT.search(reading.text[place.clause.start : quantity.number]) if quantity else None
    mean = each is not None and each["each"].startswith("平均")
    coverage = kind is TargetKind.COVERAGE
    doers = place.sentence.doers if place.sentence.own else ()
    return Target(
        "",
        start,
        end,
        one.indicator,
        _subject(reading, place, one, quantity, carried, each["each"] if each and not mean else ""),
        kind or TargetKind.TREND,
        quantity.comparator if quantity else "=" if coverage else None,
        quantity.value if quantity else 100.0 if coverage else None,
        quantity.unit if quantity else "%" if coverage else None,
        value_max=quantity.value_max if quantity else None,
        per=_per(reading, place, one.span, quantity),
        each=each["each"] if each and not mean else None,
        baseline=find_baseline(reading.text, baseline_from, quantity) if quantity else None,
        due=due or find_due(reading, place.passage, place.sentence.span, place.clause),
        bodies=doers,
        task=place.passage.task,
        rule=f"target.{kind or TargetKind.TREND}",
        confidence=Confidence.SURE if quantity is not None and quantity.bound else Confidence.LIKELY,
        aggregate="mean" if mean else None,
    )


def _subject(reading: Reading, place: _Place, one: Measured, quantity: Quantity | None, carried: str, each: str) -> str:
    """Who or what is measured: the words before the indicator, what each counts for, the doer of a frequency."""
    if one.subject:
        return one.subject
    urged = [
        p
        for p in place.sentence.parts
        if p.start in place.clause and not p.subject and p.role is Role.RESPONSIBLE and p.end <= one.span.end
    ]
    if urged:
        return urged[-1].name
    if quantity is not None and quantity.kind is QuantityKind.COUNT:
        own = place.sentence.own and any(p.subject and p.start in place.clause for p in place.sentence.parts)
        if each:
            return each
        if (quantity.unit.endswith("次") and place.sentence.doers) or own:
            return "、".join(place.sentence.doers)
    return "" if _EVENTS.search(one.indicator) and not carried.startswith("全") else carried


def _per(reading: Reading, place: _Place, span: Span, quantity: Quantity | None) -> str | None:
    """The period that the target is due again in: said in its clause, or in the sentence just before it."""
    times = [t for t in reading.times_in(place.clause.start, max(span.end, place.clause.end)) if t.time.every]
    if not times and quantity is not None:
        times = [
            t
            for t in reading.times_in(place.sentence.span.start, place.clause.start)
            if t.time.every and quantity.kind is not QuantityKind.PERCENT
        ]
    return times[-1].time.every if times else None
