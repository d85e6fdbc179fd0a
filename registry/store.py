"""Keep specs and find them again (规格库): open, keep, list, load, and what was made from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    Engine,
    Row,
    Select,
    create_engine,
    event,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError, IntegrityError

from registry.tables import METADATA, NOTICES, RUNS, SCHEMA, SCHEMA_VERSION, SPECS
from specs.codec import spec_from_json, spec_to_json
from specs.errors import RegistryError
from specs.model import Spec


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept spec (已存规格), without its facts.

    id       what `load_spec` takes; version counts from 1 within one notice file
    sha256   of the notice file; rules is the version of the rules that read it
    kept_at  ISO 8601 in UTC
    fresh    True where this call added it, False where it was there already
    """

    id: int
    version: int
    file: str
    sha256: str
    title: str | None
    document_number: str | None
    issued_on: str | None
    rules: str
    kept_at: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One writing of documents from a kept spec (生成记录)."""

    spec_id: int
    folder: str
    counties: int
    files: int
    made_at: str


def open_registry(path: Path, *, create: bool = True) -> Engine:
    """The registry at this path; its tables are made where there are none.

    create  False: a registry that does not exist is an error
    raises  RegistryError: no such file, no registry, or one of another version of Luoshi
    """
    if not create and not path.is_file():
        raise RegistryError(path, "还没有规格库", "请先用 luoshi keep 保存规格，或用 --registry 指明位置")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(path, f"不能建立文件夹（{error}）", "请用 --registry 换一个位置") from error
    engine = create_engine(URL.create("sqlite", database=str(path)), json_serializer=_print_json)
    event.listen(engine, "connect", _enforce_references)
    with _transaction(engine) as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            METADATA.create_all(connection)
            connection.execute(SCHEMA.insert().values(version=SCHEMA_VERSION))
        elif SCHEMA.name not in tables:
            raise RegistryError(path, "是别的程序的数据库", "请用 --registry 换一个位置")
        version = connection.scalar(select(SCHEMA.c.version))
        if version != SCHEMA_VERSION:
            raise RegistryError(path, f"版本为 {version}，本程序需要 {SCHEMA_VERSION}",
                                "请用相同版本的 luoshi 打开，或用 --registry 另建一个")
    return engine


def keep_spec(engine: Engine, spec: Spec, *, kept_at: datetime) -> Kept:
    """Keep a spec as the next version of its notice; the same spec again adds nothing.

    kept_at  when, with its time zone
    returns  the new entry, or the latest one where it says the same already
    raises   RegistryError: the spec does not name the file that it came from, or another program is writing
    """
    if spec.origin is None:
        raise RegistryError(spec.notice.title or "规格", "没有来源（origin）",
                            "请用 luoshi extract 重新提取后再保存")
    plain = spec_to_json(spec)
    digest = hashlib.sha256(_print_json(plain).encode()).hexdigest()
    with _transaction(engine) as connection:
        notice = _notice_id(connection, spec.origin.sha256, spec.origin.file)
        latest = connection.execute(
            select(SPECS.c.id, SPECS.c.version, SPECS.c.digest)
            .where(SPECS.c.notice_id == notice).order_by(SPECS.c.version.desc()).limit(1)
        ).first()
        if latest is not None and latest.digest == digest:
            return _kept(_one(connection, latest.id))
        added = connection.execute(SPECS.insert().values(
            notice_id=notice, version=latest.version + 1 if latest else 1, title=spec.notice.title,
            document_number=spec.notice.document_number, issued_on=spec.notice.issued_on,
            rules=spec.origin.rules, kept_at=_print_instant(kept_at), digest=digest, spec=plain,
        ))
        return _kept(_one(connection, _new_id(added)), fresh=True)


def list_specs(engine: Engine) -> tuple[Kept, ...]:
    """Every kept spec, the notices in the order they first came, the versions upward."""
    with _transaction(engine) as connection:
        rows = connection.execute(_entries().order_by(SPECS.c.notice_id, SPECS.c.version)).all()
    return tuple(_kept(row) for row in rows)


def load_spec(engine: Engine, spec_id: int) -> Spec:
    """A kept spec by its id.

    raises  RegistryError: no such id; NotASpec: what is kept there is none any more
    """
    with _transaction(engine) as connection:
        plain = connection.scalar(select(SPECS.c.spec).where(SPECS.c.id == spec_id))
    if plain is None:
        raise RegistryError(f"编号 {spec_id}", "没有这一条", "请用 luoshi list 查看已存的规格")
    return spec_from_json(plain, f"规格库编号 {spec_id}")


def record_run(engine: Engine, run: Run) -> None:
    """Note what was written from a kept spec.

    raises  RegistryError: no spec has that id
    """
    with _transaction(engine) as connection:
        connection.execute(RUNS.insert().values(
            spec_id=run.spec_id, folder=run.folder, counties=run.counties, files=run.files,
            made_at=run.made_at))


def list_runs(engine: Engine) -> tuple[Run, ...]:
    """Every run, oldest first."""
    columns = (RUNS.c.spec_id, RUNS.c.folder, RUNS.c.counties, RUNS.c.files, RUNS.c.made_at)
    with _transaction(engine) as connection:
        return tuple(Run(*row) for row in connection.execute(select(*columns).order_by(RUNS.c.id)))


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction; what the database says against it is told in our words."""
    where = engine.url.database or "规格库"
    try:
        with engine.begin() as connection:
            yield connection
    except IntegrityError as error:
        raise RegistryError(where, "与已有记录冲突", "可能有别的程序正在写入，请稍后再试") from error
    except DatabaseError as error:
        raise RegistryError(where, f"数据库拒绝操作（{error.orig}）",
                            "请检查该文件，或用 --registry 另指一个") from error


def _enforce_references(connection: object, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]  # sqlite3 checks none unless told


def _print_json(value: object) -> str:
    """JSON with Chinese as it is: escaped, no search in the file would find it."""
    return json.dumps(value, ensure_ascii=False)


def _print_instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def _notice_id(connection: Connection, sha256: str, file: str) -> int:
    """The row of this notice file; added where it is new."""
    found = connection.scalar(select(NOTICES.c.id).where(NOTICES.c.sha256 == sha256))
    if found is not None:
        return int(found)
    return _new_id(connection.execute(NOTICES.insert().values(sha256=sha256, file=file)))


def _new_id(added: CursorResult[object]) -> int:
    """The id that a plain insert gave its row."""
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("an insert of one row gives one key")
    return int(key[0])


def _entries() -> Select[tuple[object, ...]]:
    return select(
        SPECS.c.id, SPECS.c.version, NOTICES.c.file, NOTICES.c.sha256, SPECS.c.title, SPECS.c.document_number,
        SPECS.c.issued_on, SPECS.c.rules, SPECS.c.kept_at,
    ).join_from(SPECS, NOTICES)


def _one(connection: Connection, spec_id: int) -> Row[tuple[object, ...]]:
    return connection.execute(_entries().where(SPECS.c.id == spec_id)).one()


def _kept(row: Row[tuple[object, ...]], *, fresh: bool = False) -> Kept:
    return Kept(**row._mapping, fresh=fresh)
