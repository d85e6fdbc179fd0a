"""Documents in traditional characters (繁体): one character for one, words as they are, names guarded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

from generator.blocks import Document, Note, NotedText
from generator.books import Calendar
from gongwen.layout import BODY_FACE, SCRIPT_FACE, TITLE_FACE

_NAMES = Path(__file__).with_name("traditional_names.toml")
# Forms that the standard list of characters (通用规范汉字表, annex 1) has, where OpenCC has older ones.
_FORMS = str.maketrans("爲衆羣僞啓覈", "為眾群偽啟核")
_BACK = str.maketrans("為眾群偽啟", "爲衆羣僞啓")
# Fonts of the same class with traditional forms, for those that have the characters of GB 2312 alone.
WIDE_FONTS = {face.name: face.others[0] for face in (BODY_FACE, SCRIPT_FACE, TITLE_FACE)}
_MANY = 0.05  # of the Chinese characters: more are traditional than names alone would give
_HAN = re.compile("[一-鿿]")
T = TypeVar("T")


def to_traditional(document: Document, keep: Iterable[str] = ()) -> Document:
    """A document in traditional characters, its words unchanged (no 软件 → 軟體).

    keep  names of persons, which are printed as they are given: 范 and 範, 岳 and 嶽 are other names
    """
    return _walk(document, traditional_speech(keep))


def traditional_speech(keep: Iterable[str] = ()) -> Callable[[str], str]:
    """What says a text in traditional characters, names guarded; raises nothing."""
    names = {name: name for name in keep if name} | load_names()
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return lambda text: convert_text(text, pattern, names)


def calendar_to_traditional(calendar: Calendar, keep: Iterable[str] = ()) -> Calendar:
    """A calendar in traditional characters; days, rules and the names by which events are known again stay."""
    say = traditional_speech(keep)
    events = tuple(replace(event, title=say(event.title), details=tuple(map(say, event.details)))
                   for event in calendar.events)
    return replace(calendar, title=say(calendar.title), events=events)


def fold_calendar(calendar: Calendar) -> Calendar:
    """A calendar that was printed in traditional characters as it was before; another as it is."""
    if not is_traditional("".join("".join((event.title, *event.details)) for event in calendar.events)):
        return calendar
    events = tuple(replace(event, title=to_simplified(event.title), details=tuple(map(to_simplified, event.details)))
                   for event in calendar.events)
    return replace(calendar, title=to_simplified(calendar.title), events=events)


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, and no simplified one that names a 乾 or 於."""
    count = len(_HAN.findall(text))
    folded = to_simplified(text)
    return count > 0 and sum(a != b for a, b in zip(text, folded, strict=True)) > _MANY * count


def to_simplified(text: str) -> str:
    """A text that was printed in traditional characters as it was before; simplified text as it is."""
    plain = str(_back().convert(text.translate(_BACK))) if text else ""
    return plain if len(plain) == len(text) else text


def convert_text(text: str, guarded: re.Pattern[str] | None, names: dict[str, str]) -> str:
    """A text converted but for guarded names, which are printed as the table has them."""
    out, at = "", 0
    for found in guarded.finditer(text) if guarded else ():
        out += _convert(text[at:found.start()]) + names[found[0]]
        at = found.end()
    return out + _convert(text[at:])


@cache
def load_names() -> dict[str, str]:
    """Names of places, and words, that a conversion by words gets wrong, with their own traditional form."""
    rows: dict[str, str] = tomllib.loads(_NAMES.read_text("utf-8"))["names"]
    return rows


def _convert(text: str) -> str:
    return str(_converter().convert(text)).translate(_FORMS) if text else ""


@cache
def _back():  # type: ignore[no-untyped-def]
    import opencc  # loads dictionaries

    return opencc.OpenCC("t2s")


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
