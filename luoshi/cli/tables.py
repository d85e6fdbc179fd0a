"""Facts as tables on the screen (表格): Chinese headings, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from review.summaries import DOUBT_WORDS, STATE_WORDS
from specs.model import Confidence, Deadline, Notice, Report, Role, Spec, State, Target, Task, Time
from specs.wording import (
    PERCENTAGE_WORDS,
    ROLE_WORDS,
    name_task,
    print_bound,
    print_day,
    print_share,
    print_time,
)

TIME = "时限"
_UNBROKEN = (TIME, "文号", "成文日期")
_LONGEST_QUOTE = 60


def make_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """One table (表): text folded, never cut, and taken as it is (no markup).

    A column that is empty in every row is left out; times and document numbers break only where their cells do.
    """
    cells = [tuple(row) for row in rows]
    kept = [i for i in range(len(headings)) if not cells or any(row[i] for row in cells)]
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
                  show_edge=False, pad_edge=False, expand=False)
    for i in kept:
        table.add_column(headings[i], overflow="fold", header_style="bold cyan", no_wrap=headings[i] in _UNBROKEN)
    for row in cells:
        table.add_row(*(Text(row[i]) for i in kept))
    return table


def break_number(number: str | None) -> str:
    """A document number for a cell, on two lines: the year never apart from its brackets."""
    return (number or "").replace("〔", "\n〔")


def _time(time: Time | None) -> str:
    """A time for a cell; a span takes two lines."""
    return print_time(time).replace("日至", "日\n至") if time else ""


def print_spec_tables(console: Console, spec: Spec) -> None:
    """All of a spec: its head, then a table for each kind of fact that it has."""
    print_head(console, spec.notice)
    tables = (target_table(spec), deadline_table(spec), percentage_table(spec), body_table(spec),
              report_table(spec), doubt_table(spec))
    for table in tables:
        if table.row_count:
            console.print(table)
            console.print()
    empty = [str(table.title).split("（")[0] for table in tables[:4] if not table.row_count]
    if empty:
        console.print(Text(f"未读到：{'、'.join(empty)}"), style="yellow")


def print_head(console: Console, notice: Notice) -> None:
    """The notice's head, one line a field."""
    console.print(Text(notice.title or "（无标题）", style="bold"))
    rows = (("文号", notice.document_number or ""), ("发文机关", "、".join(notice.issuers)),
            ("成文日期", print_day(notice.issued_on) if notice.issued_on else ""),
            ("主送机关", "、".join(notice.recipients)),
            ("附件", "；".join(f"{a.number}.{a.title}" if a.number else a.title for a in notice.attachments)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column(overflow="fold")
    for name, value in rows:
        if value:
            grid.add_row(name, Text(value))
    console.print(grid)
    console.print()


def target_table(spec: Spec) -> Table:
    """Targets: what of whom, how much, by when."""
    return make_table(f"目标（{len(spec.targets)}）", ("指标", "对象", "要求", TIME, "任务", "备注"), (
        (t.indicator, t.subject, print_bound(t), _time(t.due), t.task or "", _remark(t))
        for t in spec.targets))


def deadline_table(spec: Spec) -> Table:
    """Deadlines: when what is due."""
    return make_table(f"时限（{len(spec.deadlines)}）", (TIME, "事项", "原文", "任务", "备注"), (
        (_time(d.time), d.action, d.quote, d.task or "", _remark(d)) for d in spec.deadlines))


def percentage_table(spec: Spec) -> Table:
    """Percentages: every share in the text and what it is for."""
    return make_table(f"百分比（{len(spec.percentages)}）", ("数值", "用途", "原文"), (
        (print_share(p), PERCENTAGE_WORDS[p.role], p.quote) for p in spec.percentages))


def body_table(spec: Spec) -> Table:
    """Tasks with who leads, does, supports and watches them."""
    shown = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.SUPERVISE, Role.RECEIVE)
    present = [role for role in shown if any(b.role is role for t in spec.tasks for b in t.bodies)]
    headings = ("编号", "任务", *(ROLE_WORDS[role] for role in present))
    return make_table(f"任务和责任单位（{len(spec.tasks)}）", headings, (
        (task.id, name_task(task), *(_bodies(task, role) for role in present)) for task in spec.tasks))


def _bodies(task: Task, role: Role) -> str:
    return "、".join(body.name for body in task.bodies if body.role is role)


def report_table(spec: Spec) -> Table:
    """Reports: who sends what to whom, when."""
    return make_table(f"报送（{len(spec.reports)}）", ("报送单位", "接收单位", "内容", TIME, "备注"), (
        ("、".join(r.by), "、".join(r.to), r.what, _time(r.due), _remark(r)) for r in spec.reports))


def doubt_table(spec: Spec) -> Table:
    """What the reading is unsure of or an officer would ask, for a person to look at."""
    return make_table(f"存疑，请核对（{len(spec.doubts)}）", ("类别", "原文", "缘由"), (
        (DOUBT_WORDS.get(d.kind, "其他"), _excerpt(d.quote), d.why) for d in spec.doubts))


def _excerpt(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def _remark(fact: Target | Deadline | Report) -> str:
    """What a reader should know of a fact at once: a guess, an average, a person's word."""
    state = "" if fact.state is State.MACHINE else STATE_WORDS[fact.state]
    guess = "推测" if fact.confidence is Confidence.GUESS and not state else ""
    mean = "平均数" if isinstance(fact, Target) and fact.aggregate else ""
    return "，".join(filter(None, (state, guess, mean)))
