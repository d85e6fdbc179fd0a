"""Plain text files (纯文本): every line a paragraph, lines closed by `|` the rows of a table.

Rows pasted from a sheet or a page have no closing mark: lines with the same number of tabs or ` | ` are rows too.
"""

from __future__ import annotations

from collections import Counter

from extractor.readers.compose import split_lines
from extractor.readers.encodings import decode_text
from extractor.source import Block, BlockKind, Cell, SourceText


def read_plain(data: bytes) -> SourceText:
    """Read a .txt: the text is the decoded characters, line ends kept, the byte-order mark gone."""
    decoded = decode_text(data)
    return SourceText(decoded.text, find_blocks(decoded.text), "txt", decoded.doubts)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs and rows of a plain text; rows on neighbouring lines make one table."""
    blocks: list[Block] = []
    table = 0
    lines = list(split_lines(text))
    widths = Counter(_count_marks(text[start:end]) for start, end in lines)
    for start, end in lines:
        marks = _count_marks(text[start:end])
        pasted = marks[1] >= _FEWEST and widths[marks] > 1
        cells = _cut_cells(text, start, end, marks[0]) if pasted else _find_cells(text, start, end)
        if cells is None:
            blocks.append(Block(BlockKind.PARAGRAPH, start, end))
            continue
        if not cells:  # the rule under a Markdown header
            continue
        if not blocks or blocks[-1].kind is not BlockKind.ROW:
            table += 1
        blocks.append(Block(BlockKind.ROW, start, end, cells, table))
    return tuple(blocks)


def _find_cells(text: str, start: int, end: int) -> tuple[Cell, ...] | None:
    """The cells of a row `a | b |` or `| a | b |`; None for a line that is no row, () for `|---|---|`."""
    if text[end - 1] != "|" or end - start < 2:
        return None
    at = start + 1 if text[start] == "|" else start
    cells = []
    while at < end:
        bar = text.index("|", at, end)
        words = text[at:bar]
        first = at + len(words) - len(words.lstrip())
        cells.append(Cell(min(first, bar), max(min(first, bar), at + len(words.rstrip()))))
        at = bar + 1
    if all(set(text[c.start:c.end]) <= set("-: ") and c.end > c.start for c in cells):
        return ()
    return tuple(cells)


_FEWEST = 2  # marks in a row of three cells; a single bar or tab may stand in prose


def _count_marks(line: str) -> tuple[str, int]:
    """The mark between the cells of a line, ` | ` or a tab, and how often it stands there; ("", 0) where none does."""
    if line.rstrip().endswith("|"):
        return "", 0
    bars, tabs = line.count(" | "), line.strip("\t ").count("\t")
    return (" | ", bars) if bars else ("\t", tabs) if tabs else ("", 0)


def _cut_cells(text: str, start: int, end: int, mark: str) -> tuple[Cell, ...]:
    """The cells of a row between its marks, blanks at their ends left out."""
    cells = []
    at = start
    for words in text[start:end].split(mark):
        first = at + len(words) - len(words.lstrip())
        cells.append(Cell(min(first, at + len(words)), max(min(first, at + len(words)), at + len(words.rstrip()))))
        at += len(words) + len(mark)
    return tuple(cells)
