"""Heads and levels that the names of a coordination share (共用的层级与冠词): 各市、县|教育局, 旗县教育局和|体育局."""

from __future__ import annotations

import re

from extractor.phrases.names import BESIDE, LEVEL, LEVEL_ONLY, NAMED_PLACE, Names, org_tail
from extractor.phrases.words import TERRITORY

HEAD = re.compile(
    rf"(?P<head>{LEVEL}|各级|各类|{BESIDE}|各|(?P<place>[一-鿿]{{2,4}}?(?:省|市|县|区|州|旗|镇|乡)))(?=[一-鿿])(?<!国家)(?<!中央)"
    r"(?<!市(?=场))(?<!区(?=域))(?<!村(?=镇))"
)
# 各有关部门和企业: the words that narrow a bare class narrow the next one; not those of 各级政府.
_SHARED_CLASS = re.compile(r"(?P<class>(?:各(?!级))?(?:有关|相关|责任|成员|牵头|配合|直属|参建)*)[一-鿿]{2,4}")
OWN_HEAD = re.compile(
    rf"^(?:{LEVEL}(?![域场])|[一-鿿]{{2,3}}[省市县区州](?=[一-鿿]{{2}})|各|每|全|本|我|团(?:{TERRITORY}|[省市县区州旗])委|国家|国务院|中央|中国|相关|有关|上级|基层|地方|属地|"
    rf"当地|第三方|其他|其它|公立|民办|辖区|所在"
    r"|重点|成员|承担|具备|社会|行业|驻|工业|产业|经济|开发区|高新区|新区|机关|直属|村民|居民|群团|人民团体|"
    r"新闻|企业|高校|科研|金融|志愿|专业|技术)"
)
# Names that end on the level of a bureau, whose head 各县… may be shared: not 第三方机构, not 省教育厅.
_LOCAL = re.compile(
    r"(?:委员会|委|局|办公室|办|部|中心|所|站|大队|部门|政府|院|党委|工会|妇联|团委|残联|联社|机构|"
    r"校)(?:\([^()]*\))?$"
)
_STREETS = re.compile("街道(?:办事处|办|党工委)?")
_ZONES = re.compile("(?:经济(?:技术)?|高新技术(?:产业)?)?开发区|高新区|经开区|新区|功能区|(?:产业|工业)?园区|管委会")
_DOWNWARD = ("省", "市州盟", "县区旗", "乡镇街", "村")
_STATES = ("自治区", "直辖市")  # of the rank of provinces


def _each_level(members: list[str]) -> list[str]:
    """`各市、州、县人民政府`: 各 is meant of every level of a run that goes downward to an office.

    `各镇、县教育局` goes upward: 县教育局 is the county's own.
    """
    run = [m for m in members if re.match(r"各?(?:[省市州盟县区旗乡镇街村]|自治区|直辖市)(?![级直属场域民])", m)]
    if len(run) < 2 or run != members[: len(run)] or not re.fullmatch("各(?:[省市州盟县区旗乡镇]|自治区)", run[0]):
        return members
    plain = [m.removeprefix("各") for m in run]
    ranks = [_rank(m) for m in plain]
    last = next((i for i, m in enumerate(plain) if len(m) > 1 and m not in _STATES), len(plain))
    if last == len(plain) or ranks[: last + 1] != sorted(ranks[: last + 1]):
        return members
    return [f"各{m}" for m in plain[: last + 1]] + members[last + 1 :]


def _rank(member: str) -> int:
    """How low a level stands: 省 0 … 村 4."""
    return 0 if member.startswith(_STATES) else next(i for i, signs in enumerate(_DOWNWARD) if member[0] in signs)


def with_levels(members: list[str]) -> list[str]:
    """`市、区县疾控中心`, `各市、县(市、区)人民政府`: a bare level takes what follows the next member's level."""
    out = []
    members = _each_level(members)
    for i, member in enumerate(members):
        if i < len(members) - 1 and NAMED_PLACE.fullmatch(member) and not LEVEL_ONLY.fullmatch(member):
            out.append(member + _office_of_place(members[i + 1 :]))
            continue
        if LEVEL_ONLY.fullmatch(member) and i < len(members) - 1:
            following = next((m for m in members[i + 1 :] if not LEVEL_ONLY.fullmatch(m)), "")
            head = HEAD.match(following)
            own_level = member.startswith("各") and head is not None and len(head["head"]) == 1
            beside = head is not None and head["head"].endswith(("直", "属"))  # 各乡镇、县直各单位
            own_level = own_level or beside or _STREETS.fullmatch(following.removeprefix("各")) is not None
            together = member.startswith("各")
            if (
                head
                and not own_level
                and (not following.startswith("各") or (together and (len(member) == 2 or member[1:] in _STATES)))
                and all(LEVEL_ONLY.fullmatch(m) for m in members[i : members.index(following)])
            ):
                rest = following[head.end() :]
                out.append(re.sub(r"级$", "", member) + ("级" if head["head"].endswith("级") else "") + rest)
                continue
        out.append(member)
    for i in range(1, len(out)):  # 各乡镇、街道: of the street offices each too
        if _STREETS.fullmatch(out[i]) and re.match(r"各(?:乡|镇)", out[i - 1]):
            out[i] = f"各{out[i]}"
    if out and re.fullmatch(rf"各(?:{TERRITORY}|[市县区旗州])", out[0]):  # 各区县、开发区: of the zones each too
        out = [f"各{m}" if _ZONES.fullmatch(m) else m for m in out]
    first = next((m for m in out if m.startswith("各")), None)
    if first and not rest_is_own(out):
        out = [m if m.startswith("各") or not re.match(rf"(?:{TERRITORY})", m) else f"各{m}" for m in out]
    return out


def _office_of_place(following: list[str]) -> str:
    """`丹墟县、银湾县人民政府`: the office that named places share; "" where the next more than a place has none."""
    member = next((m for m in following if not NAMED_PLACE.fullmatch(m)), "")
    head = HEAD.match(member)
    return member[head.end() :] if head and head["place"] else ""


def rest_is_own(members: list[str]) -> bool:
    """Whether no later member is a class of places that 各 before the first one means too."""
    return not (members and members[0].startswith("各") and any(re.match(rf"(?:{TERRITORY})", m) for m in members[1:]))


def with_heads(members: list[str], names: Names) -> list[str]:
    """`各旗县教育行政部门和体育局`: a name without a head of its own takes the head of the name before it."""
    out: list[str] = []
    for member in members:
        if out and member in ("单位", "部门", "机构", "企业", "学校", "科室") and not member.endswith(out[-1][-2:]):
            shared = _SHARED_CLASS.fullmatch(out[-1])
            out.append((shared["class"] if shared else "") + member)
            continue
        head = HEAD.match(out[-1]) if out else None
        own = (
            OWN_HEAD.match(member)
            or (names.places and member.startswith(names.places))
            or member in names.known
            or "的" in member
            or "所在地" in member
            or not _LOCAL.search(member)
        )
        of_all = head is not None and head["place"] is None and head["head"] != "各类"
        shares = of_all and not LEVEL_ONLY.fullmatch(out[-1])
        if head and not own and shares and org_tail().search(out[-1]):
            out.append(head["head"] + member)
        else:
            out.append(member)
    return out
