"""The gold of comparing (corpus/pairs): every quote stands in its notice, and every kind of change occurs."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1] / "corpus" / "pairs"
FOLDERS = sorted(p.parent for p in ROOT.glob("*/old.txt"))
LISTS = ("changes.json", "consolidated.json")
KINDS = {
    *("added", "removed", "reworded", "value_raised", "value_lowered", "comparator_tightened", "comparator_loosened"),
    *("due_earlier", "due_later", "period_changed", "body_added", "body_removed", "role_changed"),
    *("split", "merged", "moved"),
}
FACTS = {"target", "deadline", "task", "report"}
LEVELS = {"county", "prefecture"}
SEVERITIES = {"must", "know", "none"}
SIDES = {  # how many quotes a kind has on either side, as patterns; all others have one and one
    "added": ("0", "1"),
    "removed": ("1", "0"),
    "split": ("1", "[2-9]"),
    "merged": ("[2-9]", "1"),
    "body_added": ("[01]", "1"),
    "body_removed": ("1", "[01]"),
}
KEYS = {"kind", "fact", "old", "new", "severity", "note"}
OPTIONAL = {"also", "by", "doubtful"}
LEAST_CHANGES = 15
LEAST_OF_A_KIND = 3

each_pair = pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)


def text(folder: Path, side: str) -> str:
    return (folder / f"{side}.txt").read_bytes().decode("utf-8")


def changes(folder: Path) -> list[dict[str, Any]]:
    (name,) = (n for n in LISTS if (folder / n).exists())
    loaded: list[dict[str, Any]] = json.loads((folder / name).read_text("utf-8"))
    return loaded


def sure(folder: Path) -> list[dict[str, Any]]:
    return [c for c in changes(folder) if not c.get("doubtful")]


def missing(quote: str | dict[str, Any], words: str) -> str | None:
    """What is wrong with a quote: it does not stand there as often as it says, or it does not say which one it is."""
    if isinstance(quote, str):
        return None if words.count(quote) == 1 else f"{quote}: stands {words.count(quote)} times, nth is not said"
    found, at = 0, words.find(quote["quote"])
    while at >= 0:
        found, at = found + 1, words.find(quote["quote"], at + 1)
    return None if 1 <= quote["nth"] <= found else f"{quote['quote']}: nth {quote['nth']} of {found}"


def test_there_are_pairs() -> None:
    assert len(FOLDERS) >= 6
    assert sum((f / "consolidated.json").exists() for f in FOLDERS) >= 2


@each_pair
def test_every_quote_stands_in_its_notice(folder: Path) -> None:
    sides = {"old": text(folder, "old"), "new": text(folder, "new"), "by": text(folder, "new")}
    wrong = [
        (i, side, m)
        for i, c in enumerate(changes(folder))
        for side, words in sides.items()
        for q in c.get(side, [])
        if (m := missing(q, words))
    ]
    assert wrong == []


@each_pair
def test_the_form_is_that_of_the_readme(folder: Path) -> None:
    for change in changes(folder):
        assert KEYS <= set(change) <= KEYS | OPTIONAL, change
        assert change["kind"] in KINDS, change
        assert {change["fact"], *change.get("also", [])} <= FACTS, change
        assert set(change["severity"]) == LEVELS, change
        assert set(change["severity"].values()) <= SEVERITIES, change
        assert change["note"], change
        assert not (change.get("by") and change["new"]), change


@each_pair
def test_sides_fit_the_kind(folder: Path) -> None:
    for change in changes(folder):
        old, new = SIDES.get(change["kind"], ("1", "1"))
        assert re.fullmatch(old, str(len(change["old"]))), change
        assert re.fullmatch(new, str(len(change["new"]))), change


@each_pair
def test_a_prefecture_knows_what_its_counties_are_told(folder: Path) -> None:
    both = [c["severity"] for c in changes(folder)]
    assert [s for s in both if s["county"] != "none" and s["prefecture"] == "none"] == []


@each_pair
def test_no_change_stands_twice(folder: Path) -> None:
    said = Counter(
        json.dumps([c[k] for k in ("kind", "fact", "old", "new")], ensure_ascii=False) for c in changes(folder)
    )
    assert [c for c, n in said.items() if n > 1] == []


@each_pair
def test_a_pair_has_many_changes(folder: Path) -> None:
    assert len(sure(folder)) >= LEAST_CHANGES


@each_pair
def test_a_compared_text_is_of_a_notices_length(folder: Path) -> None:
    assert len(text(folder, "old")) >= 1000


def test_every_kind_occurs_often_enough() -> None:
    counted = Counter(c["kind"] for f in FOLDERS for c in sure(f))
    assert {k: counted[k] for k in KINDS if counted[k] < LEAST_OF_A_KIND} == {}
