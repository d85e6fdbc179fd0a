"""A plan that rests on several papers (多份依据): what was chosen is written into the one that it follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.county import CountyProfile
from generator.localise.plan import CountyPlan
from generator.localise.words import say_quote
from specs.bases import Offer, Paper, Settled
from specs.model import Clause, Deadline, Notice, Spec, Target, Task

_SHIFT = 10_000_000  # so that places in another paper's source are no place in this one's


def narrow_to_county(spec: Spec, plan: CountyPlan) -> Spec:
    """The spec with the targets and deadlines alone that a county takes up of it."""
    targets = [*plan.goals, *plan.indicators, *(t for task in plan.tasks for t in task.targets)]
    kept = {(t.target.start, t.target.indicator) for t in targets}
    times = {d.start for task in plan.tasks for d in task.deadlines}
    return replace(spec, targets=tuple(t for t in spec.targets if (t.start, t.indicator) in kept),
                   deadlines=tuple(d for d in spec.deadlines if d.start in times))


def order_bases(papers: Iterable[Paper], profile: CountyProfile) -> tuple[Notice, ...]:
    """The papers' heads as a preamble cites them: the direct superior's first, the county's own last; tables apart."""
    cited = [paper.spec.notice for paper in papers if paper.spec.notice.title and (
        paper.spec.notice.issuers or paper.spec.notice.document_number or not _is_table(paper))]
    return tuple(sorted(cited, key=lambda notice: _rank(notice, profile)))


def _rank(notice: Notice, profile: CountyProfile) -> int:
    issuer = "".join(notice.issuers) or notice.title or ""
    if issuer.startswith(profile.name):
        return 4
    if profile.prefecture and issuer.startswith(profile.prefecture):
        return 0
    if profile.province and issuer.startswith(profile.province):
        return 1
    return 3 if re.match("国务院|国家|中共中央|中央|全国", issuer) else 2


def _is_table(paper: Paper) -> bool:
    return not paper.spec.tasks and all("|" in target.quote for target in paper.spec.targets)


def merge_tables(spec: Spec, papers: Sequence[Paper]) -> Spec:
    """The spec with the rows of task allocation tables (任务分解表) put to it, as if they stood in the notice."""
    rows = tuple(replace(t, start=t.start + _SHIFT * i, end=t.end + _SHIFT * i, task=None)
                 for i, paper in enumerate(papers, 1) if _is_table(paper) for t in paper.spec.targets)
    return replace(spec, targets=(*spec.targets, *rows))


def settle_spec(spec: Spec, settled: Sequence[Settled]) -> tuple[Spec, tuple[Settled, ...]]:
    """The spec with the chosen value or date in place of its own, in fact and words.

    returns  also those that could not be put into the words: they are said otherwise there, and a person must
    """
    left: list[Settled] = []
    for choice in settled:
        if choice.chosen is choice.case.main:
            continue
        changed = _put(spec, choice.case.main, choice.chosen)
        if changed is None:
            left.append(choice)
        else:
            spec = changed
    return spec, tuple(left)


def _put(spec: Spec, main: Offer, chosen: Offer) -> Spec | None:
    old = main.words
    texts = [task.text for task in spec.tasks] + [goal.text for goal in spec.goals]
    tabular = isinstance(main.fact, Target) and "|" in main.fact.quote
    if not tabular and sum(text.count(old) for text in texts) != 1:
        return None
    new = chosen.words
    return replace(
        spec, tasks=tuple(_task(task, old, new) for task in spec.tasks),
        goals=tuple(_clause(goal, old, new) for goal in spec.goals),
        targets=tuple(_target(t, main.fact, chosen.fact) for t in spec.targets),
        deadlines=tuple(_deadline(d, main.fact, chosen.fact) for d in spec.deadlines))


def _task(task: Task, old: str, new: str) -> Task:
    return replace(task, text=task.text.replace(old, new), clauses=tuple(_clause(c, old, new) for c in task.clauses))


def _clause(clause: Clause, old: str, new: str) -> Clause:
    return replace(clause, text=clause.text.replace(old, new))


def _target(target: Target, main: Target | Deadline, chosen: Target | Deadline) -> Target:
    if target != main or not isinstance(chosen, Target):
        return target
    return replace(target, comparator=chosen.comparator, value=chosen.value, value_max=chosen.value_max,
                   unit=chosen.unit, per=chosen.per, kind=chosen.kind, due=chosen.due, words=say_quote(chosen))


def _deadline(deadline: Deadline, main: Target | Deadline, chosen: Target | Deadline) -> Deadline:
    if deadline != main or not isinstance(chosen, Deadline):
        return deadline
    return replace(deadline, time=chosen.time, words=say_quote(chosen))
