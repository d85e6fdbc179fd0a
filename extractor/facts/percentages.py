"""Every percentage and share of the text (百分比), with what it is there for."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.facts.clause_words import blank_times
from extractor.facts.dues import is_start_of_rise
from extractor.facts.reading import Passage, Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.structure.outline import SectionKind
from extractor.structure.sentences import after_last
from specs.model import Percentage, PercentageRole

# What is measured right before a number: `拨付率9月底前达到`, `占比原则上不低于`. The number bounds it.
_MEASURED = re.compile(
    r"(?:率|比例|比重|占比|份额|面|度|水平|系数|数量?|量|额|值|密度|权重|收入|支出|投入)(?:\([^()]*\))?"
    r"(?:均|都|要|应当?|须|必须|力争|确保|争取|分别|原则上|一般|稳定|持续|逐步|年均|每年|每季度|每月|总体|平均|也|不|[至到在])*$"
)
_STATISTIC_BEFORE = re.compile(
    r"(?:占(?!比)|占比(?:为|约|仅)|仅(?:为|占)?|只有|已(?:达到?|经)|完成率(?:已)?达|累计)[^,。;:]{0,10}$"
)
_THRESHOLD_BEFORE = re.compile(
    r"(?:给予|低于(?:[一-鿿]{0,6})标准|减按|减征|加收|返还|补助|奖励|奖补|资助|补贴|利率|(?<![缴收])费率|税率|贷款|贴息|罚款|×|分值|扣|核减|凡|未达到?|"
    r"达不到|连续|可以|可(?=[按提计从将在用])|允许|最高|注册资本|资本金|首付|保证金|持股)[^,。;:]{0,20}$"
)
# A share of what is given or charged is limited, not asked for: 贷款利率不超过4%, 补助比例为30%.
_CEILING = re.compile(
    r"(?:利率|(?<![缴收])费率|税率|(?:贴息|补助|补贴|奖励|奖补|资助|首付|预付|出资|分担|承担)(?:款|资金|金)?(?:比例|标准|额度))[^,。;:]{0,6}$"
)
# 省级承担比例为70%, 预付比例为30%: who pays how much.
_BORNE = re.compile("(?:承担|分担|负担|预付|配套)(?:的)?比例[^,;]*$|(?:财政|财力|级)(?:各)?(?:负担|分担|承担)$")
_CHARGED = re.compile(r"(?:收费|费率|利率|税率)(?:标准)?,[^,。;:]{0,12}$")
# 支持医院统筹用于薪酬支出,比例不高于50%: what may be done.
_PERMITTED = re.compile(r"(?:支持|允许|可以?|鼓励)[^,。;]{0,24}(?:用于|提取|列支|作为)[^,。;]{0,16},[^,。;]{0,6}$")
_UNDER = re.compile(r"(?:不足|未达|达不到|凡|若|如)[^,。;:]{0,10}$")
_GIVEN = r"(?:给予|予以|返还|发放|补助|奖励|奖补|补贴|补偿|支付|报销|提取|计提|分担|减收|减免|扣减)"
_THRESHOLD_AFTER = re.compile(
    rf"(?:以上|以下|以内)?(?:{_GIVEN}|的(?:比例|标准)?(?:{_GIVEN}|确定|核定|计算|缴纳|执行|计发)|的,|(?:及以上|以上)?(?:时|后|的?情况下|方可|才[能可])"
    rf"|[、,]最高|[^,。;]{{0,20}}(?:给予|予以)(?:补助|奖励|补贴|资助|贴息|奖补))"
)
# A rate, its bound and 的: a class that the bound narrows (`完成率低于90%的乡镇`).
_CLASS_AFTER = re.compile(r"(?:以上|以下|以内)?的(?!比例|目标|标准|要求|幅度|速度|任务)[一-鿿(]")
_CLASS_DOES = re.compile(r"(?:以上)?的[^,。;]{1,16}?(?:要|应当?|须|能够?|实现|完成|达到|建成)")
# 达到25%并与其签订合同的,可申请…: a case, and what it entitles to.
_ENTITLES = re.compile(r"[^,。;:]{0,24}的,(?:可(?:以|按|申请|享受|由)?|给予|予以|按)")
_CONSEQUENCE = re.compile(r",(?:不予|予以|给予|一律|责令|约谈|取消|暂停|通报|扣|由[^,。;]{2,20}(?:约谈|督办|通报|派))")
_COMPARED = re.compile(r"(?:较|(?<!占)比(?![例重率])|与)[^,。;]{0,16}(?:基数)?(?:的|为|\()$")
_SO_FAR = re.compile(r"仍有|尚有|个别|近年来|目前|截至|以来|已经?|累计|去年|上年|十三五")
_FORMULA = re.compile(r"[×*/÷]")
_FORMULA_BEFORE = re.compile(r"[×*]\s?$|=[^,。;]{0,30}$")
# What is sampled or watched is a share that somebody must reach, though a noun follows: 抽查不少于10%的行政村.
_SAMPLED = re.compile(
    r"(?:抽查|抽取|抽检|抽样|检查|复核|督导|核查|走访|回访|监测|检测|覆盖|完成|培训|配备|组织|开展|实现|"
    r"承担|建成|达到|确保|推动|有|使)[^,。;]{0,12}$|对(?:全[省市县]|辖区内?|所有)?$"
)
_THAN_A_YEAR = re.compile(r"在20[0-9]{2}年(?:底|末)?的?基础上|(?:较|比|与)(?:20[0-9]{2}年|上年|去年|上一?年度|同期)")
_AS_COUNTED = re.compile(r"截[至止]|目前|去年|(?:调查|数据|统计)显示|据(?:统计|调查)")
_YEAR = re.compile(r"(20[0-9]{2})年")
_PAST = re.compile(r"(?:20[0-9]{2}年(?:底|末)?|截至|上年|去年|目前|十三五)[^。;]{0,40}$")


def find_percentage_facts(reading: Reading, passage: Passage) -> list[Percentage]:
    """Percentages of one passage of prose, in reading order; those of tables come with the tables.

    The value of a ‰ is the number as written; the quote has its sign.
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
        role is PercentageRole.STATISTIC and reading.text[begin] == "达" and reading.text[begin - 1] == "已"
    ):  # 已达到96.3% states what is, and bounds nothing
        begin, comparator = quantity.number, "="
    start, end = reading.clean.source_span(begin, quantity.end)
    return Percentage(
        "",
        start,
        end,
        comparator,
        quantity.value,
        role,
        quantity.value_max,
        "percentage." + quantity.kind,
    )


