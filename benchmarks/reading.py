"""How fast each format is read, beside its peers, and how well scans are (读取速度与识别准确率).

    python benchmarks/reading.py            speed, on the corpus's longest notice
    python benchmarks/reading.py --ocr      character error of scanned pages, several minutes
    python benchmarks/reading.py --ocr N    the first N pages only

Needs LibreOffice (scripts/apt.sh), and for --ocr the `ocr` extra. Run from the repository's root.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402
import numpy as np  # noqa: E402
import pdfplumber  # noqa: E402
import pypdfium2 as pdfium  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402

from extractor.readers.formats import read_bytes  # noqa: E402
from extractor.readers.page_flow import join_pages  # noqa: E402
from tests.papers import CORPUS, convert_with_office, make_docx, write_docx  # noqa: E402

ROUNDS = 7
DPI = 72
CONDITIONS = (("300 dpi", 300, 0.0, False), ("200 dpi", 200, 0.0, False), ("100 dpi", 100, 0.0, False),
              ("200 dpi, 3° askew", 200, 3.0, False), ("200 dpi, sealed", 200, 0.0, True))


def measure(read: Callable[[], int]) -> tuple[float, int]:
    """Seconds of the median run, and the characters read."""
    read()
    times, count = [], 0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        count = read()
        times.append(time.perf_counter() - started)
    return statistics.median(times), count


def compare_speed(folder: Path) -> None:
    """Characters per second by format, and those of the peers."""
    notice = max(CORPUS.glob("*/notice.txt"), key=lambda p: p.stat().st_size)
    word = write_docx(make_docx(notice.read_text("utf-8")), folder / "notice.docx")
    pdf, page = convert_with_office(word, "pdf"), notice.with_name("notice.html")
    old = convert_with_office(word, "doc")
    print(f"{notice.parent.name}: {len(notice.read_text('utf-8'))} characters; median of {ROUNDS} runs\n")
    print(f"{'':34}{'ms':>9}{'characters/s':>15}")
    for name, read in (
        ("luoshi .txt (UTF-8)", ours(notice)), ("luoshi .txt (GB18030)", ours(notice, "gb18030")),
        ("  plain file reading", lambda: len(notice.read_text("utf-8"))),
        ("luoshi .html", ours(page if page.exists() else notice.with_suffix(".html"))), ("luoshi .docx", ours(word)),
        ("  python-docx text", lambda: sum(len(p.text) for p in docx.Document(str(word)).paragraphs)),
        ("luoshi .pdf, tables too", ours(pdf)), ("  pypdfium2 alone", lambda: read_pdfium(pdf)),
        ("  pdfplumber text", lambda: read_plumber(pdf)), ("luoshi .doc (LibreOffice)", ours(old)),
    ):
        seconds, count = measure(read)
        print(f"{name:34}{1000 * seconds:9.1f}{count / seconds:15,.0f}")


def ours(path: Path, encoding: str | None = None) -> Callable[[], int]:
    """Our reader on a file's bytes, without the worker."""
    data = path.read_text("utf-8").encode(encoding) if encoding else path.read_bytes()
    return lambda: len(read_bytes(data, path.suffix, lambda _: None).text)


def read_pdfium(path: Path) -> int:
    """The characters that pypdfium2 gives."""
    with pdfium.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def read_plumber(path: Path) -> int:
    """The characters that pdfplumber gives."""
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_text()) for page in document.pages)


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


def measure_ocr(folder: Path, most: int | None) -> None:
    """Character error by condition, on pages without tables of several notices."""
    from extractor.readers.compose import Paragraph
    from extractor.readers.pdf import read_pdf
    from extractor.readers.scans import recognise_page

    pages: list[tuple[pdfium.PdfPage, str]] = []
    for name in ("medical-insurance-county-2025", "schools-2024", "forestry-fire-2024-hant"):
        pdf = convert_with_office(
            write_docx(make_docx((CORPUS / name / "notice.txt").read_text("utf-8")), folder / f"{name}.docx"), "pdf")
        document = pdfium.PdfDocument(pdf)
        for i in range(min(2, len(document))):
            alone = pdfium.PdfDocument.new()
            alone.import_pages(document, [i])
            held = BytesIO()
            alone.save(held)
            pages.append((document[i], fold(read_pdf(held.getvalue(), lambda _: None).text)))
    pages = pages[:most]
    print(f"{len(pages)} pages; blanks, and full or half width of marks, not counted\n")
    print(f"{'':24}{'error':>8}{'s/page':>8}{'wrong digits':>14}{'without a doubt':>17}")
    for label, dpi, skew, seal in CONDITIONS:
        wrong = total = digits = silent = 0
        started = time.perf_counter()
        for page, truth in pages:
            pieces = [p for p in join_pages([recognise_page(spoil_page(page, dpi, skew=skew, seal=seal))])
                      if isinstance(p, Paragraph)]
            read = "".join(p.text for p in pieces)
            doubted = {sum(len(q.text) for q in pieces[:i]) + d.start for i, p in enumerate(pieces) for d in p.doubts}
            wrong += Levenshtein.distance(fold(read), truth)
            total += len(truth)
            kept = [k for k, c in enumerate(read) if fold(c)]
            for op in Levenshtein.editops(fold(read), truth):
                if op.tag != "insert" and fold(read)[op.src_pos].isdigit():
                    digits += 1
                    silent += kept[op.src_pos] not in doubted
        seconds = (time.perf_counter() - started) / len(pages)
        print(f"{label:24}{wrong / total:8.2%}{seconds:8.1f}{digits:14}{silent:17}", flush=True)


WIDTH = str.maketrans("（），：；！？％", "(),:;!?%")


def fold(text: str) -> str:
    """Text without blanks, marks in half width: what cleaning makes of either form is the same."""
    return "".join(text.translate(WIDTH).replace("|", "").split())


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
