"""What docs/accuracy.md tells beside the floors (其他指标): rules, outside cases, what jieba and spaCy bring, peers."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.pair_facts import is_right, pair_facts
from scripts.score_corpus import SETS, list_notices, score_figures

Figures = dict[str, Any]

# Sets whose facts may be looked at one by one.
OPEN_SETS = ("shared", "corpus")
ABLATED = ("bodies", "bodies.role", "targets", "targets.whole", "reports.whole")
PEER_PACKAGES = ("jionlp", "recognizers_date_time", "recognizers_number")


def measure_all(kept: Figures) -> Figures:
    """All of it; peers that are not installed keep the figures that they had."""
    peers = measure_peers() if has_peers() else kept.get("peers", {})
    return {
        "rules": measure_rules(),
        "confidence": measure_confidence(),
        "suites": count_suites(),
        "ablation": measure_ablation(),
        "peers": peers,
    }


def measure_rules() -> Figures:
    """By set and rule: how many facts it made that the gold has, and how many that it has not."""
    counted: Figures = {}
    for name in OPEN_SETS:
        rules: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, gold, made in pair_facts(name):
            rules[made.get("rule") or kind]["invented" if gold is None else "met"] += 1
        counted[name] = {rule: [rules[rule]["met"], rules[rule]["invented"]] for rule in sorted(rules)}
    return counted


def measure_confidence() -> Figures:
    """By kind, confidence and set: how many facts were right as a whole, and how many were made."""
    counted: Figures = {}
    for name in OPEN_SETS:
        for kind, gold, made in pair_facts(name):
            levels = counted.setdefault(kind, {})
            count = levels.setdefault(made["confidence"], {}).setdefault(name, [0, 0])
            count[0] += gold is not None and is_right(kind, gold, made)
            count[1] += 1
    return counted


def count_suites() -> Figures:
    """By suite of the outside cases: rows read, rightly passed over, different."""
    from tests.suites import judge, load_rows

    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in load_rows():
        outcome = judge(row)
        counts[row["suite"]][outcome if outcome in ("read", "passed over") else "different"] += 1
    return {suite: [n["read"], n["passed over"], n["different"]] for suite, n in sorted(counts.items())}


def measure_ablation() -> Figures:
    """F1 with both packages and without each, by set; and the doubts that each way lists."""
    return {name: {"both": _measure(name), "no jieba": _without(no_jieba, name), "no spaCy": _without(no_spacy, name)}
            for name in SETS}


def _without(package: Any, name: str) -> Figures:
    with package():
        return _measure(name)


def _measure(name: str) -> Figures:
    from extractor.pipeline import extract_file

    figures = score_figures(name)
    doubts = sum(len(extract_file(notice).spec.doubts) for _, notice, _ in list_notices(name))
    return {kind: figures[kind]["f1"] for kind in ABLATED} | {"doubts": doubts}


@contextmanager
def no_jieba() -> Iterator[None]:
    """Every character is a word of its own, of which nothing is known; our own vocabulary stays."""
    from extractor.phrases import words

    with _cleared(), patch.object(words, "_cutter", lambda: (_Characters(), {})):
        yield


class _Characters:
    """In jieba's place: a cutter whose list is empty."""

    FREQ: ClassVar[dict[str, int]] = {}
    total = 1

    def cut(self, text: str, HMM: bool) -> Sequence[str]:
        return list(text)


@contextmanager
def no_spacy() -> Iterator[None]:
    """Nothing is found by the ruler over characters."""
    from extractor.facts import doubts

    with _cleared(), patch.object(doubts, "find_vague_times", lambda *_: []):
        yield


@contextmanager
def _cleared() -> Iterator[None]:
    """What was cut and found before is forgotten, before and after."""
    _forget()
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    """Clear what phrases and facts keep; the packages themselves stay loaded."""
    from extractor.phrases import vague, words

    loaded = (words._cutter, vague._pipeline)
    modules = [m for name, m in sys.modules.items() if name.startswith(("extractor.phrases.", "extractor.facts."))]
    for found in (value for module in modules for value in vars(module).values()):
        if hasattr(found, "cache_clear") and found not in loaded:
            found.cache_clear()


def has_peers() -> bool:
    """Whether the `peers` extra is installed."""
    return all(importlib.util.find_spec(package) for package in PEER_PACKAGES)


def measure_peers() -> Figures:
    """F1 of the peers and ours on the same sentences, by set."""
    from scripts.score_peers import score_peers

    return {name: score_peers(name) for name in SETS}
