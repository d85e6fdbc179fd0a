"""What a number measures (指标) and of whom (主体), from the clause around it; shared heads and tails written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.clause_words import closed, find_clause_before, split_subject, strip_lead, strip_times
from extractor.facts.reading import Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span

# Ends of nouns that are measured: 申报率, 覆盖面, 满意度, 人数. True of any field.
MEASURE = (
    r"(?:率|比例|比重|占比|份额|覆盖面|覆盖|水平|数量|人数|次数|户数|家数|面积|规模|总量|数|量|度|值|额|"
    r"里程|长度|时间|时长|时限|产量|单产|产能|投资"
    r"|支出|收入|标准|系数|指数|浓度|床位|总数|成本|能力|天数|周期|产值|存量|增速|缺口|强度|年限|半径|"
    r"住院日|费用|距离|间隔|周转次数|学位|编制|增幅|降幅|得分|评分|储备量"
    r"|间距|宽度|高度|深度|厚度|温度|人口|资金|经费|藏量|销售额|总额|余额|补贴|补助)"
)
_RATE = re.compile(MEASURE + r"(?:\([^()]*\))?$")
_FILLER = re.compile(
    r"(?:均要?|都要?|要|应当?|须|必须|力争|确保|争取|分别|全部|总体|平均|稳定|稳步|逐步|每年|每季度|每半年|"
    r"每月|每两年|年均|也|将|需|基本|原则上"
    r"|不得|实现|保持|达到|使|年内|全年|分年度|总共|合计|同时|依法|明显|进一步|持续|一般|各|至少|最少|"
    r"不少于|不低于|最多|再|已|按照?|用|为"
    r"|(?:提高|提升|增加|上升|扩大|下降|降低|减少|降|压减|控制|保持|稳定|增长|缩短|缩减|提|增)(?:到|至|在)?|"
    r"以|在|达|不超过|超过|共|每次|每期|每个|每家)+$"
)
# Where a rise begins, or what it is compared with: `由2023年的62%提升到`, `较上年`.
_RISE = re.compile(
    r"[(,]?(?:由|从|较|同比|比(?![例重率])|与)(?:目前|现有|上年|去年|基期)?(?:20[0-9]{2}年(?:底|末|"
    r"度)?)?(?:同期)?的?[^,。;]{0,16}?"
    r"(?:[0-9.,]+[一-鿿%]{0,2}$|(?:逐步|稳步)?(?:提高|提升|增加|上升|扩大|增长|下降|降低|降|减少|压减|缩短|提|增)(?:到|至|为)?)$"
)
_BARE = re.compile(
    r"(?:的)?(?:总)?(?:比例|占比|比重|数量|总数|人数|次数|面积|规模|总量|覆盖率|覆盖面|时间|频次|户数|家数)"
)
_DOING = (
    r"(?:开展|组织开展|组织|举办|进行|召开|实施|安排|做|完成|落实|建设|建成|新建|配备|配置|有|达|培育|打造|"
    r"创建|建立|设立|设置|推出|形成|确定|选派|派出"
    r"|提供|制定|编制|印发|发布|发放|明确|拥有|配齐|保障|建好|评选|命名|推广|选树|上|办|抓|出台|开通|开设|"
    r"建有|设有|储备|购置)"
)


# Words that name a part of the whole and measure nothing: 山区乡镇, 每名乡村医生, 省级, 澜曲区、梓岗区合计.
_PART = re.compile(
    r"(?:其中)?(?:每[一-鿿]{1,8}|[国省市县区镇乡村]级|[一-鿿、]{1,14}(?:[区县市镇乡村站院所室]|医院|学校|单位|地区|企业|家庭|人员))(?:合计|共|全年|分别)?"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing measured (度量): indicator, subject, and the clean span that holds indicator and value."""

    indicator: str
    subject: str
    span: Span


