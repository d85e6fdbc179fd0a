"""What a change asks of a county or a prefecture (影响): who acts, and whether more or less is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from comparison.found import Found
from comparison.strictness import is_ceiling, times_a_year
from specs.changes import ChangeKind, Fact, FactKind, Severity
from specs.model import Body, Clause, Deadline, Level, Report, Role, Spec, Target, Task, Time

_NEUTRAL = frozenset({ChangeKind.REWORDED, ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED})
_BODIES = frozenset({ChangeKind.BODY_ADDED, ChangeKind.BODY_REMOVED, ChangeKind.ROLE_CHANGED})
_TOTAL = re.compile(r"全[国省市州]|自治区")
_LESS = frozenset({ChangeKind.REMOVED, ChangeKind.BODY_REMOVED, ChangeKind.COMPARATOR_LOOSENED, ChangeKind.DUE_LATER})
# Who acts for a level: its own bodies, and those that only it can make act.
_OWN = {Level.COUNTY: frozenset({Level.COUNTY, Level.TOWNSHIP, Level.ENTERPRISE}),
        Level.PREFECTURE: frozenset({Level.PREFECTURE})}
_WATCHED = {Level.COUNTY: frozenset[Level](),
            Level.PREFECTURE: frozenset({Level.COUNTY, Level.TOWNSHIP, Level.ENTERPRISE})}
_NAMED = {Level.COUNTY: re.compile(r"县|区县|各区"), Level.PREFECTURE: re.compile(r"各市|市\(州|设区市|市级")}
_LEVEL_WORDS = (
    (Level.TOWNSHIP, re.compile(r"乡镇|镇政府|乡\(镇|街道|村|社区")),
    (Level.COUNTY, re.compile(r"县|(?:各|每个|所在|属地)区|区县|旗")),
    (Level.PREFECTURE, re.compile(r"^(?:各|每个|全)?(?:市|州|设区|地市)")),
    (Level.PROVINCE, re.compile(r"^(?:全)?省|^自治区")),
    (Level.NATIONAL, re.compile(r"^国家|^全国|部$")),
    (Level.ENTERPRISE, re.compile(r"企业|公司|用人单位|经营者")),
)


class _Reach(IntEnum):
    """How near a duty is to a level (关系)."""

    FAR = 0
    NEAR = 1
    OWN = 2


def weigh(found: Found, old: Spec, new: Spec, level: Level, *, levels: bool = False) -> Severity:
    """What a difference asks of a level: change the plan, know of it, or nothing.

    level   Level.COUNTY or Level.PREFECTURE; a prefecture watches over its counties, and should know what they must
    levels  `new` is the plan of a lower level: its own rigour is its own affair
    """
    others_plan = levels and level is not Level.COUNTY
    mine = Severity.NONE if others_plan else _weigh_own(found, old, new, level, levels=levels)
    if mine is Severity.NONE and level is not Level.COUNTY and (
            weigh(found, old, new, Level.COUNTY, levels=levels) is not Severity.NONE):
        return Severity.KNOW
    return mine


def _weigh_own(found: Found, old: Spec, new: Spec, level: Level, *, levels: bool) -> Severity:
    renamed = found.fields == ("name",)
    if (found.kind in _NEUTRAL and not renamed and not _is_shared_out(found)) or (levels and _is_share(found)):
        return Severity.NONE
    reach = _reach_of(found, old, new, level, levels=levels)
    if reach is _Reach.FAR:
        return Severity.NONE
    others_part = found.bodies and found.fact is not FactKind.REPORT and reach is not _Reach.OWN
    if renamed or others_part or found.fact is FactKind.CITATION:
        return Severity.KNOW
    return Severity.MUST if reach is _Reach.OWN and _asks_more(found) else Severity.KNOW


def _is_shared_out(found: Found) -> bool:
    """A total that places have their own numbers for now."""
    return found.kind is ChangeKind.SPLIT and found.fact is FactKind.TARGET


def _is_share(found: Found) -> bool:
    """A total of the higher level beside the lower level's own part of it."""
    old = found.old_facts[0] if found.old_facts else None
    return isinstance(old, Target) and bool(found.new_facts) and _is_total(old)


def _is_total(target: Target) -> bool:
    """A count over a whole province or prefecture, no number of any one place's own."""
    return target.unit != "%" and bool(_TOTAL.search(target.subject + target.indicator + target.quote))


def _asks_more(found: Found) -> bool:
    if found.kind in _LESS:
        return False
    old = found.old_facts[0] if found.old_facts else None
    new = found.new_facts[0] if found.new_facts else None
    if found.kind in (ChangeKind.VALUE_RAISED, ChangeKind.VALUE_LOWERED) and isinstance(new, Target):
        return (found.kind is ChangeKind.VALUE_LOWERED) == is_ceiling(new)
    if found.kind is ChangeKind.PERIOD_CHANGED:
        before, after = _rate(old), _rate(new)
        return before is None or after is None or after > before
    return True


def _rate(fact: Fact | None) -> float | None:
    """How much of a thing is asked for in a year."""
    if isinstance(fact, Target):
        times = times_a_year(fact.per)
        return times * fact.value if times is not None and fact.value else times
    time: Time | None = (fact.time if isinstance(fact, Deadline) else fact.due if isinstance(fact, Report) else None)
    return times_a_year(time.every) if time else None


