"""Who speaks for a county (县区资料): profiles by TOML, or guessed by usual naming; its bureau as who issues."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.chain import Chain, read_chain
from generator.office import CURE, NO_PRACTICE, Practice, parse_toml, read_contact, read_list, read_practice, read_text
from generator.office import Contact as Contact
from generator.office import Office as Office
from generator.office import load_office as load_office
from generator.own_targets import OwnTarget, read_own_targets
from specs.errors import BadProfile
from specs.model import Level

_SEVERAL = "、"
_NONE = "【待定：本县无"
_BODIES = Path(__file__).with_name("county_bodies.toml")


@dataclass(frozen=True, slots=True)
class BodyKind:
    """One kind of county body (机构类别), as `county_bodies.toml` lists them.

    names     what notices call it, its key among them
    usual     its usual name with {县} for the county; `usual_in` by province
    line      words in an issuer's name that say that its papers are of this line (条线)
    unit      a unit under a bureau, which that bureau may order; under: keys of the bureaus that it is under
    sign      last characters of its document-number prefix (代字)
    """

    key: str
    names: tuple[str, ...]
    usual: str
    usual_in: Mapping[str, str]
    line: tuple[str, ...]
    unit: bool
    sign: str
    under: tuple[str, ...] = ()

    def usual_name(self, county: str, province: str) -> str:
        """What the county's body of this kind is usually called there."""
        return self.usual_in.get(province, self.usual).replace("{县}", county)


@dataclass(frozen=True, slots=True)
class CountyProfile:
    """What a county's papers need to know of the county (县区资料).

    bodies    names of its bodies by generic key (通用名 → 全称): one, several with 、, the same one under two keys
              (一个机构两块牌子), or a mark that it has none
    prefixes  document-number prefixes by the same keys (代字)
    contact   None: not known
    lead_days working days that the bureau wants drafts before its own date of report; None: not known
    own_targets  values that it sets for indicators of notices (本县目标值)
    prefer    papers that go before others where bases disagree (以哪份为准)
    chain     working days from the units' reports to the superior's limit, by step; None: not known
    guesses   keys of `bodies` that are guessed from usual naming (待确认)
    practice  how its bureaus issue papers (发文惯例)
    at_home   whether the notice localised is this county's own: a county-level city's 市疾控中心 is its own
    of_province  whether the notice localised is a province's or the country's: its 全省 is the county's 全县
    """

    code: str
    name: str
    province: str
    prefecture: str
    bodies: Mapping[str, str]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    contact: Contact | None = None
    lead_days: int | None = None
    guesses: frozenset[str] = frozenset()
    of_province: bool = True
    at_home: bool = False
    practice: Practice = NO_PRACTICE
    chain: Chain | None = None
    prefer: tuple[str, ...] = ()
    own_targets: tuple[OwnTarget, ...] = ()

    @property
    def unit(self) -> str:
        """The last character of the county's name, as 我县, 我区, 我市, 我旗 say it."""
        return self.name[-1] if self.name[-1] in "县区市旗" else "区"


@cache
def load_body_kinds() -> tuple[BodyKind, ...]:
    """All kinds of county body, in the order of the table."""
    rows = tomllib.loads(_BODIES.read_text("utf-8"))["body"]
    return tuple(
        BodyKind(row["key"], (row["key"], *row.get("names", ())), row["usual"], row.get("usual_in", {}),
                 tuple(row.get("line", ())), row.get("unit", False), row.get("sign", ""),
                 tuple(row.get("under", ())))
        for row in rows
    )


def find_line(office: str) -> BodyKind:
    """The line (条线) that an office's papers belong to, by its name; the county's government where none fits.

    A more special line stands first in the table only where its words are longer: the longest word found wins.
    """
    found = [(len(word), kind) for kind in load_body_kinds() for word in kind.line if word in office]
    return max(found, key=lambda pair: pair[0])[1] if found else load_body_kinds()[0]


def is_unit_of(kind: BodyKind, office: str) -> bool:
    """Whether a kind of body is a unit under an office, by the office's line; any unit is under a government."""
    return kind.unit and (not kind.under or find_line(office).key in (*kind.under, load_body_kinds()[0].key))


def guess_profile(code: str, name: str, *, province: str, prefecture: str) -> CountyProfile:
    """A profile by the county's name and usual naming alone; every body in it is a guess (待确认)."""
    bodies = {kind.key: kind.usual_name(name, province) for kind in load_body_kinds()}
    return CountyProfile(code, name, province, prefecture, MappingProxyType(bodies), guesses=frozenset(bodies))


