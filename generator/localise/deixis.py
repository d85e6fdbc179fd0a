"""What a notice says of itself (自称、指代): 我委, 本方案 by name, before another office says it on."""

from __future__ import annotations

import re
from dataclasses import replace

from specs.model import Clause, Deadline, Notice, Report, Spec, Target, Task

_SELF = re.compile(r"(?<![自你您])我(?P<tail>委|厅|局|办|部(?!门|分)|会|院)(?![员议])")
_FULL = {"委": "委员会", "办": "(?:办公室|办公厅)"}
_PAPER = re.compile(r"本(?P<kind>通知|意见|函|(?:实施|工作|行动)?方案|(?:行动|工作|实施)?计划|规划|(?:实施|管理)?办法"
                    r"|细则|规定)"
                    r"(?!所称|由|自(?!印发|发布|施行))")
_LONGEST = 60


def name_self(spec: Spec) -> Spec:
    """The spec with 我委 by the issuer's name and 本方案 by its title, in tasks, goals, targets, times and reports.

    A county's paper that says 自本方案印发之日起 of the superior's plan would move the superior's date.
    """
    notice = spec.notice
    tasks = tuple(_task(task, notice) for task in spec.tasks)
    return replace(
        spec, tasks=tasks,
        goals=tuple(_clause(clause, notice, None) for clause in spec.goals),
        targets=tuple(_target(target, notice) for target in spec.targets),
        deadlines=tuple(_deadline(deadline, notice) for deadline in spec.deadlines),
        reports=tuple(_report(report, notice) for report in spec.reports),
    )


def spell_out(text: str, notice: Notice, task: str | None) -> str:
    """One clean text with the notice's own words for itself spelled out.

    task  id of the task that it stands in: 附件1/… names that attachment's title
    """
    text = _SELF.sub(lambda found: _office(found["tail"], notice) or found[0], text)
    return _PAPER.sub(lambda found: _paper(found["kind"], notice, task) or found[0], text)


def _office(tail: str, notice: Notice) -> str:
    """The issuer whose name ends so; "" where none does."""
    end = re.compile(f"(?:{_FULL.get(tail, tail)}|{tail})$")
    return next((issuer for issuer in notice.issuers if end.search(issuer)), "")


def _paper(kind: str, notice: Notice, task: str | None) -> str:
    """The title of the paper that calls itself so, in book title marks; "" where it has none of that kind."""
    number = re.match(r"附件(\d+)?", task or "")
    attached = [a.title for a in notice.attachments if number and (not number[1] or a.number in (None, int(number[1])))]
    titles = [*attached[:1], notice.title or ""]
    inner = re.search(r"(?:印发|转发|发布)《?(?P<name>[^《》]+?)》?的通知$", notice.title or "")
    if inner:
        titles.append(inner["name"])
    end = kind[-2:] if len(kind) > 1 else kind
    plain = [re.sub(r"\s", "", title) for title in titles]
    found = next((title for title in plain if re.search(rf"{end}(?:\([^()]*\))?$", title)), "")
    return f"《{found.replace('《', '〈').replace('》', '〉')}》" if found and len(found) <= _LONGEST else ""


def _task(task: Task, notice: Notice) -> Task:
    return replace(task, text=spell_out(task.text, notice, task.id),
                   clauses=tuple(_clause(clause, notice, task.id) for clause in task.clauses))


def _clause(clause: Clause, notice: Notice, task: str | None) -> Clause:
    return replace(clause, text=spell_out(clause.text, notice, task))


def _target(target: Target, notice: Notice) -> Target:
    return replace(target, words=spell_out(target.words, notice, target.task))


def _deadline(deadline: Deadline, notice: Notice) -> Deadline:
    after = deadline.time.after and spell_out(deadline.time.after, notice, deadline.task)
    return replace(deadline, action=spell_out(deadline.action, notice, deadline.task),
                   words=spell_out(deadline.words, notice, deadline.task), time=replace(deadline.time, after=after))


def _report(report: Report, notice: Notice) -> Report:
    return replace(report, words=spell_out(report.words, notice, report.task),
                   what=spell_out(report.what, notice, report.task),
                   to=tuple(spell_out(name, notice, report.task) for name in report.to))
