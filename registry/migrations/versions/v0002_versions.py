"""Notices with files, texts and versions; corrections, conflicts and documents as records; an index for search."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
    text,
    update,
)
from sqlalchemy import UniqueConstraint as Unique

from registry.identity import Head, digest_spec, is_same_paper, read_head

revision = "0002"
down_revision = "0001"

_METADATA = MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})

_NOTICES = Table(
    "notices", _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("title", Text),
    Column("document_number", String),
    Column("kind", String),
    Column("issuers", Text, nullable=False),
    Column("issued_on", String(10)),
    Column("level", String),
    Column("province", String),
    Column("prefecture", String),
    Column("county", String),
    Column("words", Text, nullable=False),
)
Index("ix_notices_order", _NOTICES.c.issued_on, _NOTICES.c.id)

_SOURCES = Table(
    "sources", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("file", Text, nullable=False),
    Column("kept_at", String, nullable=False),
)

Table(
    "texts", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", JSON, nullable=False),
    Column("clean", JSON, nullable=False),
    Unique("source_id", "digest"),
)

_SPECS = Table(
    "specs", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("text_id", ForeignKey("texts.id")),
    Column("basis_id", ForeignKey("specs.id")),
    Column("made", String, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("title", Text),
    Column("document_number", String),
    Column("issued_on", String(10)),
    Column("reader", String, nullable=False),
    Column("rules", String, nullable=False),
    Column("kept_at", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("spec", JSON, nullable=False),
    Unique("notice_id", "version"),
)
Index("ix_specs_current", _SPECS.c.current, _SPECS.c.notice_id)

_CORRECTIONS = Table(
    "corrections", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("spec_id", ForeignKey("specs.id"), nullable=False),
    Column("by", Text, nullable=False),
    Column("on", String, nullable=False),
    Column("action", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("fact", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("field", String, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("why", Text, nullable=False),
)

Table(
    "conflicts", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("spec_id", ForeignKey("specs.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("fact", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("field", String, nullable=False),
    Column("person", JSON),
    Column("machine", JSON),
    Column("applied", Boolean, nullable=False),
    Column("why", Text, nullable=False),
)

_RUNS = Table(
    "runs", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("spec_id", ForeignKey("specs.id"), nullable=False, index=True),
    Column("folder", Text, nullable=False),
    Column("counties", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("made_at", String, nullable=False),
)

Table(
    "documents", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("code", String, nullable=False),
    Column("county", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
)

Table(
    "names", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False, index=True),
)

Table(
    "leanings", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", String),
    Column("title_name", Text, nullable=False, index=True),
    Column("number_name", Text, index=True),
    Column("law", Boolean, nullable=False),
)

Table(
    "facts", _METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("line", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("task", Text),
    Column("bodies", Text, nullable=False),
    Column("levels", String, nullable=False),
    Column("value", Float),
    Column("unit", String),
    Column("due", Text, nullable=False),
    Column("due_first", String(10)),
    Column("due_last", String(10)),
    Column("words", Text, nullable=False),
    Index("ix_facts_due", "kind", "due_last"),
    sqlite_autoincrement=True,
)

_OLD = MetaData()
_OLD_NOTICES = Table("old_notices", _OLD, Column("id", Integer), Column("sha256", String), Column("file", String))
_OLD_SPECS = Table("old_specs", _OLD, Column("id", Integer), Column("notice_id", Integer), Column("kept_at", String),
                   Column("rules", String), Column("spec", JSON))
_OLD_RUNS = Table("old_runs", _OLD, Column("id", Integer), Column("spec_id", Integer), Column("folder", String),
                  Column("counties", Integer), Column("files", Integer), Column("made_at", String))
_RECORD = ("by", "on", "action", "kind", "fact", "at", "field", "old", "new")


def upgrade() -> None:
    """Make today's tables and bring over what was kept; ids of specs stay, so that runs find theirs."""
    connection = op.get_bind()
    for name in ("notices", "specs", "runs"):
        op.rename_table(name, f"old_{name}")
    _METADATA.create_all(connection)
    heads: list[tuple[int, Head]] = []
    sources: dict[int, int] = {}
    for row in connection.execute(select(_OLD_SPECS).order_by(_OLD_SPECS.c.id)).all():
        _move_spec(connection, row, heads, sources)
    for run in connection.execute(select(_OLD_RUNS).order_by(_OLD_RUNS.c.id)).all():
        connection.execute(insert(_RUNS).values(**run._mapping))
    for name in ("old_runs", "old_specs", "old_notices", "luoshi_schema"):
        op.drop_table(name)
    if connection.dialect.name == "postgresql":  # ids that were given outright are unknown to what counts them
        for name in ("specs", "runs"):
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "
                                    f"coalesce((SELECT max(id) FROM {name}), 1))"))


def _move_spec(connection: Connection, row: Any, heads: list[tuple[int, Head]], sources: dict[int, int]) -> None:
    """Bring over one spec: as the next version of its notice, which holds now."""
    plain, origin = row.spec, row.spec["origin"]
    head = read_head(plain["notice"])
    if row.notice_id in sources:
        notice = connection.scalar(select(_SOURCES.c.notice_id).where(_SOURCES.c.id == sources[row.notice_id]))
    else:
        notice = next((number for number, known in heads if is_same_paper(known, head)), None)
    if notice is None:
        notice = len({number for number, _ in heads}) + 1
        connection.execute(insert(_NOTICES).values(id=notice, issuers="", words=""))
    heads.append((notice, head))
    if row.notice_id not in sources:
        sources[row.notice_id] = _move_source(connection, row, notice)
    before = connection.execute(select(_SPECS.c.id, _SPECS.c.version, _SPECS.c.source_id).where(
        _SPECS.c.notice_id == notice).order_by(_SPECS.c.version.desc())).all()
    basis = next((old.id for old in before if old.source_id == sources[row.notice_id]), None)
    connection.execute(update(_SPECS).where(_SPECS.c.notice_id == notice).values(current=False))
    connection.execute(insert(_SPECS).values(
        id=row.id, notice_id=notice, version=before[0].version + 1 if before else 1, source_id=sources[row.notice_id],
        basis_id=basis if plain.get("corrections") else None,
        made="person" if plain.get("corrections") else "machine", current=True, title=plain["notice"].get("title"),
        document_number=plain["notice"].get("document_number"), issued_on=plain["notice"].get("issued_on"),
        reader=origin["reader"], rules=origin["rules"], kept_at=row.kept_at, digest=digest_spec(plain), spec=plain))
    known = [tuple(r) for r in connection.execute(
        select(*(_CORRECTIONS.c[name] for name in _RECORD)).where(_CORRECTIONS.c.notice_id == notice))]
    for record in plain.get("corrections", ()):
        if tuple(record[name] for name in _RECORD) not in known:
            connection.execute(insert(_CORRECTIONS).values(
                notice_id=notice, spec_id=row.id, why="", **{name: record[name] for name in _RECORD}))


def _move_source(connection: Connection, row: Any, notice: int) -> int:
    """Bring over a notice's file, which the first registry took for the notice; returns its new id."""
    old = connection.execute(select(_OLD_NOTICES).where(_OLD_NOTICES.c.id == row.notice_id)).one()
    count = len(connection.execute(select(_SOURCES.c.id).where(_SOURCES.c.notice_id == notice)).all())
    added = connection.execute(insert(_SOURCES).values(
        notice_id=notice, number=count + 1, sha256=old.sha256, file=old.file, kept_at=row.kept_at))
    assert added.inserted_primary_key is not None
    return int(added.inserted_primary_key[0])
