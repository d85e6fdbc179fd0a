"""An amending notice applied to the notice that it amends (修改套用): two papers in, the spec in force out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from comparison.amending.orders import Order, Paragraph, find_paragraphs, find_repealed, says_order
from comparison.amending.placing import Placed, place_orders
from comparison.amending.recognising import find_named, find_names, is_titled
from comparison.amending.specs import BodyOrder, add_extra_tasks, apply_body_orders, merge_specs, set_quotes
from comparison.amending.texts import AmendedText, amend_text, lay_whole, resolve_pieces
from specs.changes import Change, ChangeKind, Place
from specs.model import Amendment, Level, Notice, Origin, Spec

if TYPE_CHECKING:
    from extractor.pipeline import Extraction

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
    return amend_chain(kept, old, ((amending, new),))


def amend_chain(kept: Spec, old: str, amendings: Sequence[tuple[Spec, str]]) -> Amended:
    """The spec in force after several amending papers, in the order in which they were issued.

    A paper may amend an earlier amending paper: this is amended first, and then what it says by now is made in the
    notice. One that repeals an earlier amending paper takes all back that this ordered.
    """
    texts = (old, *(new for _, new in amendings))
    old, amendings = plain_text(old), [(spec, plain_text(new)) for spec, new in amendings]
    if any(_repeals(new, kept.notice) for _, new in amendings):
        return _repeal(kept, amendings)
    books = [_Book(paper, spec, new, find_paragraphs(new), lay_whole(new, paper))
             for paper, (spec, new) in enumerate(amendings, 1)]
    said: list[tuple[int, tuple[int, int], str]] = []
    for at, book in enumerate(books):
        for earlier in books[:at]:
            said += _amend_earlier(book, earlier)
    notice, laid = lay_whole(old, 0), list[_Laid]()
    for book in (book for book in books if book.text.text):
        notice = _lay(notice, book, kept, laid)
    after = _read(notice.text, kept)
    merged, ids = merge_specs(kept, _read(old, kept), after, notice, [_describe(spec) for spec, _ in amendings])
    orders = [BodyOrder(order, ids.get(one.forward(item.start, laid)), one.book.paper, one.book.text.text,
                        order in one.placed.reworded) for one in laid for order, item in one.placed.bodies]
    merged, failed = apply_body_orders(merged, orders, texts, _levels(kept, *(spec for spec, _ in amendings)))
    for book in books:
        used = [(p.start, p.end) for p in find_paragraphs(book.raw) if p.orders or p.addresses]
        merged = add_extra_tasks(merged, book.spec, used, book.paper)
    merged = set_quotes(merged, texts)
    ordered: list[tuple[Place, tuple[int, ...]]] = []
    for one in laid:
        lost = [body.order for body in failed if body.paper == one.book.paper]
        said += one.tell(lost)
        ordered += one.list_ordered(lost)
    lines = (f"“{_shorten(texts[paper][a:b])}”：{why}。" for paper, (a, b), why in sorted(set(said)))
    return Amended(merged, tuple(lines), tuple(ordered))


@dataclass(slots=True)
class _Book:
    """One amending paper on the desk (修改文件): what it says by now, once later ones have amended it.

    mine  its paragraphs that order something of the notice; text what it says, with its pieces in all papers
    """

    paper: int
    spec: Spec
    raw: str
    mine: tuple[Paragraph, ...]
    text: AmendedText


@dataclass(frozen=True, slots=True)
class _Laid:
    """What came of one amending paper, made in the notice as it stood by then (套用结果)."""

    book: _Book
    base: AmendedText
    placed: Placed
    made: AmendedText

    def forward(self, at: int, laid: Sequence[_Laid]) -> int:
        """Where a character of the notice as this paper found it stands in the end; -1 where it went."""
        place: int | None = at
        for one in laid[laid.index(self):]:
            place = one.made.forward(place) if place is not None else None
        return -1 if place is None else place

    def trace(self, span: tuple[int, int]) -> tuple[int, tuple[int, int]]:
        """(paper, place in it) of words of what the amending paper says by now."""
        found = self.book.text.trace(*span)
        return (found[0], found[1:]) if found else (self.book.paper, span)

    def tell(self, lost: Sequence[Order]) -> list[tuple[int, tuple[int, int], str]]:
        """What could not be applied, with why: (paper, place, why)."""
        said = [*self.placed.unplaced]
        said += [((order.start, order.end), "原文的责任单位中没有对应的单位") for order in lost]
        spans = [(order.start, order.end) for order, _ in (*self.placed.applied, *self.placed.bodies)]
        spans += [span for span, _ in said]
        said += [(span, "没有看懂要怎样改") for span in _list_unread(self.book.text.text, self.book.mine, spans)]
        return [(*self.trace(span), why) for span, why in said]

    def list_ordered(self, lost: Sequence[Order]) -> Iterator[tuple[Place, tuple[int, ...]]]:
        """Words that order something, with where the items that they touch begin in their papers."""
        bodies = [(order, (item,)) for order, item in self.placed.bodies if order not in lost]
        for order, items in (*self.placed.applied, *bodies):
            places = (self.base.trace(item.start, item.end) for item in items)
            start = order.hint[0] if order.hint else order.start
            paper, (a, b) = self.trace((start, order.end))
            yield Place(self.book.text.text[start:order.end], a, b, None, paper), tuple(p[1] for p in places if p)


def _lay(notice: AmendedText, book: _Book, kept: Spec, laid: list[_Laid]) -> AmendedText:
    """The notice with one paper's orders made in it."""
    deadlines = kept.deadlines if not laid else _read(notice.text, kept).deadlines
    placed = place_orders(notice.text, book.text.text, book.mine, deadlines)
    made = amend_text(notice.text, book.text.text, placed.edits)
    laid.append(_Laid(book, notice, placed, made))
    return resolve_pieces(made, notice, book.text)


