"""A coordination of names (并列机构) → single names, shared heads and tails written out (spec-format, "Bodies")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.phrases.words import TERRITORY
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
_LEVEL_HEAD = re.compile(rf"^(?:{LEVEL})")
_LEVEL_ONLY = re.compile(rf"(?:{LEVEL}|各级)")
_HEAD = re.compile(rf"(?P<head>{LEVEL}|各级|各类|各|(?P<place>[一-鿿]{{2,4}}?(?:省|市|县|区|州|旗|镇|乡)))(?=[一-鿿])")
_OWN_HEAD = re.compile(
    rf"^(?:{LEVEL}(?!域)|[一-鿿]{{2,3}}[省市县区州](?=[一-鿿]{{2}})|各|每|全|本|我|团(?:{TERRITORY}|[省市县区州旗])委|国家|国务院|中央|中国|相关|有关|上级|基层|地方|属地|"
    rf"当地|第三方|其他|其它|公立|民办|辖区|所在"
    r"|重点|成员|承担|具备|社会|行业|驻|工业|产业|经济|开发区|高新区|新区|机关|直属|村民|居民|群团|人民团体|"
    r"新闻|企业|高校|科研|金融|志愿|专业|技术)"
)
_BARE_TAIL = re.compile(
    r"(?:各|各有关|各相关|有关|相关|主管|职能|成员|责任|重点)*(?:部门|单位|机构|行业|力量|组织|企业|院校|"
    r"机关|成员单位)"
)
_SEVERAL = re.compile(r"[,;。、和与及暨等]|[省市县乡区镇村][两二三四]")
_KEPT = re.compile(
    r"工业和信息化|人力资源和社会保障|住房和城乡建设|发展和改革|文化和旅游|林业和草原|卫生和计划生育|"
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
# Names that end on the level of a bureau, whose head 各县… may be shared: not 第三方机构, not 省教育厅.
_LOCAL = re.compile(
    r"(?:委员会|委|局|办公室|办|部|中心|所|站|大队|部门|政府|院|党委|工会|妇联|团委|残联|联社|机构|"
    r"校)(?:\([^()]*\))?$"
)
_NO_NAME = re.compile(
    r"^(?:部门|单位|机构|行业|力量|组织|企业|机关|本单位|本机构|本部门|同级|各级|各类|工作组|该单位|此机构|"
    r"所|站|处|办|局|部|委|院|馆|队|会|社"
    r"|中心|团队|公司|村|镇|乡|县|市|区|省|州|街道|社区|政府|党委|小组|专班|主体|等|有|多|几|两|各|每个?|全|"
    r"一|两家|所在|当地)$"
    r"|[0-9%]|(?:体系|机制|制度|情况|信息|领域|建设|管理|能力|工作|方案|计划|资金|经费|活动|措施|水平)$"
    r"|^(?:了|着|过|不|没|个|次|名|套|批|其中|如|即|并|且|可|能|会|还)(?![一-鿿]{0,2}[局委办])"
)

SHORT_TAILS = "队会社园行团校"  # what a name of three characters or more may end with too


@cache
def org_tail() -> re.Pattern[str]:
    """What a name of an organisation ends with, a bracketed second name included."""
    rows = [w for row in load_table("organisations")["tail"] if row["kind"] != "territory" for w in row["text"]]
    return re.compile(rf"(?:{alternation(rows)}|[{SHORT_TAILS}])(?:\([^()]{{2,24}}\))?$")


@cache
def _fields() -> frozenset[str]:
    return frozenset(load_table("organisations")["fields"]["text"])


@lru_cache(maxsize=4096)
def is_field(word: str) -> bool:
    """Whether a word is a department's field (条线): 教育, 公安, 农业农村; with its level or without."""
    return word in _fields() or _LEVEL_HEAD.sub("", word) in _fields()


def split_members(words: str) -> list[str]:
    """The members of a coordination, none cut inside brackets or inside a name such as 工业和信息化局."""
    out, at, depth = [], 0, 0
    for found in _MEMBER.finditer(words):
        if found.lastgroup == "bracket":
            depth += 1 if found.group() in "(〔《“" else -1
        elif found.lastgroup == "joint" and depth <= 0:
            out.append(words[at : found.start()].strip(" ,"))
            at = found.end()
    out.append(words[at:].strip(" ,"))
    return [m for m in out if m]


_SQUARE = re.compile(r"〔([^〔〕0-9]{1,6})〕")


def split_names(words: str, names: Names, *, listed: bool = False) -> tuple[str, ...]:
    """The single names that a run of words coordinates; () where it names nobody.

    listed   the words are a list of names and nothing else (a label, a cell): a member without a tail is one too
    """
    words = (_SQUARE.sub(r"(\1)", words) if "〔" in words else words).strip("、和与及的 ,。;")
    if words in names.known:
        return (words,)
    if not _SEVERAL.search(words):  # what follows finds several names, and would leave one as it is
        return (words,) if is_name(words, names, listed=listed) else ()
    found: list[str] = []
    for group in (g for part in re.split("[,;。]", _levels_apart(words)) for g in _GROUP_END.split(part)):
        members, tail = _closing_class(_council_members(_joint_bureaus(split_members(group))))
        members = _with_heads(_with_levels(_with_tails(members, tail)), names)
        found += [m for m in members if is_name(m, names, listed=listed)]
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


