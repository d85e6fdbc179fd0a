"""What falls due when (时间节点): tasks, reports and goals of a county in order of their days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.compose.rows import name_basis, own_action, print_target
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.times import print_time
from specs.model import Time


class Sort(StrEnum):
    """What falls due (节点类别)."""

    TASK = "任务"
    REPORT = "报送"
    GOAL = "目标"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One thing that falls due (时间节点).

    time      the notice's; day: the county's own day of it, the notice's where it has none; None: no day of a calendar
    superior  the notice's limit in words; own: the county's, "" where it has none
    by, to    who does it; who receives it
    basis     where in the notice it stands; place: offset of its words there
    """

    sort: Sort
    what: str
    time: Time
    day: date | None
    superior: str
    own: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    basis: str
    place: int


def list_milestones(plan: CountyPlan) -> tuple[Milestone, ...]:
    """All that falls due in a county: on a day in order of days, then what comes again, then what has no day."""
    found = [*_tasks(plan), *_reports(plan), *_goals(plan)]
    return tuple(sorted(found, key=lambda m: (m.day is None, bool(m.time.every) or m.day is None,
                                              m.day or date.max, m.place)))


def _tasks(plan: CountyPlan) -> Iterable[Milestone]:
    reported = {(report.report.task, report.report.due) for report in plan.reports}
    for task in plan.tasks:
        for deadline in task.deadlines:
            if (task.id, deadline.time) in reported:
                continue  # the report says it
            superior = print_time(deadline.time, day="日" in deadline.quote)
            own, day = _own(plan, task.id, superior, deadline.time)
            yield Milestone(Sort.TASK, own_action(task, deadline, plan), deadline.time, day, superior, own, task.doers,
                            (), name_basis(task, plan), deadline.start)


def _reports(plan: CountyPlan) -> Iterable[Milestone]:
    by_id = {task.id: task for task in plan.tasks}
    for report in plan.reports:
        fact = report.report
        if fact.due is None:
            continue
        own, day = _own(plan, fact.task or "", report.due, fact.due)
        basis = name_basis(by_id[fact.task], plan) if fact.task in by_id else ""
        yield Milestone(Sort.REPORT, report.text, fact.due, day, report.due, report.own_due or own, report.by,
                        report.to, basis, fact.start)


def _goals(plan: CountyPlan) -> Iterable[Milestone]:
    tasks = {task.id: task for task in plan.tasks}
    for target in (*plan.goals, *plan.indicators, *(t for task in plan.tasks for t in task.targets)):
        due = target.target.due
        if due is None or not (due.by or due.end) or due.every:
            continue
        task: PlanTask | None = tasks.get(target.target.task or "")
        yield Milestone(Sort.GOAL, print_target(target), due, _day(due), target.due, "",
                        target.bodies or (task.doers if task else ()), (), name_basis(task, plan) if task else "",
                        target.target.start)


def _own(plan: CountyPlan, task: str, superior: str, time: Time) -> tuple[str, date | None]:
    """The county's own limit in words, and the day that counts."""
    move = next((m for m in plan.moves if (m.task, m.superior) == (task, superior)), None)
    if move is None:
        return "", _day(time)
    return move.own, date.fromisoformat(move.sent) if move.sent else _day(time)


def _day(time: Time) -> date | None:
    """The last day of a time that is due once; None for all else."""
    try:
        return date.fromisoformat(time.by or time.end or "") if not (time.every or time.within) else None
    except ValueError:
        return None
