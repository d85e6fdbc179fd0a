"""The words of a clause without what frames them (小句用词): times, doers with their modal, openings."""

from __future__ import annotations

import re

from extractor.facts.reading import Reading
from extractor.phrases.bodies import find_bodies
from extractor.phrases.starts import find_matches
from extractor.source import Span

_MODAL = (
    r"(?<![主重需必首摘纲只])要(?![求素点件闻])|(?<![响适供相反对])应当?(?![急用对邀])|将(?!来)|须(?!知)|"
    r"必须|负责(?!人)|力争|确保|计划|不得|可以|可(?![办查持控再信视用溯靠读比见])"
)
_DOER = re.compile(rf"^[^,。;:]{{2,40}}?(?:{_MODAL})(?=[一-鿿])")
_OPENING = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条|[\s,、:(。;]|同时|其中|并且?|确保|力争|争取|突出|使|推动|要|应当?|将|须|必须|至|到|在|于|前|内|"
    r"之前|底前|此期间|实现|做到|努力|全面落实"
    r"|[一二三四五六七八九十]+是|按照?|由|请|均|都|也|还|再|对|为|累计|总共|共|年内|全年|届时|原则上|一般|"
    r"分别|平均|逐步|稳步|合计"
    r"|(?:全面|加快|持续|稳步|切实|着力|进一步|不断)+(?=[一-鿿]{2,20}率)|(?:提升|提高|推进|加强|"
    r"保障)(?=[^,]{2,20}率)|\([一二三四五六七八九十]{1,3}\)|\(?[0-9]{1,2}(?:[).、]|(?=\.)\.))+"
)
# Nouns that stand for who or what is measured; an indicator may follow them without 的. Those who act come first: of
# several the last is measured; of things (设施, 项目) the first, since they may be a part of what is measured.
_AGENT = re.compile(
    r"(?:用人单位|工业企业|中小微企业|中小企业|企业|机构|单位(?!增加值|建筑|面积|产值|产品|工业|能耗|地区|国内|用电)|学校|幼儿园|医院|卫生院|村卫生室|卫生室|"
    r"卫生站|乡镇(?:\([^)]*\))?|街道|社区|行政村|自然村|村庄|村|县\(市、区\)|区县|县区"
    r"|县\(区\)|市州|农户|家庭|老年人|老人|儿童|学生|居民|患者|劳动者|从业人员|工作人员|人员|职工|教师|医师|"
    r"医生|群众|残疾人|妇女|孕产妇|对象|部门|中心|合作社|家庭农场"
    r"|协管员|保洁员|代办员|管理员|用户|市民|游客|重点人群|人群|全省|全市|全县|全区|全社会|全国|全镇|全乡|"
    r"各地|本市|本县|我市|我县|我省|城区|城镇|农村|城乡|县域|辖区|林区|山区)"
)
_THING = re.compile(
    r"(?:户厕|站点|场所|园区|景区|水库|河道|水源地|农田|耕地|地块|公路|隧道|桥梁|项目|工程|设施|设备|车辆|"
    r"产品|商品|药品|食品|案件|线索|平台|系统|窗口|事项|小区|楼栋|网格|监测点"
    r"|断面|林地|草原|山塘|泵站|灌区|养殖场|门店|工地|水体|基地|站房|厂站|管网|畜禽|作物|粮食|场馆|病例|"
    r"案例|档案|台账)"
)
# A place with one of these after it is the head of a body's name: 团县(市、区)|委, 区县|教育局.
_ORG_TAIL = re.compile(r"(?:委(?!托)|局(?!部)|厅|政府|党委|总工会)")
_PART_TAKEN = re.compile(r"(?:积极)?(?:配合|协助|协同|牵头|负责)(?:做好|抓好)?(?=[一-鿿])")
_SEVERAL_RATES = re.compile(r"率(?=[、和与及])")
_NOT_A_SUBJECT = re.compile(r"(?:化|级|数据|信息化|建设(?=率)|性|型|长|费|类|级别)")


