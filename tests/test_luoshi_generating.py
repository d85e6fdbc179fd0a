"""`luoshi generate` and `luoshi demo` as a user meets them, and the plan read back."""

from __future__ import annotations

import dataclasses
import inspect
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from openpyxl import Workbook, load_workbook

from generator.office import Route
from luoshi import Request, compare, extract, generate, make_request
from luoshi.addressing import Addressed
from luoshi.cli.app import generate as command
from luoshi.cli.frame import run_command
from registry.engines import open_registry
from registry.runs import list_runs
from specs.errors import BadProfile, NotConfirmed
from tests.notices import ROOT, SHARED, extract_once, needs_shared

DEMO = ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt"
KINDS = ("checklist.docx", "checklist.xlsx", "letter.docx", "plan.docx")


def run(*arguments: str) -> int:
    return run_command(["generate", str(DEMO), *arguments])


def demo_profiles() -> tuple[str, str]:
    return "--profiles", str(ROOT / "templates" / "counties")


def list_files(folder: Path) -> list[str]:
    """The documents below a folder, without what the run leaves for checking them later."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
                  and path.parent.name != "manifest")


def docx_text(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of 溪塬县 from the demo's notice."""
    out = tmp_path_factory.mktemp("county")
    assert run("--county", "溪塬县", "--out", str(out), *demo_profiles()) == 0
    (folder,) = [p.parent for p in out.rglob("plan.docx")]
    return folder


def test_a_county_gets_its_four_files(county: Path) -> None:
    assert sorted(p.name for p in county.iterdir()) == list(KINDS)
    assert county.name == "溪塬县"
    assert county.parent.name == "澜阳市"


def test_a_code_means_the_same_county(county: Path, tmp_path: Path) -> None:
    assert run("--county", "990127", "--out", str(tmp_path), *demo_profiles()) == 0
    for name in KINDS:
        (again,) = tmp_path.rglob(name)
        assert again.read_bytes() == (county / name).read_bytes()


def test_the_paper_is_that_of_the_national_format(county: Path) -> None:
    for name in ("plan.docx", "letter.docx"):
        section = Document(str(county / name)).sections[0]
        assert section.page_width is not None
        assert section.page_height is not None
        assert abs(section.page_width - Mm(210)) < Mm(0.5)
        assert abs(section.page_height - Mm(297)) < Mm(0.5)
    section = Document(str(county / "plan.docx")).sections[0]
    assert section.top_margin is not None
    assert section.left_margin is not None
    assert abs(section.top_margin - Mm(37)) < Mm(0.5)
    assert abs(section.left_margin - Mm(28)) < Mm(0.5)


def test_no_leftovers_of_the_library(county: Path) -> None:
    for path in county.glob("*.docx"):
        properties = Document(str(path)).core_properties
        assert "python-docx" not in (properties.author or "") + (properties.comments or "")
        with zipfile.ZipFile(path) as package:
            assert not [n for n in package.namelist() if "thumbnail" in n or "stylesWithEffects" in n]
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_documents_print_full_width_marks(county: Path) -> None:
    text = docx_text(county / "plan.docx")
    for mark in (",", ";", "("):
        at = text.find(mark)
        assert at < 0 or text[at - 1].isascii() or text[at + 1].isascii(), text[max(0, at - 20):at + 20]


def test_the_plan_says_the_countys_numbers(county: Path) -> None:
    text = docx_text(county / "plan.docx")
    assert "溪塬县" in text
    assert "各县" not in text
    for words in ("25家", "110%", "每年12月底前"):
        assert words in text, words


def test_the_plan_read_back_holds_no_number_of_its_own(county: Path) -> None:
    """Every number and date that our own reading finds in the plan stands in the notice it came from."""
    notice, plan = extract_once(DEMO).spec, extract(county / "plan.docx")
    numbers = {(t.value, t.unit) for t in notice.targets} | {(p.value, "%") for p in notice.percentages}
    made = {(t.value, t.unit) for t in plan.targets if t.value is not None}
    assert len(made) >= 10
    assert made <= numbers
    times = {d.time for d in notice.deadlines} | {t.due for t in notice.targets} | {r.due for r in notice.reports}
    strange = {d.time for d in plan.deadlines if d.time.by or d.time.within} - times
    # The county's own days of a report lie before the superior's, by the working days of its chain.
    limits = [date.fromisoformat(t.by) for t in times if t and t.by and not t.every]
    own = [t for t in strange if t.by and not t.every
           and any(0 < (limit - date.fromisoformat(t.by)).days <= 14 for limit in limits)]
    assert strange - set(own) == set()


