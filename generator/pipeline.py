"""Spec + county → documents (生成): read top to bottom, one call a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.blocks import OpenField
from generator.compose.documents import KINDS, compose_document
from generator.compose.gaps import find_open_fields
from generator.compose.ledger import compose_ledger
from generator.county import CountyProfile, Office, bureau_of
from generator.localise.plan import CountyPlan, localise_spec
from generator.typeset.docx import write_docx
from generator.typeset.xlsx import write_xlsx
from specs.errors import UnknownTemplate
from specs.model import Level, Spec

_OF_COUNTY = (Level.COUNTY, Level.TOWNSHIP)


@dataclass(frozen=True, slots=True)
class CountyWork:
    """What is known of one county before anything is written (县区准备).

    offices  who issues each kind of document
    opens    what each leaves open
    """

    plan: CountyPlan
    offices: Mapping[str, Office]
    opens: Mapping[str, tuple[OpenField, ...]]


def check_kinds(kinds: tuple[str, ...]) -> None:
    """Raise UnknownTemplate where a kind of document is none that we write."""
    for kind in kinds:
        if kind not in KINDS:
            choices = "、".join(f"{key}（{name}）" for key, name in KINDS.items())
            raise UnknownTemplate(kind or "（空）", "没有这种文书", f"可用：{choices}")


def prepare_county(spec: Spec, profile: CountyProfile, office: Office | None, kinds: tuple[str, ...]) -> CountyWork:
    """A notice brought home to one county; nothing is written yet.

    office  本机关; None: the county's own bureau. An office above the county writes its letters, not its plan
    """
    plan = localise_spec(spec, profile)
    bureau = bureau_of(profile, plan.line)
    own = office if office and office.level in _OF_COUNTY and office.name.startswith(profile.name) else bureau
    offices = {kind: office if kind == "letter" and office else own for kind in kinds}
    return CountyWork(plan, offices, {kind: find_open_fields(plan, offices[kind], kind) for kind in kinds})


def make_files(work: CountyWork, kinds: tuple[str, ...], templates: Path) -> dict[str, bytes]:
    """The files of one county by name: plan.docx, letter.docx, checklist.docx, checklist.xlsx.

    raises  UnknownTemplate: a template is missing or has a slip
    """
    files: dict[str, bytes] = {}
    for kind in kinds:
        files[f"{kind}.docx"] = write_docx(compose_document(kind, work.plan, work.offices[kind], templates))
        if kind == "checklist":
            files[f"{kind}.xlsx"] = write_xlsx(compose_ledger(work.plan, work.opens[kind]))
    return files
