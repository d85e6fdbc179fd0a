"""Facts in a line and in rows of label and value (要素摘要), for the page and the command line."""

from __future__ import annotations

from specs.handles import Fact
from specs.model import Citation, Confidence, Deadline, Percentage, Report, State, Target, Task
from specs.wording import (
    PERCENTAGE_WORDS,
    ROLE_WORDS,
    print_baseline,
    print_bound,
    print_share,
    print_time,
)

CONFIDENCE_WORDS = {Confidence.SURE: "确定", Confidence.LIKELY: "较有把握", Confidence.GUESS: "推测"}
STATE_WORDS = {State.MACHINE: "机读", State.CONFIRMED: "已确认", State.CORRECTED: "已更正"}
# Kinds of doubt (docs/spec-format.md, "Doubt") in a word.
DOUBT_WORDS = {
    "no date": "缺时限", "implied report": "暗含报送", "date out of place": "时间不合", "average": "平均数",
    "two names": "两个名称", "another plan": "依据不符", "paper not at hand": "待取文件",
    "attachment missing": "缺附件", "unread deadline": "时限未读出", "unread target": "目标未读出",
    "unread table": "表格未读出", "bodies amended": "单位已调整", "marking": "密级、不公开",
    "garbling": "乱码", "encoding": "编码", "page": "缺页", "archive": "压缩包",
    "sheet": "隐藏表", "reader": "读取方式",
}
FIELD_WORDS = {
    "indicator": "指标", "subject": "对象", "due": "时限", "per": "周期", "each": "每个", "bodies": "责任单位",
    "time": "时间", "action": "事项", "after": "起算", "by": "报送单位", "to": "接收单位", "what": "内容",
    "year": "年份", "task": "任务",
}


def detail_fact(fact: Fact) -> tuple[tuple[str, str], ...]:
    """The fields of a fact as (label, value), those that the text does not say left out."""
    return tuple((label, value) for label, value in _details(fact) if value)


def _details(fact: Fact) -> list[tuple[str, str]]:
    if isinstance(fact, Target):
        mean = "平均数，不是每个单位的下限" if fact.aggregate else ""
        return [("指标", fact.indicator), ("对象", fact.subject), ("要求", print_bound(fact)), ("平均", mean),
                ("基数", print_baseline(fact.baseline) if fact.baseline else ""),
                ("时限", print_time(fact.due) if fact.due else ""), ("责任单位", "、".join(fact.bodies))]
    if isinstance(fact, Deadline):
        return [("时间", print_time(fact.time)), ("事项", fact.action)]
    if isinstance(fact, Percentage):
        return [("数值", print_share(fact)), ("用途", PERCENTAGE_WORDS[fact.role])]
    if isinstance(fact, Report):
        return [("报送单位", "、".join(fact.by)), ("接收单位", "、".join(fact.to)), ("内容", fact.what),
                ("时限", print_time(fact.due) if fact.due else "")]
    if isinstance(fact, Citation):
        return [("名称", fact.title), ("文号", fact.number or "")]
    return _task_details(fact)


def _task_details(task: Task) -> list[tuple[str, str]]:
    above = " › ".join(f"{s.number}{s.heading}" for s in task.sections)
    parts = [(ROLE_WORDS[role], "、".join(b.name for b in task.bodies if b.role is role)) for role in ROLE_WORDS]
    return [("编号", task.id), ("上级", above), ("标题", task.heading), *parts]
