"""Export, import and backup: nothing lost, nothing twice; old registries brought up to date."""

import json
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text

from registry.backup import back_up
from registry.engines import open_registry, reading
from registry.entries import Document, Made, NoticeText, Run
from registry.exchange import Imported, export_lines, import_lines
from registry.identity import digest_spec
from registry.keeping import keep_spec
from registry.runs import list_runs, record_run
from registry.searching import Query, search
from registry.store import list_notices, list_versions, load_spec
from registry.tables import HEAD, METADATA
from specs.codec import spec_to_json
from specs.errors import CannotWrite, RegistryError
from specs.model import Origin
from tests.registry_specs import NEWER, SOURCE, SPEC, WHEN, correct, make_notice

TEXT = NoticeText(SOURCE, SOURCE)
OTHER = make_notice(7, "关于开展噪声监测工作的通知", "澜阳市卫生健康委员会")
SCAN = replace(SPEC, origin=Origin("通知.pdf", "cd" * 32, "pdf", "2026.1"))
STEPS = (SPEC, SCAN, NEWER, correct(SPEC), correct(SPEC, 1, by="李强"), correct(correct(SPEC), 1), OTHER,
         correct(NEWER))


def fill(engine: Engine, steps: list[int]) -> None:
    """Keep specs in this order, and a run after each."""
    for count, step in enumerate(steps):
        kept = keep_spec(engine, STEPS[step], kept_at=WHEN, text=TEXT if step % 2 else None)
        document = Document("990101", "朔桥区", "plan", f"{count}/plan.docx", f"{count:064x}")
        record_run(engine, Run(kept.spec_id, "/out", 1, 1, WHEN.isoformat(), (document,)))


def export(engine: Engine) -> str:
    return "".join(export_lines(engine))


def add(engine: Engine, exported: str) -> Imported:
    return import_lines(engine, exported.splitlines(keepends=True), "全部.json")


def test_a_round_trip_through_either_database(registry_place: str, tmp_path: Path) -> None:
    engine, other = open_registry(registry_place), open_registry(tmp_path / "other.sqlite")
    fill(engine, [0, 3, 4, 2, 6, 1, 5])
    exported = export(engine)
    made = add(other, exported)
    assert (made.notices, made.runs) == (2, 7)
    assert export(other) == exported
    assert add(other, exported) == Imported(0, 0, 0, 0)
    assert add(engine, exported) == Imported(0, 0, 0, 0)
    assert export(other) == export(engine) == exported
    assert search(other, Query("监测率", kind="target")).hits == search(engine, Query("监测率", kind="target")).hits


@given(st.lists(st.integers(0, len(STEPS) - 1), max_size=7), st.lists(st.integers(0, len(STEPS) - 1), max_size=4))
def test_what_is_exported_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, steps: list[int],
                                           held: list[int]) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    engine, empty, filled = (open_registry(folder / f"{name}.sqlite") for name in ("a", "b", "c"))
    fill(engine, steps)
    exported = export(engine)
    add(empty, exported)
    assert export(empty) == exported
    fill(filled, held)
    add(filled, exported)
    specs = [{digest_spec(spec_to_json(load_spec(e, entry.id, v.version)))
              for entry in list_notices(e) for v in list_versions(e, entry.id)} for e in (engine, filled)]
    assert specs[0] <= specs[1]
    assert {run.documents for run in list_runs(engine)} <= {run.documents for run in list_runs(filled)}
    after = export(filled)
    assert add(filled, exported) == Imported(0, 0, 0, 0)
    assert export(filled) == after
    for each in (engine, empty, filled):
        each.dispose()


def test_corrections_of_two_registries_come_together(tmp_path: Path) -> None:
    one, two = open_registry(tmp_path / "one.sqlite"), open_registry(tmp_path / "two.sqlite")
    keep_spec(one, SPEC, kept_at=WHEN)
    keep_spec(one, correct(SPEC), kept_at=WHEN)
    keep_spec(two, SPEC, kept_at=WHEN)
    keep_spec(two, correct(SPEC, 1, by="李强", value=95.0), kept_at=WHEN)
    assert add(one, export(two)) == Imported(0, 1, 1, 0)
    assert [t.value for t in load_spec(one, 1).targets] == [90.0, 95.0]
    assert list_versions(one, 1)[-1].made is Made.MERGED


