"""Files in the formats that offices keep notices in (各种格式的文件), made by the programs that make such files."""

from __future__ import annotations

import shutil
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


def make_docx(notice: str) -> Document:
    """A notice as an office types it on A4: indents, justified lines, ruled tables, page numbers between dashes."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
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
        )
    made = [path.with_suffix("." + ending.split(":")[0]) for path in paths]
    assert all(path.exists() for path in made)
    return made


def docx_bytes(document: Document) -> bytes:
    """A document's bytes."""
    held = BytesIO()
    document.save(held)
    return held.getvalue()
