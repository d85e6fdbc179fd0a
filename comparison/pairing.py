"""Two specs set side by side (配对): tasks, then their sentences, then the facts in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from comparison.match import (
    APART,
    SAME_SENTENCE,
    SAME_TASK,
    Pairing,
    citations_alike,
    deadlines_alike,
    list_words,
    name_sections,
    pair_equals_first,
    reports_alike,
    shares_alike,
    targets_alike,
    tasks_alike,
)
from comparison.meaning import lone_shares, mean
from comparison.sentences import Sentence, SentenceIndex, list_loose, list_sentences, pair_sentences
from comparison.splits import find_parts, find_target_parts
from specs.changes import Fact, FactKind
from specs.model import Clause, Extra, Spec, Target, Task

# The kinds of fact that stand in sentences, with what makes two of a kind alike.
LIKENESS: dict[FactKind, Callable[..., float]] = {
    FactKind.TARGET: targets_alike, FactKind.DEADLINE: deadlines_alike, FactKind.REPORT: reports_alike,
    FactKind.PERCENTAGE: shares_alike,
}


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that answer each other (任务对应): indices, one to one, one to several or several to one."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences that answer each other, or one that has no answer (句对)."""

    old: Sentence | None
    new: Sentence | None


@dataclass(frozen=True, slots=True)
class SpecPairing:
    """Two specs set side by side (规格配对).

    groups     tasks that answer each other; what is in none stands in `tasks_left`, `tasks_right`
    sentences  of each group, in its order; loose those outside the tasks
    facts      per kind, indices into `list_kind(spec, kind)`
    shared     targets that were shared out to several, or several that became one; in no pair
    """

    groups: tuple[Group, ...]
    tasks_left: tuple[int, ...]
    tasks_right: tuple[int, ...]
    sentences: tuple[tuple[SentencePair, ...], ...]
    loose: tuple[SentencePair, ...]
    facts: dict[FactKind, Pairing]
    shared: tuple[Group, ...] = ()


def list_kind(spec: Spec, kind: FactKind) -> tuple[Fact, ...]:
    """The facts of a kind that are compared one by one; of percentages those that no target speaks for."""
    lists: dict[FactKind, tuple[Fact, ...]] = {
        FactKind.TARGET: spec.targets, FactKind.DEADLINE: spec.deadlines, FactKind.REPORT: spec.reports,
        FactKind.PERCENTAGE: lone_shares(spec), FactKind.CITATION: spec.citations, FactKind.TASK: spec.tasks}
    return lists[kind]


KINDS = (*LIKENESS, FactKind.CITATION)


def pair_specs(old: Spec, new: Spec, kinds: Collection[FactKind] = KINDS) -> SpecPairing:
    """Set two specs side by side; the other way round gives the same pairs, turned.

    kinds  the facts to pair; tasks and sentences always are
    """
    if _comes_first(old, new):
        return _pair(old, new, kinds)
    # Where two pairings are equally good, which is found must not hang on which paper came first.
    made = _pair(new, old, kinds)
    return SpecPairing(
        tuple(Group(group.new, group.old) for group in made.groups), made.tasks_right, made.tasks_left,
        tuple(tuple(SentencePair(pair.new, pair.old) for pair in pairs) for pairs in made.sentences),
        tuple(SentencePair(pair.new, pair.old) for pair in made.loose),
        {kind: Pairing(tuple(sorted((b, a) for a, b in p.pairs)), p.right, p.left) for kind, p in made.facts.items()},
        tuple(Group(group.new, group.old) for group in made.shared))


def _comes_first(one: Spec, other: Spec) -> bool:
    """Any order of specs that tells two apart wherever pairing could; what costs more is asked last."""
    for part in _ORDER:
        mine, theirs = part(one), part(other)
        if mine != theirs:
            return mine < theirs
    return True


_ORDER: tuple[Callable[[Spec], tuple[Any, ...]], ...] = (
    lambda spec: tuple((task.id, task.heading, task.text, name_sections(task)) for task in spec.tasks),
    lambda spec: tuple(clause.text for clause in spec.goals),
    lambda spec: tuple(extra.text for extra in spec.extras),
    lambda spec: tuple(repr([mean(kind, fact) for fact in list_kind(spec, kind)]) for kind in KINDS),
)


def _pair(old: Spec, new: Spec, kinds: Collection[FactKind]) -> SpecPairing:
    groups, left, right = _group_tasks(old.tasks, new.tasks)
    sentences = tuple(_lay_sentences(list_sentences(old.tasks[i] for i in group.old),
                                     list_sentences(new.tasks[i] for i in group.new)) for group in groups)
    loose = (*_lay_loose(old.goals, new.goals), *_lay_loose(old.extras, new.extras))
    places = (_Places(old, groups, (*sentences, loose), side=0), _Places(new, groups, (*sentences, loose), side=1))
    facts = {kind: _pair_kind(kind, old, new, places) for kind in kinds}
    shared: tuple[Group, ...] = ()
    if FactKind.TARGET in facts:
        shared, facts[FactKind.TARGET] = _share_targets(old.targets, new.targets, facts[FactKind.TARGET], places)
    return SpecPairing(groups, left, right, sentences, loose, facts, shared)


