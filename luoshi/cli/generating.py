"""`luoshi generate` (生成): documents of counties, with a progress bar and a closing line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console

from generator.blocks import GUESS, SHARE
from generator.compose.kinds import name_document
from generator.compose.requests import NOTHING, Request
from generator.county import load_office
from generator.pipeline import CountyWork
from luoshi.addressing import Addressed, Confirm, choose_as_addressed
from luoshi.bases import load_bases
from luoshi.cli.addressing import confirm_addressees
from luoshi.cli.counties import read_day
from luoshi.cli.outcomes import print_json, print_refusal
from luoshi.cli.results import DONE, FINDINGS
from luoshi.cli.screen import make_progress, message_console
from luoshi.cli.tables import make_table
from luoshi.counties import Choice
from luoshi.drafting import narrow_spec
from luoshi.generation import Order, Outcome, find_day, generate_documents
from luoshi.loading import load_spec
from specs.bases import Paper
from specs.errors import BasesDisagree, LuoshiError, OpenFields, UnknownTemplate
from specs.model import Spec

_SHOWN = 60


def generate_files(source: Path, choice: Choice, *, on: str | None, documents: str, out: Path, office: Path | None,
                   profiles: Path | None, templates: Path | None, allow_open: bool, request: Request = NOTHING,
                   as_addressed: bool = False, yes: bool = False, registry: str | None = None,
                   attachment: int | None = None, bases: Sequence[Path] = (), prefer: tuple[str, ...] = (),
                   pdf: str = "", traditional: bool = False, table: bool = True) -> int:
    """Read a notice or spec and write the documents of the counties chosen.

    on            the day of the register as typed; None: not said
    as_addressed  the counties are those that the notice addresses; yes: without asking whether they are right
    pdf           typst or office: a .pdf too; traditional: in traditional characters
    attachment    number of the attachment that alone is asked for; None: the whole notice
    bases         other papers that the plans rest on; prefer: which go before others where they disagree
    registry      where the notice is kept and its documents are recorded; None: nowhere
    table         for the screen; else what came of it is printed as JSON
    raises  LuoshiError: nothing has been written
    """
    kinds = tuple(dict.fromkeys(kind.strip() for kind in documents.replace("，", ",").split(",") if kind.strip()))
    if not kinds:
        raise UnknownTemplate("--documents", "没有写文书种类", "例如 --documents plan,letter,checklist")
    if templates is not None and not templates.is_dir():
        raise UnknownTemplate(templates, "没有这个文件夹", "请检查 --templates 的路径")
    order = Order(kinds, out, load_office(office) if office else None, profiles, templates, allow_open, request,
                  pdf=pdf, traditional=traditional)
    wanted = replace(choice, on=read_day(on)) if on else choice
    if registry is None:
        spec, record = load_spec(source), None
    else:
        from luoshi.cli.recording import keep_for_run  # only where it is wanted: databases are slow to load

        spec, record = keep_for_run(source, registry)
    spec = narrow_spec(spec, attachment)
    order = replace(order, papers=(Paper(spec, source.name), *load_bases(bases)), prefer=prefer)
    shown: list[Addressed] = []

    def confirm(addressed: Addressed) -> None:
        shown.append(addressed)
        confirm_addressees(addressed, yes=yes, table=table)

    try:
        if as_addressed:
            wanted, addressed = choose_as_addressed(spec, wanted, find_day(spec, wanted, date.today()))
            confirm(addressed)
        outcome = run_order(spec, wanted, order, confirm=None if as_addressed else confirm)
    except LuoshiError as error:
        if not table:
            print_refusal(error, shown)
        raise
    if record is not None:
        record(outcome)
    if not table:
        print_json(outcome, shown)
    return FINDINGS if outcome.stopped else DONE


def run_order(spec: Spec, choice: Choice, order: Order, *, confirm: Confirm | None = None) -> Outcome:
    """Generate with a progress bar; open fields are shown in a table before the refusal.

    confirm  told whom the letters go to, before anything is written

    The bar begins with the first county, so that a refusal prints its one line and nothing else.
    """
    console = message_console()
    try:
        with ExitStack() as shown:
            def track(works: Iterable[CountyWork], total: int) -> Iterable[CountyWork]:
                return shown.enter_context(make_progress()).track(works, total=total, description="生成")

            outcome = generate_documents(spec, choice, order, date.today(), progress=track, confirm=confirm)
    except OpenFields as error:
        _print_open(error, console)
        raise
    except BasesDisagree as error:
        print_disagreements(error)
        raise
    print_outcome(outcome, console, final=order.request.final)
    return outcome


def print_disagreements(error: BasesDisagree) -> None:
    """What papers give differently, a row each, on the screen."""
    table = make_table(f"依据不一致（{len(error.rows)}）", ("序号", "事项", "方案所依来文", "另一依据"), error.rows)
    Console(stderr=True, highlight=False).print(table)


def _print_open(error: OpenFields, console: Console) -> None:
    """County by field, each once however many documents miss it."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for county, document, field, why in error.rows:
        found.setdefault((county, field, why), []).append(name_document(document))
    rows = [(county, field, "、".join(dict.fromkeys(documents)), why)
            for (county, field, why), documents in found.items()]
    table = make_table(f"待填事项（{len(rows)}）", ("县区", "待填", "文书", "说明"), rows[:_SHOWN])
    Console(stderr=True, highlight=False).print(table)
    if len(rows) > _SHOWN:
        console.print(f"……另有 {len(rows) - _SHOWN} 项", markup=False)


def print_outcome(outcome: Outcome, console: Console, *, final: bool = False) -> None:
    """What was written and where; what is guessed or open, counted; counties that are no more, named."""
    for remark in outcome.remarks:
        console.print(f"注意：{remark}", style="yellow", markup=False)
    for county, why in outcome.stopped:
        console.print(f"{county}没有生成：{why}。请用 luoshi draft 写出文稿改好后排版", style="red", markup=False)
    opens = outcome.opens
    guesses = {(o.county, o.field) for o in opens if o.kind == GUESS}
    shares = {(o.county, o.field) for o in opens if o.kind == SHARE}
    gaps = {(o.county, o.field) for o in opens if o.blocking}
    parts = [f"待填 {len(gaps)} 项" if gaps else "", f"待确认 {len(guesses)} 项" if guesses else "",
             f"待上级分解 {len(shares)} 项" if shares else ""]
    if any(parts):
        where = "印发稿里不列，请对照工作稿末页的“办文提示”" if final else "列在各文书末页“办文提示”中"
        console.print(f"{'、'.join(filter(None, parts))}，{where}，请逐项核对", style="yellow", markup=False)
    replaced = f"，其中 {len(outcome.written.replaced)} 份替换了内容不同的旧文件" if outcome.written.replaced else ""
    count = len(outcome.written.paths)
    console.print(f"已为 {outcome.counties} 个县区生成 {count} 份文书{replaced}，在 {outcome.folder}", markup=False)
