"""PDF files with a text layer (.pdf): lines joined into paragraphs, page furniture dropped, tables across pages joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.readers.compose import Paragraph, Piece, Table, compose_source
from extractor.readers.packages import BadPackage
from extractor.readers.pdf_lines import Char, TextLine, find_lines, read_chars
from extractor.source import SourceText

MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"[-—–―─·•\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/,，共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―─·•\s]*")
_MARGIN = 0.09  # of the page's height: where headers, footers and page numbers stand
_FEWEST_RULES = 3


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on one page (页): lines and tables from top to bottom."""

    items: tuple[TextLine | Table, ...]
    edges: tuple[tuple[float, ...], ...]  # of its tables, in order
    height: float
    has_text: bool


def read_pdf(data: bytes) -> SourceText:
    """Read a .pdf with a text layer.

    raises  BadPackage: broken, encrypted, or no page has text
    """
    pages = read_pages(data)
    missing = [i + 1 for i, p in enumerate(pages) if not p.has_text]
    if len(missing) == len(pages):
        raise BadPackage(f"{len(pages)} 页没有文字层，是扫描件")
    return compose_source(join_pages(pages), "pdf")


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF.

    raises  BadPackage: broken, encrypted or absurdly long
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadPackage("PDF 已加密，需要密码") from error
        raise BadPackage("不是有效的 PDF，或文件已损坏") from error
    if len(document) > MOST_PAGES:
        raise BadPackage(f"PDF 有 {len(document)} 页，超过上限 {MOST_PAGES} 页")
    return document


def read_pages(data: bytes) -> list[PageText]:
    """The text and tables of every page."""
    document = open_pdf(data)
    plumber = None
    pages = []
    try:
        for i in range(len(document)):
            page = document[i]
            chars = read_chars(page.get_textpage())
            tables = []
            if chars and _count_rules(page) >= _FEWEST_RULES:
                import pdfplumber

                from extractor.readers.pdf_tables import find_tables

                plumber = plumber or pdfplumber.open(BytesIO(data))
                tables = find_tables(plumber.pages[i], chars)
            pages.append(_lay_out(chars, tables, page.get_height()))
            page.close()
    finally:
        document.close()
        if plumber is not None:
            plumber.close()
    return pages


def _count_rules(page: pdfium.PdfPage) -> int:
    return sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3))


def _lay_out(chars: Sequence[Char], tables: Sequence, height: float) -> PageText:
    """Lines outside the tables and the tables, from top to bottom."""
    loose = [c for c in chars if not any(t.left <= (c.left + c.right) / 2 <= t.right and t.bottom <= c.middle <= t.top
                                         for t in tables)]
    items: list[tuple[float, TextLine | Table]] = [(0.0, line) for line in find_lines(loose)]
    for t in tables:
        at = next((i for i, (_, x) in enumerate(items) if isinstance(x, TextLine) and x.top <= t.top), len(items))
        items.insert(at, (0.0, t.table))
    return PageText(tuple(x for _, x in items), tuple(t.edges for t in tables), height,
                    any(not c.text.isspace() for c in chars))


def join_pages(pages: Sequence[PageText]) -> list[Piece]:
    """Paragraphs and tables of the whole file: page furniture dropped, what a page's end cut joined again."""
    furniture = _find_furniture(pages)
    items: list[TextLine | Table] = []
    broken: set[int] = set()  # indexes of the first items of a page
    for page in pages:
        kept = [x for x in page.items
                if isinstance(x, Table) or not _is_furniture(x, page, furniture)]
        broken.add(len(items))
        if items and kept and isinstance(items[-1], Table) and isinstance(kept[0], Table) and _same_columns(
                items[-1], kept[0]):
            items[-1] = _join_tables(items[-1], kept.pop(0))
        items += kept
    return _join_lines(items, broken)


def _same_columns(above: Table, below: Table) -> bool:
    return _width(above) == _width(below)


def _width(table: Table) -> int:
    return max((sum(c.columns for c in row) for row in table.rows), default=0)


def _join_tables(above: Table, below: Table) -> Table:
    """The rows of both; a header that the next page repeats is said once."""
    skip = 0
    for a, b in zip(above.rows, below.rows, strict=False):
        if [c.text for c in a] != [c.text for c in b]:
            break
        skip += 1
    return Table((*above.rows, *below.rows[skip:]))


def _find_furniture(pages: Sequence[PageText]) -> set[str]:
    """Lines in the margins that come again on other pages, digits aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(x.text) for x in page.items if isinstance(x, TextLine) and _in_margin(x, page)})
    return {s for s, n in counts.items() if n >= max(2, 0.4 * len(pages))}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s", "", text))


def _in_margin(line: TextLine, page: PageText) -> bool:
    return line.top < _MARGIN * page.height or line.bottom > (1 - _MARGIN) * page.height


def _is_furniture(line: TextLine, page: PageText, furniture: set[str]) -> bool:
    if not _in_margin(line, page) and not (line.top < 0.13 * page.height and re.search(r"[-—–―─]", line.text)):
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or (_in_margin(line, page) and _shape(line.text) in furniture)


def _join_lines(items: Sequence[TextLine | Table], broken: set[int]) -> list[Piece]:
    """Wrapped lines into paragraphs.

    A line goes on with the one above where that one reached the right edge and this one is not indented.
    """
    lines = [x for x in items if isinstance(x, TextLine)]
    edges = _find_edges(lines)
    pieces: list[Piece] = []
    words = ""
    before: TextLine | None = None
    for i, item in enumerate(items):
        if isinstance(item, Table):
            pieces += [Paragraph(words)] if words else []
            pieces.append(item)
            words, before = "", None
            continue
        if before is not None and _goes_on(before, item, edges, i in broken):
            words += _between(words, item.text) + item.text
        else:
            pieces += [Paragraph(words)] if words else []
            words = item.text
        before = item
    return [*pieces, Paragraph(words)] if words else pieces


def _find_edges(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """(left, right) of the text's columns: the edges that many lines share."""
    starts = Counter(round(x.left) for x in lines)
    columns = []
    for left, count in sorted(starts.items()):
        if columns and left - columns[-1][0] < 100:
            continue
        if count >= max(2, 0.05 * len(lines)) or not columns:
            ends = sorted(x.right for x in lines if abs(x.left - left) < 60)
            columns.append((float(left), ends[int(len(ends) * 0.9) - 1 if len(ends) > 9 else -1]))
    return columns or [(0.0, 0.0)]


def _goes_on(before: TextLine, line: TextLine, edges: Sequence[tuple[float, float]], new_page: bool) -> bool:
    left, right = min(edges, key=lambda e: abs(before.left - e[0]))
    own_left = min(edges, key=lambda e: abs(line.left - e[0]))[0]
    if abs(before.size - line.size) > 0.2 * max(before.size, line.size) and len(line.text) > 3 and len(before.text) > 3:
        return False
    if line.left - own_left > 1.2 * line.size:
        return False
    if right - before.right > 1.6 * before.size:
        return False
    same_column = line.top < before.bottom + 2
    return new_page or not same_column or before.bottom - line.top < 2.2 * line.size


def _between(words: str, text: str) -> str:
    """A blank between two Latin words that a line's end parted."""
    return " " if words[-1:].isascii() and words[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha() else ""
