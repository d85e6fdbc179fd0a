"""Changes → one page side by side (对照页) that needs nothing but itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.compose.changes import cite_both, name_items, order_changes, quote_side
from generator.compose.pages import render_page
from gongwen.characters import print_full_width
from specs.changes import Comparison, Place
from specs.wording import FACT_WORDS, SEVERITY_WORDS, change_words

TEMPLATE = "changes_page.j2"


@dataclass(frozen=True, slots=True)
class Papers:
    """The source texts of the two papers (两份原文); None where one is not at hand and only its quotes are known.

    new  of an amending paper: its own text, which the places with `paper` 1 … stand in
    """

    old: str | None
    new: str | None


def render_changes_page(comparison: Comparison, papers: Papers, templates: Path) -> str:
    """The page of a comparison: changes in the middle of what is said on both sides.

    raises  UnknownTemplate: changes_page.j2 is missing or has a slip
    """
    changes = order_changes(comparison.changes)
    sides = ([[place for place in change.old if place.paper == 0] for change in changes],
             [[place for place in change.new if not comparison.amends or place.paper] for change in changes])
    counts = Counter(change.severity for change in changes)
    kinds = Counter(change.kind for change in changes)
    words = change_words(levels=comparison.levels)
    old, new = cite_both(comparison)
    values = {
        "old": print_full_width(old), "new": print_full_width(new), "amends": comparison.amends,
        "levels": comparison.levels, "level": comparison.level.value,
        "severities": [{"key": key.value, "name": word, "count": counts[key]} for key, word in SEVERITY_WORDS.items()],
        "kinds": [{"key": key.value, "name": word, "count": kinds[key]} for key, word in words.items()
                  if kinds[key]],
        "changes": [{"number": i, "kind": c.kind.value, "kind_name": words[c.kind],
                     "fact_name": FACT_WORDS[c.fact], "severity": c.severity.value,
                     "severity_name": SEVERITY_WORDS[c.severity], "sentence": print_full_width(c.sentence),
                     "old": print_full_width(quote_side(c.old, c.old_facts)),
                     "new": print_full_width(quote_side(c.new, c.new_facts)),
                     "old_item": name_items(c.old), "new_item": name_items(c.new)} for i, c in enumerate(changes)],
        "old_lines": list(_lines(papers.old, sides[0])), "new_lines": list(_lines(papers.new, sides[1])),
        "unplaced": list(comparison.unplaced),
    }
    return render_page(templates, TEMPLATE, values)


def _lines(text: str | None, places: Sequence[Sequence[Place]]) -> Iterable[dict[str, Any]]:
    """The lines of a paper, each as runs of words with the numbers of the changes that are about them."""
    if text is None:
        return
    marks = [(place.start, place.end, number) for number, some in enumerate(places) for place in some]
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip():
            yield {"number": number, "runs": _runs(text, start, end, marks)}


def _runs(text: str, start: int, end: int, marks: Iterable[tuple[int, int, int]]) -> list[dict[str, Any]]:
    here = [(max(a, start), min(b, end), number) for a, b, number in marks if a < end and b > start]
    cuts = sorted({start, end, *(a for a, _, _ in here), *(b for _, b, _ in here)})
    # The narrowest change is the one that a click on the words is about.
    return [{"text": text[a:b].rstrip("\r"),
             "numbers": [n for _, n in sorted((y - x, n) for x, y, n in here if x <= a and b <= y)]}
            for a, b in pairwise(cuts)]
