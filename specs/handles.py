"""How a person points at one fact of a spec (编号): 目标3 is its third target, 任务二/(一) the task with that id."""

from __future__ import annotations

from collections.abc import Iterator

from specs.model import Citation, Deadline, Percentage, Report, Spec, Target, Task

Fact = Target | Deadline | Percentage | Report | Citation | Task

# The lists of a spec in the order that people read them, with the trade's word for one of each.
KIND_WORDS = {
    "targets": "目标",
    "deadlines": "时限",
    "percentages": "百分比",
    "tasks": "任务",
    "reports": "报送",
    "citations": "依据",
}


def name_handle(kind: str, number: int) -> str:
    """The handle of the fact that stands at this place of its list, counted from 1."""
    return f"{KIND_WORDS[kind]}{number}"


def list_facts(spec: Spec) -> Iterator[tuple[str, str, Fact]]:
    """(handle, kind, fact) of every fact, kind by kind, in reading order."""
    for kind in KIND_WORDS:
        for number, fact in enumerate(getattr(spec, kind), 1):
            yield name_handle(kind, number), kind, fact
