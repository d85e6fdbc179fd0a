"""Rows of a plan's tables that come or go (附表增删行): tables of tasks and of indicators, known by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from comparison.revising.stated import PlanText, Stated
from specs.changes import Change, ChangeKind, FactKind
from specs.model import Spec, Target
from specs.revisions import OwnPaper, Question, Revision, RevisionKind

NUMBER = "序号"
# What a column holds, by the words of its head; the first that fits.
_COLUMNS = (
    (NUMBER, re.compile("^(?:序号|编号|号)$")),
    ("目标值", re.compile("目标值|目标要求|指标值|任务数|^(?:年度)?目标$")),
    ("指标", re.compile("指标")),
    ("牵头单位", re.compile("牵头|主办")),
    ("配合单位", re.compile("配合|协同|协办|参与")),
    ("责任单位", re.compile("责任(?:单位|部门)|负责(?:单位|部门)|承办")),
    ("时限", re.compile("时限|期限|时间")),
    ("内容", re.compile("内容|措施|要求")),
    ("任务", re.compile("任务|事项|工作")),
)
_WHAT = ("任务", "内容", "指标")
_UNFILLED = "附表新增的这一行有的栏目来文没有写明，请补填"


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of a plan (附表): what each column holds ("" where its head is not known), and its rows below the head.

    rows  (start, end, texts of the cells); one that has not a cell a column is left as it is
    """

    keys: tuple[str, ...]
    rows: tuple[tuple[int, int, tuple[str, ...]], ...]


def find_table(plan: PlanText, at: int) -> PlanTable | None:
    """The table in whose row an offset stands; None where its head says of no column what it holds."""
    first = plan.line_of(at)
    while first[0] and plan.in_table(first[0] - 1):
        first = plan.line_of(first[0] - 1)
    keys = tuple(_read_head(cell) for cell in split_row(plan.text_of(*first)))
    if not any(key in keys for key in _WHAT):
        return None
    rows, line = [], plan.line_of(min(first[1] + 1, plan.length))
    while line[0] > first[0] and plan.in_table(line[0]):
        rows.append((*line, split_row(plan.text_of(*line))))
        if line[1] >= plan.length:
            break
        line = plan.line_of(line[1] + 1)
    return PlanTable(keys, tuple(rows))


def split_row(words: str) -> tuple[str, ...]:
    """The cells of a row as the readers print it."""
    return tuple(cell.strip() for cell in words.strip().removesuffix("|").split(" | "))


def _read_head(cell: str) -> str:
    plain = re.sub(r"\s", "", cell)
    return next((key for key, words in _COLUMNS if words.search(plain)), "")


def insert_row(at: int, row: Mapping[str, str], stated: Stated, note: str, basis: str) -> Revision | Question:
    """A row behind the one in which an offset stands, filled as far as the paper says, under the neighbour's number."""
    table, line = find_table(stated, at), stated.line_of(at)
    beside = split_row(stated.text_of(*line))
    if table is None or len(beside) != len(table.keys) or len(set(table.keys) - {""}) < 2:
        return Question(note, "附表的样式不能确定，请人工补列一行", " ".join(beside))
    cells = tuple(beside[i] if key == NUMBER else _fill(key, row, beside[i], table.keys)
                  for i, key in enumerate(table.keys))
    return Revision(RevisionKind.INSERTED, *line, "", " | ".join(cells), note, basis, cells=cells)


def _fill(key: str, row: Mapping[str, str], beside: str, keys: tuple[str, ...]) -> str:
    """What a column says of a new row; the plan's own mark for nothing where nothing is to be said."""
    nothing = beside if beside in ("—", "-", "/", "无", "——") else "—"
    if key == "内容" and "任务" not in keys:
        return row.get("内容") or row.get("任务") or nothing
    if key == "责任单位" and "牵头单位" not in keys:
        return "、".join(filter(None, (row.get("牵头单位"), row.get("责任单位")))) or nothing
    if key == "牵头单位" and "责任单位" not in keys:
        return row.get("牵头单位") or row.get("责任单位") or nothing
    return row.get(key) or (nothing if key else "")


def strike_row(at: int, stated: Stated, note: str, basis: str) -> Revision:
    """The row in which an offset stands, taken out."""
    line = stated.line_of(at)
    words = stated.text_of(*line)
    return Revision(RevisionKind.DELETED, *line, words, "", note, basis, cells=split_row(words))


def revise_indicators(changes: tuple[Change, ...], stated: Stated, new: Spec,
                      after: OwnPaper) -> Iterator[Revision | Question]:
    """Rows of new indicators behind the one that precedes them in the new paper, where the plan's table has that."""
    fresh = {_place(fact): change for change in changes
             if change.fact is FactKind.TARGET and change.kind is ChangeKind.ADDED
             for fact in change.new_facts if isinstance(fact, Target)}
    was = {_place(new.targets[b]): stated.basis.targets[a]
           for a, b in stated.paired_with(new).facts[FactKind.TARGET].pairs}
    behind: int | None = None
    for target, row in after.indicators:
        known, change = was.get(_place(target)), fresh.get(_place(target))
        if known is not None:
            found = _row_of(known, stated)
            behind = behind if found is None else found
        elif change is not None and behind is not None and not _has_row(behind, row, stated):
            yield insert_row(behind, row, stated, change.sentence, change.new[0].quote)


def _has_row(at: int, row: Mapping[str, str], stated: Stated) -> bool:
    """Whether the table in which an offset stands has a row of this indicator."""
    table = find_table(stated, at)
    return table is not None and any(row.get("指标") in cells for _, _, cells in table.rows)


def _place(target: Target) -> tuple[int, int, int, str]:
    return target.paper, target.start, target.end, target.indicator


def _row_of(target: Target, stated: Stated) -> int | None:
    """Where the row of a target begins in the plan's table of indicators; None where it has none, or several."""
    places = {stated.line_of(t.start)[0] for t in stated.targets(target) if stated.in_table(t.start)}
    found = [at for at in places if (table := find_table(stated, at)) and "指标" in table.keys]
    return found[0] if len(found) == 1 else None


def ask_blanks(revisions: tuple[Revision, ...]) -> Iterator[Question]:
    """New rows in which a column is left open."""
    for one in revisions:
        if one.kind is RevisionKind.INSERTED and "" in one.cells:
            yield Question(one.note, _UNFILLED, one.new)
