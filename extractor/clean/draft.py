"""Text being cleaned, with the way back kept through every step (清洗中的文本与偏移对照)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.source import Block, CleanText


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of the text that is replaced (改动): offsets into the text that the edit is made to.

    words    what takes its place; shorter, longer or empty
    follows  a run that is taken away belongs to the character before it (an annotation), so that a quote of
             that character holds it; otherwise it belongs to nobody (a blank at a line's end)
    """

    start: int
    end: int
    words: str
    follows: bool = False


class Draft:
    """The text between two steps; `origin` and `until` as in CleanText. Lines stay lines through every step."""

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
                spread_origin, spread_until = self._spread(start, end, len(edit.words))
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

    def _spread(self, start: int, end: int, length: int) -> tuple[Sequence[int], Sequence[int]]:
        """Where the characters of a replacement stand: one for one while that goes, the last for all the rest."""
        size = end - start
        if size <= 0:
            raise ValueError(f"nothing to put words in the place of at {start}")
        if length == size:
            return self.origin[start:end], self.until[start:end]
        first, last = self.origin[start], self.until[end - 1]
        if length > size or length == 1:
            return [first] * length, [last] * length
        return ([*self.origin[start:start + length]],
                [*self.until[start:start + length - 1], last])

    def freeze(self) -> CleanText:
        """The clean text as it stands."""
        return CleanText(self.text, tuple(self.origin), tuple(self.until))


def begin_draft(text: str, blocks: Sequence[Block]) -> Draft:
    """The blocks of a source, one a line, every character standing for itself; a line end inside a block is a blank."""
    lines: list[str] = []
    origin: list[int] = []
    until: list[int] = []
    for i, block in enumerate(blocks):
        line = text[block.start:block.end]
        if "\n" in line:
            line = line.replace("\n", " ")
        lines.append(line)
        origin += range(block.start, block.end)
        until += range(block.start + 1, block.end + 1)
        if i + 1 < len(blocks):
            origin.append(block.end)
            until.append(max(block.end, blocks[i + 1].start))
    return Draft("\n".join(lines), origin, until)
