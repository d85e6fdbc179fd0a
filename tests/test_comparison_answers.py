"""What a plan says to each demand of its superior's paper: our own plan carries all of it out, a changed one shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comparison.answers import answer_demands
from extractor.pipeline import extract_source
from extractor.readers.plain import read_plain
from generator.localise.plan import localise_spec
from luoshi.counties import Choice, choose_counties
from luoshi.covering import find_county, list_plans, narrow_to_asked
from specs.changes import Answer, Covering, FactKind, Verdict
from specs.model import Notice, Origin, Spec
from tests.fitness import BASIS, PLAN, SAID


def read(text: str) -> Spec:
    return extract_source(read_plain(text.encode()), Origin("case", "0" * 64, "txt", "test")).spec


def answers(**changed: str) -> tuple[Answer, ...]:
    plan, basis = read(PLAN.format_map(SAID | changed)), read(BASIS)
    day = date(2025, 3, 1)
    profile = choose_counties(Choice(("盐陂县",)), day, day, None).profiles[0]
    return answer_demands(plan, basis, narrow_to_asked(basis, profile))


def verdict(made: tuple[Answer, ...], words: str) -> Verdict:
    (found,) = [a for a in made if a.fact is not FactKind.TASK and words in a.basis.quote]
    assert found.sentence.endswith("。")
    assert "None" not in found.sentence
    return found.verdict


def test_a_plan_that_says_the_same_carries_all_out_and_what_is_the_provinces_is_not_asked() -> None:
    made = answers()
    assert {a.verdict for a in made} == {Verdict.MET, Verdict.NOT_OURS}
    assert verdict(made, "抽查健身点不少于200个") is Verdict.NOT_OURS
    assert Covering(Notice(), Notice(), "盐陂县", made).rate == 100.0


@pytest.mark.parametrize(("changed", "words", "expected"), [
    ({"完好": "85%"}, "器材完好率", Verdict.WEAKER),
    ({"完好": "93%"}, "器材完好率", Verdict.STRICTER),
    ({"登记": "2025年12月底前登记率达到95%以上"}, "登记率", Verdict.LATER),
    ({"登记": "2025年6月底前登记率达到95%以上"}, "登记率", Verdict.STRICTER),
    ({"培育": "尽可能多培育社会体育指导员"}, "社会体育指导员", Verdict.VAGUE),
    ({"培育": "更换器材"}, "社会体育指导员", Verdict.MISSING),
    ({"日": "20"}, "工作总结", Verdict.LATER),
])
def test_what_falls_short_is_told(changed: dict[str, str], words: str, expected: Verdict) -> None:
    made = answers(**changed)
    found = [a for a in made if a.fact in (FactKind.TARGET, FactKind.REPORT) and words in a.basis.quote]
    assert [a.verdict for a in found] == [expected]
    short = expected is not Verdict.STRICTER
    assert Covering(Notice(), Notice(), "盐陂县", made).falls_short is short


def test_a_plan_without_a_county_is_asked_for_all() -> None:
    made = answer_demands(read(PLAN.format_map(SAID)), read(BASIS))
    assert verdict(made, "抽查健身点不少于200个") is Verdict.MISSING


def test_the_county_is_told_by_who_issues() -> None:
    plan = read(PLAN.format_map(SAID))
    assert find_county(plan) == "盐陂县"
    assert find_county(replace(plan, notice=Notice(title="澜川省盐陂县健身方案"))) == "盐陂县"
    assert find_county(replace(plan, notice=Notice(title="健身方案"))) == ""


def test_a_folder_gives_its_plans(tmp_path: Path) -> None:
    for name in ("乙.docx", "甲.docx", "~$甲.docx", ".隐藏"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in list_plans([tmp_path])] == ["乙.docx", "甲.docx"]


def test_what_is_narrowed_is_what_the_plan_takes_up() -> None:
    basis = read(BASIS)
    day = date(2025, 3, 1)
    profile = choose_counties(Choice(("盐陂县",)), day, day, None).profiles[0]
    ours = narrow_to_asked(basis, profile)
    assert [task.id for task in ours.tasks] == [task.id for task in localise_spec(basis, profile).tasks]
    assert len(ours.targets) < len(basis.targets)
