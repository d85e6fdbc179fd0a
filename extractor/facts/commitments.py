"""Whether a number commits somebody to reach it (约束): what asks, and not what is, may be, or was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.facts.clause_words import acts_on, blank_times
from extractor.facts.conditions import is_condition
from extractor.facts.dues import calendar_times, find_due
from extractor.facts.owners import find_each
from extractor.facts.percentages import percentage_role, tells_what_is
from extractor.facts.reading import Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from extractor.structure.outline import SectionKind
from specs.model import PercentageRole

_NOT_BOUND = re.compile(
    r"(?:第|近|共|(?<![拥建设配])有|涉及|现有|已|超过半数|分为|下列|以下|上述|这|该|按每|每家|补助|奖励|奖补|测算|"
    r"补贴|罚款|不足|包括|等|前|最后|另|任何|某|同|不满|未满|突破)[^,。;:]{0,4}$"
)
_MONEY = re.compile(
    r"(?:(?<!新增)(?<!发放)(?<!投放)贷款|补助|奖励|奖补|补贴|罚款|额度|注册资本|投资额|单价|给予|最高|报销|起付|限额|上限|资助|保费|"
    r"缴费)(?![^,。;:]{0,10}(?:率|余额|规模|总额|比例|占比)[^,。;:]{0,4}$)[^,。;:]{0,14}$"
)
_LENGTHS = ("个月", "个工作日", "天", "日", "小时", "分钟", "年")
_LOOSE_UNITS = ("度", "元", "分", "点", "种", "类", "级", "年")
# What may be given or had is promised, and not asked: 优先支持1家, 每人只享受一次.
_GRANTED = re.compile(
    r"优先|给予|予以|享受|奖励|奖补|(?:项目|概算|估算|总)(?:总)?投资|占地(?:面积)?$"
    r"|可(?:以|按|由|在|带动|新增|实现|解决|满足|服务|容纳|增加|提供|惠及|申请)|允许|只能?$|最迟|原定|原计划"
)
_MOVES = re.compile(
    r"(?:提高|提升|增加|上升|扩大|下降|降低|减少|压减|压降)[^,。;]{0,3}$"
    r"|(?:高于|低于|快于)[^,。;]{0,12}$"
)
_STANDS = re.compile(r"(?<![均都要应须])[建设配]有[^,。;]{0,12}$")  # 全市建有卫生院32所: what there is
# 按每2至3个村组成一个片区: how a place is cut up.
_PER_SO_MANY = re.compile(r"按(?:照)?每[0-9一二两三][^,。;]*(?:组成|划分|划为|分成|组建|合并)[^,。;]{0,4}$")
_HAS_EACH = re.compile("(?:每|各)[^,。;]{1,20}(?:有|设|配)$")
_THAN = re.compile(r"(?:较|比|与)(?:上年|去年|上一?年度)(?:同期)?")
_DEFINED = re.compile(r"(?:^|[,。;:(])\s?(?:是|系|即)?指|所称")
_SO_FAR = re.compile(
    r"成功(?!率)|先后|曾|近年来|目前|截至|以来|已经|累计(?:建成|完成|改造|投入|培训|发放)|去年|上年|十三五|现有"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target stands: its passage, sentence and clause, and who acts there."""

    passage: Passage
    sentence: SentenceRoles
    clause: Span


def binds(reading: Reading, quantity: Quantity, place: Place) -> bool:
    """Whether a number of a clause is one that somebody must reach."""
    if quantity.kind is QuantityKind.PERCENT and in_slogan(reading.text, quantity):
        return False
    if quantity.kind is QuantityKind.PERCENT:
        return percentage_role(reading, quantity, place.passage) is PercentageRole.TARGET
    return _commits(reading, quantity, place)


def _commits(reading: Reading, quantity: Quantity, place: Place) -> bool:
    """Whether a count binds somebody to reach it."""
    before = blank_times(reading, place.clause.start, quantity.start)
    if _asks_nothing(reading, quantity, place, before):
        return False
    if quantity.kind is QuantityKind.POINTS:
        return bool(_MOVES.search(before))
    times = reading.times_in(place.sentence.span.start, quantity.start)
    rhythm = any(t.time.every and quantity.start - t.end <= 30 for t in times) or bool(re.search("至少|年内", before))
    each = "每" in before and bool(find_each(before[before.rfind("每") :].replace(" ", "")))
    if rhythm or (each and (_ends(reading.text, quantity) or acts_on(before))):  # 每支队伍15至20人
        return True
    due = find_due(reading, place.passage, place.sentence.span, place.clause)
    if quantity.spelled and not quantity.bound:
        return acts_on(before) and due is not None
    dated = bool(calendar_times(reading, place.sentence.span.start, place.clause.end))
    sentence = _THAN.sub("", reading.text[place.sentence.span.start : quantity.start])
    if _DEFINED.search(sentence) or (_SO_FAR.search(sentence) and not dated):
        return False
    if _is_part(reading, quantity, place) or _goes_on(reading, quantity, place):
        return True
    has = before.endswith("有") and re.search("落实|确保|做到|保证", sentence)  # 落实每个乡镇有2名协管员
    goal = place.passage.kind is SectionKind.GOALS and _ends(reading.text, quantity) and len(before) >= 4 and dated
    return quantity.bound or acts_on(before) or bool(_HAS_EACH.search(before) or has) or goal


