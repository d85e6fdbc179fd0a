"""Targets out of tables that share a task out (任务分配表): a row a place or unit, a column an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.dues import calendar_times
from extractor.facts.reading import Reading
from extractor.facts.table_words import WHO
from extractor.source import Cell
from extractor.structure.outline import Row, Table
from gongwen.numerals import ARABIC, parse_number
from specs.model import Confidence, Deadline, Target, TargetKind, Time

_SHARED_OUT = re.compile(r"任务|目标|分解|分配|计划|安排|指标|下达|搬迁|建设|改造|名额")
_UNIT = re.compile(r"\((?P<unit>%|[千万亿]?[一-鿿]{1,4})\)\s*$")
_TOTAL = re.compile(r"^(?:合\s?计|总\s?计|小\s?计|全[省市县区镇]|累\s?计)")
_DUE = re.compile(r"时限|时间|期限")
_YEAR = re.compile(r"(20[0-9]{2})年")
_VALUE = re.compile(rf"(?P<number>{ARABIC.pattern})\s?(?P<unit>%|[千万亿]?[一-鿿]{{0,3}})")


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    indicator: str
    unit: str


def find_allocations(reading: Reading, table: Table) -> tuple[list[Target], list[Deadline]]:
    """Targets and deadlines of a table that shares a task out; nothing where it is none.

    source  docs/spec-format.md, "Target": the row's unit is the subject, the column the indicator
    """
    head, *rows = table.rows
    names = [reading.words_of(cell) for cell in head.cells]
    at = next((i for i, name in enumerate(names[:2]) if WHO.match(name)), None)
    if at is None or len(rows) < 2 or not _SHARED_OUT.search(table.caption + "".join(names)):
        return [], []
    columns = [c for i, name in enumerate(names) if i > at and (c := _read_column(reading, i, name, rows))]
    due_at = next((i for i, name in enumerate(names) if _DUE.search(name)), None)
    said = _YEAR.search(table.caption)
    whole = Time(by=f"{said[1]}-12-31") if said else None
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    for row in rows:
        who = reading.words_of(row.cells[at]) if len(row.cells) > at else ""
        if not who or _TOTAL.match(who) or len(row.cells) < len(names):
            continue
        due = _row_due(reading, row.cells[due_at]) if due_at is not None else None
        found = list(_row_targets(reading, row, at, columns, due or whole))
        targets += found
        if due_at is not None and found:
            deadlines += _row_deadlines(reading, row.cells[due_at], who)
    return targets, deadlines


def _read_column(reading: Reading, index: int, name: str, rows: Sequence[Row]) -> _Column | None:
    """A column of numbers; None where fewer than half of its cells are such."""
    values = [_VALUE.fullmatch(reading.words_of(row.cells[index])) for row in rows if len(row.cells) > index]
    if not name or sum(v is not None for v in values) * 2 < len(values) or re.search(r"序号|编号|电话|年份", name):
        return None
    unit = _UNIT.search(name)
    said = next((v["unit"] for v in values if v and v["unit"]), "")
    if not (unit or said):
        return None
    return _Column(index, name[: unit.start()].strip() if unit else name, unit["unit"] if unit else said)


def _row_targets(reading: Reading, row: Row, at: int, columns: Sequence[_Column], due: Time | None) -> Iterator[Target]:
    for column in columns:
        cell = row.cells[column.index]
        value = _VALUE.fullmatch(reading.words_of(cell))
        if value is None:
            continue
        start, end = reading.quote(row.cells[at].start, cell.end)
        kind = TargetKind.PERCENTAGE if column.unit == "%" else TargetKind.QUANTITY
        yield Target(
            "",
            start,
            end,
            column.indicator,
            reading.words_of(row.cells[at]),
            kind,
            "=",
            parse_number(value["number"]),
            value["unit"] or column.unit,
            due=due,
            rule="target.allocation",
            confidence=Confidence.LIKELY,
        )


def _row_due(reading: Reading, cell: Cell) -> Time | None:
    times = calendar_times(reading, cell.start, cell.end)
    return times[-1].time if times else None


def _row_deadlines(reading: Reading, cell: Cell, who: str) -> Iterator[Deadline]:
    for time in reading.times_in(cell.start, cell.end):
        start, end = reading.clean.source_span(time.start, time.end)
        yield Deadline("", start, end, time.time, f"{who}完成任务", None, "time.column")
