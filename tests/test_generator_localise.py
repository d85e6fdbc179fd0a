"""A notice seen from one county: whose is each sentence, what it calls its bodies, which numbers are its own."""

import pytest

from generator.county import find_line, guess_profile
from generator.localise.bodies import Rung, find_own_body, find_rung
from generator.localise.pieces import Verdict, cut_segments, join_own, judge_task
from generator.localise.plan import localise_spec
from generator.localise.times import print_time, print_value
from generator.localise.words import drop_duty_notes, find_residue, localise_text
from specs.model import Body, Clause, Level, Role, Target, TargetKind, Task, Time
from tests.plans import COUNTY, SPEC, profile_of

LINE = find_line("澜川省卫生健康委员会")


@pytest.mark.parametrize(("text", "expected"), [
    ("各县(市、区)卫生健康委要加强管理", "溪塬县卫生健康局要加强管理"),
    ("每个县(市、区)每年帮扶企业不少于25家", "溪塬县每年帮扶企业不少于25家"),
    ("各区县卫生健康委、疾控中心按职责分工", "溪塬县卫生健康局、溪塬县疾病预防控制中心按职责分工"),
    ("县级卫生健康监督机构", "溪塬县卫生健康监督所"),
    ("印发本县(市、区)实施方案", "印发本县实施方案"),
    ("结合我省实际,全省统一部署", "结合我县实际,全县统一部署"),
    ("报市卫生健康委备案", "报澜阳市卫生健康委备案"),
    ("服务人口超过50万人的县(市、区),2026年底前", "服务人口超过50万人的,2026年底前"),
    ("县级以上医院和市场监管所", "县级以上医院和市场监管所"),
    ("按照《关于做好全省各县(市、区)工作的通知》", "按照《关于做好全省各县(市、区)工作的通知》"),
    ("跨县(市、区)流动", "跨县(市、区)流动"),
    ("2025年10月31日前完成8.5%", "2025年10月31日前完成8.5%"),
])
def test_words_of_another_level(text: str, expected: str) -> None:
    assert localise_text(text, COUNTY, LINE) == expected


def test_a_county_level_citys_own_words() -> None:
    city = profile_of("石鹭市")
    assert localise_text("全省各县(市、区)疾控中心", city, LINE) == "石鹭市疾病预防控制中心"
    assert find_residue("全市统一", city) == ()
    assert find_residue("全市统一部署,各市州参照,见“我省经验”", COUNTY) == ("全市", "各市州")


@pytest.mark.parametrize(("note", "left"), [
    ("加快建设。(责任单位:省教育厅,各县(市、区)政府)", "加快建设。"),
    ("加快建设。〔牵头单位:市教育局;责任单位:各县(市、区)〕", "加快建设。"),
    ("加快建设。(省农业农村厅牵头,省卫生健康委参与)", "加快建设。"),
    ("加快建设。(市农业农村局、市财政局)", "加快建设。"),
    ("加快建设。责任单位:各区县。", "加快建设。"),
    ("加快(重点是乡镇)建设。", "加快(重点是乡镇)建设。"),
])
def test_notes_of_who_is_responsible_go(note: str, left: str) -> None:
    assert drop_duty_notes(note) == left


@pytest.mark.parametrize(("name", "level", "rung"), [
    ("各县(市、区)疾控中心", Level.COUNTY, Rung.OWN), ("各市卫生健康委", Level.PREFECTURE, Rung.ABOVE),
    ("省疾控中心", None, Rung.ABOVE), ("市场监管部门", None, Rung.OWN), ("各乡镇", None, Rung.BELOW),
    ("望津县疾控中心", Level.COUNTY, Rung.ABOVE), ("职业健康检查机构", None, Rung.UNKNOWN)])
def test_rungs(name: str, level: Level | None, rung: Rung) -> None:
    assert find_rung(name, level, COUNTY) is rung


@pytest.mark.parametrize(("name", "own"), [
    ("各区县卫生健康行政部门", "合水县卫生健康局"), ("每个县(市、区)", "合水县卫生健康局"),
    ("同级税务部门", "合水县税务部门"),
    ("县级疾控中心", "合水县疾病预防控制中心")])
def test_own_bodies(name: str, own: str) -> None:
    profile = guess_profile("621024", "合水县", province="甘肃省", prefecture="庆阳市")
    assert find_own_body(name, profile, LINE).name == own


def _judge(text: str, *bodies: Body) -> list[tuple[str, Verdict]]:
    task = Task("一", "", 0, len(text), bodies, text=text, clauses=(Clause(text, 0, len(text), bodies),))
    return [(piece.text, piece.verdict) for piece in judge_task(task, COUNTY, home=False)]


CITY = Body("市疾控中心", Role.RESPONSIBLE, Level.PREFECTURE)
OWN = Body("各县(市、区)卫生健康委", Role.RESPONSIBLE, Level.COUNTY)


