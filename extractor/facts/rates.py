"""What is measured (度量) and the names of rates before a number, heads and tails that several share written out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.facts.owners import split_subject
from extractor.phrases.quantities import Quantity
from extractor.source import Span

# Ends of nouns that are measured: 申报率, 覆盖面, 满意度, 人数. True of any field.
MEASURE = (
    r"(?:率|比例|比重|占比|份额|人次|户次|覆盖面|覆盖|水平|数量|人数|次数|户数|家数|面积|规模|总量|数|量|度|值|额|"
    r"里程|长度|时间|时长|时限|产量|单产|产能|投资"
    r"|支出|收入|标准|系数|指数|浓度|床位|总数|成本|能力|天数|周期|产值|存量|增速|缺口|强度|年限|半径|"
    r"住院日|费用|距离|间隔|周转次数|学位|编制|能耗|水耗|电耗|排放|增幅|降幅|得分|评分|储备量"
    r"|间距|宽度|高度|深度|厚度|温度|人口|资金|经费|藏量|销售额|总额|余额|补贴|补助)"
)
RATE = re.compile(MEASURE + r"(?:\([^()]*\)|年均(?:增长|增速|下降))?$")
# Tails that several names share: 高新技术企业、科技型中小企业数量, 粮食、蔬菜产量.
_SHARED_TAIL = re.compile(
    r"(?:覆盖率|达标率|合格率|完成率|普及率|率|(?:总?数量|人数|户数|面积|产量|产值|总量|规模|增速|收入)(?:年均增长)?)$"
)


_JOINT = re.compile(r"、|和(?!谐)|(?<![参赋给])与|(?<!普)及(?!时|以[上下])")


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing measured (度量): indicator, subject, and the clean span that holds indicator and value."""

    indicator: str
    subject: str
    span: Span


_BETWEEN = re.compile(r"[与和][^、,与和]{1,16}(?:的|之间的?|之)(?:比率|比例|比值|比|倍数|差距|差)$")
# 接待游客、旅游总收入: what begins with a verb is whole, and shares no tail of a count.
_WHOLE = re.compile(r"接待|完成|实现|新增|建成|培育|引进|招引|组织|举办|发放|办理|服务|带动|吸纳|销售|生产|签约")


# A rate, then the part of the whole that a number is of.
_OF_PART = re.compile(
    r"(?P<rate>[一-鿿()“”]{2,30}(?:率|比例|占比|比重))"
    r"(?P<part>(?:小学|初中|高中|幼儿园|城镇|城市|农村|城区|县城|乡镇|山区|平原|[省市县乡村]级|一级|二级|三级|公办|民办|男性|女性))"
)


def read_rates(words: str, at: int, quantity: Quantity, each_its_own: bool) -> list[Measured]:
    """`A率、B率和C率` before the number: one indicator each, heads and tails written out."""
    of_part = _OF_PART.fullmatch(words)
    if of_part:  # 本科学历比例|小学|不低于85%
        return [Measured(of_part["rate"], of_part["part"], Span(at, quantity.end))]
    if not RATE.search(words):
        return []
    subject, rest = split_subject(words)
    if _BETWEEN.search(rest):  # 费用与产值的比率: one measure of two things
        return [Measured(rest, subject, Span(at + max(0, len(words) - len(rest)), quantity.end))]
    joint = r"(?<=[率例重面数量度值额比次入])(?:、|和(?!谐)|与|及(?!时|以[上下])|以及)"
    members = [m for m in re.split(joint, rest) if m]
    if len(members) < 2 or not all(RATE.search(m) for m in members):
        members = _members_with_shared_tail(rest, each_its_own)
    # A rate of a word or two says nothing without whose it is: the quote holds both.
    span = Span(at + (max(0, len(words) - len(rest)) if len(rest) > 4 else 0), quantity.end)
    out: list[Measured] = []
    for member in members:
        out.append(Measured(_with_head(member, out[-1].indicator if out else ""), subject, span))
    return out


def _members_with_shared_tail(words: str, each_its_own: bool) -> list[str]:
    """`申报、检测和培训率`: the tail is said once for all; of counts (粮食、蔬菜产量) only where each has its own."""
    tail = _SHARED_TAIL.search(words)
    parts = [] if "等" in words else [m for m in _JOINT.split(words) if m]
    if tail is None or len(parts) < 2 or not (each_its_own or tail.group().endswith("率")):
        return [words] if words else []
    if not tail.group().endswith("率") and any(_WHOLE.match(p) and not RATE.search(p) for p in parts[:-1]):
        return parts if each_its_own else [words]
    short = len(parts[-1]) <= (12 + len(tail.group()) if each_its_own else 7)
    if short and all(2 <= len(p) <= 10 and not re.search("[的()]", p) for p in parts[:-1]):
        return [_with_tail(p, tail.group()) for p in parts]
    return [words]


def _with_tail(part: str, tail: str) -> str:
    """A name with the tail that it shares; one that is a measure itself takes only the growth: 游客人次|年均增长."""
    growth = re.search("年均(?:增长|增速|下降)$", tail)
    if part.endswith(tail):
        return part
    return part + growth.group() if growth and RATE.search(part) else part + tail


def _with_head(member: str, before: str) -> str:
    """`…有效处理率…,资源化利用率`: a second short name takes the first's head, where the first has one."""
    if not before or len(member) > 5:
        return member
    head = re.match(
        r"^(.{2,14}?(?:因素|健康|场所|人员|劳动者|设施|设备|学生|教师|企业|居民|儿童|老年人|村|户|水|地|"
        r"项目|信息|数据|卡|药品|床位))(?=[一-鿿]{2,}率$)",
        before,
    )
    return head[1] + member if head and not member.startswith(head[1][:2]) else member
