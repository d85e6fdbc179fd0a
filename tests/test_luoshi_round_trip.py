"""Every plan is read back before it is put in place: what a template lost stops its county."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.compose.requests import Request
from generator.pipeline import make_files, prepare_county
from luoshi.counties import Choice
from luoshi.generation import Order, generate_documents
from luoshi.round_trip import find_document_losses, find_losses, say_losses
from tests.notices import ROOT, extract_once
from tests.plans import TEMPLATES, profile_of
from tests.test_generator_laws import COUNTIES, NOTICES

DEMO = "demo-occupational-health-2025"


KINDS = ("plan", "letter", "checklist", "duties", "cover", "consult", "approval", "package")


@pytest.mark.parametrize("notice", NOTICES)
def test_no_document_of_the_corpus_loses_anything(notice: str) -> None:
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    work = prepare_county(spec, profile_of(COUNTIES.get(notice, "溪塬县")), None, KINDS)
    files = make_files(work, KINDS, TEMPLATES)
    assert find_losses(work, files["plan.docx"]) == ()
    assert find_document_losses(work, files) == {}


def test_letters_to_listed_bodies_are_held_against_what_is_theirs() -> None:
    spec = extract_once(ROOT / "corpus" / DEMO / "notice.txt").spec
    profile = profile_of("溪塬县")
    names = (profile.bodies["疾控中心"], profile.bodies["生态环境部门"])
    work = prepare_county(spec, profile, None, ("letter",), Request(addressees=names))
    files = make_files(work, ("letter",), TEMPLATES)
    assert files.keys() == {"letter-通知.docx", "letter-函.docx"}
    assert find_document_losses(work, files) == {}


@pytest.mark.parametrize(("template", "field", "kind", "said"), [
    ("request.j2", "{{ 项.内容 }}", "letter", "通知或函"), ("request.j2", "（{{ 项.责任 }}）", "letter", "通知或函"),
    ("checklist.j2", '{{ 行.目标值 or "—" }}', "checklist", "任务清单"),
    ("checklist.j2", '{{ 行.时限 or "—" }} | {{ 行.本级时限 }}', "checklist", "任务清单"),
    ("checklist.j2", "{{ 行.牵头单位 }}", "checklist", "任务清单"),
    ("duties.j2", '{{ 行.本级时限 or "—" }}', "duties", "责任分工单"),
    ("cover.j2", '{% include "plan_text.j2" %}', "cover", "印发通知"),
    ("package.j2", '{% include "indicator_table.j2" %}', "package", "印发通知和各附件方案"),
])
def test_what_a_template_drops_is_missed(template: str, field: str, kind: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    text = (folder / template).read_text("utf-8")
    assert field in text
    (folder / template).write_text(text.replace(field, " | " if "|" in field else ""), "utf-8")
    if template == "cover.j2":
        shutil.copy(TEMPLATES / "package.j2", folder / "plan_annexes.j2")
        (folder / "plan_annexes.j2").write_text("", "utf-8")
    spec = extract_once(ROOT / "corpus" / DEMO / "notice.txt").spec
    work = prepare_county(spec, profile_of("溪塬县"), None, (kind,))
    losses = find_document_losses(work, make_files(work, (kind,), folder))
    assert losses.keys() == {said}
    assert say_losses(losses).startswith(f"{said}读回后缺少“")


def test_a_template_that_drops_the_tasks_stops_the_county_and_says_what_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    for name in ("plan_text.j2", "task_table.j2", "indicator_table.j2"):
        path = folder / name
        text = path.read_text("utf-8")
        for field in ("项.内容", "行.目标值", "行.时限", "行.本级时限", "值"):
            text = text.replace(f"{{{{ {field}", f"{{{{ '' and {field}")
        path.write_text(text, "utf-8")
    spec = extract_once(ROOT / "corpus" / DEMO / "notice.txt").spec
    order = Order(("plan",), tmp_path / "out", profiles=TEMPLATES / "counties", templates=folder)
    outcome = generate_documents(spec, Choice(("溪塬县",)), order, date(2026, 1, 1))
    ((county, why),) = outcome.stopped
    assert county == "溪塬县"
    assert "方案读回后缺少" in why
    assert why.endswith("请检查模板")
    assert not list((tmp_path / "out").rglob("plan.docx"))
