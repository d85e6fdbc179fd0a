"""The rendered page of what is generated: the measures of the standard."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.compose.requests import Request
from generator.pipeline import make_files, prepare_county
from tests.notices import ROOT, SHARED, extract_once
from tests.plans import COMMISSION, TEMPLATES, profile_of


def _render(path: Path, folder: Path) -> Path:
    """The .pdf that LibreOffice makes of a file, with the fonts of previews."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("missing: LibreOffice and poppler (scripts/apt.sh)")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder), str(path)], check=True, capture_output=True,
                   env=os.environ | {"FONTCONFIG_FILE": str(ROOT / "scripts" / "fonts.conf")})
    return folder / f"{path.stem}.pdf"


@pytest.mark.slow
def test_rendered_pages_have_the_measures_of_the_standard(tmp_path: Path) -> None:
    """§5.2 type area and grid, §7.5 page numbers, §10.1 a letter's first page; of the copy for issue."""
    if not (SHARED / "measure_pdf.py").is_file():
        pytest.skip("missing: ../shared/measure_pdf.py")
    spec = extract_once(ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt").spec
    for name, office in (("notice", COMMISSION), ("request", None)):
        work = prepare_county(spec, profile_of("溪塬县"), office, ("plan", "letter"), Request(final=True))
        for kind, data in make_files(work, ("plan", "letter"), TEMPLATES).items():
            (tmp_path / f"{name}-{kind}").write_bytes(data)
    measured = {}
    for stem in ("notice-plan", "notice-letter", "request-letter"):
        page_file = _render(tmp_path / f"{stem}.docx", tmp_path)
        done = subprocess.run(["python3", str(SHARED / "measure_pdf.py"), str(page_file)],
                              check=True, capture_output=True, text=True)
        measured[stem] = json.loads(done.stdout)
    plan = measured["notice-plan"]
    assert plan["lines_full_pages"][:3] == [22, 22, 22]
    assert max(plan["longest_lines_chars"]) == 28
    for page in measured.values():
        assert page["left_mm"] == pytest.approx(28, abs=1)
        assert page["right_mm"] == pytest.approx(184, abs=1)
        numbers = [(place, where) for number in page["page_numbers"] if number for _, place, where in [number]]
        assert all(place == pytest.approx(269, abs=1) for place, _ in numbers)
    assert [where for _, _, where in plan["page_numbers"]] == ["right", "left", "right"]
    assert measured["request-letter"]["page_numbers"][0] is None
