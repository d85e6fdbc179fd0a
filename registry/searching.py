"""Search (检索): notices by their words, facts by words, kind, day, body and place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, false, func, or_, select, text

from gongwen.divisions import DivisionLevel, find_division
from registry.engines import reading
from registry.indexing import FACT_WORDS, SPEC_WORDS
from registry.tables import FACTS, NOTICES, SPECS
from registry.words import ask_terms, split_query
from specs.errors import RegistryError

_AROUND = 24  # characters shown on either side of the words found
_FEW = 2000  # facts that are looked at one by one sooner than by kind or day
_MANY = 8_000  # facts that are named by their ids sooner than walked
_UNDATED = ("task", "percentage", "citation")
_SHORT = 2  # words of this many characters are in the index as they are


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for (检索条件); what is None is not asked.

    words       all of them must be there, in the notice, or in the fact where facts are asked for
    kind        target, deadline, percentage, task, report, citation
    due_before  latest day of the fact on or before this day; due_after on or after it
    body        words of who must act; level is that body's: 国家 省 市 县 乡 企业
    province    full name or short; issuer words of who issued the notice
    since       issued on or after this day; until on or before it
    limit       so many at most; 0: all
    """

    words: str = ""
    kind: str | None = None
    due_before: str | None = None
    due_after: str | None = None
    body: str | None = None
    level: str | None = None
    province: str | None = None
    issuer: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 20

    @property
    def asks_facts(self) -> bool:
        """Whether facts are looked for, not whole notices."""
        return any(said is not None for said in (self.kind, self.due_before, self.due_after, self.body, self.level))


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact that was found (要素): in a line, its words and place in the source; number counts within its kind."""

    kind: str
    number: int
    line: str
    quote: str
    start: int
    end: int
    task: str | None
    bodies: str
    due: str
    due_last: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A notice that was found (检索结果): with the words around what was sought, or with the fact."""

    id: int
    version: int
    title: str | None
    document_number: str | None
    issuers: str
    issued_on: str | None
    province: str | None
    excerpt: str = ""
    fact: FoundFact | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All that a query came to (检索结果); more is True where the limit cut it."""

    hits: tuple[Hit, ...]
    more: bool


def search(engine: Engine, query: Query) -> Found:
    """Find notices or facts: facts by their latest day, those of kinds without days from the last kept; notices from
    the newest.

    raises  RegistryError: nothing to look for, or a word without a character that is written in notices
    """
    words = split_query(query.words)
    for word in words:
        if not ask_terms(word):
            raise RegistryError(query.words, "没有可以检索的字词", "请写汉字、字母或数字")
    if not words and query == Query(limit=query.limit):
        raise RegistryError("luoshi search", "没有写要找什么", "请写检索词，或用 --kind、--due-before 等条件")
    with reading(engine) as connection:
        return _find_facts(connection, query, words) if query.asks_facts else _find_notices(connection, query, words)


_HEAD = (NOTICES.c.id, SPECS.c.version, NOTICES.c.title, NOTICES.c.document_number, NOTICES.c.issuers,
         NOTICES.c.issued_on, NOTICES.c.province)


def _find_notices(connection: Connection, query: Query, words: tuple[str, ...]) -> Found:
    found = select(*_HEAD, NOTICES.c.words).join_from(
        NOTICES, SPECS, and_(SPECS.c.notice_id == NOTICES.c.id, SPECS.c.current)).where(*_of_notice(query))
    if words:
        found = found.where(SPECS.c.id.in_(_holding(connection, SPEC_WORDS, words)))
    newest = found.order_by(NOTICES.c.issued_on.desc().nulls_last(), NOTICES.c.id.desc())
    hits: list[Hit] = []
    # Pairs of characters may stand apart where the whole word is not: longer words are looked for in the text itself.
    exact = all(len(word) <= _SHORT for word in words)
    step = query.limit + 1 if query.limit else 1000
    at = 0
    while True:
        rows = connection.execute(newest.limit(step).offset(at)).all()
        hits += [_hit(row, excerpt=_cut(row.words, words)) for row in rows
                 if exact or all(word in row.words for word in words)]
        at += len(rows)
        if len(rows) < step or (query.limit and len(hits) > query.limit):
            return _limited(hits, query.limit)


def _find_facts(connection: Connection, query: Query, words: tuple[str, ...]) -> Found:
    columns = (FACTS.c.kind, FACTS.c.number, FACTS.c.line, FACTS.c.quote, FACTS.c.start, FACTS.c.end, FACTS.c.task,
               FACTS.c.bodies, FACTS.c.due, FACTS.c.due_last)
    found = select(*_HEAD, *(column.label(f"f{i}") for i, column in enumerate(columns))).join_from(
        FACTS, NOTICES, FACTS.c.notice_id == NOTICES.c.id).join(
        SPECS, and_(SPECS.c.notice_id == NOTICES.c.id, SPECS.c.current)).where(*_of_notice(query), *_of_fact(query))
    if words:
        found = found.where(_among(connection, words, query), *(
            _has(connection, FACTS.c.words, word) for word in words if len(word) > _SHORT))
    if query.kind in _UNDATED:  # in the order of the index, so that nothing needs sorting
        ordered = found.where(FACTS.c.due_last.is_(None)).order_by(FACTS.c.id.desc())
    else:
        ordered = found.order_by(FACTS.c.due_last.nulls_last(), NOTICES.c.issued_on.desc().nulls_last(), FACTS.c.id)
    rows = connection.execute(ordered.limit(query.limit + 1) if query.limit else ordered).all()
    return _limited([_hit(row, fact=FoundFact(*row[len(_HEAD):])) for row in rows], query.limit)


def _among(connection: Connection, words: tuple[str, ...], query: Query) -> ColumnElement[bool]:
    """That a fact holds all terms of the words, by whichever way is short."""
    if connection.dialect.name == "sqlite":
        few = connection.scalars(text(f"{_OF_SQLITE.format(FACT_WORDS)} LIMIT {_FEW + 1}"), _match(words)).all()
        if len(few) <= _FEW:  # named one by one, so that no other way is walked
            return FACTS.c.id.in_(few) if few else false()
        return FACTS.c.id.in_(_holding(connection, FACT_WORDS, words))
    terms = _terms(words)
    walks = query.kind is not None and not any(term.isascii() for term in terms)
    found = _ask_index(connection, FACT_WORDS, terms, _MANY + 1 if walks else None)
    if found.count <= _MANY or not walks:
        return FACTS.c.id.in_(_name_ids(found.ids))
    # The facts of a kind are walked by their days, and so many hold common words that the walk is short.
    return and_(*(_has(connection, FACTS.c.words, term) for term in terms))


def _hit(row: Any, *, excerpt: str = "", fact: FoundFact | None = None) -> Hit:
    id_, version, title, number, issuers, issued_on, province = row[:len(_HEAD)]
    return Hit(id_, version, title, number, issuers, issued_on, province, excerpt, fact)


def _limited(hits: list[Hit], limit: int) -> Found:
    return Found(tuple(hits[:limit]), True) if limit and len(hits) > limit else Found(tuple(hits), False)


def _of_notice(query: Query) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = []
    if query.province:
        tests.append(NOTICES.c.province == name_province(query.province))
    if query.issuer:
        tests.append(NOTICES.c.issuers.contains(query.issuer, autoescape=True))
    if query.since:
        tests.append(NOTICES.c.issued_on >= query.since)
    if query.until:
        tests.append(NOTICES.c.issued_on <= query.until)
    return tests


def _of_fact(query: Query) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = []
    if query.kind:
        tests.append(FACTS.c.kind == query.kind)
    if query.due_before:
        tests.append(FACTS.c.due_last <= query.due_before)
    if query.due_after:
        tests.append(FACTS.c.due_last >= query.due_after)
    if query.body:
        tests.append(FACTS.c.bodies.contains(query.body, autoescape=True))
    if query.level:
        tests.append(or_(*(FACTS.c.levels.contains(level) for level in query.level.split())))
    return tests


def name_province(words: str) -> str:
    """The full name of a province; words that name none stand as they are."""
    try:
        return find_division(words, date.today(), level=DivisionLevel.PROVINCE).name
    except (LookupError, ValueError):
        return words


_OF_SQLITE = "SELECT rowid FROM {0} WHERE {0} MATCH :match"


def _holding(connection: Connection, table: str, words: tuple[str, ...]) -> Any:
    """The ids of those that hold all terms of the words, by the index of words."""
    if connection.dialect.name == "sqlite":
        return text(_OF_SQLITE.format(table)).bindparams(**_match(words))
    return _name_ids(_ask_index(connection, table, _terms(words), None).ids)


def _ask_index(connection: Connection, table: str, terms: tuple[str, ...], most: int | None) -> Any:
    """(count, ids) of those that hold all terms, so many at most, by PostgreSQL's index of words.

    Its planner counts pages and not what it costs to unpack long lists of terms: only the index may answer. The ids
    are one text, there and back: tens of thousands of numbers are slow to unpack.
    """
    ways = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")
    connection.execute(text(";".join(f"SET LOCAL {way} = off" for way in ways)))
    found = connection.execute(text(
        f"SELECT count(*) AS count, CAST(array_agg(id) AS text) AS ids FROM (SELECT id FROM {table} WHERE "
        f"terms @> CAST(:terms AS text[]){f' LIMIT {most}' if most else ''}) AS held"), {"terms": list(terms)}).one()
    connection.execute(text(";".join(f"SET LOCAL {way} = on" for way in ways)))
    return found


def _name_ids(ids: str | None) -> Any:
    return text("SELECT unnest(CAST(CAST(:ids AS text) AS integer[]))").bindparams(ids=ids or "{}")


def _terms(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for word in words for term in ask_terms(word)))


def _match(words: tuple[str, ...]) -> dict[str, str]:
    """The question to SQLite's index of words."""
    return {"match": " AND ".join(f'"{term}"' for term in _terms(words))}


def _has(connection: Connection, column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    place = func.instr(column, word) if connection.dialect.name == "sqlite" else func.strpos(column, word)
    return place > 0


def _cut(words: str, sought: tuple[str, ...]) -> str:
    """The words around the first of those sought, in its sentence."""
    at = min((place for word in sought if (place := words.find(word)) >= 0), default=-1)
    if at < 0:
        return ""
    start, end = max(0, at - _AROUND), at + len(sought[0]) + _AROUND
    piece = words[start:end]
    return f"{'…' if start else ''}{piece}{'…' if end < len(words) else ''}".replace("。。", "。")

