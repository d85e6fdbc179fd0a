"""What a name of an organisation is (机构名): its levels, its tails, the fields that stand for departments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.phrases.words import TERRITORY, is_division
from extractor.vocab.tables import alternation, load_table


@dataclass(frozen=True, slots=True)
class Names:
    """What this notice knows of names (称谓): names out of its recipients and signatures, and its places."""

    known: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


# A level or class of places that another name may share: 各县(市、区), 市, 县级, 全省各级.
LEVEL = (
    rf"(?:全省|全市|全县|全区|我省|我市|我县|我区|本省|本市|本县|辖区内?)?(?:各|每个)?(?:{TERRITORY}|国家|"
    rf"中央|省|自治区|设区市|市|自治州|州|盟"
    r"|县|区|旗|镇|乡|街道|社区|村|园区|级)(?:级|直|属)?"
)
IS_LEVEL = re.compile(rf"(?:{LEVEL})")
LEVEL_ONLY = re.compile(rf"(?:{LEVEL}|各级)")
# Heads that say whose a body is by where it stands: 同级教育、卫生健康部门.
BESIDE = r"同级|上级|本级|属地|当地|所在地|国务院"
_FIELD_HEAD = re.compile(rf"^(?:{LEVEL}|{BESIDE}|各级|各|有关|相关|地方)")
# A class of places by what it is chosen, helped or known for: 试点城市, 受援县, 粮食主产区; it acts as authorities do.
_CHOSEN = (
    r"试点|示范|先行|创建|申报|承办|帮扶|受帮扶|支援|受援|援助|受助|结对|协作|受灾|贫困|脱贫|欠发达|发达|重点|粮食|生猪|产粮|资源型|沿海|"
    r"沿边|沿江|内陆|边境|边疆|民族|革命老|大中|中小|特大|超大|周边|入围|入选|获批|达标|先进|后进|定点|承接|输入|输出"
)
_PLACE_KINDS = (
    r"城市|地区|地方|省份|省市|市县|市州|区域|片区|大县|主产区|主销区|产销平衡区|盟市|旗县|区县|乡镇|街道|社区|园区|"
    r"(?<!中)(?<!新)县(?:\((?:市、)?区\))?|(?<!大)(?<!中)(?<!特)市|[乡镇村]"
)
CLASS_OF_PLACES = re.compile(
    rf"(?:(?:各|每个)(?:{_CHOSEN})*(?:城市|省份|片区|主产区)|各?(?:有关|相关)(?:地方|地区|城市|省份|省\(市\)|市县|县\(市、区\)|区县)|(?:各|每个|有关|相关|其他|其它)?(?:{_CHOSEN})+(?:{_PLACE_KINDS}))"
    r"(?=$|要|应|须|可|将|需|[,、。;和与及及]|等(?:要|应|地)|开展|结合|按|根据|在|于|先行|率先|每|原则|编制|制定|出台|加快|加强|"
    r"建立|组织|联合|探索|积极|负责|引导|落实|申报|所在|分别|共同)"
)
# A class of places and nothing else; that they may do something charges them with nothing.
IS_PLACES = re.compile(
    rf"{CLASS_OF_PLACES.pattern}|(?:{TERRITORY})|(?:经济技术|高新技术产业)?开发区|高新区|经开区|园区"
)
NAMED_PLACE = re.compile(r"[一-鿿]{1,6}(?<![各全本我])(?:省|市|县|区|州|旗|镇|乡|街道)")
_NARROWED_PLACE = re.compile(
    rf"(?:属地|所在|当地|辖区|本地|有关|相关|重点|每个?|各)(?:的)?(?:{TERRITORY}|[市县区镇乡村])"
)
_NO_NAME = re.compile(
    r"^(?:部门|单位|机构|行业|力量|组织|企业|机关|本单位|本机构|本部门|同级|各级|各类|工作组|该单位|此机构|"
    r"所|站|处|办|局|部|委|院|馆|队|会|社"
    r"|中心|团队|公司|村|镇|乡|县|市|区|省|州|街道|社区|政府|党委|小组|专班|主体|等|有|多|几|两|各|每个?|全|"
    r"一|两家|所在|当地)$"
    r"|[0-9%]|(?:体系|机制|制度|情况|信息|领域|建设|管理|能力|工作|方案|计划|资金|经费|活动|措施|水平)$"
    r"|^(?:了|着|过|不|没|个|次|名|套|批|其中|如|即|并|且|可|能|会|还)(?![一-鿿]{0,2}[局委办])"
)


SHORT_TAILS = "队会社园团校"  # what a name of three characters or more may end with too


@cache
def all_tails() -> frozenset[str]:
    return frozenset(w for row in load_table("organisations")["tail"] for w in row["text"])


@cache
def org_tail() -> re.Pattern[str]:
    """What a name of an organisation ends with, a bracketed second name included."""
    rows = [w for row in load_table("organisations")["tail"] if row["kind"] != "territory" for w in row["text"]]
    return re.compile(rf"(?:{alternation(rows)}|[{SHORT_TAILS}]|(?<=[一-鿿]{{2}})[科股室])(?:\([^()]{{1,24}}\))?$")


@cache
def _fields() -> frozenset[str]:
    return frozenset(load_table("organisations")["fields"]["text"])


@lru_cache(maxsize=4096)
def is_field(word: str) -> bool:
    """Whether a word is a department's field (条线): 教育, 公安, 农业农村; with its level or without."""
    return word in _fields() or _FIELD_HEAD.sub("", word) in _fields()


def is_name(words: str, names: Names, *, listed: bool = False) -> bool:
    """Whether words name an organisation or a class of them."""
    if words in names.known or (listed and words in _fields()):
        return True
    if not 2 <= len(words) <= 45 or _NO_NAME.search(words):
        return False
    if IS_LEVEL.fullmatch(words):
        return words.startswith(("各", "每")) or bool(re.fullmatch(rf"(?:{TERRITORY})", words)) or listed
    if _NARROWED_PLACE.fullmatch(words) or CLASS_OF_PLACES.fullmatch(words):
        return True
    if NAMED_PLACE.fullmatch(words) and is_division(words):
        return True
    told = words.endswith(("各地", "各地区", "各地方", "行业", "双方")) or (words.endswith("各方") and len(words) > 3)
    return listed or told or bool(org_tail().search(words))


def names_body(words: str, names: Names) -> bool:
    """Whether some words as a whole name a body: what a label's list may hold."""
    return is_name(words, names, listed=True)
