"""One county's plan before it is put in words (县方案): its tasks, targets, reports, and what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.county import BodyKind, CountyProfile, find_line, split_bodies
from generator.localise.bodies import Rung, find_counterpart, find_kind, find_own_body, find_rung, name_kind
from generator.localise.deixis import name_self
from generator.localise.doers import BODY_TAIL
from generator.localise.goals import goal_paragraphs
from generator.localise.loose import number_duties
from generator.localise.moves import Deviation, Move
from generator.localise.notes import drop_duty_notes
from generator.localise.pieces import join_own, judge_task
from generator.localise.places import strip_place
from generator.localise.presume import Reach, find_reach, notes_upper
from generator.localise.procedure import drop_contacts
from generator.localise.reports import PlanReport, localise_reports
from generator.localise.targets import PlanTarget, Share, localise_targets, verdict_at
from generator.localise.times import print_time
from generator.localise.verdicts import Piece, Verdict
from generator.localise.visits import PlanVisit, find_visits
from generator.localise.words import localise_text, say_quote
from specs.model import Body, Deadline, Level, Notice, Role, Section, Spec, Task


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the county (县级任务).

    id        the source task's
    sections  the headings above it, in the county's words
    text      what the county takes up, in its own words; no 责任单位 note
    lead, responsible, support   names of the county's bodies
    times     when, as documents say it; deadlines the facts behind them
    guessed   the notice names no body: the bureau of the line stands in (待确认)
    own_times the county's own, beside `times`; () where none has moved (本级时限)
    presumed  said to the level between alone: proposed to the county, whose bodies answer to those named (推定)
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
    presumed: bool = False
    own_times: tuple[str, ...] = ()

    @property
    def doers(self) -> tuple[str, ...]:
        """Who leads or does it."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible)))


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """All that the documents of one county are made of (县方案).

    aims        what the county is to reach, a paragraph a date, in the notice's words
    goals       targets of the notice's goals sections
    indicators  rows of its indicator tables
    shares      totals of the upper level that nobody has shared out (待分解)
    visits      what the upper level checks of counties or collects from them (迎检、报送)
    moves       dates that are not the superior's (schedule.py); calendar_note: what the calendar does not know
    shared      totals of which the county's share is in the plan, by weights (shares.py)
    deviations  values that the county sets itself
    bases       heads of all papers that it rests on, in the preamble's order; () the notice alone
    judged      every piece of every task with its verdict
    """

    profile: CountyProfile
    line: BodyKind
    spec: Spec
    tasks: tuple[PlanTask, ...]
    aims: tuple[str, ...]
    goals: tuple[PlanTarget, ...]
    indicators: tuple[PlanTarget, ...]
    shares: tuple[PlanTarget, ...]
    reports: tuple[PlanReport, ...]
    judged: tuple[tuple[str, tuple[Piece, ...]], ...]
    visits: tuple[PlanVisit, ...] = ()
    moves: tuple[Move, ...] = ()
    calendar_note: str = ""
    bases: tuple[Notice, ...] = ()
    shared: tuple[Share, ...] = ()
    deviations: tuple[Deviation, ...] = ()


def localise_spec(spec: Spec, profile: CountyProfile) -> CountyPlan:
    """What a notice means for one county.

    returns  what it asks of the county level, with the county's own bodies; what the upper level keeps for itself is in
             `judged` only; no number, year or date that is not the notice's
    """
    home = is_home(spec, profile)
    spec = name_self(number_duties(spec), home=home)
    line = find_line_of(spec)
    profile = with_issuers(spec, profile, line)
    reach = find_reach(spec, profile)
    judged = {task.id: judge_task(task, profile, home=home, reach=reach) for task in spec.tasks}
    targets = localise_targets(spec, judged, profile, line, home=home)
    made = (_plan_task(task, spec, judged[task.id], targets, profile, line, reach) for task in spec.tasks)
    tasks = tuple(task for task in made if task)
    free = tuple(t for t in targets if t.target.task is None and not t.tabular)
    return CountyPlan(
        profile, line, spec, tasks, aims=goal_paragraphs(spec, free, profile, line, home=home),
        goals=tuple(t for t in free if t.verdict.taken),
        indicators=tuple(t for t in targets if t.verdict.taken and t.tabular),
        shares=tuple(t for t in targets if t.verdict is Verdict.SHARE),
        reports=localise_reports(spec, judged, profile, line), judged=tuple(judged.items()),
        visits=find_visits(judged, spec.notice, profile))


