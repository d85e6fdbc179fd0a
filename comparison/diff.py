"""What a newer notice changes (变化): old spec, new spec → changes, each with a sentence to paste."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from comparison.match import (
    citations_alike,
    deadlines_alike,
    pair_facts,
    reports_alike,
    shares_alike,
    targets_alike,
    tasks_alike,
)
from specs.changes import Change, ChangeKind, Fact, FactKind
from specs.model import Deadline, Percentage, PercentageRole, Report, Spec, Target, Task
from specs.wording import (
    PERCENTAGE_WORDS,
    describe_citation,
    describe_deadline,
    describe_report,
    describe_target,
    name_target,
    name_task,
    print_baseline,
    print_bodies,
    print_bound,
    print_share,
    print_time,
)

F = TypeVar("F", bound=Fact)

# Fields whose difference is a difference of meaning; offsets, quotes, ids and rules are none.
_MEANT: dict[FactKind, tuple[str, ...]] = {
    FactKind.TARGET: ("indicator", "subject", "kind", "comparator", "value", "unit", "value_max", "per",
                      "each", "baseline", "due", "bodies"),
    FactKind.DEADLINE: ("time", "action"),
    FactKind.TASK: ("heading", "text", "bodies"),
    FactKind.REPORT: ("by", "to", "what", "due"),
    FactKind.PERCENTAGE: ("comparator", "value", "value_max", "role"),
    FactKind.CITATION: ("title", "number"),
}
_BOUND = {"kind", "comparator", "value", "unit", "value_max", "per", "each"}
FACT_WORDS = {FactKind.TARGET: "目标", FactKind.DEADLINE: "时限", FactKind.TASK: "任务",
              FactKind.REPORT: "报送事项", FactKind.PERCENTAGE: "百分比", FactKind.CITATION: "依据"}
_FIELDS = {"indicator": "指标", "subject": "对象", "baseline": "基数", "due": "时限", "bodies": "责任单位",
           "time": "时间", "action": "事项", "heading": "标题", "by": "报送单位", "to": "接收单位",
           "what": "报送内容", "title": "名称", "number": "文号"}
_SENTENCES = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")


def diff_specs(old: Spec, new: Spec) -> tuple[Change, ...]:
    """Every change of meaning from the old spec to the new, kind by kind, in the new notice's order.

    returns  () for a spec against itself; what is dropped stands after what is changed or added
    """
    return (
        *_diff(FactKind.TARGET, old.targets, new.targets, targets_alike),
        *_diff(FactKind.DEADLINE, old.deadlines, new.deadlines, deadlines_alike),
        *_diff(FactKind.TASK, old.tasks, new.tasks, tasks_alike),
        *_diff(FactKind.REPORT, old.reports, new.reports, reports_alike),
        *_diff(FactKind.PERCENTAGE, _lone_shares(old), _lone_shares(new), shares_alike),
        *_diff(FactKind.CITATION, old.citations, new.citations, citations_alike),
    )


def _lone_shares(spec: Spec) -> tuple[Percentage, ...]:
    """Percentages that no target speaks for: a target's own number is compared with the target."""
    return tuple(
        share for share in spec.percentages
        if not (share.role is PercentageRole.TARGET
                and any(t.start <= share.start and share.end <= t.end for t in spec.targets))
    )


def _diff(fact: FactKind, old: tuple[F, ...], new: tuple[F, ...],
          likeness: Callable[[F, F], float]) -> tuple[Change, ...]:
    before, after = _without_equals(fact, old, new)
    pairing = pair_facts(before, after, likeness)
    met = [(at, _changed(fact, before[was], after[at])) for was, at in pairing.pairs]
    added = [(at, _whole(ChangeKind.ADDED, fact, after[at])) for at in pairing.right]
    removed = [_whole(ChangeKind.REMOVED, fact, before[at]) for at in pairing.left]
    here = sorted([(at, change) for at, change in met if change] + added, key=lambda row: row[0])
    return (*(change for _, change in here), *removed)


