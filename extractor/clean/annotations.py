"""Pinyin after characters (拼音注音): `區(qū)` → `區`, where it is a reading of that character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from extractor.clean.characters import HAN
from extractor.clean.draft import Draft, Edit
from specs.model import Doubt

_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêế"
PINYIN = rf"a-zɑɡ{_VOWELS}\u0300\u0301\u0304\u030c\u0308"
_ANNOTATION = re.compile(rf"(?<={HAN})\((?P<words>[{PINYIN} ]+)\)")
_TONE = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿế]")
_MOST_READ = 8  # characters that one bracket gives the reading of
_SANDHI = "一不"  # read in several tones; the annotation gives the one in speech


def drop_annotations(draft: Draft, source: str) -> list[Doubt]:
    """Take away every pinyin annotation that is a reading of what stands before it (`務(wù)(wù)`: both of them).

    draft    half-width brackets
    returns  doubts about brackets with tone marks that are no reading, which stay
    """
    while edits := [Edit(m.start(), m.end(), "", follows=True) for m in _ANNOTATION.finditer(draft.text)
                    if _is_annotation(draft.text, m)]:
        draft.apply(edits)
    return [draft.doubt(source, m.start() - 1, m.end(), f"括号内“{m['words']}”不是前字读音，未删除")
            for m in _ANNOTATION.finditer(draft.text) if has_tone(m["words"])]


def _is_annotation(text: str, found: re.Match[str]) -> bool:
    return is_reading(text[max(0, found.start() - _MOST_READ):found.start()], plain_pinyin(found["words"]))


def is_reading(before: str, words: str) -> bool:
    """Whether pinyin, with tones or without, is how the last characters before it are read."""
    if not words or not before:
        return False
    toned = bool(_TONE.search(words))
    if not toned:
        words = words.replace("v", "ü")  # lü is typed lv where there is no key for it
    return any(not rest for rest in _unread(before, words, toned))


def _unread(before: str, words: str, toned: bool) -> Iterator[str]:
    """What is left of the pinyin once the characters before it, last one first, have taken their readings."""
    yield words
    if not before or not words:
        return
    last = before[-1]
    for reading in _readings(last) if toned else {_without_tone(r) for r in _readings(last)}:
        if reading and words.endswith(reading):
            yield from _unread(before[:-1], words.removesuffix(reading), toned)
    if toned and last in _SANDHI:
        for reading in {_without_tone(r) for r in _readings(last)}:
            size = len(reading)
            if _without_tone(words[-size:]) == reading:
                yield from _unread(before[:-1], words[:-size], toned)


def has_tone(words: str) -> bool:
    """Whether pinyin has a tone mark: no Latin word of a notice has."""
    return bool(_TONE.search(plain_pinyin(words)))


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
