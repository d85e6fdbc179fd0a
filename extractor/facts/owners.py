"""Of whom or what words say that it is measured (主体用词): the subject in a name, the object of a verb, a topic."""

from __future__ import annotations

import re

from extractor.facts.clause_words import ON, closed, load_verbs, strip_opening
from extractor.phrases.starts import find_matches
from extractor.phrases.words import TERRITORY, cut_words
from extractor.vocab.tables import alternation, load_table

# Nouns that stand for who or what is measured; an indicator may follow them without 的. Those who act come first: of
# several the last is measured; of things (设施, 项目) the first, since they may be a part of what is measured.
_AGENT = re.compile(
    r"(?:用人单位|工业企业|中小微企业|中小企业|企业|机构|单位(?!增加值|建筑|面积|产值|产品|工业|能耗|地区|国内|用电)|学校|幼儿园|敬老院|养老院|福利院|托育园|医院|卫生院|村卫生室|卫生室|"
    r"卫生站|乡镇(?:\([^)]*\))?|镇街|街镇|(?:街道?|镇|区)\([^)]*\)|街道|社区(?!养老|服务|治理|矫正|食堂|教育|戒毒|康复|卫生|工作者|居家)|行政村|自然村|村庄|(?<![到进入驻包逐乡])村|县\(市、区\)|区县|县区"
    r"|县\(区\)|市州|农户|家庭|老年人|老人|婴幼儿|新生儿|婴儿|幼儿|未成年人|青少年|儿童少年|少年儿童|儿童|小学生|中学生|初中生|高中生|大学生|研究生|学生|学员|居民|患者|劳动者|从业人员|工作人员|人员(?!密集)|职工|教师|医师|"
    r"医生|群众|残疾人|妇女|孕产妇|对象|(?<!跨)部门|中心|合作社|家庭农场|公司|院校|党员|干部|志愿者|护理员|保育员|农民|牧民|渔民|种植户|养殖户|脱贫户|监测户|低保户|员工"
    r"|[河湖林路田]长|药店|诊所|商场|宾馆|酒店|经营者|生产者|消费者|经营户|商户|主体(?!责任|完工|结构|工程|功能)|协管员|网格员|护林员|安全员|联络员|保洁员|代办员|管理员|业者|驾驶人|毕业生|军人|机关(?![单事枪运])|用户|市民|游客|重点人群|人群|全省|全市|全县|全区|全社会|全国|全镇|全乡|"
    r"各地|本市|本县|我市|我县|我省|城区|城镇|农村|城乡|县域|辖区|林区|山区)"
)
_THING = re.compile(alternation(load_table("owners")["things"]["text"]))
# A place with one of these after it is the head of a body's name: 团县(市、区)|委, 区县|教育局.
# What befalls those whom it counts is the name of the measure: 婴儿死亡率, 职工发病率.
_FATE = re.compile(r"(?:死亡|发病|患病|出生|感染|伤亡|致残|失业)(?:率|人数|数)(?:\([^()]*\))?$")
# 市级至少确定1家…: the level that is charged, before what it is charged with.
_CHARGED_LEVEL = re.compile(r"(?P<who>各?[国省市县区乡镇村]级)(?:至少|不少于|应|要|均)(?P<what>[^,。;]{4,})$")
_ORG_TAIL = re.compile(r"(?:委(?!托)|局(?!部)|厅|政府|党委|总工会)")
_SEVERAL_RATES = re.compile(r"率(?=[、和与及])")
_NOT_A_SUBJECT = re.compile(r"(?:化|量(?:的|$)|级|数据|信息化|建设(?=率)|性|型|长|费|类|级别)")




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
    stretch = _PER_STRETCH.match(head)
    if stretch:
        return stretch.group()
    each = re.split(r"至少|不[少低高超]|要|应|须|原则上|均|[0-9.]+(?:[一-鿿]{0,2})?$", head, maxsplit=1)[0]
    nouns = sorted((f.start(), f.end()) for w in (_AGENT, _THING) for f in w.finditer(each) if f.start() > 0)
    if nouns:
        end = nouns[0][1]
        for start, stop in nouns[1:]:
            end = stop if start == end else end  # 每个乡镇|卫生院
        return each[:end] + _bracketed(each[end:])
    end, noun = 0, False
    for token in cut_words(each):
        if (noun and not token.tag.startswith("n")) or (token.tag == "v" and token.start >= 2):
            break
        noun = noun or (token.tag.startswith("n") and token.start >= 1)
        end = token.end
    return re.sub(
        r"(?:面积|价格|标准|人数|数量|经费|资金|补助)$", "", each[:end]) if noun else each if len(each) <= 3 else ""


