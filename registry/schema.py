"""The tables brought to what this program knows (表结构): made, taken over from an older program, or refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from registry.indexing import make_word_tables, rebuild_index
from registry.tables import HEAD, METADATA, VERSION
from specs.errors import LuoshiError, RegistryError

Begin = Callable[[], AbstractContextManager[Connection]]
_FIRST = "luoshi_schema"  # the one table that tells a registry of the first shape
_MIGRATIONS = Path(__file__).with_name("migrations")


def settle_schema(reading: Begin, writing: Begin, where: str, *, create: bool) -> None:
    """Make or bring up the tables; most times one look is enough, and nobody who writes is waited for.

    reading, writing  begin a transaction
    raises            RegistryError: none there and none wanted, another program's tables, or a newer program's
    """
    with reading() as connection:
        found = _find_revision(connection, where)
    if found == HEAD:
        return
    if found is None and not create:
        raise RegistryError(where, "还没有规格库", "请先用 luoshi keep 保存规格，或用 --registry 指明位置")
    with writing() as connection:
        found = _find_revision(connection, where)  # another program may have been first
        if found is None:
            METADATA.create_all(connection)
            connection.execute(VERSION.insert().values(version_num=HEAD))
            make_word_tables(connection)
        elif found != HEAD:
            _upgrade(connection, found, where)


def _find_revision(connection: Connection, where: str) -> str | None:
    """The step that a registry stands at; None where there is none."""
    tables = set(inspect(connection).get_table_names())
    if VERSION.name in tables:
        return connection.scalar(select(VERSION.c.version_num))
    if _FIRST in tables:
        number = connection.scalar(text(f"SELECT version FROM {_FIRST}"))
        return f"{number:04d}" if isinstance(number, int) else str(number)
    if tables:
        raise RegistryError(where, "是别的程序的数据库", "请用 --registry 换一个位置，或另建一个空库")
    return None


def _upgrade(connection: Connection, found: str, where: str) -> None:
    """Run the steps from where the registry stands, then tell its index anew."""
    from alembic import command  # slow to load, and needed once in a registry's life
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if found not in {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}:
        raise RegistryError(where, f"由更新的 luoshi 建立（表结构 {found}，本程序只认识到 {HEAD}）",
                            "请升级 luoshi，或用 --registry 另指一个")
    if VERSION.name not in inspect(connection).get_table_names():
        VERSION.create(connection)
        connection.execute(VERSION.insert().values(version_num=found))
    try:
        command.upgrade(config, "head")
        make_word_tables(connection)
        rebuild_index(connection)
    except (KeyError, TypeError, ValueError, LuoshiError) as error:
        raise RegistryError(where, f"旧规格库里有读不出的规格（{error}），没有改动任何内容",
                            "请用原来的 luoshi 打开，或把该文件交给维护人员") from error
