"""What is read of four notices of the corpus, line by line (tests/golden/<slug>/facts.txt): a change shows as a diff.

`./test tests/test_golden.py --update-golden` rewrites the files, then fails: look at the diff, then run it again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notices import ROOT, extract_once, list_facts

SLUGS = ("demo-occupational-health-2025", "medical-insurance-county-2025", "work-safety-2025", "elderly-care-2025-hant")
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("slug", SLUGS)
def test_facts_are_the_golden_ones(slug: str, request: pytest.FixtureRequest) -> None:
    spec = extract_once(ROOT / "corpus" / slug / "notice.txt").spec
    head = f"notice {spec.notice}"
    made = "\n".join([head, *list_facts(spec)]) + "\n"
    path = GOLDEN / slug / "facts.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, "utf-8")
        pytest.fail(f"{path} rewritten: look at the diff and run again")
    assert path.is_file(), f"{path} is missing: run with --update-golden"
    assert made.splitlines() == path.read_text("utf-8").splitlines()
