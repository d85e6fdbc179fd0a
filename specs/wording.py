"""Facts in the words of an officer (要素的说法): times, bounds, tasks, reports as short phrases."""

from __future__ import annotations

import re
from datetime import date

from gongwen.dates import print_date
from specs.changes import ChangeKind, FactKind, Severity, Verdict
from specs.corrections import Action
from specs.handles import Fact
from specs.model import (
    Baseline,
    Body,
    Citation,
    Deadline,
    Percentage,
    Report,
    Role,
    Target,
    TargetKind,
    Task,
    Time,
)
from specs.revisions import PlanState, RevisionKind

COMPARATOR_WORDS = {">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于", "=": ""}
ROLE_WORDS = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.SUPPORT: "配合", Role.SUPERVISE: "监督",
              Role.RECEIVE: "接收"}
PERCENTAGE_WORDS = {"target": "目标", "baseline": "基数", "statistic": "统计", "threshold": "界限"}
FACT_WORDS = {FactKind.TARGET: "目标", FactKind.DEADLINE: "时限", FactKind.TASK: "任务",
              FactKind.REPORT: "报送事项", FactKind.PERCENTAGE: "百分比", FactKind.CITATION: "依据"}
CHANGE_WORDS = {
    ChangeKind.ADDED: "新增", ChangeKind.REMOVED: "删去", ChangeKind.VALUE_RAISED: "数值提高",
    ChangeKind.VALUE_LOWERED: "数值降低", ChangeKind.COMPARATOR_TIGHTENED: "要求收紧",
    ChangeKind.COMPARATOR_LOOSENED: "要求放宽", ChangeKind.DUE_EARLIER: "时限提前", ChangeKind.DUE_LATER: "时限推迟",
    ChangeKind.PERIOD_CHANGED: "频次调整", ChangeKind.BODY_ADDED: "增加单位", ChangeKind.BODY_REMOVED: "减少单位",
    ChangeKind.ROLE_CHANGED: "职责调整", ChangeKind.SPLIT: "拆分", ChangeKind.MERGED: "合并", ChangeKind.MOVED: "移位",
    ChangeKind.REWORDED: "表述调整",
}
# Of a superior's paper and a lower one nothing was added or dropped: one side says it and the other does not.
ACROSS_WORDS = CHANGE_WORDS | {
    ChangeKind.ADDED: "下级写了而上级未提", ChangeKind.REMOVED: "上级要求而下级未提",
    ChangeKind.BODY_ADDED: "下级多列单位", ChangeKind.BODY_REMOVED: "下级少列单位"}
VERDICT_WORDS = {
    Verdict.MET: "已落实", Verdict.STRICTER: "严于要求", Verdict.WEAKER: "低于要求", Verdict.LATER: "晚于要求",
    Verdict.VAGUE: "含糊", Verdict.MISSING: "缺漏", Verdict.UNCLEAR: "须核对", Verdict.NOT_OURS: "非本县事项"}
ACTION_WORDS = {Action.CONFIRMED: "确认", Action.CORRECTED: "更正", Action.ADDED: "新增", Action.REMOVED: "删除",
                Action.REOPENED: "退回"}
PLAN_STATE_WORDS = {PlanState.DRAFT: "未印发", PlanState.ISSUED: "已印发"}
REVISION_WORDS = {RevisionKind.RESTATED: "改", RevisionKind.INSERTED: "增", RevisionKind.DELETED: "删",
                  RevisionKind.RENUMBERED: "顺延"}
SEVERITY_WORDS = {Severity.MUST: "须调整", Severity.KNOW: "应知晓", Severity.NONE: "无影响"}
_EVERY = {"year": "每年", "half-year": "每半年", "quarter": "每季度", "month": "每月", "half-month": "每半个月",
          "week": "每周", "day": "每日"}
_UNITS = {"year": "年", "half-year": "个半年", "quarter": "个季度", "month": "个月", "week": "周",
          "day": "日"}
_WEEKDAYS = "一二三四五六日"
_DURATION = re.compile(r"P(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<W>\d+)W)?(?:(?P<D>\d+)(?P<work>W)?D)?"
                       r"(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?)?")


def change_words(*, levels: bool) -> dict[ChangeKind, str]:
    """How kinds of change are called: between two papers, or (`levels`) between a superior's and a lower one."""
    return ACROSS_WORDS if levels else CHANGE_WORDS


def print_day(text: str) -> str:
    """An ISO date as documents write it; anything else as it stands."""
    try:
        return print_date(date.fromisoformat(text))
    except ValueError:
        return text


def print_every(every: str) -> str:
    """A recurrence (频次): `year` is 每年, `2 years` is 每2年."""
    count, _, unit = every.rpartition(" ")
    if not count:
        return _EVERY.get(every, f"每{every}")
    return f"每{count}{_UNITS.get(unit.removesuffix('s'), unit)}"


