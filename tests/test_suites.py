"""Outside cases (外部用例): what JioNLP and Recognizers-Text expect of their sentences, their conventions mapped."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.notices import needs_shared
from tests.suites import PEERS, SUITES, Row, judge, load_rows

CASES = Path(__file__).parent / "cases" / "suite_differences.toml"
DIFFERENCES = {f"{suite}-{number}": reason for suite, rows in tomllib.loads(CASES.read_text("utf-8")).items()
               for number, reason in rows.items()}
ROWS = load_rows() if SUITES.is_dir() else ()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["case_id"])
def test_a_row_is_understood_or_its_difference_known(row: Row) -> None:
    outcome = judge(row)
    passed = outcome in ("read", "passed over")
    assert passed != (row["case_id"] in DIFFERENCES), f"{row['text']}: {outcome}; {DIFFERENCES.get(row['case_id'])}"


@needs_shared
def test_four_rows_of_five_pass_and_three_are_read() -> None:
    outcomes = [judge(row) for row in ROWS]
    assert {row["suite"].partition("-")[0] for row in ROWS} == set(PEERS)
    assert sum(o in ("read", "passed over") for o in outcomes) >= 0.8 * len(ROWS)
    assert sum(o == "read" for o in outcomes) >= 0.6 * len(ROWS)


@needs_shared
def test_each_difference_is_a_row_with_a_reason_of_its_own() -> None:
    assert set(DIFFERENCES) <= {row["case_id"] for row in ROWS}
    assert all(len(reason) >= 40 for reason in DIFFERENCES.values())


def test_a_wrong_value_is_told() -> None:
    row = {"suite": "jionlp-time-parser", "case_id": "x", "text": "2025年6月底前", "ref": "2025-01-01",
           "expected": {"type": "time_span", "time": ["2025-06-25 00:00:00", "2025-06-29 23:59:59"]}}
    assert judge(row).startswith("wanted")
    assert judge({**row, "text": "每周例会"}).startswith("wanted")
