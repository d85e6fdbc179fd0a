"""Every kind of document, for every notice of the corpus: nothing in it that only those who sign may say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from generator.blocks import Block, Document, Imprint, Letterhead, Recipients, Signature, Table, Title
from generator.compose.addresses import find_superior
from generator.compose.documents import compose_documents
from generator.compose.enterprises import check_disclosure, check_secrecy, list_told
from generator.compose.gaps import find_open_fields
from generator.compose.kinds import KINDS, Need, check_kinds, name_document
from generator.compose.relations import Tie, choose_letters, find_tie, join_counties, paper_for
from generator.compose.requests import Case, Request
from generator.compose.routes import choose_issue, list_laid_on
from generator.county import Office, bureau_of
from generator.localise.plan import CountyPlan, localise_spec
from generator.office import Contact, Practice, Route, with_route
from generator.pipeline import make_joint_files, prepare_county
from gongwen.document_numbers import find_document_number
from specs.errors import SecretSource, UnknownTemplate
from specs.model import Body, Clause, Doubt, Level, Role, Section, Spec, Task
from tests.notices import ROOT, extract_once
from tests.plans import BUREAU, COMMISSION, COUNTY, PLAN, SPEC, TEMPLATES, profile_of
from tests.test_generator_laws import COUNTIES, NOTICES

GROUP = Practice("澜阳市卫生健康委员会", ("溪塬县人民政府办公室",), "", "溪塬县基层服务工作领导小组", "溪基组", None,
                 ("溪塬县教育局", "溪塬县民政局"))
# What we never write; where a notice says it itself, it is in the notice's text.
NEVER = (
    re.compile(r"〔20\d\d〕\d+号"), re.compile(r"(?:签发人|组\s*长|组\s*员|负责人)[：:]\s*[一-鿿]{2,4}(?![一-鿿（])"),
    re.compile(r"(?:经|报)[一-鿿]{2,14}?(?:研究|会议|审议|党组|常务会)[一-鿿]{0,4}(?:同意|通过|决定)"),
    re.compile(r"已(?:经)?(?:征求|听取|吸收|采纳)[一-鿿]{0,8}意见|会签(?:完毕|同意)|(?:无|没有)不同意见"),
    re.compile(r"绝密|机密|秘密"), re.compile(r"视为(?:同意|无意见|放弃|自动)"),
    re.compile(r"(?:处以|罚款|吊销|追究|问责|依法(?:予以|从重|查处|处罚)|约谈|通报批评|行政处罚|法律责任)"),
    re.compile(r"\d+(?:\.\d+)?(?:万|亿)?元"), re.compile(r"[一-鿿]{2,12}有限(?:责任)?公司"),
    re.compile(r"(?:已|现已)(?:完成|建成|达到|开展|印发)[^，。；\n]{0,12}\d"),
)
DATES = re.compile(r"20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?")


def words(document: Document) -> str:
    """All text of a document, without the page of hints that goes before issue."""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Title) and "办文提示" in "".join(block.lines):
            break
        out += _texts(block)
    return "\n".join(out)


def _texts(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [cell for row in (block.head, *block.rows) for cell in row]
    found: list[str] = []
    for name in block.__dataclass_fields__:
        value = getattr(block, name)
        found += [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
    return found


def documents(kind: str, case: Case) -> dict[str, Document]:
    made = compose_documents(kind, case, TEMPLATES)
    assert all(isinstance(document, Document) for document in made.values())
    return {name: document for name, document in made.items() if isinstance(document, Document)}


def corpus_plan(notice: str) -> tuple[CountyPlan, str]:
    path = ROOT / "corpus" / notice / "notice.txt"
    made = extract_once(path)
    return localise_spec(made.spec, profile_of(COUNTIES.get(notice, "溪塬县"))), made.reading.text


def _bare(text: str) -> str:
    return re.sub(r"[\s，,。；;：:（()）“”\"]", "", text)


@pytest.mark.parametrize("notice", NOTICES)
def test_documents_say_nothing_that_only_the_signers_may(notice: str) -> None:
    plan, source = corpus_plan(notice)
    bureau, said = bureau_of(plan.profile, plan.line), _bare(source)
    facts = str((plan.spec.deadlines, plan.spec.targets, plan.spec.reports))
    final = Request(final=True)
    cases = [Case(plan, bureau), Case(plan, COMMISSION, final),
             *(Case(plan, with_route(bureau, route), final) for route in Route)]
    for kind in KINDS:
        for case in cases if "cover" in kind else cases[:2]:
            for name, document in documents(kind, case).items():
                text = words(document)
                strange = [found[0] for pattern in NEVER for found in pattern.finditer(text)
                           if _bare(found[0]) not in said]
                assert strange == [], name
                # Years that the notice counts otherwise (民国, 今年) stand in its facts.
                days = {found[0] for found in DATES.finditer(text)}
                assert [day for day in days if day[:5] not in said and day[:4] not in facts] == [], name


def test_templates_say_nothing_that_only_the_signers_may() -> None:
    for path in sorted(TEMPLATES.glob("*.j2")):
        if path.stem != "page":
            text = path.read_text("utf-8")
            assert [found[0] for pattern in NEVER for found in pattern.finditer(text)] == [], path.name
            assert DATES.search(text) is None, path.name
            assert find_document_number(text) is None, path.name


@pytest.mark.parametrize("notice", NOTICES)
def test_papers_keep_the_customs(notice: str) -> None:
    """One 主送 line, an open serial number, a 函 in the letters' format, a 报告 with its signer, no empty section."""
    plan, _ = corpus_plan(notice)
    case = Case(plan, bureau_of(plan.profile, plan.line))
    for kind in KINDS:
        for name, document in documents(kind, case).items():
            text, blocks = words(document), document.blocks
            heads = [block for block in blocks if isinstance(block, Letterhead)]
            assert all("【待填：序号】" in head.number for head in heads), name
            sent = Need.NUMBER in KINDS[kind].needs or kind == "inform"
            assert sum(isinstance(block, Recipients) for block in blocks) == (1 if sent else 0), name
            title = "".join(next(block.lines for block in blocks if isinstance(block, Title)))
            if heads:
                assert heads[0].letter == title.endswith("函"), name
                assert bool(heads[0].signers) == title.endswith(("报告", "请示")), name
            if Need.DATE in KINDS[kind].needs:
                assert "【待填：成文日期】" in text, name
            assert not any(isinstance(block, Imprint) and block.office for block in blocks
                           if heads and heads[0].letter), name
            # A blank form has tables of one row, which is filled in.
            assert kind == "forms" or all(block.rows for block in blocks if isinstance(block, Table)), name
            assert not re.search(r"^[，。；、]", text, re.M), name


