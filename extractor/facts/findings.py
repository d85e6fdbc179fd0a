"""What the finders hand on (要素集): lists of facts whose quotes are still empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from specs.model import Citation, Clause, Deadline, Doubt, Extra, Notice, Percentage, Report, Target, Task

Fact = TypeVar("Fact")


@dataclass(slots=True)
class Findings:
    """All that was found in one notice (要素集); quotes are still empty."""

    notice: Notice
    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    percentages: list[Percentage] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    goals: list[Clause] = field(default_factory=list)


def with_values(fact: Fact, **values: Any) -> Fact:
    """A fact with other values of some fields: `dataclasses.replace` for the one step that every fact goes through."""
    kind: Any = type(fact)
    places, read_all = _layout(kind)
    every = list(read_all(fact))
    for name, value in values.items():
        every[places[name]] = value
    made: Fact = kind(*every)
    return made


@cache
def _layout(kind: Any) -> tuple[dict[str, int], Callable[[object], tuple[Any, ...]]]:
    """The place of each field among the arguments of a kind of fact, and what reads them all."""
    names = [one.name for one in fields(kind)]
    return {name: place for place, name in enumerate(names)}, attrgetter(*names)
