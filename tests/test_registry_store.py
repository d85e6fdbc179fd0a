"""The registry: what is kept comes back, nothing twice, and each refusal in words."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from registry.store import Run, keep_spec, list_runs, list_specs, load_spec, open_registry, record_run
from specs.errors import RegistryError
from specs.model import Body, Notice, Origin, Role, Spec, Target, TargetKind, Task, Time

WHEN = datetime(2026, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))
SPEC = Spec(
    Notice(title="关于开展监测工作的通知", document_number="澜卫发〔2025〕1号", issued_on="2025-03-07"),
    tasks=(Task("一", "开展自查", 0, 9, (Body("区县疾控中心", Role.RESPONSIBLE),)),),
    targets=(Target("率85%", 3, 7, "率", "", TargetKind.PERCENTAGE, ">=", 85.0, "%",
                    due=Time(by="2025-12-31")),),
    origin=Origin("通知.docx", "ab" * 32, "docx", "2026.1"),
)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    engine = open_registry(tmp_path / "new" / "registry.sqlite")
    kept = keep_spec(engine, SPEC, kept_at=WHEN)
    assert kept.fresh
    assert (kept.version, kept.file, kept.title) == (1, "通知.docx", "关于开展监测工作的通知")
    assert kept.kept_at == WHEN.astimezone(UTC).isoformat()
    assert load_spec(engine, kept.id) == SPEC
    again = open_registry(tmp_path / "new" / "registry.sqlite", create=False)
    assert list_specs(again) == (replace(kept, fresh=False),)


def test_the_same_again_adds_nothing_and_another_reading_is_a_version(tmp_path: Path) -> None:
    engine = open_registry(tmp_path / "registry.sqlite")
    first = keep_spec(engine, SPEC, kept_at=WHEN)
    assert keep_spec(engine, SPEC, kept_at=WHEN + timedelta(days=1)) == replace(first, fresh=False)
    second = keep_spec(engine, replace(SPEC, targets=()), kept_at=WHEN)
    back = keep_spec(engine, SPEC, kept_at=WHEN)
    other = keep_spec(engine, replace(SPEC, origin=Origin("b.txt", "cd" * 32, "txt", "2026.1")), kept_at=WHEN)
    assert [k.version for k in (first, second, back, other)] == [1, 2, 3, 1]
    assert [k.id for k in list_specs(engine)] == [first.id, second.id, back.id, other.id]


def test_chinese_is_kept_as_it_is(tmp_path: Path) -> None:
    keep_spec(open_registry(tmp_path / "r.sqlite"), SPEC, kept_at=WHEN)
    with sqlite3.connect(tmp_path / "r.sqlite") as raw:
        assert raw.execute("SELECT count(*) FROM specs WHERE spec LIKE '%开展自查%'").fetchone() == (1,)


def test_runs(tmp_path: Path) -> None:
    engine = open_registry(tmp_path / "r.sqlite")
    run = Run(keep_spec(engine, SPEC, kept_at=WHEN).id, "outputs/x", 36, 144, WHEN.isoformat())
    record_run(engine, run)
    assert list_runs(engine) == (run,)
    with pytest.raises(RegistryError):
        record_run(engine, replace(run, spec_id=99))


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="还没有规格库"):
        open_registry(tmp_path / "none.sqlite", create=False)
    engine = open_registry(tmp_path / "r.sqlite")
    with pytest.raises(RegistryError, match="编号 7——没有这一条"):
        load_spec(engine, 7)
    with pytest.raises(RegistryError, match="没有来源"):
        keep_spec(engine, replace(SPEC, origin=None), kept_at=WHEN)
    (tmp_path / "text.sqlite").write_text("这不是数据库" * 200, "utf-8")
    with pytest.raises(RegistryError, match="数据库拒绝操作"):
        open_registry(tmp_path / "text.sqlite")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RegistryError, match="不能建立文件夹"):
        open_registry(tmp_path / "file" / "r.sqlite")


def test_a_foreign_or_newer_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "foreign.sqlite") as raw:
        raw.execute("CREATE TABLE other (x)")
    with pytest.raises(RegistryError, match="别的程序"):
        open_registry(tmp_path / "foreign.sqlite")
    with sqlite3.connect(tmp_path / "foreign.sqlite") as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("other",)]
    open_registry(tmp_path / "r.sqlite")
    with sqlite3.connect(tmp_path / "r.sqlite") as raw:
        raw.execute("UPDATE luoshi_schema SET version = 99")
    with pytest.raises(RegistryError, match="版本为 99"):
        open_registry(tmp_path / "r.sqlite")
