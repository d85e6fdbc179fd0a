"""Databases that the registry is tested on (测试用数据库): a file, and Debian's PostgreSQL, started for the tests."""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
BIN = _FOUND[-1].parent if _FOUND else None
MISSING = ("missing: postgresql (scripts/apt.sh)" if BIN is None
           else "missing: psycopg (pip install 'luoshi[pg]')" if importlib.util.find_spec("psycopg") is None else "")
POSTGRESQL = pytest.param("postgresql", marks=(
    pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=MISSING or "there"),
    pytest.mark.xdist_group("postgresql")))
KINDS = ("sqlite", POSTGRESQL)
_numbers = itertools.count(1)


@contextmanager
def run_postgresql() -> Iterator[Path]:
    """A server of its own in a temporary folder, reached by a socket there; PostgreSQL refuses to run as root."""
    assert BIN is not None
    folder = Path(tempfile.mkdtemp(prefix="luoshi-pg-", dir="/tmp"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    data = folder / "data"

    def call(*words: str) -> None:
        done = subprocess.run([*as_user, *words], capture_output=True, text=True, cwd=folder, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        call(f"{BIN}/initdb", "-D", str(data), "-A", "trust", "-U", "luoshi", "-E", "UTF8", "--no-sync")
        call(f"{BIN}/pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o",
             f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off", "start")
        yield folder
        call(f"{BIN}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(folder: Path) -> str:
    """The URL of a new, empty database on a server of `run_postgresql`."""
    import psycopg

    name = f"luoshi_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=str(folder), dbname="postgres", user="luoshi", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")  # type: ignore[arg-type]
    return f"postgresql+psycopg://luoshi@/{name}?host={folder}"
