"""Dates that do not fit where they stand (时间存疑): outside their phase, or outside the years of their plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from extractor.facts.reading import Reading
from extractor.source import Span
from gongwen.dates import print_date
from specs.model import Deadline, Doubt, Time

_PLAN_YEARS = re.compile(r"(?<![0-9])(?P<first>20[0-9]{2})年?\s?[-—–~～至]+\s?(?P<last>20[0-9]{2})年")


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of the text whose heading says when its duties fall (阶段), as ISO days."""

    span: Span
    first: str
    last: str


def find_date_doubts(reading: Reading, deadlines: Iterable[Deadline]) -> Iterator[Doubt]:
    """Deadlines with a day of the calendar that an officer would query; nothing is moved.

    returns  doubts of kind `date out of place`, one a deadline at most
    """
    phases, plans = list(_phases(reading)), list(_plans(reading))
    for deadline in deadlines:
        first, last = _days(deadline.time)
        if last is None:
            continue
        span = reading.clean.clean_span(deadline.start, deadline.end)
        phase = next((p for p in phases if span.start in p.span), None)
        plan = next((p for p in plans if span.start in p.span), None)
        words = reading.words_of(span)
        if phase is not None and not phase.first <= last <= phase.last:
            why = f"“{words}”不在本阶段（{_say(phase.first)}至{_say(phase.last)}）之内，请核对"
        elif plan is not None and (last < plan.first or (first or last) > plan.last):
            why = f"“{words}”不在方案所说的{plan.first[:4]}—{int(plan.last[:4]) - 1}年之内，请核对"
        else:
            continue
        yield Doubt("date out of place", "", deadline.start, deadline.end, why)


def _days(time: Time) -> tuple[str | None, str | None]:
    """First and last day of a time; (None, None) where it names no day of one year."""
    if time.every or time.within:
        return None, None
    return time.start, time.by or time.end


def _say(day: str) -> str:
    return print_date(date.fromisoformat(day))


def _phases(reading: Reading) -> Iterator[_Period]:
    """Items whose heading names a span: `(二)组织实施阶段(2025年5月—9月)`."""
    for item in reading.outline.walk():
        for time in reading.times_in(item.start, item.body):
            if item.heading and time.time.start and time.time.end:
                yield _Period(Span(item.body, item.end), time.time.start, time.time.end)


def _plans(reading: Reading) -> Iterator[_Period]:
    """Papers with years in their title; they end a year later, for the last report comes after the plan."""
    for part in reading.outline.parts:
        years = _PLAN_YEARS.search(part.title)
        if years:
            yield _Period(Span(part.start, part.end), f"{years['first']}-01-01", f"{int(years['last']) + 1}-12-31")
