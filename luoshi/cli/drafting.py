"""`luoshi draft` and `luoshi typeset` (拟稿、排版): a plan's text to edit, and the edited text laid out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.compose.requests import Request
from generator.county import load_office
from luoshi.bases import load_bases
from luoshi.cli.generating import print_disagreements
from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import message_console
from luoshi.counties import Choice
from luoshi.drafting import draft_document, narrow_spec, read_draft_file, typeset_draft
from luoshi.generation import Order
from luoshi.loading import load_spec
from luoshi.outputs import write_files
from specs.bases import Paper
from specs.errors import BasesDisagree


def write_draft(source: Path, choice: Choice, *, kind: str, out: Path | None, attachment: int | None,
                office: Path | None, profiles: Path | None, templates: Path | None, allow_open: bool,
                request: Request, bases: Sequence[Path] = (), prefer: tuple[str, ...] = ()) -> int:
    """Write the text of one county's document as Markdown, to a file or to standard output."""
    spec = narrow_spec(load_spec(source), attachment)
    order = Order((kind,), Path("."), load_office(office) if office else None, profiles, templates, allow_open, request,
                  (Paper(spec, source.name), *load_bases(bases)), prefer)
    try:
        text = draft_document(spec, choice, order, date.today())
    except BasesDisagree as error:
        print_disagreements(error)
        raise
    if out is None:
        write_text(text)
        return DONE
    write_files(out.parent, {out.name: text.encode("utf-8")})
    message_console().print(f"文稿在 {out}，改好后用 luoshi typeset 排版", markup=False)
    return DONE


def write_typeset(draft: Path, out: Path) -> int:
    """Lay out an edited draft; FINDINGS where words of another level are left in it."""
    made = typeset_draft(read_draft_file(draft), draft.name)
    write_files(out.parent, {out.name: made.data})
    console = message_console()
    for number, residue in made.residues:
        console.print(f"第{number}行有其他层级的用语“{residue.word}”，请核对", style="yellow", markup=False)
    console.print(f"已排版，在 {out}", markup=False)
    return FINDINGS if made.residues else DONE
