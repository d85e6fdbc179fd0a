"""The registry on both databases: what is kept comes back, nothing twice, nothing overwritten, refusals in words."""

import multiprocessing
import sqlite3
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from registry.engines import open_registry, reading
from registry.entries import Document, Made, NoticeText, Run
from registry.keeping import keep_spec
from registry.runs import list_documents, list_runs, record_run
from registry.store import find_entry, find_notice, list_notices, list_versions, load_spec, load_text
from specs.errors import RegistryError
from specs.model import Notice, Origin
from tests.registry_specs import NEWER, SOURCE, SPEC, WHEN, correct, make_notice

TEXT = NoticeText(SOURCE, SOURCE)


def test_what_is_kept_comes_back(registry_place: str) -> None:
    engine = open_registry(registry_place)
    kept = keep_spec(engine, SPEC, kept_at=WHEN, text=TEXT)
    assert kept.fresh
    assert (kept.id, kept.version, kept.current, kept.file) == (1, 1, 1, "通知.docx")
    assert load_spec(engine, 1) == SPEC
    assert load_text(engine, 1) == TEXT
    (entry,) = list_notices(open_registry(registry_place, create=False))
    assert (entry.title, entry.level, entry.province, entry.files) == (
        SPEC.notice.title, "省", "澜川省", ("通知.docx",))
    assert entry.kept_at == WHEN.astimezone(UTC).isoformat()


def test_the_same_again_adds_nothing(registry_place: str) -> None:
    engine = open_registry(registry_place)
    first = keep_spec(engine, SPEC, kept_at=WHEN)
    again = keep_spec(engine, SPEC, kept_at=WHEN + timedelta(days=1))
    assert again == replace(first, fresh=False)
    assert SPEC.origin is not None
    renamed = replace(SPEC, origin=replace(SPEC.origin, file="通知(1).docx"))
    assert not keep_spec(engine, renamed, kept_at=WHEN).fresh
    keep_spec(engine, NEWER, kept_at=WHEN)
    back = keep_spec(engine, SPEC, kept_at=WHEN)
    assert (back.fresh, back.version, back.current) == (False, 1, 2)
    assert len(list_versions(engine, 1)) == 2


def test_an_old_program_does_not_take_the_place_of_a_newer_reading(registry_place: str) -> None:
    engine = open_registry(registry_place)
    keep_spec(engine, NEWER, kept_at=WHEN)
    old = keep_spec(engine, SPEC, kept_at=WHEN)
    assert (old.fresh, old.version, old.current) == (True, 2, 1)
    assert load_spec(engine, 1) == NEWER
    assert load_spec(engine, 1, 2) == SPEC


@pytest.mark.parametrize(("head", "same"), [
    (SPEC.notice, True),
    (replace(SPEC.notice, title="另一个标题"), True),
    (replace(SPEC.notice, document_number=None), True),
    (replace(SPEC.notice, document_number=None, issued_on=None), True),
    (replace(SPEC.notice, document_number="澜卫发〔2025〕2号"), False),
    (replace(SPEC.notice, document_number=None, issued_on="2024-03-07"), False),
    (replace(SPEC.notice, document_number=None, issuers=("澜川省教育厅",)), False),
    (Notice(title="关于做好岁末年初工作的通知"), False),
])
def test_two_files_of_one_paper_are_versions_of_one_notice(registry_place: str, head: Notice, same: bool) -> None:
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN)
    other = replace(SPEC, notice=head, origin=Origin("通知.pdf", "cd" * 32, "pdf", "2026.1"))
    kept = keep_spec(engine, other, kept_at=WHEN)
    assert (kept.id == 1) is same
    assert find_entry(engine, kept.id).files == (("通知.docx", "通知.pdf") if same else ("通知.pdf",))


def test_a_text_that_comes_later_is_added(registry_place: str) -> None:
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN)
    assert load_text(engine, 1) is None
    assert not keep_spec(engine, SPEC, kept_at=WHEN, text=TEXT).fresh
    assert load_text(engine, 1) == TEXT


def test_texts_that_no_database_takes_as_text(registry_place: str) -> None:
    odd = NoticeText("甲\x00乙\r\n𠮷", "甲乙\n𠮷")
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN, text=odd)
    assert load_text(engine, 1) == odd


def test_corrections_are_records_and_nothing_is_overwritten(registry_place: str) -> None:
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN)
    once = correct(SPEC)
    twice = correct(once, 1, by="李强")
    assert keep_spec(engine, once, kept_at=WHEN).version == 2
    assert keep_spec(engine, twice, kept_at=WHEN).version == 3
    versions = list_versions(engine, 1)
    assert [(v.made, v.basis, v.current) for v in versions] == [
        (Made.MACHINE, None, False), (Made.PERSON, 1, False), (Made.PERSON, 2, True)]
    assert [v.corrections for v in versions] == [(), once.corrections, twice.corrections[1:]]
    assert [load_spec(engine, 1, v) for v in (1, 2, 3)] == [SPEC, once, twice]
    assert find_entry(engine, 1).corrections == 2
    (record,) = once.corrections
    assert (record.by, record.field, record.old, record.new, record.why) == ("张敏", "value", "85", "90", "与附表不符")


