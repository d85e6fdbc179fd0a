"""Keep a spec (保存规格): as a version of its notice, once, with what people corrected before carried over."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from registry.engines import writing
from registry.entries import Conflict, Kept, Made, NoticeText
from registry.identity import digest_spec
from registry.reapplying import reapply
from registry.records import (
    Plain,
    add_conflicts,
    add_records,
    add_source,
    add_text,
    add_version,
    find_current,
    find_or_add_notice,
    list_records,
    load_plain,
    read_record,
    records_beyond,
    set_current,
)
from registry.tables import CONFLICTS, CORRECTIONS, SOURCES, SPECS, TEXTS
from specs.codec import spec_from_json, spec_to_json
from specs.corrections import Correction
from specs.errors import RegistryError
from specs.model import Spec


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
                set_current(connection, notice, known.id)
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
        base, steps = before, [(load_plain(connection, row.basis_id), row.spec)]
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
    seen = _settled(connection, notice)
    told = tuple(c for c in made.conflicts if (c.kind, c.at, c.field, c.person, c.machine) not in seen)
    lost = {(c.kind, c.at) for c in made.conflicts if not c.applied}
    lost |= {("bodies", at) for kind, at in lost if kind == "tasks"}
    plain = {**made.plain, "corrections": [dataclasses.asdict(r) for r in log if (r.kind, r.at) not in lost]}
    holds = base.id
    if digest_spec(plain) != base.digest:
        holds = add_version(connection, spec_to_json(spec_from_json(plain)), notice=notice, source=base.source_id,
                            text_id=base.text_id, kept_at=kept_at, made=Made.MERGED, basis=base.id)
    add_conflicts(connection, holds, told)
    set_current(connection, notice, holds)
    return made.carried, told


def _settled(connection: Connection, notice: int) -> list[tuple[Any, ...]]:
    """Conflicts that were before a person when she touched their fact: they are not told again."""
    shown = select(CONFLICTS, SPECS.c.id.label("later")).join_from(
        CONFLICTS, SPECS, SPECS.c.basis_id == CONFLICTS.c.spec_id).where(
        SPECS.c.notice_id == notice, SPECS.c.made == Made.PERSON, CONFLICTS.c.applied)
    touched = {(row.spec_id, row.kind, row.at) for row in connection.execute(
        select(CORRECTIONS.c.spec_id, CORRECTIONS.c.kind, CORRECTIONS.c.at).where(
            CORRECTIONS.c.notice_id == notice))}
    return [(row.kind, row.at, row.field, row.person, row.machine) for row in connection.execute(shown)
            if (row.later, row.kind, row.at) in touched]


def _records_but(connection: Connection, notice: int, log: Iterable[Correction]) -> list[Correction]:
    return records_beyond(list_records(connection, notice), log)


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
    return [(load_plain(connection, row.basis_id), row.spec) for row in rows]


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


def _kept(connection: Connection, row: Row[Any], *, fresh: bool, carried: int = 0,
          conflicts: tuple[Conflict, ...] = ()) -> Kept:
    holds = find_current(connection, row.notice_id)
    file = connection.scalar(select(SOURCES.c.file).where(SOURCES.c.id == row.source_id))
    held = holds or row
    return Kept(row.notice_id, row.version, row.id, held.version, held.id, file or "", row.title, fresh, carried,
                conflicts)
