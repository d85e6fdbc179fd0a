"""Orders → edits of the notice's text (套用): each only where its place is certain; what is not is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import partial_ratio

from comparison.amending.items import Item, find_item, index_items, list_fitting
from comparison.amending.orders import Order, OrderKind, Paragraph, Span
from comparison.amending.rewording import read_part, reword_bodies
from comparison.amending.texts import GLUE, Edit, Piece, meet
from gongwen.characters import fold_full_width
from gongwen.item_numbers import parse_item_number, print_item_number
from specs.model import Deadline

_NEAR = 45  # characters before the words, in which those that the order names them by are looked for
_NAMED = 60  # of 100
_AHEAD = 12
_SHORTEST = 4  # characters that name something
_VAGUE = re.compile(r"《[^》]*》|第\(?[一二三四五六七八九十百0-9]+\)?(?:部分|章|节|条|款|项|点)|[将把由从的中,:;]|其中"
                    r"|原定?")
_CLOSED = "。;；"
_DATE = re.compile(r"[年月日周季度半前内底末]")


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of the orders (套用结果).

    edits     of the notice's text; applied are (order, the items of the notice that it touches)
    bodies    orders about bodies, which are applied to the tasks themselves, with the item of each
    reworded  those of them that the edits write into the words of the item too
    unplaced  words of orders that could not be applied, with why
    """

    edits: tuple[Edit, ...]
    applied: tuple[tuple[Order, tuple[Item, ...]], ...]
    bodies: tuple[tuple[Order, Item], ...]
    unplaced: tuple[tuple[Span, str], ...]
    reworded: tuple[Order, ...] = ()


class _CannotPlace(Exception):
    """An order whose place is not certain; says why."""


@dataclass(slots=True)
class _Desk:
    """The papers on the desk (底稿): the notice, its items and deadlines, the amending paper, and what is done."""

    old: str
    new: str
    items: tuple[Item, ...]
    deadlines: Sequence[Deadline]
    edits: list[Edit] = field(default_factory=list)

    def words(self, span: Span) -> str:
        return self.new[span[0]:span[1]]

    def item(self, order: Order, which: int = 0) -> Item:
        at = find_item(self.items, order.addresses[which])
        if at is None:
            raise _CannotPlace("原文中没有找到所说的条目，或有几处都像")
        return self.items[at]

    def scope(self, order: Order) -> Span:
        """Where the order's date is to be looked for: its item, or all of the notice."""
        if not order.addresses:
            return 0, len(self.old)
        item = self.item(order)
        return item.start, item.end

    def scopes(self, order: Order) -> list[Span]:
        """Where the order's words are to be looked for: the items that may be meant, or all of the notice."""
        if not order.addresses:
            return [(0, len(self.old))]
        fits = [self.items[at] for at in list_fitting(self.items, order.addresses[0])]
        if not fits:
            raise _CannotPlace("原文中没有找到所说的条目，或有几处都像")
        return [(item.start, item.end) for item in fits]


def place_orders(old: str, new: str, paragraphs: Iterable[Paragraph], deadlines: Sequence[Deadline]) -> Placed:
    """The edits that the orders make in the notice's text.

    deadlines  of the notice, for orders that name a new date and not the old one
    """
    desk = _Desk(fold_full_width(old), fold_full_width(new), index_items(old), deadlines)
    applied: list[tuple[Order, tuple[Item, ...]]] = []
    bodies: list[tuple[Order, Item]] = []
    unplaced: list[tuple[Span, str]] = []
    reworded: list[Order] = []
    for order in (order for paragraph in paragraphs for order in paragraph.orders):
        try:
            if order.kind is OrderKind.BODY:
                if not order.addresses:
                    raise _CannotPlace("没有写明是哪一条")
                item = desk.item(order)
                bodies.append((order, item))
                edits = _reword(desk, order, item)
                if edits and not any(meet(edit, desk.edits) for edit in edits):
                    desk.edits += edits
                    reworded.append(order)
                continue
            edits, touched = _MAKERS[order.kind](desk, order)
            if any(meet(edit, desk.edits) for edit in edits):
                raise _CannotPlace("与另一处修改重叠")
            desk.edits += edits
            applied.append((order, touched))
        except _CannotPlace as why:
            unplaced.append(((order.hint[0] if order.hint else order.start, order.end), str(why)))
    return Placed(tuple(desk.edits), tuple(applied), tuple(bodies), tuple(unplaced), tuple(reworded))


