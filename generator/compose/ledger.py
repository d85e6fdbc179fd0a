"""The task ledger (任务清单台账): a row a task and number, blank columns for who fills it in, a sheet a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.blocks import OpenField
from generator.books import Column, Ledger, Sheet
from generator.compose.measures import find_measure
from generator.compose.outline import arrange_tasks
from generator.compose.rows import indicator_rows, indicator_years, print_target, task_row
from generator.compose.values import cite_notice, name_matter
from generator.form import Measure
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.targets import PlanTarget
from generator.localise.times import print_time
from gongwen.characters import print_full_width

STATES = ("未开始", "进行中", "已完成", "已销号")
_SHORT_DATE = "填日期，如 2025-06-30"
COLUMNS = (
    Column("序号", 6), Column("任务", 22), Column("依据", 18), Column("目标值", 28), Column("分管领导", 10),
    Column("牵头（责任）单位", 20), Column("配合单位", 20), Column("责任股室", 12), Column("责任人及电话", 16),
    Column("上级时限", 18), Column("到期日", 12, role="due"), Column("本级时限", 16), Column("进展", 24),
    Column("分子", 8, role="numerator", hint="完成数，只填数字"),
    Column("分母", 8, role="denominator", hint="总数，只填数字；数量目标已填目标数"), Column("完成率", 9, role="rate"),
    Column("佐证材料", 16), Column("存在问题", 18), Column("下步措施", 18), Column("状态", 9, STATES, "state"),
    Column("报送时间", 12, role="day", hint=_SHORT_DATE), Column("销号时间", 12, role="day", hint=_SHORT_DATE),
)
_SHEET_NAME = re.compile(r"[\\/*?:\[\]]")
_NAME_LENGTH = 28


def compose_ledger(plan: CountyPlan, opens: Iterable[OpenField]) -> Ledger:
    """The ledger of a county: all tasks, each body's own, the indicators, reports, and what is open."""
    tasks = [entry.task for entry in arrange_tasks(plan.tasks) if entry.task]
    title = print_full_width(f"{plan.profile.name}{name_matter(plan.spec.notice, plan.profile)}任务清单")
    sheets = [_task_sheet("总台账", title, tasks, plan)]
    bodies = dict.fromkeys(name for task in tasks for name in (*task.doers, *task.support))
    for body in bodies:
        mine = [task for task in tasks if body in (*task.doers, *task.support)]
        sheets.append(_task_sheet(_sheet_name(body, sheets), f"{body}任务清单", mine, plan))
    sheets += [sheet for sheet in (_indicators(plan), _reports(plan), _open_sheet(opens)) if sheet.rows]
    return Ledger(title, tuple(sheets))


def _sheet_name(name: str, sheets: Iterable[Sheet]) -> str:
    """A name that workbooks take: no sign that they refuse, not too long, none twice."""
    plain = _SHEET_NAME.sub("", print_full_width(name))[:_NAME_LENGTH] or "单位"
    taken = {sheet.name for sheet in sheets}
    return next(new for new in (plain, *(f"{plain}{i}" for i in range(2, 100))) if new not in taken)


def _task_sheet(name: str, title: str, tasks: Iterable[PlanTask], plan: CountyPlan) -> Sheet:
    rows = tuple(row for number, task in enumerate(tasks, 1) for row in _task_rows(number, task, plan))
    return Sheet(name, print_full_width(title), COLUMNS, rows)


def _task_rows(number: int, task: PlanTask, plan: CountyPlan) -> list[tuple[str, ...]]:
    """One row a task; one a number where it has several, since each has its own numerator and rate.

    Words without a number (明显提升) stand in the first row; so do times that no row's own target has.
    """
    counted = [target for target in task.targets if target.target.value is not None]
    if len(counted) < 2:
        return [_task_cells(number, task, plan, task.targets, task.times)]
    said = [target for target in task.targets if target.target.value is None]
    own = {target.due for target in counted}
    left = tuple(time for time in task.times if time not in own)
    rows = []
    for i, target in enumerate(counted):
        times = (target.due,) if target.due else ()
        shown = (*said, target) if i == 0 else (target,)
        rows.append(_task_cells(number, task, plan, shown, (*times, *left) if i == 0 or not times else times))
    return rows


