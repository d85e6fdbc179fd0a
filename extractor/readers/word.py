"""Word files (.docx): paragraphs, tables, notes and boxes as an accepted, printed copy shows them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from extractor.readers.compose import CellText, Paragraph, Piece, Table, compose_source
from extractor.readers.packages import BadPackage, open_package, read_part
from extractor.readers.word_names import R, W, child_value, is_on, number_value
from extractor.readers.word_numbering import Numbering, load_numbering
from extractor.readers.word_pictures import doubt_pictures
from extractor.readers.word_runs import Fields, Note, Runs, print_mark, read_runs
from extractor.readers.xml_parts import parse_xml
from extractor.source import SourceText

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = ((b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
           (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()))
_LETTERHEAD = re.compile(r"(?:文件|公报|电报|明电|简报|纪要|函)\s*$|〔\d{4}〕|[\[［]\d{4}[\]］]")
_PAGE_NUMBER = re.compile(r"[-—–―─\s]*(?:第)?\s*\d*\s*(?:页)?[-—–―─\s]*")


@dataclass(slots=True)
class _Document:
    """The parts of one file and what runs on from paragraph to paragraph."""

    numbering: Numbering
    default_style: str | None
    notes: dict[Note, etree._Element]
    fields: Fields = field(default_factory=Fields)
    carried: str = ""  # words of a paragraph whose mark a tracked change took away
    asked: list[Note] = field(default_factory=list)  # notes whose text is still to be written
    numbers: dict[Note, int] = field(default_factory=dict)  # what notes print: they count from 1 as they are called


def read_word(data: bytes) -> SourceText:
    """Read a .docx: macros and linked files are never touched.

    raises  BadPackage: no Word file, a broken or an unsafe one
    """
    package = open_package(data)
    name = _find_main(package)
    root = _parse(package, name)
    if root is None:
        raise BadPackage("压缩包内没有 Word 正文")
    parts = _find_related(package, name)
    styles = _parse(package, parts.get("styles", ""))
    document = _Document(load_numbering(_parse(package, parts.get("numbering", "")), styles),
                         _default_style(styles), _load_notes(package, parts))
    body = root.find(f"{W}body")
    if body is None:
        raise BadPackage("Word 文件没有正文")
    pieces = [*_read_blocks(body, document), *_read_notes(document)]
    pieces = [*_read_letterhead(package, name, body, document, pieces), *pieces]
    doubts = doubt_pictures(body)
    if doubts and not pieces:
        raise BadPackage("Word 文件里没有文字，只有图片", "请给出原来的文字稿，或把图片、扫描件 PDF 单独给出")
    return compose_source(pieces, "docx", doubts)


def _parse(package: ZipFile, name: str) -> etree._Element | None:
    data = read_part(package, name) if name else None
    if data is None:
        return None
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return parse_xml(data, name)


def _find_main(package: ZipFile) -> str:
    """The name of the main part: what the package's relations say, else where Word puts it."""
    relations = _parse(package, "_rels/.rels")
    for relation in relations.iter(_RELATION) if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _find_related(package: ZipFile, name: str) -> dict[str, str]:
    """Part names by kind (`styles`) and by relation id; targets outside the package are left out."""
    folder, file = posixpath.split(name)
    relations = _parse(package, f"{folder}/_rels/{file}.rels")
    parts: dict[str, str] = {}
    for relation in relations.iter(_RELATION) if relations is not None else ():
        if relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
        parts[relation.get("Id", "")] = target
        parts.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], target)
    return parts


def _default_style(styles: etree._Element | None) -> str | None:
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            return style.get(f"{W}styleId")
    return None


def _load_notes(package: ZipFile, parts: dict[str, str]) -> dict[Note, etree._Element]:
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _parse(package, parts.get(f"{kind}s", ""))
        for note in root.iterfind(f"{W}{kind}") if root is not None else ():
            notes[kind, note.get(f"{W}id", "")] = note
    return notes


def _read_blocks(parent: etree._Element, document: _Document) -> Iterator[Piece]:
    """Paragraphs and tables in order; a note stands behind the paragraph or table that calls it."""
    for element in parent:
        if element.tag == f"{W}p":
            yield from _read_paragraph(element, document)
        elif element.tag == f"{W}tbl":
            table = _read_table(element, document)
            if table.rows:
                yield table
        elif element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") is not None \
                and child_value(element.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") == "Table of Contents":
            continue
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"):
            yield from _read_blocks(element, document)
            continue
        if parent.tag != f"{W}tc":
            yield from _read_notes(document)


