"""Whose a body is, seen from one county, and what the county calls its own (机构归属与本县名称)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from generator.county import BodyKind, CountyProfile, find_line, load_body_kinds, split_bodies
from generator.localise.councils import is_conference, is_of_county
from generator.localise.places import find_places
from specs.model import Level

# 各县(市、区) and its like, with the upper rungs that are named in one breath with it: the county takes its own part.
COUNTIES = (r"区县\(自治县\)|县\(自治县、区\)|县\(市、区(?:、旗)?\)|县\(区、市\)|市\(县、区\)|区\(县、市\)"
            r"|县\(区\)|县\(市\)|区\(县\)"
             r"|县市区|市县区|旗县区|旗县市区|区县|县区|旗县")
# Not a class that every county is of: 三县(区), 示范县(市、区), 其他县(市、区), 22家县(市、区)妇幼保健院.
_SOME = "(?<![跨全各地家个两几多一二三四五六七八九十0-9该此些他它类批范点农分困贫产色进验])"
HEAD = (rf"(?:(?:省、)?各?(?:直辖市|(?<!辖)市(?:\(州\)|州)?)、)?(?:全省|全市|我省|我市|辖区)?"
        rf"(?:(?:各|每个?)(?:有关|相关)?(?:{COUNTIES}|县|区(?!域))|{_SOME}(?:有关|相关)(?:县|区(?!域))(?!\()"
        rf"|{_SOME}(?:全部|所有|有关|相关)?(?:{COUNTIES}))"
        r"级?(?!(?:级)?以上|(?:级)?以下|两级|三级|之间|域)")
# 市 as the word of a level: not 市场, 市民, 市政工程, 市容.
CITY = "市(?!场|容|值|民(?!政|族|宗|委)|政(?!府|协|法|务|数))"
_COUNTY_LEVEL = re.compile(r"^(?:(?:县级|区级|旗级)(?!以[上下])|县直|区直|县(?!级?以[上下])|区(?![域间])|旗)"
                           r"(?=[一-鿿]{2})")
_OWN_WORD = re.compile(r"^(?:各地区?|本地区?|当地|属地|所在地|本级|各单位|各部门|同级|各级)")
_SINGLE = re.compile(rf"^(?:(?:我|本)?(?:[县区旗]|{CITY})(?!级?以[上下])级?|同级|各级|当地|属地|本级"
                     "|(?:用人单位|服务)?所在地)")
# The Youth League of a county: its level stands inside the name.
LEAGUE = re.compile(rf"(?<![社集兵师])(?:各)?团(?:{COUNTIES}|[县区])委(?!员)")
_BELOW = re.compile(r"乡镇|街道|镇街|乡\(镇\)|^各?[乡镇](?!村振兴)|村(?:级|民|委|卫生|\(|$)|社区|卫生院|居委会"
                    r"|基层|企业|公司|用人单位|生产经营单位|经营主体|施工单位|建设单位|业主")
_ABOVE = re.compile(r"^(?:国家|国务院|中央|中国|全国|省|自治区|各?市(?:\(州\)|州)|设区市|地级市"
                    rf"|各市(?!场)|市级|{CITY}|上级|我省|本省|各(?:有关|相关)?(?:省|自治区|直辖市)|团(?:中央|省委|市委|州委))")
# In a county-level city's own notice its own bodies: 市疾控中心, 全市; above it are 省 and the prefecture by name.
_OF_CITY = re.compile(rf"^(?:(?:我|本)?{CITY}(?!级?以上)(?:级|直|属)?(?=[一-鿿]{{2}})|全市|[我本]市$)")
_PLACE = re.compile(r"^(?!各|本|我|全)[一-鿿]{2,6}?(?:自治县|新区|高新区|开发区|经开区|[县区市旗])(?=[一-鿿]{2}|$)")


class Rung(StrEnum):
    """On which rung a body stands, seen from the county (归属)."""

    OWN = "本县"
    ABOVE = "上级"
    BELOW = "乡镇企业"
    UNKNOWN = "未明"


class BodySort(StrEnum):
    """What sort of body one is to a county's bureau (机构类别): it decides how papers speak to it."""

    UNIT = "局属单位"
    DEPARTMENT = "县直部门"
    GOVERNMENT = "县委县政府"
    TOWNSHIP = "乡镇政府"
    ENTERPRISE = "企业"
    ABOVE = "上级"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class OwnBody:
    """A body of the county by its own name (本县机构); key is None where no generic key fits."""

    name: str
    key: str | None


@cache
def aliases() -> dict[str, BodyKind]:
    """What notices call a county's bodies → its kind; longest first."""
    pairs = [(name, kind) for kind in load_body_kinds() for name in kind.names]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?P<head>{HEAD})(?P<alias>{'|'.join(map(re.escape, aliases()))})?")


