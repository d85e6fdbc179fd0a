"""The nouns of a spec (规格): what a reader of a notice would write down before drafting a county plan.

Field names and their order are those of docs/spec-format.md; `codec` turns them into `luoshi-spec/1` JSON.
Offsets are code points of the source text, end exclusive; percent is 85.0; dates are ISO 8601.
`None` means that the text does not say. Facts point at the text and never alter it.
`paper` tells which text: 0 the notice's own, 1 … the papers of `Spec.amendments`, where one of those gave the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from specs.choices import Confidence as Confidence
from specs.choices import Level as Level
from specs.choices import PercentageRole as PercentageRole
from specs.choices import Role as Role
from specs.choices import State as State
from specs.choices import TargetKind as TargetKind
from specs.corrections import Action as Action
from specs.corrections import Correction as Correction

FORMAT = "luoshi-spec/1"


@dataclass(frozen=True, slots=True)
class Time:
    """When something is to be done or to hold (时间); one of limit, span, recurrence or length from an event.

    by      a date `2025-12-31`; with `every`: `01-10`, `20`, `3-20`, `end` (spec-format, "Deadline")
    start   first day of a span (JSON key `from`); end its last day (JSON key `to`), None for an open span
    every   `year` `half-year` `quarter` `month` `week` `2 years` …
    within  an ISO 8601 duration, `P10WD` for working days; after is the event it runs from
    """

    by: str | None = None
    start: str | None = None
    end: str | None = None
    every: str | None = None
    within: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """One paper sent with the notice (附件)."""

    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The head of the notice (文头要素)."""

    title: str | None = None
    kind: str | None = None
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: str | None = None
    recipients: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    script: str = "hans"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, or class of organisations, that a task gives a part (责任单位).

    Two that say the same are the same, whatever rule made them.
    """

    name: str
    role: Role
    level: Level | None = None
    rule: str = field(default="", compare=False)
    confidence: Confidence = field(default=Confidence.SURE, compare=False)
    state: State = field(default=State.MACHINE, compare=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence (句) of a task, with the bodies that act in it; what localising judges one by one.

    text    clean text, half-width, simplified
    bodies  those named in this sentence; where it names no doer, the doer it goes on with
    """

    text: str
    start: int
    end: int
    bodies: tuple[Body, ...] = ()
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One heading above a task (上级标题), as printed: number `(一)`, heading without closing 。."""

    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class Task:
    """The lowest numbered item that is an instruction (任务).

    sections  the headings above it, outermost first (附件1, 二、…, (一)…)
    number    its own number as printed, brackets folded to ()
    text      the item's clean text without number and heading
    clauses   its sentences in order
    """

    id: str
    heading: str
    start: int
    end: int
    bodies: tuple[Body, ...] = ()
    number: str = ""
    text: str = ""
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    state: State = State.MACHINE
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where an indicator stood before (基数)."""

    value: float
    unit: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A commitment to a state that can be checked at some date (目标); `words` is the quote as clean text.

    aggregate  `mean` where the value is an average over the units (平均每县), which binds no single one of them
    """

    quote: str
    start: int
    end: int
    indicator: str
    subject: str
    kind: TargetKind
    comparator: str | None
    value: float | None
    unit: str | None
    value_max: float | None = None
    per: str | None = None
    each: str | None = None
    baseline: Baseline | None = None
    due: Time | None = None
    bodies: tuple[str, ...] = ()
    task: str | None = None
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    words: str = ""
    state: State = State.MACHINE
    aggregate: str | None = None
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time expression that says when something is to be done or to hold (时限); `words` as in Target."""

    quote: str
    start: int
    end: int
    time: Time
    action: str
    task: str | None = None
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    words: str = ""
    state: State = State.MACHINE
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage or share in the text (百分比), target or not."""

    quote: str
    start: int
    end: int
    comparator: str
    value: float
    role: PercentageRole
    value_max: float | None = None
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    state: State = State.MACHINE
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Something that one body must send to another (报送); `words` as in Target."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    due: Time | None
    quote: str
    start: int
    end: int
    task: str | None = None
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    words: str = ""
    state: State = State.MACHINE
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """A law, plan or notice that the text leans on (依据)."""

    title: str
    number: str | None
    quote: str
    start: int
    end: int
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    state: State = State.MACHINE
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Extra:
    """An unnumbered paragraph that carries a duty (未编号段落)."""

    id: str
    start: int
    end: int
    text: str = ""
    rule: str = ""
    confidence: Confidence = Confidence.SURE
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the reading is unsure of (存疑), beside the facts and never a silent guess."""

    kind: str
    quote: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a spec was read from (来源)."""

    file: str
    sha256: str
    reader: str
    rules: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later paper whose changes a spec has taken in (修改文件); `origin` is the file of it."""

    title: str | None
    document_number: str | None
    issued_on: str | None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """All that Luoshi knows of one notice (规格), in reading order within each kind.

    goals  sentences outside the tasks that state targets, as clean text (目标原文)
    """

    notice: Notice
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    reports: tuple[Report, ...] = ()
    citations: tuple[Citation, ...] = ()
    extras: tuple[Extra, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    origin: Origin | None = None
    corrections: tuple[Correction, ...] = ()
    format: str = field(default=FORMAT)
    goals: tuple[Clause, ...] = ()
    amendments: tuple[Amendment, ...] = ()
