"""What an officer would ask before drafting (tests/cases/doubts.toml): each with its place, and no flood."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.pipeline import extract_source
from extractor.readers.plain import read_plain
from specs.model import Origin
from tests.notices import CORPUS, SHARED, extract_once, needs_shared
from tests.test_extractor_facts import FOOT, HEAD

CASES = tomllib.loads((Path(__file__).parent / "cases" / "doubts.toml").read_text("utf-8"))["case"]
# Told when an amending paper is applied (tests/test_comparison_amending.py), not when a notice is read.
OF_AMENDING = {"bodies amended"}
PAGE = (Path(__file__).parents[1] / "docs" / "spec-format.md").read_text("utf-8")
# What cleaning and reading of files are unsure of is told elsewhere (docs/reading.md).
OF_THE_FILE = {"garbling", "encoding", "archive", "sheet", "page", "reader"}


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_doubts(case: dict[str, Any]) -> None:
    text = case.get("notice") or HEAD + case["task"] + FOOT
    spec = extract_source(read_plain(text.encode("utf-8")), Origin("case", "0" * 64, "txt", "test")).spec
    assert sorted([d.kind, d.quote] for d in spec.doubts) == sorted(case["doubts"])
    assert all(d.quote == text[d.start:d.end] and "请" in d.why for d in spec.doubts)


@pytest.mark.parametrize("folder", [f for f in CORPUS if f.parent.name == "corpus"], ids=lambda f: f.name)
def test_no_flood(folder: Path) -> None:
    spec = extract_once(folder / "notice.txt").spec
    assert {d.kind for d in spec.doubts} - OF_THE_FILE <= _kinds_of_the_page()
    # A person reads them all: at most one for every two tasks, and a handful where tasks are few.
    assert len(spec.doubts) <= max(5, len(spec.tasks) / 2)


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "notices-more").glob("*.html")), ids=lambda p: p.stem)
def test_no_flood_on_real_pages(path: Path) -> None:
    spec = extract_once(path).spec
    assert len(spec.doubts) <= max(5, len(spec.tasks) / 2)


def _kinds_of_the_page() -> set[str]:
    """The kinds that docs/spec-format.md explains."""
    rows = PAGE.split("## Doubt")[1].split("##")[0]
    return {line.split("`")[1] for line in rows.splitlines() if line.startswith("| `")}


def test_every_kind_of_the_page_has_a_case() -> None:
    assert {kind for case in CASES for kind, _ in case["doubts"]} | OF_AMENDING == _kinds_of_the_page()
