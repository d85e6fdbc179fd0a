"""A small notice and a county, built by hand, that the generator's tests share (测试用规格)."""

from pathlib import Path

from generator.blocks import Document
from generator.compose.documents import compose_documents
from generator.compose.requests import Case
from generator.county import CountyProfile, Office, bureau_of, load_profiles
from generator.localise.plan import CountyPlan, localise_spec
from specs.model import (
    Attachment,
    Body,
    Clause,
    Deadline,
    Level,
    Notice,
    Report,
    Role,
    Section,
    Spec,
    Target,
    TargetKind,
    Task,
    Time,
)

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
COUNTY = load_profiles(TEMPLATES / "counties")["溪塬县"]
COMMISSION = Office("澜川省卫生健康委员会", Level.PROVINCE, prefix="澜卫发")

_OWN = Body("各县(市、区)疾控中心", Role.RESPONSIBLE, Level.COUNTY)
_TOWNS = Body("乡镇人民政府", Role.SUPPORT, Level.TOWNSHIP)
_UPPER = Body("省疾控中心", Role.RESPONSIBLE, Level.PROVINCE)
_SECTIONS = (Section("附件1", "澜川省基层服务三年行动实施方案"), Section("二、", "重点任务"))
_FIRST = "各县(市、区)疾控中心要每年帮扶企业不少于20家,2025年6月底前建立名册,乡镇人民政府予以配合。"
_SECOND = "省疾控中心每年抽查不少于5%的名册,每季度向各市通报。"
_THIRD = "各县(市、区)疾控中心每年1月10日前将工作总结报市疾控中心。"

SPEC = Spec(
    Notice(
        title="澜川省卫生健康委员会关于印发澜川省基层服务三年行动实施方案的通知",
        kind="通知",
        document_number="澜卫发〔2025〕9号",
        issuers=("澜川省卫生健康委员会",),
        issued_on="2025-03-01",
        recipients=("各县(市、区)卫生健康委",),
        attachments=(Attachment(1, "澜川省基层服务三年行动实施方案"),),
    ),
    tasks=(
        Task(
            "附件1/二/1",
            "做好企业帮扶",
            100,
            200,
            (_OWN, _TOWNS, _UPPER),
            "1.",
            _FIRST + _SECOND,
            _SECTIONS,
            (Clause(_FIRST, 100, 150, (_OWN, _TOWNS)), Clause(_SECOND, 150, 200, (_UPPER,))),
        ),
        Task(
            "附件1/二/2",
            "建设平台",
            200,
            240,
            (_UPPER,),
            "2.",
            "省疾控中心要在2025年8月底前建成平台。",
            _SECTIONS,
            (Clause("省疾控中心要在2025年8月底前建成平台。", 200, 240, (_UPPER,)),),
        ),
        Task(
            "附件1/二/3", "按时报告", 240, 280, (_OWN,), "3.", _THIRD, _SECTIONS, (Clause(_THIRD, 240, 280, (_OWN,)),)
        ),
    ),
    targets=(
        Target(
            "服务覆盖率达到95%以上",
            10,
            22,
            "服务覆盖率",
            "",
            TargetKind.PERCENTAGE,
            ">=",
            95.0,
            "%",
            due=Time(by="2027-12-31"),
        ),
        Target(
            "全省建成示范点600个",
            30,
            41,
            "示范点",
            "全省",
            TargetKind.QUANTITY,
            "=",
            600.0,
            "个",
            due=Time(by="2027-12-31"),
        ),
        Target(
            "每年帮扶企业不少于20家",
            112,
            123,
            "帮扶企业",
            "",
            TargetKind.QUANTITY,
            ">=",
            20.0,
            "家",
            per="year",
            bodies=("各县(市、区)疾控中心",),
            task="附件1/二/1",
        ),
        Target(
            "抽查不少于5%的名册",
            157,
            167,
            "名册抽查比例",
            "",
            TargetKind.PERCENTAGE,
            ">=",
            5.0,
            "%",
            per="year",
            bodies=("省疾控中心",),
            task="附件1/二/1",
        ),
    ),
    deadlines=(
        Deadline("2025年6月底前", 124, 132, Time(by="2025-06-30"), "建立名册", "附件1/二/1"),
        Deadline("2025年8月底前", 206, 214, Time(by="2025-08-31"), "建成平台", "附件1/二/2"),
        Deadline("每年1月10日前", 252, 260, Time(every="year", by="01-10"), "报送工作总结", "附件1/二/3"),
    ),
    reports=(
        Report(
            ("各县(市、区)疾控中心",),
            ("市疾控中心",),
            "工作总结",
            Time(every="year", by="01-10"),
            "将工作总结报市疾控中心",
            260,
            271,
            "附件1/二/3",
        ),
    ),
)


def profile_of(name: str) -> CountyProfile:
    """The shipped profile of one county of the invented province."""
    return load_profiles(TEMPLATES / "counties")[name]

PLAN = localise_spec(SPEC, COUNTY)
BUREAU = bureau_of(COUNTY, PLAN.line)


def compose_document(kind: str, plan: CountyPlan, office: Office, templates: Path) -> Document:
    """One document of a county in Blocks, the first where a kind has several."""
    document = next(iter(compose_documents(kind, Case(plan, office), templates).values()))
    assert isinstance(document, Document)
    return document
