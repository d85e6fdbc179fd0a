"""A coordination of names (并列机构) → single names, shared heads and tails written out (spec-format, "Bodies")."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.phrases.names import (
    BESIDE,
    LEVEL,
    LEVEL_ONLY,
    NAMED_PLACE,
    Names,
    all_tails,
    is_field,
    is_name,
    org_tail,
)
from extractor.phrases.words import TERRITORY

_HEAD = re.compile(
    rf"(?P<head>{LEVEL}|各级|各类|{BESIDE}|各|(?P<place>[一-鿿]{{2,4}}?(?:省|市|县|区|州|旗|镇|乡)))(?=[一-鿿])(?<!国家)(?<!中央)"
    r"(?<!市(?=场))(?<!区(?=域))(?<!村(?=镇))"
)
_SHARED_CLASS = re.compile(r"各?(?:有关|相关|责任|成员|牵头|配合|直属|参建)*")
_OWN_HEAD = re.compile(
    rf"^(?:{LEVEL}(?![域场])|[一-鿿]{{2,3}}[省市县区州](?=[一-鿿]{{2}})|各|每|全|本|我|团(?:{TERRITORY}|[省市县区州旗])委|国家|国务院|中央|中国|相关|有关|上级|基层|地方|属地|"
    rf"当地|第三方|其他|其它|公立|民办|辖区|所在"
    r"|重点|成员|承担|具备|社会|行业|驻|工业|产业|经济|开发区|高新区|新区|机关|直属|村民|居民|群团|人民团体|"
    r"新闻|企业|高校|科研|金融|志愿|专业|技术)"
)
_BARE_TAIL = re.compile(
    r"(?:[一-鿿]{2,8}(?:领域|系统|条线)的?)?(?:各|各有关|各相关|有关|相关|主管|职能|成员|责任|重点)*(?:部门|单位|机构|行业|力量|组织|企业|院校|"
    r"机关|成员单位)"
)
_SHARED_TAILS = ("部门", "单位", "机构", "企业", "行业", "院校")
_JOINT = re.compile("[和与及]")
_KEPT = re.compile(
    r"中央和国家机关|工业和[信资][息讯]化|人力资源和社会保障|住房和城乡建设|发展和改革|文化和旅游|林业和草原|卫生和计划生育|"
    r"粮食和物资储备|新闻出版和广播|城市管理和综合执法"
    r"|规划和自然资源|经济和信息化|政务服务和数据|教育和体育|教育和科技|国防和|党和|产学研|及时|和谐|和平|"
    r"与会|及其|审批和|残疾人和"
    r"|民族和宗教|机关事务和|政务服务与|广播电视和|体育和|疾病预防控制和|商务和|水利和|农业和农村|城乡和|"
    r"自然资源和规划"
    r"|市场监督和|市场监管和|应急和|科学技术和|司法和|网络安全和信息化"
)
_MEMBER = re.compile(
    rf"(?P<kept>{_KEPT.pattern}|{TERRITORY})|(?P<bracket>[(〔《“)〕》”])|(?P<joint>以及|[、和与及暨])"
)
# 市政府及其有关部门: 市政府, and 市政府有关部门.
_ITS_OFFICES = re.compile(
    r"(?P<whose>(?:\([^()]*\)|[^、,;和与及()]){2,20}?(?:政府|委员会|[局厅委部]))及其(?P<office>(?:各|有关|相关|所属|直属|工作)*(?:部门|单位|机构|办公厅|办公室))"
)
# 财政部等有关部门和单位: one tail, and no body beside it.
_JOINT_TAILS = re.compile(
    r"(?P<tail>等(?:各?有关|相关|各)?(?:部门|单位|方面|机构|地区))(?:和|及|、|与)(?:各?有关|相关|各)?(?:部门|单位|机构|方面|个人|地区)$"
)
# One bureau of two fields in a list of offices that have their tails: 商务局、粮食和储备局、…
_TWO_FIELDS = re.compile(
    r"(?:^|(?<=[局厅委部办署行会院社]、))(?P<name>(?P<field>[^、,;和与及各等]{2,8})和[^、,;和与及各等省市县区]{2,10}(?:局|厅|委|委员会))(?=[、,;等和及与]|$)"
)
# Offices of Taiwan and Hong Kong have the joint in their names: 康乐及文化事务署.
_JOINED_FIELDS = re.compile(
    r"(?<![一-鿿])(?P<field>[^、,;()和与及各等由向]{2,6})及[^、,;()和与及各等]{2,8}(?:局|署|部|处)(?![一-鿿]{0,3}门)"
)
# Names that end on the level of a bureau, whose head 各县… may be shared: not 第三方机构, not 省教育厅.
_LOCAL = re.compile(
    r"(?:委员会|委|局|办公室|办|部|中心|所|站|大队|部门|政府|院|党委|工会|妇联|团委|残联|联社|机构|"
    r"校)(?:\([^()]*\))?$"
)
# `矿山、化工等行业和医院、学校等单位`: two lists, each with a tail of its own.
_GROUP_END = re.compile(r"(?<=等行业|等部门|等单位|等机构|等企业)(?:和|、|及|与|以及)")


def split_members(words: str, known: tuple[str, ...] = ()) -> list[str]:
    """The members of a coordination, none cut inside brackets or inside a name such as 工业和信息化局.

    known  names that the notice makes known: 交通及公共运输部 is one
    """
    kept = [m.span() for name in known if _JOINT.search(name) for m in re.finditer(re.escape(name), words)]
    kept += [m.span() for m in _JOINED_FIELDS.finditer(words) if not org_tail().search(m["field"])]
    kept += [m.span("name") for m in _TWO_FIELDS.finditer(words) if not org_tail().search(m["field"])]
    out, at, depth = [], 0, 0
    for found in _MEMBER.finditer(words):
        if found.lastgroup == "bracket":
            depth += 1 if found.group() in "(〔《“" else -1
        elif found.lastgroup == "joint" and depth <= 0 and not any(s <= found.start() < e for s, e in kept):
            out.append(words[at : found.start()].strip(" ,"))
            at = found.end()
    out.append(words[at:].strip(" ,"))
    return [m for m in out if m]


_SQUARE = re.compile(r"〔([^〔〕0-9]{1,6})〕")
_SEVERAL = re.compile(r"[,;。、和与及暨等]|[省市县乡区镇村][两二三四]|各[一-鿿]{1,2}各")


@lru_cache(maxsize=4096)  # the same bodies are named over and over again
def split_names(words: str, names: Names, *, listed: bool = False) -> tuple[str, ...]:
    """The single names that a run of words coordinates; () where it names nobody.

    listed   the words are a list of names and nothing else (a label, a cell): a member without a tail is one too
    """
    words = (_SQUARE.sub(r"(\1)", words) if "〔" in words else words).strip("、和与及的 ,。;")
    if words in names.known:
        return (words,)
    if not _SEVERAL.search(words):  # what follows finds several names, and would leave one as it is
        return (words,) if is_name(words, names, listed=listed) else ()
    words = re.sub(r"(?:(?<=各[地市县区镇])|(?<=各地区|各部门))(?=各)", "、", words)
    words = _ITS_OFFICES.sub(r"\g<whose>、\g<whose>\g<office>", words)
    words = _JOINT_TAILS.sub(r"\g<tail>", words)
    words = re.sub(r"(?<![高中初同平对均])等(?=[和与及、])(?!和平)", "", words)
    found: list[str] = []
    for group in (g for part in re.split("[,;。]", _levels_apart(words)) for g in _GROUP_END.split(part)):
        members, tail, klass = _closing_class(_council_members(_joint_bureaus(split_members(group, names.known))))
        members = _with_heads(_with_levels(_with_tails(members, tail)), names)
        found += [m for m in (*members, klass) if m and is_name(m, names, listed=listed)]
    return tuple(dict.fromkeys(found))


def _levels_apart(words: str) -> str:
    """`市县两级疾控中心` as `市、县疾控中心`."""

    def apart(found: re.Match[str]) -> str:
        return "、".join(c for c in found["levels"] if c != "、")

    return re.sub(
        r"(?<![一-鿿])(?P<levels>[省市县乡区镇村](?:、?[省市县乡区镇村]){1,3})[两二三四](?:级|地)",
        apart,
        words,
    )


def _joint_bureaus(members: list[str]) -> list[str]:
    """`县文化广电|旅游局` is one bureau: the first half has a level and no tail, the second a tail and no level."""
    out: list[str] = []
    for member in members:
        head = _HEAD.match(out[-1]) if out else None
        bureau = re.search(r"(?:[局厅委院]|中心)(?:[一-鿿]{2,8}[科处股室])?$", member) and not _OWN_HEAD.match(member)
        if head and bureau and not org_tail().search(out[-1]) and not re.search(r"[局厅委办部]$", out[-1]):
            out[-1] += "和" + member
        else:
            out.append(member)
    return out


def _council_members(members: list[str]) -> list[str]:
    """`领导小组及成员单位`: the members are the council's."""
    out = list(members)
    for i in range(1, len(out)):
        if re.fullmatch(r"(?:其|各)?成员单位", out[i]) and re.search(
            r"(?:小组|委员会|联席会议|指挥部|专班)$", out[i - 1]
        ):
            out[i] = out[i - 1] + "成员单位"
    return out