def test_an_export_that_another_program_has_laid_out_anew(tmp_path: Path) -> None:
    one, two = open_registry(tmp_path / "one.sqlite"), open_registry(tmp_path / "two.sqlite")
    fill(one, [0, 3, 6])
    pretty = json.dumps(json.loads(export(one)), ensure_ascii=True, indent=2)
    add(two, pretty)
    assert export(two) == export(one)


@pytest.mark.parametrize(("text_", "message"), [
    ("", "不是 luoshi export 写出的文件"),
    ("{", "不是 luoshi export 写出的文件"),
    ("[]", "不是 luoshi export 写出的文件"),
    ('{"format": "luoshi-registry/2", "notices": []}', "请升级 luoshi"),
    ('{"format": "luoshi-registry/1", "notices": [\n', "文件不完整"),
    ('{"format": "luoshi-registry/1", "notices": [{"id": 1}]}', "第 1 份通知——内容不完整"),
])
def test_files_that_are_no_export(text_: str, message: str, tmp_path: Path) -> None:
    engine = open_registry(tmp_path / "r.sqlite")
    with pytest.raises(RegistryError, match=message):
        add(engine, text_)


def test_a_broken_file_adds_nothing(tmp_path: Path) -> None:
    one, two = open_registry(tmp_path / "one.sqlite"), open_registry(tmp_path / "two.sqlite")
    fill(one, [0, 6])
    head = '"luoshi-spec/1", "notice": {"title": "关于'
    with pytest.raises(RegistryError, match="第 2 份通知"):
        add(two, export(one).replace(head, head.replace("spec/1", "spec/9")))
    assert list_notices(two) == ()


def test_a_backup_while_somebody_writes(tmp_path: Path) -> None:
    engine = open_registry(tmp_path / "r.sqlite")
    fill(engine, [0])
    done = threading.Event()

    def write() -> None:
        for number in range(20, 60):
            spec = make_notice(number, f"关于第{number}项监测工作的通知", "澜阳市卫生健康委员会")
            keep_spec(engine, spec, kept_at=WHEN)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    counts = []
    while not done.is_set() or not counts:
        target = tmp_path / f"备份{len(counts)}.sqlite"
        back_up(engine, target)
        counts.append(len(list_notices(open_registry(target, create=False))))
    writer.join()
    assert counts == sorted(counts)
    assert len(list_notices(engine)) == 41
    assert not list(tmp_path.glob(".*part*"))
    with pytest.raises(CannotWrite, match="已经有这个文件"):
        back_up(engine, tmp_path / "备份0.sqlite")


def test_a_server_is_not_copied_as_a_file() -> None:
    psycopg = pytest.importorskip("psycopg", reason="missing: psycopg (pip install 'luoshi[pg]')")
    assert psycopg
    with pytest.raises(RegistryError, match="请用 pg_dump 备份，或用 luoshi export 导出"):
        back_up(create_engine("postgresql+psycopg://user@127.0.0.1/x"), Path("x.sqlite"))


# Registries of the first shape