def find_rung(name: str, level: Level | None, profile: CountyProfile) -> Rung:
    """The rung of a body: by its level where the reading knows it, else by its name.

    level  None: the reading does not know
    A county-level body of another place is 上级 here: no business of this county.
    """
    if name in aliases() and (level is None or name.endswith(("部门", "机构", "机关"))):
        return Rung.OWN  # no place and no rung in its name: the ones here
    if profile.name in name or (profile.at_home and profile.unit == "市" and _OF_CITY.match(name)):
        return Rung.OWN
    if is_conference(name) and not re.search(HEAD, name):
        return Rung.OWN if is_of_county(name, home=profile.at_home) else Rung.ABOVE
    _, of, tail = name.rpartition("的")
    if of and (rung := find_rung(tail, None, profile)) is not Rung.UNKNOWN:
        return rung  # 负责能力确认的市疾控中心, 承建单位所在地的住房城乡建设部门
    if find_places(name, profile) or (level is Level.ENTERPRISE and _of_prefecture(name, profile)):
        return Rung.ABOVE
    if level is Level.COUNTY:
        return Rung.ABOVE if _elsewhere(name, profile) else Rung.OWN
    if level is not None:
        return Rung.BELOW if level in (Level.TOWNSHIP, Level.ENTERPRISE) else Rung.ABOVE
    if re.search(HEAD, name) or _OWN_WORD.match(name) or _COUNTY_LEVEL.match(name) or LEAGUE.match(name):
        return Rung.OWN
    places = (profile.province, profile.prefecture, profile.province.rstrip("省市"), profile.prefecture.rstrip("市州"))
    if _ABOVE.match(name) or any(place and name.startswith(place) for place in places):
        return Rung.ABOVE
    return Rung.BELOW if _BELOW.search(name) else Rung.UNKNOWN


def _of_prefecture(name: str, profile: CountyProfile) -> bool:
    """Whether a firm is one of the prefecture or province: 市燃气有限公司, 国网曲澜供电公司."""
    stems = (re.sub("[市州盟]$", "", profile.prefecture), re.sub("(?:省|市|自治区)$", "", profile.province))
    return bool(re.match(f"{CITY}|省", name)) or any(len(stem) > 1 and stem in name for stem in stems)


def _elsewhere(name: str, profile: CountyProfile) -> bool:
    if re.search(HEAD, name) or profile.name in name or name in aliases():
        return False
    return bool(_PLACE.match(name)) and not _SINGLE.match(name)


def sort_body(name: str, profile: CountyProfile, line: BodyKind | None = None) -> BodySort:
    """Of which sort a body is that a county's plan names.

    line  whose bureau writes: a unit of another is a department's to it; None: any unit is one
    """
    keys = {body: key for key, names in profile.bodies.items() for body in split_bodies(names)}
    kinds = {kind.key: kind for kind in load_body_kinds()}
    if key := keys.get(name):
        if key in ("党委", "人民政府"):
            return BodySort.GOVERNMENT
        own = kinds[key].unit and (line is None or not kinds[key].under or line.key in kinds[key].under)
        return BodySort.UNIT if own else BodySort.DEPARTMENT
    if re.search(r"(?:乡镇|街道|乡\(镇\)|镇街|[乡镇])(?:\(街道\))?(?:人民政府|政府|办事处)?$|街道办事处", name):
        return BodySort.TOWNSHIP
    if re.search("企业|公司|用人单位|经营者?单位|业主", name):
        return BodySort.ENTERPRISE
    rung = find_rung(name, None, profile)
    if rung is Rung.ABOVE:
        return BodySort.ABOVE
    return BodySort.DEPARTMENT if rung is Rung.OWN and re.search("[局委办]$", name) else BodySort.OTHER


def find_own_body(name: str, profile: CountyProfile, line: BodyKind) -> OwnBody:
    """What the county calls a body that a notice names by class: 各区县卫生健康行政部门 → 合水县卫生健康局.

    line  whose bureau answers where the notice names the county as a whole (各县(市、区))
    """
    if name == profile.name:
        return name_kind(line, profile)  # named by itself, as 各县(市、区) is
    if name.startswith(profile.name):
        kind = aliases().get(name.removeprefix(profile.name))
        return name_kind(kind, profile) if kind and name not in profile.bodies.values() else OwnBody(name, None)
    if LEAGUE.fullmatch(name):
        return name_kind(aliases()["团委"], profile)
    if name in aliases():
        return name_kind(aliases()[name], profile)
    found = _named().search(name)
    rest = (name[found.end("head"):] if found else _SINGLE.sub("", name)).removeprefix("的")
    if not rest or _OWN_WORD.fullmatch(name) or re.fullmatch("(?:各[地级校部门单位]+)+", name):
        return name_kind(line, profile)
    kind = find_kind(rest) or (aliases().get(found["alias"]) if found and found["alias"] else None)
    if kind:
        return name_kind(kind, profile)
    return OwnBody(f"{profile.name}{rest}" if found or _SINGLE.match(name) else name, None)


def find_kind(name: str) -> BodyKind | None:
    """The kind of a body that is named without its county: 财政, 农业农村主管部门, 卫健委."""
    stem = re.sub(r"(?:行政主管|行政|主管)?(?:部门|机关)$", "", name)
    tries = (name, f"{stem}部门", f"{stem}局", f"{stem}行政部门", f"{stem}主管部门")
    return next((aliases()[key] for key in tries if stem and key in aliases()), None)


def find_counterpart(name: str) -> BodyKind | None:
    """The kind of county body that answers to an upper one: 商务部 → 商务部门, 省卫生健康委 → 卫生健康行政部门.

    returns  None where the county has none of that line, or the name says none
    """
    upper = rf"(?:省|{CITY}|自治区|直辖市|州)"
    stem = re.sub(rf"^(?:国务院|国家|中央|全国|各?(?:有关|相关)?(?:{upper}[^一-鿿]*)*级?)", "", name)
    stem = re.sub("总局$", "局", stem)
    if kind := find_kind(stem) or find_kind(re.sub("(?:办公厅|部|署|委员会)$", "", stem)):
        return kind
    line = find_line(name)
    return None if line is load_body_kinds()[0] and "政府" not in name else line


def name_kind(kind: BodyKind, profile: CountyProfile) -> OwnBody:
    """The county's body of a kind, by profile or by usual naming."""
    return OwnBody(profile.bodies.get(kind.key, kind.usual_name(profile.name, profile.province)), kind.key)
