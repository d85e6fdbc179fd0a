"""Targets out of tables that share a task out (任务分配表): a row a place, unit or year, a column an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.facts.clause_words import acts_on
from extractor.facts.reading import Reading
from extractor.facts.table_values import read_row_due, read_row_limits
from extractor.facts.table_words import WHO, choose_unit, read_unit_line
from extractor.structure.outline import Row, Table
from gongwen.numerals import ARABIC, parse_number
from specs.model import Confidence, Deadline, Target, TargetKind, Time

_SHARED_OUT = re.compile(r"任务|目标|分解|分配|计划|安排|指标|下达|搬迁|建设|改造|名额")
_UNIT = re.compile(r"\((?P<unit>%|[千万亿]?[一-鿿]{1,4})\)\s*$")
_TOTAL = re.compile(r"^(?:合\s?计|总\s?计|小\s?计|全[省市县区镇]|累\s?计)")
_DUE = re.compile(r"时限|时间|期限")
_YEAR = re.compile(r"(20[0-9]{2})年?")
_BY_YEAR = re.compile(r"年\s?[度份]$|时间$|阶段$")  # a row a year, a column an indicator
_PERIOD = re.compile(r"(?P<first>20[0-9]{2})年?(?:\s?[-—–~至]\s?(?P<last>20[0-9]{2})年?)?(?:年度|任务)?")
_MADE = re.compile("(?:新建|新增|改建|扩建|新改建|改造|改造提升|修复|拆除|治理|整治|提升|更新|完成)+")
_VALUE = re.compile(rf"(?P<number>{ARABIC.pattern})\s?(?P<unit>%|[千万亿]?[一-鿿]{{0,3}})")


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    indicator: str
    unit: str
    due: Time | None = None


def find_allocations(reading: Reading, table: Table) -> tuple[list[Target], list[Deadline]]:
    """Targets and deadlines of a table that shares a task out; nothing where it is none.

    source  docs/spec-format.md, "Target": the row's unit is the subject, the column the indicator
    """
    head, *rows = table.rows
    names = [reading.words_of(cell) for cell in head.cells]
    periods: list[Time | None] = []
    if rows and (periods := _periods(reading, rows[0], names)):
        names = _spread(names, _thing(table.caption))
        rows = rows[1:]
    at = next((i for i, name in enumerate(names[:2]) if WHO.match(name) or _BY_YEAR.match(name)), None)
    by_year = at is not None and _BY_YEAR.match(names[at]) is not None
    if at is None or len(rows) < 2 or not _SHARED_OUT.search(table.caption + "".join(names)):
        return [], []
    thing = _thing(table.caption)
    names = [_name(name, thing) if i > at else name for i, name in enumerate(names)]
    every = read_unit_line(table.caption)
    columns = [c for i, name in enumerate(names) if i > at and (c := _read_column(reading, i, name, rows, every))]
    columns = [replace(c, due=periods[c.index]) for c in columns] if periods else columns
    due_at = next((i for i, name in enumerate(names) if _DUE.search(name)), None)
    said = re.search(r"(20[0-9]{2})年", table.caption)
    whole = Time(by=f"{said[1]}-12-31") if said else None
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    for row in rows:
        who = reading.words_of(row.cells[at]) if len(row.cells) > at else ""
        if not who or _TOTAL.match(who) or len(row.cells) < len(names):
            continue
        due = read_row_due(reading, row.cells[due_at]) if due_at is not None else None
        year = _YEAR.match(who) if by_year else None
        if by_year and year is None:
            continue
        found = list(_row_targets(reading, row, at, columns, Time(by=f"{year[1]}-12-31") if year else due or whole))
        targets += [replace(t, subject="") for t in found] if year else found
        if year and found:
            start, end = reading.quote(row.cells[at].start, row.cells[at].end)
            by = Time(by=f"{year[1]}-12-31")
            deadlines.append(Deadline("", start, end, by, "完成" + _said(found), None, "time.table"))
        if due_at is not None and found:
            deadlines += read_row_limits(reading, row.cells[due_at], who + "完成" + _said(found))
    return targets, deadlines


def _periods(reading: Reading, row: Row, names: Sequence[str]) -> list[Time | None]:
    """The periods of a second row of the head (` | 2025年 | 2026—2027年 |`), a column each; [] where it is no head.

    names  the first row of the head, whose first cell may span both
    """
    cells = [reading.words_of(cell) for cell in row.cells]
    if len(cells) == len(names) - 1:
        cells = ["", *cells]  # the text shows no cell below one that spans both rows
    first = cells and cells[0] in ("", names[0])
    if not first or len(cells) != len(names) or not all(_PERIOD.fullmatch(cell) for cell in cells[1:]):
        return []
    cells = ["", *cells[1:]]
    spans = [_PERIOD.fullmatch(cell) for cell in cells]
    return [_period(m) if m else None for m in spans]


def _period(found: re.Match[str]) -> Time:
    first, last = found["first"], found["last"]
    return Time(start=f"{first}-01-01", end=f"{last}-12-31") if last else Time(by=f"{first}-12-31")


def _spread(names: Sequence[str], thing: str) -> list[str]:
    """A head whose cells span several columns, written in each; a bare verb with what the table is about."""
    spread: list[str] = []
    for name in names:
        spread.append(name or (spread[-1] if spread else ""))
    verbs = [bool(name) and acts_on(name) and len(name) <= 4 for name in spread]
    return [name + thing if verb else name for name, verb in zip(spread, verbs, strict=True)]


def _thing(caption: str) -> str:
    """What a table shares out, by its caption: `2025—2027年高标准农田建设分市任务表` → 高标准农田."""
    years = r"(?:20[0-9]{2}年?[-—至]*)+年?度?"
    words = re.sub(rf"\([^()]*\)|单位:.*|^附件?表?[0-9一二三四五六七八九十]*|{years}", "", caption)
    words = re.sub("^(?:全[省市县区])?各(?:区县|县区|乡镇|[省市县区州镇乡村地])", "", words)
    return re.split("(?:建设|改造|工作)?(?:分(?!散)|任务|目标|计划|指标|安排)", words)[0].strip()


def _name(name: str, thing: str) -> str:
    """What a column measures: `其中:高效节水灌溉` → 高效节水灌溉; a bare verb is of what the table shares out."""
    bare = re.sub("^其中[::]?", "", name)
    words = _UNIT.sub("", bare)
    return thing + bare if thing and 2 <= len(words) <= 4 and _MADE.fullmatch(words) else bare


def _read_column(reading: Reading, index: int, name: str, rows: Sequence[Row], every: str) -> _Column | None:
    """A column of numbers; None where fewer than half of its cells are such. every is the unit of the whole table."""
    values = [_VALUE.fullmatch(reading.words_of(row.cells[index])) for row in rows if len(row.cells) > index]
    if not name or sum(v is not None for v in values) * 2 < len(values) or re.search(
        r"序号|编号|电话|年份|备注|^合\s?计$|^总\s?计$|^小\s?计$", name) or _DUE.search(name):
        return None
    unit = _UNIT.search(name)
    said = next((v["unit"] for v in values if v and v["unit"]), "") or choose_unit(every, name)
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
            due=column.due or due,
            rule="target.allocation",
            confidence=Confidence.LIKELY,
        )


def _said(targets: Sequence[Target]) -> str:
    """A row's shares in one line: `改造户数45户、管网里程3公里`."""
    return "、".join(f"{t.indicator}{t.value:g}{t.unit or ''}" for t in targets)
