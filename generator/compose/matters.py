"""What is due to whom (报送事项、责任单): rows for reminders, calls for late reports, and each body's own sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from generator.compose.outline import arrange_tasks
from generator.compose.rows import find_limits, task_row
from generator.county import Office
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.reports import PlanReport, say_report
from generator.localise.times import print_time
from generator.localise.words import say_quote
from gongwen.dates import print_date
from specs.model import Time

Row = Mapping[str, object]
_CLASS = re.compile(r"^(?:各|乡镇|街道|村|社区)|机构$|单位$|企业$")


def find_matters(plan: CountyPlan, office: Office, due: date | None, names: Sequence[str] = ()) -> list[Row]:
    """What others owe the office: 全文 催报 内容 单位 接收 时限, and 补时限 where 全文 does not say the time.

    due      only what falls due on that day; None: every report
    names    who is written to: what they owe goes before what others do
    returns  from an office above in the notice's own words, which are the same for every county; where no report
             falls due that day, what tasks are to have done by it
    """
    above = not office.is_of_county
    reports = [r for r in plan.reports if (above or set(r.by) - {office.name})
               and (due is None or _falls_on(r.report.due, due))]
    theirs = [r for r in reports if set(r.by) & set(names)]
    if above:
        rows = [_matter(report, _say_source(report, plan), report.report.by, told=True) for report in reports]
    else:
        rows = [_matter(report, report.text, report.by, told=bool(theirs)) for report in theirs or reports]
    if rows or due is None:
        return rows
    limit = f"{print_date(due)}前"
    return [blank_matter(f"{limit}，{row['事项']}", str(row["事项"]), limit) for row in find_limits(plan, due)]


def blank_matter(text: str, what: str, due: str = "") -> Row:
    """A matter that is no report, in words of its own (事项)."""
    return {"全文": text, "催报": what, "内容": what, "单位": "", "接收": "", "时限": due, "补时限": False}


def _say_source(report: PlanReport, plan: CountyPlan) -> str:
    """A report in the notice's own words."""
    source = report.report
    words = say_quote(source)
    due = print_time(source.due, day="日" in words) if source.due else ""
    return say_report(words, source.by, due, source.what, plan.profile.name)


def _matter(report: PlanReport, text: str, by: Sequence[str], *, told: bool) -> Row:
    # To those that the notice does not name, it is said without whose it is.
    called = text if told else text.removeprefix("、".join(by))
    return {"全文": text, "催报": called, "内容": report.what, "单位": "、".join(by), "接收": "、".join(report.to),
            "时限": report.own_due or report.due, "补时限": bool(report.due) and not re.search(r"\d|每|底前", text)}


def _falls_on(time: Time | None, day: date) -> bool:
    """Whether a time falls due on a day: once, each year or each month."""
    if time is None or time.by is None:
        return False
    if time.every == "year":
        return time.by == f"{day:%m-%d}"
    if time.every == "month":
        return time.by == str(day.day)
    return time.every is None and time.by == day.isoformat()


def list_debtors(plan: CountyPlan, office: Office, due: date | None) -> tuple[str, ...]:
    """The bodies that owe the matters, classes of bodies left out; the office itself never."""
    known = set(plan.profile.bodies.values())
    reports = [r for r in plan.reports if due is None or _falls_on(r.report.due, due)]
    names = [name for report in reports for name in report.by]
    if not names and due:
        names = [name for task in plan.tasks for name in (*task.doers, *task.support)
                 if any(d.time.by == due.isoformat() for d in task.deadlines)]
    return tuple(name for name in dict.fromkeys(names)
                 if name != office.name and (name in known or not _CLASS.search(name)))


def duty_sheets(plan: CountyPlan) -> list[Row]:
    """A sheet a body (责任单): 单位, its 任务 with its part and who shares it, its 报送."""
    tasks = [entry.task for entry in arrange_tasks(plan.tasks) if entry.task]
    bodies = dict.fromkeys(name for task in tasks for name in (*task.doers, *task.support))
    return [{"单位": body, "任务": [_duty(task, body, plan) for task in tasks if _part(task, body)],
             "报送": [{"全文": report.text, "时限": report.due} for report in plan.reports if body in report.by]}
            for body in bodies]


def _part(task: PlanTask, body: str) -> str:
    if body in task.lead:
        return "牵头"
    return "责任" if body in task.responsible else "配合" if body in task.support else ""


def _duty(task: PlanTask, body: str, plan: CountyPlan) -> Row:
    others = [name for name in (*task.doers, *task.support) if name != body]
    return {**task_row(0, task, plan), "承担": _part(task, body), "共同": "、".join(others)}
