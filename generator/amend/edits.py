"""What is to be done to a Word document (修改): nouns; who says so and when."""

from __future__ import annotations

from dataclasses import dataclass

from specs.revisions import RevisionKind


@dataclass(frozen=True, slots=True)
class Edit:
    """One tracked change (一处修订), placed by words.

    paragraph  the paragraph's text as a reader shows it, an automatic number at its head included or not
    nth, of    which of the paragraphs with that text, from 0, and how many there are
    at         where `old` begins in `paragraph`; of a whole paragraph 0
    old, new   the words; of an inserted paragraph `new` is its text, and it comes behind `paragraph`
    note       the comment beside it; "" none
    row        of a row of a table: the texts of its cells as a reader shows them, in place of `paragraph`
    cells      of an inserted row: the texts of its cells; it comes behind `row`
    """

    kind: RevisionKind
    paragraph: str
    nth: int
    at: int
    old: str
    new: str
    note: str
    of: int = 1
    row: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made the changes, and when (修订人、日期); date in ISO 8601, "" leaves it out."""

    author: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """The document's bytes, and what could not be placed, each with the reason in Chinese (修订后的文件)."""

    data: bytes
    unplaced: tuple[tuple[Edit, str], ...]
