"""Of whom or what a target is measured (主体), where the words before its indicator do not say so themselves."""

from __future__ import annotations

import re

from extractor.facts.clause_words import does_first, strip_lead, strip_times
from extractor.facts.commitments import Place
from extractor.facts.owners import ends_in_agent, split_subject, topic_of
from extractor.facts.rates import RATE, Measured
from extractor.facts.reading import Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from specs.model import Role

# What happens and is dealt with is counted of itself; whoever the clause before measured does not own it.
_EVENTS = re.compile(r"(?:案件|案|违法行为|违规行为|线索|举报|投诉|信访|纠纷|事故|事件|警情|灾情)[一-鿿]{0,4}率$")
# Units of how often: such a target is of its doer.
OFTEN = ("次", "轮", "遍")
# Places told by name that each take a share: 望津县、荻浦县各|建设公路.
_PLACES = re.compile(r"(?P<who>(?:[一-鿿]{2,4}[市县区州镇乡](?:、|和)?)+)(?:各(?!级|类|项|单位)|合计|每年|分别)")
_AREA = re.compile(r"全[省市县区镇乡国]|[^,。;]{2,12}[省市县区镇乡]$")
_MANNER = re.compile("(?:方式|形式|途径|手段|渠道|模式|方法|办法|举措|措施)[,。;]?$")  # 采用园区联建、商会带建等方式
_JOINED = re.compile(r"[、和与及]|以及|或")
_BODY = re.compile(r"(?:局|厅|委|委员会|政府|部门|办公室|大队|支队|指挥部|领导小组|联席会议|公司)$")
# A short name of a measure has no owner of its own: 满意率, 抽查比例, 监督检查全覆盖.
_LONGEST_BARE = 8


def topic_handed_on(reading: Reading, clause: Span) -> str:
    """The subject that a clause without a target hands on: `各类机构能够按规定填报,` → 各类机构; "" where none."""
    words = strip_lead(strip_times(reading, clause.start, clause.end))
    if _MANNER.search(words):
        return ""
    subject, rest = split_subject(words)
    topic = topic_of(subject) if subject and rest else ""
    return "" if _BODY.search(topic) or re.match(r"(.)\1", topic) else topic


def takes_carried(one: Measured, quantity: Quantity | None, carried: str) -> bool:
    """Whether an indicator is of whom the clause before measured: a short name of a measure, that nothing owns."""
    if not carried or _EVENTS.search(one.indicator) or (quantity is None and ends_in_agent(one.indicator)):
        return carried.startswith("全")
    if _AREA.fullmatch(carried):
        return True
    if does_first(one.indicator):  # 区县疾控中心能够…,承担85%以上监测任务
        return not _BODY.search(carried) or quantity is None or quantity.kind is not QuantityKind.COUNT
    if quantity is not None and quantity.kind is QuantityKind.COUNT:
        return False
    return len(one.indicator) <= _LONGEST_BARE and not split_subject(one.indicator)[0]


def find_subject(
    reading: Reading, place: Place, one: Measured, quantity: Quantity | None, carried: str, each: str
) -> str:
    """Who or what is measured: the doer of a frequency, the words before the indicator, what each counts for."""
    doers = _doers(place, one.span.end)
    counted = quantity is not None and quantity.kind is QuantityKind.COUNT
    often = quantity is not None and quantity.unit.endswith(OFTEN)
    if often and doers and not each:
        return doers
    if one.subject:
        return one.subject
    urged = [
        p
        for p in place.sentence.parts
        if p.start in place.clause and not p.subject and p.role is Role.RESPONSIBLE and p.end <= one.span.end
    ]
    if urged:
        return urged[-1].name
    rated = RATE.search(one.indicator) is not None
    before = [
        p for p in place.sentence.parts
        if p.subject and p.start in place.clause and p.end <= one.span.start
        and (p.end == one.span.start or (rated and not strip_times(reading, p.end, one.span.start)))
    ]
    if before and before[-1].end == one.span.start:
        return before[-1].name  # 养老机构|护理型床位占比
    if before:  # 甲区、乙区|每年|新增学位数
        told = [p for p in place.sentence.parts if p.subject and p.start in place.clause and p.end <= before[-1].end]
        return "、".join(dict.fromkeys(p.name for p in told))
    if counted and each:
        return each
    places = _PLACES.match(strip_lead(strip_times(reading, place.clause.start, one.span.end)))
    if places:
        return places["who"].rstrip("、和")
    if counted and place.sentence.own and any(p.subject and p.start in place.clause for p in place.sentence.parts):
        return doers
    return carried if takes_carried(one, quantity, carried) else ""


def _doers(place: Place, stop: int) -> str:
    """Whose doing a clause tells: the bodies that act in it, else in the nearest clause before, else carried on."""
    acting = [p for p in place.sentence.parts if p.subject and p.start < stop and p.role is not Role.RECEIVE]
    own = [p for p in acting if p.start in place.clause]
    last = max((p.end for p in acting), default=0)
    nearest = own or [p for p in acting if p.end == last]
    carried = () if place.sentence.own else place.sentence.doers
    return "、".join(dict.fromkeys(p.name for p in nearest)) or "、".join(carried)
