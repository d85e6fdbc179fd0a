"""What brings a notice out is never the county's (程序性文字、附注、联系方式)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.localise.plan import localise_spec
from generator.localise.procedure import drop_contacts
from specs.model import Body, Clause, Level, Role
from tests.plans import COUNTY, SPEC

OWN = Body("各县(市、区)水利局", Role.RESPONSIBLE, Level.COUNTY)


def _text(text: str) -> str:
    task = replace(SPEC.tasks[0], bodies=(OWN,), text=f"{text}{OWN.name}要组织培训。", clauses=(
        Clause(text, 100, 150), Clause(f"{OWN.name}要组织培训。", 150, 190, (OWN,))))
    plan = localise_spec(replace(SPEC, tasks=(task,), targets=(), deadlines=(), reports=()), COUNTY)
    return plan.tasks[0].text.removesuffix("溪塬县水利局要组织培训。")


@pytest.mark.parametrize("text", [
    "经省政府同意,现将《澜川省河湖巡护办法》印发给你们,请遵照执行。", "现就有关事项通知如下。",
    "经厅长办公会研究同意,现印发给你们。",
    "联系人:河湖处甲,电话:0990-0000000。", "监督电话:0990-0000000。", "专此函达。"])
def test_procedure_and_contacts_are_left_behind(text: str) -> None:
    assert _text(text) == ""


@pytest.mark.parametrize("text", [
    "经市级复核同意后销号。", "经审核同意的,可以顺延至2026年3月底。", "公开投诉举报电话。",
    "现场检查发现的问题限期整改。",
    "现有巡护站全部达标。"])
def test_what_only_sounds_like_it_is_kept(text: str) -> None:
    assert _text(text) == text


@pytest.mark.parametrize(("text", "left"), [
    ("总结于12月底前报送(联系人:甲,电话:0990-0000000)。", "总结于12月底前报送。"),
    ("总结于12月底前报送(联系人:甲,传真:66203。", "总结于12月底前报送。"),
    ("名册(含电话)要更新。", "名册(含电话)要更新。")])
def test_brackets_that_say_whom_to_ask_go(text: str, left: str) -> None:
    assert drop_contacts(text) == left
