"""`luoshi update` (方案修订): a plan amended with tracked changes, and what is left for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table
from luoshi.comparing import load_paper
from luoshi.outputs import write_files
from luoshi.updating import Update, print_update, settle_papers, state_finder, update_plan
from specs.errors import CannotWrite
from specs.revisions import PlanState
from specs.wording import REVISION_WORDS

_SHOWN = 60


def show_update(plan: Path, old: str, new: Sequence[str], out: Path, *, author: str, day: str | None,
                county: str | None, profiles: Path | None, registry: str | None, form: str,
                state: PlanState | None) -> int:
    """Write the amended plan, and print what was changed and what is asked.

    state    of the plan; None: as the registry has it, else a draft
    returns  FINDINGS where something is left for a person
    raises   CannotWrite: the file written is the plan itself, or a folder; the errors of reading
    """
    if out.is_dir() or (out.exists() and out.resolve() == plan.resolve()):
        raise CannotWrite(out, "这是文件夹，或方案原件", "请用 --out 写一个新的文件名")
    if day is not None:
        check_day(day)
    papers = settle_papers(load_paper(old, registry), *(load_paper(name, registry) for name in new))
    issued = state is PlanState.ISSUED if state else state_finder(registry)
    made = update_plan(plan, papers, author=author, day=day, county=county, profiles=profiles, issued=issued)
    if made.issued and state is None:
        message_console().print("规格库记着这份方案已印发，另拟调整通知（要改原稿请加 --state draft）", markup=False)
    if made.data:
        write_files(out.parent, {out.name: made.data})
    if form == "json":
        write_text(print_update(made))
    else:
        _print(made)
    message_console().print(f"已写入：{out}" if made.data else "没有需要调整的条款，没有写文件", markup=False)
    return FINDINGS if made.questions else DONE


def check_day(day: str) -> None:
    """Raise CannotWrite where a date is none."""
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise CannotWrite(f"--date {day}", "不是日期", "请写作 2025-03-01") from error


def _print(made: Update) -> None:
    console = Console()
    what = "调整" if made.issued else "修订"
    console.print(f"{made.county}：{what} {len(made.revisions)} 处，待决 {len(made.questions)} 项", markup=False)
    if made.revisions:
        rows = [(REVISION_WORDS[one.kind], (one.before or one.old)[:_SHOWN] or "—",
                 (one.after or one.new)[:_SHOWN] or "—", one.note)
                for one in made.revisions]
        title = "拟作的调整，写在通知稿里，方案原件未动" if made.issued else "已作修订（请逐处接受或拒绝）"
        console.print(make_table(title, ["方式", "原文", "改为", "依据"], rows))
    if made.questions:
        asked = [(one.plan[:_SHOWN] or "—", one.what, one.why) for one in made.questions]
        console.print(make_table("没有改动，请本县决定", ["方案写法", "变化", "原因"], asked))
