"""What templates may name (模板字段): Chinese names for the values of one county's plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.blocks import OpenField
from generator.compose.rows import (
    body_duties,
    find_limits,
    indicator_rows,
    indicator_years,
    plan_entries,
    report_row,
    task_rows,
)
from generator.county import CountyProfile, Office
from generator.localise.places import strip_place
from generator.localise.plan import CountyPlan
from specs.model import Notice

_COVER = re.compile(r"^.*?关于(?:转发|印发|下发|发布)?《?(?P<name>.+?)》?的(?:通知|函|意见)$")
_PLAN_TAIL = re.compile(r"(?:有关)?(?:实施|工作)?(?:方案|计划)(?:\([^()]*\))?$")
_OPENING = re.compile(r"^(?:(?:切实|进一步|认真|扎实|全面)?(?:做好|开展|加强|推进|加快推进|组织开展|贯彻落实))"
                      r"(?=[一-鿿“]{4})")
_YEARS = re.compile(r"\((?:20\d\d)[^()]*\)$")


def open_blank(name: str) -> str:
    """The mark of what is to be filled in: 【待填：联系电话】."""
    return f"【待填：{name}】"


def name_matter(notice: Notice, profile: CountyProfile) -> str:
    """What the notice is about, without region and kind: 职业健康强基护航行动(2025—2027年)."""
    title = re.sub(r"\s", "", notice.title or "")
    if not title and notice.attachments:
        first = strip_place(_PLAN_TAIL.sub("", notice.attachments[0].title), profile)
        count = len(notice.attachments)
        return first if count == 1 else f"{_YEARS.sub('', first)}等{count}项工作"
    found = _COVER.match(title)
    name = found["name"] if found else re.sub(r"^.*?关于", "", title)
    name = _PLAN_TAIL.sub("", name)
    name = re.sub(r"(?:工作)?的(?:补充通知|通知|函|意见|实施意见|指导意见|若干意见|若干措施)$|^商请", "", name)
    return strip_place(name, profile) or open_blank("来文事由")


def name_plan(notice: Notice, profile: CountyProfile) -> str:
    """The title of the county's plan: 朔桥区职业健康强基护航行动(2025—2027年)实施方案."""
    return f"{profile.name}{_OPENING.sub('', name_matter(notice, profile))}实施方案"


def name_work(notice: Notice, profile: CountyProfile) -> str:
    """What the notice is about as a letter's title goes on from it: 做好…工作 as …."""
    return _OPENING.sub("", name_matter(notice, profile)).removesuffix("工作")


def cite_notice(notice: Notice) -> str:
    """The notice as a basis (依据): title first, then its number in brackets."""
    title = _with_issuers_apart(" ".join((notice.title or "").split()), notice)
    number = f"({notice.document_number})" if notice.document_number else ""
    if not title and notice.attachments:
        return "".join(f"《{attachment.title}》" for attachment in notice.attachments) + number
    if not title:
        return open_blank("来文标题") + number
    return f"《{title.replace('《', '〈').replace('》', '〉')}》{number}"


def cite_title(notice: Notice) -> str:
    """The notice's title in its brackets, without its number."""
    return cite_notice(replace(notice, document_number=None))


def name_notice(notice: Notice) -> str:
    """The notice's title as a note of attachments lists it: without brackets around it."""
    title = _with_issuers_apart(" ".join((notice.title or "").split()), notice)
    return title or "、".join(attachment.title for attachment in notice.attachments) or open_blank("来文标题")


def cite_bases(plan: CountyPlan) -> str:
    """All papers that a plan rests on, the direct superior's first."""
    return "、".join(cite_notice(notice) for notice in plan.bases or (plan.spec.notice,))


def _with_issuers_apart(title: str, notice: Notice) -> str:
    """A joint notice's title with its issuers apart, as it prints them on lines of their own."""
    run = "".join(notice.issuers)
    apart = len(notice.issuers) > 1 and title.startswith(run)
    return " ".join(notice.issuers) + title.removeprefix(run) if apart else title


def plan_values(plan: CountyPlan, office: Office, opens: Iterable[OpenField]) -> dict[str, object]:
    """What every template may name, by the names of templates/README.md."""
    profile, notice = plan.profile, plan.spec.notice
    contact = office.contact
    return {
        "县名": profile.name, "县": profile.unit, "省": profile.province, "市州": profile.prefecture,
        "方案标题": name_plan(notice, profile), "事由": name_matter(notice, profile),
        "工作": name_work(notice, profile), "依据": cite_bases(plan), "来文": cite_title(notice),
        "来文名称": name_notice(notice), "来文标题": notice.title or "", "来文文号": notice.document_number or "",
        "来文机关": list(notice.issuers),
        "本机关": office.name, "局": name_briefly(office), "成文日期": open_blank("成文日期"),
        "文号": print_number(office.prefix), "签发人": open_blank("签发人"),
        "抄送": "、".join(office.copy_to), "印发机关": name_printer(office), "印发日期": open_blank("印发日期"),
        "联系人": contact.person if contact else open_blank("联系人"),
        "联系电话": contact.phone if contact else open_blank("联系电话"),
        "目标": list(plan.aims), "正文": plan_entries(plan), "任务": task_rows(plan),
        "有本级时限": any(task.own_times for task in plan.tasks),
        "指标": indicator_rows(plan), "指标年份": [f"{year}年" for year in indicator_years(plan)],
        "报送": [report_row(report) for report in plan.reports],
        "分工": body_duties(plan), "时限": find_limits(plan),
        "待办": open_rows(opens), "待填": open_blank,
    }


def open_rows(opens: Iterable[OpenField]) -> list[dict[str, str]]:
    """What is open, as 办文提示 lists it."""
    return [{"类别": o.kind, "事项": o.field, "说明": o.why} for o in opens]


def print_number(prefix: str) -> str:
    """A document number with its serial left to be filled in: 澜卫职健发〔【待填：年份】〕【待填：序号】号."""
    return f"{prefix or open_blank('代字')}〔{open_blank('年份')}〕{open_blank('序号')}号"


def name_briefly(office: Office) -> str:
    """What an office calls itself behind 我: 我局, 我委, 我办; 我单位 where its name tells none."""
    tails = {"委员会": "委", "局": "局", "办公室": "办", "中心": "中心", "院": "院", "大队": "队", "厅": "厅"}
    return next((brief for tail, brief in tails.items() if office.name.endswith(tail)), "单位")


def name_printer(office: Office) -> str:
    """Who prints an office's papers (印发机关): as its profile says, else its own office by usual naming."""
    own = office.name if office.name.endswith(("办公室", "办公厅")) else f"{office.name}办公室"
    return office.practice.printer or own
