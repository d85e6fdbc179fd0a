"""A county's plan amended to a changed paper (方案修订): read, revised, and written as tracked changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from comparison.revising.clauses import list_clauses
from comparison.revising.numbering import renumber_plan
from comparison.revising.revise import revise_plan
from comparison.revising.stated import PlanText
from generator.amend.docx import amend_docx
from generator.amend.edits import Edit, Stamp
from generator.compose.adjusting import compose_adjustment
from generator.compose.rows import list_indicators, list_row_tasks, print_duty, task_rows
from generator.county import CountyProfile
from generator.localise.plan import localise_spec
from generator.typeset.docx import write_docx
from gongwen.characters import print_book, print_full_width
from luoshi.comparing import Paper, amend_paper, amends_any
from luoshi.counties import Choice, choose_counties
from luoshi.covering import find_county
from luoshi.data import find_data
from luoshi.registering import default_registry
from registry.engines import open_registry
from registry.states import find_state
from specs.errors import CannotWrite, UnknownDivision, UnreadableFile
from specs.model import Notice, Spec
from specs.revisions import OwnPaper, OwnTask, PlanState, Question, Revising, Revision, RevisionKind

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from extractor.source import SourceText

_REREAD = "改后重读，方案此处仍与新要求对不上，请核对"
_UNAPPLIED = "修改文件的这一处没有套用，请人工核对"


@dataclass(frozen=True, slots=True)
class Update:
    """An amended plan (修订稿): its bytes, what was changed, and what was left for a person.

    issued  the plan is in force, and the bytes are those of a notice that changes it
    """

    data: bytes
    county: str
    revisions: tuple[Revision, ...]
    questions: tuple[Question, ...]
    issued: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The old paper and the new one as it is in force (前后依据); `unplaced` what an amending paper could not say."""

    old: Spec
    new: Spec
    cited: Notice
    unplaced: tuple[str, ...] = ()


def settle_papers(old: Paper, *new: Paper) -> Settled:
    """The two sides of an update; of papers that amend the old one, the old one as amended.

    new     one paper, or several that amend the old one, or each other, in turn
    raises  UnreadableFile: the text of one of them is needed and not at hand
    """
    last = new[-1].spec
    if all(amends_any(paper, (old, *new[:at])) for at, paper in enumerate(new)):
        made = amend_paper(old, *new)
        spec = replace(made.spec, notice=replace(made.spec.notice, issued_on=last.notice.issued_on))
        return Settled(old.spec, spec, last.notice, made.unplaced)
    if len(new) > 1:
        raise CannotWrite("--to", "写了几份文件，但不都是修改原通知的", "请只写一份新通知，或依次写修改文件")
    if last.amendments:  # a notice as amended, kept as a spec: the plan is changed on the ground of what amended it
        latest = last.amendments[-1]
        cited = replace(last.notice, title=latest.title, document_number=latest.document_number,
                        issued_on=latest.issued_on)
        return Settled(old.spec, replace(last, notice=replace(last.notice, issued_on=latest.issued_on)), cited)
    return Settled(old.spec, last, last.notice)


