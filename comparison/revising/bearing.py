"""What a change asks of a plan that is in force (取向): more, less, or something that nobody can weigh."""

from __future__ import annotations

from comparison.strictness import is_ceiling, times_a_year
from specs.changes import Change, ChangeKind
from specs.model import Deadline, Target

LOOSER = "属于放宽，是否调整请本县决定"
UNSURE = "松紧无法判断，请本县决定"
DONE = "原定时间在新文件印发前已过，是否已经办结请核实"


def object_to(change: Change, issued_on: str | None) -> str:
    """Why a change is asked and not proposed (Chinese); "" for one that asks more and is still to be done.

    issued_on  when the newer paper was issued, ISO 8601
    """
    old, new = change.old_facts[0], change.new_facts[0]
    time = old.time if isinstance(old, Deadline) else old.due if isinstance(old, Target) else None
    last = (time.by or time.end) if time and not time.every else None
    if last and issued_on and len(last) == len(issued_on) and last < issued_on:
        return DONE
    kind = change.kind
    if kind in (ChangeKind.VALUE_RAISED, ChangeKind.VALUE_LOWERED) and isinstance(new, Target):
        return "" if (kind is ChangeKind.VALUE_LOWERED) == is_ceiling(new) else LOOSER
    if kind in (ChangeKind.COMPARATOR_LOOSENED, ChangeKind.DUE_LATER):
        return LOOSER
    if kind is ChangeKind.PERIOD_CHANGED:
        before, after = (times_a_year(fact.time.every if isinstance(fact, Deadline) else getattr(fact, "per", None))
                         for fact in (old, new))
        if before is None or after is None or before == after:
            return UNSURE
        return "" if after > before else LOOSER
    return ""
