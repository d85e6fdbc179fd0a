"""Where names of organisations begin (机构名词首): from the tail leftwards, to a verb, a function word or a mark."""

from __future__ import annotations

import re

from extractor.phrases.name_tails import HEADED, WEAK
from extractor.phrases.names import is_field
from extractor.phrases.words import ORG, PLACE, Word, cut_words, list_words

_LONGEST = 48
JOINTS = ("、", "或", "或者", "和", "与", "及", "以及", "及其", "暨")
# What a council is for, from its level to its tail, no word between that could not be of its name.
_COUNCIL = re.compile(
    r"(?:^|[,、。;:)]|由|向|对|将|报送?|报|请|经|与|和|及|同|至|在|督促|以)"
    r"(?P<name>(?:各|全)?(?:[^,。;:、()由向将把要须应请报经对在送和与及\s]{2,3})?(?:国务院|国家|[省市县区州镇乡](?![级直]))(?:委|政府)?"
    r"(?:(?!会同|联合|牵头|建立|成立|组建|召开|设[在立]|应(?![急对])|经(?![济信营])|[局厅室])[^,。;:、()由向将把要须的并按为或]){2,24})$"
)
_HEADED_ORG = re.compile(
    r"(?:^|[,、。;:)]|由|向|报|送|请)(?P<name>(?:各)?(?:省|市|县|区|镇|乡)(?![级直场域政])"
    r"(?P<inside>[^,。;:、()和与及由向将把要应须的对在并局厅委]{2,8}))$"
)
_CLASS_TAILS = frozenset(("部门", "单位", "机构", "主体", "组织", "企业"))
# Verbs of names (保障中心, 推进办) that before a whole name tell what is done to it.
_IMPERATIVE = frozenset(
    ("保障", "推进", "推广", "实施", "帮扶", "宣传", "联系", "调度", "利用", "开发", "统筹", "组织", "承担", "参与")
)
_CLASS_HEADS = frozenset(("等", "各", "重点", "有关", "相关", "各类", "各级", "、"))
_ADVERB = re.compile(r"认真|严格|切实|全面|积极|加快|及时|深入|大力|有效|充分|定期|主动|加强|迅速|坚决|自觉")
_CHARGED = re.compile(r"要|应|应当|须|必须|负责|对|按照?|完成|不得|可以|每")
GENERIC = re.compile(r"^(?:部门|单位|机构|机关|企业|学校|医院|团队|公司|政府)$")
_PART = ("单位", "部门", "机关", "医院", "学校", "机构", "科室")
_OUTER_INSIDE = {
    "指导": ("中心", "站", "委员会", "办公室"),
    "宣传": ("部", "部门", "中心"),
    "组织": ("部", "部门"),
    "报告": ("单位",),
    "牵头": _PART,
    "责任": _PART,
    "配合": _PART,
    "参与": _PART,
    "主办": _PART,
    "举办": ("单位", "学校"),
}
_INNER_TAIL = re.compile(
    r"^(?:机构|单位|部门|中心|所在地|所|站|局|委|委员会|办|办公室|队|队伍|组|小组|指挥部|团队|工作队|工作组|工作室|"
    r"主体|大队|中队|支队|总队|专班|院|员会|机关|组织|科|处|协会|学会|联合会|公司|集团|企业|会议|平台公司"
    r"|管理局|管理中心|管理部门|管理机构|服务中心|服务机构|服务站|执法机构|执法部门|执法大队|主管部门|"
    r"行政部门|研究所|研究院|监督所|监测站|监测机构|办法|银行|经办机构|合作社|基金会)"
)
_FIRMS = ("企业", "公司", "集团")
_ON_SCHOOLS = frozenset(
    ("改革", "发展", "规划", "检查", "评估", "监督", "管理", "统计", "治理", "防控", "控制", "建设")
)
_PREMISES = frozenset(("食堂", "超市", "商超", "批发市场", "农贸市场", "电商平台", "网络平台", "第三方平台"))
_NUMERAL = re.compile(r"[一二三四五六七八九十百]{1,4}|[0-9]{1,3}")
_MODIFIERS = re.compile(
    r"^(?:同级|上级|下级|本级|属地|各[省市县区州乡镇]?|各级|各类|各有关|全体|本|我|其他|其它|某|有关|相关|"
    r"所在地?|当地|每个|每|该|此|等)$"
)


