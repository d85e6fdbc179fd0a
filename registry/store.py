"""Find what is kept (查阅规格库): the notices, their versions, one spec, its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, or_, select

from registry.engines import reading
from registry.entries import Conflict, Entry, Made, NoticeText, Version
from registry.identity import fold_name, fold_number
from registry.records import read_record
from registry.tables import CONFLICTS, CORRECTIONS, NAMES, NOTICES, SOURCES, SPECS, TEXTS
from specs.codec import spec_from_json
from specs.errors import RegistryError
from specs.model import Spec

_SHOWN = 5


def list_notices(engine: Engine) -> tuple[Entry, ...]:
    """Every kept notice by its newest version, in the order they first came."""
    with reading(engine) as connection:
        return _entries(connection)


def find_entry(engine: Engine, notice: int) -> Entry:
    """One kept notice; raises RegistryError where there is none of that id."""
    with reading(engine) as connection:
        found = _entries(connection, notice)
    if not found:
        raise _no_such(notice)
    return found[0]


def find_notice(engine: Engine, words: str) -> int:
    """The notice that a person means: by its id, its document number, or words of its title.

    raises  RegistryError: none, or several, which are named
    """
    with reading(engine) as connection:
        if words.strip().isdecimal():
            number = int(words)
            if connection.scalar(select(NOTICES.c.id).where(NOTICES.c.id == number)) is None:
                raise _no_such(number)
            return number
        exact = connection.execute(select(NOTICES.c.id).where(NOTICES.c.id.in_(select(NAMES.c.notice_id).where(
            NAMES.c.name.in_([fold_number(words), fold_name(words)]))))).all()
        if len(exact) == 1:
            return int(exact[0].id)
        rows = connection.execute(select(NOTICES.c.id, NOTICES.c.title).where(or_(
            NOTICES.c.title.contains(words, autoescape=True),
            NOTICES.c.document_number.contains(words, autoescape=True))).order_by(NOTICES.c.id)).all()
    if len(rows) == 1:
        return int(rows[0].id)
    if not rows:
        raise RegistryError(words, "没有这份通知", "请用 luoshi list 查看编号，或用 luoshi search 查找")
    named = "、".join(f"编号 {row.id}（{row.title}）" for row in rows[:_SHOWN])
    raise RegistryError(words, f"有 {len(rows)} 份通知：{named}{'等' if len(rows) > _SHOWN else ''}", "请写编号")


def list_versions(engine: Engine, notice: int) -> tuple[Version, ...]:
    """Every version of a notice, oldest first, with the corrections that came with each and the conflicts of each.

    raises  RegistryError: no such notice
    """
    with reading(engine) as connection:
        rows = connection.execute(select(
            SPECS.c.id, SPECS.c.version, SPECS.c.made, SPECS.c.basis_id, SPECS.c.current, SOURCES.c.file,
            SOURCES.c.sha256, SPECS.c.reader, SPECS.c.rules, SPECS.c.kept_at,
        ).join_from(SPECS, SOURCES, SPECS.c.source_id == SOURCES.c.id).where(
            SPECS.c.notice_id == notice).order_by(SPECS.c.version)).all()
        if not rows:
            raise _no_such(notice)
        log = connection.execute(select(CORRECTIONS).where(
            CORRECTIONS.c.notice_id == notice).order_by(CORRECTIONS.c.id)).all()
        odd = connection.execute(select(CONFLICTS).where(
            CONFLICTS.c.spec_id.in_([row.id for row in rows])).order_by(CONFLICTS.c.id)).all()
    numbers = {row.id: row.version for row in rows}
    return tuple(Version(
        row.id, row.version, Made(row.made), numbers.get(row.basis_id), row.current, row.file, row.sha256, row.reader,
        row.rules, row.kept_at, tuple(read_record(r._mapping) for r in log if r.spec_id == row.id),
        tuple(read_conflict(c._mapping) for c in odd if c.spec_id == row.id)) for row in rows)


def load_spec(engine: Engine, notice: int, version: int | None = None) -> Spec:
    """A kept spec: the version that holds now, or the one asked for.

    raises  RegistryError: no such notice or version; NotASpec: what is kept there is none any more
    """
    with reading(engine) as connection:
        plain = connection.scalar(_pick(select(SPECS.c.spec), notice, version))
        if plain is None:
            raise _why_none(connection, notice, version)
    return spec_from_json(plain, f"规格库编号 {notice}")


def load_text(engine: Engine, notice: int, version: int | None = None) -> NoticeText | None:
    """The text that a kept spec was read from; None where only the spec was kept."""
    query = select(TEXTS.c.source, TEXTS.c.clean).join_from(SPECS, TEXTS, SPECS.c.text_id == TEXTS.c.id)
    with reading(engine) as connection:
        row = connection.execute(_pick(query, notice, version)).first()
    return NoticeText(row.source, row.clean) if row else None


def read_conflict(row: Mapping[Any, Any]) -> Conflict:
    """A conflict as the noun, from a row or JSON."""
    return Conflict(**{name: row[name] for name in Conflict.__dataclass_fields__})


def _pick(query: Select[Any], notice: int, version: int | None) -> Select[Any]:
    which = SPECS.c.current if version is None else SPECS.c.version == version
    return query.where(SPECS.c.notice_id == notice, which)


def _why_none(connection: Connection, notice: int, version: int | None) -> RegistryError:
    last = connection.scalar(select(func.max(SPECS.c.version)).where(SPECS.c.notice_id == notice))
    if last is None or version is None:
        return _no_such(notice)
    return RegistryError(f"编号 {notice}", f"没有第 {version} 版，共 {last} 版", "请用 luoshi history 查看各版")


def _no_such(notice: int) -> RegistryError:
    return RegistryError(f"编号 {notice}", "没有这一条", "请用 luoshi list 查看已存的规格")


def _entries(connection: Connection, notice: int | None = None) -> tuple[Entry, ...]:
    heads = [NOTICES.c[name] for name in ("id", "title", "document_number", "kind", "issuers", "issued_on", "level",
                                          "province", "prefecture", "county")]
    query = select(*heads, SPECS.c.id.label("spec_id"), SPECS.c.version, SPECS.c.rules, SPECS.c.kept_at).join_from(
        NOTICES, SPECS, (SPECS.c.notice_id == NOTICES.c.id) & SPECS.c.current).order_by(NOTICES.c.id)
    one = notice is not None
    rows = connection.execute(query.where(NOTICES.c.id == notice) if one else query).all()
    versions = _count(connection, SPECS.c.notice_id, notice)
    corrections = _count(connection, CORRECTIONS.c.notice_id, notice)
    conflicts: dict[int, int] = {row[0]: row[1] for row in connection.execute(
        select(CONFLICTS.c.spec_id, func.count()).group_by(CONFLICTS.c.spec_id))}
    files: dict[int, list[str]] = {}
    named = select(SOURCES.c.notice_id, SOURCES.c.file).order_by(SOURCES.c.notice_id, SOURCES.c.number)
    for row in connection.execute(named.where(SOURCES.c.notice_id == notice) if one else named):
        files.setdefault(row.notice_id, []).append(row.file)
    return tuple(Entry(
        row.id, row.title, row.document_number, row.kind, tuple(filter(None, row.issuers.split("、"))), row.issued_on,
        row.level, row.province, row.prefecture, row.county, row.version, versions.get(row.id, 0),
        tuple(files.get(row.id, ())), corrections.get(row.id, 0), conflicts.get(row.spec_id, 0), row.rules,
        row.kept_at) for row in rows)


def _count(connection: Connection, column: Any, notice: int | None) -> dict[int, int]:
    query = select(column, func.count()).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query.where(column == notice) if notice else query)}
