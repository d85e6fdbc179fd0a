"""What comparing two specs says (变化、对照): nouns, each with a sentence to paste."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specs.model import Citation, Deadline, Percentage, Report, Target, Task

Fact = Target | Deadline | Task | Report | Percentage | Citation


class ChangeKind(StrEnum):
    """What became of a fact from the old notice to the new (变化类型)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FactKind(StrEnum):
    """Which list of a spec a fact stands in (要素类型)."""

    TARGET = "target"
    DEADLINE = "deadline"
    TASK = "task"
    REPORT = "report"
    PERCENTAGE = "percentage"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that the newer notice adds, drops or alters (变化).

    old, new  the facts; None where there is none on that side
    fields    names of the fields that differ, as spec-format names them; () unless `changed`
    sentence  the change in one Chinese sentence
    """

    kind: ChangeKind
    fact: FactKind
    old: Fact | None
    new: Fact | None
    fields: tuple[str, ...]
    sentence: str


class Verdict(StrEnum):
    """How a plan answers one demand of its basis (对照结论)."""

    MET = "met"
    STRICTER = "stricter"
    WEAKER = "weaker"
    LATER = "later"
    MISSING = "missing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One target or deadline of the basis, and what the plan says to it (对照).

    fact      `target` or `deadline`
    basis     the demand; plan is the answer that was found, None for `missing`
    verdict   `unclear` where the two cannot be set side by side (other units or events): a person must look
    sentence  the finding in one Chinese sentence
    """

    fact: FactKind
    verdict: Verdict
    basis: Target | Deadline
    plan: Target | Deadline | None
    sentence: str
