"""Commitments that can be checked at some date (目标), out of prose: rates, counts, full coverage, trends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.facts.indicators import Measured, read_indicators, split_subject
from extractor.facts.percentages import percentage_role
from extractor.facts.reading import Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from extractor.structure.outline import SectionKind
from extractor.structure.sentences import cut_clauses
from specs.model import Baseline, Confidence, PercentageRole, Target, TargetKind, Time

_COVERAGE = re.compile(
    r"全覆盖|全面覆盖|应(?P<a>[一-鿿]{1,2})尽(?P=a)|应(?P<b>[一-鿿]{1,2})(?:必|全)(?P=b)|"
    r"应(?P<c>[一-鿿]{2})尽(?P=c)|动态清零|全部(?:达标|完成|消除|整改到位|建成|办结|到位|清零|纳入|落实)|"
    r"(?:清零|零(?:事故|死亡|增长|新增|发生|差评|积压|容忍(?!度)))(?![一-鿿]{0,4}(?:行动|专项))|"
    r"百分之百(?!以)|不漏一(?:户|人|处)|不留死角")
_TREND = re.compile(
    r"(?P<how>明显|显著|稳步|持续|大幅|大幅度|进一步|不断|逐步|逐年|有效|全面|稳定|稳中有|得到(?:全面|明显|"
    r"显著|有效|进一步|持续)?|更加|基本|总体)(?:得到)?"
    r"(?P<move>提升|提高|改善|增强|下降|降低|好转|完善|扩大|规范|减少|优化|增加|增长|健全|拓展|向好|遏制|"
    r"加强|控制|防控|缓解|夯实|升|降|降低)(?![一-鿿]{2,}(?:的|工作|能力建设))")
_CREATE = re.compile(
    r"(?:新建|改建|扩建|建成|建设|建立|创建|打造|培育|培养|培训|新增|改造|完成|实施|开展|组织|举办|召开|"
    r"配备|配置|安排|遴选|选派|发展|救助|帮扶|服务|检查|抽查|走访|排查|整治|治理|发放|推广|引进|设立|设置|"
    r"落实|确保|确定|推出|评选|命名|认定|扶持|建好|"
    r"种植|播种|收获|造林|修复|拆除|清理|疏浚|硬化|维修|检测|监测|演练|覆盖|惠及|吸纳|带动|转移|实现|达|有|"
    r"不少于|完善|编制|选树|深入|抽取|征集|开发|开通|接入|归集|办理|投放|更新|淘汰|化解)"
    r"[^,。;:]{0,24}$")
_EVERY_UNIT = re.compile(
    r"(?:每个?|各)(?P<unit>(?:区县|县区|县\(市、区\)|县\(区\)|市州|市\(州\)|乡镇\(街道\)|乡\(镇\)|"
    r"镇\(街道\)|乡镇|街道|镇|乡|县|区|市|村\(社区\)|行政村|村|社区|学校|中小学|单位|企业|家|户|校|所|机构|"
    r"站|点|人|园区|网格|班|支队|队|项目|家企业))(?=[^,。;:]{0,30}$)")
_MEAN = re.compile(r"平均每")
_BASELINE = re.compile(
    r"[(,]?(?:较|比|与)(?P<on>20[0-9]{2})年(?:底|末)?(?:的)?(?P<value>[0-9.]+)(?P<unit>%|"
    r"[千万亿]?[一-鿿]{1,2})|由(?P<on2>20[0-9]{2})年(?:底|末)?的(?P<value2>[0-9.]+)(?P<unit2>%|"
    r"[千万亿]?[一-鿿]{1,2})")
_RAISED_FROM = re.compile(
    r"(?:由|从)(?:(?P<on>20[0-9]{2})年(?:底|末)?的?)?(?P<value>[0-9.]+)(?P<unit>%|个百分点|"
    r"[千万亿]?[一-鿿]{1,2})(?:逐步|稳步)?(?:提高|提升|增加|上升|扩大|下降|降低|降|减少|压减|缩短)(?:到|"
    r"至)[^,。;]{0,4}$")
_SILENT = (SectionKind.BACKGROUND, SectionKind.PRINCIPLES)


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
    if passage.kind in _SILENT:
        return []
    facts: list[Target] = []
    carried = ""
    for sentence in roles:
        for clause in cut_clauses(reading.text, sentence.span.start, sentence.span.end):
            place = _Place(passage, sentence, clause)
            made = [*_numbers(reading, place, carried), *_coverage(reading, place, carried)]
            made += [] if made else _trends(reading, place, carried)
            carried = next((t.subject for t in made if t.subject), carried) if made else _carried(reading, clause, carried)
            facts += made
        carried = "" if not sentence.own else carried
    return facts


def _carried(reading: Reading, clause: Span, carried: str) -> str:
    """The subject that a clause without a target hands on: `各类机构能够按规定填报,` → 各类机构."""
    subject, rest = split_subject(reading.text[clause.start:clause.end])
    return subject if subject and rest else carried


def _numbers(reading: Reading, place: _Place, carried: str) -> Iterator[Target]:
    quantities = reading.quantities_in(place.clause.start, place.clause.end)
    for quantity in quantities:
        if quantity.kind is QuantityKind.PERCENT:
            if percentage_role(reading, quantity, place.passage.kind) is not PercentageRole.TARGET:
                continue
        elif not _commits(reading, quantity, place):
            continue
        measured = read_indicators(reading.text, place.clause, quantity, _last_before(quantities, quantity))
        for one in measured:
            yield _make(reading, place, one, quantity, carried)


def _last_before(quantities: list[Quantity], quantity: Quantity) -> Quantity | None:
    """The number before this one in the clause, which its indicator cannot reach over."""
    earlier = [q for q in quantities if q.end <= quantity.start and not q.condition]
    return earlier[-1] if earlier else None


def _commits(reading: Reading, quantity: Quantity, place: _Place) -> bool:
    """Whether a count binds somebody to reach it."""
    if quantity.condition or quantity.unit in ("天", "日", "小时", "分钟", "度", "元", "分", "点", "种", "类") and not quantity.bound:
        return False
    before = reading.text[place.clause.start:quantity.start]
    if re.search(
        r"(?:第|近|共|有|涉及|现有|已|累计|其中|超过半数|分为|下列|以下|上述|这|该|按每|每家|补助|奖励|奖补|"
        r"测算|补贴|罚款|不足|包括)[^,。;:]{0,4}$", before) and not quantity.bound:
        return False
    if re.search(r"(?:贷款|补助|奖励|奖补|补贴|罚款|额度|注册资本|投资额|单价)[^,。;:]{0,10}$", before):
        return False
    if quantity.spelled and not quantity.bound:
        return bool(re.search(r"(?:至少|每年|每季度|每半年|每月|每两年)[^,。;:]{0,30}$", before))
    return quantity.bound or bool(_CREATE.search(before))


def _coverage(reading: Reading, place: _Place, carried: str) -> Iterator[Target]:
    text = reading.text
    for found in _COVERAGE.finditer(text, place.clause.start, place.clause.end):
        after = text[found.end():found.end() + 6]
        if re.match(r"(?:的?(?:要求|目标|原则|机制|体系|网络|工作法|专项行动|行动))", after) or any(
                c.start <= found.start() < c.end for c in reading.citations):
            continue
        before = re.sub(
            r"(?:实现|做到|达到|确保|基本实现|全面实现|力争实现|保持|坚持|逐步实现)$", "", text[place.clause.start:found.start()])
        subject, indicator = split_subject(_strip_times(reading, place.clause.start, before))
        if not indicator and not subject:
            continue
        if not indicator:
            subject, indicator = "", subject
        span = Span(found.start() - _distance(text, place.clause.start, found.start(), indicator), found.end())
        one = Measured(indicator, subject, span)
        yield _make(reading, place, one, None, carried, kind=TargetKind.COVERAGE)


def _distance(text: str, start: int, end: int, indicator: str) -> int:
    at = text.rfind(indicator, start, end) if indicator else -1
    return end - at if at >= 0 else 0


def _trends(reading: Reading, place: _Place, carried: str) -> Iterator[Target]:
    text = reading.text
    due = _due(reading, place)
    words = text[place.clause.start:place.clause.end]
    if place.passage.kind is not SectionKind.GOALS and not re.match(r"[^,]{0,12}确保", words):
        if due is None or not reading.times_in(place.sentence.span.start, place.clause.end):
            return
    elif due is None and "确保" not in words:
        return
    found = _TREND.search(text, place.clause.start, place.clause.end)
    if found is None or not re.fullmatch(r"[,。;:!]?", text[found.end():place.clause.end]):
        return
    before = _strip_times(reading, place.clause.start, text[place.clause.start:found.start()])
    before = re.sub(r"^(?:到|至)?[,、]?(?:力争|确保|使|推动|促进|实现)?", "", before)
    if not 2 <= len(before) <= 40:
        return
    subject, indicator = split_subject(before)
    begin = found.start() - _distance(text, place.clause.start, found.start(), indicator or before)
    for one in _coordinated(indicator or before, subject, Span(begin, found.end())):
        yield _make(reading, place, one, None, carried, kind=TargetKind.TREND)


def _coordinated(indicator: str, subject: str, span: Span) -> list[Measured]:
    """`信息化水平和支撑能力`: one indicator each, where both halves end in a word of measure."""
    halves = re.split(r"和|及|、", indicator)
    measure = r"(?:水平|能力|质量|意识|素养|程度|效能|率|体系|机制|规模|环境|条件|服务|管理)$"
    if len(halves) >= 2 and all(len(h) >= 3 and re.search(measure, h) for h in halves):
        return [Measured(h, subject, span) for h in halves]
    return [Measured(indicator, subject, span)]


def _strip_times(reading: Reading, start: int, words: str) -> str:
    for time in reversed(reading.times_in(start, start + len(words))):
        words = words[:time.start - start] + words[time.end - start:]
    return re.sub(r"^[,、:到至在于前(]+", "", words)


def _make(reading: Reading, place: _Place, one: Measured, quantity: Quantity | None, carried: str, *,
          kind: TargetKind | None = None) -> Target:
    if quantity is not None:
        kind = TargetKind.PERCENTAGE if quantity.kind is QuantityKind.PERCENT else TargetKind.QUANTITY
    start, end = reading.quote(one.span.start, one.span.end)
    before = reading.text[place.clause.start:one.span.end]
    each = _EVERY_UNIT.search(reading.text[place.clause.start:quantity.start] if quantity else "")
    coverage = kind is TargetKind.COVERAGE
    subject = one.subject or carried
    if quantity is not None and quantity.unit.endswith("次") and not one.subject and place.sentence.doers:
        subject = "、".join(place.sentence.doers)
    return Target(
        "", start, end, one.indicator, subject, kind or TargetKind.TREND,
        quantity.comparator if quantity else "=" if coverage else None,
        quantity.value if quantity else 100.0 if coverage else None,
        quantity.unit if quantity else "%" if coverage else None,
        value_max=quantity.value_max if quantity else None,
        per=_per(reading, place, one.span, quantity), each=each.group() if each and not _MEAN.search(before) else None,
        baseline=_baseline(reading, place, quantity), due=_due(reading, place, one.span.end),
        bodies=_bodies(place), task=place.passage.task, rule=f"target.{kind}",
        confidence=Confidence.SURE if quantity is not None and quantity.bound else Confidence.LIKELY)


def _bodies(place: _Place) -> tuple[str, ...]:
    return place.sentence.doers


def _per(reading: Reading, place: _Place, span: Span, quantity: Quantity | None) -> str | None:
    """The period that the target is due again in: said in its clause, or in the sentence just before it."""
    times = [t for t in reading.times_in(place.clause.start, span.end) if t.time.every]
    if not times and quantity is not None:
        times = [t for t in reading.times_in(place.sentence.span.start, place.clause.start)
                 if t.time.every and quantity.kind is not QuantityKind.PERCENT]
    return times[-1].time.every if times else None


def _due(reading: Reading, place: _Place, end: int | None = None) -> Time | None:
    """The nearest calendar time that governs a clause: in it, before it in the sentence, or in a lead-in above."""
    def calendar(start: int, stop: int) -> list[Time]:
        return [t.time for t in reading.times_in(start, stop) if not t.time.every and not t.time.within]
    own = calendar(place.clause.start, place.clause.end)
    if own:
        return own[-1]
    earlier = calendar(place.sentence.span.start, place.clause.start)
    if earlier:
        return earlier[-1]
    return lead_in_due(reading, place.passage, place.sentence.span.start)


def lead_in_due(reading: Reading, passage: Passage, at: int) -> Time | None:
    """The calendar time of a lead-in: of the passage's own opening words, or of the lines above that end with a colon."""
    for start, stop in _lead_ins(reading, passage, at):
        times = [t.time for t in reading.times_in(start, stop) if not t.time.every and not t.time.within]
        if times:
            return times[-1]
    return None