@pytest.mark.parametrize(("name", "office", "tie", "paper"), [
    ("溪塬县疾病预防控制中心", BUREAU, Tie.UNIT, "通知"), ("枫桥镇卫生院", BUREAU, Tie.UNIT, "通知"),
    ("溪塬县教育局", BUREAU, Tie.PEER, "函"), ("国家税务总局溪塬县税务局", BUREAU, Tie.PEER, "函"),
    ("溪塬县数据发展促进会", BUREAU, Tie.PEER, "函"),
    ("各乡镇人民政府、街道办事处", BUREAU, Tie.TOWNSHIP, "函"), ("枫桥镇人民政府", BUREAU, Tie.TOWNSHIP, "函"),
    ("澜阳市卫生健康委员会", BUREAU, Tie.ABOVE, "报告"), ("溪塬县人民政府", BUREAU, Tie.ABOVE, "报告"),
    ("溪塬县恒砾石材有限公司", BUREAU, Tie.ENTERPRISE, "告知书"),
    ("溪塬县教育局", Office("溪塬县人民政府", Level.COUNTY), Tie.PEER, "通知"),
    ("枫桥镇人民政府", Office("溪塬县人民政府办公室", Level.COUNTY), Tie.TOWNSHIP, "通知"),
    ("溪塬县卫生健康局", COMMISSION, Tie.BELOW, "通知"), ("溪塬县人民政府", COMMISSION, Tie.GOVERNMENT, "函"),
    ("溪塬县教育局", COMMISSION, Tie.PEER, "函"),
])
def test_the_paper_follows_the_relation(name: str, office: Office, tie: Tie, paper: str) -> None:
    assert (find_tie(name, office, COUNTY), paper_for(find_tie(name, office, COUNTY), office)) == (tie, paper)


