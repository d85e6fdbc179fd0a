"""Numbers of a plan's paragraphs and rows once some came and went (序号顺延)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comparison.amending.items import Item, index_items
from comparison.revising.stated import PlanText
from comparison.revising.tables import NUMBER, find_table
from gongwen.numerals import print_chinese
from specs.revisions import Question, Revision, RevisionKind

_NUMERAL = re.compile(r"[一二三四五六七八九十百]+|\d+")
_HEAD = re.compile(r"^(?P<open>[(（]?)(?P<n>[一二三四五六七八九十百]+|\d+)")
_REFERENCE = re.compile(r"第[(（]?[一二三四五六七八九十\d]+[)）]?[条项款]|[(（][一二三四五六七八九十]+[)）]项")
_NOTE = "序号顺延"
_UNSURE = "原有序号不连续，序号请人工调整"
_REFERS = "正文引用了条目序号，序号顺延后请核对"


def renumber_plan(revisions: Sequence[Revision], plan: PlanText) -> tuple[tuple[Revision, ...], tuple[Question, ...]]:
    """The revisions with the numbers of new paragraphs and rows, and those of all that stand behind them moved on.

    returns  also what is asked: lists whose numbers do not run on by themselves, and words that cite a number
    """
    made, asked = list(revisions), list[Question]()
    for numbers in (*_list_items(plan), *_list_rows(plan, made)):
        _renumber(numbers, made, asked, plan)
    made.sort(key=lambda one: (one.start, one.end))
    text = plan.text_of(0, plan.length)
    if any(one.kind is RevisionKind.RENUMBERED and not one.cells for one in made) and (
            found := _REFERENCE.search(text)):
        start, end = plan.line_of(found.start())
        words = text[max(start, found.start() - 20):min(end, found.end() + 20)]
        asked.append(Question(f"“{found[0]}”", _REFERS, words))
    return tuple(made), tuple(asked)


# The number of a paragraph or row: its line, the value, and where its numeral stands.
_Numbered = tuple[tuple[int, int], int, tuple[int, int]]


def _list_items(plan: PlanText) -> Iterator[list[_Numbered]]:
    """The lists of numbered paragraphs: those of one style under one item, from one on."""
    text = plan.text_of(0, plan.length)
    lists: dict[tuple[int | None, str], list[_Numbered]] = {}
    for item in index_items(text):
        if plan.in_table(item.start):
            continue
        found = _NUMERAL.search(text, item.start, item.words)
        if found is None:
            continue
        key = (item.above, item.style.value)
        if item.value == 1 and key in lists:
            yield lists.pop(key)
        lists.setdefault(key, []).append((_own_line(item, plan), item.value, found.span()))
    yield from lists.values()


def _own_line(item: Item, plan: PlanText) -> tuple[int, int]:
    return plan.line_of(item.start)


def _list_rows(plan: PlanText, revisions: Sequence[Revision]) -> Iterator[list[_Numbered]]:
    """The rows of the tables that change, by the column of their numbers; those without a number are none."""
    seen: set[int] = set()
    for one in revisions:
        table = find_table(plan, one.start) if one.cells else None
        if table is None or not table.rows or table.rows[0][0] in seen or NUMBER not in table.keys:
            continue
        seen.add(table.rows[0][0])
        column = table.keys.index(NUMBER)
        rows: list[_Numbered] = []
        for start, end, cells in table.rows:
            if len(cells) != len(table.keys) or not cells[column].isdecimal():
                continue
            at = plan.text_of(start, end).find(cells[column]) if column == 0 else -1
            rows.append(((start, end), int(cells[column]), (start + at, start + at + len(cells[column]))))
        yield rows


def _renumber(numbers: list[_Numbered], made: list[Revision], asked: list[Question], plan: PlanText) -> None:
    """One list: counted anew; where it did not run from one on, it is left alone and asked about."""
    lines = {line for line, _, _ in numbers}
    mine = [i for i, one in enumerate(made) if (one.start, one.end) in lines
            and one.kind in (RevisionKind.INSERTED, RevisionKind.DELETED)]
    if not mine:
        return
    if [value for _, value, _ in numbers] != list(range(1, len(numbers) + 1)) or any(a < 0 for _, _, (a, _) in numbers):
        asked.append(Question(made[mine[0]].note, _UNSURE, plan.text_of(*numbers[0][0])[:30]))
        return
    count = 0
    for line, value, (start, end) in numbers:
        here = [i for i in mine if (made[i].start, made[i].end) == line]
        if not any(made[i].kind is RevisionKind.DELETED for i in here):
            count += 1
            if count != value:
                old = plan.text_of(start, end)
                cells = ("row",) if plan.in_table(start) else ()
                made.append(Revision(RevisionKind.RENUMBERED, start, end, old, _print(count, old), _NOTE, cells=cells))
        for i in here:
            if made[i].kind is RevisionKind.INSERTED:
                count += 1
                made[i] = _set_number(made[i], count)


def _print(value: int, like: str) -> str:
    return str(value) if like.isdecimal() else print_chinese(value)


def _set_number(one: Revision, value: int) -> Revision:
    if one.cells:
        at = next(i for i, cell in enumerate(one.cells) if cell.isdecimal())
        cells = (*one.cells[:at], str(value), *one.cells[at + 1:])
        return replace(one, cells=cells, new=" | ".join(cells))
    return replace(one, new=_HEAD.sub(lambda m: m["open"] + _print(value, m["n"]), one.new, count=1))
