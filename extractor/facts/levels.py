"""The rung of government that a name stands on (层级), as seen from the office that issues the notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from extractor.facts.confidence import weigh_body
from extractor.facts.reading import Reading
from gongwen.divisions import DivisionLevel, load_divisions
from specs.model import Body, Level, Role

_COUNTY = re.compile(
    r"^(?:各|每个|本|我|全|辖区)?(?:区县|县区|县市区|市县|县\(市、区(?:、旗)?\)|县\(区\)|县\(市\)|区\(县\)|"
    r"旗县|县级|区级|县)|^(?:各|每个)?团(?:县|区|旗|市\(县)|各区(?!域)|^各?(?:县|区)(?:级|直)|^区(?!域)"
)
_TOWNSHIP = re.compile(
    r"乡镇|街道|镇街|乡\(镇\)|^各?(?:镇|乡)|村(?:级|民|委|卫生|\(|$)|社区(?!服务中心)|社区卫生|卫生院|"
    r"居委会|基层(?!党|组织)"
)
_PREFECTURE = re.compile(
    r"^(?:各)?(?:市州|市\(州\)|州市|设区市|地市|地级市|市级|各市(?!场)|盟市|市(?![场政民]))|各市(?!场)"
)
_PROVINCE = re.compile(r"^(?:各)?(?:省级?|自治区|直辖市|全省|本省|我省)|省(?:政府|委|级|直|属|卫|教|财|民|农|水|应|发)")
# 教育部门 is some level's own, 教育部 the country's.
_NATIONAL = re.compile(
    r"^(?:国家|国务院|中央|中国|全国|(?:教育部|财政部|民政部|水利部|公安部|农业农村部|生态环境部|应急管理部|"
    r"自然资源部|工业和(?:信息|资讯)化部|人力资源(?:和)?社会保障部|住房(?:和)?城乡建设部|交通运输部|文化和旅游部|"
    r"科技部|商务部|司法部)(?!门)|[一-鿿]{2,8}总局$|(?:海关总署|海关|人民银行|银保监会|证监会|金融监管总局)$)"
)
# What of an office of the country needs no head: 扶贫办, 发展改革委.
_OFFICE = re.compile(
    r"^(?!各|有关|相关|本|上级|其他|地方|基层|行业|专门|同级|当地|社会|企业)[一-鿿]{2,9}(?:(?<![支总干乐])部|(?<!党)委|局|办|办公室|署|"
    r"(?<![协学商工大])会|(?<![学医法察])院|银行|总社)$"
)
_SOME = re.compile(r"^(?P<each>各?)(?:有关|相关)")
_ENTERPRISE = re.compile(
    r"企业|公司|用人单位|经营单位|经营主体|施工单位|建设单位|园区(?!管)|景区$|合作社|商户|(?<![行产])业主(?!管)"
)
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")


def name_body(reading: Reading, name: str, role: Role, rule: str) -> Body:
    """A body of this notice with its part, on the level that its name says; rule is what gave it the part."""
    level = find_level(name, reading.issuer_level, reading.place_levels)
    return Body(name, role, level, rule, weigh_body(rule, role))


def find_level(name: str, issuer: Level | None, places: Mapping[str, Level]) -> Level | None:
    """The level of a body by its name; None where the name does not say.

    issuer   level of the office that issues the notice: `市…` is its own where it is a county-level city
    places   levels of the place names that the notice signs with: {重庆: 省}
    """
    for place, level in places.items():
        if name.startswith(place):
            rest = name[len(place) :]
            return level if not _COUNTY.match(rest) else Level.COUNTY
    return _level_of_words(name, issuer)


@lru_cache(maxsize=4096)
def _level_of_words(name: str, issuer: Level | None) -> Level | None:
    """The level that the words of a name say, the names of places apart: 各有关县 is of the county as 各县 is."""
    name = _SOME.sub(r"\g<each>", name)
    if _NATIONAL.match(name):
        return Level.NATIONAL
    if _ENTERPRISE.search(name):
        return Level.ENTERPRISE
    if _TOWNSHIP.search(name):
        return Level.TOWNSHIP
    if _COUNTY.match(name):
        return Level.COUNTY
    if _PREFECTURE.match(name):
        if name.startswith(("各", "市州", "市(州)", "州市", "设区", "地", "盟")):
            return Level.PREFECTURE
        return issuer if issuer in (Level.PROVINCE, Level.COUNTY) and not name.startswith("市级") else Level.PREFECTURE
    if _PROVINCE.match(name):
        return Level.PROVINCE
    if issuer is Level.NATIONAL and _OFFICE.match(name):
        return Level.NATIONAL
    if re.match(r"(?:我|本)(?:委|局|厅|办|部)", name):
        return issuer
    return None


@cache
def _county_cities() -> frozenset[str]:
    """Cities on the county's level (县级市), whose names no prefecture bears; abolished ones too."""
    names = {level: {d.name for d in load_divisions() if d.level is level} for level in DivisionLevel}
    cities = {name for name in names[DivisionLevel.COUNTY] if name.endswith("市")}
    return frozenset(cities - names[DivisionLevel.PREFECTURE])


def level_of_office(name: str) -> Level | None:
    """The level of an issuing office by its full name: 澜川省教育厅 省, 重庆市卫生健康委员会 省, 望津县民政局 县."""
    if name.startswith(_MUNICIPALITIES) and not re.match(r"..市.{1,6}[区县]", name):
        return Level.PROVINCE
    if re.search(r"自治区|^.{2,4}省", name) and not re.search(r"省.{1,6}[市州]", name):
        return Level.PROVINCE
    if re.search(r"^.{2,6}?(?:省|市|州).{1,6}[县区]|^[^省市州]{1,8}[县区旗](?=[一-鿿]{2})", name):
        return Level.COUNTY
    if re.search(r"镇|乡|街道", name):
        return Level.TOWNSHIP
    if re.search(r"^.{2,6}[市州盟]", name):
        city = re.match(r"(?:.{2,6}?省)?(?P<city>[一-鿿]{1,6}?市)", name)
        return Level.COUNTY if city and city["city"] in _county_cities() else Level.PREFECTURE
    if _NATIONAL.match(name):
        return Level.NATIONAL
    return None
