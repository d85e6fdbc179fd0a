"""`luoshi impact` (影响): which kept documents a newer paper concerns, and all their plans amended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from generator.compose.impacts import STATE_WORDS, compose_impact_ledger, compose_update_ledger
from generator.compose.kinds import name_document
from generator.typeset.xlsx import write_xlsx
from luoshi.cli.keeping import open_wanted
from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import make_progress, message_console
from luoshi.cli.tables import make_table
from luoshi.cli.updating import check_day
from luoshi.comparing import Paper, load_paper
from luoshi.impact import find_old, list_affected, list_plans, print_affected, update_all
from luoshi.outputs import write_files
from registry.store import find_notice
from specs.errors import CannotWrite
from specs.impacts import Affected, UpdatedPlan

if TYPE_CHECKING:
    from sqlalchemy import Engine

_LEDGER = "修订清单.xlsx"


def show_impact(new: str, old: str | None, form: str, *, registry: str | None, out: Path | None, folder: Path | None,
                author: str, day: str | None, profiles: Path | None = None) -> int:
    """Print or write the documents concerned; with a folder, write their amended plans into it too.

    returns  FINDINGS where a document is concerned
    raises   CannotWrite: xlsx needs --out; RegistryError: the old notice is not kept, or nobody can tell which it is
    """
    if form == "xlsx" and out is None:
        raise CannotWrite("--format xlsx", "没有写明文件", "请用 --out 写明文件名")
    if day is not None:
        check_day(day)
    engine = open_wanted(registry)
    paper = load_paper(new, registry)
    notice = find_notice(engine, old) if old else find_old(engine, paper)
    affected = list_affected(engine, notice, paper, profiles)
    if out is not None:
        data = (write_xlsx(compose_impact_ledger(affected)) if form == "xlsx" else
                print_affected(affected).encode("utf-8"))
        write_files(out.parent, {out.name: data})
        message_console().print(f"已写入：{out}", markup=False)
    elif form == "json":
        write_text(print_affected(affected))
    else:
        _print(affected)
    if folder is not None:
        _update(engine, notice, paper, affected, folder, Made(author, day, profiles))
    return FINDINGS if affected else DONE


def _print(affected: Iterable[Affected]) -> None:
    some = tuple(affected)
    folder = _find_folder(one.path for one in some)
    rows = [(one.county, name_document(one.kind), str(one.must), str(len(one.changes) - one.must),
             STATE_WORDS[one.state], one.path[len(folder):].lstrip("/\\")) for one in some]
    console = Console()
    if not rows:
        console.print("没有文书受影响")
        return
    headings = ["县区", "文书", "须调整", "应知晓", "文件状态", "文件"]
    console.print(make_table(f"受影响的文书（{len(rows)}）", headings, rows))
    if folder:
        console.print(f"文件都在：{folder}", markup=False, soft_wrap=True)


def _find_folder(paths: Iterable[str]) -> str:
    """The folder that all files lie in or below; "" where there is none, or of files that no folder is told of."""
    folders = [str(Path(path).parent) for path in paths]
    try:
        return commonpath(folders).rstrip("/\\")
    except ValueError:  # none at all, other drives, or some paths relative
        return ""


@dataclass(frozen=True, slots=True)
class Made:
    """Who amends plans, when, and with which profiles (修订人、日期、资料)."""

    author: str
    day: str | None
    profiles: Path | None


def _update(engine: Engine, notice: int, paper: Paper, affected: tuple[Affected, ...], folder: Path,
            how: Made) -> None:
    plans: list[UpdatedPlan] = []
    files: dict[str, bytes] = {}
    with make_progress() as progress:
        task = progress.add_task("修订", total=len(list_plans(affected)))
        for plan, data in update_all(engine, notice, paper, affected, author=how.author, day=how.day,
                                     profiles=how.profiles):
            plans.append(plan)
            if data:
                files[_name(plan, files)] = data
            progress.advance(task)
    files[_LEDGER] = write_xlsx(compose_update_ledger(plans))
    write_files(folder, files)
    failed, asked = sum(bool(plan.error) for plan in plans), sum(len(plan.questions) for plan in plans)
    message_console().print(f"已修订 {len(plans) - failed} 份方案，{failed} 份没有修订；待决 {asked} 项，列在 "
                            f"{folder / _LEDGER}", markup=False)


def _name(plan: UpdatedPlan, taken: Iterable[str]) -> str:
    """`<prefecture>/<county>/<file>` as the run wrote it; numbered where two runs wrote the same."""
    path = Path(plan.path)
    parts = path.parts[-3:]
    number, name = 2, "/".join(parts)
    while name in taken:
        name = "/".join((*parts[:-1], f"{path.stem}-{number}{path.suffix}"))
        number += 1
    return name
