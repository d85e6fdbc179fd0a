"""Commitments that can be checked at some date (目标), out of prose: rates, counts, full coverage, trends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.facts.clause_words import acts_on, blank_times, find_done_before
from extractor.facts.commitments import Place, binds, in_slogan
from extractor.facts.conditions import is_condition
from extractor.facts.dues import calendar_times, find_baseline, find_due, is_start_of_rise, years_apart
from extractor.facts.elided import fill_elided, name_by_context
from extractor.facts.indicators import read_indicators
from extractor.facts.owners import find_each
from extractor.facts.rates import RATE, Measured
from extractor.facts.reading import SILENT, Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.facts.states import find_coverage, find_trends, may_tell_state
from extractor.facts.subjects import OFTEN, find_subject, topic_handed_on
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from extractor.structure.outline import SectionKind
from extractor.structure.sentences import after_last, cut_clauses
from specs.model import Confidence, Target, TargetKind, Time

_EVERY_UNIT = re.compile(
    r"(?P<each>(?:每个?|平均每)(?:被[一-鿿]{2}|[一-鿿]{2}级)?(?:镇街|街镇|街\(镇\)|区县|县区|县\(市、区\)|县\(区\)|县\(市\)|"
    r"市州|市\(州\)|乡镇\(街道\)|乡\(镇\)|镇\(街道\)|乡镇|街道|镇|乡|县|区|市"
    r"|村\(社区\)|行政村|自然村|村|社区|学校|中小学|单位|企业|家|户|校|所|机构|站|点|人(?!口)|园区|网格|班|支队|"
    r"队|项目|亩|床|名[一-鿿]{2,5}|增加[0-9]+[一-鿿])(?:[一-鿿]{2,6}(?=至少|不少于|要|应|配备|设))?)"
    r"(?=[^,。;:]{0,30}$)"
)
_LEVEL_WORDS = re.compile("达|提[高升]|增[加至]|下降|降|控制|稳定|保持")  # how high it is, and not how much each time
_LEVEL_ALONE = re.compile("[国省市县区州镇乡村](?:级|层面)")
_NOT_HANDED_ON = re.compile("每|[国省市县区州镇乡村]级$")  # 每名学生, 县级: of one number, and not of the next clause's
_AREA = re.compile("全[省市县区镇乡国]")
# 年均新增就业24万人: each year; not growth by the year, nor what a year's mean is of.
_YEARLY_MEAN = re.compile("年均(?!增(?!加)|降|下降|递|复合|提高|提升|上升|减|浓度|值|水平|气温|降水|[0-9])")
_PEOPLE = re.compile("[一-鿿]{0,6}(?:人口|群众|农民|劳动力|职工|学生|居民)")
_PER_PERIOD = {"年": "year", "月": "month", "季度": "quarter", "季": "quarter", "周": "week"}
# The words that a notice opens with say what it is for: `为…,实现全覆盖,现提出如下意见`.
_PREAMBLE = re.compile(r"(?:现|特)[^,。]{0,14}(?:如下|通知|意见|方案|制定|印发)|制定本|(?:以下|下列)(?:意见|通知|方案)")


def find_target_facts(reading: Reading, passage: Passage, roles: list[SentenceRoles]) -> list[Target]:
    """Targets of one passage of prose, in reading order.

    roles   who does what in each of its sentences
    source  docs/spec-format.md, "Target"
    """
    if passage.kind in SILENT:
        return []
    facts: list[Target] = []
    carried = ""
    passed: list[Span] = []  # clauses without a target, whose subject is asked for only where a target follows
    for sentence in roles:
        said: list[Target] = []
        if passage.item is None and passage.kind is SectionKind.UNKNOWN and _PREAMBLE.search(
            reading.text[sentence.span.start : sentence.span.end]
        ):
            continue
        for clause in cut_clauses(reading.text, sentence.span.start, sentence.span.end):
            if not reading.quantities_in(clause.start, clause.end) and not may_tell_state(reading.text, clause):
                passed.append(clause)
                continue
            carried = next((topic for c in reversed(passed) if (topic := topic_handed_on(reading, c))), carried)
            passed = []
            place = Place(passage, sentence, clause)
            made = [*_numbers(reading, place, carried, said), *_coverage(reading, place, carried, said)]
            made += [] if made else _trends(reading, place, carried)
            often = any(t.unit in OFTEN for t in made)  # of its doer; what is checked goes on
            if made and not often:
                carried = next((t.subject for t in made if t.subject and not _NOT_HANDED_ON.match(t.subject)), carried)
            else:
                carried = topic_handed_on(reading, clause) or carried
            said += made
            facts += made
        if reading.text[sentence.span.end - 1] != ";":
            carried, passed = carried if _AREA.fullmatch(carried) else "", []
    return facts


def _numbers(reading: Reading, place: Place, carried: str, said: Sequence[Target]) -> Iterator[Target]:
    """Targets with a number; numbers joined by 、 are one group, which shares indicators or years out.

    said  the targets before in this sentence
    """
    text, said = reading.text, list(said)
    heading = place.passage.item.heading if place.passage.item else ""
    quantities = reading.quantities_in(place.clause.start, place.clause.end)
    last, earlier, pair_start = place.clause.start, None, -1
    for group in _groups(text, quantities):
        first = group[0]
        start_of_rise = is_start_of_rise(text, first)
        binding = [q for q in group if binds(reading, q, place)]
        if binding and not start_of_rise:
            baseline = find_baseline(text, earlier, first)
            years = years_apart(reading, place.sentence.span, first.start, len(group))
            begin = max(place.clause.start if baseline else last, _after_doers(place, first.start))
            paired = earlier is not None and earlier.end == first.start and pair_start >= 0  # 搬迁120户356人
            words = read_indicators(reading, place.clause, binding, begin)
            named = [m.indicator for ms in words for m in ms if m.indicator]
            if not paired and "分别" in text[last : first.start] and all(len(n) < 5 and acts_on(n) for n in named):
                words = _apart(reading, place.clause, said, binding) or words  # 接待游客…、旅游收入…,分别增长12%和15%
            for i, (quantity, measured) in enumerate(zip(binding, words, strict=True)):
                due = years[i] if len(years) == len(binding) else None
                for one in measured:
                    if paired:
                        whole = Measured(said[-1].indicator, said[-1].subject, Span(pair_start, quantity.end))
                    else:
                        told = [(t.indicator, t.unit or "") for t in said]
                        whole = fill_elided(reading, place.clause, one, quantity, told)
                    if _LEVEL_ALONE.fullmatch(whole.indicator):  # 培训负责人,市级不少于2期: of the level, what is done
                        done = find_done_before(reading, place.clause)
                        whole = Measured(done or whole.indicator, whole.indicator, whole.span)
                    if len(whole.indicator) < 2:
                        whole = name_by_context(reading, place.clause, whole, heading)
                    pair_start = whole.span.start
                    if quantity.kind is QuantityKind.POINTS and not one.indicator:
                        continue  # 达到38%,较上年提高6个百分点: said by the rate itself
                    if len(whole.indicator.strip("但并且其中各")) < 2:
                        continue
                    start = earlier if baseline else None
                    made = _make(reading, place, whole, quantity, carried, due=due, baseline_from=start)
                    said.append(made)
                    yield made
        if not binding and _in_name(text, group[-1], quantities):
            continue
        if first in binding or not (is_condition(reading, first, place.clause) or in_slogan(text, first)):
            last, earlier = (last if start_of_rise else group[-1].end), group[-1]


def _in_name(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Whether a number is part of the name that a later one measures: `公交站点500米|覆盖率达到100%`."""
    after = next((q for q in quantities if q.start >= quantity.end), None)
    words = text[quantity.end : after.start] if after else ""
    return 2 <= len(words) <= 30 and RATE.search(words) is not None and re.fullmatch("[一-鿿“”()]+", words) is not None


