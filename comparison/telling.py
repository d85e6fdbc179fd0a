"""A difference in one Chinese sentence that an officer can paste into a memo (变化的说法)."""

from __future__ import annotations

from collections.abc import Callable

from comparison.found import Found
from gongwen.characters import nest_marks
from specs.changes import ChangeKind, Fact, FactKind
from specs.model import Body, Deadline, Percentage, Report, Target, Task, Time
from specs.wording import (
    FACT_WORDS,
    PERCENTAGE_WORDS,
    ROLE_WORDS,
    describe_citation,
    describe_deadline,
    describe_report,
    describe_target,
    name_target,
    name_task,
    print_baseline,
    print_bodies,
    print_bound,
    print_every,
    print_share,
    print_time,
)

_FIELDS = {"indicator": "指标", "subject": "对象", "each": "计数单位", "baseline": "基数", "aggregate": "口径",
           "what": "报送内容", "title": "名称", "number": "文号", "heading": "标题", "name": "单位名称"}
_SIDES = {"by": "报送单位", "to": "接收单位", "bodies": "责任单位"}
_LONGEST = 80


def tell(found: Found) -> str:
    """The difference as one sentence, with what was and what is."""
    return nest_marks(_tell(found))


def _tell(found: Found) -> str:
    if found.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return _tell_whole(found)
    if found.bodies:
        return _tell_bodies(found)
    return _TELLERS[found.kind](found)


def tell_across(found: Found, *, of_upper: bool) -> str:
    """The same of a superior's paper and the one of a lower level: what the one asks, and what the other says of it.

    of_upper  it is the superior's own affair: the lower paper need not say it
    """
    return nest_marks(_tell_across(found, of_upper=of_upper))


def _tell_across(found: Found, *, of_upper: bool) -> str:
    if found.kind is ChangeKind.REMOVED:
        why = "属上级自身事项，下级文件可以不写" if of_upper else "下级文件没有写"
        return f"上级要求的{FACT_WORDS[found.fact]}{_quote(found.old_facts[0])}，{why}。"
    if found.kind is ChangeKind.ADDED:
        return f"下级文件自行增加{FACT_WORDS[found.fact]}：{describe_fact(found.new_facts[0])}。"
    if found.bodies:
        return _tell_bodies_across(found)
    if found.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
        old, new = ("、".join(f"“{_title(item)}”" for item in items) for items in (found.old_facts, found.new_facts))
        verb = "分为" if found.kind is ChangeKind.SPLIT else "合为"
        return f"上级的{FACT_WORDS[found.fact]}{old}在下级文件中{verb}{new}。"
    if found.kind is ChangeKind.MOVED:
        return (f"{_name(found)}在上级文件中列于{_chapter(found.old_facts[0])}，"
                f"在下级文件中列于{_chapter(found.new_facts[0])}。")
    if found.kind is ChangeKind.REWORDED:
        return _tell_wording_across(found)
    return _tell_sides(found)


def _tell_wording_across(found: Found) -> str:
    said = [(_FIELDS[name], *(_print(facts[0], name) for facts in (found.old_facts, found.new_facts)))
            for name in found.fields if name in _FIELDS and name != "name"] if found.old_facts else []
    if not said:
        said = [("表述", _shorten(found.old[0].quote), _shorten(found.new[0].quote))]
    return f"{_name(found)}" + "；".join(f"{what}，上级写作“{old}”，下级写作“{new}”" for what, old, new in said) + "。"


def _quote(item: Fact) -> str:
    words = describe_fact(item)
    return words if words.startswith("“") else f"“{words}”"


def _tell_bodies_across(found: Found) -> str:
    (old, new), *_ = found.bodies
    name, side = _name(found), _SIDES[found.fields[0]]
    if old is None:
        return f"{name}，下级文件另列{side}：{'、'.join(_say(new) for _, new in found.bodies if new is not None)}。"
    if new is None:
        said = "、".join(_say(old) for old, _ in found.bodies if old is not None)
        return f"{name}，上级文件所列{side}{said}，下级文件没有列。"
    assert isinstance(old, Body)
    assert isinstance(new, Body)
    return (f"{name}中，{new.name}在上级文件中是{ROLE_WORDS[old.role]}单位，"
            f"在下级文件中是{ROLE_WORDS[new.role]}单位。")


