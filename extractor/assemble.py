"""Facts → spec (规格): ids made unique, quotes cut from the source, reading order, what must hold of any spec."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from extractor.facts.findings import Findings, with_values
from extractor.source import CleanText, SourceText
from specs.model import Citation, Deadline, Doubt, Origin, Percentage, Report, Spec, Target

Fact = TypeVar("Fact", Target, Deadline, Percentage, Report, Citation)
Worded = TypeVar("Worded", Target, Deadline, Report)
Placed = TypeVar("Placed", Target, Deadline, Percentage, Report, Citation, Doubt)


def assemble_spec(found: Findings, source: SourceText, clean: CleanText, origin: Origin) -> Spec:
    """The spec of one notice.

    returns  every list in reading order; `quote == source[start:end]` of every fact; no fact twice
    """
    return Spec(
        found.notice,
        tuple(sorted(found.tasks, key=lambda t: (t.start, -t.end))),
        _worded(found.targets, source.text, clean),
        _worded(found.deadlines, source.text, clean),
        _grounded(found.percentages, source.text),
        _worded(found.reports, source.text, clean),
        _grounded(found.citations, source.text),
        tuple(found.extras),
        _doubts(found.doubts, source.text),
        origin,
        goals=tuple(found.goals),
    )


def _grounded(facts: Iterable[Fact], text: str) -> tuple[Fact, ...]:
    """Facts with their quotes, in reading order; one that says the same at the same place as another is dropped."""
    return _in_order(with_values(f, quote=text[f.start : f.end]) for f in facts)


def _worded(facts: Iterable[Worded], text: str, clean: CleanText) -> tuple[Worded, ...]:
    """As `_grounded`, with the quotes as clean text too, which is what documents are written from."""
    return _in_order(with_values(f, quote=text[f.start : f.end], words=clean.words_at(f.start, f.end)) for f in facts)


def _doubts(doubts: Iterable[Doubt], text: str) -> tuple[Doubt, ...]:
    """Doubts in reading order with the source's own words; one of the whole file has none."""
    return _in_order(with_values(d, quote=text[d.start : d.end]) for d in doubts)


def _in_order(found: Iterable[Placed]) -> tuple[Placed, ...]:
    """In reading order, none twice."""
    ordered: list[Placed] = []
    first = 0  # of those at one place
    for fact in sorted(found, key=lambda f: (f.start, f.end)):
        if ordered and (fact.start, fact.end) != (ordered[-1].start, ordered[-1].end):
            first = len(ordered)
        if fact not in ordered[first:]:
            ordered.append(fact)
    return tuple(ordered)
