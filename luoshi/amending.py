"""An amending notice applied to the notice that it amends (修改套用): two papers in, the spec in force out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from comparison.amending.orders import Order, Paragraph, find_paragraphs, find_repealed, says_order
from comparison.amending.placing import place_orders
from comparison.amending.recognising import is_titled
from comparison.amending.specs import add_extra_tasks, apply_body_orders, merge_specs, set_quotes
from comparison.amending.texts import amend_text
from specs.changes import Change, Place
from specs.model import Amendment, Level, Origin, Spec

_SENTENCE_ENDS = "。；;"


@dataclass(frozen=True, slots=True)
class Amended:
    """A notice as amended (合并结果).

    unplaced  what could not be applied safely, a line each, for a person
    ordered   words of the amending paper that order something, with the starts of the notice's items they touch
    """

    spec: Spec
    unplaced: tuple[str, ...]
    ordered: tuple[tuple[Place, tuple[int, ...]], ...]


def amend_spec(kept: Spec, old: str, amending: Spec, new: str) -> Amended:
    """The spec in force after an amending paper; what this does not mention stands as it was kept.

    kept  the notice's spec, old its source text; amending and new are those of the amending paper
    """
    if any(is_titled(title, kept.notice) and not find_orders(new) for title, _ in find_repealed(new)):
        return _repeal(kept, amending, new)
    paragraphs = find_paragraphs(new)
    placed = place_orders(old, new, paragraphs, kept.deadlines)
    text = amend_text(old, new, placed.edits)
    merged = merge_specs(kept, _read(old, kept), _read(text.text, kept), text, _describe(amending))
    merged, failed = apply_body_orders(merged, placed.bodies, (old, new), _levels(kept, amending))
    used = [(p.start, p.end) for p in paragraphs if p.orders or p.addresses]
    merged = set_quotes(add_extra_tasks(merged, amending, used), (old, new))
    said = [*placed.unplaced]
    said += [((order.start, order.end), "原文的责任单位中没有对应的单位") for order in failed]
    spans = [(order.start, order.end) for order, _ in (*placed.applied, *placed.bodies)] + [span for span, _ in said]
    said += [(span, "没有看懂要怎样改") for span in _list_unread(new, paragraphs, spans)]
    ordered = [(_place(order, new), tuple(item.start for item in items)) for order, items in placed.applied]
    ordered += [(_place(order, new), (item.start,)) for order, item in placed.bodies if order not in failed]
    return Amended(merged, tuple(f"“{_shorten(new[a:b])}”：{why}。" for (a, b), why in sorted(said)), tuple(ordered))


def find_orders(new: str) -> list[Order]:
    """All orders of an amending paper."""
    return [order for paragraph in find_paragraphs(new) for order in paragraph.orders]


def _repeal(kept: Spec, amending: Spec, new: str) -> Amended:
    """A notice that is repealed as a whole asks nothing any more."""
    spec = replace(kept, tasks=(), targets=(), deadlines=(), percentages=(), reports=(), citations=(), extras=(),
                   doubts=(), goals=(), amendments=(*kept.amendments, _describe(amending)))
    return Amended(spec, (), ())


def _describe(amending: Spec) -> Amendment:
    head = amending.notice
    return Amendment(head.title, head.document_number, head.issued_on, amending.origin)


def _read(text: str, kept: Spec) -> Spec:
    """A text read as the notice was; a consolidated text is a plain one."""
    from extractor.pipeline import extract_source
    from extractor.readers.plain import find_blocks
    from extractor.source import SourceText

    origin = kept.origin or Origin("", "", "txt", "")
    return extract_source(SourceText(text, find_blocks(text), "txt"), origin).spec


def _levels(*specs: Spec) -> Callable[[str], Level | None]:
    known = {body.name: body.level for spec in specs for task in spec.tasks for body in task.bodies}

    def level_of(name: str) -> Level | None:
        return known.get(name) or next((level for word, level in (("县", Level.COUNTY), ("市", Level.PREFECTURE), (
            "省", Level.PROVINCE), ("公司", Level.ENTERPRISE)) if word in name), None)

    return level_of


def _list_unread(new: str, paragraphs: Iterable[Paragraph], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences that order something of an item and that no order was made of."""
    found = []
    for paragraph in paragraphs:
        if not paragraph.addresses and not paragraph.orders:
            continue
        start = paragraph.start
        while start < paragraph.end:
            ends = [at for mark in _SENTENCE_ENDS if (at := new.find(mark, start, paragraph.end)) >= 0]
            end = min(ends, default=paragraph.end)
            if says_order(new[start:end]) and not any(a < end and start < b for a, b in spans):
                found.append((start, end))
            start = end + 1
    return found


def _place(order: Order, new: str) -> Place:
    start = order.hint[0] if order.hint else order.start
    return Place(new[start:order.end], start, order.end, None, 1)


def _shorten(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else plain[:60] + "…"


def point_to_orders(changes: Iterable[Change], amended: Amended) -> tuple[Change, ...]:
    """The changes, each with the words of the amending paper that order it where its new side has none of them."""
    made = []
    for change in changes:
        if change.new and not any(place.paper for place in change.new):
            starts = {getattr(fact, "start", -1) for fact in (*change.old_facts, *change.new_facts)}
            orders = [place for place, items in amended.ordered if starts & set(items)]
            change = replace(change, new=(*change.new, *orders))
        made.append(change)
    return tuple(made)
