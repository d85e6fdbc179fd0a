"""How well notices are understood (质量底线): F1 by kind on each annotated set never falls below tests/floors.json.

A floor goes down only with a reason in the changelog. `python scripts/score_corpus.py SET` prints the whole table;
`python scripts/set_floors.py` writes the floors anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.accuracy_page import print_page
from scripts.measure_accuracy import count_suites, no_jieba
from scripts.score_corpus import SETS, hash_gold, score_figures
from scripts.set_floors import FIGURES, PAGE
from tests.notices import needs_shared
from tests.test_extractor_facts import read_task

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))
KEPT = json.loads(FIGURES.read_text("utf-8"))


@needs_shared
@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    floors = FLOORS[name]
    assert floors["gold"] == hash_gold(name), f"the gold of {name} changed: run scripts/set_floors.py and say why"
    figures = score_figures(name)
    low = {kind: (figures[kind]["f1"], floor) for kind, floor in floors["f1"].items() if figures[kind]["f1"] < floor}
    assert not low, f"(made, floor): {low}"


@needs_shared
@pytest.mark.parametrize("name", SETS)
def test_every_quote_is_grounded(name: str) -> None:
    assert FLOORS[name]["f1"]["grounding"] == 1.0


def test_the_page_shows_the_figures() -> None:
    assert PAGE.read_text("utf-8") == print_page(FLOORS, KEPT), "run scripts/set_floors.py"


@needs_shared
def test_the_counts_of_outside_cases_are_current() -> None:
    assert KEPT["suites"] == count_suites(), "run scripts/set_floors.py"


def test_an_ablation_ends_with_its_block() -> None:
    text = "各县(市、区)疾控中心要配合市教育局开展视力监测。"
    whole = read_task(text).tasks[0].bodies
    with no_jieba():
        cut = read_task(text).tasks[0].bodies
    assert len(cut) < len(whole) == 2
    assert read_task(text).tasks[0].bodies == whole
