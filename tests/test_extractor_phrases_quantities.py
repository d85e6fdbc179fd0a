"""Numbers with their unit and bound, sentence by sentence (tests/cases/quantities.toml)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.phrases.citations import find_masks
from extractor.phrases.quantities import find_quantities
from extractor.phrases.time_words import Reference
from extractor.phrases.times import find_times
from extractor.source import Span
from tests.test_extractor_facts import read_task
from tests.texts import clean_words

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text("utf-8"))
CASES, TARGETS = TABLES["case"], TABLES["target"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_quantities(case: dict[str, Any]) -> None:
    clean, source = clean_words(case["text"])
    masks = find_masks(clean.text)
    times = find_times(clean.text, Reference(date(2025, 1, 10), 2025), masks)
    said = []
    for found in find_quantities(clean.text, (*masks, *(Span(t.start, t.end) for t in times))):
        start, end = clean.source_span(found.start, found.end)
        value = found.value if found.value_max is None else [found.value, found.value_max]
        said.append([source[start:end], found.comparator, value, found.unit])
    assert said == case["quantities"]


@pytest.mark.parametrize("case", TARGETS, ids=[c["name"] for c in TARGETS])
def test_what_the_numbers_come_to(case: dict[str, Any]) -> None:
    made, wanted = read_task(case["text"]).targets, case["targets"]
    assert [t.indicator.endswith(w[0]) for t, w in zip(made, wanted, strict=True)] == [True] * len(wanted)
    assert [[t.comparator, t.value if t.value_max is None else [t.value, t.value_max], t.unit or "", t.due and t.due.by,
             t.baseline.value if t.baseline else ""] for t in made] == [w[1:] for w in wanted]
