"""The first registry: notices by the hash of their file, specs by version, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first registry."""
    op.create_table(
        "luoshi_schema",
        sa.Column("version", sa.Integer, nullable=False))
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("file", sa.String, nullable=False))
    op.create_table(
        "specs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("notice_id", sa.ForeignKey("notices.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.String),
        sa.Column("document_number", sa.String),
        sa.Column("issued_on", sa.String(10)),
        sa.Column("rules", sa.String, nullable=False),
        sa.Column("kept_at", sa.String, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("spec", sa.JSON, nullable=False),
        sa.UniqueConstraint("notice_id", "version"))
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("spec_id", sa.ForeignKey("specs.id"), nullable=False),
        sa.Column("folder", sa.String, nullable=False),
        sa.Column("counties", sa.Integer, nullable=False),
        sa.Column("files", sa.Integer, nullable=False),
        sa.Column("made_at", sa.String, nullable=False))
    op.execute("INSERT INTO luoshi_schema (version) VALUES (1)")
