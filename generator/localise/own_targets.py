"""The county's own values for what the notice asks (自设目标值): stricter, or weaker with a note that is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.localise.moves import Deviation
from generator.localise.plan import CountyPlan
from generator.localise.targets import PlanTarget
from generator.own_targets import OwnTarget
from specs.errors import BadProfile

_UPPER = ("<", "<=")


def set_own_targets(plan: CountyPlan) -> CountyPlan:
    """The plan with the values that the county's profile sets, in its targets and words.

    raises  BadProfile: a value is weaker than the notice's and no note says why
    """
    wanted = plan.profile.own_targets
    if not wanted:
        return plan
    deviations: list[Deviation] = []
    swaps: list[tuple[str, str]] = []

    def change(targets: Iterable[PlanTarget]) -> tuple[PlanTarget, ...]:
        return tuple(_change(target, wanted, deviations, swaps, plan.profile.name) for target in targets)

    tasks = tuple(replace(task, targets=change(task.targets)) for task in plan.tasks)
    goals, indicators = change(plan.goals), change(plan.indicators)
    tasks = tuple(replace(task, text=_swap(task.text, swaps)) for task in tasks)
    return replace(plan, tasks=tasks, goals=goals, indicators=indicators, deviations=tuple(deviations),
                   aims=tuple(_swap(text, swaps) for text in plan.aims))


def _change(target: PlanTarget, wanted: Sequence[OwnTarget], deviations: list[Deviation],
            swaps: list[tuple[str, str]], county: str) -> PlanTarget:
    value = target.target.value
    own = next((own for own in wanted if own.indicator in target.name), None)
    if own is None or value is None or own.value == value or target.target.comparator == "between":
        return target
    lower = target.target.comparator in _UPPER
    weaker = own.value > value if lower else own.value < value
    if weaker and not own.note:
        raise BadProfile(f"{county} 的 targets", f"“{target.name}”定为{own.value:.10g}，低于来文的{target.value}",
                         "确需低于上级要求的，请写 note 说明依据")
    number = re.compile(rf"(?<![\d.]){re.escape(f'{value:.10g}')}(?![\d.])")
    said = f"{own.value:.10g}"
    text, printed = number.sub(said, target.text, count=1), number.sub(said, target.value, count=1)
    swaps.append((target.text, text))
    deviations.append(Deviation(target.name, target.value, printed, weaker, own.note))
    fact = replace(target.target, value=own.value, words=number.sub(said, target.target.words, count=1))
    return replace(target, target=fact, text=text, value=printed)


def _swap(text: str, swaps: Sequence[tuple[str, str]]) -> str:
    for old, new in swaps:
        text = text.replace(old, new, 1)
    return text
