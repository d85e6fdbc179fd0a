"""The words and tables of docs/accuracy.md (准确度页面), out of the floors and the other figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scripts.score_corpus import SETS

Figures = dict[str, Any]

HEADLINE = (
    "notice", "tasks", "bodies", "bodies.role", "deadlines", "percentages", "targets", "targets.whole", "reports",
    "reports.whole", "citations",
)
PEER_NAMES = {"luoshi": "Luoshi", "jionlp": "JioNLP", "recognizers": "Recognizers-Text"}

WORDS = """# How well notices are understood 准确度

Written by `python scripts/set_floors.py` from what it measured: F1 by kind, each a floor that
`tests/test_floors.py` holds. `python scripts/score_corpus.py SET --show targets bodies` lists what was missed and
invented.

- `shared`: the four real notices of `../shared`, annotated by others.
- `corpus`: this project's own notices, which rules were worked on.
- `unseen`: notices of this project, written and annotated apart and not to be opened by those who work on rules: the
  nearest we have to a stranger's notice. They change: one for whose way of writing rules were made moves to the corpus
  (`road-safety-2025-hant`, `irrigation-water-2025-hant`, `farmland-2025`, `drug-procurement-2025`, `rural-water-2024`,
  `archives-workplan-2025`, by the names of their folders), and others come in, scored for the first time only after
  their gold was committed. Five that came in together then had headline means from .73 to .95, the one from Taiwan .78,
  which says more of a stranger's notice than figures of a set whose totals are watched.
"""
SUITES = """## Outside cases 外部用例

Rows of JioNLP's and Recognizers-Text's own test suites that speak of what notices speak of (`../shared/suites`; a half
of each). A row is *read* where the time or number stands with the value that the peer expects, by its conventions
mapped to ours in one place (`tests/suites.py`); *passed over* where it says nothing that could bind anybody, the past
or a bare length, and we take it for no limit; *different* with a reason of its own in
`tests/cases/suite_differences.toml`.
"""
PEERS = """## Peers on the same sentences 同类工具

`python benchmarks/accuracy_peers.py` (the `peers` extra) gives them our cleaned text, sentence by sentence, with the
notice's date. `deadlines.span` asks only where a time stands that binds somebody, `deadlines` its value too; of a
percentage only the number is asked, of ours here as well. They look for any time and not for limits, so much of what
they lose is what a notice cites, looks back on or names in a title. JioNLP finds no percentages.
"""
ABLATION = """## What jieba and spaCy bring 消融

F1 without one of them. *No jieba*: every character is a word of its own, with our vocabulary alone. *No spaCy*: the
ruler over characters finds nothing; it lists doubts, which no F1 counts, so that their number is what it brings. An
office's own spaCy model (`LUOSHI_SPACY_MODEL`, docs/cli.md) adds its organisations to ours; none is used here.
"""
CONFIDENCE = """## How far a fact may be relied on 把握

How many facts that call themselves *sure*, *likely* or a *guess* (`confidence`) were right as a whole, of those made:
of a target its value, indicator, due date and period, of a body or a percentage its role, of a report who, to whom and
when. `tests/test_confidence.py` holds that the surer are the truer.
"""
RULES = """## By rule 按规则

How many facts each rule made that the gold has, and how many that it has not; those that the gold calls doubtful are
left out. The rule stands in each fact (`rule`). Rules of the unseen set are not looked at one by one.
"""


def print_page(floors: Figures, figures: Figures) -> str:
    """The whole page.

    floors   tests/floors.json
    figures  tests/accuracy.json (scripts/measure_accuracy.py)
    """
    parts = [
        (WORDS, _floor_rows(floors)), (SUITES, _suite_rows(figures["suites"])), (PEERS, _peer_rows(figures["peers"])),
        (ABLATION, _ablation_rows(figures["ablation"])), (CONFIDENCE, _confidence_rows(figures["confidence"])),
        (RULES, _rule_rows(figures["rules"])),
    ]
    return "\n".join(f"{words}\n{_table(rows)}" for words, rows in parts)


def _table(rows: Iterable[Sequence[object]]) -> str:
    """A table of Markdown; the first row is its head."""
    head, *rest = [[f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *rest]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _floor_rows(floors: Figures) -> Iterator[list[object]]:
    names = [name for name in SETS if name in floors]
    yield ["", *names]
    for kind in HEADLINE:
        yield [kind, *(float(floors[name]["f1"][kind]) for name in names)]
    means = [sum(floors[name]["f1"][kind] for kind in HEADLINE) / len(HEADLINE) for name in names]
    yield ["**headline mean**", *(f"**{mean:.3f}**" for mean in means)]


def _suite_rows(suites: Figures) -> Iterator[list[object]]:
    yield ["suite", "rows", "read", "passed over", "different", "passed"]
    for suite, counts in suites.items():
        yield [suite, sum(counts), *counts, _passed(counts)]
    whole = [sum(column) for column in zip(*suites.values(), strict=True)]
    yield ["**all**", sum(whole), *whole, f"**{_passed(whole)}**"]


def _passed(counts: Sequence[int]) -> str:
    return f"{100 * (counts[0] + counts[1]) / sum(counts):.0f} %"


def _peer_rows(peers: Figures) -> Iterator[list[object]]:
    yield ["set", "kind", *PEER_NAMES.values()]
    for name, scores in peers.items():
        for kind in scores["luoshi"]:
            yield [name, kind, *(scores[peer].get(kind, "-") for peer in PEER_NAMES)]


def _ablation_rows(ablation: Figures) -> Iterator[list[object]]:
    ways = next(iter(ablation.values()))
    yield ["set", "kind", *ways]
    for name, by_way in ablation.items():
        for kind in by_way["both"]:
            yield [name, kind, *(by_way[way][kind] for way in ways)]


def _confidence_rows(confidence: Figures) -> Iterator[list[object]]:
    measured = [counts for levels in confidence.values() for counts in levels.values()]
    names = [name for name in SETS if any(name in counts for counts in measured)]
    yield ["kind", "confidence", *(f"{name}: {what}" for name in names for what in ("right", "made", "share"))]
    for kind, levels in sorted(confidence.items()):
        for level in ("sure", "likely", "guess"):
            counts = [levels.get(level, {}).get(name, [0, 0]) for name in names]
            if any(made for _, made in counts):
                yield [kind, level, *(n for right, made in counts for n in (right, made, _share(right, made)))]


def _share(right: int, made: int) -> str:
    return f"{100 * right / made:.0f} %" if made else "-"


def _rule_rows(rules: Figures) -> Iterator[list[object]]:
    yield ["rule", *(f"{name}: {what}" for name in rules for what in ("met", "invented"))]
    for rule in sorted({rule for counted in rules.values() for rule in counted}):
        yield [f"`{rule}`", *(n for counted in rules.values() for n in counted.get(rule, [0, 0]))]
