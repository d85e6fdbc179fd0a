"""A spec as JSON and back: every field, the keys of times, what is refused and what is passed over."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from specs import model
from specs.codec import parse_spec, print_spec, spec_from_json, spec_schema, spec_to_json, time_from_json, time_to_json
from specs.errors import NotASpec
from specs.model import (
    Action,
    Attachment,
    Baseline,
    Body,
    Citation,
    Clause,
    Confidence,
    Correction,
    Deadline,
    Doubt,
    Extra,
    Level,
    Notice,
    Origin,
    Percentage,
    PercentageRole,
    Report,
    Role,
    Section,
    Spec,
    State,
    Target,
    TargetKind,
    Task,
    Time,
)

BODY = Body("县教育局", Role.LEAD, Level.COUNTY, "body.note", Confidence.LIKELY, State.CONFIRMED)
FULL = Spec(
    Notice("关于校园饮水的通知", "通知", "澜教发〔2026〕5号", ("澜川省教育厅",), "2026-03-05", ("各市教育局",),
           (Attachment(1, "任务表"), Attachment(None, "说明")), "mixed"),
    (Task("二/(一)", "排查", 10, 40, (BODY,), "(一)", "完成排查。", (Section("二、", "任务"),),
          (Clause("完成排查。", 14, 40, (BODY,)),), "tasks.item", Confidence.LIKELY),),
    (Target("由81.5%提高到90%以上", 41, 54, "合格率", "学校", TargetKind.PERCENTAGE, ">=", 90.0, "%", 95.5, "year",
            "每个县", Baseline(81.5, "%", "2025"), Time(by="2026-12-31"), ("县教育局",), "二/(一)", "targets.rate",
            Confidence.GUESS, "由81.5%提高到90%以上", State.CORRECTED, "mean"),),
    (Deadline("每年1月10日前", 55, 63, Time(every="year", by="01-10"), "上报名册", "二/(一)", "deadlines.year"),),
    (Percentage("90%至95.5%", 64, 73, "between", 90.0, PercentageRole.THRESHOLD, 95.5, "percentages.range"),),
    (Report(("县教育局",), ("市教育局",), "名册", Time(within="P10WD", after="验收"), "报市教育局", 74, 79,
            "二/(一)", "reports.send"),),
    (Citation("澜川省饮水办法", "澜政发〔2020〕1号", "《澜川省饮水办法》", 80, 89, "citations.title"),),
    (Extra("二/(一)#1", 90, 99, "各地要重视。"),),
    (Doubt("及时", "及时", 100, 102, "没有时限"),),
    Origin("通知.txt", "ab" * 32, "txt", "2026.1"),
    goals=(Clause("合格率由81.5%提高到90%以上。", 38, 55),),
    corrections=(Correction("张三", "2026-03-09", Action.CORRECTED, "targets", "合格率 85%", 41, "value", "85", "90"),),
)
NOUNS = [noun for noun in vars(model).values() if dataclasses.is_dataclass(noun) and isinstance(noun, type)]


def test_json_and_back_is_the_same() -> None:
    assert parse_spec(print_spec(FULL)) == FULL
    assert spec_from_json(spec_to_json(FULL)) == FULL


def test_what_made_a_body_comes_back_too() -> None:
    body = parse_spec(print_spec(FULL)).tasks[0].bodies[0]
    assert (body.rule, body.confidence, body.state) == ("body.note", Confidence.LIKELY, State.CONFIRMED)


def test_a_bare_spec_comes_back_too() -> None:
    bare = Spec(Notice())
    assert parse_spec(print_spec(bare)) == bare


def test_the_text_is_for_people_too() -> None:
    text = print_spec(FULL)
    assert list(json.loads(text))[:2] == ["format", "notice"]
    assert "澜教发〔2026〕5号" in text
    assert text.endswith("}\n")
    assert '"value": 90,' in text
    assert '"value_max": 95.5' in text


@pytest.mark.parametrize(("time", "raw"), [
    (Time(by="2026-09-30"), {"by": "2026-09-30"}),
    (Time(start="2026-03-01", end="2026-05-31"), {"from": "2026-03-01", "to": "2026-05-31"}),
    (Time(start="2026-01-01"), {"from": "2026-01-01"}),
    (Time(every="quarter", by="end"), {"every": "quarter", "by": "end"}),
    (Time(within="P2M", after=""), {"within": "P2M", "after": ""}),
])
def test_times_say_only_what_they_say(time: Time, raw: dict[str, str]) -> None:
    assert {**time_to_json(time)} == raw
    assert time_from_json(raw) == time


def test_unknown_fields_are_passed_over() -> None:
    raw = spec_to_json(FULL)
    raw["doubtful"] = True
    raw["targets"][0]["doubtful"] = ["due"]
    assert spec_from_json(raw) == FULL


def change(raw: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    *above, last = path.split("/")
    place: Any = raw
    for key in above:
        place = place[int(key)] if isinstance(place, list) else place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return raw


@pytest.mark.parametrize(("path", "value", "named"), [
    ("format", "luoshi-spec/0", "format"),
    ("notice", None, "notice"),
    ("targets/0/value", "九成", "targets/0/value"),
    ("targets/0/kind", "hope", "targets/0/kind"),
    ("targets/0/quote", None, "targets/0/quote"),
    ("tasks/0/bodies/0/role", "boss", "tasks/0/bodies/0/role"),
    ("deadlines/0/time", {"when": "2026"}, "time"),
])
def test_what_is_wrong_is_named(path: str, value: Any, named: str) -> None:
    with pytest.raises(NotASpec) as refused:
        spec_from_json(change(spec_to_json(FULL), path, value), "规格.json")
    assert refused.value.where == "规格.json"
    assert named in refused.value.found


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"luoshi-spec/1"', "{}"])
def test_what_is_no_spec_is_refused(text: str) -> None:
    with pytest.raises(NotASpec):
        parse_spec(text)


def test_the_schema_knows_every_field() -> None:
    schema = spec_schema()
    known = {**schema["$defs"], "Spec": schema}
    for noun in NOUNS:
        names = {field.name for field in dataclasses.fields(noun)}
        if noun is Time:
            names = names - {"start", "end"} | {"from", "to"}
        assert set(known[noun.__name__]["properties"]) == names
