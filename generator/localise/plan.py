"""One county's plan before it is put in words (县方案): its tasks, targets, reports, and what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.county import BodyKind, CountyProfile, find_line
from generator.localise.bodies import Rung, find_own_body, find_rung
from generator.localise.pieces import BODY_TAIL, Piece, Verdict, join_own, judge_task
from generator.localise.targets import PlanTarget, localise_targets, verdict_at
from generator.localise.times import print_time
from generator.localise.words import drop_duty_notes, fold_quote, localise_text
from specs.model import Body, Deadline, Level, Report, Role, Section, Spec, Task


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the county (县级任务).

    id        the source task's
    sections  the headings above it, in the county's words
    text      what the county takes up, in its own words; no 责任单位 note
    lead, responsible, support   names of the county's bodies
    times     when, as documents say it; deadlines the facts behind them
    guessed   the notice names no body: the bureau of the line stands in (待确认)
    """

    id: str
    sections: tuple[Section, ...]
    heading: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    times: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[PlanTarget, ...]
    guessed: bool = False

    @property
    def doers(self) -> tuple[str, ...]:
        """Who leads or does it."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible)))


@dataclass(frozen=True, slots=True)
class PlanReport:
    """Something that a body of the county must send (报送); `text` says it in one sentence, as the notice does."""

    text: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    due: str
    report: Report


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """All that the documents of one county are made of (县方案).

    goals       targets of the notice's goals sections
    indicators  rows of its indicator tables
    shares      totals of the upper level that nobody has shared out (待分解)
    judged      every piece of every task with its verdict
    """

    profile: CountyProfile
    line: BodyKind
    spec: Spec
    tasks: tuple[PlanTask, ...]
    goals: tuple[PlanTarget, ...]
    indicators: tuple[PlanTarget, ...]
    shares: tuple[PlanTarget, ...]
    reports: tuple[PlanReport, ...]
    judged: tuple[tuple[str, tuple[Piece, ...]], ...]


def localise_spec(spec: Spec, profile: CountyProfile) -> CountyPlan:
    """What a notice means for one county.

    returns  what it asks of the county level, with the county's own bodies; what the upper level keeps for itself is in
             `judged` only; no number, year or date that is not the notice's
    """
    line = find_line_of(spec)
    home = is_home(spec, profile)
    judged = {task.id: judge_task(task, profile, home=home) for task in spec.tasks}
    targets = localise_targets(spec, judged, profile, line, home=home)
    made = (_plan_task(task, spec, judged[task.id], targets, profile, line) for task in spec.tasks)
    tasks = tuple(task for task in made if task)
    return CountyPlan(
        profile, line, spec, tasks,
        goals=tuple(t for t in targets if t.verdict is Verdict.OWN and t.target.task is None and not t.tabular),
        indicators=tuple(t for t in targets if t.verdict is Verdict.OWN and t.tabular),
        shares=tuple(t for t in targets if t.verdict is Verdict.SHARE),
        reports=_reports(spec, judged, profile, line), judged=tuple(judged.items()))


def find_line_of(spec: Spec) -> BodyKind:
    """The line (条线) of a notice: by its first issuer, else by its title."""
    return find_line(spec.notice.issuers[0] if spec.notice.issuers else spec.notice.title or "")


def is_home(spec: Spec, profile: CountyProfile) -> bool:
    """Whether the notice is this county's own."""
    return any(issuer.startswith(profile.name) for issuer in spec.notice.issuers)