_FIRMER = {ChangeKind.VALUE_RAISED: "数值高于上级", ChangeKind.VALUE_LOWERED: "数值低于上级",
           ChangeKind.COMPARATOR_TIGHTENED: "严于上级", ChangeKind.COMPARATOR_LOOSENED: "宽于上级",
           ChangeKind.DUE_EARLIER: "早于上级", ChangeKind.DUE_LATER: "晚于上级"}


def _tell_sides(found: Found) -> str:
    """What both say, with which is more: `上级要求…，下级定为…（早于上级）`."""
    old, new = found.old_facts[0], found.new_facts[0]
    if found.kind in (ChangeKind.DUE_EARLIER, ChangeKind.DUE_LATER) or (
            found.kind is ChangeKind.PERIOD_CHANGED and not (isinstance(old, Target) and "due" not in found.fields)):
        said = [print_time(time) if (time := _time(item)) else "" for item in (old, new)]
        missing = "没有写明时限"
    elif found.kind is ChangeKind.PERIOD_CHANGED:
        said = [print_every(per) if (per := getattr(item, "per", None)) else "" for item in (old, new)]
        missing = "没有写明频次"
    else:
        said, missing = [_bound(old), _bound(new)], ""
    more = f"（{_FIRMER[found.kind]}）" if all(said) and found.kind in _FIRMER else ""
    return (f"{_name(found)}，上级{f'要求“{said[0]}”' if said[0] else missing}，"
            f"下级{f'定为“{said[1]}”' if said[1] else missing}{more}。")


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


def _tell_whole(found: Found) -> str:
    added = found.kind is ChangeKind.ADDED
    sentence = found.sentences[1] or found.sentences[0]
    if sentence is not None:
        where = f"任务“{name_task(sentence.task)}”" if sentence.task else "通知"
        return f"{where}{'新增要求' if added else '不再要求'}：“{_shorten(sentence.text)}”。"
    item = (found.new_facts or found.old_facts)[0]
    return f"{'新增' if added else '删去'}{FACT_WORDS[found.fact]}：{describe_fact(item)}。"


def _tell_bodies(found: Found) -> str:
    field = found.fields[0]
    (old, new), *_ = found.bodies
    name = _name(found)
    side = _SIDES[field]
    if old is None:
        return f"{name}增加{side}：{'、'.join(_say(new) for _, new in found.bodies if new is not None)}。"
    if new is None:
        return f"{name}不再列{side}：{'、'.join(_say(old) for old, _ in found.bodies if old is not None)}。"
    assert isinstance(old, Body)
    assert isinstance(new, Body)
    return f"{name}中，{new.name}由{ROLE_WORDS[old.role]}单位改为{ROLE_WORDS[new.role]}单位。"


def _say(body: Body | str) -> str:
    return body if isinstance(body, str) else f"{body.name}（{ROLE_WORDS[body.role]}）"


def _name(found: Found) -> str:
    """What the changed thing is called, with its kind: 目标“建档率”."""
    facts = found.old_facts or found.new_facts
    if not facts:
        return "通知正文"  # a sentence outside the tasks
    item = facts[0]
    if isinstance(item, Target):
        words = name_target(item)
    elif isinstance(item, Task):
        words = name_task(item)
    elif isinstance(item, Report):
        words = item.what or item.quote
    elif isinstance(item, Deadline):
        words = item.action or item.quote
    else:
        return f"{FACT_WORDS[found.fact]}{describe_fact(item)}"
    return f"{FACT_WORDS[found.fact]}“{words}”"


def _tell_value(found: Found) -> str:
    verb = "提高到" if found.kind is ChangeKind.VALUE_RAISED else "降低到"
    return f"{_name(found)}由“{_bound(found.old_facts[0])}”{verb}“{_bound(found.new_facts[0])}”。"


def _tell_firmness(found: Found) -> str:
    verb = "收紧为" if found.kind is ChangeKind.COMPARATOR_TIGHTENED else "放宽为"
    return f"{_name(found)}的要求由“{_bound(found.old_facts[0])}”{verb}“{_bound(found.new_facts[0])}”。"