def load_profiles(folder: Path) -> Mapping[str, CountyProfile]:
    """All profiles of a folder's TOML files, by code and by name; names that two counties share are left out.

    raises  BadProfile: no such folder, or a file in it is wrong
    """
    if not folder.is_dir():
        raise BadProfile(folder, "没有这个文件夹", "请检查 --profiles 的路径")
    found: dict[str, CountyProfile] = {}
    shared: set[str] = set()
    for path in sorted(folder.rglob("*.toml")):
        for profile in read_profiles(path.read_bytes(), path.name):
            if profile.code and profile.code in found:
                raise BadProfile(path.name, f"{profile.code} {profile.name} 的资料重复", "请删去一份")
            shared |= {profile.name} & found.keys()
            found |= {profile.code or profile.name: profile, profile.name: profile}
    return MappingProxyType({key: profile for key, profile in found.items() if key not in shared})


def read_profiles(data: bytes, where: str) -> tuple[CountyProfile, ...]:
    """The profiles that a TOML text holds: `province`, shared `[bodies]` and `[prefixes]`, a `[[county]]` each.

    In a name, {县} stands for the county's name; in a prefix, {简称} for its short sign.
    raises  BadProfile: naming file, county and field
    """
    raw = parse_toml(data, where)
    rows = raw.get("county")
    if not isinstance(rows, list) or not rows:
        raise BadProfile(where, "没有 [[county]] 一节", CURE)
    return tuple(_profile(row, raw, where) for row in rows)


def bureau_of(profile: CountyProfile, line: BodyKind) -> Office:
    """The county's own bureau of a line as the office that issues."""
    name = profile.bodies.get(line.key, line.usual_name(profile.name, profile.province))
    practice = profile.practice
    return Office(name, Level.COUNTY, practice.superior or profile.prefecture, profile.prefixes.get(line.key, ""),
                  profile.contact, practice.copy_to, practice)


def _profile(row: Any, shared: dict[str, Any], where: str) -> CountyProfile:
    if not isinstance(row, dict):
        raise BadProfile(f"{where} 的 county", "应写作 [[county]]", CURE)
    name = read_text(row, "name", where)
    place = f"{where} 的 {name}"
    province = read_text({**shared, **row}, "province", place)
    signs = {"{县}": name, "{简称}": read_text(row, "sign", place, "")}
    profile = guess_profile(read_text(row, "code", place, ""), name, province=province,
                            prefecture=read_text({**shared, **row}, "prefecture", place))
    said = _names(shared, "bodies", signs, place) | _names(row, "bodies", signs, place)
    prefixes = _names(shared, "prefixes", signs, place) | _names(row, "prefixes", signs, place)
    days = row.get("lead_days", shared.get("lead_days"))
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or days < 0):
        raise BadProfile(f"{place} 的 lead_days", f"“{days}”不是天数", "请填整数，如 3")
    return replace(profile, bodies=MappingProxyType({**profile.bodies, **said}), prefixes=MappingProxyType(prefixes),
                   contact=read_contact(row, place), lead_days=days, guesses=profile.guesses - said.keys(),
                   practice=_practice(row, shared, signs, place), chain=read_chain(row, shared, place),
                   own_targets=read_own_targets(row, shared, place),
                   prefer=read_list(row, "prefer", place) or read_list(shared, "prefer", where))


def _practice(row: dict[str, Any], shared: dict[str, Any], signs: dict[str, str], where: str) -> Practice:
    """`[office]` of the file with what the county's own `office` says otherwise."""
    tables = [table.get("office", {}) for table in (shared, row)]
    if not all(isinstance(table, dict) for table in tables):
        raise BadProfile(f"{where} 的 office", "应写作 [office]", CURE)
    return read_practice({**tables[0], **tables[1]}, f"{where} 的 office", signs)


def _write_bodies(key: str, value: object) -> object:
    """Several bodies of one kind in one name, as papers list them; a mark where the county has none (无)."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _SEVERAL.join(value)
    return f"{_NONE}{key}】" if value == "无" else value


def split_bodies(name: str) -> tuple[str, ...]:
    """The bodies that one name of a profile stands for (一对多)."""
    return tuple(name.split(_SEVERAL))


def is_missing(name: str) -> bool:
    """Whether a name only says that the county has no such body (本县无此机构)."""
    return name.startswith(_NONE)


def _names(table: dict[str, Any], key: str, signs: dict[str, str], where: str) -> dict[str, str]:
    """A table of names with its signs written out; a county without a short sign gets no prefix from the pattern."""
    rows = table.get(key, {})
    if isinstance(rows, dict) and key == "bodies":
        rows = {name: _write_bodies(name, value) for name, value in rows.items()}
    if not isinstance(rows, dict) or not all(isinstance(value, str) and value.strip() for value in rows.values()):
        raise BadProfile(f"{where} 的 {key}", "应是“通用名 = 名称”的表，名称不能为空", CURE)
    known = {kind.key for kind in load_body_kinds()}
    if strange := sorted(rows.keys() - known):
        raise BadProfile(f"{where} 的 {key}", f"没有“{strange[0]}”这个通用名", f"可用：{'、'.join(sorted(known))}")
    if not signs["{简称}"]:
        rows = {name: value for name, value in rows.items() if "{简称}" not in value}
    return {name: value.replace("{县}", signs["{县}"]).replace("{简称}", signs["{简称}"])
            for name, value in rows.items()}
