"""Scanned pages (.pdf, .png, .jpg, .tiff): read within the bar, doubted where unsure, refused without the extra."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from rapidfuzz.distance import Levenshtein

from benchmarks.reading import fold, spoil_page
from extractor.readers import scans
from extractor.readers.files import read_source
from extractor.readers.formats import read_bytes
from extractor.readers.packages import BadPackage
from extractor.readers.page_lines import Char, find_lines
from tests.papers import CORPUS, convert_with_office, list_lines, make_docx, needs_ocr, needs_office, write_docx

NOTICE = CORPUS / "medical-insurance-county-2025" / "notice.txt"
WORDS = "\n".join(NOTICE.read_text("utf-8").splitlines()[:9])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> pdfium.PdfPage:
    """The first page of a notice."""
    folder = tmp_path_factory.mktemp("scans")
    return pdfium.PdfDocument(convert_with_office(write_docx(make_docx(WORDS), folder / "a.docx"), "pdf"))[0]


@pytest.fixture(scope="module")
def truth(page: pdfium.PdfPage) -> str:
    """What that page says, blanks and widths folded, its number left out."""
    words = fold(page.get_textpage().get_text_range())
    return words.removesuffix("—1—")


@needs_office
@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize(
    ("dpi", "skew", "seal", "ending", "bar"),
    [
        (200, 0.0, False, "png", 0.01),
        (100, 0.0, False, "tiff", 0.03),
        (200, 3.0, False, "jpg", 0.03),
        (200, 0.0, True, "pdf", 0.03),
    ],
)
def test_scans_are_read_within_the_bar(
    page: pdfium.PdfPage, truth: str, dpi: int, skew: float, seal: bool, ending: str, bar: float, tmp_path: Path
) -> None:
    path = tmp_path / f"scan.{ending}"
    spoil_page(page, dpi, skew=skew, seal=seal).save(path, resolution=dpi, quality=90)
    made = read_source(path)
    assert Levenshtein.distance(fold(made.text), truth) <= bar * len(truth)
    assert "松医保函" in made.text
    for doubt in made.doubts:
        assert made.text[doubt.start : doubt.end] == doubt.quote


@needs_office
@needs_ocr
@pytest.mark.slow
def test_a_ruled_table_is_a_table_again(tmp_path: Path) -> None:
    table = "\n".join(line for line in NOTICE.read_text("utf-8").splitlines() if line.endswith("|"))
    path = write_docx(make_docx("附件\n" + table), tmp_path / "table.docx")
    page = pdfium.PdfDocument(convert_with_office(path, "pdf"))[0]
    spoil_page(page, 200).save(tmp_path / "table.png")
    read = [fold(line) for line in list_lines(read_source(tmp_path / "table.png"))]
    wanted = [fold(line) for line in list_lines(read_source(path))]
    assert len(read) == len(wanted)
    assert Levenshtein.distance("".join(read), "".join(wanted)) <= 0.02 * len("".join(wanted))


def test_a_digit_of_low_confidence_is_a_doubt() -> None:
    chars = [Char(c, 10.0 * i, 0, 10.0 * i + 9, 10, 0.5 if c in "8县" else 0.99) for i, c in enumerate("各县85%")]
    line = find_lines(chars)[0]
    assert line.text == "各县85%"
    assert [(line.text[d.start : d.end], d.kind) for d in line.doubts] == [("8", "ocr")]


def test_without_the_extra_pictures_and_scans_are_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    monkeypatch.setattr(scans, "find_recogniser", lambda: None)
    for ending in ("png", "pdf"):
        path = tmp_path / f"a.{ending}"
        Image.new("RGB", (600, 800), "white").save(path)
        with pytest.raises(BadPackage) as caught:
            read_bytes(path.read_bytes(), path.suffix, lambda _: None)
        assert "1 页没有文字" in caught.value.found
        assert "pip install 'luoshi[ocr]'" in caught.value.cure
