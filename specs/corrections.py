"""What people changed in a spec (更正): who, when, which fact, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a person did to a fact (处理): one that is reopened counts as the machine's again."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"
    REMOVED = "removed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed in a spec (更正).

    kind   the list that the fact stands in: `targets`, `tasks` …, `bodies` for a body of a task
    fact   the fact in a line, as it was before; as it is now where it was added
    at     where it stands: start of its words in the source
    field  the field changed; `""` where the whole fact was confirmed, added, removed or reopened
    old    what the field said before, as a person reads it; new what it says now
    why    the reason that she gave
    """

    by: str
    on: str
    action: Action
    kind: str
    fact: str
    at: int
    field: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
