"""Which facts that we made the gold has (对照), by the shared scorer's own pairing: what confidences are checked by.

usage: python scripts/pair_facts.py SET      SET: shared, corpus, unseen

Prints for every rule and confidence how many facts were made and how many were right as a whole; no fact itself.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.score_corpus import SETS, SHARED, list_notices

Json = dict[str, Any]

# The order in which the scorer pairs the kinds of fact.
_ORDER = ("deadlines", "deadlines.span", "percentages", "targets", "tasks", "bodies", "reports", "citations")


def pair_facts(name: str) -> Iterator[tuple[str, Json | None, Json]]:
    """(kind, gold or None, made) of every fact made of a set's notices; those that meet a doubtful one are left out."""
    from extractor.pipeline import extract_file
    from specs.codec import spec_to_json

    scorer = _load_scorer()
    for _, notice, gold in list_notices(name):
        seen: list[Any] = []
        scorer.pair = _watched(scorer.plain_pair, seen)
        made = spec_to_json(extract_file(notice).spec)
        text = notice.read_bytes().decode("utf-8-sig")
        scorer.score_notice(json.loads(gold.read_text("utf-8")), made, text, defaultdict(scorer.Tally), set())
        for kind, (pairs, _, extra) in zip(_ORDER, seen, strict=True):
            if kind != "deadlines.span":
                yield from ((kind, a, b) for a, b in pairs)
                yield from ((kind, None, b) for b in extra)


def is_right(kind: str, gold: Json, made: Json) -> bool:
    """Whether a met fact is right in the fields that a reader would sign for."""
    scorer, free = _load_scorer(), gold.get("doubtful") or []
    if kind in ("deadlines", "tasks"):
        key = "task" if kind == "deadlines" else "id"
        return scorer.fold(gold.get(key)) == scorer.fold(made.get(key)) or key not in gold
    if kind in ("percentages", "bodies"):
        return bool(gold["role"] == made["role"])
    if kind == "citations":
        return True
    due = "due" in free or scorer.time_key(gold.get("due")) == scorer.time_key(made.get("due"))
    if kind == "reports":
        return due and all(f in free or scorer.same_bodies(gold.get(f) or [], made.get(f) or []) for f in ("by", "to"))
    alike = "indicator" in free or scorer.alike(gold["indicator"], made["indicator"]) >= 0.6
    return due and alike and (gold.get("per") or "") == (made.get("per") or "")


_SCORER: list[Any] = []


def _load_scorer() -> Any:
    """../shared/score.py as a module, loaded once."""
    if not _SCORER:
        spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.plain_pair = module.pair
        _SCORER.append(module)
    return _SCORER[0]


def _watched(pair: Callable[..., Any], seen: list[Any]) -> Callable[..., Any]:
    def watch(*arguments: Any) -> Any:
        seen.append(pair(*arguments))
        return seen[-1]

    return watch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=SETS)
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for kind, gold, made in pair_facts(parser.parse_args().set):
        count = counts[(kind, str(made["rule"]), str(made["confidence"]))]
        count[0] += gold is not None and is_right(kind, gold, made)
        count[1] += 1
    for (kind, rule, confidence), (right, total) in sorted(counts.items()):
        print(f"{kind:12} {rule:24} {confidence:7} {right:5} of {total:5}  {right / total:.3f}")


if __name__ == "__main__":
    main()
