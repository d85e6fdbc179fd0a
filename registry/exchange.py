"""The whole registry as one JSON file, and back (导出、导入): nothing lost, nothing twice.

One notice stands in one line of the file, so that neither way needs more memory than one notice.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from registry.engines import print_json, reading, writing
from registry.entries import Conflict, Document, Made, NoticeText, Run
from registry.identity import digest_spec
from registry.keeping import put_spec
from registry.lineage import collect_links
from registry.records import (
    add_conflicts,
    add_source,
    add_text,
    add_version,
    find_current,
    find_or_add_notice,
    list_records,
    read_record,
    set_current,
    write_records,
)
from registry.runs import add_run, collect_runs
from registry.states import add_state
from registry.store import read_conflict
from registry.tables import CONFLICTS, CORRECTIONS, NOTICES, SOURCES, SPECS, STATES, TEXTS
from specs.codec import spec_from_json
from specs.errors import LuoshiError, RegistryError
from specs.revisions import PlanState

FORMAT = "luoshi-registry/1"
_START, _END = '{"format": "' + FORMAT + '", "notices": [', "]}"
_NO_EXPORT = "不是 luoshi export 写出的文件"
_CURE = "请用 luoshi export 重新导出"
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to (导入结果): how many of each were added."""

    notices: int
    versions: int
    corrections: int
    runs: int


def export_lines(engine: Engine, *, tell: Callable[[int, int], None] = lambda done, total: None) -> Iterator[str]:
    """The lines of the file, one state of the registry.

    tell  told how many notices are done, of how many
    """
    with reading(engine) as connection:
        ids = connection.scalars(select(NOTICES.c.id).order_by(NOTICES.c.id)).all()
        yield _START + "\n"
        for count, notice in enumerate(ids, 1):
            yield print_json(_notice_to_json(connection, notice)) + (",\n" if count < len(ids) else "\n")
            tell(count, len(ids))
        yield _END + "\n"


def import_lines(engine: Engine, lines: Iterable[str], where: str) -> Imported:
    """Add what a file holds and the registry has not; all of it or, where a line is broken, nothing.

    raises  RegistryError: no file of `export_lines`, or a notice in it that is none
    """
    counts = [0, 0, 0, 0]
    with writing(engine) as connection:
        for number, plain in enumerate(_read_notices(lines, where), 1):
            try:
                added = _add_notice(connection, plain)
            except (KeyError, TypeError, ValueError, AttributeError, LuoshiError) as error:
                raise RegistryError(f"{where} 第 {number} 份通知", f"内容不完整或不对（{error}）", _CURE) from error
            counts = [a + b for a, b in zip(counts, added, strict=True)]
    return Imported(*counts)


def _notice_to_json(connection: Connection, notice: int) -> Plain:
    """A notice with all that is kept of it; lineage is told for the reader, and told anew where it is imported."""
    sources = connection.execute(select(SOURCES).where(SOURCES.c.notice_id == notice).order_by(SOURCES.c.number)).all()
    hashes = {row.id: row.sha256 for row in sources}
    texts = connection.execute(select(TEXTS).where(TEXTS.c.source_id.in_(hashes)).order_by(TEXTS.c.id)).all()
    digests = {row.id: row.digest for row in texts}
    versions = connection.execute(select(SPECS).where(SPECS.c.notice_id == notice).order_by(SPECS.c.version)).all()
    numbers = {row.id: row.version for row in versions}
    log = connection.execute(
        select(CORRECTIONS).where(CORRECTIONS.c.notice_id == notice).order_by(CORRECTIONS.c.id)).all()
    odd = connection.execute(select(CONFLICTS).where(
        CONFLICTS.c.spec_id.in_(numbers)).order_by(CONFLICTS.c.id)).all()
    return {
        "id": notice,
        "sources": [{"sha256": s.sha256, "file": s.file, "kept_at": s.kept_at, "texts": [
            {"source": t.source, "clean": t.clean} for t in texts if t.source_id == s.id]} for s in sources],
        "versions": [{
            "version": v.version, "made": v.made, "basis": numbers.get(v.basis_id), "current": v.current,
            "sha256": hashes[v.source_id], "text": _text_number(texts, v, digests), "kept_at": v.kept_at,
            "spec": v.spec,
            "conflicts": [dataclasses.asdict(read_conflict(c._mapping)) for c in odd if c.spec_id == v.id],
        } for v in versions],
        "corrections": [{"version": numbers[c.spec_id], **dataclasses.asdict(read_record(c._mapping))} for c in log],
        "runs": [{"version": numbers[r.spec_id], **{k: v for k, v in dataclasses.asdict(r).items() if k != "spec_id"}}
                 for r in collect_runs(connection, notice)],
        "states": [{"state": row.state, "set_at": row.set_at} for row in connection.execute(
            select(STATES).where(STATES.c.notice_id == notice).order_by(STATES.c.id))],
        "lineage": [{"relation": link.relation, "title": link.title, "number": link.number, "kept": link.superior}
                    for link in collect_links(connection, notice)],
    }


def _text_number(texts: Iterable[Row[Any]], version: Row[Any], digests: Mapping[int, str]) -> int | None:
    """Which of its file's texts a version was read from, counted from 0."""
    held = [t.id for t in texts if t.source_id == version.source_id]
    return held.index(version.text_id) if version.text_id in digests else None