def _bound(item: Fact) -> str:
    if isinstance(item, Target):
        return print_bound(item)
    return print_share(item) if isinstance(item, Percentage) else describe_fact(item)


def _tell_due(found: Found) -> str:
    old, new = _time(found.old_facts[0]), _time(found.new_facts[0])
    name = _name(found)
    if old is None:
        return f"{name}新设完成时限：{print_time(new)}。" if new else f"{name}时限有调整。"
    if new is None:
        return f"{name}不再规定完成时限（原为{print_time(old)}）。"
    verb = "提前到" if found.kind is ChangeKind.DUE_EARLIER else "推迟到"
    return f"{name}由{print_time(old)}{verb}{print_time(new)}。"


def _time(item: Fact) -> Time | None:
    if isinstance(item, Deadline):
        return item.time
    return item.due if isinstance(item, Target | Report) else None


def _tell_period(found: Found) -> str:
    old, new = found.old_facts[0], found.new_facts[0]
    if isinstance(old, Target) and isinstance(new, Target) and "due" not in found.fields:
        return (f"{_name(found)}的频次由“{print_every(old.per) if old.per else '未定频次'}”改为"
                f"“{print_every(new.per) if new.per else '未定频次'}”（现要求：{print_bound(new)}）。")
    before, after = _time(old), _time(new)
    return (f"{_name(found)}由{print_time(before) if before else '未定时间'}改为"
            f"{print_time(after) if after else '未定时间'}。")


def _tell_parts(found: Found) -> str:
    old = "、".join(f"“{_title(task)}”" for task in found.old_facts)
    new = "、".join(f"“{_title(task)}”" for task in found.new_facts)
    if found.kind is ChangeKind.SPLIT:
        return f"{FACT_WORDS[found.fact]}{old}拆分为{new}。"
    return f"{FACT_WORDS[found.fact]}{old}合并为{new}。"


def _title(item: Fact) -> str:
    return name_task(item) if isinstance(item, Task) else name_target(item) if isinstance(item, Target) else item.quote


def _tell_moved(found: Found) -> str:
    return f"{_name(found)}由{_chapter(found.old_facts[0])}移至{_chapter(found.new_facts[0])}，内容见对应条目。"


def _chapter(item: Fact) -> str:
    if isinstance(item, Task):
        return f"“{item.sections[-1].number}{item.sections[-1].heading}”" if item.sections else f"“{item.number}”"
    return f"“{getattr(item, 'task', None) or '正文'}”"


def _tell_wording(found: Found) -> str:
    old, new = found.old[0].quote, found.new[0].quote
    if found.sentences != (None, None) or not set(found.fields) & (set(_FIELDS) - {"name"}):
        return f"{_name(found)}表述有调整：原文“{_shorten(old)}”，现为“{_shorten(new)}”。"
    said = "；".join(f"{_FIELDS[name]}由“{_print(found.old_facts[0], name)}”改为“{_print(found.new_facts[0], name)}”"
                    for name in found.fields if name in _FIELDS)
    return f"{_name(found)}{said}，要求未变。" if found.fact is FactKind.TARGET else f"{_name(found)}{said}。"


def _print(item: Fact, name: str) -> str:
    value = getattr(item, name)
    if not value:
        return "未写明"
    if name == "baseline":
        return print_baseline(value)
    return {"mean": "平均"}.get(value, str(value))


def _shorten(text: str) -> str:
    words = "".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


_TELLERS: dict[ChangeKind, Callable[[Found], str]] = {
    ChangeKind.VALUE_RAISED: _tell_value, ChangeKind.VALUE_LOWERED: _tell_value,
    ChangeKind.COMPARATOR_TIGHTENED: _tell_firmness, ChangeKind.COMPARATOR_LOOSENED: _tell_firmness,
    ChangeKind.DUE_EARLIER: _tell_due, ChangeKind.DUE_LATER: _tell_due, ChangeKind.PERIOD_CHANGED: _tell_period,
    ChangeKind.SPLIT: _tell_parts, ChangeKind.MERGED: _tell_parts, ChangeKind.MOVED: _tell_moved,
    ChangeKind.REWORDED: _tell_wording,
}
