"""Whether a calendar time binds anybody (约束与否): what is past, cited, compared with or only named does not.

source  docs/spec-format.md, "Deadline"
"""

from __future__ import annotations

import re
from datetime import date

from extractor.phrases.time_words import Place

_CLAUSE_MARKS = ",。;:!?、(“\n|"
PAST_AFTER = re.compile(
    r"\s?(?:以来|的?基础上|水平|基数|同期|相比|全国|全省|全市|中央|度?国民|年均|之后的|修订|版|发布|印发|"
    r"出台|施行|实施以来|"
    r"召开的|颁布|成立|以前备案|制定的|以后)"
)
PAST_BEFORE = re.compile(r"(?:较|(?<!占)比|与|同|对照|相比于|参照|根据|按照|依据|自从|早在|始于|已于|曾于|截止|原定)$")
_NOTHING_BUT_YEARS = re.compile(r"[0-9年至到\-—–~度]+")
_PHASE_WORD = re.compile(r"(?:阶段|步骤|期|部署|启动|总结|验收|推进|实施|动员|评估|准备|摸底|整改|提升|巩固)$")


_YEAR_JOINED = re.compile(r"年(?:和|与|及|以及|、)$")  # 2025年和2027年分别评估
# 面积114年、115年、116年分别达2公顷…: each year has its own.
_YEARS_SHARED = re.compile(r"(?:(?:、|和|与|及|以及)[0-9]{3,4}年(?:底|末|度)?)*分别")
# 2025年度项目应于2026年3月底前建成: of what the thing is, not when it is due.
_YEAR_OF_A_THING = re.compile(
    r"(?:度)?(?:的)?[^,。;:()0-9\n]{2,16}?(?:[于在])?(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|年)(?:[初中底末]|[0-9]{1,2}日)?(?:之?前|以前)"
)
_MADE_THEN = re.compile("[^,。;]{0,14}?(?:制定|颁布|发布|出台|修订|印发)的?")
_MEANT = re.compile(r"不少于|不低于|不超过|达到|力争|确保|完成|以上|控制|下降|新增|补充|至少|全部|要|应")


def names_a_standard(text: str, start: int, end: int) -> bool:
    """Whether a year only says when a standard was made: 达到|2005年|制定的标准."""
    return text[max(0, start - 1) : start + 1] == "达到" and _MADE_THEN.match(text, end) is not None


def is_past(last: date, place: Place) -> bool:
    if place.reference.day is not None:
        return last < place.reference.day
    return place.reference.year is not None and last.year < place.reference.year


def _opens_clause(text: str, at: int) -> bool:
    """Whether a clause begins here: after a mark, a line's beginning, or a preposition of time."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    opener = re.search(r"(?:在|于|力争|确保|计划|其中|[0-9]\.|[)])$", before)
    return not before or before[-1] in _CLAUSE_MARKS or opener is not None


def is_inherited(text: str, at: int) -> bool:
    """Whether `每年` of a clause before governs a bare month here: `每年2月底前…,7月底前…`."""
    begin = max(text.rfind(c, max(0, at - 120), at) for c in "。\n") + 1
    found = re.search(r"每年(?:度)?(?:[0-9一二三四五六七八九十]{1,3}月)?[^。]*$", text[begin:at])
    return bool(found) and not re.search(r"20[0-9]{2}年|今年|本年", found.group() if found else "")


def opens_number(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()


def is_placed(text: str, start: int, end: int, *, year_only: bool) -> bool:
    """Whether a bare year or month stands where a limit would: at a clause's head, or before a word of doing."""
    after = text[end : end + 6]
    if year_only and text[max(0, start - 1) : start] in ("“", "《"):  # “2025年…项目”: the name of something
        return False
    if year_only and _YEAR_OF_A_THING.match(text, end):
        return False
    if year_only and _YEARS_SHARED.match(text, end):
        return True
    if year_only and _YEAR_JOINED.search(text, max(0, start - 4), start):
        return True
    if re.match(
        r"(?:要|应|将|须|力争|计划|达到?(?=[0-9]|到|[一二三四五六七八九]成)|实现|完成|建成|基本|全面|底|目标|开展|提高|提升|召开|启动|组织|"
        r"新增|新建|扩大|增加|减少|下降|降低|培育|改造|培训|遴选|创建|打造|累计|投用|开工|竣工|验收)",
        after,
    ):
        return not re.search(r"(?:的|和|与|[0-9])$", text[max(0, start - 1) : start])
    if not _opens_clause(text, start):
        return False
    joined = re.match(r"(?:和|与|及|以及|、)[12][0-9]{2,3}年", text[end : end + 8])
    if year_only and not joined and re.match(
        r"[^,。;:]{0,14}(?:会议|工作总结|统计|数据|年鉴|调查|普查|考核结果|文件|预算)",
        after + text[end + 6 : end + 20],
    ):
        return False
    return not re.match(r"[”》]|\)?(?:修订|版|年版)", after)


def is_title_years(match: re.Match[str], text: str) -> bool:
    """`…行动(2024—2025年)`: years in brackets that belong to a paper's name."""
    start, end = match.start(), match.end()
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or not _NOTHING_BUT_YEARS.fullmatch(match.group()):
        return False
    return not _PHASE_WORD.search(text[max(0, start - 5) : start - 1])


def names_an_occasion(text: str, start: int, end: int) -> bool:
    """Whether 年底 or 全年 only tells of which time something is: 纳入年底考核, 占全年天数, 全年总结, 安全年报."""
    before = text[max(0, start - 2) : start]
    if before.endswith(("纳入", "列入", "作为", "占", "报送", "上报", "的", "安")):
        return True
    noun = re.match(r"(?:工作)?(?:总结|报告|计划|目标任务|报|情况|进展)", text[end : end + 6])
    return noun is not None and text[end - 2 : end] == "全年"


def says_what_is_meant(match: re.Match[str], place: Place, last: date) -> bool:
    """Whether `2026年全市…` tells what is to be: a year to come, or this one with a bound in the clause."""
    year = place.reference.year
    if year is None or last.year < year:
        return False
    clause = re.split("[,。;]", place.text[match.end() : match.end() + 50])[0]
    return last.year > year or _MEANT.search(clause) is not None