def _amend_earlier(book: _Book, earlier: _Book) -> list[tuple[int, tuple[int, int], str]]:
    """Make what a paper orders of an earlier amending paper in that; returns what could not be, as `_Laid.tell`."""
    if _repeals(book.raw, earlier.spec.notice):
        earlier.text, earlier.mine = lay_whole("", earlier.paper), ()
        return []
    names = find_names(book.raw, earlier.spec.notice)
    titled = any(is_titled(title, earlier.spec.notice) for title in find_named(book.spec.notice.title or ""))
    theirs = tuple(p for p in book.mine if p.orders and (titled or any(
        name in book.raw[max(p.start - 8, 0):p.end] for name in names)))
    if not theirs or not earlier.text.text:
        return []
    deadlines = _read(earlier.text.text, earlier.spec).deadlines
    placed = place_orders(earlier.text.text, book.text.text, theirs, deadlines)
    made = amend_text(earlier.text.text, book.text.text, placed.edits)
    one = _Laid(replace_book(book, theirs), earlier.text, placed, made)
    earlier.text = resolve_pieces(made, earlier.text, book.text)
    earlier.mine = find_paragraphs(earlier.text.text)
    book.mine = tuple(p for p in book.mine if p not in theirs)
    return one.tell([order for order, _ in placed.bodies if order not in placed.reworded])


def replace_book(book: _Book, mine: tuple[Paragraph, ...]) -> _Book:
    """The paper with some of its paragraphs alone."""
    return _Book(book.paper, book.spec, book.raw, mine, book.text)


def _repeals(new: str, basis: Notice) -> bool:
    """Whether a paper does nothing but repeal another."""
    return any(is_titled(title, basis) for title, _ in find_repealed(new)) and not find_orders(new)


def find_orders(new: str) -> list[Order]:
    """All orders of an amending paper."""
    return [order for paragraph in find_paragraphs(new) for order in paragraph.orders]


def _repeal(kept: Spec, amendings: Sequence[tuple[Spec, str]]) -> Amended:
    """A notice that is repealed as a whole asks nothing any more."""
    spec = replace(kept, tasks=(), targets=(), deadlines=(), percentages=(), reports=(), citations=(), extras=(),
                   doubts=(), goals=(), amendments=(*kept.amendments, *(_describe(spec) for spec, _ in amendings)))
    return Amended(spec, (), ())


def _describe(amending: Spec) -> Amendment:
    head = amending.notice
    return Amendment(head.title, head.document_number, head.issued_on, amending.origin)


def _read(text: str, kept: Spec) -> Spec:
    """A text read as the notice was; a consolidated text is a plain one."""
    return _extract(text, kept.origin or Origin("", "", "txt", "")).spec


def _extract(text: str, origin: Origin) -> Extraction:
    from extractor.pipeline import extract_source  # heavy to load
    from extractor.readers.plain import find_blocks
    from extractor.source import SourceText

    return extract_source(SourceText(text, find_blocks(text), "txt"), origin)


_TRADITIONAL = re.compile("[為條項點刪訂關於發號縣區]")


@lru_cache(maxsize=64)
def plain_text(text: str) -> str:
    """A paper in traditional characters in simplified ones, character for character; any other as it is.

    Orders are read, and words found, in this; quotes are cut from the paper itself.
    """
    if not _TRADITIONAL.search(text):
        return text
    clean = _extract(text, Origin("", "", "txt", "")).cleaned.text
    plain = list(text)
    for letter, start, end in zip(clean.text, clean.origin, clean.until, strict=True):
        if end - start == 1 and not letter.isspace():
            plain[start] = letter
    return "".join(plain)


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


def _shorten(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else plain[:60] + "…"


_OF_BODIES = (ChangeKind.BODY_ADDED, ChangeKind.BODY_REMOVED, ChangeKind.ROLE_CHANGED)


def point_to_orders(changes: Iterable[Change], amended: Amended) -> tuple[Change, ...]:
    """The changes, each with the words of the amending paper that order it where its new side has none of them.

    Of bodies always: the new side is the task's sentence, of which the paper gave no more than a name.
    """
    made = []
    for change in changes:
        if change.new and (change.kind in _OF_BODIES or not any(place.paper for place in change.new)):
            starts = {getattr(fact, "start", -1) for fact in (*change.old_facts, *change.new_facts)}
            orders = [place for place, items in amended.ordered if starts & set(items)]
            change = replace(change, new=(*change.new, *orders))
        made.append(change)
    return tuple(made)
