"""A changed fact said in the plan's own words (改写): only the characters that must change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from specs.model import Deadline, Target, Time
from specs.wording import print_number

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.S)
_DAY = re.compile(r"(?P<year>\d{4}年)?(?P<day>\d{1,2}月(?:\d{1,2}日|底)|(?<=年)底)")
_YEAR = re.compile(r"\d{4}年")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Words of a quote and what takes their place (换字): `at` counts from the quote's beginning."""

    at: int
    old: str
    new: str


def restate_target(said: Target, old: Target, new: Target) -> Exchange | None:
    """How a plan's target that says what the old one does says what the new one does; None where that is not sure."""
    same = all(getattr(old, name) == getattr(new, name) for name in ("comparator", "unit", "value_max", "per", "each"))
    if same and old.value is not None and new.value is not None:
        places = [found for found in _NUMBER.finditer(said.quote) if float(found[0]) == old.value]
        return Exchange(places[0].start(), places[0][0], print_number(new.value)) if len(places) == 1 else None
    return transplant(said.quote, old.words or old.quote, new.words or new.quote)


def restate_deadline(said: Deadline, old: Deadline, new: Deadline) -> Exchange | None:
    """The same of a deadline: in the new paper's words where the plan has the old one's, else as the plan says days."""
    before, after = old.words or old.quote, new.words or new.quote
    if said.quote == before and _year_of(said.time) == _year_of(new.time):
        return trim(0, said.quote, after)
    if _is_day(said.time) and _is_day(new.time) and (found := _DAY.search(said.quote)):
        return _restate_day(said, new, found)
    return transplant(said.quote, before, after)


def _restate_day(said: Deadline, new: Deadline, found: re.Match[str]) -> Exchange | None:
    day = date.fromisoformat(new.time.by or "")
    moved = _year_of(said.time) != _year_of(new.time)
    if found["day"] == "底" and not (day.month == 12 and day.day == 31):
        words = f"{day.month}月{_print_end(day, new)}"
    else:
        words = "底" if found["day"] == "底" else f"{day.month}月{_print_end(day, new)}"
    year = f"{day.year}年" if found["year"] or moved else ""
    if not found["year"] and found["day"] == "底":
        return None
    return trim(found.start(), found[0], year + words)


def _print_end(day: date, new: Deadline) -> str:
    last = (day + timedelta(days=1)).day == 1
    return "底" if last and "底" in new.quote else f"{day.day}日"


def _is_day(time: Time) -> bool:
    try:
        date.fromisoformat(time.by or "")
    except ValueError:
        return False
    return time.every is None and time.within is None


def _year_of(time: Time) -> str:
    """The year of a limit; "" where it comes again, or has none."""
    last = time.by or time.end or ""
    return last[:4] if re.match(r"\d{4}-", last) else ""


def transplant(quote: str, before: str, after: str) -> Exchange | None:
    """What differs between two notices' words, made in a plan's: None unless it stands there exactly once."""
    core = trim(0, before, after)
    if core is None:
        return None
    old, new = core.old, core.new
    if not old:  # something is only put in: with the character before it
        if not core.at:
            return None
        old, new = before[core.at - 1] + old, before[core.at - 1] + new
    if quote.count(old) != 1 or _in_number(quote, old):
        return None
    return Exchange(quote.index(old), old, new)


def _in_number(quote: str, words: str) -> bool:
    """Whether the words would cut a longer number in two: 5 in 15."""
    at = quote.index(words)
    before, behind = quote[max(at - 1, 0):at], quote[at + len(words):at + len(words) + 1]
    return bool((before.isdigit() or before == ".") and words[:1].isdigit()) or bool(
        (behind.isdigit() or behind == ".") and words[-1:].isdigit())


def trim(at: int, old: str, new: str) -> Exchange | None:
    """Without what both begin and end with, a number whole; None where nothing is left."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    lead = len("".join(before[:head]))
    gone = "".join(before[head:len(before) - tail])
    come = "".join(after[head:len(after) - tail])
    return Exchange(at + lead, gone, come) if gone or come else None
