"""Bytes read one off put back in step (重新对齐): which readings a run of characters may have had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.clean.misread import GONE
from extractor.clean.words import is_common

_LONGEST = 24  # characters read one byte off
_MOST_LEADS = 8  # with more first bytes to choose from, no pair is put in: anything could be read
_REACH = re.compile(r"[^\x00-\x7f]*[@-~?]?")
_TRAIL = re.compile(r"[@-~＠-～]")


def find_reach(text: str, at: int) -> int:
    """Where a run read one byte off ends at the latest: behind what may be a second byte, or the mark of a lost one."""
    found = _REACH.match(text, at)
    return found.end() if found else at


def list_streams(text: str, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """The characters from `at` as bytes, up to each place where reading may fall into step again.

    A last piece of b"" stands for a second byte that is lost: what followed it made no pair with it and shows as `?`.
    """
    stream: list[bytes] = []
    for end in range(at, min(len(text), at + _LONGEST)):
        character = text[end]
        if _TRAIL.fullmatch(character):
            yield end + 1, [*stream, bytes([ord(character) & 0x7F if character < "\x80" else ord(character) - 0xFEE0])]
        if character in "?？\ufffd" and stream:
            yield end + 1, [*stream, b""]
        if character < "\x80":
            return
        try:
            code = character.encode("gb18030")
        except UnicodeEncodeError:
            return
        if len(code) != 2:
            return
        stream.append(code)


def read_stream(first: tuple[int, ...], stream: list[bytes]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What the bytes read after each first byte: as they stand, and with one pair put in that the decoder left out.

    returns  each reading with the places of those characters that a byte was guessed for
    """
    lost = stream[-1] == b""
    guessed = (0,) if len(first) > 1 else ()
    for lead in first:
        whole = decode_pairs((bytes([lead]) + b"".join(stream))[:-1 if lost else None])
        if whole is not None:
            yield whole + GONE * lost, guessed
    if lost or len(first) > _MOST_LEADS:
        return
    for lead in first:
        for gap in range(len(stream)):
            left = bytes([lead]) + b"".join(stream[:gap])
            for end, begin in _fill(left, b"".join(stream[gap:])):
                yield end + begin, (*guessed, len(end) - 1, len(end))


def _fill(left: bytes, right: bytes) -> Iterator[tuple[str, str]]:
    """Both halves read with an empty pair between them, where the characters that it completes are common."""
    ends = {hi: w for hi in _empty_pairs() if (w := decode_pairs(left + bytes([hi]))) and is_common(w)}
    if not ends:
        return
    begins = {lo: w for lo in range(0x40, 0xFF) if (w := decode_pairs(bytes([lo]) + right)) and is_common(w)}
    for hi, end in ends.items():
        for lo in begins.keys() & _empty_pairs()[hi]:
            yield end, begins[lo]


@cache
def _empty_pairs() -> dict[int, frozenset[int]]:
    """Pairs that no GBK table fills, by their first byte: a decoder may leave such a pair out without a trace."""
    empty = {hi: frozenset(lo for lo in range(0x40, 0xFF) if lo != 0x7F and decode_pairs(bytes([hi, lo])) is None)
             for hi in range(0x81, 0xFF)}
    return {hi: los for hi, los in empty.items() if los}


def decode_pairs(code: bytes) -> str | None:
    try:
        return code.decode("gbk")
    except UnicodeDecodeError:
        return None
