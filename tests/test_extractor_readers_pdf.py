"""PDF files (.pdf) that LibreOffice made: paragraphs and tables again, whatever a page's end or turn did to them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from PIL import Image

from extractor.readers.compose import CellText, Table
from extractor.readers.files import read_source
from extractor.readers.page_flow import PageText, join_pages
from extractor.readers.page_lines import TextLine
from extractor.source import SourceText
from tests.papers import (
    CORPUS,
    bare,
    convert_all_with_office,
    convert_with_office,
    list_lines,
    make_docx,
    needs_ocr,
    needs_office,
    read_lines,
    write_docx,
)

NOTICES = sorted(p.parent.name for p in CORPUS.glob("*/notice.txt"))
TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def list_rows(source: SourceText) -> list[list[str]]:
    """The cells of each row."""
    return [[source.text[c.start : c.end] for c in b.cells] for b in source.blocks if b.cells]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every notice of the corpus as .docx and .pdf."""
    folder = tmp_path_factory.mktemp("papers")
    words = [
        write_docx(make_docx((CORPUS / n / "notice.txt").read_text("utf-8")), folder / f"{n}.docx") for n in NOTICES
    ]
    convert_all_with_office(words, "pdf")
    return folder


# Its head is three tables that touch, of four, two and four columns: on a page they are one grid, in which each cell of
# the middle one spans two columns.
MERGED = {"rural-water-2024"}


@needs_office
@pytest.mark.slow
@pytest.mark.xdist_group("pdf")
@pytest.mark.parametrize("name", NOTICES)
def test_pdf_of_a_notice_has_its_paragraphs_and_tables(name: str, papers: Path) -> None:
    made, word = read_source(papers / f"{name}.pdf"), read_source(papers / f"{name}.docx")
    assert made.reader == "pdf"
    lines, rows = bare(list_lines(made)), [bare(row) for row in list_rows(made)]
    if name in MERGED:
        lines = re.sub(r"\|{2,}", "|", lines)
        rows = [row if len(row) == len(other) else [cell for cell in row if cell]
                for row, other in zip(rows, [bare(r) for r in list_rows(word)], strict=True)]
    assert lines == bare(list_lines(word))
    assert rows == [bare(row) for row in list_rows(word)]
    # a title that is set on two lines stays on two, issuers on two lines too
    assert abs(len(made.blocks) - len(word.blocks)) <= 2


@needs_office
@pytest.mark.slow
def test_pdf_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    text = (CORPUS / "rural-environment-2024" / "notice.txt").read_text("utf-8").splitlines()
    words = [line for line in text if line.endswith("。") and len(line) > 120][:8]
    document = make_docx("\n".join(words))
    assert len(words) == 8
    document.sections[0]._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2" w:space="720"/>'))
    pdf = convert_with_office(write_docx(document, tmp_path / "columns.docx"), "pdf")
    assert bare(read_lines(pdf)) == "".join(words)


@needs_office
@pytest.mark.slow
def test_a_landscape_table_over_pages_is_one_below_a_running_header(tmp_path: Path) -> None:
    document = make_docx("关于报送指标的通知\n各县：\n请按附件报送。")
    document.sections[0].header.paragraphs[0].text = "内部资料 注意保管"
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.add_paragraph("附件1")
    table = document.add_table(0, 3, style="Table Grid")
    rows = [["序号", "指标", "目标"], *([str(i), f"第{i}项指标", f"≥{50 + i}%"] for i in range(1, 41))]
    for words in rows:
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = word
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    pdf = convert_with_office(write_docx(document, tmp_path / "landscape.docx"), "pdf")
    assert len(pdfium.PdfDocument(pdf)) >= 3
    made = read_source(pdf)
    assert list_rows(made) == rows
    assert {b.table for b in made.blocks if b.cells} == {1}
    assert "内部资料" not in made.text


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("shown", [True, False], ids=["shown upright", "shown sideways"])
@pytest.mark.parametrize("turn", TURNS)
def test_pages_that_are_turned_are_read_upright(turn: int, shown: bool, tmp_path: Path) -> None:
    notice = "附件\n序号 | 指标 | 目标 |\n1 | 覆盖率 | ≥85% |\n2 | 整改率 | 100% |\n注：目标值为2025年底数。"
    pdf = convert_with_office(write_docx(make_docx(notice), tmp_path / "a.docx"), "pdf")
    upright = read_source(pdf)
    document = pdfium.PdfDocument(pdf)
    page = document[0]
    width, height = page.get_size()
    moved = {90: (height, 0), 180: (width, height), 270: (0, width)}[turn]
    for item in page.get_objects(max_depth=1):
        item.transform(pdfium.PdfMatrix(*TURNS[turn], *moved))
    if turn != 180:
        page.set_mediabox(0, 0, height, width)
    if shown:
        page.set_rotation(turn)
    page.gen_content()
    document.save(str(tmp_path / "turned.pdf"))
    made = read_source(tmp_path / "turned.pdf")
    assert list_lines(made) == list_lines(upright)
    assert list_rows(made) == [["序号", "指标", "目标"], ["1", "覆盖率", "≥85%"], ["2", "整改率", "100%"]]