def _read_paragraph(paragraph: etree._Element, document: _Document) -> Iterator[Piece]:
    properties = paragraph.find(f"{W}pPr")
    runs = read_runs(paragraph, document.fields, document.numbers)
    document.asked += runs.notes
    mark_gone = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
    if mark_gone or (document.fields.in_contents and not runs.words):
        document.carried += runs.text
    elif runs.text.strip() or document.carried.strip() or _keeps_number(runs, properties):
        number = document.numbering.number_paragraph(properties, document.default_style)
        yield Paragraph(number + (document.carried + runs.text).lstrip("\t " if number else ""))
        document.carried = ""
    for box in runs.boxes:
        yield from _read_blocks(box, document)


def _keeps_number(runs: Runs, properties: etree._Element | None) -> bool:
    """Whether an empty paragraph counts in its list: Word numbers it all the same."""
    return not runs.boxes and properties is not None and properties.find(f"{W}numPr") is not None


def _read_notes(document: _Document) -> list[Piece]:
    """The text of the notes called so far (脚注), each after its mark."""
    pieces: list[Piece] = []
    while document.asked:
        called = document.asked.pop(0)
        note = document.notes.get(called)
        if note is None:
            continue
        words = " ".join(read_runs(p, Fields(), {}).text.strip() for p in note.iter(f"{W}p")).strip()
        if words:
            pieces.append(Paragraph(print_mark(document.numbers[called]) + words))
    return pieces


def _read_table(table: etree._Element, document: _Document) -> Table:
    """A table with its merged cells; rows and cells that a tracked change took away are gone."""
    grid: list[list[tuple[CellText, str | None]]] = []
    for row in _children(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        cells: list[tuple[CellText, str | None]] = []
        before = number_value(properties, "gridBefore") or 0
        cells += [(CellText(""), None)] * min(before, 64)
        for cell in _children(row, "tc"):
            own = cell.find(f"{W}tcPr")
            if own is not None and own.find(f"{W}cellDel") is not None:
                continue
            merge = own.find(f"{W}vMerge") if own is not None else None
            state = None if merge is None else (merge.get(f"{W}val") or "continue")
            cells.append((CellText(_read_cell(cell, document), number_value(own, "gridSpan") or 1), state))
        grid.append(cells)
    return Table(tuple(tuple(r) for r in _merge_down(grid)))


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _children(element, name)


def _merge_down(grid: list[list[tuple[CellText, str | None]]]) -> Iterator[list[CellText]]:
    """Rows without the cells that continue one above, whose own span says how far it goes."""
    columns = [{sum(c.columns for c, _ in row[:i]): cell for i, cell in enumerate(row)} for row in grid]
    for at, row in enumerate(columns):
        line = []
        for column, (cell, state) in row.items():
            if state == "continue" and at and any(column in r and r[column][1] for r in columns[:at]):
                continue
            rows = 1
            while state == "restart" and at + rows < len(grid) and columns[at + rows].get(
                    column, (None, None))[1] == "continue":
                rows += 1
            line.append(CellText(cell.text, cell.columns, rows))
        yield line


def _read_cell(cell: etree._Element, document: _Document) -> str:
    """A cell's paragraphs, one a line; a table inside it as lines of its cells."""
    lines: list[str] = []
    for piece in _read_blocks(cell, document):
        if isinstance(piece, Paragraph):
            lines.append(piece.text)
        else:
            lines += [" ".join(c.text for c in row if c.text) for row in piece.rows]
    return "\n".join(lines)


def _read_letterhead(package: ZipFile, name: str, body: etree._Element, document: _Document,
                     pieces: list[Piece]) -> list[Piece]:
    """The red letterhead (版头) where it stands in the first page's header, unless the text says it too."""
    section = next(iter(body.iter(f"{W}sectPr")), None)
    if section is None:
        return []
    parts = _find_related(package, name)
    kinds = ("first", "default") if is_on(section, "titlePg") else ("default",)
    references = {r.get(f"{W}type"): r.get(f"{R}id", "") for r in section.iterfind(f"{W}headerReference")}
    header = _parse(package, parts.get(next((references[k] for k in kinds if k in references), ""), ""))
    if header is None:
        return []
    said = {p.text.strip() for p in pieces if isinstance(p, Paragraph)}
    lines = [p for p in _read_blocks(header, document) if isinstance(p, Paragraph) and p.text.strip()
             and not _PAGE_NUMBER.fullmatch(p.text) and p.text.strip() not in said]
    return list(lines) if any(_LETTERHEAD.search(p.text.strip()) for p in lines) else []
