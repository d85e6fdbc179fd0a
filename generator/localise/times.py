"""Times and values in the words of a document (时限、目标值的写法)."""

from __future__ import annotations

import re
from calendar import monthrange

from generator.localise.words import say_quote
from specs.model import Target, TargetKind, Time

_EVERY = {"year": "每年", "half-year": "每半年", "quarter": "每季度", "month": "每月", "half-month": "每半个月",
          "10 days": "每旬", "week": "每周", "day": "每日"}
_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "日", "WD": "个工作日"}
_CLOCK = {"H": "小时", "M": "分钟"}
_NUMBERS = "零一二三四五六七八九十"
_WEEKDAYS = "一二三四五六日"
_BOUNDS = {">": "超过", "<=": "不超过", "<": "低于", "=": ""}
_COVERAGE = re.compile(r"全覆盖|应\w{1,3}尽\w{1,3}|全员|全部")


def print_time(time: Time, *, day: bool = False) -> str:
    """A time as a document says it: 2025年底前, 2024年4月至6月, 每年1月10日前, 备案后3个月内.

    day  the notice names the day: 9月30日前 is not said as 9月底前
    """
    if time.within:
        return f"{time.after}后{_length(time.within)}内" if time.after else f"{_length(time.within)}内"
    if time.every:
        return _every(time.every) + _recurring_day(time.every, time.by)
    if time.by:
        return f"{_limit(time.by, day)}前"
    if time.start and time.end:
        return _span(time.start, time.end)
    if time.start:
        return f"{_first(time.start)}起"
    return f"至{_limit(time.end)}" if time.end else ""


def print_rhythm(target: Target) -> str:
    """How often a target is due again: 每年; "" once."""
    return _every(target.per) if target.per else ""


def print_value(target: Target) -> str:
    """A target's value with its bound and rhythm: 每年不少于20家, 不低于85%, 全覆盖; trends in the text's own words."""
    rhythm = print_rhythm(target)
    if target.kind is TargetKind.COVERAGE:
        found = _COVERAGE.search(say_quote(target))
        return rhythm + (found[0] if found else "全覆盖")
    if target.value is None:
        return rhythm + print_trend(target)
    unit = {"工作日": "个工作日", "月": "个月"}.get(target.unit or "", target.unit or "")
    if target.comparator == "between" and target.value_max is not None:
        return f"{rhythm}{_number(target.value)}至{_number(target.value_max)}{unit}"
    if unit == "%" and target.value == 100 and target.comparator == ">=":
        return f"{rhythm}达到100%"
    said = _FRACTION.search(say_quote(target))
    if unit == "%" and said and not float(target.value).is_integer():  # no 33.33% for 三分之一
        return f"{rhythm}{_BOUNDS.get(target.comparator or '=', '不低于')}{said[0]}"
    floor = "不低于" if unit in ("", "%", "‰") or unit.startswith("/") else "不少于"
    return f"{rhythm}{_BOUNDS.get(target.comparator or '=', floor)}{_number(target.value)}{unit}"


_FRACTION = re.compile("[二三四五六七八九十]分之[一二三四五六七八九]")


def print_trend(target: Target) -> str:
    """What a trend says beyond its indicator: 明显提升; the whole quote where it begins otherwise."""
    quote = say_quote(target)
    if "|" in quote:
        return quote.rsplit("|", 1)[1].strip()
    return quote.removeprefix(target.indicator) or quote


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"


def _every(word: str) -> str:
    """`2 years` as 每两年, `year` as 每年."""
    if word in _EVERY:
        return _EVERY[word]
    count, _, unit = word.partition(" ")
    if not count.isdigit():
        return f"每{word}"
    number = "两" if count == "2" else _NUMBERS[int(count)] if int(count) < 11 else count
    units = {"years": "年", "months": "个月", "weeks": "周", "days": "日", "quarters": "个季度"}
    return f"每{number}{units.get(unit, unit)}"


def _recurring_day(every: str, by: str | None) -> str:
    if not by:
        return ""
    if by == "end":
        return "末前" if every in ("year", "quarter", "month", "week") else "底前"
    if every == "week" and by.isdigit():
        return f"{_WEEKDAYS[int(by) - 1]}前"
    if every == "quarter" and "-" in by:
        month, day = by.split("-")
        place = ("首月", "第二个月", "末月")[int(month) - 1]
        return f"{place}{int(day)}日前" if day.isdigit() else f"{place}底前"
    if "-" in by:
        month, day = by.split("-")
        whole = day == "end" or int(day) == monthrange(2023, int(month))[1]
        return f"{int(month)}月底前" if whole else f"{int(month)}月{int(day)}日前"
    return f"{int(by)}日前" if by.isdigit() else f"{by}前"


def _limit(limit: str, exact: bool = False) -> str:
    """The last day of a limit, by the greatest whole unit that ends with it; by the day where that is asked."""
    year, month, date = _parts(limit)
    if exact and month and date:
        return f"{year}年{month}月{date}日"
    if month is None or (month == 12 and date == 31):
        return f"{year}年底"
    if date is None or date == monthrange(year, month)[1]:
        return f"{year}年{month}月底"
    return f"{year}年{month}月{date}日"


def _first(day: str) -> str:
    year, month, date = _parts(day)
    if month is None or (month == 1 and date == 1):
        return f"{year}年"
    return f"{year}年{month}月" if date in (None, 1) else f"{year}年{month}月{date}日"


def _span(start: str, end: str) -> str:
    (year, month, day), (last, until, date) = _parts(start), _parts(end)
    if not (month and day and until and date):
        return f"{_first(start)}至{_limit(end).removesuffix('底')}"
    if (month, day, until, date) == (1, 1, 12, 31):
        return f"{year}年" if year == last else f"{year}年至{last}年"
    whole = day == 1 and date == monthrange(last, until)[1]
    head = f"{year}年{month}月" + ("" if whole else f"{day}日")
    tail = ("" if year == last else f"{last}年") + f"{until}月" + ("" if whole else f"{date}日")
    return head if head == f"{last}年{tail}" or (whole and head.endswith(f"年{tail}")) else f"{head}至{tail}"


def _length(duration: str) -> str:
    clock = duration.startswith("PT")
    found = re.fullmatch(r"PT?(\d+)(WD|[YMWDH])", duration)
    if not found:
        return duration
    return found[1] + (_CLOCK if clock else _UNITS).get(found[2], found[2])


def _parts(day: str) -> tuple[int, int | None, int | None]:
    found = [int(part) for part in day.split("-") if part.isdigit()]
    return found[0], found[1] if len(found) > 1 else None, found[2] if len(found) > 2 else None
