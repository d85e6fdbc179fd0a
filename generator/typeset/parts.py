"""The parts of a .docx around its text (文档部件): section, headers and footers, settings, properties; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.blocks import Document, Letterhead
from generator.typeset.flow import SIGN_INK_PT, SIGN_LINE_PT, size_sign
from generator.typeset.marks import R, Setting, Type, W, make_field, make_paragraph, make_run
from generator.typeset.styles import NUMBER, print_styles
from gongwen.layout import (
    BOTTOM,
    FOOTER_FROM_EDGE,
    LEFT,
    LETTER_FOOT_RULE,
    LETTER_HEAD_TOP,
    LETTER_RULE_WIDTH,
    LINE_TWIPS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    POINT,
    RED,
    RIGHT,
    SMALL_PT,
    TITLE_FACE,
    TOP,
    TYPE_WIDTH,
    to_twips,
)

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERHANG = -to_twips((LETTER_RULE_WIDTH - TYPE_WIDTH) / 2)
_LETTER_RULE_SPACE_PT = 5
_FOOT_LINE_PT = 10.0
_LETTER_FOOTER = LETTER_FOOT_RULE - _FOOT_LINE_PT * POINT


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the .docx (部件)."""

    name: str
    content_type: str
    text: str


def make_parts(document: Document, body: str) -> list[Part]:
    """All parts of a document whose body is laid out, in the order of the archive."""
    letter = next((block for block in document.blocks if isinstance(block, Letterhead) and block.letter), None)
    edges = _edges(letter)
    text = (f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{_section(document, [e.name for e in edges])}'
            "</w:body></w:document>")
    parts = [
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", _core(document)),
        Part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
             '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
             "<Application>Luoshi</Application></Properties>"),
        Part("word/document.xml", f"{_OFFICE}.document.main+xml", text),
        Part("word/styles.xml", f"{_OFFICE}.styles+xml", print_styles()),
        Part("word/settings.xml", f"{_OFFICE}.settings+xml", _settings()),
        *edges,
    ]
    names = [part.name.removeprefix("word/") for part in parts[3:]]
    return [_content_types(parts), *_relationships(names), *parts]


def _edges(letter: Letterhead | None) -> list[Part]:
    """Headers and footers: page numbers outside, odd right and even left; a letter's rules on its first page."""
    def number(setting: Setting) -> str:
        runs = make_run("— ", NUMBER) + make_field("PAGE", NUMBER) + make_run(" —", NUMBER)
        return f'<w:ftr xmlns:w="{W}">{make_paragraph(runs, setting)}</w:ftr>'

    line = one = round(SMALL_PT * 20)
    # In a letter the footer reaches down to the second double rule of page 1; the number stays where it always is.
    up = to_twips(FOOTER_FROM_EDGE - _LETTER_FOOTER) if letter else None
    odd = Setting(align="right", right=one, line=line, after=up)
    even = Setting(align="left", left=one, line=line, after=up)
    edges = [Part("word/footer-odd.xml", f"{_OFFICE}.footer+xml", number(odd)),
             Part("word/footer-even.xml", f"{_OFFICE}.footer+xml", number(even))]
    if letter is None:
        return edges
    look = Type(TITLE_FACE, size_sign(letter.sign), RED, 0)
    head = make_paragraph(make_run(letter.sign, look), Setting(
        align="center", left=_OVERHANG, right=_OVERHANG, line=round(SIGN_LINE_PT * 20),
        rule=("bottom", "thickThinSmallGap", 24, _LETTER_RULE_SPACE_PT, RED)))
    foot = make_paragraph("", Setting(left=_OVERHANG, right=_OVERHANG, line=round(_FOOT_LINE_PT * 20),
                                      rule=("top", "thickThinSmallGap", 24, 0, RED)))
    return [*edges, Part("word/header-first.xml", f"{_OFFICE}.header+xml", f'<w:hdr xmlns:w="{W}">{head}</w:hdr>'),
            Part("word/footer-first.xml", f"{_OFFICE}.footer+xml", f'<w:ftr xmlns:w="{W}">{foot}</w:ftr>')]


def _section(document: Document, edges: list[str]) -> str:
    kinds = {"word/footer-odd.xml": ("footer", "default"), "word/footer-even.xml": ("footer", "even"),
             "word/header-first.xml": ("header", "first"), "word/footer-first.xml": ("footer", "first")}
    order = ("word/header-first.xml", "word/footer-even.xml", "word/footer-odd.xml", "word/footer-first.xml")
    refs = "".join(f'<w:{kinds[name][0]}Reference w:type="{kinds[name][1]}" r:id="{_part_id(name)}"/>'
                   for name in order if name in edges)
    letter = "word/header-first.xml" in edges
    if document.landscape:
        # The upright page turned to the left: its binding edge is on top.
        size = f'<w:pgSz w:w="{to_twips(PAGE_HEIGHT)}" w:h="{to_twips(PAGE_WIDTH)}" w:orient="landscape"/>'
        top, right, bottom, left, footer = LEFT, TOP, RIGHT, BOTTOM, RIGHT / 2
    else:
        size = f'<w:pgSz w:w="{to_twips(PAGE_WIDTH)}" w:h="{to_twips(PAGE_HEIGHT)}"/>'
        top, right, bottom, left, footer = TOP, RIGHT, BOTTOM, LEFT, FOOTER_FROM_EDGE
    header = LETTER_HEAD_TOP - SIGN_INK_PT * POINT if letter else 15.0
    if letter:
        footer = _LETTER_FOOTER
    margins = "".join(f' w:{name}="{to_twips(value)}"' for name, value in (
        ("top", top), ("right", right), ("bottom", bottom), ("left", left), ("header", header), ("footer", footer)))
    title = "<w:titlePg/>" if letter else ""
    return (f'<w:sectPr>{refs}{size}<w:pgMar{margins} w:gutter="0"/><w:cols w:space="425"/>{title}'
            f'<w:docGrid w:type="lines" w:linePitch="{LINE_TWIPS}"/></w:sectPr>')


def _settings() -> str:
    return (f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>')


def _core(document: Document) -> str:
    """Title only: no author, and no date that a second run would change."""
    return (f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(document.title)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>")


def _part_id(name: str) -> str:
    return "r-" + name.rsplit("/", 1)[1].removesuffix(".xml")


def _content_types(parts: list[Part]) -> Part:
    rows = "".join(f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts)
    return Part("[Content_Types].xml", "", f'<Types xmlns="{_PACKAGE}/content-types">'
                f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>')


def _relationships(names: list[str]) -> list[Part]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    top = (("r-document", f"{kind}/officeDocument", "word/document.xml"),
           ("r-core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
           ("r-app", f"{kind}/extended-properties", "docProps/app.xml"))
    inner = tuple((_part_id(f"word/{name}"), f"{kind}/{name.split('-')[0].removesuffix('.xml')}", name)
                  for name in names)
    return [Part("_rels/.rels", "", _relationship_list(top)),
            Part("word/_rels/document.xml.rels", "", _relationship_list(inner))]


def _relationship_list(rows: tuple[tuple[str, str, str], ...]) -> str:
    inside = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
