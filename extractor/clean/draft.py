"""Text being cleaned, with the way back kept through every step (清洗中的文本与偏移对照)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.clean.wraps import Paragraphs, join_blank
from extractor.source import CleanText
from specs.model import Doubt


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of the text that is replaced (改动): offsets into the text that the edit is made to.

    words    what takes its place; shorter, longer or empty
    follows  a run that is taken away belongs to the character before it (an annotation), so that a quote of
             that character holds it; otherwise it belongs to nobody (a blank at a line's end)
    whole    every character of the words stands for the whole run, though the lengths may be equal
    """

    start: int
    end: int
    words: str
    follows: bool = False
    whole: bool = False


class Draft:
    """The text between two steps; `origin` and `until` as in CleanText. Lines stay lines."""

    __slots__ = ("origin", "text", "until")

    def __init__(self, text: str, origin: list[int], until: list[int]) -> None:
        self.text, self.origin, self.until = text, origin, until

    def replace_text(self, text: str) -> None:
        """Put a text of the same length in place, character for character.

        raises  ValueError: another length, which would cost the way back
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters for {len(self.text)}")
        self.text = text

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make edits that come in order and do not overlap."""
        parts: list[str] = []
        origin: list[int] = []
        until: list[int] = []
        at = 0
        for edit in edits:
            start, end = edit.start, edit.end
            if start > at:
                parts.append(self.text[at:start])
                origin += self.origin[at:start]
                until += self.until[at:start]
            if edit.words:
                parts.append(edit.words)
                spread_origin, spread_until = self._spread(edit)
                origin += spread_origin
                until += spread_until
            elif edit.follows and until:
                until[-1] = self.until[end - 1]
            at = end
        if not at:
            return
        parts.append(self.text[at:])
        origin += self.origin[at:]
        until += self.until[at:]
        self.text, self.origin, self.until = "".join(parts), origin, until

    def _spread(self, edit: Edit) -> tuple[Sequence[int], Sequence[int]]:
        """Where the characters of a replacement stand: one for one, else each for the whole run."""
        start, end, length = edit.start, edit.end, len(edit.words)
        if end <= start:
            raise ValueError(f"nothing to put words in the place of at {start}")
        if length == end - start and not edit.whole:
            return self.origin[start:end], self.until[start:end]
        return [self.origin[start]] * length, [self.until[end - 1]] * length

    def doubt(self, source: str, start: int, end: int, why: str, kind: str = "annotation") -> Doubt:
        """A doubt about a run of the text, with its place in the source."""
        first, last = self.origin[start], self.until[end - 1]
        return Doubt(kind, source[first:last], first, last, why)

    def freeze(self) -> CleanText:
        """The clean text as it stands."""
        return CleanText(self.text, tuple(self.origin), tuple(self.until))


def begin_draft(text: str, paragraphs: Paragraphs) -> Draft:
    """The blocks of a source, each group of them a line, every character standing for itself.

    A line end inside a block is a blank; so is what `join_blank` finds between two blocks of a line.
    """
    parts: list[str] = []
    origin: list[int] = []
    until: list[int] = []
    for i, group in enumerate(paragraphs.groups):
        if i:
            last = paragraphs.groups[i - 1][-1]
            parts.append("\n")
            origin.append(last.end)
            until.append(max(last.end + 1, group[0].start))
        for j, block in enumerate(group):
            if j and join_blank(text, group[j - 1], block, paragraphs.parts_words):
                parts.append(" ")
                origin.append(group[j - 1].end)
                until.append(block.start)
            line = text[block.start:block.end]
            parts.append(line.replace("\n", " ") if "\n" in line else line)
            origin += range(block.start, block.end)
            until += range(block.start + 1, block.end + 1)
    return Draft("".join(parts), origin, until)
