"""Keep a spec (保存规格): as a version of its notice, once, with what people corrected before carried over."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Row, func, insert, select, update

from registry.engines import print_json, writing
from registry.entries import Conflict, Kept, Made, NoticeText
from registry.identity import Head, digest_spec, fold_name, fold_number, is_same_paper, list_names, read_head
from registry.indexing import index_spec
from registry.reapplying import reapply
from registry.tables import CONFLICTS, CORRECTIONS, NAMES, NOTICES, SOURCES, SPECS, TEXTS
from specs.codec import spec_from_json, spec_to_json
from specs.corrections import Action, Correction
from specs.errors import RegistryError
from specs.model import Spec

Plain = dict[str, Any]
_RECORD = tuple(f.name for f in dataclasses.fields(Correction))


def keep_spec(engine: Engine, spec: Spec, *, kept_at: datetime, text: NoticeText | None = None) -> Kept:
    """Keep a spec as a version of its notice; one that is there already adds nothing.

    kept_at  when, with its time zone
    text     what it was read from, where that is at hand
    returns  the version, and which one holds now: where people had corrected an older reading, or another person the
             same one, a merged version follows, with what did not fit
    raises   RegistryError: the spec does not name the file that it came from, or another program is writing
    """
    check_origin(spec)
    with writing(engine) as connection:
        return put_spec(connection, spec, kept_at=print_instant(kept_at), text=text)


def check_origin(spec: Spec) -> None:
    """Refuse a spec that does not say what it was read from."""
    if spec.origin is None:
        raise RegistryError(spec.notice.title or "规格", "没有来源（origin）", "请用 luoshi extract 重新提取后再保存")


def print_instant(instant: datetime) -> str:
    """A moment as the registry writes it: ISO 8601 in UTC."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def put_spec(connection: Connection, spec: Spec, *, kept_at: str, text: NoticeText | None) -> Kept:
    """`keep_spec` inside a transaction in which nobody else writes."""
    assert spec.origin is not None
    plain = spec_to_json(spec)
    notice = find_or_add_notice(connection, plain)
    source = add_source(connection, notice, sha256=spec.origin.sha256, file=spec.origin.file, kept_at=kept_at)
    text_id = add_text(connection, source, text)
    digest = digest_spec(plain)
    known = connection.execute(
        select(SPECS).where(SPECS.c.notice_id == notice, SPECS.c.digest == digest).order_by(SPECS.c.version)).first()
    if known is not None:
        if text_id is not None and known.text_id is None:
            connection.execute(update(SPECS).where(SPECS.c.id == known.id).values(text_id=text_id))
            if known.current:
                _index(connection, known.id)
        return _kept(connection, known, fresh=False)
    before = find_current(connection, notice)
    basis = _find_basis(connection, notice, plain) if spec.corrections else None
    made = Made.PERSON if spec.corrections else Made.MACHINE
    added = add_version(connection, plain, notice=notice, source=source, text_id=text_id, kept_at=kept_at, made=made,
                        basis=basis.id if basis else None, digest=digest)
    fresh_records = add_records(connection, notice, added, spec.corrections)
    carried: int = 0
    conflicts: tuple[Conflict, ...] = ()
    if before is None:
        set_current(connection, notice, added, spec)
    else:
        carried, conflicts = _settle(connection, notice, added, before, fresh_records, kept_at)
    row = connection.execute(select(SPECS).where(SPECS.c.id == added)).one()
    return _kept(connection, row, fresh=True, carried=carried, conflicts=conflicts)


def _settle(connection: Connection, notice: int, added: int, before: Row[Any],
            records: Sequence[Correction], kept_at: str) -> tuple[int, tuple[Conflict, ...]]:
    """Decide which version holds, now that one was added; (corrections carried over, what did not fit)."""
    row = connection.execute(select(SPECS).where(SPECS.c.id == added)).one()
    if row.made == Made.PERSON and row.basis_id == before.id:
        set_current(connection, notice, added)
        return 0, ()
    newer = _is_newer(row, before)
    if row.made == Made.MACHINE and not newer:
        return 0, ()
    if newer and (row.made == Made.MACHINE or row.basis_id is None):
        base, steps = row, _people_steps(connection, notice, but=added)
        log = [*_corrections(row.spec), *_records_but(connection, notice, _corrections(row.spec))]
    else:
        base, steps = before, [(_spec_of(connection, row.basis_id), row.spec)]
        log = [*_corrections(before.spec), *records]
    if not steps:
        set_current(connection, notice, added)
        return 0, ()
    return _merge(connection, notice, base, steps, log, kept_at)


