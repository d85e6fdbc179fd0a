"""What was written from kept specs (生成记录): runs, their documents, and which documents rest on a notice."""

from __future__ import annotations

import dataclasses

from sqlalchemy import Connection, CursorResult, Engine, insert, select

from registry.engines import reading, writing
from registry.entries import Document, Resting, Run
from registry.tables import DOCUMENTS, RUNS, SPECS
from specs.errors import RegistryError

_NAMES = tuple(field.name for field in dataclasses.fields(Document))


def record_run(engine: Engine, run: Run) -> None:
    """Note what was written from a kept version.

    raises  RegistryError: no version has that id
    """
    with writing(engine) as connection:
        if connection.scalar(select(SPECS.c.id).where(SPECS.c.id == run.spec_id)) is None:
            raise RegistryError(f"版本 {run.spec_id}", "没有这一版", "请先用 luoshi keep 保存")
        add_run(connection, run)


def add_run(connection: Connection, run: Run) -> None:
    """`record_run` inside a transaction."""
    added: CursorResult[tuple[object, ...]] = connection.execute(insert(RUNS).values(
        spec_id=run.spec_id, folder=run.folder, counties=run.counties, files=run.files, made_at=run.made_at))
    assert added.inserted_primary_key is not None
    key = added.inserted_primary_key[0]
    if run.documents:
        connection.execute(insert(DOCUMENTS), [{"run_id": key, **dataclasses.asdict(d)} for d in run.documents])


def list_runs(engine: Engine) -> tuple[Run, ...]:
    """Every run, oldest first, with its documents."""
    with reading(engine) as connection:
        return collect_runs(connection)


def collect_runs(connection: Connection, notice: int | None = None) -> tuple[Run, ...]:
    """The runs of one notice, or of all, oldest first."""
    runs = select(RUNS).join(SPECS, RUNS.c.spec_id == SPECS.c.id).order_by(RUNS.c.id)
    made = select(DOCUMENTS).join(RUNS, DOCUMENTS.c.run_id == RUNS.c.id).join(
        SPECS, RUNS.c.spec_id == SPECS.c.id).order_by(DOCUMENTS.c.id)
    if notice is not None:
        runs, made = (query.where(SPECS.c.notice_id == notice) for query in (runs, made))
    rows = connection.execute(runs).all()
    found: dict[int, list[Document]] = {row.id: [] for row in rows}
    for row in connection.execute(made):
        found[row.run_id].append(Document(*(row._mapping[name] for name in _NAMES)))
    return tuple(Run(row.spec_id, row.folder, row.counties, row.files, row.made_at, tuple(found[row.id]))
                 for row in rows)


def list_documents(engine: Engine, notice: int, version: int | None = None) -> tuple[Resting, ...]:
    """Which documents rest on a notice: of each file the newest writing, by county and kind.

    version  only those that rest on this version; None: on any
    """
    query = select(DOCUMENTS, RUNS.c.folder, RUNS.c.made_at, RUNS.c.id.label("run"), SPECS.c.version, SPECS.c.current)
    query = query.join_from(DOCUMENTS, RUNS, DOCUMENTS.c.run_id == RUNS.c.id).join(
        SPECS, RUNS.c.spec_id == SPECS.c.id).where(SPECS.c.notice_id == notice).order_by(DOCUMENTS.c.id)
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    # A later writing took the place of the file before it; a joint letter stands once for each county.
    newest = {(row.folder, row.path, row.code): row for row in rows}
    held = sorted(newest.values(), key=lambda row: (row.code, row.county, row.kind, row.folder, row.path))
    return tuple(Resting(notice, row.version, row.current, row.folder, row.made_at,
                         Document(*(row._mapping[name] for name in _NAMES)))
                 for row in held if version in (None, row.version))
