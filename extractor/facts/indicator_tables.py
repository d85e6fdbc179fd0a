"""Targets out of indicator tables (指标表): one a row and target column, baselines out of their own column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.owners import split_subject
from extractor.facts.percentages import make_percentage
from extractor.facts.reading import Reading
from extractor.facts.table_values import read_row_due, read_row_limits, read_value
from extractor.facts.table_words import WHO, YEAR, read_unit_line, read_year
from extractor.phrases.coordinations import split_names
from extractor.phrases.quantities import QuantityKind
from extractor.source import Cell
from extractor.structure.outline import Row, Table
from specs.model import Baseline, Confidence, Deadline, Percentage, PercentageRole, Target, Time

_BASE = re.compile(r"基[数期准线]|现状|现值|现有|底数|实际|完成(?:值|数|情况)|实绩|基础值|当前")
_GOAL = re.compile(r"目标|预期|计划|规划|任务|指标值|值$")
# What may name the indicator, the surest first: beside 指标 a column 类别 only sorts the rows.
_INDICATOR = tuple(re.compile(p) for p in (r"指\s*标", r"名\s*称", r"项\s*目|内\s*容|事\s*项", r"类\s*别"))
_UNIT = re.compile(r"^(?:计量)?单\s*位(?:\(.*\))?$")
_UNIT_IN_WORDS = re.compile(r"\((?P<unit>%|‰|[千万亿]?[一-鿿]{1,5}(?:/[一-鿿0-9]{1,4})?)\)\s*$")
_DUTY = re.compile(r"^(?:责任|牵头|负责|主管|实施|落实|完成|承办)(?:单位|部门|主体|机构)?$")
_SCORED = re.compile("分值|评分|得分|扣分|权重|打分")  # a table that says how much a thing weighs in a check
_ROW_DUE = re.compile("^(?:计划|预计)?(?:完成|实现|达标|达到)?(?:时限|时间|期限|年限|年度|年份)$")
_SILENT = re.compile(
    r"^(?:序\s*号|属\s*性|备\s*注|类\s*型|性\s*质|责任.*|牵头.*|负责.*|指标属性|指标类型|指标性质|数据来源|"
    r".*部门|"
    r".*单位)$"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """What one column of an indicator table holds: a year's goal or where the indicator stood."""

    index: int
    year: int | None
    baseline: bool
    header: Cell
    named: str = ""  # what it measures, where its head says more than the year


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what (表头); measured is what the caption says where the rows are places.

    due  the column of limits that each row has of its own
    """

    indicator: int
    unit: int | None
    columns: tuple[_Column, ...]
    unit_in_header: str | None
    duty: int | None
    measured: str = ""
    due: int | None = None


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What an indicator table says (指标表要素), and its layout, which a table cut from it goes on with."""

    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    layout: Layout | None = None


def find_table_facts(reading: Reading, table: Table, above: Layout | None = None) -> TableFacts:
    """Targets, deadlines and percentages of one table; nothing where it is no indicator table.

    above   layout of the indicator table before it in the same paper, which a table without a head goes on with
    source  docs/spec-format.md, "Target": one target per row and target column
    """
    for at, row in enumerate(table.rows[:3]):
        names = [reading.words_of(c) for c in row.cells]
        below = at + 1
        if below < len(table.rows) and (joined := _two_level_names(reading, names, table.rows[below])):
            names, below = joined, below + 1
        layout = _read_layout(reading, row, names, table.caption)
        if layout is not None:
            rows = table.rows[below:]
            targets = [t for r in rows for t in _row_targets(reading, r, layout)]
            limits = [*_deadlines(reading, layout), *_row_limits(reading, rows, layout)] if targets else []
            return TableFacts(tuple(targets), tuple(limits), tuple(_percentages(reading, rows, layout)), layout)
    if above is not None:
        targets = [t for r in table.rows for t in _row_targets(reading, r, above)]
        return TableFacts(
            tuple(targets), (), tuple(_percentages(reading, table.rows, above)), above if targets else None
        )
    return TableFacts()


