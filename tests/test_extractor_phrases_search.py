"""Ways of searching that save time give what plain ones give: words, starts of patterns, ends of names."""

import re

import pytest

from extractor.facts import owners, reports, role_words, states
from extractor.phrases import name_tails, quantity_words, tails, time_words, words
from extractor.phrases.starts import find_first, find_matches, find_starts
from tests.notices import ROOT

TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*/notice.txt"))]
TIMES = ("EVERY", "SPELL", "PLAN", "DOTTED", "SPAN", "WITHIN", "POINT", "DAY")
PATTERNS = {
    **{name: getattr(time_words, name) for name in TIMES},
    "quantity": quantity_words.load_grammar()[0],
    "fixed words": words._FIXED,
    "sending": reports._SEND,
    "towards": reports._TO_VERB,
    "coverage": states._COVERAGE,
    "trend": states._TREND,
    "supervision": role_words.SUPERVISE,
    "agent": owners._AGENT,
    "thing": owners._THING,
}


@pytest.mark.parametrize("name", PATTERNS)
def test_matches_are_those_of_a_plain_search(name: str) -> None:
    pattern = PATTERNS[name]
    assert find_starts(pattern) is not None, "this pattern may begin with anything, and is not worth the call"
    for text in TEXTS:
        middle = len(text) // 3, 2 * len(text) // 3
        assert [m.span() for m in find_matches(pattern, text)] == [m.span() for m in pattern.finditer(text)]
        assert [m.span() for m in find_matches(pattern, text, *middle)] == [
            m.span() for m in pattern.finditer(text, *middle)
        ]
        first, plain = find_first(pattern, text, *middle), pattern.search(text, *middle)
        assert (first and (first.span(), first.groupdict())) == (plain and (plain.span(), plain.groupdict()))


@pytest.mark.parametrize("pattern", ["[^甲]乙", ".乙", "甲?", "(?i)a", r"(?<=甲乙)[^丙]"])
def test_a_pattern_that_may_begin_with_anything_is_searched_plainly(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert find_starts(compiled) is None
    assert [m.span() for m in find_matches(compiled, "甲乙A丙甲乙丁")] == [
        m.span() for m in compiled.finditer("甲乙A丙甲乙丁")
    ]


def test_a_match_may_begin_with_anything_after_a_character_looked_back_at() -> None:
    pattern = re.compile("[0-9]+|(?<=于|过)[^0-9]{2}的")
    text = "不低于上年的3,超过于是的,过去年的"
    assert [m.group() for m in find_matches(pattern, text)] == [m.group() for m in pattern.finditer(text)] != []


def test_words_are_those_of_jieba() -> None:
    cutter, _ = words._cutter()
    runs = {run for text in TEXTS for run in re.findall("[一-鿿A-Za-z]+", text)}
    assert len(runs) > 1000
    assert [run for run in runs if words.cut_chinese(run) != list(cutter.cut(run, HMM=False))] == []


def test_every_word_that_ends_a_name_is_found_as_a_place_where_one_may_end() -> None:
    ends = [w for w, tag in words.listed_words().items() if name_tails._ends_name(w, tag)]
    assert len(ends) > 1000
    assert [w for w in ends if len(w) not in tails.tail_places(w, ())] == []
