"""Specs that the registry's tests keep (测试用规格): notices of an invented province about dust in workshops."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from specs.model import (
    Action,
    Body,
    Citation,
    Clause,
    Correction,
    Deadline,
    Level,
    Notice,
    Origin,
    Report,
    Role,
    Spec,
    State,
    Target,
    TargetKind,
    Task,
    Time,
)

WHEN = datetime(2026, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))
SOURCE = ("一、开展自查。区县疾控中心于2025年9月30日前完成自查，粉尘监测率不低于85%，整改率不低于85%。\n"
          "二、按月报送。各县（市、区）向市疾控中心报送进度。")


def _spot(words: str) -> tuple[int, int]:
    start = SOURCE.index(words)
    return start, start + len(words)


_FIRST, _SECOND = SOURCE.split("\n")
_BODY = Body("区县疾控中心", Role.RESPONSIBLE, Level.COUNTY)
SPEC = Spec(
    Notice(title="澜川省卫生健康委员会关于开展粉尘监测工作的通知", kind="通知", document_number="澜卫发〔2025〕1号",
           issuers=("澜川省卫生健康委员会",), issued_on="2025-03-07"),
    tasks=(Task("一", "开展自查", 0, len(_FIRST), (_BODY,), "一、", _FIRST[7:], (),
                (Clause(_FIRST[7:], 7, len(_FIRST), (_BODY,)),)),
           Task("二", "按月报送", len(_FIRST) + 1, len(SOURCE), (), "二、", _SECOND[7:], (), ())),
    targets=(
        Target("粉尘监测率不低于85%", *_spot("粉尘监测率不低于85%"), "粉尘监测率", "", TargetKind.PERCENTAGE, ">=",
               85.0, "%", due=Time(by="2025-12-31"), task="一", words="粉尘监测率不低于85%"),
        Target("整改率不低于85%", *_spot("整改率不低于85%"), "整改率", "", TargetKind.PERCENTAGE, ">=", 85.0, "%",
               task="一", words="整改率不低于85%")),
    deadlines=(Deadline("2025年9月30日前", *_spot("2025年9月30日前"), Time(by="2025-09-30"), "完成自查", "一"),),
    reports=(Report(("各县(市、区)",), ("市疾控中心",), "进度", Time(every="month"),
                    "各县（市、区）向市疾控中心报送进度", *_spot("各县（市、区）向市疾控中心报送进度"), "二"),),
    origin=Origin("通知.docx", "ab" * 32, "docx", "2026.1"),
)
NEWER = replace(SPEC, origin=Origin("通知.docx", "ab" * 32, "docx", "2026.2"))


def correct(spec: Spec, number: int = 0, *, by: str = "张敏", value: float = 90.0) -> Spec:
    """A spec in which a person has put right the value of a target, as `luoshi review --apply` writes it."""
    old = spec.targets[number]
    new = replace(old, value=value, state=State.CORRECTED)
    record = Correction(by, "2026-03-06", Action.CORRECTED, "targets", f"{old.indicator} 不低于{old.value:g}%",
                        old.start, "value", f"{old.value:g}", f"{value:g}", "与附表不符")
    targets = (*spec.targets[:number], new, *spec.targets[number + 1:])
    return replace(spec, targets=targets, corrections=(*spec.corrections, record))


def make_notice(number: int, title: str, issuer: str, *citations: Citation, issued_on: str = "2025-05-06",
                **parts: tuple[object, ...]) -> Spec:
    """Another notice, with a number of its own."""
    return Spec(Notice(title=title, kind="通知", document_number=f"澜测发〔2025〕{number}号", issuers=(issuer,),
                       issued_on=issued_on), citations=citations,
                origin=Origin(f"{number}.txt", f"{number:064x}", "txt", "2026.1"), **parts)  # type: ignore[arg-type]
