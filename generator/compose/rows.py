"""Rows of tables and lists (表格行): a plan's tasks, indicators, duties, limits, as templates name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from generator.compose.markup import Sign
from generator.compose.outline import arrange_tasks
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.reports import PlanReport
from generator.localise.targets import PlanTarget
from generator.localise.times import print_time
from generator.localise.words import localise_text
from specs.model import Deadline, TargetKind

Row = Mapping[str, object]
_SCRAP = 5
_ALL_OF = re.compile(r"\d[\d.]*万?[座个家所处项条名户](?=全部|均|都)")  # of 9座全部 the 9 is the upper level's


def _distinct(texts: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(texts))
    return [text for text in found if not any(text != other and text in other for other in found)]


def plan_entries(plan: CountyPlan) -> list[Row]:
    """The plan's text line by line: 级 标题 内容 责任."""
    rows: list[Row] = []
    for entry in arrange_tasks(plan.tasks):
        task = entry.task
        rows.append({"级": Sign("#" * entry.level), "标题": entry.heading, "内容": (task.text if task else "") or "",
                     "责任": print_duty(task) if task else "", "任务": task is not None,
                     "推定": task is not None and task.presumed})
    return rows


def print_duty(task: PlanTask) -> str:
    """Who does a task, as plans note it behind the text: 牵头单位：A；责任单位：B；配合单位：C."""
    parts = (("牵头单位", task.lead), ("责任单位", task.responsible), ("配合单位", task.support))
    return "；".join(f"{label}：{'、'.join(names)}" for label, names in parts if names)


def task_rows(plan: CountyPlan) -> list[Row]:
    """All rows of the task tables, in the order of the plan's text."""
    return [task_row(number, task, plan) for number, task in enumerate(list_row_tasks(plan), 1)]


def list_row_tasks(plan: CountyPlan) -> list[PlanTask]:
    """The tasks that have a row, in the order of the plan's text."""
    return [entry.task for entry in arrange_tasks(plan.tasks) if entry.task]


def task_row(number: int, task: PlanTask, plan: CountyPlan) -> Row:
    """One row of the task tables."""
    return {
        "序号": str(number), "任务": name_task(task), "内容": task.text,
        "依据": name_basis(task, plan), "目标值": "；".join(_distinct(print_target(t) for t in task.targets)),
        "牵头单位": "、".join(task.doers), "配合单位": "、".join(task.support), "时限": "；".join(task.times),
        "本级时限": "；".join(task.own_times or task.times),
    }


def name_task(task: PlanTask) -> str:
    """What a task is called in tables: its heading, else its first words."""
    return task.heading or shorten(task.text)


def print_target(target: PlanTarget) -> str:
    """A target in one phrase: 帮扶中小微企业每年不少于25家; of all there are in the notice's own words."""
    if target.target.kind is TargetKind.COVERAGE and not target.tabular:
        return _ALL_OF.sub("", target.text).strip(",;。")
    return f"{target.name}{target.value}"


def name_basis(task: PlanTask, plan: CountyPlan) -> str:
    """Where in the notice a task stands: 附件1第二部分（一）1."""
    parts = task.id.split("#")[0].split("/")
    out = parts.pop(0) if parts[0].startswith("附件") else ""
    if parts and re.fullmatch(r"[一二三四五六七八九十]+", parts[0]):
        out += f"第{parts.pop(0)}部分"
    return out + "".join(part if part.startswith("(") or not part.isdigit() else f"第{part}项" for part in parts)


def shorten(text: str) -> str:
    """What a task without a heading is called in a table: its first words."""
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
    return [row for _, row in list_indicators(plan)]


def list_indicators(plan: CountyPlan) -> list[tuple[PlanTarget, Row]]:
    """The indicators that the notice's text states, each with its row in a table of them."""
    plain = [t for t in (*plan.goals, *(t for task in plan.tasks for t in task.targets)) if t.name]
    doers = {task.id: "、".join(task.doers) for task in plan.tasks}
    return [(t, {"序号": str(i), "指标": t.name, "目标值": t.value, "时限": t.due, "值": [],
                 "责任单位": "、".join(t.bodies) or doers.get(t.target.task or "", "")})
            for i, t in enumerate(plain, 1)]


def target_lines(plan: CountyPlan) -> list[Row]:
    """What a report answers for: 指标 and 目标, the values of all years in one phrase."""
    years = [f"{year}年" for year in indicator_years(plan)]
    lines: list[Row] = []
    for row in indicator_rows(plan):
        values = row["值"]
        assert isinstance(values, list)
        yearly = [f"{year}{value}" for year, value in zip(years, values, strict=False) if value != "—"]
        single = "，".join(filter(None, (str(row["时限"]), str(row["目标值"]))))
        lines.append({"指标": row["指标"], "目标": "、".join(yearly) or single or "—"})
    return lines


def report_row(report: PlanReport) -> Row:
    """One report as templates name it."""
    return {"全文": report.text, "单位": "、".join(report.by), "接收": "、".join(report.to),
            "内容": report.what, "时限": report.due, "本级时限": report.own_due or report.due}


def body_duties(plan: CountyPlan) -> list[Row]:
    """What each body does: 单位, 负责 and 配合 as lists of tasks."""
    leads: dict[str, list[str]] = defaultdict(list)
    helps: dict[str, list[str]] = defaultdict(list)
    for task in plan.tasks:
        name = task.heading or shorten(task.text)
        for body in task.doers:
            leads[body].append(name)
        for body in task.support:
            helps[body].append(name)
    return [{"单位": body, "负责": leads.get(body, []), "配合": helps.get(body, [])}
            for body in dict.fromkeys((*leads, *helps))]


def find_limits(plan: CountyPlan, day: date | None = None) -> list[Row]:
    """Dates that are due once, in order of time: 时间 and 事项; those of one day only where it is given."""
    found = [(d.time.by or "", print_time(d.time, day="日" in d.quote), own_action(task, d, plan))
             for task in plan.tasks for d in task.deadlines if d.time.by and not d.time.every]
    return [{"时间": when, "事项": what.rstrip("。；;,")} for by, when, what in sorted(found, key=lambda row: row[0])
            if day is None or by == day.isoformat()]


def own_action(task: PlanTask, deadline: Deadline, plan: CountyPlan) -> str:
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
    return f"完成“{task.heading}”任务" if task.heading else plain or shorten(task.text)
