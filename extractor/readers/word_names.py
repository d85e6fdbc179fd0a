"""The names of WordprocessingML (OOXML 名称) and how its small properties are read."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = ("0", "false", "off")


def child_value(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of a child, None where it is missing."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def number_value(parent: etree._Element | None, name: str) -> int | None:
    """The w:val of a child as a whole number, None where it is missing or none."""
    value = child_value(parent, name)
    try:
        return int(value) if value is not None else None
    except ValueError:
        return None


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a toggle such as w:vanish is there and not switched off."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child is not None and child.get(f"{W}val") not in _OFF
