"""Word files (.docx): numbering, changes, notes, boxes, letterheads and merged cells, as a printed copy shows."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from extractor.readers.files import read_source
from extractor.readers.packages import BadPackage
from extractor.readers.word import read_word
from extractor.readers.word_numbering import print_count
from tests.papers import (
    CORPUS,
    add_xml,
    convert_with_office,
    docx_bytes,
    list_lines,
    make_docx,
    needs_office,
    write_docx,
)

NOTICES = sorted(CORPUS.glob("*/notice.txt"))
LEVEL = (
    '<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
    '<w:lvlText w:val="{text}"/></w:lvl>'
)


def number_list(
    document: docx.document.Document,
    levels: list[tuple[str, str]],
    nums: str = "",
    *,
    starts: tuple[int, ...] = (),
    more: str = "",
) -> None:
    """Give a document one list (numId 77) of these levels: (number format, text); `nums` are further w:num."""
    xml = "".join(
        LEVEL.format(depth=i, form=form, text=text, more=more, start=starts[i] if i < len(starts) else 1)
        for i, (form, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{xml}</w:abstractNum>'))
    for num in ('<w:num {ns} w:numId="77"><w:abstractNumId w:val="77"/></w:num>', *([nums] if nums else [])):
        root.append(parse_xml(num.replace("{ns}", nsdecls("w"))))


def item(words: str, depth: int = 0, num: int = 77) -> str:
    """A paragraph in a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )


def read(document: docx.document.Document) -> list[str]:
    """The lines of a document."""
    return list_lines(read_word(docx_bytes(document)))


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.parent.name)
def test_a_notice_in_word_says_what_its_text_says(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    made = read_source(write_docx(make_docx(text), tmp_path / "notice.docx"))
    assert made.reader == "docx"
    assert [" ".join(line.split()) for line in list_lines(made)] == lines


def test_chinese_numbering_is_written_out() -> None:
    document = docx.Document()
    number_list(
        document,
        [
            ("chineseCounting", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimalEnclosedCircle", "%4"),
        ],
    )
    add_xml(
        document,
        item("目标")
        + item("甲", 1)
        + item("丙", 2)
        + item("丁", 3)
        + item("戊", 3)
        + item("乙", 1)
        + item("己", 2)
        + item("任务")
        + item("庚", 1),
    )
    assert read(document) == [
        "一、目标",
        "（一）甲",
        "1.丙",
        "① 丁",
        "② 戊",
        "（二）乙",
        "1.己",
        "二、任务",
        "（一）庚",
    ]


def test_multilevel_numbers_name_the_levels_above() -> None:
    document = docx.Document()
    number_list(
        document, [("chineseCounting", "第%1章"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")], more="<w:isLgl/>"
    )
    add_xml(document, item("总则") + item("甲", 1) + item("乙", 2) + item("丙", 1) + item("附则") + item("丁", 1))
    assert read(document) == ["第1章 总则", "1.1 甲", "1.1.1 乙", "1.2 丙", "第2章 附则", "2.1 丁"]


def test_a_second_list_of_one_definition_counts_on_and_restarts_where_it_says_so() -> None:
    document = docx.Document()
    number_list(
        document,
        [("decimal", "%1."), ("chineseCounting", "（%2）")],
        '<w:num {ns} w:numId="78"><w:abstractNumId w:val="77"/></w:num>',
    )
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="79"><w:abstractNumId w:val="77"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
    )
    add_xml(
        document,
        item("甲") + item("乙") + item("丙", num=78) + item("丁", num=79) + item("戊", num=79) + item("己", num=0),
    )
    assert read(document) == ["1.甲", "2.乙", "3.丙", "5.丁", "6.戊", "己"]


def test_numbers_come_from_the_style_too() -> None:
    document = docx.Document()
    number_list(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
    for name, depth in (("Heading 1", 0), ("Heading 2", 1)):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
        )
    for words, depth in (("总体要求", 1), ("甲", 2), ("乙", 2), ("重点任务", 1)):
        document.add_heading(words, depth)
    assert read(document) == ["一、总体要求", "（一）甲", "（二）乙", "二、重点任务"]


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalZero", 7, "07"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("decimalFullWidth", 12, "１２"),
        ("none", 5, ""),
        ("decimal", 30, "30"),
    ],
)
def test_number_formats(form: str, value: int, printed: str) -> None:
    assert print_count(value, form) == printed


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    who = 'w:id="1" w:author="甲" w:date="2025-03-07T08:00:00Z"'
    add_xml(
        document,
        (
            f"<w:p><w:r><w:t>覆盖率不低于</w:t></w:r><w:del {who}><w:r><w:delText>80%</w:delText></w:r></w:del>"
            f"<w:ins {who}><w:r><w:t>85%</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>"
            f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr><w:r><w:t>各单位要按</w:t></w:r></w:p>"
            f"<w:p><w:r><w:t>时报送。</w:t></w:r><w:moveFrom {who}><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
            f"<w:moveTo {who}><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
            f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr><w:del {who}><w:r><w:delText>整段删去"
            f"</w:delText></w:r></w:del></w:p>"
            f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t>"
            f"</w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del {who}/></w:trPr><w:tc><w:p><w:r><w:t>删行"
            "</w:t></w:r></w:p></w:tc>"
            f"<w:tc><w:p/></w:tc></w:tr></w:tbl>"
        ),
    )
    assert read(document) == ["覆盖率不低于85%。", "各单位要按时报送。新处", "甲 | 乙 |"]


def test_a_deleted_item_is_not_counted() -> None:
    document = docx.Document()
    number_list(document, [("decimal", "%1.")])
    who = 'w:id="1" w:author="甲" w:date="2025-03-07T08:00:00Z"'
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        f"<w:rPr><w:del {who}/></w:rPr></w:pPr><w:del {who}><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    )
    add_xml(document, item("甲") + gone + item("乙"))
    assert read(document) == ["1.甲", "2.乙"]


def test_footnotes_stand_behind_their_paragraph() -> None:
    document = docx.Document()
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>不含功能区。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode("utf-8"),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    add_xml(
        document,
        '<w:p><w:r><w:t>全省38个区县</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>全部完成。</w:t></w:r></w:p><w:p><w:r><w:t>下一段。</w:t></w:r></w:p>",
    )
    # the file's ids begin at 2, what it prints at 1
    assert read(document) == ["全省38个区县〔注1〕全部完成。", "〔注1〕不含功能区。", "下一段。"]


def test_text_boxes_are_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        f'<w:p><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData>"
        f"</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
        f"</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:p><w:r><w:pict><v:shape><v:textbox>{box.replace('框内', '旧框')}</v:textbox>"
        "</v:shape></w:pict></w:r></w:p>",
    )
    assert read(document) == ["正文。", "框内文字", "旧框文字"]


