"""The other formats: .doc .wps .rtf, .pdf, .ofd, .xlsx, .zip, each made by the program that makes such files."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from extractor.readers.files import read_source
from extractor.readers.old_word import read_old_word, split_word_text
from extractor.readers.sheets import print_value
from specs.errors import UnreadableFile
from tests.papers import (
    CORPUS,
    SHARED,
    bare,
    convert_with_office,
    list_lines,
    make_docx,
    needs_office,
    read_lines,
    write_docx,
)

NOTICES = [CORPUS / name / "notice.txt" for name in ("rural-environment-2024", "medical-insurance-county-2025")]
named = pytest.mark.parametrize("notice", NOTICES, ids=lambda p: p.parent.name)
OFD = SHARED / "files" / "ofd"
needs_ofd = pytest.mark.skipif(not OFD.is_dir(), reason="missing: ../shared with the .ofd files")


@needs_office
@pytest.mark.slow
@named
@pytest.mark.parametrize("ending", ["doc", "rtf", "wps"])
def test_old_word_files_say_what_the_docx_says(notice: Path, ending: str, tmp_path: Path) -> None:
    path = write_docx(make_docx(notice.read_text("utf-8")), tmp_path / "notice.docx")
    old = convert_with_office(path, "doc" if ending == "wps" else ending)
    old = old.rename(tmp_path / f"old.{ending}")
    assert read_lines(old) == read_lines(path)


@needs_office
@pytest.mark.slow
@named
def test_doc_without_libreoffice_has_the_same_words_and_a_doubt(
    notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_docx(make_docx(notice.read_text("utf-8")), tmp_path / "notice.docx")
    data = convert_with_office(path, "doc").read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    made = read_old_word(data, "doc")
    assert list_lines(made) == read_lines(path)
    assert "没有 LibreOffice" in made.doubts[0].why


def test_rtf_without_libreoffice_is_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.readers.workers import end_workers

    end_workers()  # the next worker must see the changed PATH
    path = tmp_path / "notice.rtf"
    path.write_bytes(rb"{\rtf1\ansi hello}")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match=r"\.rtf 需要 LibreOffice"):
        read_source(path)
    end_workers()


def test_word_97_text_is_parted_into_paragraphs_fields_and_rows() -> None:
    pieces = split_word_text("标题\r见\x13HYPERLINK x\x14附件\x15。\r序号\x07目标\x07\x071\x0785%\x07\x07尾\r")
    assert [getattr(p, "text", None) or [[c.text for c in r] for r in p.rows] for p in pieces] == [  # type: ignore[union-attr]
        "标题",
        "见附件。",
        [["序号", "目标"], ["1", "85%"]],
        "尾",
    ]


@needs_ofd
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("helloworld.ofd", "你好呀"),
        ("chineseDir.ofd", "你好呀"),
        ("namespace_no_std.ofd", "你好呀"),
        ("SESV4SignDoc.ofd", "你好呀"),
        ("allprotected.ofd", "你好呀"),
        ("keyword2.ofd", "重庆市马上融资担保有限公司"),
        ("multiKeywordInTextCode.ofd", "打发打发"),
        ("no_page_container.ofd", "2020年04月20日"),
        ("path_unstd.ofd", "根据《中华人民共和国刑事诉讼法》第"),
        ("keyword.ofd", "0014777号"),
        ("999.ofd", "2020年08月05日"),
        ("hello.ofd", "拿来主义"),
    ],
)
def test_ofd_files_of_other_programs_are_read(name: str, says: str) -> None:
    made = read_source(OFD / name)
    assert made.reader == "ofd"
    assert says in made.text


@needs_ofd
def test_ofd_pages_come_in_order_and_lines_make_paragraphs() -> None:
    lines = read_lines(OFD / "hello.ofd")
    assert lines[:2] == ["拿来主义", "鲁迅"]
    assert len(lines[2]) > 80
    assert bare(lines).endswith("不能自成为新文艺。")


@needs_ofd
def test_ofd_without_text_or_encrypted_is_refused_with_the_true_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="5 页没有文字"):
        read_source(OFD / "Page5.ofd")
    with zipfile.ZipFile(OFD / "helloworld.ofd") as whole, zipfile.ZipFile(tmp_path / "sealed.ofd", "w") as sealed:
        for name in whole.namelist():
            data = whole.read(name)
            sealed.writestr(name, bytes(b ^ 0x5A for b in data) if name.endswith("Content.xml") else data)
    with pytest.raises(UnreadableFile, match="OFD 文件已加密"):
        read_source(tmp_path / "sealed.ofd")


def test_sheets_are_tables_with_values_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务分解"
    rows = (
        ("重点任务分解表",),
        ("任务", "目标", "责任单位"),
        ("排查", 0.85, "甲局"),
        ("整改", 0.925, None),
        ("培训", 1200, "乙局"),
    )
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")
    sheet["B3"].number_format, sheet["B4"].number_format = "0%", "0.0%"
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(tmp_path / "tasks.xlsx")
    made = read_source(tmp_path / "tasks.xlsx")
    assert list_lines(made) == [
        "重点任务分解表",
        "任务 | 目标 | 责任单位 |",
        "排查 | 85% | 甲局 |",
        "整改 | 92.5% | 甲局 |",
        "培训 | 1200 | 乙局 |",
    ]
    assert "隐藏" in made.doubts[0].why


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "et"])
def test_old_sheets_say_what_the_xlsx_says(ending: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("任务", "目标", "时限"), ("排查", 0.85, date(2025, 6, 30)), ("整改", 1, date(2025, 9, 30))):
        sheet.append(row)
    for cell in ("B2", "B3"):
        sheet[cell].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    old = convert_with_office(tmp_path / "a.xlsx", "xls").rename(tmp_path / f"old.{ending}")
    made = read_source(old)
    assert made.reader == "xls"
    assert list_lines(made) == read_lines(tmp_path / "a.xlsx")
    assert list_lines(made)[1] == "排查 | 85% | 2025年6月30日 |"


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (0.5, "General", "0.5"),
        (1234567.0, "#,##0.00", "1,234,567.00"),
        (30, '0"家"', "30家"),
        (True, "General", "是"),
        (None, "General", ""),
        (0.1 + 0.2, "General", "0.3"),
        (0.333, "0%", "33%"),
    ],
)
def test_number_formats_of_sheets(value: object, form: str, printed: str) -> None:
    assert print_value(value, form) == printed


def test_an_archive_is_its_notice_and_its_attachments(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("指标", "目标"))
    sheet.append(("覆盖率", "≥85%"))
    held = BytesIO()
    book.save(held)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("附件2：指标表.xlsx", held.getvalue())
        archive.writestr("附件1 名单.txt", "甲县\n乙县\n")
        archive.writestr("关于开展工作的通知.txt", "关于开展工作的通知\n各县：\n请落实。\n".encode("gb18030"))
        archive.writestr("Thumbs.db", b"x")
        archive.writestr("程序.exe", b"MZ")
    made = read_source(tmp_path / "all.zip")
    assert list_lines(made) == [
        "关于开展工作的通知",
        "各县：",
        "请落实。",
        "附件1",
        "名单",
        "甲县",
        "乙县",
        "附件2",
        "指标表",
        "指标 | 目标 |",
        "覆盖率 | ≥85% |",
    ]
    assert [d.why for d in made.doubts] == ["“程序.exe”没有读：不认识的文件格式“.exe”"]
    for block in made.blocks:
        assert all(block.start <= c.start <= c.end <= block.end for c in block.cells)


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("XXXX.txt", "通知正文。")
    gbk = "通知".encode("gbk") + b".txt"
    (tmp_path / "gbk.zip").write_bytes(held.getvalue().replace(b"XXXX.txt", gbk))
    assert read_lines(tmp_path / "gbk.zip") == ["通知正文。"]