def _closing_class(members: list[str]) -> tuple[list[str], str | None, str]:
    """(members, their tail, Z) of `A、B等Z`: Z is a body of its own, "" where it is only a tail to be written out.

    The tail is None where the list has no 等.
    """
    if not members:
        return [], None, ""
    last = members[-1]
    found = re.search(
        r"(?<![高中初同平对均])等(?P<count>[0-9一二三四五六七八九十两多]{1,3}(?:个|"
        r"家)?)?(?P<klass>[一-鿿()、]*)$",
        last,
    )
    if found is None:
        return members, None, ""
    before, klass = last[: found.start()], found["klass"]
    members = [*members[:-1], *([before] if before else [])]
    if not klass:
        return members, "", ""
    if _BARE_TAIL.fullmatch(klass):
        return members, re.sub(r"^(?:[一-鿿]+(?:领域|系统|条线)的?)?(?:各|有关|相关)+", "", klass), ""
    return members, "", klass


def _with_tails(members: list[str], tail: str | None) -> list[str]:
    """`设计、施工、监理单位`, `教育、公安等部门`: a tail said once is written out."""
    if not members:
        return members
    if tail is None:
        shared = re.search(
            r"(?:行政主管|行政|主管|监管|职能|管理)?(?:部门|机构|单位|企业|院校|机关|行业|队伍|大队|分局|局|"
            r"委)$",
            members[-1],
        )
        tail = shared.group() if shared and len(members) > 1 and shared.start() > 0 else ""
        if len(tail) > 2 and is_field(members[-1].removesuffix(tail[-2:])):
            tail = tail[-2:]  # 公安、市场监管|部门
        out = []
        for i, member in enumerate(members):
            short = not _is_whole(member) and not LEVEL_ONLY.fullmatch(member)
            alike = len(member) > 4 and members[-1].endswith(member[-2:] + tail)
            ok = is_field(member) or alike or (len(member) <= 4 and tail in _SHARED_TAILS)
            out.append(member + tail if tail and i < len(members) - 1 and short and ok else member)
        return out
    return [m if not tail or _is_whole(m) or LEVEL_ONLY.fullmatch(m) else m + tail for m in members]


