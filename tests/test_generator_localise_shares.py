"""Totals shared out by weights, and values that the county sets itself (指标分解、自设目标值)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.county import read_profiles
from generator.county_list import read_weights
from generator.localise.own_targets import set_own_targets
from generator.localise.plan import localise_spec
from generator.localise.shares import Weights, share_out, share_plan
from generator.own_targets import OwnTarget
from luoshi.cli.frame import run_command
from specs.codec import print_spec
from specs.errors import BadProfile
from specs.model import Target, TargetKind, Time
from tests.plans import COUNTY, SPEC

WEIGHTS = st.lists(st.one_of(st.integers(0, 10**6), st.floats(0, 10**6, allow_nan=False)), min_size=1, max_size=40)


@given(st.integers(0, 10**7), WEIGHTS.filter(lambda weights: sum(weights) > 0))
def test_parts_add_up_and_none_is_off_by_a_whole_one(total: int, weights: list[float]) -> None:
    parts = share_out(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(abs(part - total * weight / whole) < 1 + 1e-6 for part, weight in zip(parts, weights, strict=True))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=2, max_size=20).filter(sum), st.data())
def test_more_weight_is_never_less_of_it(total: int, weights: list[int], data: st.DataObject) -> None:
    parts = share_out(total, weights)
    i, j = (data.draw(st.integers(0, len(weights) - 1)) for _ in range(2))
    assert parts[i] >= parts[j] or weights[i] <= weights[j]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_share_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="权重"):
        share_out(10, weights)


def _column(name: str, **by_county: float) -> Weights:
    return Weights(name, by_county)


def test_a_total_becomes_the_county_s_share() -> None:
    plan = share_plan(localise_spec(SPEC, COUNTY), (_column("权重", 溪塬县=17, 荻浦县=50, 枫渚县=33),))
    assert plan.shares == ()
    assert "到2027年底,全县建成示范点102个。" in plan.aims
    assert [(t.text, t.target.value) for t in plan.goals][-1] == ("全县建成示范点102个", 102.0)
    assert "600" in plan.shared[0].why


def test_a_column_of_the_indicator_goes_first_and_others_stay_open() -> None:
    table = (_column("示范点", 溪塬县=1, 荻浦县=5), _column("权重", 溪塬县=1, 荻浦县=1))
    assert share_plan(localise_spec(SPEC, COUNTY), table).goals[-1].target.value == 100
    other = (_column("巡查站", 溪塬县=1, 荻浦县=5),)
    assert [t.target.value for t in share_plan(localise_spec(SPEC, COUNTY), other).shares] == [600.0]
    without = (_column("权重", 荻浦县=5),)
    assert [t.target.value for t in share_plan(localise_spec(SPEC, COUNTY), without).shares] == [600.0]


def test_tenths_of_myriads_are_shared_in_tenths() -> None:
    words = "全省更新农机3.2万台"
    total = Target(words, 30, 41, "更新农机", "全省", TargetKind.QUANTITY, "=", 3.2, "万台", due=Time(by="2027-12-31"),
                   words=words)
    plan = share_plan(localise_spec(replace(SPEC, targets=(total,)), COUNTY), (_column("权重", 溪塬县=1, 荻浦县=2),))
    assert plan.goals[0].text == "全县更新农机1.1万台"


def test_an_average_over_counties_is_no_floor_of_one() -> None:
    words = "平均每个县(市、区)建成示范点不少于20个"
    mean = Target(words, 30, 41, "示范点", "", TargetKind.QUANTITY, ">=", 20.0, "个", words=words, aggregate="mean")
    plan = localise_spec(replace(SPEC, targets=(mean,)), COUNTY)
    assert plan.goals == ()
    assert [t.target for t in plan.shares] == [mean]
    assert share_plan(plan, (_column("权重", 溪塬县=1, 荻浦县=1),)).shares == plan.shares


def test_a_stricter_value_is_the_county_s_in_words_and_table() -> None:
    profile = replace(COUNTY, own_targets=(OwnTarget("覆盖率", 98), OwnTarget("帮扶企业", 25)))
    plan = set_own_targets(localise_spec(SPEC, profile))
    assert [t.text for t in plan.goals] == ["服务覆盖率达到98%以上"]
    assert any("98%" in text for text in plan.aims)
    assert "每年帮扶企业不少于25家" in plan.tasks[0].text
    assert [(d.what, d.superior, d.own, d.weaker) for d in plan.deviations] == [
        ("帮扶企业", "每年不少于20家", "每年不少于25家", False), ("服务覆盖率", "达到95%以上", "达到98%以上", False)]


def test_a_weaker_value_needs_its_note() -> None:
    with pytest.raises(BadProfile, match="低于来文"):
        set_own_targets(localise_spec(SPEC, replace(COUNTY, own_targets=(OwnTarget("覆盖率", 90),))))
    noted = replace(COUNTY, own_targets=(OwnTarget("覆盖率", 90, "经市局同意"),))
    deviations = set_own_targets(localise_spec(SPEC, noted)).deviations
    assert [(d.weaker, d.note) for d in deviations] == [(True, "经市局同意")]


def test_own_values_of_a_profile() -> None:
    head = 'province = "澜川省"\nprefecture = "澜阳市"\n'
    rows = '[[county]]\nname = "溪塬县"\ntargets = [{ indicator = "覆盖率", value = 98 }]\n'
    assert read_profiles((head + rows).encode(), "甲.toml")[0].own_targets == (OwnTarget("覆盖率", 98.0),)
    for wrong in ('targets = "98"', 'targets = [{ indicator = "覆盖率", value = "高" }]', "targets = [{ value = 3 }]"):
        with pytest.raises(BadProfile, match=r"targets|indicator"):
            read_profiles(f'{head}[[county]]\nname = "溪塬县"\n{wrong}\n'.encode(), "甲.toml")


def _sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_table_of_weights(tmp_path: Path) -> None:
    path = _sheet(tmp_path / "权重.xlsx", ("县区", "权重", "示范点"), ("溪塬县", 17, 1), ("荻浦县", 50.5, 0),
                  ("合计", 67.5, 1))
    assert read_weights(path) == {"权重": {"溪塬县": 17, "荻浦县": 50.5}, "示范点": {"溪塬县": 1, "荻浦县": 0}}
    for rows in ((("单位", "权重"), ("甲", 1)), (("县区", "权重"), ("甲县", "多")),
                 (("县区", "权重"), ("甲县", 1), ("甲县", 2)), (("县区",), ("甲县",)),
                 (("县区", "权重"), ("甲县", 0)), (("县区", "权重"), ("甲县", -1))):
        with pytest.raises(BadProfile):
            read_weights(_sheet(tmp_path / "错.xlsx", *rows))


def test_shares_from_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    spec = tmp_path / "spec.json"
    spec.write_text(print_spec(SPEC), "utf-8")
    table = _sheet(tmp_path / "权重.xlsx", ("县区", "权重"), ("溪塬县", 17), ("荻浦县", 50), ("枫渚县", 33))
    command = ["draft", str(spec), "--county", "溪塬县", "--allow-open", "--shares", str(table)]
    assert run_command(command) == 0
    assert "示范点102[" in capfd.readouterr().out
