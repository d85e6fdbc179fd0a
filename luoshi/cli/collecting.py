"""`luoshi collect` (汇总): the forms that came back, in one table, with everything that is in doubt."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from rich.console import Console

from generator.returns.problems import Problem
from generator.returns.summary import Summary
from generator.returns.tables import tabulate_summary
from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table
from luoshi.collecting import collect_folder, write_summary


def collect_files(folder: Path, *, out: Path | None, units: Path | None, form: Path | None, table: bool) -> int:
    """Sum up a folder of forms; exit code 1 where a figure or a unit is in doubt."""
    summary = collect_folder(folder, units=units, form=form, out=out)
    if out is not None:
        write_summary(summary, out)
    if table:
        _print_tables(summary)
    else:
        write_text(json.dumps(summary_json(summary), ensure_ascii=False, indent=1) + "\n")
    grave = sum(problem.grave for problem in summary.problems)
    console = message_console()
    left = f"，汇总表在 {out}" if out else ""
    console.print(f"计入 {len(summary.rows)} 个单位，存疑 {grave} 处，提示 {len(summary.problems) - grave} 处{left}",
                  style="yellow" if grave else None, markup=False)
    return FINDINGS if grave else DONE


def summary_json(summary: Summary) -> dict[str, object]:
    """A summary for programs: form, units with their numbers, totals, states of files, problems."""
    return {
        "form": {"code": summary.code, "title": summary.title},
        "units": [{"unit": row.unit, "file": row.file,
                   "figures": [dataclasses.asdict(value) for value in row.figures],
                   "texts": {label: cell.text for label, cell in row.sheet.texts.items()},
                   "list": [[cell.text for cell in line] for line in row.sheet.rows]} for row in summary.rows],
        "totals": [{"figure": dataclasses.asdict(total.figure), "measure": total.measure, "above": total.above,
                    "below": total.below, "rate": total.rate, "counted": total.counted} for total in summary.totals],
        "files": [{"file": file, "unit": unit, "state": state} for file, unit, state in summary.states],
        "problems": [_problem_json(problem) for problem in summary.problems],
    }


def _problem_json(problem: Problem) -> dict[str, object]:
    return {"file": problem.file, "cell": problem.place, "unit": problem.unit, "what": problem.words,
            "doubtful": problem.grave}


def _print_tables(summary: Summary) -> None:
    """Everything but long lists and words, which the workbook has."""
    console = Console()
    for sheet in tabulate_summary(summary).sheets:
        if sheet.name in ("汇总", "问题"):
            console.print(make_table(sheet.title, [column.name for column in sheet.columns], sheet.rows))
            console.print()
