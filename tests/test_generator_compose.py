"""Words of documents: the signs of templates, titles in lines, who speaks to whom, what stays open."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.blocks import (
    AttachmentMark,
    AttachmentNote,
    Document,
    Heading,
    Paragraph,
    Recipients,
    RunIn,
    Signature,
    Table,
    Title,
)
from generator.compose.documents import KINDS
from generator.compose.gaps import find_open_fields
from generator.compose.markup import guard_value, parse_markup
from generator.compose.relations import choose_letter
from generator.compose.render import render_blocks
from generator.compose.titles import break_title
from generator.compose.values import cite_notice, name_matter, name_plan
from generator.county import Office, bureau_of, guess_profile
from generator.localise.plan import localise_spec
from gongwen.characters import count_width, fold_full_width, print_full_width
from specs.errors import UnknownTemplate
from specs.model import Level, Notice
from tests.plans import BUREAU, COMMISSION, COUNTY, PLAN, SPEC, TEMPLATES, compose_document


def _words(document: Document) -> str:
    return "\n".join(map(str, document.blocks))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("(一)合格率,95%", "（一）合格率，95%"),
        ("1,000人,10:30开始", "1,000人，10:30开始"),
        ('做到"三清"', "做到“三清”"),
        ("见http://a.cn/b?c=d;e", "见http://a.cn/b?c=d;e"),
        ("每人1次;共2次:", "每人1次；共2次："),
        ("WHO(a,b)", "WHO(a,b)"),
    ],
)
def test_full_width_marks(text: str, printed: str) -> None:
    assert print_full_width(text) == printed
    assert print_full_width(printed) == printed


def test_folding_is_the_way_back() -> None:
    assert fold_full_width(print_full_width("(一)合格率,不低于95%;")) == "(一)合格率,不低于95%;"


def test_headings_are_numbered_and_signs_become_blocks() -> None:
    blocks = parse_markup(
        "@标题 甲县方案\n@主送 各乡镇\n# 目标\n正文,第一段\n## 加强领导。 || 要抓好。\n## 其他 ||"
        " 无。\n# 步骤\n## 一 || 二\n"
        "@附件说明 甲表\n@附件说明 乙表\n@落款 甲局 | 日期\n@附件 1\n@表 1,2\n|a|b|\n|c||"
        "\n# 又一",
        "t",
    )
    assert blocks == (
        Title(("甲县方案",)),
        Recipients("各乡镇"),
        Heading(1, "一、目标"),
        Paragraph("正文，第一段"),
        RunIn(2, "（一）加强领导。", "要抓好。"),
        RunIn(2, "（二）其他。", "无。"),
        Heading(1, "二、步骤"),
        RunIn(2, "（一）一。", "二"),
        AttachmentNote(("甲表", "乙表")),
        Signature("甲局", "日期"),
        AttachmentMark("附件1"),
        Table(("a", "b"), (("c", ""),), (1, 2)),
        Heading(1, "一、又一"),
    )


def test_headings_are_counted_beyond_a_hundred() -> None:
    blocks = parse_markup("\n".join("## || 一项" for _ in range(120)), "t")
    assert blocks[-1] == RunIn(2, "（一百二十）", "一项")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@某某 x", "不认识“@某某”"),
        ("@表 1,2\n|a|b|c|", "表格应有 2 列，第2行有 3 列"),
        ("@表\n", "没有列宽"),
        ("@ x", "不认识"),
    ],
)
def test_slips_of_a_template_name_their_line(text: str, message: str) -> None:
    with pytest.raises(UnknownTemplate, match=re.escape(message)):
        parse_markup(text, "t.j2")


def test_values_are_never_taken_for_signs() -> None:
    value = guard_value("# 一 | 二\n@落款 x\x07")
    assert parse_markup(f"## {value} || {value}", "t") == (
        RunIn(2, "（一）# 一 | 二 @落款 x。", "# 一 | 二 @落款 x"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 没有 }}", "不存在的字段"),
        ("{% if %}", "第1行写法有误"),
        ("{{ 'a' + 1 }}", "写法有误"),
        ("{{ ''.__class__.__mro__ }}", "写法有误"),
    ],
)
def test_broken_templates(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "plan.j2").write_text(text)
    with pytest.raises(UnknownTemplate, match=message):
        render_blocks(tmp_path, "plan", {})


def test_a_missing_template_names_those_there(tmp_path: Path) -> None:
    (tmp_path / "memo.j2").write_text("x")
    with pytest.raises(UnknownTemplate, match="现有模板：memo"):
        compose_document("plan", PLAN, BUREAU, tmp_path)


@pytest.mark.parametrize(
    "title",
    [
        "溪塬县职业健康强基护航行动（2025—2027年）实施方案",
        "澜川省卫生健康委员会关于做好职业健康强基护航行动（2025—2027年）贯彻落实工作的通知",
        "溪塬县方案",
        "积石山保安族东乡族撒拉族自治县卫生健康局关于商请支持配合农村人居环境整治提升五年行动（2024—2028年）的函",
    ],
)
def test_titles_break_between_words(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(count_width(line) <= 19.5 for line in lines)
    assert not any(line[0] in "）》、，的" for line in lines)
    assert all(line.count("（") == line.count("）") for line in lines)


@pytest.mark.parametrize(
    ("title", "matter", "plan"),
    [
        (
            "澜川省卫生健康委员会 澜川省疾病预防控制局关于印发澜川省职业健康强基护航行动(2025—2027年)实施方案的通知",
            "职业健康强基护航行动(2025—2027年)",
            "溪塬县职业健康强基护航行动(2025—2027年)实施方案",
        ),
        (
            "关于印发《澜川省农村人居环境整治提升三年行动方案》的通知",
            "农村人居环境整治提升三年行动",
            "溪塬县农村人居环境整治提升三年行动实施方案",
        ),
        ("澜川省教育厅关于加强课后服务工作的通知", "加强课后服务工作", "溪塬县课后服务工作实施方案"),
        (
            "澜阳市民政局关于调整2025年助餐工作安排的补充通知",
            "调整2025年助餐工作安排",
            "溪塬县调整2025年助餐工作安排实施方案",
        ),
        ("澜川省水利厅关于商请协同推进节水工作的函", "协同推进节水工作", "溪塬县协同推进节水工作实施方案"),
        ("甘肃省林业局关于印发甘肃省造林行动方案的通知", "造林行动", "溪塬县造林行动实施方案"),
    ],
)
def test_names_of_plans(title: str, matter: str, plan: str) -> None:
    notice = Notice(title=title)
    assert (name_matter(notice, COUNTY), name_plan(notice, COUNTY)) == (matter, plan)


def test_the_basis_is_cited_title_first() -> None:
    assert cite_notice(SPEC.notice).endswith("实施方案的通知》(澜卫发〔2025〕9号)")
    assert cite_notice(Notice()) == "【待填：来文标题】"


def test_an_office_above_orders_down_its_line() -> None:
    letter = choose_letter(PLAN, COMMISSION)
    assert (letter.template, letter.recipients, letter.called) == ("notice", "溪塬县卫生健康局", "你县")


def test_a_department_gives_governments_no_orders() -> None:
    letter = choose_letter(PLAN, BUREAU)
    assert letter.template == "request"
    assert letter.recipients == "各乡镇人民政府、街道办事处"
    assert [task.id for task in letter.tasks] == ["附件1/二/1"]
    data_office = Office("澜川省机关事务管理局", Level.PROVINCE)
    assert choose_letter(PLAN, data_office).template == "request"
    assert choose_letter(PLAN, data_office).recipients == "溪塬县人民政府"
    assert choose_letter(PLAN, Office("溪塬县人民政府", Level.COUNTY)).template == "notice"


def test_a_request_asks_and_a_notice_orders() -> None:
    request, notice = (_words(compose_document("letter", PLAN, office, TEMPLATES)) for office in (BUREAU, COMMISSION))
    assert "专此函达" in request
    assert "商请" in request
    assert "遵照执行" not in request
    assert "的通知" in notice


def test_what_nobody_knows_blocks_and_blanks_of_signing_do_not() -> None:
    bare = localise_spec(SPEC, guess_profile("621024", "合水县", province="甘肃省", prefecture="庆阳市"))
    opens = find_open_fields(bare, bureau_of(bare.profile, bare.line), "letter")
    assert [o.field for o in opens if o.blocking] == ["代字", "联系人、联系电话"]
    assert {"成文日期", "文号的年份和序号"} <= {o.field for o in opens if not o.blocking}
    assert "合水县疾病预防控制中心" in {o.field for o in opens if o.kind == "待确认"}
    complete = find_open_fields(PLAN, BUREAU, "letter")
    assert not [o for o in complete if o.blocking or o.kind == "待确认"]
    assert [o.field for o in complete if o.kind == "待分解"] == ["全县建成示范点600个"]


def test_a_notice_without_title_goes_by_its_attachments() -> None:
    untitled = replace(SPEC, notice=replace(SPEC.notice, title=None))
    plan = localise_spec(untitled, COUNTY)
    assert name_plan(untitled.notice, COUNTY) == "溪塬县基层服务三年行动实施方案"
    assert not [o for o in find_open_fields(plan, BUREAU, "plan") if o.blocking]
    nameless = localise_spec(replace(untitled, notice=Notice()), COUNTY)
    assert [o.field for o in find_open_fields(nameless, BUREAU, "plan") if o.blocking] == ["来文标题"]


# What we never write: it is for those who sign (serial number, date, seal, leaders) or untrue until done.
NEVER = re.compile(
    r"〔20\d\d〕\d+号(?!）)|经\S{2,8}(?:研究|会议)同意|已征求意见|党组研究|签发人：[一-鿿]{2}|(?:密级|机密|"
    r"秘密)|组\s?长：[一-鿿]{2}"
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("office", [BUREAU, COMMISSION])
def test_documents_claim_nothing(kind: str, office: Office) -> None:
    words = _words(compose_document(kind, PLAN, office, TEMPLATES))
    own = words.replace("（澜卫发〔2025〕9号）", "")
    assert not NEVER.search(own)
    if kind not in ("checklist", "calendar", "forms", "memo"):  # tables that nobody signs
        assert "【待填：成文日期】" in words


def test_templates_claim_nothing() -> None:
    for path in TEMPLATES.glob("*.j2"):
        assert not NEVER.search(path.read_text("utf-8")), path.name


def test_the_plan_says_what_the_county_takes_up_and_no_more() -> None:
    words = _words(compose_document("plan", PLAN, BUREAU, TEMPLATES))
    assert "不少于20家" in words
    assert "2025年6月底前" in words
    assert "95%" in words
    assert "2025年8月底前" not in words
    assert "抽查不少于5%" not in words
    body = words.split("办文提示")[0]
    assert "600个" not in body


def test_documents_print_full_width() -> None:
    for kind in KINDS:
        words = "".join(str(getattr(b, "text", "")) for b in compose_document(kind, PLAN, BUREAU, TEMPLATES).blocks)
        assert not re.search(r"[一-鿿][,;:()]", words)


def test_a_notice_that_asks_nothing_of_counties() -> None:
    spec = replace(SPEC, tasks=SPEC.tasks[1:2], targets=(), deadlines=(), reports=())
    plan = localise_spec(spec, COUNTY)
    document = compose_document("plan", plan, BUREAU, TEMPLATES)
    assert not any(isinstance(block, AttachmentNote) for block in document.blocks)
    assert not any("任务分解表" in str(block) for block in document.blocks)
    opens = find_open_fields(plan, BUREAU, "plan")
    assert [(o.field, o.blocking) for o in opens if o.kind == "待确认"] == [("全部任务", False)]


@pytest.mark.parametrize(
    ("recipients", "told"),
    [
        (("省水利厅", "省住房和城乡建设厅"), True),
        (("各市人民政府", "省水利厅"), False),
        (("各省、自治区、直辖市水利厅(局)",), False),
        (("各县(市、区)水利局",), False),
    ],
)
def test_a_notice_to_no_county_is_doubted(recipients: tuple[str, ...], told: bool) -> None:
    plan = localise_spec(replace(SPEC, notice=replace(SPEC.notice, recipients=recipients)), COUNTY)
    fields = [o.field for o in find_open_fields(plan, BUREAU, "plan")]
    assert ("来文的主送单位" in fields) is told
