"""Which kept documents a newer paper concerns, and their plans amended in one run (影响、批量修订)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comparison.amending.recognising import find_cited
from comparison.diff import diff_specs
from generator.county import CountyProfile
from luoshi.comparing import Paper
from luoshi.counties import Choice, choose_counties
from luoshi.covering import narrow_to_asked
from luoshi.updating import Settled, settle_papers, state_finder, update_plan
from registry.runs import list_documents
from registry.store import find_notice, load_text
from registry.store import load_spec as load_kept_spec
from specs.changes import Change, FactKind, Severity
from specs.errors import LuoshiError, RegistryError
from specs.impacts import Affected, FileState, UpdatedPlan
from specs.model import Spec

if TYPE_CHECKING:
    from sqlalchemy import Engine

_CURE = "请用 --from 写原通知的编号、文号或标题"


def find_old(engine: Engine, new: Paper) -> int:
    """The kept notice that a newer paper changes: the one that it cites and that documents rest on.

    raises  RegistryError: there is none, or several
    """
    number = new.spec.notice.document_number
    names = [*(find_cited(new.spec, new.text) if new.text else ()),
             *(name for one in new.spec.citations for name in (one.number, one.title.strip("《》")) if name)]
    found: set[int] = set()
    for name in dict.fromkeys(names):
        try:
            notice = find_notice(engine, name)
        except RegistryError:
            continue
        kept = load_kept_spec(engine, notice).notice.document_number
        if (kept is None or kept != number) and list_documents(engine, notice):
            found.add(notice)
    if len(found) != 1:
        why = "规格库中有多份它提到、并生成过文书的通知" if found else "它提到的通知都没有生成过文书"
        raise RegistryError(new.spec.notice.title or "新通知", why, _CURE)
    return found.pop()


def list_affected(engine: Engine, notice: int, new: Paper, profiles: Path | None = None) -> tuple[Affected, ...]:
    """The documents that rest on a kept notice and on facts that a newer paper changes, county by county.

    profiles  a folder of county profiles; None: those that come with the program
    raises  UnreadableFile: a paper that amends, and the notice's text is not kept
    """
    @cache
    def compare(version: int) -> tuple[Settled, tuple[Change, ...]]:
        papers = settle_version(engine, notice, version, new)
        return papers, tuple(c for c in diff_specs(papers.old, papers.new)
                             if c.severity is not Severity.NONE and c.fact is not FactKind.CITATION)

    @cache
    def concern(code: str, version: int) -> tuple[Change, ...]:
        papers, changes = compare(version)
        profile = find_profile(code, profiles)
        sides = narrow_to_asked(papers.old, profile), narrow_to_asked(papers.new, profile)
        return tuple(c for c in changes if _concerns(c, *sides))

    found = []
    for resting in list_documents(engine, notice):
        made = resting.document
        changes = concern(made.code or made.county, resting.version)
        if changes:
            path = Path(resting.folder) / made.path
            found.append(Affected(made.code, made.county, made.kind, str(path), _look_at(path, made.sha256),
                                  resting.version, changes))
    return tuple(found)


def settle_version(engine: Engine, notice: int, version: int | None, new: Paper) -> Settled:
    """A kept version of the old paper, and the new one."""
    text = load_text(engine, notice, version)
    return settle_papers(Paper(load_kept_spec(engine, notice, version), text.source if text else None), new)


def find_profile(name: str, profiles: Path | None) -> CountyProfile:
    """The profile of a county by code or name, as the register stands today."""
    today = date.today()
    return choose_counties(Choice((name,)), today, today, profiles).profiles[0]


def _concerns(change: Change, old: Spec, new: Spec) -> bool:
    """Whether a change is about what is asked of a county: its own facts, or words within its tasks."""
    for facts, side in ((change.old_facts, old), (change.new_facts, new)):
        asked = {(type(fact).__name__, fact.start, fact.end)
                 for some in (side.targets, side.deadlines, side.tasks, side.reports) for fact in some}
        for fact in facts:
            if (type(fact).__name__, fact.start, fact.end) in asked:
                return True
            if change.fact is FactKind.PERCENTAGE and any(t.start <= fact.start < t.end for t in side.tasks):
                return True
    return False


def _look_at(path: Path, digest: str) -> FileState:
    if not path.is_file():
        return FileState.GONE
    same = hashlib.sha256(path.read_bytes()).hexdigest() == digest
    return FileState.AS_WRITTEN if same else FileState.EDITED


def update_all(engine: Engine, notice: int, new: Paper, affected: tuple[Affected, ...], *, author: str,
               day: str | None, profiles: Path | None = None) -> Iterator[tuple[UpdatedPlan, bytes]]:
    """Each affected plan in Word, amended as it lies on disk; b"" where it could not be.

    Of a plan that the registry has as issued, the county's own notice that changes it.
    """
    is_issued = state_finder(engine)
    for one in list_plans(affected):
        try:
            papers = settle_version(engine, notice, one.version, new)
            made = update_plan(Path(one.path), papers, author=author, day=day, county=one.code or one.county,
                               profiles=profiles, issued=is_issued)
            yield UpdatedPlan(one.county, one.path, made.revisions, made.questions), made.data
        except LuoshiError as error:
            yield UpdatedPlan(one.county, one.path, error=str(error)), b""


def list_plans(affected: tuple[Affected, ...]) -> tuple[Affected, ...]:
    """Those of the documents that are plans in Word."""
    return tuple(one for one in affected if one.kind == "plan" and one.path.endswith(".docx"))


def print_affected(affected: tuple[Affected, ...]) -> str:
    """The documents as JSON, each with the changes that concern it."""
    return json.dumps([{"county": one.county, "code": one.code, "kind": one.kind, "path": one.path, "state": one.state,
                        "version": one.version, "must": one.must, "changes": [
                            {"kind": c.kind, "fact": c.fact, "severity": c.severity, "sentence": c.sentence}
                            for c in one.changes]} for one in affected], ensure_ascii=False, indent=1) + "\n"