def _read_notices(lines: Iterable[str], where: str) -> Iterator[Plain]:
    """The notices of a file, line by line; of one that another program has laid out anew, all at once."""
    rest = iter(lines)
    try:
        first = next(rest, "")
        if first.strip() != _START:
            yield from _read_whole(first + "".join(rest), where)
            return
        for line in rest:
            if line.strip() == _END:
                return
            yield _parse(line.strip().removesuffix(","), where)
    except UnicodeDecodeError as error:
        raise RegistryError(where, _NO_EXPORT, _CURE) from error
    raise RegistryError(where, "文件不完整，后面缺了一段", _CURE)


def _read_whole(text: str, where: str) -> Iterator[Plain]:
    whole = _parse(text, where)
    if whole.get("format") != FORMAT or not isinstance(whole.get("notices"), list):
        found = whole.get("format")
        newer = isinstance(found, str) and found.startswith("luoshi-registry/")
        raise RegistryError(where, f"格式是 {found}，本程序只认识 {FORMAT}" if newer else _NO_EXPORT,
                            "请升级 luoshi" if newer else _CURE)
    yield from whole["notices"]


def _parse(text: str, where: str) -> Plain:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise RegistryError(where, _NO_EXPORT, _CURE) from error
    if not isinstance(found, dict):
        raise RegistryError(where, _NO_EXPORT, _CURE)
    return found


def _add_notice(connection: Connection, plain: Plain) -> tuple[int, int, int, int]:
    """Add a notice or what is missing of it; (notices, versions, corrections, runs) added."""
    head = plain["versions"][-1]["spec"]
    known = _is_known(connection, plain)
    notice = find_or_add_notice(connection, head, plain["id"])
    new = not known and find_current(connection, notice) is None
    texts = {}
    for source in plain["sources"]:
        row = add_source(connection, notice, sha256=source["sha256"], file=source["file"], kept_at=source["kept_at"])
        texts[source["sha256"]] = row, [NoticeText(**text) for text in source["texts"]]
        for text in texts[source["sha256"]][1]:
            add_text(connection, row, text)
    before = len(list_records(connection, notice))
    rows = _add_new(connection, notice, plain, texts) if new else _add_missing(connection, notice, plain, texts)
    added = len({row for row, fresh in rows.values() if fresh})
    records = len(list_records(connection, notice)) - before
    for record in plain.get("states", ()):  # files of older programs have none
        add_state(connection, notice, PlanState(record["state"]), record["set_at"])
    return int(new), added, records, _add_runs(connection, notice, plain, {v: row for v, (row, _) in rows.items()})


def _is_known(connection: Connection, plain: Plain) -> bool:
    hashes = [source["sha256"] for source in plain["sources"]]
    return connection.scalar(select(SOURCES.c.id).where(SOURCES.c.sha256.in_(hashes))) is not None


def _add_new(connection: Connection, notice: int, plain: Plain, texts: Mapping[str, Any]) -> dict[int, Any]:
    """All versions of a notice that is new here, as they were; (row, True) by version."""
    rows: dict[int, tuple[int, bool]] = {}
    holds = None
    for version in plain["versions"]:
        spec_from_json(version["spec"])  # what is no spec is refused before it is kept
        source, held = texts[version["sha256"]]
        text = add_text(connection, source, held[version["text"]]) if version["text"] is not None else None
        basis = rows[version["basis"]][0] if version["basis"] is not None else None
        row = add_version(connection, version["spec"], notice=notice, source=source, text_id=text,
                          kept_at=version["kept_at"], made=Made(version["made"]), basis=basis)
        connection.execute(update(SPECS).where(SPECS.c.id == row).values(version=version["version"]))
        add_conflicts(connection, row, (Conflict(**conflict) for conflict in version["conflicts"]))
        rows[version["version"]] = row, True
        holds = row if version["current"] else holds
    write_records(connection, notice, [
        (rows[record["version"]][0], read_record(record)) for record in plain["corrections"]])
    if holds is not None:
        set_current(connection, notice, holds)
    return rows


def _add_missing(connection: Connection, notice: int, plain: Plain, texts: Mapping[str, Any]) -> dict[int, Any]:
    """The versions that a notice has not yet, each kept as if it came now; (row, fresh) by version."""
    rows: dict[int, tuple[int, bool]] = {}
    for version in plain["versions"]:
        known = connection.scalar(select(SPECS.c.id).where(
            SPECS.c.notice_id == notice, SPECS.c.digest == digest_spec(version["spec"])))
        if known is not None:
            rows[version["version"]] = known, False
            continue
        _, held = texts[version["sha256"]]
        text = held[version["text"]] if version["text"] is not None else None
        kept = put_spec(connection, spec_from_json(version["spec"]), kept_at=version["kept_at"], text=text)
        rows[version["version"]] = kept.spec_id, True
    return rows


def _add_runs(connection: Connection, notice: int, plain: Plain, rows: Mapping[int, int]) -> int:
    known = set(collect_runs(connection, notice))
    added = 0
    for record in plain["runs"]:
        documents = tuple(Document(**document) for document in record["documents"])
        run = Run(rows[record["version"]], record["folder"], record["counties"], record["files"], record["made_at"],
                  documents)
        if run not in known:
            add_run(connection, run)
            added += 1
    return added
