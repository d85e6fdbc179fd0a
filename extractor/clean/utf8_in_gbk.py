"""UTF-8 read as GBK (乱码): 涓枃 for 中文, whole or with bytes lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from extractor.clean.characters import HAN
from extractor.clean.misread import GONE, Misread, is_chinese

# What the first two bytes of a Chinese character and of ， 。 — make in GBK: rare ones, but of garbled lines the half.
_UTF8_IN_GBK = re.compile("[锛銆鈥" + bytes(b for lead in range(0xE4, 0xEA) for second in range(0x80, 0xC0)
                                          for b in (lead, second)).decode("gbk") + "]")
_HAN = re.compile(HAN)
_MOST_BROKEN = 0.2
_LEAST_STRETCH = 4
_FRAMES = tuple((re.compile(before + "$"), character) for before, character in (
    ("[0-9]{4}", "年"), ("年[0-9]{1,2}", "月"), ("月[0-9]{1,2}", "日"), ("〔[0-9]{4}", "〕"), ("〕[0-9]{1,4}", "号")))


def find_utf8_in_gbk(text: str) -> Iterator[Misread]:
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
    """A run as UTF-8: whole, or that stretch of it which is where the rest is in order; else as far as it can be."""
    mark = _UTF8_IN_GBK.search(run)
    if mark:
        end = _find_whole(run, mark.start())
        words = _accept(_gbk_bytes(run[mark.start():end]).decode("utf-8"), run[mark.start():end])
        if words and not _UTF8_IN_GBK.search(run, end) and (end - mark.start() >= _LEAST_STRETCH or end == len(run)):
            yield mark.start(), end, words
            return
    if words := _accept(_read_utf8(before, run), run):
        yield 0, len(run), words


def _find_whole(run: str, start: int) -> int:
    """How far a run is whole UTF-8 from an offset on."""
    code = _gbk_bytes(run[start:])
    try:
        code.decode("utf-8")
        return len(run)
    except UnicodeDecodeError as error:
        right = error.start
    end, size = start, 0
    while end < len(run) and size + (step := len(_gbk_bytes(run[end]))) <= right:
        end, size = end + 1, size + step
    while end > start and not _is_whole(run[start:end]):  # the last character was begun and not ended
        end -= 1
    return end


def _is_whole(run: str) -> bool:
    try:
        _gbk_bytes(run).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _gbk_bytes(run: str) -> bytes:
    """Characters as the bytes that a Windows page made them of: 80, which begins no pair, shows as €."""
    return b"\x80".join(part.encode("gb18030", "replace") for part in run.split("€"))


def _accept(words: str | None, run: str) -> str | None:
    """What was read, where it is Chinese and shorter than what stands there."""
    if not words or len(words) >= len(run) or len(_HAN.findall(words)) * 2 < len(words):
        return None
    return words if is_chinese(words.replace(GONE, "")) else None


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
            choices, size = (GONE,), 1
            while at + size < len(code) and 0x80 <= (code[at + size] or 0x80) < 0xC0:
                size += 1
        read.append(choices)
        at += size
    if broken > _MOST_BROKEN * len(read):
        return None
    words = ""
    for choices in read:
        words += choices[0] if len(choices) == 1 else _choose(f"{before}{words[-8:]}", choices)
    return words if words.strip(GONE) else None


def _bytes_of(run: str) -> list[int | None]:
    code: list[int | None] = []
    for character in run:
        code += [None] if character in "?\ufffd" else list(_gbk_bytes(character))
    return code


def _read_character(code: list[int | None]) -> tuple[tuple[str, ...], int]:
    """What the next character of UTF-8 may be and how many bytes it takes; 0 where the bytes are none."""
    first = code[0]
    if first is not None and first < 0x80:
        return (chr(first),), 1
    leads = [first] if first is not None else [*range(0xE2, 0xEA), 0xEF]
    size = 2 if first is not None and 0xC2 <= first < 0xE0 else 3
    if len(code) < size:
        return ((), 0) if len(code) == 1 and first is not None and first < 0xE0 else ((GONE,), len(code))
    missing = sum(b is None for b in code[:size])
    if missing > 1:
        return (GONE,), size
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
    return GONE
