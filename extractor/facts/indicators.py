"""What a number measures (指标) and of whom (主体), from the clause around it; shared heads and tails written out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span

# Ends of nouns that are measured: 申报率, 覆盖面, 满意度, 人数. True of any field.
_MEASURE = (
    r"(?:率|比例|比重|占比|覆盖面|覆盖|水平|数量|人数|次数|户数|面积|规模|总量|数|量|度|值|额|里程|长度|"
    r"时间|时长|时限|产量|单产|产能|投资|支出|收入|标准|系数|指数|浓度|床位|总数|成本|能力|天数|周期|产值|"
    r"存量|增速|缺口|强度|年限)")
_FILLER = re.compile(
    r"(?:均要?|都要?|要|应|须|必须|力争|确保|争取|分别|全部|总体|平均|稳定|稳步|逐步|每年|每季度|每半年|"
    r"每月|每两年|年均|也|将|需|基本|原则上|不得|实现|保持|达到|使|年内|全年|分年度|累计|总共|合计|其中|"
    r"同时|依法|明显|进一步|持续|"
    r"(?:提高|提升|增加|上升|扩大|下降|降低|减少|降|压减|控制|保持|稳定|增长|缩短|缩减)(?:到|至|在)?|以)+$")
_LEAD = re.compile(
    r"^(?:[\s,、:(]|同时|其中|并|确保|力争|争取|突出确保|使|推动|要|应|将|须|至|到|在此期间|实现|做到|"
    r"努力实现|全面落实|[一二三四五六七八九十]+是|(?:全面|加快|持续)?(?:提升|提高|推进|"
    r"加强)(?=[^,]{2,20}率)|\(?[0-9]+[).、])+")
# Nouns that stand for who or what is measured; an indicator may follow them without 的.
_SUBJECT_TAIL = re.compile(
    r"(?:用人单位|工业企业|中小微企业|企业|机构|单位|学校|幼儿园|医院|卫生院|村卫生室|卫生室|卫生站|"
    r"乡镇(?:\([^)]*\))?|街道|社区|行政村|自然村|村庄|村|县\(市、区\)|区县|县区|县\(区\)|市州|农户|家庭|"
    r"老年人|老人|儿童|学生|居民|患者|劳动者|从业人员|工作人员|人员|职工|教师|医师|群众|"
    r"残疾人|妇女|孕产妇|对象|部门|中心|站点|场所|园区|景区|水库|河道|水源地|农田|耕地|地块|公路|隧道|桥梁|"
    r"项目|工程|设施|设备|车辆|产品|商品|药品|食品|案件|线索|平台|系统|窗口|事项|小区|楼栋|网格|监测点|断面|"
    r"林地|草原|山塘|泵站|灌区|养殖场|合作社|家庭农场|门店|工地|"
    r"全省|全市|全县|全区|全社会|全国|各地|本市|本县|我市|我县|我省|城区|城镇|农村|城乡)")


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing measured (度量): indicator, subject, and the clean span that holds indicator and value."""

    indicator: str
    subject: str
    span: Span


def read_indicators(text: str, clause: Span, quantity: Quantity, last: Quantity | None) -> list[Measured]:
    """What one number of a clause measures: one, or several where they share the number.

    last    the number before it in the clause; the indicator begins after that
    source  docs/spec-format.md, "Target"
    """
    begin = _begin(text, clause, quantity)
    if last is not None and last.end > begin:
        begin = last.end
    before = text[begin:quantity.start]
    plain = _FILLER.sub("", before)
    lead = _LEAD.match(plain)
    offset = lead.end() if lead else 0
    plain = plain[offset:]
    if quantity.kind is QuantityKind.PERCENT or re.search(_MEASURE + "$", plain):
        rates = _rates(plain, begin + offset, quantity)
        if rates:
            return rates
    return [_of_noun_after(text, clause, quantity, plain, begin + offset)]


def _begin(text: str, clause: Span, quantity: Quantity) -> int:
    """Where the words of the indicator may begin: after the last mark before the number, brackets and lists kept whole."""
    at = quantity.start
    depth = 0
    while at > clause.start:
        c = text[at - 1]
        depth += (c == ")") - (c == "(")
        if c in ",。;:\n" and depth <= 0:
            break
        at -= 1
    return at