# `矿山、化工等行业和医院、学校等单位`: two lists, each with a tail of its own.
_GROUP_END = re.compile(r"(?<=等行业|等部门|等单位|等机构|等企业)(?:和|、|及|与|以及)")


def _joint_bureaus(members: list[str]) -> list[str]:
    """`县文化广电|旅游局` is one bureau: the first half has a level and no tail, the second a tail and no level."""
    out: list[str] = []
    for member in members:
        head = _HEAD.match(out[-1]) if out else None
        bureau = re.search(r"(?:[局厅委院]|中心)$", member) and not _OWN_HEAD.match(member)
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


def _closing_class(members: list[str]) -> tuple[list[str], str | None]:
    """`A、B等Z`: Z is a body of its own, or a bare tail that is only to be written out (spec-format, "Bodies")."""
    if not members:
        return [], None
    last = members[-1]
    found = re.search(
        r"(?<![高中初同平对均])等(?P<count>[0-9一二三四五六七八九十两多]{1,3}(?:个|"
        r"家)?)?(?P<klass>[一-鿿()、]*)$",
        last,
    )
    if found is None:
        return members, None
    before, klass = last[: found.start()], found["klass"]
    members = [*members[:-1], *([before] if before else [])]
    if not klass:
        return members, ""
    if _BARE_TAIL.fullmatch(klass):
        return members, re.sub(r"^(?:各|有关|相关)+", "", klass)
    return [*members, klass], ""


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
        out = []
        for i, member in enumerate(members):
            short = not org_tail().search(member) and not _LEVEL_ONLY.fullmatch(member)
            ok = is_field(member) or (len(member) <= 4 and tail in ("部门", "单位", "机构", "企业", "行业", "院校"))
            out.append(member + tail if tail and i < len(members) - 1 and short and ok else member)
        return out
    return [m if not tail or org_tail().search(m) or _LEVEL_ONLY.fullmatch(m) else m + tail for m in members]


def _with_levels(members: list[str]) -> list[str]:
    """`市、区县疾控中心`, `各市、县(市、区)人民政府`: a bare level takes what follows the next member's level."""
    out = []
    for i, member in enumerate(members):
        rest = ""
        if _LEVEL_ONLY.fullmatch(member) and i < len(members) - 1:
            following = next((m for m in members[i + 1 :] if not _LEVEL_ONLY.fullmatch(m)), "")
            head = _HEAD.match(following)
            own_level = member.startswith("各") and head is not None and len(head["head"]) == 1
            if (
                head
                and not own_level
                and not following.startswith("各")
                and all(_LEVEL_ONLY.fullmatch(m) for m in members[i : members.index(following)])
            ):
                rest = following[head.end() :]
                out.append(re.sub(r"级$", "", member) + ("级" if head["head"].endswith("级") else "") + rest)
                continue
        out.append(member)
    first = next((m for m in out if m.startswith("各")), None)
    if first and not rest_is_own(out):
        out = [m if m.startswith("各") or not re.match(rf"(?:{TERRITORY})", m) else f"各{m}" for m in out]
    return out


def rest_is_own(members: list[str]) -> bool:
    """Whether no later member is a class of places that 各 before the first one means too."""
    return not (members and members[0].startswith("各") and any(re.match(rf"(?:{TERRITORY})", m) for m in members[1:]))


def _with_heads(members: list[str], names: Names) -> list[str]:
    """`各区县卫生健康行政部门和疾控局`: a name without a head of its own takes the head of the name before it."""
    out: list[str] = []
    for member in members:
        head = _HEAD.match(out[-1]) if out else None
        own = (
            _OWN_HEAD.match(member)
            or (names.places and member.startswith(names.places))
            or member in names.known
            or "的" in member
            or "所在地" in member
            or not _LOCAL.search(member)
        )
        shares = head is not None and head["place"] is None and not _LEVEL_ONLY.fullmatch(out[-1])
        if head and not own and shares and org_tail().search(out[-1]):
            out.append(head["head"] + member)
        else:
            out.append(member)
    return out


def is_name(words: str, names: Names, *, listed: bool = False) -> bool:
    """Whether words name an organisation or a class of them."""
    if words in names.known or words in _fields():
        return True
    if not 2 <= len(words) <= 45 or _NO_NAME.search(words):
        return False
    if IS_LEVEL.fullmatch(words):
        return words.startswith(("各", "每个")) or bool(re.fullmatch(rf"(?:{TERRITORY})", words)) or listed
    return listed or bool(org_tail().search(words)) or is_field(words) or words.endswith(("各地", "行业", "双方"))