def _merge(connection: Connection, notice: int, base: Row[Any], steps: Sequence[tuple[Plain | None, Plain]],
           log: Iterable[Correction], kept_at: str) -> tuple[int, tuple[Conflict, ...]]:
    """A merged version on a base, if people's steps change it; that, or the base, holds now."""
    text = connection.execute(select(TEXTS.c.source).where(TEXTS.c.id == base.text_id)).scalar()
    made = reapply(steps, base.spec, text)
    lost = {(c.kind, c.at) for c in made.conflicts if not c.applied}
    lost |= {("bodies", at) for kind, at in lost if kind == "tasks"}
    plain = {**made.plain, "corrections": [dataclasses.asdict(r) for r in log if (r.kind, r.at) not in lost]}
    holds = base.id
    if digest_spec(plain) != base.digest:
        holds = add_version(connection, spec_to_json(spec_from_json(plain)), notice=notice, source=base.source_id,
                            text_id=base.text_id, kept_at=kept_at, made=Made.MERGED, basis=base.id)
    add_conflicts(connection, holds, made.conflicts)
    set_current(connection, notice, holds)
    return made.carried, made.conflicts


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


def find_or_add_notice(connection: Connection, plain: Plain, number: int | None = None) -> int:
    """The notice that a spec is of: by the hash of its file, else by what its head says; a new one where there is none.

    number  the id that a new one had elsewhere; taken where it is free
    """
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
    new = _records_beyond(log, list_records(connection, notice))
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


def _records_beyond(log: Iterable[Correction], known: Iterable[Correction]) -> list[Correction]:
    """Those of a log that are not known yet; one that was made twice counts twice."""
    left = Counter(known)
    new = []
    for record in log:
        if left[record]:
            left[record] -= 1
        else:
            new.append(record)
    return new


def _records_but(connection: Connection, notice: int, log: Iterable[Correction]) -> list[Correction]:
    return _records_beyond(list_records(connection, notice), log)


def _find_basis(connection: Connection, notice: int, plain: Plain) -> Row[Any] | None:
    """The version that a person began from: of the same reading, with the most of her corrections in it, in order."""
    mine, origin = plain["corrections"], plain["origin"]
    rows = connection.execute(
        select(SPECS).join(SOURCES, SPECS.c.source_id == SOURCES.c.id).where(
            SPECS.c.notice_id == notice, SPECS.c.rules == origin["rules"], SPECS.c.reader == origin["reader"],
            SOURCES.c.sha256 == origin["sha256"]).order_by(SPECS.c.version)).all()
    held = [(row, row.spec["corrections"]) for row in rows]
    fit = [(len(log), row) for row, log in held if len(log) < len(mine) and _same_log(mine[:len(log)], log)]
    return max(fit, key=lambda pair: (pair[0], pair[1].version))[1] if fit else None


def _same_log(one: Sequence[Plain], other: Sequence[Plain]) -> bool:
    return [read_record(r) for r in one] == [read_record(r) for r in other]


def _people_steps(connection: Connection, notice: int, but: int) -> list[tuple[Plain | None, Plain]]:
    """(before, after) of each version that a person made of a notice, oldest first."""
    rows = connection.execute(select(SPECS).where(
        SPECS.c.notice_id == notice, SPECS.c.made == Made.PERSON, SPECS.c.id != but).order_by(SPECS.c.version)).all()
    return [(_spec_of(connection, row.basis_id), row.spec) for row in rows]


def _spec_of(connection: Connection, version: int | None) -> Plain | None:
    return connection.scalar(select(SPECS.c.spec).where(SPECS.c.id == version)) if version is not None else None


def _corrections(plain: Plain) -> list[Correction]:
    return [read_record(record) for record in plain["corrections"]]


def _is_newer(row: Row[Any], before: Row[Any]) -> bool:
    """Whether a reading takes the place of the one before it: an old program's of the same file does not."""
    if row.source_id != before.source_id:
        return True
    return _rules_order(row.rules) >= _rules_order(before.rules) and (
        row.made == Made.MACHINE or _rules_order(row.rules) > _rules_order(before.rules))


def _rules_order(rules: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", rules.partition("+")[0]))


def _index(connection: Connection, version: int, spec: Spec | None = None) -> None:
    row = connection.execute(select(SPECS.c.notice_id, TEXTS.c.source, TEXTS.c.clean).join_from(
        SPECS, TEXTS, SPECS.c.text_id == TEXTS.c.id, isouter=True).where(SPECS.c.id == version)).one()
    if spec is None:
        spec = spec_from_json(_spec_of(connection, version), f"编号 {row.notice_id}")
    index_spec(connection, row.notice_id, version, spec, row.source, row.clean)


def _kept(connection: Connection, row: Row[Any], *, fresh: bool, carried: int = 0,
          conflicts: tuple[Conflict, ...] = ()) -> Kept:
    holds = find_current(connection, row.notice_id)
    file = connection.scalar(select(SOURCES.c.file).where(SOURCES.c.id == row.source_id))
    held = holds or row
    return Kept(row.notice_id, row.version, row.id, held.version, held.id, file or "", row.title, fresh, carried,
                conflicts)


def _new_id(added: CursorResult[Any]) -> int:
    """The id that a plain insert gave its row."""
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("an insert of one row gives one key")
    return int(key[0])
