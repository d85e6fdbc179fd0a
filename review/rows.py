"""A spec as the rows of its sheets (表行): what is written, and what a sheet that comes back is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from review.cells import print_cell
from review.columns import NUMBER, PLACE, QUOTE, RULE, SHEETS, STATE, SURE, WHY, SheetLayout
from review.lines import find_line_starts, number_line
from review.summaries import CONFIDENCE_WORDS, STATE_WORDS
from specs.handles import name_handle
from specs.model import Spec, Task
from specs.wording import name_task

# Columns whose field has another name in the noun.
FIELDS = {"percentage_role": "role"}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as a row (表行).

    handle  目标3; 任务3-2 for the second body of the third task
    task    the task that a body belongs to, else None
    cells   what each column shows, by its heading
    """

    kind: str
    handle: str
    fact: Any
    task: Task | None
    cells: dict[str, str | float]


def make_rows(spec: Spec, source: str | None) -> dict[str, list[FactRow]]:
    """The rows of each sheet, by kind; without the source places are told by offset."""
    starts = find_line_starts(source) if source is not None else None
    return {layout.kind: [_row(layout, handle, fact, task, source, starts)
                          for handle, fact, task in _facts(spec, layout.kind)] for layout in SHEETS}


def _facts(spec: Spec, kind: str) -> Iterator[tuple[str, Any, Task | None]]:
    if kind != "bodies":
        for number, fact in enumerate(getattr(spec, kind), 1):
            yield name_handle(kind, number), fact, None
        return
    for number, task in enumerate(spec.tasks, 1):
        for place, body in enumerate(task.bodies, 1):
            yield f"{name_handle('tasks', number)}-{place}", body, task


def _row(layout: SheetLayout, handle: str, fact: Any, task: Task | None, source: str | None,
         starts: list[int] | None) -> FactRow:
    cells: dict[str, str | float] = {NUMBER: handle, STATE: STATE_WORDS[fact.state]}
    for column in layout.fields:
        cells[column.heading] = print_cell(column.key, _value(column.key, fact, task))
    at, quote = _quote(fact, task, source)
    cells[QUOTE] = quote
    cells[PLACE] = f"第{number_line(starts, at)}行" if starts is not None else f"第{at}字"
    cells[WHY] = ""
    cells[SURE] = CONFIDENCE_WORDS[fact.confidence]
    cells[RULE] = fact.rule
    return FactRow(layout.kind, handle, fact, task, cells)


def _value(key: str, fact: Any, task: Task | None) -> Any:
    if task is not None and key in ("task", ""):
        return task.id if key == "task" else name_task(task)
    return getattr(fact, FIELDS.get(key, key))


def _quote(fact: Any, task: Task | None, source: str | None) -> tuple[int, str]:
    """Where a fact stands, and the words that show it; a body's are those of the sentence that gives it its part."""
    if task is not None:
        clause = next((c for c in task.clauses if fact in c.bodies), None)
        start, end, words = (clause.start, clause.end, clause.text) if clause else (task.start, task.end, task.text)
        return start, source[start:end] if source is not None else words
    if isinstance(fact, Task):
        return fact.start, source[fact.start:fact.end] if source is not None else fact.text
    return fact.start, fact.quote


