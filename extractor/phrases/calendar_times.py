"""Calendar times: limits, spans, plan periods, spells of years, each with whether it binds anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractor.phrases.binding import (
    PAST_AFTER,
    PAST_BEFORE,
    is_inherited,
    is_past,
    is_placed,
    is_title_years,
    names_a_standard,
    names_an_occasion,
    opens_number,
    says_what_is_meant,
)
from extractor.phrases.calendar_points import days_of_month, month_end, point_bounds, western_year, year_named
from extractor.phrases.time_words import Place, TimePhrase
from gongwen.dates import last_day
from gongwen.numerals import parse_integer
from specs.model import Time

_HALF_YEAR = 183  # days
_OF_A_YEAR = re.compile(r"[一-鿿]{1,8}的(?=[一-鿿0-9])")  # 2025年度新建的3.4万亩: those of the year
_WHAT_WAS_DONE = re.compile(r"(?:已|曾)(?:经)?[^,。;]{0,16}的")  # 2025年6月底前已完成改制的企业: a class
# 2025年春节前: the year is that of a feast or season, whose day nobody says here.
_SEASON = re.compile(
    r"的?[“\"]?(?:春|夏季|夏粮|秋|冬|汛|主汛|元旦|元宵|国庆|中秋|端午|清明|五一|六一|七一|八一|劳动节|教师节|暑|寒假|"
    r"供暖|采暖|供热|入冬|开学|双节|两节|两会|三夏|三秋|双抢|上学期|下学期)"
)
_YEARS_ON = re.compile("[0-9一二两三四五六七八九十]{1,2}年(?:之内|以内|内)")
_LUNAR = re.compile(r"(?:农历|阴历|旧历)\s?$")


def compose_limit(match: re.Match[str], place: Place) -> TimePhrase | None:
    text, start, end = place.text, match.start(), match.end()
    said_year = match["year1"]
    bounds = point_bounds(match, 1, place)
    if bounds is None or _LUNAR.search(text[max(0, start - 3) : start]):
        return None
    cited = bool(PAST_BEFORE.search(text[max(0, start - 4) : start])) or _stands_for_what_was(match, place, bounds[1])
    cited = cited or names_a_standard(text, start, end)
    first, last = bounds
    if not said_year and place.last_year is None and is_past(last, place) and place.reference.day is not None:
        bounds = point_bounds(match, 1, place, place.reference.day.year + 1)
        if bounds is None:
            return None
        first, last = bounds
    if match["after"]:  # 以后 tells which cases a rule is for; it sets nobody a limit
        begin = first if first == last else last + timedelta(1)
        return TimePhrase(start, end, Time(start=begin.isoformat()), "time.after", binds=False)
    if match["since"] and _YEARS_ON.match(text, end):
        return None  # 2012年起5年内 is one span
    if match["since"] or text[:start].endswith("自从"):
        binds = not cited and not (is_past(last, place) and first.year + 1 < (place.reference.year or 0))
        return TimePhrase(start, end, Time(start=first.isoformat()), "time.since", binds=binds)
    within_year = any(match[f"{name}1"] or match[f"{name}1b"] for name in ("month", "half", "quarter", "close"))
    every_year = within_year and (not said_year or said_year in ("次年", "当年")) and is_inherited(text, start)
    if every_year and not names_an_occasion(text, start, end):
        return TimePhrase(start, end, Time(every="year", by=f"{last:%m-%d}"), "time.every.inherited", binds=not cited)
    strong = _is_strong(match)
    if (match["to"] or "").endswith(("至", "到", "-", "—")) and "起" in match["to"] and place.reference.day is not None:
        time = Time(start=place.reference.day.isoformat(), end=last.isoformat())  # 自即日起至6月30日
        return TimePhrase(start, end, time, "time.span", binds=not is_past(last, place))
    binds = not cited and not is_past(last, place) and _stands_as_limit(match, place, strong)
    part = match["part1"] or match["part1b"] or ""
    if part.endswith("旬") and not match["before"] and not match["to"]:  # 2月下旬召开: ten days, and no limit
        time = Time(start=first.isoformat(), end=last.isoformat())
        return TimePhrase(start, end, time, "time.span", weak=not strong, binds=binds)
    rule = "time.limit" if strong else "time.bare"
    return TimePhrase(start, end, Time(by=last.isoformat()), rule, weak=not strong, binds=binds)


def _stands_for_what_was(match: re.Match[str], place: Place, last: date) -> bool:
    """`2023年同期`, `2024年全省…`: a point without any word of limit, before words on what was."""
    found = PAST_AFTER.match(place.text, match.end())
    if found is None or (found.group().strip().startswith("全") and says_what_is_meant(match, place, last)):
        return False
    bounded = match["before"] or match["since"] or match["close1"] or match["close1b"] or match["to"]
    return not bounded


def _is_strong(match: re.Match[str]) -> bool:
    """Whether the words themselves set a limit, wherever they stand: 前, 底, 到…年."""
    part, close = match["part1"] or match["part1b"], match["close1"] or match["close1b"]
    from_now = match.string[: match.start()].endswith(("即日起", "发布之日起", "印发之日起"))
    return bool(match["before"] or close or part in ("底", "末") or (match["to"] and (match["year1"] or from_now)))


def _stands_as_limit(match: re.Match[str], place: Place, strong: bool) -> bool:
    text, start, end = place.text, match.start(), match.end()
    close = match["close1"] or match["close1b"]
    if close in ("底", "末") and not match["year1"]:  # 一查到底
        return False
    if match["before"] and _WHAT_WAS_DONE.match(text, end):
        return False
    if not strong and text[end - 2 : end] == "年度" and _OF_A_YEAR.match(text, end):
        return False
    if close and not match["before"] and not match["to"] and names_an_occasion(text, start, end):
        return False
    if match["year1"] == "当年" and end - start == 2:  # 企业当年应缴税款: the year of what it is about
        return False
    if not strong and _SEASON.match(text, end):
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
    bounds = _span_bounds(match, place)
    if bounds is not None and _is_long_past(bounds[1], match, place):  # 1月—3月 in a notice of November
        reference = replace(place.reference, year=(place.reference.year or 0) + 1)
        bounds = _span_bounds(match, replace(place, reference=reference))
    if bounds is None or bounds[1] < bounds[0]:
        return None
    first, last = bounds
    binds = not (
        is_title_years(match, text)
        or (match["years"] and _names_a_plan(text, match.start(), match.end()))
        or PAST_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
        or is_past(last, place)
        or re.match(r"\s?(?:以来|基数|同期|相比|版)", text[match.end() : match.end() + 3])
    )
    time = Time(start=first.isoformat(), end=last.isoformat())
    return TimePhrase(match.start(), match.end(), time, "time.span", binds=binds)


def _names_a_plan(text: str, start: int, end: int) -> bool:
    """Whether years stand in the name of a plan: “澜川县114至116年水质精进计划”."""
    opened = text.rfind("“", max(0, start - 16), start)
    closing = text.find("”", end, end + 24)
    named = opened >= 0 and closing > 0 and "”" not in text[opened:start]
    return named and text[:closing].endswith(("计划", "方案", "行动", "规划", "纲要"))


def _is_long_past(last: date, match: re.Match[str], place: Place) -> bool:
    """Whether a span without a year ended over half a year before the notice, so that the next year's is meant."""
    said = any(match[name] for name in ("years", "dy", "my", "both", "year1", "year2"))
    day = place.reference.day
    return not said and place.last_year is None and day is not None and (day - last).days > _HALF_YEAR


