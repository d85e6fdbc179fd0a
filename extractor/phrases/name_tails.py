"""Where names of organisations end (机构名词尾): 局 中心 部门 机构 …, and what follows a name and belongs to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extractor.phrases.names import org_tail
from extractor.phrases.tails import SINGLE_TAILS, WHOLE_TAILS
from extractor.phrases.words import ORG, PLACE, Word, list_words

# A single character ends a name only where jieba sees it end a word: 人社局, 市纪委, 组织部.
_SINGLE = re.compile(rf"[一-鿿]*[{SINGLE_TAILS}][)]?")
# A single 科, 处, 室 is a tail only where the clause goes on as after a doer or a receiver.
_AFTER_DIVISION = re.compile(
    r"$|[,。;:、)|]|每|要|应|须|负责|牵头|配合|汇总|备案|审核|会同|联合|统筹|组织|具体|和|及|按|于|在|对"
)
_SECTION_DUTY = re.compile(r"牵头|负责|会同|配合|要|具体|、|统筹|联合")
WEAK = frozenset("办科处室股院所站部队校社馆")
# A level or a place, then up to six characters of what the office is for: 镇社会事务|办.
HEADED = re.compile(
    r"(?:^|[,、。;:)和与及由请向对经]|报|送)(?P<name>(?:各|本|[一-鿿]{2,4})?(?:[省市县区州旗镇乡](?!级)|[局厅委校院府](?!部))"
    r"(?:(?!应(?!急))[^,。;:、()和与及由向将把要须的对在并]){1,8})$"
)
_NO_TAIL_END = re.compile(
    r"(?:查处|惩处|部署|承办|交办|督办|举办|干部|内部|全部|社会|机会|大会|场所|厕所|处处|到处|[布格大全结]局)$"
)
_SECOND_NAME = frozenset("委办局所部站队处厅")
# A bracket with one of these explains, and is no second name.
_EXPLAINS = frozenset(("简称", "包括", "含", "设在", "设", "在", "以下", "以下简称", "不含", "除外"))
_AFTER_TAIL = re.compile(
    r"(?:所在|所属|主要负责|负责人|内部|外部|主体责任|法定代表|人员|职工|员工|工作人员|干部|领导|食堂|门口|"
    r"周边|名录|名单|目录|数量|总数|建设(?!好|完|并|单位|施工)(?=[、,。和及]|$)"
    r"|制(?=水价|电价|气价|收费|[,。;、度])|化|级|家(?!长)|数(?!据)|里|之间|设置(?=[,。;、的]|情况|规划|标准|方案|$)|资质|自身|文化|品牌|党建|用水|用电|用地|会员|法人|成员(?!单位)|"
    r"管理制度|管理体系|管理水平|管理能力|标准化|规模|信用|主页|网站|官网"
    r"|负担|效益|利益|权益|形象|资产|债务|产品|生产经营|登记|注册|年度|法制|医务|医生|医师|教师|学生|师生|"
    r"患者|病人|用户|客户|开放日|现状|信息化|情况|服务(?:能力|水平|质量|体系)|能力|水平|体系"
    r"|环境(?!部|局|厅|保护)|场地|场所|房屋|设施|设备|布局)"
)
_FUNDS = re.compile(
    "(?:转移支付|补助|专项|资金|投入|预算|支出|补贴|奖补|衔接|贴息|收入|拨款|经费|资源|政策|状况|实力|能力|体制|事权)"
)
# Who heads a body acts for it: 各乡镇主要负责同志要靠前指挥.
HEADS_AFTER = re.compile(
    r"(?:的)?(?:党政)?(?:主要|分管)?(?:负责同志|负责人|领导|领导同志|主要负责人|一把手|“一把手”)(?=要|应|须|必须|亲自|靠前|每|带头|负责|为|是|任|对)"
)
_SUB_OFFICE = re.compile(
    r"(?!要(?!闻|情)|应(?!急|用)|须|将|会同|联合|协同|配合|牵头|负责|组织(?!处|科)|督促|指导|抄送|报送)"
    r"(?:(?!会同|联合|协同|协办|主办)[一-鿿]){2,8}?(?:处|科|股)(?=[,。;:、)]|$|要|应|负责|牵头|汇总|备案|审核)")


def find_tails(clause: str, words: tuple[Word, ...], known: Mapping[int, int]) -> list[tuple[int, int]]:
    """Indexes of words that end a name, its office's and its own; of several in a row the last."""
    found: list[int] = []
    depth = 0
    for i, word in enumerate(words):
        if word.tag == "w":
            depth += (word.text == "(") - (word.text == ")")
        if depth > 0:
            continue
        if not (_ends_name(word.text, word.tag) or word.end in known):
            continue
        if word.end not in known and word.text in WEAK and not _ends_division(clause, words, i):
            continue
        if _AFTER_TAIL.match(clause, word.end) and word.end not in known and not HEADS_AFTER.match(clause, word.end):
            continue
        if word.text.endswith("财政") and _FUNDS.match(clause, word.end):
            continue
        if found and found[-1] == i - 1 and word.tag != PLACE:
            found[-1] = i
        else:
            found.append(i)
    return [_with_division(clause, words, i) for i in found]


