"""A notice seen from one county: whose is each sentence, what it calls its bodies, which numbers are its own."""

from dataclasses import replace

import pytest

from generator.county import find_line, guess_profile
from generator.localise.bodies import Rung, find_own_body, find_rung
from generator.localise.deixis import drop_baseline, spell_out
from generator.localise.notes import drop_duty_notes
from generator.localise.phrases import say_value
from generator.localise.pieces import join_own, judge_task
from generator.localise.plan import localise_spec
from generator.localise.reports import say_report
from generator.localise.segments import cut_segments
from generator.localise.targets import looks_back
from generator.localise.times import print_time, print_value
from generator.localise.totals import is_size
from generator.localise.verdicts import Verdict
from generator.localise.words import localise_text
from specs.model import Body, Clause, Deadline, Level, Role, Target, TargetKind, Task, Time
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
    ("县(市、区)总工会、团县(市、区)委配合", "溪塬县总工会、共青团溪塬县委员会配合"),
    ("其他县(市、区)每队不少于25人", "其他县(市、区)每队不少于25人"),
    ("创建示范县(市、区)10个", "创建示范县(市、区)10个"),
    ("三县(区)出栏130万头", "三县(区)出栏130万头"),
    ("支持22家县级妇幼保健机构改建", "支持22家县级妇幼保健机构改建"),
    ("月度排名后三名的县(市、区)作出书面说明", "月度排名后三名的,作出书面说明"),
    ("反馈小区所在地县(市、区)民政局", "反馈小区所在地县(市、区)民政局"),
    ("各产业带所在县(市、区)人民政府要制定方案", "溪塬县人民政府要制定方案"),
    ("有关县(市、区)人民政府要配合", "溪塬县人民政府要配合"),
    ("全部县(市、区)通过评估", "溪塬县通过评估"),
    ("增速高于全省平均水平", "增速高于全省平均水平"),
    ("溪塬县、荻浦县要各建成1处", "溪塬县要建成1处"),
    ("地方各级人民政府要统筹安排", "溪塬县人民政府要统筹安排"),
    ("健全省负总责的机制", "健全省负总责的机制"), ("出栏占全市比重达到60%", "出栏占全市比重达到60%"),
    ("县级人力资源和社会保障部门、卫生健康行政部门", "溪塬县人力资源和社会保障局、溪塬县卫生健康局"),
    ("市、县两级要足额落实经费", "溪塬县要足额落实经费"),
    ("贵县要于月底前反馈", "溪塬县要于月底前反馈"),
])
def test_words_of_another_level(text: str, expected: str) -> None:
    assert localise_text(text, COUNTY, LINE) == expected


def test_a_county_level_citys_own_words() -> None:
    city = profile_of("石鹭市")
    assert localise_text("全省各县(市、区)疾控中心", city, LINE) == "石鹭市疾病预防控制中心"


@pytest.mark.parametrize(("note", "left"), [
    ("加快建设。(责任单位:省教育厅,各县(市、区)政府)", "加快建设。"),
    ("加快建设。〔牵头单位:市教育局;责任单位:各县(市、区)〕", "加快建设。"),
    ("加快建设。(省农业农村厅牵头,省卫生健康委参与)", "加快建设。"),
    ("加快建设。(市农业农村局、市财政局)", "加快建设。"),
    ("加快建设。责任单位:各区县。", "加快建设。"),
    ("加快(重点是乡镇)建设。", "加快(重点是乡镇)建设。"),
    ("加快建设。(市水利局,各县〔市、区〕人民政府)。", "加快建设。"),
    ("加快建设。(市水利局、市林业局,荻浦县、枫渚县人民政府)", "加快建设。"),
    ("加快建设。(水利部、财政部负责)", "加快建设。"),
    ("加快建设。(商务部、水利部等有关部门和单位按职责分工负责)", "加快建设。"),
    ("加快建设。(水利部、财政部负责。列第一位者为牵头单位,下同)", "加快建设。"),
    ("由县疾控中心(卫生监督所)负责采样。", "由县疾控中心(卫生监督所)负责采样。"),
])
def test_notes_of_who_is_responsible_go(note: str, left: str) -> None:
    assert drop_duty_notes(note) == left


