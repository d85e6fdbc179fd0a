"""The corpus is as large and as varied as it says (corpus/README.md), and its gold is well formed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specs.codec import spec_from_json
from tests.notices import CORPUS

UNSEEN = [folder for folder in CORPUS if folder.parent.name == "unseen"]


def load_text(folder: Path) -> str:
    return (folder / "notice.txt").read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("folder", CORPUS, ids=lambda f: f.name)
def test_each_notice_has_enough_to_find(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    assert len(load_text(folder)) >= 1500
    assert len(gold["tasks"]) >= 8
    assert len(gold["deadlines"]) >= 5
    assert len(gold["targets"]) >= 5
    assert len({b["role"] for t in gold["tasks"] for b in t["bodies"]}) >= 3


@pytest.mark.parametrize("folder", CORPUS, ids=lambda f: f.name)
def test_gold_is_a_spec_and_points_at_its_notice(folder: Path) -> None:
    raw, text = json.loads((folder / "gold.json").read_text("utf-8")), load_text(folder)
    spec_from_json(raw, folder.name)
    facts = [f for kind in ("targets", "deadlines", "percentages", "reports", "citations") for f in raw[kind]]
    assert [f["quote"] for f in facts] == [text[f["start"]:f["end"]] for f in facts]


def test_the_corpus_is_varied() -> None:
    scripts = [json.loads((f / "gold.json").read_text("utf-8"))["notice"]["script"] for f in CORPUS]
    assert len(CORPUS) >= 24
    assert len(UNSEEN) * 4 >= len(CORPUS)
    assert sum(s in ("hant", "mixed") for s in scripts) >= 2
    assert sum(len(load_text(f)) > 5000 for f in CORPUS) >= 2
