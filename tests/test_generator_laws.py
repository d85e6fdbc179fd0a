"""Laws of localising over the whole corpus (本县化规律): what the county is to do is all there, and nothing else is.

Each notice is localised for a county that it reaches, its plan written as .docx and read back by our own reading.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.pipeline import extract_source
from extractor.readers.files import read_source
from generator.localise.bodies import HEAD, Rung, find_rung
from generator.localise.places import find_places
from generator.pipeline import CountyWork, make_files, prepare_county
from gongwen.characters import fold_full_width
from gongwen.dates import print_date
from specs.codec import time_from_json
from specs.model import Origin, Role, Spec, Time
from tests.notices import ROOT, extract_once
from tests.plans import TEMPLATES, profile_of

# A county of the place that sends the notice; 溪塬县 for notices of the province and of ministries.
COUNTIES = {
    "air-quality-2025": "麦垄县", "culture-tourism-2025": "石鹭市", "elderly-care-2025-hant": "望津县",
    "employment-ledger-2025": "鹿涧县", "forestry-fire-2024-hant": "丹墟县", "grain-autumn-2024": "麦垄县",
    "housing-supplement-2024": "铜岗县", "livestock-plan-2024": "丹墟县", "medical-insurance-county-2025": "松滏县",
    "rural-roads-2024-mixed": "枫渚县", "schools-2024": "岚东区", "science-county-2023": "砚塘县",
    "township-flood-2025": "榆渡县", "work-safety-2025": "丹墟县",
}
NOTICES = sorted(path.parent.name for path in (ROOT / "corpus").glob("*/notice.txt"))
DOERS = (Role.LEAD, Role.RESPONSIBLE, Role.SUPERVISE)


@cache
def plan_of(notice: str, folder: Path) -> tuple[CountyWork, Spec, str]:
    """The county's plan of one notice, the spec of its .docx, and its text."""
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    work = prepare_county(spec, profile_of(COUNTIES.get(notice, "溪塬县")), None, ("plan",))
    path = folder / f"{notice}.docx"
    path.write_bytes(_signed(make_files(work, ("plan",), TEMPLATES)["plan.docx"], spec.notice.issued_on))
    source = read_source(path)
    return work, extract_source(source, Origin(path.name, "0" * 64, "docx", "test")).spec, source.text


def _signed(data: bytes, day: str | None) -> bytes:
    """The .docx with its open date filled in by the notice's, so that its years are read from the same day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml" and day:
                words = print_date(date.fromisoformat(day))
                part = part.decode().replace("【待填：成文日期】", words).encode()
            new.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


def _plain(time: Time | None) -> tuple[str | None, ...]:
    """A time without the event that it runs from, whose words are localised."""
    return (time.by, time.start, time.end, time.every, time.within) if time else ()


@pytest.mark.parametrize("notice", NOTICES)
def test_the_plan_read_back_holds_every_value_and_deadline(notice: str, folder: Path) -> None:
    work, again, _ = plan_of(notice, folder)
    plan = work.plan
    targets = [*plan.goals, *plan.indicators, *(target for task in plan.tasks for target in task.targets)]
    deadlines = [deadline for task in plan.tasks for deadline in task.deadlines]
    values = {(t.value, (t.unit or "").removeprefix("个")) for t in again.targets}
    stated = [t for t in targets if t.target.value is not None]
    assert [t.text for t in stated
            if (t.target.value, (t.target.unit or "").removeprefix("个")) not in values] == []
    times = {_plain(d.time) for d in again.deadlines} | {_plain(t.due) for t in again.targets}
    assert [d.quote for d in deadlines if _plain(d.time) not in times] == []


def _gold(notice: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((ROOT / "corpus" / notice / "gold.json").read_text("utf-8"))
    return gold


@pytest.mark.parametrize("notice", NOTICES)
def test_what_the_gold_gives_to_counties_is_in_the_plan(notice: str, folder: Path) -> None:
    """By the annotations, not by our own reading: a number said of each county, or of its body, is printed, or is
    listed as a total to be shared out."""
    work, _, text = plan_of(notice, folder)
    printed = re.sub(r"\s", "", fold_full_width(text))
    lost = []
    for target in _gold(notice)["targets"]:
        # 为每个县培训6名 by 省疾控中心 is said of each county and is no duty of it: the bodies decide, if named
        mine = [name for name in target["bodies"] or [target.get("each") or ""] if re.search(HEAD, name)]
        if not mine or target["value"] is None:
            continue
        value = f"{target['value']:g}"
        said = re.compile(rf"(?<![\d.]){re.escape(value)}(?:个)?{re.escape(target['unit'].removeprefix('个'))}")
        shared = any(share.target.value == target["value"] for share in work.plan.shares)
        if not said.search(printed) and not shared:
            lost.append(target["quote"])
    assert lost == []


@pytest.mark.parametrize("notice", NOTICES)
def test_what_the_gold_tells_counties_by_when_is_in_the_plan(notice: str, folder: Path) -> None:
    """Every limit of a task that the gold gives to counties and their bodies alone is read back from the plan."""
    _, again, _ = plan_of(notice, folder)
    gold = _gold(notice)
    mine = {task["id"] for task in gold["tasks"] if task["bodies"] and all(
        re.search(HEAD, body["name"]) for body in task["bodies"] if body["role"] != "receive")}
    times = {_plain(d.time) for d in again.deadlines} | {_plain(t.due) for t in again.targets}
    sure = [d for d in gold["deadlines"] if d.get("doubtful") is not True and "time" not in d.get("doubtful", [])]
    lost = [d["quote"] for d in sure if d["task"] in mine
            and set(d["time"]) != {"every"}  # a bare rhythm is a target's, and no limit
            and _plain(time_from_json(d["time"])) not in times]
    assert lost == []


@pytest.mark.parametrize("notice", NOTICES)
def test_no_duty_of_another_level_or_county(notice: str, folder: Path) -> None:
    work, again, text = plan_of(notice, folder)
    profile = work.plan.profile
    above = [(task.id, body.name) for task in again.tasks for body in task.bodies
             if body.role in DOERS and find_rung(body.name, body.level, profile) is Rung.ABOVE]
    assert above == []
    named = [name for task in work.plan.tasks for name in (*task.lead, *task.responsible, *task.support)]
    assert [name for name in named if find_rung(name, None, profile) is Rung.ABOVE] == []
    body = re.sub("《[^《》]*》", "", text.split("办文提示")[0])
    assert find_places(body, profile) == ()


@pytest.mark.parametrize("notice", NOTICES)
def test_tasks_that_the_gold_gives_to_upper_levels_alone_are_not_in_the_plan(notice: str, folder: Path) -> None:
    """A sentence of such a task may still be for everybody (每个行政村至少…); a duty with its doer may not."""
    work, _, _ = plan_of(notice, folder)
    profile = work.plan.profile
    upper = {task["id"] for task in _gold(notice)["tasks"] if task["bodies"] and all(
        find_rung(body["name"], None, profile) is Rung.ABOVE for body in task["bodies"] if body["role"] != "receive")}
    kept = [task for task in work.plan.tasks if task.id in upper]
    told = re.compile(rf"(?:{profile.name}|各乡镇)[^,。;]{{0,20}}(?:要|应当|负责)")
    assert [task.id for task in kept if told.search(task.text)] == []