def read_indicators(reading: Reading, clause: Span, group: Sequence[Quantity], last: int) -> list[list[Measured]]:
    """What each number of a group (numbers joined by 、 or 和) measures: one thing, or several that share it.

    clause  where the group stands; last is where the number before the group ends, which no indicator reaches over
    source  docs/spec-format.md, "Target"
    """
    text, first = reading.text, group[0]
    begin = max(_segment_start(text, clause, first.start), last)
    # 至少每季度对…进行一次调度: the bound stands far before its number, what is done between them
    words, at = _before(reading, begin, first.number if first.number - first.start > 6 else first.start)
    rates = _rates(words, at, first) if first.kind is QuantityKind.PERCENT or _RATE.search(words) else []
    if rates and _BARE.fullmatch(rates[0].indicator) and not rates[0].subject:
        rates = _from_clause_before(reading, clause, rates[0]) or rates
    if len(rates) == 1 and len(rates[0].indicator) <= 4 and not rates[0].subject:
        rates = [_with_object_before(reading, clause, rates[0])]
    parts = [m for m in re.split("、|和|与", words) if m]
    if not rates and len(group) > 1 and len(parts) == len(group) and "分别" in text[begin : first.start]:
        return [[Measured(part, "", Span(at, q.end))] for part, q in zip(parts, group, strict=True)]
    if rates and len(group) > 1 and len(rates) == len(group):  # A率和B率分别达到95%和98%
        return [
            [Measured(r.indicator, r.subject, Span(rates[0].span.start, q.end))]
            for r, q in zip(rates, group, strict=True)
        ]
    if rates:
        return [[Measured(r.indicator, r.subject, Span(r.span.start, q.end)) for r in rates] for q in group]
    return [[_of_noun_after(reading, clause, q, words, at)] for q in group]


def _segment_start(text: str, clause: Span, at: int) -> int:
    """Where the words of the indicator may begin: after the last mark before the number, brackets kept whole."""
    depth = 0
    while at > clause.start:
        c = text[at - 1]
        depth += (c == ")") - (c == "(")
        if c in ",。;:|\n" and depth <= 0:
            break
        at -= 1
    return at


def _before(reading: Reading, begin: int, stop: int) -> tuple[str, int]:
    """The words before a number without times, doers and fillers, and where in the text they begin."""
    words = _RISE.sub("", strip_times(reading, begin, stop))
    words = _FILLER.sub("", words)
    words = strip_lead(words)
    words = _FILLER.sub("", words)
    if not words:
        return words, stop
    at = reading.text.find(words[:4], begin, stop)
    start = at if at >= 0 else max(begin, stop - len(words))
    return words, start


def _rates(words: str, at: int, quantity: Quantity) -> list[Measured]:
    """`A率、B率和C率` before the number: one indicator each, heads and tails written out."""
    if not _RATE.search(words):
        return []
    subject, rest = split_subject(words)
    members = [m for m in re.split(r"(?<=[率例重面数量度值额比])(?:、|和(?!谐)|与|及(?!时)|以及)", rest) if m]
    if len(members) < 2 or not all(_RATE.search(m) for m in members):
        members = _members_with_shared_tail(rest)
    # A rate of a word or two says nothing without whose it is: the quote holds both.
    span = Span(at + (max(0, len(words) - len(rest)) if len(rest) > 4 else 0), quantity.end)
    out: list[Measured] = []
    for member in members:
        out.append(Measured(_with_head(member, out[-1].indicator if out else ""), subject, span))
    return out


def _members_with_shared_tail(words: str) -> list[str]:
    """`申报、检测和培训率`: the tail is said once for all."""
    tail = re.search(r"(?:覆盖率|达标率|合格率|完成率|普及率|率)$", words)
    parts = [] if "等" in words else [m for m in re.split(r"、|和(?!谐)|与|(?<!普)及(?!时)", words) if m]
    short = (
        len(parts) >= 2
        and len(parts[-1]) <= 7
        and all(2 <= len(p) <= 10 and not re.search("[的()]", p) for p in parts[:-1])
    )
    if tail and short:
        return [p if p.endswith(tail.group()) else p + tail.group() for p in parts]
    return [words] if words else []


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


def _from_clause_before(reading: Reading, clause: Span, bare: Measured) -> list[Measured]:
    """`…资金优先投向污水治理,比例不低于15%`: what a bare measure measures stands in the clause before."""
    found = find_clause_before(reading, clause)
    if found is None:
        return []
    words, begin = found
    if len(words) < 4 or reading.quantities_in(begin, clause.start):
        return []
    subject, rest = split_subject(words)
    return [Measured((rest or words) + bare.indicator, subject if rest else "", Span(begin, bare.span.end))]


def _with_object_before(reading: Reading, clause: Span, rate: Measured) -> Measured:
    """`配备移动随访终端,配备率达到85%`: a rate of the verb before it is one of that verb's object."""
    text, stem = reading.text, rate.indicator.removesuffix("率")
    if not rate.indicator.endswith("率") or len(stem) < 2 or text[clause.start - 1 : clause.start] != ",":
        return rate
    begin = max(text.rfind(c, 0, clause.start - 1) for c in "。;:\n") + 1
    words = strip_times(reading, max(begin, clause.start - 60), clause.start - 1)
    at = words.rfind(stem)
    thing = re.match(r"(?:了|好)?(?P<thing>[一-鿿“”()、]{2,16})$", words[at + len(stem) :]) if at >= 0 else None
    return Measured(thing["thing"] + rate.indicator, "", rate.span) if thing else rate