def update_plan(path: Path, papers: Settled, *, author: str = "落实", day: str | None = None,
                county: str | None = None, profiles: Path | None = None,
                issued: bool | Callable[[Spec], bool] = False) -> Update:
    """Amend a plan in Word: what asks more as tracked changes, each with a comment; the rest is asked.

    issued  the plan is in force: it stays as it is, and the bytes are those of a notice that changes it; b"" where
            there is nothing to change. Or what tells so of a plan that was read
    day     date of the changes in ISO 8601; None: when the new paper was issued
    county  whose plan it is; None: told by who issues it
    raises  UnreadableFile: no .docx, or no text in it; UnknownDivision
    """
    from extractor.pipeline import extract_file  # heavy to load

    if path.suffix.lower() not in (".docx", ".docm"):
        raise UnreadableFile(path, "修订只能做在 .docx 文件里", "请在 WPS 或 Word 中另存为 .docx")
    made = extract_file(path)
    name = county or find_county(made.spec)
    profile = _find_profile(name, profiles)
    revising = _revise(made.spec, made.source.text, papers, profile)
    stamp = Stamp(author, papers.cited.issued_on or "" if day is None else day)
    if issued(made.spec) if callable(issued) else issued:
        return _adjust(made.spec, made.source.text, name, revising, papers)
    amended, made_so, failed = _amend(path.read_bytes(), revising, made.source, papers.cited, stamp)
    questions = [Question(one.note, f"{why}，请人工修改", one.old or one.new) for one, why in failed]
    questions += revising.questions
    questions += [Question(line, _UNAPPLIED) for line in papers.unplaced]
    if made_so:
        questions += _read_again(amended, revising, lambda spec, text: _revise(spec, text, papers, profile))
    return Update(amended, name, made_so, tuple(dict.fromkeys(questions)))


def _amend(data: bytes, revising: Revising, source: SourceText, cited: Notice,
           stamp: Stamp) -> tuple[bytes, tuple[Revision, ...], list[tuple[Revision, str]]]:
    """The document's bytes, the revisions made in it, and those that were not, each with why.

    Where a paragraph or row cannot come or go, the numbers behind it are counted without it.
    """
    revisions, lost = revising.revisions, list[tuple[Revision, str]]()
    while True:
        edits = [(one, _place(one, source, cited)) for one in revisions]
        amended = amend_docx(data, (edit for _, edit in edits), stamp)
        failed = {id(edit): why for edit, why in amended.unplaced}
        left = [(one, failed[id(edit)]) for one, edit in edits if id(edit) in failed]
        if not any(one.kind in (RevisionKind.INSERTED, RevisionKind.DELETED) for one, _ in left):
            return amended.data, tuple(one for one, edit in edits if id(edit) not in failed), [*lost, *left]
        lost += left
        kept = [one for one, edit in edits if id(edit) not in failed and one.kind is not RevisionKind.RENUMBERED]
        revisions, _ = renumber_plan(kept, PlanText(source.text))


def _read_again(data: bytes, before: Revising, revise: Callable[[Spec, str], Revising]) -> list[Question]:
    """What does not say what the new paper asks once all changes are accepted: the file is read as any other."""
    from extractor.pipeline import extract_file  # heavy to load

    with TemporaryDirectory() as folder:
        path = Path(folder) / "amended.docx"
        path.write_bytes(data)
        made = extract_file(path)
    after = revise(made.spec, made.source.text)
    known = {(one.what, one.why) for one in before.questions}
    return [*(Question(one.note, _REREAD, one.old) for one in after.revisions if one.kind is RevisionKind.RESTATED),
            *(replace(one, why=f"{_REREAD}（{one.why}）") for one in after.questions
              if (one.what, one.why) not in known)]


def _adjust(plan: Spec, text: str, county: str, revising: Revising, papers: Settled) -> Update:
    clauses = list_clauses(revising.revisions, text)
    data = b""
    if clauses:
        data = write_docx(compose_adjustment(plan.notice, papers.cited, clauses, find_data("templates")))
    questions = [*revising.questions, *(Question(line, _UNAPPLIED) for line in papers.unplaced)]
    return Update(data, county, revising.revisions, tuple(questions), issued=True)


def state_finder(registry: str | Engine | None) -> Callable[[Spec], bool]:
    """What tells whether a plan is kept as issued; without a registry none is.

    registry  one that was asked for must be there; None: the user's own, where there is one
    """
    if registry is None and not default_registry().exists():
        return lambda plan: False
    engine = open_registry(registry or default_registry(), create=False) if (
        registry is None or isinstance(registry, str)) else registry
    return lambda plan: find_state(engine, plan) is PlanState.ISSUED


