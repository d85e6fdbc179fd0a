"""Workbooks, forms and calendars against what they were made of (台账、报表、日历的核对)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.books import Calendar, Event, Sheet
from generator.form import Form
from generator.proof.findings import Finding, Passage
from generator.proof.known import Known
from generator.proof.passages import OPEN_COLUMNS, check_words, names_in
from generator.proof.tokens import find_tokens, fold
from generator.returns.cells import Cell, Grid
from generator.returns.returned import read_returned

_DATE_LENGTH = 10


def check_ledger(file: str, grid: Grid, known: Known) -> list[Finding]:
    """A 台账 against the one that the plan gives: sheet by sheet, row by row, every cell that is not for filling in."""
    found: list[Finding] = []
    pages: dict[str, list[tuple[Cell, ...]]] = {}
    for row in grid:
        pages.setdefault(row[0].place.rpartition("!")[0], []).append(row)
    for sheet in known.ledger.sheets:
        page = pages.pop(sheet.name, None)
        if page is None:
            found.append(Finding(file, sheet.name, "", "缺少这张工作表"))
        else:
            found += _check_sheet(file, page, sheet, known)
    for name, page in pages.items():
        for row in page:
            found += check_words(file, Passage(f"{name}!{row[0].place}", tuple(cell.text for cell in row)), known)
    return found


def _check_sheet(file: str, page: list[tuple[Cell, ...]], sheet: Sheet, known: Known) -> Iterable[Finding]:
    heads = [fold(column.name) for column in sheet.columns]
    start = next((i for i, row in enumerate(page) if [fold(cell.text) for cell in row][:len(heads)] == heads), None)
    if start is None:
        yield Finding(file, sheet.name, "", "没有找到表头，栏目有改动")
        return
    left = list(sheet.rows)
    for row in page[start + 1:]:
        texts = [_text(cell) for cell in row]
        if not any(texts):
            continue
        match = next((want for want in left if _is_same_row(texts, want)), None)
        if match is None:
            match = next((want for want in left if [fold(t) for t in texts[:2]] == [fold(w) for w in want[:2]]), None)
        if match is None:
            yield Finding(file, row[0].place, texts[1] if len(texts) > 1 else texts[0], "多出的一行")
            for i, cell in enumerate(row):
                head = sheet.columns[i].name if i < len(heads) else ""
                yield from check_words(file, Passage(cell.place, (cell.text,), (head,)), known)
            continue
        left.remove(match)
        for cell, text, due, column in zip(row, texts, match, sheet.columns, strict=False):
            if due and column.name not in OPEN_COLUMNS and not _same(text, due, known):
                yield Finding(file, cell.place, text or "空", f"“{column.name}”应为：{due}")
            elif not due and column.name not in OPEN_COLUMNS and text:
                yield from check_words(file, Passage(cell.place, (text,), (column.name,)), known)
    for want in left:
        yield Finding(file, sheet.name, want[1], "缺少这一行")


def _text(cell: Cell) -> str:
    return cell.text[:_DATE_LENGTH] if cell.dated else cell.text


def _is_same_row(texts: list[str], want: tuple[str, ...]) -> bool:
    return [fold(text) for text in texts[:4]] == [fold(text) for text in want[:4]]


def _same(text: str, want: str, known: Known) -> bool:
    """Whether a cell says the same numbers, dates and bodies; a number alone is compared as one."""
    return set(find_tokens(text)) == set(find_tokens(want)) and names_in(text, known) == names_in(want, known)


def check_form(file: str, grid: Grid, form: Form | None, known: Known) -> list[Finding]:
    """A form against the one that its report gives."""
    if form is None:
        return [Finding(file, "", "", "来文没有这项报送，报表多出")]
    sheet = read_returned(grid, file)
    found: list[Finding] = []
    if sheet.code != form.code:
        found.append(Finding(file, "", sheet.code or "空", f"校验码应为：{form.code}"))
    if len(sheet.entries) != len(form.figures):
        found.append(Finding(file, "", str(len(sheet.entries)), f"指标应为 {len(form.figures)} 项"))
    for entry, figure in zip(sheet.entries, form.figures, strict=False):
        if entry.figure != figure:
            place = entry.above.place
            found.append(Finding(file, place, f"{entry.figure.name} {entry.figure.unit} {entry.figure.goal}",
                                 f"应为：{figure.name} {figure.unit} {figure.goal}"))
    for row in grid:
        if len(row) == 1:  # title, basis, receiver and limit
            words = row[0].text.partition("校验码")[0]
            found += check_words(file, Passage(row[0].place, (words,)), known)
    return found


def check_calendar(file: str, calendar: Calendar, known: Known) -> list[Finding]:
    """A calendar against the one that the plan gives: event by event."""
    wanted = {event.uid: event for event in known.calendar.events}
    found: list[Finding] = []
    for event in calendar.events:
        want = wanted.pop(event.uid, None)
        if want is None:
            found.append(Finding(file, event.day, event.title, "多出的事项"))
            found += check_words(file, Passage(event.day, ("。".join((event.title, *event.details)),)), known)
        else:
            found += _check_event(file, event, want)
    return found + [Finding(file, event.day, event.title, "缺少这一事项") for event in wanted.values()]


def _check_event(file: str, event: Event, want: Event) -> Iterable[Finding]:
    if event.day != want.day:
        yield Finding(file, want.title, event.day, f"日期应为：{want.day}")
    if event.repeats != want.repeats:
        yield Finding(file, want.title, _rule(event), f"重复规则应为：{_rule(want)}")
    pairs = ((event.title, want.title), ("\n".join(event.details), "\n".join(want.details)))
    for said, meant in pairs:
        if fold(said) != fold(meant):
            yield Finding(file, event.day, said, f"应为：{meant}")


def _rule(event: Event) -> str:
    return ";".join(f"{name}={','.join(map(str, values))}" for name, values in event.repeats) or "无"