def _is_whole(member: str) -> bool:
    """Whether a member needs no tail that others share: 工会 is one already, 人社 only a department's field."""
    if re.fullmatch(rf"(?:各|每个?|本)(?:地区?|地方|[省市县区镇乡村]|{TERRITORY})", member):
        return True
    return bool(org_tail().search(member)) and not (len(member) == 2 and is_field(member) and member not in all_tails())


_STREETS = re.compile("街道(?:办事处|办|党工委)?")
_DOWNWARD = ("省", "市州盟", "县区旗", "乡镇街", "村")


def _each_level(members: list[str]) -> list[str]:
    """`各市、州、县人民政府`: 各 is meant of every level of a run that goes downward to an office.

    `各镇、县教育局` goes upward: 县教育局 is the county's own.
    """
    run = [m for m in members if re.match(r"各?[省市州盟县区旗乡镇街村](?![级直属场域民])", m)]
    if len(run) < 2 or run != members[: len(run)] or not re.fullmatch("各[省市州盟县区旗乡镇]", run[0]):
        return members
    plain = [m.removeprefix("各") for m in run]
    ranks = [next(i for i, signs in enumerate(_DOWNWARD) if m[0] in signs) for m in plain]
    last = next((i for i, m in enumerate(plain) if len(m) > 1), len(plain))
    if last == len(plain) or ranks[: last + 1] != sorted(ranks[: last + 1]):
        return members
    return [f"各{m}" for m in plain[: last + 1]] + members[last + 1 :]


