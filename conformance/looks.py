"""How a paragraph looks once styles are followed (有效格式): its own settings, its style's, their bases', defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_DEEPEST = 20
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's look (格式); `None`: not said anywhere.

    size     points of its first characters; face the font of Chinese characters; color RRGGBB
    first, left, right  indents in characters; first below 0 hangs
    line     points of an exact or least pitch; exact whether it is exact
    before   points of space above
    rules    borders: side → (size in points, colour)
    """

    align: str
    size: float
    face: str
    color: str
    first: float
    left: float
    right: float
    line: float | None
    exact: bool
    before: float
    after: float
    new_page: bool
    rules: dict[str, tuple[float, str]]


class Styles:
    """The styles of a document (样式表), for following what a paragraph is set in."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._by_id = {style.get(qn("w:styleId")): style for style in root.iterchildren(qn("w:style"))}
        self._normal = next((key for key, style in self._by_id.items() if style.get(qn("w:default")) == "1"
                             and style.get(qn("w:type")) == "paragraph"), None)
        self._defaults = root.find(qn("w:docDefaults"))
        self._theme = _read_theme(document)

    def look_at(self, paragraph: Any) -> Look:
        """The look of a `w:p`."""
        own = paragraph.find(qn("w:pPr"))
        style = _value(own, "w:pStyle") or self._normal
        above = [own, *(chained.find(qn("w:pPr")) for chained in self._chain(style)), self._default("w:pPr")]
        run = next((r for r in paragraph.iter(qn("w:r")) if holder_of(r) is paragraph and any(
            r.find(qn(tag)) is not None for tag in ("w:t", "w:fldChar", "w:instrText"))), None)
        direct = run.find(qn("w:rPr")) if run is not None else own.find(qn("w:rPr")) if own is not None else None
        looks = [direct, *(s.find(qn("w:rPr")) for s in self._chain(_value(direct, "w:rStyle"))),
                 *(s.find(qn("w:rPr")) for s in self._chain(style)), self._default("w:rPr")]
        size = float(_first(looks, "w:sz", "w:val") or 20) / 2
        spaced = float(_first(looks, "w:spacing", "w:val") or 0) / 20
        line, rule = _first(above, "w:spacing", "w:line"), _first(above, "w:spacing", "w:lineRule") or "auto"
        return Look(
            align=_first(above, "w:jc", "w:val") or "left", size=size, face=self._face(looks),
            color=(_first(looks, "w:color", "w:val") or "auto").upper(),
            first=_first_line(above, size + spaced), left=_side(above, ("left", "start"), size + spaced),
            right=_side(above, ("right", "end"), size + spaced),
            line=float(line) / 20 if line and rule != "auto" else None, exact=rule == "exact",
            before=float(_first(above, "w:spacing", "w:before") or 0) / 20,
            after=float(_first(above, "w:spacing", "w:after") or 0) / 20,
            new_page=_is_on(above, "w:pageBreakBefore"), rules=_rules(above))

    def _chain(self, key: str | None) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._by_id.get(key)
            if style is None:
                return
            yield style
            key = _value(style, "w:basedOn")

    def _default(self, tag: str) -> Any:
        around = self._defaults.find(qn(f"{tag}Default")) if self._defaults is not None else None
        return around.find(qn(tag)) if around is not None else None

    def _face(self, looks: list[Any]) -> str:
        """The font of Chinese characters; a theme's wins over a name in the same place."""
        for properties in looks:
            fonts = properties.find(qn("w:rFonts")) if properties is not None else None
            if fonts is None:
                continue
            if theme := fonts.get(qn("w:eastAsiaTheme")):
                return self._theme.get("major" if theme.startswith("major") else "minor", "")
            if name := fonts.get(qn("w:eastAsia")):
                return str(name)
        return ""


def holder_of(node: Any) -> Any:
    """The `w:p` that a node of the text is in, the innermost where boxes hang on paragraphs."""
    while node is not None and node.tag != qn("w:p"):
        node = node.getparent()
    return node


def _read_theme(document: Document) -> dict[str, str]:
    """The theme's Chinese fonts by major and minor."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    found: dict[str, str] = {}
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            for kind in ("major", "minor"):
                fonts = root.find(f".//{_A}{kind}Font")
                if fonts is None:
                    continue
                east = fonts.find(f"{_A}ea")
                hans = next((f for f in fonts.iterchildren(f"{_A}font") if f.get("script") == "Hans"), None)
                name = (east.get("typeface") if east is not None else "") or ""
                found[kind] = name or ((hans.get("typeface") or "") if hans is not None else "")
    return found


def _value(properties: Any, tag: str) -> str | None:
    element = properties.find(qn(tag)) if properties is not None else None
    return element.get(qn("w:val")) if element is not None else None


def _first(above: list[Any], tag: str, attribute: str) -> str | None:
    """The nearest setting of an attribute."""
    for properties in above:
        element = properties.find(qn(tag)) if properties is not None else None
        if element is not None and element.get(qn(attribute)) is not None:
            return str(element.get(qn(attribute)))
    return None


def _is_on(above: list[Any], tag: str) -> bool:
    for properties in above:
        element = properties.find(qn(tag)) if properties is not None else None
        if element is not None:
            return element.get(qn("w:val")) not in ("0", "false", "off")
    return False


def _first_line(above: list[Any], character: float) -> float:
    """Characters that the first line goes in, or hangs by."""
    for properties in above:
        indent = properties.find(qn("w:ind")) if properties is not None else None
        if indent is None:
            continue
        for name, sign in (("firstLine", 1.0), ("hanging", -1.0)):
            if (many := indent.get(qn(f"w:{name}Chars"))) is not None and float(many):
                return sign * float(many) / 100
            if (twips := indent.get(qn(f"w:{name}"))) is not None:
                return sign * float(twips) / 20 / character
    return 0.0


def _side(above: list[Any], names: tuple[str, ...], character: float) -> float:
    for properties in above:
        indent = properties.find(qn("w:ind")) if properties is not None else None
        if indent is None:
            continue
        for name in names:
            if (many := indent.get(qn(f"w:{name}Chars"))) is not None and float(many):
                return float(many) / 100
            if (twips := indent.get(qn(f"w:{name}"))) is not None:
                return float(twips) / 20 / character
    return 0.0


def _rules(above: list[Any]) -> dict[str, tuple[float, str]]:
    for properties in above:
        borders = properties.find(qn("w:pBdr")) if properties is not None else None
        if borders is not None:
            return {edge.tag.rsplit("}", 1)[1]: (float(edge.get(qn("w:sz")) or 0) / 8,
                                                 (edge.get(qn("w:color")) or "auto").upper())
                    for edge in borders if edge.get(qn("w:val")) not in ("nil", "none")}
    return {}
