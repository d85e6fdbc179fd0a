"""What a plan is to say otherwise once its superior has changed its paper (修订): nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specs.model import Target


class PlanState(StrEnum):
    """What state a county's plan is in (方案状态): an issued one is changed by a paper of its own."""

    DRAFT = "draft"
    ISSUED = "issued"


class RevisionKind(StrEnum):
    """What is done to the plan's text (修订方式): words exchanged; a paragraph or row put in behind another, or taken
    out; the number of a paragraph or row moved on with those before it."""

    RESTATED = "restated"
    INSERTED = "inserted"
    DELETED = "deleted"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a plan's text (一处修订).

    start, end  offsets into the plan's source text: of the words, of the paragraph taken out, or of the one that a new
                one comes behind
    old, new    the words there, as printed, and what takes their place; `new` of a paragraph is its whole text
    note        what the superior's paper changed, in a Chinese sentence
    basis       the superior's words that are the ground for it
    before, after  the plan's fact around the words, for a list of changes; "" where it is the words themselves
    cells       of a row of a table: its cells' texts; () of a paragraph
    """

    kind: RevisionKind
    start: int
    end: int
    old: str
    new: str
    note: str
    basis: str = ""
    before: str = ""
    after: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A change that nobody but the county can decide, or that has no safe place in its plan (待决事项).

    what  the change, in a Chinese sentence; why it was left alone
    plan  the plan's own words that it concerns; "" where there are none
    """

    what: str
    why: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Revising:
    """All that a plan is to say otherwise (修订结果), in the order of its text, and what is asked."""

    revisions: tuple[Revision, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of a paper as a county's plan says it (本级任务).

    text    heading and what the county takes up, as printed, without number; who does it behind it
    bodies  (part, name) of the county's bodies: 牵头 责任 配合
    row     the same as tables of tasks have it: 任务 内容 目标值 牵头单位 责任单位 配合单位 时限
    """

    text: str
    bodies: tuple[tuple[str, str], ...] = ()
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """What of a paper is one county's (本级要求).

    tasks       by the paper's ids
    indicators  (target of the paper, its row as tables of indicators have it: 指标 目标值 时限 责任单位), in order
    """

    tasks: Mapping[str, OwnTask]
    indicators: tuple[tuple[Target, Mapping[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One clause of an issued plan before and after (条款调整), as a table of a 关于调整…的通知 shows it.

    clause         its chapter and heading, as printed: 三、严格过程管控（四）开展抽样检验
    before, after  its sentences that change; "" of a clause that is new, or is dropped
    grounds        what the superior's paper changed, a Chinese sentence each
    """

    clause: str
    before: str
    after: str
    grounds: tuple[str, ...]
