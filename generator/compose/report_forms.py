"""Blank forms for the reports of a county (报表): what each asks follows what is reported."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.compose.measures import find_measure
from generator.compose.rows import name_basis
from generator.compose.values import cite_notice
from generator.form import NOTES, Figure, Form, Measure, measure_of
from generator.localise.plan import CountyPlan
from generator.localise.reports import PlanReport
from generator.localise.targets import PlanTarget
from gongwen.characters import print_full_width

_TABLE = Path(__file__).parents[1] / "report_forms.toml"
_URGENT, _LONGEST_NAME = "急报", 18
_WHOLE = re.compile("总结|工作进展|工作情况|完成情况|落实情况|推进情况|进展|全年|年度|半年|季度|自评|评估")
_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f.《》“”（）()、，,]+')
_BASE = re.compile(r"[较比](?P<base>20\d\d年|上年|去年)")


@dataclass(frozen=True, slots=True)
class Questions:
    """One row of report_forms.toml."""

    name: str
    words: tuple[str, ...]
    figures: bool
    texts: tuple[str, ...]
    columns: tuple[str, ...]


@cache
def load_questions() -> tuple[Questions, ...]:
    """What forms ask, in the order in which they are tried."""
    rows = tomllib.loads(_TABLE.read_text("utf-8"))["form"]
    return tuple(Questions(row["name"], tuple(row["words"]), row["figures"], tuple(row["texts"]), tuple(row["columns"]))
                 for row in rows)


def compose_forms(plan: CountyPlan) -> tuple[Form, ...]:
    """One form a report, in the order of the notice; the same form for every county that reports the same."""
    return tuple(_form(number, report, plan) for number, report in enumerate(plan.reports, 1))


def form_values(form: Form) -> dict[str, object]:
    """What the template of a form is filled with: 报表."""
    rows = [{"指标": f.name, "单位": f.unit, "目标值": f.goal, "说明": f.note,
             "分母": measure_of(f.note) in (Measure.RATE, Measure.CHANGE)} for f in form.figures]
    return {"报表": {"名称": form.title, "依据": form.basis, "接收": form.to, "时限": form.due, "校验码": form.code,
                   "指标": rows, "文字": list(form.texts), "名单": list(form.columns)}}


def choose_questions(report: PlanReport) -> Questions:
    """What a report's form asks, by its words and its time."""
    rows = load_questions()
    due = report.report.due
    if due and due.within and due.within.startswith("PT"):
        return next(row for row in rows if row.name == _URGENT)
    for said in (report.what, report.text):
        found = next((row for row in rows if any(word and re.search(word, said) for word in row.words)), None)
        if found:
            return found
    return rows[-1]


def _form(number: int, report: PlanReport, plan: CountyPlan) -> Form:
    asked = choose_questions(report)
    tasks = {task.id: task for task in plan.tasks}
    task = tasks.get(report.report.task or "")
    name = _name(report, asked)
    basis = f"{cite_notice(plan.spec.notice)}{name_basis(task, plan) if task else ''}"
    figures = _figures(_targets(report, plan)) if asked.figures else ()
    return Form(f"{number:02}-{_UNFIT.sub('', name)}", print_full_width(f"{name}报表"), print_full_width(basis),
                print_full_width("、".join(report.to)), print_full_width(report.due), _identity(report, plan), figures,
                asked.texts, asked.columns)


def _name(report: PlanReport, asked: Questions) -> str:
    """What the form is called: the thing that is sent; the kind of form where that is a sentence or nothing."""
    what = report.what.rstrip("。；;,").removesuffix("报表")
    return what if 2 <= len(what) <= _LONGEST_NAME and not re.search("[,;，；]", what) else f"{asked.name}报送"


def _identity(report: PlanReport, plan: CountyPlan) -> str:
    """Which report of which notice: the same for all counties."""
    fact, notice = report.report, plan.spec.notice
    source = plan.spec.origin.sha256 if plan.spec.origin else f"{notice.title}{notice.document_number}"
    whole = "\x1f".join((source, str(fact.start), fact.quote, str(fact.due)))
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def _targets(report: PlanReport, plan: CountyPlan) -> Sequence[PlanTarget]:
    """What a report gives figures of: its own task, or the whole plan where it sums that up."""
    mine = [t for task in plan.tasks if task.id == report.report.task for t in task.targets]
    if any(t.target.value is not None for t in mine):
        return mine
    if not _WHOLE.search(f"{report.what}{report.text}"):
        return ()
    return (*plan.goals, *plan.indicators, *(t for task in plan.tasks for t in task.targets))


def _figures(targets: Sequence[PlanTarget]) -> tuple[Figure, ...]:
    """A row an indicator, its goals of several years in one cell."""
    rows: dict[tuple[str, str, Measure], list[str]] = {}
    bases: dict[tuple[str, str, Measure], str] = {}
    for target in targets:
        measure = find_measure(target.target)
        if not target.name or measure is Measure.WORDS:
            continue
        unit = {"月": "个月", "工作日": "个工作日"}.get(target.target.unit or "", target.target.unit or "")
        unit = print_full_width(unit or "%") if measure is Measure.RATE else print_full_width(unit)
        key = (print_full_width(target.name), unit, measure)
        goals = rows.setdefault(key, [])
        bases[key] = _base(target)
        goal = print_full_width(f"{target.due}{target.value}" if target.due else target.value)
        if goal not in goals:
            goals.append(goal)
    return tuple(Figure(name, unit, "；".join(goals), NOTES[measure] + bases[name, unit, measure])
                 for (name, unit, measure), goals in rows.items())


def _base(target: PlanTarget) -> str:
    """What a change is measured by, as the notice says it: （基期：2020年）."""
    if find_measure(target.target) is not Measure.CHANGE:
        return ""
    found = _BASE.search(target.value) or _BASE.search(target.text)
    return f"（基期：{found['base']}）" if found else ""
