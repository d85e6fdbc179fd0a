"""Words of another level in a county's own text (残留检查)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.clean.text import clean_source
from extractor.readers.files import read_source
from generator.localise.residue import find_residues
from luoshi.cli.frame import run_command
from specs.codec import print_spec
from tests.notices import SHARED, needs_shared
from tests.plans import SPEC


@pytest.mark.parametrize(("text", "unit", "words"), [
    ("全市统一部署,各市州参照,见“我省经验”", "县", ["全市", "各市州"]),
    ("全市统一部署,各市州参照", "市", ["各市州"]),
    ("根据本县区实际，各县（市、区）要抓紧", "县", ["本县区", "各县(市、区)"]),
    ("我省、全省、本市、我市", "区", ["我省", "全省", "本市", "我市"]),
    ("全县上下，我县实际", "区", ["全县", "我县"]), ("全区上下，我区实际", "区", []),
    ("全旗上下，全县上下", "旗", ["全县"]),
    ("高于全省平均水平，居全市前列，安全市场，周全省心，健全市级机制", "县", []),
    ("《全省河湖巡护办法》和“全市一张图”", "县", []),
    ("作为2026年全省河湖巡护素养活动的规定动作", "县", []), ("依托全省河湖监管平台报送", "县", []),
    ("开展全省河湖巡护活动", "县", ["全省"]),
    ("所在地县（区）以上机关，县级以上，区县级以上", "县", []), ("自我市场定位，本市场主体", "县", []),
    ("各省（区、市）抓紧实施", "县", ["各省("]), ("园区全区域覆盖，本区域内", "县", []),
])
def test_residues(text: str, unit: str, words: list[str]) -> None:
    found = find_residues(text, unit)
    assert [residue.word for residue in found] == words
    plain = text.replace("（", "(").replace("）", ")")
    assert all(plain[residue.start:residue.end] == residue.word for residue in found)


@needs_shared
def test_a_real_county_s_plan_has_two() -> None:
    path = next((SHARED / "notices").glob("003*"))
    text = clean_source(read_source(path)).text.text
    assert {residue.word for residue in find_residues(text, "县")} == {"全市", "本县区"}


def _write(folder: Path, text: str) -> Path:
    path = folder / "稿.txt"
    path.write_text(text, "utf-8")
    return path


def test_the_command_names_line_and_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = _write(tmp_path, "溪塬县巡查方案\n一、总体要求\n全面提升全市河湖管护水平。\n")
    assert run_command(["residue", str(path), "--county", "溪塬县", "--format", "json"]) == 1
    found = json.loads(capfd.readouterr().out)["residues"]
    assert [row["word"] for row in found] == ["全市"]
    assert "河湖管护" in found[0]["around"]
    assert run_command(["residue", str(path), "--county", "石鹭市"]) == 0
    assert run_command(["residue", str(path), "--county", "无名"]) == 2


def _of_another_level() -> str:
    """A notice that leaves 县(市、区) where the county cannot say which it is."""
    task = SPEC.tasks[0]
    said = "要会同相邻重点县(市、区)企业组每年帮扶"
    text, first = (words.replace("要每年帮扶", said) for words in (task.text, task.clauses[0].text))
    clauses = (replace(task.clauses[0], text=first), *task.clauses[1:])
    return print_spec(replace(SPEC, tasks=(replace(task, text=text, clauses=clauses), *SPEC.tasks[1:])))


def test_a_plan_that_speaks_of_another_level_is_not_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "spec.json"
    path.write_text(_of_another_level(), "utf-8")
    out = tmp_path / "out"
    command = ["generate", str(path), "--county", "溪塬县", "--documents", "plan", "--out", str(out)]
    assert run_command(command) == 2
    said = capfd.readouterr().err
    assert "溪塬县" in said
    assert "县(市、区)" in said
    assert not list(out.rglob("*.docx"))
    assert run_command([*command, "--allow-open"]) == 0
