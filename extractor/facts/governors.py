"""Which words gave a fact a field (管领词): the nearest that say the same, looked for as a reader would.

A finder hands on values and no traces, so this looks for the words again: in the fact's clause, in its sentence, in
what stands above it. A time is known again by its value, a name by its letters or by the end that several names share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.facts.reading import Reading
from extractor.phrases.time_words import TimePhrase
from extractor.source import Span
from extractor.structure.outline import Item, Row, Table
from extractor.structure.sentences import cut_clauses, cut_sentences
from specs.model import Time

NOT_FOUND = "由句中几处词语合成"
_SHORTEST_END = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands (所在), in clean offsets: its words, its clause or cell, its sentence or table row.

    item   the lowest item that holds it; above the items that hold that one, the nearest first
    table  the table that holds it
    """

    span: Span
    clause: Span
    sentence: Span
    item: Item | None
    above: tuple[Item, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were found (所在), and where; span None where none were."""

    where: str
    span: Span | None = None


def find_place(reading: Reading, start: int, end: int) -> Place:
    """The place of the fact at source[start:end]."""
    span = reading.clean.clean_span(start, end)
    holders = [i for i in reading.outline.walk() if i.start <= span.start < i.end]
    item = holders[-1] if holders else None
    for table in _tables(reading):
        for row in table.rows:
            if row.start <= span.start < row.end:
                return Place(span, _cell(row, span), Span(row.start, row.end), item, tuple(holders[-2::-1]), table)
    line_start = reading.text.rfind("\n", 0, span.start) + 1
    line_end = reading.text.find("\n", span.start)
    line = Span(line_start, line_end if line_end >= 0 else len(reading.text))
    sentence = _holding(cut_sentences(reading.text, line.start, line.end), span, line)
    clause = _holding(cut_clauses(reading.text, sentence.start, sentence.end), Span(span.end - 1, span.end), sentence)
    return Place(span, Span(min(clause.start, span.start), max(clause.end, span.end)), sentence, item,
                 tuple(holders[-2::-1]), None)


def find_time(reading: Reading, place: Place, time: Time) -> Found:
    """The words of a due time: of those that say this very time, the nearest before or in the clause."""
    said = [t for t in reading.times if t.time == time]
    for where, span in (("本小句", place.clause), ("本句", place.sentence)):
        here = [t for t in said if t.start in span]
        if here:
            return Found(_in_table(place, where), _span(here[-1]))
    before = [t for t in said if t.end <= place.span.start]
    if before and (place.table is None or before[-1].start >= place.table.start):
        return Found(_name_place(reading, place, before[-1].start), _span(before[-1]))
    return _year_of(reading, place, time) or (Found("下文", _span(said[0])) if said else Found(NOT_FOUND))


def find_rhythm(reading: Reading, place: Place, every: str) -> Found:
    """The words of a recurrence: 每年, 按季度."""
    said = [t for t in reading.times if t.time.every == every]
    for where, span in (("本小句", place.clause), ("本句", place.sentence)):
        here = [t for t in said if t.start in span]
        if here:
            return Found(where, _span(here[-1]))
    before = [t for t in said if t.end <= place.span.start]
    return Found(_name_place(reading, place, before[-1].start), _span(before[-1])) if before else Found(NOT_FOUND)


def find_words(reading: Reading, place: Place, words: str) -> Found:
    """The words of a name: whole, else the longest end that the text has (市、县|疾控中心), the nearest first."""
    text = reading.text
    if not words:
        return Found(NOT_FOUND)
    ends = [words[i:] for i in range(max(1, len(words) - _SHORTEST_END + 1))]
    for where, span in (("引文之内", place.span), ("本小句", place.clause), ("本句", place.sentence)):
        for end in ends:
            at = text.find(end, span.start, span.end)
            if at >= 0:
                return Found(_in_table(place, where), Span(at, at + len(end)))
    below = text.find(words, place.span.end, place.item.end) if place.item is not None else -1
    if below >= 0:
        return Found("同一条目的下文", Span(below, below + len(words)))
    for end in ends:
        at = text.rfind(end, 0, place.span.start)
        if at >= 0:
            return Found(_name_place(reading, place, at), Span(at, at + len(end)))
    return Found(NOT_FOUND)


def _holding(spans: Iterable[Span], inner: Span, else_: Span) -> Span:
    return next((s for s in spans if s.start <= inner.start < s.end), else_)


def _span(time: TimePhrase) -> Span:
    return Span(time.start, time.end)


def _tables(reading: Reading) -> Iterable[Table]:
    for part in reading.outline.parts:
        yield from part.tables
        for item in part.walk():
            yield from item.tables


def _cell(row: Row, span: Span) -> Span:
    return next((Span(c.start, c.end) for c in row.cells if c.start <= span.end - 1 < c.end), Span(row.start, row.end))


def _in_table(place: Place, where: str) -> str:
    if place.table is None:
        return where
    return {"本小句": "本格", "本句": "本行"}.get(where, where)


def _name_place(reading: Reading, place: Place, at: int) -> str:
    """Where words above a fact stand: a heading, a lead-in that ends with a colon, the head of its table."""
    if place.table is not None and at >= place.table.start:
        return "表头" if at < place.table.rows[0].end else "表中上一行"
    for item in (*((place.item,) if place.item else ()), *place.above):
        if item.start <= at < item.body:
            return f"条目标题“{item.printed}{item.heading}”"
    line_end = reading.text.find("\n", at)
    if reading.text[: line_end if line_end >= 0 else None].rstrip().endswith(":"):
        return "上文引导语"
    same = place.item is not None and place.item.start <= at
    return "同一条目的上文" if same else "上文"


def _year_of(reading: Reading, place: Place, time: Time) -> Found | None:
    """The year that a time was made of: a column's head, a table's caption, or a span whose years are shared out."""
    year = (time.by or time.start or "")[:4]
    if not year.isdigit():
        return None
    if place.table is not None:
        at = reading.text.find(year, place.table.start, place.table.rows[0].end)
        if at >= 0:
            return Found("表头", Span(at, at + 4))
        at = reading.text.rfind(year, max(0, place.table.start - 200), place.table.start)
        return Found("表题", Span(at, at + 4)) if at >= 0 else None
    spans = [t for t in reading.times_in(place.sentence.start, place.sentence.end) if t.time.start and t.time.end]
    for span in spans:
        if (span.time.start or "")[:4] <= year <= (span.time.end or "")[:4]:
            return Found("本句，按起止年份分年", _span(span))
    return None
