"""Whether a kept plan is a draft or is issued: a record of each time that somebody said so."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; nothing is known of any plan yet."""
    op.create_table(
        "states",
        Column("id", Integer, primary_key=True),
        Column("notice_id", Integer, ForeignKey("notices.id", name="fk_states_notice_id"), nullable=False),
        Column("state", String, nullable=False),
        Column("set_at", String, nullable=False),
    )
    op.create_index("ix_states_notice_id", "states", ["notice_id"])
