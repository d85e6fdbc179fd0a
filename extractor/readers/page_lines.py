"""Characters of a printed page into lines in reading order (版面行), columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.compose import Uncertain


@dataclass(frozen=True, slots=True)
class Char:
    """One character with its box in points from the page's bottom left (字符框).

    confidence  how sure its reader is of it, 1 where it stands in the file itself
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line (行) with its box and the size of its letters, in points; `doubts` are offsets into its text."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    doubts: tuple[Uncertain, ...] = ()


# What a line's end may not part: a number or a word, with the marks that open and close it. LibreOffice parts “ from
# neither of its neighbours (UAX #14, class QU).
_UNPARTED = re.compile(
    r"[“‘（《〈〔【「(\[]*(?:[!-~]+|.)[，。、；：？！”’）》〉〕】」…)\],.;:%％]*(?:[“‘]+(?:[!-~]+|.))?")
SURE = 0.9  # below this a recognised digit is a doubt
_COUNTING = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万亿〇○零%％‰.≥≤")
_SLACK = 0.6  # of a letter
_CLOSING = frozenset("。；：！？…;:|")
_NEARLY_FULL = 0.16  # of the column: room that no paragraph's end is told by
_GUTTER = (0.35, 0.65)  # a column gutter lies in the middle third of the text
_LEAST_COLUMN_LINES = 5
_LEAST_PARTED = 14  # letters on a height in both columns: less is a pair of names


def find_lines(chars: Sequence[Char], *, columns: bool = True) -> list[TextLine]:
    """Lines of the page from top to bottom; where a gutter parts the page, the left column before the right one."""
    bands = _find_bands(chars)
    gutter = _find_gutter(bands) if columns else None
    if gutter is None:
        return [_make_line(b) for b in bands]
    lines: list[TextLine] = []
    waiting: list[list[Char]] = []  # the right column of the stretch that is being read
    for band in bands:
        left = [c for c in band if c.right <= gutter + 1]
        right = [c for c in band if c.left >= gutter - 1]
        if len(left) + len(right) < len(band):  # a line across both columns: a title, a table
            lines += [_make_line(b) for b in waiting]
            waiting = []
            lines.append(_make_line(band))
            continue
        if _has_ink(left):
            lines.append(_make_line(left))
        if _has_ink(right):
            waiting.append(right)
    return [*lines, *(_make_line(b) for b in waiting)]


def _has_ink(chars: Sequence[Char]) -> bool:
    return any(not c.text.isspace() for c in chars)


def _find_bands(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters that stand on one height, each band from left to right, the highest first."""
    bands: list[list[Char]] = []
    at, height = 0.0, 0.0
    for char in sorted((c for c in chars if c.top > c.bottom), key=lambda c: -c.middle):
        # raised and small characters: the tallest one of the band says how far it reaches
        if bands and at - char.middle < 0.5 * max(height, char.top - char.bottom):
            bands[-1].append(char)
            if char.top - char.bottom > height and not char.text.isspace():
                at, height = char.middle, char.top - char.bottom
        else:
            bands.append([char])
            at, height = char.middle, char.top - char.bottom
    return [sorted(band, key=lambda c: c.left) for band in bands if _has_ink(band)]


def _find_gutter(bands: Sequence[Sequence[Char]]) -> float | None:
    """The middle of a vertical stretch that nearly no line crosses, with prose on both of its sides."""
    if len(bands) < _LEAST_COLUMN_LINES:
        return None
    left = min(b[0].left for b in bands)
    width = max(b[-1].right for b in bands) - left
    best: tuple[int, float] | None = None
    for step in range(int(_GUTTER[0] * 100), int(_GUTTER[1] * 100) + 1):
        x = left + width * step / 100
        parted = crossing = 0
        for band in bands:
            before = [c for c in band if c.right <= x]
            after = [c for c in band if c.left >= x]
            if len(before) + len(after) < len(band) or (
                    before and after and after[0].left - before[-1].right < 0.8 * _size(band)):
                crossing += 1
            elif before and after and len(before) + len(after) >= _LEAST_PARTED:
                parted += 1
        # a last page may have little in its right column; then next to nothing crosses the gutter
        most = 0.3 if parted >= 0.5 * len(bands) else 0.05
        enough = parted >= _LEAST_COLUMN_LINES and crossing <= most * len(bands)
        if enough and (best is None or parted > best[0]):
            best = (parted, x)
    return best[1] if best else None


def _size(chars: Sequence[Char]) -> float:
    """The height of a line's letters: its tallest character."""
    return max(max(c.top - c.bottom, c.right - c.left if "\u4e00" <= c.text <= "\u9fff" else 0.0) for c in chars)


def _make_line(band: Sequence[Char]) -> TextLine:
    """A line's text; a gap as wide as a letter between letters is a blank."""
    inked = [c for c in band if not c.text.isspace()]
    size = _size(inked)
    words, doubts = "", list[Uncertain]()
    for i, char in enumerate(band):
        if char.text.isspace():
            words += char.text if words else ""
            continue
        if i and words and not words[-1].isspace():
            wide = char.text >= "\u2e80" or words[-1] >= "\u2e80"
            if char.left - band[i - 1].right > (0.8 if wide else 0.3) * size:
                words += " "
        if char.confidence < SURE and char.text in _COUNTING:
            why = f"识别没有把握的数字“{char.text}”（{char.confidence:.0%}），请对照原件"
            doubts.append(Uncertain(len(words), len(words) + len(char.text), "ocr", why))
        words += char.text
    return TextLine(words.rstrip(), inked[0].left, min(c.bottom for c in inked), inked[-1].right,
                    max(c.top for c in inked), size, tuple(doubts))


def leaves_room(line: TextLine, following: str, right: float) -> bool:
    """Whether a line ended its paragraph: what the next line begins with would have had room before the edge.

    A line that is nearly full and has no closing mark went on, whatever made it short.

    right  where the text's column or cell ends
    """
    room = right - line.right
    if line.text[-1] not in _CLOSING and room < _NEARLY_FULL * (right - line.left):
        return False
    return room > room_needed(following) * line.size


def room_needed(following: str) -> float:
    """The room that the first word of a text takes at a line's end, in letters."""
    word = _UNPARTED.match(following)
    return (sum(0.5 if c.isascii() else 1.0 for c in word[0]) if word else 1.0) + _SLACK


def blank_between(words: str, text: str) -> str:
    """A blank between two Latin words that a line's end parted."""
    return " " if words[-1:].isascii() and words[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha() else ""