def _asks_nothing(reading: Reading, quantity: Quantity, place: Place, before: str) -> bool:
    """Whether a count narrows a class, tells what is, or says what may be given; before is its clause up to it."""
    text, bound = reading.text, quantity.bound
    length = quantity.unit in _LENGTHS or (quantity.unit in _LOOSE_UNITS and quantity.value_max is None)
    loose = not bound or text[quantity.start : quantity.end].endswith(("左右", "上下"))
    if (length and not bound) or (loose and (_GRANTED.search(before) or _is_vague(text, quantity, before))):
        return True
    if in_slogan(text, quantity) or is_condition(reading, quantity, place.clause):
        return True
    if tells_what_is(reading, quantity, place.passage, before):
        return True
    if quantity.comparator == "<" and not _ends(text, quantity):
        return True
    if quantity.unit == "份" and re.search("(?:检送|检附|附送|随[文函]|抄送|送达|现将)[^,。;]*$", before):
        return True
    if "基点" in quantity.unit or (quantity.unit == "岁" and not re.search("寿命[^,。;]{0,6}$", before)):
        return True
    if "元" in quantity.unit and (_MONEY.search(before) or text[quantity.start] == "约"):
        return True
    if not bound and (_NOT_BOUND.search(before) or _modifies(text, quantity)):
        return True
    if _PER_SO_MANY.search(before):
        return True
    if _STANDS.search(before) and find_due(reading, place.passage, place.sentence.span, place.clause) is None:
        return True
    lead = place.passage.item is None and place.passage.kind is SectionKind.UNKNOWN
    return lead and not bound and find_due(reading, place.passage, place.sentence.span, place.clause) is None


def _is_part(reading: Reading, quantity: Quantity, place: Place) -> bool:
    """Whether a count breaks down one said just before: `播种面积31万亩,其中玉米22万亩、大豆5万亩`."""
    opens = re.match(r"[\s,]*其中", reading.text[place.clause.start : quantity.start])
    earlier = reading.quantities_in(place.sentence.span.start, place.clause.start)
    return opens is not None and any(q.unit == quantity.unit for q in earlier)


def _goes_on(reading: Reading, quantity: Quantity, place: Place) -> bool:
    """Whether a count opens its clause under the verb of the one before: `建成2所示范校,6所特色校`."""
    text, clause = reading.text, place.clause
    while not text[clause.start : quantity.start].strip(" ,、"):
        earlier = reading.quantities_in(place.sentence.span.start, clause.start)
        if not earlier or earlier[-1].unit != quantity.unit or text[clause.start - 1 : clause.start] != ",":
            return False
        quantity = earlier[-1]
        start = max(text.rfind(c, place.sentence.span.start, quantity.start) for c in ",。;:") + 1
        clause = Span(max(start, place.sentence.span.start), clause.start - 1)
        if acts_on(blank_times(reading, clause.start, quantity.start)):
            return True
    return False


def _modifies(text: str, quantity: Quantity) -> bool:
    """Whether a number in words only belongs to a noun that narrows another: `两项工作的具体方案`."""
    return quantity.spelled and bool(re.match("[一-鿿]{1,6}的", text[quantity.end : quantity.end + 8]))


_BECOMES = re.compile(
    "[一-鿿“”]{2,10}(?:出列|脱贫|摘帽|达标|验收|建成|投用|竣工|通水|通车|完工|销号|创建)[”]?(?=[,。;、]|$)"
)


def _is_vague(text: str, quantity: Quantity, before: str) -> bool:
    """一批 counts nothing, nor does a number that sums a list (`甲县、乙县、丙县3个县`) or tells where (`在3个县`)."""
    if quantity.spelled and quantity.value == 1 and quantity.unit == "批":
        return True
    segment = re.sub(r"\([^()]*\)", "", re.split(r"[,。;: 0-9]", before)[-1])
    listed = segment.count("、") >= 2 and quantity.unit in ("个", "省", "市", "县", "家") and not acts_on(segment[-4:])
    if listed and segment.endswith("等") and _BECOMES.match(text, quantity.end):
        return False  # 甲村、乙村等5个贫困村出列
    return listed or bool(re.search(r"(?:在|由|从|于)$", before))


def in_slogan(text: str, quantity: Quantity) -> bool:
    """Whether a number stands in a name: “最多跑一次”, “六个百分之百”, 最多跑一次率."""
    if text[quantity.end : quantity.end + 1] == "率":
        return True
    named = text.rfind("“", max(0, quantity.start - 4), quantity.number)
    if named >= 0 and re.fullmatch("“[一二两三四五六七八九十0-9]+个", text[named : quantity.number]):
        return True  # “三个100%、两个不发生”
    opened = text.rfind("“", max(0, quantity.start - 8), quantity.number)
    closing = text.find("”", quantity.end, quantity.end + 8)
    return opened >= 0 and closing >= 0 and "”" not in text[opened : quantity.number]


def _ends(text: str, quantity: Quantity) -> bool:
    """Whether the clause ends with the number: `…新增助餐点24个,`."""
    return bool(re.match(r"(?:以上|左右|以内)?(?:[,。;]|$)", text[quantity.end : quantity.end + 3]))
