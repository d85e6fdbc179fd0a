"""The nouns of workbooks and calendars, without a look (台账、日历): what `compose` makes and `typeset` writes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger (台账栏目).

    width    in characters
    choices  what may be chosen in it
    role     what a formula or rule needs to know: numerator, denominator, rate, due, state, day (a date to fill in),
             number and share (a fraction shown in percent) of what was collected
    hint     what is to be filled in, shown at the cell
    """

    name: str
    width: int
    choices: tuple[str, ...] = ()
    role: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a ledger (工作表): cells are text, a date in ISO 8601 in the columns `due` and `day`, or ""."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A workbook of tasks (台账): the whole, then a sheet a body."""

    title: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar (日历事项), on a whole day.

    uid      the same in every run
    day      ISO 8601; of what comes again, the first
    kind     任务 报送 目标
    details  what is read when it is opened, line by line
    repeats  the parts of its recurrence rule (RFC 5545 §3.3.10), () where it comes once
    """

    uid: str
    day: str
    title: str
    kind: str
    details: tuple[str, ...]
    repeats: tuple[tuple[str, tuple[int | str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a county's plan (时间节点日历); `stamp` is the notice's date of issue, ISO 8601."""

    title: str
    stamp: str
    events: tuple[Event, ...]