def _rates(words: str, at: int, quantity: Quantity) -> list[Measured]:
    """`A率、B率和C率` before the number: one indicator each, heads and tails written out."""
    if not re.search(_MEASURE + r"(?:\([^)]*\))?$", words):
        return []
    subject, rest = split_subject(words)
    members = _members(rest)
    if len(members) < 2 or not all(re.search(_MEASURE + r"(?:\([^)]*\))?$", m) for m in members):
        members = _members_with_shared_tail(rest)
    span = Span(at + (len(words) - len(rest)), quantity.end)
    out: list[Measured] = []
    for member in members:
        head = out[-1].indicator if out else ""
        out.append(Measured(_with_head(member, head), subject, span))
    return out


def _members(words: str) -> list[str]:
    return [m for m in re.split(r"(?<=[率例重面数量度值额])(?:、|和|与|及|以及)", words) if m]


def _members_with_shared_tail(words: str) -> list[str]:
    """`申报、检测和培训率`: the tail is said once for all."""
    tail = re.search(r"(?:覆盖率|达标率|合格率|完成率|普及率|率)$", words)
    parts = [m for m in re.split(r"、|和|与|及", words) if m]
    if tail and len(parts) >= 2 and all(2 <= len(p) <= 10 for p in parts[:-1]) and not any("的" in p for p in parts):
        return [p if p.endswith(tail.group()) else p + tail.group() for p in parts]
    return [words] if words else []


def _with_head(member: str, before: str) -> str:
    """`作业场所职业病危害因素定期检测率和现状评价率`: a second short name takes the first's head."""
    if not before or len(member) > 6:
        return member
    head = re.match(
        r"^(.{2,12}?(?:因素|健康|场所|人员|劳动者|设施|学生|教师|企业|居民|儿童|老年人|村|户|水|地|"
        r"项目))(?=[一-鿿]{3,}率$)", before)
    return head[1] + member if head and not member.startswith(head[1][:2]) else member


def split_subject(words: str) -> tuple[str, str]:
    """(subject, indicator) of the words before a value: the last noun for who is measured, then what."""
    words = words.strip(" ,、:;。")
    best = 0
    for found in _SUBJECT_TAIL.finditer(words):
        rest = words[found.end():]
        if not rest or re.match(r"(?:的?(?:数量|人数|总数|数)$)", rest) or rest[0] in "、和与及":
            continue
        if re.match(
            r"(?:化|级|数据|信息化|建设(?=率)|性|型|员|长|费)", rest) or words[found.end():].startswith("所"):
            continue
        if not 2 <= len(rest.lstrip("的")):
            continue
        best = found.end()
        if not re.search(r"^(?:全省|全市|全县|全区|全国|城乡|农村|城镇|本市|我市|我县)$", words[:best]):
            break
    subject = re.sub(r"^(?:对|使|让|确保|实现|要求|推动|督促|包括)", "", words[:best])
    return subject, re.sub(r"^(?:的|中|内|在)", "", words[best:])


def _of_noun_after(text: str, clause: Span, quantity: Quantity, before: str, at: int) -> Measured:
    """`培训骨干教师200名`, `建成50个标准化村卫生室`, `承担85%以上监测任务`: verb before, noun after the number."""
    stop = next((i for i in range(quantity.end, clause.end) if text[i] in ",。;:、\n" and _closed(text, quantity.end, i)), clause.end)
    after = re.split(r"[0-9]", text[quantity.end:stop])[0]
    subject, verb = split_subject(before)
    verb = re.sub(r"(?:至少|每年|每季度|每月|每半年|要|应|结合.*?[,]|至|达到|以)+", "", verb)
    ratio = re.match(r"的比例(?:进行|开展|实施)?(?P<act>[一-鿿]{2,6})", after)
    if quantity.kind is QuantityKind.PERCENT and ratio:
        return Measured(ratio["act"] + "比例", subject, Span(at + len(before) - len(verb), quantity.end + ratio.end()))
    noun = after.strip("的")
    if re.fullmatch(
        r"(?:开展|组织|举办|进行|召开|实施|安排|做|完成|落实|建设|建成|新建|配备|有|达|培育|打造|创建|建立)", verb) and noun:
        verb = ""
    if not noun and not verb:
        verb = subject
        subject = ""
    indicator = (verb + noun) if verb and noun and quantity.kind is QuantityKind.PERCENT else (noun or verb)
    if verb and noun and quantity.kind is not QuantityKind.PERCENT and re.search(_MEASURE + "$", verb):
        indicator = verb
        stop = quantity.end
    end = quantity.end + len(after) if noun and indicator != verb else quantity.end
    start = at + (len(before) - len(verb)) if verb else quantity.start
    return Measured(indicator, subject, Span(min(start, quantity.start), end))


def _closed(text: str, start: int, end: int) -> bool:
    inside = text[start:end]
    return inside.count("(") <= inside.count(")") and inside.count("“") <= inside.count("”")
