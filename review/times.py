"""Times as the sheet writes them, read back (时间读回): the way back of `print_time` and `print_every`."""

from __future__ import annotations

import re
from datetime import date

from gongwen.characters import fold_full_width
from gongwen.dates import last_day
from specs.model import Time

FORMS = ("请写成 2025年12月31日前、2025年3月1日至2025年6月30日、2026年1月1日起、"
         "每年1月10日前、每季度末前、备案后3个月内 这样的形式")
_UNITS = {"年": "year", "半年": "half-year", "半个月": "half-month", "半月": "half-month",
          "季度": "quarter", "季": "quarter", "月": "month", "周": "week",
          "日": "day", "天": "day"}
_POINT = r"(?P<y{0}>[12][0-9]{{3}})年(?:(?P<m{0}>[0-9]{{1,2}})月(?:(?P<d{0}>[0-9]{{1,2}})日|底|末)?|底|末)?"
_LIMIT = re.compile(rf"(?:到|至)?{_POINT.format('')}(?:之前|以前|前)?")
_SPAN = re.compile(rf"{_POINT.format(1)}(?:至|到|-|—|~){_POINT.format(2)}")
_SINCE = re.compile(rf"{_POINT.format('')}起")
_EVERY = re.compile(r"每(?P<n>[0-9]+)?个?(?P<unit>半年|半个?月|年|季度|季|月|周|日|天)(?P<limit>.*)")
_WITHIN = re.compile(
    r"(?:(?P<after>.+?)(?:之?后))?(?=[0-9])(?:(?P<Y>[0-9]+)年)?(?:(?P<M>[0-9]+)个月)?(?:(?P<W>[0-9]+)周)?"
    r"(?:(?P<D>[0-9]+)(?P<work>个工作日|[日天]))?(?:(?P<h>[0-9]+)小时)?(?:(?P<m>[0-9]+)分钟)?(?:之内|以内|内)")
_ISO = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def parse_every(text: str) -> str:
    """The recurrence that words say: 每年 is `year`, 每2年 is `2 years`; raises ValueError."""
    found = _EVERY.fullmatch(_plain(text))
    if found is None or found["limit"]:
        raise ValueError(f"周期“{text}”看不懂，请写成 每年、每半年、每季度、每月、每周、每2年 这样的形式")
    unit = _UNITS[found["unit"]]
    return f"{int(found['n'])} {unit}s" if found["n"] and int(found["n"]) > 1 else unit


def parse_time(text: str) -> Time:
    """The time that words say, in any form that `print_time` writes, or as a date; raises ValueError."""
    words = _plain(text)
    try:
        return _parse(words)
    except (ValueError, KeyError) as error:
        raise ValueError(f"时间“{text}”看不懂，{FORMS}") from error


def _plain(text: str) -> str:
    return re.sub(r"\s", "", fold_full_width(text))


def _parse(words: str) -> Time:
    if found := _ISO.fullmatch(words):
        return Time(by=date(*(int(g) for g in found.groups())).isoformat())
    if found := _SPAN.fullmatch(words):
        return Time(start=_day(found, "1", first=True), end=_day(found, "2"))
    if found := _SINCE.fullmatch(words):
        return Time(start=_day(found, "", first=True))
    if found := _LIMIT.fullmatch(words):
        return Time(by=_day(found, ""))
    if (found := _WITHIN.fullmatch(words)) and not words.startswith("内"):
        return Time(within=_duration(found), after=found["after"] or "")
    if found := _EVERY.fullmatch(words):
        every = parse_every("每" + (found["n"] or "") + found["unit"])
        return Time(every=every, by=_by(every, found["limit"]) if found["limit"] else None)
    raise ValueError(words)


def _day(found: re.Match[str], n: str, *, first: bool = False) -> str:
    """The ISO day of a point; a bare year or month begins or ends there."""
    year = int(found[f"y{n}"])
    month = int(found[f"m{n}"] or (1 if first else 12))
    day = int(found[f"d{n}"] or (1 if first else last_day(year, month)))
    return date(year, month, day).isoformat()


def _duration(found: re.Match[str]) -> str:
    """An ISO 8601 duration, working days as `P10WD`."""
    days = f"{found['D']}{'WD' if found['work'] == '个工作日' else 'D'}" if found["D"] else ""
    whole = "".join(f"{found[k]}{k}" for k in "YMW" if found[k]) + days
    clock = (f"{found['h']}H" if found["h"] else "") + (f"{found['m']}M" if found["m"] else "")
    if not whole and not clock:
        raise ValueError("no length")
    return f"P{whole}" + (f"T{clock}" if clock else "")


def _by(every: str, limit: str) -> str:
    """The limit inside a recurrence, as spec-format writes it for each period."""
    words = re.sub(r"(?:之前|以前|前)$", "", limit)
    if words in ("末", "底"):
        return "12-31" if every == "year" else "end"
    if every == "week" and (found := re.fullmatch(r"(?:星期|周)?([一二三四五六日天])", words)):
        return str("一二三四五六日".index(found[1].replace("天", "日")) + 1)
    if found := re.fullmatch(r"([首中末])月([0-9]{1,2})日", words):
        return f"{'首中末'.index(found[1]) + 1}-{int(found[2])}"
    if found := re.fullmatch(r"([0-9]{1,2})月(?:([0-9]{1,2})日|[底末])", words):
        month = int(found[1])
        if found[2] is None and month == 2:
            return "02-end"
        return date(2024, month, int(found[2] or last_day(2024, month))).isoformat()[5:]
    if found := re.fullmatch(r"([0-9]{1,2})日", words):
        return f"{int(found[1]):02d}"
    raise ValueError(limit)
