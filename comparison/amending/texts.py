"""The text of a notice as amended (合并文本): pieces of both papers, each character knowing where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

GLUE = -1  # a number or mark that neither paper has


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one paper (片段): paper 0 is the notice, 1 the first amending one; of glue `text` says it."""

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
        """(paper, start, end) of a run: the latest amending paper's words in it where there are any, else the notice's.

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
        if not spans:
            return None
        paper = max(spans)
        return paper, min(spans[paper]), max(spans[paper])

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a run stands in the notice just so, unbroken."""
        found = self.trace(start, end)
        return found is not None and found[0] == 0 and found[2] - found[1] == end - start

    def still_says(self, start: int, end: int) -> bool:
        """Whether a run of the notice stands unbroken in the consolidated text."""
        return any(not piece.paper and piece.start <= start and end <= piece.end for piece in self.pieces)


    def forward(self, at: int) -> int | None:
        """Where a character of the notice stands now; None where it went."""
        return next((begin + at - piece.start for begin, piece in zip(self.starts, self.pieces, strict=True)
                     if piece.paper == 0 and piece.start <= at < piece.end), None)


def lay_whole(text: str, paper: int) -> AmendedText:
    """A paper as it is, of one piece."""
    return AmendedText(text, (Piece(paper, 0, len(text)),) if text else (), (0,) if text else ())


def resolve_pieces(text: AmendedText, notice: AmendedText, amending: AmendedText) -> AmendedText:
    """A text made of two that were amended themselves, with its pieces in the papers that these are made of."""
    pieces = [part for piece in text.pieces for part in (
        (piece,) if piece.paper == GLUE else _cut((notice, amending)[piece.paper], piece.start, piece.end))]
    starts, total = [], 0
    for piece in pieces:
        starts.append(total)
        total += len(piece.text) if piece.paper == GLUE else piece.end - piece.start
    return AmendedText(text.text, tuple(pieces), tuple(starts))


def _cut(text: AmendedText, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a run of a text."""
    for begin, piece in zip(text.starts, text.pieces, strict=True):
        length = len(piece.text) if piece.paper == GLUE else piece.end - piece.start
        left, right = max(start - begin, 0), min(end - begin, length)
        if left < right:
            yield (Piece(GLUE, text=piece.text[left:right]) if piece.paper == GLUE else
                   Piece(piece.paper, piece.start + left, piece.start + right))


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
