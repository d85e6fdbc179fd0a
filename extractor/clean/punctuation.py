"""Marks printed twice and blanks that part nothing (重复标点、多余空格)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.clean.characters import HAN
from extractor.clean.draft import Edit

_STOPS = ",。、;:!"
_TWICE = re.compile(rf"([{_STOPS}])\1+")
# Where every stop stands twice, these are doubled too if all of a group are; else `》》` may close two titles.
_GROUPS = (",", "。", "、", ";", ":", "!", "?", "()", "[]", "《》", "〈〉", "“”", "‘’", "〔〕", "【】", ".", "·",
           "%", "≥", "≤", "-", "~", "+", "/")
_DOTS = re.compile(r"(?<=[0-9])\.\.(?=[0-9])")  # no number is written so, whatever stands elsewhere
_ELLIPSES = re.compile(r"…{4}")  # two of them are one mark
_DASHES = re.compile(r"—+")
_SPANS = re.compile(r"(?<=[0-9年月日])—+(?=[0-9])")  # from … to …: one dash where a remark has two
_LEAST_STOPS = 6
_MOST_SINGLE = 0.1  # of the stops of a text that prints them twice, so many may stand alone

# Words whose characters stand apart: a line's or cell's own, or those behind a chapter's number or a label.
_SPACED = re.compile(rf"(?:(?<=[ \n|:])|\A)(?:{HAN} )+{HAN}(?=[ \n|:]|\Z)")
_LONGEST_NAME = 5  # `李 明`, `欧 阳 明`: more behind a label may be two names
_BEFORE_SPACED = re.compile(r"(?:^|\||  |:|^第[一二三四五六七八九十百0-9]{1,4}[章节節编編]) ?$")
_IDLE = re.compile(
    r" (?:(?<=[0-9] )(?=[年月日%‰℃])|(?<=年 )(?=[0-9]{1,2} ?月)|(?<=月 )(?=[0-9]{1,2} ?日)"
    r"|(?<=[于到过达超≥≤] )(?=[0-9])|(?<=[%‰] )(?=[以左]))")
# Blanks that a page sets beside numbers and Latin words (盘古之白); before a telephone's number one parts two things.
_TELEPHONE = rf"[0-9]{{7,}}+(?! ?{HAN})|0[0-9]{{2,3}}[-—]"
_BESIDE = re.compile(rf"(?:(?<={HAN}) (?=[0-9A-Za-z])(?!{_TELEPHONE})|(?<=[0-9A-Za-z%‰℃]) (?={HAN}))")
_CLOSE = re.compile(rf"(?<={HAN})[0-9A-Za-z]|(?<=[0-9A-Za-z%‰℃]){HAN}")
_LEAST_BESIDE = 5
_ITEM_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)*")
_BOX_NUMBER = re.compile(r"\|? ?(?:专栏|專欄|附件|附?[表图圖]) ?[0-9]{1,2}")
_MONTH = re.compile(r"月(?=[0-9 底前中上下初末:、,—至-])|日(?=[前内起])")
BLANKS = re.compile(r" {2,}")
AT_ENDS = re.compile(r"^ +| +$", re.MULTILINE)


def find_doubled(text: str) -> Iterator[Edit]:
    """Marks that stand twice, each to be printed once; three or more in a row are an ellipsis and stay."""
    if prints_twice(text):
        yield from _find_all_doubled(text)
        return
    for found in _TWICE.finditer(text):
        if found.end() - found.start() == 2:
            yield Edit(found.start(), found.end(), found[1])


def prints_twice(text: str) -> bool:
    """Whether nearly every stop of a text stands twice."""
    if not _TWICE.search(text):
        return False
    stops = [found for mark in ",。、;:" for found in _runs(mark, text)]
    return len(stops) >= _LEAST_STOPS and _is_doubled(stops)


def _find_all_doubled(text: str) -> Iterator[Edit]:
    groups = [g for g in _GROUPS if (runs := list(_runs(g, text))) and _is_doubled(runs)]
    if _prints_dashes_twice(text):
        groups.append("—")
    marks = re.compile(rf"([{re.escape(''.join(groups))}])\1+")
    doubled = {m.start(): m for pattern in (marks, _DOTS, _ELLIPSES) for m in pattern.finditer(text)}
    for start in sorted(doubled):
        yield from _halve(doubled[start])


def _halve(found: re.Match[str]) -> Iterator[Edit]:
    """Each two marks of a run as one; a last one without a fellow stays, but a stop stands alone."""
    start, end, mark = found.start(), found.end(), found[0][0]
    if mark in _STOPS:
        size = (end - start + 1) // 2
        yield Edit(start, end, mark if size == 2 else mark * size)
        return
    for at in range(start, end, 2):
        if at + 1 < end:
            yield Edit(at, at + 2, mark)


def _prints_dashes_twice(text: str) -> bool:
    """Whether `—` stands twice too: never alone, and a remark has four or a span (2021——2025) has two."""
    runs = list(_DASHES.finditer(text))
    if not runs or any((m.end() - m.start()) % 2 for m in runs):
        return False
    return any(m.end() - m.start() >= 4 for m in runs) or bool(_SPANS.search(text))


def _runs(marks: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer("|".join(f"{re.escape(m)}+" for m in marks), text)


def _is_doubled(runs: list[re.Match[str]]) -> bool:
    single = sum((m.end() - m.start()) % 2 for m in runs)
    return single <= _MOST_SINGLE * len(runs)


def find_set_blanks(text: str) -> Iterator[Edit]:
    """Blanks that a page sets beside every number and Latin word: `到 2025 年，建成 50 家`.

    text  before runs of blanks are made one: two and more part columns
    """
    beside = [m.start() for m in _BESIDE.finditer(text)]
    if len(beside) < max(_LEAST_BESIDE, len(_CLOSE.findall(text))):
        return
    yield from (Edit(at, at + 1, "") for at in beside if not _ends_item_number(text, at))


def find_idle_blanks(text: str) -> Iterator[Edit]:
    """Blanks inside a date, before a unit, around a bound (不低于 85 % 以上)."""
    yield from (Edit(m.start(), m.end(), "") for m in _IDLE.finditer(text) if not _ends_item_number(text, m.start()))


def _ends_item_number(text: str, at: int) -> bool:
    """Whether a blank stands behind an item's number, where it stays: `2 年度任务`, `专栏 1 工程`, not `2 月底前`."""
    line = text.rfind("\n", 0, at) + 1
    if _BOX_NUMBER.fullmatch(text, max(line, text.rfind("|", 0, at)), at):
        return True
    first = text[at + 1]
    return bool(_ITEM_NUMBER.fullmatch(text, line, at)) and first not in "%‰℃" and not _MONTH.match(text, at + 1)


def find_spaced_words(text: str) -> Iterator[Edit]:
    """The blanks of words whose characters stand apart: `通 知` as a line's or cell's own words, `第一章 总 则`."""
    for found in _SPACED.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        before = text[line:found.start()].rstrip(" ")
        labelled = before.endswith(":") and found.end() - found.start() > _LONGEST_NAME
        if _BEFORE_SPACED.search(text[line:found.start()]) and not labelled:
            yield from (Edit(at, at + 1, "") for at in range(found.start() + 1, found.end(), 2))
