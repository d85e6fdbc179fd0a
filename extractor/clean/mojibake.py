"""Text decoded by the wrong table (乱码): UTF-8 read as GBK or Latin-1, GBK read as Latin-1 or UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from extractor.clean.characters import HAN
from extractor.clean.words import is_common

# What the first two bytes of a Chinese character and of ， 。 — make in GBK: rare ones, but of garbled lines the half.
_UTF8_IN_GBK = re.compile("[锛銆鈥" + bytes(b for lead in range(0xE4, 0xEA) for second in range(0x80, 0xC0)
                                          for b in (lead, second)).decode("gbk") + "]")
_WESTERN = re.compile("[\ufffd\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
                      "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{2,}")
_LATIN = re.compile("[\xc0-\xff]")
_GBK_IN_UTF8 = re.compile("[\u00a0-\u07ff]{2,}")
_NEITHER = re.compile("[\u0300-\u036f\u0530-\u07ff]")  # accents alone, Armenian, Hebrew, Arabic …: no notice has them
_LOST = re.compile("(?:锟斤拷|锟斤|锟捷|烫烫烫|屯屯屯|\ufffd)+")
_HAN = re.compile(HAN)
_GONE = "\ufffd"
_MOST_BROKEN = 0.2
_MOST_LOST = 0.34
_LEAST_COMMON = 0.8
_LEAST_WESTERN = 4
_LEAST_STRETCH = 4
_FRAMES = tuple((re.compile(before + "$"), character) for before, character in (
    ("[0-9]{4}", "年"), ("年[0-9]{1,2}", "月"), ("月[0-9]{1,2}", "日"), ("〔[0-9]{4}", "〕"), ("〕[0-9]{1,4}", "号")))


@dataclass(frozen=True, slots=True)
class Misread:
    """A run decoded by the wrong table (误码): offsets into the text, and what the right one reads."""

    start: int
    end: int
    words: str


def find_misread(text: str) -> list[Misread]:
    """Every run of a text that another table reads as Chinese, in order."""
    found: list[Misread] = []
    for misread in sorted((*_find_utf8_in_gbk(text), *_find_western(text), *_find_gbk_in_utf8(text)),
                          key=lambda m: m.start):
        if not found or misread.start >= found[-1].end:
            found.append(misread)
    return found


def find_lost(text: str) -> list[tuple[int, int]]:
    """Every run whose bytes are gone, in order."""
    return [m.span() for m in _LOST.finditer(text)]


def _find_utf8_in_gbk(text: str) -> Iterator[Misread]:
    """涓枃 → 中文: each run of other than ASCII whose GBK bytes are whole UTF-8."""
    if len(_UTF8_IN_GBK.findall(text, 0)) < 2:
        return
    for line in re.finditer(r"[^\n]+", text):
        if len(_UTF8_IN_GBK.findall(line.group())) < 2:
            continue
        said, at = "", 0  # the line put right so far: a lost byte of a date is told by what stands before it
        for run in re.finditer(r"[^\x00-\x7f]{2,}(?:\?[^\x00-\x7f]*)*", line.group()):
            said += line.group()[at:run.start()]
            at = run.end()
            for start, end, words in _read_parts(said[-8:], run.group()):
                yield Misread(line.start() + run.start() + start, line.start() + run.start() + end, words)
                said += words


def _read_parts(before: str, run: str) -> Iterator[tuple[int, int, str]]:
    """A run as UTF-8: whole, or that stretch at its head or tail whose rest is in order; else as far as it can be."""
    stretches = [(0, len(run)), *((0, end) for end in range(len(run) - 1, _LEAST_STRETCH - 1, -1)),
                 *((start, len(run)) for start in range(1, len(run) - _LEAST_STRETCH + 1))]
    for start, end in sorted(stretches, key=lambda s: s[0] - s[1]):
        if _UTF8_IN_GBK.search(run[:start] + run[end:]):
            continue
        if words := _accept(_decode(run[start:end], "gb18030", "utf-8"), run[start:end]):
            yield start, end, words
            return
    if words := _accept(_read_utf8(before, run), run):
        yield 0, len(run), words


def _accept(words: str | None, run: str) -> str | None:
    """What was read, where it is Chinese and shorter than what stands there."""
    if not words or len(words) >= len(run) or len(_HAN.findall(words)) * 2 < len(words):
        return None
    return words if _is_chinese(words.replace(_GONE, "")) else None


def _read_utf8(before: str, run: str) -> str | None:
    """A run's GBK bytes as UTF-8; the character of a lost byte (� or ?) stays �, dates apart.

    before  what stands before the run on its line
    """
    read: list[tuple[str, ...]] = []  # what each character may be
    code = _bytes_of(run)
    at = broken = 0
    while at < len(code):
        choices, size = _read_character(code[at:at + 3])
        if not size:  # out of step: go on at the next first byte
            broken += 1
            choices, size = (_GONE,), 1
            while at + size < len(code) and 0x80 <= (code[at + size] or 0x80) < 0xC0:
                size += 1
        read.append(choices)
        at += size
    if broken > _MOST_BROKEN * len(read):
        return None
    words = ""
    for choices in read:
        words += choices[0] if len(choices) == 1 else _choose(before + words, choices)
    return words if words.strip(_GONE) else None


def _bytes_of(run: str) -> list[int | None]:
    code: list[int | None] = []
    for character in run:
        code += [None] if character in "?\ufffd" else list(character.encode("gb18030", "replace"))
    return code


def _read_character(code: list[int | None]) -> tuple[tuple[str, ...], int]:
    """What the next character of UTF-8 may be and how many bytes it takes; 0 where the bytes are none."""
    first = code[0]
    if first is not None and first < 0x80:
        return (chr(first),), 1
    leads = [first] if first is not None else [*range(0xE2, 0xEA), 0xEF]
    size = 2 if first is not None and 0xC2 <= first < 0xE0 else 3
    if len(code) < size:
        return ((), 0) if len(code) == 1 and first is not None and first < 0xE0 else ((_GONE,), len(code))
    missing = sum(b is None for b in code[:size])
    if missing > 1:
        return (_GONE,), size
    choices = []
    for lead in leads:
        for guess in range(0x80, 0xC0):
            whole = bytes([lead, *(guess if b is None else b for b in code[1:size])])
            with suppress(UnicodeDecodeError):  # most guesses of a lost byte are no UTF-8
                choices.append(whole.decode("utf-8"))
            if None not in code[1:size]:
                break
    return (tuple(choices), size) if choices else ((), 0)


def _choose(before: str, choices: tuple[str, ...]) -> str:
    """The one choice that a date or a document number asks for, else �: words are not guessed."""
    for frame, character in _FRAMES:
        if character in choices and frame.search(before):
            return character
    return _GONE


def _find_western(text: str) -> Iterator[Misread]:
    """ä¸­æ–‡ and ÖÐÎÄ → 中文: bytes of UTF-8 or GBK shown one a character; then each mark that the same tables read."""
    if not _LATIN.search(text):
        return
    runs = list(_WESTERN.finditer(text))
    clear = [tables for run in runs if _LATIN.search(run.group()) and run.end() - run.start() >= _LEAST_WESTERN
             and (tables := _tables_of(run.group())) is not None]
    if not clear:  # two such letters alone may be a name
        return
    for run in runs:
        tables = _tables_of(run.group())
        words = _decode_western(run.group(), *(tables or clear[0]))
        if words and (tables or _is_chinese(words)):
            yield Misread(run.start(), run.end(), words)


def _tables_of(run: str) -> tuple[str, str] | None:
    """The table that a run was shown by and the one it was written in, where that makes Chinese words of it."""
    for shown in ("cp1252", "latin-1"):
        for written in ("utf-8", "gbk"):
            words = _decode_western(run, shown, written)
            han = _HAN.findall(words or "")
            if words and len(han) * 2 > len(words) and sum(map(is_common, han)) > _LEAST_COMMON * len(han):
                return shown, written
    return None


def _decode_western(run: str, shown: str, written: str) -> str | None:
    """Bytes shown one a character as what they were written in; in UTF-8 a character of a lost byte is �."""
    code = b"".join(_western_byte(c, shown) for c in run)
    try:
        return code.decode(written)
    except UnicodeDecodeError:
        if written != "utf-8":
            return None
    words = re.sub(f"{_GONE}+", _GONE, code.decode("utf-8", "replace"))
    return words if words.count(_GONE) <= _MOST_LOST * len(words) else None


def _is_chinese(words: str) -> bool:
    """Whether a run is nothing but two-byte characters of the Chinese table: 年 。 〕 ○ ≥."""
    try:
        return len(words.encode("gbk")) == 2 * len(words)
    except UnicodeEncodeError:
        return False


def _western_byte(character: str, table: str) -> bytes:
    try:
        return character.encode(table)
    except UnicodeEncodeError:  # the five bytes that Windows-1252 leaves empty stay as they are
        return b"\xff" if character == _GONE else character.encode("latin-1", "replace")


def _find_gbk_in_utf8(text: str) -> Iterator[Misread]:
    """֪ͨ → 通知: pairs of GBK that happened to be pairs of UTF-8; all others were lost on the way."""
    if not _NEITHER.search(text):
        return
    for run in _GBK_IN_UTF8.finditer(text):
        if not _NEITHER.search(run.group()):
            continue
        words = _decode(run.group(), "utf-8", "gbk")
        if words and len(_HAN.findall(words)) == len(words):
            yield Misread(run.start(), run.end(), words)


def _decode(run: str, wrong: str, right: str) -> str | None:
    try:
        return run.encode(wrong).decode(right)
    except UnicodeError:
        return None
