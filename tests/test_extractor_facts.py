"""Facts of single tasks: bodies, targets, deadlines, percentages, reports (tests/cases/facts.toml, targets.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.pipeline import extract_source
from extractor.readers.plain import read_plain
from specs.model import Origin, Spec, Time

CASES = [case for name in ("facts", "targets")
         for case in tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text("utf-8"))["case"]]
TABLES = tomllib.loads((Path(__file__).parent / "cases" / "targets.toml").read_text("utf-8"))["table"]
HEAD = """澜川省农业农村厅关于做好有关工作的通知
澜农发〔2025〕3号
各市人民政府:
现通知如下:
一、重点任务
(一)测试任务。"""
FOOT = "\n澜川省农业农村厅\n2025年1月10日\n"


def read_task(text: str) -> Spec:
    """The spec of a notice whose only task says this."""
    return extract_source(read_plain((HEAD + text + FOOT).encode()), Origin("case", "0" * 64, "txt", "test")).spec


def say(time: Time | None) -> str:
    if time is None:
        return "-"
    said = (time.every, time.by, time.start, time.end, time.within)
    return " ".join(part for part in said if part)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_facts(case: dict[str, Any]) -> None:
    spec = read_task(case["text"])
    assert [t.id for t in spec.tasks] == ["一/(一)"]
    if "bodies" in case:
        assert sorted([b.name, b.role.value] for b in spec.tasks[0].bodies) == sorted(case["bodies"])
    if "targets" in case:
        made = [[t.indicator, t.comparator, t.value, t.unit, say(t.due) if t.due or not t.per else t.per]
                for t in spec.targets]
        assert made == case["targets"]
    if "subjects" in case:
        assert [t.subject for t in spec.targets] == case["subjects"]
    if "each" in case:
        assert [t.each or "" for t in spec.targets] == case["each"]
    if "baselines" in case:
        assert [t.baseline.value if t.baseline else "" for t in spec.targets] == case["baselines"]
    if "deadlines" in case:
        assert [d.quote for d in spec.deadlines] == case["deadlines"]
    if "sent" in case:
        assert [r.what for r in spec.reports] == case["sent"]
    if "citations" in case:
        assert [[c.title, c.number or ""] for c in spec.citations] == case["citations"]
    if "roles" in case:
        assert [[p.quote, p.role.value] for p in spec.percentages] == case["roles"]
    if "actions" in case:
        assert [[d.quote, d.action] for d in spec.deadlines] == case["actions"]
    if "reports" in case:
        assert [[list(r.by), list(r.to), say(r.due)] for r in spec.reports] == case["reports"]
    if "doubts" in case:
        assert [d.quote for d in spec.doubts] == case["doubts"]


@pytest.mark.parametrize("case", TABLES, ids=[c["name"] for c in TABLES])
def test_tables(case: dict[str, Any]) -> None:
    notice = HEAD + "按附件落实。" + FOOT + "附件\n" + case["text"]
    spec = extract_source(read_plain(notice.encode()), Origin("case", "0" * 64, "txt", "test")).spec
    made = [[t.indicator, t.subject, t.comparator, t.value, t.unit, say(t.due)] for t in spec.targets]
    assert made == case["targets"]
