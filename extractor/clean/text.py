"""Source text → clean text (清洗): read top to bottom, one step a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractor.clean.annotations import find_annotations
from extractor.clean.draft import Draft, Edit, begin_draft
from extractor.clean.script import HANS, find_form, find_script, simplify
from extractor.clean.width import PLAIN
from extractor.source import Block, BlockKind, Cell, CleanText, SourceText
from specs.model import Doubt

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\ue000-\uf8ff]+")
_BLANKS = re.compile(r" {2,}")
_AT_ENDS = re.compile(r"^ +| +$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the clean text (行), made from one block: clean offsets, cells too."""

    kind: BlockKind
    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A notice cleaned (清洗结果).

    text    with the way back to the source
    lines   one a block of the source, in reading order; blocks of nothing but blanks left out
    script  `hans`, `hant` or `mixed`: what the source was written in
    doubts  what was repaired or left although it looks wrong; offsets of the source
    """

    text: CleanText
    lines: tuple[Line, ...]
    script: str
    doubts: tuple[Doubt, ...]


def clean_source(source: SourceText) -> Cleaned:
    """The clean text of a source.

    returns  half-width, simplified, no annotations; one line a block, none empty, no blanks at its ends
    """
    blocks = [b for b in source.blocks if b.end > b.start]
    draft = begin_draft(source.text, blocks)
    doubts: list[Doubt] = []
    draft.apply(Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(draft.text))
    draft.replace_text(draft.text.translate(PLAIN))
    _strip_annotations(draft, source.text, doubts)
    draft.apply(Edit(m.start(), m.end(), " ") for m in _BLANKS.finditer(draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in _AT_ENDS.finditer(draft.text))
    script = find_script(draft.text)
    if script != HANS:
        _simplify(draft, find_form(draft.text))
    lines = _split_lines(draft, blocks)
    return Cleaned(draft.freeze(), lines, script, tuple(doubts))


def _strip_annotations(draft: Draft, source: str, doubts: list[Doubt]) -> None:
    def doubt(start: int, end: int, why: str) -> Doubt:
        first, last = draft.origin[start], draft.until[end - 1]
        return Doubt("annotation", source[first:last], first, last, why)

    edits, found = find_annotations(draft.text, doubt)
    doubts += found
    draft.apply(edits)


def _simplify(draft: Draft, form: str) -> None:
    """Convert line by line, since conversion may change a line's length."""
    plain = simplify(draft.text, form)
    if len(plain) == len(draft.text):
        draft.replace_text(plain)
        return
    edits, at = [], 0
    for before, after in zip(draft.text.split("\n"), plain.split("\n"), strict=True):
        edits += [Edit(at + e.start, at + e.end, e.words) for e in _find_changes(before, after)]
        at += len(before) + 1
    draft.apply(edits)


def _find_changes(before: str, after: str) -> list[Edit]:
    """The edits that turn one line into the other; what is put in stands for the character beside it."""
    edits = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if j > i:
            edits.append(Edit(i, j, after[k:m]))
        elif i:
            edits.append(Edit(i - 1, i, before[i - 1] + after[k:m]))
        else:
            edits.append(Edit(0, 1, after[k:m] + before[:1]))
    return edits


def _split_lines(draft: Draft, blocks: list[Block]) -> tuple[Line, ...]:
    """The lines of the text, empty ones taken out of it, with what block each was."""
    kept, lines, edits, at = [], [], [], 0
    for block, words in zip(blocks, draft.text.split("\n"), strict=True):
        end = at + len(words)
        if words:
            kept.append(block)
        else:
            edits.append(Edit(at, min(end + 1, len(draft.text)), ""))
        at = end + 1
    draft.apply(edits)
    if draft.text.endswith("\n"):
        draft.apply([Edit(len(draft.text) - 1, len(draft.text), "")])
    at = 0
    for block, words in zip(kept, draft.text.split("\n") if kept else [], strict=True):
        cells = tuple(Cell(bisect_left(draft.origin, c.start), bisect_left(draft.origin, c.end), c.columns, c.rows)
                      for c in block.cells)
        lines.append(Line(block.kind, at, at + len(words), cells, block.table))
        at += len(words) + 1
    return tuple(lines)
