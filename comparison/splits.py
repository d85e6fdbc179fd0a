"""Tasks that were split or merged (拆分、合并): one whose sentences stand in several of the other paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio, ratio

from comparison.match import words_alike
from specs.model import Target, Task

_PART = 0.55  # share of a task's words that must come from the whole
_CLAUSE = 62  # of 100: a clause that is the whole's, with some words changed
_STOPS = re.compile(r"[,，。；;:：!！?？\s]+")
_TIMES = re.compile(r"[0-9]+(?:年|月|日|%)?|(?:底|末)?前")  # what any two clauses may have in common
_SAME_INDICATOR = 0.8
_TELLING = 8  # characters of a clause that are not in another one by chance


def find_parts(wholes: Sequence[Task], parts: Sequence[Task], pairs: Sequence[tuple[int, int]],
               lone: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Which tasks were split into several, with their parts.

    pairs    (whole, part) that were paired one to one
    lone     parts that were left over: each may be a piece of some whole
    returns  whole → its parts in order, two or more
    """
    if not lone:
        return {}
    partner = dict(pairs)
    pieces: dict[int, list[int]] = defaultdict(list)
    texts, part_texts = [_texts(task) for task in wholes], [_texts(task) for task in parts]
    for part in lone:
        shares = [(_share(part_texts[part], text, part_texts[partner[at]] if at in partner else ()), -at)
                  for at, text in enumerate(texts)]
        share, best = max(shares, default=(0.0, 0))
        if share >= _PART:
            pieces[-best].append(part)
    found = {}
    for whole, lot in pieces.items():
        all_parts = sorted({*lot, partner[whole]} if whole in partner else lot)
        if len(all_parts) > 1:
            found[whole] = tuple(all_parts)
    return found


def _share(mine: Sequence[str], theirs: Sequence[str], taken: Sequence[str]) -> float:
    """How much of a part's text, by length and likeness, is the whole's and not already its partner's."""
    total = sum(len(text) for text in mine)
    if not total or not theirs:
        return 0.0
    held = 0.0
    for text in mine:
        there = max(theirs, key=lambda other: _alike(text, other))
        alike = _alike(text, there)
        if alike >= _CLAUSE and not any(_alike(there, other) > alike for other in taken):
            held += len(text) * alike / 100
    return held / total


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    """How alike two clauses are, of 100; one that the other holds with some words between is nearly as good.

    returns  0 for what is below _CLAUSE: it counts for nothing, and is told apart the sooner
    """
    whole = ratio(one, other, score_cutoff=_CLAUSE)
    if min(len(one), len(other)) < _TELLING:
        return whole
    return max(whole, 0.9 * partial_ratio(one, other, score_cutoff=max(whole, _CLAUSE) / 0.9))


def _texts(task: Task) -> list[str]:
    return [text for text in (_TIMES.sub("", clause) for clause in _STOPS.split(task.text)) if text]


def find_target_parts(wholes: Sequence[Target], parts: Sequence[Target], pairs: Sequence[tuple[int, int]],
                      lone: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Which targets were shared out to several, each with a subject of its own; as `find_parts`.

    wholes, parts  targets of tasks that answer each other, or of the goals
    """
    partner = dict(pairs)
    pieces: dict[int, list[int]] = defaultdict(list)
    for part in lone:
        for whole, first in partner.items():
            if _are_parts(wholes[whole], parts[first], parts[part]):
                pieces[whole].append(part)
                break
    return {whole: tuple(sorted({partner[whole], *lot})) for whole, lot in pieces.items()}


def _are_parts(whole: Target, one: Target, other: Target) -> bool:
    subjects = {whole.subject, one.subject, other.subject}
    alike = all(words_alike(whole.indicator, part.indicator) >= _SAME_INDICATOR for part in (one, other))
    same = whole.kind is one.kind is other.kind  # 应报尽报 of all and a rate of some are two targets
    return (alike and same and len(subjects) == 3 and bool(one.subject) and bool(other.subject) and one.due == other.due
            and whole.unit == one.unit == other.unit and whole.value is not None)
