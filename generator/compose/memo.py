"""What the internal note for approval says (送审说明): every clause with its verdict, deviations, guesses, doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.blocks import GUESS, SHARE, OpenField
from generator.compose.markup import HeadingCounter
from generator.compose.outline import arrange_tasks
from generator.compose.requests import Case
from generator.compose.rows import Row, name_basis
from generator.compose.values import cite_notice
from generator.localise.bodies import BodySort, find_own_body, sort_body
from generator.localise.loose import UNNUMBERED, why_left
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.targets import PlanTarget
from generator.localise.verdicts import Piece, Verdict
from generator.localise.words import say_quote
from specs.model import State, Task
from specs.wording import print_bound, print_time


def memo_values(case: Case, opens: Sequence[OpenField]) -> dict[str, object]:
    """What memo.j2 names beside the plan's values."""
    plan = case.plan
    return {
        "逐条": [*_goal_rows(plan), *_task_rows(plan), *_extra_rows(plan)], "判定数": _count(plan),
        "出入": _deviations(plan), "矛盾": [*_settled(case), *_contradictions(plan)],
        "迎检": [{"类别": str(v.kind), "机关": v.by, "原文": v.words} for v in plan.visits],
        "推定": [{"事项": o.field, "说明": o.why} for o in opens if o.kind == GUESS],
        "未落": [{"类别": o.kind, "事项": o.field, "说明": o.why} for o in opens if o.kind != GUESS],
        "机构": _sorts(plan), "未核": _unconfirmed(plan), "分解": [share.why for share in plan.shared], "待分解": SHARE,
    }


def place_tasks(plan: CountyPlan) -> dict[str, str]:
    """Where each task stands in the county's plan: 二、（一）1."""
    counter = HeadingCounter()
    if plan.aims:
        counter.next(1)
    path: dict[int, str] = {}
    places: dict[str, str] = {}
    for entry in arrange_tasks(plan.tasks):
        path = {level: number for level, number in path.items() if level < entry.level}
        path[entry.level] = counter.next(entry.level)
        if entry.task:
            places[entry.task.id] = "".join(path[level] for level in sorted(path))
    return places


def _task_rows(plan: CountyPlan) -> list[Row]:
    judged = dict(plan.judged)
    own = {task.id: task for task in plan.tasks}
    places = place_tasks(plan)
    rows: list[Row] = []
    for task in plan.spec.tasks:
        for pieces in _runs(judged[task.id]):
            rows.append(_task_row(task, pieces, own.get(task.id), places, plan))
    return rows


def _runs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Neighbouring pieces of one sentence with one verdict and reason."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        last = runs[-1][-1] if runs else None
        if last and (last.sentence, last.verdict, last.why) == (piece.sentence, piece.verdict, piece.why):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _task_row(task: Task, pieces: Sequence[Piece], own: PlanTask | None, places: dict[str, str],
              plan: CountyPlan) -> Row:
    verdict = pieces[0].verdict
    taken = verdict.taken and own is not None
    # Nothing but a heading was left of it: what the county would take up says nothing of its own.
    dropped = "（所余文字不成事项，没有写入）" if verdict.taken and own is None else ""
    return {"来文": name_basis(own or _bare(task), plan), "原文": "".join(piece.text for piece in pieces),
            "判定": str(verdict), "单位": _bodies(pieces, own, plan) if taken else "",
            "位置": places.get(task.id, "") if taken else "", "说明": pieces[0].why + dropped}


def _bare(task: Task) -> PlanTask:
    return PlanTask(task.id, (), task.heading, "", (), (), (), (), (), ())


def _bodies(pieces: Sequence[Piece], own: PlanTask | None, plan: CountyPlan) -> str:
    """Which body of the county takes it up: the doer named in it where it is one of the task's, else the task's."""
    names = (*own.doers, *own.support) if own else ()
    named = [find_own_body(piece.doer, plan.profile, plan.line).name for piece in pieces if piece.doer]
    return "、".join(dict.fromkeys(name for name in named if name in names)) or "、".join(own.doers if own else ())


