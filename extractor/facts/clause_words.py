"""The words of a clause without what frames them (小句用词): times, doers with their modal, openings."""

from __future__ import annotations

import re
from functools import cache

from extractor.facts.reading import Reading
from extractor.phrases.bodies import find_bodies
from extractor.phrases.starts import find_matches
from extractor.phrases.words import Word, cut_words
from extractor.source import Span
from extractor.vocab.tables import load_table

_MODAL = (
    r"(?<![主重需必首摘纲只])要(?![求素点件闻])|(?<![响适供相反对])应当?(?![急用对邀])|将(?!来)|须(?!知)|"
    r"必须|负责(?!人)|力争|确保|计划|不得|可(?:以|由|按|根据|结合|采取)"
)
# 会同省有关部门|公布清单
_ON = re.compile("(?<![应针相])对(?![接象外内口标照比策账应话联手等方面])")  # 每学期对|学校食堂
_WITH = re.compile(
    r"^(?:会同|联合|协同)[^,。;:]{1,30}?(?:部门|单位|[局厅委办会]|政府)(?:等(?:部门|单位))?(?=[一-鿿]{2})"
)
_DOER = re.compile(rf"^[^,。;:]{{2,40}}?(?:{_MODAL})(?=[一-鿿])")
_OPENING = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条|\([一二三四五六七八九十]{1,3}\)|\(?[0-9]{1,2}(?:[).、]|(?=\.)\.)|[\s,、:()。;]|同时|其中|并且?|确保|力争|争取|突出|使|推动|要|应当?(?![急用届邀])|将|须|必须|至(?![少多])|到|在(?![建岗册校园院编职线读训库运用营])|于|前|内|"
    r"之前|底前|此期间|实现|做到|努力|全面落实"
    r"|[一二三四五六七八九十]+是|按照|按(?=不|各|有关|职责|计划)|各自|由|把|预计|预定|请|均|都(?![会市江])|也|还|再|对|为|累计|总共|共(?![享同建有青])|年内|全年|届时|原则上|"
    r"分别|平均|逐步|稳步|合计|负责(?!人|制)|即日起|自即日起|日起"
    r"|(?:全面|加快|持续|稳步|切实|着力|进一步|不断)+(?=[一-鿿]{2,20}率)|(?:提升|提高|推进|加强|"
    r"保障)(?=[^,]{2,20}率))+"
)
# Nouns that stand for who or what is measured; an indicator may follow them without 的. Those who act come first: of
# several the last is measured; of things (设施, 项目) the first, since they may be a part of what is measured.
_AGENT = re.compile(
    r"(?:用人单位|工业企业|中小微企业|中小企业|企业|机构|单位(?!增加值|建筑|面积|产值|产品|工业|能耗|地区|国内|用电)|学校|幼儿园|医院|卫生院|村卫生室|卫生室|"
    r"卫生站|乡镇(?:\([^)]*\))?|(?:街道|镇)\([^)]*\)|街道|社区(?!养老|服务|治理|矫正|食堂|教育|戒毒|康复|卫生|工作者|居家)|行政村|自然村|村庄|(?<![到进入驻包逐])村|县\(市、区\)|区县|县区"
    r"|县\(区\)|市州|农户|家庭|老年人|老人|婴幼儿|新生儿|婴儿|幼儿|未成年人|青少年|儿童少年|少年儿童|儿童|学生|居民|患者|劳动者|从业人员|工作人员|人员(?!密集)|职工|教师|医师|"
    r"医生|群众|残疾人|妇女|孕产妇|对象|(?<!跨)部门|中心|合作社|家庭农场"
    r"|[河湖林路田]长|药店|诊所|商场|宾馆|酒店|经营者|生产者|消费者|经营户|商户|主体(?!责任|完工|结构|工程|功能)|协管员|网格员|护林员|安全员|联络员|保洁员|代办员|管理员|用户|市民|游客|重点人群|人群|全省|全市|全县|全区|全社会|全国|全镇|全乡|"
    r"各地|本市|本县|我市|我县|我省|城区|城镇|农村|城乡|县域|辖区|林区|山区)"
)
_THING = re.compile(
    r"(?:户厕|站点|场所|园区|景区|水库|河道|水源地|农田|耕地|地块|公路|隧道|桥梁|项目|工程|设施|设备|车辆|"
    r"产品|商品|药品|食品|案件|线索|平台|系统|窗口|事项|小区|楼栋|网格(?!员)|监测点"
    r"|断面|林地|草原|山塘|泵站|灌区|养殖场|门店|工地|水体|基地|站房|厂站|管网|畜禽|作物|粮食|场馆|病例|"
    r"案例|档案|台账)"
)
# A place with one of these after it is the head of a body's name: 团县(市、区)|委, 区县|教育局.
_ORG_TAIL = re.compile(r"(?:委(?!托)|局(?!部)|厅|政府|党委|总工会)")
_PART_TAKEN = re.compile(r"(?:积极)?(?:配合|协助|协同|牵头|负责)(?:做好|抓好)?(?=[一-鿿])")
_SEVERAL_RATES = re.compile(r"率(?=[、和与及])")
_NOT_A_SUBJECT = re.compile(r"(?:化|量(?:的|$)|级|数据|信息化|建设(?=率)|性|型|长|费|类|级别)")


