"""A county's plan in the parts of the notice's package (一文多案): what the notice itself asks, and each annex plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.localise.packages import list_plans, select_attachment
from generator.localise.plan import CountyPlan, localise_spec
from specs.model import Spec


@dataclass(frozen=True, slots=True)
class Package:
    """A plan apart (方案包).

    own    what the notice itself asks beside its attachments
    parts  the plan of each attachment that has tasks, in order; one of the whole where fewer than two have any
    """

    own: CountyPlan
    parts: tuple[CountyPlan, ...]


def part_plan(plan: CountyPlan, finish: Callable[[CountyPlan], CountyPlan]) -> Package:
    """A plan apart as its notice is.

    finish  what is done with a plan after it is localised: dates, shares, own values
    """
    numbers = list_plans(plan.spec)
    if len(numbers) < 2:
        return Package(replace(plan, tasks=(), aims=(), goals=(), indicators=(), reports=()), (plan,))
    parts = tuple(finish(_localise(select_attachment(plan.spec, number), plan)) for number in numbers)
    held = {task.id for part in parts for task in part.tasks}
    tasks = tuple(task for task in plan.tasks if task.id not in held)
    return Package(replace(plan, tasks=tasks, aims=(), goals=(), indicators=()),
                   tuple(part for part in parts if part.tasks or part.aims))


def _localise(spec: Spec, plan: CountyPlan) -> CountyPlan:
    return replace(localise_spec(spec, plan.profile), bases=())
