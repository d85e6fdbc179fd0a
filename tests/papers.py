"""Files in the formats that offices keep notices in (各种格式的文件), made by the programs that make such files."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from extractor.readers.files import read_source
from extractor.source import SourceText

CORPUS = Path(__file__).parents[1] / "corpus"
SHARED = Path(__file__).parents[2] / "shared"
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="missing: soffice (scripts/apt.sh)")
needs_ocr = pytest.mark.skipif(
    not (find_spec("rapidocr") and find_spec("onnxruntime")), reason="missing: the `ocr` extra (rapidocr, onnxruntime)"
)
FONT = "Noto Serif CJK SC"
FONTS = Path(__file__).parents[1] / "scripts" / "fonts.conf"  # the names of GB/T 9704's fonts


def list_lines(source: SourceText) -> list[str]:
    """The text of each paragraph and row."""
    return [source.text[b.start : b.end] for b in source.blocks]


def read_lines(path: Path) -> list[str]:
    """The paragraphs and rows of a file."""
    return list_lines(read_source(path))


def bare(lines: list[str]) -> str:
    """What the lines say, whatever their breaks and blanks."""
    return "".join("".join(lines).split())


def write_docx(document: Document, path: Path) -> Path:
    """Keep a document."""
    document.save(str(path))
    return path


def add_xml(document: Document, xml: str) -> None:
    """Put raw WordprocessingML before the body's last section; `xml` names no name space."""
    wrapped = parse_xml(
        f"<w:body {nsdecls('w', 'wp', 'a', 'r')} "
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:v="urn:schemas-microsoft-com:vml">{xml}</w:body>'
    )
    for element in list(wrapped):
        document.element.body.insert(len(document.element.body) - 1, element)


def make_docx(notice: str, font: str = FONT) -> Document:
    """A notice as an office types it on A4: indents, justified lines, ruled tables, page numbers between dashes."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(28),
        Mm(26),
        Mm(37),
        Mm(35),
    )
    table = None
    for i, line in enumerate(notice.splitlines()):
        if line.rstrip().endswith("|"):
            cells = [c.strip() for c in line.rstrip()[:-1].split("|")]
            if table is None or len(table.columns) != len(cells):
                table = document.add_table(0, len(cells), style="Table Grid")
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
            continue
        table = None
        paragraph = document.add_paragraph(line.strip())
        form = paragraph.paragraph_format
        form.line_spacing, form.space_after = Pt(28), Pt(0)
        if i == 0:
            form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif not line.endswith(("：", ":")):
            form.first_line_indent, form.alignment = Pt(32), WD_ALIGN_PARAGRAPH.JUSTIFY
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))
    footer.add_run(" —")
    return document


def convert_with_office(path: Path, ending: str) -> Path:
    """The file as LibreOffice keeps it in another format, beside the first."""
    return convert_all_with_office([path], ending)[0]


def convert_all_with_office(paths: list[Path], ending: str) -> list[Path]:
    """Files of one folder as LibreOffice keeps them in another format, beside the first; one start for all."""
    assert OFFICE is not None
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                OFFICE,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                str(paths[0].parent),
                *map(str, paths),
            ],
            check=True,
            capture_output=True,
            timeout=120 + 10 * len(paths),
            env=os.environ | {"FONTCONFIG_FILE": str(FONTS)},
        )
    made = [path.with_suffix("." + ending.split(":")[0]) for path in paths]
    assert all(path.exists() for path in made)
    return made


BASIC = """Sub Main
 On Error Resume Next
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden": hidden(0).Value = True
 document = StarDesktop.loadComponentFromURL(ConvertToURL("{source}"), "_blank", 0, hidden())
 Dim how(1) As New com.sun.star.beans.PropertyValue
 how(0).Name = "FilterName": how(0).Value = "{form}"
 how(1).Name = "Password": how(1).Value = "secret"
 document.storeToURL(ConvertToURL("{target}"), how())
 document.close(True)
End Sub"""
MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="http://openoffice.org/2000/script" '
    'script:name="Module1" script:language="StarBasic">{}</script:module>'
)


def lock_with_office(path: Path, target: Path, form: str) -> Path:
    """The file with a password, as LibreOffice keeps it.

    form  LibreOffice's name of the format: `MS Word 97`, `MS Excel 97`
    """
    assert OFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
        module = Path(folder) / "profile" / "user" / "basic" / "Standard" / "Module1.xba"  # a new profile has it
        module.write_text(MODULE.format(BASIC.format(source=path, target=target, form=form)), "utf-8")
        subprocess.run([*command, "macro:///Standard.Module1.Main"], check=True, capture_output=True, timeout=120)
    assert target.exists()
    return target


def make_compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE) with these streams, none shorter than 4,096 bytes ([MS-CFB] 2.2 to 2.6)."""
    sector, none, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    body, chain, entries = b"", [0xFFFFFFFD], []
    for name, data in streams.items():
        padded = data + bytes(-len(data) % sector)
        first, count = len(chain), len(padded) // sector
        chain += [*range(first + 1, first + count), end]
        body += padded
        entries.append((name, 2, none, first, len(data)))
    directory = len(chain)
    entries = [("Root Entry", 5, 1, end, 0), *entries]
    chain += [end]
    assert len(entries) <= 4
    assert len(chain) <= sector // 4
    folder = b""
    for i, (name, kind, child, first, size) in enumerate(entries):
        right = i + 1 if 0 < i < len(entries) - 1 else none
        words = name.encode("utf-16-le") + b"\0\0"
        folder += words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, none, right, child)
        folder += bytes(36) + struct.pack("<IQ", first, size)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, end, 0, end, 0, 0)
    header = header.ljust(sector, b"\xff")
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(sector, b"\xff")
    return header + table + body + folder.ljust(sector, b"\0")


def docx_bytes(document: Document) -> bytes:
    """A document's bytes."""
    held = BytesIO()
    document.save(held)
    return held.getvalue()
