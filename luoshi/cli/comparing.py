"""`luoshi compare` (比较): what a newer paper changes, as a table, JSON, page, comparison table or workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console

from gongwen.characters import print_book
from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table
from luoshi.comparing import (
    Terms,
    amend_paper,
    compare_papers,
    find_basis,
    load_paper,
    print_changes,
    write_report,
)
from luoshi.reviewing import write_spec
from specs.changes import ChangeKind, Comparison, Severity
from specs.codec import print_spec
from specs.errors import CannotWrite
from specs.model import Level, Spec
from specs.wording import CHANGE_WORDS, FACT_WORDS, SEVERITY_WORDS, change_words

E = TypeVar("E", bound=StrEnum)
LEVELS = {"county": Level.COUNTY, "prefecture": Level.PREFECTURE}


def read_choices(given: str, words: dict[E, str], option: str, others: dict[E, str] | None = None) -> tuple[E, ...]:
    """The choices that an option names, in Chinese or by key, with commas between them.

    others  more words for the same choices, known and not offered
    raises  BadParameter: one is none of them
    """
    by_name = {key.value: key for key in words} | {word: key for key, word in words.items()}
    by_name |= {} if others is None else {word: key for key, word in others.items()}
    names = [name for name in given.replace("，", ",").replace("、", ",").split(",") if name.strip()]
    for name in names:
        if name.strip() not in by_name:
            known = "、".join(f"{word}（{key.value}）" for key, word in words.items())
            raise typer.BadParameter(f"没有“{name.strip()}”，可用：{known}", param_hint=option)
    return tuple(by_name[name.strip()] for name in names)


def read_terms(level: str, kinds: str, severities: str, *, levels: bool) -> Terms:
    """The terms that the options name."""
    words = change_words(levels=levels)
    return Terms(LEVELS[level], levels, read_choices(kinds, words, "--kind", CHANGE_WORDS),
                 read_choices(severities, SEVERITY_WORDS, "--severity"))


def show_changes(old: str, new: Sequence[str], form: str, *, out: Path | None, terms: Terms, registry: str | None,
                 source: Path | None) -> int:
    """Print the changes from one paper to another, or write their report; to find some is no failure.

    old, new  notices, specs as JSON, or numbers in the registry; several new ones amend the old in turn
    returns   FINDINGS where an amending paper says something that could not be applied
    raises    CannotWrite: html, docx and xlsx need --out
    """
    if out is None and form in ("html", "docx", "xlsx"):
        raise CannotWrite(f"--format {form}", "没有写明文件", "请用 --out 写明文件名")
    one, others = load_paper(old, registry, source), [load_paper(name, registry) for name in new]
    made = compare_papers(one, others, terms)
    if out is not None and form != "table":
        write_report(made, one, others[-1], form, out)
        message_console().print(f"已写入：{out}（{tell_counts(made)}）", markup=False)
    elif form == "json":
        write_text(print_changes(made))
    else:
        _print_table(made, out, filtered=bool(terms.kinds or terms.severities))
    return FINDINGS if made.unplaced else DONE


def amend_notice(papers: Sequence[str], *, out: Path | None, registry: str | None, source: Path | None) -> int:
    """Print the spec of a notice as amended, or write it; what could not be applied is named (exit code 1).

    papers  the notice and the papers that amend it in turn; of one alone, the notice, and what amended it before, are
            found in the registry by citation
    """
    amendings = [load_paper(name, registry) for name in (papers[1:] or papers)]
    if len(papers) > 1:
        old = load_paper(papers[0], registry, source)
    else:
        old, earlier = find_basis(amendings[0], registry)
        amendings = [*earlier, *amendings]
    amended = amend_paper(old, *amendings)
    if out is None:
        write_text(print_spec(amended.spec))
    else:
        write_spec(amended.spec, out)
    console = message_console()
    name = old.spec.notice.title or "原通知"
    names = "".join(print_book(paper.spec.notice.title or '修改文件') for paper in amendings)
    console.print(f"已按{names}合并：{print_book(name)}"
                  + (f"，规格在 {out}" if out else ""), markup=False)
    if _asks(old.spec) and not _asks(amended.spec):
        console.print("原通知已被全文废止，合并后没有仍然有效的要求；要看新旧不同，请用 luoshi compare",
                      style="yellow", markup=False)
    for line in amended.unplaced:
        console.print(f"未能处理，请人工核对：{line}", style="yellow", markup=False)
    return FINDINGS if amended.unplaced else DONE


def _asks(spec: Spec) -> bool:
    return any((spec.tasks, spec.targets, spec.deadlines, spec.reports))


def _print_table(made: Comparison, out: Path | None, *, filtered: bool) -> None:
    if out is not None:
        with out.open("w", encoding="utf-8") as file:
            print_comparison(Console(file=file, width=120), made, filtered=filtered)
        return
    print_comparison(Console(), made, filtered=filtered)


def print_comparison(console: Console, made: Comparison, *, filtered: bool = False) -> None:
    """The changes as a table, what must be acted on first; then how many there are of each kind.

    filtered  only some kinds were asked for: that there are none does not say that nothing changed
    """
    if made.amends:
        console.print("新文件是修改文件，以下是原通知按它调整后的变化；它没有提到的内容继续有效")
    if made.levels:
        console.print("以下是下级文件与上级要求的不同")
    if not made.changes:
        console.print("没有符合 --kind、--severity 条件的变化" if filtered else "两份通知的要素没有不同")
    else:
        rank = list(Severity)
        rows = sorted(made.changes, key=lambda change: rank.index(change.severity))
        words = change_words(levels=made.levels)
        what = "不同" if made.levels else "变化"
        console.print(make_table(f"{what}（{len(rows)}）", ("影响", "要素", what, "说明"), ((
            SEVERITY_WORDS[c.severity], FACT_WORDS[c.fact], words[c.kind].replace("而", "而\n"), c.sentence)
            for c in rows)))
        console.print(tell_counts(made))
    if made.unplaced:
        console.print(make_table(f"未能处理，请人工核对（{len(made.unplaced)}）", ("内容",),
                                 ((line,) for line in made.unplaced)))


def tell_counts(made: Comparison) -> str:
    """How many changes of each kind, and for whom."""
    if not made.changes:
        return "没有变化"
    kinds = Counter(change.kind for change in made.changes)
    counts = Counter(change.severity for change in made.changes)
    who = "县级" if made.level is Level.COUNTY else "市级"
    words = change_words(levels=made.levels)
    return ("，".join(f"{words[kind]} {kinds[kind]} 项" for kind in ChangeKind if kinds[kind])
            + f"；对{who}：" + "，".join(f"{SEVERITY_WORDS[s]} {counts[s]} 项" for s in Severity if counts[s]))