def find_line_of(spec: Spec) -> BodyKind:
    """The line (条线) of a notice: by its first issuer, else by its title."""
    return find_line(spec.notice.issuers[0] if spec.notice.issuers else spec.notice.title or "")


def is_home(spec: Spec, profile: CountyProfile) -> bool:
    """Whether the notice is this county's own."""
    return any(issuer.startswith(profile.name) for issuer in spec.notice.issuers)


def with_issuers(spec: Spec, profile: CountyProfile, line: BodyKind) -> CountyProfile:
    """The profile as the notice has it: names of the county's own offices that sign it, or that its own notice uses,
    which are no guess; and whether the notice is a province's."""
    bodies, guesses = dict(profile.bodies), set(profile.guesses)
    for issuer in spec.notice.issuers:
        kind = find_kind(issuer.removeprefix(profile.name)) or line
        if issuer.startswith(profile.name) and find_line(issuer) == kind:
            bodies[kind.key] = issuer
            guesses.discard(kind.key)
    if is_home(spec, profile):
        for name in dict.fromkeys(body.name for task in spec.tasks for body in task.bodies):
            rest = re.sub(f"^(?:{profile.name}|[县区市])", "", name)
            own = find_kind(rest)
            if own and own is not line and rest != name and re.search("(?:局|委|委员会|大队|办公室)$", rest):
                bodies[own.key] = f"{profile.name}{rest}"
                guesses.discard(own.key)
    lower = any(issuer.startswith(profile.prefecture) for issuer in spec.notice.issuers)
    return replace(profile, bodies=MappingProxyType(bodies), guesses=frozenset(guesses),
                   at_home=is_home(spec, profile), of_province=not lower or profile.prefecture == profile.province)


def _plan_task(task: Task, spec: Spec, pieces: tuple[Piece, ...], targets: tuple[PlanTarget, ...],
               profile: CountyProfile, line: BodyKind, reach: Reach) -> PlanTask | None:
    kept = join_own(pieces)
    kept = kept if profile.at_home else drop_contacts(kept)
    text = drop_duty_notes(localise_text(drop_duty_notes(kept), profile, line))
    mine = tuple(t for t in targets if t.target.task == task.id and t.verdict.taken and not t.tabular)
    if (not text and not mine) or (not mine and _is_bare(text, task)):
        return None
    deadlines = tuple(d for d in spec.deadlines if d.task == task.id and _is_limit(d) and not _is_replaced(d, task)
                      and verdict_at(task, pieces, d.start, say_quote(d), d.action).taken)
    presumed = any(piece.verdict is Verdict.PRESUMED for piece in pieces)
    answered = presumed or (reach.between is not None and notes_upper(task, profile))
    bodies = _still_named(task, kept)
    lead = _own_names(bodies, (Role.LEAD,), profile, line, presumed=answered)
    doers = _own_names(bodies, (Role.RESPONSIBLE, Role.SUPERVISE), profile, line, presumed=answered)
    support = _own_names(bodies, (Role.SUPPORT,), profile, line)
    guessed = not (lead or doers) or _is_aside(task, pieces)
    bureau = split_bodies(find_own_body("", profile, line).name)
    if not guessed and not set(bureau) & {*lead, *doers} and _begins_otherwise(task, pieces, profile):
        guessed = True
    if guessed:
        doers = (*bureau, *doers)
    doers = tuple(name for name in doers if name not in lead)
    return PlanTask(task.id, tuple(_section(s, profile, line) for s in task.sections),
                    localise_text(task.heading, profile, line), text, lead, doers,
                    tuple(name for name in support if name not in (*lead, *doers) and not _LEADS.search(name)),
                    tuple(dict.fromkeys(localise_text(print_time(d.time, day="日" in d.quote), profile, line)
                                        for d in deadlines)),
                    deadlines, mine, guessed, presumed)


_LEADS = re.compile("(?:领导小组|指挥部|联席会议)$")  # they lead, and help no bureau


def _still_named(task: Task, kept: str) -> tuple[Body, ...]:
    """The bodies of a task without those of no known level that only sentences name which have gone."""
    said = drop_duty_notes(task.text)
    return tuple(body for body in task.bodies if body.level is not None or body.name not in said or body.name in kept)


_TOPIC = 10


def _is_bare(text: str, task: Task) -> bool:
    """Whether nothing but the heading, or words as good as one (推广电子证照), is left of a task that said more."""
    plain = text.rstrip("。")
    topic = len(plain) <= _TOPIC and not re.search(r"[,;要应须\d]", plain) and len(task.text) > 3 * len(plain)
    return topic or (bool(task.heading) and plain == task.heading.rstrip("。") and len(task.text) > len(text))


