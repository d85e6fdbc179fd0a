"""Names of places and persons kept through conversion (专名保护): 乾安 is no 干安, 李昇 no 李升."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.clean.characters import HAN

_TABLE = Path(__file__).parent / "names.toml"
# Words after which a person is named, in either script; a colon or blank must follow, as in `聯繫人:於洋`.
_PERSONS = re.compile(
    r"(?:[聯联][繫系絡络]人|[負负][責责]人|[簽签][發发]人|[經经][辦办]人|承[辦办]人|姓名|[組组][長长]|主任|[局廳厅處处科縣县區区市鎮镇鄉乡村院校]"
    rf"[長长]|[書书][記记]|委[員员])(?: ?: ?| )(?P<names>{HAN}{{2,4}}(?:[、, ] ?{HAN}{{2,4}})*)(?!{HAN})"
    rf"|(?P<comrade>{HAN}{{2,4}})同志")


@dataclass(frozen=True, slots=True)
class Kept:
    """A run of a traditional text with its true simplified form, of the same length (保留)."""

    start: int
    end: int
    words: str


def find_kept(text: str) -> Iterator[Kept]:
    """What conversion must not decide by itself: places of the register, characters in persons' names."""
    places, persons, pattern, rare = _load_names()
    for found in pattern.finditer(text):
        yield Kept(found.start(), found.end(), places[found.group()])
    if not rare.search(text):
        return
    for found in _PERSONS.finditer(text):
        group = "names" if found["names"] else "comrade"
        for at in range(found.start(group), found.end(group)):
            if text[at] in persons:
                yield Kept(at, at + 1, persons[text[at]])


@cache
def _load_names() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    places, persons = ({row["text"]: row["means"] for row in table[kind]} for kind in ("place", "person"))
    if not places or not persons or any(len(a) != len(b) for a, b in [*places.items(), *persons.items()]):
        raise ValueError(f"{_TABLE.name}: an empty list, or a name of another length than its written form")
    longest = sorted(places, key=lambda w: (-len(w), w))
    return places, persons, re.compile("|".join(map(re.escape, longest))), re.compile(f"[{''.join(persons)}]")