def _task_cells(number: int, task: PlanTask, plan: CountyPlan, targets: Sequence[PlanTarget],
                times: Sequence[str]) -> tuple[str, ...]:
    row = task_row(number, task, plan)
    basis = f"{plan.spec.notice.document_number or cite_notice(plan.spec.notice)} {row['依据']}"
    known = {"序号": str(number), "任务": str(row["任务"]), "依据": basis,
             "目标值": "；".join(dict.fromkeys(print_target(target) for target in targets)),
             "牵头（责任）单位": str(row["牵头单位"]), "配合单位": str(row["配合单位"]),
             "上级时限": "；".join(dict.fromkeys(times)), "本级时限": "；".join(_own_times(task, times)),
             "分母": _denominator(targets), "状态": STATES[0]}
    printed = {key: print_full_width(value) for key, value in known.items()}
    printed["到期日"] = _first_day(task, targets, times, plan)
    return tuple(printed.get(column.name, "") for column in COLUMNS)


def _own_times(task: PlanTask, times: Sequence[str]) -> tuple[str, ...]:
    """The county's own dates of a row's times; none where it has none, so that the cell can be filled in."""
    own = dict(zip(task.times, task.own_times, strict=True)) if task.own_times else {}
    return tuple(dict.fromkeys(own[time] for time in times if time in own))


def _denominator(targets: Sequence[PlanTarget]) -> str:
    """What a count of a year or of the whole is measured against: its own number; "" of all else."""
    counted = [target.target for target in targets if target.target.value is not None]
    if len(counted) != 1 or find_measure(counted[0]) is not Measure.COUNT or counted[0].per not in (None, "year"):
        return ""
    return f"{counted[0].value:.10g}"


def _first_day(task: PlanTask, targets: Sequence[PlanTarget], times: Sequence[str], plan: CountyPlan) -> str:
    """The first day on which one of these times falls due, the county's own where it has one; no recurring day."""
    dues = [(t.due, t.target.due) for t in targets if t.target.due]
    dues += [(print_time(d.time, day="日" in d.quote), d.time) for d in task.deadlines]
    sent = {move.superior: move.sent for move in plan.moves if move.task == task.id}
    days = [sent.get(said) or time.by or time.end for said, time in dues if said in times and not time.every]
    return min((day for day in days if day), default="")


def _indicators(plan: CountyPlan) -> Sheet:
    rows = indicator_rows(plan)
    years = indicator_years(plan)
    middle = [Column(f"{year}年", 14) for year in years] or [Column("目标值", 18), Column("完成时限", 16)]
    columns = (Column("序号", 6), Column("指标", 34), *middle, Column("责任单位", 24), Column("本期完成值", 14))
    cells = []
    for row in rows:
        values = row["值"] if years else [row["目标值"], row["时限"]]
        assert isinstance(values, list)
        line = (row["序号"], row["指标"], *values, row["责任单位"], "")
        cells.append(tuple(print_full_width(str(cell)) for cell in line))
    return Sheet("指标表", f"{plan.profile.name}主要指标表", columns, tuple(cells))


def _reports(plan: CountyPlan) -> Sheet:
    columns = (Column("序号", 6), Column("报送单位", 24), Column("接收单位", 24), Column("内容", 50),
               Column("时限", 20), Column("报送情况", 16))
    rows = tuple(tuple(print_full_width(cell) for cell in (str(i), "、".join(r.by), "、".join(r.to), r.text, r.due, ""))
                 for i, r in enumerate(plan.reports, 1))
    return Sheet("报送事项", f"{plan.profile.name}报送事项", columns, rows)


def _open_sheet(opens: Iterable[OpenField]) -> Sheet:
    columns = (Column("序号", 6), Column("类别", 10), Column("事项", 40), Column("说明", 50))
    rows = tuple(tuple(print_full_width(cell) for cell in (str(i), o.kind, o.field, o.why))
                 for i, o in enumerate(opens, 1))
    return Sheet("待填待确认", "待填和待确认事项", columns, rows)
