"""Who acts in a piece of a sentence (分句主语), as far as it says: a body of the county, one above, or nobody new."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.county import CountyProfile
from generator.localise.bodies import CITY, COUNTIES, HEAD, Rung, find_rung
from generator.localise.councils import find_acting
from generator.localise.places import find_places
from generator.localise.segments import LEAD
from specs.model import Body

_BY = re.compile(r"由(?!其)(?P<name>[^,;。由]{2,30})")
# An upper body at the head of a piece: the word of its level and then the body, not 市场 or 省级以上.
_UPPER = re.compile(r"^(?:国家(?![一-鿿]{1,6}[日周](?:前后|期间|活动))|[一-鿿]{0,4}省[市份](?=[要应须将])"
                    r"|该[部厅](?![门分])|国务院|中央|全国|省(?!级?以上)|自治区|各?市(?:\(州\)|州)|设区市"
                    rf"|各市(?![场县])(?!、县)|{CITY}(?!、[区县])(?!级?以上)|上级)"
                    r"[^,;。]{0,30}")
# What is said to somebody else: 请贵公司加快…, 贵厅组织…; 贵县 is the county.
_TO_OTHERS = re.compile(rf"^请?(?:贵|你)(?!{COUNTIES}|[县区市])[一-鿿]{{1,4}}")
# A county named as one of a kind, which it may be or not: 重点县(市、区), 其他县(市、区).
_OF_A_KIND = re.compile(r"^(?:重点|其他|其它|试点|示范|有条件的|涉农|山区|脱贫)"
                        rf"(?:{COUNTIES}|县(?!\())(?![^,]{{0,4}}(?:补助|奖补|补贴|奖励))")
# What comes to the county from above: 每个县(市、区)派驻专家3名.
_GIVEN = re.compile(r"(?:派驻|下派|选派|给予|补助|奖补|奖励|补贴|下达|分配|安排(?:专项)?(?:资金|补助|经费))")
# Money by where it comes from does nothing: 中央和省级补助资金支付进度.
_MONEY = re.compile(r"[一-鿿、]{2,12}?(?:资金|补助|经费)[一-鿿]{0,4}(?:进度|率|到位|支出)")
FOCUS = re.compile("以(?P<of>[^,;]{2,60})为(?:重点|主|核心|中心)")
_CONDITION = re.compile(rf"(?![对为把向将])[^,]{{2,24}}的(?:{COUNTIES})")
_INSTITUTION = re.compile(r"(?!通报|上报|报送|抄送|对|为|把|向|将|以|按|从|在|指导|部署|组织|督促|推动|支持)"
                          r"[一-鿿]{0,12}(?:机构|企业|单位|学校|医院|公司|养殖场|农户|农房|合作社|幼儿园|社区|小区|[站所场](?!在地))"
                          r"(?=要|应|须|将|自|在|跨|免费|可|不得|按|必须|积极)")
BODY_TAIL = re.compile(r"(?:委|局|厅|中心|院|办|政府|部门|机构|所|站|队|会|校"
                       r"|企业|单位|公司|社|组|行业|处|府|部|署|\)|[县区市州省])$")
_ALL_LEVELS = re.compile(r"^(?:各级|各地|各有关|各相关|各部门|各单位"
                         r"|(?=[^级]{0,8}[县区])(?:国家|[省市县区乡镇村])(?:[、和与]?[省市县区乡镇村]){1,3}[两二三四]级)")


def find_doer(segment: str, known: Sequence[Body], profile: CountyProfile, home: bool) -> tuple[str, Rung | None]:
    """The body that a segment begins with, or that it says to act (由…); and its rung, None where it names none."""
    lead = LEAD.match(segment)
    rest = (segment[lead.end():] if lead else segment).lstrip(",")
    first = _named_at_head(rest, known, profile, home)
    told = (_named_at_head(found["name"], known, profile, home) for found in _BY.finditer(segment))
    by = next((doer for doer in told if doer), None)
    if first and by and by[1] is Rung.ABOVE and not re.match(HEAD, rest):
        return by  # 康复站由省职业病防治院评估: what stands first is what it is done to
    return first or by or ("", None)


def _named_at_head(text: str, known: Sequence[Body], profile: CountyProfile,
                   home: bool) -> tuple[str, Rung] | None:
    if _TO_OTHERS.match(text):
        return "", Rung.ABOVE
    if head := re.match(HEAD, text) or _OF_A_KIND.match(text):
        return head[0], Rung.OWN
    first = text[:40].split(",")[0]
    if (places := find_places(first, profile)) and text.startswith((profile.name, *places)):
        return places[0], Rung.OWN if profile.name in first else Rung.ABOVE
    if (focus := FOCUS.match(text)) and (places or profile.name in focus["of"]):
        return "", Rung.OWN if profile.name in focus["of"] else Rung.ABOVE
    if conference := find_acting(text):
        return conference, find_rung(conference, None, profile)
    if _ALL_LEVELS.match(text):
        return "", Rung.OWN
    names = sorted((body for body in known if text.startswith(body.name) and BODY_TAIL.search(body.name)),
                   key=lambda body: -len(body.name))
    if names:
        return names[0].name, Rung.ABOVE if _is_above(names[0], profile) else Rung.OWN
    if not home and (upper := _UPPER.match(text)) and not _MONEY.match(text):
        name = re.split(HEAD, upper[0])[0]
        if find_rung(name, None, profile) is Rung.ABOVE:
            return name, Rung.ABOVE
    if _CONDITION.match(text) or _INSTITUTION.match(text):
        return "", Rung.OWN
    if re.match(r"县级|[县区]的?[一-鿿]{2}|乡镇|各?乡\(镇\)|街道|各乡|镇街", text):
        return "", Rung.OWN
    return None


def _is_above(body: Body, profile: CountyProfile) -> bool:
    return find_rung(body.name, body.level, profile) is Rung.ABOVE


def given_to(name: str, text: str) -> bool:
    """Whether a task's text names a county only as one that is given something."""
    return bool(re.search(rf"{re.escape(name)}{_GIVEN.pattern}", text))


def is_given(segment: str, rung: Rung) -> bool:
    """Whether the county that a segment begins with is given something: 每个县派驻3名, or 各县 after an upper doer."""
    lead = LEAD.match(segment)
    rest = segment[lead.end():] if lead else segment
    head = re.match(HEAD, rest)
    return bool(head and _GIVEN.match(rest, head.end()) and (rung is Rung.ABOVE or head[0].startswith("每")))


def is_of_others(segment: str, profile: CountyProfile) -> bool:
    """Whether a segment is about other counties by name, and not about this one."""
    return bool(find_places(segment, profile)) and profile.name not in segment


