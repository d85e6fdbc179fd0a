"""The text of a notice as amended (合并文本): pieces of both papers, each character knowing where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GLUE = -1  # a number or mark that neither paper has


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one paper (片段): paper 0 is the notice, 1 the amending one; of glue `text` says it."""

    paper: int
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What takes the place of a run of the notice (改动): equal start and end insert."""

    start: int
    end: int
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendedText:
    """The consolidated text with its pieces in order (合并文本)."""

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def trace(self, start: int, end: int) -> tuple[int, int, int] | None:
        """(paper, start, end) of a run: the amending paper's words in it where there are any, else the notice's.

        returns  None for a run of glue alone
        """
        first = max(bisect_right(self.starts, start) - 1, 0)
        spans: dict[int, list[int]] = {}
        for at in range(first, len(self.pieces)):
            if self.starts[at] >= end:
                break
            piece = self.pieces[at]
            if piece.paper == GLUE:
                continue
            left = piece.start + max(start - self.starts[at], 0)
            right = min(piece.end, piece.start + end - self.starts[at])
            if left < right:
                spans.setdefault(piece.paper, []).extend((left, right))
        for paper in (1, 0):
            if paper in spans:
                return paper, min(spans[paper]), max(spans[paper])
        return None

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a run stands in the notice just so, unbroken."""
        found = self.trace(start, end)
        return found is not None and found[0] == 0 and found[2] - found[1] == end - start

    def still_says(self, start: int, end: int) -> bool:
        """Whether a run of the notice stands unbroken in the consolidated text."""
        return any(not piece.paper and piece.start <= start and end <= piece.end for piece in self.pieces)


def meet(edit: Edit, others: Iterable[Edit]) -> bool:
    """Whether an edit touches words that another one changes already."""
    return any(edit.start < other.end and other.start < edit.end for other in others)


def amend_text(old: str, amending: str, edits: Sequence[Edit]) -> AmendedText:
    """The notice's text with the edits made; they must not meet."""
    pieces: list[Piece] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        pieces += [Piece(0, at, edit.start)] if at < edit.start else []
        pieces += edit.pieces
        at = edit.end
    pieces += [Piece(0, at, len(old))] if at < len(old) else []
    said = [piece.text if piece.paper == GLUE else (old, amending)[piece.paper][piece.start:piece.end]
            for piece in pieces]
    starts, total = [], 0
    for words in said:
        starts.append(total)
        total += len(words)
    return AmendedText("".join(said), tuple(pieces), tuple(starts))
