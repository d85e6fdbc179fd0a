"""Pieces of a paper (段落、表格) put together as a source text: how every reader but the plain one ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.source import Block, BlockKind, Cell, SourceText
from specs.model import Doubt

# A short cell that spans rows (责任单位, 类别) holds for each of them and is written in each; a long one
# would only be said twice.
LONGEST_REPEATED = 30
WIDEST = 64  # columns that one cell may claim
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A run of a piece that the reader is unsure of (存疑): offsets into the piece's text."""

    start: int
    end: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as read (段落); a line end inside it ends it."""

    text: str
    doubts: tuple[Uncertain, ...] = ()


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell of a table (单元格) with the columns and rows that it spans.

    room  what its last printed line has left, in letters; None where no line is known
    """

    text: str
    columns: int = 1
    rows: int = 1
    room: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read (表格): each row's own cells, those that a cell above covers left out."""

    rows: tuple[tuple[CellText, ...], ...]


Piece = Paragraph | Table


def split_lines(text: str) -> list[tuple[int, int]]:
    """(start, end) of every line that is not blank, without its line end and the blanks around it."""
    lines, at = [], 0
    for found in [*_LINE_END.finditer(text), None]:
        end = found.start() if found else len(text)
        line = text[at:end]
        if line.strip():
            lines.append((at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at = found.end() if found else end
    return lines


def compose_source(pieces: Iterable[Piece], reader: str, doubts: Sequence[Doubt] = ()) -> SourceText:
    """Write pieces one under the other and say where each paragraph, row and cell stands.

    pieces   in reading order
    doubts   what the reader is unsure of in the whole file (spans 0:0), kept as they are
    returns  paragraphs and rows on lines of their own; cells parted by ` | `, each row closed by ` |`
    """
    page = _Page()
    for piece in pieces:
        if isinstance(piece, Paragraph):
            page.write_paragraph(piece)
        else:
            page.write_table(piece)
    return SourceText("".join(page.parts), tuple(page.blocks), reader, (*doubts, *page.doubts))


class _Page:
    """The text written so far and its length."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.doubts: list[Doubt] = []
        self.length = 0
        self.tables = 0

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def write_paragraph(self, piece: Paragraph) -> None:
        for start, end in split_lines(piece.text):
            at = self.length
            self.write(piece.text[start:end])
            self.blocks.append(Block(BlockKind.PARAGRAPH, at, self.length))
            for d in piece.doubts:
                if start <= d.start < d.end <= end:
                    self.doubts.append(Doubt(d.kind, piece.text[d.start:d.end], at + d.start - start,
                                             at + d.end - start, d.why))
            self.write("\n")

    def write_table(self, table: Table) -> None:
        self.tables += 1
        for row in fill_grid(table):
            words = [" ".join(c.text.split()) for c in row]
            if not any(words):
                continue
            if len(row) == 1:  # a box (专栏): each of its paragraphs a row of its own
                for start, end in split_lines(row[0].text):
                    self._write_row([row[0].text[start:end]], row)
            else:
                self._write_row(words, row)

    def _write_row(self, words: Sequence[str], row: Sequence[CellText]) -> None:
        start, cells = self.length, []
        for i, (word, cell) in enumerate(zip(words, row, strict=True)):
            self.write(" | " if i else "")
            cells.append(Cell(self.length, self.length + len(word), cell.columns, cell.rows))
            self.write(word)
        self.write(" |")
        self.blocks.append(Block(BlockKind.ROW, start, self.length, tuple(cells), self.tables))
        self.write("\n")


def fill_grid(table: Table) -> list[list[CellText]]:
    """The rows with a cell in every column, so that column i means the same in each of them.

    A cell that spans columns is followed by empty ones; below a cell that spans rows stands its text again
    where it is short, else nothing. A row that is one cell over the whole width stays one cell.
    """
    above: dict[int, tuple[int, CellText]] = {}  # column → rows still covered, by what
    filled: list[list[CellText]] = []
    for row in table.rows:
        line: list[CellText] = []
        waiting = list(row)
        while waiting or any(column >= len(line) for column in above):
            column = len(line)
            if column in above:
                left, cell = above.pop(column)
                line.append(CellText(cell.text if len(cell.text) <= LONGEST_REPEATED else ""))
                if left > 1:
                    above[column] = (left - 1, cell)
                continue
            if not waiting:
                line.append(CellText(""))
                continue
            cell = waiting.pop(0)
            columns = min(cell.columns, WIDEST)
            line += [cell, *[CellText("")] * (columns - 1)]
            if cell.rows > 1:
                for i in range(columns):
                    above[column + i] = (cell.rows - 1, cell if i == 0 else CellText(""))
        filled.append(line)
    width = max((len(r) for r in filled), default=0)
    return [[r[0]] if width > 1 and len(row) == 1 and row[0].columns >= width and row[0].rows == 1
            else r for r, row in zip(filled, table.rows, strict=True)]


def join_sources(parts: Sequence[SourceText], reader: str, doubts: Sequence[Doubt] = ()) -> SourceText:
    """Several source texts one under the other as one; offsets and table numbers move on."""
    text, blocks, tables = "", list[Block](), 0
    moved = list(doubts)
    for part in parts:
        at = len(text)
        blocks += [replace(b, start=b.start + at, end=b.end + at, table=None if b.table is None else b.table + tables,
                           cells=tuple(replace(c, start=c.start + at, end=c.end + at) for c in b.cells))
                   for b in part.blocks]
        moved += [d if d.start == d.end else replace(d, start=d.start + at, end=d.end + at) for d in part.doubts]
        tables += max((b.table or 0 for b in part.blocks), default=0)
        text += part.text if part.text.endswith("\n") else part.text + "\n"
    return SourceText(text, tuple(blocks), reader, tuple(moved))
