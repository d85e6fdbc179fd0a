"""The rows of the registry's records (记录): looked up where they are there, else added, and never changed."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, func, insert, select, update

from registry.engines import print_json
from registry.entries import Conflict, NoticeText
from registry.identity import Head, digest_spec, fold_name, fold_number, is_same_paper, list_names, read_head
from registry.indexing import index_spec
from registry.tables import CONFLICTS, CORRECTIONS, NAMES, NOTICES, SOURCES, SPECS, TEXTS
from specs.codec import spec_from_json
from specs.corrections import Action, Correction
from specs.model import Spec

Plain = dict[str, Any]
_RECORD = tuple(f.name for f in dataclasses.fields(Correction))


def find_current(connection: Connection, notice: int) -> Row[Any] | None:
    """The version of a notice that holds; None where it has none yet."""
    return connection.execute(select(SPECS).where(SPECS.c.notice_id == notice, SPECS.c.current)).first()


def set_current(connection: Connection, notice: int, version: int, spec: Spec | None = None) -> None:
    """Let a version, given by the id of its row, hold from now on, and tell the index from it.

    spec  what it says, where the caller has it at hand
    """
    connection.execute(update(SPECS).where(SPECS.c.notice_id == notice, SPECS.c.id != version).values(current=False))
    connection.execute(update(SPECS).where(SPECS.c.id == version).values(current=True))
    _index(connection, version, spec)


def find_same(connection: Connection, plain: Plain) -> int | None:
    """The kept notice that a spec is of: by the hash of its file, else by what its head says; None: there is none."""
    known = connection.scalar(
        select(SOURCES.c.notice_id).where(SOURCES.c.sha256 == (plain["origin"] or {}).get("sha256")))
    if known is not None:
        return int(known)
    head, names = read_head(plain["notice"]), {name for _, name in list_names(plain["notice"])}
    near = connection.execute(select(NOTICES).where(NOTICES.c.id.in_(
        select(NAMES.c.notice_id).where(NAMES.c.name.in_(names)))).order_by(NOTICES.c.id)).all()
    for row in near:
        issuers = frozenset(fold_name(name) for name in row.issuers.split("、"))
        if is_same_paper(head, Head(fold_name(row.title or ""), fold_number(row.document_number), issuers,
                                    row.issued_on)):
            return int(row.id)
    return None


def find_or_add_notice(connection: Connection, plain: Plain, number: int | None = None) -> int:
    """The notice that a spec is of; a new one where there is none.

    number  the id that a new one had elsewhere; taken where it is free
    """
    known = find_same(connection, plain)
    if known is not None:
        return known
    last = connection.scalar(select(func.max(NOTICES.c.id))) or 0
    taken = number is None or connection.scalar(select(NOTICES.c.id).where(NOTICES.c.id == number)) is not None
    made = last + 1 if taken or number is None else number
    connection.execute(insert(NOTICES).values(id=made, issuers="", words=""))
    return made


def add_source(connection: Connection, notice: int, *, sha256: str, file: str, kept_at: str) -> int:
    """The row of a notice's file; added where it is new."""
    known = connection.scalar(select(SOURCES.c.id).where(SOURCES.c.sha256 == sha256))
    if known is not None:
        return int(known)
    count = connection.scalar(select(func.count()).select_from(SOURCES).where(SOURCES.c.notice_id == notice)) or 0
    return _new_id(connection.execute(insert(SOURCES).values(
        notice_id=notice, number=count + 1, sha256=sha256, file=file, kept_at=kept_at)))


def add_text(connection: Connection, source: int, text: NoticeText | None) -> int | None:
    """The row of a file's text; added where it is new, None where there is no text."""
    if text is None:
        return None
    digest = hashlib.sha256(print_json([text.source, text.clean]).encode()).hexdigest()
    known = connection.scalar(select(TEXTS.c.id).where(TEXTS.c.source_id == source, TEXTS.c.digest == digest))
    return int(known) if known is not None else _new_id(connection.execute(insert(TEXTS).values(
        source_id=source, digest=digest, source=text.source, clean=text.clean)))


def add_version(connection: Connection, plain: Plain, *, notice: int, source: int, text_id: int | None, kept_at: str,
                made: str, basis: int | None, digest: str | None = None) -> int:
    """Add a spec as the next version of its notice; returns the id of its row.

    digest  of the spec, where the caller has told it
    """
    last = connection.scalar(select(func.max(SPECS.c.version)).where(SPECS.c.notice_id == notice)) or 0
    head, origin = plain["notice"], plain["origin"]
    told = digest or digest_spec(plain)
    return _new_id(connection.execute(insert(SPECS).values(
        notice_id=notice, version=last + 1, source_id=source, text_id=text_id, basis_id=basis, made=str(made),
        current=False, title=head["title"], document_number=head["document_number"], issued_on=head["issued_on"],
        reader=origin["reader"], rules=origin["rules"], kept_at=kept_at, digest=told, spec=plain)))


def add_records(connection: Connection, notice: int, version: int, log: Sequence[Correction]) -> list[Correction]:
    """Write down the corrections of a version that the notice has not yet; returns them."""
    new = records_beyond(log, list_records(connection, notice))
    write_records(connection, notice, [(version, record) for record in new])
    return new


def write_records(connection: Connection, notice: int, log: Sequence[tuple[int, Correction]]) -> None:
    """Write down corrections, each with the id of the version that it came with."""
    if rows := [{"notice_id": notice, "spec_id": version, **dataclasses.asdict(record)} for version, record in log]:
        connection.execute(insert(CORRECTIONS), rows)


def list_records(connection: Connection, notice: int) -> list[Correction]:
    """All corrections of a notice, oldest first."""
    rows = connection.execute(select(*(CORRECTIONS.c[name] for name in _RECORD)).where(
        CORRECTIONS.c.notice_id == notice).order_by(CORRECTIONS.c.id))
    return [read_record(row._mapping) for row in rows]


def read_record(row: Any) -> Correction:
    """A correction as the noun, from a row or JSON."""
    return Correction(**{**{name: row[name] for name in _RECORD if name in row}, "action": Action(row["action"])})


def add_conflicts(connection: Connection, version: int, conflicts: Iterable[Conflict]) -> None:
    """Write down what of people's corrections did not fit a version."""
    if rows := [{"spec_id": version, **dataclasses.asdict(conflict)} for conflict in conflicts]:
        connection.execute(insert(CONFLICTS), rows)


def records_beyond(log: Iterable[Correction], known: Iterable[Correction]) -> list[Correction]:
    """Those of a log that are not known yet; one that was made twice counts twice."""
    left = Counter(known)
    new = []
    for record in log:
        if left[record]:
            left[record] -= 1
        else:
            new.append(record)
    return new


def load_plain(connection: Connection, version: int | None) -> Plain | None:
    return connection.scalar(select(SPECS.c.spec).where(SPECS.c.id == version)) if version is not None else None


def _index(connection: Connection, version: int, spec: Spec | None = None) -> None:
    row = connection.execute(select(SPECS.c.notice_id, TEXTS.c.source, TEXTS.c.clean).join_from(
        SPECS, TEXTS, SPECS.c.text_id == TEXTS.c.id, isouter=True).where(SPECS.c.id == version)).one()
    if spec is None:
        spec = spec_from_json(load_plain(connection, version), f"编号 {row.notice_id}")
    index_spec(connection, row.notice_id, version, spec, row.source, row.clean)


def _new_id(added: CursorResult[Any]) -> int:
    """The id that a plain insert gave its row."""
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("an insert of one row gives one key")
    return int(key[0])
