"""All that the finders of facts may ask of one notice (读解): its clean text, outline and phrases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractor.phrases.citations import CitationPhrase
from extractor.phrases.names import Names
from extractor.phrases.quantities import Quantity
from extractor.phrases.time_words import Reference, TimePhrase
from extractor.source import Cell, CleanText, Span
from extractor.structure.outline import Item, Outline, Part, SectionKind
from specs.model import Level

# Kinds of section that ask nothing of anybody.
SILENT = (SectionKind.BACKGROUND, SectionKind.PRINCIPLES)
_NO_TASK = (*SILENT, SectionKind.GOALS, SectionKind.CLOSING)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One notice, read but not yet judged; spans are offsets of the clean text. Equal to itself alone.

    masked  where no fact stands: head, foot, titles in 《》, document numbers
    """

    clean: CleanText
    outline: Outline
    reference: Reference
    times: tuple[TimePhrase, ...]
    quantities: tuple[Quantity, ...]
    citations: tuple[CitationPhrase, ...]
    masked: tuple[Span, ...]
    names: Names
    issuer_level: Level | None
    place_levels: Mapping[str, Level]
    text: str = field(init=False, repr=False)
    _time_starts: tuple[int, ...] = field(init=False, repr=False)
    _quantity_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:  # what is asked of every clause
        object.__setattr__(self, "text", self.clean.text)
        object.__setattr__(self, "_time_starts", tuple(t.start for t in self.times))
        object.__setattr__(self, "_quantity_starts", tuple(q.start for q in self.quantities))

    def words_of(self, cell: Cell | Span) -> str:
        """The words of a cell or span, without blanks at its ends."""
        return self.text[cell.start : cell.end].strip()

    def times_in(self, start: int, end: int) -> tuple[TimePhrase, ...]:
        """Times that begin in text[start:end], in reading order."""
        first = bisect_left(self._time_starts, start)
        if first == len(self.times) or self._time_starts[first] >= end:  # most clauses
            return ()
        return self.times[first : bisect_left(self._time_starts, end, first)]

    def quantities_in(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Numbers that begin in text[start:end], in reading order."""
        first = bisect_left(self._quantity_starts, start)
        if first == len(self.quantities) or self._quantity_starts[first] >= end:
            return ()
        return self.quantities[first : bisect_left(self._quantity_starts, end, first)]

    def quote(self, start: int, end: int) -> tuple[int, int]:
        """The source span of clean text[start:end], blanks and marks at its ends taken off."""
        while start < end - 1 and self.text[start] in " \n,;:。、":
            start += 1
        while end > start + 1 and self.text[end - 1] in " \n,;:。、":
            end -= 1
        return self.clean.source_span(start, end)


# A line of a schedule: `2026年:…`, `9月:…`, `第一季度:…`.
_DATED_LINE = re.compile(r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|第?[一二三四]季度|[上下]半年)?(?:[-—~至][0-9]{1,2}月)?\s?:")
_ASKS = re.compile(r"请(?:各[^,。;]{2,16}?|贵[一-鿿]{1,4}|惠予|查照|转知)(?:于|在|将|依|按|配合|转知|函报|报|办理)")
_FILED = re.compile(r"报[^,。;]{2,24}备案")


def task_items(reading: Reading) -> list[Item]:
    """The lowest numbered items that instruct somebody (spec-format, "A task")."""
    lowest = [
        item
        for item in reading.outline.walk()
        if is_lowest(item)
        and (not item.tables or item.tables[0].start - item.body > 20)
        and item.own_end - item.start >= 8
        and not _is_schedule(reading, item)
        and not _is_case(reading, item)
    ]
    tasks = [item for item in lowest if item.kind not in _NO_TASK or _files(reading, item)]
    return tasks or [item for item in lowest if item.kind is SectionKind.BACKGROUND and _orders(reading, item)]


_ORDERS = re.compile(r"请(?!示|求|假|款)|应(?!急|用|对|届)|须(?!知)|不得|勿|一律|严禁")


def _orders(reading: Reading, item: Item) -> bool:
    """Whether an item that tells why a letter is written asks for something; it counts where nothing else does."""
    return _ORDERS.search(reading.text, item.start, item.own_end) is not None


def _files(reading: Reading, item: Item) -> bool:
    """Whether a closing article asks for something all the same (rules filed with the issuer), or why a letter is
    written (请各机关于10日内函报)."""
    asks = _FILED if item.kind is SectionKind.CLOSING else _ASKS if item.kind is SectionKind.BACKGROUND else None
    return asks is not None and asks.search(reading.text, item.start, item.own_end) is not None


def _is_schedule(reading: Reading, item: Item) -> bool:
    """Whether nothing stands in an item but a heading and dated lines, none of them numbered."""
    lines = reading.text[item.body : item.own_end].strip().split("\n")
    dated = [bool(_DATED_LINE.match(line)) for line in lines]
    return sum(dated) > 1 and all(dated[: sum(dated)])  # what follows the last date closes the paper


# (一)拒不整改的; a case that the words above it speak of.
_CASE = re.compile(r"(?!.*[。;].)(?!.*(?:要(?![求素点害])|应当|应(?![急用对有届])|须|不得))[^:]{4,}的[;。]?", re.DOTALL)


def _is_case(reading: Reading, item: Item) -> bool:
    """Whether an item names a case or a group and asks for nothing: `(二)造成人员伤亡的;`."""
    return _CASE.fullmatch(reading.text[item.body : item.own_end].strip()) is not None


def find_task_end(reading: Reading, item: Item) -> int:
    """Where a task's words end: before its first child, and before a table below it with its caption."""
    if item.children:
        return item.own_end
    if not item.tables:
        return item.end
    words = reading.text[item.start : item.tables[0].start].rstrip()
    before, _, last = words.rpartition("\n")
    caption = before and last[-1:] not in "。;:"
    return item.start + len(before.rstrip() if caption else words)


def is_lowest(item: Item) -> bool:
    """Whether no numbered item but those of boxes (专栏) stands below an item."""
    return all(child.number.startswith("专栏") for child in item.children)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A run of prose with the place it stands in (段落): the unit that facts are looked for in. Equal to itself alone.

    above  the items that its item stands under, from the top
    """

    span: Span
    part: Part
    item: Item | None
    kind: SectionKind
    task: str | None
    above: tuple[Item, ...] = ()


def passages(reading: Reading, ids: dict[tuple[int, int], str]) -> list[Passage]:
    """All prose of the notice in reading order, tables left out; `ids` names the tasks by their span."""
    found: list[Passage] = []
    for part in reading.outline.parts:
        found += [Passage(s, part, None, _lead_kind(reading.text, s), None) for s in (*part.lead, *part.extras)]
        for item, above in _with_above(part.items, ()):
            own = Span(item.start, item.own_end)
            task = ids.get((item.start, item.end)) if is_lowest(item) else None
            spans = _without_tables(own, item)
            # What asks for something is no background, wherever it stands: 说明 三、请各机关于10日内函报.
            kind = SectionKind.TASKS if task and item.kind is SectionKind.BACKGROUND else item.kind
            found += [Passage(s, part, item, kind, task, above) for s in spans]
            found += [Passage(s, part, item, item.kind, None, above) for s in item.extras]
    return [piece for passage in sorted(found, key=lambda p: p.span.start) for piece in _split_goals(reading, passage)]


# What may stand before the time that opens goals: `主要目标:力争到2027年底,…`, `经过三年努力,到2027年…`.
_GOALS_LEAD = re.compile(
    r"[\s(一二三四五六七八九十0-9).、]*(?:[一-鿿]{0,8}目标(?:是|为)?[::。,]?)?(?:(?:通过|经过|用)[^,。;]{2,20},)?(?:力争|争取|确保)?"
)


def _split_goals(reading: Reading, passage: Passage) -> list[Passage]:
    """A passage that asks nothing, cut where a paragraph of it turns to goals: `…。到2027年底,覆盖率达到90%…`."""
    if passage.kind not in (*SILENT, SectionKind.UNKNOWN) or (
        passage.kind is SectionKind.UNKNOWN and passage.item is not None
    ):
        return [passage]
    text = reading.text
    cuts: list[tuple[int, int]] = []
    for time in reading.times_in(passage.span.start, passage.span.end):
        last = time.time.by or time.time.end
        if last is None or time.time.every or (time.time.by is None and int(last[:4]) < (reading.reference.year or 0)):
            continue
        begin = max(passage.span.start, *(text.rfind(c, passage.span.start, time.start) + 1 for c in "。;\n"))
        end = text.find("\n", time.end) if "\n" in text[time.end :] else len(text)
        sentence = text[begin : min(end, passage.span.end)]
        leads = _GOALS_LEAD.fullmatch(text, begin, time.start) and (not cuts or begin >= cuts[-1][1])
        if leads and not re.match(r"[^。;]*(?:已经|目前|现有)", sentence):
            cuts.append((begin, min(end, passage.span.end)))
    pieces, at = [], passage.span.start
    for begin, end in cuts:
        if begin > at:
            pieces.append(replace(passage, span=Span(at, begin)))
        pieces.append(replace(passage, span=Span(begin, end), kind=SectionKind.GOALS))
        at = end
    if passage.span.end - at > 1 or not pieces:
        pieces.append(replace(passage, span=Span(at, passage.span.end)))
    return pieces


def _with_above(items: Iterable[Item], above: tuple[Item, ...]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """Each item in reading order with those that it stands under."""
    for item in items:
        yield item, above
        yield from _with_above(item.children, (*above, item))


def _lead_kind(text: str, span: Span) -> SectionKind:
    words = text[span.start : span.end]
    head = re.match(r"[^,。;:]{0,8}(?:目标|指标)[::]", words)
    return SectionKind.GOALS if head else SectionKind.UNKNOWN


def _without_tables(own: Span, item: Item) -> list[Span]:
    spans, at = [], own.start
    for table in item.tables:
        if table.start < own.end:
            spans.append(Span(at, table.start))
            at = table.end
    spans.append(Span(at, own.end))
    return [s for s in spans if s.end - s.start > 1]
