"""When a target is due and what it starts from (目标时限、基数): the nearest governor of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.reading import Passage, Reading
from extractor.phrases.quantities import Quantity
from extractor.phrases.time_words import TimePhrase
from extractor.source import Span
from extractor.structure.outline import SectionKind
from gongwen.dates import FIRST_MINGUO_YEAR
from specs.model import Baseline, Time

_RAISE = r"(?:逐步|稳步)?(?:提高|提升|增加|上升|扩大|增长|下降|降低|降|减少|压减|压缩|缩短|提|增)(?:到|至|为)"
_RAISED = re.compile(r"[,、]?" + _RAISE)
_FROM = re.compile(
    r"(?:由|从|自)(?:目前|现有|现在|上年|去年)?(?:(?P<on>20[0-9]{2}|1[0-9]{2}(?=年))年(?:底|末|度)?[的之]?)?$"
)
_COMPARED = re.compile(
    r"[(,]?(?:较|(?<![占同环])比(?![例重率])|与)(?:(?P<on>20[0-9]{2})年(?:底|末)?)?[^,。;()0-9]{0,8}?的?$"
)


def western_year(words: str | None) -> str | None:
    """The western year of a year in digits: 112 (of the Republic) is 2023."""
    return str(int(words) + FIRST_MINGUO_YEAR) if words and len(words) == 3 else words


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
        if rise and quantity.start - earlier.end <= 14:
            return Baseline(earlier.value, earlier.unit, western_year(rise["on"]))
    compared = _COMPARED.search(before)
    if compared and quantity.start - earlier.end <= 10:
        return Baseline(earlier.value, earlier.unit, compared["on"])
    return None


def calendar_times(reading: Reading, start: int, stop: int) -> list[TimePhrase]:
    """Times of text[start:stop] that name a calendar time: no recurrence, no length."""
    return [t for t in reading.times_in(start, stop) if not t.time.every and not t.time.within]


# A clause that only says when the one before is to be done: `…不少于2名,12月15日前配齐`.
_DONE_BY = re.compile(
    r"\s?(?:全部|全面|基本)?(?:配齐|完成|到位|建成|落实|达标|实现|完工|竣工|投用|配备)(?:到位|完毕|投用)?[,。;]"
    r"?"
)


def find_due(reading: Reading, passage: Passage, sentence: Span, clause: Span, at: int | None = None) -> Time | None:
    """The nearest calendar time that governs a clause: in it, before it in the sentence, or in a lead-in above.

    at  where the number stands: of several times in its clause the last before it governs, else the first after it
    """
    own = calendar_times(reading, clause.start, clause.end)
    if own:
        before = own if at is None else [t for t in own if t.start < at]
        return (before[-1] if before else own[0]).time
    earlier = calendar_times(reading, sentence.start, clause.start)
    again = [t for t in reading.times_in(clause.start, clause.end) if t.time.every]
    if earlier and not (again and _is_day(earlier[-1].time)):  # 7月底前登记,每半年更新1次: a day is not of what recurs
        return earlier[-1].time
    if not earlier:
        for time in calendar_times(reading, clause.end, sentence.end):
            if _DONE_BY.fullmatch(reading.text, time.end, _clause_end(reading.text, time.end)):
                return time.time
    return _lead_in_due(reading, passage, sentence.start)


def _is_day(time: Time) -> bool:
    """Whether a limit is a day within a year, and not the year's end."""
    return time.by is not None and not time.by.endswith("12-31")


def _clause_end(text: str, at: int) -> int:
    """Where the clause of an offset ends, its mark included."""
    return min((p + 1 for c in ",。;\n" if (p := text.find(c, at)) >= 0), default=len(text))


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


_LISTED = re.compile(r"[0-9]{3,4}年(?:底|末)?(?:前)?(?:、|和|与)[0-9]{3,4}年(?:底|末)?(?:前)?[一-鿿]{0,10}$")


def years_apart(reading: Reading, sentence: Span, stop: int, count: int) -> list[Time]:
    """One year for each of several numbers (`2025—2026年分别新增19个、18个`); [] where none are shared out."""
    times = calendar_times(reading, sentence.start, stop)
    if not times or count < 2:
        return []
    listed = _LISTED.search(reading.text[sentence.start : stop])  # 2026年、2027年累计达到55件和65件
    if not listed and not re.search("分别|依次", reading.text[sentence.start : stop]):
        return []
    last = times[-1].time
    if last.start and last.end:
        first, final = int(last.start[:4]), int(last.end[:4])
        if final - first + 1 == count:
            return [Time(by=f"{year}-12-31") for year in range(first, final + 1)]
    ends = [t.time for t in times if t.time.by][-count:]
    return ends if len(ends) == count else []
