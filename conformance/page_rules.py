"""Paper, type area and page numbers (GB/T 9704 §5, §7.5, §8)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from docx.oxml.ns import qn
from docx.section import Section

from conformance.findings import Finding, Strength
from conformance.mending import is_landscape, number_pages, set_page
from conformance.paper import Paper
from gongwen.layout import (
    BOTTOM,
    LEFT,
    NUMBER_FACE,
    PAGE_HEIGHT,
    PAGE_NUMBER_GAP,
    PAGE_WIDTH,
    POINT,
    RIGHT,
    SMALL_PT,
    TOP,
)

_OFF = 1.05  # mm: §5.2.1 allows one
_DASHES = "—―─－"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RULE, _NORMAL = Strength.RULE, Strength.NORMAL


def check_pages(paper: Paper) -> Iterator[Finding]:
    """Paper and type area of every section."""
    for i, section in enumerate(paper.document.sections, 1):
        place, mend = f"第{i}节", partial(set_page, section)
        lies = is_landscape(section)
        size = [_mm(section.page_width), _mm(section.page_height)]
        if any(abs(a - b) > _OFF for a, b in zip(sorted(size), (PAGE_WIDTH, PAGE_HEIGHT), strict=True)):
            yield Finding("5.1", _RULE, "纸张", f"{size[0]:.0f}×{size[1]:.0f}毫米", "A4，210×297毫米", place, mend)
        # A page that lies on its side is the upright page turned to the left (§8).
        top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if lies else (TOP, RIGHT, BOTTOM, LEFT)
        names = ("订口", "天头", "切口", "下白边") if lies else ("天头", "切口", "下白边", "订口")
        for name, found, wanted in zip(names, (section.top_margin, section.right_margin, section.bottom_margin,
                                               section.left_margin), (top, right, bottom, left), strict=True):
            if abs(_mm(found) - wanted) > _OFF:
                yield Finding("5.2.1", _RULE, name, f"{_mm(found):.1f}毫米",
                              f"{wanted:.0f}毫米（版心156×225毫米）", place, mend)


def check_page_numbers(paper: Paper) -> Iterator[Finding]:
    """Numbers below the type area: a dash on both sides, odd pages right and even pages left, one character in."""
    section = next((s for s in paper.document.sections if not is_landscape(s)), None)
    if section is None:
        return
    mend = partial(number_pages, paper.document)
    split = bool(paper.document.settings.odd_and_even_pages_header_footer)
    odd, even = _find_number(section.footer), _find_number(section.even_page_footer) if split else None
    if odd is None and even is None:
        yield Finding("7.5", _RULE, "页码", "没有页码", "版心下边缘之下排页码", "页脚", mend)
        return
    sides = (_side(odd, paper), _side(even, paper))
    outside = "outside" in sides
    if not outside and (odd is None or even is None or sides[0] == sides[1]):
        yield Finding("7.5", _RULE, "页码位置", "单页双页位置相同或缺一", "单页居右、双页居左", "页脚", mend)
    elif not outside and sides != ("right", "left"):
        yield Finding("7.5", _RULE, "页码位置", "单页不在右或双页不在左", "单页居右、双页居左", "页脚", mend)
    for name, number in (("单页", odd), ("双页", even)):
        if number is not None:
            yield from _check_number(name, number, section, paper, outside)


def _check_number(name: str, number: Any, section: Section, paper: Paper, outside: bool) -> Iterator[Finding]:
    mend = partial(number_pages, paper.document)
    text = "".join(node.text or "" for node in number.iter(qn("w:t"))).strip()
    look = paper.styles.look_at(number)
    if len(text) < 2 or text[0] not in _DASHES or text[-1] not in _DASHES:
        yield Finding("7.5", _RULE, "页码", f"{name}页码写作“{text or '数字'}”", "数字左右各一条一字线：— 1 —", "页脚",
                      mend)
    if not outside and look.align in ("left", "right", "start", "end", "both"):
        inside = look.right if look.align in ("right", "end") else look.left
        if abs(inside - 1) > 0.3:
            yield Finding("7.5", _RULE, "页码", f"{name}页码空{inside:.1f}字", "左右空一字", "页脚", mend)
    if not _in_box(number):
        gap = BOTTOM - _mm(section.footer_distance) - (look.line or look.size * 1.2) / 2 * POINT - look.after * POINT
        if abs(gap - PAGE_NUMBER_GAP) > 1.5:
            yield Finding("7.5", _RULE, "页码", f"{name}一字线在版心下边缘之下约{gap:.0f}毫米", "7毫米", "页脚", mend)
    if abs(look.size - SMALL_PT) > 0.1:
        yield Finding("7.5", _NORMAL, "页码字号", f"{look.size:g}磅", "4号（14磅）", "页脚", mend)
    if look.face and not NUMBER_FACE.fits(look.face):
        yield Finding("7.5", _NORMAL, "页码字体", look.face, "宋体", "页脚", mend)


def _find_number(footer: Any) -> Any:
    """The `w:p` of a footer that holds the page's number; None: it has none."""
    for field in footer._element.iter(qn("w:instrText"), qn("w:fldSimple")):
        code = field.text if field.tag == qn("w:instrText") else field.get(qn("w:instr"))
        if "PAGE" in (code or "").upper().split():
            return next(above for above in field.iterancestors() if above.tag == qn("w:p"))
    return None


def _side(number: Any, paper: Paper) -> str:
    if number is None:
        return ""
    for above in number.iterancestors(f"{_WP}anchor"):
        place = next(above.iter(f"{_WP}align"), None)
        if place is not None:
            return str(place.text)
    look = paper.styles.look_at(number)
    return {"end": "right", "start": "left", "both": "left"}.get(look.align, look.align)


def _in_box(number: Any) -> bool:
    return any(above.tag == qn("w:txbxContent") for above in number.iterancestors())


def _mm(length: Any) -> float:
    return float(length.mm) if length is not None else 0.0
