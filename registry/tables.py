"""What the registry holds (规格库的表): notices by hash of their file, specs by version, runs."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

SCHEMA_VERSION = 1

METADATA = MetaData()

# One row: which shape of tables this registry has.
SCHEMA = Table("luoshi_schema", METADATA, Column("version", Integer, nullable=False))

NOTICES = Table(
    "notices", METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("file", String, nullable=False),
)

# Title, number and date stand beside the JSON so that a list needs not read it.
SPECS = Table(
    "specs", METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", String),
    Column("document_number", String),
    Column("issued_on", String(10)),
    Column("rules", String, nullable=False),
    Column("kept_at", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("spec", JSON, nullable=False),
    UniqueConstraint("notice_id", "version"),
)

RUNS = Table(
    "runs", METADATA,
    Column("id", Integer, primary_key=True),
    Column("spec_id", ForeignKey("specs.id"), nullable=False),
    Column("folder", String, nullable=False),
    Column("counties", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("made_at", String, nullable=False),
)
