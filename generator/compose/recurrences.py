"""Times that come again as rules of a calendar (周期): each year's 10 January, the ends of quarters, every Monday."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from specs.model import Time

Rule = tuple[tuple[str, tuple[int | str, ...]], ...]
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST_MONTH = 28
_LONGEST_WAIT = 800  # days within which any of these rules comes round


def find_rule(time: Time) -> Rule:
    """The recurrence rule of a time (RFC 5545 §3.3.10); () where no calendar knows its days (每年, 每学期)."""
    by = time.by or ""
    if time.every == "week":
        return (("FREQ", ("WEEKLY",)), ("BYDAY", (_WEEKDAYS[int(by) - 1],))) if by in tuple("1234567") else ()
    if time.every == "month":
        return _monthly((), by)
    if time.every == "year":
        month, _, day = ("12", "", "end") if by == "end" else by.partition("-")
        return _monthly((int(month),), day) if month.isdigit() and int(month) <= 12 else ()
    if time.every == "quarter":
        place, _, day = ("3", "", "end") if by == "end" else by.partition("-")
        return _monthly(tuple(range(int(place), 13, 3)), day) if place in ("1", "2", "3") else ()
    return _monthly((6, 12), "end") if time.every == "half-year" and by == "end" else ()


def _monthly(months: tuple[int, ...], day: str) -> Rule:
    """A day of these months, or of all; where it is past the month's last, that."""
    if day != "end" and (not day.isdigit() or not 1 <= int(day) <= 31):
        return ()
    days: tuple[int, ...] = (-1,) if day == "end" else (int(day),)
    late: Rule = ()
    if days[0] > _SHORTEST_MONTH and any(days[0] > monthrange(2023, month)[1] for month in months or range(1, 13)):
        days, late = tuple(range(_SHORTEST_MONTH, days[0] + 1)), (("BYSETPOS", (-1,)),)
    frequency = ("FREQ", ("YEARLY" if months else "MONTHLY",))
    if late and months:  # of each month by itself
        frequency = ("FREQ", ("MONTHLY",))
    return (frequency, *((("BYMONTH", months),) if months else ()), ("BYMONTHDAY", days), *late)


def first_day(rule: Rule, after: date) -> date:
    """The first day of a rule later than another.

    raises  StopIteration: the rule has no day, which none of `find_rule` is
    """
    return next(day for day in _days(after) if _falls_on(rule, day))


def _days(after: date) -> Iterator[date]:
    return (after + timedelta(days=i) for i in range(1, _LONGEST_WAIT))


def _falls_on(rule: Rule, day: date) -> bool:
    parts = dict(rule)
    if "BYDAY" in parts:
        return _WEEKDAYS[day.weekday()] in parts["BYDAY"]
    if "BYMONTH" in parts and day.month not in parts["BYMONTH"]:
        return False
    last = monthrange(day.year, day.month)[1]
    days = [last if number == -1 else number for number in parts["BYMONTHDAY"] if isinstance(number, int)]
    return day.day == max(number for number in days if number <= last)
