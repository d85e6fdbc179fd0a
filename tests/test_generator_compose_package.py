"""A cover notice with its annex plans (方案包): the parts of the source, each task in one of them."""

from __future__ import annotations

from generator.blocks import AttachmentMark, AttachmentNote, Document, Heading, RunIn, Title
from generator.compose.documents import compose_documents
from generator.compose.requests import Case
from generator.localise.parts import part_plan
from generator.pipeline import prepare_county
from tests.notices import ROOT, extract_once
from tests.plans import SPEC, TEMPLATES, profile_of


def _package(spec) -> tuple[Case, Document]:  # type: ignore[no-untyped-def]
    work = prepare_county(spec, profile_of("溪塬县"), None, ("package",))
    case = Case(work.plan, work.offices["package"])
    document = compose_documents("package", case, TEMPLATES)["package"]
    assert isinstance(document, Document)
    return case, document


def test_two_annex_plans_stand_behind_their_notice() -> None:
    case, document = _package(extract_once(ROOT / "corpus" / "county-medical-2025" / "notice.txt").spec)
    marks = [i for i, block in enumerate(document.blocks) if isinstance(block, AttachmentMark)]
    assert [document.blocks[i].label for i in marks] == ["附件1", "附件2"]  # type: ignore[union-attr]
    titles = ["".join(document.blocks[i + 1].lines) for i in marks]  # type: ignore[union-attr]
    notes = [block.names for block in document.blocks if isinstance(block, AttachmentNote)]
    assert notes == [tuple(titles)]
    assert all(isinstance(document.blocks[i + 1], Title) for i in marks)
    printed = [block.text for block in document.blocks if isinstance(block, RunIn)]
    assert len(printed) == len(case.plan.tasks) == len(set(printed))
    # Numbers begin anew in every part.
    for mark in marks:
        first = next(block for block in document.blocks[mark:] if isinstance(block, Heading))
        assert first.text.startswith("一、")


def test_one_annex_plan_is_the_whole() -> None:
    case, document = _package(SPEC)
    package = part_plan(case.plan, lambda plan: plan)
    assert package.parts == (case.plan,)
    assert package.own.tasks == ()
    assert [block.label for block in document.blocks if isinstance(block, AttachmentMark)] == ["附件"]
