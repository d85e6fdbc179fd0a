"""What is set right in an opened document (修正): paragraphs, sections and page numbers; no word of the text."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from gongwen.layout import (
    BOTTOM,
    FOOTER_FROM_EDGE,
    LEFT,
    NUMBER_FACE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SMALL_PT,
    TOP,
    Face,
)

_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def indent(element: Any, *, first: float | None = None, left: float | None = None, right: float | None = None) -> None:
    """Indents of a `w:p` in characters, whatever its style says; None: as it is."""
    own = element.get_or_add_pPr()
    found = own.find(qn("w:ind"))
    if found is None:
        found = own.get_or_add_ind()
    for names, value in ((("firstLine", "hanging"), first), (("left", "start"), left), (("right", "end"), right)):
        if value is None:
            continue
        for name in names:
            for ending in ("", "Chars"):
                found.attrib.pop(qn(f"w:{name}{ending}"), None)
        # By characters and by length: programs that read only one of them do the same.
        found.set(qn(f"w:{names[0]}Chars"), str(round(value * 100)))
        found.set(qn(f"w:{names[0]}"), str(round(value * 316)))


def align(element: Any, side: str) -> None:
    """How the lines of a `w:p` stand: left, center, right."""
    Paragraph(element, None).alignment = _ALIGN[side]  # type: ignore[arg-type]


def start_page(element: Any) -> None:
    """A `w:p` on a new page."""
    Paragraph(element, None).paragraph_format.page_break_before = True  # type: ignore[arg-type]


def set_pitch(element: Any, points: float) -> None:
    """Lines of a `w:p` at an exact pitch, without space above or below."""
    form = Paragraph(element, None).paragraph_format  # type: ignore[arg-type]
    form.line_spacing, form.space_before, form.space_after = Pt(points), Pt(0), Pt(0)


def put_blank(element: Any, count: int) -> None:
    """Empty lines above a `w:p`, as high as its own."""
    for _ in range(count):
        line = OxmlElement("w:p")
        own = element.find(qn("w:pPr"))
        spacing = own.find(qn("w:spacing")) if own is not None else None
        if spacing is not None:
            kept = OxmlElement("w:pPr")
            kept.append(deepcopy(spacing))
            line.append(kept)
        element.addprevious(line)


def set_type(element: Any, face: Face, size: float, *, color: str = "") -> None:
    """Font and size of all characters of a `w:p`; digits and letters in the same font, names of themes dropped."""
    for run in element.iter(qn("w:r")):
        look = run.get_or_add_rPr()
        fonts = look.get_or_add_rFonts()
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
        for name in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{name}"), face.name)
        look.sz_val = Pt(size)
        if (complex_size := look.find(qn("w:szCs"))) is not None:
            complex_size.set(qn("w:val"), str(round(size * 2)))
        if color:
            found = look.get_or_add_color()
            found.set(qn("w:val"), color)


def set_page(section: Section) -> None:
    """Paper and type area of a section, which lies as it did."""
    lies = is_landscape(section)
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if lies else (PAGE_WIDTH, PAGE_HEIGHT)
    top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if lies else (TOP, RIGHT, BOTTOM, LEFT)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin, section.gutter = Mm(bottom), Mm(left), Mm(0)


def is_landscape(section: Section) -> bool:
    """Whether the pages of a section lie on their side."""
    return bool(section.page_width and section.page_height and section.page_width > section.page_height)


def number_pages(document: Document) -> None:
    """Page numbers as §7.5 has them, in the footers of the first section, which the other upright ones go on with.

    What else stands in a footer stays.
    """
    document.settings.odd_and_even_pages_header_footer = True
    for i, section in enumerate(document.sections):
        if i and is_landscape(section):
            continue
        section.footer_distance = Mm(FOOTER_FROM_EDGE)
        for footer, side, kind in ((section.footer, "right", "default"), (section.even_page_footer, "left", "even")):
            if i:  # two sections may share a footer: the reference goes, the footer stays
                for reference in section._sectPr.findall(qn("w:footerReference")):
                    if reference.get(qn("w:type")) == kind:
                        section._sectPr.remove(reference)
                continue
            footer.is_linked_to_previous = False
            for extra in list(footer._element):
                if not _has_words(extra):
                    footer._element.remove(extra)
            _number_paragraph(footer.add_paragraph(), side)


def _has_words(element: Any) -> bool:
    """Whether part of a footer says more than the page's number."""
    text = "".join(node.text or "" for node in element.iter(qn("w:t")))
    return bool(text.strip("0123456789 -—―－─–·第页共"))


def _number_paragraph(paragraph: Paragraph, side: str) -> None:
    align(paragraph._p, side)
    set_pitch(paragraph._p, SMALL_PT)
    indent(paragraph._p, first=0, left=0, right=0)
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn(f"w:{side}Chars"), "100")
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn(f"w:{side}"), str(round(SMALL_PT * 20)))
    _put_number(paragraph)


def _put_number(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = " PAGE "
        run._r.append(mark)
    paragraph.add_run(" —")
    set_type(paragraph._p, NUMBER_FACE, SMALL_PT)
