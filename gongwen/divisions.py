"""Administrative divisions to county level (行政区划), as they stood on a day: codes, names, what belongs to what."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from gongwen.dates import print_date
from gongwen.division_names import list_short_names

_DATA = Path(__file__).with_name("data")
HISTORY_FROM = date(2021, 1, 1)
AS_OF = date(2026, 9, 11)
DEMO_PREFIX = "99"
_NEAR = 3


class DivisionLevel(StrEnum):
    """The rung of a division (区划级别): province, prefecture, county."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name (区划): a province, prefecture or county.

    code        six digits; 99xxxx is the invented province of the demo
    parent      code of the division above (of the province, for a county right under it); None for a province
    valid_from  first day; None: before 2021
    valid_to    first day on which it was no more; None: it still stands
    precision   `day`; `year` where only the year of the change is known (gongwen/data/README.md); "" unchanged
    successors  codes of the divisions that took its place
    """

    code: str
    name: str
    level: DivisionLevel
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None
    precision: str = ""
    successors: tuple[str, ...] = ()

    def stands_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return _stands(self.valid_from, self.valid_to, day)

    @property
    def is_demo(self) -> bool:
        """Whether it belongs to the invented province."""
        return self.code.startswith(DEMO_PREFIX)


@dataclass(frozen=True, slots=True)
class FunctionalArea:
    """A zone with an office of its own and no code (功能区): notices address it like a county.

    parent  code of the province or prefecture that it answers to
    """

    name: str
    parent: str
    kind: str
    valid_from: date | None = None
    valid_to: date | None = None
    precision: str = ""
    other_names: tuple[str, ...] = ()


def _stands(first: date | None, end: date | None, day: date) -> bool:
    return (first is None or first <= day) and (end is None or day < end)


@cache
def load_divisions() -> tuple[Division, ...]:
    """The whole register since 2021 with the demo's province, in code order."""
    levels = {str(level): level for level in DivisionLevel}
    real = (
        Division(code, name, levels[level], parent or None, _day(first), _day(end), precision,
                 tuple(successors.split()))
        for code, name, level, parent, first, end, precision, successors in _read_rows("divisions.csv"))
    demo = (
        Division(code, name, levels[level], parent or None)
        for code, name, level, parent, _ in _read_rows("demo_divisions.csv"))
    return (*real, *demo)


@cache
def load_functional_areas() -> tuple[FunctionalArea, ...]:
    """All functional areas of the table, in its order."""
    return tuple(FunctionalArea(name, parent, kind, _day(first), _day(end), precision, tuple(others.split()))
                 for name, parent, kind, first, end, precision, others in _read_rows("functional_areas.csv"))


def find_division(name_or_code: str, on: date, *, level: DivisionLevel | None = None) -> Division:
    """The one division that a name or code means on a day (按名称或代码查区划).

    name_or_code  `500112`, `合水县`, `合水`, `甘肃省合水县`, `甘肃合水`
    level         only of this level
    returns       a full name goes before a short one: `吉林省` is the province, `吉林` is not clear
    raises        LookupError: no such name that day; it says when an older one went and what came for it
                  ValueError: several fit (each is named with its code), one of them perhaps gone by then;
                  or the day is before the register
    """
    _check_day(on)
    text = name_or_code.strip()
    found = [d for d in _find_all(text) if level is None or d.level is level]
    standing = [d for d in found if d.stands_on(on)]
    exact = [d for d in standing if text.endswith(d.name)] or standing
    # 江北区 is Ningbo's alone since Chongqing's went; who writes it after a paper of before may mean the other.
    gone = [d for d in found if d.valid_to and d.valid_to <= on and exact and d.name == exact[0].name
            and exact[0].code not in d.successors]
    if len(exact) == 1 and not gone:
        return exact[0]
    if exact:
        which = "；".join([*(_full_with_code(d) for d in exact), *(_tell_why_not(d, on) for d in gone)])
        raise ValueError(f"有 {len(exact) + len(gone)} 个区划叫这个名称：{which}")
    if found:
        raise LookupError("；".join(_tell_why_not(d, on) for d in found))
    near = _find_near(text, on)
    raise LookupError(f"{print_date(on)}没有这个区划" + (f"，相近的有：{'、'.join(near)}" if near else ""))


def list_counties(name_or_code: str, on: date) -> tuple[Division, ...]:
    """The counties (县级区划) of a province or prefecture on a day, in code order.

    returns  none of a prefecture without counties (东莞市): `list_without_counties` of its province names such
    raises   as `find_division`; LookupError where it is a county itself, or has none or none that is known
    """
    above = _find_above(name_or_code, on)
    below = tuple(d for d in _below(above) if d.level is DivisionLevel.COUNTY and d.stands_on(on))
    if below:
        return below
    if above.level is DivisionLevel.PREFECTURE:
        raise LookupError(f"{above.name}不设区县")
    raise LookupError(f"登记中没有{above.name}的县级区划")


def list_without_counties(name_or_code: str, on: date) -> tuple[Division, ...]:
    """Prefectures of a province that have no counties (不设区县的地级市): 东莞市, 中山市, 儋州市, 嘉峪关市."""
    below = [d for d in _below(_find_above(name_or_code, on)) if d.stands_on(on)]
    parents = {d.parent for d in below}
    return tuple(d for d in below if d.level is DivisionLevel.PREFECTURE and d.code not in parents)


