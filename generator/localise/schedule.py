"""The county's own dates (本级时限): of reports and deliverables, back along the chain; the superior's stay beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.chain import Chain
from generator.localise.bodies import Rung, find_rung
from generator.localise.deliverables import hands_in_above
from generator.localise.moves import Move
from generator.localise.plan import CountyPlan, PlanTask, is_home
from generator.localise.reports import PlanReport
from generator.localise.times import print_time
from generator.localise.words import say_quote
from generator.localise.working_days import last_known_year, step_back
from gongwen.dates import print_date
from specs.model import Deadline, Time

TOO_LATE = "【待定：时限不足】"
_NEAR = 60  # characters of the source between a date and the report that it governs


@dataclass(frozen=True, slots=True)
class _Own:
    """What a limit is for the county: the day that it sends, and the days before (本级时限); `sent` None: too late."""

    limit: date
    sent: date | None
    drafted: date | None = None
    units: date | None = None


def schedule_plan(plan: CountyPlan, issue_on: date | None) -> CountyPlan:
    """The plan with its own dates for what goes to the superior, and those marked that its issue leaves no time for.

    issue_on  day of the county's own issue; None: not said
    returns   dates of outcomes, phases, recurrences and of reports within the county as they were
    """
    chain = plan.profile.chain
    moves: dict[tuple[str, date], Move] = {}
    tasks = []
    for task in plan.tasks:
        moved = []
        for deadline in task.deadlines:
            own = _own_date(deadline.time, chain if _is_handed_in(task, deadline, plan) else None, issue_on)
            if own:
                moved.append((deadline, own))
                what = deadline.action or task.heading
                moves[task.id, own.limit] = _move(task.id, what, _print_superior(deadline), own)
        tasks.append(_with_dates(task, moved))
    reports = []
    for report in plan.reports:
        due = report.report.due
        if mine := _own_date(due, chain if _goes_up(report, plan) else None, issue_on) if due else None:
            reports.append(_with_date(report, mine, plan))
            moves.setdefault((report.report.task or "", mine.limit),
                             _move(report.report.task or "", report.what, report.due, mine))
        else:
            reports.append(report)
    out = tuple(moves.values())
    return replace(plan, tasks=tuple(tasks), reports=tuple(reports), moves=out, calendar_note=_note(moves))


def _move(task: str, what: str, superior: str, own: _Own) -> Move:
    days = ("" if own.sent is None or day is None else day.isoformat() for day in (own.units, own.sent))
    return Move(task, what, superior, _print_own(own), *days)


def _day(time: Time) -> date | None:
    """The day of a limit that is due once; None for a recurrence, a span or a length."""
    if time.by is None or time.every or time.within:
        return None
    try:
        return date.fromisoformat(time.by)
    except ValueError:
        return None


def _report_of(deadline: Deadline, plan: CountyPlan) -> PlanReport | None:
    """The report that a date governs: of its task, due then, and near it in the text."""
    return next((r for r in plan.reports if (r.report.task, r.report.due) == (deadline.task, deadline.time)
                 and -_NEAR <= r.report.start - deadline.end <= _NEAR), None)


def _is_handed_in(task: PlanTask, deadline: Deadline, plan: CountyPlan) -> bool:
    """Whether something leaves the county by a limit: a report of it, or a plan, list or entry that is handed in."""
    report = _report_of(deadline, plan)
    if report and _goes_up(report, plan):
        return True
    return not plan.profile.at_home and hands_in_above(task.text, deadline, plan.profile)


def _own_date(time: Time, chain: Chain | None, issue_on: date | None) -> _Own | None:
    """The county's own date of a limit; None where the superior's stays.

    chain  None: the limit is no report's or deliverable's, or the county has none
    """
    limit = _day(time)
    if limit is None:
        return None
    if chain is None:
        return _Own(limit, None) if issue_on and limit <= issue_on else None
    sent = step_back(limit, chain.send)
    drafted = step_back(sent, chain.sign)
    units = step_back(drafted, chain.collect)
    return _Own(limit, None if issue_on and units <= issue_on else sent, drafted, units)


def _goes_up(report: PlanReport, plan: CountyPlan) -> bool:
    """Whether a report leaves the county: within it the notice's dates are the county's own."""
    return any(find_rung(name, None, plan.profile) is Rung.ABOVE for name in report.to) and not is_home(
        plan.spec, plan.profile)


def _print_own(own: _Own) -> str:
    """`6月23日前单位报送，6月27日前上报`, with the year once."""
    if own.sent is None:
        return TOO_LATE
    if own.units is None or own.units == own.sent:
        return f"{print_date(own.sent)}前"
    sent = print_date(own.sent)
    same = own.units.year == own.sent.year
    return f"{print_date(own.units)}前单位报送，{sent.partition('年')[2] if same else sent}前上报"


def _print_superior(deadline: Deadline) -> str:
    return print_time(deadline.time, day="日" in deadline.quote)


def _with_dates(task: PlanTask, moved: Sequence[tuple[Deadline, _Own]]) -> PlanTask:
    """The task with its own dates beside the superior's, and in its text where a date is said but once."""
    if not moved:
        return task
    text = task.text
    for deadline, own in moved:
        text = _say(text, say_quote(deadline), own)
    by_superior = {_print_superior(deadline): _print_own(own) for deadline, own in moved}
    return replace(task, text=text, own_times=tuple(by_superior.get(time, time) for time in task.times))


def _say(text: str, words: str, own: _Own) -> str:
    """A text with the county's day of sending in place of the superior's, if that is another and is said once."""
    if text.count(words) != 1 or own.sent == own.limit:
        return text
    if own.sent is None:
        return text.replace(words, TOO_LATE)
    day = print_date(own.sent)
    if own.sent.year == own.limit.year and not re.search(r"\d{4}年|[今明]年", words):
        day = day.partition("年")[2]
    lead = re.match(r"(?:务必)?(?:于|在)?", words)
    return text.replace(words, f"{lead[0] if lead else ''}{day}前")


def _with_date(report: PlanReport, own: _Own, plan: CountyPlan) -> PlanReport:
    due = report.report.due
    words = next((say_quote(d) for task in plan.tasks if task.id == report.report.task for d in task.deadlines
                  if d.time == due), report.due)
    text = _say(report.text, words, own)
    return replace(report, text=text if text != report.text else _say(text, report.due, own), own_due=_print_own(own))


def _note(moves: Mapping[tuple[str, date], Move]) -> str:
    """What the calendar did not know of the dates moved; "" where it knew all."""
    last = last_known_year() if moves else 0
    later = any(limit.year > last for _, limit in moves)
    return f"{last}年以后的节假日安排未公布，本级时限只避开周末，请核对" if later else ""
