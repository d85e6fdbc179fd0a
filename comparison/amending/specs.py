"""The spec of a notice as amended (合并规格): what the amending paper does not touch stays as it was kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from comparison.amending.orders import Order
from comparison.amending.texts import AmendedText
from comparison.meaning import mean
from comparison.pairing import list_kind
from specs.changes import FactKind
from specs.model import Amendment, Body, Clause, Deadline, Doubt, Role, Spec, Task

F = TypeVar("F")

_ROLES = (("牵头", Role.LEAD), ("主办", Role.LEAD), ("配合", Role.SUPPORT), ("参与", Role.SUPPORT),
          ("协办", Role.SUPPORT), ("支持", Role.SUPPORT), ("责任", Role.RESPONSIBLE), ("负责", Role.RESPONSIBLE))
BODIES_AMENDED = "bodies amended"
_WHY_BODIES = "责任单位已按修改文件调整，条文的字句没有改，写方案时请按调整后的责任单位改写"
_AND = re.compile(r"[、和]")


def merge_specs(kept: Spec, before: Spec, after: Spec, text: AmendedText,
                amendments: Sequence[Amendment]) -> tuple[Spec, dict[int, str]]:
    """The spec in force: kept facts where nothing changed, newly read ones where something did.

    kept    the notice's spec, with what people corrected in it
    before  the notice's text read now; after the consolidated text read the same way: what differs between these two is
            what the amendments changed, in context too (a date at the head of a sentence governs what follows)
    returns  also the ids of the tasks by where they begin in the consolidated text
    """
    placed = _merge_tasks(kept.tasks, before.tasks, after.tasks, text)
    moved = replace(
        kept, tasks=tuple(task for _, task in placed),
        targets=_merge(FactKind.TARGET, kept, before, after, text),
        deadlines=_merge(FactKind.DEADLINE, kept, before, after, text),
        reports=_merge(FactKind.REPORT, kept, before, after, text),
        percentages=_merge(FactKind.PERCENTAGE, kept, before, after, text),
        goals=tuple(_repoint_clause(goal, text) for goal in after.goals),
        extras=tuple(_repoint(extra, text) for extra in after.extras),
        amendments=(*kept.amendments, *amendments))
    return moved, {at: task.id for at, task in placed if at is not None}


def _merge(kind: FactKind, kept: Spec, before: Spec, after: Spec, text: AmendedText) -> Any:
    """One kind of facts: those that stand where and as they stood are the kept ones, with their new task."""
    def facts(spec: Spec) -> Sequence[Any]:
        return spec.percentages if kind is FactKind.PERCENTAGE else list_kind(spec, kind)

    was = {(fact.start, fact.end, _gist(kind, fact)): fact for fact in facts(before)}
    read = {(fact.start, fact.end) for fact in facts(before)}
    held: dict[tuple[int, int], list[Any]] = {}
    for fact in facts(kept):
        held.setdefault((fact.start, fact.end), []).append(fact)
    made: list[Any] = []
    for fact in facts(after):
        place = text.trace(fact.start, fact.end)
        known = was.get((*place[1:], _gist(kind, fact))) if place and not place[0] else None
        if place and known is not None and text.is_whole(fact.start, fact.end):
            made += [_keep(same, known, fact) for same in held.pop(place[1:], ())]
        elif place:
            made.append(_repoint(fact, text))
    # What a person added stays unless its words are gone.
    made += [fact for spans in held.values() for fact in spans if (fact.start, fact.end) not in read
             and text.still_says(fact.start, fact.end)]
    return tuple(made)


def _gist(kind: FactKind, fact: Any) -> Any:
    """What must stand for a fact to stand: of a deadline its time, since its action is a clause in few words."""
    return fact.time if kind is FactKind.DEADLINE else mean(kind, fact)


def _keep(kept: Any, before: Any, after: Any) -> Any:
    """A kept fact as it stands now: under its task's new number, and with the other numbers of its clause."""
    if isinstance(kept, Deadline) and kept.action == before.action:
        kept = replace(kept, action=after.action)
    return replace(kept, task=after.task) if hasattr(after, "task") else kept


def _repoint(fact: F, text: AmendedText) -> F:
    """A fact with its place in the paper that gave its words."""
    place = text.trace(fact.start, fact.end)  # type: ignore[attr-defined]
    if place is None:
        return fact
    changes: dict[str, Any] = {"paper": place[0], "start": place[1], "end": place[2]}
    if hasattr(fact, "quote"):
        changes["quote"] = ""  # set by the caller, who has the papers' texts
    return replace(fact, **changes)  # type: ignore[type-var]


def set_quotes(spec: Spec, papers: Sequence[str]) -> Spec:
    """The spec with every quote cut from its paper."""
    def cut(facts: Iterable[Any]) -> Any:
        return tuple(fact if fact.quote else replace(fact, quote=papers[fact.paper][fact.start:fact.end])
                     for fact in facts)

    return replace(spec, targets=cut(spec.targets), deadlines=cut(spec.deadlines), reports=cut(spec.reports),
                   percentages=cut(spec.percentages))


def _repoint_clause(clause: Clause, text: AmendedText) -> Clause:
    return _repoint(clause, text)


