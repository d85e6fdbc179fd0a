"""A consolidated spec laid out as one text (排成一篇): what writes documents asks which sentence holds which fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from specs.model import Clause, Spec, Task

_GAP = 2


def settle_places(spec: Spec) -> Spec:
    """The spec with all places counted in one text, the one in force; for writing documents alone, never to be kept.

    Facts whose words stand in the notice and in an amending paper count in two texts; here each stands where its words
    are among the sentences of its task, or of the goals. Notes of who joined or left are no sentences and go.
    """
    at = 0
    goals: list[Clause] = []
    for goal in spec.goals:
        goals.append(replace(goal, start=at, end=at + len(goal.text), paper=0))
        at += len(goal.text) + _GAP
    tasks: list[Task] = []
    moved: dict[tuple[int, int, int], Clause] = {}
    for task in spec.tasks:
        start, clauses = at, []
        for clause in task.clauses:
            if clause.paper and clause.text not in task.text:
                continue
            clauses.append(replace(clause, start=at, end=at + len(clause.text), paper=0))
            moved[(clause.paper, clause.start, clause.end)] = clauses[-1]
            at += len(clause.text) + _GAP
        at = max(at, start + len(task.text) + _GAP)
        tasks.append(replace(task, start=start, end=at - _GAP, clauses=tuple(clauses), paper=0))
    extras = []
    for extra in spec.extras:
        extras.append(replace(extra, start=at, end=at + len(extra.text), paper=0))
        at += len(extra.text) + _GAP
    moved |= {(old.paper, old.start, old.end): new for old, new in zip(spec.goals, goals, strict=True)}
    sentences = {task.id: task.clauses for task in tasks}
    starts = {task.id: task.start for task in tasks}

    def settle(facts: Iterable[Any]) -> Any:
        return tuple(_settle(fact, sentences.get(getattr(fact, "task", None) or "", tuple(goals)), moved,
                             starts.get(getattr(fact, "task", None) or "", at)) for fact in facts)

    return replace(spec, goals=tuple(goals), tasks=tuple(tasks), extras=tuple(extras), targets=settle(spec.targets),
                   deadlines=settle(spec.deadlines), reports=settle(spec.reports),
                   percentages=tuple(replace(s, paper=0) for s in spec.percentages))


def _settle(fact: Any, near: Iterable[Clause], moved: dict[tuple[int, int, int], Clause], otherwise: int) -> Any:
    """A fact at its words in the sentence that holds it; one whose words stand in none at the head of its task."""
    words = fact.words or fact.quote
    held = next((new for (paper, start, end), new in moved.items()
                 if paper == fact.paper and start <= fact.start < end and words in new.text), None)
    clause = held or next((clause for clause in near if words in clause.text), None)
    start = clause.start + clause.text.find(words) if clause else otherwise
    return replace(fact, start=start, end=start + len(words), paper=0)
