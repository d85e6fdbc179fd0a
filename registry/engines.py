"""Opening a registry and its transactions (打开规格库): a SQLite file, or a PostgreSQL server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, NoSuchModuleError, OperationalError

from registry.schema import settle_schema
from specs.errors import RegistryError

_ELSEWHERE = "请用 --registry 换一个位置"
_BUSY_SECONDS = 60
# Any number that no other program takes: writers of one PostgreSQL database queue for it.
_QUEUE = 0x6C756F736869


def open_registry(where: Path | str, *, create: bool = True) -> Engine:
    """The registry at a place; its tables are made where there are none, and brought up to date where they are older.

    where   a SQLite file, or a URL: `postgresql+psycopg://user@host/name`
    create  False: a registry that does not exist is an error
    raises  RegistryError: no such registry, none of ours, one of a newer program, or a server that does not answer
    """
    url = _read_url(where)
    if url.get_backend_name() == "sqlite":
        _prepare_file(Path(url.database or ""), create=create)
    try:
        engine = create_engine(url, json_serializer=print_json,
                               connect_args={"timeout": _BUSY_SECONDS} if url.get_backend_name() == "sqlite" else {})
    except (ImportError, NoSuchModuleError) as error:
        raise RegistryError(name_registry(url), "没有安装 PostgreSQL 的驱动",
                            "请运行 pip install 'luoshi[pg]'") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_file)
        event.listen(engine, "begin", _begin_file)
    settle_schema(lambda: reading(engine), lambda: writing(engine), name_registry(url), create=create)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the registry; the database's complaints are told in our words."""
    with _telling(engine.url), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes: others wait for its end."""
    with _telling(engine.url), engine.connect().execution_options(luoshi_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:queue)"), {"queue": _QUEUE})
        yield connection


def name_registry(where: URL | Path | str) -> str:
    """The place of a registry as a person reads it, without a password."""
    url = where if isinstance(where, URL) else _read_url(where)
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def print_json(value: object) -> str:
    """JSON with Chinese as it is: escaped, no search in the file would find it."""
    return json.dumps(value, ensure_ascii=False)


def _read_url(where: Path | str) -> URL:
    words = str(where)
    if "://" not in words:
        return URL.create("sqlite", database=str(Path(words).expanduser()))
    try:
        url = make_url(words)
    except (ArgumentError, ValueError) as error:
        raise RegistryError(words, "地址写法不对", "请写成 postgresql+psycopg://用户@主机/库名") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RegistryError(url.render_as_string(hide_password=True), f"不支持 {url.get_backend_name()}",
                            "请用 SQLite 文件，或 postgresql+psycopg://用户@主机/库名")
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _prepare_file(path: Path, *, create: bool) -> None:
    """The folder of the registry's file; an error where there is no file and none is wanted."""
    if path.is_dir():
        raise RegistryError(path, "这是文件夹", "请写文件名，如 registry.sqlite")
    if not create and not path.is_file():
        raise RegistryError(path, "还没有规格库", "请先用 luoshi keep 保存规格，或用 --registry 指明位置")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(path, f"不能建立文件夹（{error}）", _ELSEWHERE) from error


@contextmanager
def _telling(url: URL) -> Iterator[None]:
    where = name_registry(url)
    try:
        yield
    except IntegrityError as error:
        raise RegistryError(where, f"与已有记录冲突（{_first_line(error)}）", "请再试一次") from error
    except DatabaseError as error:
        served = url.get_backend_name() == "postgresql" and isinstance(error, OperationalError)
        found, cure = _read_complaint(_first_line(error), served=served)
        raise RegistryError(where, found, cure) from error


def _first_line(error: DatabaseError) -> str:
    return (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]


def _read_complaint(words: str, *, served: bool) -> tuple[str, str]:
    """What a database complains of and what to do about it; served: a server's complaint of the connection."""
    if served:
        return f"连不上数据库（{words}）", "请检查地址、用户名和密码，以及服务是否在运行"
    if "not a database" in words or "malformed" in words:
        return "不是规格库文件，或文件已损坏", "请检查该文件，用备份恢复，或用 --registry 另指一个"
    if "locked" in words:
        return f"别的程序正在写入，等了 {_BUSY_SECONDS} 秒", "请稍后再试"
    if "readonly" in words or "unable to open" in words:
        return f"没有读写权限（{words}）", _ELSEWHERE
    if "disk" in words:
        return f"磁盘有问题（{words}）", "请检查磁盘空间"
    return f"数据库拒绝操作（{words}）", "请检查该库，或用 --registry 另指一个"


def _set_up_file(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions are begun by _begin_file alone
    connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]  # sqlite3 checks none unless told


def _begin_file(connection: Connection) -> None:
    """A writer takes its lock at once: two that read first and write then would each wait for the other."""
    writes = connection.get_execution_options().get("luoshi_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
