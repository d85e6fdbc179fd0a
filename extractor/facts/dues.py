"""When a target is due and what it starts from (目标时限、基数): the nearest governor of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.reading import Passage, Reading
from extractor.phrases.quantities import Quantity
from extractor.phrases.time_words import TimePhrase
from extractor.source import Span
from extractor.structure.outline import SectionKind
from specs.model import Baseline, Time

_RAISE = r"(?:逐步|稳步)?(?:提高|提升|增加|上升|扩大|增长|下降|降低|降|减少|压减|缩短|提|增)(?:到|至|为)"
_RAISED = re.compile(r"[,、]?" + _RAISE)
_FROM = re.compile(r"(?:由|从)(?:目前|现有|现在|上年|去年)?(?:(?P<on>20[0-9]{2})年(?:底|末|度)?的?)?$")
_COMPARED = re.compile(r"[(,]?(?:较|比|与)(?:(?P<on>20[0-9]{2})年(?:底|末)?)?[^,。;()0-9]{0,8}?的?$")


def is_start_of_rise(text: str, quantity: Quantity) -> bool:
    """Whether a number is only where a rise begins: the 81.2% of `由81.2%提高到90%`."""
    return bool(
        _RAISED.match(text, quantity.end) and _FROM.search(text[max(0, quantity.number - 16) : quantity.number])
    )


def find_baseline(text: str, earlier: Quantity | None, quantity: Quantity) -> Baseline | None:
    """Where the indicator stood: the number that the rise begins at, or that `较…的78%` names."""
    if earlier is None:
        return None
    before = text[max(0, earlier.number - 24) : earlier.number]
    if _RAISED.match(text, earlier.end):
        rise = _FROM.search(before)
        if rise and quantity.start - earlier.end <= 12:
            return Baseline(earlier.value, earlier.unit, rise["on"])
    compared = _COMPARED.search(before)
    if compared and quantity.start - earlier.end <= 10:
        return Baseline(earlier.value, earlier.unit, compared["on"])
    return None


def calendar_times(reading: Reading, start: int, stop: int) -> list[TimePhrase]:
    """Times of text[start:stop] that name a calendar time: no recurrence, no length."""
    return [t for t in reading.times_in(start, stop) if not t.time.every and not t.time.within]


def find_due(reading: Reading, passage: Passage, sentence: Span, clause: Span) -> Time | None:
    """The nearest calendar time that governs a clause: in it, before it in the sentence, or in a lead-in above."""
    own = calendar_times(reading, clause.start, clause.end)
    if own:
        return own[-1].time
    earlier = calendar_times(reading, sentence.start, clause.start)
    if earlier:
        return earlier[-1].time
    return _lead_in_due(reading, passage, sentence.start)


def _lead_in_due(reading: Reading, passage: Passage, at: int) -> Time | None:
    """The calendar time of a lead-in: of the passage's opening words, or of lines above that end with a colon."""
    for start, stop in _lead_ins(reading, passage, at):
        times = calendar_times(reading, start, stop)
        if times:
            return times[-1].time
    return None


def _lead_ins(reading: Reading, passage: Passage, at: int) -> Iterator[tuple[int, int]]:
    text = reading.text
    if passage.item is not None:
        yield passage.item.start, passage.item.body
    goals = passage.kind is SectionKind.GOALS
    if goals:
        yield passage.span.start, at
    for item in reversed(passage.above):
        lead = text[item.start : item.own_end]
        if lead.rstrip().endswith(":") or goals:
            line = lead.rstrip().rfind("\n") + 1
            yield item.start + (line if lead.rstrip().endswith(":") and not goals else 0), item.own_end


def years_apart(reading: Reading, sentence: Span, stop: int, count: int) -> list[Time]:
    """One year for each of several numbers (`2025—2026年分别新增19个、18个`); [] where none are shared out."""
    times = calendar_times(reading, sentence.start, stop)
    if not re.search("分别|依次", reading.text[sentence.start : stop]) or not times:
        return []
    last = times[-1].time
    if last.start and last.end:
        first, final = int(last.start[:4]), int(last.end[:4])
        if final - first + 1 == count:
            return [Time(by=f"{year}-12-31") for year in range(first, final + 1)]
    ends = [t.time for t in times if t.time.by][-count:]
    return ends if len(ends) == count else []