Made = tuple[list[Edit], tuple[Item, ...]]


def _replace(desk: _Desk, order: Order) -> Made:
    assert order.old
    old, new = order.old, order.new[0]
    spans = _find_words(desk, order, desk.words(old))
    if not spans:
        # 由每季度1次调整为每月1次: what both have in common need not stand together in the notice.
        old, new = _differing(desk, old, new)
        spans = _find_words(desk, order, desk.words(old)) if old[1] - old[0] >= 2 else []
    at = _choose(desk, order, spans)
    return [Edit(*at, (Piece(1, *new),))], _items_at(desk, at)


def _differing(desk: _Desk, old: Span, new: Span) -> tuple[Span, Span]:
    """Two runs of words without what they begin and end with alike."""
    one, other = desk.words(old), desk.words(new)
    tail = 0
    while tail < min(len(one), len(other)) and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return (old[0], old[1] - tail), (new[0], new[1] - tail)


def _find_words(desk: _Desk, order: Order, words: str) -> list[Span]:
    # 30% is not the end of 130%, 5日 not that of 25日.
    edge = r"(?<![0-9.])" if words[:1].isdigit() else ""
    tail = r"(?![0-9.])" if words[-1:].isdigit() else ""
    pattern = re.compile(edge + r"\s*".join(re.escape(c) for c in words) + tail)
    found = {match.span() for start, end in desk.scopes(order) for match in pattern.finditer(desk.old, start, end)}
    return sorted(found)


def _choose(desk: _Desk, order: Order, spans: Sequence[Span]) -> Span:
    """The one place that an order means; of several the one that stands behind the words that the order names."""
    if not spans:
        raise _CannotPlace("原文中没有找到要改的字句")
    if len(spans) == 1:
        return spans[0]
    if order.hint is None:
        raise _CannotPlace("原文中有几处相同的字句")
    hint = _VAGUE.sub("", desk.words(order.hint))
    if len(hint) < _SHORTEST:
        raise _CannotPlace("原文中有几处相同的字句，不能确定是哪一处")
    scored = sorted(((partial_ratio(hint, desk.old[max(a - _NEAR, 0):a]), a, b) for a, b in spans), reverse=True)
    (best, a, b), (next_best, _, _) = scored[:2]
    if best < _NAMED or best - next_best < _AHEAD:
        raise _CannotPlace("原文中有几处相同的字句，不能确定是哪一处")
    return a, b


def _items_at(desk: _Desk, at: Span) -> tuple[Item, ...]:
    """The innermost item that holds a place."""
    holding = [item for item in desk.items if item.start <= at[0] < max(item.own, item.start + 1)]
    return tuple(holding[-1:])


def _reset(desk: _Desk, order: Order) -> Made:
    start, end = desk.scope(order)
    found = {(d.start, d.end) for d in desk.deadlines if start <= d.start and d.end <= end and not d.paper}
    if not order.addresses or len(found) != 1 or not _DATE.search(desk.words(order.new[0])):
        raise _CannotPlace("没有写明原来的时限，原文中也不止一处时限")
    at = found.pop()
    return [Edit(*at, (Piece(1, *order.new[0]),))], _items_at(desk, at)


def _insert(desk: _Desk, order: Order) -> Made:
    assert order.old
    at = _choose(desk, order, _find_words(desk, order, desk.words(order.old)))
    return [Edit(at[1], at[1], (Piece(1, *order.new[0]),))], _items_at(desk, at)


def _cut(desk: _Desk, order: Order) -> Made:
    assert order.old
    at = _choose(desk, order, _find_words(desk, order, desk.words(order.old)))
    return [Edit(*at)], _items_at(desk, at)


def _rewrite(desk: _Desk, order: Order) -> Made:
    item = desk.item(order)
    if item.end != item.own:
        raise _CannotPlace("该条下面还有条目，不能确定是否一并改写")
    return [Edit(item.words, item.own, (Piece(1, *_without_number(desk, order.new[0])),))], (item,)


def _without_number(desk: _Desk, span: Span) -> Span:
    """Words without the number of the article that they begin with: it stands in the notice already."""
    words = desk.words(span)
    numbered = parse_item_number(words)
    return (span[1] - len(numbered[1]) if numbered else span[0], span[1])


