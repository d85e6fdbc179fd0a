"""Yearly plans (年度计划): 6月底前 of the 2024 plan and 6月底前 of the 2025 plan are one demand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from specs.model import Spec, Time

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?=年)")
_CITED = re.compile(r"《[^》]*》|\([^)]*\)|〔[0-9]+〕")


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years of two yearly plans (计划年度)."""

    old: str
    new: str


def find_plan_years(old: Spec, new: Spec) -> PlanYears | None:
    """The years in the titles of two plans, where each names one and they differ; None for other papers."""
    found = [set(_YEAR.findall(_CITED.sub("", spec.notice.title or ""))) for spec in (old, new)]
    if any(len(years) != 1 for years in found) or found[0] == found[1]:
        return None
    return PlanYears(found[0].pop(), found[1].pop())


def align_times(old: Time | None, new: Time | None, years: PlanYears | None) -> tuple[Time | None, Time | None]:
    """Two times as they are to be compared: where each lies in its own plan's year, or in the one after, as if in one.

    A date of the old plan in another year than the new date's place in its plan is compared as it stands.
    """
    if years and old and new:
        before, after = neutral_time(old, years.old), neutral_time(new, years.new)
        if _offset(before) == _offset(after) is not None:
            return before, after
    return old, new


def neutral_spec(spec: Spec, year: str) -> Spec:
    """The spec with the dates of its plan counted from its year; for pairing alone."""
    return replace(
        spec,
        targets=tuple(replace(t, due=neutral_time(t.due, year)) if t.due else t for t in spec.targets),
        deadlines=tuple(replace(d, time=neutral_time(d.time, year)) for d in spec.deadlines),
        reports=tuple(replace(r, due=neutral_time(r.due, year)) if r.due else r for r in spec.reports))


def neutral_time(time: Time, year: str) -> Time:
    """A time with its years counted from the plan's: 0000 is the year itself, 0001 the next."""
    if time.every or time.within:
        return time
    return replace(time, by=_count(time.by, year), start=_count(time.start, year), end=_count(time.end, year))


def _count(day: str | None, year: str) -> str | None:
    if day is None or not day[:4].isdigit() or not 0 <= int(day[:4]) - int(year) <= 1:
        return day
    # The end of February is the end of February in any year.
    return f"{int(day[:4]) - int(year):04d}{day[4:]}".replace("-02-29", "-02-28")


def _offset(time: Time) -> str | None:
    day = time.by or time.end or time.start or ""
    return day[:4] if day.startswith("000") else None
