"""Pictures on the pages of a PDF (页面上的图片): pages that are scans, and what else stands in pictures unread."""

from __future__ import annotations

from collections.abc import Collection

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from specs.model import Doubt

_FEW_CHARS = 8  # a scanned page may carry its number as text
_SOME_CHARS = 100  # or a stamp, a watermark
_MOST_OF_PAGE = 0.5
_BACKGROUND = 0.8  # of the page, under text: paper, or the scan that a text layer was made of
_LARGE = 0.1  # of the page: larger than a seal or a name in red
_INVISIBLE = (3, 7)  # ways of setting text (PDF 32000-1, table 106)


def is_scan(page: pdfium.PdfPage, inked: int) -> bool:
    """Whether a page is a picture that must be recognised.

    inked  how many characters it has as text
    """
    if inked >= _SOME_CHARS:
        return False
    covered = measure_pictures(page)
    return covered >= _MOST_OF_PAGE or (covered > 0 and inked < _FEW_CHARS)


def measure_pictures(page: pdfium.PdfPage) -> float:
    """The share of a page that its pictures take."""
    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    width, height = page.get_size()
    return area / (width * height) if width * height else 0.0


def doubt_pictures(document: pdfium.PdfDocument, scanned: Collection[int]) -> tuple[Doubt, ...]:
    """Doubts on text that another program recognised, and on large pictures beside text, which are not read.

    scanned  indexes of the pages that are recognised here
    """
    layers, pictures = [], []
    for i in range(len(document)):
        if i in scanned:
            continue
        page = document[i]
        covered = measure_pictures(page)
        if covered >= _BACKGROUND and _is_invisible(page):
            layers.append(i)
        elif _LARGE <= covered < _BACKGROUND:
            pictures.append(i)
        page.close()
    doubts = []
    if layers:
        doubts.append(Doubt("ocr", "", 0, 0, f"{_name(layers)}是扫描件，文字层由别的程序识别，数字请对照原件"))
    if pictures:
        doubts.append(Doubt("picture", "", 0, 0, f"{_name(pictures)}有大幅图片，图片里的文字没有读"))
    return tuple(doubts)


def _is_invisible(page: pdfium.PdfPage) -> bool:
    """Whether most of a page's text is not drawn."""
    ways = [raw.FPDFTextObj_GetTextRenderMode(item.raw)
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4)]
    return 2 * sum(way in _INVISIBLE for way in ways) > len(ways)


def _name(pages: list[int]) -> str:
    return f"第 {'、'.join(str(i + 1) for i in pages)} 页"