def make_first(place: Path) -> None:
    """A registry as the first program made it: a notice is a file, and what was corrected a version like any other."""
    scan = replace(correct(SCAN), targets=SPEC.targets[:1])
    with sqlite3.connect(place) as raw:
        raw.executescript("""
            CREATE TABLE luoshi_schema (version INTEGER NOT NULL);
            INSERT INTO luoshi_schema VALUES (1);
            CREATE TABLE notices (id INTEGER NOT NULL, sha256 VARCHAR(64) NOT NULL, file VARCHAR NOT NULL,
                PRIMARY KEY (id), UNIQUE (sha256));
            CREATE TABLE specs (id INTEGER NOT NULL, notice_id INTEGER NOT NULL, version INTEGER NOT NULL,
                title VARCHAR, document_number VARCHAR, issued_on VARCHAR(10), rules VARCHAR NOT NULL,
                kept_at VARCHAR NOT NULL, digest VARCHAR(64) NOT NULL, spec JSON NOT NULL, PRIMARY KEY (id),
                UNIQUE (notice_id, version), FOREIGN KEY(notice_id) REFERENCES notices (id));
            CREATE TABLE runs (id INTEGER NOT NULL, spec_id INTEGER NOT NULL, folder VARCHAR NOT NULL,
                counties INTEGER NOT NULL, files INTEGER NOT NULL, made_at VARCHAR NOT NULL, PRIMARY KEY (id),
                FOREIGN KEY(spec_id) REFERENCES specs (id));
            INSERT INTO runs VALUES (1, 2, 'outputs/x', 36, 144, '2026-03-05T01:30:00+00:00');
        """)
        kept = [(1, 1, SPEC), (1, 2, replace(SPEC, targets=())), (2, 1, SCAN), (3, 1, OTHER), (2, 2, scan)]
        for number, spec in ((1, SPEC), (2, SCAN), (3, OTHER)):
            assert spec.origin is not None
            raw.execute("INSERT INTO notices VALUES (?, ?, ?)", (number, spec.origin.sha256, spec.origin.file))
        for key, (notice, version, spec) in enumerate(kept, 1):
            plain = spec_to_json(spec)
            for record in plain["corrections"]:
                del record["why"]  # the first program knew of none
            raw.execute("INSERT INTO specs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
                key, notice, version, spec.notice.title, spec.notice.document_number, spec.notice.issued_on, "2026.1",
                f"2026-03-0{key}T00:00:00+00:00", "0" * 64, json.dumps(plain, ensure_ascii=False)))


def test_a_registry_of_the_first_shape_is_brought_up_to_date(tmp_path: Path) -> None:
    make_first(tmp_path / "r.sqlite")
    engine = open_registry(tmp_path / "r.sqlite", create=False)
    first, second = list_notices(engine)
    assert (first.files, first.version, first.corrections) == (("通知.docx", "通知.pdf"), 4, 1)
    assert second.title == OTHER.notice.title
    versions = list_versions(engine, 1)
    assert [(v.made, v.basis, v.file) for v in versions] == [
        (Made.MACHINE, None, "通知.docx"), (Made.MACHINE, None, "通知.docx"), (Made.MACHINE, None, "通知.pdf"),
        (Made.PERSON, 3, "通知.pdf")]
    assert load_spec(engine, 1, 1) == SPEC
    assert [(run.spec_id, run.folder, run.files) for run in list_runs(engine)] == [(2, "outputs/x", 144)]
    assert [hit.id for hit in search(engine, Query("粉尘")).hits] == [1]
    assert not keep_spec(engine, SPEC, kept_at=WHEN).fresh
    assert keep_spec(engine, NEWER, kept_at=WHEN).carried
    assert list_notices(open_registry(tmp_path / "r.sqlite"))[0].versions == 6


def test_the_steps_lead_to_the_tables_of_today(tmp_path: Path) -> None:
    make_first(tmp_path / "old.sqlite")
    known = {table.name for table in METADATA.sorted_tables}
    for engine in (open_registry(tmp_path / "old.sqlite"), open_registry(tmp_path / "new.sqlite")):
        with reading(engine) as connection:
            context = MigrationContext.configure(connection, opts={
                "include_object": lambda thing, name, kind, *_: kind != "table" or name in known})
            assert compare_metadata(context, METADATA) == []
            assert connection.scalar(text("SELECT version_num FROM luoshi_version")) == HEAD
    steps = Path(__file__).parents[1] / "registry" / "migrations"
    assert ScriptDirectory(str(steps)).get_heads() == [HEAD]


def test_a_failed_step_leaves_the_old_registry_as_it_was(tmp_path: Path) -> None:
    make_first(tmp_path / "r.sqlite")
    with sqlite3.connect(tmp_path / "r.sqlite") as raw:
        raw.execute("UPDATE specs SET spec = '{}' WHERE id = 3")
    before = list(sqlite3.connect(tmp_path / "r.sqlite").iterdump())
    with pytest.raises(RegistryError, match="没有改动任何内容"):
        open_registry(tmp_path / "r.sqlite")
    assert list(sqlite3.connect(tmp_path / "r.sqlite").iterdump()) == before
