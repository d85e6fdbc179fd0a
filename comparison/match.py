"""How alike two facts are (相似度): by meaning and by where they stand, never by the number alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from comparison.assignment import assign_rows
from comparison.strictness import bounds_above
from specs.model import Citation, Deadline, Percentage, Report, Target, TargetKind, Task, Time
from specs.wording import name_task

F = TypeVar("F")

SAME_ENOUGH = 0.55  # below it two facts are two facts: one was dropped, another one added
_FAR_TOGETHER = 0.35  # likeness of names that is enough where the same number or time stands in the same task
_SAME_TOPIC, _SAME_TEXT = 0.4, 0.85

# Where two facts stand to each other: in sentences that answer each other, in such tasks, apart; None: not asked.
SAME_SENTENCE, SAME_TASK, APART = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two lists set side by side (配对结果): indices of pairs, and of what is left on either side."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def pair_facts(left: Sequence[F], right: Sequence[F], likeness: Callable[[F, F], float]) -> Pairing:
    """Pair two lists of one kind of fact so that likeness sums to the most.

    likeness  0 (nothing in common) to 1 (the same); pairs under SAME_ENOUGH are none
    returns   pairs in the left order; what is left over in its own order
    """
    # A pair that will be undone must not push a good one aside: it is worth nothing.
    worth = [[gain if (gain := likeness(a, b)) >= SAME_ENOUGH else 0.0 for b in right] for a in left]
    return _lay_out(assign_rows(worth), len(left), len(right))


def pair_equals_first(left: Sequence[F], right: Sequence[F], keys: Sequence[Callable[[int, int], Hashable]],
                      likeness: Callable[[int, int], float]) -> Pairing:
    """Pair two lists: what is equal by the first key, by the next one …, and the rest by likeness.

    keys      (side, index) → what must be equal; side 0 is the left list. Twins that differ in a field which
              likeness does not weigh could else be paired crosswise
    likeness  (left index, right index) → 0 to 1
    """
    pairs: list[tuple[int, int]] = []
    lefts, rights = list(range(len(left))), list(range(len(right)))
    for key in keys:
        pairs += _pair_equals(lefts, rights, key)
        took_left, took_right = {a for a, _ in pairs}, {b for _, b in pairs}
        lefts = [i for i in lefts if i not in took_left]
        rights = [i for i in rights if i not in took_right]
    rest = pair_facts(lefts, rights, likeness)
    return _lay_out([*pairs, *((lefts[a], rights[b]) for a, b in rest.pairs)], len(left), len(right))


def _pair_equals(lefts: Sequence[int], rights: Sequence[int],
                 key: Callable[[int, int], Hashable]) -> list[tuple[int, int]]:
    """Equals one for one, in order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index in rights:
        waiting[key(1, index)].append(index)
    met: Counter[Hashable] = Counter()
    pairs = []
    for index in lefts:
        same = key(0, index)
        if met[same] < len(waiting.get(same, ())):
            pairs.append((index, waiting[same][met[same]]))
            met[same] += 1
    return pairs


def _lay_out(pairs: Sequence[tuple[int, int]], left: int, right: int) -> Pairing:
    lefts, rights = {a for a, _ in pairs}, {b for _, b in pairs}
    return Pairing(tuple(sorted(pairs)), tuple(i for i in range(left) if i not in lefts),
                   tuple(i for i in range(right) if i not in rights))


