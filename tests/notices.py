"""The notices that tests read (测试用通知): the project's corpus, and the real ones of `../shared`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from extractor.pipeline import Extraction, extract_file
from specs.codec import time_to_json
from specs.model import Body, Spec, Time

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
CORPUS = sorted(path.parent for path in (ROOT / "corpus").glob("**/gold.json"))
REAL = sorted((SHARED / "notices").glob("*.txt"))
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="missing: ../shared with the real notices")


@lru_cache(maxsize=64)
def extract_once(path: Path) -> Extraction:
    """What one notice says; read once a test run."""
    return extract_file(path)


def list_facts(spec: Spec) -> list[str]:
    """Every fact of a spec in one line each, offsets left out: what must be the same however the notice is kept."""
    lines = [f"task {t.id} {t.heading} {_bodies(t.bodies)}" for t in spec.tasks]
    lines += [
        f"target {_bare(t.quote)} {t.indicator} {t.subject} {t.kind} {t.comparator} {t.value} {t.value_max} {t.unit} "
        f"per={t.per} each={t.each} baseline={t.baseline} due={_time(t.due)} {t.bodies} {t.task}" for t in spec.targets]
    lines += [f"deadline {_bare(d.quote)} {_time(d.time)} {d.action} {d.task}" for d in spec.deadlines]
    lines += [f"percentage {_bare(p.quote)} {p.comparator} {p.value} {p.value_max} {p.role}" for p in spec.percentages]
    lines += [f"report {r.by} {r.to} {r.what} {_time(r.due)}" for r in spec.reports]
    lines += [f"citation {c.title} {c.number}" for c in spec.citations]
    return lines


def _bodies(bodies: tuple[Body, ...]) -> str:
    return " ".join(f"{b.name}={b.role}" for b in bodies)


def _bare(quote: str) -> str:
    return re.sub(r"\s", "", quote)


def _time(time: Time | None) -> str:
    return str(time_to_json(time)) if time else "-"
