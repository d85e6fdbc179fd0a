"""The nouns of a notice's structure (结构): parts, items, tables and sentences, as spans of the clean text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from extractor.source import Cell, Span
from specs.model import Attachment


class SectionKind(StrEnum):
    """What a section is for (章节类型); it gates which facts are looked for in it."""

    BACKGROUND = "背景"
    PRINCIPLES = "原则"
    GOALS = "目标"
    TASKS = "任务"
    PHASES = "步骤"
    CLOSING = "附则"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One table row (表行); cells in clean offsets."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive rows of one table (表格), with the caption line above it."""

    rows: tuple[Row, ...]
    caption: str = ""

    @property
    def start(self) -> int:
        return self.rows[0].start

    @property
    def end(self) -> int:
        return self.rows[-1].end


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item (条目) with all that stands under it.

    number   as printed, brackets folded to (): `一` `(一)` `1` `专栏1`: one part of the outline path
    printed  the number with its mark: `一、` `(一)` `1.`
    heading  the run-in or stand-alone heading, "" if none
    body     offset where the text after the heading begins
    own_end  end of its own words, before its first child
    """

    number: str
    printed: str
    path: str
    start: int
    end: int
    heading: str
    body: int
    own_end: int
    kind: SectionKind
    children: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    extras: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Item]:
        """This item and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """The notice itself, or a paper printed with it (正文、附件).

    label  `附件1`, or "" for the notice and for a paper printed under a cover without a label
    lead   the paragraphs before the first item
    """

    label: str
    title: str
    start: int
    end: int
    lead: tuple[Span, ...] = ()
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    extras: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Item]:
        """All items, in reading order."""
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and foot of the notice say (文头、文尾)."""

    title: str | None = None
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: str | None = None
    recipients: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A notice as a reader sees it (结构).

    masked  spans of head and foot, where no fact stands: title, number, recipients, signature, date, attachment list
    """

    head: Head
    parts: tuple[Part, ...]
    masked: tuple[Span, ...] = field(default=())

    def walk(self) -> Iterator[Item]:
        """All items of all parts, in reading order."""
        for part in self.parts:
            yield from part.walk()
