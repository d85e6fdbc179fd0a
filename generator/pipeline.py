"""Spec + county → documents (生成): read top to bottom, one call a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.blocks import OpenField
from generator.compose.calendar import compose_calendar
from generator.compose.documents import compose_documents
from generator.compose.gaps import find_open_fields
from generator.compose.kinds import KINDS
from generator.compose.ledger import compose_ledger
from generator.compose.report_forms import compose_forms
from generator.compose.requests import NOTHING, Case, Request
from generator.county import CountyProfile, Office, bureau_of
from generator.localise.own_targets import set_own_targets
from generator.localise.plan import CountyPlan, localise_spec
from generator.localise.schedule import schedule_plan
from generator.localise.shares import share_plan
from generator.office import with_route
from generator.typeset.docx import write_docx
from generator.typeset.form_xlsx import write_form
from generator.typeset.ics import write_ics
from generator.typeset.pdf import Press
from generator.typeset.script import calendar_to_traditional, to_traditional, traditional_speech
from generator.typeset.xlsx import write_xlsx
from specs.model import Spec


@dataclass(frozen=True, slots=True)
class Printing:
    """How documents are printed (印制): beside each .docx a .pdf by a press; in traditional characters."""

    press: Press | None = None
    traditional: bool = False


PLAIN = Printing()


@dataclass(frozen=True, slots=True)
class CountyWork:
    """What is known of one county before anything is written (县区准备).

    offices  who issues each kind of document
    opens    what each leaves open
    """

    plan: CountyPlan
    offices: Mapping[str, Office]
    opens: Mapping[str, tuple[OpenField, ...]]
    request: Request = NOTHING


def prepare_county(spec: Spec, profile: CountyProfile, office: Office | None, kinds: tuple[str, ...],
                   request: Request = NOTHING) -> CountyWork:
    """A notice brought home to one county; nothing is written yet.

    office  本机关; None: the county's own bureau. An office above the county writes its letters, not its plan
    """
    plan = localise_spec(spec, profile)
    bureau = bureau_of(profile, plan.line)
    plan = set_own_targets(share_plan(plan, request.shares))
    plan = replace(schedule_plan(plan, request.issue_on), bases=request.bases)
    own = office if office and office.is_of_county and office.name.startswith(profile.name) else bureau
    offices = {kind: with_route(own if KINDS[kind].of_county or office is None else office, request.route)
               for kind in kinds}
    opens = {kind: find_open_fields(plan, offices[kind], kind, request) for kind in kinds}
    return CountyWork(plan, offices, opens, request)


def make_files(work: CountyWork, kinds: tuple[str, ...], templates: Path,
               printing: Printing = PLAIN) -> dict[str, bytes]:
    """The files of one county by name: plan.docx, letter.docx, checklist.docx, checklist.xlsx; inform/甲公司.docx.

    raises  UnknownTemplate: a template is missing or has a slip
    """
    files: dict[str, bytes] = {}
    kept = tuple(name for office in work.offices.values() for name in _persons(office))
    say = traditional_speech(kept) if printing.traditional else None
    for kind in kinds:
        files |= _write(kind, Case(work.plan, work.offices[kind], work.request), templates, printing)
        if kind == "checklist":
            files[f"{kind}.xlsx"] = write_xlsx(compose_ledger(work.plan, work.opens[kind]), say)
        if kind == "forms":
            files |= {f"{kind}/{form.key}.xlsx": write_form(form, say) for form in compose_forms(work.plan)}
        if kind == "calendar":
            calendar = compose_calendar(work.plan)
            files[f"{kind}.ics"] = write_ics(calendar_to_traditional(calendar, kept) if say else calendar)
    return files


def is_joint(kind: str, office: Office | None) -> bool:
    """Whether one paper of a kind goes to all counties: an office above writes it, and its words are the same."""
    return KINDS[kind].joint and office is not None and not office.is_of_county


def make_joint_files(works: Sequence[CountyWork], kinds: tuple[str, ...], templates: Path, *,
                     whole: bool = False, printing: Printing = PLAIN) -> dict[str, bytes]:
    """The papers of an office above that go to all counties of a run, one each (一文多主送).

    whole  they are all counties of a place
    """
    files: dict[str, bytes] = {}
    counties = tuple(work.plan.profile.name for work in works)
    for kind in kinds:
        first = works[0]
        case = Case(first.plan, first.offices[kind], first.request, counties, whole)
        files |= _write(kind, case, templates, printing)
    return files


def _write(kind: str, case: Case, templates: Path, printing: Printing) -> dict[str, bytes]:
    """A kind's documents; an office's own .docx is as it made it: only an office program makes a .pdf of that."""
    files: dict[str, bytes] = {}
    for name, made in compose_documents(kind, case, templates).items():
        if isinstance(made, bytes):
            files[f"{name}.docx"] = made
            continue
        printed = to_traditional(made, _persons(case.office)) if printing.traditional else made
        files[f"{name}.docx"] = write_docx(printed, traditional=printing.traditional)
        if printing.press:
            files[f"{name}.pdf"] = printing.press.write_pdf(printed)
    return files


def _persons(office: Office) -> tuple[str, ...]:
    """Names of persons in an office's papers, which are printed as they are given."""
    return (office.contact.person,) if office.contact else ()
