"""Word files (.docx): paragraphs, tables and boxes as an accepted, printed copy would show them."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from extractor.readers.compose import CellText, Paragraph, Piece, Table, compose_source
from extractor.readers.packages import BadPackage, open_package, parse_xml, read_part
from extractor.source import SourceText

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_GONE = {f"{W}{t}" for t in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "tcPr", "sectPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word(data: bytes) -> SourceText:
    """Read a .docx.

    raises  BadPackage: no Word file, or a broken one
    """
    package = open_package(data)
    main = read_part(package, "word/document.xml")
    if main is None:
        raise BadPackage("压缩包内没有 Word 正文")
    root = parse_xml(main.replace(_STRICT, W[1:-1].encode()), "word/document.xml")
    body = root.find(f"{W}body")
    return compose_source(_read_blocks(body) if body is not None else (), "docx")


def _read_blocks(parent: etree._Element) -> Iterator[Piece]:
    for element in parent:
        if element.tag in _GONE:
            continue
        if element.tag == f"{W}p":
            yield Paragraph(_read_runs(element))
        elif element.tag == f"{W}tbl":
            yield _read_table(element)
        else:
            yield from _read_blocks(element)


def _read_runs(parent: etree._Element) -> str:
    words: list[str] = []
    for element in parent:
        tag = element.tag
        if tag in _GONE or tag == _FALLBACK:
            continue
        if tag == f"{W}t":
            words.append(element.text or "")
        elif tag == f"{W}tab":
            words.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            words.append("\n")
        elif tag == f"{W}noBreakHyphen":
            words.append("-")
        else:
            words.append(_read_runs(element))
    return "".join(words)


def _read_table(table: etree._Element) -> Table:
    rows: list[list[CellText]] = []
    for row in table.iter(f"{W}tr"):
        cells = []
        for cell in row.iter(f"{W}tc"):
            words = "\n".join(p.text for p in _read_blocks(cell) if isinstance(p, Paragraph))
            cells.append(CellText(words))
        rows.append(cells)
    return Table(tuple(tuple(r) for r in rows))