def test_a_list_that_mixes_relations_gives_two_papers() -> None:
    names = ("枫桥镇人民政府", "溪塬县教育局", "溪塬县疾病预防控制中心", "溪塬县民政局", "某某有限公司", "溪塬县教育局")
    letters = choose_letters(names, PLAN, BUREAU)
    assert [(letter.kind, letter.recipients) for letter in letters] == [
        ("通知", "溪塬县疾病预防控制中心"), ("函", "枫桥镇人民政府，溪塬县教育局、溪塬县民政局")]
    case = Case(PLAN, BUREAU, Request(names))
    assert list(documents("letter", case)) == ["letter-通知", "letter-函"]
    opens = find_open_fields(PLAN, BUREAU, "letter", case.request)
    assert [o.field for o in opens if "不宜用这种文书" in o.why] == ["某某有限公司"]


def test_a_letter_by_list_says_what_concerns_its_addressees() -> None:
    plan, _ = corpus_plan("demo-occupational-health-2025")
    case = Case(plan, bureau_of(plan.profile, plan.line), Request(("溪塬县疾病预防控制中心",)))
    (document,) = documents("letter", case).values()
    assert "培育健康企业" not in words(document)
    assert "做好重点职业病监测" in words(document)
    above = Case(plan, COMMISSION, Request(("溪塬县卫生健康局", "枫渚县卫生健康局")))
    (document,) = documents("letter", above).values()
    assert [block.text for block in document.blocks if isinstance(block, Recipients)] == ["溪塬县卫生健康局"]


def _copies(document: Document) -> str:
    return "".join(block.copies for block in document.blocks if isinstance(block, Imprint))


def test_a_bureau_asks_its_government_and_sends_it_copies() -> None:
    """Duties of the county government: 抄送 of the bureau's papers, a 请示 with just these tasks, an open route."""
    plan, _ = corpus_plan("schools-2024")
    bureau, government = bureau_of(plan.profile, plan.line), plan.profile.bodies["人民政府"]
    asked = [task.heading for task in plan.tasks if government in task.doers]
    assert len(asked) == 3
    case = Case(plan, bureau)
    for kind in ("letter", "consult", "cover"):
        for document in documents(kind, case).values():
            assert _copies(document).startswith(government), kind
            recipients = "".join(block.text for block in document.blocks if isinstance(block, Recipients))
            assert government not in recipients, kind
    (paper,) = documents("approval", case).values()
    text = words(paper)
    assert text.count("妥否，请批示。") == 1
    assert [block.text for block in paper.blocks if isinstance(block, Recipients)] == [government]
    assert _copies(paper) == ""
    first = text[:text.index("妥否")]
    assert [heading for heading in asked if heading in first] == asked
    assert not [task.heading for task in plan.tasks if task.heading and task.heading not in asked
                and task.heading in first]
    opens = find_open_fields(plan, bureau, "letter")
    assert [o for o in opens if o.field.startswith(government) and "请示" in o.why]
    assert [o for o in find_open_fields(plan, bureau, "cover") if o.field == "行文路径" and government in o.why]
    forwarded = Case(plan, with_route(bureau, Route.FORWARD))
    assert f"建议由{government}办公室转发" in words(documents("approval", forwarded)["approval"])
    assert government not in _copies(documents("cover", forwarded)["cover"])


def test_no_copy_where_the_government_has_no_duty() -> None:
    plan, _ = corpus_plan("rural-roads-2024-mixed")
    bureau, government = bureau_of(plan.profile, plan.line), plan.profile.bodies["人民政府"]
    idle = replace(plan, tasks=tuple(task for task in plan.tasks if government not in (*task.doers, *task.support)))
    for kind in ("letter", "cover"):
        assert all(government not in _copies(document) for document in documents(kind, Case(idle, bureau)).values())


def test_one_paper_to_all_counties_of_an_office_above() -> None:
    names = ("溪塬县", "枫渚县", "石鹭市")
    works = [prepare_county(SPEC, profile_of(name), COMMISSION, ("forward", "remind")) for name in names]
    files = make_joint_files(works, ("forward", "remind"), TEMPLATES)
    assert sorted(files) == ["forward.docx", "remind.docx"]
    case = Case(works[0].plan, COMMISSION, counties=names)
    (document,) = documents("forward", case).values()
    (recipients,) = [block.text for block in document.blocks if isinstance(block, Recipients)]
    assert recipients == "溪塬县卫生健康局、枫渚县卫生健康局、石鹭市卫生健康局"
    body = words(document).replace(recipients, "")
    assert not any(name in body for name in names)