def _goal_rows(plan: CountyPlan) -> list[Row]:
    said = "".join(plan.aims)
    rows: list[Row] = []
    for clause in plan.spec.goals:
        mine = [t for t in _all_targets(plan) if clause.start <= t.target.start < clause.end]
        held = any(target.text.strip(",;。") in said for target in mine) or clause.text.strip(",;。") in said
        total = [t.text for t in plan.shares if clause.start <= t.target.start < clause.end]
        verdict = Verdict.OWN if held else Verdict.SHARE if total else Verdict.ABOVE
        why = f"其中“{'”“'.join(total)}”是上级总数" if total else "" if held else "不是本县的目标，或是已有情况"
        rows.append({"来文": "工作目标", "原文": clause.text, "判定": str(verdict), "单位": "",
                     "位置": "工作目标" if held else "", "说明": why})
    return rows


def _all_targets(plan: CountyPlan) -> tuple[PlanTarget, ...]:
    return (*plan.goals, *plan.indicators, *(target for task in plan.tasks for target in task.targets))


def _extra_rows(plan: CountyPlan) -> list[Row]:
    """What unnumbered paragraphs say beside duties, which are tasks by now: it is left behind."""
    return [{"来文": UNNUMBERED, "原文": extra.text, "判定": "不转写", "单位": "", "位置": "",
             "说明": why_left(extra.text)} for extra in plan.spec.extras]


def _count(plan: CountyPlan) -> str:
    counts: dict[str, int] = defaultdict(int)
    for _, pieces in plan.judged:
        for run in _runs(pieces):
            counts[str(run[0].verdict)] += 1
    return "、".join(f"{verdict} {counts[verdict]} 处" for verdict in map(str, Verdict) if counts[verdict])


def _deviations(plan: CountyPlan) -> list[Row]:
    """Dates that have moved and values that the county set itself."""
    rows: list[Row] = [{"类别": "时限提前" if not move.own.startswith("【") else "时限不足", "事项": move.what,
                        "上级": move.superior, "本县": move.own, "说明": ""} for move in plan.moves]
    return rows + [{"类别": "低于上级" if d.weaker else "严于上级", "事项": d.what, "上级": d.superior, "本县": d.own,
                    "说明": d.note} for d in plan.deviations]


def _settled(case: Case) -> list[Row]:
    """Disagreements of several bases, with what was chosen."""
    names = [cite_notice(notice) for notice in case.request.bases]
    return [{"事项": choice.case.what, "甲": f"{choice.case.main.said}（方案所依来文）",
             "乙": f"{choice.case.other.said}（另一依据）", "处理": f"以“{choice.by}”为准：{choice.chosen.said}"}
            for choice in case.request.settled] if names or case.request.settled else []


def _contradictions(plan: CountyPlan) -> list[Row]:
    """One thing with two values by one date in the notice itself."""
    groups: dict[tuple[object, ...], list[PlanTarget]] = defaultdict(list)
    for target in _all_targets(plan):
        fact = target.target
        if fact.value is not None and len(fact.indicator) > 1:
            groups[fact.indicator, fact.subject, fact.unit, fact.due, fact.per, fact.each].append(target)
    rows: list[Row] = []
    for same in groups.values():
        first = same[0]
        for other in same[1:]:
            if (other.target.value, other.target.comparator) != (first.target.value, first.target.comparator):
                rows.append({"事项": first.name, "甲": say_quote(first.target), "乙": say_quote(other.target),
                             "处理": "来文两处不一，请向上级核实"})
    return rows


def _sorts(plan: CountyPlan) -> list[Row]:
    """The bodies that the plan lays tasks on, by sort."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for task in plan.tasks:
        for name in task.doers:
            counts[name][0] += 1
        for name in task.support:
            counts[name][1] += 1
    order = list(BodySort)
    rows = [(sort_body(name, plan.profile, plan.line), name, leads, helps) for name, (leads, helps) in counts.items()]
    return [{"类别": str(sort), "单位": name, "负责": str(leads), "配合": str(helps)}
            for sort, name, leads, helps in sorted(rows, key=lambda row: order.index(row[0]))]


def _unconfirmed(plan: CountyPlan) -> list[Row]:
    """Facts of the plan that no person has confirmed or corrected."""
    rows: list[Row] = [{"类别": "目标", "事项": target.name, "取值": print_bound(target.target),
                        "原文": say_quote(target.target)}
                       for target in _all_targets(plan) if target.target.state is State.MACHINE]
    rows += [{"类别": "时限", "事项": d.action or task.heading, "取值": print_time(d.time), "原文": say_quote(d)}
             for task in plan.tasks for d in task.deadlines if d.state is State.MACHINE]
    rows += [{"类别": "报送", "事项": r.what, "取值": r.due or "—", "原文": say_quote(r.report)}
             for r in plan.reports if r.report.state is State.MACHINE]
    return rows
