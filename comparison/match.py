"""Which fact of one spec is which of the other (配对): by meaning, never by position or number alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from comparison.assignment import assign_rows
from specs.model import Citation, Deadline, Percentage, Report, Target, Task, Time
from specs.wording import name_task

F = TypeVar("F")

SAME_ENOUGH = 0.55  # below it two facts are two facts: one was dropped, another one added


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two lists set side by side (配对结果): indices of pairs, and of what is left on either side."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def pair_facts(left: Sequence[F], right: Sequence[F], likeness: Callable[[F, F], float]) -> Pairing:
    """Pair two lists of one kind of fact so that likeness sums to the most.

    likeness  0 (nothing in common) to 1 (the same); pairs under SAME_ENOUGH are undone
    returns   pairs in the left order; what is left over in its own order
    """
    gains = [[likeness(a, b) for b in right] for a in left]
    # A pair that will be undone must not push a good one aside: it is worth nothing.
    worth = [[gain if gain >= SAME_ENOUGH else 0.0 for gain in row] for row in gains]
    pairs = tuple((a, b) for a, b in assign_rows(worth) if gains[a][b] >= SAME_ENOUGH)
    lefts, rights = {a for a, _ in pairs}, {b for _, b in pairs}
    return Pairing(pairs, tuple(i for i in range(len(left)) if i not in lefts),
                   tuple(i for i in range(len(right)) if i not in rights))


def words_alike(one: str, other: str) -> float:
    """How alike two phrases are, 0 to 1; a phrase that holds the other whole is a close match."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    whole = ratio(one, other) / 100
    short, long = sorted((one, other), key=len)
    return max(whole, 0.8) if len(short) >= 4 and short in long else whole


def targets_alike(one: Target, other: Target) -> float:
    """Likeness of two targets: what is measured counts most; the number itself hardly."""
    if one.unit and other.unit and (one.unit == "%") != (other.unit == "%"):
        return 0.0
    subject = words_alike(one.subject, other.subject) if one.subject and other.subject else 0.7
    same = 0.06 * (one.due == other.due) + 0.02 * (one.value == other.value) + 0.02 * (one.per == other.per)
    indicator = words_alike(one.indicator, other.indicator)
    if indicator < SAME_ENOUGH:
        return 0.0
    return 0.7 * indicator + 0.2 * subject + same + 0.1 * _years_apart(one.due, other.due)


def _years_apart(one: Time | None, other: Time | None) -> float:
    """-1 where two limits lie in different years: a table has one target a year, and they must not cross."""
    last = [(time.by or time.end or "")[:4] if time and not time.every else "" for time in (one, other)]
    return -1.0 if all(last) and last[0] != last[1] else 0.0


def deadlines_alike(one: Deadline, other: Deadline) -> float:
    """Likeness of two deadlines: what is to be done, then when."""
    same_time = one.time == other.time
    if not one.action or not other.action:
        return 0.6 if same_time and one.action == other.action else 0.0
    action = words_alike(one.action, other.action)
    return 0.85 * action + 0.15 * same_time if action >= SAME_ENOUGH else 0.0


def tasks_alike(one: Task, other: Task) -> float:
    """Likeness of two tasks: their headings, their text, and a little their place."""
    heading = words_alike(name_task(one), name_task(other))
    text = words_alike(one.text, other.text) if one.text and other.text else heading
    return 0.95 * max(0.6 * heading + 0.4 * text, 0.9 * text) + 0.05 * (one.id == other.id)


def reports_alike(one: Report, other: Report) -> float:
    """Likeness of two reports: what is sent, then who sends it to whom."""
    what = words_alike(one.what, other.what)
    people = (words_alike("、".join(one.by), "、".join(other.by))
              + words_alike("、".join(one.to), "、".join(other.to))) / 2
    return 0.7 * what + 0.3 * people


def shares_alike(one: Percentage, other: Percentage) -> float:
    """Likeness of two percentages: a number that says nothing else about itself is the same or it is not."""
    return float((one.role, one.comparator, one.value, one.value_max)
                 == (other.role, other.comparator, other.value, other.value_max))


def citations_alike(one: Citation, other: Citation) -> float:
    """Likeness of two citations: the same number or nearly the same title."""
    if one.number and one.number == other.number:
        return 1.0
    title = words_alike(one.title, other.title)
    return title if title >= 0.8 else 0.0