def _line(number: Item | str, desk: _Desk, parts: Sequence[Span]) -> tuple[Piece, ...]:
    """A numbered line: the item's own number, or one that neither paper has; title and text, or all in one."""
    head = Piece(GLUE, text=number) if isinstance(number, str) else Piece(0, number.start, number.words)
    pieces = [head, Piece(1, *_without_number(desk, parts[0]))]
    if len(parts) > 1 and parts[1][0] < parts[1][1]:
        pieces += [Piece(GLUE, text="。"), Piece(1, *parts[1])]
    said = parts[-1] if parts[-1][0] < parts[-1][1] else parts[0]
    if desk.words(said).rstrip()[-1:] not in _CLOSED:
        pieces.append(Piece(GLUE, text="。"))
    return tuple(pieces)


def _add(desk: _Desk, order: Order) -> Made:
    if not order.addresses:
        raise _CannotPlace("没有写明加在哪里")
    address = order.addresses[0]
    at = find_item(desk.items, address)
    if at is None and order.placed and address.parts[-1][1] in ("条", "项", "点", "段"):
        # 作为第七条, of six: behind the sixth.
        value, unit, bracketed = address.parts[-1]
        before = type(address)((*address.parts[:-1], (value - 1, unit, bracketed)), address.start, address.end)
        at = find_item(desk.items, before)
        if at is None:
            raise _CannotPlace("原文中没有找到所说的位置")
        model, place = desk.items[at], desk.items[at].end
        number = print_item_number(model.style, value)
    elif at is None:
        raise _CannotPlace("原文中没有找到所说的位置")
    elif order.placed:
        model = desk.items[at]
        place, number = model.start, print_item_number(model.style, model.value)
    else:
        below = [i for i in desk.items if i.above == at]
        model = below[-1] if below else desk.items[at]
        place, number = desk.items[at].end, print_item_number(model.style, model.value + 1)
    line = _line(number, desk, order.new)
    around = (*line, Piece(GLUE, text="\n")) if place == model.start else (Piece(GLUE, text="\n"), *line)
    return [Edit(place, place, around)], ()


def _reword(desk: _Desk, order: Order, item: Item) -> list[Edit]:
    """An order about bodies in the words of its item; [] where they do not show the place."""
    assert order.old
    part = read_part(desk.new, (order.start, order.end), order.old)
    return reword_bodies(desk.old, (item.start, item.own), part, desk.new) if part.come or part.go else []


def _drop(desk: _Desk, order: Order) -> Made:
    items = tuple(desk.item(order, which) for which in range(len(order.addresses)))
    return [Edit(item.start, item.end) for item in items], items


def _merge(desk: _Desk, order: Order) -> Made:
    items = tuple(desk.item(order, which) for which in range(len(order.addresses)))
    if len(items) < 2:
        raise _CannotPlace("没有写明是哪几条")
    first, *others = sorted(items, key=lambda item: item.start)
    return [Edit(first.start, first.end, _line(first, desk, order.new)),
            *(Edit(item.start, item.end) for item in others)], items


def _split(desk: _Desk, order: Order) -> Made:
    item = desk.item(order)
    lines: list[Piece] = []
    for at in range(0, len(order.new), 2):
        lines += [Piece(GLUE, text="\n")] if lines else []
        lines += _line(item, desk, order.new[at:at + 2])
    return [Edit(item.start, item.end, tuple(lines))], (item,)


def _move(desk: _Desk, order: Order) -> Made:
    item, where = desk.item(order, 0), desk.item(order, len(order.addresses) - 1)
    moved = (Piece(GLUE, text="\n"), Piece(0, item.start, item.end))
    return [Edit(item.start, item.end), Edit(where.end, where.end, moved)], (item,)


_MAKERS: dict[OrderKind, Callable[[_Desk, Order], Made]] = {
    OrderKind.REPLACE: _replace, OrderKind.RESET: _reset, OrderKind.INSERT: _insert, OrderKind.CUT: _cut,
    OrderKind.REWRITE: _rewrite, OrderKind.ADD: _add, OrderKind.DROP: _drop, OrderKind.MERGE: _merge,
    OrderKind.SPLIT: _split, OrderKind.MOVE: _move,
}
