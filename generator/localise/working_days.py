"""Working days (工作日): weekends, holidays and the days worked for them, as far as the calendar knows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_ONE = timedelta(days=1)


@cache
def last_known_year() -> int:
    """The last year whose holidays the calendar has; after it weekends alone count."""
    from chinese_calendar.constants import holidays  # heavy to load, and few plans have a date to move

    return int(max(holidays).year)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day; beyond the calendar every Monday to Friday is taken for one."""
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def step_back(day: date, days: int) -> date:
    """The working day that lies so many working days before the last one up to a day.

    days  0: the day itself where it is one, else the one before it
    """
    while not is_working_day(day):
        day -= _ONE
    for _ in range(days):
        day -= _ONE
        while not is_working_day(day):
            day -= _ONE
    return day
