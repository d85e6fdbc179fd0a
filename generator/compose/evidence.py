"""What of the notice stands behind a county's plan (出处): sentences with their place, and what is printed of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.compose.rows import name_basis, print_target, shorten
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.targets import PlanTarget
from generator.localise.times import print_time
from gongwen.characters import print_full_width
from specs.model import Deadline, Spec, State, Task

_SHORTEST = 5  # characters of a sentence that is no other's


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of the notice (原文), clean text.

    place    where it stands: 附件1第二部分（一）1
    keys     printed words that say that a paragraph or row is about it
    printed  how its time is printed, where that is not as it stands
    bodies   the county's bodies that act in it, with what the notice calls them; "": it names none
    """

    words: str
    place: str
    keys: tuple[str, ...]
    state: State
    printed: tuple[str, ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()


def list_evidence(plan: CountyPlan) -> tuple[Evidence, ...]:
    """Everything that numbers, dates and bodies of a county's papers may come from, in reading order."""
    own = {task.id: task for task in plan.tasks}
    found: list[Evidence] = []
    for clause in plan.spec.goals:
        found.append(Evidence(clause.text, "", _keys(plan.aims), State.MACHINE))
    for task in plan.spec.tasks:
        if task.id in own:
            found += _of_task(task, own[task.id], plan)
    for target in (*plan.goals, *plan.indicators, *(target for task in plan.tasks for target in task.targets)):
        found.append(_of_target(target, own.get(target.target.task or ""), plan))
    for report in plan.reports:
        fact = report.report
        place = name_basis(own[fact.task], plan) if fact.task in own else ""
        keys = (print_full_width(report.text), *_keys([report.text]))
        found.append(Evidence(fact.words or fact.quote, place, keys, fact.state,
                              (print_full_width(report.due),) if report.due else ()))
    return tuple(found)


def count_unconfirmed(spec: Spec) -> int:
    """Facts of a notice that no person has confirmed or corrected."""
    kinds = (spec.tasks, spec.targets, spec.deadlines, spec.reports)
    return sum(fact.state is State.MACHINE for facts in kinds for fact in facts)


def _of_task(source: Task, task: PlanTask, plan: CountyPlan) -> list[Evidence]:
    place = name_basis(task, plan)
    name = print_full_width(task.heading or shorten(task.text))
    keys = (*((name,) if len(name) >= _SHORTEST else ()), *_keys([task.text]),
            *(print_full_width(print_target(target)) for target in task.targets))
    called = "、".join(dict.fromkeys(body.name for body in source.bodies))
    bodies = tuple((name, "" if task.guessed else called) for name in (*task.doers, *task.support))
    clauses = source.clauses or ()
    out = [Evidence(clause.text, place, keys, source.state, bodies=bodies) for clause in clauses]
    if not clauses:
        out = [Evidence(source.text, place, keys, source.state, bodies=bodies)]
    return out + [_of_deadline(deadline, place, keys) for deadline in task.deadlines]


def _of_deadline(deadline: Deadline, place: str, keys: tuple[str, ...]) -> Evidence:
    words = deadline.words or deadline.quote
    after = "" if deadline.action in words else deadline.action
    printed = print_full_width(print_time(deadline.time, day="日" in deadline.quote))
    return Evidence(words + after, place, keys, deadline.state, (printed,))


def _of_target(target: PlanTarget, task: PlanTask | None, plan: CountyPlan) -> Evidence:
    fact = target.target
    keys = tuple(print_full_width(text) for text in (target.text, print_target(target), target.name) if len(text) >= 2)
    due = (print_full_width(target.due),) if target.due else ()
    years = (f"{fact.due.by[:4]}年",) if fact.due and fact.due.by else ()
    values = (print_full_width(target.value),) if target.value else ()
    return Evidence(fact.words or fact.quote, name_basis(task, plan) if task else "", keys, fact.state,
                    (*due, *years, *values), tuple((name, "、".join(fact.bodies)) for name in target.bodies))


def _keys(texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences of texts as they are printed."""
    parts = (part for text in texts for part in print_full_width(text).split("。"))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= _SHORTEST))
