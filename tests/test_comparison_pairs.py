"""How well changes are told, and the laws of comparing, on the pairs of the corpus and on all its notices."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from comparison.diff import diff_specs
from extractor.pipeline import extract_file
from scripts.score_pairs import PAGE, Tally, hash_pairs, list_pairs, print_table, score_pair
from specs.changes import MIRRORED, Change, Place
from specs.codec import parse_spec
from specs.model import Level, Spec
from tests.notices import SHARED, needs_shared

ROOT = Path(__file__).parents[1]
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))["pairs"]
GOLD = sorted(path for path in (ROOT / "corpus").glob("*/gold.json"))


@cache
def read_pair(folder: Path) -> tuple[Spec, Spec]:
    old, new = (extract_file(folder / name).spec for name in ("old.txt", "new.txt"))
    return old, new


@cache
def tally(folder: Path) -> Tally:
    return score_pair(folder)


def test_the_floors_are_of_these_pairs() -> None:
    assert FLOORS["gold"] == hash_pairs(), "the gold of the pairs changed: run scripts/score_pairs.py --floors, say why"
    assert {path.name for path in list_pairs()} == set(FLOORS["f1"]) - {"all"}


def test_the_page_shows_the_figures() -> None:
    assert print_table(FLOORS) in PAGE.read_text("utf-8"), "run scripts/score_pairs.py --floors"


@pytest.mark.parametrize("folder", list_pairs(), ids=lambda path: path.name)
def test_no_pair_falls_below_its_floor(folder: Path) -> None:
    made = tally(folder)
    f1 = made.f1()
    assert f1 is not None
    assert f1 >= FLOORS["f1"][folder.name], "\n".join(made.misses)
    for level in ("county", "prefecture"):
        assert (made.severity(level) or 0.0) >= FLOORS["severity"][folder.name][level], "\n".join(made.misses)


def test_no_kind_falls_below_its_floor() -> None:
    whole = Tally()
    for folder in list_pairs():
        whole.add(tally(folder))
    assert (whole.f1() or 0.0) >= FLOORS["f1"]["all"] >= 0.9
    low = {kind: (whole.f1(kind), floor) for kind, floor in FLOORS["kinds"].items() if (whole.f1(kind) or 0.0) < floor}
    assert not low


def _sides(change: Change, *, turned: bool = False) -> tuple[object, ...]:
    def places(some: tuple[Place, ...]) -> tuple[tuple[int, int], ...]:
        return tuple((p.start, p.end) for p in some)

    old, new = places(change.old), places(change.new)
    return ((MIRRORED[change.kind], change.fact, new, old, change.fields) if turned
            else (change.kind, change.fact, old, new, change.fields))


def assert_mirrors(old: Spec, new: Spec, *, levels: bool = False) -> None:
    there, back = diff_specs(old, new, levels=levels), diff_specs(new, old, levels=levels)
    assert Counter(_sides(c) for c in there) == Counter(_sides(c, turned=True) for c in back)


@pytest.mark.parametrize("folder", list_pairs(), ids=lambda path: path.name)
def test_a_pair_mirrors_and_a_paper_equals_itself(folder: Path) -> None:
    old, new = read_pair(folder)
    assert_mirrors(old, new)
    assert_mirrors(old, new, levels=True)
    for spec in (old, new):
        for level in (Level.COUNTY, Level.PREFECTURE):
            assert diff_specs(spec, spec, level=level) == ()
        assert diff_specs(spec, spec, levels=True) == ()


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.parent.name)
def test_a_notice_of_the_corpus_equals_itself(path: Path) -> None:
    spec = parse_spec(path.read_text("utf-8"))
    assert diff_specs(spec, spec) == ()


@pytest.mark.parametrize(("one", "other"), list(pairwise(GOLD)), ids=lambda path: path.parent.name)
def test_notices_that_have_nothing_in_common_mirror_too(one: Path, other: Path) -> None:
    old, new = (parse_spec(path.read_text("utf-8")) for path in (one, other))
    assert_mirrors(old, new)
    changes = diff_specs(old, new)
    assert changes
    assert all(c.sentence.endswith("。") and "None" not in c.sentence for c in changes)


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_the_same_notice_in_another_format_has_no_changes(ending: str) -> None:
    folder = ROOT / "corpus" / "digital-government-2025"
    one, other = (extract_file(folder / f"notice.{kind}").spec for kind in ("txt", ending))
    assert diff_specs(one, other) == ()


@needs_shared
def test_real_notices_equal_themselves_and_mirror() -> None:
    """One after the other: papers of different matters, which share set phrases and little else."""
    paths = sorted((SHARED / "notices").glob("*.txt"))
    specs = [extract_file(path).spec for path in paths]
    assert len(specs) > 1
    for spec in specs:
        assert diff_specs(spec, spec) == ()
    for old, new in pairwise(specs):
        assert_mirrors(old, new)
        assert_mirrors(old, new, levels=True)


@pytest.mark.parametrize("folder", list_pairs(), ids=lambda path: path.name)
def test_places_stand_in_their_papers(folder: Path) -> None:
    texts = [(folder / name).read_bytes().decode("utf-8-sig") for name in ("old.txt", "new.txt")]
    for change in diff_specs(*read_pair(folder)):
        for side, places in zip(texts, (change.old, change.new), strict=True):
            for place in places:
                assert 0 <= place.start < place.end <= len(side)
                assert place.quote