def test_a_sentence_with_two_doers_is_cut() -> None:
    text = "每年11月15日前各县(市、区)卫生健康委完成监测,市疾控中心每年11月底前汇总,并上报省疾控中心。"
    assert [v for _, v in _judge(text, OWN, CITY)] == [Verdict.OWN, Verdict.ABOVE, Verdict.ABOVE]


def test_what_the_county_does_after_a_check_is_its_own() -> None:
    text = ("市疾控中心每半年抽取不少于5%的单位,错误信息退回各县(市、区)卫生健康委,"
            "由其在1个月内督促更正,更正率达到100%。")
    assert [v for _, v in _judge(text, CITY, OWN)] == [Verdict.ABOVE, Verdict.OWN, Verdict.OWN, Verdict.OWN]


def test_a_check_of_counties_is_no_duty_of_theirs() -> None:
    assert _judge("市疾控中心每年对不少于三分之一的县(市、区)开展督导。", CITY)[0][1] is Verdict.REVERSE


@pytest.mark.parametrize("text", [
    "到2026年底全省建成健康企业600家,其中县城200家。",
    "2025—2027年,全市新建管网1500公里以上。",
                                  "三年培训教师3600人次。"])
def test_totals_of_the_upper_level_are_not_the_countys(text: str) -> None:
    assert {verdict for _, verdict in _judge(text)} == {Verdict.SHARE}


@pytest.mark.parametrize("text", [
    "到2027年底,全省申报率达到95%以上。", "每个村至少配备1名信息员。", "拨打12345热线。"])
def test_rates_and_counts_for_each_are_taken_over(text: str) -> None:
    assert {verdict for _, verdict in _judge(text)} == {Verdict.OWN}


def test_commas_in_brackets_do_not_cut() -> None:
    assert cut_segments("按(甲,乙)办,做好“一,二”。") == ["按(甲,乙)办,", "做好“一,二”。"]


def test_joined_text_of_own_pieces_loses_no_stop() -> None:
    task = SPEC.tasks[0]
    text = join_own(judge_task(task, COUNTY, home=False))
    assert text == task.clauses[0].text


@pytest.mark.parametrize(("time", "day", "printed"), [
    (Time(by="2025-12-31"), False, "2025年底前"), (Time(by="2025-09-30"), False, "2025年9月底前"),
    (Time(by="2025-09-30"), True, "2025年9月30日前"), (Time(every="year", by="01-10"), False, "每年1月10日前"),
    (Time(every="quarter", by="3-20"), False, "每季度末月20日前"), (Time(every="month", by="5"), False, "每月5日前"),
    (Time(every="2 years"), False, "每两年"), (Time(within="P10WD", after="印发"), False, "印发后10个工作日内"),
    (Time(start="2024-04-01", end="2024-06-30"), False, "2024年4月至6月"),
    (Time(start="2025-01-01"), False, "2025年起"),
    (Time(start="2025-01-01", end="2027-12-31"), False, "2025年至2027年")])
def test_times(time: Time, day: bool, printed: str) -> None:
    assert print_time(time, day=day) == printed


@pytest.mark.parametrize(("kind", "comparator", "value", "unit", "per", "printed"), [
    (TargetKind.QUANTITY, ">=", 20.0, "家", "year", "每年不少于20家"),
    (TargetKind.PERCENTAGE, ">=", 85.0, "%", None, "不低于85%"),
    (TargetKind.PERCENTAGE, "<=", 5.5, "%", None, "不超过5.5%"), (TargetKind.COVERAGE, "=", 100.0, "%", None, "全覆盖"),
    (TargetKind.TREND, None, None, None, None, "稳步提升")])
def test_values(kind: TargetKind, comparator: str | None, value: float | None, unit: str | None, per: str | None,
                printed: str) -> None:
    assert print_value(Target("水平稳步提升", 0, 6, "水平", "", kind, comparator, value, unit, per=per)) == printed


def test_a_countys_plan() -> None:
    plan = localise_spec(SPEC, COUNTY)
    assert [task.id for task in plan.tasks] == ["附件1/二/1", "附件1/二/3"]
    first = plan.tasks[0]
    assert first.text == (
        "溪塬县疾病预防控制中心要每年帮扶企业不少于20家,2025年6月底前建立名册,乡镇人民政府予以配合。")
    assert (first.responsible, first.support) == (("溪塬县疾病预防控制中心",), ("乡镇人民政府",))
    assert first.times == ("2025年6月底前",)
    assert [t.value for t in first.targets] == ["每年不少于20家"]
    assert [t.text for t in plan.goals] == ["服务覆盖率达到95%以上"]
    assert [t.target.value for t in plan.shares] == [600.0]
    assert [r.text for r in plan.reports] == ["溪塬县疾病预防控制中心每年1月10日前将工作总结报澜阳市疾控中心"]


def test_nothing_is_lost_between_the_verdicts() -> None:
    for task in SPEC.tasks:
        assert "".join(piece.text for piece in judge_task(task, COUNTY, home=False)) == task.text