def _two_level_names(reading: Reading, names: list[str], second: Row) -> list[str] | None:
    """The names of columns whose header takes two rows (`目标值` over `2025年 2026年`); None where it takes one."""
    below = [reading.words_of(c) for c in second.cells]
    if len(below) == len(names) - 1 and not WHO.match(names[0]):
        below = ["", *below]  # the text shows no cell below one that spans both rows
    if len(below) != len(names) or not any(YEAR.search(b) for b in below):
        return None
    if not all(not b or YEAR.search(b) or _GOAL.search(b) or _BASE.search(b) or b in names for b in below):
        return None
    joined, last = [], ""
    for name, under in zip(names, below, strict=True):
        last = name or last
        joined.append(name if under in ("", name) else f"{last} {under}")
    return joined


def _read_layout(reading: Reading, head: Row, names: list[str], caption: str) -> Layout | None:
    """The columns that a header row announces; None where it announces no goals."""
    if len(names) < 2 or any(_SCORED.search(n) for n in names):
        return None
    if sum(bool(re.search(r"[0-9]{2}", n)) and not YEAR.search(n) for n in names):
        return None
    nameable = [
        i
        for i, n in enumerate(names)
        if not _SILENT.match(n) and not YEAR.search(n) and (not _GOAL.match(n) or n.endswith("名称"))
    ]
    indicator = next((i for word in _INDICATOR for i in nameable if word.search(names[i])), None)
    if indicator is None and WHO.match(names[0]) and caption:
        indicator = 0  # rows are places, and the caption says what is measured of them
    if indicator is None:
        return None
    reference = reading.reference.year
    columns: list[_Column] = []
    for i, name in enumerate(names):
        if i == indicator or _SILENT.match(name) or _UNIT.match(name) or _ROW_DUE.match(name):
            continue
        found = YEAR.search(name)
        year = read_year(found)
        if _BASE.search(name):
            columns.append(_Column(i, year, True, head.cells[i]))
        elif year is not None:
            past = reference is not None and year < reference and not _GOAL.search(name)
            columns.append(_Column(i, year, past, head.cells[i], _measured_in(name)))
        elif _GOAL.search(name):
            in_caption = YEAR.search(caption)
            columns.append(_Column(i, read_year(in_caption), False, head.cells[i]))
    if not any(not c.baseline for c in columns):
        return None
    unit = next((i for i, n in enumerate(names) if _UNIT.match(n)), None)
    of_places = bool(WHO.match(names[indicator]))
    in_header = _UNIT_IN_WORDS.search(caption if of_places else names[indicator])
    return Layout(
        indicator,
        unit,
        tuple(columns),
        in_header["unit"] if in_header else read_unit_line(caption) or None,
        next((i for i, n in enumerate(names) if _DUTY.match(n)), None),
        _caption_indicator(caption) if of_places else "",
        next((i for i, n in enumerate(names) if _ROW_DUE.match(n)), None),
    )


def _measured_in(name: str) -> str:
    """What a column's head measures beside its year: `改厕任务(户) 2025年` → 改厕任务(户); "" where it says no more."""
    words = YEAR.sub("", name).strip()
    return "" if re.fullmatch(r"(?:年度)?(?:目标|计划|预期|规划|任务|指标|完成)?(?:值|数|目标|任务)?", words) else words


def _caption_indicator(caption: str) -> str:
    """What a table of places measures: `各县(市、区)PM2.5年均浓度目标(微克/立方米)` → PM2.5年均浓度."""
    words = _UNIT_IN_WORDS.sub("", re.sub(r"\s?\(?单\s?位[::].*$", "", caption))
    words = re.sub(
        r"^(?:20[0-9]{2}(?:[-—至]20[0-9]{2})?年?)?(?:全[省市县])?各?(?:县\(市、区\)|区县|县区|市州|市|县|乡镇|镇|村)",
        "",
        words,
    )
    return re.sub(r"(?:年度)?(?:目标|任务|计划|指标)*(?:分解|分配|一览|安排|值)*表?$", "", words)


