"""Paragraphs and runs as WordprocessingML (段落、文字): the only place that knows the order of their elements.

Everything is text: escaped once, here. Lengths are twips, sizes points.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from generator.blocks import NotedText
from gongwen.layout import CHARACTER_SPACING_TWIPS, Face

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Type:
    """How characters look (字形)."""

    face: Face
    size: float
    color: str = ""
    spacing: int = CHARACTER_SPACING_TWIPS


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph stands (段落格式); None: as its style says.

    first, left, right   indents; first below 0 hangs
    line                 exact pitch
    tabs                 (left, center or right; where)
    rules                borders: (side, size in eighths of a point, space in points, colour), in the schema's order
                         top, bottom
    """

    style: str = ""
    align: str = ""
    first: int | None = None
    left: int | None = None
    right: int | None = None
    line: int | None = None
    before: int | None = None
    after: int | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    rules: tuple[tuple[str, int, int, str], ...] = ()
    outline: int | None = None


def print_type(look: Type) -> str:
    """The inside of a w:rPr; theme fonts never win, since none are named."""
    name = quoteattr(look.face.name)
    half = round(look.size * 2)
    color = f'<w:color w:val="{look.color}"/>' if look.color else ""
    return (f'<w:rFonts w:ascii={name} w:eastAsia={name} w:hAnsi={name} w:cs={name} w:hint="eastAsia"/>{color}'
            f'<w:spacing w:val="{look.spacing}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')


def make_run(text: str, look: Type | None = None, *, style: str = "") -> str:
    """One run (文字), or several where parts of the text are noted; a tab character is a tab."""
    inside = (f"<w:rStyle w:val={quoteattr(style)}/>" if style else "") + (print_type(look) if look else "")
    if not look:
        inside += '<w:rFonts w:hint="eastAsia"/>'
    if not isinstance(text, NotedText):
        return _run(text, inside)
    out, at = "", 0
    for note in text.notes:
        before = _run(text[at:note.start], inside) if note.start > at else ""
        out += (f'{before}<w:commentRangeStart w:id="{note.number}"/>{_run(text[note.start:note.end], inside)}'
                f'<w:commentRangeEnd w:id="{note.number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
                f'<w:commentReference w:id="{note.number}"/></w:r>')
        at = note.end
    return out + (_run(text[at:], inside) if at < len(text) else "")


def _run(text: str, inside: str) -> str:
    parts = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
                            for part in text.split("\t"))
    return f"<w:r><w:rPr>{inside}</w:rPr>{parts}</w:r>"


def print_setting(setting: Setting) -> str:
    """The inside of a w:pPr, in the order of its schema."""
    out = f"<w:pStyle w:val={quoteattr(setting.style)}/>" if setting.style else ""
    out += "<w:keepNext/>" if setting.keep_next else ""
    out += "<w:keepLines/>" if setting.keep_lines else ""
    out += "<w:pageBreakBefore/>" if setting.new_page else ""
    if setting.rules:
        edges = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'
                        for side, size, space, color in setting.rules)
        out += f"<w:pBdr>{edges}</w:pBdr>"
    if setting.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in setting.tabs)
        out += f"<w:tabs>{stops}</w:tabs>"
    # What Word does anyway; LibreOffice, which reads the value the other way round, keeps marks within the edge.
    out += '<w:overflowPunct w:val="1"/>' + _spacing(setting) + _indent(setting)
    out += f'<w:jc w:val="{setting.align}"/>' if setting.align else ""
    out += f'<w:outlineLvl w:val="{setting.outline}"/>' if setting.outline is not None else ""
    return out


def _spacing(setting: Setting) -> str:
    values = (("before", setting.before), ("after", setting.after), ("line", setting.line))
    inside = "".join(f' w:{name}="{value}"' for name, value in values if value is not None)
    inside += ' w:lineRule="exact"' if setting.line is not None else ""
    return f"<w:spacing{inside}/>" if inside else ""


def _indent(setting: Setting) -> str:
    first = setting.first
    values = (("left", setting.left), ("right", setting.right),
              ("hanging" if first is not None and first < 0 else "firstLine", None if first is None else abs(first)))
    inside = "".join(f' w:{name}="{value}"' for name, value in values if value is not None)
    return f"<w:ind{inside}/>" if inside else ""


def make_paragraph(runs: str, setting: Setting, *, mark: Type | None = None) -> str:
    """One paragraph (段落); `mark` is the look of its end, which sets the height of an empty one."""
    properties = print_setting(setting) + (f"<w:rPr>{print_type(mark)}</w:rPr>" if mark else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def make_field(code: str, look: Type) -> str:
    """A field, such as the page's number."""
    run = f"<w:r><w:rPr>{print_type(look)}</w:rPr>"
    return (f'{run}<w:fldChar w:fldCharType="begin"/></w:r>{run}'
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>'
            f'</w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r>{run}<w:t>1</w:t></w:r>'
            f'{run}<w:fldChar w:fldCharType="end"/></w:r>')
