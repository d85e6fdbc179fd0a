"""Chinese bytes shown as Western letters (乱码): ä¸­æ–‡ and ÖÐÎÄ for 中文."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.clean.characters import HAN
from extractor.clean.misread import GONE, Misread, is_chinese
from extractor.clean.words import is_common

_WESTERN = re.compile("[\ufffd\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
                      "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{2,}")
_LATIN = re.compile("[\xc0-\xff]")
_HAN = re.compile(HAN)
_MOST_LOST = 0.34
_LEAST_COMMON = 0.8
_LEAST_WESTERN = 4


def find_western(text: str) -> Iterator[Misread]:
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
        if words and (tables or is_chinese(words)):
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
    words = re.sub(f"{GONE}+", GONE, code.decode("utf-8", "replace"))
    return words if words.count(GONE) <= _MOST_LOST * len(words) else None


def _western_byte(character: str, table: str) -> bytes:
    try:
        return character.encode(table)
    except UnicodeEncodeError:  # the five bytes that Windows-1252 leaves empty stay as they are
        return b"\xff" if character == GONE else character.encode("latin-1", "replace")
