"""A copy of a registry while others use it (备份)."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from registry.engines import name_registry
from specs.errors import CannotWrite, RegistryError


def back_up(engine: Engine, target: Path) -> None:
    """Copy a registry's file to another as it is at this moment, whoever writes meanwhile; then check the copy.

    raises  RegistryError: it is no file but a server; CannotWrite: something stands there already, or cannot be written
    """
    where = name_registry(engine.url)
    if engine.dialect.name != "sqlite":
        raise RegistryError(where, "是数据库服务器，不能这样备份", "请用 pg_dump 备份，或用 luoshi export 导出")
    if target.exists():
        raise CannotWrite(target, "已经有这个文件", "请换一个文件名，如带上日期")
    half = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(where, half)
        half.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(target, f"备份没有写成（{error}）", "请检查磁盘空间和权限") from error
    finally:
        half.unlink(missing_ok=True)


def _copy(where: str, target: Path) -> None:
    source, copy = sqlite3.connect(where, timeout=60), sqlite3.connect(target)
    try:
        source.backup(copy)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
    finally:
        source.close()
        copy.close()