def strip_times(reading: Reading, start: int, end: int) -> str:
    """The words of text[start:end] without the times that begin there, and without marks at their ends."""
    words, at = "", start
    for time in reading.times_in(start, end):
        words += reading.text[at : max(at, time.start)]
        at = max(at, min(time.end, end))
    return (words + reading.text[at:end]).strip(" ,、:;。")


def strip_lead(words: str) -> str:
    """Words without their doer and modal (`各校要确保…`) and without openings."""
    words = _OPENING.sub("", words)
    doer = _DOER.match(words)
    if doer and doer.end() < len(words):
        words = words[doer.end() :]
    return _OPENING.sub("", words)


def find_clause_before(reading: Reading, clause: Span) -> tuple[str, int] | None:
    """The bare words of the clause before and where it begins; None where the sentence has none, or a very long one."""
    text = reading.text
    if text[clause.start - 1 : clause.start] != ",":
        return None
    begin = max(text.rfind(c, 0, clause.start - 1) for c in ",。;:\n") + 1
    begin = _after_helpers(reading, begin, clause.start - 1)
    words = strip_lead(strip_times(reading, begin, clause.start - 1))
    return (words, begin) if 2 <= len(words) <= 60 else None


def _after_helpers(reading: Reading, begin: int, end: int) -> int:
    """Where the words begin after bodies that 配合, 牵头 or 协助: who helps or leads is not measured."""
    first = next(iter(find_bodies(reading.text, begin, end, reading.names)), None)
    part = _PART_TAKEN.match(reading.text, first.end, end) if first and first.start == begin else None
    return part.end() if part else begin


def split_subject(words: str) -> tuple[str, str]:
    """(subject, indicator) of the words before a value: the last noun for who is measured, else the first thing."""
    words = words.strip(" ,、:;。")
    several = _SEVERAL_RATES.search(words) if "率" in words else None  # the first of several names whom all are of
    stop = several.end() if several else len(words)
    agents = [f.end() for f in find_matches(_AGENT, words, 0, stop) if _may_end(words, f.end())]
    things = [f.end() for f in find_matches(_THING, words) if _may_end(words, f.end())]
    best = agents[-1] if agents else things[0] if things else 0
    subject = re.sub(
        r"^(?:对|使|让|确保|实现|要求|推动|督促|包括|全面|加强|提高|提升|保障|推进|抓好|做好)+",
        "",
        words[:best],
    )
    rest = re.sub(r"^(?:的|中|内|在(?![岗校册园院建编职线读训库]))", "", words[best:])
    if best and re.fullmatch(
        r"(?:总体|综合|平均|总)?(?:占比|比例|比重|满意度|人数|数量|总数|带宽|价格|标准|面积|规模|查处率|"
        r"覆盖率)",
        rest,
    ):
        return "", words  # 小微型企业占比: of itself the measure says nothing
    if not agents and best and re.search("[率例重数量度]$", rest):
        return subject, subject + rest  # 问题户厕整改率: a thing is a part of the indicator's name
    return subject, rest


def _may_end(words: str, end: int) -> bool:
    """Whether a subject may end here, so that what follows is measured of it."""
    rest = words[end:]
    if (
        not rest
        or re.match(r"(?:的?(?:数量|人数|总数|数|家数|户数)$)", rest)
        or rest[0] in "、和与及"
        or rest.startswith("所")
        or _ORG_TAIL.match(rest)
    ):
        return False
    return not _NOT_A_SUBJECT.match(rest) and closed(words, 0, end) and len(rest.lstrip("的")) >= 2


def closed(text: str, start: int, end: int) -> bool:
    """Whether every bracket and quote that text[start:end] opens is closed in it."""
    inside = text[start:end]
    return inside.count("(") <= inside.count(")") and inside.count("“") <= inside.count("”")
