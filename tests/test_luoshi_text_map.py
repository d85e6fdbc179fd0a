"""The source against the clean text: nothing unaccounted for, every change named, shown and printed for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.clean.text import clean_source
from extractor.readers.files import read_source
from extractor.readers.plain import read_plain
from luoshi.cli.frame import run_command
from luoshi.text_map import ChangeKind, MappedLine, map_lines
from tests.papers import CORPUS, SHARED

NOTICES = sorted(CORPUS.glob("*/notice.txt"))
REAL = sorted((SHARED / "notices").glob("*.txt"))
GARBLED = "縣(xiàn)局要在２０２５年底前完成，，覆蓋率達８５％。\r\n二、工作  任務\n第三行。\n"


def map_text(text: str) -> tuple[MappedLine, ...]:
    """A text's lines as mapped."""
    source = read_plain(text.encode("utf-8"))
    return map_lines(source, clean_source(source))


def rebuild(line: MappedLine) -> str:
    """What the changes make of a line's source."""
    words, at = "", line.start
    for change in line.changes:
        assert line.source[change.start - line.start : change.end - line.start] == change.before
        words += line.source[at - line.start : change.start - line.start] + change.after
        at = change.end
    return words + line.source[at - line.start :]


@pytest.mark.parametrize("path", [*NOTICES, *REAL], ids=lambda p: p.parent.name + "/" + p.stem[:3])
def test_every_character_is_accounted_for(path: Path) -> None:
    source = read_source(path)
    cleaned = clean_source(source)
    lines = map_lines(source, cleaned)
    assert [x.clean for x in lines if x.number] == cleaned.text.text.split("\n")
    at = 0
    for line in lines:
        assert rebuild(line) == line.clean
        assert source.text[line.start : line.end] == line.source
        assert source.text[at : line.start].strip(" \t\r\n\u3000|") == ""
        at = line.end
    assert source.text[at:].strip(" \t\r\n\u3000|") == ""


def test_each_change_has_its_kind() -> None:
    first, second, third = map_text(GARBLED)
    assert first.clean == "县局要在2025年底前完成,覆盖率达85%。"
    assert {(c.kind, c.before, c.after) for c in first.changes} == {
        (ChangeKind.SCRIPT, "縣", "县"),
        (ChangeKind.READING, "(xiàn)", ""),
        (ChangeKind.FORM, "２０２５", "2025"),
        (ChangeKind.MARK, "，，", ","),
        (ChangeKind.SCRIPT, "蓋", "盖"),
        (ChangeKind.SCRIPT, "達", "达"),
        (ChangeKind.FORM, "８５％", "85%"),
    }
    assert [c.kind for c in second.changes] == [ChangeKind.BLANK, ChangeKind.SCRIPT]
    assert third.changes == ()


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_bytes(GARBLED.encode("utf-8"))
    return path


def test_the_map_shows_changed_lines_only(
    notice: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run_command(["read", str(notice), "--map"]) == 0
    page = capfd.readouterr().out
    assert "清洗后 3 行，以下 2 处有改动" in page
    assert "第 1 行" in page
    assert "第 3 行" not in page
    assert "去注音 (xiàn)" in page
    assert max(len(line) for line in page.splitlines()) <= 80


def test_a_text_that_is_plain_already_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("各县要落实。\n", "utf-8")
    assert run_command(["read", str(tmp_path / "a.txt"), "--map", "--doubts"]) == 0
    page = capfd.readouterr().out
    assert "文字没有改动" in page
    assert "没有存疑" in page


def test_map_and_doubts_for_programs(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lost.txt"
    text = "各县要在2025年6月30日前完成自查，并将结果报市卫生健康委。\n" * 3
    path.write_bytes(text.encode("utf-8")[:-40] + b"\xff" + text.encode("utf-8")[-40:])
    assert run_command(["read", str(path), "--map", "--doubts", "--format", "json"]) == 0
    made = json.loads(capfd.readouterr().out)
    source = read_source(path).text
    assert (made["file"], made["reader"], made["script"]) == ("lost.txt", "txt", "hans")
    assert [x["line"] for x in made["lines"]] == [1, 2, 3]
    assert all(source[x["start"] : x["end"]] == x["source"] for x in made["lines"])
    assert made["doubts"]
    for doubt in made["doubts"]:
        assert doubt["line"] == 3
        assert source[doubt["start"] : doubt["end"]] == doubt["quote"]
    assert run_command(["read", str(path), "--doubts"]) == 0
    assert "【\ufffd】" in capfd.readouterr().out


def test_text_for_programs(notice: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["read", str(notice), "--format", "json"]) == 0
    made = json.loads(capfd.readouterr().out)
    assert made["text"].startswith("县局要在2025年底前完成")
    assert made["script"] == "hant"


def test_source_and_map_do_not_go_together(notice: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["read", str(notice), "--source", "--map"]) == 2
    assert "--source" in capfd.readouterr().err
