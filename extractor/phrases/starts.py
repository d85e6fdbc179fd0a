"""Where a long pattern may begin (首字): the characters are read off the pattern, and only their places are tried.

A search tries every branch of a pattern at every character of the text; most characters begin none, and most clauses
hold no match, which one call tells.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_BEHIND = "(?<=)"  # marks a piece that stands before the match
_CATEGORIES = {sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_WORD: r"\W", sre.CATEGORY_DIGIT: r"\d"}


class _Search(NamedTuple):
    """How a pattern is searched (搜索方式).

    pattern  itself: it is known by its identity, for a pattern's hash is that of all its code
    places   what finds where a match begins, or the character before in `behind`; None: the pattern itself does
    """

    pattern: re.Pattern[str]
    places: re.Pattern[str] | None
    behind: str


_SEARCHES: dict[int, _Search] = {}
_NAMED_GROUP, _SAME_AGAIN = re.compile(r"\(\?P<\w+>"), re.compile(r"\(\?P=\w+\)")


def find_matches(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, for a pattern that matches no empty words."""
    _, places, behind = _SEARCHES.get(id(pattern)) or _plan_search(pattern)
    if places is None:
        yield from pattern.finditer(text, start, end)
        return
    match_at = pattern.match
    for place in places.finditer(text, max(0, start - 1) if behind else start, end):
        at = place.start()
        match = match_at(text, at, end) if at >= start else None
        if match is None and behind and at + 1 >= start and text[at] in behind:
            match = match_at(text, at + 1, end)
        if match is not None:
            yield match
            start = match.end()


def find_first(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> re.Match[str] | None:
    """What `pattern.search(text, start, end)` gives, for a pattern that matches no empty words."""
    _, places, behind = _SEARCHES.get(id(pattern)) or _plan_search(pattern)
    if places is None or behind:
        return next(find_matches(pattern, text, start, end), None)
    place = places.search(text, start, end)
    if place is None:  # nearly always
        return None
    return pattern.match(text, place.start(), end) or next(find_matches(pattern, text, place.end(), end), None)


def _plan_search(pattern: re.Pattern[str]) -> _Search:
    starts, places = find_starts(pattern), None
    if starts is not None:
        words = _SAME_AGAIN.sub(r"(?:[\\s\\S]*?)", _NAMED_GROUP.sub("(?:", pattern.pattern))
        places = _look_ahead(words, pattern.flags, *starts)
    search = _SEARCHES[id(pattern)] = _Search(pattern, places, starts[1] if starts else "")
    return search


def look_ahead(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern that takes the first character of each match of this one, one within another too, with its groups.

    raises  ValueError: it may begin with any character
    """
    starts = find_starts(pattern)
    if starts is None or starts[1]:
        raise ValueError(f"a match of {pattern.pattern[:40]} may begin with any character")
    return _look_ahead(pattern.pattern, pattern.flags, *starts)


def _look_ahead(words: str, flags: int, first: re.Pattern[str], behind: str) -> re.Pattern[str]:
    """The first character of a match of some words, or a character of `behind` after which one begins.

    `re` skips fast over what a leading class of characters leaves out, but sees none before a branch or a look ahead.
    So the class is said first, and the words looked ahead at from before the character that it has just taken.
    """
    after = f"|(?<=[{behind}])(?={words})" if behind else ""
    return re.compile(f"{first.pattern}(?:(?<=(?={words})[\\s\\S]){after})", flags)


@cache
def find_starts(pattern: re.Pattern[str]) -> tuple[re.Pattern[str], str] | None:
    """The characters that a match may begin with, as one class; None where it may begin with any, or be empty.

    returns  with the class, those of its characters after which a match may begin with any
    """
    pieces, empty = _first(sre_parser.parse(pattern.pattern, pattern.flags))
    if empty or pieces is None or pattern.flags & re.IGNORECASE:
        return None
    behind = "".join(p[-1] for p in pieces if p.startswith(_BEHIND))
    return re.compile(f"[{''.join(sorted(p.removeprefix(_BEHIND) for p in pieces))}]"), behind


def _first(sequence: Sequence[Any]) -> tuple[set[str] | None, bool]:
    """(pieces of a character class, whether all may be left out) of a parsed sequence; None: any may begin."""
    pieces: set[str] = set()
    behind: set[str] | None = None
    for code, value in sequence:
        own, empty = _first_of(code, value)
        if own is None and behind:  # any character, but after one of these
            own = behind
        if own is None:
            return None, False
        behind = _characters_behind(value) if code is sre.ASSERT and value[0] < 0 else None
        pieces |= own
        if not empty:
            return pieces, False
    return pieces, True


def _first_of(code: Any, value: Any) -> tuple[set[str] | None, bool]:
    if code in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        return set(), True
    if code is sre.LITERAL:
        return {re.escape(chr(value))}, False
    if code is sre.IN:
        return _class_pieces(value), False
    if code is sre.SUBPATTERN:
        return _first(value[3])
    if code is sre.ATOMIC_GROUP:
        return _first(value)
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        pieces, empty = _first(value[2])
        return pieces, empty or value[0] == 0
    if code is sre.BRANCH:
        every = [_first(branch) for branch in value[1]]
        if any(pieces is None for pieces, _ in every):
            return None, False
        return set().union(*(pieces or () for pieces, _ in every)), any(empty for _, empty in every)
    return None, False


def _characters_behind(value: Any) -> set[str] | None:
    """The single characters that a look behind asks for; None where it asks for anything else."""
    pieces, _ = _first(value[1])
    if not pieces or value[1].getwidth() != (1, 1) or any(len(p) > 1 for p in pieces):
        return None
    return {_BEHIND + p for p in pieces}


def _class_pieces(members: Sequence[Any]) -> set[str] | None:
    pieces = set()
    for code, value in members:
        if code is sre.LITERAL:
            pieces.add(re.escape(chr(value)))
        elif code is sre.RANGE:
            pieces.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif code is sre.CATEGORY and value in _CATEGORIES:
            pieces.add(_CATEGORIES[value])
        else:
            return None
    return pieces
