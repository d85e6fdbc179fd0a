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
from tests.texts import clean_words

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text("utf-8"))["case"]


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
