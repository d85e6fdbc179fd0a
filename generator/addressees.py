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
_BY_ITSELF = re.compile(r"各|省|州|市(?!场|容|民(?![政族宗委])|政(?![府协法务数]))|[一-鿿]{2,6}[市县区州](?!场|域)")
# A zone that the register does not know, by how zones are called.
_ZONE = re.compile("(?![各省市州])[一-鿿]{2,12}?(?:新区|高新区|经开区|开发区|保税区|度假区)(?=[一-鿿])")
# Rungs in one breath, cut where no bracket is open: 市(州)、县(市、区).
_RUNGS = re.compile(r"[^、()]+(?:\([^()]*\))?")


class Sort(StrEnum):
    """What an addressee is (类别)."""

    COUNTY = "县区"
    PREFECTURE = "市州"
    ZONE = "功能区"
    OTHER = "单位"


class Source(StrEnum):
    """Where an addressee comes from (来自)."""

    LIST = "名单"
    REGISTER = "区划登记"
    LINE = "来文主送"


@dataclass(frozen=True, slots=True)
class Addressee:
    """One addressee of a paper (主送单位).

    name   溪塬县卫生健康委
    sort   of which rung its place is
    place  the county, prefecture or zone; "" for other bodies
    words  the entry of the notice or list that it stands for: 各县(市、区)卫生健康委
    code   the division's code; "" for zones and others
    source where the name is from: an entry that names it, or the register that a class is written out by
    """

    name: str
    sort: Sort
    place: str
    words: str
    code: str = ""
    source: Source = Source.LINE


def expand_recipients(notice: Notice, day: date) -> tuple[Addressee, ...]:
    """Every addressee of a notice by name, in its order: a class of counties is all of the issuer's place.

    day      that the register is read on
    returns  a class that cannot be written out (no place known) stands as it is
    """
    return _expand(notice.recipients, find_place(notice.issuers, day), day, Source.LINE)


def expand_list(names: Sequence[str], issuers: Sequence[str], day: date) -> tuple[Addressee, ...]:
    """Every body of a list of addressees by name, in its order: a class of counties is all of the issuers' place.

    issuers  who writes to them, the leading office first
    returns  a class of several rungs and of several offices (各市(州)、县(市、区)卫生健康委、疾控局) one by one
    """
    entries = [entry for name in names for entry in _cut_class(_narrow(name))]
    return _expand(entries, find_place(issuers, day), day, Source.LIST)


def name_in_class(words: str, county: str) -> str:
    """The county's own body of a class: 各县(市、区)水利局 → 合水县水利局.

    returns  several with 、; "" where the words are no class of counties
    """
    heads = [found for entry in _cut_class(_narrow(words)) if (found := _HEAD.match(entry))]
    own = [found for found in heads if _COUNTY_RUNG.search(found["rung"])]
    return "、".join(f"{county}{found.string[found.end():]}" for found in own)


def _narrow(words: str) -> str:
    return words.replace("（", "(").replace("）", ")")


def _cut_class(words: str) -> list[str]:
    """A class of several rungs or offices as one entry each; other words as they are."""
    head = _HEAD.match(words)
    if head is None:
        return [words]
    rungs = _RUNGS.findall(head["rung"].strip("、"))
    first, *others = words[head.end():].split("、")
    # 市水文中心 behind the class is a body by itself; 疾控局 is one of each county.
    own = [office for office in others if not _BY_ITSELF.match(office)]
    return [*(f"各{rung}{office}" for office in (first, *own) for rung in rungs),
            *(office for office in others if office not in own)]


def _expand(entries: Sequence[str], above: Division | None, day: date, source: Source) -> tuple[Addressee, ...]:
    zones = [zone for area in (list_functional_areas(above.code, day) if above else ())
             for zone in (area.name, *area.other_names)]
    counties = _counties_of(above, day)
    found: list[Addressee] = []
    for words in entries:
        head = _HEAD.match(words)
        divisions = _divisions_of(head["rung"], above, day) if head and above else ()
        if head and divisions:
            tail = words[head.end():]
            sort = Sort.COUNTY if _COUNTY_RUNG.search(head["rung"]) else Sort.PREFECTURE
            found += [Addressee(f"{d.name}{tail}", sort, d.name, words, d.code, Source.REGISTER) for d in divisions]
        elif county := next((d for d in counties if words.startswith(d.name)), None):
            found.append(Addressee(words, Sort.COUNTY, county.name, words, county.code, source))
        else:
            zone = next((name for name in zones if words.startswith(name)), "")
            zone = zone or (named[0] if (named := _ZONE.match(words)) else "")
            found.append(Addressee(words, Sort.ZONE if zone else Sort.OTHER, zone, words, source=source))
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
        return _counties_of(above, day)
    return tuple(_prefectures(above, day)) if above.level is DivisionLevel.PROVINCE else ()


def _counties_of(above: Division | None, day: date) -> tuple[Division, ...]:
    try:
        return list_counties(above.code, day) if above else ()
    except LookupError:
        return ()


def _prefectures(above: Division, day: date) -> Iterator[Division]:
    return (division for division in load_divisions() if division.level is DivisionLevel.PREFECTURE
            and division.stands_on(day) and province_of(division) == above)
