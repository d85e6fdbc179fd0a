"""Names in a Word package's XML (名称), and how it is parsed."""

from __future__ import annotations

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_MAIN}}}"
NAMESPACE = {"w": _MAIN}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parse_part(data: bytes) -> etree._Element:
    """The root of a part; nothing outside it is loaded, no entity resolved.

    raises  etree.XMLSyntaxError
    """
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False))


def print_part(root: etree._Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
