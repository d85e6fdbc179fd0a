"""What a plan is to say otherwise once its superior has changed its paper (方案修订): the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comparison.diff import diff_specs
from comparison.revising.bearing import object_to
from comparison.revising.numbering import renumber_plan
from comparison.revising.restating import Exchange, restate_deadline, restate_target
from comparison.revising.stated import Stated
from comparison.revising.tables import ask_blanks, revise_indicators
from comparison.revising.tasks import revise_bodies, revise_tasks
from specs.changes import Change, ChangeKind, FactKind, Severity
from specs.model import Deadline, Spec, Target
from specs.revisions import OwnPaper, OwnTask, Question, Revising, Revision, RevisionKind
from specs.wording import print_bound, print_time, quote_fact

NO_PLACE = "方案中没有唯一可改的字句，请人工修改"


def revise_plan(plan: Spec, text: str, old: Spec, new: Spec, before: OwnPaper, after: OwnPaper) -> Revising:
    """The changes of a plan's text that the changes from the old paper to the new call for.

    text           the plan's source text
    before, after  what of the old and the new paper is the county's, in its own words
    returns        what asks more as revisions, in the order of the text; what asks less, is done already, is said
                   otherwise in the plan, or has no safe place, as questions
    """
    stated = Stated(plan, old, text)
    changes = diff_specs(old, new)
    found = [*_restate(changes, stated, new), *revise_tasks(changes, stated, new, after.tasks),
             *revise_indicators(changes, stated, new, after), *revise_bodies(stated, new, before.tasks, after.tasks),
             *_ask_rest(changes, stated, new, after.tasks)]
    wanted = sorted((one for one in found if isinstance(one, Revision)), key=lambda one: (one.start, one.end))
    revisions, asked = renumber_plan(tuple(_drop_double(wanted)), stated)
    questions = [*(one for one in found if isinstance(one, Question)), *asked, *ask_blanks(revisions)]
    return Revising(revisions, tuple(dict.fromkeys(questions)))


def _drop_double(revisions: list[Revision]) -> Iterator[Revision]:
    """Each place changed once; words in a paragraph that is taken out are left alone."""
    gone = [(one.start, one.end) for one in revisions if one.kind is RevisionKind.DELETED]
    taken: set[tuple[int, int, RevisionKind, str]] = set()
    for one in revisions:
        place = (one.start, one.end, one.kind, one.new)
        inside = one.kind is RevisionKind.RESTATED and any(a <= one.start and one.end <= b for a, b in gone)
        if place not in taken and not inside:
            taken.add(place)
            yield one


def _restate(changes: tuple[Change, ...], stated: Stated, new: Spec) -> Iterator[Revision | Question]:
    for change in changes:
        if change.fact not in (FactKind.TARGET, FactKind.DEADLINE) or len(change.old_facts) != 1 or (
                len(change.new_facts) != 1) or change.kind in (ChangeKind.REWORDED, ChangeKind.MOVED):
            continue
        was, now = change.old_facts[0], change.new_facts[0]
        if isinstance(was, Target) and isinstance(now, Target):
            if change.kind not in (ChangeKind.DUE_EARLIER, ChangeKind.DUE_LATER) or not _told_by_deadline(
                    was, now, changes):
                yield from _restate_target(change, was, now, stated, new)
        elif isinstance(was, Deadline) and isinstance(now, Deadline) and (was.words or was.quote) != (
                now.words or now.quote):
            yield from _restate_deadline(change, was, now, stated, new)


def _told_by_deadline(was: Target, now: Target, changes: tuple[Change, ...]) -> bool:
    return any(isinstance(fact, Deadline) and fact.time == was.due for change in changes
               if change.fact is FactKind.DEADLINE for fact in change.old_facts) or was.due == now.due


def _restate_target(change: Change, was: Target, now: Target, stated: Stated,
                    new: Spec) -> Iterator[Revision | Question]:
    said = stated.targets(was)
    why = object_to(change, new.notice.issued_on) if said else ""
    for target in said:
        bound = (target.value, target.unit, target.comparator, target.value_max)
        if bound == (now.value, now.unit, now.comparator, now.value_max):
            continue
        if bound != (was.value, was.unit, was.comparator, was.value_max):
            own = f"方案写的是“{print_bound(target)}”，与原要求“{print_bound(was)}”不同，请核对后修改"
            yield Question(change.sentence, own, target.quote)
        elif why:
            yield Question(change.sentence, why, target.quote)
        else:
            yield from _place(change, target, restate_target(target, was, now), stated)


def _restate_deadline(change: Change, was: Deadline, now: Deadline, stated: Stated,
                      new: Spec) -> Iterator[Revision | Question]:
    said = stated.deadlines(was)
    why = object_to(change, new.notice.issued_on) if said else ""
    for deadline in said:
        if deadline.time == now.time:
            continue
        if deadline.time != was.time:
            yield Question(change.sentence, _tell_own_date(deadline, was, now), deadline.quote)
        elif why:
            yield Question(change.sentence, why, deadline.quote)
        else:
            yield from _place(change, deadline, restate_deadline(deadline, was, now), stated)


def _tell_own_date(said: Deadline, was: Deadline, now: Deadline) -> str:
    own, limit = said.time.by or said.time.end or "", now.time.by or now.time.end or ""
    told = f"本县方案自定“{print_time(said.time)}”（原要求{print_time(was.time)}），新要求{print_time(now.time)}"
    if said.time.every or now.time.every or len(own) != len(limit) or not own:
        return f"{told}，请核对后修改"
    return f"{told}，本县时间仍在限内，可以不改" if own <= limit else f"{told}，本县时间已超出，请改定"


def _place(change: Change, said: Target | Deadline, found: Exchange | None,
           stated: Stated) -> Iterator[Revision | Question]:
    basis = change.new[0].quote
    if found is None or "|" in found.old:
        yield Question(change.sentence, NO_PLACE, said.quote)
        return
    after = said.quote[:found.at] + found.new + said.quote[found.at + len(found.old):]
    starts = [at + found.at for at in (said.start, *stated.repeats(said.start, said.end))]
    # A table may name a task without a heading by its first clause, in which the words stand.
    starts += stated.named_by(said.start + found.at, said.start + found.at + len(found.old))
    for start in starts:
        yield Revision(RevisionKind.RESTATED, start, start + len(found.old), found.old, found.new, change.sentence,
                       basis, said.quote, after)


def _ask_rest(changes: tuple[Change, ...], stated: Stated, new: Spec,
              after: Mapping[str, OwnTask]) -> Iterator[Question]:
    """What came or went within a task that stands, and what is split, merged or moved: told, for a person."""
    added = {fact.id for change in changes if change.fact is FactKind.TASK and change.kind is ChangeKind.ADDED
             for fact in change.new_facts if hasattr(fact, "id")}
    for change in changes:
        if change.severity is Severity.NONE or change.fact in (FactKind.CITATION, FactKind.PERCENTAGE):
            continue
        if change.kind is ChangeKind.ADDED and change.fact is not FactKind.TASK:
            task = getattr(change.new_facts[0], "task", None)
            if task not in added and (task in after or (task is None and change.fact is FactKind.TARGET)):
                yield Question(change.sentence, "新增要求，请在方案相应条款中补写", "")
        elif change.kind is ChangeKind.REMOVED and change.fact in (FactKind.TARGET, FactKind.DEADLINE):
            fact = change.old_facts[0]
            said: list[Target] | list[Deadline] = (
                stated.targets(fact) if isinstance(fact, Target) else
                stated.deadlines(fact) if isinstance(fact, Deadline) else [])
            if said and not _is_gone(fact, changes):
                yield Question(change.sentence, "新文件不再要求，是否保留请本县决定", quote_fact(said[0]))
        elif change.kind in (ChangeKind.SPLIT, ChangeKind.MERGED) and any(
                stated.targets(fact) if isinstance(fact, Target) else stated.tasks_of(getattr(fact, "id", None))
                for fact in change.old_facts):
            yield Question(change.sentence, "条款有拆分或合并，请人工调整", "")


def _is_gone(fact: object, changes: tuple[Change, ...]) -> bool:
    """Whether the whole task that a fact stood in was removed: told there."""
    return any(getattr(one, "id", "") == getattr(fact, "task", None) for change in changes
               if change.fact is FactKind.TASK and change.kind is ChangeKind.REMOVED for one in change.old_facts)
