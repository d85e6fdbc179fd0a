"""One plan of a package that a notice sends with it (附件方案): the notice narrowed to one of its attachments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specs.model import Spec, Task


def list_plans(spec: Spec) -> tuple[int, ...]:
    """Numbers of the attachments that have tasks of their own, in order."""
    return tuple(dict.fromkeys(number for task in spec.tasks if (number := _number_of(task))))


def select_attachment(spec: Spec, number: int) -> Spec:
    """The spec with what stands in one attachment alone; the notice goes by that attachment's title.

    raises  LookupError: no such attachment, or it has no tasks
    """
    if number not in list_plans(spec):
        raise LookupError(number)
    kept = {task.id for task in spec.tasks if _number_of(task) == number}
    start, end = _reach(spec, number)

    def is_in(task: str | None, at: int) -> bool:
        return task in kept if task else start <= at < end

    title = next((a for a in spec.notice.attachments if a.number == number or len(spec.notice.attachments) == 1), None)
    notice = replace(spec.notice, title=None if title else spec.notice.title, attachments=(title,) if title else ())
    return replace(
        spec, notice=notice, tasks=tuple(task for task in spec.tasks if task.id in kept),
        targets=tuple(t for t in spec.targets if is_in(t.task, t.start)),
        deadlines=tuple(d for d in spec.deadlines if is_in(d.task, d.start)),
        reports=tuple(r for r in spec.reports if is_in(r.task, r.start)),
        extras=tuple(e for e in spec.extras if start <= e.start < end),
        goals=tuple(g for g in spec.goals if start <= g.start < end))


def _number_of(task: Task) -> int | None:
    top = task.sections[0].number if task.sections else ""
    digits = top.removeprefix("附件")
    if not top.startswith("附件"):
        return None
    return int(digits) if digits.isdigit() else 1


def _reach(spec: Spec, number: int) -> tuple[int, int]:
    """Where an attachment's text lies in the source: behind the tasks of the one before, up to its own last table.

    A table between two attachments' tasks belongs to the first unless sentences of goals stand before it.
    """
    before = max((t.end for t in spec.tasks if (_number_of(t) or 0) < number), default=0)
    own = [t for t in spec.tasks if _number_of(t) == number]
    after = min((t.start for t in spec.tasks if (_number_of(t) or 0) > number), default=None)
    start = _past_tables(spec, before, own[0].start)
    end = _past_tables(spec, own[-1].end, after) if after is not None else _last(t.end for t in spec.tasks) + 10**9
    return start, end


def _past_tables(spec: Spec, start: int, end: int) -> int:
    """The place after the table rows that follow `start`, as far as no goal stands between."""
    goal = min((g.start for g in spec.goals if start <= g.start < end), default=end)
    rows = [t.end for t in spec.targets if "|" in t.quote and start <= t.start < goal]
    return max(rows, default=start)


def _last(ends: Iterable[int]) -> int:
    return max(ends, default=0)
