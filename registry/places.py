"""Where a notice comes from (发文地区): level, province, prefecture and county of who issued it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gongwen.division_names import list_short_names
from gongwen.divisions import Division, DivisionLevel, load_divisions, parent_of, prefecture_of, province_of
from specs.model import Level

# The one character that stands for a province in document numbers (省级简称).
_PROVINCE_SIGNS = {
    "京": "北京市", "津": "天津市", "冀": "河北省", "晋": "山西省", "内蒙古": "内蒙古自治区", "辽": "辽宁省",
    "吉": "吉林省", "黑": "黑龙江省", "沪": "上海市", "苏": "江苏省", "浙": "浙江省", "皖": "安徽省", "闽": "福建省",
    "赣": "江西省", "鲁": "山东省", "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省",
    "桂": "广西壮族自治区", "琼": "海南省", "渝": "重庆市", "川": "四川省", "黔": "贵州省", "滇": "云南省",
    "藏": "西藏自治区", "陕": "陕西省", "甘": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区",
    "新": "新疆维吾尔自治区", "澜": "澜川省",
}
_OF_THE_STATE = re.compile(r"^(?:国家|国务院|中共中央|中华人民共和国|全国|最高人民)"
                           r"|^[^省市县区州旗委]{2,10}(?:部|总局)(?:办公厅)?$")
_TOWNSHIP = re.compile(r"^[^省市县区]{1,8}(?:镇|乡|街道)(?:人民政府|办事处|党|委)")
_PARTY = re.compile(r"^中共")
_LEVELS = {DivisionLevel.PROVINCE: Level.PROVINCE, DivisionLevel.PREFECTURE: Level.PREFECTURE,
           DivisionLevel.COUNTY: Level.COUNTY}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issuer stands (地区); None where its name does not say."""

    level: Level | None = None
    province: str | None = None
    prefecture: str | None = None
    county: str | None = None


def find_place(notice: Mapping[str, Any]) -> Place:
    """The place of a notice by its first issuer that names one, else by its title; its number tells namesakes apart.

    notice  the JSON of a spec's notice
    """
    number = notice.get("document_number") or ""
    sign = next((name for sign, name in _PROVINCE_SIGNS.items() if number.startswith(sign)), None)
    said = [*(notice.get("issuers") or ()), notice.get("title") or ""]
    for text in said:
        if _OF_THE_STATE.match(text):
            return Place(Level.NATIONAL)
        if (division := _find_leading(_PARTY.sub("", text), sign)) is not None:
            return _place(division, text)
    return Place()  # a county's or township's own sign may look like a province's: a number alone tells nothing


def _place(division: Division, text: str) -> Place:
    prefecture = prefecture_of(division)
    below = _TOWNSHIP.match(text.rpartition(division.name)[2]) is not None
    return Place(Level.TOWNSHIP if below else _LEVELS[division.level], province_of(division).name,
                 prefecture.name if prefecture else None,
                 division.name if division.level is DivisionLevel.COUNTY else None)


def _find_leading(text: str, province: str | None) -> Division | None:
    """The lowest division that a body's name begins with: 甘肃省庆阳市合水县教育局 is of 合水县."""
    found: Division | None = None
    while True:
        below = [d for d in _by_name().get(_first_name(text), ()) if found is None or found in _above(d)]
        if found is None and len(below) > 1 and province:
            below = [d for d in below if province_of(d).name == province] or below
        if len(below) != 1:
            return found
        found, text = below[0], text[len(_first_name(text)):]


def _above(division: Division) -> tuple[Division, ...]:
    above = parent_of(division)
    return (above, *_above(above)) if above else ()


def _first_name(text: str) -> str:
    """The longest name of a division at the beginning of a text."""
    return next((text[:n] for n in range(min(_longest(), len(text)), 1, -1) if text[:n] in _by_name()), "")


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    """Divisions that stand by full name; provinces by their short one too."""
    found: dict[str, list[Division]] = {}
    for division in load_divisions():
        if division.valid_to is None:
            short = list_short_names(division.name) if division.level is DivisionLevel.PROVINCE else ()
            for name in (division.name, *short):
                found.setdefault(name, []).append(division)
    return {name: tuple(divisions) for name, divisions in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _by_name()))