def find_start(words: tuple[Word, ...], tail: int, known_from: int | None) -> int | None:
    """Index of the first word of the coordination that ends at `tail`; None where nothing but a bare tail is left.

    known_from  where a name that the notice makes known begins, if one ends here
    """
    i = tail
    if words[tail].text == ")":
        while words[i].text != "(":
            i -= 1
        i -= 1
    left = min(i, next((k for k, w in enumerate(words) if w.start == known_from), i)) if known_from is not None else i
    member = tail  # the word that ends the member of the coordination that the walk is in
    while left > 0 and words[member].start - words[left - 1].start <= _LONGEST:
        word, after = words[left - 1], words[left]
        if word.text == "、":
            member = left - 1
        if word.text == ")" and not _NUMERAL.fullmatch(words[left - 2].text):
            opened = next((j for j in range(left - 2, -1, -1) if words[j].text == "("), None)
            if opened is None:
                break
            left = opened
            continue
        verb = word.tag in ("v", "vd") and word.text not in list_words("boundary")
        council = verb and words[tail].text in list_words("councils")
        classed = word.tag in ("v", "vn", "vd") and _is_classed(words, left, i)
        if not council and not classed and _stops(word, after, words[left + 1] if left + 1 < len(words) else None):
            break
        left -= 1
    while left < i and (words[left].text in (*JOINTS, "等", "中", "内", "外", "上") or (words[left].tag == "q")):
        left += 1
    whole = left + 1 < i or (left + 1 == i and words[i].tag in (PLACE, "nt"))
    listed = left < i and words[left + 1].text == "、"  # 宣传、网信部门
    if whole and not listed and words[left].text in _IMPERATIVE and (left == 0 or words[left - 1].tag != "n"):
        left += 1  # 保障|行政执法机关
    if left == i and not _stands_alone(words[i]) and not (left > 0 and words[left - 1].text == "的"):
        return None
    return left


def _is_classed(words: tuple[Word, ...], left: int, tail: int) -> bool:
    """Whether the verb before words[left] is what a class does, right before its tail: 等证照|颁发|部门."""
    if words[tail].text not in _CLASS_TAILS or left != tail:
        return False
    before = words[max(0, left - 3) : left - 1]
    charged = tail + 1 < len(words) and bool(_CHARGED.match(words[tail + 1].text))
    if before and before[-1].tag in ("n", "vn", "b", "j") and charged:
        return True  # 法制审核|机构要…
    return words[left - 1].text not in list_words("boundary") and any(w.text in _CLASS_HEADS for w in before)


def find_head(clause: str, tail: Word) -> int | None:
    """Where a name begins with its level, whatever verbs it carries: 县|养老服务工作联席会议, 镇|半专业扑火队."""
    if tail.text in WEAK:
        headed = HEADED.search(clause, 0, tail.end)
        return headed.start("name") if headed else None
    if tail.text not in list_words("councils"):
        return _plain_from(clause, tail) if tail.tag == ORG else None
    named = _COUNCIL.search(clause, max(0, tail.start - _LONGEST), tail.start)
    if named is None:
        return None
    return named.start("name") + 2 * (named["name"][:2] in list_words("boundary"))  # 完善|省耕地保护联席会议


def _plain_from(clause: str, tail: Word) -> int | None:
    """Where a name begins with its level, if nothing between could end it: 县|禁毒志愿者协会."""
    headed = _HEADED_ORG.search(clause, max(0, tail.start - 14), tail.start)
    if headed is None:
        return None
    inside = cut_words(headed["inside"])
    free = ("d", "p", "c", "u", "r", "m", "t", "f")
    if any(w.text in list_words("boundary") or w.tag.startswith(free) or w.tag in (ORG, PLACE) for w in inside):
        return None
    return headed.start("name")


def _stands_alone(word: Word) -> bool:
    return word.tag == PLACE or not GENERIC.match(word.text) or word.text in ("企业", "学校", "医院", "政府")


def _stops(word: Word, after: Word, second: Word | None) -> bool:
    """Whether a word to the left ends the name that it would stand in."""
    if word.text in JOINTS:
        return False
    if word.tag == "w":
        return word.text not in "·("
    if after.text == "、" and word.text in ("宣传", "组织") and second is not None and is_field(second.text):
        return False  # 宣传、网信、公安等部门: a department's field and no verb
    if _MODIFIERS.match(word.text) or word.text == "等":
        return False
    if after.text in _FIRMS and word.text in list_words("inner_to_firm"):
        return False  # 配送|企业
    if word.text in list_words("inner") and _inner(word, after, second):
        return False
    if after.text in ("学校", "医院", "幼儿园") and word.text in _ON_SCHOOLS:
        return True  # 改革|学校评价制度
    if after.text in _PREMISES and word.tag.startswith("v"):
        return True  # 保障|食堂
    if word.text in list_words("outer"):
        return True
    if word.text in list_words("boundary") or word.text == "的":
        return True
    if _ADVERB.match(word.text) and word.text[2:] in list_words("boundary"):
        return True  # 认真落实, one word to jieba
    tag = word.tag
    if word.text in list_words("never_boundary"):
        return False
    if len(word.text) == 1 and tag in ("vg", "zg", "ng", "ag", "g"):
        return False  # half of a name that jieba does not know: 霁|宁|供电公司
    if tag in ("p", "d", "u", "ul", "uj", "c", "r", "y", "zg", "t", "m", "f") or tag.startswith(("p", "u", "d")):
        return True
    return tag in ("v", "vd", "vg") and word.text not in list_words("inner") and not is_field(word.text)


def _inner(word: Word, after: Word, second: Word | None) -> bool:
    """Whether a verb is the inside of a name here: 检查|机构, 监督|执法|机构; not 监督|企业."""
    if after.text in _FIRMS:
        return word.text in list_words("inner_to_firm")
    if word.text in list_words("outer"):
        return after.text in _OUTER_INSIDE.get(word.text, ())
    if _INNER_TAIL.fullmatch(after.text):
        return True
    return (
        after.text in list_words("inner")
        and second is not None
        and bool(_INNER_TAIL.fullmatch(second.text) or second.text in list_words("inner"))
    )
