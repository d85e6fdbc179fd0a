"""Tasks that came or went, and bodies that another takes the place of (任务增删、单位更换)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from comparison.revising.stated import Stated
from comparison.revising.tables import find_table, insert_row, strike_row
from specs.changes import Change, ChangeKind, FactKind
from specs.model import Spec, Task
from specs.revisions import OwnTask, Question, Revision, RevisionKind
from specs.wording import name_task

_NUMBER = re.compile(r"^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）][、.．]?|、|[.．])\s*")


def revise_tasks(changes: tuple[Change, ...], stated: Stated, new: Spec,
                 after: Mapping[str, OwnTask]) -> Iterator[Revision | Question]:
    """Added tasks of the county behind the one that precedes them in the new paper; removed ones taken out.

    Rows of the plan's tables come and go with them. Numbers are those of the neighbours: `renumber_plan` sets them.
    """
    for change in changes:
        if change.fact is not FactKind.TASK or change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
            continue
        if change.kind is ChangeKind.REMOVED:
            for task in change.old_facts:
                if isinstance(task, Task):
                    yield from _remove(change, task, stated)
        else:
            for task in change.new_facts:
                if isinstance(task, Task) and task.id in after:
                    yield from _add(change, task, stated, new, after[task.id])


def _remove(change: Change, task: Task, stated: Stated) -> Iterator[Revision | Question]:
    answers = stated.tasks_of(task.id)
    if not answers:
        return
    said = [one for one in answers if not stated.in_table(one.start)] or answers
    one = said[0]
    line = stated.line_of(one.start)
    if len(said) > 1 or one.end > line[1] or stated.in_table(one.start):
        yield Question(change.sentence, "该任务在方案中不是独立的一段，请人工删改", name_task(one))
        return
    yield Revision(RevisionKind.DELETED, *line, stated.text_of(*line), "", change.sentence, name_task(task))
    for row in stated.rows_of(one):
        yield strike_row(row.start, stated, change.sentence, name_task(task))
    yield from _remove_indicators(change, task, stated)


def _remove_indicators(change: Change, task: Task, stated: Stated) -> Iterator[Revision]:
    """Rows of the table of indicators that say what the task asked and nothing else."""
    gone = [target for want in stated.basis.targets if want.task == task.id for target in stated.targets(want)]
    for at in sorted({stated.line_of(t.start) for t in gone if stated.in_table(t.start)}):
        said = [t for t in stated.plan.targets if at[0] <= t.start < at[1]]
        table = find_table(stated, at[0])
        if table and "指标" in table.keys and all(t in gone for t in said):
            yield strike_row(at[0], stated, change.sentence, name_task(task))


def _add(change: Change, task: Task, stated: Stated, new: Spec, own: OwnTask) -> Iterator[Revision | Question]:
    if _says_already(task, stated, new):
        return
    place = _find_place(task, stated, new)
    if place is None:
        yield Question(change.sentence, f"方案中没有可接续的段落，请人工补写：{own.text}")
        return
    line = stated.line_of(place.start)
    number = _NUMBER.match(stated.text_of(*line))
    yield Revision(RevisionKind.INSERTED, *line, "", (number[0] if number else "") + own.text, change.sentence,
                   name_task(task))
    for row in stated.rows_of(place):
        yield insert_row(row.start, own.row, stated, change.sentence, name_task(task))


def _says_already(task: Task, stated: Stated, new: Spec) -> bool:
    """Whether the plan has the new task as a task of its own, that answers nothing which the old paper asks."""
    taken = {(one.start, one.end) for was in stated.basis.tasks for one in stated.tasks_of(was.id)}
    return any((one.start, one.end) not in taken and not stated.in_table(one.start)
               for one in stated.answers(new).get(task.id, ()))


def _find_place(task: Task, stated: Stated, new: Spec) -> Task | None:
    """The plan's task behind which a new one comes: of the nearest one before it under the same heading."""
    answers = stated.answers(new)
    at = new.tasks.index(task)
    for before in reversed(new.tasks[:at]):
        if before.sections != task.sections:
            return None
        said = [one for one in answers.get(before.id, ()) if not stated.in_table(one.start)]
        if said and said[-1].end <= stated.line_of(said[-1].start)[1]:
            return said[-1]
    return None


def revise_bodies(stated: Stated, new: Spec, before: Mapping[str, OwnTask],
                  after: Mapping[str, OwnTask]) -> Iterator[Revision | Question]:
    """One body of the county exchanged for another in its task and row; more than that is told."""
    pairing = stated.paired_with(new)
    for group in pairing.groups:
        if len(group.old) != 1 or len(group.new) != 1:
            continue
        was, now = before.get(stated.basis.tasks[group.old[0]].id), after.get(new.tasks[group.new[0]].id)
        if was is None or now is None or set(was.bodies) == set(now.bodies):
            continue
        gone, come = sorted(set(was.bodies) - set(now.bodies)), sorted(set(now.bodies) - set(was.bodies))
        sentence = f"任务“{name_task(new.tasks[group.new[0]])}”的单位有变：" + "；".join(
            f"{label}{'、'.join(f'{name}（{role}）' for role, name in some)}"
            for label, some in (("原", gone), ("新", come)) if some)
        said = stated.tasks_of(stated.basis.tasks[group.old[0]].id)
        places = [place for task in said for place in _places(stated, task, gone[0][1])] if len(gone) == 1 else []
        single = len(gone) == len(come) == 1 and gone[0][0] == come[0][0]
        taken = single and any(come[0][1] in stated.text_of(task.start, task.end) for task in said)
        if not single or not places or taken:
            if said:
                yield Question(sentence, "请对照新文件核定责任单位", name_task(said[0]))
            continue
        for at in places:
            end = at + len(gone[0][1])
            yield Revision(RevisionKind.RESTATED, at, end, gone[0][1], come[0][1], sentence,
                           name_task(new.tasks[group.new[0]]))


def _places(stated: Stated, task: Task, name: str) -> list[int]:
    """Where a body is named in a task and its rows."""
    found = []
    for start, end in ((task.start, task.end), *((row.start, row.end) for row in stated.rows_of(task))):
        words, at = stated.text_of(start, end), -1
        while (at := words.find(name, at + 1)) >= 0:
            found.append(start + at)
    return found
