"""A plan as text to edit, and the edited text as a .docx (拟稿、排版)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.compose.documents import compose_documents
from generator.compose.draft_printing import print_draft
from generator.compose.draft_reading import read_draft
from generator.compose.kinds import check_kinds
from generator.compose.requests import Case
from generator.localise.packages import list_plans, select_attachment
from generator.localise.residue import Residue, find_residues
from generator.typeset.docx import write_docx
from luoshi.counties import Choice, choose_counties
from luoshi.data import find_data
from luoshi.generation import Order, find_day, prepare_work, refuse_open_fields
from specs.errors import BadDraft, UnknownTemplate
from specs.model import Spec


@dataclass(frozen=True, slots=True)
class Typeset:
    """An edited draft laid out (排版结果), with the words of other levels that are left in it, by line."""

    data: bytes
    residues: tuple[tuple[int, Residue], ...]


def narrow_spec(spec: Spec, attachment: int | None) -> Spec:
    """The spec of one attachment of a notice; all of it where none is asked for.

    raises  UnknownTemplate: the notice has no plan of that number
    """
    if attachment is None:
        return spec
    try:
        return select_attachment(spec, attachment)
    except LookupError as error:
        there = "、".join(str(number) for number in list_plans(spec)) or "无"
        raise UnknownTemplate(f"附件{attachment}", "来文的这个附件没有任务", f"有任务的附件：{there}") from error


def draft_document(spec: Spec, choice: Choice, order: Order, today: date) -> str:
    """One document of one county as Markdown.

    raises  UnknownDivision, BadProfile; OpenFields where fields are open; UnknownTemplate: several counties or kinds
    """
    check_kinds(order.kinds)
    profiles = choose_counties(choice, find_day(spec, choice, today), today, order.profiles).profiles
    if len(profiles) != 1 or len(order.kinds) != 1:
        chosen = f"选了 {len(profiles)} 个县区、{len(order.kinds)} 种文书"
        raise UnknownTemplate("luoshi draft", chosen, "一次只写一县一种文稿")
    work = prepare_work(spec, profiles[0], order)
    kind = order.kinds[0]
    if not order.allow_open:
        refuse_open_fields(work.opens[kind])
    case = Case(work.plan, work.offices[kind], work.request)
    document = next(iter(compose_documents(kind, case, order.templates or find_data("templates")).values()))
    if isinstance(document, bytes):
        raise UnknownTemplate(f"{kind}.docx", "自备的 .docx 模板写不成文稿", "请换用 .j2 模板，或直接 luoshi generate")
    return print_draft(document, work.plan.profile.name)


def typeset_draft(text: str, where: str) -> Typeset:
    """The .docx of an edited draft; raises BadDraft naming the line."""
    draft = read_draft(text, where)
    unit = draft.county[-1:]
    own = [] if unit not in "县区市旗" or not unit else [
        (number, residue) for number, line in enumerate(_own_lines(text), 1) for residue in find_residues(line, unit)]
    return Typeset(write_docx(draft.document), tuple(own))


def _own_lines(text: str) -> list[str]:
    """The lines of a draft, those blank that quote the notice: notes, and the page of hints at the end."""
    lines = text.splitlines()
    if lines and lines[0].strip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        lines[:end] = [""] * end
    hints = next((i for i, line in enumerate(lines) if line.startswith("# 办文提示")), len(lines))
    return ["" if i >= hints or line.startswith(("[^", ">")) else line for i, line in enumerate(lines)]


def read_draft_file(path: Path) -> str:
    """The text of a draft; raises BadDraft where the file cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDraft(path, "打不开或不是 UTF-8 文本", "请检查文件") from error
