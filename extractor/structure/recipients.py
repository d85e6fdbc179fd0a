"""The 主送机关 line → one string each, shared heads written out."""

from __future__ import annotations

import re

_LEVELS = (
    r"(?:地级以上市|地级市|设区市|计划单列市|省直管县|直管县|省直管市|直管市|自治区|直辖市|自治州|自治县|特别行政区|地州市|县市区|"
    r"市州|州市|盟市|旗县区|旗县|县区|区县|市县|乡镇街道|乡镇|镇街|街道|地区|村居|社区|省|市|州|盟|县|区|旗|镇|乡|村)"
)
_BRACKET = r"(?:\([^()]*\)区?)*"
_ZONE = (
    r"[^各()、]{1,16}?(?:开发区|高新区|新区|管委会辖区|示范区|保税区|实验区|度假区|工业园区|管理区|矿区|园区|"
    r"生产建设兵团|自治县|自治州|自治区|[^省市县区各()、]{1,4}[省市县区州旗盟镇乡])"
)
# A level, a zone or a place and no office: it shares the office of the next that has one.
_SOME = "(?:沿[江海河湖线边黄]|有关|相关|试点|省内|市内|县内|辖区|驻[省市县]|在[省市])"
_LEVEL_ONLY = re.compile(rf"(?P<each>{_SOME}?各|全国|全(?:省|市|县)各?)?{_LEVELS}级?{_BRACKET}")
_PLACE_ONLY = re.compile(_ZONE + _BRACKET)
_OWN = re.compile(
    r"本[府市县区局厅会部院校]|国网|国家|中国|中央|中共|中铁|驻|人行|[省市县区镇局厅委校院](?:直(?!管)|属|级|机关|府)"
)
# 省政府各部门、各直属机构: the government's.
_OF_GOVERNMENT = re.compile(
    r"(?P<head>[省市县区州盟旗]政府|[省市县区州]委|省府|国务院|兵团|[厅局委部]|本?[省市县区]直?)(?=各|机关|直属|有关)"
)
_OF_UNITS = re.compile(r"政府$|国务院$|兵团$|府$|[省市县区]委$")
_ITS_UNITS = re.compile(r"各?(?:直属|部门|有关部门|工作部门|机构|派出机构)")
_LEVEL_HEAD = re.compile(
    rf"(?P<head>(?:{_SOME}?各|全(?:国|省|市|县|区)各?)?{_LEVELS}{_BRACKET})(?![直属级委])(?=[一-鿿]{{2}})"
)
_EACH_HEAD = re.compile(r"(?P<head>各)(?=[一-鿿]{2})")
_PLACE_HEAD = re.compile(rf"(?P<head>{_ZONE}{_BRACKET})(?=[一-鿿]{{2}})")
# A single level is shared only with what such a level has: 省教育厅、公安厅; not 市医院、仁爱医院.
_BUREAU = re.compile(
    r"(?:委员会|办公室|[委局厅办部所]|大队|支队|总队|中队|中心|部门|总工会|残联|妇联|政府|办事处)(?:\([^()]*\))?$"
)
_TAIL = re.compile(
    r"(?:[委局厅办部署院所站队社会处科室]|中心|政府|部门|单位|机构|企业|公司|集团|学校|学院|大学|高校|银行|团体|"
    r"机关|兵团|园|馆|小学|中学|办事处|村居|社区|支部|党委|党组|各部委)(?:\([^()]*\))?$"
)
# 市场, 市容, 区域: no level stands there.
_NO_HEAD = re.compile(
    r"市(?:场|容|政(?![府协法务])|民(?![政宗族]))|区(?:域|际|块)|县域|省际|住房城|社区卫生|社区服务|[省市县区]内"
)
_RANKS = ("国", "省", "市州盟", "县区旗", "乡镇街", "村社")
_OFFICES = re.compile(r"各委、办(?:、厅)?、局|各委办厅?局")
# 各直辖市及县(市)政府: a joint between levels.
_LEVELS_JOINED = re.compile(rf"(?<=[省市区县州盟旗)])(?:及|和)(?={_LEVELS}|新疆生产建设兵团)")
# 各县委、人民政府: the county's.
_COMMITTEE, _BESIDE_COMMITTEE = re.compile(r"[省市县区州盟旗)]委$"), re.compile("(?:人民)?政府|人大(?:常委会)?|政协")
_ALL = re.compile(rf"{_SOME}?各")