def strip_times(reading: Reading, start: int, end: int) -> str:
    """The words of text[start:end] without the times that begin there, and without marks at their ends."""
    words, at = "", start
    for time in reading.times_in(start, end):
        words += reading.text[at : max(at, time.start)]
        at = max(at, min(time.end, end))
    return (words + reading.text[at:end]).strip(" ,、:;。")


def blank_times(reading: Reading, start: int, end: int) -> str:
    """text[start:end] with a blank for each time in it, so that 6月底前 lends no word to a rule."""
    words, at = "", start
    for time in reading.times_in(start, end):
        words += reading.text[at : max(at, time.start)] + " "
        at = max(at, min(time.end, end))
    return words + reading.text[at:end]


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs that do nothing, and verbs of doing that the dictionary tags as something else."""
    table = load_table("verbs")
    return frozenset(table["states"]["text"]), frozenset(table["acts"]["text"])


def acts_on(before: str) -> bool:
    """Whether a verb of doing stands before a number that ends `before`: `培育市级以上龙头企业|3家`."""
    clause = re.split("[,。;:]", before)[-1]
    if clause.endswith("的") or re.search(r"(?:第|近|另外?|其余)$", clause):
        return False
    return any(_is_doing(w) for w in cut_words(clause[-24:]))


def does_last(before: str) -> bool:
    """Whether the last word before a number is a verb of doing: `完成|不少于60家用人单位的监测`."""
    words = cut_words(re.sub(r"(?:了|好)?\s*$", "", re.split("[,。;:]", before)[-1])[-8:])
    asks = ("有", "至少", "达到", "确保", "力争", "要", "应", "应当", "须")
    return bool(words) and (_is_doing(words[-1]) or words[-1].text in asks)


def does_first(words: str) -> bool:
    """Whether words begin with a verb of doing and go on: `承担|监测任务`."""
    cut = cut_words(words)
    return len(cut) > 1 and cut[0].tag == "v" and _is_doing(cut[0])


def _is_doing(word: Word) -> bool:
    states, acts = _verbs()
    return word.text in acts or (word.tag[:1] in ("v", "l", "i") and word.text not in states)


def strip_lead(words: str) -> str:
    """Words without their doer and modal (`各校要确保…`) and without openings."""
    words = _OPENING.sub("", words)
    doer = _DOER.match(words)
    if doer and doer.end() < len(words):
        words = words[doer.end() :]
    words = _OPENING.sub("", words)
    return _OPENING.sub("", _WITH.sub("", words))


_EACH = re.compile(
    r"^(?:其中)?(?P<each>(?:平均)?每(?!(?:[0-9一二两三]+个?)?(?:[年月周季日天半学旬]|小时))[一-鿿0-9()、]{1,16}"
    r")"
)


def find_each(words: str) -> str:
    """The unit that a count is for, which opens words: `每百名寄宿生|配备生活教师`, `每个乡镇|收购网点`; "" if none."""
    found = _EACH.match(words)
    if found is None:
        return ""
    head = found["each"]
    per_head = re.match(r"每[0-9十百千万]+(?:常住|服务|户籍)?(?:人口|人(?![口员民]))", head)
    if per_head:
        return per_head.group()
    each = re.split(r"至少|不[少低高超]|要|应|须|原则上|均|[0-9.]+(?:[一-鿿]{0,2})?$", head, maxsplit=1)[0]
    nouns = sorted((f.start(), f.end()) for w in (_AGENT, _THING) for f in w.finditer(each) if f.start() > 0)
    if nouns:
        end = nouns[0][1]
        for start, stop in nouns[1:]:
            end = stop if start == end else end  # 每个乡镇|卫生院
        return each[:end]
    end, noun = 0, False
    for token in cut_words(each):
        if (noun and not token.tag.startswith("n")) or (token.tag == "v" and token.start >= 2):
            break
        noun = noun or (token.tag.startswith("n") and token.start >= 1)
        end = token.end
    return re.sub(
        r"(?:面积|价格|标准|人数|数量|经费|资金|补助)$", "", each[:end]) if noun else each if len(each) <= 3 else ""


def strip_each(words: str) -> str:
    """Words without the unit that they count for; all of them where they say nothing else."""
    each = find_each(words)
    rest = words[len(each) :].lstrip("的要应须至少均") if each else words
    return rest if len(rest) >= 2 or not each else ""


def find_clause_before(reading: Reading, clause: Span) -> tuple[str, int] | None:
    """The bare words of the clause before and where it begins; None where the sentence has none, or a very long one."""
    text = reading.text
    if text[clause.start - 1 : clause.start] != ",":
        return None
    begin = max(text.rfind(c, 0, clause.start - 1) for c in ",。;:\n") + 1
    begin = _after_helpers(reading, begin, clause.start - 1)
    words = strip_lead(strip_times(reading, begin, clause.start - 1))
    return (words, begin) if 2 <= len(words) <= 60 else None


def find_done_before(reading: Reading, clause: Span) -> str:
    """What the clause before does, where it has no number of its own: `分批培训消防安全责任人`."""
    found = find_clause_before(reading, clause)
    return found[0] if found and len(found[0]) <= 20 and not reading.quantities_in(found[1], clause.start) else ""


def _after_helpers(reading: Reading, begin: int, end: int) -> int:
    """Where the words begin after bodies that 配合, 牵头 or 协助: who helps or leads is not measured."""
    first = next(iter(find_bodies(reading.text, begin, end, reading.names)), None)
    part = _PART_TAKEN.match(reading.text, first.end, end) if first and first.start == begin else None
    return part.end() if part else begin


# Places that narrow what follows and are not measured themselves: 农村|生活污水治理率, 县域|内支出率.
_PLACE_KIND = re.compile(r"(?:城镇|农村|城乡|县域|林区|山区|居民)$")
_BARE_MEASURE = re.compile(
    r"(?:总体|综合|平均|总)?(?:占比|比例|比重|满意度|人数|数量|总数|带宽|价格|标准|面积|规模|编制|查处率|覆盖率)"
)
# `牵头医院达到国家标准的比例`: the share is of those who do so.
_SHARE_OF_DOING = re.compile(
    r"^(?P<who>[^占用于]{2,12}?)(?P<what>(?:达到|具备|通过|开展|建有|配备|建立|安排|招用|招录|聘用|吸纳|使用|占|用于|参加|完成|实行)[^,。;]{3,}(?:的|之)?(?:比例|比重|占比))$"
)


def split_subject(words: str) -> tuple[str, str]:
    """(subject, indicator) of the words before a value.

    The last noun for who is measured, else the first thing.
    """
    words = words.strip(" ,、:;。")
    share = _SHARE_OF_DOING.match(words)
    if share:
        return share["who"].removesuffix("的"), words if share["what"].startswith(("占", "用于")) else share["what"]
    several = _SEVERAL_RATES.search(words) if "率" in words else None  # the first of several names whom all are of
    stop = several.end() if several else len(words)
    agents = [f.end() for f in find_matches(_AGENT, words, 0, stop) if _may_end(words, f.end())]
    things = [f.end() for f in find_matches(_THING, words) if _may_end(words, f.end())]
    best = agents[-1] if agents else things[0] if things else 0
    subject = re.sub(
        r"^(?:使|让|确保|实现|要求|推动|督促|包括|全面|加强|提高|提升|保障|推进|抓好|做好)+",
        "",
        _ON.split(words[:best])[-1],
    )
    rest = re.sub(r"^(?:的|之(?!间|后|前)|中|内|在(?![岗校册园院建编职线读训库]))", "", words[best:]) if best else words
    if best and _BARE_MEASURE.fullmatch(rest):
        # 小微型企业占比: of itself the measure says nothing
        return (subject if rest.endswith("满意度") else ""), words
    listed = "、" in subject and "等" in subject
    if not agents and best and not listed and re.search("[率例重数量度]$", rest):
        return subject, subject + rest  # 问题户厕整改率: a thing is a part of the indicator's name
    return subject, rest


def _may_end(words: str, end: int) -> bool:
    """Whether a subject may end here, so that what follows is measured of it."""
    rest = words[end:]
    place = _PLACE_KIND.search(words[:end])
    if end < 2 or (place and (place.start() > 2 or rest[:1] not in ("的", "内", "中"))):
        return False
    if (
        not rest
        or re.match(r"(?:的?(?:数量|人数|总数|数|家数|户数)(?:年均(?:增长|增速|下降))?$)", rest)
        or rest[0] in "、和与及或等("
        or rest.startswith("所")
        or _ORG_TAIL.match(rest)
        or (words[:end].endswith(("居民", "职工")) and rest.startswith(("医保", "养老", "保险", "基本")))
    ):
        return False
    return not _NOT_A_SUBJECT.match(rest) and closed(words, 0, end) and len(rest.lstrip("的")) >= 2


def closed(text: str, start: int, end: int) -> bool:
    """Whether every bracket and quote that text[start:end] opens is closed in it."""
    inside = text[start:end]
    return inside.count("(") <= inside.count(")") and inside.count("“") <= inside.count("”")


def object_of(words: str) -> str:
    """The noun behind the last verb of words: `分三批遴选|数字化服务商`, `对未达标的|村卫生室|实施改造`."""
    on = re.search(r"(?:对|^(?=[^,]*的))(?P<of>[^对]{2,24}?)(?:实施|进行|开展|予以|加以)[一-鿿]{2,6}$", words)
    if on:
        return on["of"].rpartition("的")[2] or on["of"]
    tokens = cut_words(words)
    last = max((i for i, t in enumerate(tokens[:-1]) if t.tag == "v" or t.text in _verbs()[1]), default=-1)
    return words[tokens[last].end :].lstrip("了好") if last >= 0 else ""


_TOO_BARE = re.compile("机构|单位|人员|部门|设施|设备|场所|项目|服务机构|技术机构")
_GOVERNING = re.compile(
    "加强|督促|指导|推动|组织|支持|鼓励|引导|做好|开展|确保|实现|规范|强化|推进|落实|要求|完善|健全|建立|发挥|依托|协调"
    "|监督|检查|管理|要|由|将|对|使|让|提升|提高"
)


def topic_of(words: str) -> str:
    """The noun that words end with, the verbs that open them taken off: `充分发挥|行业协会`; 的 holds on to them."""
    words = _ON.split(words)[-1]
    tokens = cut_words(words)
    begin = 0
    for i, token in enumerate(tokens[:-1]):
        narrows = any(t.text == "的" for t in tokens[i + 1 :])
        if narrows or token.text == "被" or not (token.tag in ("v", "p", "d") or token.text in ("要", "由", "将")):
            break
        begin = token.end
    if _TOO_BARE.fullmatch(words, begin):  # 放射|诊疗|机构: verbs within the name, not before it
        for token in reversed([t for t in tokens if t.end <= begin]):
            if _GOVERNING.fullmatch(token.text) or token.tag in ("p", "d"):
                break
            begin = token.start
    return re.sub(r"^(?:[、和与及,]|\(?[一二三四五六七八九十0-9]{1,3}[)、.])+", "", words[begin:])
