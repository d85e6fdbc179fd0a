"""One run of documents: what is written where, and what is refused before anything is."""

import csv
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from luoshi import compare, extract, generate
from luoshi.cli.frame import run_command
from specs.codec import print_spec
from specs.errors import OpenFields
from specs.model import Spec
from tests.plans import SPEC

FILES = ["checklist.docx", "checklist.xlsx", "letter.docx", "plan.docx"]


@pytest.fixture
def spec_file(tmp_path: Path) -> Path:
    path = tmp_path / "spec.json"
    path.write_text(print_spec(SPEC), "utf-8")
    return path


def _files(out: Path) -> dict[str, str]:
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(out.rglob("*")) if p.is_file()}


def test_one_county_by_name(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "outputs"
    assert run_command(["generate", str(spec_file), "--county", "溪塬县", "--out", str(out)]) == 0
    (run,) = out.iterdir()
    assert run.name.startswith("2025-03-01-澜川省卫生健康委员会关于印发")
    assert sorted(p.name for p in (run / "澜阳市" / "溪塬县").iterdir()) == FILES
    err = capfd.readouterr().err
    assert f"已为 1 个县区生成 4 份文书，在 {run}" in err


def test_a_notice_older_than_the_register_is_for_its_first_day(
        tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "old.json"
    path.write_text(print_spec(replace(SPEC, notice=replace(SPEC.notice, issued_on="2018-12-06"))), "utf-8")
    assert run_command(["generate", str(path), "--county", "溪塬县", "--out", str(tmp_path / "out")]) == 0
    assert "来文是2018年12月6日的，区划登记从2021年1月1日起" in capfd.readouterr().err
    assert run_command(["generate", str(path), "--county", "溪塬县", "--on", "2018-12-06",
                        "--out", str(tmp_path / "no")]) == 2


def test_a_second_run_gives_the_same_bytes(spec_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    arguments = ["generate", str(spec_file), "--counties-of", "曲澜市", "--out", str(out)]
    assert run_command(arguments) == 0
    before = _files(out)
    assert len(before) == 9 * 4 + 9 + 1  # with what each county was made of, and the spec
    assert run_command(arguments) == 0
    assert _files(out) == before


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_of_counties(suffix: str, spec_file: Path, tmp_path: Path) -> None:
    path = tmp_path / f"list.{suffix}"
    if suffix == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([["县区"], ["溪塬县"], ["990201"]])
    else:
        from openpyxl import Workbook

        book = Workbook()
        for value in ("县区", "溪塬县", "990201"):
            book.active.append([value])  # type: ignore[union-attr]
        book.save(path)
    out = tmp_path / "outputs"
    assert run_command(["generate", str(spec_file), "--county-list", str(path), "--documents", "plan",
                        "--out", str(out)]) == 0
    assert sorted(p.parent.name for p in out.rglob("plan.docx")) == ["岚东区", "溪塬县"]


def test_open_fields_stop_the_run_before_anything_is_written(spec_file: Path, tmp_path: Path,
                                                             capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "outputs"
    arguments = ["generate", str(spec_file), "--county", "合水县", "--out", str(out)]
    assert run_command(arguments) == 2
    err = capfd.readouterr().err
    assert "代字" in err
    assert "联系人" in err
    assert err.splitlines()[-1].startswith("有待填事项，未生成任何文件：1 个县区")
    assert not out.exists()
    assert run_command([*arguments, "--allow-open"]) == 0
    assert len(_files(out)) == 6  # four documents, what they were made of, and the spec
    assert "待填 2 项" in capfd.readouterr().err


def test_guesses_are_no_gap(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "outputs"
    assert run_command(["generate", str(spec_file), "--county", "合水县", "--documents", "plan,checklist",
                        "--out", str(out)]) == 0
    assert "待确认" in capfd.readouterr().err


def test_counties_gone_since_are_named(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "outputs"
    assert run_command(["generate", str(spec_file), "--counties-of", "重庆市", "--on", "2024-05-11",
                        "--documents", "checklist", "--out", str(out)]) == 0
    err = capfd.readouterr().err
    assert len(list(out.rglob("checklist.docx"))) == 38
    assert "江北区（500105）已于" in err
    assert "两江新区" in err
    assert {p.parents[1].name for p in out.rglob("checklist.docx")} == {"重庆市"}


@pytest.mark.parametrize(("arguments", "message"), [
    (["--county", "没有县"], "找不到行政区划：没有县"),
    (["--county", "江北区", "--on", "2024-05-11"], "江北区"),
    (["--counties-of", "某省"], "找不到行政区划：某省"),
    ([], "没有选县区"),
    (["--county", "溪塬县", "--documents", "memo2"], "没有这种文书"),
    (["--county", "溪塬县", "--documents", " , "], "没有写文书种类"),
    (["--county", "溪塬县", "--templates", "none"], "文书模板有误：none"),
    (["--county", "溪塬县", "--profiles", "none"], "县区资料有误：none"),
    (["--county", "溪塬县", "--office", "none.toml"], "县区资料有误：none.toml"),
    (["--county-list", "none.xlsx"], "县区资料有误：none.xlsx"),
    (["--county", "溪塬县", "--on", "去年"], "不是日期"),
])
def test_refusals_are_one_line_and_leave_nothing(arguments: list[str], message: str, spec_file: Path, tmp_path: Path,
                                                 capfd: pytest.CaptureFixture[str],
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "outputs"
    assert run_command(["generate", str(spec_file), *arguments, "--out", str(out)]) == 2
    assert message in capfd.readouterr().err.splitlines()[-1]
    assert not out.exists() or _files(out) == {}


def test_a_missing_template_leaves_nothing(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "checklist.j2").write_text("@标题 {{ 县名 }}\n", "utf-8")
    out = tmp_path / "outputs"
    assert run_command(["generate", str(spec_file), "--county", "溪塬县", "--documents", "checklist,plan",
                        "--templates", str(tmp_path / "own"), "--out", str(out)]) == 2
    assert "plan.j2——没有这个模板" in capfd.readouterr().err
    assert _files(out) == {}


def test_from_python(tmp_path: Path) -> None:
    paths = generate(SPEC, counties=["溪塬县"], documents=("plan",), out=tmp_path)
    assert [p.name for p in paths] == ["plan.docx"]
    with pytest.raises(OpenFields) as refused:
        generate(SPEC, counties="合水县", documents="letter", out=tmp_path)
    assert {row[2] for row in refused.value.rows} == {"代字", "联系人、联系电话"}
    (tmp_path / "s.json").write_text(print_spec(SPEC), "utf-8")
    again = extract(tmp_path / "s.json")
    assert isinstance(again, Spec)
    assert compare(SPEC, again) == ()
