"""A spec and its source → one page (页面) that needs nothing but itself: marked text, tables of facts, doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gongwen.characters import fold_full_width
from review.lines import find_line_starts, number_line
from review.marks import BODIES, DOUBTS, Mark, cut_runs, find_marks
from review.summaries import CONFIDENCE_WORDS, DOUBT_WORDS, FIELD_WORDS, STATE_WORDS, detail_fact
from specs.explanations import Explanation
from specs.handles import KIND_WORDS, list_facts
from specs.model import Spec
from specs.wording import summarise_fact

TEMPLATE = "page.j2"
_TITLE_BLOCKS = 12
_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A paragraph or table row of the source (版块), in its offsets; cells of a row; table tells tables apart."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()
    table: int | None = None


def page_values(spec: Spec, source: str, blocks: Sequence[SourceBlock],
                explanations: Sequence[Explanation]) -> dict[str, object]:
    """What TEMPLATE shows of one notice.

    source  the source text that the spec's offsets count in; blocks are its paragraphs and rows
    """
    kinds = _kinds(spec)
    return {
        "spec": spec,
        "kinds": kinds,
        "total": sum(kind["count"] for kind in kinds if kind["key"] not in (DOUBTS, BODIES)),
        "paragraphs": list(_paragraphs(spec, source, blocks, find_marks(spec, explanations))),
        "facts": list(_facts(spec, source, explanations)),
        "doubts": list(_doubts(spec, source)),
        "by": "、".join(dict.fromkeys(c.by for c in spec.corrections)),
    }


def _kinds(spec: Spec) -> list[dict[str, Any]]:
    """The kinds of the legend with their counts."""
    rows = [{"key": key, "name": word, "count": len(getattr(spec, key))} for key, word in KIND_WORDS.items()]
    bodies = {"key": BODIES, "name": "责任单位", "count": sum(len(t.bodies) for t in spec.tasks)}
    rows.insert(4, bodies)
    return [*rows, {"key": DOUBTS, "name": "存疑", "count": len(spec.doubts)}]


def _paragraphs(
    spec: Spec, source: str, blocks: Sequence[SourceBlock], marks: Sequence[Mark]
) -> Iterator[dict[str, Any]]:
    """Paragraphs with their runs, tables with their rows of cells, each with its line number."""
    starts = find_line_starts(source)
    title = _fold(spec.notice.title or "")
    tasks = [(t.start, t.end) for t in spec.tasks]
    table: dict[str, Any] | None = None
    for at, block in enumerate(blocks):
        line = number_line(starts, block.start)
        if block.cells:
            row = {"line": line, "cells": [cut_runs(source, a, b, marks) for a, b in block.cells]}
            if table is None or table["id"] != block.table:
                table = {"kind": "table", "id": block.table, "rows": []}
                yield table
            table["rows"].append(row)
            continue
        table = None
        words = _fold(source[block.start:block.end])
        yield {
            "kind": "title" if at < _TITLE_BLOCKS and len(words) > 3 and words in title else "text",
            "line": line,
            "task": any(start <= block.start < end for start, end in tasks),
            "runs": cut_runs(source, block.start, block.end, marks),
        }


def _fold(text: str) -> str:
    return re.sub(r"\s", "", fold_full_width(text))


def _facts(spec: Spec, source: str, explanations: Sequence[Explanation]) -> Iterator[dict[str, Any]]:
    """Each fact with what its row and its card show."""
    starts = find_line_starts(source)
    told = {e.handle: e for e in explanations}
    for handle, kind, fact in list_facts(spec):
        why = told[handle]
        sources = _sources(why, source, starts)
        yield {
            "handle": handle, "kind": kind, "summary": summarise_fact(fact),
            "details": [(label, value, [s["said"] for s in sources if s["label"] == label and s["value"] in value])
                        for label, value in detail_fact(fact)],
            "line": number_line(starts, fact.start), "quote": _excerpt(getattr(fact, "quote", "")),
            "rule": why.rule, "rule_id": fact.rule, "confidence": CONFIDENCE_WORDS[fact.confidence],
            "level": fact.confidence.value, "state": STATE_WORDS[fact.state], "checked": fact.state.value != "machine",
            "clause": "" if kind == "tasks" else _excerpt(source[why.start:why.end]),
            "others": [s for s in sources if not any(
                s["label"] == label and s["value"] in value for label, value in detail_fact(fact))],
        }


def _sources(told: Explanation, source: str, starts: list[int]) -> list[dict[str, str]]:
    """For each field that some words gave: its label and value, and which words those are."""
    rows = []
    for governor in told.governors:
        said = governor.place
        if governor.end > governor.start and governor.field != "task":
            said += f"，第{number_line(starts, governor.start)}行“{_excerpt(source[governor.start:governor.end])}”"
        rows.append({"label": FIELD_WORDS[governor.field], "value": governor.value, "said": said})
    return rows


def _doubts(spec: Spec, source: str) -> Iterator[dict[str, Any]]:
    starts = find_line_starts(source)
    for number, doubt in enumerate(spec.doubts, 1):
        line = number_line(starts, doubt.start) if doubt.end > doubt.start else 0
        kind = DOUBT_WORDS.get(doubt.kind, "其他")
        yield {"handle": f"存疑{number}", "kind": kind, "why": doubt.why, "line": line}


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"
