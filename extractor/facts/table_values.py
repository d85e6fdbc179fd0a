"""What a goal's cell of an indicator table says (表格数值): a number with its bound, full coverage, a trend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.dues import calendar_times
from extractor.facts.reading import Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Cell
from gongwen.numerals import parse_number
from specs.model import Deadline, TargetKind, Time

_NUMBER = re.compile(
    r"(?P<sign>≥|≤|>|<|≧|≦)?\s?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|"
    r"[0-9]+(?:\.[0-9]+)?)\s?(?P<bound>以上|以下|以内|左右)?"
)
_SIGNS = {
    "≥": ">=",
    "≧": ">=",
    "≤": "<=",
    "≦": "<=",
    ">": ">",
    "<": "<",
    "以上": ">=",
    "以下": "<=",
    "以内": "<=",
}
_TREND = re.compile(r"(?:提升|提高|改善|下降|降低|增长|增加|完善|减少|好转|向好|上升|优化|巩固|保持稳定)$")
_COVERAGE = re.compile(r"^(?:实现)?(?:全覆盖|全面覆盖|清零|动态清零|应\w{1,2}尽\w{1,2})$")


def _quantity(reading: Reading, cell: Cell) -> Quantity | None:
    """The first number that says its unit; one without takes the row's or the column's."""
    return next((q for q in reading.quantities_in(cell.start, cell.end) if q.unit), None)


def read_value(
    reading: Reading, cell: Cell, unit: str
) -> tuple[TargetKind, str | None, float | None, str | None, float | None] | None:
    """(kind, comparator, value, unit, value_max) of a goal's cell; None where it is empty or says no goal."""
    words = reading.words_of(cell)
    quantity = _quantity(reading, cell)
    if quantity is not None:
        kind = (
            TargetKind.PERCENTAGE
            if quantity.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
            else TargetKind.QUANTITY
        )
        return kind, quantity.comparator, quantity.value, quantity.unit, quantity.value_max
    plain = _NUMBER.fullmatch(words)
    if plain:
        comparator = _SIGNS.get(plain["sign"] or plain["bound"] or "", "=")
        kind = TargetKind.PERCENTAGE if unit in ("%", "‰") else TargetKind.QUANTITY
        return kind, comparator, parse_number(plain["number"]), unit or None, None
    if _COVERAGE.match(words):
        return TargetKind.COVERAGE, "=", 100.0, "%", None
    if _TREND.search(words) and len(words) <= 12:
        return TargetKind.TREND, None, None, None, None
    return None


def read_row_due(reading: Reading, cell: Cell) -> Time | None:
    """The last calendar time of a row's cell of limits."""
    times = calendar_times(reading, cell.start, cell.end)
    return times[-1].time if times else None


def read_row_limits(reading: Reading, cell: Cell, action: str) -> Iterator[Deadline]:
    """The limits of a row's cell, each with what is due then."""
    for time in reading.times_in(cell.start, cell.end):
        start, end = reading.clean.source_span(time.start, time.end)
        yield Deadline("", start, end, time.time, action, None, "time.column")
