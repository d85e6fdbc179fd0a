"""The first two forms of a notice: source text (原文) and clean text (清洗文本)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from specs.model import Doubt


class BlockKind(StrEnum):
    """What a run of source text is (版块类型)."""

    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the clean text (区间), end exclusive."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row (单元格): offsets into the source text; header cells that span say so."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table row (段落、表格行): offsets into the source text, without its line end."""

    kind: BlockKind
    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text exactly as read (原文); nothing cleaned, no character lost.

    text    what `quote` slices refer to; blocks are separated by line ends, cells of a row by ` | `,
            each row closed by ` |` as the plain-text notices write it
    blocks  in reading order; empty paragraphs left out
    reader  which reader made it (`txt`, `html`, `docx`, `pdf`)
    """

    text: str
    blocks: tuple[Block, ...]
    reader: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text made plain, with a way back (清洗文本).

    text    half-width, simplified, no annotations, no garbling; one line a block, none empty, no blanks at its ends
    origin  `origin[i]` is the source offset of the first character that clean character i stands for
    until   `until[i]` is the source offset after the last one, an annotation that was taken away included
    """

    text: str
    origin: tuple[int, ...]
    until: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of clean[start:end], end exclusive.

        raises  ValueError: an empty span, or one outside the text
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no clean span {start}:{end} in {len(self.text)} characters")
        return self.origin[start], self.until[end - 1]

    def clean_span(self, start: int, end: int) -> Span:
        """The clean span that source[start:end] stands for; empty where nothing of it is left."""
        first = bisect_left(self.origin, start)
        return Span(first, bisect_left(self.origin, end, lo=first))

    def words_at(self, start: int, end: int) -> str:
        """The clean words of source[start:end], without blanks; "" where nothing of it was kept."""
        first = bisect_left(self.origin, start)
        return "".join(self.text[first : bisect_left(self.origin, end, first)].split())