def _without_equals(fact: FactKind, old: tuple[F, ...], new: tuple[F, ...]) -> tuple[list[F], list[F]]:
    """What is left of both lists when facts that mean the same are taken out, one for one.

    Twins that differ in a field which likeness does not weigh could else be paired crosswise.
    """
    equals = Counter(_meaning(fact, item) for item in old) & Counter(_meaning(fact, item) for item in new)

    def rest(items: tuple[F, ...]) -> list[F]:
        due, left = Counter(equals), []
        for item in items:
            meaning = _meaning(fact, item)
            if due[meaning]:
                due[meaning] -= 1
            else:
                left.append(item)
        return left

    return rest(old), rest(new)


def _meaning(fact: FactKind, item: Fact) -> tuple[Any, ...]:
    return tuple(_value(item, name) for name in _MEANT[fact])


def _whole(kind: ChangeKind, fact: FactKind, item: Fact) -> Change:
    """A fact that stands on one side only."""
    verb = "新增" if kind is ChangeKind.ADDED else "删去"
    old, new = (None, item) if kind is ChangeKind.ADDED else (item, None)
    return Change(kind, fact, old, new, (), f"{verb}{FACT_WORDS[fact]}：{describe_fact(item)}。")


def _changed(fact: FactKind, old: Fact, new: Fact) -> Change | None:
    """A fact on both sides; None where it means the same."""
    fields = tuple(name for name in _MEANT[fact] if _value(old, name) != _value(new, name))
    if not fields:
        return None
    parts = [part for name in _grouped(fields) if (part := _say(name, old, new))]
    return Change(ChangeKind.CHANGED, fact, old, new, fields,
                  f"{FACT_WORDS[fact]}{_subject(old)}有调整：{'；'.join(parts)}。")


def _value(item: Fact, name: str) -> Any:
    """A field as it is compared: order of bodies and blanks in a text are no meaning."""
    value = getattr(item, name)
    if name == "text":
        return re.sub(r"\s+", "", value)
    return frozenset(value) if isinstance(value, tuple) else value


def _grouped(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Fields as they are told: what makes up a target's value is told once."""
    return tuple(dict.fromkeys("value" if name in _BOUND else name for name in fields))


def _say(name: str, old: Fact, new: Fact) -> str:
    """How one field differs."""
    if name == "value" and isinstance(old, Target) and isinstance(new, Target):
        return f"要求由“{print_bound(old)}”改为“{print_bound(new)}”"
    if name == "text" and isinstance(old, Task) and isinstance(new, Task):
        return _text_change(old.text, new.text)
    return f"{_FIELDS[name]}由“{_print(name, old)}”改为“{_print(name, new)}”"


def _print(name: str, item: Fact) -> str:
    """A field's value for people; an empty one is 未写明."""
    value = getattr(item, name)
    if not value:
        return "未写明"
    if name in ("due", "time"):
        return print_time(value)
    if name == "baseline":
        return print_baseline(value)
    if isinstance(item, Task) and name == "bodies":
        return print_bodies(value)
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _text_change(old: str, new: str) -> str:
    """Which sentences of a task's text came and went."""
    before, after = _SENTENCES.findall(old), _SENTENCES.findall(new)
    gone = "".join(s for s in before if s not in after).strip()
    come = "".join(s for s in after if s not in before).strip()
    parts = [f"删去“{gone}”"] if gone else []
    parts += [f"写入“{come}”"] if come else []
    return "，".join(parts) or "语句次序有变动"


def _subject(item: Fact) -> str:
    """What a changed fact is called."""
    if isinstance(item, Target):
        return f"“{name_target(item)}”"
    if isinstance(item, Task):
        return f"“{name_task(item)}”"
    if isinstance(item, Report):
        return f"“{item.what or item.quote}”"
    return describe_fact(item) if isinstance(item, Percentage) else f"“{_short_name(item)}”"


def _short_name(item: Fact) -> str:
    for name in ("action", "title", "quote"):
        if text := getattr(item, name, ""):
            return str(text)
    return ""


def describe_fact(item: Fact) -> str:
    """Any fact in one phrase."""
    if isinstance(item, Target):
        return describe_target(item)
    if isinstance(item, Task):
        return f"“{name_task(item)}”（责任单位：{print_bodies(item.bodies)}）"
    if isinstance(item, Report):
        return describe_report(item)
    if isinstance(item, Percentage):
        return f"{print_share(item)}（{PERCENTAGE_WORDS[item.role]}）"
    return describe_deadline(item) if isinstance(item, Deadline) else describe_citation(item)
