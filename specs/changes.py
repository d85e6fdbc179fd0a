"""What comparing two specs says (变化、对照): nouns, each with a sentence to paste."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specs.handles import Fact as Fact
from specs.model import Deadline, Level, Notice, Target


class ChangeKind(StrEnum):
    """What became of a fact from the old notice to the new (变化类型); what is unchanged is no change.

    value_raised, value_lowered  by the number itself: a ceiling that is lowered is stricter (`severity` says so)
    due_earlier, due_later       a limit moved; also one that is set for the first time, or dropped
    period_changed               another recurrence (每季度 for 每年), or a limit that became a recurrence
    reworded                     other words, and none of the above
    """

    ADDED = "added"
    REMOVED = "removed"
    VALUE_RAISED = "value_raised"
    VALUE_LOWERED = "value_lowered"
    COMPARATOR_TIGHTENED = "comparator_tightened"
    COMPARATOR_LOOSENED = "comparator_loosened"
    DUE_EARLIER = "due_earlier"
    DUE_LATER = "due_later"
    PERIOD_CHANGED = "period_changed"
    BODY_ADDED = "body_added"
    BODY_REMOVED = "body_removed"
    ROLE_CHANGED = "role_changed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    REWORDED = "reworded"


# What a change is called when the two papers are laid the other way round.
MIRRORED = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.VALUE_RAISED: ChangeKind.VALUE_LOWERED,
    ChangeKind.COMPARATOR_TIGHTENED: ChangeKind.COMPARATOR_LOOSENED,
    ChangeKind.DUE_EARLIER: ChangeKind.DUE_LATER,
    ChangeKind.BODY_ADDED: ChangeKind.BODY_REMOVED,
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.PERIOD_CHANGED: ChangeKind.PERIOD_CHANGED,
    ChangeKind.ROLE_CHANGED: ChangeKind.ROLE_CHANGED,
    ChangeKind.MOVED: ChangeKind.MOVED,
    ChangeKind.REWORDED: ChangeKind.REWORDED,
}
MIRRORED |= {there: here for here, there in MIRRORED.items()}


class FactKind(StrEnum):
    """Which list of a spec a fact stands in (要素类型)."""

    TARGET = "target"
    DEADLINE = "deadline"
    TASK = "task"
    REPORT = "report"
    PERCENTAGE = "percentage"
    CITATION = "citation"


class Severity(StrEnum):
    """What a change asks of who carries the notice out (影响): change the plan, know of it, or nothing."""

    MUST = "must"
    KNOW = "know"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a notice that a change is about (出处).

    quote       the fact's own quote; of a task its heading or sentence, as clean text
    start, end  where they stand in the paper's source text; of a sentence or task, all of it
    task        id of the task that they stand in
    paper       which paper `start` and `end` count in, as in Target (specs/model.py)
    """

    quote: str
    start: int
    end: int
    task: str | None = None
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the newer notice adds, drops or alters (变化).

    old, new    where it is said: () where there is nothing on that side; several where one was split or several merged
    old_facts, new_facts  the facts themselves, in the same order; of a sentence, the task that it stands in
    fields      names of the fields that differ, as spec-format names them; () where a whole fact came or went
    sentence    the change in one Chinese sentence
    severity    for the level that was asked for
    """

    kind: ChangeKind
    fact: FactKind
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    old_facts: tuple[Fact, ...]
    new_facts: tuple[Fact, ...]
    fields: tuple[str, ...]
    sentence: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a newer paper changes, as a report tells it (对照结果).

    level    whose severities these are
    amends   the newer paper is an amending one, and `changes` are those of the notice as amended
    levels   the newer paper is a lower level's, and `changes` are what it says otherwise than its superior's
    files    names of the files of both, by which a paper without a title is called; "" where not known
    unplaced what an amending paper says that could not be applied safely, a line each (Chinese), for a person
    """

    old: Notice
    new: Notice
    changes: tuple[Change, ...]
    level: Level
    amends: bool = False
    unplaced: tuple[str, ...] = ()
    levels: bool = False
    files: tuple[str, str] = ("", "")


class Verdict(StrEnum):
    """How a plan answers one demand of its basis (对照结论)."""

    MET = "met"
    STRICTER = "stricter"
    WEAKER = "weaker"
    LATER = "later"
    MISSING = "missing"
    UNCLEAR = "unclear"
    VAGUE = "vague"
    NOT_OURS = "not_ours"


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One demand of a superior's paper, and what a plan says to it (落实情况).

    basis     the demand: a target, deadline, task or report
    plan      the fact of the plan that answers it; None where none does
    verdict   `vague` where the plan speaks of it without the number (尽可能多); `not_ours` where it is no county's
    words     the plan's own words: of the fact, or of the vague sentence; "" where there are none
    sentence  the finding in one Chinese sentence
    """

    fact: FactKind
    verdict: Verdict
    basis: Fact
    plan: Fact | None
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Covering:
    """How one plan carries a superior's paper out (对照结果).

    county   whose plan it is; "" where nobody could tell, and then every demand is held to be the county's
    """

    plan: Notice
    basis: Notice
    county: str
    answers: tuple[Answer, ...]

    @property
    def asked(self) -> tuple[Answer, ...]:
        """The demands that are the county's."""
        return tuple(answer for answer in self.answers if answer.verdict is not Verdict.NOT_OURS)

    @property
    def rate(self) -> float:
        """The share of the county's demands that are met or more than met, in percent; 100 where there is none."""
        asked = self.asked
        met = sum(answer.verdict in (Verdict.MET, Verdict.STRICTER) for answer in asked)
        return 100.0 * met / len(asked) if asked else 100.0

    @property
    def falls_short(self) -> bool:
        """Whether something is weaker, later, vague or missing."""
        short = (Verdict.WEAKER, Verdict.LATER, Verdict.VAGUE, Verdict.MISSING)
        return any(answer.verdict in short for answer in self.answers)