def _lead_ins(reading: Reading, passage: Passage, at: int) -> Iterator[tuple[int, int]]:
    text = reading.text
    if passage.item is not None:
        yield passage.item.start, passage.item.body
    goals = passage.kind is SectionKind.GOALS
    if goals:
        yield passage.span.start, at
    above = [i for i in passage.part.walk() if passage.item is not None and i.start < passage.item.start and i.end >= passage.item.end]
    for item in reversed(above):
        lead = text[item.start:item.own_end]
        if lead.rstrip().endswith(":") or goals:
            line = lead.rstrip().rfind("\n") + 1
            yield item.start + (line if lead.rstrip().endswith(":") and not goals else 0), item.own_end


def _baseline(reading: Reading, place: _Place, quantity: Quantity | None) -> Baseline | None:
    if quantity is None:
        return None
    before = reading.text[place.clause.start:quantity.number]
    found = _RAISED_FROM.search(before)
    if found:
        return Baseline(float(found["value"].rstrip(".")), found["unit"], found["on"])
    around = reading.text[quantity.end:quantity.end + 24] + before
    said = _BASELINE.search(around)
    if said:
        value, unit, on = ((said["value"], said["unit"], said["on"]) if said["value"] else (said["value2"], said["unit2"], said["on2"]))
        return Baseline(float(value.rstrip(".")), unit, on)
    return None