def _reach_of(found: Found, old: Spec, new: Spec, level: Level, *, levels: bool) -> _Reach:
    side, facts = (new, found.new_facts) if found.new_facts else (old, found.old_facts)
    around, doers = _levels_of_doers(found, old, new)
    if found.bodies and found.fact is not FactKind.REPORT:
        # A company that joins or leaves is somebody whom a county works with.
        said = [_level_of(body, side) for pair in found.bodies for body in pair if body is not None]
        named = [None if one is Level.ENTERPRISE else one for one in said]
        mine = max(_reach(one, level) for one in named)
        # A body of no known level that joins or leaves is somebody else, whom the level works with.
        if mine is _Reach.OWN and all(_reach(one, level) is not _Reach.OWN or one is None for one in named):
            mine = _Reach.NEAR
        others = mine is _Reach.NEAR
    else:
        # What is said of nobody is for those who carry it out, and for a prefecture to watch.
        nobody = _Reach.OWN if level is Level.COUNTY else _Reach.NEAR
        mine = max((_reach(one, level) for one in doers), default=nobody)
        others = mine is _Reach.NEAR and found.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
        # A lower level's plan need not repeat what its superior does to it.
        if mine is _Reach.FAR and not levels and (_is_of_whole(facts) or _names_level(found, facts, side, level)):
            return _Reach.NEAR
        if mine is _Reach.OWN and any(isinstance(fact, Target) and _is_total(fact) for fact in facts):
            return _Reach.NEAR
    # A duty of others, all of it: whoever has a part in it should know, and nobody else.
    if others or mine is _Reach.FAR:
        beside = any(body.level is not None and _reach(body.level, level) is _Reach.OWN for body in around
                     if others or body.role is not Role.RECEIVE)
        return _Reach.NEAR if beside else _Reach.FAR
    return mine


def _levels_of_doers(found: Found, old: Spec, new: Spec) -> tuple[list[Body], list[Level | None]]:
    """(bodies of the tasks concerned, levels of those who act in the words concerned)."""
    side, facts = (new, found.new_facts) if found.new_facts else (old, found.old_facts)
    around = _task_bodies(facts, side)
    # A subject acts in its own sentence; those that a label or heading names act in all of the task.
    doers = [body.level for body in around if body.role is not Role.RECEIVE and body.rule != "body.subject"]
    whole = [body.level for body in around if body.role is not Role.RECEIVE]
    return around, _doer_levels(found, facts, side) or (whole if found.fact is FactKind.TASK else doers)


def _names_level(found: Found, facts: Iterable[Fact], spec: Spec, level: Level) -> bool:
    """Whether what others do is done to or for the level: 对各县(市、区)考核."""
    texts = [sentence.text for sentence in found.sentences if sentence]
    texts += [fact.text for fact in facts if isinstance(fact, Task)]
    texts += [clause.text for fact in facts if (clause := _clause_of(fact, spec)) is not None]
    return any(_NAMED[level].search(text) for text in texts)


def _is_of_whole(facts: Iterable[Fact]) -> bool:
    """A result for the whole area, which those below have to bring about together: a goal, a row of a table."""
    return any(isinstance(fact, Target) and (fact.task is None or "|" in fact.quote) for fact in facts)


def _reach(doer: Level | None, level: Level) -> _Reach:
    # Schools, users and the like act where they are: in a county.
    if doer in _OWN[level] or (doer is None and level is Level.COUNTY):
        return _Reach.OWN
    if doer is None:
        return _Reach.NEAR
    return _Reach.NEAR if doer in _WATCHED[level] else _Reach.FAR


def _doer_levels(found: Found, facts: Iterable[Fact], spec: Spec) -> list[Level | None]:
    """Levels of those who act in the words concerned; [] where these name nobody."""
    sentence = found.sentences[1] or found.sentences[0]
    if sentence is not None:
        return [body.level for body in sentence.bodies if body.role is not Role.RECEIVE]
    levels: list[Level | None] = []
    for fact in facts:
        if isinstance(fact, Report):
            levels += [_level_of(name, spec) for name in fact.by]
        elif isinstance(fact, Target) and (fact.each or fact.bodies or _is_shared_out(found)):
            names = (fact.each,) if fact.each else (fact.subject,) if _is_shared_out(found) else fact.bodies
            levels += [_level_of(name, spec) for name in names]
        elif not isinstance(fact, Task):
            clause = _clause_of(fact, spec)
            levels += [body.level for body in _doers_before(fact, clause) if body.role is not Role.RECEIVE]
    return levels


def _doers_before(fact: Fact, clause: Clause | None) -> tuple[Body, ...]:
    """Bodies named in the sentence before the fact; those after it act in what follows."""
    if clause is None:
        return ()
    words = getattr(fact, "words", "") or getattr(fact, "quote", "")
    at = clause.text.find(words)
    return tuple(body for body in clause.bodies if at < 0 or clause.text.find(body.name) < at)


def _clause_of(fact: Fact, spec: Spec) -> Clause | None:
    """The sentence that a fact stands in."""
    task = next((task for task in spec.tasks if task.id == getattr(fact, "task", None)), None)
    for clause in task.clauses if task else spec.goals:
        if clause.paper == fact.paper and clause.start <= fact.start < clause.end:
            return clause
    return None


def _task_bodies(facts: Iterable[Fact], spec: Spec) -> list[Body]:
    ids = {fact.id if isinstance(fact, Task) else getattr(fact, "task", None) for fact in facts}
    return [body for task in spec.tasks if task.id in ids for body in task.bodies]


def _level_of(body: Body | str, spec: Spec) -> Level | None:
    if isinstance(body, Body):
        return body.level
    known = next((b.level for task in spec.tasks for b in task.bodies if b.name == body and b.level), None)
    return known or next((level for level, words in _LEVEL_WORDS if words.search(body)), None)
