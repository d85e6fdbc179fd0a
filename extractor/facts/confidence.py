"""How sure a rule may be of what it made (把握): by what the text says outright and what stands elsewhere.

sure     said outright and in one place: a bound beside its indicator, a label, a cell, a date with its limit
likely   one step of reading: a subject taken for the doer, a bare number in a sentence of duty, a sender with no 由
guess    what is missing had to come from other words: an indicator from the clause before, a doer from a lead-in

`tests/test_confidence.py` holds that on annotated notices the surer facts are the truer ones.
"""

from __future__ import annotations

from typing import TypeVar

from extractor.facts.findings import Findings, with_values
from extractor.source import CleanText
from specs.model import (
    Citation,
    Confidence,
    Deadline,
    Percentage,
    PercentageRole,
    Report,
    Role,
    Target,
    TargetKind,
    Task,
)

Fact = TypeVar("Fact", Task, Target, Deadline, Percentage, Report, Citation)

_BODY = {
    "body.note": Confidence.SURE,
    "body.column": Confidence.SURE,
    "body.urged": Confidence.GUESS,
    "body.lead-in": Confidence.GUESS,
}
# Times whose month, event or year stands in other words than their own; the years of 十四五 bind seldom.
_TIME = {
    "time.bare": Confidence.LIKELY,
    "time.within": Confidence.LIKELY,
    "time.every.inherited": Confidence.LIKELY,
    "time.spell": Confidence.LIKELY,
    "time.day": Confidence.GUESS,
    "time.plan": Confidence.GUESS,
}
_TABLES = ("target.table", "target.allocation")


def weigh_findings(found: Findings, clean: CleanText) -> None:
    """Set the confidence of every fact that was found, once all of its fields are."""
    found.tasks = [_with(t, weigh_task(t)) for t in found.tasks]
    found.targets = [
        _with(t, Confidence.SURE if t.rule in _TABLES else weigh_target(t, clean.words_at(t.start, t.end)))
        for t in found.targets
    ]
    found.deadlines = [_with(d, weigh_time(d.rule)) for d in found.deadlines]
    found.percentages = [_with(p, weigh_percentage(p)) for p in found.percentages]
    found.reports = [_with(r, weigh_report(r)) for r in found.reports]
    found.citations = [_with(c, weigh_citation(c)) for c in found.citations]


def _with(fact: Fact, confidence: Confidence) -> Fact:
    return fact if fact.confidence is confidence else with_values(fact, confidence=confidence)


def weigh_body(rule: str, role: Role) -> Confidence:
    """A body's part: sure where a label, bracket or column says it; whoever leads or supports says so in words."""
    if role is Role.LEAD:
        return Confidence.SURE
    return _BODY.get(rule, Confidence.LIKELY)


def weigh_time(rule: str) -> Confidence:
    """A deadline, by the rule that composed its time."""
    return _TIME.get(rule, Confidence.SURE)


def weigh_target(target: Target, words: str) -> Confidence:
    """A target; words are those of its quote, clean and without blanks, in which a sure one names its indicator.

    The finder's own `sure` says that the text bounds the number (不低于, 以上).
    """
    bound, named = target.confidence is Confidence.SURE, "".join(target.indicator.split()) in words
    if target.kind is TargetKind.PERCENTAGE:
        if not bound:
            return Confidence.GUESS
        return Confidence.SURE if named else Confidence.LIKELY
    if target.kind is TargetKind.COVERAGE:
        return Confidence.LIKELY if named and target.due is not None else Confidence.GUESS
    return Confidence.LIKELY if named else Confidence.GUESS


def weigh_percentage(share: Percentage) -> Confidence:
    """A percentage with its role: a goal is said in words of its own, a condition only by what stands around it."""
    if share.role is PercentageRole.THRESHOLD:
        return Confidence.GUESS
    plain = share.role is PercentageRole.TARGET and share.comparator in (">=", "=")
    return Confidence.SURE if plain else Confidence.LIKELY


def weigh_report(report: Report) -> Confidence:
    """A report: likely where sender, receiver and date are all said, else a guess."""
    return Confidence.LIKELY if report.by and report.to and report.due else Confidence.GUESS


def weigh_citation(citation: Citation) -> Confidence:
    """A citation: sure with a number of its own, or where it is a law."""
    return Confidence.SURE if citation.number or citation.title.endswith(("法", "条例")) else Confidence.LIKELY


def weigh_task(task: Task) -> Confidence:
    """A task: sure where it gives somebody a part."""
    return Confidence.SURE if task.bodies else Confidence.LIKELY
