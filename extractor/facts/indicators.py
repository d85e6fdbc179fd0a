"""What a number measures (指标) and of whom (主体), from the clause around it; shared heads and tails written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.facts.clause_words import (
    acts_on,
    closed,
    find_clause_before,
    strip_lead,
    strip_opening,
    strip_times,
)
from extractor.facts.owners import object_of, share_out, split_subject, strip_each
from extractor.facts.rates import RATE, Measured, read_rates
from extractor.facts.reading import Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from extractor.structure.sentences import after_last

_FILLER = re.compile(
    r"(?:均要?|都要?(?!会)|要|应当?|须|必须|力争|确保|争取|分别|全部|总体|平均|稳定|稳步|逐步|逐年|每年|每季度|每半年|"
    r"每月|每两年|年均|也|将|需|基本|原则上|务必|务于"
    r"|不得|实现|累计|保持|达到|使|年内|全年|分年度|总共|合计|同时|依法|明显|进一步|持续|一般|各|至少|最少|同比|环比|维持在?|[于於](?:或之前|或以前)?|或之前|"
    r"不少于|不低于|最多|再|已|按照?|为|一般|总体上|整体"
    r"|(?:提高|提升|增加|上升|扩大|下降|降低|减少|降|压减|压缩|压降|控制|保持|稳定|增长|缩短|缩减|缩小|收窄|巩固|稳固|拓展|压实|提|(?<!新)增)(?:到|至|在)?|"
    r"以|在|达|不超过|超过|共|每次|每期|每个|每家|每人|每村|每县|每校|每户|每站|每所|每名|每镇|每处)+$"
)
# Where a rise begins, or what it is compared with: `由2023年的62%提升到`, `较上年`.
_RISE = re.compile(
    r"[(,]?(?:由|从|自|较|(?<![占同环])比(?![例重率])|与(?=20|1[0-9]{2}年|上|去|同|基|目前))(?:目前|现有|上年|去年|基期)?(?:(?:20[0-9]{2}|1[0-9]{2})年(?:底|末|"
    r"度)?)?(?:同期)?[的之]?[^,。;]{0,16}?"
    r"(?:[0-9.,]+[一-鿿%]{0,5}$|(?:逐步|稳步)?(?:提高|提升|增加|上升|扩大|增长|下降|降低|降|减少|压减|压缩|缩短|提|增)(?:到|至|为)?(?:1[0-9]{2}年之)?)$"
)
# 增幅均高于全省平均水平|2个百分点: what it is above is no part of its name.
_ABOVE = re.compile("(?:均|都)?(?:高于|低于|快于|优于)[^,。;]{2,14}(?:水平|增速|增幅|平均)$")
_BARE = re.compile(
    r"(?:的)?(?:总)?(?:比例|占比|比重|数量|总数|人数|次数|面积|规模|总量|覆盖率|覆盖面|时间|频次|户数|家数|目标值|指标值)"
)
_ACTING = re.compile(
    r"(?P<who>[一-鿿()、]{2,20}?(?:机构|医院|企业|单位|学校|旅行社|院|村|社区|乡镇|街道|园区|区县|县|市|所|站|户))(?P<deed>[一-鿿]{4,})$"
)
_FAR_WORD = re.compile(r"(?:至少|最少|不得?少于|不低于|最多|至多|不得?超过)(?=[^,]{0,24}$)")
_FAR = re.compile(_FAR_WORD.pattern.split("(?=")[0] + "[^0-9]{2,}")
_GROWTH = re.compile(r"年均(?:增长|增速|下降)(?:速度|率)?(?=(?:均|都|要|应|力争)*$)")
_DOING = (
    r"(?:开展|组织开展|新增|新认定|累计|组织|举办|进行|召开|实施|安排|做|完成|落实|建设|建成|新建|配备|配置|有|达|培育|打造|统筹安排|"
    r"创建|建立|设立|设置|推出|形成|确定|选派|派出"
    r"|提供|制定|编制|印发|发布|发放|明确|拥有|配齐|保障|建好|评选|命名|推广|选树|上|办(?!理)好?|抓好?|出台|开通|开设|"
    r"建有|设有|储备|购置)"
)


# A doer, a light verb, and what is done: 市博物馆推出|临时展览, 赴外地开展|推介活动.
DOER_DOING = re.compile(
    r"^.{2,40}?(?:开展|举办|召开|进行|(?:组织)?实施|推出|建成|建设|新建|培育|创建|设立|打造)(?P<act>[一-鿿“”、()]{2,"
    r"})$"
)
def read_indicators(reading: Reading, clause: Span, group: Sequence[Quantity], last: int) -> list[list[Measured]]:
    """What each number of a group (numbers joined by 、 or 和) measures: one thing, or several that share it.

    clause  where the group stands; last is where the number before the group ends, which no indicator reaches over
    source  docs/spec-format.md, "Target"
    """
    text, first = reading.text, group[0]
    begin = max(_segment_start(text, clause, first.start), last)
    noun = re.match(
        r"[一-鿿“”]{2,20}?(?:、|以及)(?=[一-鿿])", text[last : first.start]) if begin == last > clause.start else None
    begin += noun.end() if noun else 0  # 1个服务中心、|每个村建设1个服务站: a noun behind the number before is its own
    # 至少每季度对…进行一次调度: the bound stands far before its number, what is done between them
    apart = _FAR.match(text, first.start, first.number)
    words, at = _before(reading, begin, first.number if apart else first.start)
    words = _FAR_WORD.sub("", words) if apart else words
    members = re.split("、|和|及|以及", words)
    named = "“" not in words and len(members) > 1 and all(len(m) > 1 for m in members)
    if text[first.number - 1] == "各" and len(group) == 1 and named:
        return [[Measured(m, "", Span(at, first.end)) for m in members]]  # 种粮大户、家庭农场主各100名
    each_its_own = bool(re.search("均|都|分别", text[begin : first.number]))
    rated = first.kind is QuantityKind.PERCENT or RATE.search(words)
    rates = read_rates(words, at, first, each_its_own) if rated else []
    if rates and _BARE.fullmatch(rates[0].indicator) and not rates[0].subject:
        rates = _from_clause_before(reading, clause, rates[0]) or rates
    if len(rates) == 1 and len(rates[0].indicator) <= 4 and not rates[0].subject:
        rates = [_with_object_before(reading, clause, rates[0])]
    parts = [m for m in re.split("、|和|(?<![参赋给])与|(?<!普)及(?!以)", words) if m]
    own_names = not rates or (len(parts) > 1 and RATE.search(parts[0]) is not None)
    if own_names and len(rates) != len(group) > 1 and len(parts) == len(group) and "分别" in text[begin : first.start]:
        return [[Measured(part, "", Span(at, q.end))] for part, q in zip(parts, group, strict=True)]
    if rates and len(group) > 1 and len(rates) == len(group):  # A率和B率分别达到95%和98%
        return [
            [Measured(r.indicator, r.subject, Span(rates[0].span.start, q.end))]
            for r, q in zip(rates, group, strict=True)
        ]
    owners = share_out(rates[0].subject, len(group)) if len(rates) == 1 and "分别" in text[begin : first.number] else ()
    if owners:  # 高血压、糖尿病患者规范管理率分别达到65%和60%
        return [
            [replace(rates[0], subject=owner, span=Span(rates[0].span.start, q.end))]
            for owner, q in zip(owners, group, strict=True)
        ]
    if rates:
        return [[Measured(r.indicator, r.subject, Span(r.span.start, q.end)) for r in rates] for q in group]
    alone = [_of_noun_after(reading, clause, q, words, at) for q in group]
    return [[replace(m, span=Span(min(m.span.start, alone[0].span.start), m.span.end))] for m in alone]


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


_PER_SO_MANY = re.compile("(?<=[一-鿿]{2})每[0-9]+[百千万]?(?:常住|服务)?人口?$")  # 献血点每10万人口|不少于1个
_COMPARES = re.compile("[由从自较比与]")  # what a rise begins with
_SECURED = re.compile("(?:统筹安排|保证|保障(?=[一-鿿]{4}))(?=[一-鿿]{2})")
_BETWEEN = re.compile("(?<=年均)(?:分别|均)(?=增长|增速|下降)|(?:原则上|一般)(?=占)")
_BESIDES = re.compile(r"(?:但|并且?|且|而)|.*(?:全覆盖|尽[一-鿿]{1,2})[、和]")
_DONE_TOO = re.compile(r".{4,}(?<![一合兼])并(?![购列轨网联])(?=[一-鿿]{4})")


def _before(reading: Reading, begin: int, stop: int) -> tuple[str, int]:
    """The words before a number without times, doers and fillers, and where in the text they begin."""
    words = strip_times(reading, begin, stop)
    words = _ABOVE.sub("", words) if "于" in words else words
    words = _RISE.sub("", words) if _COMPARES.search(words) else words
    words = _BETWEEN.sub("", words) if "年均" in words or "占" in words else words
    # 数量年均增长|均: growth by the year is a part of the name
    grown = _GROWTH.search(words) if "年均" in words else None
    words = words[: grown.end()] if grown else _FILLER.sub("", words)
    words = strip_lead(words)
    words = words if grown else _FILLER.sub("", words)
    words = words.lstrip(")、,")
    words = re.sub("每学[年期]", "", words) if "每学" in words else words
    spell = re.match(r"(?:[0-9]{1,2}|[一二两三四五])年(?:内|累计|共)?(?=[一-鿿]{2})", words)
    words = words[spell.end() :] if spell and acts_on(words[spell.end() :][:2]) else words  # 3年|培训校长
    words = strip_opening(_SECURED, words)
    words = strip_each(strip_opening(_BESIDES, words))
    words = _PER_SO_MANY.sub("", words) if "每" in words else words
    opened = begin == 0 or reading.text[begin - 1] in ",。;:\n"
    if not opened and re.search(r"(?:[、和与及]|以及)\s?$", reading.text[begin:stop]):
        words = ""  # 50所高水平学校和|150个骨干专业: the words belong to the number before
    words = strip_opening(_DONE_TOO, words) if "并" in words else words  # 建成平台并|接入单位300家
    if not words:
        return words, stop
    at = max(reading.text.find(words[:4], begin, stop), reading.text.find(words[:2], begin, stop))
    start = at if at >= 0 else max(begin, stop - len(words))
    return words, start


_WORKED_ON = re.compile(r"\s?对(?P<of>[^,。;]{2,30}?)(?:全面|逐一|分批)?(?:开展|进行|组织实施|实施)")


def _from_clause_before(reading: Reading, clause: Span, bare: Measured) -> list[Measured]:
    """`…资金优先投向污水治理,比例不低于15%`: what a bare measure measures stands in the clause before."""
    found = find_clause_before(reading, clause)
    if found is None:
        return []
    words, begin = found
    if len(words) < 4 or (reading.quantities_in(begin, clause.start) and "=" not in words):
        return []
    done = None if bare.indicator else DOER_DOING.match(words)
    if done:
        at = reading.text.rfind(done["act"][:8], begin, clause.start)
        on = _WORKED_ON.match(reading.text, begin, clause.start)
        return [Measured(done["act"], on["of"] if on else "", Span(at if at >= 0 else begin, bare.span.end))]
    formula = re.match(r"(?P<name>[^=]{2,20}率)=", words)
    if formula:  # 达标率=…×100%,目标值不低于95%
        return [Measured(formula["name"], "", Span(begin, bare.span.end))]
    subject, rest = split_subject(words)
    return [Measured((rest or words) + bare.indicator, subject if rest else "", Span(begin, bare.span.end))]


def _with_object_before(reading: Reading, clause: Span, rate: Measured) -> Measured:
    """`配备移动随访终端,配备率达到85%`: a rate of the verb before it is one of that verb's object."""
    text, stem = reading.text, rate.indicator.removesuffix("率")
    if not rate.indicator.endswith("率") or len(stem) < 2 or text[clause.start - 1 : clause.start] != ",":
        return rate
    begin = after_last(text, "。;:\n", 0, clause.start - 1)
    words = strip_times(reading, max(begin, clause.start - 60), clause.start - 1)
    at = words.rfind(stem)
    if at < 0:  # 配齐净化设备,配备率达到100%
        alike = list(re.finditer(f"{stem[0]}[齐备置好全足]", words)) if len(stem) == 2 else []
        at = alike[-1].start() if alike else at
    if at < 0:
        return rate
    after = re.match(r"(?:了|好)?(?P<thing>[一-鿿“”()、]{2,16})$", words[at + len(stem) :])
    thing = after["thing"] if after else _worked_on(words, at) if at + len(stem) == len(words) else ""
    return Measured(thing + rate.indicator, "", rate.span) if 2 <= len(thing) <= 16 else rate


