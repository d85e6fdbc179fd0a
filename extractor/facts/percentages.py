"""Every percentage and share of the text (百分比), with what it is there for."""

from __future__ import annotations

import re

from extractor.facts.dues import is_start_of_rise
from extractor.facts.reading import Passage, Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.structure.outline import SectionKind
from specs.model import Percentage, PercentageRole

_STATISTIC_BEFORE = re.compile(
    r"(?:占(?!比)|占比(?:为|约|仅)|同比(?:增长|下降)?|仅(?:为|占)|已(?:达到?|经)|完成率(?:已)?达|"
    r"累计)[^,。;:]{0,10}$"
)
_THRESHOLD_BEFORE = re.compile(
    r"(?:给予|低于(?:[一-鿿]{0,6})标准|减按|减征|加收|返还|补助|奖励|补贴|利率|费率|税率|贷款|贴息|罚款|×|权重|分值|扣|凡|未达到?|达不到|不足|"
    r"连续|若|如)[^,。;:]{0,10}$"
)
_THRESHOLD_AFTER = re.compile(
    r"(?:以上|以下|以内)?(?:的(?:比例|标准)?(?:给予|予以|发放|补助|支付|报销|,)|的(?:单位|地区|县|企业|学校|"
    r"项目|区域|村|机构|镇)[^,。;]{0,8}(?:,|予以|给予|要|应|进行))"
)
_COMPARED = re.compile(r"(?:较|比|与)[^,。;]{0,16}(?:基数)?(?:的|为|\()$")
_SO_FAR = re.compile(r"近年来|目前|截至|以来|已经?|累计|去年|上年|十三五")
_FORMULA = re.compile(r"[×*/÷]")
_FORMULA_BEFORE = re.compile(r"[×*]\s?$|=[^,。;]{0,30}$")
# What is sampled or watched is a share that somebody must reach, though a noun follows: 抽查不少于10%的行政村.
_SAMPLED = re.compile(
    r"(?:抽查|抽取|抽检|抽样|检查|复核|督导|核查|走访|回访|监测|检测|覆盖|完成|培训|配备|组织|开展|实现|对|"
    r"承担|建成|达到|确保|推动|有|使)[^,。;]{0,12}$"
)
_YEAR = re.compile(r"(20[0-9]{2})年")
_PAST = re.compile(r"(?:20[0-9]{2}年(?:底|末)?|截至|上年|去年|目前|十三五)[^。;]{0,40}$")


def find_percentage_facts(reading: Reading, passage: Passage) -> list[Percentage]:
    """Percentages of one passage of prose, in reading order; those of tables come with the tables.

    source  docs/spec-format.md, "Percentage"
    """
    return [
        make_percentage(reading, quantity, percentage_role(reading, quantity, passage))
        for quantity in reading.quantities_in(passage.span.start, passage.span.end)
        if quantity.kind is QuantityKind.PERCENT
    ]


def make_percentage(reading: Reading, quantity: Quantity, role: PercentageRole) -> Percentage:
    """The fact of one percentage, grounded in the source."""
    begin, comparator = quantity.start, quantity.comparator
    if (
        role is PercentageRole.STATISTIC and reading.text[begin] == "达"
    ):  # 已达到96.3% states what is, and bounds nothing
        begin, comparator = quantity.number, "="
    start, end = reading.clean.source_span(begin, quantity.end)
    return Percentage(
        "",
        start,
        end,
        comparator,
        _percent(quantity.value, quantity.unit),
        role,
        None if quantity.value_max is None else _percent(quantity.value_max, quantity.unit),
        "percentage." + quantity.kind,
    )


def _percent(value: float, unit: str) -> float:
    return value / 10 if unit.startswith("‰") else value


def percentage_role(reading: Reading, quantity: Quantity, passage: Passage) -> PercentageRole:
    """target, baseline, statistic or threshold, by the words around the number and the passage that it stands in."""
    text = reading.text
    begin = max(text.rfind(c, 0, quantity.start) for c in "。;\n") + 1
    before, after = text[begin : quantity.start], text[quantity.end : quantity.end + 16]
    clause = re.split(r"[,:]", before)[-1]
    if is_start_of_rise(text, quantity) or _COMPARED.search(clause):
        return PercentageRole.BASELINE
    if _FORMULA.match(after) or _FORMULA_BEFORE.search(clause):
        return PercentageRole.THRESHOLD
    if (
        _THRESHOLD_BEFORE.search(clause)
        or _THRESHOLD_AFTER.match(after)
        or (quantity.condition and not _SAMPLED.search(clause))
    ):
        return PercentageRole.THRESHOLD
    if quantity.comparator == "<":
        return PercentageRole.THRESHOLD
    if passage.kind is SectionKind.BACKGROUND or (not quantity.bound and _STATISTIC_BEFORE.search(clause)):
        return PercentageRole.STATISTIC
    lead = passage.item is None and passage.kind is SectionKind.UNKNOWN
    if lead and (not quantity.bound or _SO_FAR.search(before)) and not reading.times_in(begin, quantity.start):
        return PercentageRole.STATISTIC
    if (
        _PAST.search(before)
        and not reading.times_in(begin, quantity.start)
        and not quantity.bound
        and re.search(r"已|达|为|完成|仅|超过", clause)
    ):
        return PercentageRole.STATISTIC
    years = [int(y) for y in _YEAR.findall(before)]
    if years and not quantity.bound and reading.reference.year and max(years) < reading.reference.year:
        return PercentageRole.STATISTIC
    return PercentageRole.TARGET