def _of_noun_after(reading: Reading, clause: Span, quantity: Quantity, before: str, at: int) -> Measured:
    """`培训骨干教师200名`, `建成50个标准化村卫生室`, `承担85%以上监测任务`: verb before, noun after the number."""
    text = reading.text
    stop = next(
        (i for i in range(quantity.end, clause.end) if text[i] in ",。;:|\n" and closed(text, quantity.end, i)),
        clause.end,
    )
    after = re.split(r"[0-9]|(?<=[一-鿿])(?:,|、)?(?:每|至少)", text[quantity.end : stop])[0]
    after = re.sub(r"(?:的任务|任务|以上|以内)?[、和及与]$", "", after)
    subject, verb = split_subject(before)
    if quantity.kind is QuantityKind.PERCENT:
        return _share_of(quantity, subject, verb, before, after, at)
    if subject and not re.match(_DOING, verb) and not _RATE.search(verb):
        subject, verb = "", before  # 招聘大学生乡村医生500名: whom a count counts is no subject of it
    noun = after.removeprefix("的").removeprefix("左右")
    on = re.search(r"对(?P<of>[^对]{2,30}?)(?:进行|开展|实施|组织)?$", before)
    if on and noun:  # 对进展情况进行一次调度
        return Measured(on["of"] + noun, "", Span(min(at, quantity.start), quantity.end + len(after)))
    if not noun and (not before or re.fullmatch(_DOING + "|累计完成", before)):
        whole = _from_clause_before(reading, clause, Measured("", "", Span(quantity.start, quantity.end)))
        if whole:
            return whole[0]
    if re.fullmatch(_DOING, verb) and noun:
        verb = ""
    if not noun and not verb:
        verb, subject = subject, ""
    if noun and verb and not re.match(r"[、和及与]", noun):
        indicator = noun if re.match(_DOING, verb) and len(verb) <= 6 else verb if _RATE.search(verb) else verb + noun
    else:
        indicator = verb or noun
        noun = "" if verb else noun
    end = quantity.end + len(after) if noun and noun in indicator else quantity.end
    start = at + max(0, len(before) - len(verb)) if verb else quantity.start
    return Measured(
        re.sub("^" + _DOING + r"(?=[一-鿿]{4,})", "", indicator),
        subject,
        Span(min(start, quantity.start), end),
    )


def _share_of(quantity: Quantity, subject: str, verb: str, before: str, after: str, at: int) -> Measured:
    """`抽取不少于50%的比例进行抽查`, `对不少于三分之一的县开展督导`, `承担85%以上监测任务`."""
    start = at + max(0, len(before) - len(verb)) if verb else quantity.start
    span = Span(min(start, quantity.start), quantity.end + len(after))
    ratio = re.match(r"的?比例(?P<rest>.*)$", after)
    if ratio:
        on = re.match(
            r"(?:对(?P<of>[^,。;]{2,24}?))?(?:进行|开展|实施|给予|予以|安排|组织)(?P<act>[一-鿿]{2,8})",
            ratio["rest"],
        )
        if on:
            return Measured(on["act"] + "比例", subject or on["of"] or "", span)
        return Measured(
            ratio["rest"] + "比例" if 2 <= len(ratio["rest"]) <= 12 else (verb or subject) + "比例",
            subject,
            span,
        )
    acted = re.match(r"的(?P<of>[^,。;]{2,24}?)(?:进行|开展|实施|组织|建立)(?P<act>[一-鿿]{2,10})", after)
    if acted:
        return Measured(acted["act"] + "比例", acted["of"], span)
    noun = after.removeprefix("的")
    return Measured((verb + noun) or subject, subject if verb or noun else "", span)


def fill_elided(one: Measured, quantity: Quantity, indicator: str, unit: str) -> Measured:
    """`新增助餐点24个,其中山区乡镇不少于10个`: what only names a part measures what the number before did."""
    if not one.indicator:
        return Measured(indicator, one.subject, one.span)
    if indicator and unit == quantity.unit and _PART.fullmatch(one.subject + one.indicator):
        return Measured(indicator, re.sub("^其中|合计$", "", one.subject + one.indicator), one.span)
    return one
