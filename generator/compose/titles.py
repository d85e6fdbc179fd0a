"""Titles broken into balanced lines (标题分行, GB/T 9704 §7.3.1): words whole, a trapezium or a lozenge."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.county import load_body_kinds
from gongwen.characters import count_width

_WIDTH = 19.5  # characters of 2号 that a line of the type area holds, less a little air
# Before or after these a line may end; never within a book title's brackets, a name or a number.
_BEFORE = re.compile(r"(?=关于|印发|贯彻|(?<!贯彻)落实|做好|开展|加强|实施方案"
                     r"|工作方案|行动方案|三年行动|有关(?:事项|材料|工作)|贯彻落实情况|的(?:通知|函|报告|请示|意见|提醒函)|《|（\d)")
_AFTER = re.compile(r"(?<=[）》、，省市县区局委厅会])(?=[一-鿿《])")
_NEVER_FIRST = "）》、，。：；的"


def break_title(title: str) -> tuple[str, ...]:
    """A title in as few lines as hold it, breaks between words, lines of even length.

    returns  one to five lines; the words joined are the title
    """
    if count_width(title) <= _WIDTH:
        return (title,)
    count = max(2, -(-int(count_width(title)) // int(_WIDTH)))
    best = min((_best_lines(title, lines) for lines in (count, count + 1)), key=lambda found: found[0])
    return best[1]


@lru_cache(maxsize=4096)
def _best_lines(title: str, lines: int) -> tuple[float, tuple[str, ...]]:
    """The cheapest way to break into so many lines: uneven lengths and broken words cost."""
    if lines == 1:
        width = count_width(title)
        return (0.0 if width <= _WIDTH else 1000.0 + width), (title,)
    share = count_width(title) / lines
    best: tuple[float, tuple[str, ...]] = (float("inf"), (title,))
    for place in range(2, len(title) - 1):
        first = title[:place]
        width = count_width(first)
        if width > _WIDTH or title[place] in _NEVER_FIRST:
            continue
        cost, rest = _best_lines(title[place:], lines - 1)
        total = cost + (width - share) ** 2 + _break_cost(title, place)
        if total < best[0]:
            best = (total, (first, *rest))
    return best


def _break_cost(title: str, place: int) -> float:
    if title[place - 1] == " ":  # between the names of a joint paper
        return 0.0
    if _BEFORE.match(title, place):
        return 3.0 if " " in title[:place] or " " in title[place:] else 0.0
    if title[place - 1] in "）》、，":
        return 2.0
    before, after = title[place - 1], title[place]
    if (before.isdigit() and after.isdigit()) or _inside(title, place):
        return 400.0
    if any(found.start() < place < found.end() for found in _names().finditer(title)):
        return 150.0
    return 12.0 if _AFTER.match(title, place) else 45.0


@cache
def _names() -> re.Pattern[str]:
    """Names of offices and of their fields, which are one word each: 卫生健康委员会, 医疗保障."""
    names = {name for kind in load_body_kinds() for name in (*kind.names, kind.usual.replace("{县}", ""))}
    stems = {re.sub("(?:行政|主管)*(?:部门|委员会|[局委])$", "", name) for name in names}
    words = sorted((word for word in names | stems if len(word) > 3), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _inside(title: str, place: int) -> bool:
    """Whether a place lies within round brackets: (2025—2027年) stays whole."""
    return title.rfind("（", 0, place) > title.rfind("）", 0, place)
