"""`luoshi cover`: one plan or many, in every form, and what scripts are told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from benchmarks.covering import list_names, time_cover, write_plans
from luoshi.cli.frame import run_command
from luoshi.counties import Choice, choose_counties
from luoshi.covering import _kind_of, _read_words, narrow_to_asked
from luoshi.loading import load_spec
from tests.fitness import BASIS, PLAN, SAID


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "basis.txt").write_text(BASIS, "utf-8")
    (tmp_path / "plans" / "盐陂县.txt").write_text(PLAN.format_map(SAID), "utf-8")
    weak = PLAN.replace("盐陂县", "白鹳县").format_map(SAID | {"完好": "80%"})
    (tmp_path / "plans" / "白鹳县.txt").write_text(weak, "utf-8")
    return tmp_path


def cover(papers: Path, plan: str, *more: str) -> int:
    return run_command(["cover", str(papers / plan), "--against", str(papers / "basis.txt"), *more])


def test_a_plan_that_carries_all_out_is_done_and_one_that_does_not_is_told(
        papers: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cover(papers, "plans/盐陂县.txt") == 0
    assert "100%" in capfd.readouterr().out
    assert cover(papers, "plans/白鹳县.txt", "--format", "json") == 1
    (made,) = json.loads(capfd.readouterr().out)
    assert made["county"] == "白鹳县"
    assert made["rate"] < 100
    weak = [a for a in made["answers"] if a["verdict"] == "weaker"]
    assert [a["plan"]["quote"] for a in weak] == ["器材完好率不低于80%"]


def test_many_plans_give_a_matrix(papers: Path) -> None:
    assert cover(papers, "plans", "--format", "xlsx", "--out", str(papers / "m.xlsx")) == 1
    book = openpyxl.load_workbook(papers / "m.xlsx")
    assert book.sheetnames == ["汇总", "矩阵", "逐项"]
    rows = {row[0]: row for row in book["矩阵"].iter_rows(min_row=3, values_only=True)}
    assert len(rows) == 2
    assert "低于要求" in rows["白鹳县.txt"]
    assert "低于要求" not in rows["盐陂县.txt"]


def test_the_report_and_the_page_say_both_sides(papers: Path) -> None:
    for form in ("docx", "html"):
        assert cover(papers, "plans/白鹳县.txt", "--format", form, "--out", str(papers / f"r.{form}")) == 1
    page = (papers / "r.html").read_text("utf-8")
    assert "器材完好率不低于90%" in page
    assert "器材完好率不低于80%" in page
    assert "http:" not in page
    assert "https:" not in page
    report = docx.Document(str(papers / "r.docx"))
    said = "".join(cell.text for table in report.tables for row in table.rows for cell in row.cells)
    assert "器材完好率不低于90%" in said.replace("％", "%")


def test_what_cannot_be_read_stops_nothing(papers: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (papers / "plans" / "坏.docx").write_bytes(b"no word file")
    assert cover(papers, "plans") == 1
    told = capfd.readouterr()
    assert "坏.docx" in told.err
    assert "盐陂" in told.out
    assert cover(papers, "plans/坏.docx") == 2


def test_no_plan_no_county_no_file(papers: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (papers / "empty").mkdir()
    assert cover(papers, "empty") == 2
    assert cover(papers, "plans/盐陂县.txt", "--county", "没有县") == 2
    assert cover(papers, "plans/盐陂县.txt", "--format", "docx") == 2
    assert "没有这个县区" not in capfd.readouterr().out


def test_a_folder_of_many_plans_is_read_by_several_processes_and_says_the_same(
        papers: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for i in range(6):
        (papers / "plans" / f"白鹳县{i}.txt").write_bytes((papers / "plans" / "白鹳县.txt").read_bytes())
    (papers / "plans" / "坏.docx").write_bytes(b"no word file")
    assert cover(papers, "plans", "--format", "json") == 1
    told = capfd.readouterr()
    assert "坏.docx" in told.err
    made = {row["plan"]: row for row in json.loads(told.out)}
    assert len(made) == 8
    assert cover(papers, "plans/白鹳县3.txt", "--format", "json") == 1
    (alone,) = json.loads(capfd.readouterr().out)
    assert [a["verdict"] for a in made["白鹳县3.txt"]["answers"]] == [a["verdict"] for a in alone["answers"]]
    assert made["白鹳县3.txt"]["rate"] == alone["rate"]


def test_counties_of_a_kind_are_told_once_and_the_same_is_told() -> None:
    """What a paper asks of a county is worked out once for counties that it treats alike: never another answer."""
    corpus = Path(__file__).parents[1] / "corpus"
    today = date(2025, 6, 1)
    counties = choose_counties(Choice(counties_of="澜川省"), today, today, None).profiles
    for name in ("demo-occupational-health-2025", "pairs/school-food-2024", "employment-ledger-2025"):
        folder = corpus / name
        basis = load_spec(next(path for path in (folder / "notice.txt", folder / "old.txt") if path.exists()))
        words, seen = _read_words(basis), dict[object, object]()
        for profile in counties:
            asked = narrow_to_asked(basis, profile)
            assert asked == seen.setdefault(_kind_of(profile, words), asked), (name, profile.name)
        assert name != "demo-occupational-health-2025" or 1 < len(seen) < len(counties)


@pytest.mark.slow
def test_the_benchmark_of_many_plans_runs(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", names := list_names(6), files=False)
    spent = time_cover(tmp_path / "plans", tmp_path / "matrix.xlsx")
    assert all(value > 0 for value in spent)
    rows = [*openpyxl.load_workbook(tmp_path / "matrix.xlsx")["汇总"].iter_rows(min_row=3, values_only=True)]
    assert [row[2] for row in rows] == names


def test_the_basis_may_be_what_the_registry_keeps(papers: Path, capfd: pytest.CaptureFixture[str]) -> None:
    registry = ["--registry", str(papers / "r.sqlite")]
    assert run_command(["keep", str(papers / "basis.txt"), *registry]) == 0
    asked = ["cover", str(papers / "plans"), "--format", "json", *registry]
    assert run_command([*asked, "--against", str(papers / "basis.txt")]) == 1
    by_file = json.loads(capfd.readouterr().out)
    assert run_command([*asked, "--against", "1"]) == 1
    assert json.loads(capfd.readouterr().out) == by_file
    assert run_command([*asked, "--against", "7"]) == 2
    told = capfd.readouterr().err
    assert "编号 7" in told
    assert "0/2" not in told  # no bar of work that never began


def test_a_report_of_one_plan_is_refused_for_a_folder_before_it_is_read(
        papers: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cover(papers, "plans", "--format", "html", "--out", str(papers / "x.html")) == 2
    told = capfd.readouterr().err
    assert "只用于一份方案" in told
    assert "2/2" not in told