def _ends_division(clause: str, words: tuple[Word, ...], i: int) -> bool:
    """Whether a single 科, 所 or 办 ends a name: a level stands before it, or the clause goes on so."""
    if i == 0 or words[i - 1].tag.startswith(("m", "q", "w", "r")):
        return False
    if len(words[i - 1].text) < 2:  # 体|卫|艺|科牵头
        short = i > 1 and words[i].text in "科处室股办" and not words[i - 2].tag.startswith(("m", "q", "w", "v"))
        return short and bool(_SECTION_DUTY.match(clause, words[i].end))
    after = words[i + 1] if i + 1 < len(words) else None
    free = after is None or after.tag.startswith(("v", "d", "p", "c", "w", "t", "m", "r"))
    if free and words[i].text in "科股":
        return True
    if free and words[i].text == "部" and words[i - 1].tag.startswith(("n", "vn", "j")):
        return True  # 海洋资源|部
    return bool(free and HEADED.search(clause, 0, words[i].end)) or (
        words[i].text in "办科处室院" and bool(_AFTER_DIVISION.match(clause, words[i].end))
    )


def _with_division(clause: str, words: tuple[Word, ...], tail: int) -> tuple[int, int]:
    """(where the office's name ends, where all of it does): a division right after it belongs to it, and a bracket."""
    found = _SUB_OFFICE.match(clause, words[tail].end)
    if found is None or words[tail].text[-1] not in "委局厅部办":
        return tail, _with_bracket(words, tail)
    ends = next((i for i in range(tail + 1, len(words)) if words[i].end == found.end()), tail)
    return tail, _with_bracket(words, ends)


def _is_tail(word: Word) -> bool:
    return _ends_name(word.text, word.tag)


@lru_cache(maxsize=1 << 14)
def _ends_name(text: str, tag: str) -> bool:
    """Whether a word of this part of speech ends a name."""
    if tag in (ORG, PLACE):
        return True
    if len(text) == 1:
        return text in "局委厅署" or text in WEAK
    if text in list_words("not_organisations") or _NO_TAIL_END.search(text):
        return False
    if tag == "nt" and len(text) > 2:
        return True
    if len(text) > 2 and org_tail().search(text):
        return True
    if not _SINGLE.fullmatch(text):
        return text in WHOLE_TAILS
    return not tag.startswith(("v", "d", "a"))


def _with_bracket(words: tuple[Word, ...], tail: int) -> int:
    """A bracket right after a name that holds its second name belongs to it: 县疾控中心(卫生监督所)."""
    if tail + 2 < len(words) and words[tail + 1].text == "(":
        close = next((j for j in range(tail + 2, min(tail + 12, len(words))) if words[j].text == ")"), None)
        if close is not None:
            inside = words[tail + 2 : close]
            named = inside and (_is_tail(inside[-1]) or inside[-1].text in _SECOND_NAME)
            if named and not any(w.text in _EXPLAINS for w in inside):
                return close
    return tail
