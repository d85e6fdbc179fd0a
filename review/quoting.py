"""Words that a person copied, found in the source (引文定位): widths, blanks and line ends may differ."""

from __future__ import annotations

import re

from gongwen.characters import fold_full_width
from review.lines import find_line_starts, number_line

_LINE = re.compile(r"(?:第)?\s*([0-9]+)\s*行?")


def find_quote(source: str, words: str, place: str = "", near: int | None = None) -> tuple[int, int]:
    """(start, end) of words in the source.

    place   第12行 or 12, where they stand several times; near  an offset that the nearest is wanted to
    raises  ValueError: they do not stand there, or several times and nobody said where
    """
    folded, origin = _fold(source)
    wanted, _ = _fold(words)
    if not wanted:
        raise ValueError("没有写原文，请照抄通知里的字句")
    spans = [(origin[at], origin[at + len(wanted) - 1] + 1) for at in _occurrences(folded, wanted)]
    if not spans:
        raise ValueError(f"通知里没有“{_short(words)}”，请从“原文”表照抄")
    starts = find_line_starts(source)
    line = _LINE.fullmatch(place.strip())
    if line is not None:
        spans_there = [s for s in spans if number_line(starts, s[0]) == int(line[1])]
        if not spans_there and near is None:
            raise ValueError(f"第{line[1]}行没有“{_short(words)}”，它在第{_lines(spans, starts)}行")
        spans = spans_there or spans
    if len(spans) > 1 and near is None:
        if len({number_line(starts, s[0]) for s in spans}) == 1 and line is not None:
            return spans[0]
        where = f"出现{len(spans)}次（第{_lines(spans, starts)}行）"
        raise ValueError(f"“{_short(words)}”{where}，请在“位置”写明第几行，或多抄几个字")
    return spans[0] if near is None else min(spans, key=lambda s: abs(s[0] - near))


def _fold(text: str) -> tuple[str, list[int]]:
    """Text without blanks and with half-width marks, and where each character came from."""
    kept = [(i, c) for i, c in enumerate(fold_full_width(text)) if not c.isspace()]
    return "".join(c for _, c in kept), [i for i, _ in kept]


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


def _lines(spans: list[tuple[int, int]], starts: list[int]) -> str:
    return "、".join(dict.fromkeys(str(number_line(starts, s[0])) for s in spans))


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 30 else plain[:30] + "…"