def split_recipients(line: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """The addressees of a line that ends with a colon.

    line     clean text
    places   short names that stand for a place of their own in this notice (`澜阳`, from the issuers), so that
             `澜阳医学高专附属医院` takes no head from the name before it
    source   docs/spec-format.md, "recipients"
    """
    out: list[str] = []
    for group in _split(line.strip().rstrip(":"), ",;"):
        out += _split_group(group, places)
    return tuple(dict.fromkeys(out))


def _split_group(group: str, places: tuple[str, ...]) -> list[str]:
    """The addressees of one group: levels and places without an office share the next one, offices the heads before."""
    out: list[str] = []
    pending: list[str] = []
    heads: tuple[str, ...] = ()
    for name in _members(group):
        if _LEVEL_ONLY.fullmatch(name) or (_PLACE_ONLY.fullmatch(name) and not _TAIL.search(name)):
            pending.append(name)
            continue
        head = _head(name)
        own = head or name.startswith(places or ("\0",)) or _OWN.match(name) or _government(name)
        if out and _COMMITTEE.search(out[-1]) and _BESIDE_COMMITTEE.fullmatch(name):
            out.append(out[-1][:-1] + name)
            continue
        if heads and _OF_UNITS.search(heads[0]) and _ITS_UNITS.match(name):
            out += [h + name for h in heads]
        elif pending and head and head != "各" and _rank(head) >= _rank(pending[-1]):
            listed = [*pending, head]
            # 各行署、自治州、市人民政府: 各 is meant of those that follow an office too.
            shared = out and out[-1].startswith("各") and len(listed[0]) <= 3 and _LEVEL_ONLY.fullmatch(listed[0])
            each = "各" if shared and not re.search("各|^全", listed[0]) else ""
            heads = _each([each + listed[0], *listed[1:]])
            out += [h + name[len(head) :] for h in heads]
        elif heads and heads[0].startswith("各") and re.match(r"(?:街道|乡镇|镇|乡)(?![直级机])", head):
            out.append("各" + name)
        elif own:
            out += [*pending, name]
            heads = (_government(name) or head,) if _government(name) or head else ()
        elif heads and not re.search(r"政府$|公所$", out[-1]) and _shares(heads, name):
            out += [h + name for h in heads]
        else:
            out += [*pending, name]
            heads = ()
        pending = []
    return [*out, *pending]


def _members(group: str) -> list[str]:
    """What stands between 、, fields that share a tail in one piece: 教育、财政主管部门."""
    kept = _OFFICES.sub(lambda m: m.group().replace("、", "\0"), group)
    kept = _LEVELS_JOINED.sub("、", kept)
    out: list[str] = []
    held: list[str] = []
    for name in (n.replace("\0", "、") for n in _split(kept, "、")):
        whole = _TAIL.search(name) or _LEVEL_ONLY.fullmatch(name) or _PLACE_ONLY.fullmatch(name) or _government(name)
        if not whole:
            held.append(name)
        elif held and name.endswith("部门"):
            out.append("、".join([*held, name]))
            held = []
        else:
            out += [*held, name]
            held = []
    return [*out, *held]


def _head(name: str) -> str:
    """Whose an office is by the words before it: 各县(市、区), 两江新区, 市; "" where nothing says."""
    if _OWN.match(name):
        return ""
    for pattern in (_LEVEL_HEAD, _EACH_HEAD, _PLACE_HEAD):
        found = pattern.match(name)
        if found and not _NO_HEAD.match(name, max(0, found.end() - 1)) and not _NO_HEAD.match(name):
            return found["head"]
    return ""


def _rank(head: str) -> int:
    """How low a head stands: 国 0 … 村 5; what does not say stands with the county."""
    if head.endswith(("自治区", "直辖市", "特别行政区")):
        return 1
    plain = re.sub(r"\([^()]*\)|直管", "", head)
    return next((i for i in range(len(_RANKS) - 1, -1, -1) if plain[-1] in _RANKS[i]), 3)


def _government(name: str) -> str:
    found = _OF_GOVERNMENT.match(name)
    return found["head"] if found else ""


def _shares(heads: tuple[str, ...], name: str) -> bool:
    """Whether an office without a head of its own belongs to the heads before it."""
    if _OF_UNITS.search(heads[0]):
        return False
    if len(heads) == 1 and len(heads[0]) == 1 and heads[0] != "各":
        return bool(_BUREAU.search(name))
    return True


def _each(heads: list[str]) -> tuple[str, ...]:
    """各 said once is meant of each level: 各市、县(区) → 各市, 各县(区)."""
    each = _ALL.match(heads[0])
    if each is None:
        return tuple(heads)
    return tuple(each.group() + h if _LEVEL_ONLY.fullmatch(h) and not re.match(f"{_SOME}?各|全", h) else h
                 for h in heads)


def _split(text: str, marks: str) -> list[str]:
    """Parts of the text between these marks, none cut inside brackets."""
    parts, depth, word = [], 0, ""
    for c in text:
        depth += (c in "(〔《“") - (c in ")〕》”")
        if c in marks and depth <= 0:
            parts.append(word)
            word = ""
        else:
            word += c
    return [p.strip() for p in [*parts, word] if p.strip()]
