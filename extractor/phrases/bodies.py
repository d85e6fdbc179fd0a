"""Names of organisations (机构名) in one clause, coordinations written out.

A name is found from its tail (局 中心 部门 机构 …) leftwards, word by word, to a verb, a function word or a mark.
What the name is doing there, and so its role, is for `facts/roles.py` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.phrases.names import IS_LEVEL, Names, is_field, is_name, org_tail, split_names
from extractor.phrases.tails import SINGLE_TAILS, WHOLE_TAILS, known_names, tail_places
from extractor.phrases.words import ORG, PLACE, Word, cut_words
from extractor.vocab.tables import load_table

_LONGEST = 48
_JOINTS = ("、", "和", "与", "及", "以及", "暨")
# A single character ends a name only where jieba sees it end a word: 人社局, 市纪委, 组织部.
_SINGLE = re.compile(rf"[一-鿿]*[{SINGLE_TAILS}][)]?")
# A single 科, 处, 室 is a tail only where the clause goes on as after a doer or a receiver.
_AFTER_DIVISION = re.compile(r"$|[,。;:、)|]|每|要|应|须|负责|牵头|配合|汇总|备案|审核|会同|和|及|按|于|在")
_NO_TAIL_END = re.compile(r"(?:查处|惩处|部署|承办|交办|督办|举办|干部|内部|全部|社会|机会|大会|场所|厕所|处处|到处)$")
_GENERIC = re.compile(r"^(?:部门|单位|机构|机关|企业|学校|医院|团队|公司|政府)$")
_AFTER_TAIL = re.compile(
    r"(?:所在|所属|主要负责|负责人|内部|外部|主体责任|法定代表|人员|职工|员工|工作人员|干部|领导|食堂|门口|"
    r"周边|名录|名单|目录|数量|总数|建设(?!好|完|并|单位|施工)(?=[、,。和及]|$)"
    r"|化|级|家(?!长)|数(?!据)|里|之间|设置|资质|自身|文化|品牌|党建|用水|用电|用地|会员|法人|成员(?!单位)|"
    r"管理制度|管理体系|管理水平|管理能力|标准化|规模|信用|主页|网站|官网"
    r"|负担|效益|利益|权益|形象|资产|债务|产品|生产经营|登记|注册|年度|法制|医务|医生|医师|教师|学生|师生|"
    r"患者|病人|用户|客户|开放日|现状|信息化|情况|服务(?:能力|水平|质量|体系)|能力|水平|体系"
    r"|环境(?!部|局|厅|保护)|场地|场所|房屋|设施|设备|布局)"
)
_PART = ("单位", "部门", "医院", "学校", "机构", "科室")
_OUTER_INSIDE = {
    "指导": ("中心", "站", "委员会", "办公室"),
    "宣传": ("部", "部门", "中心"),
    "组织": ("部", "部门"),
    "报告": ("单位",),
    "牵头": _PART,
    "责任": _PART,
    "配合": _PART,
    "参与": _PART,
}
_INNER_TAIL = re.compile(
    r"^(?:机构|单位|部门|中心|所|站|局|委|委员会|办|办公室|队|队伍|组|小组|指挥部|团队|工作队|工作组|工作室|"
    r"主体|大队|中队|支队|总队|专班|院|员会|机关|组织|科|处|协会|学会|联合会|公司|集团|企业|会议|平台公司"
    r"|管理局|管理中心|管理部门|管理机构|服务中心|服务机构|服务站|执法机构|执法部门|执法大队|主管部门|"
    r"行政部门|研究所|研究院|监督所|监测站|监测机构|办法|银行|经办机构|合作社|基金会)"
)
_NUMERALS = frozenset("一二三四五六七八九十") | {str(n) for n in range(1, 100)}
_SUB_OFFICE = re.compile(r"[一-鿿]{2,8}?(?:处|科|股)(?=[,。;:、)]|$|要|应|负责|牵头|汇总|备案|审核)")
_MODIFIERS = re.compile(
    r"^(?:同级|上级|下级|本级|属地|各[省市县区州乡镇]?|各级|各类|各有关|全体|本|我|其他|其它|某|有关|相关|"
    r"所在地?|当地|每个|每|该|此|等)$"
)


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """A run of words that names one or more bodies (机构短语), in clean offsets.

    names    written out one by one, in reading order
    place    the phrase names places only (乡镇, 区县): it acts only where the text says so plainly
    """

    start: int
    end: int
    names: tuple[str, ...]
    place: bool = False


@cache
def _listed(table: str) -> frozenset[str]:
    """The words of one list of `vocab/organisations.toml`."""
    return frozenset(load_table("organisations")[table]["text"])


def find_bodies(text: str, start: int, end: int, names: Names) -> list[BodyPhrase]:
    """Bodies named in text[start:end], one clause, in reading order; coordinated names are one phrase.

    source  docs/spec-format.md, "Bodies"
    """
    places = tail_places(text, names.known)
    first = bisect_right(places, start)
    if first == len(places) or places[first] > end:
        return []  # nothing that a name ends with: its words need not be cut
    return [BodyPhrase(start + p.start, start + p.end, p.names, p.place) for p in _find(text[start:end], names)]


@lru_cache(maxsize=4096)
def _find(clause: str, names: Names) -> tuple[BodyPhrase, ...]:
    words = cut_words(clause)
    regions: list[tuple[int, int]] = []
    known = {m.end(): m.start() for m in known_names(names.known).finditer(clause)} if names.known else {}
    for tail in _tails(clause, words, known):
        left = _left_edge(words, tail, known.get(words[tail].end))
        if left is None:
            continue
        if regions and left <= regions[-1][1] + 1 and _joins(words, regions[-1][1], left, tail):
            regions[-1] = (regions[-1][0], tail)
        elif regions and left <= regions[-1][1]:
            regions[-1] = (min(left, regions[-1][0]), tail)
        else:
            regions.append((left, tail))
    return tuple(p for left, tail in regions if (p := _phrase(clause, words, left, tail, names)) is not None)


def _tails(clause: str, words: tuple[Word, ...], known: Mapping[int, int]) -> list[int]:
    """Indexes of words that end a name; of several in a row the last."""
    found: list[int] = []
    depth = 0
    for i, word in enumerate(words):
        if word.tag == "w":
            depth += (word.text == "(") - (word.text == ")")
        if depth > 0:
            continue
        if not (word.end in known or _ends_name(word.text, word.tag)):
            continue
        if (
            word.end not in known
            and word.text in ("办", "科", "处", "室", "院")
            and (i == 0 or len(words[i - 1].text) < 2 or not _AFTER_DIVISION.match(clause, word.end))
        ):
            continue
        if _AFTER_TAIL.match(clause, word.end) and word.end not in known:
            continue
        if found and found[-1] == i - 1 and word.tag != PLACE:
            found[-1] = i
        else:
            found.append(i)
    return [_with_bracket(words, _with_sub_office(clause, words, i)) for i in found]


def _with_sub_office(clause: str, words: tuple[Word, ...], tail: int) -> int:
    """A division right after its office belongs to the name: 市卫生健康委职业健康处."""
    found = _SUB_OFFICE.match(clause, words[tail].end)
    if found is None or words[tail].text[-1] not in "委局厅部办":
        return tail
    return next((i for i in range(tail + 1, len(words)) if words[i].end == found.end()), tail)


def _is_tail(word: Word) -> bool:
    return _ends_name(word.text, word.tag)


@lru_cache(maxsize=1 << 14)
def _ends_name(text: str, tag: str) -> bool:
    """Whether a word of this part of speech ends a name."""
    if tag in (ORG, PLACE):
        return True
    if text in _listed("not_organisations") or _NO_TAIL_END.search(text):
        return False
    if tag == "nt" and len(text) > 2:
        return True
    if len(text) > 2 and org_tail().search(text):
        return True
    if not _SINGLE.fullmatch(text):
        return text in WHOLE_TAILS
    if len(text) == 1:
        return text in "局委厅署办科处室院"
    return not tag.startswith(("v", "d", "a"))


def _with_bracket(words: tuple[Word, ...], tail: int) -> int:
    """A bracket right after a name that holds its second name belongs to it: 县疾控中心(卫生监督所)."""
    if tail + 2 < len(words) and words[tail + 1].text == "(":
        close = next((j for j in range(tail + 2, min(tail + 12, len(words))) if words[j].text == ")"), None)
        if close is not None:
            inside = words[tail + 2 : close]
            named = inside and (_is_tail(inside[-1]) or inside[-1].text in ("委", "办", "局", "所", "部"))
            if named and not any(w.text in ("简称", "包括", "含", "以下", "以下简称", "不含", "除外") for w in inside):
                return close
    return tail


def _left_edge(words: tuple[Word, ...], tail: int, known_from: int | None) -> int | None:
    """Index of the first word of the coordination that ends at `tail`; None where nothing but a bare tail is left.

    known_from  where a name that the notice makes known begins, if one ends here
    """
    i = tail
    if words[tail].text == ")":
        while words[i].text != "(":
            i -= 1
        i -= 1
    left = min(i, next((k for k, w in enumerate(words) if w.start == known_from), i)) if known_from is not None else i
    while left > 0 and words[tail].start - words[left - 1].start <= _LONGEST:
        word, after = words[left - 1], words[left]
        if word.text == ")" and words[left - 2].text not in _NUMERALS:
            opened = next((j for j in range(left - 2, -1, -1) if words[j].text == "("), None)
            if opened is None:
                break
            left = opened
            continue
        verb = word.tag in ("v", "vd") and word.text not in _listed("boundary")
        council = verb and words[tail].text in _listed("councils")
        classed = left >= 2 and words[left - 2].text == "等" and word.tag in ("v", "vn", "vd")  # 等证照颁发部门
        if not council and not classed and _stops(word, after, words[left + 1] if left + 1 < len(words) else None):
            break
        left -= 1
    while left < i and (words[left].text in (*_JOINTS, "等", "中", "内", "外", "上") or (words[left].tag == "q")):
        left += 1
    if left == i and not _stands_alone(words[i]):
        return None
    return left


def _stands_alone(word: Word) -> bool:
    return word.tag == PLACE or not _GENERIC.match(word.text) or word.text in ("企业", "学校", "医院")


def _stops(word: Word, after: Word, second: Word | None) -> bool:
    """Whether a word to the left ends the name that it would stand in."""
    if word.text in _JOINTS:
        return False
    if word.tag == "w":
        return word.text not in "·("
    if _MODIFIERS.match(word.text) or word.text == "等":
        return False
    if word.text in _listed("inner") and _inner(word, after, second):
        return False
    if word.text in _listed("boundary") or word.text == "的":
        return True
    tag = word.tag
    if word.text in _listed("never_boundary"):
        return False
    if tag in ("p", "d", "u", "ul", "uj", "c", "r", "y", "zg", "t", "m", "f") or tag.startswith(("p", "u", "d")):
        return True
    return tag in ("v", "vd", "vg") and word.text not in _listed("inner") and not is_field(word.text)


def _inner(word: Word, after: Word, second: Word | None) -> bool:
    """Whether a verb is the inside of a name here: 检查|机构, 监督|执法|机构; not 监督|企业."""
    if after.text in ("企业", "公司", "集团"):
        return word.text in _listed("inner_to_firm")
    if word.text in _listed("outer"):
        return after.text in _OUTER_INSIDE.get(word.text, ())
    if _INNER_TAIL.match(after.text):
        return True
    return (
        after.text in _listed("inner")
        and second is not None
        and bool(_INNER_TAIL.match(second.text) or second.text in _listed("inner"))
    )


def _joins(words: tuple[Word, ...], last: int, left: int, tail: int) -> bool:
    """Whether only a joint stands between two names, so that they are one coordination."""
    return left <= last + 1 and last + 1 < len(words) and words[last + 1].text in (*_JOINTS, "等") and tail > last + 1


def _phrase(clause: str, words: tuple[Word, ...], left: int, tail: int, names: Names) -> BodyPhrase | None:
    start, end = words[left].start, words[tail].end
    run = clause[start:end]
    listed = split_names(run, names)
    listed = tuple(n for n in listed if not _GENERIC.match(n) or n in ("企业", "学校", "医院"))
    if not listed:
        return None
    place = all(IS_LEVEL.fullmatch(n) or n.endswith("行业") for n in listed) and not run.startswith(("各", "每"))
    return BodyPhrase(start, end, listed, place)


def names_body(words: str, names: Names) -> bool:
    """Whether some words as a whole name a body: what a label's list may hold."""
    return is_name(words, names, listed=True)
