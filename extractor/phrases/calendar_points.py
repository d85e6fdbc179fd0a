"""Calendar points (日期点): the first and last day that a year, half, quarter, month or day names."""

from __future__ import annotations

import re
from datetime import date

from extractor.phrases.time_words import Place
from gongwen.dates import FIRST_MINGUO_YEAR, last_day
from gongwen.numerals import parse_integer


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
    if words == "当年":
        return place.last_year or reference
    if words in ("明年", "次年"):
        return (
            (place.last_year if words == "次年" and place.last_year else reference or 0) + 1
            if reference or place.last_year
            else None
        )
    return parse_integer(words[:-1].strip())


def point_bounds(match: re.Match[str], n: int, place: Place, year: int | None = None) -> tuple[date, date] | None:
    """First and last day of calendar point n of a match; None where the text gives no year and none is plain."""

    def group(name: str) -> str | None:
        found: str | None = match[f"{name}{n}"] or match[f"{name}{n}b"]
        return found

    year = year_named(match[f"year{n}"], place) if match[f"year{n}"] or year is None else year
    if year is None or not 1950 <= year <= 2100:
        return None
    if half := group("half"):
        return (date(year, 1, 1), date(year, 6, 30)) if half[0] == "上" else (date(year, 7, 1), date(year, 12, 31))
    if quarter := group("quarter"):
        q = parse_integer(quarter)
        return date(year, 3 * q - 2, 1), date(year, 3 * q, last_day(year, 3 * q))
    if month_words := group("month"):
        month = parse_integer(month_words)
        if not 1 <= month <= 12:
            return None
        if day_words := group("day"):
            day = parse_integer(day_words)
            if not 1 <= day <= last_day(year, month):
                return None
            return date(year, month, day), date(year, month, day)
        ends = {"上旬": 10, "初": 10, "中旬": 20}
        part = group("part") or ""
        first = {"中旬": 11, "下旬": 21}.get(part, 1)
        return date(year, month, first), date(year, month, ends.get(part, last_day(year, month)))
    if group("close") == "年中":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 1, 1), date(year, 12, 31)
