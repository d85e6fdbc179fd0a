"""Where a plan says what its superior's paper says (方案中的表述): in its text, and again in its tables."""

from __future__ import annotations

import re

from comparison.levels import fold_levels
from comparison.pairing import SpecPairing, pair_specs
from specs.changes import FactKind
from specs.model import Deadline, Spec, Target, Task

_SHORTEST = 3
_CLAUSE_ENDS = "，。；：,;:"
_NUMBERED = re.compile(r"[(（][一二三四五六七八九十]+[)）]|\d+[.．、]|第[一二三四五六七八九十百]+条\s*")
_FIRST_WORDS = 8  # characters


class PlanText:
    """A plan's text by lines (方案原文): a paragraph a line, a row of a table too."""

    def __init__(self, text: str) -> None:
        """text: the plan's source text."""
        self._text = text

    @property
    def length(self) -> int:
        """Of the plan's text."""
        return len(self._text)

    def text_of(self, start: int, end: int) -> str:
        """Words of the plan as printed."""
        return self._text[start:end]

    def line_of(self, at: int) -> tuple[int, int]:
        """The line of the plan's text in which an offset stands."""
        end = self._text.find("\n", at)
        return self._text.rfind("\n", 0, at) + 1, len(self._text) if end < 0 else end

    def in_table(self, at: int) -> bool:
        """Whether an offset stands in a row of a table."""
        start, end = self.line_of(at)
        return " | " in self._text[start:end]


class Stated(PlanText):
    """A plan set beside the paper that it carries out."""

    def __init__(self, plan: Spec, basis: Spec, text: str) -> None:
        """text: the plan's source text."""
        super().__init__(text)
        self.plan, self.basis = plan, basis
        self._folded = fold_levels(plan), fold_levels(basis)
        self.pairing: SpecPairing = pair_specs(self._folded[1], self._folded[0])
        self._tasks = {i: group.new for group in self.pairing.groups for i in group.old}
        self._other: tuple[Spec, SpecPairing] | None = None

    def answers(self, paper: Spec) -> dict[str, list[Task]]:
        """By id, the plan's tasks that answer those of another paper."""
        pairing = pair_specs(fold_levels(paper), self._folded[0])
        return {paper.tasks[i].id: [self.plan.tasks[k] for k in group.new] for group in pairing.groups
                for i in group.old}

    def paired_with(self, paper: Spec) -> SpecPairing:
        """The basis set beside another paper."""
        if self._other is None or self._other[0] is not paper:
            self._other = (paper, pair_specs(self.basis, paper))
        return self._other[1]

    def targets(self, want: Target) -> list[Target]:
        """The plan's targets that answer one of the paper: the one paired with it, then those that say it again."""
        at = self.basis.targets.index(want)
        paired = [self.plan.targets[b] for a, b in self.pairing.facts[FactKind.TARGET].pairs if a == at]
        again = [t for i, t in enumerate(self.plan.targets) if t not in paired and self._says_again(i, at)]
        return paired + again

    def _says_again(self, said: int, want: int) -> bool:
        one, other = self._folded[0].targets[said], self._folded[1].targets[want]
        if (one.value, one.unit) != (other.value, other.unit):
            return False
        if not self.in_table(one.start) and (
                other.task is None or one.task not in {task.id for task in self.tasks_of(other.task)}):
            return False
        a, b = one.indicator.replace(" ", ""), other.indicator.replace(" ", "")
        return bool(a) and (a == b or (min(len(a), len(b)) >= _SHORTEST and (a in b or b in a)))

    def deadlines(self, want: Deadline) -> list[Deadline]:
        """The same of a deadline: again in the row of its task, or of a target that it is the limit of."""
        at = self.basis.deadlines.index(want)
        paired = [self.plan.deadlines[b] for a, b in self.pairing.facts[FactKind.DEADLINE].pairs if a == at]
        lines = {self.line_of(t.start) for target in self.basis.targets
                 if target.task == want.task and target.due == want.time for t in self.targets(target)
                 if self.in_table(t.start)}
        lines |= {self.line_of(row.start) for task in self.tasks_of(want.task) for row in self.rows_of(task)}
        again = [d for d in self.plan.deadlines if d not in paired and d.time == want.time
                 and self.line_of(d.start) in lines and self.in_table(d.start)]
        return paired + again

    def tasks_of(self, name: str | None) -> list[Task]:
        """The plan's tasks that answer the paper's task of this id: one that a row answers, by its heading too."""
        at = next((i for i, task in enumerate(self.basis.tasks) if task.id == name), None)
        answers = [self.plan.tasks[k] for k in self._tasks.get(at, ())] if at is not None else []
        named = {words for one in answers if self.in_table(one.start)
                 for words in (one.heading, one.text.rstrip("。")) if words}
        return answers + [task for task in self.plan.tasks if task not in answers and task.heading in named]

    def rows_of(self, task: Task) -> list[Task]:
        """The rows of the plan's tables that name a task by its heading; one without, by its first words."""
        rows = [row for row in self.plan.tasks if row is not task and self.in_table(row.start)]
        if task.heading:
            return [row for row in rows if task.heading in (row.heading, row.text.rstrip("。"))]
        named = [(row, (row.heading or row.text).rstrip("。…")) for row in rows]
        return [row for row, words in named if len(words) >= _FIRST_WORDS and task.text.startswith(words)]

    def repeats(self, start: int, end: int) -> list[int]:
        """Where the words stand again as a cell of their own, or as one of a cell's items, in the same row."""
        if not self.in_table(start):
            return []
        words, (first, last) = self._text[start:end], self.line_of(start)
        found, at = [], self._text.find(words, first, last)
        while at >= 0:
            before, behind = self._text[max(at - 2, 0):at], self._text[at + len(words):at + len(words) + 2]
            opened = at == first or before.endswith(("| ", "；"))
            if at != start and opened and (behind.startswith((" |", "；")) or not behind.strip()):
                found.append(at)
            at = self._text.find(words, at + 1, last)
        return found

    def named_by(self, start: int, end: int) -> list[int]:
        """Where words of a paragraph stand again in cells that are the whole clause around them."""
        first, last = self.line_of(start)
        if self.in_table(start):
            return []
        left = max(self._text.rfind(mark, first, start) for mark in _CLAUSE_ENDS) + 1
        clause_end = min((at for mark in _CLAUSE_ENDS if (at := self._text.find(mark, end, last)) >= 0), default=last)
        clause = self._text[max(left, first):clause_end]
        head = _NUMBERED.match(clause)
        clause, lead = (clause[head.end():], max(left, first) + head.end()) if head else (clause, max(left, first))
        if len(clause) < _FIRST_WORDS:
            return []
        cell = re.compile(rf"(?:^|(?<=\| )){re.escape(clause)}(?= \|)", re.M)
        return [found.start() + start - lead for found in cell.finditer(self._text)]
