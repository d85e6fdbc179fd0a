"""Pages whose text does not stand upright (横排、倒置的页面): landscape tables on upright paper, turned level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import pi

Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """How text stands in a box, and the way to the level page (旋转).

    quarters  0 upright, 1 it reads upwards, 2 upside down, 3 downwards
    box       (left, bottom, right, top) in which it stands; the level page begins at 0, 0
    """

    quarters: int
    box: Corners

    @property
    def height(self) -> float:
        """The height of the level page."""
        left, bottom, right, top = self.box
        return right - left if self.quarters % 2 else top - bottom

    def level(self, x: float, y: float) -> tuple[float, float]:
        """A point of the box on the level page."""
        left, bottom, right, top = self.box
        return ((x - left, y - bottom), (y - bottom, right - x), (right - x, top - y), (top - y, x - left))[
            self.quarters]

    def level_box(self, left: float, bottom: float, right: float, top: float) -> Corners:
        """A box on the level page: (left, bottom, right, top)."""
        (x0, y0), (x1, y1) = self.level(left, bottom), self.level(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def count_quarters(angles: Iterable[float]) -> int:
    """The way that most of the characters read, in quarters as `Turn` has them.

    angles  of characters, in radians clockwise, as pdfium gives them
    """
    counts = [0, 0, 0, 0]
    for angle in angles:
        counts[-round(angle / (pi / 2)) % 4] += 1
    return counts.index(max(counts))
