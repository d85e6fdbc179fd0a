"""Calendar points (日期点): the first and last day that a year, half, quarter, month or day names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractor.phrases.time_words import Place
from gongwen.dates import FIRST_MINGUO_YEAR, last_day
from gongwen.numerals import parse_integer

_RELATIVE = {"去年": -1, "上年": -1, "前年": -2}


def year_named(words: str | None, place: Place) -> int | None:
    """The year that words name, or that the place makes plain."""
    reference = place.reference.year
    if not words:
        said = place.last_year  # a past year said before (根据2023年调查情况,于6月底前) governs no limit
        return reference if said is None or (reference is not None and said < reference) else said
    if words.startswith("民国"):
        return parse_integer(words[2:-1].strip()) + FIRST_MINGUO_YEAR
    if words in ("今年", "本年"):
        return reference
    if words in _RELATIVE:
        return None if reference is None else reference + _RELATIVE[words]
    if words in ("当年", "同年"):
        return place.last_year or reference
    if words in ("明年", "次年"):
        base = (place.last_year if words == "次年" else None) or reference
        return None if base is None else base + 1
    return western_year(parse_integer(words.removesuffix("年").strip()), minguo=place.minguo)


def western_year(number: int, *, minguo: bool) -> int | None:
    """The year that a number names: 2025; 25 beside a month; 114 only where years are counted from 1911."""
    if number < 100:
        return number + (2000 if number < 50 else 1900)
    if number < 1000:
        return number + FIRST_MINGUO_YEAR if minguo else None
    return number


def point_bounds(match: re.Match[str], n: int, place: Place, year: int | None = None) -> tuple[date, date] | None:
    """First and last day of calendar point n of a match; None where the text gives no year and none is plain."""

    def group(name: str) -> str | None:
        found: str | None = match[f"{name}{n}"] or match[f"{name}{n}b"]
        return found

    year = year_named(match[f"year{n}"], place) if match[f"year{n}"] or year is None else year
    if year is None or not 1950 <= year <= 2100:
        return None
    if half := group("half"):
        return (date(year, 1, 1), date(year, 6, 30)) if half[0] in "上前" else (date(year, 7, 1), date(year, 12, 31))
    if quarters := group("quarters"):  # 前三季度
        return date(year, 1, 1), month_end(year, 3 * parse_integer(quarters))
    if quarter := group("quarter"):
        q = 1 if quarter == "首" else parse_integer(quarter)
        return date(year, 3 * q - 2, 1), month_end(year, 3 * q)
    if group("first"):
        return date(year, 1, 1), date(year, 1, 31)
    if group("this") and place.reference.day is None:
        return None
    if (month := group("month")) or group("this"):
        number = parse_integer(month) if month else place.reference.day.month if place.reference.day else 0
        day = group("day")
        if day is None and not group("part"):
            day = find_shared_day(match.string, max(match.end(f"month{n}"), match.end(f"month{n}b")))
        return _in_month(year, number, day, group("part") or "", group("week"))
    if group("close") == "年中":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 1, 1), date(year, 12, 31)


_SHARED_DAY = re.compile(
    r"月份?(?:(?:、|和|及|以及)[0-9一二三四五六七八九十]{1,3}月份?)+的?(?P<day>[0-9一二三四五六七八九十]{1,3})[日号]"
)


def find_shared_day(text: str, at: int) -> str | None:
    """The day that a list of months shares (`3月、6月、9月的25日前`); at: where the number of one of them ends."""
    found = _SHARED_DAY.match(text, at)
    return found["day"] if found else None


def _in_month(year: int, month: int, day: str | None, part: str, week: str | None) -> tuple[date, date] | None:
    """First and last day of a month, or of what is said within it; None where the calendar has none such."""
    if not 1 <= month <= 12:
        return None
    if day:
        number = parse_integer(day)
        if not 1 <= number <= last_day(year, month):
            return None
        return date(year, month, number), date(year, month, number)
    if week:  # a month's first week is the first that begins in it
        first = date(year, month, 1)
        monday = first + timedelta(-first.weekday() % 7 + 7 * (parse_integer(week) - 1))
        return monday, monday + timedelta(6)
    ends = {"上旬": 10, "初": 10, "中旬": 20}
    begins = {"中旬": 11, "下旬": 21}
    return date(year, month, begins.get(part, 1)), date(year, month, ends.get(part, last_day(year, month)))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, last_day(year, month))


def days_of_month(year: int, month: str, first: str, last: str) -> tuple[date, date] | None:
    """Two days of one month, in its order; None where the calendar has none such."""
    number, days = parse_integer(month), (parse_integer(first), parse_integer(last))
    if not 1 <= number <= 12 or not 1 <= days[0] <= days[1] <= last_day(year, number):
        return None
    return date(year, number, days[0]), date(year, number, days[1])
