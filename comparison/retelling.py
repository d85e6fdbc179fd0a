"""What is told once though it was found twice (去重): a date with its target, a sentence with its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from comparison.found import Found
from comparison.pairing import Group
from comparison.plan_years import neutral_time
from comparison.sentences import SentenceIndex
from comparison.terms import Terms
from specs.changes import ChangeKind, Fact, FactKind, Place
from specs.model import Body, Deadline, Report, Spec, Target, Task, Time

_WHOLE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})
_TELLING = 6  # characters that two papers do not have in common by chance
# Where tasks were split or merged, their facts are worded and shared out otherwise: that is told of the tasks.
_OF_PARTS = frozenset({ChangeKind.REWORDED, ChangeKind.SPLIT, ChangeKind.MERGED})


def drop_retold(found: Sequence[Found]) -> Iterator[Found]:
    """One date or recurrence that changed is told once: with the words of time, else with target or report."""
    moved = {(one.time, other.time) for f in found if f.fields == ("time",)
             for one in f.old_facts for other in f.new_facts
             if isinstance(one, Deadline) and isinstance(other, Deadline)}
    paced = [fact for f in found for fact in (*f.old_facts, *f.new_facts)
             if f.kind in _WHOLE and isinstance(fact, Target) and fact.per]
    rounds = {(one.every, other.every) for one, other in moved}
    for f in found:
        if f.fields == ("due",) and _dues(f) in moved:
            continue
        if f.kind is ChangeKind.PERIOD_CHANGED and f.fact is FactKind.TARGET and _pers(f) in rounds and _deadline_at(
                f, found):
            continue
        if f.kind in _WHOLE and any(_is_pace(fact, paced) for fact in (*f.old_facts, *f.new_facts)):
            continue
        yield f


def _is_pace(fact: Fact, targets: Iterable[Target]) -> bool:
    """Whether a recurrence is only how often a target is due that came or went with it: 每半年…不少于30家."""
    return isinstance(fact, Deadline) and fact.time.every is not None and fact.time.by is None and any(
        target.per == fact.time.every and target.paper == fact.paper and target.task == fact.task
        for target in targets)


def _dues(found: Found) -> tuple[Time | None, Time | None]:
    return _due(found.old_facts[0]), _due(found.new_facts[0])


def _due(fact: Fact) -> Time | None:
    return fact.due if isinstance(fact, Target | Report) else None


def _pers(found: Found) -> tuple[str | None, str | None]:
    one, other = found.old_facts[0], found.new_facts[0]
    return (one.per if isinstance(one, Target) else None), (other.per if isinstance(other, Target) else None)


def _deadline_at(found: Found, others: Iterable[Found]) -> bool:
    """Whether the words of time that changed stand within the target's own task."""
    task = found.new[0].task
    return any(f.fact is FactKind.DEADLINE and f.kind is found.kind and f.new[0].task == task for f in others)


def drop_still_said(found: Iterable[Found], groups: Sequence[Group], sides: tuple[Spec, Spec],
                    terms: Terms) -> Iterator[Found]:
    """What neither came nor went, though it was read on one side only.

    Its very words stand in the task that answers its own; or the task was split or merged, and the same demand stands
    among the parts.
    """
    parts = {(side, spec.tasks[i].id): number for number, group in enumerate(groups)
             for side, (spec, at) in enumerate(zip(sides, (group.old, group.new), strict=True)) for i in at}
    regrouped = {number for number, group in enumerate(groups) if len(group.old) + len(group.new) > 2}
    texts = {(side, number): "".join(spec.tasks[i].text for i in at) for number, group in enumerate(groups)
             for side, (spec, at) in enumerate(zip(sides, (group.old, group.new), strict=True))}
    demands = {(side, parts[(side, fact.task)], _demand(fact, side, terms))
               for side, spec in enumerate(sides) for fact in _list_demands(spec)
               if fact.task and (side, fact.task) in parts}
    for f in found:
        side, facts = (1, f.new_facts) if f.new_facts else (0, f.old_facts)
        fact = facts[0] if facts else None
        number = parts.get((side, getattr(fact, "task", None) or ""), -1)
        if number < 0 or fact is None:
            yield f
        elif f.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
            again = number in regrouped and (1 - side, number, _demand(fact, side, terms)) in demands
            if not again and not _still_said(fact, texts[(side, number)], texts[(1 - side, number)]):
                yield f
        elif number not in regrouped or f.kind not in _OF_PARTS:
            yield f


