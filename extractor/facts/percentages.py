"""Every percentage and share of the text (百分比), with what it is there for."""

from __future__ import annotations

import re

from extractor.facts.reading import Passage, Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.structure.outline import SectionKind
from specs.model import Percentage, PercentageRole

_RAISED = re.compile(r"(?:提高|提升|增加|上升|扩大|下降|降低|减少|降|增长|压减|缩减)(?:到|至|为)")
_STATISTIC_BEFORE = re.compile(
    r"(?:占(?!比)|占比(?:为|达|约)?|同比(?:增长|下降)?|仅(?:为|占)|已(?:达到?|经)|完成率(?:已)?达|"
    r"累计)[^,。;:]{0,10}$")
_THRESHOLD_BEFORE = re.compile(
    r"(?:按|按照|给予|补助|奖励|补贴|利率|费率|税率|贷款|贴息|罚款|×|权重|分值|扣|凡|未达到?|达不到|不足|"
    r"连续|若|如)[^,。;:]{0,10}$")
_THRESHOLD_AFTER = re.compile(
    r"(?:以上|以下|以内)?(?:的(?:比例|标准)?(?:给予|予以|发放|补助|支付|报销|,)|的(?:单位|地区|县|企业|学校|"
    r"项目|区域|村|机构|镇)[^,。;]{0,8}(?:,|予以|给予|要|应|进行))")
_PAST = re.compile(r"(?:20[0-9]{2}年(?:底|末)?|截至|上年|去年|目前|十三五)[^。;]{0,40}$")


def find_percentage_facts(reading: Reading, passages: list[Passage]) -> list[Percentage]:
    """Percentages of prose, in reading order; those of tables come with the tables.

    source  docs/spec-format.md, "Percentage"
    """
    facts = []
    for passage in passages:
        for quantity in reading.quantities_in(passage.span.start, passage.span.end):
            if quantity.kind is QuantityKind.PERCENT:
                facts.append(make_percentage(reading, quantity, percentage_role(reading, quantity, passage.kind)))
    return facts


def make_percentage(reading: Reading, quantity: Quantity, role: PercentageRole) -> Percentage:
    """The fact of one percentage, grounded in the source."""
    start, end = reading.clean.source_span(quantity.start, quantity.end)
    return Percentage("", start, end, quantity.comparator, _percent(quantity.value, quantity.unit), role,
                      None if quantity.value_max is None else _percent(quantity.value_max, quantity.unit),
                      "percentage." + quantity.kind)


def _percent(value: float, unit: str) -> float:
    return value / 10 if unit.startswith("‰") else value


def percentage_role(reading: Reading, quantity: Quantity, kind: SectionKind) -> PercentageRole:
    """target, baseline, statistic or threshold, by the words around the number and its section."""
    text = reading.text
    begin = max(text.rfind(c, 0, quantity.start) for c in "。;\n") + 1
    before, after = text[begin:quantity.start], text[quantity.end:quantity.end + 16]
    clause = re.split(r"[,:]", before)[-1]
    if re.match(r"[,、]?(?:逐步|稳步)?" + _RAISED.pattern, after) and re.search(r"由|从|自", before[-30:]):
        return PercentageRole.BASELINE
    if re.search(r"(?:较|比|与)[^,。;]{0,16}(?:基数)?(?:为)?$", clause) and re.search(r"[(的]$|为$", clause):
        return PercentageRole.BASELINE
    if quantity.condition or _THRESHOLD_BEFORE.search(clause) or _THRESHOLD_AFTER.match(after):
        return PercentageRole.THRESHOLD
    if kind is SectionKind.BACKGROUND or _STATISTIC_BEFORE.search(clause):
        return PercentageRole.STATISTIC
    if _PAST.search(before) and not reading.times_in(begin, quantity.start) and not quantity.bound and re.search(
            r"已|达|为|完成", clause):
        return PercentageRole.STATISTIC
    return PercentageRole.TARGET
