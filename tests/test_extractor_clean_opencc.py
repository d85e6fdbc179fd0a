"""Outside cases of conversion into simplified characters (OpenCC 用例), read as our cleaning reads them.

`t2s`, `tw2s` and `hk2s` convert characters; `tw2sp` and `hk2sp` choose mainland words as well, which cleaning never
does: a notice's words are its own. Rows that differ stand in tests/cases/opencc_differences.toml, each with its reason.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from gongwen.characters import fold_full_width
from tests.notices import SHARED
from tests.texts import clean_words

SUITE = SHARED / "suites" / "opencc-testcases.jsonl"
INTO_SIMPLIFIED = ("t2s", "tw2s", "hk2s", "tw2sp", "hk2sp")
ROWS = [json.loads(line) for line in SUITE.read_text("utf-8").splitlines()] if SUITE.exists() else []
CASES = [(row["case_id"], form, row["text"], words) for row in ROWS for form, words in row["expected"].items()
         if form in INTO_SIMPLIFIED]
DIFFERENCES = tomllib.loads(
    (Path(__file__).parent / "cases" / "opencc_differences.toml").read_text("utf-8"))["difference"]
MADE = {(row["case"], row["form"]): row["made"] for row in DIFFERENCES}


@pytest.mark.skipif(not ROWS, reason="missing: ../shared with the suites")
def test_the_suite_is_there() -> None:
    assert len(CASES) >= 60
    assert {form for _, form, _, _ in CASES} == set(INTO_SIMPLIFIED)
    assert MADE.keys() <= {(case, form) for case, form, _, _ in CASES}


@pytest.mark.parametrize(("case", "form", "text", "words"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_conversion_into_simplified(case: str, form: str, text: str, words: str) -> None:
    made = clean_words(text)[0].text
    expected = MADE.get((case, form))
    if expected is None:
        assert made == fold_full_width(words)
    else:
        assert made == expected
        assert made != fold_full_width(words)


def test_every_difference_has_a_reason_and_phrase_forms_alone_differ() -> None:
    assert all(row["why"] for row in DIFFERENCES)
    assert {row["case"] for row in DIFFERENCES if row["form"] in ("t2s", "tw2s", "hk2s")} == {
        "BYVoid_OpenCC_PR_464_jia_vs_jia"}
