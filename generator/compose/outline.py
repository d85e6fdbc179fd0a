"""The plan's order of headings and tasks (方案结构): the notice's, closed up where tasks have gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.localise.plan import PlanTask
from specs.model import Section

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the plan's text (条目): a heading alone, or a task."""

    level: int
    heading: str
    task: PlanTask | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """The tasks of one paper of the notice: of an attachment, or of the notice itself."""

    name: str
    tasks: tuple[PlanTask, ...]


def arrange_tasks(tasks: Sequence[PlanTask]) -> tuple[Entry, ...]:
    """Headings and tasks in the order of print.

    returns  the tasks of one plan under its own headings; of several plans, each plan under a heading of its own;
             what the notice itself asks beside its attachments comes last
    """
    groups = _group(tasks)
    attached = [group for group in groups if group.name]
    out: list[Entry] = []
    for group in sorted(groups, key=lambda group: not group.name):
        if not group.name:
            out += _own_tasks(group, bool(attached))
        elif len(attached) == 1:
            out += _level_entries(group.tasks, 1, "主要任务")
        else:
            out += [Entry(1, group.name), *_level_entries(group.tasks, 2, "")]
    return tuple(out)


def _group(tasks: Iterable[PlanTask]) -> list[_Group]:
    found: dict[str, list[PlanTask]] = {}
    for task in tasks:
        top = task.sections[0] if task.sections and task.sections[0].number.startswith("附件") else None
        found.setdefault(_attachment_name(top) if top else "", []).append(task)
    return [_Group(name, tuple(members)) for name, members in found.items()]


def _attachment_name(section: Section) -> str:
    """What an attached plan is about, without its kind: …强基护航行动 (2025—2027年)实施方案 → …强基护航行动."""
    name = re.sub(r"\([^()]*\)", "", section.heading)
    return re.sub(r"(?:实施|工作)?(?:方案|计划)$", "", name) or section.number


def _own_tasks(group: _Group, beside: bool) -> list[Entry]:
    """The notice's own tasks: under their headings, else under one that says what they are."""
    return list(_level_entries(group.tasks, 1, "工作要求" if beside else "主要任务"))


def _level_entries(tasks: Sequence[PlanTask], level: int, wrap: str) -> list[Entry]:
    """Entries of tasks with their headings, the outermost at `level`; tasks without any under `wrap`.

    Four levels are all that GB/T 9704 §7.3.3 has: a heading that would stand on the last of them, with its tasks on the
    same, opens the headings of its tasks instead.
    """
    out: list[Entry] = []
    open_now: tuple[Section, ...] = ()
    for task in tasks:
        sections = tuple(s for s in task.sections if not s.number.startswith("附件"))
        if not sections and wrap:
            sections = (Section("", wrap),)
        shared = 0
        while shared < min(len(open_now), len(sections)) and open_now[shared] == sections[shared]:
            shared += 1
        headed = sections[: max(DEEPEST - level, 0)]
        for depth in range(shared, len(headed)):
            entry = Entry(min(level + depth, DEEPEST), sections[depth].heading)
            # An item with words of its own and a box of tasks below: its heading has been said with its words.
            if not (out and out[-1].task and (out[-1].level, out[-1].heading) == (entry.level, entry.heading)):
                out.append(entry)
        open_now = sections
        opening = "".join(f"{section.heading}：" for section in sections[len(headed) :] if task.heading)
        out.append(Entry(min(level + len(sections), DEEPEST), opening + task.heading, task))
    return out
