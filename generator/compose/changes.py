"""Changes → a comparison table (对照表) as Blocks, and a ledger of them to work through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.blocks import Document, Title
from generator.books import Column, Ledger, Sheet
from generator.compose.render import render_blocks
from gongwen.characters import print_book, print_full_width
from specs.changes import Change, ChangeKind, Comparison, Fact, Place, Severity
from specs.model import Level, Notice, Task
from specs.wording import FACT_WORDS, SEVERITY_WORDS, change_words

STATES = ("未办理", "已调整", "不需调整")
_COLUMNS = (
    Column("序号", 6), Column("影响", 9), Column("变化", 11), Column("要素", 10), Column("原条目", 12),
    Column("原规定", 44), Column("新条目", 12), Column("新规定", 44), Column("说明", 56), Column("办理意见", 24),
    Column("状态", 10, STATES, "state"),
)
_ACROSS_NAMES = {"变化": "不同", "原条目": "上级条目", "原规定": "上级要求", "新条目": "下级条目", "新规定": "下级写法"}
_OPEN_COLUMNS = (Column("序号", 6), Column("内容", 90))
_LEVEL_WORDS = {Level.COUNTY: "县（市、区）", Level.PREFECTURE: "市（州）"}


def compose_changes(comparison: Comparison, templates: Path) -> Document:
    """The comparison table of two papers, on paper that lies on its side: by what they ask, then in reading order.

    raises  UnknownTemplate: changes.j2 is missing or has a slip
    """
    words = change_words(levels=comparison.levels)
    rows = [_row(number, change, words) for number, change in enumerate(order_changes(comparison.changes), 1)]
    old, new = cite_both(comparison)
    values = {
        "旧文": old, "新文": new, "上下级": comparison.levels, "层级": _LEVEL_WORDS[comparison.level],
        "修改件": comparison.amends, "总数": len(rows), "统计": _count(comparison.changes, words),
        "未处理": list(comparison.unplaced),
        "须调整": [row for row in rows if row["影响"] == SEVERITY_WORDS[Severity.MUST]],
        "应知晓": [row for row in rows if row["影响"] == SEVERITY_WORDS[Severity.KNOW]],
        "无影响": [row for row in rows if row["影响"] == SEVERITY_WORDS[Severity.NONE]],
    }
    blocks = render_blocks(templates, "changes", values)
    title = next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
    return Document("changes", title, blocks, landscape=True)


def compose_change_ledger(comparison: Comparison) -> Ledger:
    """All changes as one sheet to work through, with blank columns for what is done about each."""
    rows, words = [], change_words(levels=comparison.levels)
    names = _ACROSS_NAMES if comparison.levels else {}
    for number, change in enumerate(order_changes(comparison.changes), 1):
        row = _row(number, change, words)
        known = {**row, "状态": STATES[0] if change.severity is Severity.MUST else ""}
        rows.append(tuple(print_full_width(str(known.get(column.name, ""))) for column in _COLUMNS))
    old, new = cite_both(comparison)
    title = f"{new}与{old}{'对照' if comparison.levels else '变化'}清单"
    columns = tuple(replace(column, name=names.get(column.name, column.name)) for column in _COLUMNS)
    sheets = [Sheet(names.get("变化", "变化"), print_full_width(title), columns, tuple(rows))]
    if comparison.unplaced:
        lines = tuple((str(i), print_full_width(line)) for i, line in enumerate(comparison.unplaced, 1))
        sheets.append(Sheet("未能处理", "修改内容中未能处理的部分，请人工核对", _OPEN_COLUMNS, lines))
    return Ledger(print_full_width(title), tuple(sheets))


def order_changes(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order of a report: what must be acted on first, then as they stand."""
    rank = list(Severity)
    return sorted(changes, key=lambda change: rank.index(change.severity))


def cite(notice: Notice, file: str = "") -> str:
    """A paper as a report calls it: 《标题》（文号）; one without a title by its file, its number or its day."""
    number = f"（{notice.document_number}）" if notice.document_number else ""
    if notice.title:
        return f"{print_book(notice.title)}{number}"
    told = [f"“{file}”" if file else "", notice.document_number or "", print_day(notice.issued_on)]
    names = "，".join(filter(None, told))
    return f"{names}（文件没有标题）" if names else "没有标题的文件"


def print_day(day: str | None) -> str:
    """2025年3月1日; "" where the day is not known whole."""
    parts = (day or "").split("-")
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else ""


def cite_both(comparison: Comparison) -> tuple[str, str]:
    """The two papers as reports call them."""
    return cite(comparison.old, comparison.files[0]), cite(comparison.new, comparison.files[1])


def _count(changes: Iterable[Change], words: dict[ChangeKind, str]) -> str:
    counts = Counter(change.kind for change in changes)
    return "、".join(f"{word}{counts[kind]}项" for kind, word in words.items() if counts[kind])


def _row(number: int, change: Change, words: dict[ChangeKind, str]) -> dict[str, object]:
    return {"序号": number, "影响": SEVERITY_WORDS[change.severity], "变化": words[change.kind],
            "要素": FACT_WORDS[change.fact], "原条目": name_items(change.old), "新条目": name_items(change.new),
            "原规定": quote_side(change.old, change.old_facts), "新规定": quote_side(change.new, change.new_facts),
            "说明": change.sentence}


def name_items(places: Iterable[Place]) -> str:
    """The items that places stand in."""
    return "、".join(dict.fromkeys(place.task for place in places if place.task))


def quote_side(places: Sequence[Place], facts: Sequence[Fact]) -> str:
    """What one side says: the quotes; of a whole task its heading and text."""
    said = []
    for at, place in enumerate(places):
        fact = facts[at] if at < len(facts) else None
        whole = isinstance(fact, Task) and (place.start, place.end, place.paper) == (fact.start, fact.end, fact.paper)
        if whole and isinstance(fact, Task):
            said.append(f"{fact.number}{fact.heading}。{fact.text}" if fact.heading else f"{fact.number}{fact.text}")
        else:
            said.append(place.quote)
    return "；".join(" ".join(text.split()) for text in said)