def test_runs_and_what_rests_on_a_notice(registry_place: str) -> None:
    engine = open_registry(registry_place)
    first = keep_spec(engine, SPEC, kept_at=WHEN)
    plan = Document("990101", "朔桥区", "plan", "澜阳市/朔桥区/plan.docx", "11" * 32)
    letter = Document("990102", "临澜区", "letter", "澜阳市/临澜区/letter.docx", "22" * 32)
    run = Run(first.spec_id, "outputs/x", 2, 2, WHEN.isoformat(), (plan, letter))
    record_run(engine, run)
    assert list_runs(engine) == (run,)
    second = keep_spec(engine, correct(SPEC), kept_at=WHEN)
    newer = replace(plan, sha256="33" * 32)
    record_run(engine, Run(second.spec_id, "outputs/x", 1, 1, WHEN.isoformat(), (newer,)))
    held = list_documents(engine, first.id)
    assert [(r.document, r.version, r.current) for r in held] == [(newer, 2, True), (letter, 1, False)]
    assert [r.document for r in list_documents(engine, first.id, 1)] == [letter]
    with pytest.raises(RegistryError, match="没有这一版"):
        record_run(engine, replace(run, spec_id=99))


def test_a_notice_is_found_by_what_people_call_it(registry_place: str) -> None:
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN)
    keep_spec(engine, make_notice(7, "关于开展噪声监测工作的通知", "澜阳市卫生健康委员会"), kept_at=WHEN)
    called = ("1", "澜卫发[2025]1号", "粉尘", "澜测发〔2025〕7号")
    assert [find_notice(engine, words) for words in called] == [1, 1, 1, 2]
    with pytest.raises(RegistryError, match=r"有 2 份通知：编号 1（.*编号 2（"):
        find_notice(engine, "监测工作")
    with pytest.raises(RegistryError, match="没有这份通知"):
        find_notice(engine, "防汛")
    with pytest.raises(RegistryError, match="编号 7——没有这一条"):
        find_notice(engine, "7")


def _keep_many(place: str, start: int) -> None:
    engine = open_registry(place)
    for number in range(start, start + 12):
        keep_spec(engine, make_notice(number, f"关于第{number}项监测工作的通知", "澜阳市卫生健康委员会"), kept_at=WHEN)
        keep_spec(engine, SPEC, kept_at=WHEN)


@pytest.mark.slow
def test_two_who_write_at_once_lose_nothing(registry_place: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_keep_many, args=(registry_place, start)) for start in (100, 200)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    entries = list_notices(open_registry(registry_place))
    assert len(entries) == 25
    assert [entry.id for entry in entries] == list(range(1, 26))
    assert {entry.versions for entry in entries} == {1}


def test_two_people_who_had_the_same_version_before_them(registry_place: str) -> None:
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN)
    keep_spec(engine, correct(SPEC, 0, by="张敏"), kept_at=WHEN)
    kept = keep_spec(engine, correct(SPEC, 1, by="李强", value=95.0), kept_at=WHEN)
    assert (kept.version, kept.current, kept.conflicts) == (3, 4, ())
    held = load_spec(engine, 1)
    assert [t.value for t in held.targets] == [90.0, 95.0]
    assert [r.by for r in held.corrections] == ["张敏", "李强"]
    assert [v.made for v in list_versions(engine, 1)] == [Made.MACHINE, Made.PERSON, Made.PERSON, Made.MERGED]


def test_chinese_is_kept_as_it_is(tmp_path: Path) -> None:
    keep_spec(open_registry(tmp_path / "r.sqlite"), SPEC, kept_at=WHEN)
    with sqlite3.connect(tmp_path / "r.sqlite") as raw:
        assert raw.execute("SELECT count(*) FROM specs WHERE spec LIKE '%开展自查%'").fetchone() == (1,)


def test_refusals(registry_place: str) -> None:
    with pytest.raises(RegistryError, match="还没有规格库"):
        open_registry(registry_place, create=False)
    engine = open_registry(registry_place)
    keep_spec(engine, SPEC, kept_at=WHEN)
    with pytest.raises(RegistryError, match="编号 7——没有这一条"):
        load_spec(engine, 7)
    with pytest.raises(RegistryError, match="编号 1——没有第 9 版，共 1 版"):
        load_spec(engine, 1, 9)
    with pytest.raises(RegistryError, match="没有来源"):
        keep_spec(engine, replace(SPEC, origin=None), kept_at=WHEN)
    with engine.begin() as connection:
        connection.execute(text("UPDATE luoshi_version SET version_num = '9999'"))
    with pytest.raises(RegistryError, match="由更新的 luoshi 建立（表结构 9999"):
        open_registry(registry_place)


def test_another_programs_database_is_left_alone(registry_place: str) -> None:
    engine = open_registry(registry_place)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE luoshi_version RENAME TO other_version"))
    with pytest.raises(RegistryError, match="别的程序"):
        open_registry(registry_place)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM other_version")) == 1


def test_files_that_are_no_registry(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("这不是数据库" * 200, "utf-8")
    with pytest.raises(RegistryError, match="不是规格库文件"):
        open_registry(tmp_path / "text.sqlite")
    assert (tmp_path / "text.sqlite").read_text("utf-8") == "这不是数据库" * 200
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RegistryError, match="不能建立文件夹"):
        open_registry(tmp_path / "file" / "r.sqlite")
    with pytest.raises(RegistryError, match="这是文件夹"):
        open_registry(tmp_path)


@pytest.mark.parametrize(("place", "message"), [
    ("mysql://root@localhost/x", "不支持 mysql"),
    ("postgresql://", "连不上数据库|没有安装"),
    ("oracle+what://x", "地址写法不对|不支持"),
])
def test_places_that_are_none(place: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        open_registry(place)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="missing: psycopg (pip install 'luoshi[pg]')")
    with pytest.raises(RegistryError, match="连不上数据库") as refused:
        open_registry("postgresql://user:geheim@127.0.0.1:1/none")
    assert "geheim" not in str(refused.value)
