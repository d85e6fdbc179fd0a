"""`luoshi review` (审阅): the facts as a sheet, and a corrected sheet back into a spec."""

from __future__ import annotations

import getpass
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from luoshi.cli.keeping import open_wanted
from luoshi.cli.results import DONE, write_text
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table
from luoshi.comparing import is_file_name, load_paper
from luoshi.reviewing import load_with_source, open_review, take_over, write_review, write_spec
from registry.keeping import keep_spec
from specs.codec import print_spec
from specs.errors import BadSheet, CannotWrite
from specs.handles import KIND_WORDS
from specs.model import Action, Correction, Spec
from specs.wording import ACTION_WORDS

_SHOWN = 20


def review_spec(name: str, *, xlsx: Path | None, apply: Path | None, source: Path | None, out: Path | None,
                by: str, why: str = "", registry: str | None = None) -> int:
    """Write the sheet of a spec, or take a corrected one over; exactly one of the two.

    name    a notice, a spec, or what the registry keeps: a corrected sheet of this is kept there, unless `out` says
            where else
    by      who corrected; "" asks the sheet, then the account's name
    why     the reason for changes whose row gives none
    raises  CannotWrite, BadSheet, UnreadableFile, NotASpec: nothing is written
    """
    if (xlsx is None) == (apply is None):
        raise CannotWrite("luoshi review", "要写出审核表，还是读回", "请用 --xlsx 文件 写出，或用 --apply 文件 读回")
    if xlsx is not None:
        spec, text = _load(name, source, registry)
        write_review(spec, text, xlsx)
        _tell_written(spec, xlsx, known=text is not None)
        return DONE
    assert apply is not None
    spec, text = _load(name, source, registry, (apply.parent,))
    try:
        sheet = open_review(apply)
        who = by or sheet.reviewer or _account()
        made = take_over(spec, text, sheet, by=who, on=date.today().isoformat(), why=why)
    except BadSheet as error:
        _print_problems(error)
        raise
    if out is not None:
        write_spec(made, out)
    elif is_file_name(name):
        write_text(print_spec(made))
    elif made.corrections == spec.corrections:
        message_console().print(f"没有改动，规格库中的 {name} 没有变化", markup=False)
        return DONE
    else:
        kept = keep_spec(open_wanted(registry), made, kept_at=datetime.now(UTC))
        message_console().print(f"已存入规格库：编号 {kept.id}，第 {kept.version} 版", markup=False)
    _tell_applied(made, made.corrections[len(spec.corrections):], who, out)
    return DONE


def _load(name: str, source: Path | None, registry: str | None,
          beside: tuple[Path, ...] = ()) -> tuple[Spec, str | None]:
    if is_file_name(name):
        return load_with_source(Path(name), source, beside)
    paper = load_paper(name, registry, source)
    return paper.spec, paper.text


def _account() -> str:
    """The name of the account that runs the command; 未署名 where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "未署名"


def _tell_written(spec: Spec, path: Path, *, known: bool) -> None:
    console = message_console()
    counts = "，".join(f"{word} {len(getattr(spec, kind))}" for kind, word in KIND_WORDS.items())
    console.print(f"审核表已写出：{path}（{counts}，存疑 {len(spec.doubts)}）", markup=False)
    if not known:
        console.print("没有找到通知原文，表中只有位置，没有“原文”一张；新增要素时请用 --source 指明通知文件",
                      style="yellow", markup=False)


def _print_problems(error: BadSheet) -> None:
    if not error.rows:
        return
    table = make_table(f"审核表里的问题（{len(error.rows)}）", ("工作表", "行", "发现", "怎么改"),
                       ((sheet, str(row), found, cure) for sheet, row, found, cure in error.rows[:_SHOWN]))
    console = Console(stderr=True, highlight=False)
    console.print(table)
    if len(error.rows) > _SHOWN:
        console.print(f"……另有 {len(error.rows) - _SHOWN} 处", markup=False)


def _tell_applied(spec: Spec, log: tuple[Correction, ...], who: str, out: Path | None) -> None:
    console = message_console()
    counts = Counter(correction.action for correction in log)
    told = "，".join(f"{ACTION_WORDS[action]} {counts[action]} {'处' if action is Action.CORRECTED else '项'}"
                    for action in Action if counts[action])
    where = f"，规格在 {out}" if out else ""
    console.print(f"{told or '没有改动'}（{who}）{where}" if log else f"没有改动{where}", markup=False)
    removed = [correction.fact for correction in log if correction.action is Action.REMOVED]
    for fact in removed[:_SHOWN]:
        console.print(f"  删除：{fact}", style="yellow", markup=False)
    if len(removed) > _SHOWN:
        console.print(f"  ……另删除 {len(removed) - _SHOWN} 项", style="yellow", markup=False)
