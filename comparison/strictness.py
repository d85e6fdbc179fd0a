"""Which of two bounds or times asks more (松紧): what a change of a value, a limit or a recurrence is called."""

from __future__ import annotations

import re

from specs.changes import ChangeKind
from specs.model import Target, TargetKind, Time

_UPPER = frozenset({"<", "<="})
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
# Times a year, to set one recurrence beside another.
_PER_YEAR = {"year": 1.0, "half-year": 2.0, "quarter": 4.0, "month": 12.0, "half-month": 24.0, "week": 52.0,
             "day": 365.0}
_DAYS = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0, "WD": 1.4}
_DURATION = re.compile(r"P(\d+)(WD|[YMWD])")
_HOURS = re.compile(r"PT(\d+)H")
# How firmly a comparator binds: 左右 and a bare number least, 以上 more, 超过 most; a trend not at all.
_FIRMNESS = {None: 0, "=": 1, ">=": 2, "<=": 2, "between": 2, ">": 3, "<": 3}


def name_bound_change(old: Target, new: Target) -> ChangeKind | None:
    """What became of a target's value, comparator, recurrence; None where it asks the same."""
    if old.per != new.per:
        return ChangeKind.PERIOD_CHANGED
    if old.value is None or new.value is None:
        return _name_firmness(old.value is not None, new.value is not None)
    (low, high, _), (new_low, new_high, _) = scale_value(old), scale_value(new)
    rises, falls = (new_low > low, new_high > high), (new_low < low, new_high < high)
    if any(rises) and any(falls):
        return ChangeKind.COMPARATOR_TIGHTENED if rises[0] else ChangeKind.COMPARATOR_LOOSENED
    if any(rises) or any(falls):
        return ChangeKind.VALUE_RAISED if any(rises) else ChangeKind.VALUE_LOWERED
    return _name_firmness(_firmness(old), _firmness(new))


def _firmness(target: Target) -> int:
    # 全覆盖 and 达到100% ask the same; nothing is over 100%.
    if target.kind is TargetKind.COVERAGE or (target.unit == "%" and target.value == 100):
        return 2
    return _FIRMNESS.get(target.comparator, 1)


def _name_firmness(old: int, new: int) -> ChangeKind | None:
    if old == new:
        return None
    return ChangeKind.COMPARATOR_TIGHTENED if new > old else ChangeKind.COMPARATOR_LOOSENED


def scale_value(target: Target) -> tuple[float, float, str]:
    """Low and high value in the plain unit, and that unit: 50 万人 is 500000 人. The target has a value."""
    assert target.value is not None
    unit = target.unit or ""
    times = _MYRIADS.get(unit[:1], 1)
    high = target.value if target.value_max is None else target.value_max
    return target.value * times, high * times, unit[1:] if times > 1 else unit


def bounds_above(comparator: str | None) -> bool:
    """Whether a comparator bounds from above."""
    return comparator in _UPPER


def is_ceiling(target: Target) -> bool:
    """Whether a target bounds from above: lower is stricter."""
    return bounds_above(target.comparator)


def name_time_change(old: Time | None, new: Time | None) -> ChangeKind | None:
    """What became of a limit; None where it stands as it was, or only the event that it runs from has another name."""
    if old == new:
        return None
    if old is None or new is None:
        return ChangeKind.DUE_EARLIER if old is None else ChangeKind.DUE_LATER
    if old.every != new.every or (old.within is None) != (new.within is None):
        return ChangeKind.PERIOD_CHANGED
    before, after = _rank(old), _rank(new)
    if before == after:
        return None
    if before is None or after is None:
        return ChangeKind.PERIOD_CHANGED
    return ChangeKind.DUE_EARLIER if after < before else ChangeKind.DUE_LATER


def _rank(time: Time) -> tuple[float | str, ...] | None:
    """What orders two times of one sort: the last moment allowed, then the first; None where it cannot be told."""
    if time.within is not None:
        if found := _DURATION.fullmatch(time.within):
            return 0.0, int(found[1]) * _DAYS[found[2]], ""
        hours = _HOURS.fullmatch(time.within)
        return (0.0, int(hours[1]) / 24, "") if hours else None
    last = time.by or time.end
    if last is None and time.start is None and time.every is None:
        return None
    # Without a limit it may be as late as one likes.
    return 1.0, _sortable(last) if last else "~", _sortable(time.start or "")


def _sortable(day: str) -> str:
    return day.replace("end", "99").rjust(5, "0")


def times_a_year(every: str | None) -> float | None:
    """How often a recurrence comes in a year; None where it is none or cannot be told."""
    if not every:
        return None
    count, _, unit = every.rpartition(" ")
    rate = _PER_YEAR.get(unit.removesuffix("s"))
    return rate / int(count or 1) if rate is not None and (count or "1").isdigit() else None