def _share_targets(old: Sequence[Target], new: Sequence[Target], paired: Pairing,
                   places: tuple[_Places, _Places]) -> tuple[tuple[Group, ...], Pairing]:
    """Targets that were shared out or drawn together within one task, and what is left of their pairing."""
    tasks = [[places[side].find(target)[1] for target in side_targets] for side, side_targets in enumerate((old, new))]
    groups: list[Group] = []
    for task in sorted({at for a, b in paired.pairs if (at := tasks[0][a]) is not None and at == tasks[1][b]}):
        pairs = [(a, b) for a, b in paired.pairs if tasks[0][a] == tasks[1][b] == task]
        split = find_target_parts(old, new, pairs, [b for b in paired.right if tasks[1][b] == task])
        merged = find_target_parts(new, old, [(b, a) for a, b in pairs],
                                   [a for a in paired.left if tasks[0][a] == task])
        groups += [Group((whole,), parts) for whole, parts in split.items()]
        groups += [Group(parts, (whole,)) for whole, parts in merged.items() if not split]
    olds = {i for group in groups for i in group.old}
    news = {i for group in groups for i in group.new}
    return tuple(groups), Pairing(tuple((a, b) for a, b in paired.pairs if a not in olds and b not in news),
                                  tuple(a for a in paired.left if a not in olds),
                                  tuple(b for b in paired.right if b not in news))


def _group_tasks(old: Sequence[Task], new: Sequence[Task]) -> tuple[tuple[Group, ...], tuple[int, ...],
                                                                    tuple[int, ...]]:
    sides, words = (old, new), (list_words(old), list_words(new))

    def whole(side: int, at: int) -> Hashable:
        return words[side][at].chapter, sides[side][at].heading, sides[side][at].text

    def text(side: int, at: int) -> Hashable:
        return sides[side][at].heading, sides[side][at].text

    paired = pair_equals_first(old, new, (whole, text), lambda a, b: tasks_alike(words[0][a], words[1][b]))
    split = find_parts(old, new, paired.pairs, paired.right)
    merged = find_parts(new, old, [(b, a) for a, b in paired.pairs], paired.left)
    # A task is part of one group only: what was split is not merged as well.
    taken_old = set(split)
    taken_new = {part for parts in split.values() for part in parts}
    merged = {whole: parts for whole, parts in merged.items()
              if whole not in taken_new and not taken_old.intersection(parts)}
    taken_old |= {part for parts in merged.values() for part in parts}
    taken_new |= set(merged)
    groups = [Group((a,), parts) for a, parts in split.items()]
    groups += [Group(parts, (b,)) for b, parts in merged.items()]
    groups += [Group((a,), (b,)) for a, b in paired.pairs if a not in taken_old and b not in taken_new]
    in_old = {i for group in groups for i in group.old}
    in_new = {i for group in groups for i in group.new}
    return (tuple(sorted(groups, key=lambda group: group.old)), tuple(i for i in range(len(old)) if i not in in_old),
            tuple(i for i in range(len(new)) if i not in in_new))


def _lay_sentences(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[SentencePair, ...]:
    pairs = pair_sentences(old, new)
    lefts, rights = {a for a, _ in pairs}, {b for _, b in pairs}
    return (*(SentencePair(old[a], new[b]) for a, b in pairs),
            *(SentencePair(s, None) for i, s in enumerate(old) if i not in lefts),
            *(SentencePair(None, s) for i, s in enumerate(new) if i not in rights))


def _lay_loose(old: Sequence[Clause | Extra], new: Sequence[Clause | Extra]) -> tuple[SentencePair, ...]:
    return _lay_sentences(list_loose(old), list_loose(new))


class _Places:
    """Which sentence and which task each fact of one side stands in, named alike on both sides."""

    def __init__(self, spec: Spec, groups: Sequence[Group], sentences: Sequence[Sequence[SentencePair]], *,
                 side: int) -> None:
        self._index = SentenceIndex(spec)
        self._groups = {spec.tasks[i].id: number for number, group in enumerate(groups)
                        for i in (group.new if side else group.old)}
        self._pairs: dict[tuple[int, int], int] = {}
        for number, pair in enumerate(pair for pairs in sentences for pair in pairs if pair.old and pair.new):
            sentence = pair.new if side else pair.old
            if sentence is not None:
                self._pairs[(sentence.paper, sentence.start)] = number

    def find(self, fact: Any) -> tuple[int | None, int | None]:
        """(number of the pair of sentences, number of the group of tasks); None where there is none."""
        sentence = self._index.find(fact.start, fact.end, fact.paper)
        pair = self._pairs.get((sentence.paper, sentence.start)) if sentence else None
        task = getattr(fact, "task", None) or (sentence.task.id if sentence and sentence.task else None)
        return pair, -1 if task is None else self._groups.get(task)


def _pair_kind(kind: FactKind, old: Spec, new: Spec, places: tuple[_Places, _Places]) -> Pairing:
    sides = (list_kind(old, kind), list_kind(new, kind))
    stands = tuple([places[side].find(fact) for fact in sides[side]] for side in (0, 1))
    means = tuple([mean(kind, fact) for fact in sides[side]] for side in (0, 1))

    def near(side: int, at: int) -> Hashable:
        return means[side][at], *stands[side][at]

    def together(side: int, at: int) -> Hashable:
        return means[side][at], stands[side][at][1]

    def anywhere(side: int, at: int) -> Hashable:
        return means[side][at]

    def alike(a: int, b: int) -> float:
        if kind is FactKind.CITATION:
            return citations_alike(sides[0][a], sides[1][b])  # type: ignore[arg-type]
        return LIKENESS[kind](sides[0][a], sides[1][b], _standing(stands[0][a], stands[1][b]))

    return pair_equals_first(sides[0], sides[1], (near, together, anywhere), alike)


def _standing(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> int | None:
    if one[0] is not None and one[0] == other[0]:
        return SAME_SENTENCE
    if one[1] is None or other[1] is None:
        return APART
    return SAME_TASK if one[1] == other[1] else APART
