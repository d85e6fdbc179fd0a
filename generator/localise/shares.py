"""An upper level's total shared out among counties (指标分解): by weights, largest remainder, sums exact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.targets import PlanTarget, Share
from generator.localise.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Weights:
    """One column of a table of shares (分解权重).

    name      its head: an indicator's name, or 权重 for all
    by_county weight by county, all of them 0 or more
    """

    name: str
    by_county: Mapping[str, float]


ALL = "权重"


def share_out(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Whole parts of a total by weights, the largest remainders rounded up; of equal ones the first.

    raises  ValueError: a negative weight, or all of them 0
    """
    if any(weight < 0 for weight in weights) or not sum(weights):
        raise ValueError("权重应不小于 0，且不全为 0")
    exact = [Decimal(str(weight)) for weight in weights]
    whole = sum(exact)
    parts = [int(total * weight // whole) for weight in exact]
    left = total - sum(parts)
    order = sorted(range(len(parts)), key=lambda i: (-(total * exact[i] % whole), i))
    for i in order[:left]:
        parts[i] += 1
    return tuple(parts)


def share_plan(plan: CountyPlan, table: Sequence[Weights]) -> CountyPlan:
    """The plan with its shares of the upper level's totals; totals that no column is of stay open.

    table  columns of weights; a column named like an indicator goes before 权重
    """
    given: list[Share] = []
    left: list[PlanTarget] = []
    for target in plan.shares:
        column = _column_of(target, table)
        share = _share_of(target, column, plan.profile.name) if column else None
        if share is None:
            left.append(target)
        else:
            given.append(share)
    if not given:
        return plan
    tasks = tuple(_with_shares(task, given) for task in plan.tasks)
    placed = {share.target.text for share in given for task in tasks if share.target in task.targets}
    aims = tuple(f"{_when(share.target)}{share.target.text}。" for share in given if share.target.text not in placed)
    goals = tuple(share.target for share in given if share.target.text not in placed)
    return replace(plan, tasks=tasks, aims=(*plan.aims, *aims), goals=(*plan.goals, *goals), shares=tuple(left),
                   shared=tuple(given))


def _column_of(target: PlanTarget, table: Sequence[Weights]) -> Weights | None:
    """The weights of a total: of the column whose head its name holds, the longest; else those for all.

    An average over counties is no total: nothing is shared out of it.
    """
    if target.target.aggregate or target.target.value is None:
        return None
    named = [column for column in table if column.name != ALL and column.name in target.target.indicator]
    return max(named, key=lambda column: len(column.name), default=next((c for c in table if c.name == ALL), None))


def _share_of(target: PlanTarget, column: Weights, county: str) -> Share | None:
    value = target.target.value
    if county not in column.by_county or value is None:
        return None
    names = list(column.by_county)
    scale = 10 ** max(0, -int(Decimal(str(value)).as_tuple().exponent)) if not value.is_integer() else 1
    part = share_out(round(value * scale), list(column.by_county.values()))[names.index(county)] / scale
    total, own = f"{value:.10g}", f"{part:.10g}"
    number = re.compile(rf"(?<![\d.]){re.escape(total)}(?![\d.])")
    text = number.sub(own, target.text, count=1)
    if text == target.text and part != value:
        return None  # its words say the number otherwise: left to a person
    fact = replace(target.target, value=part, words=number.sub(own, target.target.words, count=1))
    made = replace(target, target=fact, verdict=Verdict.OWN, text=text, value=number.sub(own, target.value, count=1))
    whole = sum(column.by_county.values())
    why = f"{target.text}按“{column.name}”分解：{total}×{column.by_county[county]:.10g}÷{whole:.10g}，取整后{own}"
    return Share(made, total, why)


def _when(target: PlanTarget) -> str:
    return f"到{target.due.removesuffix('前')}," if target.due else ""


def _with_shares(task: PlanTask, given: Sequence[Share]) -> PlanTask:
    mine = [share.target for share in given if share.target.target.task == task.id]
    if not mine:
        return task
    said = "".join(f"{_when(target)}{target.text}。" for target in mine)
    return replace(task, text=f"{task.text}{said}", targets=(*task.targets, *mine))
