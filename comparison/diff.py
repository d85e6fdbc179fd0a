"""What a newer notice changes (变化): old spec, new spec → changes, each weighed and with a sentence to paste."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

from comparison.fact_differences import find_fact_differences
from comparison.found import Found, find_whole, place_fact
from comparison.pairing import SpecPairing, list_kind, pair_specs
from comparison.retelling import (
    drop_bodies_of_reports,
    drop_misread,
    drop_retold,
    drop_shared_bodies,
    drop_still_said,
    drop_told,
)
from comparison.sentences import Sentence
from comparison.severity import weigh
from comparison.task_differences import (
    Chapters,
    find_heading_differences,
    find_sentence_differences,
    find_task_differences,
)
from comparison.telling import tell, tell_across
from comparison.terms import Terms, find_terms, prepare_sides
from specs.changes import Change, ChangeKind, FactKind, Severity
from specs.model import Deadline, Level, Report, Spec, Target

_ORDER = tuple(FactKind)


def diff_specs(old: Spec, new: Spec, *, level: Level = Level.COUNTY, levels: bool = False) -> tuple[Change, ...]:
    """Every change of meaning from the old spec to the new, kind by kind, in the new notice's order.

    level    whose severity is given: Level.COUNTY or Level.PREFECTURE
    levels   `new` is of another level than `old`: 全省 and 我县, an office and its counterpart are the same
    returns  () for a spec against itself; what is dropped stands after what is changed or added
    """
    def change(found: Found) -> Change:
        severity = weigh(found, old, new, level, levels=levels)
        sentence = tell_across(found, of_upper=severity is Severity.NONE) if levels else tell(found)
        return Change(found.kind, found.fact, found.old, found.new, found.old_facts, found.new_facts, found.fields,
                      sentence, severity)

    changes = map(change, find_differences(old, new, levels=levels))
    return tuple(sorted(changes, key=_reading_order))


def _reading_order(change: Change) -> tuple[int, bool, int, int]:
    place = (change.new or change.old)[0]
    return _ORDER.index(change.fact), not change.new, place.paper, place.start


def find_differences(old: Spec, new: Spec, *, levels: bool = False) -> Iterator[Found]:
    """The differences, unweighed: of facts first, then of tasks, then of sentences that no other difference tells."""
    terms = find_terms(old, new, levels=levels)
    sides = prepare_sides(old, new, terms)
    pairing = pair_specs(*sides)
    facts = drop_still_said(_fact_differences(old, new, pairing, terms), pairing.groups, (old, new), terms)
    chapters = Chapters(*sides, pairing.groups)
    told = [*drop_retold([*drop_misread(facts, old, new)]), *_task_differences(old, new, chapters, pairing, terms)]
    told = [*drop_bodies_of_reports([*drop_shared_bodies(told)])]
    yield from told
    if not levels:  # a paper of another level says everything in words of its own
        pairs = [pair for group, pairs in zip(pairing.groups, pairing.sentences, strict=True)
                 if len(group.old) == len(group.new) for pair in pairs]
        words = (_words_in(old, terms), _words_in(new, terms))
        yield from drop_told(find_sentence_differences([*pairs, *pairing.loose], words), told)


def _fact_differences(old: Spec, new: Spec, pairing: SpecPairing, terms: Terms) -> Iterator[Found]:
    for kind in (FactKind.TARGET, FactKind.DEADLINE, FactKind.REPORT, FactKind.PERCENTAGE, FactKind.CITATION):
        if terms.levels and kind is FactKind.CITATION:  # each level rests on papers of its own
            continue
        before, after = list_kind(old, kind), list_kind(new, kind)
        paired = pairing.facts[kind]
        for a, b in paired.pairs:
            yield from find_fact_differences(before[a], after[b], terms)
        yield from (find_whole(ChangeKind.ADDED, kind, after[b]) for b in paired.right)
        yield from (find_whole(ChangeKind.REMOVED, kind, before[a]) for a in paired.left)
    for group in pairing.shared:
        olds, news = tuple(old.targets[i] for i in group.old), tuple(new.targets[i] for i in group.new)
        yield Found(ChangeKind.SPLIT if len(news) > 1 else ChangeKind.MERGED, FactKind.TARGET,
                    tuple(place_fact(t) for t in olds), tuple(place_fact(t) for t in news), olds, news)


def _task_differences(old: Spec, new: Spec, chapters: Chapters, pairing: SpecPairing, terms: Terms) -> Iterator[Found]:
    for group in pairing.groups:
        yield from find_task_differences(group, old, new, chapters, terms)
        if not terms.levels:
            yield from find_heading_differences(group, old, new)
    yield from (find_whole(ChangeKind.ADDED, FactKind.TASK, new.tasks[i]) for i in pairing.tasks_right)
    yield from (find_whole(ChangeKind.REMOVED, FactKind.TASK, old.tasks[i]) for i in pairing.tasks_left)


def _words_in(spec: Spec, terms: Terms) -> Callable[[Sentence], list[str]]:
    """Words of a sentence whose differences are told elsewhere or are none: of its facts, and its plan's year."""
    facts: tuple[Target | Deadline | Report, ...] = (*spec.targets, *spec.deadlines, *spec.reports)
    spans = sorted((f.paper, f.start, f.end, f.words or f.quote) for f in facts)
    starts = [span[:2] for span in spans]
    years = [f"{year}年" for year in (terms.years.old, terms.years.new)] if terms.years else []

    # A sentence that an amending paper changed in part holds facts whose words the notice gave.
    apart = defaultdict[str | None, list[tuple[int, str]]](list)
    if spec.amendments:
        for fact in facts:
            apart[fact.task].append((fact.paper, fact.words or fact.quote))

    def find(sentence: Sentence) -> list[str]:
        theirs = [words for paper, words in apart.get(sentence.task.id if sentence.task else None, ())
                  if paper != sentence.paper and words in sentence.text]
        first = bisect_left(starts, (sentence.paper, sentence.start))
        last = bisect_left(starts, (sentence.paper, sentence.end))
        return years + theirs + [words for _, _, end, words in spans[first:last] if end <= sentence.end]

    return find
