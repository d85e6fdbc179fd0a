"""Every plan is read back before it is put in place: what a template lost stops its county."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.pipeline import make_files, prepare_county
from luoshi.counties import Choice
from luoshi.generation import Order, generate_documents
from luoshi.round_trip import find_losses
from tests.notices import ROOT, extract_once
from tests.plans import TEMPLATES, profile_of
from tests.test_generator_laws import COUNTIES, NOTICES

DEMO = "demo-occupational-health-2025"


@pytest.mark.parametrize("notice", NOTICES)
def test_no_plan_of_the_corpus_loses_anything(notice: str) -> None:
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    work = prepare_county(spec, profile_of(COUNTIES.get(notice, "溪塬县")), None, ("plan",))
    assert find_losses(work, make_files(work, ("plan",), TEMPLATES)["plan.docx"]) == ()


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
    assert not list((tmp_path / "out").rglob("plan.docx"))
