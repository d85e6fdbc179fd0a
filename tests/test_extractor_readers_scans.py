"""Scanned pages (.pdf, .png, .jpg, .tiff): read within the bar, doubted where unsure, refused without the extra."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from rapidfuzz.distance import Levenshtein

from benchmarks.reading import FANGSONG, ScanScore, fold, list_pages, recognise, score_scan, spoil_page
from extractor.readers import recogniser, scans
from extractor.readers.files import read_source
from extractor.readers.formats import read_bytes
from extractor.readers.packages import BadPackage
from extractor.readers.page_lines import Char, find_lines
from extractor.readers.recogniser import Letter, mend_permille
from extractor.source import SourceText
from tests.papers import (
    CORPUS,
    convert_all_with_office,
    convert_with_office,
    list_lines,
    make_docx,
    needs_ocr,
    needs_office,
    write_docx,
)

NOTICE = CORPUS / "medical-insurance-county-2025" / "notice.txt"
# Prose with dates and percentages, a table of tasks, traditional characters.
SCANNED = ("medical-insurance-county-2025", "work-safety-2025", "forestry-fire-2024-hant")
Printed = tuple[pdfium.PdfPage, SourceText]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """The first two pages of three notices in 仿宋, with what is printed on them."""
    folder = tmp_path_factory.mktemp("scans")
    words = [
        write_docx(make_docx((CORPUS / name / "notice.txt").read_text("utf-8"), FANGSONG), folder / f"{name}.docx")
        for name in SCANNED
    ]
    return [page for pdf in convert_all_with_office(words, "pdf") for page in list_pages(pdf)[:2]]


@needs_office
@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize(
    ("dpi", "skew", "seal", "bar"),
    [
        (300, 0.0, False, 0.01),
        (200, 0.0, False, 0.01),
        (100, 0.0, False, 0.03),
        (200, 3.0, False, 0.03),
        (200, -3.0, False, 0.03),
        (200, 0.0, True, 0.03),
    ],
)
def test_every_page_is_read_within_the_bar(pages: list[Printed], dpi: int, skew: float, seal: bool, bar: float) -> None:
    scores = [score_scan(recognise(spoil_page(page, dpi, skew=skew, seal=seal)), said) for page, said in pages]
    assert len(scores) == 2 * len(SCANNED)
    assert [s for s in scores if s.error > bar] == []
    assert [s for s in scores if s.silent] == []


def test_the_score_counts_wrong_characters_and_digits_without_a_doubt() -> None:
    def read(words: str) -> SourceText:
        return read_bytes(words.encode("utf-8"), ".txt", lambda _: None)

    printed = read("各县要在2025年6月底前完成自查，覆盖率不低于85%。\n")
    assert score_scan(printed, printed) == ScanScore(0, 28, 0, 0)
    assert score_scan(read("各县要在2026年6月底前完威自查，覆盖率不低于85%。\n"), printed) == ScanScore(2, 28, 1, 1)


@needs_office
@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["png", "jpg", "tiff", "bmp", "pdf"])
def test_pictures_of_every_format_are_read(ending: str, tmp_path: Path) -> None:
    words = "各县要在2025年6月底前完成自查，覆盖率不低于85%。"
    pdf = convert_with_office(write_docx(make_docx(words), tmp_path / "a.docx"), "pdf")
    spoil_page(pdfium.PdfDocument(pdf)[0], 150).save(tmp_path / f"scan.{ending}", resolution=150, quality=90)
    made = read_source(tmp_path / f"scan.{ending}")
    assert fold(made.text) == words
    assert made.reader == ("pdf" if ending == "pdf" else "image")


@needs_office
@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_scanned_sideways_or_upside_down_are_turned(turn: int, pages: list[Printed]) -> None:
    page, printed = pages[3]  # a table
    picture = spoil_page(page, 150).rotate(turn, expand=True)
    made = recognise(picture)
    assert score_scan(made, printed).error <= 0.01
    assert any(b.cells for b in made.blocks)


def test_permille_is_mended_and_doubted() -> None:
    letters = [Letter(c, 0.99, (10.0 * i, 5.0)) for i, c in enumerate("0.8%o以内")]
    mended = mend_permille("0.8%o以内", letters)
    assert "".join(c.text for c in mended) == "0.8‰以内"
    chars = [Char(c.text, 10.0 * i, 0, 10.0 * i + 9, 10, c.score) for i, c in enumerate(mended)]
    assert [d.why for d in find_lines(chars)[0].doubts] == ["识别没有把握的数字“‰”（0%），请对照原件"]
    assert "".join(c.text for c in mend_permille("85%0.5", [Letter(c, 1, None) for c in "85%0.5"])) == "85%0.5"


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

    for module in (scans, recogniser):
        monkeypatch.setattr(module, "find_recogniser", lambda: None)
    for ending in ("png", "pdf"):
        path = tmp_path / f"a.{ending}"
        Image.new("RGB", (600, 800), "white").save(path)
        with pytest.raises(BadPackage) as caught:
            read_bytes(path.read_bytes(), path.suffix, lambda _: None)
        assert "1 页没有文字" in caught.value.found
        assert "pip install 'luoshi[ocr]'" in caught.value.cure
