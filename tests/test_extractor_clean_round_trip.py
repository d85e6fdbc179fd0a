"""The round trip law (往返律): a notice and the same notice in another state have one clean text and one spec.

Variants are made of the notice as it came where that is simplified, else of its clean text (a mirror's page is such a
variant itself: two kinds of damage at one place are one too many). What cannot be told from the text alone stands in
tests/cases/round_trip.toml with its reason.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from extractor.clean.script import find_form
from extractor.clean.text import Cleaned, clean_source
from extractor.pipeline import Extraction, extract_source
from extractor.readers.plain import read_plain
from extractor.source import CleanText
from specs.model import Origin
from tests.notices import CORPUS, REAL
from tests.variants import BOTH, SCRIPTS, VARIANTS

NOTICES = [folder / "notice.txt" for folder in CORPUS if folder.parent.name != "unseen"] + REAL
QUICK = [path for path in NOTICES if path.parent.name in ("housing-supplement-2024", "grain-autumn-2024")]
KNOWN = tomllib.loads((Path(__file__).parent / "cases" / "round_trip.toml").read_text("utf-8"))["difference"]
CLEANING = ("annotation", "garbling", "encoding")  # kinds of doubts that the state of a text gives rise to
ORIGIN = Origin("notice.txt", "0" * 64, "txt", "test")


def name_of(path: Path) -> str:
    return path.parent.name if path.stem == "notice" else path.stem[:3]


each_notice = pytest.mark.parametrize("path", NOTICES, ids=name_of)
each_variant = pytest.mark.parametrize("variant", VARIANTS)


def find_known(path: Path) -> dict[str, str]:
    """The variants of a notice that are known to differ, with the characters that they differ by."""
    return {row["variant"]: row["apart"] for row in KNOWN if row["notice"] == name_of(path)}


@lru_cache(maxsize=2)
def read_base(path: Path) -> str:
    """The text that variants of a notice are made of."""
    text = read_plain(path.read_bytes()).text
    cleaned = clean(text)
    return text if cleaned.script == "hans" else cleaned.text.text


@lru_cache(maxsize=2)
def clean(text: str) -> Cleaned:
    return clean_source(read_plain(text.encode()))


@each_notice
def test_a_clean_text_is_its_own_clean_text(path: Path) -> None:
    text = clean(read_plain(path.read_bytes()).text).text.text
    assert clean(text).text.text == text


@each_notice
def test_every_variant_has_the_same_clean_text(path: Path) -> None:
    text = read_base(path)
    expected = clean(text).text.text
    differ = {name: made for name, variant in VARIANTS.items()
              if (made := clean("".join(variant(text))).text.text) != expected}
    known = find_known(path)
    assert differ.keys() == known.keys()
    for name, apart in known.items():
        assert differ[name].replace(apart, "") == expected.replace(apart, "")


@each_notice
def test_each_form_of_traditional_is_undone_by_its_own_conversion(path: Path) -> None:
    text = read_base(path)
    for form, back in (("s2t", "t2s"), ("s2tw", "tw2s"), ("s2hk", "hk2s")):
        written = "".join(SCRIPTS[form](text))
        same = [other for other in SCRIPTS if "".join(SCRIPTS[other](text)) == written]
        assert find_form(written) == back or len(same) > 1, form


@each_notice
def test_every_clean_character_points_at_its_source(path: Path) -> None:
    text = read_base(path)
    plain = clean(text).text
    for name, variant in VARIANTS.items():
        pieces = variant(text)
        made = clean("".join(pieces)).text
        if name in find_known(path):
            continue
        starts = [0, *accumulate(map(len, pieces))]
        astray = [i for i in range(len(made.text)) if not
                  starts[plain.origin[i]] <= made.origin[i] < made.until[i] <= starts[plain.until[i]]]
        assert astray == [], f"{name}: {made.text[astray[0] - 5:astray[0] + 5]}"


def check_spec(path: Path) -> None:
    """Every fact of every variant is that of the notice, at the same clean characters; every quote is in the source."""
    text = read_base(path)
    base = extract(text)
    for name, variant in VARIANTS.items():
        made = extract("".join(variant(text)))
        source = made.source.text
        facts = [*made.spec.targets, *made.spec.deadlines, *made.spec.percentages, *made.spec.reports,
                 *made.spec.citations, *made.spec.doubts]
        assert [f.quote for f in facts] == [source[f.start:f.end] for f in facts], name
        apart = find_known(path).get(name)
        assert say(made, name, apart) == say(base, name, apart), name


@pytest.mark.parametrize("path", QUICK, ids=name_of)
def test_every_variant_has_the_same_spec(path: Path) -> None:
    check_spec(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", [p for p in NOTICES if p not in QUICK], ids=name_of)
def test_every_variant_of_every_notice_has_the_same_spec(path: Path) -> None:
    check_spec(path)


def extract(text: str) -> Extraction:
    return extract_source(read_plain(text.encode()), ORIGIN)


def say(made: Extraction, variant: str, apart: str | None) -> Any:
    """A spec with clean offsets, without what a variant is: its script, and what cleaning was unsure of."""
    spec = replace(made.spec, doubts=tuple(d for d in made.spec.doubts if d.kind not in CLEANING))
    if variant in SCRIPTS | BOTH:
        spec = replace(spec, notice=replace(spec.notice, script=""))
    return put_clean(spec, made.cleaned.text, apart)


def put_clean(value: Any, text: CleanText, apart: str | None) -> Any:
    """A noun of a spec as plain tuples: no quotes, clean offsets in the place of the source's.

    apart  characters that two texts differ by: left out, and the offsets too
    """
    if isinstance(value, tuple):
        return tuple(put_clean(v, text, apart) for v in value)
    if isinstance(value, str):
        return value.replace(apart, "") if apart else value
    if not is_dataclass(value):
        return value
    said = []
    for field in fields(value):
        item = getattr(value, field.name)
        if isinstance(item, int) and field.name in ("start", "end"):
            item = bisect_right(text.until, item) if field.name == "start" else bisect_left(text.origin, item)
            item = None if apart else item
        if field.name not in ("quote", "origin"):
            said.append((field.name, put_clean(item, text, apart)))
    return type(value).__name__, tuple(said)


def test_known_differences_are_of_notices_and_variants_that_are_here() -> None:
    here = {folder.name for folder in CORPUS} | {"000", "002", "003", "004"}
    assert {row["notice"] for row in KNOWN} <= here
    assert {row["variant"] for row in KNOWN} <= VARIANTS.keys()
    assert all(row["why"] for row in KNOWN)