def test_many_counties_are_named_one_by_one_or_as_a_class() -> None:
    places = [f"{sign}县" for sign in "甲乙丙丁戊己庚辛壬癸"]
    bodies = [f"{place}水利局" for place in places]
    assert join_counties(bodies, places) == "、".join(bodies)
    assert join_counties(bodies, places, whole=True) == "各县(市、区)水利局"
    mixed = [*bodies[:-1], "癸县水务局"]
    assert join_counties(mixed, places, whole=True) == "、".join(mixed)


@pytest.mark.parametrize(("route", "issuer", "prefix", "signers", "first"), [
    (None, "溪塬县卫生健康局", "溪塬卫发", 1, "溪塬县疾病预防控制中心"),
    (Route.COUNTERSIGN, "溪塬县卫生健康局", "溪塬卫发", 1, "溪塬县疾病预防控制中心"),
    (Route.JOINT, "溪塬县卫生健康局", "溪塬卫发", 3, "溪塬县疾病预防控制中心"),
    (Route.GROUP, "溪塬县基层服务工作领导小组", "溪基组", 1, "各乡镇人民政府"),
    (Route.FORWARD, "溪塬县人民政府办公室", "", 1, "各乡镇人民政府"),
])
def test_the_route_decides_who_issues(route: Route | None, issuer: str, prefix: str, signers: int, first: str) -> None:
    office = with_route(Office(BUREAU.name, Level.COUNTY, prefix=BUREAU.prefix, contact=BUREAU.contact,
                               practice=GROUP), route)
    issue = choose_issue(PLAN, office)
    assert (issue.issuer, issue.prefix, len(issue.signers)) == (issuer, prefix, signers)
    assert issue.recipients.startswith(first)
    (cover,) = documents("cover", Case(PLAN, office)).values()
    (head,) = [block for block in cover.blocks if isinstance(block, Letterhead)]
    (sign,) = [block for block in cover.blocks if isinstance(block, Signature)]
    assert head.sign == f"{issuer}文件"
    assert (sign.office, *sign.joint) == issue.signers
    (plan,) = documents("plan", Case(PLAN, office)).values()
    (signed,) = [block.office for block in plan.blocks if isinstance(block, Signature)]
    assert signed == (BUREAU.name if route is Route.FORWARD else issue.signers[0])
    assert ("会签单" in str(cover.blocks)) == (route is Route.COUNTERSIGN)
    final = documents("cover", Case(PLAN, office, Request(final=True)))["cover"]
    assert "办文提示" not in str(final.blocks)
    assert "会签单" not in str(final.blocks)


def test_a_final_paper_waits_for_its_route() -> None:
    assert list_laid_on(PLAN, BUREAU) == ("各乡镇人民政府、街道办事处",)

    def blocks(office: Office, kind: str, *, final: bool) -> list[str]:
        return [o.field for o in find_open_fields(PLAN, office, kind, Request(final=final)) if o.blocking]

    assert blocks(BUREAU, "cover", final=False) == []
    assert blocks(BUREAU, "cover", final=True) == ["行文路径"]
    assert blocks(BUREAU, "plan", final=True) == ["行文路径"]
    assert blocks(BUREAU, "letter", final=True) == []
    assert blocks(with_route(BUREAU, Route.COUNTERSIGN), "cover", final=True) == []
    assert blocks(with_route(BUREAU, Route.JOINT), "cover", final=False) == ["联合发文机关"]
    assert blocks(with_route(BUREAU, Route.GROUP), "cover", final=False) == ["代字", "领导小组名称"]
    government = Office("溪塬县人民政府", Level.COUNTY, prefix="溪塬政发", contact=Contact("", "张三", "1"))
    assert blocks(government, "cover", final=True) == []


@pytest.mark.parametrize(("kind", "fields"), [
    ("plan", []), ("cover", []), ("letter", []), ("forward", []), ("consult", []), ("remind", []),
    ("urge", ["主送机关"]), ("inform", ["企业名称", "告知事项"]), ("checklist", []), ("duties", []),
    ("report", ["主送机关"]),
])
def test_what_only_the_user_can_know_blocks(kind: str, fields: list[str]) -> None:
    """For a county whose profile is complete: only lists that nobody has given."""
    assert [o.field for o in find_open_fields(PLAN, BUREAU, kind) if o.blocking] == fields


