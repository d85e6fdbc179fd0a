"""Every question to a registry is answered under 50 ms; benchmarks/registry.py measures it with ten thousand specs."""

import time

import pytest
from sqlalchemy import Engine

from benchmarks.registry import QUESTIONS, fill_registry, read_corpus, vary_specs
from registry.engines import open_registry
from registry.searching import Query, search

COUNT, BOUND = 250, 0.050
ANSWERED = {"申报率": 5, "工作": 20, "第200号样本": 1, "量子纠缠": 0}


@pytest.mark.slow
def test_every_question_is_answered_in_time(registry_place: str) -> None:
    engine = open_registry(registry_place)
    fill_registry(engine, vary_specs(read_corpus(), COUNT))
    for words, least in ANSWERED.items():
        assert len(search(engine, Query(words)).hits) >= least
    slow = {name: spent for name, query in QUESTIONS.items() if (spent := best_of(engine, query)) > BOUND}
    assert slow == {}


def best_of(engine: Engine, query: Query) -> float:
    """Seconds of the quickest of several askings: other programs on the machine only ever make it slower."""
    spent = []
    for _ in range(7):
        start = time.perf_counter()
        search(engine, query)
        spent.append(time.perf_counter() - start)
    return min(spent)
