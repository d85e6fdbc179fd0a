"""Source text → clean text (清洗): read top to bottom, one step a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.clean.annotations import drop_annotations
from extractor.clean.characters import INVISIBLE, PLAIN, ZERO_WIDTH
from extractor.clean.conversion import simplify_draft
from extractor.clean.draft import Draft, Edit, begin_draft
from extractor.clean.entities import find_bookmarks, find_entities
from extractor.clean.punctuation import (
    AT_ENDS,
    BLANKS,
    find_doubled,
    find_idle_blanks,
    find_set_blanks,
    find_spaced_words,
)
from extractor.clean.repairs import drop_private, flag_lost, repair_misread, repair_slips
from extractor.clean.wraps import find_paragraphs
from extractor.source import Block, BlockKind, Cell, CleanText, SourceText
from specs.model import Doubt


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the clean text (行), made from one block, or from those a hard wrap parted: clean offsets."""

    kind: BlockKind
    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A notice cleaned (清洗结果).

    text    with the way back to the source
    lines   in reading order; blocks of nothing but blanks left out
    script  `hans`, `hant` or `mixed`: what the source was written in
    doubts  what was repaired, or left although it looks wrong; offsets of the source
    """

    text: CleanText
    lines: tuple[Line, ...]
    script: str
    doubts: tuple[Doubt, ...]


def clean_source(source: SourceText) -> Cleaned:
    """The clean text of a source.

    returns  half-width, simplified, no annotations, no garbling; one line a block, none empty, no blanks at its ends
    """
    paragraphs = find_paragraphs(source.text, [b for b in source.blocks if b.end > b.start])
    draft = begin_draft(source.text, paragraphs)
    draft.apply(_mark_cells(draft, source.blocks))
    draft.apply(Edit(m.start(), m.end(), "") for m in ZERO_WIDTH.finditer(draft.text))
    doubts = [*repair_misread(draft, source.text), *repair_slips(draft, source.text)]
    doubts += flag_lost(draft, source.text, doubts)
    doubts += drop_private(draft, source.text)
    draft.apply(Edit(m.start(), m.end(), "") for m in INVISIBLE.finditer(draft.text))
    draft.replace_text(draft.text.translate(PLAIN))
    draft.apply(find_bookmarks(draft.text))
    draft.apply(find_entities(draft.text))
    unread = drop_annotations(draft, source.text)
    draft.apply(find_doubled(draft.text))
    draft.apply(find_set_blanks(draft.text))
    draft.apply(find_spaced_words(draft.text))
    draft.apply(Edit(m.start(), m.end(), " ") for m in BLANKS.finditer(draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in AT_ENDS.finditer(draft.text))
    draft.apply(find_idle_blanks(draft.text))
    draft.apply(find_spaced_words(draft.text))
    script = simplify_draft(draft)
    lines = _split_lines(draft, [g[0] for g in paragraphs.groups])
    return Cleaned(draft.freeze(), lines, script, tuple(sorted((*doubts, *unread), key=lambda d: (d.start, d.end))))


def _mark_cells(draft: Draft, blocks: Sequence[Block]) -> list[Edit]:
    """Tabs between the cells of pasted rows as the bars of other rows, so that a cell begins where a clause does."""
    if "\t" not in draft.text:
        return []
    gaps = {a.end for b in blocks if b.kind is BlockKind.ROW for a in b.cells}
    tabs = (m.start() for m in re.finditer("\t", draft.text))
    return [Edit(at, at + 1, " | ") for at in tabs if draft.origin[at] in gaps]


def _split_lines(draft: Draft, blocks: list[Block]) -> tuple[Line, ...]:
    """The lines of the text, empty ones taken out of it, with what block each was."""
    kept, lines, edits, at = [], [], [], 0
    for block, words in zip(blocks, draft.text.split("\n"), strict=bool(blocks)):
        if words:
            kept.append(block)
        else:
            edits.append(Edit(at, min(at + 1, len(draft.text)), ""))
        at += len(words) + 1
    if edits:
        draft.apply(e for e in edits if e.end > e.start)
        if draft.text.endswith("\n"):
            draft.apply([Edit(len(draft.text) - 1, len(draft.text), "")])
    at = 0
    for block, words in zip(kept, draft.text.split("\n"), strict=bool(kept)):
        cells = tuple(_clean_cell(draft, c, at, at + len(words)) for c in block.cells)
        lines.append(Line(block.kind, at, at + len(words), cells, block.table))
        at += len(words) + 1
    return tuple(lines)


def _clean_cell(draft: Draft, cell: Cell, first: int, last: int) -> Cell:
    """A cell in clean offsets, without blanks at its ends, within its line."""
    start = bisect_left(draft.origin, cell.start, first, last)
    end = bisect_left(draft.origin, cell.end, start, last)
    while start < end and draft.text[start] == " ":
        start += 1
    while start < end and draft.text[end - 1] == " ":
        end -= 1
    return Cell(start, end, cell.columns, cell.rows)
