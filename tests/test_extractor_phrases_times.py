"""Times that bind somebody, sentence by sentence (tests/cases/times.toml)."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.phrases.citations import find_masks
from extractor.phrases.time_words import Reference
from extractor.phrases.times import find_times
from specs.codec import time_to_json
from tests.texts import clean_words

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_times(case: dict[str, Any]) -> None:
    clean, source = clean_words(case["text"])
    day = date.fromisoformat(case["on"]) if "on" in case else None
    found = find_times(clean.text, Reference(day, day.year if day else None), find_masks(clean.text))
    said = []
    for phrase in found:
        start, end = clean.source_span(phrase.start, phrase.end)
        said.append([source[start:end], time_to_json(phrase.time)])
    assert said == [[quote, time] for quote, time in case["times"]]
