"""Bytes that slipped (字节错位): text of a GBK page whose pairs of bytes were cut one byte too early or late.

A mirror that writes pinyin between the bytes of a page, and not its characters, takes the second byte of one character
and the first of the next for a third one and parts them: `專家庫，充分發` (BCD2 8EEC A3AC …) becomes
`專家?guī)欤…`, since D28E is 規, read guī. What follows is read one byte off until a byte below 80 ends a pair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.clean.annotations import PINYIN, has_tone, is_reading, plain_pinyin
from extractor.clean.characters import HAN
from extractor.clean.misread import GONE
from extractor.clean.realignment import decode_pairs, find_reach, list_streams, read_stream
from extractor.clean.words import find_pairs, is_common, is_pair, score_words

# The lost first byte shows as ?, � or nothing; with an annotation between, its first bracket may be gone too.
_TORN = re.compile(rf"(?P<lost>[?？\ufffd])(?P<open>[(（])?(?P<pinyin>[{PINYIN}]+)[)）]")
_LOST = re.compile(r"(?<=[^\x00-\x7f])(?P<lost>[?？\ufffd])(?=[\u3400-\u9fff\ue000-\uf8ff])")
_ENDED = re.compile(rf"(?<={HAN})[@-Z\[-`a-z{{|}}~](?={HAN}|[(（,，。、；;]|$)", re.MULTILINE)
_AFTER = re.compile(r"(?:[(（][^()（）\n]{1,8}[)）])?([^\n]?)")
_MOST_TRIED = 100  # a text with more places that look so is garbled in another way: they are told and left
_LEAST_TRACE = 3  # `?e)`
_NUMBER = re.compile(r"[0-9.,]*[0-9]")
_MARGIN = 4.0
_NEAR = 1.0  # less than a word's worth
_PUT_IN = 3.0  # what a reading with a pair put in must be better by: with one, much can be read into bytes
_MOST_LONELY = 3  # one in so many characters that make no word, and the bytes were no text
# What needs no fellow to be a word.
_ALONE = frozenset("的了在和与與及等是不于於对對为為由将將向按要应應已各其以,，。、;；:：（）()《》")


@dataclass(frozen=True, slots=True)
class Slip:
    """A run that was read one byte off (错位): offsets into the text.

    words     what takes its place
    restored  whether it was put right; else it is left but for its numbers, which are � then
    """

    start: int
    end: int
    words: str
    restored: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What re-aligned bytes read up to an offset of the text: its score as a whole and by its length."""

    words: str
    guessed: tuple[int, ...]
    following: str
    end: int
    whole: float
    score: float


def find_slips(text: str) -> list[Slip]:
    """Every slip of a text, in order.

    text     before anything is folded: full-width marks are pairs of bytes, half-width ones are not
    returns  what re-aligned bytes read is commoner than what stands there, or the run is left
    """
    places = _find_places(text)
    pairs = find_pairs(text) if places else frozenset()
    slips: list[Slip] = []
    end = tried = 0
    for start, stop, first_bytes in places:
        if start < end:
            continue
        tried += 1
        slip = _repair(text, start, stop, first_bytes, pairs) if tried <= _MOST_TRIED else None
        slip = slip or _leave(text, start, stop)
        if slip:
            slips.append(slip)
            end = slip.end
    return slips


def _find_places(text: str) -> list[tuple[int, int, tuple[int, ...] | None]]:
    """(start, end of what shows the lost byte, first bytes that it may have been; None: any) in reading order."""
    places: list[tuple[int, int, tuple[int, ...] | None]] = []
    if "?" in text or "？" in text or "\ufffd" in text:
        for found in _TORN.finditer(text):
            if has_tone(found["pinyin"]) or not found["open"]:
                before = text[max(0, found.start() - 1):found.start()]
                places.append((found.start(), found.end(), _torn_bytes(before, found["pinyin"])))
        for found in _LOST.finditer(text):
            if not is_common(text[found.end():found.end() + 4]):
                places.append((found.start(), found.end(), None))
    for found in _ENDED.finditer(text):
        run = re.search(r"[\u3400-\u9fff，。、；：]*$", text[max(0, found.start() - 8):found.start()])
        begin = found.start() - (len(run.group()) if run else 0)
        places += [(at, at, None) for at in range(begin, found.start())
                   if not is_common(text[at:found.start()])]
    return sorted(places, key=lambda p: p[0])


