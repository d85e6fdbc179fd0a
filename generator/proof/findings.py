"""What a check finds (核对结果), and the words of a file that it looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold (不符之处).

    place  where in the file; words: what stands there; why: what is wrong with it
    """

    file: str
    place: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or table row of a file (段落、表格行).

    cells  of a paragraph one; heads: the head of each cell's column, () of a paragraph
    """

    place: str
    cells: tuple[str, ...]
    heads: tuple[str, ...] = ()
