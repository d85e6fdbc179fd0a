"""How fast each format is read, beside its peers, and how well scans are (读取速度与识别准确率).

    python benchmarks/reading.py            speed, on the corpus's longest notice
    python benchmarks/reading.py --ocr      character error of scanned pages, several minutes
    python benchmarks/reading.py --ocr N    the first N pages of each notice

Needs LibreOffice (scripts/apt.sh), and for --ocr the `ocr` extra. Run from the repository's root.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402
import numpy as np  # noqa: E402
import openpyxl  # noqa: E402
import pdfplumber  # noqa: E402
import pypdfium2 as pdfium  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402

from extractor.clean.text import clean_source  # noqa: E402
from extractor.readers.compose import compose_source  # noqa: E402
from extractor.readers.formats import read_bytes  # noqa: E402
from extractor.readers.page_flow import join_pages  # noqa: E402
from extractor.source import SourceText  # noqa: E402
from tests.papers import (  # noqa: E402
    CORPUS,
    SHARED,
    convert_all_with_office,
    convert_with_office,
    make_docx,
    write_docx,
)

ROUNDS = 7
FANGSONG = "仿宋_GB2312"  # what notices are set in (GB/T 9704 §5.2.2)
SCANNED = ("medical-insurance-county-2025", "schools-2024", "forestry-fire-2024-hant", "work-safety-2025",
           "township-flood-2025")
DPI = 72
CONDITIONS = (("300 dpi", 300, 0.0, False), ("200 dpi", 200, 0.0, False), ("100 dpi", 100, 0.0, False),
              ("200 dpi, 3° askew", 200, 3.0, False), ("200 dpi, sealed", 200, 0.0, True))


def measure(read: Callable[[], int]) -> tuple[float, int]:
    """Seconds of processor time of the median run, programs that it starts included, and the characters read."""
    read()
    times, count = [], 0
    for _ in range(ROUNDS):
        started = sum(os.times()[:4])
        count = read()
        times.append(sum(os.times()[:4]) - started)
    return statistics.median(times), count


def repeat(read: Callable[[], int], times: int) -> Callable[[], int]:
    """What is too short for the system's clock, many times over."""
    return lambda: sum(read() for _ in range(times))


def compare_speed(folder: Path) -> None:
    """Characters per second by format, and those of the peers."""
    notice = max(CORPUS.glob("*/notice.txt"), key=lambda p: p.stat().st_size)
    word = write_docx(make_docx(notice.read_text("utf-8")), folder / "notice.docx")
    made = {e: convert_with_office(word, e) for e in ("pdf", "doc", "rtf")}
    page = next(p for p in (notice.with_suffix(".html"), *CORPUS.glob("*/notice.html")) if p.exists())
    ofd = SHARED / "files" / "ofd" / "hello.ofd"
    length = len(notice.read_text("utf-8"))
    print(f"{notice.parent.name}: {length} characters; processor time, median of {ROUNDS} runs\n")
    print(f"{'':34}{'ms':>9}{'characters/s':>15}")
    for name, read, times in (
        ("luoshi .txt (UTF-8)", ours(notice), 50), ("luoshi .txt (GB18030)", ours(notice, "gb18030"), 50),
        ("  plain file reading", lambda: len(notice.read_text("utf-8")), 500),
        (f"luoshi .html ({page.parent.name})", ours(page), 20),
        ("luoshi .mht, the same page", ours(write_archived(page, folder)), 20),
        ("luoshi .docx", ours(word), 10),
        ("  python-docx, paragraphs", lambda: sum(len(p.text) for p in docx.Document(str(word)).paragraphs), 10),
        ("  python-docx, cells too", lambda: read_docx(word), 1),
        ("luoshi .pdf, tables too", ours(made["pdf"]), 1), ("  pypdfium2 alone", lambda: read_pdfium(made["pdf"]), 5),
        ("  pdfplumber text", lambda: read_plumber(made["pdf"]), 1),
        ("  pdfplumber, tables too", lambda: read_plumber(made["pdf"], tables=True), 1),
        *([("luoshi .ofd (hello.ofd)", ours(ofd), 20)] if ofd.exists() else []),
        ("luoshi .xlsx (200 rows)", ours(write_sheet(folder)), 5),
        ("luoshi .zip of the .docx", ours(write_archive(word)), 10),
        ("luoshi .doc (LibreOffice)", ours(made["doc"]), 1), ("luoshi .rtf (LibreOffice)", ours(made["rtf"]), 1),
    ):
        seconds, count = measure(repeat(read, times))
        print(f"{name:34}{1000 * seconds / times:9.2f}{count / seconds:15,.0f}", flush=True)


def write_archived(page: Path, folder: Path) -> Path:
    """A page as a browser saves it whole."""
    message = MIMEMultipart("related", type="text/html")
    message.attach(MIMEText(page.read_text("utf-8"), "html", "utf-8"))
    (folder / "page.mht").write_bytes(message.as_bytes())
    return folder / "page.mht"


def write_sheet(folder: Path) -> Path:
    """A table of tasks as offices keep it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for i in range(200):
        sheet.append((i, "开展自查并形成整改清单", 0.85, "市卫生健康委", "2025年6月底前"))
    book.save(folder / "tasks.xlsx")
    return folder / "tasks.xlsx"


def write_archive(word: Path) -> Path:
    """A .zip of one notice."""
    made = word.with_suffix(".zip")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(word, "通知.docx")
    return made


def ours(path: Path, encoding: str | None = None) -> Callable[[], int]:
    """Our reader on a file's bytes, without the worker."""
    data = path.read_text("utf-8").encode(encoding) if encoding else path.read_bytes()
    return lambda: len(read_bytes(data, path.suffix, lambda _: None).text)


