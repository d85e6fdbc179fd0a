"""How common a run of characters is (常用程度): what decides whether a repair reads better than what stands there."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from extractor.clean.script import simplify

_COMMON, _SELDOM, _ODD = 0.0, -3.0, -7.0
_KNOWN_PAIR, _SEEN_PAIR = 2.0, 3.0
_MARKS = frozenset(",。、;:()《》“”〔〕%，；：（）％0123456789 \n")


def score_words(text: str, pairs: frozenset[str]) -> float:
    """How common a text is: its characters, and the pairs of them that are words or stand elsewhere in the notice.

    text   as printed, traditional or simplified
    pairs  pairs of characters of the rest of the notice, by `find_pairs`
    """
    plain = simplify(text, "t2s")
    score = sum(map(_rank, plain))
    known = _load_pairs()
    for i in range(len(plain) - 1):
        pair = plain[i:i + 2]
        score += _SEEN_PAIR if pair in pairs else _KNOWN_PAIR if pair in known else 0.0
    return score


def is_common(text: str) -> bool:
    """Whether every character is one of the 3,755 commonest (GB 2312, first level) or a plain mark."""
    return all(map(_is_common_character, text))


def is_pair(pair: str, pairs: frozenset[str]) -> bool:
    """Whether two neighbours are part of a word, or stand so elsewhere in the notice (`pairs`)."""
    plain = simplify(pair, "t2s")
    return plain in pairs or plain in _load_pairs()


def find_pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters, simplified."""
    plain = simplify(text, "t2s")
    return frozenset(map("".join, pairwise(plain)))


@cache
def _is_common_character(character: str) -> bool:
    return all(_rank(c) == _COMMON for c in simplify(character, "t2s"))


@cache
def _rank(character: str) -> float:
    if character in _MARKS:
        return _COMMON
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return _ODD
    if len(code) == 1:
        return _SELDOM
    return _COMMON if 0xB0 <= code[0] <= 0xD7 else _SELDOM if code[0] >= 0xB0 else _ODD


@cache
def _load_pairs() -> frozenset[str]:
    """Pairs of characters within the words and phrases of the pinyin dictionary."""
    from pypinyin.phrases_dict import phrases_dict  # heavy: only a text with a slip pays for it

    return frozenset(word[i:i + 2] for word in phrases_dict for i in range(len(word) - 1))