def _worked_on(words: str, at: int) -> str:
    """What the verb at words[at:] is done to: `督促油烟净化设施|安装`, `对检查发现的质量安全问题,施工单位应当|整改`."""
    clauses = words[:at].split(",")
    own = re.split("要|应当?|须|由|在|于", clauses[-1])[-1]
    thing = object_of(own) or own
    if re.fullmatch(r"[一-鿿“”]{2,12}", thing) and not (len(thing) < 4 and acts_on(thing)):
        return thing
    on = re.search(r"对(?:[^,。;]*的)?(?P<thing>[一-鿿]{2,10})(?:,|$)", ",".join(clauses[:-1]))
    return on["thing"] if on else ""


_PAIRED = re.compile("[0-9.,]+万?[户人](?=[一-鿿]{2})")
_SIZED = re.compile(r"(?:不少于|不低于|不超过|至少|超过|达到?|约)?[0-9.]+[一-鿿]{1,4}?(?:以上|左右)?的(?=[一-鿿])")


def _of_noun_after(reading: Reading, clause: Span, quantity: Quantity, before: str, at: int) -> Measured:
    """`培训骨干教师200名`, `建成50个标准化村卫生室`, `承担85%以上监测任务`: verb before, noun after the number."""
    text = reading.text
    stop = next(
        (i for i in range(quantity.end, clause.end) if text[i] in ",。;:|\n" and closed(text, quantity.end, i)),
        clause.end,
    )
    sized = _SIZED.match(text, quantity.end, stop)  # 1支|不少于20人的|应急队伍
    paired = _PAIRED.match(text, quantity.end, stop)  # 186户|612人|搬迁安置
    begin = sized.end() if sized else paired.end() if paired and re.fullmatch(_DOING + "?", before) else quantity.end
    after = re.split(r"[0-9]|(?<=[一-鿿])(?:,|、)?(?:每|至少)", text[begin:stop])[0]
    after = "" if re.match("[)、和及与]|以及", after) else re.split(
        "(?<=[一-鿿]{2})(?:在全|在各|向社会|用于)", after)[0]
    after = re.sub(r"的(?:标准|要求)$|(?:的任务|任务|以上|以内)?[、和及与]$|\([^()]*$", "", after)
    subject, verb = split_subject(before)
    if quantity.kind is QuantityKind.PERCENT:
        if not after and re.fullmatch("(?:累计)?完成", before):  # 对旧楼实施改造,2026年底前完成80%
            told = _from_clause_before(reading, clause, Measured("", "", Span(quantity.start, quantity.end)))
            if told:
                return told[0]
        return _share_of(quantity, subject, verb, before, after, at)
    often = quantity.unit in ("次", "轮", "遍")  # 文物保护单位|消防安全检查 at least once
    if subject and not often and not re.match(_DOING, verb) and not RATE.search(verb):
        subject, verb = "", before  # 招聘大学生乡村医生500名: whom a count counts is no subject of it
    noun = "" if after.startswith("的任务") else after.removeprefix("的").removeprefix("左右")
    post = re.match(r"[一-鿿]{2,12}?(?:担任|作为)(?P<post>[一-鿿]{2,10})$", noun)  # 1名股级以上干部担任联络员
    if post:
        return Measured(post["post"], subject, Span(min(at, quantity.start), quantity.end + len(after)))
    acting = _ACTING.match(noun) if re.fullmatch(
        r"(?:至少|应|要|须)*(?:有|支持|推动|确保|组织|与|实现)?", verb or before) else None
    if acting and acts_on(acting["deed"][:2]):  # 1家公立医院|承担检查工作
        name = f"{acting['deed']}的{acting['who']}"
        return Measured(name, "", Span(min(at, quantity.start), quantity.end + len(after)))
    on = re.search(r"对(?P<of>[^对]{2,30}?)(?:进行|开展|实施|组织)?$", before)
    if on and noun:  # 对进展情况进行一次调度
        return Measured(on["of"] + noun, "", Span(min(at, quantity.start), quantity.end + len(after)))
    if not noun and quantity.unit.endswith("元") and re.search("(?:安排|列支|投入|统筹|筹措)$", before):
        return Measured(verb + "资金", subject, Span(min(at, quantity.start), quantity.end))  # 每年安排不少于3000万元
    if not noun and (not before or re.fullmatch(_DOING + "|累计完成", before)):
        whole = _from_clause_before(reading, clause, Measured("", "", Span(quantity.start, quantity.end)))
        if whole:
            return whole[0]
    if re.fullmatch(_DOING, verb):  # 培训教师: the noun says it; 农田|建设25万亩: the words before do
        subject, verb = (subject, "") if noun else ("", re.sub("^完成", "", before))
    if not noun and not verb:
        verb, subject = subject, ""
    if noun and verb and not re.match(r"[、和及与]", noun):
        indicator = noun if re.match(_DOING, verb) and len(verb) <= 6 else verb if RATE.search(verb) else verb + noun
    else:
        indicator = verb or noun
        noun = "" if verb else noun
    end = quantity.end + len(after) if noun and noun in indicator else quantity.end
    start = at + max(0, len(before) - len(verb)) if verb else quantity.start
    start = at if often and len(verb) <= 4 else start
    if often and subject and len(indicator) <= 3 and "对" in text[max(clause.start, at - 1) : at + 1]:
        indicator += subject  # 对甲类单位至少检查1次
    indicator = re.sub("^" + _DOING + r"(?=[一-鿿]{4,})", "", indicator)
    done = DOER_DOING.match(indicator)
    return Measured(done["act"] if done else indicator, subject, Span(min(start, quantity.start), end))


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
    acting = None if verb else _ACTING.match(noun)
    if acting and acts_on(acting["deed"][:2]):  # 85%以上的行政村建成农家书屋
        return Measured(acting["deed"], acting["who"], span)
    name = (verb + noun) or subject  # 完成改造任务的|60%
    return Measured(name.removesuffix("的") if len(name) > 4 else name, subject if verb or noun else "", span)
