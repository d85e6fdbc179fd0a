"""A notice's line of 主送 written out (主送展开): classes of counties by the register, zones and others by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongwen.divisions import (
    Division,
    DivisionLevel,
    find_division,
    list_counties,
    list_functional_areas,
    load_divisions,
    province_of,
)
from specs.model import Notice

# 各县(市、区), 各区县(自治县), 各市(州): the head of a class; 市 of 市场 and 自 of 自然资源 are of the office.
_HEAD = re.compile(r"各(?:有关|相关)?"
                   r"(?P<rung>(?:自治[县州区旗]|市(?!场|容|民(?![政族宗委])|政(?![府协法务数]))|[县区旗州盟]|地级|级|[()、])+)"
                   r"(?=[一-鿿])")
_COUNTY_RUNG = re.compile("[县区旗]")


class Sort(StrEnum):
    """What an addressee is (类别)."""

    COUNTY = "县区"
    PREFECTURE = "市州"
    ZONE = "功能区"
    OTHER = "单位"


@dataclass(frozen=True, slots=True)
class Addressee:
    """One addressee of a notice (主送单位).

    name   溪塬县卫生健康委
    sort   of which rung its place is
    place  the county, prefecture or zone; "" for other bodies
    words  the entry of the notice that it stands for: 各县(市、区)卫生健康委
    code   the division's code; "" for zones and others
    """

    name: str
    sort: Sort
    place: str
    words: str
    code: str = ""


def expand_recipients(notice: Notice, day: date) -> tuple[Addressee, ...]:
    """Every addressee of a notice by name, in its order: a class of counties is all of the issuer's place.

    day      that the register is read on
    returns  a class that cannot be written out (no place known) stands as it is
    """
    above = find_place(notice.issuers, day)
    zones = [zone for area in (list_functional_areas(above.code, day) if above else ())
             for zone in (area.name, *area.other_names)]
    found: list[Addressee] = []
    for words in notice.recipients:
        head = _HEAD.match(words)
        divisions = _divisions_of(head["rung"], above, day) if head and above else ()
        if head and divisions:
            tail = words[head.end():]
            sort = Sort.COUNTY if _COUNTY_RUNG.search(head["rung"]) else Sort.PREFECTURE
            found += [Addressee(f"{d.name}{tail}", sort, d.name, words, d.code) for d in divisions]
        else:
            zone = next((name for name in zones if words.startswith(name)), "")
            found.append(Addressee(words, Sort.ZONE if zone else Sort.OTHER, zone, words))
    return tuple(dict.fromkeys(found))


def list_unnamed_zones(notice: Notice, day: date) -> tuple[str, ...]:
    """Zones of the issuer's place that the line does not name; () where it names no class of counties."""
    above = find_place(notice.issuers, day)
    if above is None or not any(_HEAD.match(words) for words in notice.recipients):
        return ()
    said = "".join(notice.recipients)
    return tuple(area.name for area in list_functional_areas(above.code, day)
                 if not any(name in said for name in (area.name, *area.other_names)))


def find_place(issuers: Sequence[str], day: date) -> Division | None:
    """The province or prefecture whose office issued: the longest name that the first issuer begins with."""
    name = issuers[0] if issuers else ""
    for end in range(len(name), 1, -1):
        try:
            division = find_division(name[:end], day)
        except (LookupError, ValueError):
            continue
        if name[:end].endswith(division.name) and division.level is not DivisionLevel.COUNTY:
            return division
    return None


def _divisions_of(rung: str, above: Division, day: date) -> tuple[Division, ...]:
    if _COUNTY_RUNG.search(rung):
        try:
            return list_counties(above.code, day)
        except LookupError:
            return ()
    return tuple(_prefectures(above, day)) if above.level is DivisionLevel.PROVINCE else ()


def _prefectures(above: Division, day: date) -> Iterator[Division]:
    return (division for division in load_divisions() if division.level is DivisionLevel.PREFECTURE
            and division.stands_on(day) and province_of(division) is above)