def abolished_since(name_or_code: str, since: date, until: date) -> tuple[Division, ...]:
    """Counties of a province or prefecture that stood on one day and no more on a later one, in code order."""
    return tuple(d for d in list_counties(name_or_code, since) if not d.stands_on(until))


def list_functional_areas(name_or_code: str, on: date) -> tuple[FunctionalArea, ...]:
    """Functional areas (功能区) in a province or prefecture on a day."""
    above = _find_above(name_or_code, on)
    codes = {above.code} | {d.code for d in _below(above)}
    return tuple(a for a in load_functional_areas() if a.parent in codes and _stands(a.valid_from, a.valid_to, on))


def find_by_code(code: str) -> Division:
    """The division of a code, standing or gone; raises LookupError."""
    return _by_code()[code]


def parent_of(division: Division) -> Division | None:
    """The division above; None for a province."""
    return _by_code()[division.parent] if division.parent else None


def province_of(division: Division) -> Division:
    """The province (省级) that a division is or belongs to."""
    above = parent_of(division)
    return province_of(above) if above else division


def prefecture_of(division: Division) -> Division | None:
    """The prefecture (地级) that a division is or belongs to; None for a province and what is right under it."""
    if division.level is DivisionLevel.PREFECTURE:
        return division
    above = parent_of(division)
    return above if above and above.level is DivisionLevel.PREFECTURE else None


def full_name(division: Division) -> str:
    """The name with all that is above it: 甘肃省庆阳市合水县."""
    above = parent_of(division)
    return (full_name(above) if above else "") + division.name


def name_successors(division: Division) -> str:
    """What took a division's place, names with codes; "" where that is not known."""
    return "、".join(f"{find_by_code(code).name}（{code}）" for code in division.successors)


def print_end(division: Division) -> str:
    """When a division went: the day, or the year where no more is known; "" where it still stands."""
    return _print_change(division.valid_to, division.precision) if division.valid_to else ""


def _read_rows(name: str) -> list[list[str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _print_change(day: date, precision: str) -> str:
    return f"{day.year}年" if precision == "year" else print_date(day)


def _check_day(on: date) -> None:
    if on < HISTORY_FROM:
        raise ValueError(f"区划登记从{print_date(HISTORY_FROM)}起，没有{print_date(on)}的区划")


@cache
def _by_code() -> Mapping[str, Division]:
    return {d.code: d for d in load_divisions()}


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    """Divisions by full and short name."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in load_divisions():
        for name in (division.name, *list_short_names(division.name)):
            found[name].append(division)
    return {name: tuple(divisions) for name, divisions in found.items()}


def _find_all(text: str) -> list[Division]:
    """Every division, standing or gone, that a code or name can mean; names of what is above it may go before."""
    if text.isdecimal():
        return [d for d in [_by_code().get(text[:6] if text[6:].strip("0") == "" else text)] if d]
    return [d for at in range(len(text)) for d in _by_name().get(text[at:], ()) if text[:at] in _prefixes(d)]


def _prefixes(division: Division) -> set[str]:
    """What may stand before a division's own name: nothing, its prefecture, its province, or both."""
    province, prefecture = province_of(division), prefecture_of(division)
    tops = {"", *_all_names(province)} if province != division else {""}
    middles = {"", *_all_names(prefecture)} if prefecture and prefecture != division else {""}
    return {top + middle for top in tops for middle in middles}


def _all_names(division: Division) -> Iterator[str]:
    yield division.name
    yield from list_short_names(division.name)


def _find_above(name_or_code: str, on: date) -> Division:
    """The province or prefecture of a name; counties of the same short name (河南) are passed over."""
    _check_day(on)
    found = [d for d in _find_all(name_or_code.strip()) if d.level is not DivisionLevel.COUNTY]
    if len(above := [d for d in found if d.stands_on(on)]) == 1:
        return above[0]
    division = find_division(name_or_code, on)
    if division.level is DivisionLevel.COUNTY:
        raise LookupError(f"{_full_with_code(division)}本身是县级区划")
    return division


def _below(above: Division) -> Iterable[Division]:
    return (d for d in load_divisions() if d is not above and above in (province_of(d), prefecture_of(d)))


def _tell_why_not(division: Division, on: date) -> str:
    """Why a known name is none on a day."""
    name = _full_with_code(division)
    if division.valid_from and on < division.valid_from:
        return f"{name}{_print_change(division.valid_from, division.precision)}才设立"
    successors = name_successors(division)
    return f"{name}{print_end(division)}撤销" + (f"，现为{successors}" if successors else "")


def _full_with_code(division: Division) -> str:
    return f"{full_name(division)}（{division.code}）"


def _find_near(name: str, on: date) -> list[str]:
    """Standing names that look like a wrong one."""
    from difflib import get_close_matches

    known = {d.name for d in load_divisions() if d.stands_on(on)}
    return get_close_matches(name, sorted(known), n=_NEAR, cutoff=0.6)