@lru_cache(maxsize=65536)
def words_alike(one: str, other: str) -> float:
    """How alike two phrases are, 0 to 1; a phrase that holds the other whole is a close match."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    whole = ratio(one, other) / 100
    short, long = sorted((one, other), key=len)
    return max(whole, 0.8) if len(short) >= 4 and short in long else whole


def targets_alike(one: Target, other: Target, standing: int | None = None) -> float:
    """Likeness of two targets: what is measured counts most; the number itself hardly.

    standing  SAME_SENTENCE, SAME_TASK, APART; None where places say nothing (a plan and its basis)
    """
    indicator = words_alike(one.indicator, other.indicator)
    if indicator < _FAR_TOGETHER or (one.unit and other.unit and _measure(one) != _measure(other)):
        return 0.0
    if standing is not None and _bound_apart(one, other):
        return 0.0
    known = one.value == other.value or (one.due is not None and one.due == other.due)
    if indicator < (_FAR_TOGETHER if standing and known else SAME_ENOUGH):
        return 0.0
    subject = words_alike(one.subject, other.subject) if one.subject and other.subject else 0.7
    same = 0.06 * (one.due == other.due) + 0.05 * (one.value == other.value) + 0.02 * (one.per == other.per)
    if one.bodies and other.bodies:  # whose a row of a table is tells it from the next one
        same += 0.1 if set(one.bodies) & set(other.bodies) else -0.1
    apart = 0.1 * _years_apart(one.due, other.due) if standing is None or not standing else 0.0
    return _cap(0.7 * indicator + 0.2 * subject + same + apart, standing)


def _bound_apart(one: Target, other: Target) -> bool:
    """Whether one is a floor and the other a ceiling."""
    said = (one.comparator, other.comparator)
    return None not in said and "=" not in said and bounds_above(said[0]) != bounds_above(said[1])


def _measure(target: Target) -> str:
    """What a number counts in, as far as it may not change under a target: a share is never a count."""
    share = target.unit == "%" or target.kind is TargetKind.COVERAGE
    return "%" if share else "count"


def _cap(likeness: float, standing: int | None) -> float:
    """Likeness with what the places say for or against."""
    if standing is None:
        return likeness
    return min(likeness + {SAME_SENTENCE: 0.12, SAME_TASK: 0.06}.get(standing, -0.06), 1.0)


def _years_apart(one: Time | None, other: Time | None) -> float:
    """-1 where two limits lie in different years: a table has one target a year, and they must not cross."""
    last = [(time.by or time.end or "")[:4] if time and not time.every else "" for time in (one, other)]
    return -1.0 if all(last) and last[0] != last[1] else 0.0


def deadlines_alike(one: Deadline, other: Deadline, standing: int | None = None) -> float:
    """Likeness of two deadlines: what is to be done, then when; standing as for targets."""
    same_time = one.time == other.time
    if not one.action or not other.action:
        return 0.6 if (same_time or standing == SAME_SENTENCE) and one.action == other.action else 0.0
    action = words_alike(one.action, other.action)
    if standing:
        near = 0.35 if standing == SAME_SENTENCE else 0.2
        return min(0.6 * action + 0.15 * same_time + near, 1.0)
    return _cap(0.85 * action + 0.15 * same_time, standing) if action >= SAME_ENOUGH else 0.0


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What two tasks are held alike by (任务字句), told once of each: a task is held against many."""

    id: str
    name: str
    text: str
    chapter: str


def list_words(tasks: Iterable[Task]) -> list[TaskWords]:
    """The words of each task."""
    return [TaskWords(task.id, name_task(task), task.text, name_sections(task)) for task in tasks]


def tasks_alike(one: TaskWords, other: TaskWords) -> float:
    """Likeness of two tasks: their headings, their text, and a little their place."""
    heading = words_alike(one.name, other.name)
    text = words_alike(one.text, other.text) if one.text and other.text else heading
    # Notices say much in set phrases: under headings that have nothing in common, only the same text is the same task.
    alone = 0.95 * text if heading >= _SAME_TOPIC or text >= _SAME_TEXT else 0.6 * text
    words = 0.9 * max(0.6 * heading + 0.4 * text, alone)
    if words + 0.1 < SAME_ENOUGH:  # the place cannot make up for it
        return 0.0
    return words + 0.05 * (one.id == other.id) + 0.05 * words_alike(one.chapter, other.chapter)


def name_sections(task: Task) -> str:
    """The headings above a task, without their numbers."""
    return "/".join(section.heading for section in task.sections)


def reports_alike(one: Report, other: Report, standing: int | None = None) -> float:
    """Likeness of two reports: what is sent, then who sends it to whom; standing as for targets."""
    what = words_alike(one.what, other.what)
    people = (words_alike("、".join(one.by), "、".join(other.by))
              + words_alike("、".join(one.to), "、".join(other.to))) / 2
    if standing:
        return _cap(0.45 * what + 0.3 * people + 0.2, standing)
    return _cap(0.7 * what + 0.3 * people, standing)


def shares_alike(one: Percentage, other: Percentage, standing: int | None = None) -> float:
    """Likeness of two percentages: a number that says nothing else about itself is known by its sentence."""
    if (one.role, one.comparator, one.value, one.value_max) == (other.role, other.comparator, other.value,
                                                                other.value_max):
        return 1.0
    return 0.6 if standing == SAME_SENTENCE and one.role is other.role else 0.0


def citations_alike(one: Citation, other: Citation) -> float:
    """Likeness of two citations: the same number or nearly the same title."""
    if one.number and one.number == other.number:
        return 1.0
    title = words_alike(one.title, other.title)
    return title if title >= 0.8 else 0.0
