"""What the finders hand on (要素集): lists of facts whose quotes are still empty."""

from __future__ import annotations

from dataclasses import dataclass, field

from specs.model import Citation, Clause, Deadline, Doubt, Extra, Notice, Percentage, Report, Target, Task


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