def _torn_bytes(before: str, pinyin: str) -> tuple[int, ...] | None:
    """First bytes that make, after the last byte of the character before, a character so read."""
    try:
        trail = before.encode("gbk")[-1]
    except (UnicodeEncodeError, IndexError):
        return None
    words = plain_pinyin(pinyin)
    fit = tuple(lead for lead in range(0x81, 0xFF) if is_reading(decode_pairs(bytes([trail, lead])) or "", words))
    return fit or None


def _repair(text: str, start: int, stop: int, first: tuple[int, ...] | None, pairs: frozenset[str]) -> Slip | None:
    before = text[max(0, start - 1):start].strip("\n")
    readings = [_weigh(before, words, guessed, (text, end), pairs) for end, stream in list_streams(text, stop)
                for words, guessed in read_stream(first or tuple(range(0x81, 0xFF)), stream)
                if is_common(words.replace(GONE, ""))]
    certain = start != stop  # something shows that a byte was lost
    if readings:
        best = max(readings, key=lambda r: r.score)
        stands = _without_trace(text[start:best.end])
        worse = score_words(before + stands, frozenset()) / (len(stands) + 2)
        lonely = _find_lonely(before, best, pairs)
        words = _settle(best, readings, lonely & set(best.guessed))
        sure = words.replace(GONE, "")
        enough = (is_common(sure) and not re.search(r"[0-9０-９]", sure) and len(sure) > (0 if first else 1)
                  and len(sure) > len(words) - len(sure) and _MOST_LONELY * len(lonely) < len(words))
        if enough and best.whole > 0 and best.score > worse + _MARGIN * (0.0 if first else 0.25 if certain else 0.5):
            return Slip(start, _end_number(text, best.end) if words.endswith(GONE) else best.end, words, True)
    return None


def _leave(text: str, start: int, stop: int) -> Slip | None:
    """A run that shows that it slipped and was not put right: as it stands but for its numbers."""
    if stop - start < _LEAST_TRACE:
        return None
    end = find_reach(text, stop)
    left = re.sub("[０-９．]+", GONE, text[start:end])
    after = _end_number(text, end) if text[end - 1] in "?？\ufffd" else end
    return Slip(start, after, left + GONE * (after > end), False)


def _end_number(text: str, end: int) -> int:
    """The end of the number behind a character that lost its second byte: what took it may have been a digit."""
    found = _NUMBER.match(text, end)
    return found.end() if found else end


def _weigh(before: str, words: str, guessed: tuple[int, ...], ended: tuple[str, int],
           pairs: frozenset[str]) -> _Reading:
    """A reading with its score, between what stands before it and behind it (an annotation passed over)."""
    text, end = ended
    after = _AFTER.match(text, end)
    following = after.group(1) if after else ""
    whole = score_words(before + words.replace(GONE, "") + following, pairs) - _PUT_IN * (len(guessed) > 1)
    return _Reading(words, guessed, following, end, whole, whole / (len(words) + 2))


def _settle(best: _Reading, readings: list[_Reading], lonely: set[int]) -> str:
    """The best reading, with � where one nearly as good reads otherwise and for guesses that make no word."""
    words = best.words
    for other in readings:
        if other.end == best.end and len(other.words) == len(words) and best.whole - other.whole < _NEAR:
            words = "".join(a if a == b else GONE for a, b in zip(words, other.words, strict=True))
    return "".join(GONE if i in lonely else c for i, c in enumerate(words))


def _find_lonely(before: str, reading: _Reading, pairs: frozenset[str]) -> set[int]:
    """The places of characters that make no word with what stands beside them."""
    around = before[-1:].rjust(1) + reading.words + reading.following.ljust(1)
    return {i for i, character in enumerate(reading.words) if character not in _ALONE and character != GONE
            and not is_pair(around[i:i + 2], pairs) and not is_pair(around[i + 1:i + 3], pairs)}


def _without_trace(words: str) -> str:
    return re.sub(rf"[?？\ufffd][(（]?[{PINYIN}]*[)）]?", "", words)
