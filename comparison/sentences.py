"""Sentences of a spec and which of them answer each other (句的对应): the finest place that a fact stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio, ratio

from comparison.match import pair_equals_first
from specs.model import Body, Clause, Extra, Spec, Task

ALIKE = 0.45  # below it two sentences say two things
_HELD = 85  # of 100: a sentence that stands within the other paper's words, cut otherwise
_MARKS = re.compile(r"[\s,，。；;:：、.!！?？“”\"'‘’()（）《》〈〉]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a task, of a goal or of an unnumbered paragraph (句).

    task  its task; None outside the tasks
    """

    text: str
    start: int
    end: int
    paper: int
    bodies: tuple[Body, ...] = ()
    task: Task | None = None


def list_sentences(tasks: Iterable[Task]) -> tuple[Sentence, ...]:
    """The sentences of tasks in order; a task without any has its whole text as one."""
    return tuple(
        Sentence(clause.text, clause.start, clause.end, clause.paper, clause.bodies, task)
        for task in tasks
        for clause in (task.clauses or (Clause(task.text, task.start, task.end, task.bodies, task.paper),))
        if clause.text.strip()
    )


def list_loose(parts: Iterable[Clause | Extra]) -> tuple[Sentence, ...]:
    """Sentences outside the tasks: goals, and paragraphs without a number."""
    return tuple(Sentence(part.text, part.start, part.end, part.paper,
                          part.bodies if isinstance(part, Clause) else ()) for part in parts)


@lru_cache(maxsize=65536)
def strip_marks(text: str) -> str:
    """A text without its marks and blanks: what is left when only punctuation differs."""
    return _MARKS.sub("", text)


def pair_sentences(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """Indices of the sentences that answer each other."""
    sides = (old, new)
    paired = pair_equals_first(
        old, new, (lambda side, at: strip_marks(sides[side][at].text),),
        lambda a, b: gain + 0.1 if (gain := ratio(old[a].text, new[b].text) / 100) >= ALIKE else 0.0)
    return paired.pairs


def is_held(sentence: Sentence, others: Sequence[Sentence]) -> bool:
    """Whether a sentence's words stand within other sentences, cut otherwise."""
    words, whole = strip_marks(sentence.text), "".join(strip_marks(other.text) for other in others)
    return len(words) <= len(whole) and partial_ratio(words, whole) >= _HELD


class SentenceIndex:
    """Finds the sentence that a place stands in (按位置找句)."""

    def __init__(self, spec: Spec) -> None:
        loose = list_loose((*spec.goals, *spec.extras))
        self.sentences = tuple(sorted((*list_sentences(spec.tasks), *loose), key=lambda s: (s.paper, s.start, s.end)))
        self._starts = [(s.paper, s.start) for s in self.sentences]

    def find(self, start: int, end: int, paper: int = 0) -> Sentence | None:
        """The sentence that holds the place; None where none does."""
        at = bisect_right(self._starts, (paper, start)) - 1
        while at >= 0 and self._starts[at][0] == paper:
            if start < self.sentences[at].end:
                return self.sentences[at]
            if self.sentences[at].start < start - 4000:
                break
            at -= 1
        return None
