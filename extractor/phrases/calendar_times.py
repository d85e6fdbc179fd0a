"""Calendar times: limits, spans, plan periods, spells of years, each with whether it binds anybody."""

from __future__ import annotations

import re
from datetime import date

from extractor.phrases.binding import (
    PAST_AFTER,
    PAST_BEFORE,
    is_inherited,
    is_past,
    is_placed,
    is_title_years,
    opens_number,
)
from extractor.phrases.calendar_points import point_bounds, year_named
from extractor.phrases.time_words import Place, TimePhrase
from gongwen.dates import last_day
from gongwen.numerals import parse_integer
from specs.model import Time


def compose_limit(match: re.Match[str], place: Place) -> TimePhrase | None:
    text, start, end = place.text, match.start(), match.end()
    said_year = match["year1"]
    bounds = point_bounds(match, 1, place)
    if bounds is None:
        return None
    cited = bool(PAST_BEFORE.search(text[max(0, start - 4) : start])) or _stands_for_what_was(match, place)
    first, last = bounds
    if not said_year and place.last_year is None and is_past(last, place) and place.reference.day is not None:
        bounds = point_bounds(match, 1, place, place.reference.day.year + 1)
        if bounds is None:
            return None
        first, last = bounds
    if match["since"]:
        binds = not cited and not (is_past(last, place) and first.year + 1 < (place.reference.year or 0))
        return TimePhrase(start, end, Time(start=first.isoformat()), "time.since", binds=binds)
    month = match["month1"] or match["month1b"]
    if month and (not said_year or said_year in ("次年", "当年")) and is_inherited(text, start):
        return TimePhrase(start, end, Time(every="year", by=f"{last:%m-%d}"), "time.every.inherited", binds=not cited)
    strong = _is_strong(match)
    binds = not cited and not is_past(last, place) and _stands_as_limit(match, place, strong)
    rule = "time.limit" if strong else "time.bare"
    return TimePhrase(start, end, Time(by=last.isoformat()), rule, weak=not strong, binds=binds)


def _stands_for_what_was(match: re.Match[str], place: Place) -> bool:
    """`2023年同期`, `2024年全省…`: a point without any word of limit, before words on what was."""
    bounded = match["before"] or match["since"] or match["close1"] or match["close1b"] or match["to"]
    return not bounded and bool(PAST_AFTER.match(place.text, match.end()))


def _is_strong(match: re.Match[str]) -> bool:
    """Whether the words themselves set a limit, wherever they stand: 前, 底, 到…年."""
    part, close = match["part1"] or match["part1b"], match["close1"] or match["close1b"]
    return bool(match["before"] or close or part in ("底", "末") or (match["to"] and match["year1"]))


def _stands_as_limit(match: re.Match[str], place: Place, strong: bool) -> bool:
    text, start, end = place.text, match.start(), match.end()
    if (match["close1"] or match["close1b"]) in ("底", "末") and not match["year1"] and not match["to"]:
        return False
    parts = ("month1", "month1b", "half1", "half1b", "quarter1", "quarter1b")
    if not strong and not is_placed(text, start, end, year_only=not any(match[p] for p in parts)):
        return False
    if match["to"] == "至" and not match["before"] and opens_number(text, start):
        return False
    day = match["day1"] or match["day1b"]
    return not (day and not match["to"] and not strong and text[end : end + 1] in ("印", "发"))


def compose_span(match: re.Match[str], place: Place) -> TimePhrase | None:
    text = place.text
    if match["years"]:
        first, last = date(int(match["years"]), 1, 1), date(int(match["yeare"]), 12, 31)
    elif match["d1"]:
        year, month = year_named(match["dy"], place), parse_integer(match["dm"])
        days = parse_integer(match["d1"]), parse_integer(match["d2"])
        if year is None or not 1 <= month <= 12 or not 1 <= days[0] <= days[1] <= last_day(year, month):
            return None
        first, last = date(year, month, days[0]), date(year, month, days[1])
    else:
        opened = point_bounds(match, 1, place)
        if opened is None or not _is_range(match, text):
            return None
        closed = point_bounds(match, 2, place, None if match["year2"] else opened[0].year)
        if closed is None:
            return None
        first, last = opened[0], closed[1]
    if last < first:
        return None
    binds = not (
        is_title_years(match, text)
        or PAST_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
        or is_past(last, place)
        or re.match(r"\s?(?:以来|基数|同期|相比|版)", text[match.end() : match.end() + 3])
    )
    time = Time(start=first.isoformat(), end=last.isoformat())
    return TimePhrase(match.start(), match.end(), time, "time.span", binds=binds)


def _is_range(match: re.Match[str], text: str) -> bool:
    """`和` and `、` join two whole years only, and not where each year has its own part (分别)."""
    if match["join"] not in ("和", "与", "及", "、"):
        first_part = match["part1"] or match["part1b"]
        return first_part not in ("底", "末") or match["join"] in ("至", "到", "—", "-")
    whole = all(
        match[f"year{n}"]
        and match.group(f"year{n}")
        and not any(match[f"{name}{n}"] for name in ("half", "quarter", "month", "close"))
        for n in (1, 2)
    )
    rest = re.split(r"[。;\n]", text[match.end() : match.end() + 60])[0]
    shared = re.search(r"[0-9.]+%?[一-鿿]{0,3}(?:、|和)[0-9.]+", rest)
    return whole and not rest.startswith(("分别", ",分别")) and not shared and match["join"] != "、"


def compose_plan(match: re.Match[str], place: Place) -> TimePhrase | None:
    first = 2021 + 5 * (parse_integer(match["plan"]) - 14)
    binds = match["tail"] != "以来" and not is_past(date(first + 4, 12, 31), place)
    last = f"{first + 4}-12-31"
    time = Time(by=last) if "末" in match["tail"] else Time(start=f"{first}-01-01", end=last)
    return TimePhrase(match.start(), match.end(), time, "time.plan", binds=binds)


def compose_spell(match: re.Match[str], place: Place) -> TimePhrase | None:
    begin = year_named(match["start"], place)
    if begin is None:
        return None
    length = parse_integer(match["m"] or match["n"])
    return TimePhrase(
        match.start(),
        match.end(),
        Time(start=f"{begin}-01-01", end=f"{begin + length - 1}-12-31"),
        "time.spell",
    )


_MONTH_HEAD = re.compile(
    r"(?:^|[\n。;:、(])\s?(?:[0-9]+[.、])?(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})月份?(?=[,:。(、\n]|[上中下]旬)"
)


def compose_day(match: re.Match[str], place: Place) -> TimePhrase | None:
    """A day without a month (`25日前`), in the month that its line or the line above is about; None where none."""
    text, start = place.text, match.start()
    line = text.rfind("\n", 0, start) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    heads = list(_MONTH_HEAD.finditer(text, above, start))
    year = place.reference.year
    if not heads or year is None or re.search(r"每月|每季|次月|下月", text[max(line, start - 40) : start]):
        return None
    month, day = parse_integer(heads[-1]["month"]), parse_integer(match["day"])
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year, month):
        return None
    by = date(year, month, day)
    return TimePhrase(start, match.end(), Time(by=by.isoformat()), "time.day", binds=not is_past(by, place))
