"""What templates may name (模板字段): Chinese names for the values of one county's plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.blocks import OpenField
from generator.compose.markup import Sign
from generator.compose.outline import arrange_tasks
from generator.county import CountyProfile, Office
from generator.localise.places import strip_place
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.reports import PlanReport
from generator.localise.targets import PlanTarget
from generator.localise.times import print_time
from generator.localise.words import localise_text
from specs.model import Deadline, Notice

Row = Mapping[str, object]
_COVER = re.compile(r"^.*?关于(?:转发|印发|下发|发布)?《?(?P<name>.+?)》?的(?:通知|函|意见)$")
_PLAN_TAIL = re.compile(r"(?:有关)?(?:实施|工作)?(?:方案|计划)(?:\([^()]*\))?$")
_SCRAP = 5
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
    name = re.sub(r"(?:工作)?的(?:补充通知|通知|函|意见|实施意见|指导意见)$|^商请", "", name)
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


def _with_issuers_apart(title: str, notice: Notice) -> str:
    """A joint notice's title with its issuers apart, as it prints them on lines of their own."""
    run = "".join(notice.issuers)
    apart = len(notice.issuers) > 1 and title.startswith(run)
    return " ".join(notice.issuers) + title.removeprefix(run) if apart else title


def plan_values(plan: CountyPlan, office: Office, opens: Iterable[OpenField]) -> dict[str, object]:
    """Everything that a template may name, by the names of templates/README.md."""
    profile, notice = plan.profile, plan.spec.notice
    contact = office.contact
    return {
        "县名": profile.name, "县": profile.unit, "省": profile.province, "市州": profile.prefecture,
        "方案标题": name_plan(notice, profile), "事由": name_matter(notice, profile),
        "工作": name_work(notice, profile), "依据": cite_notice(notice),
        "来文标题": notice.title or "", "来文文号": notice.document_number or "", "来文机关": list(notice.issuers),
        "本机关": office.name, "成文日期": open_blank("成文日期"), "文号": print_number(office),
        "抄送": "、".join(office.copy_to), "联系人": contact.person if contact else open_blank("联系人"),
        "联系电话": contact.phone if contact else open_blank("联系电话"),
        "目标": list(plan.aims), "正文": _entries(plan), "任务": task_rows(plan),
        "指标": indicator_rows(plan), "指标年份": [f"{year}年" for year in indicator_years(plan)],
        "报送": [_report_row(report) for report in plan.reports],
        "分工": _duties(plan), "时限": _limits(plan),
        "待办": [{"类别": o.kind, "事项": o.field, "说明": o.why} for o in opens],
    }


def print_number(office: Office) -> str:
    """The document number with its serial left to be filled in: 澜卫职健发〔【待填：年份】〕【待填：序号】号."""
    return f"{office.prefix or open_blank('代字')}〔{open_blank('年份')}〕{open_blank('序号')}号"


def _distinct(texts: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(texts))
    return [text for text in found if not any(text != other and text in other for other in found)]


def _entries(plan: CountyPlan) -> list[Row]:
    """The plan's text line by line: 级 标题 内容 责任."""
    rows: list[Row] = []
    for entry in arrange_tasks(plan.tasks):
        task = entry.task
        rows.append({"级": Sign("#" * entry.level), "标题": entry.heading, "内容": (task.text if task else "") or "",
                     "责任": print_duty(task) if task else "", "任务": task is not None})
    return rows


def print_duty(task: PlanTask) -> str:
    """Who does a task, as plans note it behind the text: 牵头单位：A；责任单位：B；配合单位：C."""
    parts = (("牵头单位", task.lead), ("责任单位", task.responsible), ("配合单位", task.support))
    return "；".join(f"{label}：{'、'.join(names)}" for label, names in parts if names)


def task_rows(plan: CountyPlan) -> list[Row]:
    """All rows of the task tables, in the order of the plan's text."""
    tasks = [entry.task for entry in arrange_tasks(plan.tasks) if entry.task]
    return [task_row(number, task, plan) for number, task in enumerate(tasks, 1)]


def task_row(number: int, task: PlanTask, plan: CountyPlan) -> Row:
    """One row of the task tables."""
    return {
        "序号": str(number), "任务": task.heading or _short(task.text), "内容": task.text,
        "依据": name_basis(task, plan), "目标值": "；".join(_distinct(print_target(t) for t in task.targets)),
        "牵头单位": "、".join(task.doers), "配合单位": "、".join(task.support), "时限": "；".join(task.times),
    }


