"""What is wrong with returned forms (问题): each with its file and cell, and whether a figure is left in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.form import DAY, SIGNERS, UNIT, Measure, measure_of
from generator.returns.cells import Cell
from generator.returns.numbers import read_number
from generator.returns.returned import Entry, Returned

_COUNTED = re.compile(r"^[家人名个所处项次场户件台座条辆头只份批期]$")
_ROUNDING = 0.0006  # of a rate as a fraction: what two decimals of a percentage leave out


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at (问题).

    grave  something is in doubt; else a remark on how it was read
    """

    file: str
    place: str
    unit: str
    words: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one entry; None where it gives none that can be added up."""

    above: float | None
    below: float | None = None


def read_entry(entry: Entry, sheet: Returned) -> tuple[Figures, tuple[Problem, ...]]:
    """The numbers of an entry as far as they are sure, and all that is odd about them."""
    measure = measure_of(entry.figure.note)
    found: list[Problem] = []

    def say(cell: Cell, words: str, *, grave: bool = True) -> None:
        found.append(Problem(sheet.file, cell.place, sheet.unit, f"{entry.figure.name}：{words}", grave))

    def read(cell: Cell, what: str) -> float | None:
        # A rate's numerator and denominator are counts, whose unit the form does not name.
        unit = None if measure in (Measure.RATE, Measure.CHANGE) else entry.figure.unit
        value, odd, doubtful = read_number(cell, unit)
        if odd:
            say(cell, odd, grave=doubtful)
        elif value is None:
            say(cell, f"没有填{what}")
        if value is not None and value < 0:
            say(cell, f"{what}小于零")
            return None
        return value

    if measure not in (Measure.RATE, Measure.CHANGE):
        value = read(entry.above, "完成数" if measure is Measure.COUNT else "实际值")
        if value is not None and measure is Measure.COUNT and not value.is_integer() and _COUNTED.match(
                entry.figure.unit):
            say(entry.above, f"{value:.10g}{entry.figure.unit}不是整数")
        return Figures(value), tuple(found)
    names = ("分子", "分母") if measure is Measure.RATE else ("本期数", "基期数")
    above, below = read(entry.above, names[0]), read(entry.below, names[1])
    if above is None or below is None:
        if (above is None) != (below is None):
            say(entry.below if below is None else entry.above, f"{names[0]}、{names[1]}缺一，这一行没有计入合计")
        return Figures(None), tuple(found)
    if below == 0 and above > 0:
        say(entry.below, f"{names[1]}为零，这一行没有计入合计")
        return Figures(None), tuple(found)
    if measure is Measure.RATE and above > below:
        say(entry.above, f"分子（{above:.10g}）大于分母（{below:.10g}）")
    if (odd := _check_rate(entry, above, below, measure)) is not None:
        say(entry.rate, f"表中填{odd:.2%}，按{names[0]}、{names[1]}算是{rate_of(above, below, measure):.2%}")
    return Figures(above, below), tuple(found)


def rate_of(above: float, below: float, measure: Measure) -> float:
    """The rate, or change, of two numbers as a fraction; 0 of nothing."""
    if not below:
        return 0.0
    return above / below if measure is Measure.RATE else (above - below) / below


def _check_rate(entry: Entry, above: float, below: float, measure: Measure) -> float | None:
    """The rate that stands in the form, where it is another than the numbers give."""
    cell = entry.rate
    value = cell.value if isinstance(cell.value, float) else None
    percent = re.fullmatch(r"(-?\d+(?:\.\d+)?)[%％]", cell.text) if value is None else None
    stated = value if value is not None else float(percent[1]) / 100 if percent else None
    if stated is None or not below:
        return None
    return None if abs(stated - rate_of(above, below, measure)) <= _ROUNDING else stated


def check_labels(sheet: Returned) -> Iterable[Problem]:
    """Names and signatures that are missing; words that are."""
    for label in (UNIT, DAY, *SIGNERS):
        cell = sheet.labels.get(label)
        if cell is None or not cell.text:
            yield Problem(sheet.file, cell.place if cell else "", sheet.unit, f"没有填{label.removesuffix('（盖章）')}")
    only = not sheet.entries and not sheet.rows
    for label, cell in sheet.texts.items():
        if not cell.text:
            yield Problem(sheet.file, cell.place, sheet.unit, f"没有填“{label}”", grave=only)


def choose_code(sheets: Sequence[Returned]) -> str:
    """The code of the form that most files are of; "" where none has one."""
    counts = Counter(sheet.code for sheet in sheets if sheet.code)
    return min(counts, key=lambda code: (-counts[code], code), default="")


def check_code(sheet: Returned, code: str) -> Problem | None:
    """Why a file is not the form that is summed; None where it is."""
    def say(words: str) -> Problem:
        return Problem(sheet.file, "", sheet.unit, f"{words}，没有计入")

    if not sheet.code:
        return say("没有校验码，不是下发的报表")
    if sheet.code[:8] != code[:8]:
        return say(f"不是同一张报表（“{sheet.title}”，校验码 {sheet.code}，本次汇总 {code}）")
    if sheet.code != code:
        return say(f"不是同一版报表（校验码 {sheet.code}，本次汇总 {code}）")
    return say("表样有改动（指标、单位、目标值或栏目与下发的不同）") if sheet.version != code[9:] else None