# 每5公里, 每百户: so much of something, and no noun; 每个县(市、区): a place with what else it may be called.
_PER_STRETCH = re.compile(
    r"每[0-9一二两三五十百千万]+(?:平方公里|公里|千米|平方米|米|公顷|亩|户(?=至少|[配设建明不])|万元|张床位|床)"
    r"|每个?(?:区县|乡镇|街道|社区|[省市县区州盟旗地乡镇村])\([^()]{1,12}\)"
    r"|每(?:人(?![口员民均才数])|户(?![籍主人]))(?=[一-鿿]{2})"
    r"|每(?:轮|期|批次?|场|班次|趟)(?=[一-鿿])"
    r"|每个?[省市县区州盟旗乡镇](?=至少|原则|[要应均建设配]|培育|确定|明确|创建|打造|组建|新建|遴选|选派|开展)"
)


def _bracketed(rest: str) -> str:
    """A bracket right behind a noun, with it: 每个村|(社区), 每个地|(市、州、盟)."""
    found = re.match(r"\([^()]{1,12}\)", rest)
    return found.group() if found else ""


def strip_each(words: str) -> str:
    """Words without the unit that they count for; all of them where they say nothing else."""
    each = find_each(words)
    rest = words[len(each) :].lstrip("的要应须至少均") if each else words
    return rest if len(rest) >= 2 or not each else ""


# Places that narrow what follows and are not measured themselves: 农村|生活污水治理率, 县域|内支出率.
_PLACE_KIND = re.compile(r"(?:城镇|农村|城乡|县域|林区|山区|居民)$")
_BARE_MEASURE = re.compile(
    r"(?:总体|综合|平均|总)?(?:占比|比例|比重|满意度|人数|数量|总数|带宽|价格|标准|面积|规模|编制|覆盖率|增速|增幅|降幅|增长率)"
)
# `牵头医院达到国家标准的比例`: the share is of those who do so.
_SHARE_OF_DOING = re.compile(
    r"^(?P<who>[^占用于]{2,12}?)(?P<what>(?:达到|具备|通过|开展|建有|配备|建立|安排|招用|招录|聘用|吸纳|使用|占|用于|参加|完成|实行)[^,。;]{3,}(?:的|之)?(?:比例|比重|占比))$"
)


_URGED = re.compile(r"(?:[、和与及]|使|让|确保|实现|要求|推动|督促|包括|全面|加强|提高|提升|保障|推进|抓好|做好)+")
_OF = re.compile(r"的|之(?!间|后|前)|中|内|在(?![岗校册园院建编职线读训库])")


_AMONG = re.compile(r"(?P<who>[^,。;、中]{3,16})中(?![心小学等高低医央部间西东介继转])(?P<what>[一-鿿]{3,12})$")
RATE_END = re.compile("(?:率|比例|占比|比重)$")
_OF_EVERY = re.compile(rf"(?:全[省市县区])?各(?:{TERRITORY}|[市县区镇乡](?![级域场民镇村]))")
# 全部镇|建有中心园, 全市各县(市)|至少建立1个: every place of a kind, and what it has to have.
_EVERY_PLACE = re.compile(
    rf"(?P<who>(?:全[省市县区]|我[省市县区])?(?:各|每个|全部|所有)(?:{TERRITORY}|[市县区镇乡村](?![级域场民镇村委庄务]))(?:\([^()]{{1,8}}\))?)"
    r"(?:均|都|要|应当?|须|至少|基本|原则上|全部)*(?P<what>(?:建|设|配|拥有|打造|创|培育|成立|组建|开设|确定|布局)[一-鿿“].*)"
)