@lru_cache(maxsize=64)  # targets and percentages of a passage both ask
def percentage_role(reading: Reading, quantity: Quantity, passage: Passage) -> PercentageRole:
    """target, baseline, statistic or threshold, by the words around the number and the passage that it stands in."""
    text = reading.text
    begin = after_last(text, "。;\n", 0, quantity.start)
    before, after = text[begin : quantity.start], text[quantity.end : quantity.end + 40]
    clause = blank_times(reading, begin + after_last(before, ",:", 0, len(before)), quantity.start)
    *listed, clause = re.split(r"(?<=[%‰])(?:以上|以下|左右)?[、和]", clause.replace(" ", ""))
    clause = clause or (listed[0] if listed else "")  # 达到60%、85%: the words before are of both
    if passage.kind is SectionKind.BACKGROUND:
        return PercentageRole.STATISTIC
    if _ENTITLES.match(after):
        return PercentageRole.THRESHOLD
    told = tells_what_is(reading, quantity, passage, clause)
    if is_start_of_rise(text, quantity) or _COMPARED.search(clause):
        lead = passage.item is None and passage.kind is SectionKind.UNKNOWN
        return PercentageRole.STATISTIC if told and lead else PercentageRole.BASELINE
    if told:
        return PercentageRole.STATISTIC
    if quantity.comparator == "=" and _BORNE.search(before):
        return PercentageRole.THRESHOLD
    if _CHARGED.search(before) and not _MEASURED.search(clause):
        return PercentageRole.THRESHOLD
    if _PERMITTED.search(before):
        return PercentageRole.THRESHOLD
    if _FORMULA.match(after) or _FORMULA_BEFORE.search(clause):
        return PercentageRole.THRESHOLD
    narrows = _is_threshold(quantity, clause, after, text[quantity.start : quantity.number])
    return PercentageRole.THRESHOLD if narrows else PercentageRole.TARGET


def _is_threshold(quantity: Quantity, clause: str, after: str, bound: str) -> bool:
    """Whether a share only narrows a class, sets off a consequence, or says how much may be given or charged.

    bound  the comparator words before the number: 降至1% moves something, 不超过1% limits it
    """
    moves = re.search("[降升提增减缩]", bound)
    measured = _MEASURED.search(clause)
    rest = re.split(r"[,。;:\n]", after)[0]
    if rest.endswith(("的", "者")) and after[len(rest) : len(rest) + 1] == ",":
        return True
    if _THRESHOLD_AFTER.match(after) or _CONSEQUENCE.match(after):
        return True
    if measured:
        ceiling = _CEILING.search(clause) and not moves
        return bool(_CLASS_AFTER.match(after) or ceiling)
    if _THRESHOLD_BEFORE.search(clause) or _UNDER.search(clause):
        return True
    if quantity.comparator == "<":
        return True
    # 对不少于三分之一的县开展督导 binds, 常住人口不少于30%的村 does not
    if quantity.comparator in (">=", ">") and _CLASS_DOES.match(after) and not re.search("[对凡]", clause):
        return False  # 不少于95%的申请须于20天内办结
    bounded = quantity.start < quantity.number  # 85%以上的村建成… binds
    return bounded and bool(_CLASS_AFTER.match(after)) and not _SAMPLED.search(clause)


def tells_what_is(reading: Reading, quantity: Quantity, passage: Passage, clause: str) -> bool:
    """Whether a number tells what is or was: `2023年…达95%`, `占总量的三成`; clause is what stands before it there."""
    line = reading.text.rfind("\n", 0, quantity.start) + 1
    if "完成情况:" in reading.text[line : quantity.start] or clause.startswith("完成了"):
        return True  # 2016年:计划…。完成情况:…: what came of it
    begin = after_last(reading.text, "。;\n", 0, quantity.start)
    timed = bool(reading.times_in(begin, quantity.start))
    lead = passage.item is None and passage.kind is SectionKind.UNKNOWN
    if quantity.bound and timed:
        return False
    before = "" if timed else _THAN_A_YEAR.sub("", reading.text[begin : quantity.start])
    if not timed and lead and (not quantity.bound or _SO_FAR.search(before) or _YEAR.search(before)):
        return True
    if not timed and _AS_COUNTED.search(before):
        return True
    if quantity.bound:
        return False
    if not timed and re.search("现(?:有|设|存)(?!职工|人员|在岗)|(?:共|原)?计(?:有)?$", before):
        return True
    percent = quantity.kind is QuantityKind.PERCENT
    if lead and re.search("[同环]比[^,。;:]{0,10}$", clause):
        return True
    if percent and _STATISTIC_BEFORE.search(clause):
        return True
    if timed:
        return False
    if percent and _PAST.search(before) and re.search(r"已|达|为|完成|仅|超过", clause):
        return True
    years = [int(y) for y in _YEAR.findall(before)]
    return bool(years and reading.reference.year and max(years) < reading.reference.year)
