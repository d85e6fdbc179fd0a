"""Documents in traditional characters (繁体): one character for one, words as they are, names guarded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

from generator.blocks import Document, Note, NotedText

_NAMES = Path(__file__).with_name("traditional_names.toml")
# Forms that the standard list of characters (通用规范汉字表, annex 1) has, where OpenCC has older ones.
_FORMS = str.maketrans("爲衆羣僞啓", "為眾群偽啟")
T = TypeVar("T")


def to_traditional(document: Document, keep: Iterable[str] = ()) -> Document:
    """A document in traditional characters, its words unchanged (no 软件 → 軟體).

    keep  names of persons, which are printed as they are given: 范 and 範, 岳 and 嶽 are other names
    """
    names = {name: name for name in keep if name} | load_names()
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))) if names else None
    return _walk(document, lambda text: convert_text(text, pattern, names))


def convert_text(text: str, guarded: re.Pattern[str] | None, names: dict[str, str]) -> str:
    """A text converted but for guarded names, which are printed as the table has them."""
    out, at = "", 0
    for found in guarded.finditer(text) if guarded else ():
        out += _convert(text[at:found.start()]) + names[found[0]]
        at = found.end()
    return out + _convert(text[at:])


@cache
def load_names() -> dict[str, str]:
    """Names of places that a conversion by words gets wrong, with their own traditional form."""
    rows: dict[str, str] = tomllib.loads(_NAMES.read_text("utf-8"))["names"]
    return rows


def _convert(text: str) -> str:
    return str(_converter().convert(text)).translate(_FORMS) if text else ""


@cache
def _converter():  # type: ignore[no-untyped-def]
    import opencc  # loads dictionaries

    return opencc.OpenCC("s2t")


def _walk(value: T, convert) -> T:  # type: ignore[no-untyped-def]
    """A noun of blocks with all its texts converted; kinds and ways of closing stay."""
    if isinstance(value, Enum | int | float | bool):
        return value
    if isinstance(value, NotedText):
        return _noted(value, convert)  # type: ignore[return-value]
    if isinstance(value, str):
        return convert(value)  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return tuple(_walk(item, convert) for item in value)  # type: ignore[return-value]
    if is_dataclass(value):
        turned = {f.name: _walk(getattr(value, f.name), convert) for f in fields(value) if f.name != "kind"}
        return replace(value, **turned)  # type: ignore[type-var]
    return value


def _noted(text: NotedText, convert) -> NotedText:  # type: ignore[no-untyped-def]
    """A noted text: converted as a whole where that keeps its length, so that its notes stay beside their words."""
    whole = convert(str(text))
    if len(whole) != len(text):
        raise AssertionError("one character for one")
    return NotedText(whole, tuple(Note(n.number, n.start, n.end, convert(n.text)) for n in text.notes))