def _row_targets(reading: Reading, row: Row, layout: Layout) -> Iterator[Target]:
    if len(row.cells) <= max(layout.indicator, *(c.index for c in layout.columns)):
        return
    head = row.cells[layout.indicator]
    name = reading.words_of(head)
    if not name:
        return
    in_name = _UNIT_IN_WORDS.search(name)
    column_unit = (
        reading.words_of(row.cells[layout.unit]) if layout.unit is not None and layout.unit < len(row.cells) else ""
    )
    unit = column_unit.strip("-—－/") or (in_name["unit"] if in_name else "") or layout.unit_in_header or ""
    indicator = name[: in_name.start()].strip() if in_name else name
    baseline = next(
        (b for c in layout.columns if c.baseline and (b := _baseline(reading, row.cells[c.index], c, unit))),
        None,
    )
    subject, _ = split_subject(indicator)
    if layout.measured:
        subject, indicator = indicator, layout.measured
    bodies = (
        split_names(reading.words_of(row.cells[layout.duty]), reading.names, listed=True)
        if (layout.duty is not None and layout.duty < len(row.cells))
        else ()
    )
    limited = layout.due is not None and layout.due < len(row.cells)
    own_due = read_row_due(reading, row.cells[layout.due]) if limited and layout.due is not None else None
    for column in layout.columns:
        if column.baseline:
            continue
        cell = row.cells[column.index]
        own = _UNIT_IN_WORDS.search(column.named) if layout.measured or not indicator else None
        value = read_value(reading, cell, own["unit"] if own else unit)
        if value is None:
            continue
        kind, comparator, number, said_unit, most = value
        start, end = reading.quote(head.start, cell.end)
        yield Target(
            "",
            start,
            end,
            _UNIT_IN_WORDS.sub("", column.named) if column.named and layout.measured else indicator,
            subject,
            kind,
            comparator,
            number,
            said_unit,
            value_max=most,
            baseline=baseline,
            due=own_due or (Time(by=f"{column.year}-12-31") if column.year else None),
            bodies=bodies,
            rule="target.table",
            confidence=Confidence.SURE,
        )


def _baseline(reading: Reading, cell: Cell, column: _Column, unit: str) -> Baseline | None:
    value = read_value(reading, cell, unit)
    if value is None or value[2] is None:
        return None
    return Baseline(value[2], value[3] or "", str(column.year) if column.year else None)


def _deadlines(reading: Reading, layout: Layout) -> list[Deadline]:
    """The years of the goals' columns, each once, at the table's head."""
    out = []
    for column in layout.columns:
        found = YEAR.search(reading.words_of(column.header))
        if column.baseline or found is None:
            continue
        at = column.header.start + reading.text[column.header.start : column.header.end].find(found.group())
        start, end = reading.quote(at, at + len(found.group()))
        out.append(
            Deadline(
                "",
                start,
                end,
                Time(by=f"{read_year(found)}-12-31"),
                f"达到主要指标{read_year(found)}年目标",
                None,
                "time.table",
            )
        )
    return out


def _row_limits(reading: Reading, rows: Sequence[Row], layout: Layout) -> Iterator[Deadline]:
    """The limits that rows have of their own (完成时间), with what each row measures."""
    if layout.due is None:
        return
    for row in rows:
        if layout.due < len(row.cells):
            action = f"达到{reading.words_of(row.cells[layout.indicator])}目标"
            yield from read_row_limits(reading, row.cells[layout.due], action)


def _percentages(reading: Reading, rows: Sequence[Row], layout: Layout) -> Iterator[Percentage]:
    roles = {c.index: PercentageRole.BASELINE if c.baseline else PercentageRole.TARGET for c in layout.columns}
    for row in rows:
        for i, cell in enumerate(row.cells):
            for quantity in reading.quantities_in(cell.start, cell.end):
                if quantity.kind is QuantityKind.PERCENT:
                    yield make_percentage(reading, quantity, roles.get(i, PercentageRole.TARGET))