def _plan_task(task: Task, spec: Spec, pieces: tuple[Piece, ...], targets: tuple[PlanTarget, ...],
               profile: CountyProfile, line: BodyKind) -> PlanTask | None:
    text = drop_duty_notes(localise_text(drop_duty_notes(join_own(pieces)), profile, line))
    mine = tuple(t for t in targets if t.target.task == task.id and t.verdict is Verdict.OWN and not t.tabular)
    if not text and not mine:
        return None
    deadlines = tuple(d for d in spec.deadlines if d.task == task.id and _is_limit(d)
                      and verdict_at(task, pieces, d.start, d.quote, d.action) is Verdict.OWN)
    lead = _own_names(task.bodies, (Role.LEAD,), profile, line)
    doers = _own_names(task.bodies, (Role.RESPONSIBLE, Role.SUPERVISE), profile, line)
    support = _own_names(task.bodies, (Role.SUPPORT,), profile, line)
    guessed = not (lead or doers)
    if guessed:
        doers = (find_own_body("", profile, line).name,)
    doers = tuple(name for name in doers if name not in lead)
    return PlanTask(task.id, tuple(_section(s, profile, line) for s in task.sections),
                    localise_text(task.heading, profile, line), text, lead, doers,
                    tuple(name for name in support if name not in (*lead, *doers)),
                    tuple(dict.fromkeys(print_time(d.time, day="日" in d.quote) for d in deadlines)),
                    deadlines, mine, guessed)


def _is_limit(deadline: Deadline) -> bool:
    """Whether a time says by when: a bare 每年 is the rhythm of a target and no limit."""
    time = deadline.time
    return bool(time.by or time.within or time.end or (time.start and not time.every))


def _section(section: Section, profile: CountyProfile, line: BodyKind) -> Section:
    return Section(section.number, localise_text(section.heading, profile, line))


def _own_names(bodies: tuple[Body, ...], roles: tuple[Role, ...], profile: CountyProfile,
               line: BodyKind) -> tuple[str, ...]:
    """The county's bodies of these roles by their own names; institutions only where none else is named."""
    mine = [body for body in bodies if body.role in roles]
    own: list[str] = []
    for body in mine:
        rung = find_rung(body.name, body.level, profile)
        if rung is Rung.OWN:
            own.append(find_own_body(body.name, profile, line).name)
        elif rung is Rung.BELOW and body.level is not Level.ENTERPRISE:
            own.append(re.sub("^每个", "各", localise_text(body.name, profile, line)))
    if not own:
        own = [localise_text(body.name, profile, line) for body in mine
               if find_rung(body.name, body.level, profile) is Rung.UNKNOWN and BODY_TAIL.search(body.name)]
    return tuple(dict.fromkeys(own))


def _reports(spec: Spec, judged: dict[str, tuple[Piece, ...]], profile: CountyProfile,
             line: BodyKind) -> tuple[PlanReport, ...]:
    by_id = {task.id: task for task in spec.tasks}
    found = []
    for report in spec.reports:
        task = by_id.get(report.task or "")
        if task and verdict_at(task, judged[task.id], report.start, report.quote, report.what) is not Verdict.OWN:
            continue
        own = [name for name in report.by if find_rung(name, None, profile) in (Rung.OWN, Rung.BELOW)]
        if not own:
            continue
        names = dict.fromkeys(_sender(name, profile, line) for name in own)
        to = tuple(localise_text(name, profile, line) for name in report.to)
        due = print_time(report.due, day="日" in report.quote) if report.due else ""
        what = localise_text(report.what, profile, line)
        text = _report_text(report, tuple(names), to, what, due, spec, profile, line)
        found.append(PlanReport(text, tuple(names), to, what, due, report))
    return tuple(found)


def _report_text(report: Report, by: tuple[str, ...], to: tuple[str, ...], what: str, due: str, spec: Spec,
                 profile: CountyProfile, line: BodyKind) -> str:
    """The notice's own clause with its sender and time before it; from the fields where the script is another."""
    names = "、".join(by)
    if spec.notice.script != "hans":
        return f"{names}{due}{'向' + '、'.join(to) if to else ''}报送{what}"
    clause = localise_text(fold_quote(report.quote), profile, line).lstrip("并,")
    if any(name in clause for name in by):
        return clause
    return names + ("" if re.search(r"\d[年月日]|每[年月季]", clause) else due) + clause


def _sender(name: str, profile: CountyProfile, line: BodyKind) -> str:
    if find_rung(name, None, profile) is Rung.OWN:
        return find_own_body(name, profile, line).name
    return localise_text(name, profile, line)