def test_the_plan_gives_no_province_body_a_task(county: Path) -> None:
    plan = extract(county / "plan.docx")
    doers = {b.name for t in plan.tasks for b in t.bodies if b.role.value in ("lead", "responsible")}
    assert doers
    assert not [n for n in doers if n.startswith(("省", "澜川省"))]


def test_the_ledger_is_a_sheet_to_work_in(county: Path) -> None:
    sheet = load_workbook(county / "checklist.xlsx").worksheets[0]
    assert sheet.freeze_panes
    assert sheet.max_row > 10


def test_a_list_of_counties(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("县区",), ("溪塬县",), ("990128",)):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "list.csv").write_text("县区\n溪塬县\n枫渚县\n", "utf-8")
    for name in ("list.xlsx", "list.csv"):
        out = tmp_path / name.replace(".", "-")
        listed = ("--county-list", str(tmp_path / name), "--documents", "plan")
        assert run(*listed, "--out", str(out), *demo_profiles()) == 0
        assert [Path(f).parts[-2:] for f in list_files(out)] == [("枫渚县", "plan.docx"), ("溪塬县", "plan.docx")]


@needs_shared
def test_open_fields_stop_the_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notice = next((SHARED / "notices").glob("000*.txt"))
    arguments = ["generate", str(notice), "--counties-of", "重庆市", "--out", str(tmp_path / "out")]
    assert run_command(arguments) == 2
    page = capfd.readouterr().err
    assert "38 个县区" in page
    assert "--allow-open" in page
    assert not (tmp_path / "out").exists() or list_files(tmp_path / "out") == []


@needs_shared
def test_allow_open_goes_on_with_blanks(tmp_path: Path) -> None:
    notice = next((SHARED / "notices").glob("000*.txt"))
    arguments = ["generate", str(notice), "--county", "合水县", "--allow-open", "--out", str(tmp_path)]
    assert run_command(arguments) == 0
    (letter,) = tmp_path.rglob("letter.docx")
    assert "【待填：" in docx_text(letter)


@pytest.mark.parametrize(("arguments", "words"), [
    (["--county", "无名县"], "无名县"),
    (["--counties-of", "无名省"], "无名省"),
    (["--county", "溪塬县", "--documents", "poem"], "poem"),
    (["--county", "溪塬县", "--office", "none.toml"], "none.toml"),
    (["--county", "溪塬县", "--templates", "nowhere"], "nowhere"),
    (["--county", "溪塬县", "--profiles", "nowhere"], "nowhere"),
    (["--county-list", "none.xlsx"], "none.xlsx"),
    ([], "没有选县区"),
])
def test_bad_input_is_one_line_and_nothing_written(
        arguments: list[str], words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments, "--out", str(tmp_path / "out")) == 2
    error = capfd.readouterr().err
    assert words in error
    assert "程序出错" not in error
    assert (error[0] != "\n", error.count("\n")) == (True, 1)
    assert not (tmp_path / "out").exists() or list_files(tmp_path / "out") == []


def test_from_python(tmp_path: Path) -> None:
    spec = extract(str(DEMO))
    paths = generate(spec, counties=["溪塬县"], documents=("plan",), out=tmp_path,
                     profiles=ROOT / "templates" / "counties")
    assert [p.name for p in paths] == ["plan.docx"]
    assert compare(DEMO, spec) == ()


def test_a_request_from_python(tmp_path: Path) -> None:
    asked = Request(addressees=("溪塬县教育局",), due=date(2025, 5, 31))
    (path,) = generate(extract_once(DEMO).spec, counties="溪塬县", documents=("remind",), request=asked, out=tmp_path)
    assert "溪塬县教育局：" in docx_text(path)


def test_python_has_every_option_of_the_command() -> None:
    """`generate` and `make_request` together take what `luoshi generate` takes, but for what only a screen has."""
    screen = {"yes", "form"}  # asking, and how a result is printed; from Python: `confirm`, and what is returned
    called = {"county": "counties"}
    options = {called.get(name, name) for name in inspect.signature(command).parameters} - screen
    taken = [*inspect.signature(generate).parameters, *inspect.signature(make_request).parameters]
    assert len(taken) == len(set(taken))
    assert options == set(taken) - {"request", "confirm"}
    fields = {field.name for field in dataclasses.fields(Request)}
    assert inspect.signature(make_request).parameters.keys() <= fields


