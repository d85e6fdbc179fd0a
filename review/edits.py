"""One row that came back beside the fact that it was written from (改动): what a person did to it, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from review.cells import parse_cell, show_cell
from review.columns import PLACE, QUOTE, REMOVE, STATE, STATE_CHOICES, Column, SheetLayout
from review.quoting import find_quote
from review.rows import FIELDS, FactRow
from review.sheet import SheetRow
from review.summaries import STATE_WORDS
from specs.model import Action, State

_ALIASES = {"确认": "已确认", "更正": "已更正", "修改": "已更正", "": "机读"}
_STATES = {word: state for state, word in STATE_WORDS.items()}
_NO_SOURCE = "改“原文”和新增都要对照通知原文，请用 --source 指明通知文件"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a person changed (一处改动): its name in the noun, its value, and how both sides read."""

    field: str
    value: Any
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did to one fact (处理): action None where nothing."""

    action: Action | None
    changes: tuple[Change, ...] = ()
    span: tuple[int, int] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The new values by field."""
        return {change.field: change.value for change in self.changes if change.field != "quote"}

    @property
    def state(self) -> State:
        """The state of the fact after it."""
        return {Action.CONFIRMED: State.CONFIRMED, Action.REOPENED: State.MACHINE}.get(
            self.action or Action.CORRECTED, State.CORRECTED)


def read_edit(layout: SheetLayout, was: FactRow, now: SheetRow, source: str | None) -> Edit:
    """What was done to a fact in its row; raises ValueError with what was found and what to do."""
    word = _state_word(now)
    if word == REMOVE:
        return Edit(Action.REMOVED)
    changes, span = [], None
    for column in layout.columns:
        if not column.key or column.key == "state" or _same(was.cells[column.heading], now.cells[column.heading]):
            continue
        change = _change(column, was, now)
        if column.key == "quote":
            span = _find(source, now, near=was.fact.start)
        changes.append(change)
    if changes:
        return Edit(Action.CORRECTED, tuple(changes), span)
    state = _STATES[word]
    if state is was.fact.state:
        return Edit(None)
    if state is State.CORRECTED:
        raise ValueError("状态是“已更正”，却没有改动，请改内容，或改选“已确认”")
    return Edit(Action.CONFIRMED if state is State.CONFIRMED else Action.REOPENED)


def read_addition(layout: SheetLayout, now: SheetRow, source: str | None) -> tuple[dict[str, Any], tuple[int, int]]:
    """(values by field, span of the words) of a row that a person added; raises ValueError."""
    if _state_word(now) == "已确认":
        raise ValueError("新增的行没有可确认的内容，请把“状态”留空")
    values = {}
    for column in (*layout.fields, Column(QUOTE, "quote", 0)):
        words = now.cells[column.heading]
        if column.key in layout.needed and not words:
            raise ValueError(f"新增的行缺“{column.heading}”，请补上，或删去这一行")
        if column.key and column.key != "quote":
            values[FIELDS.get(column.key, column.key)] = parse_cell(column.key, words)
    return values, _find(source, now, near=None)


def is_removed(now: SheetRow) -> bool:
    """Whether a row says that its fact is none."""
    return now.cells[STATE] == REMOVE


def _state_word(now: SheetRow) -> str:
    said = now.cells[STATE]
    word = _ALIASES.get(said, said)
    if word not in STATE_CHOICES:
        raise ValueError(f"状态“{said}”不在可选之列，请选：{'、'.join(STATE_CHOICES)}")
    return word


def _same(was: str | float, now: str) -> bool:
    return "".join(show_cell(was).split()) == "".join(now.split())


def _change(column: Column, was: FactRow, now: SheetRow) -> Change:
    old, new = show_cell(was.cells[column.heading]), now.cells[column.heading]
    if column.fixed:
        raise ValueError(f"“{column.heading}”由“{old[:30]}”改成了“{new[:30]}”，这一栏不能改，请恢复原样")
    if column.key == "quote":
        return Change("quote", new, old, new)
    if column.key == "name" and not new:
        raise ValueError("“单位”是空的，请写单位名称；不是责任单位就在“状态”栏选“删除”")
    return Change(FIELDS.get(column.key, column.key), parse_cell(column.key, new), old, new)


def _find(source: str | None, now: SheetRow, near: int | None) -> tuple[int, int]:
    if source is None:
        raise ValueError(_NO_SOURCE)
    return find_quote(source, now.cells[QUOTE], now.cells[PLACE], near)