def read_pdfium(path: Path) -> int:
    """The characters that pypdfium2 gives."""
    with pdfium.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def read_plumber(path: Path, *, tables: bool = False) -> int:
    """The characters that pdfplumber gives."""
    with pdfplumber.open(path) as document:
        for page in document.pages if tables else ():
            page.extract_tables()
        return sum(len(page.extract_text()) for page in document.pages)


def read_docx(path: Path) -> int:
    """The characters of paragraphs and cells that python-docx gives."""
    document = docx.Document(str(path))
    cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
    return sum(len(p.text) for p in document.paragraphs) + sum(map(len, cells))


def spoil_page(page: pdfium.PdfPage, dpi: int, *, skew: float = 0.0, seal: bool = False) -> Image.Image:
    """A page as a scanner gives it: grain, askew by degrees, a red seal across its middle."""
    picture = page.render(scale=dpi / DPI).to_pil().convert("RGB")
    if seal:
        ink = Image.new("RGB", picture.size, "white")
        size, middle = picture.width // 5, (picture.width // 2, picture.height // 2)
        draw = ImageDraw.Draw(ink)
        box = (middle[0] - size // 2, middle[1] - size // 2, middle[0] + size // 2, middle[1] + size // 2)
        draw.ellipse(box, outline=(225, 40, 40), width=max(3, size // 20))
        draw.regular_polygon((*middle, size // 5), 5, fill=(225, 40, 40))
        picture = Image.fromarray((np.asarray(picture, "uint16") * np.asarray(ink, "uint16") // 255).astype("uint8"))
    if skew:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")
    grain = np.random.default_rng(7).normal(0, 6, np.asarray(picture).shape)
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype("uint8"))


@dataclass(frozen=True, slots=True)
class ScanScore:
    """How a recognised page differs from what was printed (识别差错), both as cleaned text.

    wrong, total    characters, blanks and table bars not counted
    digits, silent  digits read where another character or none stood, and those of them without a Doubt
    """

    wrong: int
    total: int
    digits: int
    silent: int

    def __add__(self, other: ScanScore) -> ScanScore:
        return ScanScore(self.wrong + other.wrong, self.total + other.total, self.digits + other.digits,
                         self.silent + other.silent)

    @property
    def error(self) -> float:
        """Wrong characters as a share of all."""
        return self.wrong / self.total


def score_scan(read: SourceText, printed: SourceText) -> ScanScore:
    """Compare a page as recognised with the page as printed."""
    doubted = {i for d in read.doubts for i in range(d.start, d.end)}
    clean = clean_source(read).text
    origins = [clean.origin[i] for i, c in enumerate(clean.text) if fold(c)]
    ours, truth = fold(clean.text), fold(clean_source(printed).text.text)
    edits = Levenshtein.editops(ours, truth)
    digits = [op.src_pos for op in edits if op.tag != "insert" and ours[op.src_pos].isdigit()]
    return ScanScore(len(edits), len(truth), len(digits), sum(origins[i] not in doubted for i in digits))


def list_pages(pdf: Path) -> list[tuple[pdfium.PdfPage, SourceText]]:
    """The pages of a .pdf with what is printed on each of them."""
    document = pdfium.PdfDocument(pdf)
    pages = []
    for i in range(len(document)):
        alone, held = pdfium.PdfDocument.new(), BytesIO()
        alone.import_pages(document, [i])
        alone.save(held)
        pages.append((document[i], read_bytes(held.getvalue(), ".pdf", lambda _: None)))
    return pages


def recognise(picture: Image.Image) -> SourceText:
    """A picture as the reader of scans gives it, without the worker."""
    from extractor.readers.scans import recognise_page

    return compose_source(join_pages([recognise_page(picture)]), "image")


def measure_ocr(folder: Path, most: int | None) -> None:
    """Character error by condition, on pages of several notices."""
    words = [write_docx(make_docx((CORPUS / name / "notice.txt").read_text("utf-8"), FANGSONG), folder / f"{name}.docx")
             for name in SCANNED]
    pages = [page for pdf in convert_all_with_office(words, "pdf") for page in list_pages(pdf)[:most]]
    print(f"{len(pages)} pages of {len(SCANNED)} notices, compared as cleaned text; blanks not counted\n")
    print(f"{'':24}{'error':>8}{'worst page':>12}{'s/page':>8}{'wrong digits':>14}{'without a doubt':>17}")
    for label, dpi, skew, seal in CONDITIONS:
        started = time.process_time()
        scores = [score_scan(recognise(spoil_page(page, dpi, skew=skew, seal=seal)), printed)
                  for page, printed in pages]
        seconds = (time.process_time() - started) / len(pages)
        total = sum(scores[1:], scores[0])
        print(f"{label:24}{total.error:8.2%}{max(s.error for s in scores):12.2%}{seconds:8.1f}{total.digits:14}"
              f"{total.silent:17}", flush=True)


def fold(text: str) -> str:
    """Text without blanks and the bars of tables."""
    return "".join(text.replace("|", "").split())


def main() -> None:
    """Run what the command line asks for."""
    with tempfile.TemporaryDirectory() as folder:
        if "--ocr" in sys.argv:
            rest = sys.argv[sys.argv.index("--ocr") + 1:]
            measure_ocr(Path(folder), int(rest[0]) if rest else None)
        else:
            compare_speed(Path(folder))


if __name__ == "__main__":
    main()
