"""Bytes that slipped (字节错位): text of a GBK page whose pairs of bytes were cut one byte too early or late.

A mirror that writes pinyin between the bytes of a page, and not its characters, takes the second byte of one character
and the first of the next for a third one and parts them: `專家庫，充分發` (BCD2 8EEC A3AC …) becomes
`專家?guī)欤…`, since D28E is 規, read guī. What follows is read one byte off until a byte below 80 ends a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.clean.annotations import PINYIN, is_reading, plain_pinyin
from extractor.clean.characters import HAN
from extractor.clean.words import find_pairs, is_common, score_words

_LONGEST = 24  # characters read one byte off
# The lost first byte shows as ?, � or nothing; with an annotation between, its first bracket may be gone too.
_TORN = re.compile(rf"(?P<lost>[?？\ufffd])[(（]?(?P<pinyin>[{PINYIN}]+)[)）](?=[^\x00-\x7f])")
_LOST = re.compile(r"(?<=[^\x00-\x7f])(?P<lost>[?？\ufffd])(?=[\u3400-\u9fff\ue000-\uf8ff])")
_ENDED = re.compile(rf"(?<={HAN})[@-Z\[-`a-z{{|}}~](?={HAN}|[(（,，。、；;]|$)", re.MULTILINE)
_TRAIL = re.compile(r"[@-~＠-～]")
# Pairs that no GBK table fills: a decoder may leave such a pair out without a trace.
_EMPTY_FIRST = (*range(0xAA, 0xB0), *range(0xF8, 0xFF), *range(0xA1, 0xA8))
_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Slip:
    """A run that was read one byte off (错位): offsets into the text; `words` None where it could not be put right."""

    start: int
    end: int
    words: str | None


def find_slips(text: str) -> list[Slip]:
    """Every slip of a text, in order.

    text     before anything is folded: full-width marks are pairs of bytes, half-width ones are not
    returns  what re-aligned bytes read is commoner than what stands there, or the run is left (`words` None)
    """
    slips: list[Slip] = []
    pairs: frozenset[str] | None = None
    end = 0
    for start, stop, first_bytes in _find_places(text):
        if start < end:
            continue
        if pairs is None:
            pairs = find_pairs(text)
        slip = _repair(text, start, stop, first_bytes, pairs)
        if slip is not None:
            slips.append(slip)
            end = slip.end
    return slips


def _find_places(text: str) -> list[tuple[int, int, tuple[int, ...] | None]]:
    """(start, end of what shows the lost byte, first bytes that it may have been; None: any) in reading order."""
    places: list[tuple[int, int, tuple[int, ...] | None]] = []
    if "?" in text or "？" in text or "\ufffd" in text:
        for found in _TORN.finditer(text):
            places.append((found.start(), found.end(), _torn_bytes(text[:found.start()][-1:], found["pinyin"])))
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
    fit = tuple(lead for lead in range(0x81, 0xFF) if is_reading(_decode(bytes([trail, lead])) or "", words))
    return fit or None


def _repair(text: str, start: int, stop: int, first: tuple[int, ...] | None, pairs: frozenset[str]) -> Slip | None:
    before = text[max(0, start - 1):start].strip("\n")
    best: tuple[float, str, int] | None = None
    for end, stream in _streams(text, stop):
        after = re.match(r"(?:[(（][^()（）\n]{1,8}[)）])?([^\n]?)", text[end:])
        following = after.group(1) if after else ""
        for words in _readings_of(first or tuple(range(0x81, 0xFF)), stream):
            score = score_words(before + words + following, pairs) / (len(words) + 2)
            if best is None or score > best[0]:
                best = (score, words, end)
    certain = start != stop  # something shows that a byte was lost
    if best is not None:
        score, words, end = best
        stands = text[start:end]
        worse = score_words(before + _without_trace(stands), frozenset()) / (len(stands) + 2)
        enough = is_common(words) and not re.search(r"[0-9０-９]", words) and len(words) > 1
        if enough and score > worse + _MARGIN * (0.25 if certain else 0.5) and _has_word(before + words, pairs):
            return Slip(start, end, words)
    return Slip(start, stop, None) if certain and (first or "\ufffd" in text[start:stop]) else None


def _without_trace(words: str) -> str:
    return re.sub(rf"[?？\ufffd][(（]?[{PINYIN}]*[)）]?", "", words)


def _has_word(words: str, pairs: frozenset[str]) -> bool:
    return score_words(words, pairs) > 0


def _streams(text: str, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """The characters from `at` as bytes, up to each place where reading may fall into step again."""
    stream: list[bytes] = []
    for end in range(at, min(len(text), at + _LONGEST)):
        character = text[end]
        if _TRAIL.fullmatch(character):
            if stream:
                yield end + 1, [*stream, bytes([ord(character) & 0x7F if character < "\x80" else
                                                ord(character) - 0xFEE0])]
            if character < "\x80":
                return
        try:
            code = character.encode("gb18030")
        except UnicodeEncodeError:
            return
        if len(code) != 2:
            return
        stream.append(code)


def _readings_of(first: tuple[int, ...], stream: list[bytes]) -> Iterator[str]:
    """What the bytes read after each first byte: as they stand, else with one pair put in that the decoder left out."""
    for lead in first:
        whole = _decode(bytes([lead]) + b"".join(stream))
        if whole is not None:
            yield whole
    if len(first) > 8:
        return
    for lead in first:
        for gap in range(1, len(stream)):
            left = bytes([lead]) + b"".join(stream[:gap])
            right = b"".join(stream[gap:])
            yield from _fill(left, right)


def _fill(left: bytes, right: bytes) -> Iterator[str]:
    """Both halves read with an empty pair between them, where the characters that it completes are common."""
    ends = [w for hi in _EMPTY_FIRST if (w := _decode(left + bytes([hi]))) and is_common(w)]
    if not ends:
        return
    begins = [w for lo in range(0xA1, 0xFF) if (w := _decode(bytes([lo]) + right)) and is_common(w)]
    for end in ends:
        for begin in begins:
            yield end + begin


def _decode(code: bytes) -> str | None:
    try:
        return code.decode("gbk")
    except UnicodeDecodeError:
        return None
