"""The internal note for approval (送审说明): every clause, each once, with its verdict and place in the plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.blocks import Heading, RunIn, Table
from generator.compose.documents import compose_documents
from generator.compose.gaps import find_open_fields
from generator.compose.memo import memo_values, place_tasks
from generator.compose.requests import Case
from generator.localise.moves import Deviation
from generator.localise.plan import localise_spec
from generator.localise.verdicts import Verdict
from generator.pipeline import prepare_county
from specs.model import Extra, State, Target, TargetKind
from tests.notices import ROOT, extract_once
from tests.plans import COUNTY, SPEC, TEMPLATES, profile_of
from tests.test_generator_laws import COUNTIES, NOTICES

NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.|（\d+）")


def _case(spec, county: str = "溪塬县") -> Case:  # type: ignore[no-untyped-def]
    work = prepare_county(spec, profile_of(county), None, ("plan", "memo"))
    return Case(work.plan, work.offices["memo"])


def _values(case: Case):  # type: ignore[no-untyped-def]
    return memo_values(case, find_open_fields(case.plan, case.office, "memo"))


@pytest.mark.parametrize("notice", NOTICES)
def test_every_clause_of_every_task_is_there_once(notice: str) -> None:
    case = _case(extract_once(ROOT / "corpus" / notice / "notice.txt").spec, COUNTIES.get(notice, "溪塬县"))
    rows = _values(case)["逐条"]
    said = "".join(row["原文"] for row in rows if row["来文"] not in ("工作目标", "未编号段落"))
    assert said == "".join(piece.text for _, pieces in case.plan.judged for piece in pieces)
    assert all(row["判定"] in (*map(str, Verdict), "不转写") for row in rows)
    assert len([row for row in rows if row["来文"] == "未编号段落"]) == len(case.plan.spec.extras)
    # What is taken up has a body and a place; what is not has neither.
    for row in rows:
        if row["位置"] and row["来文"] != "工作目标":
            assert row["单位"], row
        if row["判定"] in ("上级事项", "反向", "待分解") and row["来文"] != "工作目标":
            assert not row["位置"], row


@pytest.mark.parametrize("notice", ["demo-occupational-health-2025", "county-medical-2025", "rural-environment-2024"])
def test_places_are_the_numbers_that_the_plan_prints(notice: str) -> None:
    case = _case(extract_once(ROOT / "corpus" / notice / "notice.txt").spec)
    plan = compose_documents("plan", case, TEMPLATES)["plan"]
    path: dict[int, str] = {}
    printed = []
    for block in plan.blocks:
        if isinstance(block, Heading | RunIn):
            number = NUMBER.match(block.text if isinstance(block, Heading) else block.heading)
            assert number
            path = {level: said for level, said in path.items() if level < block.level} | {block.level: number[0]}
        if isinstance(block, RunIn):
            printed.append("".join(path[level] for level in sorted(path)))
    assert list(place_tasks(case.plan).values()) == printed


def test_deviations_and_what_nobody_confirmed() -> None:
    case = _case(SPEC)
    case = replace(case, plan=replace(case.plan, deviations=(
        Deviation("覆盖率", "95%以上", "90%以上", True, "经市局同意"), Deviation("人次", "20人", "25人", False))))
    values = _values(case)
    assert [(row["类别"], row["说明"]) for row in values["出入"]][-2:] == [("低于上级", "经市局同意"), ("严于上级", "")]
    machine = len(values["未核"])
    confirmed = replace(SPEC, targets=tuple(replace(t, state=State.CONFIRMED) for t in SPEC.targets))
    assert len(_values(_case(confirmed))["未核"]) < machine


def test_two_values_of_one_thing_are_a_contradiction() -> None:
    def rate(words: str, value: float, start: int) -> Target:
        return Target(words, start, start + len(words), "持证率", "巡查员", TargetKind.PERCENTAGE, ">=", value, "%",
                      words=words)

    spec = replace(SPEC, targets=(rate("持证率达到90%", 90.0, 10), rate("持证率达到95%", 95.0, 30)))
    rows = _values(_case(spec))["矛盾"]
    assert [(row["甲"], row["乙"]) for row in rows] == [("持证率达到90%", "持证率达到95%")]
    assert _values(_case(SPEC))["矛盾"] == []


@pytest.mark.parametrize(("text", "verdict"), [
    ("现将《澜川省河湖巡护实施方案》印发给你们,请认真贯彻执行。", "不转写"),
    ("经省政府同意,现就有关事项通知如下。", "不转写"),
    ("联系人:甲,联系电话:0990-0000000。", "不转写"), ("(此件公开发布)", "不转写"),
    ("近年来,全省巡护工作成效明显。", "不转写"),
    ("各县(市、区)要制定实施方案,报省水利厅。", "待定"), ("巡护人员不得擅自离岗。", "待定")])
def test_unnumbered_paragraphs(text: str, verdict: str) -> None:
    spec = replace(SPEC, extras=(Extra("#1", 1000, 1000 + len(text), text),))
    assert _values(_case(spec))["逐条"][-1]["判定"] == verdict


def test_the_paper_to_be_issued_holds_nothing_of_it() -> None:
    case = _case(SPEC)
    memo = compose_documents("memo", case, TEMPLATES)["memo"]
    assert any(isinstance(block, Table) and "判定" in block.head for block in memo.blocks)
    final = replace(case, request=replace(case.request, final=True))
    plan = "".join(str(block) for block in compose_documents("plan", final, TEMPLATES)["plan"].blocks)
    for words in ("送审说明", "上级事项", "待分解", "未核对", "办文提示", "推定", "待定"):
        assert words not in plan
    assert localise_spec(SPEC, COUNTY).spec.tasks
