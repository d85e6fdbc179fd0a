"""What a notice says of itself (自称、指代): 我委, 本方案 by name, before another office says it on."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.localise.councils import name_conferences
from specs.model import Clause, Deadline, Notice, Report, Spec, Target, Task

_SELF = re.compile(r"(?<![自你您])我(?P<tail>委|厅|局|办|部(?!门|分)|会|院)(?![员议])")
_FULL = {"委": "委员会", "办": "(?:办公室|办公厅)"}
_PAPER = re.compile(r"本(?P<kind>通知|意见|函|(?:实施|工作|行动)?方案|(?:行动|工作|实施)?计划|规划|(?:实施|管理)?办法"
                    r"|细则|规定)"
                    r"(?!所称|由|自(?!印发|发布|施行))")
_LONGEST = 60
_BASELINE = re.compile(r"(?:由|从)(?:20\d\d年(?:底|末)?的?|目前的?|现在的?)?\d[\d.]*(?:%|‰|/10万|[一-鿿]{1,3}?)"
                       r"(?=(?:逐步|稳步)?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|缩短)(?:到|至|为))")


def name_self(spec: Spec, *, home: bool) -> Spec:
    """The spec with 我委 by the issuer's name and 本方案 by its title, in tasks, goals, targets, times and reports.

    A county's paper that says 自本方案印发之日起 of the superior's plan would move the superior's date; one that says
    由81.2%提高到90% would give the superior's baseline for its own, so where the notice is not its own that goes.
    """
    spec = spec if home else name_conferences(_without_baselines(spec))
    notice = spec.notice
    tasks = tuple(_task(task, notice) for task in spec.tasks)
    return replace(
        spec, tasks=tasks,
        goals=tuple(_clause(clause, notice, None) for clause in spec.goals),
        targets=tuple(_target(target, notice) for target in spec.targets),
        deadlines=tuple(_deadline(deadline, notice) for deadline in spec.deadlines),
        reports=tuple(_report(report, notice) for report in spec.reports),
    )


def drop_baseline(text: str) -> str:
    """Words without where the issuer stands now: 由2023年的62%提升到85% → 提升到85%."""
    return _BASELINE.sub("", text)


def _without_baselines(spec: Spec) -> Spec:
    def clean(clause: Clause) -> Clause:
        return replace(clause, text=drop_baseline(clause.text))

    tasks = tuple(replace(task, text=drop_baseline(task.text), clauses=tuple(map(clean, task.clauses)))
                  for task in spec.tasks)
    targets = tuple(replace(t, words=t.words if "|" in t.words else drop_baseline(t.words)) for t in spec.targets)
    return replace(spec, tasks=tasks, goals=tuple(map(clean, spec.goals)), targets=targets)


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
