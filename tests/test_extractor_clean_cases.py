"""What each step of cleaning does and leaves alone (清洗用例): tests/cases/cleaning-*.toml, words invented."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from extractor.clean.text import Cleaned, clean_source
from extractor.readers.plain import find_blocks
from extractor.source import SourceText

FILES = sorted((Path(__file__).parent / "cases").glob("cleaning-*.toml"))
CASES = [(path.stem, case) for path in FILES for case in tomllib.loads(path.read_text("utf-8"))["case"]]
each_case = pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{f} {c['step']}: {c['name']}" for f, c in CASES])


def clean(text: str) -> Cleaned:
    """Cleaned text of a source as read: a decoder that guesses must not come between."""
    return clean_source(SourceText(text, find_blocks(text), "txt"))


@each_case
def test_clean_text(file: str, case: dict[str, Any]) -> None:
    made = clean(case["text"])
    assert made.text.text == case.get("clean", case["text"])
    assert made.script == case.get("script", made.script)


@each_case
def test_doubts(file: str, case: dict[str, Any]) -> None:
    """A case without `doubts` has none; each is the source's words and what its reason must say of them."""
    made = clean(case["text"])
    expected = case.get("doubts", [])
    assert [d.quote for d in made.doubts] == [quote for quote, *_ in expected]
    for doubt, (quote, *said) in zip(made.doubts, expected, strict=True):
        assert case["text"][doubt.start:doubt.end] == quote
        assert [words for words in said if words not in doubt.why] == []


@each_case
def test_every_clean_character_leads_back(file: str, case: dict[str, Any]) -> None:
    text, source = clean(case["text"]).text, case["text"]
    assert len(text.text) == len(text.origin) == len(text.until)
    assert all(0 <= a < b <= len(source) for a, b in zip(text.origin, text.until, strict=True))
    assert list(text.origin) == sorted(text.origin)
    assert list(text.until) == sorted(text.until)
    # A character that stands in the source as it is must be found where it points.
    for character, start, end in zip(text.text, text.origin, text.until, strict=True):
        if end - start == 1 and character in source and source.count(character) == text.text.count(character):
            assert source[start] == character


@pytest.mark.parametrize("file", FILES, ids=lambda p: p.stem)
def test_each_step_has_what_it_changes_and_what_must_stay(file: Path) -> None:
    cases = sorted(tomllib.loads(file.read_text("utf-8"))["case"], key=lambda c: str(c["step"]))
    for step, group in groupby(cases, key=lambda c: str(c["step"])):
        stays = {"clean" not in case for case in group}
        assert stays == {True, False}, step