def _with_levels(members: list[str]) -> list[str]:
    """`市、区县疾控中心`, `各市、县(市、区)人民政府`: a bare level takes what follows the next member's level."""
    out = []
    members = _each_level(members)
    for i, member in enumerate(members):
        if i < len(members) - 1 and NAMED_PLACE.fullmatch(member) and not LEVEL_ONLY.fullmatch(member):
            out.append(member + _office_of_place(members[i + 1 :]))
            continue
        if LEVEL_ONLY.fullmatch(member) and i < len(members) - 1:
            following = next((m for m in members[i + 1 :] if not LEVEL_ONLY.fullmatch(m)), "")
            head = _HEAD.match(following)
            own_level = member.startswith("各") and head is not None and len(head["head"]) == 1
            beside = head is not None and head["head"].endswith(("直", "属"))  # 各乡镇、县直各单位
            own_level = own_level or beside or _STREETS.fullmatch(following.removeprefix("各")) is not None
            together = member.startswith("各")
            if (
                head
                and not own_level
                and (not following.startswith("各") or (together and len(member) == 2))
                and all(LEVEL_ONLY.fullmatch(m) for m in members[i : members.index(following)])
            ):
                rest = following[head.end() :]
                out.append(re.sub(r"级$", "", member) + ("级" if head["head"].endswith("级") else "") + rest)
                continue
        out.append(member)
    for i in range(1, len(out)):  # 各乡镇、街道: of the street offices each too
        if _STREETS.fullmatch(out[i]) and re.match(r"各(?:乡|镇)", out[i - 1]):
            out[i] = f"各{out[i]}"
    first = next((m for m in out if m.startswith("各")), None)
    if first and not rest_is_own(out):
        out = [m if m.startswith("各") or not re.match(rf"(?:{TERRITORY})", m) else f"各{m}" for m in out]
    return out


def _office_of_place(following: list[str]) -> str:
    """`丹墟县、银湾县人民政府`: the office that named places share; "" where the next more than a place has none."""
    member = next((m for m in following if not NAMED_PLACE.fullmatch(m)), "")
    head = _HEAD.match(member)
    return member[head.end() :] if head and head["place"] else ""


def rest_is_own(members: list[str]) -> bool:
    """Whether no later member is a class of places that 各 before the first one means too."""
    return not (members and members[0].startswith("各") and any(re.match(rf"(?:{TERRITORY})", m) for m in members[1:]))


def _with_heads(members: list[str], names: Names) -> list[str]:
    """`各旗县教育行政部门和体育局`: a name without a head of its own takes the head of the name before it."""
    out: list[str] = []
    for member in members:
        if out and member in ("单位", "部门", "机构", "企业", "学校", "科室") and not member.endswith(out[-1][-2:]):
            shared = _SHARED_CLASS.match(out[-1])
            out.append((shared.group() if shared else "") + member)
            continue
        head = _HEAD.match(out[-1]) if out else None
        own = (
            _OWN_HEAD.match(member)
            or (names.places and member.startswith(names.places))
            or member in names.known
            or "的" in member
            or "所在地" in member
            or not _LOCAL.search(member)
        )
        shares = head is not None and head["place"] is None and not LEVEL_ONLY.fullmatch(out[-1])
        if head and not own and shares and org_tail().search(out[-1]):
            out.append(head["head"] + member)
        else:
            out.append(member)
    return out