def test_python_takes_lists_as_files_or_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "bodies.txt").write_text("单位\n溪塬县教育局\n", "utf-8")
    (tmp_path / "firms.csv").write_text("企业名称,职工\n甲公司,30\n", "utf-8")
    (tmp_path / "shares.csv").write_text("县区,权重\n溪塬县,2\n", "utf-8")
    from_files = make_request(addressees=tmp_path / "bodies.txt", enterprises=str(tmp_path / "firms.csv"),
                              shares=tmp_path / "shares.csv", route="领导小组", due=date(2025, 5, 31))
    assert from_files == make_request(addressees=["溪塬县教育局"], enterprises=[{"企业名称": "甲公司", "职工": "30"}],
                                      shares={"权重": {"溪塬县": 2}}, route=Route.GROUP, due=date(2025, 5, 31))
    with pytest.raises(BadProfile, match="行文路径"):
        make_request(route="传真")
    with pytest.raises(BadProfile, match="第 2 个没有企业名称"):
        make_request(enterprises=[{"企业名称": "甲公司"}, {"职工": "30"}])


def test_python_keeps_prints_and_narrows_as_the_command_does(tmp_path: Path) -> None:
    seen: list[Addressed] = []
    kept = tmp_path / "kept.sqlite"
    paths = generate(DEMO, as_addressed=True, documents=("duties",), out=tmp_path, script="hant", registry=kept,
                     allow_open=True, confirm=seen.append)
    assert len(paths) == 36
    assert len(seen[0].found) == 83
    assert "責任" in docx_text(paths[0])
    assert len(list_runs(open_registry(kept))) == 1

    def refuse(addressed: Addressed) -> None:
        raise NotConfirmed("主送单位", f"{len(addressed.found)} 个")

    office = ROOT / "templates" / "offices" / "澜川省卫生健康委员会.toml"
    with pytest.raises(NotConfirmed, match="9 个"):
        generate(DEMO, counties_of="澜阳市", office=office, documents=("letter",), out=tmp_path / "none",
                 confirm=refuse)
    assert not (tmp_path / "none").exists()


def test_one_paper_to_all_counties_stands_at_the_top(tmp_path: Path) -> None:
    office = ROOT / "templates" / "offices" / "澜川省卫生健康委员会.toml"
    arguments = ["--counties-of", "澜阳市", "--documents", "forward", "--office", str(office), "--out", str(tmp_path)]
    assert run(*arguments, "--yes") == 0
    (path,) = tmp_path.rglob("*.docx")
    assert path.parent.parent == tmp_path
    assert "各县（市、区）卫生健康局：" in docx_text(path)


def test_what_is_open_is_told_once_a_county(tmp_path: Path, capfd: pytest.CaptureFixture[str],
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    office = tmp_path / "office.toml"
    office.write_text('name = "澜川省卫生健康委员会"\nlevel = "省"\n', "utf-8")
    arguments = ["--county", "溪塬县", "--county", "枫渚县", "--documents", "forward,remind", "--office", str(office)]
    assert run(*arguments, "--out", str(tmp_path / "out")) == 2
    page = capfd.readouterr().err
    assert page.count("没有澜川省卫生健康委员会的发文代字") == 1
    assert "全部县区" in page
    assert "溪塬县" not in page


def test_secret_notices_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = DEMO.read_text("utf-8")
    for mark, documents in (("机密★1年", "plan"), ("（此件不公开）", "inform")):
        path = tmp_path / "notice.txt"
        path.write_text(f"{mark}\n\n{text}", "utf-8")
        assert run_command(["generate", str(path), "--county", "溪塬县", "--documents", documents, "--allow-open",
                            "--out", str(tmp_path / "out")]) == 2
        assert mark.strip("（）") in capfd.readouterr().err


def test_the_demo_writes_every_county_twice_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str],
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path.with_name("own.sqlite")
    monkeypatch.setenv("LUOSHI_REGISTRY", str(own))
    assert run_command(["demo", "--out", str(tmp_path)]) == 0
    out, err = capfd.readouterr()
    assert "目标（" in out
    assert "36 个县区" in err
    files = [f for f in list_files(tmp_path) if not f.endswith(".sqlite")]
    assert len(files) == 36 * 4
    first = {f: (tmp_path / f).read_bytes() for f in files}
    assert run_command(["demo", "--out", str(tmp_path)]) == 0
    assert {f: (tmp_path / f).read_bytes() for f in files} == first
    assert not own.exists()  # an invented notice has no place in an office's registry
