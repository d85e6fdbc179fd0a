"""What looks like a target or a deadline and became none (未读出): listed, that nobody need wonder what was dropped.

What was passed over with a reason is no leftover: the past, spans looked back on, conditions, shares that are baselines
or thresholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.facts.findings import Findings
from extractor.facts.reading import SILENT, Passage, Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span
from extractor.structure.outline import SectionKind, Table
from extractor.vocab.tables import alternation, load_table
from gongwen.dates import last_day
from specs.model import Doubt, PercentageRole

_UNIT = r"(?:年度?|月份?|日|季度?|周|星期|个?工作日|个?自然日|个?小时|天|学期|半年)"
_LIMIT = r"(?:之?前(?![期述后往款来沿提景])|以前|之内|以内|内(?![容部外设]))"
_TIME = re.compile(
    rf"(?:[0-9一二三四五六七八九十两半]{{1,4}}|本|当|次)个?{_UNIT}[初中末底]?{_LIMIT}|(?:季度?|[年月])[底末]{_LIMIT}"
)
_SHARE = re.compile(r"[0-9]+(?:\.[0-9]+)?[%‰]")
# 截至2023年底…: how things stood; 最近三年内发生…, 停产6个月以内但…: looked back on, or a condition.
_LOOKS_BACK = re.compile(r"(?:截至|近|最近|过去|以来|不足|未满|满|距|系指|指|上|去|20[0-9]{2}年)[^,。;]{0,4}$")
_CONDITION = re.compile(r"[^,。;]{0,3}(?:未|没有|曾|发生|死亡|受伤|但|出现|已)|的(?!时间|期限)|备案|出生|参加工作")
_NUMBERED = re.compile(
    r"(?:达到?|不少于|不低于|不超过|提高到|下降到|控制在|压[减缩][到至在]|缩短[到至])[^,。;:、0-9]{0,4}"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?![0-9.]|年[的底,。]?(?!限))[一-鿿%]{0,4}"
)
_WHOLE = re.compile(
    r"(?:实现|做到|确保|达到|推动)[^,。;:]{0,6}?(?:全覆盖|全面覆盖|动态清零|清零(?!行动|工程|专项)|应(?P<a>[一-鿿]{1,2})尽(?P=a))"
    r"(?!的?(?:要求|目标|原则|机制|行动|工程))"
)
_IN_CELL = re.compile(rf"{_SHARE.pattern}|{_TIME.pattern}")
_LENGTH = re.compile(r"(?:控制在|压[减缩][到至在]|缩短[到至])$")
_DAY_BEFORE = re.compile(
    rf"(?<![0-9])(?P<year>20[0-9]{{2}})年(?P<month>[0-9]{{1,2}})月份?(?:(?P<day>[0-9]{{1,2}})日|底)?{_LIMIT}"
)
# 90分以上为优秀, 低于进度10个百分点以上的县: what sorts or narrows.
_SORTS = re.compile("为(?:优|良|合格|不合格|达标|不达标|[一二三]等)|事?故?的,|的[县市区乡镇地单部]")
_RUN = re.compile("[一-鿿()“”]+")
_FEWEST_ROWS = 3
_DIGIT = re.compile("[0-9]")
_EVENT_TAIL = r"(?:节|假期|期)?(?:期间|到来|来临|结束|开始)?之?前(?![期述后往款来沿提景])"


@dataclass(frozen=True, slots=True)
class _Taken:
    """Marks on the clean text (已读出): where a fact stands, or none may: head, foot, titles, document numbers.

    times     deadlines; numbers  targets, and percentages that are none; shares  all of both
    rows      targets and rows of task tables
    """

    times: bytearray
    numbers: bytearray
    shares: bytearray
    rows: bytearray


def find_leftovers(
    reading: Reading, seen: Sequence[Passage], tables: Iterable[Table], found: Findings
) -> Iterator[Doubt]:
    """Doubts of kind `unread deadline`, `unread target`, `unread table` and `no date`, in no order.

    seen   the passages of prose that facts were looked for in, and the tables beside them
    found  the facts of all of them
    """
    taken = _read_out(reading, found)
    for passage in seen:
        if passage.kind in SILENT:
            continue
        yield from _unread_times(reading, passage.span, taken.times)
        yield from _past_limits(reading, passage.span, taken.times, found.notice.issued_on)
        if passage.item is not None or passage.kind is not SectionKind.UNKNOWN:  # an opening tells how things stand
            told = list(_unread_numbers(reading, passage.span, taken.numbers))
            _mark((reading.clean.clean_span(d.start, d.end) for d in told), taken.shares)
            yield from (*told, *_unread_coverage(reading, passage.span, taken.numbers))
        yield from _unread_shares(reading, passage.span, taken.shares)
    for table in tables:
        yield from _unread_table(reading, table, taken)


def _read_out(reading: Reading, found: Findings) -> _Taken:
    """The marks of all facts, each looked up once."""
    clean = reading.clean
    base = bytearray(len(reading.text))
    _mark(reading.masked, base)
    taken = _Taken(base, bytearray(base), bytearray(base), bytearray(base))
    _mark((clean.clean_span(d.start, d.end) for d in found.deadlines), taken.times)
    _mark((clean.clean_span(t.start, t.end) for t in found.targets), taken.numbers, taken.shares, taken.rows)
    for share in found.percentages:
        own = share.role is not PercentageRole.TARGET
        _mark((clean.clean_span(share.start, share.end),), taken.shares, *((taken.numbers,) if own else ()))
    _mark((clean.clean_span(t.start, t.end) for t in found.tasks if t.rule == "task.row"), taken.rows)
    return taken


def _mark(spans: Iterable[Span], *marks: bytearray) -> None:
    for span in spans:
        for each in marks:
            each[span.start : span.end] = b"\1" * (span.end - span.start)


@cache
def _events() -> re.Pattern[str]:
    """Limits by a season or feast: `汛期前`, `春节前`, `秋季开学前`."""
    words = [word for row in load_table("vague")["event"] for word in row["text"]]
    return re.compile(rf"(?:{alternation(words)}){_EVENT_TAIL}")


def _unread_times(reading: Reading, span: Span, taken: bytearray) -> Iterator[Doubt]:
    text = reading.text
    for found in _TIME.finditer(text, span.start, span.end):
        before = text[max(span.start, found.start() - 12) : found.start()]
        if any(taken[found.start() : found.end()]) or _LENGTH.search(before):
            continue
        if _LOOKS_BACK.search(before) or _CONDITION.match(text, found.end()):
            continue
        yield _doubt(reading, "unread deadline", found.start(), found.end(), "“{}”像是时限，没有读成时限，请看原文")
    for found in _events().finditer(text, span.start, span.end):
        if not any(taken[found.start() : found.end()]):
            yield _doubt(reading, "no date", found.start(), found.end(), "只说“{}”，没有日期，请在方案中明确时间")


def _past_limits(reading: Reading, span: Span, taken: bytearray, issued_on: str | None) -> Iterator[Doubt]:
    """Limits that were past on the day of issue and so bind nobody: a slip, or copied from an older notice."""
    for found in _DAY_BEFORE.finditer(reading.text, span.start, span.end):
        year, month = int(found["year"]), int(found["month"])
        if issued_on is None or any(taken[found.start() : found.end()]) or not 1 <= month <= 12:
            continue
        limit = f"{year}-{month:02d}-{int(found['day'] or last_day(year, month)):02d}"
        if limit < issued_on and not _CONDITION.match(reading.text, found.end()):
            why = "“{}”早于成文日期，发文时已过，请核对"
            yield _doubt(reading, "date out of place", found.start(), found.end(), why)


def _unread_numbers(reading: Reading, span: Span, taken: bytearray) -> Iterator[Doubt]:
    text, shown = reading.text, span.start
    quantities = reading.quantities_in(span.start, span.end)
    for quantity in quantities:
        run = _RUN.match(text, quantity.end, span.end)
        if run and any(taken[quantity.end : run.end()]):
            continue  # 20户以上自然村通硬化路|比例达到90%: a part of what is measured
        if not any(taken[quantity.number : quantity.end]) and _asks(quantity) and not _SORTS.match(text, quantity.end):
            shown = quantity.end
            yield _doubt(reading, "unread target", quantity.start, quantity.end,
                         "“{}”像是要求，没有列为目标（也许是补助标准或条件），请看原文")
    for found in _NUMBERED.finditer(text, span.start, span.end):
        number = found.start("number")
        known = any(q.number <= number < q.end and (q.bound or taken[q.number]) for q in quantities)
        timed = any(t.start <= number < t.end for t in reading.times_in(max(0, number - 24), number + 1))
        if not known and not timed and not taken[number] and number >= shown:
            yield _doubt(reading, "unread target", found.start(), found.end(), "“{}”像是要求，没有读成目标，请看原文")


def _unread_shares(reading: Reading, span: Span, taken: bytearray) -> Iterator[Doubt]:
    """Percentages that are in no fact at all: of none may it be left open what became of it."""
    for found in _SHARE.finditer(reading.text, span.start, span.end):
        if not any(taken[found.start() : found.end()]):
            yield _doubt(reading, "unread target", found.start(), found.end(), "“{}”没有列入任何要素，请看原文")


def _unread_coverage(reading: Reading, span: Span, taken: bytearray) -> Iterator[Doubt]:
    """`…,年底前实现清零` of which the text does not say what is cleared."""
    for found in _WHOLE.finditer(reading.text, span.start, span.end):
        if not any(taken[found.start() : found.end()]):
            yield _doubt(reading, "unread target", found.start(), found.end(), "“{}”像是要求，没有读成目标，请看原文")


def _asks(quantity: Quantity) -> bool:
    """Whether a number that became no target may have been meant as one."""
    if quantity.kind is QuantityKind.PERCENT:
        return True  # those with another role are covered
    return quantity.bound and not quantity.condition


def _doubt(reading: Reading, kind: str, start: int, end: int, why: str) -> Doubt:
    first, last = reading.clean.source_span(start, end)
    return Doubt(kind, "", first, last, why.format(reading.text[start:end]))


def _unread_table(reading: Reading, table: Table, taken: _Taken) -> Iterator[Doubt]:
    """A table full of numbers that became no facts, or one in which some shares or limits did not."""
    what = f"表“{table.caption}”" if table.caption else "这张表"
    if not any(taken.rows[table.start : table.end]) and len(table.rows) >= _FEWEST_ROWS:
        filled = sum(bool(_DIGIT.search(reading.text, cell.start, cell.end)) for r in table.rows for cell in r.cells)
        if filled >= 2 * (len(table.rows) - 1):
            yield _doubt(reading, "unread table", table.start, table.end, f"{what}没有读成目标或任务，请看原表")
            return
    left = [
        m
        for m in _IN_CELL.finditer(reading.text, table.start, table.end)
        if not any(taken.shares[m.start() : m.end()])
        and not any(taken.times[m.start() : m.end()])
        and not _CONDITION.match(reading.text, m.end())
    ]
    if left:
        why = f"{what}里有{len(left)}处时间或百分比没有读出，请看原表"
        yield _doubt(reading, "unread table", left[0].start(), left[-1].end(), why)