def test_reminders_ask_for_what_falls_due_that_day() -> None:
    for day, said in ((date(2026, 1, 10), "工作总结"), (date(2025, 6, 30), "做好企业帮扶")):
        (document,) = documents("remind", Case(PLAN, BUREAU, Request(due=day))).values()
        text = words(document)
        assert said in text
        assert ("工作总结" in text) is (said == "工作总结")
        assert f"{day.year}年{day.month}月{day.day}日到期" in text


def test_calls_for_late_reports_name_what_is_theirs() -> None:
    request = Request(("溪塬县疾病预防控制中心", "溪塬县教育局"), due=date(2026, 1, 10), reply_by=date(2026, 1, 20))
    made = documents("urge", Case(PLAN, BUREAU, request))
    assert list(made) == ["urge-通知", "urge-函"]
    order, asked = (words(document) for document in made.values())
    assert "溪塬县疾病预防控制中心每年1月10日前" in order
    assert "溪塬县疾病预防控制中心" not in asked
    assert "2026年1月20日前" in asked
    assert "商请" in asked


TOLD = Section("一、", "企业事项")
FIRM = Body("用人单位", Role.RESPONSIBLE, Level.ENTERPRISE)
CLAUSES = (
    "用人单位要在2025年6月底前完成申报。",
    "用人单位排查结果由监管部门内部掌握。",
    "各县(市、区)疾控中心要逐家登记。",
)


def _firm_plan() -> CountyPlan:
    own = Body("各县(市、区)疾控中心", Role.RESPONSIBLE, Level.COUNTY)
    clauses = tuple(Clause(text, 10 * i, 10 * i + 9, (own,) if "疾控" in text else (FIRM,))
                    for i, text in enumerate(CLAUSES))
    task = Task("一/1", "做好申报", 0, 30, (FIRM, own), "1.", "".join(CLAUSES), (TOLD,), clauses)
    return localise_spec(Spec(SPEC.notice, (task,)), COUNTY)


def test_enterprises_are_told_what_is_theirs_and_nothing_internal() -> None:
    plan = _firm_plan()
    assert [row["内容"] for row in list_told(plan)] == ["用人单位要在2025年6月底前完成申报。"]
    rows = ({"企业名称": "甲公司", "县区": "溪塬县", "地址": "一路1号"},
            {"企业名称": "甲公司", "告知事项": "补交材料。"})
    made = documents("inform", Case(plan, BUREAU, Request(enterprises=rows)))
    assert list(made) == ["inform/甲公司", "inform/甲公司（另）"]
    first, second = (words(document) for document in made.values())
    assert "一路1号" in first
    assert "补交材料" not in first
    assert "补交材料。" in second
    assert "内部掌握" not in first + second


def test_secret_papers_are_refused() -> None:
    secret = Spec(SPEC.notice, doubts=(Doubt("marking", "机密★1年", 0, 5, ""),))
    closed = Spec(SPEC.notice, doubts=(Doubt("marking", "此件不公开", 0, 5, ""),))
    with pytest.raises(SecretSource, match="机密★1年"):
        check_secrecy(secret)
    check_secrecy(closed)
    check_secrecy(SPEC)
    with pytest.raises(SecretSource, match="不公开"):
        check_disclosure(closed)
    check_disclosure(SPEC)


def test_kinds_have_names_and_templates() -> None:
    for kind in KINDS.values():
        assert (TEMPLATES / f"{kind.template}.j2").is_file()
    assert name_document("cover") == "印发通知"
    assert name_document("memoir") == "memoir"
    with pytest.raises(UnknownTemplate, match=r"cover（印发通知）"):
        check_kinds(("plan", "poem"))


def test_the_report_goes_to_the_direct_superior() -> None:
    (made,) = documents("report", Case(PLAN, BUREAU)).values()
    assert [block.text for block in made.blocks if isinstance(block, Recipients)] == ["【待填：主送机关】"]
    plan, _ = corpus_plan("demo-occupational-health-2025")
    assert find_superior(plan, bureau_of(plan.profile, plan.line)) == "澜阳市卫生健康委"
    direct, _ = corpus_plan("rural-roads-2024-mixed")
    assert find_superior(direct, bureau_of(direct.profile, direct.line)) == "澜阳市交通运输局"
    told = Office(BUREAU.name, Level.COUNTY, "澜阳市卫生健康委员会", BUREAU.prefix, BUREAU.contact)
    (made,) = documents("report", Case(PLAN, told)).values()
    assert [block.text for block in made.blocks if isinstance(block, Recipients)] == ["澜阳市卫生健康委员会"]
    assert "特此报告。" in words(made)
