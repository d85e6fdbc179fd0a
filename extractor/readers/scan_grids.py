"""The ruled lines of a scanned page (扫描件表格线): the cells that they close."""

from __future__ import annotations

from math import cos, sin
from typing import TYPE_CHECKING

from extractor.readers.ruled_tables import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 160  # of 255: a pixel of ink
_LINE_ACROSS, _LINE_DOWN = 30, 60  # a rule is as long as this part of the page's width, height
_LEAST_CELL = 12.0  # points: a cell is wider and higher
_SLACK = 3  # pixels by which a rule may be broken


def level(point: tuple[float, float], turn: float) -> tuple[float, float]:
    """A point of a page that was scanned askew, turned level about the top left; `turn` in radians."""
    x, y = point
    return x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn)


def find_grids(picture: Image, turn: float, scale: float) -> list[list[Box]]:
    """The cells of each ruled table on a page.

    picture  the page
    turn     its slope in radians
    scale    points a pixel
    returns  for each table its cells as (left, top, right, bottom) in points from the level page's top left
    """
    import cv2
    import numpy as np

    grey = np.asarray(picture.convert("L"))
    height, width = grey.shape
    if abs(turn) > 0.001:
        matrix = np.array([[cos(turn), sin(turn), 0], [-sin(turn), cos(turn), 0]], dtype="float64")
        grey = cv2.warpAffine(grey, matrix, (width, height), borderValue=255)
    ink = np.where(grey < _DARK, 255, 0).astype("uint8")
    ink = cv2.dilate(ink, np.ones((2, 2), "uint8"))
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(20, width // _LINE_ACROSS)), "uint8"))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((max(20, height // _LINE_DOWN), 1), "uint8"))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((_SLACK, _SLACK), "uint8"))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rules, connectivity=8)
    grids = []
    for i in range(1, count):
        left, top, wide, high = (int(v) for v in stats[i][:4])
        if wide * scale < 2 * _LEAST_CELL or high * scale < _LEAST_CELL:
            continue
        boxes = _find_cells(labels[top:top + high, left:left + wide] == i, left, top, scale)
        if boxes:
            grids.append(boxes)
    return grids


def _find_cells(rules: object, left: int, top: int, scale: float) -> list[Box]:
    """The areas that a table's rules close in."""
    import cv2
    import numpy as np

    space = np.where(np.asarray(rules), 0, 255).astype("uint8")
    high, wide = space.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(space, connectivity=4)
    boxes: list[Box] = []
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        closed = x > 0 and y > 0 and x + w < wide and y + h < high
        if closed and min(w, h) * scale >= _LEAST_CELL and area > 0.7 * w * h:
            boxes.append(((left + x) * scale, (top + y) * scale, (left + x + w) * scale, (top + y + h) * scale))
    return boxes
