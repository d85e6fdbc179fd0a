"""`luoshi cover` (落实对照): what plans say to each demand of their superior's paper."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console

from luoshi.cli.results import DONE, FINDINGS, NOTHING, write_text
from luoshi.cli.screen import make_progress, message_console
from luoshi.cli.tables import make_table
from luoshi.comparing import load_paper
from luoshi.covering import cover_plans, list_plans, print_coverings, refuse_many, write_covering
from specs.changes import Covering, Verdict
from specs.errors import CannotWrite, LuoshiError, UnreadableFile
from specs.wording import FACT_WORDS, VERDICT_WORDS, quote_fact

_HELD_BACK = (Verdict.MET, Verdict.STRICTER, Verdict.NOT_OURS)


def show_coverings(plans: list[Path], against: str, form: str, *, county: str | None, profiles: Path | None,
                   out: Path | None, registry: str | None = None) -> int:
    """Print how plans carry a paper out, or write the report.

    against  a notice, a spec as JSON, or a number in the registry
    returns  FINDINGS where something is weaker, later, vague or missing, or one of several could not be read;
             NOTHING where none could
    raises   CannotWrite: html, docx and xlsx need --out, html and docx one plan; UnreadableFile: there is no plan
    """
    if out is None and form in ("html", "docx", "xlsx"):
        raise CannotWrite(f"--format {form}", "没有写明文件", "请用 --out 写明文件名")
    paths = list_plans(plans)
    if not paths:
        raise UnreadableFile("、".join(map(str, plans)), "里面没有方案文件", "请检查路径")
    if form in ("html", "docx") and len(paths) > 1:
        refuse_many(form)  # before thousands of plans are read
    made, failed = _cover(paths, against, registry, county, profiles)
    console = message_console()
    for path, error in failed:
        console.print(f"{path}：{error}", style="red", markup=False)
    if not made:
        return NOTHING
    if out is not None and form != "table":
        write_covering(made, form, out)
        console.print(f"已写入：{out}", markup=False)
    elif form == "json":
        write_text(print_coverings(made))
    else:
        _print(made)
    return FINDINGS if failed or any(covering.falls_short for _, covering in made) else DONE


def _cover(paths: tuple[Path, ...], against: str, registry: str | None, county: str | None,
           profiles: Path | None) -> tuple[list[tuple[str, Covering]], list[tuple[str, LuoshiError]]]:
    made: list[tuple[str, Covering]] = []
    failed: list[tuple[str, LuoshiError]] = []
    basis = load_paper(against, registry).spec
    with make_progress() as progress:
        task = progress.add_task("对照", total=len(paths))
        for path, found in cover_plans(paths, basis, county, profiles):
            (made if isinstance(found, Covering) else failed).append((path.name, found))  # type: ignore[arg-type]
            progress.advance(task)
    return made, failed


def _print(made: list[tuple[str, Covering]]) -> None:
    console = Console()
    if len(made) > 1:
        rows = [(name, c.county, f"{c.rate:.0f}%", *_counts(c)) for name, c in made]
        headings = ["方案", "县区", "落实", *VERDICT_WORDS.values()]
        console.print(make_table(f"落实情况（{len(made)} 份）", headings, rows))
        return
    name, covering = made[0]
    console.print(f"{name}：{covering.county or '没有写明县区，全部要求列入'}，应落实 {len(covering.asked)} 项，"
                  f"已落实或严于要求的占 {covering.rate:.0f}%", markup=False)
    rows = [(VERDICT_WORDS[a.verdict], FACT_WORDS[a.fact], quote_fact(a.basis)[:60], a.words[:60] or "—", a.sentence)
            for a in covering.answers if a.verdict not in _HELD_BACK]
    if rows:
        headings = ["结论", "要素", "依据要求", "方案写法", "说明"]
        console.print(make_table(f"没有落实到位的（{len(rows)}）", headings, rows))
    rest = Counter(a.verdict for a in covering.answers if a.verdict in _HELD_BACK)
    console.print("、".join(f"{VERDICT_WORDS[v]} {rest[v]} 项" for v in _HELD_BACK if rest[v]), markup=False)


def _counts(covering: Covering) -> tuple[str, ...]:
    counts = Counter(answer.verdict for answer in covering.answers)
    return tuple(str(counts[verdict]) for verdict in VERDICT_WORDS)
