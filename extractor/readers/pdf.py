"""PDF files (.pdf): text by pypdfium2, ruled tables by pdfplumber, pages without text by recognition."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.readers.compose import compose_source
from extractor.readers.packages import BadPackage
from extractor.readers.page_flow import PageText, join_pages
from extractor.readers.page_lines import Char
from extractor.readers.page_pictures import doubt_pictures, is_scan
from extractor.readers.page_turns import Turn, count_quarters
from extractor.readers.ruled_tables import PlacedTable, build_table, lay_out_page
from extractor.source import SourceText
from specs.model import Doubt

MOST_PAGES = 2000
_FEWEST_RULES = 3
_LARGEST_SIDE = 14400  # points: the most that PDF allows
_SAMPLE = 200  # characters of a page that tell which way its text reads


def read_pdf(data: bytes, tell_pages: Callable[[int], None]) -> SourceText:
    """Read a .pdf.

    tell_pages  called with the number of pages that must be recognised, before that begins
    raises      BadPackage: broken, encrypted; pages without text and no `ocr` extra
    """
    document = _open(data)
    try:
        pages = _read_pages(document, data)
        scanned = [i for i, page in enumerate(pages) if page is None]
        doubts = doubt_pictures(document, scanned)
        if scanned:
            pages, missing = _recognise(document, pages, scanned, tell_pages)
            doubts = (*missing, *doubts)
        return compose_source(join_pages([p for p in pages if p is not None]), "pdf", doubts)
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise BadPackage("PDF 已加密，需要密码", "请解除密码后再试") from error
        raise BadPackage("不是有效的 PDF，或文件已损坏") from error
    if len(document) > MOST_PAGES:
        raise BadPackage(f"PDF 有 {len(document)} 页，超过上限 {MOST_PAGES} 页", "请拆分后再试")
    if not len(document):
        raise BadPackage("PDF 没有页面")
    return document


def _read_pages(document: pdfium.PdfDocument, data: bytes) -> list[PageText | None]:
    """Each page's lines and tables; None for a page that is a picture without text."""
    pages: list[PageText | None] = []
    plumber: Any = None
    try:
        for i in range(len(document)):
            page = document[i]
            _check_size(page, i + 1)
            text = page.get_textpage()
            turn = find_turn(page, text)
            chars = read_chars(text, turn)
            tables: list[PlacedTable] = []
            scanned = is_scan(page, sum(not c.text.isspace() for c in chars))
            if chars and not scanned and _count(page, raw.FPDF_PAGEOBJ_PATH) >= _FEWEST_RULES:
                plumber = plumber or _open_plumber(data)
                tables = _find_tables(plumber.pages[i], chars, turn)
            pages.append(None if scanned else lay_out_page(chars, tables, turn.height))
            text.close()
            page.close()
    finally:
        if plumber is not None:
            plumber.close()
    return pages


def _open_plumber(data: bytes) -> Any:
    """The PDF as pdfplumber sees it; slow to load and only needed for ruled pages."""
    import pdfplumber

    return pdfplumber.open(BytesIO(data))


def _find_tables(sheet: Any, chars: Sequence[Char], turn: Turn) -> list[PlacedTable]:
    """The page's ruled tables: pdfplumber finds the cells, the page's own characters fill them.

    turn  how the text stands in the file; pdfplumber's cells stand as the page is shown, measured from its box's top
    """
    found = sheet.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"})
    left, top, right, bottom = (float(v) for v in sheet.mediabox)
    shown = Turn((turn.quarters - sheet.rotation // 90) % 4, (left, -bottom, right, -top))
    tables = []
    for table in found:
        boxes = [shown.level_box(x0, -y1, x1, -y0) for x0, y0, x1, y1 in table.cells]
        cells = [(x0, turn.height - y1, x1, turn.height - y0) for x0, y0, x1, y1 in boxes]
        tables.append(build_table(cells, chars, turn.height) if cells else None)
    sheet.close()
    return [t for t in tables if t is not None]


def _check_size(page: pdfium.PdfPage, number: int) -> None:
    if max(page.get_size()) > _LARGEST_SIDE:
        raise BadPackage(f"第 {number} 页的尺寸异常（{page.get_width():.0f}×{page.get_height():.0f} 磅）")


def _count(page: pdfium.PdfPage, kind: int) -> int:
    return sum(1 for _ in page.get_objects(filter=[kind], max_depth=4))


def _recognise(document: pdfium.PdfDocument, pages: Sequence[PageText | None], scanned: Sequence[int],
               tell_pages: Callable[[int], None]) -> tuple[list[PageText | None], tuple[Doubt, ...]]:
    """The scanned pages by OCR; without the extra a doubt for each, or a refusal where no page has text."""
    from extractor.readers.recogniser import MISSING, find_recogniser
    from extractor.readers.scans import recognise_page

    if find_recogniser() is None:
        if len(scanned) == len(pages):
            raise BadPackage(f"{len(scanned)} 页没有文字层，是扫描件", MISSING)
        why = "、".join(str(i + 1) for i in scanned)
        return list(pages), (Doubt("page", "", 0, 0, f"第 {why} 页没有文字层，没有读。{MISSING}"),)
    tell_pages(len(scanned))
    read = list(pages)
    for i in scanned:
        page = document[i]
        # 200 dpi is what the models were measured at; larger pages are drawn smaller
        scale = min(200 / 72, 4000 / max(page.get_size()))
        read[i] = recognise_page(page.render(scale=scale).to_pil().convert("RGB"))
        page.close()
    return read, ()


def find_turn(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Turn:
    """How the text of a page stands in it, told by a sample of its characters."""
    handle, count = text.raw, text.count_chars()
    sample = range(0, count, max(1, count // _SAMPLE))
    quarters = count_quarters(raw.FPDFText_GetCharAngle(handle, i) for i in sample
                              if not raw.FPDFText_IsGenerated(handle, i))
    return Turn(quarters, page.get_mediabox())


def read_chars(page: pdfium.PdfTextPage, turn: Turn) -> list[Char]:
    """The page's characters in the order of its content, each with the box that its font gives it, turned level.

    Line ends and the blanks that pdfium puts where it sees a gap are left out: gaps are judged by `find_lines`.
    """
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    chars: list[Char] = []
    handle, pending = page.raw, 0
    for i in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0x0D, 0x0A) or (code == 0x20 and raw.FPDFText_IsGenerated(handle, i)):
            continue
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code, pending = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00), 0
        text = {0x02: "-", 0xFFFE: "-", 0: "\ufffd"}.get(code) or chr(code)
        if raw.FPDFText_GetLooseCharBox(handle, i, box):
            left, bottom, right, top = turn.level_box(box.left, box.bottom, box.right, box.top)
            # the heights of fonts differ, their base lines do not
            tall = right - left if text >= "\u2e80" else top - bottom
            placed = raw.FPDFText_GetCharOrigin(handle, i, x, y)
            base = turn.level(x.value, y.value)[1] if placed else bottom + 0.15 * tall
            chars.append(Char(text, left, base - 0.15 * tall, right, base + 0.8 * tall))
    return chars
