"""Outside cases (外部用例) of `../shared/suites`: the rows to pass, and a peer's form mapped to ours.

Every difference of convention is mapped here, with its reason; a row that differs for a reason of its own stands in
tests/cases/suite_differences.toml.
"""

from __future__ import annotations

import calendar
import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from extractor.phrases.quantities import Quantity, find_quantities
from extractor.phrases.time_words import Reference, TimePhrase
from extractor.phrases.times import find_mentions
from specs.model import Time
from tests.notices import SHARED
from tests.texts import clean_words

SUITES = SHARED / "suites"
PEERS = ("jionlp", "recognizers")
Row = dict[str, Any]


@cache
def load_rows() -> tuple[Row, ...]:
    """The rows to pass of JioNLP and Recognizers-Text, in the order of their files."""
    paths = sorted(p for peer in PEERS for p in SUITES.glob(f"{peer}-*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return tuple(row for row in rows if row["pertinent"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row expects of one time, in our terms (期望时间): any of its `readings` will do.

    start, end  offsets of the row's text, end exclusive
    readings    (first day, last day) with None where open, or (`every`, `by`) of a recurrence; none: any value
    bare        no time of ours: a length without 内 or an event, a day that no calendar has
    """

    start: int
    end: int
    readings: tuple[tuple[date | None, date | None] | tuple[str, str | None], ...]
    bare: bool = False


def wanted_times(row: Row) -> tuple[Wanted, ...]:
    """The times that a row expects."""
    return _wanted_jionlp(row) if row["suite"].startswith("jionlp") else _wanted_recognizers(row)


def _wanted_jionlp(row: Row) -> tuple[Wanted, ...]:
    expected = row["expected"]
    if isinstance(expected, list):  # the extractor's rows say where, not when
        return tuple(Wanted(*one["offset"], ()) for one in expected)
    whole = (0, len(row["text"]))
    if expected["type"] == "time_delta":  # a notice's length of time says 内 or an event
        return (Wanted(*whole, (), bare=True),)
    if expected["type"] == "time_period":
        (unit, count), point = next(iter(expected["time"]["delta"].items())), expected["time"]["point"]
        every = {0.5: f"half-{unit}", 1: unit}.get(count, f"{count:g} {unit}s")
        by = point["time"][1][5:10] if point and len(re.findall("月", point["string"])) == 1 else None
        return (Wanted(*whole, ((every, by),)),)
    first, last = (None if "inf" in t else date.fromisoformat(t[:10]) for t in expected["time"])
    now = reference_of(row).day
    if first is not None and first == now and re.search("前|内", row["text"]):
        first = None  # the peer opens a limit at its clock; ours has no beginning
    if last is not None and last == now and re.search("起|开始", row["text"]):
        last = None  # the peer closes what has begun at its clock; ours stays open
    return (Wanted(*whole, ((first, last),)),)


def _wanted_recognizers(row: Row) -> tuple[Wanted, ...]:
    found = []
    for one in row["expected"]:
        end = one["Start"] + one["Length"] if "Length" in one else one["End"] + 1
        values = one["Resolution"]["values"] if "Resolution" in one else _as_values(one)
        # A notice's length of time says 内 or an event; a day that no calendar has is none for either.
        bare = values[0]["type"] == "duration" or (values[0]["type"] != "set" and
                                                   values[0].get("value") == "not resolved")
        readings = () if bare else tuple(_reading(v, one["Text"]) for v in values)
        found.append(Wanted(one["Start"], end, readings, bare))
    return tuple(found)


def _as_values(one: Row) -> list[Row]:
    """The parsers' rows give what was and what is to come; either will do."""
    value = one["Value"]
    both = (value["FutureResolution"], value["PastResolution"])
    return [{"type": one["Type"], "timex": value["Timex"], "start": days.get("startDate"), "end": days.get("endDate")}
            for days in both]


_EVERY = {"P1D": "day", "P1W": "week", "P1M": "month", "P1Y": "year"}


def _reading(value: Row, words: str) -> tuple[date | None, date | None] | tuple[str, str | None]:
    """(first, last) of a date or range, (`every`, None) of a set.

    A range of one period ends, for the peer, at the next one's beginning. One that joins two points (`5月-10月`) ends
    at the beginning of its last period, which a notice means to be part of it. `前` and `以前` of a period are, in a
    notice, by its end; 之后 begins with the day or after the period.
    """
    if value["type"] == "set":
        return _EVERY[value["timex"]], None
    if value["type"] == "date":
        return (date.fromisoformat(value["value"]),) * 2
    first, last = (date.fromisoformat(value[k].zfill(10)) if value.get(k) else None for k in ("start", "end"))
    if last is not None and (value.get("Mod") in ("before", "until") or re.search("[到至与和–-]|之后.*之前", words)):
        last = _period_end(last, re.findall("[年月日号]", words.replace("年间", ""))[-1:] or ["日"])
    elif last is not None:
        last -= timedelta(1)
    return first, last


def _period_end(begin: date, unit: list[str]) -> date:
    if unit == ["年"]:
        return date(begin.year, 12, 31)
    return begin.replace(day=calendar.monthrange(begin.year, begin.month)[1]) if unit == ["月"] else begin


_COLLECTED = date(2026, 11, 22)  # the day that the rows were collected: the clock of those that give none
_YEAR_SAID = re.compile("[年今去前明本上当近这未内]")


def reference_of(row: Row) -> Reference:
    """The day that a row is read on; some give only the year.

    A bare month or quarter is, for the peer, of its clock's year; in a notice one that is over is next year's. The
    same year is meant by a notice of that January.
    """
    ref = row.get("ref")
    if ref is None:
        return Reference(_COLLECTED, _COLLECTED.year)
    if isinstance(ref, str):
        ref = [int(part) for part in ref[:10].split("-")]
    parts = list(ref.values()) if isinstance(ref, dict) else ref
    if row["suite"].startswith("jionlp") and not _YEAR_SAID.search(row["text"]):
        parts = parts[:1]
    return Reference(date(parts[0], *[*parts[1:3], 1, 1][:2]), parts[0])


def made_times(row: Row) -> list[tuple[int, int, TimePhrase]]:
    """What we read of a row's text, in offsets of it: the outermost times."""
    clean, _ = clean_words(row["text"])
    found = find_mentions(clean.text, reference_of(row), ())
    outer = [p for p in found if not any(o is not p and o.start <= p.start and p.end <= o.end for o in found)]
    return [(*clean.source_span(p.start, p.end), p) for p in outer]


def judge_times(row: Row) -> str:
    """`read`: every time with its value; `passed over`: rightly none, or none that binds; else what differs."""
    wanted, made = wanted_times(row), made_times(row)
    reference = reference_of(row)
    outcome = "passed over"
    for want in wanted:
        own = [p for start, end, p in made if start < want.end and want.start < end]
        made = [(s, e, p) for s, e, p in made if p not in own]
        if want.bare:
            if any(p.binds for p in own):
                return f"binds: {_say(own)}"
        elif own and (not want.readings or any(_agrees(r, own[0].time, reference) for r in want.readings)):
            outcome = "read"
        elif own or not _looks_back(want, reference) or re.search("[0-9〇零一二三四五六七八九]{2}年", row["text"]):
            return f"wanted {want.readings}, made {_say(own)}"
    return f"unasked: {_say([p for _, _, p in made])}" if any(p.binds for _, _, p in made) else outcome


def _looks_back(want: Wanted, reference: Reference) -> bool:
    """Whether all readings lie before the reference: what is past binds nobody (spec-format, "Deadline")."""
    lasts = [r[1] for r in want.readings]
    return reference.day is not None and all(isinstance(d, date) and d <= reference.day for d in lasts)


def _agrees(reading: tuple[Any, Any], time: Time, reference: Reference) -> bool:
    """Whether our time says what a row expects; a limit has no beginning, so that only its end is compared."""
    first, last = reading
    if time.every:
        return (time.every, time.by) == (first, last)
    if time.within and reference.day is not None:
        return bool(last == _after(reference.day, time.within))
    if time.by:
        return bool(last == date.fromisoformat(time.by))
    return (first, last) == tuple(date.fromisoformat(d) if d else None for d in (time.start, time.end))


def _after(day: date, length: str) -> date:
    """The day on which a length of days or years from `day` ends; working days are Monday to Friday."""
    count = int("".join(re.findall("[0-9]", length)))
    if length.endswith("WD"):
        while count:
            day += timedelta(1)
            count -= day.weekday() < 5
        return day
    return day.replace(year=day.year + count) - timedelta(1) if length.endswith("Y") else day + timedelta(count)


def _say(phrases: list[TimePhrase]) -> str:
    return str([p.time for p in phrases])


Bounds = tuple[float | None, float | None, bool, bool]  # lowest, highest, each with whether it is met itself


def wanted_numbers(row: Row) -> list[tuple[int, int, Bounds]]:
    """(start, end, bounds) of each number or range that a row expects; a percentage is a range of one number."""
    return [(one["Start"], one["End"] + 1, _bounds(one["Resolution"]["value"])) for one in row["expected"]]


def _bounds(value: str) -> Bounds:
    if value.endswith("%"):
        number = float(value[:-1])
        return number, number, True, True
    low, high = (float(v) if v else None for v in value[1:-1].split(","))
    return low, high, value[0] == "[", value[-1] == "]"


def judge_numbers(row: Row) -> str:
    """`read` where every number stands with its value and bound, and no other; else what differs."""
    clean, _ = clean_words(row["text"])
    made = [(*clean.source_span(q.start, q.end), q) for q in find_quantities(clean.text, ())]
    percent = row["suite"].endswith("percentmodel")
    for start, end, want in wanted_numbers(row):
        own = [q for s, e, q in made if s < end and start < e]
        made = [(s, e, q) for s, e, q in made if q not in own]
        if not own or not _fits(want, own, percent):
            return f"wanted {want}, made {own}"
    return f"unasked: {made}" if any(q.unit == "%" or q.bound for _, _, q in made) else "read"


_SCALES = {"%": 1.0, "‰": 0.1}


def _fits(want: Bounds, made: list[Quantity], percent: bool) -> bool:
    """Whether our quantities bound a number as the row does.

    A bounded percentage is one number for the peer (`95%以上` is 95%); a share of one (1/2) is a percentage of ours.
    以上 and 以下 include the number itself in a notice, and for the peer they do not.
    """
    scaled = [(q, q.value * (_SCALES.get(q.unit, 1.0) if percent else 0.01 if q.unit == "%" else 1.0)) for q in made]
    if percent:
        return len(made) == 1 and abs(scaled[0][1] - (want[0] or 0.0)) < 1e-9
    lows = [(v, q.comparator == ">=") for q, v in scaled if q.comparator in (">", ">=")]
    highs = [(v, q.comparator == "<=") for q, v in scaled if q.comparator in ("<", "<=")]
    low, high, low_met, high_met = want
    after = any(q.comparator in (">=", "<=") for q in made) and not (low_met or high_met)
    return (len(lows) + len(highs) == len(made)
            and lows == ([] if low is None else [(low, low_met or after)])
            and highs == ([] if high is None else [(high, high_met or after)]))


def judge(row: Row) -> str:
    """`read`, `passed over`, or what differs."""
    return judge_numbers(row) if "-number-" in row["suite"] else judge_times(row)
