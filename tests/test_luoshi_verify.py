"""`luoshi verify`: a run's own files agree, and a foreign number, date or body in any kind of file is found."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.compose.kinds import KINDS
from generator.pipeline import CountyWork
from generator.proof.findings import Finding
from generator.proof.known import Known, list_known
from luoshi.cli.frame import run_command
from luoshi.counties import Choice
from luoshi.generation import Order, generate_documents
from luoshi.manifests import load_manifests, prepare_again
from luoshi.verifying import Verified, check_file, verify_folder
from tests.notices import ROOT, extract_once
from tests.papers import convert_with_office, needs_office
from tests.test_generator_laws import COUNTIES, NOTICES

NOTICE, COUNTY = "demo-occupational-health-2025", "溪塬县"
PROFILES = ROOT / "templates" / "counties"
ALL = tuple(kind for kind in KINDS if kind != "inform")


def _generate(notice: str, out: Path, kinds: tuple[str, ...] = ALL) -> Path:
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    choice = Choice((COUNTIES.get(notice, COUNTY),))
    order = Order(kinds, out, profiles=PROFILES, allow_open=True)
    return generate_documents(spec, choice, order, date(2026, 1, 1)).folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _generate(NOTICE, tmp_path_factory.mktemp("run"))


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    """A copy of the run that a test may spoil."""
    return shutil.copytree(made, tmp_path / "out" / made.name).parent


def _file(run: Path, name: str) -> Path:
    return next(path for path in run.rglob(name) if path.is_file())


def _say(verified: Verified) -> list[tuple[str, str, str]]:
    return [(finding.file, finding.words, finding.why) for _, finding in verified.findings]


def _edit_docx(path: Path, edit: Callable[[str], str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                words = part.decode()
                changed = edit(words)
                assert changed != words
                part = changed.encode()
            new.writestr(name, part)
    path.write_bytes(out.getvalue())


def _plant(words: str) -> Callable[[str], str]:
    """Words put behind the last full stop of a text of the file."""
    def edit(xml: str) -> str:
        ends = [found.end(1) for found in re.finditer(r"<w:t[^>]*>([^<]*[一-鿿][^<]*)</w:t>", xml)]
        middle = ends[len(ends) // 2]
        return f"{xml[:middle]}，{words}{xml[middle:]}"

    return edit


@pytest.mark.parametrize("notice", [NOTICE, "energy-letter-2024"])
def test_nothing_is_found_in_what_was_generated(notice: str, tmp_path: Path) -> None:
    assert _say(verify_folder(_generate(notice, tmp_path))) == []


@pytest.mark.slow
@pytest.mark.parametrize("notice", NOTICES)
def test_nothing_is_found_in_any_run_of_the_corpus(notice: str, tmp_path: Path) -> None:
    assert _say(verify_folder(_generate(notice, tmp_path))) == []


@pytest.fixture(scope="module")
def facts(made: Path) -> tuple[CountyWork, Known]:
    (manifest,) = load_manifests(made)
    work = prepare_again(made, manifest, tuple(KINDS))
    return work, list_known(work, ROOT / "templates")


def _check(path: Path, facts: tuple[CountyWork, Known]) -> list[Finding]:
    name = f"forms/{path.name}" if path.parent.name == "forms" else path.name
    return check_file(path, name, *facts)


FOREIGN = "共计777家，完成率达到43.7%，2029年2月11日前办结，由溪塬县文物管理局牵头，与合水县一并推进"


@pytest.mark.parametrize("name", ["plan.docx", "cover.docx", "letter.docx", "checklist.docx", "duties.docx",
                                  "calendar.docx", "consult.docx", "forward.docx", "report.docx"])
def test_what_is_foreign_in_a_docx_is_found(run: Path, name: str, facts: tuple[CountyWork, Known]) -> None:
    path = _file(run, name)
    _edit_docx(path, _plant(FOREIGN))
    said = {finding.words for finding in _check(path, facts)}
    assert {"777家", "43.7%", "2029年2月11日", "文物管理局", "合水县"} <= {word.removeprefix("县") for word in said} | {
        word[-5:] for word in said}


def test_a_number_of_another_task_is_foreign_to_a_row(run: Path, facts: tuple[CountyWork, Known]) -> None:
    """25 and 20 both stand in the notice: each in its own place."""
    path = _file(run, "checklist.docx")
    _edit_docx(path, lambda xml: re.sub(r"25((?:<[^>]*>)*家)", r"20\1", xml, count=1))
    assert any("应为" in finding.why for finding in _check(path, facts))


def test_what_a_plan_lost_is_found(run: Path, facts: tuple[CountyWork, Known]) -> None:
    path = _file(run, "plan.docx")
    _edit_docx(path, lambda xml: re.sub(r"25((?:<[^>]*>)*家)", r"若干\1", xml))
    assert any("缺少任务" in finding.why for finding in _check(path, facts))


def _edit_book(path: Path, sheet: str, place: str, value: object) -> None:
    book = load_workbook(path)
    book[sheet][place].value = value  # type: ignore[assignment]
    book.save(path)


@pytest.mark.parametrize(("place", "value"), [
    ("D3", "核实率不低于43%"), ("F4", "溪塬县文物管理局"), ("J3", "2025年7月底前"), ("K3", date(2025, 7, 31)),
    ("B5", "另一项任务")])
def test_what_is_foreign_in_the_ledger_is_found_with_its_cell(run: Path, facts: tuple[CountyWork, Known], place: str,
                                                              value: object) -> None:
    path = _file(run, "checklist.xlsx")
    _edit_book(path, "总台账", place, value)
    found = _check(path, facts)
    assert found
    if place != "B5":
        assert found[0].place == f"总台账!{place}"


def test_what_is_filled_in_is_no_finding(run: Path, facts: tuple[CountyWork, Known]) -> None:
    path = _file(run, "checklist.xlsx")
    for place, value in (("M3", "已核实 312 家，完成 64%"), ("N3", 312), ("I3", "王某 0990-1234567"), ("T3", "进行中"),
                         ("U3", date(2025, 6, 3))):
        _edit_book(path, "总台账", place, value)
    assert _check(path, facts) == []


def test_a_changed_calendar_is_found(run: Path, facts: tuple[CountyWork, Known]) -> None:
    path = _file(run, "calendar.ics")
    data = path.read_text("utf-8")
    day = re.search(r"DTSTART;VALUE=DATE:(2025\d{4})", data)
    assert day
    path.write_bytes(data.replace(day[0], "DTSTART;VALUE=DATE:20250217", 1).encode())
    assert [finding.words for finding in _check(path, facts)] == ["2025-02-17"]


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_changed_form_is_found(run: Path, ending: str, facts: tuple[CountyWork, Known]) -> None:
    path = _file(run, f"02-*.{ending}")
    if ending == "docx":
        _edit_docx(path, lambda xml: xml.replace("达到95%以上", "达到59%以上", 1))
    else:
        book = load_workbook(path)
        cell = next(c for row in book.active.iter_rows() for c in row if "95%" in str(c.value))  # type: ignore[union-attr]
        cell.value = str(cell.value).replace("95%", "59%")
        book.save(path)
    (found,) = _check(path, facts)
    assert found.file == f"forms/{path.name}"


@pytest.mark.slow
@needs_office
def test_a_pdf_is_checked_too(run: Path, facts: tuple[CountyWork, Known]) -> None:
    plan = _file(run, "plan.docx")
    assert _check(convert_with_office(plan, "pdf"), facts) == []
    _edit_docx(plan, _plant(FOREIGN))
    said = " ".join(finding.words for finding in _check(convert_with_office(plan, "pdf"), facts))
    assert "777家" in said
    assert "2029年2月11日" in said
    assert "文物管理局" in said


def test_a_paper_that_is_missing_is_named(run: Path) -> None:
    _file(run, "checklist.docx").unlink()
    _file(run, "checklist.xlsx").unlink()
    assert _say(verify_folder(run)) == [("checklist", "", "缺少任务清单")]


def test_the_record_of_a_run_holds_no_path_and_no_clock(made: Path, tmp_path: Path) -> None:
    again = _generate(NOTICE, tmp_path, ALL)
    files = sorted(path.name for path in (made / "manifest").iterdir())
    assert [name.split("-")[0] for name in files] == ["990127", "spec"]
    for name in files:
        data = (made / "manifest" / name).read_bytes()
        assert data == (again / "manifest" / name).read_bytes()
        assert str(tmp_path.parent).encode() not in data


def test_the_command_lists_findings_and_leaves_with_one(
        run: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_command(["verify", str(run)]) == 0
    _edit_docx(_file(run, "plan.docx"), _plant("共计777家"))
    capsysbinary.readouterr()
    assert run_command(["verify", str(run), "--format", "json"]) == 1
    rows = json.loads(capsysbinary.readouterr().out)
    assert (COUNTY, "plan.docx", "777家") in {(row["county"], row["file"], row["words"]) for row in rows}
    assert set(rows[0]) == {"county", "file", "place", "words", "why"}
    empty = tmp_path / "空"
    empty.mkdir()
    assert run_command(["verify", str(empty)]) == 2
