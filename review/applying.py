"""Spec + corrected sheet → corrected spec (更正规格): whole or not at all, with who changed what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from gongwen.characters import fold_full_width
from review.bodies import BodyEdits, apply_bodies
from review.checks import check_percentage, settle_target
from review.columns import SHEETS, SheetLayout
from review.edits import Edit, is_removed, read_addition, read_edit
from review.rows import FactRow, make_rows
from review.sheet import Problem, ReviewSheet, SheetRow, raise_problems
from review.workbook import fingerprint
from specs.codec import spec_from_json, spec_to_json
from specs.errors import BadSheet
from specs.model import (
    Action,
    Citation,
    Clause,
    Confidence,
    Correction,
    Deadline,
    Percentage,
    Report,
    Spec,
    State,
    Target,
    Task,
)
from specs.wording import summarise_fact

_MAKERS: dict[str, Callable[..., Any]] = {"targets": Target, "deadlines": Deadline, "percentages": Percentage,
                                          "reports": Report, "citations": Citation}
PERSON = "person"


def apply_sheet(spec: Spec, sheet: ReviewSheet, source: str | None, *, by: str, on: str, why: str = "") -> Spec:
    """The spec as a person corrected it.

    source  the source text, needed where words were quoted anew
    by, on  who, and on which day (ISO 8601); written to every correction
    why     the reason for changes whose row gives none
    raises  BadSheet: made of another spec; a row that cannot be read, with sheet, row, what was found and what to do
    """
    _check_origin(spec, sheet)
    problems: list[Problem] = []
    log: list[Correction] = []

    def note(action: Action, kind: str, fact: str, at: int, change: tuple[str, str, str] = ("", "", ""), *,
             reason: str = "") -> None:
        said = reason or ("" if action is Action.CONFIRMED else why)
        log.append(Correction(by, on, action, kind, fact, at, *change, said))

    rows = make_rows(spec, source)
    lists = {layout.kind: list(_apply_kind(layout, rows[layout.kind], sheet, source, problems, note))
             for layout in SHEETS if layout.kind != "bodies"}
    edits = BodyEdits(rows["bodies"], sheet.rows["bodies"], source, note)
    tasks = apply_bodies(spec, lists.pop("tasks"), edits, problems)
    ordered: dict[str, Any] = {k: tuple(sorted(facts, key=lambda f: (f.start, f.end))) for k, facts in lists.items()}
    made = replace(spec, tasks=tuple(sorted(tasks, key=lambda t: (t.start, -t.end))), **ordered)
    made = _relink(spec, made, sheet, problems, note)
    if problems:
        raise_problems(sheet.where, problems)
    made = replace(made, corrections=(*spec.corrections, *log))
    return spec_from_json(spec_to_json(made), sheet.where) if log else spec


def _check_origin(spec: Spec, sheet: ReviewSheet) -> None:
    if sheet.fingerprint == fingerprint(spec):
        return
    same = spec.origin is not None and spec.origin.sha256 == sheet.sha256
    found = "出表以后规格又改过" if same else f"这张表是为另一份规格（{sheet.title or '无标题'}）出的"
    raise BadSheet(sheet.where, found, "请用原来那份规格，或用 luoshi review 规格 --xlsx 重新出表")


def _apply_kind(layout: SheetLayout, known: list[FactRow], sheet: ReviewSheet, source: str | None,
                problems: list[Problem], note: Callable[..., None]) -> Iterator[Any]:
    """The facts of one list after a person went through its sheet."""
    by_handle = {row.handle: row for row in known}
    came = match_rows(by_handle, sheet.rows[layout.kind], problems)
    for was in known:
        now = came.get(was.handle)
        if now is None:
            note(Action.REMOVED, layout.kind, summarise_fact(was.fact), was.fact.start)
            continue
        try:
            edit = read_edit(layout, was, now, source)
            kept = _edited(was.fact, edit, source)
        except ValueError as error:
            problems.append((now.sheet, now.number, *_split(error)))
            continue
        note_edit(partial(note, reason=now.why), layout.kind, summarise_fact(was.fact), was.fact.start, edit)
        if kept is not None:
            yield kept
    for now in sheet.rows[layout.kind]:
        if now.handle or is_removed(now):
            continue
        try:
            values, span = read_addition(layout, now, source)
            fact = _settle(_make(layout.kind, values, span, source or ""))
        except ValueError as error:
            problems.append((now.sheet, now.number, *_split(error)))
            continue
        note(Action.ADDED, layout.kind, summarise_fact(fact), fact.start, reason=now.why)
        yield fact


def match_rows(known: dict[str, FactRow], rows: list[SheetRow], problems: list[Problem]) -> dict[str, SheetRow]:
    """The rows that came back, by their number; one unknown or met twice is a problem."""
    came: dict[str, SheetRow] = {}
    for row in rows:
        if not row.handle:
            continue
        if row.handle not in known:
            problems.append((row.sheet, row.number, f"没有编号“{row.handle}”", "新增的行请把“编号”留空"))
        elif row.handle in came:
            problems.append((row.sheet, row.number, f"编号“{row.handle}”出现两次", "新增的行请把“编号”留空"))
        else:
            came[row.handle] = row
    return came


def note_edit(note: Callable[..., None], kind: str, summary: str, at: int, edit: Edit) -> None:
    """Write down what was done to a fact: once for each field that changed."""
    if edit.action is Action.CORRECTED:
        for change in edit.changes:
            note(Action.CORRECTED, kind, summary, at, (change.field, change.old, change.new))
    elif edit.action is not None:
        note(edit.action, kind, summary, at)


def _split(error: ValueError) -> tuple[str, str]:
    """What was found and what to do: the message's two halves."""
    found, _, cure = str(error).partition("，请")
    return found, f"请{cure}" if cure else ""


