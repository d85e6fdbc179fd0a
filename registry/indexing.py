"""The index of the registry (索引): told from the newest version of a notice, and anew whenever that changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, TEXT, Connection, bindparam, delete, insert, select, text, update

from registry.fact_rows import make_fact_rows
from registry.identity import list_names
from registry.leaning_rows import make_leaning_rows
from registry.places import find_place
from registry.tables import FACTS, LEANINGS, NAMES, NOTICES, SPECS, TEXTS
from registry.words import fold_words, list_terms
from specs.codec import spec_from_json
from specs.model import Spec

# Words of whole notices, by the id of the version that they were told from; words of facts, by the fact's id.
SPEC_WORDS, FACT_WORDS = "spec_words", "fact_words"


def make_word_tables(connection: Connection) -> None:
    """Make the two indexes of words, which each kind of database has in its own way; those that are there go."""
    for name in (SPEC_WORDS, FACT_WORDS):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
        if connection.dialect.name == "sqlite":
            connection.execute(text(
                f"CREATE VIRTUAL TABLE {name} USING fts5(terms, content='', detail='none', "
                "tokenize='unicode61 remove_diacritics 0')"))
        else:
            connection.execute(text(f'CREATE TABLE {name} (id integer PRIMARY KEY, terms text[] COLLATE "C" NOT NULL)'))
            # A long list of what is not yet in the index would be read through at each search.
            connection.execute(text(
                f"CREATE INDEX ix_{name} ON {name} USING gin (terms) WITH (gin_pending_list_limit = 1024)"))


def rebuild_index(connection: Connection) -> None:
    """Tell the whole index anew, after tables have changed."""
    rows = connection.execute(
        select(SPECS.c.id, SPECS.c.notice_id).where(SPECS.c.current).order_by(SPECS.c.notice_id)).all()
    for row in rows:
        spec = spec_from_json(connection.scalar(select(SPECS.c.spec).where(SPECS.c.id == row.id)), f"编号 {row.id}")
        source = connection.execute(select(TEXTS.c.source, TEXTS.c.clean).join(
            SPECS, SPECS.c.text_id == TEXTS.c.id).where(SPECS.c.id == row.id)).first()
        index_spec(connection, row.notice_id, row.id, spec, *(source or (None, None)))


def index_spec(connection: Connection, notice: int, version: int, spec: Spec, source: str | None,
               clean: str | None) -> None:
    """Tell the index of a notice from what is now its newest version.

    version        id of the version's row
    source, clean  the text that it was read from; None where only the spec was kept
    """
    head = dataclasses.asdict(spec.notice)
    place = find_place(head)
    words = fold_words("\n。".join((*_head_words(spec), clean if clean is not None else gather_words(spec))))
    connection.execute(update(NOTICES).where(NOTICES.c.id == notice).values(
        title=spec.notice.title, document_number=spec.notice.document_number, kind=spec.notice.kind,
        issuers="、".join(spec.notice.issuers), issued_on=spec.notice.issued_on, level=place.level,
        province=place.province, prefecture=place.prefecture, county=place.county, words=words))
    _forget(connection, notice)
    _add(connection, NAMES, ({"notice_id": notice, "kind": kind, "name": name} for kind, name in list_names(head)))
    _add(connection, LEANINGS, ({"notice_id": notice, **row} for row in make_leaning_rows(spec, source)))
    rows = [{"notice_id": notice, **row} for row in make_fact_rows(spec)]
    _add(connection, FACTS, rows)
    said = {(row["kind"], row["number"]): row["words"] for row in rows}
    made = connection.execute(
        select(FACTS.c.id, FACTS.c.kind, FACTS.c.number).where(FACTS.c.notice_id == notice)).all()
    _add_words(connection, SPEC_WORDS, [(version, words)])
    _add_words(connection, FACT_WORDS, [(row.id, said[row.kind, row.number]) for row in made])


def gather_words(spec: Spec) -> str:
    """The clean text that a spec itself holds, where the notice's own was not kept."""
    pieces = [g.text for g in spec.goals]
    for task in spec.tasks:
        pieces += [*(s.heading for s in task.sections), task.heading, task.text]
    pieces += [e.text for e in spec.extras]
    pieces += [t.words or t.quote for t in spec.targets]
    pieces += [d.words or d.quote for d in spec.deadlines]
    pieces += [r.words or r.quote for r in spec.reports]
    pieces += [f"{citation.title}\n{citation.number or ''}" for citation in spec.citations]
    return "\n。".join(dict.fromkeys(piece for piece in pieces if piece))


def _head_words(spec: Spec) -> tuple[str, ...]:
    head = spec.notice
    return (head.title or "", head.document_number or "", *head.issuers)


def _forget(connection: Connection, notice: int) -> None:
    """Take a notice out of the index; SQLite's words are left behind: nothing has their ids any more."""
    if connection.dialect.name != "sqlite":
        for name, ids in ((FACT_WORDS, select(FACTS.c.id).where(FACTS.c.notice_id == notice)),
                          (SPEC_WORDS, select(SPECS.c.id).where(SPECS.c.notice_id == notice))):
            gone = [row.id for row in connection.execute(ids)]
            connection.execute(text(f"DELETE FROM {name} WHERE id = ANY(:gone)"), {"gone": gone})
    for table in (NAMES, LEANINGS, FACTS):
        connection.execute(delete(table).where(table.c.notice_id == notice))


def _add(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    if listed := list(rows):
        connection.execute(insert(table), listed)


def _add_words(connection: Connection, name: str, rows: list[tuple[int, str]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {name} (rowid, terms) VALUES (:id, :terms)"),
                           [{"id": key, "terms": " ".join(sorted(list_terms(words)))} for key, words in rows])
    else:
        statement = text(f"INSERT INTO {name} (id, terms) VALUES (:id, :terms)").bindparams(
            bindparam("terms", type_=ARRAY(TEXT)))
        connection.execute(statement, [{"id": key, "terms": sorted(list_terms(words))} for key, words in rows])
