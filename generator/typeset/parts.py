"""The parts of a .docx around its text (文档部件): sections, settings, fonts, theme, properties; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.blocks import Document, Letterhead, Note, RunningHead
from generator.typeset.boxes import NAMESPACES
from generator.typeset.edges import Edge, edge_distances, find_edges, make_edges
from generator.typeset.flow import Stretch
from generator.typeset.marks import R, Setting, W, make_paragraph, make_run
from generator.typeset.styles import print_styles
from generator.typeset.theme import print_fonts, print_theme
from gongwen.layout import BOTTOM, LEFT, LINE_TWIPS, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP, to_twips

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the .docx (部件)."""

    name: str
    content_type: str
    text: str


def make_parts(document: Document, stretches: tuple[Stretch, ...]) -> list[Part]:
    """All parts of a document whose body is laid out, in the order of the archive."""
    letter = next((block for block in document.blocks if isinstance(block, Letterhead) and block.letter), None)
    head = next((block.text for block in document.blocks if isinstance(block, RunningHead)), "")
    edges = make_edges(letter, head, upright=any(not s.landscape for s in stretches),
                       landscape=any(s.landscape for s in stretches))
    body = "".join(_close(stretch, _section(stretch, letter, edges, first=i == 0), last=i + 1 == len(stretches))
                   for i, stretch in enumerate(stretches))
    parts = [
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", _core(document)),
        Part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
             '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
             "<Application>Luoshi</Application></Properties>"),
        Part("word/document.xml", f"{_OFFICE}.document.main+xml",
             f'<w:document xmlns:w="{W}" xmlns:r="{R}" {NAMESPACES}><w:body>{body}</w:body></w:document>'),
        Part("word/styles.xml", f"{_OFFICE}.styles+xml", print_styles()),
        Part("word/settings.xml", f"{_OFFICE}.settings+xml", _settings()),
        Part("word/fontTable.xml", f"{_OFFICE}.fontTable+xml", print_fonts()),
        Part("word/theme.xml", "application/vnd.openxmlformats-officedocument.theme+xml", print_theme()),
        *([Part("word/comments.xml", f"{_OFFICE}.comments+xml", _comments(document.notes))] if document.notes else []),
        *(Part(edge.name, f"{_OFFICE}.{edge.tag}+xml", edge.text) for edge in edges),
    ]
    names = [part.name.removeprefix("word/") for part in parts[3:]]
    return [_content_types(parts), *_relationships(names), *parts]


def _close(stretch: Stretch, section: str, *, last: bool) -> str:
    """A stretch with its section: the last one's at the end, another's in its last paragraph, which takes no room."""
    if last:
        return stretch.text + section
    if stretch.text.endswith("</w:p>"):
        place = stretch.text.rindex("</w:pPr>")
        return stretch.text[:place] + section + stretch.text[place:]
    empty = make_paragraph("", Setting(line=20))
    return stretch.text + empty.replace("</w:pPr>", section + "</w:pPr>")


def _section(stretch: Stretch, letter: Letterhead | None, edges: tuple[Edge, ...], *, first: bool) -> str:
    own = find_edges(edges, landscape=stretch.landscape, first=first)
    refs = "".join(f'<w:{edge.tag}Reference w:type="{edge.pages}" r:id="{_part_id(edge.name)}"/>' for edge in own)
    if stretch.landscape:
        # The upright page turned to the left: its binding edge is on top.
        size = f'<w:pgSz w:w="{to_twips(PAGE_HEIGHT)}" w:h="{to_twips(PAGE_WIDTH)}" w:orient="landscape"/>'
        top, right, bottom, left = LEFT, TOP, RIGHT, BOTTOM
    else:
        size = f'<w:pgSz w:w="{to_twips(PAGE_WIDTH)}" w:h="{to_twips(PAGE_HEIGHT)}"/>'
        top, right, bottom, left = TOP, RIGHT, BOTTOM, LEFT
    header, footer = edge_distances(letter, landscape=stretch.landscape)
    margins = "".join(f' w:{name}="{to_twips(value)}"' for name, value in (
        ("top", top), ("right", right), ("bottom", bottom), ("left", left), ("header", header), ("footer", footer)))
    title = "<w:titlePg/>" if letter and first else ""
    return (f'<w:sectPr>{refs}{size}<w:pgMar{margins} w:gutter="0"/><w:cols w:space="425"/>{title}'
            f'<w:docGrid w:type="lines" w:linePitch="{LINE_TWIPS}"/></w:sectPr>')


def _settings() -> str:
    return (f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>')


def _comments(notes: tuple[Note, ...]) -> str:
    """What each noted word's comment says; without the time of writing, which a second run would change."""
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    said = Setting("CommentText")
    rows = "".join(f'<w:comment w:id="{note.number}" w:author="落实" w:initials="落">'
                   f"{make_paragraph(mark + make_run(note.text), said)}</w:comment>" for note in notes)
    return f'<w:comments xmlns:w="{W}">{rows}</w:comments>'


def _core(document: Document) -> str:
    """Title and kind only: no author, and no date that a second run would change."""
    return (f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(document.title)}</dc:title><dc:subject>公文</dc:subject>"
            "<dc:language>zh-CN</dc:language></cp:coreProperties>")


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
