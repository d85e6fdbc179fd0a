"""What stands outside the type area (页眉页脚): page numbers, and the rules of a letter's first page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blocks import Letterhead
from generator.typeset.boxes import NAMESPACES, Place, make_box
from generator.typeset.heads import FALL, SIGN_PITCH, find_ink, size_sign
from generator.typeset.marks import R, Setting, Type, W, make_field, make_paragraph, make_run
from generator.typeset.styles import NUMBER
from gongwen.layout import (
    BOTTOM,
    DOUBLE_GAP_PT,
    DOUBLE_THICK_PT,
    DOUBLE_THIN_PT,
    FOOTER_FROM_EDGE,
    GREY,
    LEFT,
    LETTER_FOOT_RULE,
    LETTER_HEAD_TOP,
    LETTER_RULE_GAP,
    LETTER_RULE_WIDTH,
    NUMBER_FACE,
    PAGE_NUMBER_GAP,
    POINT,
    RED,
    RIGHT,
    SMALL_PT,
    TITLE_FACE,
    TYPE_WIDTH,
    to_twips,
)

_OVERHANG = -to_twips((LETTER_RULE_WIDTH - TYPE_WIDTH) / 2)
_GAP_TWIPS = round(DOUBLE_GAP_PT * 20)
# The middle of the double rule is where the standard has it; a line as high as its gap is below it.
_LETTER_FOOTER = LETTER_FOOT_RULE - ((DOUBLE_THIN_PT + DOUBLE_GAP_PT + DOUBLE_THICK_PT) / 2 + DOUBLE_GAP_PT) * POINT
_HEAD_FROM_EDGE = 12.0
_HEAD = Type(NUMBER_FACE, 9.0, GREY, 0)
_ONE = round(SMALL_PT * 20)


@dataclass(frozen=True, slots=True)
class Edge:
    """One header or footer (页眉、页脚): of which pages (`default`, `even`, `first`), in which file."""

    name: str
    tag: str
    pages: str
    text: str


def make_edges(letter: Letterhead | None, head: str, *, upright: bool, landscape: bool) -> tuple[Edge, ...]:
    """The headers and footers of a document.

    head                the running head; "": none
    upright, landscape  whether it has pages that lie so
    """
    edges: list[Edge] = []
    if head:
        edges += [_header(f"header-{pages}", pages, _running_head(head, number))
                  for pages, number in (("default", 4), ("even", 5))]
    if upright:
        # In a letter the footer reaches down to the second double rule of page 1; the number stays where it always is.
        up = to_twips(FOOTER_FROM_EDGE - _LETTER_FOOTER) if letter else None
        edges += [_footer(f"footer-{pages}", pages, make_paragraph(_number(), setting)) for pages, setting in (
            ("default", Setting(align="right", right=_ONE, line=_ONE, after=up)),
            ("even", Setting(align="left", left=_ONE, line=_ONE, after=up)))]
    if landscape:
        edges += [_footer(f"footer-turned-{pages}", pages, _turned(setting, i)) for i, pages, setting in (
            (2, "default", Setting(align="right", right=_ONE, line=_ONE)),
            (3, "even", Setting(align="left", left=_ONE, line=_ONE)))]
    if letter:
        edges += [_header("header-first", "first", _letter_head(letter, _running_head(head, 6) if head else "")),
                  _footer("footer-first", "first", _double_rule(up_side_down=True))]
    return tuple(edges)


def find_edges(edges: tuple[Edge, ...], *, landscape: bool, first: bool) -> tuple[Edge, ...]:
    """The edges of a stretch of pages; those of the first page belong to the first stretch."""
    return tuple(edge for edge in edges if (
        first if edge.pages == "first" else edge.tag == "header" or ("turned" in edge.name) == landscape))


def edge_distances(letter: Letterhead | None, *, landscape: bool) -> tuple[float, float]:
    """How far headers and footers begin from the paper's edge, mm."""
    if letter and not landscape:
        size = size_sign(letter.sign)
        return LETTER_HEAD_TOP - find_ink(size, SIGN_PITCH * size) * POINT, _LETTER_FOOTER
    return 15.0, RIGHT / 2 if landscape else FOOTER_FROM_EDGE


def _number() -> str:
    return make_run("— ", NUMBER) + make_field("PAGE", NUMBER) + make_run(" —", NUMBER)


def _turned(setting: Setting, number: int) -> str:
    """A landscape page's number (§8): where it stands on an upright page, which lies turned to the left."""
    thick = SMALL_PT * POINT
    place = Place(thick, TYPE_WIDTH, BOTTOM - PAGE_NUMBER_GAP - thick / 2, LEFT, "page", turned=True)
    box = make_box(make_paragraph(_number(), setting), place, name="页码", number=number)
    return make_paragraph(box, Setting(line=20))


def _running_head(text: str, number: int) -> str:
    """A run with the running head in a box of its own, so that nothing on the page moves for it."""
    place = Place(TYPE_WIDTH, 6.0, LEFT, _HEAD_FROM_EDGE, "page")
    line = make_paragraph(make_run(text, _HEAD), Setting(align="right", line=_ONE))
    return make_box(line, place, name="页眉", number=number)


def _letter_head(letter: Letterhead, running: str) -> str:
    """§10.1: the sign 30 mm from the paper's edge, 4 mm below it the first double rule, thick above thin."""
    size = size_sign(letter.sign)
    pitch = SIGN_PITCH * size
    sign = make_paragraph(running + make_run(letter.sign, Type(TITLE_FACE, size, RED, 0)), Setting(
        align="center", left=_OVERHANG, right=_OVERHANG, line=round(pitch * 20)))
    below = pitch - find_ink(size, pitch) - 0.86 * size - FALL * size
    down = LETTER_RULE_GAP / POINT - below
    return sign + _double_rule(up_side_down=False, down=round(down * 20))


def _double_rule(*, up_side_down: bool, down: int = _GAP_TWIPS) -> str:
    """Two rules by two paragraphs: office programs differ on which line of a double border is the thick one."""
    thick, thin = (("bottom", round(width * 8), 0, RED) for width in (DOUBLE_THICK_PT, DOUBLE_THIN_PT))
    lines = ((thin, _GAP_TWIPS), (thick, _GAP_TWIPS)) if up_side_down else ((thick, down), (thin, _GAP_TWIPS))
    return "".join(make_paragraph("", Setting(left=_OVERHANG, right=_OVERHANG, line=line, rules=(rule,)))
                   for rule, line in lines)


def _header(name: str, pages: str, inside: str) -> Edge:
    text = inside if inside.startswith("<w:p>") else make_paragraph(inside, Setting(line=20))
    return Edge(f"word/{name}.xml", "header", pages, f'<w:hdr xmlns:w="{W}" xmlns:r="{R}" {NAMESPACES}>{text}</w:hdr>')


def _footer(name: str, pages: str, text: str) -> Edge:
    return Edge(f"word/{name}.xml", "footer", pages, f'<w:ftr xmlns:w="{W}" xmlns:r="{R}" {NAMESPACES}>{text}</w:ftr>')
