"""Bodies of tasks as a person corrected them (责任单位更正): in the task and in each of its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from review.columns import SHEETS
from review.edits import Edit, is_removed, read_addition, read_edit
from review.rows import FactRow
from review.sheet import Problem, SheetRow
from specs.model import Action, Body, Clause, Confidence, Spec, State, Task
from specs.wording import ROLE_WORDS

_LAYOUT = next(layout for layout in SHEETS if layout.kind == "bodies")


@dataclass(frozen=True, slots=True)
class BodyEdits:
    """The rows of the bodies' sheet, before and after (责任单位表)."""

    known: list[FactRow]
    rows: list[SheetRow]
    source: str | None
    note: Callable[..., None]


def apply_bodies(spec: Spec, tasks: list[Task], edits: BodyEdits, problems: list[Problem]) -> list[Task]:
    """The tasks with their bodies as corrected; bodies of a task that was taken away go with it."""
    made = {task.id: task for task in tasks}
    came = {row.handle: row for row in edits.rows if row.handle}
    _check_numbers(edits, problems)
    for was in edits.known:
        if was.task is not None and was.task.id in made:
            made[was.task.id] = _edit(made[was.task.id], was, came.get(was.handle), edits, problems)
    for row in edits.rows:
        if not row.handle and not is_removed(row):
            _add(made, row, edits, problems)
    return list(made.values())


def _check_numbers(edits: BodyEdits, problems: list[Problem]) -> None:
    known, seen = {row.handle for row in edits.known}, set()
    for row in edits.rows:
        if row.handle and (row.handle not in known or row.handle in seen):
            found = f"编号“{row.handle}”出现两次" if row.handle in seen else f"没有编号“{row.handle}”"
            problems.append((row.sheet, row.number, found, "新增的行请把“编号”留空"))
        seen.add(row.handle)


def _edit(task: Task, was: FactRow, now: SheetRow | None, edits: BodyEdits, problems: list[Problem]) -> Task:
    old: Body = was.fact
    try:
        edit = Edit(Action.REMOVED) if now is None else read_edit(_LAYOUT, was, now, edits.source)
    except ValueError as error:
        found, _, cure = str(error).partition("，请")
        assert now is not None  # a row that is gone cannot be misread
        problems.append((now.sheet, now.number, found, f"请{cure}" if cure else ""))
        return task
    if edit.action is None:
        return task
    why = now.why if now is not None else ""
    if edit.action is Action.CORRECTED:
        for change in edit.changes:
            said = (change.field, change.old, change.new)
            edits.note(Action.CORRECTED, "bodies", _say(task, old), task.start, said, reason=why)
    else:
        edits.note(edit.action, "bodies", _say(task, old), task.start, reason=why)
    new = None if edit.action is Action.REMOVED else replace(old, state=edit.state, **edit.values)
    clauses = tuple(replace(c, bodies=_swap(c.bodies, old, new)) for c in task.clauses)
    return replace(task, bodies=_swap(task.bodies, old, new), clauses=clauses)


def _swap(bodies: tuple[Body, ...], old: Body, new: Body | None) -> tuple[Body, ...]:
    """Bodies with one replaced or taken away, each once."""
    return tuple(dict.fromkeys(b for b in (new if b == old else b for b in bodies) if b is not None))


def _add(made: dict[str, Task], row: SheetRow, edits: BodyEdits, problems: list[Problem]) -> None:
    try:
        values, (start, end) = read_addition(_LAYOUT, _near_its_task(row, made, edits.source), edits.source)
        task = made.get(values.pop("task"))
        if task is None:
            raise ValueError(f"没有任务“{row.cells['任务编号']}”，请写“任务”表里有的任务编号")
        if not task.start <= start < end <= task.end:
            raise ValueError(f"这段原文不在任务“{task.id}”之内，请抄该任务里的字句")
    except ValueError as error:
        found, _, cure = str(error).partition("，请")
        problems.append((row.sheet, row.number, found, f"请{cure}" if cure else ""))
        return
    body = Body(**values, rule="person", confidence=Confidence.SURE, state=State.CORRECTED)
    if body in task.bodies:
        problems.append((row.sheet, row.number, f"“{body.name}”（{ROLE_WORDS[body.role]}）已经有了", "请删去这一行"))
        return
    clauses = tuple(_with(c, body) if c.start <= start < c.end else c for c in task.clauses)
    made[task.id] = replace(task, bodies=(*task.bodies, body), clauses=clauses)
    edits.note(Action.ADDED, "bodies", _say(task, body), start, reason=row.why)


def _near_its_task(row: SheetRow, made: dict[str, Task], source: str | None) -> SheetRow:
    """The row with the line of its task's words, where the words stand in several tasks and it names no line."""
    task = made.get(row.cells["任务编号"])
    words = "".join(row.cells["原文"].split())
    if task is None or source is None or row.cells["位置"] or not words:
        return row
    at = source.find(row.cells["原文"], task.start, task.end)
    if at < 0:
        return row
    return replace(row, cells={**row.cells, "位置": str(source.count("\n", 0, at) + 1)})


def _with(clause: Clause, body: Body) -> Clause:
    return clause if body in clause.bodies else replace(clause, bodies=(*clause.bodies, body))


def _say(task: Task, body: Body) -> str:
    return f"{task.id} {body.name}（{ROLE_WORDS[body.role]}）"