def _find_profile(name: str, profiles: Path | None) -> CountyProfile:
    if not name:
        raise UnknownDivision("方案", "落款和标题没有写明是哪个县区", "请用 --county 写县区全称或代码")
    today = date.today()
    return choose_counties(Choice((name,)), today, today, profiles).profiles[0]


def _revise(plan: Spec, text: str, papers: Settled, profile: CountyProfile) -> Revising:
    return revise_plan(plan, text, papers.old, papers.new, list_own(papers.old, profile), list_own(papers.new, profile))


def list_own(spec: Spec, profile: CountyProfile) -> OwnPaper:
    """What of a paper is one county's, as its plan and the tables of it say it."""
    plan = localise_spec(spec, profile)
    rows = {task.id: row for task, row in zip(list_row_tasks(plan), task_rows(plan), strict=True)}
    found = {}
    for task in plan.tasks:
        duty = print_duty(task)
        text = (f"{task.heading.rstrip('。')}。" if task.heading else "") + task.text + (f"（{duty}）" if duty else "")
        parts = (("牵头", task.lead), ("责任", task.responsible), ("配合", task.support))
        bodies = [(part, name) for part, names in parts for name in names]
        found[task.id] = OwnTask(print_full_width(text), tuple(bodies), _print_row(rows[task.id]))
    indicators = tuple((target.target, _print_row(row)) for target, row in list_indicators(plan))
    return OwnPaper(found, indicators)


def _print_row(row: Mapping[str, object]) -> dict[str, str]:
    return {key: print_full_width(value) for key, value in row.items() if isinstance(value, str)}


def _place(one: Revision, source: SourceText, cited: Notice) -> Edit:
    """A revision by the paragraph or cell that it stands in."""
    if one.cells and one.kind is not RevisionKind.RENUMBERED:
        return _place_row(one, source, cited)
    spans = [(cell.start, cell.end) for block in source.blocks for cell in block.cells or (block,)]
    shown = [(a, b) for a, b in spans if a <= one.start and one.end <= b]
    start, end = shown[0] if shown else (one.start, one.end)
    words = source.text[start:end]
    same = [a for a, b in spans if source.text[a:b].strip() == words.strip()]
    inside = one.kind in (RevisionKind.RESTATED, RevisionKind.RENUMBERED)
    return Edit(one.kind, words, same.index(start) if start in same else 0, one.start - start if inside else 0,
                one.old, one.new, _note(one, cited), len(same) or 1)


def _place_row(one: Revision, source: SourceText, cited: Notice) -> Edit:
    """A row that comes or goes, by the texts of the row's cells."""
    rows = [tuple(source.text[cell.start:cell.end].strip() for cell in block.cells) for block in source.blocks
            if block.cells]
    starts = [block.start for block in source.blocks if block.cells]
    own = next((row for row, start in zip(rows, starts, strict=True) if start == one.start), ())
    same = [start for row, start in zip(rows, starts, strict=True) if row == own]
    return Edit(one.kind, "", same.index(one.start) if one.start in same else 0, 0, one.old, one.new,
                _note(one, cited), len(same) or 1, own, one.cells)


def _note(one: Revision, cited: Notice) -> str:
    """The comment beside a change; none beside each number that only moves on."""
    return "" if one.kind is RevisionKind.RENUMBERED else f"依据{_cite(cited)}：{one.note}"


def _cite(notice: Notice) -> str:
    number = f"（{notice.document_number}）" if notice.document_number else ""
    return f"{print_book(notice.title)}{number}" if notice.title else number.strip("（）") or "新文件"


def print_update(made: Update) -> str:
    """What was changed and what is asked, as JSON."""
    rows = [{"kind": one.kind, "start": one.start, "end": one.end, "old": one.old, "new": one.new, "before": one.before,
             "after": one.after, "note": one.note, "basis": one.basis} for one in made.revisions]
    asked = [{"what": one.what, "why": one.why, "plan": one.plan} for one in made.questions]
    return json.dumps({"county": made.county, "revisions": rows, "questions": asked}, ensure_ascii=False,
                      indent=1) + "\n"


