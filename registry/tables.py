"""What the registry holds (规格库的表): the records, which are only ever added to, and an index made from them.

Records: notices, their files and texts, specs by version, corrections, conflicts, runs and documents.
Index: names, facts, leanings and the head of a notice, all told anew from the newest version (registry/indexing.py).
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

HEAD = "0003"  # the newest step of registry/migrations/versions

METADATA = MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})

# One row: which shape of tables this registry has.
VERSION = Table("luoshi_version", METADATA, Column("version_num", String(32), primary_key=True))

# The head is that of the newest version, so that a list needs not read specs.
NOTICES = Table(
    "notices", METADATA,
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
    Column("words", Text, nullable=False),  # folded for search; last, so that a list needs not pass over it
)
Index("ix_notices_order", NOTICES.c.issued_on, NOTICES.c.id)

# One row a file of a notice (来件): the same paper may come as .docx and as .pdf.
SOURCES = Table(
    "sources", METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("file", Text, nullable=False),
    Column("kept_at", String, nullable=False),
)

# A file's text as read and as cleaned, as JSON strings: a text may hold what no database takes as text.
TEXTS = Table(
    "texts", METADATA,
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", JSON, nullable=False),
    Column("clean", JSON, nullable=False),
    Unique("source_id", "digest"),
)

# basis_id is the version that a person's or a merged one was made from.
SPECS = Table(
    "specs", METADATA,
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
Index("ix_specs_current", SPECS.c.current, SPECS.c.notice_id)

CORRECTIONS = Table(
    "corrections", METADATA,
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

# What of people's corrections did not fit a newer reading: one row a field, or "" for a whole fact.
CONFLICTS = Table(
    "conflicts", METADATA,
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

RUNS = Table(
    "runs", METADATA,
    Column("id", Integer, primary_key=True),
    Column("spec_id", ForeignKey("specs.id"), nullable=False, index=True),
    Column("folder", Text, nullable=False),
    Column("counties", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("made_at", String, nullable=False),
)

DOCUMENTS = Table(
    "documents", METADATA,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("code", String, nullable=False),
    Column("county", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
)

# What was said of a plan: draft or issued; the newest holds.
STATES = Table(
    "states", METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("set_at", String, nullable=False),
)

# Index from here on.
NAMES = Table(
    "names", METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False, index=True),
)

# A paper that a notice names, and how it leans on it.
LEANINGS = Table(
    "leanings", METADATA,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", String),
    Column("title_name", Text, nullable=False, index=True),
    Column("number_name", Text, index=True),
    Column("law", Boolean, nullable=False),
)

# Ids are never given twice: the index of words points at them.
FACTS = Table(
    "facts", METADATA,
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
    sqlite_autoincrement=True,
)
Index("ix_facts_due", FACTS.c.kind, FACTS.c.due_last)
