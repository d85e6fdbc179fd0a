"""Which counties a run writes for (选县区): by name, province or list, as the register stood on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.county import CountyProfile, guess_profile, load_profiles
from generator.county_list import read_county_list
from gongwen.divisions import (
    Division,
    DivisionLevel,
    abolished_since,
    find_division,
    list_counties,
    list_functional_areas,
    list_without_counties,
    name_successors,
    prefecture_of,
    print_end,
    province_of,
)
from luoshi.data import find_data
from specs.errors import UnknownDivision

_CURE = "请写全称或六位代码，日期用 --on"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which counties a run is for (范围): the options of `luoshi generate`."""

    counties: tuple[str, ...] = ()
    counties_of: str | None = None
    county_list: Path | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The counties found (选中的县区), and what the user should know: what is no more, what is left out."""

    profiles: tuple[CountyProfile, ...]
    remarks: tuple[str, ...]


def choose_counties(choice: Choice, day: date, today: date, profiles: Path | None,
                    known: Mapping[str, CountyProfile] | None = None) -> Chosen:
    """The profiles of the counties chosen, as the register stood on `day`.

    profiles  a folder of county profiles; None: those that come with the program
    known     what `read_known` read of that folder, where many counties are asked for one by one
    raises    UnknownDivision: none chosen, no such county, or one that is not clear; BadProfile
    """
    divisions: list[Division] = [_find_county(name, day) for name in choice.counties]
    gone: list[Division] = []
    left_out: list[str] = []
    if choice.counties_of:
        try:
            divisions += list_counties(choice.counties_of, day)
            left_out += _tell_left_out(choice.counties_of, day)
            gone += abolished_since(choice.counties_of, day, today) if day < today else ()
        except (LookupError, ValueError) as error:
            raise UnknownDivision(choice.counties_of, _words(error), _CURE) from error
    if choice.county_list:
        divisions += [_find_county(name, day) for name in read_county_list(choice.county_list)]
    if not divisions:
        raise UnknownDivision("县区", "没有选县区", "请用 --county、--counties-of 或 --county-list")
    divisions = list(dict.fromkeys(divisions))
    gone += [d for d in divisions if d not in gone and not d.stands_on(today)]
    known = read_known(profiles) if known is None else known
    return Chosen(tuple(_profile(d, known) for d in divisions), (*(tell_gone(d) for d in gone), *left_out))


def read_known(profiles: Path | None) -> Mapping[str, CountyProfile]:
    """The profiles of a folder by code and name; None: those that come with the program.

    raises  BadProfile
    """
    return load_profiles(profiles or find_data("templates") / "counties")


def _find_county(name: str, day: date) -> Division:
    try:
        division = find_division(name, day)
        if division.level is not DivisionLevel.COUNTY:
            division = find_division(name, day, level=DivisionLevel.COUNTY)
    except (LookupError, ValueError) as error:
        raise UnknownDivision(name, _words(error), _CURE) from error
    return division


def _words(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)


def _profile(division: Division, known: Mapping[str, CountyProfile]) -> CountyProfile:
    """A county's profile by code, else by name (names that two counties share are no key), else by usual naming."""
    province, prefecture = province_of(division).name, prefecture_of(division)
    by_name = known.get(division.name)
    found = known.get(division.code) or (by_name if by_name and by_name.province == province else None)
    return found or guess_profile(division.code, division.name, province=province,
                                  prefecture=prefecture.name if prefecture else province)


def _tell_left_out(name: str, day: date) -> list[str]:
    """What a province or prefecture has beside counties, for which nothing is written unless it is asked for."""
    bare = [d.name for d in list_without_counties(name, day)]
    areas = [area.name for area in list_functional_areas(name, day)]
    return [f"{'、'.join(names)}{why}，未生成文书"
            for names, why in ((bare, "不设区县"), (areas, "是功能区，没有区划代码")) if names]


def tell_gone(division: Division) -> str:
    """When a division went and what came for it, for the user."""
    successors = name_successors(division)
    return (f"{division.name}（{division.code}）已于{print_end(division)}撤销"
            + (f"，现为{successors}" if successors else ""))


def read_names(values: Sequence[str] | str | None) -> tuple[str, ...]:
    """County names given one by one, or as one string."""
    return (values,) if isinstance(values, str) else tuple(values or ())
