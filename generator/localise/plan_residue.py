"""Words of another level left in a county's plan (方案残留): a finding stops that county."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.localise.plan import CountyPlan
from generator.localise.residue import find_residues

_AROUND = 12


@dataclass(frozen=True, slots=True)
class PlanResidue:
    """One word of another level in a plan (残留): where it stands, and with some words on either side."""

    place: str
    word: str
    around: str


def find_plan_residues(plan: CountyPlan) -> tuple[PlanResidue, ...]:
    """Every word of another level in what the county's documents say, each place once."""
    found = []
    for place, text in _texts(plan):
        for residue in find_residues(text, plan.profile.unit):
            around = text[max(0, residue.start - _AROUND):residue.end + _AROUND]
            found.append(PlanResidue(place, residue.word, around))
    return tuple(dict.fromkeys(found))


def _texts(plan: CountyPlan) -> Iterator[tuple[str, str]]:
    """Everything that is printed of a plan, by where it stands; what is quoted of the notice apart."""
    yield from (("工作目标", text) for text in plan.aims)
    for task in plan.tasks:
        name = task.heading or task.text[:16]
        for text in (*(section.heading for section in task.sections), task.heading, task.text, *task.doers,
                     *task.support):
            yield name, text
    for target in (*plan.goals, *plan.indicators, *(t for task in plan.tasks for t in task.targets)):
        yield "指标", f"{target.name}{target.value}"
    yield from (("报送事项", report.text) for report in plan.reports)
