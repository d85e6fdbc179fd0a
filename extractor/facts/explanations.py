"""For every fact of a spec its rule, its clause and the words that gave it its fields (说明)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.facts.governors import NOT_FOUND, Found, Place, find_place, find_rhythm, find_time, find_words
from extractor.facts.reading import Reading
from extractor.source import Span
from extractor.vocab.tables import load_table
from specs.explanations import Explanation, Governor
from specs.handles import Fact, list_facts
from specs.model import Deadline, Report, Spec, Target, Task
from specs.wording import ROLE_WORDS, print_day, print_every, print_time


def explain_spec(reading: Reading, spec: Spec) -> tuple[Explanation, ...]:
    """An explanation for each fact, in the order of `list_facts`."""
    return tuple(_explain(reading, spec, handle, kind, fact) for handle, kind, fact in list_facts(spec))


@cache
def _rules() -> dict[str, str]:
    return {row["id"]: row["means"] for row in load_table("rules")["rule"]}


def _explain(reading: Reading, spec: Spec, handle: str, kind: str, fact: Fact) -> Explanation:
    place = find_place(reading, fact.start, fact.end)
    start, end = fact.start, fact.end
    if not isinstance(fact, Task):
        around = place.sentence if place.table is not None else place.clause
        start, end = reading.clean.source_span(around.start, around.end)
    return Explanation(handle, kind, _rules().get(fact.rule, fact.rule), start, end,
                       tuple(_governors(reading, spec, place, fact)))


def _governors(reading: Reading, spec: Spec, place: Place, fact: Fact) -> Iterator[Governor]:
    if isinstance(fact, Target):
        yield from _of_target(reading, place, fact)
    elif isinstance(fact, Deadline):
        yield from _of_deadline(reading, spec, place, fact)
    elif isinstance(fact, Report):
        yield from _of_report(reading, place, fact)
    elif isinstance(fact, Task):
        yield from _of_task(reading, fact)
    if isinstance(fact, (Target, Deadline, Report)) and fact.task is not None:
        task = next((t for t in spec.tasks if t.id == fact.task), None)
        if task is not None:
            yield Governor("task", f"{task.id} {task.heading}".strip(), "所在条目", task.start, task.start + 1)


def _of_target(reading: Reading, place: Place, target: Target) -> Iterator[Governor]:
    yield _govern(reading, "indicator", target.indicator, find_words(reading, place, target.indicator))
    if target.subject:
        yield _govern(reading, "subject", target.subject, find_words(reading, place, target.subject))
    if target.due is not None:
        yield _govern(reading, "due", print_time(target.due), find_time(reading, place, target.due))
    if target.per is not None:
        yield _govern(reading, "per", print_every(target.per), find_rhythm(reading, place, target.per))
    if target.each is not None:
        yield _govern(reading, "each", target.each, find_words(reading, place, target.each))
    for name in target.bodies:
        yield _govern(reading, "bodies", name, find_words(reading, place, name))


def _of_deadline(reading: Reading, spec: Spec, place: Place, deadline: Deadline) -> Iterator[Governor]:
    yield _govern(reading, "time", print_time(deadline.time), Found("引文", place.span))
    words = reading.words_of(place.span)
    day = deadline.time.by or deadline.time.start
    if day and re.match(r"20[0-9]{2}-", day) and not re.search(r"[0-9]{4}年|[〇零一二三四五六七八九]{4}年", words):
        yield _year_governor(reading, spec, place, day[:4])
    if deadline.action:
        yield _govern(reading, "action", deadline.action, find_words(reading, place, deadline.action[:12]))
    if deadline.time.after:
        yield _govern(reading, "after", deadline.time.after, find_words(reading, place, deadline.time.after))


def _year_governor(reading: Reading, spec: Spec, place: Place, year: str) -> Governor:
    """Whence a time has a year that its own words do not say."""
    at = reading.text.rfind(f"{year}年", place.sentence.start, place.span.start)
    if at >= 0:
        return _govern(reading, "year", f"{year}年", Found("本句", Span(at, at + 5)))
    issued = spec.notice.issued_on
    where = f"成文日期{print_day(issued)}" if issued else "标题、文号或正文开头的年份"
    return Governor("year", f"{year}年", f"按{where}推定", 0, 0)


def _of_report(reading: Reading, place: Place, report: Report) -> Iterator[Governor]:
    for name in report.by:
        yield _govern(reading, "by", name, find_words(reading, place, name))
    for name in report.to:
        yield _govern(reading, "to", name, find_words(reading, place, name))
    if report.what:
        yield _govern(reading, "what", report.what, find_words(reading, place, report.what))
    if report.due is not None:
        yield _govern(reading, "due", print_time(report.due), find_time(reading, place, report.due))


def _of_task(reading: Reading, task: Task) -> Iterator[Governor]:
    """Each body of a task, at its own words, with the rule that gave it its part."""
    for body in task.bodies:
        holder = next((c for c in task.clauses if body in c.bodies), None)
        start, end = (holder.start, holder.end) if holder else (task.start, task.end)
        place = find_place(reading, start, end)
        found = find_words(reading, place, body.name)
        name = f"{body.name}（{ROLE_WORDS[body.role]}）"
        yield _govern(reading, "bodies", name, Found(_rules().get(body.rule, body.rule), found.span))


def _govern(reading: Reading, field: str, value: str, found: Found) -> Governor:
    if found.span is None:
        return Governor(field, value, found.where or NOT_FOUND, 0, 0)
    start, end = reading.clean.source_span(found.span.start, found.span.end)
    return Governor(field, value, found.where, start, end)
