"""Dates as official documents write them (日期): 2024年5月11日, 二〇二四年五月十一日, 民国113年5月."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from gongwen.numerals import parse_integer

_NUM = "[0-9一二三四五六七八九十]{1,3}"
DATE = re.compile(
    rf"(?P<minguo>(?:中华)?民国)?(?P<year>[0-9]{{2,4}}|[一二][〇○零一二三四五六七八九]{{3}}|"
    rf"[一二三四五六七八九十百]{{1,5}})年"
    rf"(?P<month>{_NUM})月(?P<day>{_NUM})日"
)
FIRST_MINGUO_YEAR = 1911


def last_day(year: int, month: int) -> int:
    """Number of the month's last day."""
    return monthrange(year, month)[1]


def parse_date(text: str) -> date | None:
    """The first full date in a half-width text; None where there is none or it is no day of the calendar."""
    found = DATE.search(text)
    if found is None:
        return None
    year = parse_integer(found["year"])
    if found["minguo"]:
        year += FIRST_MINGUO_YEAR
    if year < 1900:
        return None
    try:
        return date(year, parse_integer(found["month"]), parse_integer(found["day"]))
    except ValueError:
        return None


def print_date(day: date) -> str:
    """A date in Arabic digits without leading zeros (GB/T 9704 §7.3.5.4): 2026年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
