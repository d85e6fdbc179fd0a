"""Who speaks to whom (行文关系): the kind of paper that a letter is, and whom it addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.county import Office, find_line, load_body_kinds
from generator.localise.plan import CountyPlan, PlanTask
from specs.model import Level

_ABOVE = (Level.NATIONAL, Level.PROVINCE, Level.PREFECTURE)
_TOWNSHIPS = "各乡镇人民政府、街道办事处"
_TOWNSHIP_WORDS = re.compile(r"(?:乡镇|街道|乡\(镇\)|镇街)(?!卫生院|敬老院|养老|中心)")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's kind and addressees (文种、主送).

    template    `notice` for 通知 to lower offices of the line, `request` for 函 to whom one gives no orders
    recipients  the line of 主送
    called      how the text calls them: 你县, 各单位
    tasks       what it asks of them, where it asks for support
    """

    template: str
    recipients: str
    called: str
    tasks: tuple[PlanTask, ...] = ()


def choose_letter(plan: CountyPlan, office: Office) -> Letter:
    """How an office writes about a plan: an order down its own line, else a request.

    A department gives governments no orders: to county or township governments it writes a 函.
    """
    governs = "人民政府" in office.name or office.name.endswith("政府办公室")
    line = find_line(office.name)
    if office.level in _ABOVE:
        if line is load_body_kinds()[0] and not governs:
            return Letter("request", plan.profile.bodies[line.key], f"你{plan.profile.unit}", plan.tasks)
        return Letter("notice", plan.profile.bodies[line.key], f"你{plan.profile.unit}")
    departments, units = _others(plan, office)
    townships = any(_TOWNSHIP_WORDS.search(name) for name in _named(plan))
    if governs:
        return Letter("notice", "，".join(filter(None, (_TOWNSHIPS, "、".join(departments)))), "各单位")
    if units and not departments and not townships:
        return Letter("notice", "、".join(units), "各单位")
    recipients = "，".join(filter(None, ("、".join(departments), _TOWNSHIPS if townships or not departments else "")))
    asked = tuple(task for task in plan.tasks if set(departments) & {*task.doers, *task.support}
                  or any(_TOWNSHIP_WORDS.search(name) for name in (*task.doers, *task.support)))
    return Letter("request", recipients, "贵单位", asked)


def _named(plan: CountyPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for task in plan.tasks for name in (*task.doers, *task.support)))


def _others(plan: CountyPlan, office: Office) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The county's departments and the units under bureaus that the plan names, the office itself left out."""
    kinds = {kind.key: kind.unit for kind in load_body_kinds()}
    units = {name: kinds[key] for key, name in plan.profile.bodies.items()}
    # Nobody tells the county's Party committee or, but for itself, its government what to do.
    above = {plan.profile.bodies.get("党委"), plan.profile.bodies.get("人民政府")}
    named = [name for name in _named(plan) if name != office.name and name in units and name not in above]
    return (tuple(name for name in named if not units[name]), tuple(name for name in named if units[name]))
