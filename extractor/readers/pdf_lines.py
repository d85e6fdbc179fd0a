"""Characters of a PDF page into lines in reading order (版面行), columns one after the other."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw


@dataclass(frozen=True, slots=True)
class Char:
    """One character with its box in points from the page's bottom left (字符框)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line (行) with its box and the size of its letters, in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


_GUTTER = (0.35, 0.65)  # a column gutter lies in the middle third of the text
_LEAST_COLUMN_LINES = 5


def read_chars(page: pdfium.PdfTextPage) -> list[Char]:
    """The page's characters in the order of its content; blanks keep their place, line ends are left out."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    chars: list[Char] = []
    handle, pending = page.raw, 0
    for i in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0x0D, 0x0A):
            continue
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code, pending = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00), 0
        text = {0x02: "-", 0xFFFE: "-", 0: "\ufffd"}.get(code) or chr(code)
        raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
        chars.append(Char(text, left.value, bottom.value, right.value, top.value))
    return chars


def find_lines(chars: Sequence[Char]) -> list[TextLine]:
    """Lines of the page from top to bottom; where a gutter parts the page, the left column before the right one."""
    bands = _find_bands(chars)
    gutter = _find_gutter(bands)
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
    inked = sorted((c for c in chars if not c.text.isspace() and c.top > c.bottom), key=lambda c: -c.middle)
    bands: list[list[Char]] = []
    at, height = 0.0, 0.0
    for char in inked:
        # marks like 、 and 。 are low and small: the tallest character of the band says how far it reaches
        if bands and at - char.middle < 0.6 * max(height, char.top - char.bottom):
            bands[-1].append(char)
            if char.top - char.bottom > height:
                at, height = char.middle, char.top - char.bottom
        else:
            bands.append([char])
            at, height = char.middle, char.top - char.bottom
    return [sorted(band, key=lambda c: c.left) for band in bands]


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
            elif len(before) >= 8 and len(after) >= 8:
                parted += 1
        if parted >= max(_LEAST_COLUMN_LINES, 0.5 * len(bands)) and crossing <= 0.3 * len(bands):
            if best is None or parted > best[0]:
                best = (parted, x)
    return best[1] if best else None


def _size(chars: Sequence[Char]) -> float:
    """The height of a line's letters: its tallest character."""
    return max(max(c.top - c.bottom, c.right - c.left if "\u4e00" <= c.text <= "\u9fff" else 0.0) for c in chars)


def _make_line(band: Sequence[Char]) -> TextLine:
    """A line's text; a gap wider than half a character between letters is a blank."""
    size = _size(band)
    words = []
    for i, char in enumerate(band):
        if i:
            gap = char.left - band[i - 1].right
            wide = "\u2e80" <= char.text or "\u2e80" <= band[i - 1].text
            if gap > (0.9 if wide else 0.2) * size:
                words.append(" ")
        words.append(char.text)
    return TextLine("".join(words), band[0].left, min(c.bottom for c in band), band[-1].right,
                    max(c.top for c in band), size)
