"""Where documents go: names that stay, files that are whole or not there."""

from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.outputs import deliver_files, fit_name, name_run, staging_folder, write_file, write_files
from specs.errors import CannotWrite
from specs.model import Notice, Origin, Spec

SPEC = Spec(Notice(title="关于开展 2025年/“职业健康”工作的通知", issued_on="2025-03-07"),
            origin=Origin("a.txt", "abcdef0123456789" * 4, "txt", "1"))


def test_a_run_is_named_by_date_title_and_file() -> None:
    assert name_run(SPEC) == "2025-03-07-关于开展2025年“职业健康”工作的通知-abcdef01"
    assert name_run(replace(SPEC, notice=Notice())) == "abcdef01"
    other = replace(SPEC, origin=None)
    assert name_run(other) == name_run(other) != name_run(replace(other, notice=Notice(title="关于")))


def test_names_that_file_systems_refuse() -> None:
    assert fit_name("a/b:c .d") == "abcd"
    assert fit_name("../..") == "未命名"


def test_files_arrive_and_changed_ones_are_told(tmp_path: Path) -> None:
    first = write_files(tmp_path, {"市/县/plan.docx": b"1", "市/县/letter.docx": b"2"})
    assert list(first.paths) == [tmp_path / "市/县/letter.docx", tmp_path / "市/县/plan.docx"]
    assert first.replaced == ()
    again = write_files(tmp_path, {"市/县/plan.docx": b"1", "市/县/letter.docx": b"3"})
    assert [p.name for p in again.replaced] == ["letter.docx"]
    assert (tmp_path / "市/县/letter.docx").read_bytes() == b"3"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["市"]


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with staging_folder(tmp_path / "out") as staged:
            write_file(staged / "plan.docx", b"1")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert list((tmp_path / "out").iterdir()) == []


def test_refusals(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="--out"):
        write_files(tmp_path / "file" / "out", {"a": b""})
    (tmp_path / "out" / "plan.docx").mkdir(parents=True)
    with staging_folder(tmp_path / "out") as staged:
        write_file(staged / "plan.docx", b"1")
        with pytest.raises(CannotWrite, match="占用"):
            deliver_files(staged, tmp_path / "out")
