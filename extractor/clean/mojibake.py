"""Text decoded by the wrong table (乱码): UTF-8 read as GBK or Latin-1, GBK read as Latin-1 or UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.clean.characters import HAN
from extractor.clean.misread import Misread
from extractor.clean.utf8_in_gbk import find_utf8_in_gbk
from extractor.clean.western import find_western

_GBK_IN_UTF8 = re.compile("[\u00a0-\u07ff]{2,}")
_NEITHER = re.compile("[\u0300-\u036f\u0530-\u07ff]")  # accents alone, Armenian, Hebrew, Arabic …: no notice has them
_LOST = re.compile("(?:锟斤拷|锟斤|锟捷|烫烫烫|屯屯屯|\ufffd)+")
_HAN = re.compile(HAN)


def find_misread(text: str) -> list[Misread]:
    """Every run of a text that another table reads as Chinese, in order."""
    found: list[Misread] = []
    for misread in sorted((*find_utf8_in_gbk(text), *find_western(text), *_find_gbk_in_utf8(text)),
                          key=lambda m: m.start):
        if not found or misread.start >= found[-1].end:
            found.append(misread)
    return found


def find_lost(text: str) -> list[tuple[int, int]]:
    """Every run whose bytes are gone, in order."""
    return [m.span() for m in _LOST.finditer(text)]


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