def _edited(fact: Any, edit: Edit, source: str | None) -> Any | None:
    if edit.action is Action.REMOVED:
        return None
    if edit.action is None:
        return fact
    made = replace(fact, state=edit.state, **edit.values)
    if edit.span is not None and source is not None:
        start, end = edit.span
        made = replace(made, start=start, end=end, **_said(type(fact), source[start:end]))
    return _settle(made) if edit.changes else made


def _settle(fact: Any) -> Any:
    if isinstance(fact, Target):
        return settle_target(fact)
    return check_percentage(fact) if isinstance(fact, Percentage) else fact


def _make(kind: str, values: dict[str, Any], span: tuple[int, int], source: str) -> Any:
    """The fact that an added row says."""
    start, end = span
    stamp: dict[str, Any] = {"rule": PERSON, "confidence": Confidence.SURE, "state": State.CORRECTED}
    if kind == "tasks":
        words = " ".join(source[start:end].split())
        clause = Clause(words, start, end)
        return Task(values["id"], values["heading"], start, end, text=words, clauses=(clause,), **stamp)
    maker = _MAKERS[kind]
    return maker(start=start, end=end, **_said(maker, source[start:end]), **values, **stamp)


def _said(noun: Any, quote: str) -> dict[str, str]:
    """The quote of a fact, and its clean words where the noun keeps them."""
    words = "".join(fold_full_width(quote).split())
    return {"quote": quote, **({"words": words} if noun in (Target, Deadline, Report) else {})}


def _relink(was: Spec, spec: Spec, sheet: ReviewSheet, problems: list[Problem], note: Callable[..., None]) -> Spec:
    """Facts linked to tasks that are there: one that was taken away leaves no link, an added fact gets its task's."""
    ids = [task.id for task in spec.tasks]
    known = {*ids, *(task.id for task in was.tasks)}
    for layout in SHEETS:
        for row in sheet.rows[layout.kind]:
            said = row.cells.get("任务编号", "")
            if not said or is_removed(row) or layout.kind == "bodies":
                continue
            if layout.kind == "tasks" and not row.handle and ids.count(said) > 1:
                problems.append((row.sheet, row.number, f"任务编号“{said}”已经有了", f"请换一个编号，如 {said}#2"))
            elif said not in known:
                problems.append((row.sheet, row.number, f"没有任务“{said}”", "请写“任务”表里有的任务编号，或留空"))
    linked: dict[str, Any] = {
        kind: tuple(_link(fact, kind, spec, ids, note) for fact in getattr(spec, kind))
        for kind in ("targets", "deadlines", "reports")}
    return replace(spec, **linked)


def _link(fact: Any, kind: str, spec: Spec, ids: list[str], note: Callable[..., None]) -> Any:
    if fact.task is None and fact.rule == PERSON:
        holder = next((t for t in reversed(spec.tasks) if t.start <= fact.start < t.end), None)
        return replace(fact, task=holder.id) if holder else fact
    if fact.task is None or fact.task in ids:
        return fact
    note(Action.CORRECTED, kind, summarise_fact(fact), fact.start, ("task", fact.task, ""))
    return replace(fact, task=None)