def print_duration(text: str) -> str:
    """An ISO 8601 duration (时长): `P3M` is 3个月, `P10WD` is 10个工作日; anything else as it stands."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return text
    day = "个工作日" if found["work"] else "日"
    words = (("Y", "年"), ("M", "个月"), ("W", "周"), ("D", day), ("h", "小时"), ("m", "分钟"))
    return "".join(f"{found[key]}{word}" for key, word in words if found[key]) or text


def _limit_of_recurrence(every: str, by: str) -> str:
    """`01-10` of a year is 1月10日前, `20` of a month is 20日前, `3-20` of a quarter is 季末月20日前."""
    if by == "end":
        return "末前"
    if every == "week" and by in "1234567":
        return f"星期{_WEEKDAYS[int(by) - 1]}前"
    month, _, day = by.rpartition("-")
    if day == "end":
        return f"{int(month)}月底前"
    if not day.isdigit() or (month and not month.isdigit()):
        return by
    if every == "quarter" and month:
        return f"{'首中末'[int(month) - 1]}月{int(day)}日前" if month in "123" else by
    return f"{int(month)}月{int(day)}日前" if month else f"{int(day)}日前"


def print_time(time: Time) -> str:
    """A time in Chinese (时间): 2025年12月31日前, 每年1月10日前, 备案后3个月内; 未写明 for an empty one."""
    if time.within is not None:
        return f"{time.after or ''}{'后' if time.after else ''}{print_duration(time.within)}内"
    if time.every is not None:
        return print_every(time.every) + (_limit_of_recurrence(time.every, time.by) if time.by else "")
    if time.start is not None:
        return f"{print_day(time.start)}{f'至{print_day(time.end)}' if time.end else '起'}"
    last = time.by or time.end
    return f"{print_day(last)}前" if last else "未写明"


def print_number(value: float) -> str:
    """A number without a needless fraction: 85, 87.01."""
    return f"{value:.10g}"


def print_bound(target: Target) -> str:
    """What a target demands (目标值), its recurrence and unit of count included: 每年每个区县不少于20家."""
    lead = (print_every(target.per) if target.per else "") + (target.each or "")
    if target.kind is TargetKind.COVERAGE:
        return f"{lead}全覆盖"
    if target.value is None:
        return f"{lead}有改善（未定数）"
    unit = target.unit or ""
    if target.value_max is not None:
        return f"{lead}{print_number(target.value)}{unit}至{print_number(target.value_max)}{unit}"
    word = COMPARATOR_WORDS.get(target.comparator or "=", "")
    if unit != "%":
        word = {"不低于": "不少于", "高于": "多于", "低于": "少于"}.get(word, word)
    return f"{lead}{word}{print_number(target.value)}{unit}"


def print_share(share: Percentage) -> str:
    """A percentage's value (百分比): 不低于85%."""
    upper = f"至{print_number(share.value_max)}%" if share.value_max is not None else ""
    return f"{COMPARATOR_WORDS.get(share.comparator, '')}{print_number(share.value)}%{upper}"


def print_baseline(baseline: Baseline) -> str:
    """Where an indicator stood (基数): 2020年87.01%."""
    on = f"{baseline.on}年" if baseline.on and baseline.on.isdigit() else print_day(baseline.on or "")
    return f"{on}{print_number(baseline.value)}{baseline.unit}"


def print_bodies(bodies: tuple[Body, ...]) -> str:
    """Bodies with their parts (责任单位): 市卫生健康委（牵头）、区县疾控中心（负责）."""
    return "、".join(f"{body.name}（{ROLE_WORDS[body.role]}）" for body in bodies) or "未写明"


def name_target(target: Target) -> str:
    """What a target is about: its subject and indicator, the subject not said twice."""
    if not target.subject or target.subject in target.indicator:
        return target.indicator
    return f"{target.subject}的{target.indicator}"


def name_task(task: Task) -> str:
    """What a task is called: its heading, else the beginning of its text, else its number."""
    if task.heading:
        return task.heading
    text = task.clauses[0].text if task.clauses else task.text
    return (text[:24] + "…" if len(text) > 24 else text) or task.id


def describe_target(target: Target) -> str:
    """A target in one phrase, with its date."""
    due = f"，{print_time(target.due)}" if target.due else ""
    return f"“{name_target(target)}”{print_bound(target)}{due}"


def describe_deadline(deadline: Deadline) -> str:
    """A deadline in one phrase."""
    return f"“{deadline.action or deadline.quote}”{print_time(deadline.time)}"


def describe_report(report: Report) -> str:
    """A report in one phrase."""
    due = f"，{print_time(report.due)}" if report.due else ""
    to = f"向{'、'.join(report.to)}" if report.to else ""
    return f"{'、'.join(report.by)}{to}报送“{report.what or report.quote}”{due}"


def describe_citation(citation: Citation) -> str:
    """A citation in one phrase."""
    title = citation.title.removeprefix("《").removesuffix("》")
    if not title:
        return citation.number or citation.quote
    return f"《{title}》" + (f"（{citation.number}）" if citation.number else "")


def summarise_fact(fact: Fact) -> str:
    """A fact in one line: what of whom, how much, when."""
    if isinstance(fact, Target):
        return f"{name_target(fact)} {print_bound(fact)}"
    if isinstance(fact, Deadline):
        return f"{print_time(fact.time)} {fact.action}"
    if isinstance(fact, Percentage):
        return f"{print_share(fact)} {PERCENTAGE_WORDS[fact.role]}"
    if isinstance(fact, Report):
        to = f"→{'、'.join(fact.to)}" if fact.to else ""
        return f"{'、'.join(fact.by) or '未写明'}{to} {fact.what}"
    if isinstance(fact, Citation):
        return fact.title + (f"（{fact.number}）" if fact.number else "")
    return f"{fact.id} {name_task(fact)}"


def quote_fact(fact: Fact) -> str:
    """The words of a fact: its quote; of a task, which has none, its heading and text."""
    if isinstance(fact, Task):
        return f"{fact.heading}。{fact.text}" if fact.heading and fact.text else fact.heading or fact.text
    return fact.quote
