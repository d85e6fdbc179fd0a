"""Punctuation as documents print it (标点): full-width in Chinese text (GB/T 15834), half-width in numbers."""

from __future__ import annotations

import re

_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = {full: half for half, full in _FULL.items()}
_LATIN_BRACKETS = re.compile(r"(?<=[A-Za-z0-9])\([A-Za-z0-9.,/ +-]*[A-Za-z][A-Za-z0-9.,/ +-]*\)")
_INNER = re.compile(r"(?<=[0-9])[,:](?=[0-9])|:(?=//)|(?<=[A-Za-z])[,:;?!](?=[ A-Za-z])"
                    r"|(?<=[A-Za-z0-9])[?!,:;](?=[A-Za-z0-9=&/])")
_NESTED = ("“”", "‘’"), ("《》", "〈〉")
_STRAIGHT = re.compile(r'"([^"]*)"')
_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f.]+')
_MARK = re.compile("[" + re.escape("".join(_FULL)) + "]")


def print_full_width(text: str) -> str:
    """Text with the marks of Chinese print: `(一)合格率,95%` is （一）合格率，95%.

    Marks inside numbers (1,000; 10:30), web addresses and Latin words stay; % stays; straight quotes become “”.
    Twice is the same as once.
    """
    kept = {i for found in (*_INNER.finditer(text), *_LATIN_BRACKETS.finditer(text))
            for i in range(found.start(), found.end())}
    printed = _MARK.sub(lambda found: found[0] if found.start() in kept else _FULL[found[0]], text)
    return _STRAIGHT.sub(r"“\1”", printed)


def nest_marks(text: str) -> str:
    """Quotation and title marks as GB/T 15834 nests them: `““甲”学校”` is “‘甲’学校”.

    《关于修改《乙》的决定》 is 《关于修改〈乙〉的决定》. Text whose marks do not come in pairs is left as it is.
    """
    for outer, inner in _NESTED:
        text = _nest(text, outer, inner)
    return text


def _nest(text: str, outer: str, inner: str) -> str:
    printed, depth = list(text), 0
    for at, mark in enumerate(text):
        if mark in (outer[0], inner[0]):
            printed[at] = (outer, inner)[depth % 2][0]
            depth += 1
        elif mark in (outer[1], inner[1]):
            depth -= 1
            if depth < 0:
                return text
            printed[at] = (outer, inner)[depth % 2][1]
    return "".join(printed) if depth == 0 else text


def print_book(title: str) -> str:
    """A title in title marks (书名号), those inside it nested."""
    return nest_marks(f"《{title}》")


def fold_full_width(text: str) -> str:
    """Full-width marks as clean text has them: half-width; the way back of `print_full_width` but for quotes."""
    return "".join(_HALF.get(c, c) for c in text)


def drop_unfit(name: str) -> str:
    """A name without what file systems refuse in names of files (文件名)."""
    return _UNFIT.sub("", name)


def count_width(text: str) -> float:
    """Width of a line in Chinese characters: Latin letters, digits and blanks count half."""
    return sum(0.5 if c.isascii() else 1.0 for c in text)
