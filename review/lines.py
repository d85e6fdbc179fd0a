"""Lines of the source (行号): how a place is told to a person, 第12行."""

from __future__ import annotations

from bisect import bisect_right


def find_line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text begin."""
    return [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]


def number_line(starts: list[int], at: int) -> int:
    """The number of the line that holds an offset, from 1."""
    return bisect_right(starts, at)
