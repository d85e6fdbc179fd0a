"""A coordination of names (并列机构) → single names, shared heads and tails written out (spec-format, "Bodies")."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.phrases.names import LEVEL_ONLY, Names, all_tails, is_field, is_name, org_tail
from extractor.phrases.shared_heads import HEAD, OWN_HEAD, with_heads, with_levels
from extractor.phrases.words import TERRITORY

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
    rf"(?P<kept>{_KEPT.pattern}|{TERRITORY})|(?P<bracket>[(〔《“)〕》”])|(?P<joint>以及|或者|[、和与及或暨])"
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


# Too wide to be a name of its own, but one beside others: 各级政府、企业和院校.
_ONE_OF = ("企业", "学校", "医院")
_SQUARE = re.compile(r"〔([^〔〕0-9]{1,6})〕")
_SEVERAL = re.compile(r"[,;。、和与及或暨等]|[省市县乡区镇村][两二三四]|各[一-鿿]{1,2}各")


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
        members = with_heads(with_levels(_with_tails(members, tail)), names)
        one_of = _ONE_OF if len(members) > 1 else ()
        found += [m for m in (*members, klass) if m and (m in one_of or is_name(m, names, listed=listed))]
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
        head = HEAD.match(out[-1]) if out else None
        bureau = re.search(r"(?:[局厅委院]|中心)(?:[一-鿿]{2,8}[科处股室])?$", member) and not OWN_HEAD.match(member)
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
