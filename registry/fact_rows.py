"""A spec as rows that can be searched (要素索引): what a fact says, for whom, and by which day at the latest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from registry.words import fold_words
from specs.handles import Fact, list_facts
from specs.model import Body, Citation, Deadline, Percentage, Report, Spec, Target, Task, Time
from specs.wording import print_time, summarise_fact

# The lists of a spec by the word that a search asks for.
KINDS = {"targets": "target", "deadlines": "deadline", "percentages": "percentage", "tasks": "task",
         "reports": "report", "citations": "citation"}


def make_fact_rows(spec: Spec) -> Iterator[dict[str, Any]]:
    """The rows of table `facts`, but for notice and id."""
    tasks = {task.id: task for task in spec.tasks}
    numbers: dict[str, int] = {}
    for _, kind, fact in list_facts(spec):
        numbers[kind] = numbers.get(kind, 0) + 1
        yield _row(KINDS[kind], numbers[kind], fact, tasks)


def find_days(time: Time | None) -> tuple[str | None, str | None]:
    """(first, latest) day that a time names; None where it recurs, runs from an event, or is open on that side."""
    if time is None or time.every is not None or time.within is not None:
        return None, None
    return _day(time.start) or _day(time.by), _day(time.by) or _day(time.end)


def _day(text: str | None) -> str | None:
    """An ISO day; None for anything else."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def _row(kind: str, number: int, fact: Fact, tasks: Mapping[str, Task]) -> dict[str, Any]:
    task = tasks.get(getattr(fact, "task", None) or "")
    names, levels = _bodies(fact, task)
    time = fact.time if isinstance(fact, Deadline) else getattr(fact, "due", None)
    first, last = find_days(time)
    line = summarise_fact(fact)
    said = fact.text if isinstance(fact, Task) else getattr(fact, "words", "") or fact.quote
    value = getattr(fact, "value", None)
    unit = "%" if isinstance(fact, Percentage) else getattr(fact, "unit", None)
    return {"kind": kind, "number": number, "line": line, "quote": said if isinstance(fact, Task) else fact.quote,
            "start": fact.start, "end": fact.end, "task": fact.id if isinstance(fact, Task) else task and task.id,
            "bodies": "、".join(names), "levels": " ".join(levels), "value": value, "unit": unit,
            "due": print_time(time) if time else "", "due_first": first, "due_last": last,
            "words": fold_words("\n。".join(filter(None, (line, said, *_more(fact), *names))))}


def _more(fact: Fact) -> tuple[str, ...]:
    """Words of a fact that its line leaves out."""
    if isinstance(fact, Target):
        return (fact.indicator, fact.subject)
    if isinstance(fact, Task):
        return (fact.heading, *(section.heading for section in fact.sections))
    return (fact.number or "",) if isinstance(fact, Citation) else ()


def _bodies(fact: Fact, task: Task | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names, levels) of who must act: those that the fact names, else those of its task."""
    if isinstance(fact, Task):
        return _unique(b.name for b in fact.bodies), _levels(fact.bodies)
    said = fact.bodies if isinstance(fact, Target) else (*fact.by, *fact.to) if isinstance(fact, Report) else ()
    held = task.bodies if task else ()
    if said:
        return _unique(said), _levels(b for b in held if b.name in said)
    return _unique(b.name for b in held), _levels(held)


def _levels(bodies: Iterable[Body]) -> tuple[str, ...]:
    return _unique(b.level.value for b in bodies if b.level is not None)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
