"""Bodies of a county of several sorts, and what a profile may say of them (机构类别、机构对应)."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from generator.compose.relations import list_others
from generator.county import bureau_of, is_missing, read_profiles
from generator.localise.bodies import BodySort, Rung, find_rung, sort_body
from generator.localise.plan import localise_spec
from generator.localise.words import localise_text
from specs.model import Body, Clause, Level, Role
from tests.plans import COUNTY, SPEC, profile_of

HEAD = 'province = "澜川省"\nprefecture = "澜阳市"\n[bodies]\n'
ROW = '\n[[county]]\ncode = "990127"\nname = "溪塬县"\n'


def _profile(bodies: str):  # type: ignore[no-untyped-def]
    return read_profiles(f"{HEAD}{bodies}{ROW}".encode(), "甲.toml")[0]


@pytest.mark.parametrize(("name", "sort"), [
    ("溪塬县疾病预防控制中心", BodySort.UNIT), ("溪塬县财政局", BodySort.DEPARTMENT),
    ("溪塬县人民政府", BodySort.GOVERNMENT),
    ("各乡镇", BodySort.TOWNSHIP), ("乡镇人民政府", BodySort.TOWNSHIP), ("街道办事处", BodySort.TOWNSHIP),
    ("用人单位", BodySort.ENTERPRISE), ("供水公司", BodySort.ENTERPRISE), ("市疾控中心", BodySort.ABOVE),
    ("检测机构", BodySort.OTHER)])
def test_sorts(name: str, sort: BodySort) -> None:
    assert sort_body(name, COUNTY) is sort


def _plan(profile, *names: str):  # type: ignore[no-untyped-def]
    bodies = tuple(Body(name, Role.RESPONSIBLE, Level.COUNTY) for name in names)
    text = f"{'和'.join(names)}要组织培训。"
    task = replace(SPEC.tasks[0], bodies=bodies, text=text, clauses=(Clause(text, 100, 150, bodies),))
    return localise_spec(replace(SPEC, tasks=(task,), targets=(), deadlines=(), reports=()), profile)


def test_one_kind_may_be_several_bodies() -> None:
    profile = _profile('"卫生监督机构" = ["{县}疾控中心", "{县}卫生监督所"]\n')
    plan = _plan(profile, "县级卫生监督机构")
    assert plan.tasks[0].doers == ("溪塬县疾控中心", "溪塬县卫生监督所")
    assert plan.tasks[0].text == "溪塬县疾控中心、溪塬县卫生监督所要组织培训。"
    assert list_others(plan, bureau_of(profile, plan.line))[1] == ("溪塬县疾控中心", "溪塬县卫生监督所")


def test_one_office_under_two_names_is_said_once() -> None:
    profile = _profile('"卫生健康行政部门" = "{县}卫生健康局"\n"疾控主管部门" = "{县}卫生健康局"\n')
    plan = _plan(profile, "各县(市、区)卫生健康行政部门", "各县(市、区)疾控局")
    assert plan.tasks[0].doers == ("溪塬县卫生健康局",)
    assert plan.tasks[0].text == "溪塬县卫生健康局要组织培训。"
    assert localise_text("各县(市、区)卫生健康行政部门、疾控局要配合", profile, plan.line) == "溪塬县卫生健康局要配合"


def test_a_body_that_the_county_has_not_is_left_open() -> None:
    profile = _profile('"卫生监督机构" = "无"\n')
    plan = _plan(profile, "县级卫生监督机构")
    assert plan.tasks[0].doers == ("【待定：本县无卫生监督机构】",)
    assert is_missing(plan.tasks[0].doers[0])
    assert list_others(plan, bureau_of(profile, plan.line)) == ((), ())


def test_a_county_level_city_s_own_bodies_in_its_own_notice() -> None:
    city = profile_of("石鹭市")
    home = replace(city, at_home=True)
    for name in ("市疾控中心", "市卫生健康局", "市级公立医院"):
        assert find_rung(name, Level.PREFECTURE, home) is Rung.OWN
        assert find_rung(name, Level.PREFECTURE, city) is Rung.ABOVE
    assert find_rung("省疾控中心", Level.PROVINCE, home) is Rung.ABOVE
    assert find_rung("澜阳市疾控中心", Level.PREFECTURE, home) is Rung.ABOVE
    assert find_rung("市疾控中心", Level.PREFECTURE, replace(COUNTY, at_home=True)) is Rung.ABOVE


def test_its_own_notice_lays_its_tasks_on_its_own() -> None:
    city = profile_of("石鹭市")
    body = Body("市疾控中心", Role.RESPONSIBLE, Level.PREFECTURE)
    text = "市疾控中心要每年开展培训。"
    task = replace(SPEC.tasks[0], bodies=(body,), text=text, clauses=(Clause(text, 100, 150, (body,)),))
    notice = replace(SPEC.notice, issuers=("石鹭市卫生健康局",))
    plan = localise_spec(replace(SPEC, notice=notice, tasks=(task,), targets=(), deadlines=(), reports=()), city)
    assert plan.tasks[0].doers == ("石鹭市疾病预防控制中心",)


def test_a_profile_s_list_of_bodies_is_names() -> None:
    assert MappingProxyType(_profile('"疾控中心" = ["甲中心"]\n').bodies)["疾控中心"] == "甲中心"
    with pytest.raises(Exception, match="bodies"):
        _profile('"疾控中心" = [3]\n')
