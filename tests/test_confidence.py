"""A confidence means something: on annotated notices, facts that call themselves surer are truer (把握)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import pairwise

import pytest

from scripts.pair_facts import is_right, pair_facts
from tests.notices import needs_shared

KINDS = ("targets", "deadlines", "percentages", "bodies", "reports", "citations", "tasks")
ENOUGH = 20  # fewer facts of one confidence say nothing of its truth
LEVELS = ("guess", "likely", "sure")


@cache
def measure() -> dict[tuple[str, str], tuple[int, int]]:
    """(right, made) by kind and confidence, on the corpus: right means the whole fact, not its place alone."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for kind, gold, made in pair_facts("corpus"):
        count = counts[(kind, str(made["confidence"]))]
        count[0] += gold is not None and is_right(kind, gold, made)
        count[1] += 1
    return {key: (right, made) for key, (right, made) in counts.items()}


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_surer_is_truer(kind: str) -> None:
    shares = [right / made for level in LEVELS
              for right, made in [measure().get((kind, level), (0, 0))] if made >= ENOUGH]
    assert shares
    # A hundredth either way is chance: of 400 tasks four are wrong.
    assert all(lower <= higher + 0.015 for lower, higher in pairwise(shares)), shares


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("kind", [k for k in KINDS if k != "reports"])
def test_sure_is_rarely_wrong(kind: str) -> None:
    right, made = measure()[(kind, "sure")]
    assert made >= ENOUGH
    assert right / made >= 0.85, (right, made)


@needs_shared
@pytest.mark.slow
def test_no_report_calls_itself_sure() -> None:
    assert ("reports", "sure") not in measure()
