"""What is said to the level between alone, and what only an upper level does (承接推定、上级事项)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest

from generator.county import guess_profile
from generator.localise.bodies import find_counterpart
from generator.localise.plan import localise_spec
from generator.localise.presume import find_reach, load_acts, name_superior
from specs.model import Body, Clause, Level, Notice, Report, Role, Section, Spec, Task, Time
from tests.plans import COUNTY, ROOT

TABLE = tomllib.loads((ROOT / "generator" / "acts.toml").read_text("utf-8"))
ROWS = [(group, name, row) for group, rows in TABLE.items() for name, row in rows.items()]
TO_PREFECTURES = Notice(title="澜川省水利厅关于开展小型水库巡查的通知", kind="通知", issuers=("澜川省水利厅",),
                        issued_on="2025-03-01", recipients=("各市(州)水利局",))
OF_MINISTRY = Notice(title="水利部关于开展小型水库巡查的通知", kind="通知", issuers=("水利部",), issued_on="2025-03-01",
                     recipients=("各省、自治区、直辖市水利厅(局)",))


@pytest.mark.parametrize(("group", "name", "row"), ROWS, ids=[f"{group}.{name}" for group, name, _ in ROWS])
def test_each_row_of_acts_finds_its_own_example(group: str, name: str, row: dict[str, str]) -> None:
    assert re.search(row["word"], row["like"])
    assert getattr(load_acts(), group).search(row["like"])


def _spec(notice: Notice, *sentences: tuple[str, tuple[Body, ...]], note: tuple[Body, ...] = ()) -> Spec:
    at, clauses = 0, []
    for text, bodies in sentences:
        clauses.append(Clause(text, at, at + len(text), bodies or note))
        at += len(text)
    bodies = (*(body for _, bodies in sentences for body in bodies), *note)
    text = "".join(text for text, _ in sentences)
    task = Task("一/(一)", "加强巡查", 0, at, bodies, "(一)", text, (Section("一、", "主要任务"),), tuple(clauses))
    return Spec(notice, (task,))


CITIES = Body("各市(州)水利局", Role.RESPONSIBLE, Level.PREFECTURE)
MINISTRY = Body("水利部", Role.RESPONSIBLE, Level.NATIONAL)
TRADE = Body("商务部", Role.LEAD, Level.NATIONAL)


def _verdicts(spec: Spec) -> list[str]:
    return [str(piece.verdict) for piece in localise_spec(spec, COUNTY).judged[0][1]]


def test_what_a_province_asks_of_prefectures_alone_is_proposed_to_the_county() -> None:
    spec = _spec(TO_PREFECTURES, ("各市(州)水利局要组织摸清水库底数,建立巡查台账。", (CITIES,)))
    plan = localise_spec(spec, COUNTY)
    assert _verdicts(spec) == ["承接(推定)", "承接(推定)"]
    assert plan.tasks[0].text == "溪塬县水利局要组织摸清水库底数,建立巡查台账。"
    assert plan.tasks[0].presumed
    assert plan.tasks[0].doers == ("溪塬县水利局",)


def test_what_counties_are_told_themselves_is_not_presumed_of_prefectures() -> None:
    counties = Body("各县(市、区)水利局", Role.RESPONSIBLE, Level.COUNTY)
    spec = _spec(TO_PREFECTURES, ("各市(州)水利局要组织培训。", (CITIES,)),
                 ("各县(市、区)水利局要每月巡查。", (counties,)))
    assert _verdicts(spec) == ["上级事项", "承接"]
    to_both = replace(TO_PREFECTURES, recipients=("各市(州)水利局", "各县(市、区)水利局"))
    assert _verdicts(_spec(to_both, ("各市(州)水利局要组织培训。", (CITIES,)))) == ["上级事项"]


def test_what_a_ministry_is_only_noted_for_is_the_place_s_to_carry_out() -> None:
    spec = _spec(OF_MINISTRY, ("组织开展水库安全宣传,培训巡查员。", ()), note=(MINISTRY, TRADE))
    plan = localise_spec(spec, COUNTY)
    assert _verdicts(spec) == ["承接(推定)", "承接(推定)"]
    assert plan.tasks[0].lead == ("溪塬县商务局",)
    assert plan.tasks[0].responsible == ("溪塬县水利局",)
    assert plan.judged[0][1][0].why


@pytest.mark.parametrize("text", [
    "水利部要组织修订巡查规程。",  # the ministry itself acts
    "制定全国统一的水库巡查标准,开发国家水库数据平台。",
    "修订《水库大坝安全管理条例》。",
    "对巡查成效明显的市、县,在安排资金时予以倾斜。",
    "中央财政对巡查工作给予补助。",
    "对推进巡查工作力度大、完成任务较好的省(区、市),在试点中优先支持。",
])
def test_an_upper_level_s_own_acts_stay_there(text: str) -> None:
    bodies = (MINISTRY,) if text.startswith("水利部") else ()
    assert set(_verdicts(_spec(OF_MINISTRY, (text, bodies), note=(MINISTRY,)))) == {"上级事项"}


@pytest.mark.parametrize("text", [
    "按照国家统一标准开展巡查。", "执行全省统一的巡查规范。", "健全市级以下巡查体系。", "依托全省统一平台报送数据。",
    "推动落实全省统一部署的巡查工作规范要求。",
])
def test_to_follow_a_standard_is_the_county_s(text: str) -> None:
    counties = replace(TO_PREFECTURES, recipients=("各县(市、区)水利局",))
    assert set(_verdicts(_spec(counties, (text, ())))) == {"承接"}


def test_a_standard_for_the_whole_province_is_not() -> None:
    counties = replace(TO_PREFECTURES, recipients=("各县(市、区)水利局",))
    assert _verdicts(_spec(counties, ("制定全省统一的水库巡查规范,开展巡查。", ()))) == ["上级事项", "承接"]


@pytest.mark.parametrize(("issuer", "recipients", "between"), [
    ("澜川省水利厅", ("各市(州)人民政府",), True), ("澜川省水利厅", ("各县(市、区)人民政府",), False),
    ("澜川省水利厅", ("省交通运输厅", "省商务厅"), False), ("水利部", ("各省、自治区、直辖市水利厅(局)",), True),
    ("国务院办公厅", ("各省、自治区、直辖市人民政府", "国务院各部委"), True), ("澜阳市水利局", ("各市场主体",), False),
    ("澜川省水利厅", ("设区的市水利局",), True), ("澜川省水利厅", ("各市、县(区)水利局",), False)])
def test_how_far_a_notice_reaches(issuer: str, recipients: tuple[str, ...], between: bool) -> None:
    spec = Spec(replace(TO_PREFECTURES, issuers=(issuer,), recipients=recipients))
    assert (find_reach(spec, COUNTY).between is not None) is between


def test_a_municipality_has_no_level_between() -> None:
    profile = guess_profile("500112", "渝北区", province="重庆市", prefecture="重庆市")
    spec = Spec(replace(TO_PREFECTURES, issuers=("重庆市水利局",), recipients=()))
    assert find_reach(spec, profile).between is None


@pytest.mark.parametrize(("upper", "key"), [
    ("国家发展改革委", "发展改革部门"), ("市场监管总局", "市场监管部门"),
    ("人力资源社会保障部", "人力资源社会保障部门"),
    ("中央宣传部", "宣传部门"), ("各市(州)卫生健康委", "卫生健康行政部门"), ("各有关省级人民政府", "人民政府"),
    ("科技部", "科技主管部门"), ("人民银行", None), ("扶贫办", None), ("省市场监督管理局", "市场监管部门")])
def test_the_county_s_body_that_answers_to_an_upper_one(upper: str, key: str | None) -> None:
    kind = find_counterpart(upper)
    assert (kind.key if kind else None) == key


def test_a_side_sentence_s_doer_does_not_do_the_whole() -> None:
    testers = Body("检测机构", Role.RESPONSIBLE)
    counties = replace(TO_PREFECTURES, recipients=("各县(市、区)水利局",))
    spec = _spec(counties, ("全面排查库区周边隐患,逐库建立问题清单,限期销号。", ()),
                 ("检测机构应如实出具报告。", (testers,)))
    task = localise_spec(spec, COUNTY).tasks[0]
    assert task.doers == ("溪塬县水利局", "检测机构")
    assert task.guessed


def test_a_presumed_report_goes_to_the_direct_superior() -> None:
    text = "各市(州)水利局要在2025年9月底前将巡查总结报省水利厅。"
    office = Body("省水利厅", Role.RECEIVE, Level.PROVINCE)
    at = text.index("将巡查")
    report = Report(("各市(州)水利局",), ("省水利厅",), "巡查总结", Time(by="2025-09-30"), text[at:-1], at,
                    len(text) - 1, "一/(一)")
    spec = replace(_spec(TO_PREFECTURES, (text, (CITIES, office)), ("组织培训。", (CITIES,))), reports=(report,))
    plan = localise_spec(spec, COUNTY)
    assert "溪塬县水利局要在2025年9月底前将巡查总结报澜阳市水利局" in plan.tasks[0].text
    assert (plan.reports[0].by, plan.reports[0].to) == (("溪塬县水利局",), ("澜阳市水利局",))


@pytest.mark.parametrize(("upper", "superior"), [
    ("省水利厅", "澜阳市水利局"), ("澜川省卫生健康委员会", "澜阳市卫生健康委员会"),
    ("水利部", "澜阳市水利局"), ("省政府", "澜阳市人民政府"),
    ("国家发展改革委", "澜阳市发展改革委"), ("国务院", "澜阳市人民政府"),
    ("市场监管总局", "澜阳市市场监管局")])
def test_who_stands_for_an_upper_body_at_the_direct_superior(upper: str, superior: str) -> None:
    assert name_superior(upper, COUNTY) == superior