def _apart(reading: Reading, clause: Span, said: Sequence[Target], binding: Sequence[Quantity]) -> list[list[Measured]]:
    """What numbers shared out by 分别 measure, where they name nothing themselves: what was said, or its growth."""
    told = said[-len(binding) :]
    if len(binding) < 2 or len(told) < len(binding):
        return []
    begin = after_last(reading.text, ",。;:\n", 0, clause.start - 1)
    parts = all(t.unit == q.unit for t, q in zip(told, binding, strict=True))  # 其中2025年分别培训100名、800名
    if not parts and binding[0].kind is QuantityKind.COUNT:
        return []
    start, more = (clause.start, "") if parts else (begin, "增长")
    return [[Measured(t.indicator + more, t.subject, Span(start, q.end))] for t, q in zip(told, binding, strict=True)]


def _after_doers(place: Place, stop: int) -> int:
    """Where the words on what is done begin: after the bodies that act in the clause before a number."""
    ends = [p.end for p in place.sentence.parts if p.start in place.clause and p.end <= stop]
    return max(ends, default=place.clause.start)


def _groups(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if (
            groups
            and groups[-1][-1].kind is quantity.kind
            and groups[-1][-1].unit == quantity.unit
            and (re.fullmatch(r"\s?(?:、|和|与|及)\s?", text[groups[-1][-1].end : quantity.start]))
        ):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _coverage(reading: Reading, place: Place, carried: str, said: Sequence[Target]) -> Iterator[Target]:
    for one in find_coverage(reading, place.clause, said[-1].indicator if said else ""):
        yield _make(reading, place, one, None, carried, kind=TargetKind.COVERAGE)


def _trends(reading: Reading, place: Place, carried: str) -> Iterator[Target]:
    """A trend in prose is a target only in a goals section, with a date, or with 确保 (spec-format)."""
    found = find_trends(reading, place.clause)
    if not found:
        return
    due = find_due(reading, place.passage, place.sentence.span, place.clause)
    words = reading.text[place.clause.start : place.clause.end]
    if place.passage.kind is not SectionKind.GOALS and not re.match(r"[^,]{0,12}确保", words):
        if due is None or not reading.times_in(place.sentence.span.start, place.clause.end):
            return
    elif due is None and "确保" not in words:
        return
    for one in found:
        yield _make(reading, place, one, None, carried, kind=TargetKind.TREND)


def _make(
    reading: Reading,
    place: Place,
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
    unit, _, period = (quantity.unit if quantity else "").partition("/")
    period = _PER_PERIOD.get(period, "")  # 2万元/年
    if unit in ("万", "亿") and quantity and _PEOPLE.match(reading.text, quantity.end):
        unit += "人"  # 0.6万贫困人口
    each = _each(reading, place, quantity) if quantity else ""
    mean = quantity is not None and "平均每" in reading.text[place.clause.start : quantity.number]
    coverage = kind is TargetKind.COVERAGE
    doers = place.sentence.doers if place.sentence.own else ()
    comparator = quantity.comparator if quantity else "=" if coverage else None
    if quantity is not None and not quantity.bound and baseline_from is not None:  # 由…的48%提升至2027年的90%
        comparator = _raised_to(reading.text[baseline_from.end : quantity.number]) or comparator
    return Target(
        "",
        start,
        end,
        _finish(one.indicator),
        find_subject(reading, place, one, quantity, carried, each),
        kind or TargetKind.TREND,
        comparator,
        quantity.value if quantity else 100.0 if coverage else None,
        (unit if period or unit.endswith("人") else quantity.unit) or None if quantity else "%" if coverage else None,
        value_max=quantity.value_max if quantity else None,
        per=period or _per(reading, place, one.span, quantity),
        each=each or None,
        baseline=find_baseline(reading.text, baseline_from, quantity) if quantity else None,
        due=due or find_due(
            reading, place.passage, place.sentence.span, place.clause, quantity.number if quantity else None
        ),
        bodies=doers,
        task=place.passage.task,
        rule=f"target.{kind or TargetKind.TREND}",
        confidence=Confidence.SURE if quantity is not None and quantity.bound else Confidence.LIKELY,
        aggregate="mean" if mean else None,
    )


def _finish(indicator: str) -> str:
    """An indicator without what only joins it, a bare 占 written out: 且|达标, 站点的|, 租赁住房占|比."""
    words = re.sub("^(?:且|并且?|而且|同时)(?=[一-鿿]{3})(?!且|并[购列轨网])", "", indicator)
    words = words.removesuffix("的") if len(words) > 4 else words
    return words + "比" if words.endswith("占") and len(words) > 3 else words


def _raised_to(words: str) -> str | None:
    """The bound that a rise sets, whose verb stands apart from its number."""
    if re.search(r"(?:提高|提升|增加|上升|扩大|增|提)(?:到|至)", words):
        return ">="
    return "<=" if re.search(r"(?:下降|降低|降|减少|压减|压缩|缩短)(?:到|至)", words) else None


def _each(reading: Reading, place: Place, quantity: Quantity) -> str:
    """The unit that a count is for (`每个乡镇`); "" where there is none, and for an average (`平均每县`)."""
    before = blank_times(reading, place.clause.start, quantity.number)
    at = before.rfind("每")
    if at < 0:
        return ""
    every = _EVERY_UNIT.search(before)
    each = find_each(before[at:].replace(" ", "")) or (every["each"] if every else "")
    return "" if "平均" in before[max(0, before.find(each) - 2) :][:4] else each


def _per(reading: Reading, place: Place, span: Span, quantity: Quantity | None) -> str | None:
    """The period that the target is due again in: said in its clause, or in the sentence just before it."""
    times = [t for t in reading.times_in(place.clause.start, max(span.end, place.clause.end)) if t.time.every]
    own = reading.text[place.clause.start : span.end].lstrip(" ,")
    if quantity is not None and _YEARLY_MEAN.search(own):
        return "year"
    level = quantity is not None and _LEVEL_WORDS.match(reading.text, quantity.start, quantity.number)
    counted = quantity is not None and not level
    counted = counted and not own.startswith(("每名", "每位", "每人"))  # 每名网格员包联…: no rhythm
    if not times and counted and not calendar_times(reading, place.clause.start, place.clause.end):
        times = [
            t
            for t in reading.times_in(place.sentence.span.start, place.clause.start)
            if t.time.every and quantity and quantity.kind is QuantityKind.COUNT
        ]
    return times[-1].time.every if times else None
