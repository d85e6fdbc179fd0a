"""Which runs of the source are marked for which facts (标记): spans that overlap, cut into runs that do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from specs.explanations import Explanation
from specs.handles import list_facts
from specs.model import Spec, Task

DOUBTS, BODIES, GOVERNS = "doubts", "bodies", "governs"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of the source that a fact points at (标记).

    kind  its list; `bodies` for a body of a task, `governs` for words that gave a fact a field
    """

    start: int
    end: int
    kind: str
    handle: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the source with the marks that cover all of it (片段).

    handles  of the facts whose own words these are; governs of those that they gave a field
    """

    text: str
    kinds: tuple[str, ...]
    handles: tuple[str, ...]
    governs: tuple[str, ...] = ()


def find_marks(spec: Spec, explanations: Sequence[Explanation]) -> list[Mark]:
    """Every mark of a spec: quotes, headings of tasks, bodies at their words, doubts; in reading order."""
    marks = []
    for handle, kind, fact in list_facts(spec):
        end = _head_end(fact) if isinstance(fact, Task) else fact.end
        marks.append(Mark(fact.start, end, kind, handle))
    for told in explanations:
        kind = BODIES if told.kind == "tasks" else GOVERNS
        marks += [Mark(g.start, g.end, kind, told.handle)
                  for g in told.governors if g.end > g.start and g.field != "task"]
    marks += [Mark(d.start, d.end, DOUBTS, f"存疑{i}") for i, d in enumerate(spec.doubts, 1) if d.end > d.start]
    return sorted(dict.fromkeys(marks), key=lambda m: (m.start, m.end))


def _head_end(task: Task) -> int:
    """Where the number and heading of a task end: at its first sentence."""
    first = min((c.start for c in task.clauses), default=task.end)
    return first if task.start < first <= task.end else task.end


def cut_runs(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Run]:
    """text[start:end] cut wherever a mark begins or ends; the runs together are the text."""
    here = [m for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(min(max(x, start), end) for m in here for x in (m.start, m.end))})
    runs = []
    for a, b in pairwise(cuts):
        over = [m for m in here if m.start <= a and m.end >= b]
        own = [m for m in over if m.kind != GOVERNS]
        runs.append(Run(text[a:b], *(tuple(dict.fromkeys(words)) for words in (
            [m.kind for m in own], [m.handle for m in own], [m.handle for m in over if m.kind == GOVERNS]))))
    return runs
