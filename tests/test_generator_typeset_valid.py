"""Every file that is generated is a valid one: audited, reopened, saved by an office program, the same bytes again."""

import subprocess
from functools import cache
from pathlib import Path

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator, ValidationSeverity

from generator.compose.documents import KINDS
from generator.pipeline import make_files, prepare_county
from generator.typeset.docx import write_docx
from tests.notices import ROOT, extract_once
from tests.plans import COMMISSION, TEMPLATES, profile_of
from tests.rulers import needs_office
from tests.sample_papers import MARKUP, make_sample
from tests.test_generator_laws import COUNTIES, NOTICES

pytestmark = pytest.mark.slow


@cache
def files_of(notice: str) -> dict[str, bytes]:
    """All documents of a notice for its county, by the county's bureau and by an office above."""
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    made = {}
    for who, office in (("bureau", None), ("above", COMMISSION)):
        work = prepare_county(spec, profile_of(COUNTIES.get(notice, "溪塬县")), office, tuple(KINDS))
        made |= {f"{who}-{name.replace('/', '-')}": data
                 for name, data in make_files(work, tuple(KINDS), TEMPLATES).items()
                 if name.endswith((".docx", ".xlsx"))}
    return made


def audit(path: Path) -> list[str]:
    """What the auditor says of a file: errors; of a .docx also what Word would repair.

    A workbook's texts stand in its cells, as openpyxl writes them, and Excel moves them when it saves: no error.
    """
    found = OpenXmlValidator().validate(path)
    return [f"{path.name}: {error}" for error in found.errors
            if path.suffix == ".docx" or error.severity is ValidationSeverity.ERROR]


@pytest.mark.parametrize("notice", NOTICES)
def test_the_auditor_finds_nothing_and_the_same_bytes_come_again(notice: str, tmp_path: Path) -> None:
    made = files_of(notice)
    files_of.cache_clear()
    assert made == files_of(notice)
    for name, data in made.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert audit(path) == []
        if path.suffix == ".docx":
            assert open_docx(str(path)).sections[0].page_width is not None
        else:
            assert load_workbook(path).sheetnames


@pytest.mark.parametrize("name", MARKUP)
def test_the_auditor_finds_nothing_in_the_samples(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(write_docx(make_sample(name)))
    assert audit(path) == []


@needs_office
def test_an_office_program_opens_and_saves_them_with_the_same_words(tmp_path: Path) -> None:
    for notice in NOTICES[:2]:
        for name, data in files_of(notice).items():
            if name.endswith(".docx"):
                (tmp_path / f"{notice}-{name}").write_bytes(data)
    before = sorted(tmp_path.glob("*.docx"))
    assert before
    saved = tmp_path / "saved"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "docx",
                    "--outdir", str(saved), *map(str, before)], check=True, capture_output=True)
    for path in before:
        assert _words(saved / path.name) == _words(path)


def _words(path: Path) -> list[str]:
    document = open_docx(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [text for text in (*(p.text for p in document.paragraphs), *cells) if text.strip()]