def print_target(target: PlanTarget) -> str:
    """A target in one phrase: 帮扶中小微企业每年不少于25家."""
    return f"{target.name}{target.value}"


def name_basis(task: PlanTask, plan: CountyPlan) -> str:
    """Where in the notice a task stands: 附件1第二部分（一）1."""
    parts = task.id.split("#")[0].split("/")
    out = parts.pop(0) if parts[0].startswith("附件") else ""
    if parts and re.fullmatch(r"[一二三四五六七八九十]+", parts[0]):
        out += f"第{parts.pop(0)}部分"
    return out + "".join(part if part.startswith("(") or not part.isdigit() else f"第{part}项" for part in parts)


def _short(text: str) -> str:
    first = re.split("[,。;]", text, maxsplit=1)[0]
    return first if len(first) <= 24 else first[:23] + "…"


def indicator_years(plan: CountyPlan) -> list[str]:
    """The years that the indicator table has columns for; none where it has no table."""
    return sorted({t.target.due.by[:4] for t in plan.indicators if t.target.due and t.target.due.by})


def indicator_rows(plan: CountyPlan) -> list[Row]:
    """Indicators: a row each with its value a year, or with value and date where the notice has no such table."""
    years = [f"{year}年" for year in indicator_years(plan)]
    rows: dict[str, dict[str, object]] = {}
    for target in plan.indicators:
        row = rows.setdefault(target.name, {"指标": target.name, "值": dict.fromkeys(years, "—"), "责任单位": ""})
        values = row["值"]
        assert isinstance(values, dict)
        if target.target.due and target.target.due.by:
            values[f"{target.target.due.by[:4]}年"] = target.value
        row["责任单位"] = row["责任单位"] or "、".join(target.bodies)
    out: list[Row] = [{**row, "值": list(row["值"].values())} for row in rows.values()]  # type: ignore[attr-defined]
    if out:
        return [{"序号": str(i), "时限": "", "目标值": "", **row} for i, row in enumerate(out, 1)]
    plain = [t for t in (*plan.goals, *(t for task in plan.tasks for t in task.targets)) if t.name]
    doers = {task.id: "、".join(task.doers) for task in plan.tasks}
    return [{"序号": str(i), "指标": t.name, "目标值": t.value, "时限": t.due, "值": [],
             "责任单位": "、".join(t.bodies) or doers.get(t.target.task or "", "")} for i, t in enumerate(plain, 1)]


def _report_row(report: PlanReport) -> Row:
    return {"全文": report.text, "单位": "、".join(report.by), "接收": "、".join(report.to),
            "内容": report.what, "时限": report.due}


def _duties(plan: CountyPlan) -> list[Row]:
    """What each body does: 单位, 负责 and 配合 as lists of tasks."""
    leads: dict[str, list[str]] = defaultdict(list)
    helps: dict[str, list[str]] = defaultdict(list)
    for task in plan.tasks:
        name = task.heading or _short(task.text)
        for body in task.doers:
            leads[body].append(name)
        for body in task.support:
            helps[body].append(name)
    return [{"单位": body, "负责": leads.get(body, []), "配合": helps.get(body, [])}
            for body in dict.fromkeys((*leads, *helps))]


def _limits(plan: CountyPlan) -> list[Row]:
    """Dates that are due once, in order of time: 时间 and 事项."""
    found = [(d.time.by or "", print_time(d.time, day="日" in d.quote), _own_action(task, d, plan))
             for task in plan.tasks for d in task.deadlines if d.time.by and not d.time.every]
    return [{"时间": when, "事项": what.rstrip("。；;,")} for _, when, what in sorted(found, key=lambda row: row[0])]


def _own_action(task: PlanTask, deadline: Deadline, plan: CountyPlan) -> str:
    """What is due, as far as the county takes it up; the task by name where that would be a scrap (完成)."""
    action = localise_text(deadline.action, plan.profile, plan.line)
    kept = ""
    for part in re.findall("[^,;]+[,;]?", action):
        if part.strip(",;。") not in task.text:
            break
        kept += part
    plain = kept.strip(",;。")
    if len(plain) >= _SCRAP and not re.match("[达完]?[到成][^一-鿿]|报", plain):
        return plain
    return f"完成“{task.heading}”任务" if task.heading else plain or _short(task.text)
