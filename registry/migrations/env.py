"""What Alembic runs the steps in (迁移环境): the transaction that `registry.schema` has begun."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="luoshi_version")
with context.begin_transaction():
    context.run_migrations()