def test_the_letterhead_in_the_header_is_read_and_a_running_header_is_not() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "澜川省卫生健康委员会文件"
    section.first_page_header.add_paragraph("澜卫发〔2025〕8号")
    section.header.paragraphs[0].text = "噪声监测工作通知"
    document.add_paragraph("关于开展噪声监测工作的通知")
    assert read(document) == ["澜川省卫生健康委员会文件", "澜卫发〔2025〕8号", "关于开展噪声监测工作的通知"]
    section.different_first_page_header_footer = False
    assert read(document) == ["关于开展噪声监测工作的通知"]


def test_merged_cells_keep_every_column() -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for i, words in enumerate(
        ("任务", "时限", "责任单位", "排查", "6月底", "甲局", "整改", "9月底", "", "说明", "", "")
    ):
        table.cell(i // 3, i % 3).text = words
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 0).merge(table.cell(3, 2))
    made = read_word(docx_bytes(document))
    assert list_lines(made) == ["任务 | 时限 | 责任单位 |", "排查 | 6月底 | 甲局 |", "整改 | 9月底 | 甲局 |", "说明 |"]
    assert made.blocks[1].cells[2].rows == 2


def test_contents_hidden_text_field_codes_and_debris_are_left_out() -> None:
    document = docx.Document()
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    add_xml(
        document,
        (
            "<w:p>"
            + field.format("begin")
            + code.format("TOC \\o 1-3")
            + field.format("separate")
            + "<w:r><w:t>一、目标 1</w:t></w:r></w:p><w:p><w:r><w:t>二、任务 2</w:t></w:r></w:p><w:p>"
            + field.format("end")
            + '</w:p><w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:r><w:t>到</w:t></w:r>'
            + field.format("begin")
            + code.format("DATE")
            + field.format("separate")
            + "<w:r><w:t>2025年</w:t></w:r>"
            + field.format("end")
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
            + "<w:r><w:t>底完成。错误！未定义书签。</w:t></w:r></w:p>"
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>qū</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>区</w:t></w:r></w:rubyBase>"
            '</w:ruby></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
        ),
    )
    assert read(document) == ["到2025年底完成。", "区☑"]


def test_large_pictures_are_a_doubt_and_seals_are_none(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (300, 300), "red").save(tmp_path / "a.png")
    document = docx.Document()
    document.add_picture(str(tmp_path / "a.png"), width=Mm(42))
    document.add_paragraph("各县：")
    assert read_word(docx_bytes(document)).doubts == ()
    document.add_picture(str(tmp_path / "a.png"), width=Mm(120))
    assert [d.why for d in read_word(docx_bytes(document)).doubts] == ["有 1 幅大图片，图片里的文字没有读"]
    scan = docx.Document()
    scan.add_picture(str(tmp_path / "a.png"), width=Mm(150))
    with pytest.raises(BadPackage) as caught:
        read_word(docx_bytes(scan))
    assert "只有图片" in caught.value.found


@needs_office
@pytest.mark.slow
def test_numbers_are_what_libreoffice_prints(tmp_path: Path) -> None:
    document = docx.Document()
    number_list(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")], starts=(3,))
    add_xml(
        document,
        item("目标")
        + item("甲", 1)
        + item("丙", 2)
        + item("丁", 2)
        + item("乙", 1)
        + item("己", 2)
        + item("任务")
        + item("庚", 1),
    )
    path = write_docx(document, tmp_path / "notice.docx")
    printed = convert_with_office(path, "txt:Text (encoded):UTF8").read_text("utf-8-sig")
    assert ["".join(line.split()) for line in printed.splitlines() if line.strip()] == read(document)