def split_subject(words: str) -> tuple[str, str]:
    """(subject, indicator) of the words before a value.

    The last noun for who is measured, else the first thing.
    """
    words = words.strip(" ,、:;。")
    share = _SHARE_OF_DOING.match(words)
    if share:
        return share["who"].removesuffix("的"), words if share["what"].startswith(("占", "用于")) else share["what"]
    every = _EVERY_PLACE.fullmatch(words)
    if every:
        return every["who"], every["what"]
    charged = _CHARGED_LEVEL.match(words)
    if charged:
        return charged["who"], charged["what"]
    if _FATE.search(words):
        area = re.match(r"(?:全[省市县区州镇乡国])?", words)
        return (area.group(), words[area.end() :]) if area else ("", words)
    several = _SEVERAL_RATES.search(words) if "率" in words else None  # the first of several names whom all are of
    stop = several.end() if several else len(words)
    agents = [e for f in find_matches(_AGENT, words, 0, stop) if _may_end(words, e := _whole(words, f.end()))]
    things = [e for f in find_matches(_THING, words) if _may_end(words, e := _whole(words, f.end()))]
    best = agents[-1] if agents else things[0] if things else 0
    subject = strip_opening(_URGED, ON.split(words[:best])[-1]) if best else ""
    rest = strip_opening(_OF, words[best:]) if best else words
    among = _AMONG.match(words)
    if among and RATE_END.search(among["what"]):  # 班子成员中|党员能人比例
        return among["who"], among["what"]
    if best and _BARE_MEASURE.fullmatch(rest) and (owner := _OF_EVERY.match(words)) and owner.end() < best:
        return owner.group(), words[owner.end() :]  # 各县(市)|公办幼儿园占比
    if best and _BARE_MEASURE.fullmatch(rest):
        # 小微型企业占比: of itself the measure says nothing
        return (subject if rest.endswith("满意度") else ""), words
    listed = "、" in subject and "等" in subject
    if not agents and best and not listed and re.search("[率例重数量度额值积模速]$", rest):
        return subject, subject + rest  # 问题户厕整改率: a thing is a part of the indicator's name
    return subject, rest


def _whole(words: str, end: int) -> int:
    """Where a noun ends with the bracket right behind it: 养殖场|(户)."""
    return end + len(_bracketed(words[end:])) if words[end : end + 1] == "(" else end


def ends_in_agent(words: str) -> bool:
    """Whether words name those who act, and so are of themselves: 第三方服务机构."""
    return any(f.end() == len(words) for f in _AGENT.finditer(words))


def share_out(subject: str, count: int) -> tuple[str, ...]:
    """The owners that a subject names, if they are so many, their tail written out: 高血压、糖尿病|患者."""
    parts = re.split("、|以及|[和与及]", subject)
    if count < 2 or len(parts) != count or not all(parts):
        return ()
    tails = [f for f in _AGENT.finditer(parts[-1]) if f.end() == len(parts[-1])]
    tail = tails[-1].group() if tails else ""
    return tuple(p if p.endswith(tail) or _AGENT.search(p) else p + tail for p in parts)


def _may_end(words: str, end: int) -> bool:
    """Whether a subject may end here, so that what follows is measured of it."""
    rest = words[end:]
    place = _PLACE_KIND.search(words[:end])
    if end < 2 or (place and (place.start() > 2 or rest[:1] not in ("的", "内", "中"))):
        return False
    if (
        not rest
        or re.match(r"(?:的?(?:数量|人数|总数|数|家数|户数|人次|户次)(?:年均(?:增长|增速|下降))?$)", rest)
        or rest[0] in "、和与及或等("
        or rest.startswith(("所", "人次"))
        or _ORG_TAIL.match(rest)
        or (words[:end].endswith(("居民", "职工")) and rest.startswith(("医保", "养老", "保险", "基本")))
    ):
        return False
    return not _NOT_A_SUBJECT.match(rest) and closed(words, 0, end) and len(rest.lstrip("的")) >= 2


def object_of(words: str) -> str:
    """The noun behind the last verb of words: `分三批遴选|数字化服务商`, `对未达标的|村卫生室|实施改造`."""
    on = re.search(r"(?:对|^(?=[^,]*的))(?P<of>[^对]{2,24}?)(?:实施|进行|开展|予以|加以)[一-鿿]{2,6}$", words)
    if on:
        return on["of"].rpartition("的")[2] or on["of"]
    tokens = cut_words(words)
    last = max((i for i, t in enumerate(tokens[:-1]) if t.tag == "v" or t.text in load_verbs()[1]), default=-1)
    return words[tokens[last].end :].lstrip("了好") if last >= 0 else ""


_TOO_BARE = re.compile("机构|单位|人员|部门|设施|设备|场所|项目|服务机构|技术机构")
_GOVERNING = re.compile(
    "加强|督促|指导|推动|组织|支持|鼓励|引导|做好|开展|确保|实现|规范|强化|推进|落实|要求|完善|健全|建立|发挥|依托|协调"
    "|监督|检查|管理|要|由|将|对|使|让|提升|提高"
)


_NUMBERED = re.compile(r"(?:[、和与及,]|\(?[一二三四五六七八九十0-9]{1,3}[)、.])+")


def topic_of(words: str) -> str:
    """The noun that words end with, the verbs that open them taken off: `充分发挥|行业协会`; 的 holds on to them."""
    words = ON.split(words)[-1]
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
    return strip_opening(_NUMBERED, words[begin:])
