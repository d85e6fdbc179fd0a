"""What a number measures whose own words leave it out (省略): said by the number, the clause or the heading before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.clause_words import acts_on, find_clause_before, strip_lead, strip_times
from extractor.facts.indicators import DOER_DOING
from extractor.facts.owners import object_of
from extractor.facts.rates import Measured
from extractor.facts.reading import Reading
from extractor.phrases.quantities import Quantity
from extractor.phrases.words import cut_words
from extractor.source import Span

# Words that name a part of the whole and measure nothing: 山区乡镇, 每名乡村医生, 省级, 澜曲区、梓岗区合计.
_PART = re.compile(
    r"(?:其中)?(?:小学|初中|高中|幼儿园|城镇|城市|城区|县城|平原|公办|民办|男性|女性|每[一-鿿]{1,8}|[国省市县区镇乡村]级|[一-鿿、]{1,14}(?:[区县市镇乡村站院所室]|医院|学校|单位|地区|企业|家庭|人员))(?:合计|共|全年|分别)?"
)
# Units that count how often or how much, and no unit of the kind that a place or body is.
_NOT_THINGS = ("次", "轮", "%", "‰", "学时", "课时", "小时", "分钟", "天", "元", "万元", "亩", "平方米", "公里")


def fill_elided(
    reading: Reading, clause: Span, one: Measured, quantity: Quantity, said: Sequence[tuple[str, str]]
) -> Measured:
    """What a number measures whose words leave it out.

    `新增助餐点24个,其中山区乡镇不少于10个`: what only names a part measures what the number before did;
    `分三批遴选服务商,2024年遴选200家`: a bare verb has its object in the clause before.
    said  (indicator, unit) of the numbers before in this sentence
    """
    indicator, unit = next((s for s in reversed(said) if s[1] == quantity.unit), said[-1] if said else ("", ""))
    if indicator and one.indicator.startswith("占"):
        return Measured(re.sub("年均(?:增长|增速)$", "", indicator) + one.indicator, one.subject, one.span)
    if not one.indicator and unit != quantity.unit and _own_words(reading, clause, quantity):
        return one
    if not one.indicator or (indicator and _YEAR_ONLY.fullmatch(one.indicator)):
        return Measured(indicator, one.subject, one.span)
    if _GROWTH_ONLY.fullmatch(one.indicator):  # 将事业经费列入预算,年均增长不低于5%
        found = find_clause_before(reading, clause)
        put = re.search("(?:^|将|把)(?P<what>[^将把]{2,20}?)(?:列入|纳入|作为)", found[0]) if found else None
        what = put["what"] if put else indicator
        return Measured(what + one.indicator, one.subject if what else "", one.span)
    whole = one.subject + one.indicator
    if indicator and unit == quantity.unit and one.span.end <= quantity.end and (
        not acts_on(whole)
        and whole[-2:] != indicator[-2:]
        and not acts_on(reading.text[one.span.start : quantity.start])
        and (_PART.fullmatch(whole) or (quantity.unit in _NOT_THINGS and _ENTITY.fullmatch(whole)))
    ):
        return Measured(indicator, re.sub("^其中|合计$", "", whole), one.span)
    verb = _BARE_VERB.fullmatch(one.indicator)
    if verb is None or not _is_bare_verb(verb["verb"]):
        return one
    short = len(verb["verb"]) == 2 or verb["verb"] in indicator
    if indicator and short and unit == quantity.unit and not quantity.unit.endswith("次"):  # 新建农田4万亩、改造2万亩
        thing = re.sub(r"^[一-鿿]{2}(?=[一-鿿]{3})", lambda m: "" if acts_on(m.group()) else m.group(), indicator)
        return Measured(indicator if verb["verb"] in indicator else verb["verb"] + thing, one.subject, one.span)
    found = find_clause_before(reading, clause)
    often = quantity.unit in _NOT_THINGS or quantity.unit.endswith("次")
    arranged = often and verb["verb"] in ("办理", "举办", "开展", "组织")
    if found and arranged and re.fullmatch("[一-鿿“”]{4,14}", found[0]):
        return Measured(found[0], one.subject, one.span)  # 自主管理讲习,每年至少办理24场次
    if found is None or often or reading.quantities_in(found[1], clause.start):
        return one
    thing = object_of(found[0])
    named = 2 <= len(thing) <= 20 and not re.search("[0-9][元%万]|^[每为]|[“”]|(?:原则|要求|目标)$", thing)
    return Measured(verb["verb"] + thing, one.subject, one.span) if named else one


def _own_words(reading: Reading, clause: Span, quantity: Quantity) -> bool:
    """Whether the clause has a noun of its own before the number, and not only a year or a unit that it counts for."""
    own = strip_lead(strip_times(reading, clause.start, quantity.start))
    return 2 <= len(own) <= 16 and not own.startswith("每") and not re.search("[0-9]|达到?$|至少$", own)


_BARE_VERB = re.compile(r"(?:完成|累计|新(?!增))?(?P<verb>[一-鿿]{2,4})(?<!率)")
_YEAR_ONLY = re.compile("(?:其中)?20[0-9]{2}年度?")
_GROWTH_ONLY = re.compile("年均(?:增长|增速|增幅|下降)")
_ENTITY = re.compile(r"(?:其中)?[一-鿿]{2,12}(?:[区县市镇乡村站院所]|工程|单位|企业|机构|学校|路段|人员|[员长])")


def _is_bare_verb(words: str) -> bool:
    """Whether words are a verb and nothing else: 遴选, 改造, 修订."""
    return words == "新增" or (not words.startswith("新增") and all(acts_on(w.text) for w in cut_words(words)))


_UNIT_NAME = re.compile(r"每[个支名家所处座栋条户]?(?P<noun>[一-鿿]{2,8})")


def name_by_context(reading: Reading, clause: Span, one: Measured, heading: str) -> Measured:
    """A number that names nothing: of the verb behind its bound, its clause, the clause before it, or the heading."""
    words = re.sub(r"[0-9.,至\-~]+[一-鿿%]+$", "", reading.text[one.span.start : one.span.end])
    said = re.search(r"(?:至少|最少|不少于|不低于|最多)(?P<verb>[一-鿿]{2,6})$", words)
    if said:
        return Measured(said["verb"], one.subject, one.span)
    own = strip_lead(strip_times(reading, clause.start, one.span.start))
    unit = _UNIT_NAME.fullmatch(own)
    if unit:  # 每支小分队不少于3人
        people = re.search("[人名](?:以上)?$", reading.text[one.span.start : one.span.end])
        many = "人数" if people else "数"
        return Measured(unit["noun"] + many, one.subject, one.span)
    if one.subject or 2 <= len(own) <= 16:
        return Measured(one.subject or own, "", Span(min(one.span.start, clause.start), one.span.end))
    found = find_clause_before(reading, clause)
    done = DOER_DOING.match(found[0]) if found else None
    if found is None or (not done and reading.quantities_in(found[1], clause.start)):
        bare = re.search("(?:完成|累计|新增|建成)$", words)  # 累计完成120条: of what the item is about
        return Measured(object_of(heading) if bare else "", "", one.span)
    name = done["act"] if done else found[0]
    at = reading.text.rfind(name[:8], found[1], clause.start)
    return Measured(name, "", Span(at if at >= 0 else found[1], one.span.end))