def _list_demands(spec: Spec) -> tuple[Target | Deadline | Report, ...]:
    return (*spec.targets, *spec.deadlines, *spec.reports)


def _still_said(fact: Fact, here: str, there: str) -> bool:
    words = fact.words if isinstance(fact, Target | Report) else ""
    return len(words) >= _TELLING and there.count(words) >= max(here.count(words), 1)


def _demand(fact: Fact, side: int, terms: Terms) -> tuple[object, ...]:
    """How much and when, whatever it is called."""
    def when(time: Time | None) -> Time | None:
        if time is None or terms.years is None:
            return time
        return neutral_time(time, terms.years.new if side else terms.years.old)

    if isinstance(fact, Target):
        return (FactKind.TARGET, fact.kind, fact.comparator, fact.value, fact.value_max, fact.unit, fact.per,
                when(fact.due))
    if isinstance(fact, Deadline):
        return FactKind.DEADLINE, when(fact.time)
    return (FactKind.REPORT, when(fact.due), fact.to) if isinstance(fact, Report) else (None,)


def drop_misread(found: Iterable[Found], old: Spec, new: Spec) -> Iterator[Found]:
    """A subject that was read otherwise though both sentences name both is none that changed."""
    index: tuple[SentenceIndex, SentenceIndex] | None = None
    for f in found:
        if f.kind is ChangeKind.REWORDED and f.fields == ("subject",):
            index = index or (SentenceIndex(old), SentenceIndex(new))
            (one,), (other,) = f.old_facts, f.new_facts
            said = [at.text if (at := index[side].find(place.start, place.end, place.paper)) else ""
                    for side, place in enumerate((f.old[0], f.new[0]))]
            if isinstance(one, Target) and isinstance(other, Target) and all(
                    name in text for name in (one.subject, other.subject) for text in said):
                continue
        yield f


def drop_shared_bodies(found: Sequence[Found]) -> Iterator[Found]:
    """Places to which a target was shared out are its subjects now, and no bodies that joined."""
    subjects = {fact.subject for f in found if f.kind in (ChangeKind.SPLIT, ChangeKind.MERGED)
                for fact in (*f.old_facts, *f.new_facts) if isinstance(fact, Target)}
    for f in found:
        names = _names(f)
        if not names or not names <= subjects:
            yield f


def drop_bodies_of_reports(found: Sequence[Found]) -> Iterator[Found]:
    """A body that got or lost its part in a task is told there, not as a sender of the task's report again."""
    told = {(name, fact.id) for f in found if f.fact is FactKind.TASK and f.bodies
            for name in _names(f) for fact in (*f.old_facts, *f.new_facts) if isinstance(fact, Task)}
    for f in found:
        tasks = {getattr(fact, "task", None) for fact in (*f.old_facts, *f.new_facts)}
        if f.fact is not FactKind.REPORT or f.fields != ("by",) or not all(
                any((name, task) in told for task in tasks) for name in _names(f)):
            yield f


def _names(found: Found) -> set[str]:
    return {body.name if isinstance(body, Body) else body for pair in found.bodies for body in pair if body}


def drop_told(found: Iterable[Found], told: Sequence[Found]) -> Iterator[Found]:
    """Differences of sentences that hold nothing which is told already."""
    rest = [f for f in told if not _is_of_task(f)]
    # Bodies are no words of a sentence as it is compared: where it differs still, it differs beside them.
    beside = [f for f in rest if f.fields != ("bodies",)]
    for f in found:
        others = beside if f.kind is ChangeKind.REWORDED else rest
        if not any(_meet(a, b) for other in others for a, b in (
                *product(f.old, other.old), *product(f.new, other.new))):
            yield f


def _is_of_task(found: Found) -> bool:
    """Whether a difference is of a whole task, whose words may still differ."""
    whole = found.fields in ((), ("sections",), ("heading",))
    return found.fact is FactKind.TASK and whole and all(isinstance(f, Task) for f in found.old_facts)


def _meet(one: Place, other: Place) -> bool:
    return one.paper == other.paper and one.start < other.end and other.start < one.end
