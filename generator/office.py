"""The office that issues (本机关): its place, its customs of issuing, and how its TOML is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from specs.errors import BadProfile
from specs.model import Level

CURE = "请对照 templates/README.md 改正后重试"


class Route(StrEnum):
    """How a paper that lays tasks on other bodies is issued (行文路径)."""

    COUNTERSIGN = "会签"
    JOINT = "联合发文"
    GROUP = "领导小组"
    FORWARD = "政府办转发"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask (联系人)."""

    office: str
    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class Practice:
    """How an office issues its papers (发文惯例); "" and () where it does not say.

    superior       its direct superior, by full name
    copy_to        who gets copies (抄送)
    printer        who prints (印发机关), if not the office itself
    letter_prefix  its prefix (代字) for 函
    leading_group  the 领导小组 or 联席会议 of the matter, with its own prefix (代字)
    route          how papers are issued that lay tasks on others; None: not settled
    joint_with     who signs with it where the route is 联合发文, in order
    """

    superior: str = ""
    copy_to: tuple[str, ...] = ()
    printer: str = ""
    leading_group: str = ""
    group_prefix: str = ""
    route: Route | None = None
    joint_with: tuple[str, ...] = ()
    letter_prefix: str = ""


NO_PRACTICE = Practice()


@dataclass(frozen=True, slots=True)
class Office:
    """The office that issues (本机关).

    level     its rung of government
    superior  its direct superior; "" where it has none or it is not known
    prefix    its document-number prefix (代字); "" not known
    copy_to   who gets copies (抄送)
    """

    name: str
    level: Level
    superior: str = ""
    prefix: str = ""
    contact: Contact | None = None
    copy_to: tuple[str, ...] = ()
    practice: Practice = NO_PRACTICE

    @property
    def letter_prefix(self) -> str:
        """Its prefix for 函: as its profile says, else by usual naming (澜卫发 → 澜卫函); "" not known."""
        return self.practice.letter_prefix or (re.sub("(?:发|字)?$", "函", self.prefix, count=1) if self.prefix else "")

    @property
    def is_of_county(self) -> bool:
        """Whether it is the county's or a township's, no office above the county."""
        return self.level in (Level.COUNTY, Level.TOWNSHIP)

    @property
    def governs(self) -> bool:
        """Whether it is a government or a government's office, which may order departments and townships."""
        return self.name.endswith(("人民政府", "政府办公室", "政府办公厅"))


def load_office(path: Path) -> Office:
    """The office that a TOML file describes; raises BadProfile naming the field."""
    where = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadProfile(path, "文件打不开", "请检查路径") from error
    raw = parse_toml(data, where)
    level = read_text(raw, "level", where)
    if level not in tuple(Level):
        raise BadProfile(f"{where} 的 level", f"“{level}”不是层级", f"请填 {' '.join(Level)} 之一")
    practice = read_practice(raw, where)
    return Office(read_text(raw, "name", where), Level(level), practice.superior, read_text(raw, "prefix", where, ""),
                  read_contact(raw, where), practice.copy_to, practice)


def read_practice(table: Mapping[str, Any], where: str, signs: Mapping[str, str] | None = None) -> Practice:
    """The customs of issuing that a TOML table tells; raises BadProfile naming the field.

    signs  what stands for what in names: {县} → 溪塬县
    """
    def say(words: str) -> str:
        for sign, name in (signs or {}).items():
            words = words.replace(sign, name)
        return words

    said = read_text(table, "route", where, "")
    route = find_route(said)
    if said and route is None:
        raise BadProfile(f"{where} 的 route", f"“{said}”不是行文路径", f"请填 {' '.join(Route)} 之一")
    return Practice(say(read_text(table, "superior", where, "")),
                    tuple(map(say, read_list(table, "copy_to", where))), say(read_text(table, "printer", where, "")),
                    say(read_text(table, "leading_group", where, "")),
                    say(read_text(table, "group_prefix", where, "")), route,
                    tuple(map(say, read_list(table, "joint_with", where))),
                    say(read_text(table, "letter_prefix", where, "")))


def find_route(said: str) -> Route | None:
    """The route that words name: 领导小组名义, 征求意见+会签, 县政府办转发; None where they name none."""
    return next((route for route in Route if route in said), None)


def with_route(office: Office, route: Route | None) -> Office:
    """The office with the route that a run asks for; as it is where the run asks for none."""
    return replace(office, practice=replace(office.practice, route=route)) if route else office


def parse_toml(data: bytes, where: str) -> dict[str, Any]:
    """A TOML text as a table; raises BadProfile."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadProfile(where, f"不是有效的 TOML 文本（{error}）", CURE) from error


def read_contact(table: Mapping[str, Any], where: str) -> Contact | None:
    """The contact of a county or office; None where it is not told; raises BadProfile."""
    raw = table.get("contact")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise BadProfile(f"{where} 的 contact", "应写作 contact = { office = …, person = …, phone = … }", CURE)
    place = f"{where} 的 contact"
    return Contact(read_text(raw, "office", place, ""), read_text(raw, "person", place), read_text(raw, "phone", place))


def read_list(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of names, () where it is not told; raises BadProfile."""
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(name, str) and name.strip() for name in found):
        raise BadProfile(f"{where} 的 {key}", "应是机关名称的列表", CURE)
    return tuple(name.strip() for name in found)


def read_text(table: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    """A text of a table, without blanks at its ends; raises BadProfile where it is missing or no text."""
    value = table.get(key, default)
    if value is None:
        raise BadProfile(f"{where} 的 {key}", "缺少这一项", CURE)
    if not isinstance(value, str) or (not value.strip() and default is None):
        raise BadProfile(f"{where} 的 {key}", f"“{value}”不是文字", CURE)
    return value.strip()
