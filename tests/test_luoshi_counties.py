"""`luoshi counties`: lists, what has gone since, refusals in one line."""

import json
from datetime import date

import pytest

from luoshi.cli.frame import run_command
from luoshi.counties import Choice, choose_counties


def test_chongqing_on_a_notices_day(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["counties", "重庆市", "--on", "2024-05-11"]) == 0
    page = capfd.readouterr().out
    assert "重庆市 2024年5月11日 县级区划（38）" in page
    assert sum(line.strip().startswith("500") for line in page.splitlines()) == 38
    assert "功能区，无区划代码（3）" in page
    assert "渝北区（500112）已于2025年11月6日撤销，现为两江新区（500157）" in page


def test_json_has_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["counties", "重庆", "--on", "2024年5月11日", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["on"] == "2024-05-11"
    assert len(found["counties"]) == 38
    assert found["counties"][0] == {"code": "500101", "name": "万州区", "prefecture": None}
    assert found["functional_areas"][0]["name"] == "两江新区"
    assert [(d["code"], d["successors"]) for d in found["abolished_since"]] == [
        ("500105", ["500157"]), ("500112", ["500157"])]


def test_today_is_the_default(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["counties", "500000", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert "500157" in {d["code"] for d in found["counties"]}
    assert found["abolished_since"] == []


def test_cities_without_counties_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["counties", "广东省", "--on", "2026-01-01"]) == 0
    page = capfd.readouterr().out
    assert "不设区县的市：东莞市（441900）、中山市（442000）" in page
    assert "深圳市" in page


def test_the_demos_province(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["counties", "澜川省"]) == 0
    page = capfd.readouterr().out
    assert "县级区划（36）" in page
    assert "区划资料截至" not in page


@pytest.mark.parametrize(("arguments", "words"), [
    (["合水县"], "本身是县级区划"), (["东莞市"], "不设区县"), (["火星省"], "没有这个区划"),
    (["吉林"], "吉林省吉林市（220200）"), (["重庆市", "--on", "昨天"], "“昨天”不是日期"),
    (["重庆市", "--on", "2024-13-01"], "不是日期"), (["重庆市", "--on", "2019-01-01"], "2021年1月1日起"),
])
def test_refusals_are_one_line(arguments: list[str], words: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["counties", *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert words in err


def test_a_run_names_what_it_leaves_out() -> None:
    today = date(2026, 9, 30)
    chosen = choose_counties(Choice(counties_of="重庆市"), date(2024, 5, 11), today, None)
    assert len(chosen.profiles) == 38
    assert chosen.remarks == (
        "江北区（500105）已于2025年11月6日撤销，现为两江新区（500157）",
        "渝北区（500112）已于2025年11月6日撤销，现为两江新区（500157）",
        "两江新区、西部科学城重庆高新区、万盛经开区是功能区，没有区划代码，未生成文书")
    chosen = choose_counties(Choice(counties_of="广东省"), today, today, None)
    assert chosen.remarks == ("东莞市、中山市不设区县，未生成文书",)