def _span_bounds(match: re.Match[str], place: Place) -> tuple[date, date] | None:
    """First and last day of a span; a year that is not said is the notice's own."""
    if match["years"]:
        years = [western_year(int(match[name]), minguo=place.minguo) for name in ("years", "yeare")]
        return (date(years[0], 1, 1), date(years[1], 12, 31)) if years[0] and years[1] else None
    year = year_named(match["dy"] or match["my"], place)
    if match["both"]:
        return None if year is None else (date(year, 1, 1), date(year + 1, 12, 31))
    if match["d1"]:
        return None if year is None else days_of_month(year, match["dm"], match["d1"], match["d2"])
    if match["m1"]:
        months = parse_integer(match["m1"]), parse_integer(match["m2"])
        if year is None or not 1 <= months[0] < months[1] <= 12:
            return None
        return date(year, months[0], 1), month_end(year, months[1])
    opened = point_bounds(match, 1, place)
    if opened is None or not _is_range(match, place.text):
        return None
    closed = point_bounds(match, 2, place, None if match["year2"] else opened[0].year)
    return None if closed is None else (opened[0], closed[1])


def _is_range(match: re.Match[str], text: str) -> bool:
    """`和` and `、` join two whole years only, and not where each year has its own part (分别)."""
    join = match["join"].strip()
    if join not in ("和", "与", "及", "、"):
        first_part = match["part1"] or match["part1b"]
        return first_part not in ("底", "末") or join in ("至", "到", "—", "-")
    whole = all(
        match[f"year{n}"]
        and match.group(f"year{n}")
        and not any(match[f"{name}{n}"] for name in ("half", "quarter", "month", "close"))
        for n in (1, 2)
    )
    rest = re.split(r"[。;\n]", text[match.end() : match.end() + 60])[0]
    shared = re.search(r"[0-9.]+%?[一-鿿]{0,3}(?:、|和)[0-9.]+", rest)
    if whole and rest.startswith("每年"):  # 2025年、2026年每年改造150处
        return True
    return whole and not rest.startswith(("分别", ",分别")) and not shared and join != "、"


