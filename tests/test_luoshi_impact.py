"""`luoshi impact`: which kept documents a newer notice concerns, and their plans amended in one run."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from luoshi.cli.frame import run_command
from tests.tracked import settle

PAIR = Path(__file__).parents[1] / "corpus" / "pairs" / "school-food-2024"
OLD = (PAIR / "old.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with what was written for two counties, and newer notices beside it."""
    folder = tmp_path_factory.mktemp("impact")
    assert run_command(["generate", str(PAIR / "old.txt"), "--county", "溪塬县", "--county", "盐陂县", "--documents",
                        "plan,checklist", "--allow-open", "--out", str(folder / "out"), "--registry",
                        str(folder / "kept.sqlite")]) in (0, 1)
    newer = OLD.replace("澜教发〔2024〕15号", "澜教发〔2024〕40号").replace(
        "为切实保障", "《关于加强校园食品安全工作的通知》（澜教发〔2024〕15号）同时废止。为切实保障")
    assert "〔2024〕40号" in newer
    (folder / "same.txt").write_text(newer, "utf-8")
    assert newer.count("不少于500批次") == 1
    (folder / "new.txt").write_text(newer.replace("不少于500批次", "不少于650批次"), "utf-8")
    return folder


def impact(kept: Path, new: str, *more: str) -> int:
    return run_command(["impact", str(kept / new), "--registry", str(kept / "kept.sqlite"), *more])


def test_every_document_that_rests_on_a_changed_fact_is_told(kept: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert impact(kept, "new.txt", "--from", "澜教发〔2024〕15号", "--format", "json") == 1
    rows = json.loads(capfd.readouterr().out)
    assert {(row["county"], row["kind"]) for row in rows} == {
        (county, kind) for county in ("溪塬县", "盐陂县") for kind in ("plan", "checklist")}
    assert {row["state"] for row in rows} == {"as_written"}
    assert all("500" in row["changes"][0]["sentence"] and row["must"] == 1 for row in rows)


def test_the_old_notice_is_found_by_citation(kept: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert impact(kept, "new.txt") == 1
    page = capfd.readouterr().out
    assert "受影响的文书（6）" in page
    assert "溪塬县" in page  # of each the plan, and the checklist as .docx and .xlsx
    (folder,) = (line.removeprefix("文件都在：") for line in page.splitlines() if line.startswith("文件都在："))
    assert {path.name for path in Path(folder).rglob("plan.docx")} == {"plan.docx"}
    assert page.count(str(kept)) == 1  # said once, not of every file


def test_nothing_changed_concerns_nobody(kept: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert impact(kept, "same.txt", "--from", "澜教发〔2024〕15号") == 0
    assert "没有文书受影响" in capfd.readouterr().out


def test_all_plans_are_amended_in_one_run_and_told_in_a_workbook(kept: Path, tmp_path: Path) -> None:
    plans = sorted((kept / "out").rglob("plan.docx"))
    before = {path: path.read_bytes() for path in plans}
    assert impact(kept, "new.txt", "--update-all", str(tmp_path / "all"), "--format", "xlsx", "--out",
                  str(tmp_path / "impact.xlsx")) == 1
    made = sorted((tmp_path / "all").rglob("plan.docx"))
    assert [path.parent.name for path in made] == [path.parent.name for path in plans]
    for one, path in zip(made, plans, strict=True):
        assert path.read_bytes() == before[path]
        said = settle(before[path], accept=True)
        assert settle(one.read_bytes(), accept=False) == said
        assert settle(one.read_bytes(), accept=True) == [text.replace("500批次", "650批次") for text in said]
    assert openpyxl.load_workbook(tmp_path / "impact.xlsx").sheetnames == ["文书", "变化"]
    book = openpyxl.load_workbook(tmp_path / "all" / "修订清单.xlsx")
    assert book.sheetnames == ["修订", "待决"]
    rows = {tuple(map(str, row)) for row in book["修订"].iter_rows(min_row=3, values_only=True)}
    assert all("500批次" in row[3] and row[4] == row[3].replace("500", "650") for row in rows if row[2] == "改")
    assert {row[1] for row in rows} >= {"溪塬县", "盐陂县"}


def test_a_plan_that_is_gone_is_told_and_stops_nothing(kept: Path, tmp_path: Path,
                                                       capfd: pytest.CaptureFixture[str]) -> None:
    (gone,) = (path for path in (kept / "out").rglob("plan.docx") if path.parent.name == "盐陂县")
    data = gone.read_bytes()
    gone.unlink()
    try:
        assert impact(kept, "new.txt", "--update-all", str(tmp_path / "all")) == 1
    finally:
        gone.write_bytes(data)
    said = capfd.readouterr()
    assert "文件不在" in said.out
    assert "已修订 1 份方案，1 份没有修订" in said.err


def test_an_unknown_old_notice_is_asked_for(kept: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lone.txt").write_text(OLD.replace("澜教发〔2024〕15号", "澜教发〔2024〕77号"), "utf-8")
    assert run_command(["impact", str(tmp_path / "lone.txt"), "--registry", str(kept / "kept.sqlite")]) == 2
    assert "--from" in capfd.readouterr().err


def test_names_of_an_offices_own_profiles_are_used(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "a.toml").write_text("""province = "澜川省"
[[county]]
code = "990127"
name = "溪塬县"
prefecture = "澜阳市"
[county.bodies]
"市场监管部门" = "溪塬县市场监督管理和质量局"
""", "utf-8")
    newer = (kept / "new.txt").read_text("utf-8").replace(
        "县级财政部门保障食堂改造经费", "县级市场监管部门保障食堂改造经费")
    (kept / "body.txt").write_text(newer, "utf-8")
    asked = ("--from", "澜教发〔2024〕15号", "--update-all", str(tmp_path / "out"))
    assert impact(kept, "body.txt", *asked, "--profiles", str(tmp_path / "profiles")) == 1
    amended = next(path for path in (tmp_path / "out").rglob("*.docx") if "溪塬县" in str(path))
    said = settle(amended.read_bytes(), accept=True)
    assert any("溪塬县市场监督管理和质量局保障食堂改造经费" in text for text in said)


def test_an_issued_plan_gets_a_notice_of_its_own_and_history_tells_the_runs(
        kept: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plan = next(path for path in sorted((kept / "out").rglob("plan.docx")) if "盐陂县" in str(path))
    registry = ("--registry", str(kept / "kept.sqlite"))
    assert run_command(["keep", str(plan), "--state", "issued", *registry]) == 0
    assert impact(kept, "new.txt", "--from", "澜教发〔2024〕15号", "--update-all", str(tmp_path)) == 1
    said = {path.parent.name: "".join(settle(path.read_bytes(), accept=True)) for path in tmp_path.rglob("*.docx")}
    assert "关于调整" in said["盐陂县"]
    assert "关于调整" not in said["溪塬县"]
    capfd.readouterr()
    assert run_command(["history", "澜教发〔2024〕15号", "--format", "json", *registry]) == 0
    (run,) = json.loads(capfd.readouterr().out)["runs"]
    assert run["counties"] == 2
    assert run_command(["history", "澜教发〔2024〕15号", *registry]) == 0
    assert "生成的文书（1 批）" in capfd.readouterr().out