@pytest.mark.parametrize(("name", "level", "rung"), [
    ("各县(市、区)疾控中心", Level.COUNTY, Rung.OWN), ("各市卫生健康委", Level.PREFECTURE, Rung.ABOVE),
    ("省疾控中心", None, Rung.ABOVE), ("市场监管部门", None, Rung.OWN), ("各乡镇", None, Rung.BELOW),
    ("望津县疾控中心", Level.COUNTY, Rung.ABOVE), ("职业健康检查机构", None, Rung.UNKNOWN),
    ("荻浦县", Level.COUNTY, Rung.ABOVE), ("荻浦县人民政府", None, Rung.ABOVE), ("曲澜市", None, Rung.ABOVE),
    ("荻浦县、溪塬县人民政府", None, Rung.OWN), ("团市委", None, Rung.ABOVE), ("团县(市、区)委", None, Rung.OWN),
    ("市燃气有限公司", Level.ENTERPRISE, Rung.ABOVE), ("国网澜阳供电公司", Level.ENTERPRISE, Rung.ABOVE),
    ("县级以上政务服务中心", None, Rung.UNKNOWN), ("县级路长办公室", None, Rung.OWN),
    ("供水公司", Level.ENTERPRISE, Rung.BELOW), ("市民政局", None, Rung.ABOVE), ("发展改革委", None, Rung.OWN),
    ("国家税务总局溪塬县税务局", Level.NATIONAL, Rung.OWN), ("负责能力确认的市疾控中心", None, Rung.ABOVE),
    ("承建单位所在地的住房城乡建设部门", Level.ENTERPRISE, Rung.OWN)])
def test_rungs(name: str, level: Level | None, rung: Rung) -> None:
    assert find_rung(name, level, COUNTY) is rung


