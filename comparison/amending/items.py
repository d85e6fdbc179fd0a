"""The numbered items of a text (条目), and the one that an amending paper means by 第四部分第(三)项."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongwen.characters import fold_full_width
from gongwen.item_numbers import ItemStyle, parse_item_number
from gongwen.numerals import parse_integer

_LINE = re.compile(r"[^\r\n]+")
_CLOSED = re.compile(r"[。；;:：|]\s*$")
_BRACKETED = frozenset({ItemStyle.BRACKETED_CHINESE, ItemStyle.BRACKETED_DECIMAL})
_UNITS = {
    "部分": (ItemStyle.CHINESE, ItemStyle.FORMAL), "章": (ItemStyle.CHAPTER,), "节": (ItemStyle.CHAPTER,),
    "条": (ItemStyle.ARTICLE, ItemStyle.CHINESE, ItemStyle.DECIMAL_DOT, ItemStyle.DECIMAL_COMMA),
    "段": (ItemStyle.DECIMAL_DOT, ItemStyle.DECIMAL_COMMA),  # of Hong Kong's circulars
}
_POINTS = (ItemStyle.CHINESE, *_BRACKETED)  # 第三點 of Taiwan's papers is 三、
_PART = re.compile(
    r"第\s*(?P<open>\()?(?P<n>[一二三四五六七八九十百]+|[0-9]+)\)?\s*(?P<unit>部分|章|节|条|款|项|点|段)")


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item of a text (条目): offsets; `words` is where its own words begin, behind the number.

    end    of all that belongs to it, items below it too; own of its own paragraphs
    above  index of the item that it stands under, None at the top
    """

    style: ItemStyle
    value: int
    start: int
    words: int
    own: int
    end: int
    above: int | None


@dataclass(frozen=True, slots=True)
class Address:
    """Where an amending paper points (条文位置): `parts` are (value, unit, bracketed), outermost first."""

    parts: tuple[tuple[int, str, bool], ...]
    start: int
    end: int


def index_items(text: str) -> tuple[Item, ...]:
    """The items of a text by lines, in order; lines that do not close with a mark end an item (落款)."""
    found: list[Item] = []
    stack: list[int] = []
    folded = fold_full_width(text)
    for line in _LINE.finditer(folded):
        numbered = parse_item_number(line[0].lstrip())
        if numbered is None:
            if found and found[-1].end == _before(text, line.start()) and _CLOSED.search(line[0]):
                _stretch(found, len(found) - 1, line.end(), own=True)
            continue
        number, rest = numbered
        while stack and all(found[at].style is not number.style for at in stack[-1:]) and any(
                found[at].style is number.style for at in stack):
            stack.pop()
        if stack and found[stack[-1]].style is number.style:
            stack.pop()
        start = line.end() - len(line[0].lstrip())
        above = stack[-1] if stack else None
        found.append(Item(number.style, number.value, start, line.end() - len(rest), line.end(), line.end(), above))
        if above is not None:
            _stretch(found, above, line.end(), own=False)
        stack.append(len(found) - 1)
    return tuple(found)


def _before(text: str, at: int) -> int:
    """The end of the line before."""
    return len(text[:at].rstrip("\r\n"))


def _stretch(found: list[Item], at: int | None, end: int, *, own: bool) -> None:
    while at is not None:
        item = found[at]
        found[at] = Item(item.style, item.value, item.start, item.words, end if own else item.own, end, item.above)
        at, own = item.above, False


def find_addresses(text: str) -> tuple[Address, ...]:
    """Every place that a folded text names by number; parts that follow each other are one: 第三条第二项."""
    groups: list[list[re.Match[str]]] = []
    for match in _PART.finditer(text):
        if groups and groups[-1][-1].end() == match.start() and groups[-1][-1]["unit"] != match["unit"]:
            groups[-1].append(match)
        else:
            groups.append([match])
    return tuple(Address(tuple((parse_integer(m["n"]), m["unit"], bool(m["open"])) for m in group),
                         group[0].start(), group[-1].end()) for group in groups)


def find_item(items: Sequence[Item], address: Address) -> int | None:
    """Index of the item that an address names; None where none or several fit."""
    fits = list_fitting(items, address)
    return fits[0] if len(fits) == 1 else None


def list_fitting(items: Sequence[Item], address: Address) -> list[int]:
    """Indices of the items that an address may name: an attached plan counts anew from 一、"""
    fits: list[int] = []
    for depth, (value, unit, bracketed) in enumerate(address.parts):
        if unit == "款":
            continue  # a paragraph of its article: the words that are to change are looked for in all of it
        if unit == "点" and not depth and not bracketed:
            for style in _POINTS:
                if fits := [at for at, item in enumerate(items) if item.style is style and item.value == value]:
                    break
            continue
        among = range(len(items)) if not depth else _below(items, fits)
        fits = _pick(items, among, value, unit, bracketed=bracketed)
    return fits


def _pick(items: Sequence[Item], among: Iterable[int], value: int, unit: str, *, bracketed: bool) -> list[int]:
    equal = [at for at in among if items[at].value == value]
    if unit in _UNITS:
        for style in _UNITS[unit]:
            if fits := [at for at in equal if items[at].style is style]:
                return fits
        return []
    fits = [at for at in equal if items[at].style in _BRACKETED]
    return fits if bracketed or fits else equal


def _below(items: Sequence[Item], tops: Sequence[int]) -> list[int]:
    """Items anywhere under the given ones."""
    under = set(tops)
    for at, item in enumerate(items):
        if item.above in under:
            under.add(at)
    return sorted(under - set(tops))
