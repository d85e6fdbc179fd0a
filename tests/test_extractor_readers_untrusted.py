"""Untrusted files (不可信文件): what is bad is refused in one line, costs itself alone, and reaches nothing."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pypdfium2 as pdfium
import pytest

from extractor.readers import files, office, workers
from extractor.readers.files import read_source
from extractor.readers.limits import Limits, load_limits
from extractor.source import Block, BlockKind, SourceText
from specs.errors import UnreadableFile
from tests.notices import ROOT
from tests.papers import (
    OFFICE,
    convert_with_office,
    docx_bytes,
    lock_with_office,
    make_compound,
    needs_office,
    read_lines,
)

BOMB = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def good(tmp_path: Path) -> Iterator[Path]:
    document = docx.Document()
    document.add_paragraph("各县要在2025年6月底前完成自查。")
    path = tmp_path / "good.docx"
    path.write_bytes(docx_bytes(document))
    yield path
    workers.end_workers()


def refuse(path: Path, reason: str, limits: Limits | None = None) -> None:
    """The file is refused for this reason, in one line that names it."""
    with pytest.raises(UnreadableFile) as caught:
        read_source(path, limits)
    line = str(caught.value)
    assert reason in line, line
    assert path.name in line
    assert "\n" not in line


def change_part(path: Path, name: str, change: bytes, made: Path) -> Path:
    """A copy of a package whose part begins with other words."""
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for part in whole.namelist():
            data = whole.read(part)
            if part == name:
                declaration, mark, rest = data.rpartition(b"?>")
                data = declaration + mark + change + rest
            other.writestr(part, data)
    return made


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.docx", b"", "文件是空的"),
        ("blank.txt", b" \r\n\t", "没有文字"),
        ("fake.docx", b"no zip", "不是有效的 .docx"),
        ("fake.pdf", b"no PDF", "不是有效的 .pdf"),
        ("broken.pdf", b"%PDF-1.7\nno more", "不是有效的 PDF"),
        ("fake.png", b"no picture", "不是有效的 .png"),
        ("fake.xlsx", b"no zip", "不是有效的 .xlsx"),
        ("fake.ofd", b"no zip", "不是有效的 .ofd"),
        ("fake.zip", b"no zip", "不是有效的 .zip"),
        ("a.xyz", b"x", "不认识的文件格式"),
        ("fake.doc", b"no OLE file", "不是有效的 .doc"),
        ("cut.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是有效的 Office 文件"),
        ("hidden.txt", b"Rar!\x1a\x07", "RAR 压缩"),
        ("word.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是有效的 Office 文件"),
        ("xml.doc", b'<?xml version="1.0"?><w:wordDocument xmlns:w="a"/>', "XML 格式的 Word"),
        ("cut.docx", b"PK\x03\x04cut", "不是有效的压缩包"),
        ("rar.zip", b"Rar!\x1a\x07", "RAR 压缩"),
        ("fake.mht", b"no page", "没有网页正文"),
    ],
)
def test_bad_files_are_refused_in_one_line(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    refuse(path, reason)


def test_missing_files_folders_and_pipes(tmp_path: Path) -> None:
    refuse(tmp_path / "none.txt", "没有这个文件")
    refuse(tmp_path, "这是一个文件夹")
    os.mkfifo(tmp_path / "pipe.txt")
    refuse(tmp_path / "pipe.txt", "不是普通文件")


def test_a_reader_that_hangs_costs_its_file_alone(good: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "slow.docx"
    os.mkfifo(pipe)  # nobody writes into it: its reader waits for ever
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"0\.5 秒内没有读完.*LUOSHI_READ_SECONDS"):
        workers.read_in_worker(pipe, Limits(seconds=0.5))
    assert time.monotonic() - started < 5
    assert workers._idle == []
    assert read_lines(good) == ["各县要在2025年6月底前完成自查。"]


def test_a_worker_that_dies_in_the_middle_costs_its_file_alone(good: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "deadly.docx"
    os.mkfifo(pipe)
    limits = Limits(seconds=30)
    worker = workers._take(limits)
    workers._give_back(worker)
    threading.Timer(0.5, worker.process.kill).start()
    with pytest.raises(UnreadableFile, match=r"deadly\.docx.*意外终止"):
        workers.read_in_worker(pipe, limits)
    assert not Path(worker.scratch).exists()
    assert read_lines(good) == ["各县要在2025年6月底前完成自查。"]


def test_a_worker_that_dies_is_replaced(good: Path) -> None:
    assert read_lines(good)
    worker = workers._idle[-1]
    worker.process.kill()
    worker.process.wait()
    assert read_lines(good) == ["各县要在2025年6月底前完成自查。"]
    assert workers._idle[-1].process.pid != worker.process.pid


def test_a_reader_that_eats_memory_is_stopped(good: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.docx"
    words = b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % os.urandom(8).hex().encode() for _ in range(400_000))
    with zipfile.ZipFile(good) as whole, zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as other:
        for part in whole.namelist():
            data = whole.read(part)
            other.writestr(
                part, data.replace(b"<w:sectPr", words + b"<w:sectPr") if part == "word/document.xml" else data
            )
    refuse(big, "内存超过限额", Limits(memory=60 << 20))  # while it is unpacked
    refuse(big, "内存超过限额", Limits(memory=150 << 20))  # while its XML is parsed
    assert read_lines(good) == ["各县要在2025年6月底前完成自查。"]


def test_limits_come_from_the_environment() -> None:
    assert load_limits({}) == Limits(60, 20, 2 << 30)
    assert load_limits({"LUOSHI_READ_SECONDS": "5", "LUOSHI_READ_MEGABYTES": "512"}) == Limits(5, 20, 512 << 20)
    assert load_limits({"LUOSHI_READ_SECONDS": "-1", "LUOSHI_READ_MEGABYTES": "x"}) == Limits()


@pytest.mark.parametrize("entity", [BOMB, OUTSIDE])
def test_entities_are_refused_wherever_they_stand(entity: bytes, good: Path, tmp_path: Path) -> None:
    refuse(change_part(good, "word/document.xml", entity, tmp_path / "a.docx"), "DTD")
    book = openpyxl.Workbook()
    book.save(tmp_path / "good.xlsx")
    refuse(change_part(tmp_path / "good.xlsx", "xl/workbook.xml", entity, tmp_path / "a.xlsx"), "DTD")
    refuse(change_part(good, "word/styles.xml", entity, tmp_path / "b.docx"), "DTD")
    refuse(change_part(good, "word/_rels/document.xml.rels", entity, tmp_path / "c.docx"), "DTD")
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as paper:
        paper.writestr("OFD.xml", entity + b"<OFD><DocBody><DocRoot>a</DocRoot></DocBody></OFD>")
    refuse(tmp_path / "a.ofd", "DTD")


def test_entities_do_not_hide_in_another_encoding(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "good.xlsx")
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(tmp_path / "good.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
        for part in whole.namelist():
            data = whole.read(part)
            wide = ("\ufeff" + " " * 5000 + BOMB.decode() + data.decode()).encode("utf-16") if part == sheet else data
            other.writestr(part, wide)
    refuse(tmp_path / "a.xlsx", "DTD")


def test_zip_bombs_are_refused_before_they_unpack(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * (50 << 20))
    refuse(tmp_path / "bomb.docx", "压缩比异常")
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as many:
        for i in range(5000):
            many.writestr(f"{i}.txt", b"x")
    refuse(tmp_path / "many.zip", "5000 个文件")


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = b"text"
    for i in range(4):
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("a.txt" if i == 0 else "a.zip", data)
        data = held.getvalue()
    (tmp_path / "deep.zip").write_bytes(data)
    refuse(tmp_path / "deep.zip", "超过 2 层")


def test_links_and_paths_in_archives_reach_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "links.zip", "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../escape.txt", "通知正文。")
    made = read_source(tmp_path / "links.zip")
    assert made.text == "通知正文。\n"
    assert [d.why for d in made.doubts] == [
        "“link.txt”是链接，没有读",
        "“../../escape.txt”的路径指向压缩包之外，只取文件名",
    ]
    assert not (tmp_path.parents[1] / "escape.txt").exists()


def test_deep_xml_is_refused(good: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(good) as whole, zipfile.ZipFile(tmp_path / "deep.docx", "w") as other:
        for part in whole.namelist():
            data = whole.read(part)
            if part == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000)
            other.writestr(part, data)
    refuse(tmp_path / "deep.docx", "嵌套太深")


def test_deep_pages_are_read_whole_or_refused(tmp_path: Path) -> None:
    page = (
        "<html><body><article><p>各县：</p>{}"
        + "各县要在2025年6月底前完成自查。" * 9
        + "{}<p>县政府</p></article></body></html>"
    )
    for depth in (1000, 3000):
        (tmp_path / f"{depth}.html").write_text(page.format("<div>" * depth, "</div>" * depth), "utf-8")
    assert read_lines(tmp_path / "1000.html") == ["各县：", "各县要在2025年6月底前完成自查。" * 9, "县政府"]
    refuse(tmp_path / "3000.html", "网页嵌套太深")
    boxes = [f'--b{i}\nContent-Type: multipart/related; boundary="b{i + 1}"\n\n' for i in range(3000)]
    start = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b0"\n\n'
    (tmp_path / "deep.mht").write_text(start + "".join(boxes), "ascii")
    refuse(tmp_path / "deep.mht", "嵌套太深")


def test_encrypted_archives_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "text")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[6] |= 1  # the local header's flag
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the directory's
    (tmp_path / "locked.zip").write_bytes(bytes(data))
    refuse(tmp_path / "locked.zip", "压缩包已加密")


def test_absurd_dimensions_are_refused(tmp_path: Path) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(200_000, 200_000)
    document.save(str(tmp_path / "huge.pdf"))
    refuse(tmp_path / "huge.pdf", "尺寸异常")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1_000_000, 16_000, "x")
    book.save(tmp_path / "huge.xlsx")
    refuse(tmp_path / "huge.xlsx", "超过上限")


def test_a_picture_that_claims_too_many_pixels_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("1", (30_000, 30_000)).save(tmp_path / "huge.png")
    refuse(tmp_path / "huge.png", "图片过大")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "doc"])
def test_encrypted_packages_are_refused(ending: str, tmp_path: Path) -> None:
    streams = {"EncryptedPackage": os.urandom(5000), "EncryptionInfo": bytes(4096)}
    (tmp_path / f"locked.{ending}").write_bytes(make_compound(streams))
    refuse(tmp_path / f"locked.{ending}", "Office 文件已加密")


def test_other_packages_are_refused_by_their_name(tmp_path: Path) -> None:
    for name, part in (("a.doc", "content.xml"), ("b.zip", "ppt/presentation.xml")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("mimetype", "application/x")
            archive.writestr(part, "<a/>")
    refuse(tmp_path / "a.doc", "OpenDocument")
    refuse(tmp_path / "b.zip", "PowerPoint")


def test_macros_are_never_looked_at(good: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(good) as whole, zipfile.ZipFile(tmp_path / "a.docm", "w") as other:
        for part in whole.namelist():
            other.writestr(part, whole.read(part).replace(b"wordprocessingml.document.main", b"ms-word.document"))
        # more than a part may unpack to: a reader that opened it would refuse the file
        packed = zipfile.ZipInfo("word/vbaProject.bin")
        with other.open(packed, "w", force_zip64=True) as macros:
            for _ in range(65):
                macros.write(bytes(1 << 20))
    assert read_lines(tmp_path / "a.docm") == ["各县要在2025年6月底前完成自查。"]


@needs_office
@pytest.mark.slow
def test_libreoffice_knows_the_settings_that_forbid_macros_and_links() -> None:
    """A name that it does not know would be passed over in silence."""
    registry = Path(str(OFFICE)).resolve().parents[1] / "share" / "registry" / "main.xcd"
    names = set(re.findall(r'oor:name="(\w+)"', registry.read_text("utf-8")))
    given = {name: value for _, name, value in office._SETTINGS}
    assert {n: given[n] for n in ("DisableMacrosExecution", "MacroSecurityLevel", "BlockUntrustedRefererLinks")} == {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    }
    assert set(given) - names <= {"DisableActiveContent"}  # newer than Debian 12's
    profile = office._make_profile() / "user" / "registrymodifications.xcu"
    assert "DisableMacrosExecution" in profile.read_text("utf-8")


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(("ending", "form"), [("doc", "MS Word 97"), ("xls", "MS Excel 97")])
def test_files_with_a_password_of_libreoffice_are_refused(ending: str, form: str, good: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "good.xlsx")
    source = good if ending == "doc" else tmp_path / "good.xlsx"
    refuse(lock_with_office(source, tmp_path / f"locked.{ending}", form), "加密")


@needs_office
@pytest.mark.slow
def test_what_a_field_links_to_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("words of another file", "utf-8")
    field = (
        rb'{\field{\*\fldinst { INCLUDETEXT "' + os.fsencode(tmp_path / "secret.txt") + rb'" }}{\fldrslt {as printed}}}'
    )
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi before " + field + rb" after\par}")
    assert read_lines(tmp_path / "a.rtf") == ["before as printed after"]


@needs_office
@pytest.mark.slow
def test_encrypted_files_of_libreoffice_are_refused(good: Path, tmp_path: Path) -> None:
    pdf = convert_with_office(
        good,
        'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"secret"}}',
    )
    refuse(pdf, "PDF 已加密")


def test_the_worker_refuses_the_network() -> None:
    words = (
        "import socket, sys; from extractor.readers.worker import _refuse_network; sys.addaudithook(_refuse_network); "
        "socket.create_connection(('127.0.0.1', 9))"
    )
    made = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert made.returncode == 1
    assert "NoNetwork" in made.stderr


def test_an_ended_worker_leaves_nothing_behind(good: Path) -> None:
    assert read_lines(good)
    scratch = Path(workers._idle[-1].scratch)
    assert scratch.is_dir()
    workers.end_workers()
    assert not scratch.exists()


@needs_office
@pytest.mark.slow
def test_no_reader_reaches_the_network(tmp_path: Path) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.5)
    hits: list[object] = []
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                hits.append(server.accept())
            except TimeoutError:
                continue

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
    (tmp_path / "a.html").write_text(
        f'<html><body><img src="{url}"><p>各县要在2025年6月底前完成自查。</p></body></html>', "utf-8"
    )
    (tmp_path / "a.rtf").write_bytes(
        rb'{\rtf1\ansi text {\field{\*\fldinst { INCLUDEPICTURE  "' + url.encode() + rb'" \\d }}{\fldrslt {}}}\par}'
    )
    for ending in ("html", "rtf"):
        read_source(tmp_path / f"a.{ending}")
    # a page is what LibreOffice would fetch pictures for: not in the profile that readers give it
    assert office.convert_file((tmp_path / "a.html").read_bytes(), "html", "pdf").startswith(b"%PDF")
    assert hits == []
    convert_with_office(tmp_path / "a.html", "pdf")
    done.set()
    thread.join()
    server.close()
    assert hits, "LibreOffice in a profile of its own fetched nothing: this test could not fail"


@pytest.mark.parametrize("name", ["notice.txt", "notice.html", "notice.docx", "notice.pdf"])
def test_no_file_is_read_outside_a_worker(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "corpus" / "demo-occupational-health-2025" / name
    asked: list[Path] = []

    def record(path: Path, limits: Limits) -> SourceText:
        asked.append(path)
        return SourceText("甲", (Block(BlockKind.PARAGRAPH, 0, 1),), "txt")

    monkeypatch.setattr(files, "read_in_worker", record)
    assert read_source(path).text == "甲"
    assert asked == [path]