def _merge_tasks(kept: Sequence[Task], before: Sequence[Task], after: Sequence[Task],
                 text: AmendedText) -> list[tuple[int | None, Task]]:
    was = {(task.start, task.end): task for task in before}
    held = {(task.start, task.end): task for task in kept}
    made: list[tuple[int | None, Task]] = []
    for task in after:
        place = text.trace(task.start, task.end)
        if place is None:
            continue
        if place[0] == 0 and text.is_whole(task.start, task.end) and place[1:] in was:
            same = held.get(place[1:])
            if same is not None:
                made.append((task.start, replace(same, id=task.id, sections=task.sections)))
            continue
        # An item that was changed in part stands where it stood; a new one where the amending paper has it.
        old = next((one for one in before if text.trace(task.start, task.start + 1) == (0, one.start, one.start + 1)
                    and one.heading == task.heading), None)
        clauses = tuple(_repoint_clause(clause, text) for clause in task.clauses)
        paper, start, end = (0, old.start, old.end) if old else place
        made.append((task.start, replace(task, clauses=clauses, start=start, end=end, paper=paper)))
    # A task that only the notice's own format shows (a numbered list of Word) stays unless its words are gone.
    made += [(None, task) for span, task in held.items() if span not in was and text.still_says(*span)]
    return made


@dataclass(frozen=True, slots=True)
class BodyOrder:
    """An order about bodies and where it goes (单位指令).

    task   id of the task; None: there is none of that item
    paper  which amending paper orders it, from 1; words its text
    said   the words of the task say it already
    """

    order: Order
    task: str | None
    paper: int
    words: str
    said: bool


def apply_body_orders(spec: Spec, orders: Sequence[BodyOrder], papers: Sequence[str],
                      level_of: Callable[[str], Any]) -> tuple[Spec, tuple[BodyOrder, ...]]:
    """Orders about bodies applied to the tasks of their items; what fits no task is handed back.

    Where the words of the task could not be changed, a doubt says that whoever writes the plan must change them.

    papers    texts of the notice and of the amending papers
    level_of  a body's level by its name
    """
    tasks, failed, doubts = list(spec.tasks), [], []
    for one in orders:
        at = [i for i, task in enumerate(tasks) if task.id == one.task]
        changed = _change_bodies(tasks[at[0]], one, level_of) if len(at) == 1 else None
        if changed is None:
            failed.append(one)
            continue
        tasks[at[0]] = changed
        if not one.said:
            start, end = changed.start, changed.end
            doubts.append(Doubt(BODIES_AMENDED, papers[changed.paper][start:end], start, end, _WHY_BODIES))
    return replace(spec, tasks=tuple(tasks), doubts=(*spec.doubts, *doubts)), tuple(failed)


def _change_bodies(task: Task, one: BodyOrder, level_of: Callable[[str], Any]) -> Task | None:
    order, new = one.order, one.words
    assert order.old
    said, names = new[order.start:order.end], _AND.split(new[order.old[0]:order.old[1]])
    roles = [role for word, role in sorted(_ROLES, key=lambda pair: -said.rfind(pair[0])) if said.rfind(word) >= 0]
    known = {body.name: body for body in task.bodies}
    named = [next((body for name, body in known.items() if name == said_name or said_name.endswith(name)), None)
             for said_name in names]
    if "不再" in said:
        if None in named and not one.said:
            return None
        bodies = tuple(body for body in task.bodies if body not in named)
        noted: tuple[Body, ...] = ()
    elif "由" in said and "单位" in said.split("由", 1)[1]:
        if (None in named and not one.said) or not roles:
            return None
        noted = tuple(replace(body, role=roles[0]) for body in named if body)
        bodies = tuple(replace(body, role=roles[0]) if body in named else body for body in task.bodies)
    else:
        if not roles:
            return None
        noted = tuple(Body(name, roles[0], level_of(name)) for name in names if name and name not in known)
        bodies = (*(replace(body, role=roles[0]) if body.name in names and one.said else body for body in task.bodies),
                  *noted)
    clause = Clause(said, order.start, order.end, noted, one.paper)
    return replace(task, bodies=bodies, clauses=(*task.clauses, clause) if noted and not one.said else task.clauses)


def add_extra_tasks(spec: Spec, amending: Spec, used: Sequence[tuple[int, int]], paper: int = 1) -> Spec:
    """Tasks of an amending paper that order nothing about the notice are tasks of their own (补充任务)."""
    fresh = [task for task in amending.tasks if not any(a < task.end and task.start < b for a, b in used)]
    ids = {task.id: f"补充{paper if paper > 1 else ''}/{task.id}" for task in fresh}
    tasks = tuple(replace(task, id=ids[task.id], paper=paper,
                          clauses=tuple(replace(clause, paper=paper) for clause in task.clauses)) for task in fresh)

    def theirs(facts: Iterable[Any]) -> Any:
        return tuple(replace(fact, task=ids[fact.task], paper=paper) for fact in facts if fact.task in ids)

    shares = tuple(replace(share, paper=paper) for share in amending.percentages
                   if any(task.start <= share.start < task.end for task in fresh))
    return replace(spec, tasks=(*spec.tasks, *tasks), targets=(*spec.targets, *theirs(amending.targets)),
                   deadlines=(*spec.deadlines, *theirs(amending.deadlines)),
                   reports=(*spec.reports, *theirs(amending.reports)), percentages=(*spec.percentages, *shares))
