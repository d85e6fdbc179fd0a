"""What must hold of the spec of any notice (定律), on every notice of the corpus and every real one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comparison.diff import diff_specs
from extractor.vocab.tables import load_table
from specs.codec import parse_spec, print_spec
from specs.model import Confidence, State
from tests.notices import CORPUS, REAL, extract_once, list_facts, needs_shared

NOTICES = [folder / "notice.txt" for folder in CORPUS] + REAL
named = pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.parent.name if p.stem == "notice" else p.stem)
RULES = {row["id"] for row in load_table("rules")["rule"]}
# What any reader sees as a share or a limit; a limit of a condition (停产6个月以内但未注销的) binds nobody.
LOOKS_BINDING = re.compile(
    r"[0-9]+(?:\.[0-9]+)?\s?[%‰]|(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底)|年底|季度末|月底|[0-9]{1,3}个?(?:工作日|个月|天|小时))"
    r"(?:之?前|以前|内|以内)(?![容部外述])")
CONDITION = re.compile("但|未|没有|的|发生")
FORMATS = (".docx", ".html", ".pdf")
KEPT_IN_FORMATS = [path for folder in CORPUS for path in sorted(folder.glob("notice.*")) if path.suffix in FORMATS]


@needs_shared
def test_the_real_notices_are_there() -> None:
    assert len(REAL) == 4


@named
def test_every_quote_is_the_source_slice(path: Path) -> None:
    made = extract_once(path)
    spec, source = made.spec, made.source.text
    facts = [*spec.targets, *spec.deadlines, *spec.percentages, *spec.reports, *spec.citations]
    assert facts
    assert [f.quote for f in facts] == [source[f.start:f.end] for f in facts]
    assert all(0 <= t.start < t.end <= len(source) for t in spec.tasks)


@named
def test_every_fact_says_which_rule_made_it_and_how_sure_that_is(path: Path) -> None:
    spec = extract_once(path).spec
    bodies = [b for t in spec.tasks for b in (*t.bodies, *(b for c in t.clauses for b in c.bodies))]
    facts = [*spec.tasks, *spec.targets, *spec.deadlines, *spec.percentages, *spec.reports, *spec.citations]
    assert {f.rule for f in (*facts, *bodies, *spec.extras)} <= RULES
    assert {type(f.confidence) for f in (*facts, *bodies, *spec.extras)} == {Confidence}
    assert {f.state for f in (*facts, *bodies)} == {State.MACHINE}


@named
def test_no_share_and_no_limit_is_dropped_in_silence(path: Path) -> None:
    made = extract_once(path)
    spec, reading = made.spec, made.reading
    facts = [*spec.targets, *spec.deadlines, *spec.percentages, *spec.reports, *spec.citations, *spec.doubts]
    seen = bytearray(len(reading.text))
    for span in (*(reading.clean.clean_span(f.start, f.end) for f in facts if f.end > f.start), *reading.masked):
        seen[span.start:span.end] = b"\1" * (span.end - span.start)
    dropped = sum(not any(seen[m.start():m.end()]) and not CONDITION.match(reading.text, m.end())
                  for m in LOOKS_BINDING.finditer(reading.text))
    assert dropped == 0


@named
def test_ids_are_unique_and_links_resolve(path: Path) -> None:
    spec = extract_once(path).spec
    ids = [t.id for t in spec.tasks]
    assert len(ids) == len(set(ids))
    linked = {f.task for f in (*spec.targets, *spec.deadlines, *spec.reports)} - {None}
    assert linked <= set(ids)


@named
def test_facts_stand_in_reading_order_each_once(path: Path) -> None:
    spec = extract_once(path).spec
    for facts in (spec.targets, spec.deadlines, spec.percentages, spec.reports, spec.citations):
        places = [(f.start, f.end) for f in facts]
        assert places == sorted(places)
        assert len(facts) == len(set(facts))


@named
def test_json_and_back_is_the_same_spec(path: Path) -> None:
    spec = extract_once(path).spec
    assert parse_spec(print_spec(spec)) == spec


@named
def test_a_spec_has_no_changes_to_itself(path: Path) -> None:
    spec = extract_once(path).spec
    assert diff_specs(spec, spec) == ()


@pytest.mark.parametrize("path", KEPT_IN_FORMATS, ids=lambda p: f"{p.parent.name}{p.suffix}")
def test_every_format_of_a_notice_says_the_same(path: Path) -> None:
    plain, kept = extract_once(path.with_suffix(".txt")).spec, extract_once(path).spec
    assert list_facts(kept) == list_facts(plain)
    assert (kept.notice.title, kept.notice.document_number, kept.notice.issued_on, kept.notice.recipients) == (
        plain.notice.title, plain.notice.document_number, plain.notice.issued_on, plain.notice.recipients)
