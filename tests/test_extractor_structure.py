"""The head of a notice and its structure, one case a form."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.pipeline import extract_source
from extractor.readers.plain import read_plain
from extractor.structure.head import is_recipients
from extractor.structure.recipients import split_recipients
from specs.model import Notice, Origin, Spec

CASES = Path(__file__).parent / "cases"
RECIPIENTS = tomllib.loads((CASES / "recipients.toml").read_text("utf-8"))["case"]
BODY = "一、重点任务\n(一)各单位要在6月底前完成排查。\n(二)市财政局要落实经费。\n"


def read(text: str) -> Spec:
    return extract_source(read_plain(text.encode()), Origin("case", "0" * 64, "txt", "test")).spec


def head(text: str) -> Notice:
    return read(text).notice


@pytest.mark.parametrize("case", RECIPIENTS, ids=[c["line"] for c in RECIPIENTS])
def test_recipients_are_written_out_and_known_as_such(case: dict[str, Any]) -> None:
    assert is_recipients(case["line"])
    assert list(split_recipients(case["line"], ())) == case["recipients"]


@pytest.mark.parametrize("line", [
    "责任单位:", "重点任务:", "各阶段目标:", "一、各乡镇:", "现将有关事项通知如下:", "各单位要做好以下工作:", "其中:",
])
def test_labels_and_lead_ins_address_nobody(line: str) -> None:
    assert not is_recipients(line)


def test_a_page_and_its_metadata_are_no_part_of_the_title() -> None:
    made = head("首页 > 政务公开 > 通知公告\n发布时间:2025-03-03 来源:县体育局 浏览次数:128\n有 效 性:有效\n"
                "鹤川县体育局关于开展健身月活动的通知\n鹤体发〔2025〕6号\n各乡镇、县直有关部门:\n现将有关事项通知如下。\n"
                + BODY + "鹤川县体育局\n2025年3月1日\n")
    assert (made.title, made.document_number) == ("鹤川县体育局关于开展健身月活动的通知", "鹤体发〔2025〕6号")
    assert made.recipients == ("各乡镇", "县直有关部门")


def test_who_issues_by_the_title_or_by_the_metadata_where_nobody_signs() -> None:
    assert head("石鹭市体育局2025年工作要点\n" + BODY).issuers == ("石鹭市体育局",)
    made = head("成文日期:2025年4月2日\n发文机关:望津县林业局\n关于加强古树保护的通知\n各镇人民政府:\n" + BODY)
    assert made.issuers == ("望津县林业局",)


def test_who_printed_it_signs_where_nobody_else_does() -> None:
    made = head("砚塘县供水方案\n各镇人民政府:\n" + BODY + "砚塘县人民政府办公室\n2025年2月2日印发\n")
    assert (made.issuers, made.issued_on) == (("砚塘县人民政府办公室",), "2025-02-02")


def test_addressees_without_a_colon_stand_below_the_title() -> None:
    made = head("梓岗区关于开展灭鼠活动的通知\n各镇街爱卫会,区直各单位\n" + BODY)
    assert made.recipients == ("各镇街爱卫会", "区直各单位")


def test_a_letter_of_taiwan_says_who_gets_it_at_its_head_or_foot() -> None:
    made = head("霁宁市政府交通局 函\n地址:中正路1号\n承办人:陈○○\n发文日期:中华民国114年5月8日\n"
                "发文字号:霁交安字第1140022222号\n速别:普通件\n主旨:请查照。\n说明:\n" + BODY
                + "正本:各区公所、本府警察局\n副本:本局会计室\n")
    assert (made.document_number, made.issued_on) == ("霁交安字第1140022222号", "2025-05-08")
    assert (made.issuers, made.recipients) == (("霁宁市政府交通局",), ("各区公所", "本府警察局"))


CONTENTS = ("目  录\n一、防汛任务............1\n二、保障措施............3\n一、防汛任务\n(一)各镇要在5月底前清淤。\n"
            "二、保障措施\n(一)县水利局要落实物资。\n")


def test_a_table_of_contents_gives_no_tasks() -> None:
    made = read("砚塘县防汛预案\n" + CONTENTS)
    assert [task.id for task in made.tasks] == ["一/(一)", "二/(一)"]


def test_a_task_ends_before_the_table_below_it_and_its_caption() -> None:
    made = read("鹤川县造林方案\n一、任务\n(一)各镇要在3月底前完成整地。\n(二)各镇要在4月底前完成造林。\n"
                "各镇造林任务分配表\n镇 | 面积 |\n柳坪镇 | 30亩 |\n石磨镇 | 20亩 |\n")
    assert made.tasks[1].text.endswith("完成造林。")
    assert [b.name for b in made.tasks[1].bodies] == ["各镇"]


def test_a_schedule_of_dated_lines_is_no_task() -> None:
    made = read("鹤川县秋种安排\n一、任务\n(一)各镇要抢收抢种。\n二、时间安排\n9月:完成机具检修。\n10月:完成秋收。\n"
                "鹤川县农业农村局\n2024年8月20日\n")
    assert [task.id for task in made.tasks] == ["一/(一)"]
    assert len(made.deadlines) == 2


def test_a_closing_article_that_asks_for_something_is_a_task() -> None:
    made = read("澜川省取水管理办法\n第一章 管理\n第一条 取水单位应当安装计量设施。取水单位应当按季缴费。\n"
                "第二章 附则\n第二条 各市可以制定细则,报省水利厅备案。\n第三条 本办法自2025年1月1日起施行。\n")
    assert [(task.id, task.heading) for task in made.tasks] == [("第一章/第一条", ""), ("第二章/第二条", "")]


def test_a_circular_of_hong_kong_has_its_number_and_its_letterhead() -> None:
    made = read("渔农及海岸局\n总部通函第 6/2025 号\n渔港改善计划\n背景\n1. 政府在2023年完成检讨。\n"
                "工作安排\n2. 渔港处须提交报告。\n")
    assert (made.notice.document_number, made.notice.issuers) == ("总部通函第 6/2025 号", ("渔农及海岸局",))
    assert made.notice.title == "渔港改善计划"
    assert [task.text for task in made.tasks] == ["渔港处须提交报告。"]


def test_a_duty_said_once_is_each_items_below() -> None:
    made = read("澜川省防汛方案\n一、任务\n下列各项各市均须落实,不再逐一列出。\n(一)修订应急预案。\n"
                "(二)组织抢险演练,省水利厅给予指导。\n")
    assert [[b.name for b in task.bodies] for task in made.tasks] == [["各市"], ["各市", "省水利厅"]]


def test_brackets_within_a_paragraph_each_say_their_part() -> None:
    made = read("澜川省体育方案\n一、任务\n(一)推进场馆开放。学校场馆应开尽开。(省教育厅牵头,省体育局配合)"
                "新建健身步道200公里。(省住房城乡建设厅、省自然资源厅等负责)\n")
    assert [(b.name, b.role.value) for b in made.tasks[0].bodies] == [
        ("省教育厅", "lead"), ("省体育局", "support"), ("省住房城乡建设厅", "responsible"),
        ("省自然资源厅", "responsible"),
    ]


def ids(text: str) -> list[str]:
    return [task.id for task in read("鹤川县体育局\n" + text + "鹤川县体育局\n2025年3月1日\n").tasks]


def test_numbers_within_a_paragraph_are_items_where_they_run_from_one_on() -> None:
    assert ids("一、重点任务\n(一)大排查。1.各乡镇要登记健身点。2.县体育局要抽查场馆。\n"
               "(二)大修缮。①各乡镇要更换器材;②县体育局要验收。\n") == [
        "一/(一)/1", "一/(一)/2", "一/(二)/①", "一/(二)/②"]
    assert ids("一、重点任务\n(一)各乡镇要按2.0版目录登记,补贴标准为1.5万元。\n"
               "(二)县体育局要抽查,重点看1.场馆2.器材。\n") == ["一/(一)", "一/(二)"]


def test_what_names_a_case_or_a_scope_asks_for_nothing() -> None:
    assert ids("一、检查范围\n体育馆、游泳馆和健身点。\n二、重点任务\n(一)各乡镇要逐一登记。\n"
               "三、罚则\n(一)隐瞒不报的;\n(二)造成人员伤亡的。\n") == ["二/(一)"]


def test_a_list_of_what_others_have_done_holds_no_tasks() -> None:
    text = ("一、重点任务\n(一)各乡镇要学习推广。\n附件:全民健身典型经验做法\n鹤川县体育局\n2025年3月1日\n"
            "附件\n全民健身典型经验做法\n1.白石镇建成健身步道12公里。\n2.青石镇组织比赛8场。\n")
    assert [task.id for task in read("鹤川县体育局关于推广经验的通报\n" + text).tasks] == ["一/(一)"]


def test_a_list_of_attachments_at_the_end_of_a_plan_under_its_cover_is_no_item() -> None:
    plan = ("全民健身实施方案\n一、重点任务\n"
            "(一)各乡镇要逐一登记健身点,登记结果在村务公开栏公示,接受群众监督,并建立动态管理台账。\n"
            "(二)各乡镇要更换老旧器材,做到即坏即修,维修记录由专人保管,每季度向社会公开一次维修情况和经费使用情况。\n"
            "附件:1.健身点登记要求\n2.器材更换分工\n附件1\n健身点登记要求\n逐点登记。\n附件2\n器材更换分工\n逐件更换。\n")
    made = read("鹤川县体育局关于印发全民健身实施方案的通知\n鹤体发〔2025〕6号\n各乡镇:\n现印发给你们。\n"
                "鹤川县体育局\n2025年3月1日\n" + plan)
    assert [task.id for task in made.tasks] == ["一/(一)", "一/(二)"]
    assert [a.title for a in made.notice.attachments] == ["健身点登记要求", "器材更换分工"]


def test_a_pages_table_of_particulars_gives_number_date_and_office() -> None:
    made = head("索 引 号 | QL0012 | 主题分类 | 体育 |\n发文机关 | 鹤川县体育局 | 成文日期 | 2025年3月1日 |\n"
                "标　　题 | 鹤川县体育局关于开展健身月活动的通知 |\n"
                "发文字号 | 鹤体发〔2025〕6号 | 发布日期 | 2025年3月3日 |\n"
                "鹤川县体育局\n关于开展健身月活动的通知\n各乡镇人民政府:\n现通知如下。\n" + BODY)
    assert (made.title, made.document_number, made.issued_on) == (
        "鹤川县体育局关于开展健身月活动的通知", "鹤体发〔2025〕6号", "2025-03-01")
    assert (made.issuers, made.recipients) == (("鹤川县体育局",), ("各乡镇人民政府",))


def test_a_letter_asks_for_all_that_stands_below_its_heading() -> None:
    made = read("鹤川县体育局关于商请支持健身月的函\n鹤体函〔2025〕2号\n县财政局:\n"
                "一、商请县财政局支持的事项\n一是安排专项经费。二是指导乡镇列支。\n鹤川县体育局\n2025年3月1日\n")
    assert [[b.name for b in task.bodies if b.role == "responsible"][:1] for task in made.tasks] == [["县财政局"]] * 2


def test_goals_by_a_span_of_years_in_a_section_of_principles() -> None:
    made = read("鹤川县体育局关于推进健身设施建设的意见\n鹤体发〔2025〕2号\n各乡镇:\n"
                "一、总体要求\n坚持建管并重。2025年至2027年全县新建健身点150处。\n" + BODY.replace("一、", "二、")
                + "鹤川县体育局\n2025年3月1日\n")
    assert [(t.value, t.due.end) for t in made.targets if t.due] == [(150.0, "2027-12-31")]


def test_a_plan_behind_a_letter_whose_foot_says_to_whom() -> None:
    letter = ("主旨:檢送「健身步道計畫」1份，請各機關於10日內函報承辦人。\n說明:\n一、本縣現有步道52處。\n"
              "二、請各機關於3月底前函報意見。\n正本:本府教育處、本縣各鄉公所\n副本:本縣議會\n縣長 羅○○\n")
    plan = ("健身步道計畫\n壹、法令依據\n一、國民體育法第6條。\n貳、工作項目\n"
            "一、教育處應於114年6月30日前完成步道盤點，並將盤點結果公告於本府網站，供民眾查詢，逐年更新。\n"
            "二、各鄉公所應建立步道維護名冊，指定專人管理，更新結果送本府彙整後公告，並列入年度考核項目。\n")
    made = read("鶴川縣政府 函\n發文日期:中華民國114年2月27日\n發文字號:鶴府體字第1140031276號\n" + letter + plan)
    assert made.notice.recipients == ("本府教育处", "本县各乡公所")
    assert [task.id for task in made.tasks] == ["二", "贰/一", "贰/二"]


def test_a_line_that_begins_with_a_number_and_goes_on_to_the_next_is_cut_there() -> None:
    assert ids("一、实施步骤\n(一)动员(2月15日—3月10日)\n"
               "1.登记。各乡镇要登记健身点。2.公示。各乡镇要公示结果;3.报送。县体育局要汇总。\n"
               "(二)验收\n1.自查。各乡镇要自查。2.抽查。县体育局要抽查2.5公里步道。\n") == [
        "一/(一)/1", "一/(一)/2", "一/(一)/3", "一/(二)/1", "一/(二)/2"]


def test_a_schedule_by_months_gives_each_row_its_time() -> None:
    table = ("附件\n推进表\n月份 | 工作内容 | 责任单位 |\n4月 | 登记健身点 | 县体育局 |\n"
             "5月—6月 | 更换器材30件 | 各乡镇 |\n三季度 | 验收 | 县体育局 |\n")
    made = read("鹤川县体育局关于开展健身月活动的通知\n鹤体发〔2025〕6号\n各乡镇:\n" + BODY
                + "附件:推进表\n鹤川县体育局\n2025年3月1日\n" + table)
    times = [(d.time.by, d.time.start, d.time.end) for d in made.deadlines if (d.task or "").startswith("附件")]
    assert times == [("2025-04-30", None, None), (None, "2025-05-01", "2025-06-30"), ("2025-09-30", None, None)]
    assert [t.due.end for t in made.targets if t.value == 30 and t.due] == ["2025-06-30"]


def test_a_title_in_title_marks_is_the_title() -> None:
    assert head("《关于做好秋季灌溉工作的通知》\n各镇人民政府:\n" + BODY).title == "关于做好秋季灌溉工作的通知"


def test_articles_of_the_opening_chapter_that_charge_somebody_are_tasks() -> None:
    made = read("澜川省粮食应急储备管理办法\n第一章 总则\n第一条 为加强储备粮管理,制定本办法。\n"
                "第二条 本办法所称储备粮,是指用于应急的原粮和成品粮。\n"
                "第三条 本省储备粮的储存、轮换,适用本办法。\n"
                "第四条 省粮食局负责储备粮管理,对质量实施监督检查。\n"
                "第五条 承担储备任务的企业(以下简称承储企业)应当建立账册。\n"
                "第二章 储存\n第六条 承储企业应当每季度检测1次。\n第三章 附则\n第七条 本办法自2025年5月1日起施行。\n")
    assert [t.id for t in made.tasks] == ["第一章/第四条", "第一章/第五条", "第二章/第六条"]
    assert [b.name for b in made.tasks[2].bodies] == ["承储企业"]  # known by the short name that the paper gives


def test_principles_most_of_which_forbid_something_are_tasks() -> None:
    plan = ("鹤川县学前教育招生方案\n一、总体要求\n(一)坚持就近入园。{}\n(二)坚持公开透明。各园要公布招生计划。\n"
            "二、组织实施\n(一)信息登记。各园要在6月底前完成登记。\n")
    orders = read(plan.format("严禁以测试选拔幼儿。各园不得跨片区招生。"))
    assert [t.id for t in orders.tasks][:2] == ["一/(一)", "一/(二)"]
    assert [t.id for t in read(plan.format("按片区统筹学位。")).tasks] == ["二/(一)"]


@pytest.mark.parametrize("mark", [" | ", "\t"])
def test_rows_without_a_closing_mark_are_rows_and_short_lines_between_them_sections(mark: str) -> None:
    rows = [["编号", "重点任务", "任务内容", "责任单位", "协同单位", "时间节点"], ["提升算力供给"],
            ["1", "建设算力中心", "建成算力节点3个以上。", "省数据局", "无", "2026年6月"],
            ["2", "建设算力中心", "开放公共算力接口。", "省科技厅", "省财政厅、省教育厅", "2026年9月"]]
    made = read("澜川省智能算力建设重点任务清单\n" + "\n".join(mark.join(r) for r in rows) + "\n")
    assert [(t.id, t.heading) for t in made.tasks] == [
        ("提升算力供给/1", "建设算力中心"), ("提升算力供给/2", "建设算力中心")]
    assert [(b.name, b.role.value) for b in made.tasks[1].bodies] == [
        ("省科技厅", "responsible"), ("省财政厅", "support"), ("省教育厅", "support")]
    assert [(t.indicator, t.due and t.due.by) for t in made.targets] == [("算力节点", "2026-06-30")]


def test_a_heading_that_says_what_is_done_to_a_scope_is_a_task() -> None:
    made = read("石鹭市民生保障实施意见\n一、健全保障体系\n1.拓展救助保障范围。到2026年,保障人数达到3万人。\n"
                "2.提高救助水平。市民政局要按月发放。\n")
    assert [t.id for t in made.tasks] == ["一/1", "一/2"]


def test_an_undated_paper_is_read_from_the_first_year_that_it_sets_itself() -> None:
    made = read("石鹭市就业促进实施意见\n一、扩大就业\n"
                "1.开发岗位。到2015年,新增就业24万人。2012—2015年,登记失业率控制在3.5%以内。\n"
                "2.改善服务。2014年前建成信息系统。\n")
    assert [d.quote for d in made.deadlines] == ["到2015年", "2012—2015年", "2014年前"]


def test_months_take_the_year_that_their_line_begins_with() -> None:
    made = read("鹤川县公路建设目标\n一、年度任务\n1.公路硬化。分年度实施。\n"
                "2017年:硬化公路120公里。9月底前,完成25%以上。\n2018年:硬化公路300公里。\n")
    assert [d.time.by for d in made.deadlines] == ["2017-12-31", "2017-09-30", "2018-12-31"]


def test_offices_that_a_title_names_one_after_the_other() -> None:
    made = head("澜川省医疗保障局 澜川省财政厅 国家税务总局澜川省税务局\n关于做好居民医保工作的通知\n"
                "【成文日期】 2021-07-28\n" + BODY)
    assert made.issuers == ("澜川省医疗保障局", "澜川省财政厅", "国家税务总局澜川省税务局")


def test_a_letter_that_only_tells_why_asks_in_what_it_tells() -> None:
    made = read("鹿涧县政府秘书处 函\n受文者:本府各局处\n发文日期:中华民国114年3月3日\n"
                "发文字号:鹿秘文字第1140003001号\n"
                "主旨:检附证书用印格式1份,请查照。\n说明:\n一、证书应以双语呈现,并请预留盖用印信之空间。\n"
                "二、各局处倘使用特殊格式,请并陈长官核定。\n三、近来各机关证书格式不一。\n")
    assert [t.id for t in made.tasks] == ["一", "二"]


def test_the_year_of_an_undated_paper_is_none_before_those_it_cites() -> None:
    made = read("各市市场监管局:\n根据《省政府关于质量发展的意见》(澜政发〔2018〕12号),决定开展2021年度等级核定工作。\n"
                "一、核定流程\n1.企业申报。各企业要于8月10日前提交申请。\n2.审核。各市要组织审核。\n")
    assert [d.time.by for d in made.deadlines] == ["2021-08-10"]


def test_a_day_below_the_title_and_a_board_that_signs() -> None:
    made = head("关于做好外译项目申报工作的通知\n2025-03-01\n澜社科办〔2025〕3号\n各单位科研管理部门:\n" + BODY
                + "财政部 农业农村部 银保监会\n2025年3月2日\n")
    assert made.recipients == ("各单位科研管理部门",)
    assert made.issuers == ("财政部", "农业农村部", "银保监会")


def test_an_undated_paper_is_of_the_year_that_it_is_about() -> None:
    made = read("各市财政局:\n按照《资金管理办法》(澜财〔2017〕2号)规定,根据2018年完成情况,"
                "现就分配2019年专项资金通知如下:\n一、各市财政局应当在6月底前拨付资金。\n二、支出列03项科目。各市财政局要做好绩效监控。\n")
    assert [d.time.by for d in made.deadlines] == ["2019-06-30"]
    assert not made.targets
