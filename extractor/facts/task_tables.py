"""Tasks out of task tables (任务分解表): one a row, its bodies and limit out of the columns that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.duty_notes import first_leads
from extractor.facts.levels import name_body
from extractor.facts.reading import Reading
from extractor.phrases.coordinations import split_names
from extractor.source import Span
from extractor.structure.outline import Row, Table
from gongwen.item_numbers import parse_item_number
from specs.model import Body, Role

# 责任人 and 联系人 are persons: their columns name no body.
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("person", re.compile(r"责任人|联系人|负责人|分管领导|责任领导|包保|电话")),
    ("number", re.compile(r"^(?:序\s*号|编\s*号|项次|号)$")),
    ("due", re.compile(r"时限|时间|期限|进度(?!表)|节点|日期|^月\s?[份度]$|^季\s?度$|^时段$")),
    ("lead", re.compile(r"牵头|主办|主责")),
    ("support", re.compile(r"配合|参与|参加|协办|协助|协同|支持")),
    ("supervise", re.compile(r"指导|监督|督导|督办|监管")),
    (
        "responsible",
        re.compile(
            r"责任(?:单位|部门|主体|科室|处室)|实施(?:单位|主体)|承办|落实(?:单位|部门)|完成单位|^责任$|"
            r"主体单位"
        ),
    ),
    ("task", re.compile(r"任务|措施|内容|事项|举措|要求|工作|项目|工程|要点|成果|目标|名称")),
)
_ROLES = {
    "lead": Role.LEAD,
    "support": Role.SUPPORT,
    "supervise": Role.SUPERVISE,
    "responsible": Role.RESPONSIBLE,
}


@dataclass(frozen=True, slots=True)
class TableTask:
    """One row that instructs somebody (表格任务), in clean offsets.

    number    its path under the table: 序号 as printed, or its place, after the number of its section row
    heading   the shorter of two cells that say what is to be done, "" where one says it all
    words     the cell that says what is to be done
    due       the cell of its limit, None where there is none
    """

    number: str
    heading: str
    row: Row
    words: Span
    bodies: tuple[Body, ...]
    due: Span | None


Columns = dict[int, str]


def find_table_tasks(
    reading: Reading, table: Table, above: Columns | None, section: str = ""
) -> tuple[list[TableTask], Columns | None]:
    """The tasks of one table and what its columns hold; nothing where no columns name a task and who does it.

    above   the columns of a task table before it in the same paper, which a table without a head goes on with
    section the line between the two, which then is a section of the one table
    source  docs/spec-format.md, "A task": a row of a task table is the lowest numbered item
    """
    for at, row in enumerate(table.rows[:2]):
        columns = _read_columns(reading, row)
        if columns is not None:
            return list(_rows(reading, table.rows[at + 1 :], columns)), columns
    if above is not None and all(len(r.cells) > max(above) or len(r.cells) == 1 for r in table.rows):
        return list(_rows(reading, table.rows, above, _name_section(section))), above
    return [], None


def _read_columns(reading: Reading, head: Row) -> Columns | None:
    names = [re.sub(r"\s", "", reading.text[c.start : c.end]) for c in head.cells]
    if any(len(n) > 14 for n in names):
        return None
    kinds = {
        i: kind
        for i, n in enumerate(names)
        if (kind := next((k for k, pattern in _COLUMNS if pattern.search(n)), None)) is not None
    }
    doers = set(kinds.values()) & set(_ROLES)
    return kinds if "task" in kinds.values() and doers else None


def _rows(reading: Reading, rows: Sequence[Row], columns: Columns, section: str = "") -> Iterator[TableTask]:
    width = max(columns) + 1
    number_at = next((i for i, kind in columns.items() if kind == "number"), None)
    task_at = [i for i, kind in columns.items() if kind == "task"]
    due_at = next((i for i, kind in columns.items() if kind == "due"), None)
    count = 0
    for row in rows:
        words = [reading.words_of(c) for c in row.cells]
        filled = [w for w in words if w]
        if len(filled) == 1 or len(set(filled)) == 1:  # a section row inside the table
            section = _name_section(filled[0])
            continue
        cells = [row.cells[i] for i in task_at if i < len(words) and words[i]]
        if len(row.cells) < width or not cells:
            continue
        count += 1
        longest = max(cells, key=lambda c: c.end - c.start)
        shorter = [c for c in cells if c != longest and c.end - c.start < 30]
        heading = reading.words_of(shorter[0]) if shorter and len(cells) > 1 else ""
        number = words[number_at] if number_at is not None and number_at < len(words) else ""
        number = re.sub(r"[、.．]$", "", number) or str(count)
        due = row.cells[due_at] if due_at is not None and due_at < len(words) else None
        yield TableTask(
            f"{section}/{number}" if section else number,
            heading,
            row,
            Span(longest.start, longest.end),
            _bodies(reading, row, columns),
            Span(due.start, due.end) if due is not None and due.end > due.start else None,
        )


def _name_section(words: str) -> str:
    """What stands for a section in the paths of its rows: its number as printed, else its short name."""
    numbered = parse_item_number(words)
    if numbered:
        return re.sub(r"[、.．]$", "", numbered[0].printed)
    return words if len(words) <= _LONGEST_NAME and not re.search("[,。;:]", words) else ""


_LONGEST_NAME = 20


def _bodies(reading: Reading, row: Row, columns: Columns) -> tuple[Body, ...]:
    found: dict[tuple[str, Role], None] = {}
    leads = "lead" not in columns.values() and first_leads(reading.text)
    for i, kind in columns.items():
        if kind not in _ROLES or i >= len(row.cells):
            continue
        for name in split_names(reading.words_of(row.cells[i]), reading.names, listed=True):
            first = leads and kind == "responsible" and not found
            found[(name, Role.LEAD if first else _ROLES[kind])] = None
    return tuple(name_body(reading, name, role, "body.column") for name, role in found)
