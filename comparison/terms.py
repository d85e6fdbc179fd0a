"""On which terms two specs are compared (比较条件): what counts as the same though the words differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from comparison.body_differences import keep_name
from comparison.levels import fold_body, fold_levels, own_places
from comparison.plan_years import PlanYears, find_plan_years, neutral_spec
from comparison.renames import find_renames
from specs.model import Spec


@dataclass(frozen=True, slots=True)
class Terms:
    """What counts as the same (比较条件).

    years    of two yearly plans; None for other papers
    levels   the two papers are of two levels
    fold     a body's name as it is compared
    renames  bodies that go by a new name
    """

    years: PlanYears | None = None
    levels: bool = False
    fold: Callable[[str], str] = keep_name
    renames: Mapping[str, str] = field(default_factory=dict)


def find_terms(old: Spec, new: Spec, *, levels: bool = False) -> Terms:
    """The terms that two papers and the user set."""
    renames = find_renames((old, new))
    fold = partial(fold_body, places=(*own_places(old), *own_places(new))) if levels else keep_name

    def same_name(name: str) -> str:
        return fold(renames.get(name, name))

    return Terms(find_plan_years(old, new), levels, same_name, renames)


def prepare_sides(old: Spec, new: Spec, terms: Terms) -> tuple[Spec, Spec]:
    """The two specs as they are paired: facts in the same order and places, what is no difference taken out."""
    if terms.levels:
        old, new = fold_levels(old), fold_levels(new)
    if terms.years:
        old, new = neutral_spec(old, terms.years.old), neutral_spec(new, terms.years.new)
    return old, new
