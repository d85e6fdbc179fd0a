"""A difference as it was found (差异), before it is told in a sentence and weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparison.sentences import Sentence
from specs.changes import ChangeKind, Fact, FactKind, Place
from specs.model import Body, Citation, Percentage, Task
from specs.wording import name_task


@dataclass(frozen=True, slots=True)
class Found:
    """One difference between two specs (差异); fields as in Change, without sentence and severity.

    bodies       those that came, went or changed their part: (old, new), None where there is none on that side
    sentences    the sentences that it is about, where it is about these and not about a whole fact
    """

    kind: ChangeKind
    fact: FactKind
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    old_facts: tuple[Fact, ...]
    new_facts: tuple[Fact, ...]
    fields: tuple[str, ...] = ()
    bodies: tuple[tuple[Body | str | None, Body | str | None], ...] = ()
    sentences: tuple[Sentence | None, Sentence | None] = (None, None)


def find_whole(kind: ChangeKind, fact: FactKind, item: Fact) -> Found:
    """A fact that came (added) or went (removed)."""
    if kind is ChangeKind.ADDED:
        return Found(kind, fact, (), (place_fact(item),), (), (item,))
    return Found(kind, fact, (place_fact(item),), (), (item,), ())


def find_pair(kind: ChangeKind, fact: FactKind, old: Fact, new: Fact, fields: Sequence[str]) -> Found:
    """A fact that is on both sides and differs."""
    return Found(kind, fact, (place_fact(old),), (place_fact(new),), (old,), (new,), tuple(fields))


def place_fact(fact: Fact) -> Place:
    """Where a fact is said."""
    if isinstance(fact, Task):
        return Place(name_task(fact), fact.start, fact.end, fact.id, fact.paper)
    task = None if isinstance(fact, Percentage | Citation) else fact.task
    return Place(fact.quote, fact.start, fact.end, task, fact.paper)


def place_sentence(sentence: Sentence) -> Place:
    """Where a sentence stands."""
    return Place(sentence.text, sentence.start, sentence.end, sentence.task.id if sentence.task else None,
                 sentence.paper)