def add_picture(document: pdfium.PdfDocument, page: pdfium.PdfPage, picture: Image.Image, share: float) -> None:
    """Put a picture over a share of a page's width and height, under nothing."""
    held = BytesIO()
    picture.convert("RGB").save(held, "JPEG")
    item = pdfium.PdfImage.new(document)
    item.load_jpeg(held, inline=True)
    width, height = page.get_size()
    item.set_matrix(pdfium.PdfMatrix(share * width, 0, 0, share * height, 0, 0))
    page.insert_obj(item)


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(
    ("share", "hidden", "why"),
    [
        (0.2, False, None),
        (0.5, False, "第 1 页有大幅图片，图片里的文字没有读"),
        (1.0, False, None),
        (1.0, True, "第 1 页是扫描件，文字层由别的程序识别，数字请对照原件"),
    ],
    ids=["seal", "picture", "background", "searchable scan"],
)
def test_pictures_on_pages_with_text_are_doubts(share: float, hidden: bool, why: str | None, tmp_path: Path) -> None:
    notice = (CORPUS / "rural-roads-2024-mixed" / "notice.txt").read_text("utf-8")
    document = pdfium.PdfDocument(convert_with_office(write_docx(make_docx(notice), tmp_path / "a.docx"), "pdf"))
    page = document[0]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        if hidden:
            raw.FPDFTextObj_SetTextRenderMode(item.raw, 3)
    add_picture(document, page, Image.new("RGB", (60, 80), "white"), share)
    page.gen_content()
    document.save(str(tmp_path / "b.pdf"))
    made = read_source(tmp_path / "b.pdf")
    assert list_lines(made) == read_lines(tmp_path / "a.pdf")
    assert [d.why for d in made.doubts] == ([why] if why else [])


@needs_office
@needs_ocr
@pytest.mark.slow
def test_a_scan_with_a_stamp_as_text_is_recognised(tmp_path: Path) -> None:
    stamp = convert_with_office(write_docx(make_docx("某市政府信息公开专用"), tmp_path / "a.docx"), "pdf")
    words = convert_with_office(write_docx(make_docx("各县要在2025年6月底前完成自查。"), tmp_path / "b.docx"), "pdf")
    document = pdfium.PdfDocument(stamp)
    page = document[0]
    add_picture(document, page, pdfium.PdfDocument(words)[0].render(scale=2).to_pil(), 1.0)
    page.gen_content()
    document.save(str(tmp_path / "c.pdf"))
    assert "各县要在2025年6月底前完成自查。" in read_source(tmp_path / "c.pdf").text


def make_row(*cells: tuple[str, float]) -> tuple[CellText, ...]:
    """A printed row: each cell's words and the letters for which its last line has room."""
    return tuple(CellText(words, room=room) for words, room in cells)


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        # each cell that goes on was full
        ((("7", 3.0), ("治理地", 0.2), ("86", 0.9), ("市局", 2.0)), (("", 9), ("块", 4), ("处", 5), ("", 9)), True),
        # a merged cell goes on, its next row is a row of its own
        ((("空气", 1.0), ("天数", 4.0), ("85%", 3.0)), (("", 9), ("浓度", 4), ("≤33", 3)), False),
        # a number has no room behind a full line, a short one had
        ((("3", 3.0), ("比率达到", 0.4), ("甲局", 6.0)), (("", 9), ("98%以上", 2), ("乙局", 6)), False),
    ],
)
def test_a_row_that_the_page_cut_is_one_row_again(
    last: tuple[tuple[str, float], ...], first: tuple[tuple[str, float], ...], joined: bool
) -> None:
    head = tuple(CellText(f"列{i}") for i in range(len(last)))
    pages = [PageText((Table((head, make_row(*last))),), 842), PageText((Table((make_row(*first),)),), 842)]
    (table,) = join_pages(pages)
    assert isinstance(table, Table)
    rows = [[c.text for c in row] for row in table.rows[1:]]
    words = [[w for w, _ in last], [w for w, _ in first]]
    assert rows == ([[a + b for a, b in zip(*words, strict=True)]] if joined else words)


@pytest.mark.parametrize(
    ("words", "joined"), [("续表", True), ("（续表1）", True), ("表2（续）", True), ("附表2 指标分解", False)]
)
def test_a_line_that_says_that_the_table_goes_on_is_no_text(words: str, joined: bool) -> None:
    head, rows = make_row(("序号", 1), ("指标", 3)), [make_row((str(i), 3), (f"指标{i}", 3)) for i in range(2)]
    line = TextLine(words, 250.0, 700.0, 300.0, 716.0, 16.0)
    pages = [PageText((Table((head, rows[0])),), 842), PageText((line, Table((head, rows[1]))), 842)]
    pieces = join_pages(pages)
    if joined:
        assert pieces == [Table((head, *rows))]
    else:
        assert len(pieces) == 3


def test_a_header_row_that_each_page_repeats_is_said_once() -> None:
    head, rows = make_row(("序号", 1), ("指标", 3)), [make_row((str(i), 3), (f"指标{i}", 3)) for i in range(3)]
    pages = [PageText((Table((head, row)),), 842) for row in rows]
    (table,) = join_pages(pages)
    assert isinstance(table, Table)
    assert table.rows == (head, *rows)