def _is_limit(deadline: Deadline) -> bool:
    """Whether a time says by when: a bare 每年 is the rhythm of a target and no limit."""
    time = deadline.time
    return bool(time.by or time.within or time.end or (time.start and not time.every))


def _is_replaced(deadline: Deadline, task: Task) -> bool:
    """Whether a date is the old one of `“9月底前完工”调整为“11月底前完工”`."""
    words = re.escape(say_quote(deadline))
    return bool(re.search(rf"{words}[^,。;“”]{{0,14}}”?(?:的任务)?(?:调整|变更|修改|延长|推迟)(?:为|到|至)", task.text))


def _section(section: Section, profile: CountyProfile, line: BodyKind) -> Section:
    attached = section.number.startswith("附件")
    heading = strip_place(section.heading, profile) if attached else section.heading
    return Section(section.number, localise_text(heading, profile, line))


_DOING = (Role.LEAD, Role.RESPONSIBLE, Role.SUPERVISE)
_SOME_UNIT = re.compile("^(?:其他|其它|重点|示范|上述|下列)|每[队名家班组]")


def _is_aside(task: Task, pieces: tuple[Piece, ...]) -> bool:
    """Whether the doers that a task names act in a side sentence alone, and who does the rest is not said.

    `排查隐患,…。…。检测机构应当配合查验。`: the 检测机构 does not do the whole of it.
    """
    def is_theirs(bodies: tuple[Body, ...]) -> bool:
        return any(body.role is not Role.RECEIVE for body in bodies)

    texts = {piece.sentence: 0 for piece in pieces}
    for piece in pieces:
        texts[piece.sentence] += len(piece.text) if piece.verdict.taken else 0
    named = sum(length for at, length in texts.items() if at < len(task.clauses) and is_theirs(task.clauses[at].bodies))
    said = drop_duty_notes(task.text)
    noted = any(body.name not in said for body in task.bodies if body.role in _DOING)
    return bool(task.clauses) and len(texts) > 1 and not noted and 2 * named < sum(texts.values())


# Offices, and units that the notice itself names as a class; schools, clinics and banks answer to some office.
_OFFICE = re.compile("(?:委|委员会|局|厅|处|署|办|办公室|部|部门|大队|支队|机关|中心|专班|小组)$|^各?[一-鿿]{0,3}单位$")


def _begins_otherwise(task: Task, pieces: tuple[Piece, ...], profile: CountyProfile) -> bool:
    """Whether what a task says first is not its doers': 中小学校要开足课程。疾控中心每年监测,…"""
    said = drop_duty_notes(task.text)
    if said != task.text and any(body.name not in said for body in task.bodies if body.role in _DOING):
        return False
    first = next((piece.sentence for piece in pieces if piece.verdict.taken), len(task.clauses))
    if first >= len(task.clauses):
        return False
    begins = task.clauses[first]
    there = [body for body in (*begins.bodies, *(body for body in task.bodies if body.name in begins.text))
             if body.role is not Role.RECEIVE]
    return not any(find_rung(body.name, body.level, profile) in (Rung.OWN, Rung.BELOW) or _OFFICE.search(body.name)
                   for body in there)


def _own_names(bodies: tuple[Body, ...], roles: tuple[Role, ...], profile: CountyProfile,
               line: BodyKind, *, presumed: bool = False) -> tuple[str, ...]:
    """The county's bodies of these roles by their own names; institutions only where none else is named.

    presumed  upper bodies stand for the county's that answer to them
    """
    mine = [body for body in bodies if body.role in roles and not _SOME_UNIT.search(body.name)]
    own: list[str] = []
    for body in mine:
        rung = find_rung(body.name, body.level, profile)
        if rung is Rung.OWN:
            own += split_bodies(find_own_body(body.name, profile, line).name)
        elif rung is Rung.BELOW and body.level is not Level.ENTERPRISE and not body.name.startswith("每"):
            own.append(localise_text(body.name, profile, line))
        elif rung is Rung.ABOVE and presumed and (kind := find_counterpart(body.name)):
            own += split_bodies(name_kind(kind, profile).name)
    government = profile.bodies.get("人民政府", "")
    if presumed and len(set(own)) > 1:
        own = [name for name in own if name != government]
    if not own:
        own = [localise_text(body.name, profile, line) for body in mine
               if find_rung(body.name, body.level, profile) is Rung.UNKNOWN and BODY_TAIL.search(body.name)
               and not body.name.endswith("行业")]
    return tuple(dict.fromkeys(own))
