"""The look of documents: measures of GB/T 9704—2012 in the file, real styles, the same bytes from run to run."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document as open_docx
from docx.document import Document as OpenedDocument
from lxml import etree
from openpyxl import load_workbook

from generator.blocks import (
    AttachmentNote,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Recipients,
    RunIn,
    Signature,
    Table,
    Title,
)
from generator.compose.documents import KINDS
from generator.compose.gaps import find_open_fields
from generator.compose.ledger import COLUMNS, compose_ledger
from generator.typeset.docx import write_docx
from generator.typeset.xlsx import write_xlsx
from gongwen.layout import (
    BOTTOM,
    CHARACTER_SPACING_TWIPS,
    LEFT,
    LINE_PT,
    LINES,
    RIGHT,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)
from tests.plans import BUREAU, COMMISSION, PLAN, TEMPLATES, compose_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = Document("letter", "甲县通知", (
    Letterhead("甲县文件", "甲发〔2025〕1号"), Title(("甲县关于", "做好工作的通知")), Recipients("各乡镇"),
    Heading(1, "一、目标"),
    RunIn(2, "（一）加强领导。", "要抓好 & 落实<好>。"), Paragraph("以上。"),
    AttachmentNote(("甲表", "乙表")), Signature("甲县", "2025年1月5日"),
    Table(("序号", "任务"), (("1", "甲"), ("2", "")), (10, 90))))


def _open(document: Document) -> OpenedDocument:
    return open_docx(BytesIO(write_docx(document)))


def test_what_was_reopened_says_what_the_blocks_said() -> None:
    texts = [p.text for p in _open(SAMPLE).paragraphs if p.text]
    assert texts == ["甲县文件", "甲发〔2025〕1号", "甲县关于", "做好工作的通知", "各乡镇：", "一、目标",
                     "（一）加强领导。要抓好 & 落实<好>。",
                     "以上。", "附件：1.\t甲表", "2.\t乙表", "甲县", "2025年1月5日"]
    cells = [[c.text for c in row.cells] for row in _open(SAMPLE).tables[0].rows]
    assert cells == [["序号", "任务"], ["1", "甲"], ["2", ""]]


def test_the_page_is_a4_with_the_type_area_of_the_standard() -> None:
    section = _open(SAMPLE).sections[0]
    measured = [round(v.mm, 1) for v in (
        section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin,
        section.bottom_margin) if v is not None]
    assert measured == [210.0, 297.0, TOP, LEFT, RIGHT, BOTTOM]
    assert (TYPE_WIDTH, TYPE_HEIGHT) == (156, 225)


def test_22_lines_fill_the_type_area() -> None:
    height = TYPE_HEIGHT / 25.4 * 72
    assert LINES * LINE_PT <= height < LINES * (LINE_PT + 0.05)
    normal = _open(SAMPLE).styles["Normal"]
    assert normal.paragraph_format.line_spacing.pt == LINE_PT  # type: ignore[attr-defined]


def test_headings_are_headings_and_faces_are_those_of_the_standard() -> None:
    opened = _open(SAMPLE)
    assert next(p for p in opened.paragraphs if p.text == "一、目标").style.name == "Heading 1"  # type: ignore[union-attr]
    faces = {name: opened.styles[name].element.find(f".//{W}rFonts").get(f"{W}eastAsia")
             for name in ("Normal", "Title", "heading 1", "heading 2", "heading 3", "heading 4")}
    assert list(faces.values()) == ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312",
                                    "仿宋_GB2312", "仿宋_GB2312"]
    sizes = [opened.styles[name].font.size.pt for name in ("Normal", "Title", "heading 1")]  # type: ignore[attr-defined]
    assert sizes == [16, 22, 16]
    spacing = opened.styles["Normal"].element.find(f".//{W}rPr/{W}spacing")
    assert spacing.get(f"{W}val") == str(CHARACTER_SPACING_TWIPS)


def test_page_numbers_stand_outside_odd_right_even_left() -> None:
    opened = _open(SAMPLE)
    section = opened.sections[0]
    assert opened.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 1 —")
    assert (odd.alignment, even.alignment) == (2, 0)


def test_heads_of_tables_are_repeated() -> None:
    head = _open(SAMPLE).tables[0].rows[0]._tr
    assert head.find(f".//{W}tblHeader") is not None


@pytest.mark.parametrize("office", [BUREAU, COMMISSION])
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_again_and_every_part_is_xml(kind: str, office: object) -> None:
    document = compose_document(kind, PLAN, office, TEMPLATES)  # type: ignore[arg-type]
    data = write_docx(document)
    assert data == write_docx(compose_document(kind, PLAN, office, TEMPLATES))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def test_no_leftovers_and_no_author() -> None:
    with zipfile.ZipFile(BytesIO(write_docx(SAMPLE))) as archive:
        names = set(archive.namelist())
        core = archive.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "stylesWithEffects" in name]
    assert "creator" not in core
    assert "python-docx" not in core
    assert "<dc:title>甲县通知</dc:title>" in core


def test_every_relation_has_its_part() -> None:
    letter = compose_document("letter", PLAN, BUREAU, TEMPLATES)
    with zipfile.ZipFile(BytesIO(write_docx(letter))) as archive:
        names = set(archive.namelist())
        body = archive.read("word/document.xml").decode()
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        types = archive.read("[Content_Types].xml").decode()
    ids = {r.get("Id"): f"word/{r.get('Target')}" for r in relations}
    assert set(ids.values()) <= names
    assert set(re.findall(r'r:id="([^"]+)"', body)) <= set(ids)
    parts = [name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"]
    assert all(f'PartName="/{name}"' in types for name in parts)


def test_a_letter_has_no_number_on_its_first_page() -> None:
    section = _open(compose_document("letter", PLAN, BUREAU, TEMPLATES)).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    assert section.first_page_header.paragraphs[0].text == "溪塬县卫生健康局"


def test_control_characters_cannot_break_a_file() -> None:
    from dataclasses import replace

    task = replace(PLAN.tasks[0], text="坏\x00字\x0b符\ud800。")
    document = compose_document("plan", replace(PLAN, tasks=(task,)), BUREAU, TEMPLATES)
    assert "坏 字 符" in "".join(p.text for p in _open(document).paragraphs)


def test_the_ledger_has_its_columns_rules_and_sheets() -> None:
    ledger = compose_ledger(PLAN, find_open_fields(PLAN, BUREAU, "checklist"))
    data = write_xlsx(ledger)
    assert data == write_xlsx(ledger)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["总台账", "溪塬县疾病预防控制中心", "乡镇人民政府", "指标表", "报送事项", "待填待确认"]
    page = book["总台账"]
    assert [cell.value for cell in page[2]] == [column.name for column in COLUMNS]
    first = {column.name: cell.value for column, cell in zip(COLUMNS, page[3], strict=True)}
    assert first["目标值"] == "帮扶企业每年不少于20家"
    assert first["上级时限"] == "2025年6月底前"
    assert str(first["到期日"]).startswith("2025-06-30")
    assert str(first["完成率"]).startswith("=IF(")
    assert page.freeze_panes == "C3"
    assert page.auto_filter.ref == "A2:V4"
    assert page.print_title_rows == "$1:$2"
    assert page.page_setup.orientation == "landscape"
    rules = {str(v.sqref)[0]: (v.type, v.formula1) for v in page.data_validations.dataValidation}
    assert rules == {"N": ("decimal", "0"), "O": ("decimal", "0"), "T": ("list", '"未开始,进行中,已完成,已销号"'),
                     "U": ("date", "36526"), "V": ("date", "36526")}
    assert {str(area.sqref) for area in page.conditional_formatting} == {"N3:P4", "A3:V4"}
    assert book.properties.creator in (None, "")


def test_text_in_a_ledger_is_never_a_formula() -> None:
    from dataclasses import replace

    task = replace(PLAN.tasks[0], heading="=HYPERLINK(1)")
    data = write_xlsx(compose_ledger(replace(PLAN, tasks=(task,)), ()))
    cell = load_workbook(BytesIO(data))["总台账"]["B3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK（1）", "s")
