"""Pinyin after characters (拼音注音): `區(qū)` → `區`, where it is a reading of that character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from extractor.clean.characters import HAN
from extractor.clean.draft import Edit
from specs.model import Doubt

_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêế"
PINYIN = rf"a-zɑɡ{_VOWELS}\u0300\u0301\u0304\u030c\u0308"
_ANNOTATION = re.compile(rf"(?<={HAN})\((?P<words>[{PINYIN} ]+)\)")
_TONE = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿế]")
_SANDHI = "一不"  # read in several tones; the annotation gives the one in speech


def find_annotations(text: str, doubt: Callable[[int, int, str], Doubt]) -> tuple[list[Edit], list[Doubt]]:
    """Every pinyin annotation that is a reading of what stands before it.

    text     one line a block, half-width brackets
    doubt    makes a doubt about a run of the text
    returns  what to take away; doubts about brackets with tone marks that are no reading, which stay
    """
    edits: list[Edit] = []
    doubts: list[Doubt] = []
    for found in _ANNOTATION.finditer(text):
        words = plain_pinyin(found["words"])
        if is_reading(text[max(0, found.start() - 8):found.start()], words):
            edits.append(Edit(found.start(), found.end(), "", follows=True))
        elif _TONE.search(words):
            why = f"括号内“{found['words']}”不是前字读音，未删除"
            doubts.append(doubt(found.start() - 1, found.end(), why))
    return edits, doubts


def is_reading(before: str, words: str) -> bool:
    """Whether pinyin is how the last characters before it are read; without tones only for one character."""
    if not words or not before:
        return False
    toned = bool(_TONE.search(words))
    if not toned:
        return words in {_without_tone(r) for r in _readings(before[-1])}
    return any(not rest for rest in _unread(before, words))


def _unread(before: str, words: str) -> Iterator[str]:
    """What is left of the pinyin once the characters before it, last one first, have taken their readings."""
    yield words
    if not before or not words:
        return
    last = before[-1]
    for reading in _readings(last):
        if words.endswith(reading):
            yield from _unread(before[:-1], words.removesuffix(reading))
    if last in _SANDHI:
        for reading in {_without_tone(r) for r in _readings(last)}:
            size = len(reading)
            if _without_tone(words[-size:]) == reading:
                yield from _unread(before[:-1], words[:-size])


def plain_pinyin(words: str) -> str:
    """Pinyin in the letters of the dictionary: tone marks joined to their vowels, no blanks."""
    return unicodedata.normalize("NFC", words).replace("ɡ", "g").replace("ɑ", "a").replace(" ", "")


@cache
def _without_tone(words: str) -> str:
    plain = unicodedata.normalize("NFD", words)
    return unicodedata.normalize("NFC", "".join(c for c in plain if c not in "\u0300\u0301\u0304\u030c"))


@cache
def _readings(character: str) -> tuple[str, ...]:
    """All readings of a character, tones marked."""
    return tuple(_load_readings().get(ord(character), "").split(","))


@cache
def _load_readings() -> dict[int, str]:
    from pypinyin.constants import PINYIN_DICT  # heavy: only a text with annotations pays for it

    return dict(PINYIN_DICT)