def compose_dotted(match: re.Match[str], place: Place) -> TimePhrase | None:
    """`2025-06-30`, `2025.6.30前`, `2024.3—2024.12`; a year and month without a day need 前 or a second point."""
    points = [_dotted_point(match, n) for n in (1, 2) if match[f"y{n}"]]
    if None in points or (len(points) == 1 and not match["d1"] and not match["before"]):
        return None
    known = [p for p in points if p is not None]
    first, last = known[0][0], known[-1][1]
    start, end = match.span()
    if match["after"]:
        return TimePhrase(start, end, Time(start=first.isoformat()), "time.after", binds=False)
    time = Time(start=first.isoformat(), end=last.isoformat()) if len(points) == 2 else Time(by=last.isoformat())
    binds = last >= first and not is_past(last, place) and not PAST_BEFORE.search(place.text[max(0, start - 4) : start])
    return TimePhrase(start, end, time, "time.span" if len(points) == 2 else "time.limit", binds=binds)


def _dotted_point(match: re.Match[str], n: int) -> tuple[date, date] | None:
    year, month = int(match[f"y{n}"]), int(match[f"m{n}"])
    if match[f"d{n}"]:
        return days_of_month(year, match[f"m{n}"], match[f"d{n}"], match[f"d{n}"])
    return date(year, month, 1), month_end(year, month)


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
    length = parse_integer(match["m"] or match["m2"] or match["n"] or match["n2"])
    return TimePhrase(
        match.start(),
        match.end(),
        Time(start=f"{begin}-01-01", end=f"{begin + length - 1}-12-31"),
        "time.spell",
    )


_MONTH_HEAD = re.compile(
    r"(?:^|[\n。;:、(])\s?(?:[0-9]+[.、])?(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})月份?(?=[,:。(、\n]|[上中下]旬)"
)


_MONTHLY = re.compile(r"每(?P<other>双|单)?个?月[^。;\n]{0,40}$")


def compose_day(match: re.Match[str], place: Place) -> TimePhrase | None:
    """A day without a month (`25日前`): of every month (`每月5日、20日前`), or of the month its line is about."""
    text, start = place.text, match.start()
    if match["today"]:  # 今日18时前
        day_named = place.reference.day
        if day_named is None:
            return None
        by_day = day_named + timedelta(match["today"][0] == "明")
        return TimePhrase(start, match.end(), Time(by=by_day.isoformat()), "time.limit")
    line = text.rfind("\n", 0, start) + 1
    day = parse_integer(match["day"]) if match["day"] else 0
    before = text[max(line, start - 40) : start]
    monthly = _MONTHLY.search(before)
    if monthly and not re.search(r"[0-9一二三四五六七八九十]月|次月|下月|季|年", monthly.group()) and day <= 31:
        time = Time(every="2 months" if monthly["other"] else "month", by=f"{day:02d}" if day else "end")
        return TimePhrase(start, match.end(), time, "time.every.inherited")
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    heads = list(_MONTH_HEAD.finditer(text, above, start))
    year = place.reference.year
    if not day or not heads or year is None or re.search(r"每月|每季|次月|下月", before):
        return None
    month = parse_integer(heads[-1]["month"])
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year, month):
        return None
    by = date(year, month, day)
    return TimePhrase(start, match.end(), Time(by=by.isoformat()), "time.day", binds=not is_past(by, place))