@pytest.mark.parametrize(("name", "own"), [
    ("各区县卫生健康行政部门", "合水县卫生健康局"), ("每个县(市、区)", "合水县卫生健康局"),
    ("同级税务部门", "国家税务总局合水县税务局"),
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


@pytest.mark.parametrize(("text", "verdicts"), [
    # a county named is this one or another
    ("荻浦县要有序退出养殖场户,2025年底前完成退出任务。", ["上级事项", "上级事项"]),
    ("溪塬县、荻浦县要发挥优势,2026年底前各建成1个示范片。", ["承接", "承接"]),
    ("推进枫渚县、石鹭市加工园区建设。", ["上级事项"]),
    # who helps does not take over what the leader builds
    ("由市公路中心牵头,各县(市、区)交通运输局配合,新改建公路160公里。", ["上级事项", "配合", "上级事项"]),
    # what a county is given is no duty of its
    ("市农业科学研究院组建服务团,每个县(市、区)派驻专家不少于3名。", ["上级事项", "上级事项"]),
    # a number of things made, with no doer of the county, is the upper level's; a frequency or a standard is not
    ("建设集中式设施40座。", ["待分解"]), ("打造示范点20个,每个乡镇不少于1个。", ["待分解", "承接"]),
    ("配备专职人员不少于3名。", ["承接"]), ("每季度至少巡查1次。", ["承接"]),
    ("各县(市、区)人民政府要改造村卫生室,2025年完成改造1200所,业务用房面积不低于80平方米。",
     ["承接", "待分解", "承接"]),
    # a number that only says of whom is no count; a share of counties is no county's own
    ("人口5000人以上的行政村2025年底前设立帮办点。", ["承接"]), ("基本消除56人以上大班额。", ["承接"]),
    ("服务人口超过50万人的县(市、区),备案机构不少于2家。", ["待定", "待定"]),
    ("80%以上的涉农县(市、区)达到标准。", ["待分解"]), ("燃煤锅炉全部淘汰,共淘汰63台。", ["承接", "待分解"]),
    # a county in the focus of a sentence takes it up, another does not
    ("以溪塬县、荻浦县为重点,推行轮牧,清理草场800公里。", ["承接", "承接", "待分解"]),
    ("以枫渚县为重点,推行轮牧。", ["上级事项", "上级事项"]),
    # money by its source does nothing
    ("中央和省级补助资金支付进度达到70%。", ["承接"]),
    ("省级补助资金按因素法分配,扣减下一年度资金。", ["上级事项", "上级事项"]),
    # what stands before 由 and an upper body is what it is done to
    ("各康复站由省职业病防治院评估后确认能力。", ["上级事项"]),
    # of several levels the county is one; so many square metres are no one county's
    ("市、县两级要足额落实公用经费。", ["承接"]),
    ("新建、改扩建校舍45万平方米。", ["待分解"]),
    # what is said to others
    ("请贵公司加快配套电网建设,2025年底前建成投运。", ["上级事项", "上级事项"]),
    # words that set the scene go with what follows
    ("对工作成效突出的单位,由省卫生健康委给予表扬。", ["上级事项", "上级事项"]),
    ("2025年起,省级每年回流数据不少于50类。", ["上级事项"]),
    ("市疾控中心开展抽查,通报机构所在地卫生健康委和各县(市、区)卫生健康委。", ["上级事项", "反向"]),
])
def test_verdicts(text: str, verdicts: list[str]) -> None:
    assert [str(verdict) for _, verdict in _judge(text)] == verdicts


def test_after_a_total_the_doer_of_the_sentence_before_goes_on() -> None:
    note = Body("市农业农村局", Role.RESPONSIBLE, Level.PREFECTURE)
    text = "新创建示范场15个。"
    more = "示范场实行动态管理。"
    clauses = (Clause(text, 0, 9), Clause(more, 9, 19), Clause("(市农业农村局)", 19, 27, (note,)))
    task = Task("一", "", 0, 27, (note,), text=text + more, clauses=clauses)
    assert {p.verdict for p in judge_task(task, COUNTY, home=False)} == {Verdict.SHARE, Verdict.ABOVE}


def test_a_date_is_kept_for_what_follows() -> None:
    text = "到2026年底,全省建成健康企业600家,申报率达到95%以上。"
    task = Task("一", "", 0, len(text), (), text=text, clauses=(Clause(text, 0, len(text)),))
    assert join_own(judge_task(task, COUNTY, home=False)) == "到2026年底,申报率达到95%以上。"


def _target(words: str, indicator: str, value: float, unit: str, comparator: str = ">=", **more: str) -> Target:
    kind = TargetKind.PERCENTAGE if unit == "%" else TargetKind.QUANTITY
    return Target(words, 0, len(words), indicator, "", kind, comparator, value, unit, words=words, **more)


@pytest.mark.parametrize(("target", "said"), [
    (_target("火灾起数较2023年下降30%以上", "火灾起数", 30, "%"), "较2023年下降30%以上"),
    (_target("粪污利用率由60%提高到75%", "粪污利用率", 75, "%"), "由60%提高到75%"),
    (_target("入园率、寄宿率均达到100%", "入园率", 100, "%"), "达到100%"),
    (_target("入园率和寄宿率分别达到95%和98%", "入园率", 95, "%"), "不低于95%"),
    (_target("办理时限、跑动次数分别压减50%和70%", "办理时限", 50, "%"), "压减50%以上"),
    (_target("办理时限、跑动次数分别压减50%和70%", "跑动次数", 70, "%"), "压减70%以上"),
    (_target("每年走访企业不少于20家", "走访企业", 20, "家", per="year"), "每年不少于20家"),
    (_target("建成50个站点", "站点", 50, "个", "="), "50个"),
    (_target("游客人数翻一番", "游客人数", 2, "倍", "="), "翻一番"),
    (_target("参会代表超过半数", "参会代表", 50, "%", ">"), "超过半数"),
    (_target("差错率不高于千分之三", "差错率", 3, "‰", "<="), "不高于千分之三"),
    (_target("水利用系数提高到0.65", "水利用系数", 0.65, "", ">="), "提高到0.65"),
    (_target("平均时长|5工作日", "平均时长", 5, "工作日", "<="), "不超过5个工作日"),
])
def test_values_in_the_notices_own_words(target: Target, said: str) -> None:
    assert say_value(target) == said


@pytest.mark.parametrize(("clause", "due", "what", "said"), [
    ("并在印发后10个工作日内报澜阳市民政局", "印发后10个工作日内", "本县实施方案",
     "甲局在印发后10个工作日内将本县实施方案报澜阳市民政局"),
    ("资金使用情况于每年12月20日前报澜阳市民政局", "每年12月20日前", "资金使用情况",
     "甲局将资金使用情况于每年12月20日前报澜阳市民政局"),
    ("报澜阳市民政局", "2025年3月底前", "制定工作方案", "甲局2025年3月底前将工作方案报澜阳市民政局"),
    ("将名册报澜阳市民政局", "2025年3月底前", "名册", "甲局2025年3月底前将名册报澜阳市民政局"),
    ("并将名册报澜阳市民政局", "", "名册", "甲局将名册报澜阳市民政局"),
    ("每月2日前报送上月进展", "每月2日前", "上月进展", "甲局每月2日前报送上月进展"),
    ("须在1小时内报告县民政局", "1小时内", "险情", "甲局须在1小时内报告县民政局"),
    ("应当在1小时内报告溪塬县民政局", "1小时内", "险情", "甲局应当在1小时内报告溪塬县民政局"),
    ("名单由甲局汇总后报澜阳市民政局", "2025年3月底前", "名单", "名单由甲局汇总后报澜阳市民政局"),
])
def test_reports_say_who_when_and_what_once(clause: str, due: str, what: str, said: str) -> None:
    assert say_report(clause, ("甲局",), due, what, "溪塬县") == said


def test_a_prefectures_paper_keeps_the_province() -> None:
    notice = replace(SPEC.notice, issuers=("澜阳市民政局",))
    plan = localise_spec(replace(SPEC, notice=notice), COUNTY)
    assert localise_text("依托全省平台,提升全市水平", plan.profile, LINE) == "依托全省平台,提升全县水平"


def test_the_superiors_baseline_goes() -> None:
    assert drop_baseline("监控覆盖率由2023年的62%提升到85%") == "监控覆盖率提升到85%"
    assert drop_baseline("门店由36家增加到60家以上,由县级财政解决") == "门店增加到60家以上,由县级财政解决"


@pytest.mark.parametrize(("sentence", "back"), [
    ("2024年,全市列养率达到100%。", True), ("截至目前,覆盖率达到80%。", True), ("党的二十大以来,覆盖率达到80%。", True),
    ("党的建设工作覆盖率达到100%。", False), ("2025年,覆盖率达到90%。", False), ("到2027年底,覆盖率达到90%。", False)])
def test_sentences_that_look_back(sentence: str, back: bool) -> None:
    assert looks_back(sentence, "2025-03-01") is back


def test_an_abolished_date_is_no_limit() -> None:
    text = "“2025年9月底前完工”调整为“2025年11月底前完工”。"
    old, new = (Deadline(w, text.index(w), text.index(w) + 8, Time(by=by), "完工", "一", words=w)
                for w, by in (("2025年9月底前", "2025-09-30"), ("2025年11月底前", "2025-11-30")))
    task = Task("一", "工期", 0, len(text), (OWN,), text=text, clauses=(Clause(text, 0, len(text), (OWN,)),))
    plan = localise_spec(replace(SPEC, tasks=(task,), targets=(), reports=(), deadlines=(old, new)), COUNTY)
    assert plan.tasks[0].times == ("2025年11月底前",)


def test_the_notices_own_words_for_itself_are_spelled_out() -> None:
    notice = SPEC.notice
    assert spell_out("自本方案印发之日起报我委,本通知另有规定的除外", notice, "附件1/二/1") == (
        "自《澜川省基层服务三年行动实施方案》印发之日起报澜川省卫生健康委员会,"
        "《澜川省卫生健康委员会关于印发澜川省基层服务三年行动实施方案的通知》另有规定的除外")
    assert spell_out("加强自我委员管理,本计划由省厅解释", notice, None) == "加强自我委员管理,本计划由省厅解释"


def test_goals_are_the_notices_sentences_without_totals() -> None:
    words = ("到2027年底,全省建成示范点600个,", "服务覆盖率达到95%以上;", "群众满意度稳步提升。")
    starts, kinds = (0, 20, 40), (TargetKind.QUANTITY, TargetKind.PERCENTAGE, TargetKind.TREND)
    clauses = (Clause(words[0] + words[1], 0, 40), Clause(words[2], 40, 60))
    targets = tuple(
        Target(word, start, start + len(word), "", "", kind, ">=", None if kind is TargetKind.TREND else 1.0,
               "个", due=Time(by="2027-12-31"), words=word.strip(",;。"))
        for word, start, kind in zip(words, starts, kinds, strict=True))
    spec = replace(SPEC, tasks=(), reports=(), deadlines=(), targets=targets, goals=clauses)
    plan = localise_spec(spec, COUNTY)
    assert plan.aims == ("到2027年底,服务覆盖率达到95%以上;群众满意度稳步提升。",)


def test_what_a_table_shares_out_to_this_county_is_its_own() -> None:
    def row(subject: str, value: float, start: int) -> Target:
        return Target(f"{subject}|{value}", start, start + 9, "生猪出栏", subject, TargetKind.QUANTITY, "=", value,
                      "万头", due=Time(by="2027-12-31"), words=f"{subject}|{value}")

    total = Target("生猪出栏达到300万头", 0, 9, "生猪出栏", "全市", TargetKind.QUANTITY, ">=", 300.0, "万头",
                   due=Time(by="2027-12-31"), words="生猪出栏达到300万头")
    spec = replace(SPEC, tasks=(), targets=(total, row("荻浦县", 24.0, 20), row("溪塬县", 46.0, 40)))
    plan = localise_spec(spec, COUNTY)
    assert [(t.name, t.value) for t in plan.indicators] == [("生猪出栏", "46万头")]
    assert plan.shares == plan.goals == ()


def test_a_countys_own_issuer_keeps_its_name() -> None:
    notice = replace(SPEC.notice, issuers=("溪塬县文化广电和旅游局",))
    profile = localise_spec(replace(SPEC, notice=notice), COUNTY).profile
    assert profile.bodies["文化和旅游部门"] == "溪塬县文化广电和旅游局"


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
    (Time(every="2 years"), False, "每两年"), (Time(every="half-month"), False, "每半个月"),
    (Time(every="10 days"), False, "每旬"), (Time(within="P10WD", after="印发"), False, "印发后10个工作日内"),
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


@pytest.mark.parametrize(("words", "value", "size"), [
    ("有60名以上患者的乡镇服务站实现全覆盖", 60.0, True), ("人口5000人以上的村设立帮办点", 5000.0, True),
    ("组建不少于60名的队伍", 60.0, False), ("至少建立20人以上的专业单位", 20.0, False),
    ("建成示范点60个以上", 60.0, False)])
def test_a_number_that_only_says_of_whom_is_no_target(words: str, value: float, size: bool) -> None:
    assert is_size(words, value) is size


def test_the_place_of_a_body_s_seat_is_the_county() -> None:
    assert find_own_body("用人单位所在地的卫生健康行政部门", COUNTY, LINE).name == "溪塬县卫生健康局"
