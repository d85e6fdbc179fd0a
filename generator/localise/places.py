"""Other places by name (他地名称), out of the register: another county's business, and the region before a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from generator.county import CountyProfile
from gongwen.divisions import DivisionLevel, load_divisions

_LONGEST_NAME = 12


def find_places(words: str, profile: CountyProfile) -> tuple[str, ...]:
    """Other counties and prefectures of the province that some words name, in reading order."""
    pattern = _neighbours(profile.code, profile.name)
    return tuple(found[0] for found in pattern.finditer(words)) if pattern else ()


def strip_place(words: str, profile: CountyProfile) -> str:
    """Words without the region that a title puts before its matter: 澜川省职业健康… → 职业健康…."""
    for place in ("全省", "全市", "全县", "全区", "我省", "我市", profile.province, profile.prefecture):
        words = words.removeprefix(place) if place else words
    longest = next((n for n in range(min(_LONGEST_NAME, len(words)), 2, -1) if words[:n] in _all_names()), 0)
    return words[longest:]


def find_other_province(offices: Iterable[str], profile: CountyProfile) -> str:
    """The province that issues a notice, where it is not the county's; "" where it is, or no office says."""
    for office in offices:
        found = next((name for name in list_provinces() if office.startswith(name)), "")
        if found and profile.province and found != profile.province:
            return found
    return ""


@cache
def _neighbours(code: str, name: str) -> re.Pattern[str] | None:
    """Other counties and prefectures of a county's province, by name; None where its code is not known."""
    below = [d for d in load_divisions() if code and d.level is not DivisionLevel.PROVINCE]
    found = {d.name for d in below if d.code[:2] == code[:2]}
    above = {d.name for d in below if d.code == f"{code[:4]}00"}
    names = sorted((n for n in found - above - {name} if len(n) > 2), key=lambda n: -len(n))
    return re.compile("|".join(map(re.escape, names))) if names else None


@cache
def _all_names() -> frozenset[str]:
    return frozenset(d.name for d in load_divisions() if len(d.name) > 2)


@cache
def list_provinces() -> tuple[str, ...]:
    """The names of the provinces, of all years that the register knows."""
    return tuple(d.name for d in load_divisions() if d.level is DivisionLevel.PROVINCE)
