"""Which notice carries out which (承接关系): told from what they cite, whenever either of the two was kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from registry.engines import reading
from registry.entries import Entry
from registry.identity import fold_name
from registry.leaning_rows import Relation
from registry.store import list_notices
from registry.tables import LEANINGS, NAMES, NOTICES

_HOLDING = (Relation.FORWARDS, Relation.CARRIES_OUT)


@dataclass(frozen=True, slots=True)
class Link:
    """One notice leaning on a paper (承接): the paper's id where it is kept, else None.

    law  a law or standard: a basis of thousands of papers, and no superior's notice
    """

    notice: int
    relation: Relation
    title: str
    number: str | None
    law: bool
    superior: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A paper and those that carry it out (分支).

    entry     None for a paper that is cited and not kept
    relation  how it stands to the paper above it; None at the root
    again     True where its own branches are shown in another place of the tree
    """

    title: str
    number: str | None
    entry: Entry | None
    relation: Relation | None
    below: tuple[Branch, ...] = ()
    again: bool = False


def find_links(engine: Engine) -> tuple[Link, ...]:
    """Every paper that a kept notice cites, with the kept notice that it is, in the order of the notices."""
    with reading(engine) as connection:
        return collect_links(connection)


def collect_links(connection: Connection, notice: int | None = None) -> tuple[Link, ...]:
    """`find_links` inside a transaction, of one notice or all."""
    query = select(LEANINGS).order_by(LEANINGS.c.notice_id, LEANINGS.c.id)
    rows = connection.execute(query if notice is None else query.where(LEANINGS.c.notice_id == notice)).all()
    names = select(NAMES.c.notice_id, NAMES.c.kind, NAMES.c.name)
    if notice is not None:
        wanted = {name for row in rows for name in (row.title_name, row.number_name) if name}
        names = names.where(NAMES.c.name.in_(wanted))
    kept: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in connection.execute(names):
        kept[row.kind, row.name].add(row.notice_id)
    heads_query = select(NOTICES.c.id, NOTICES.c.issued_on, NOTICES.c.document_number)
    if notice is not None:
        heads_query = heads_query.where(NOTICES.c.id.in_({notice, *(n for found in kept.values() for n in found)}))
    heads = {row.id: row for row in connection.execute(heads_query)}
    return tuple(Link(row.notice_id, Relation(row.relation), row.title, row.number, row.law,
                      _find_superior(row, kept, heads)) for row in rows)


def grow_tree(engine: Engine, notice: int | None = None, *, named: bool = False) -> tuple[Branch, ...]:
    """The kept notices as a forest: under each paper those that carry it out or forward it.

    notice  only the trees that it stands in
    named   papers that are only named count too
    """
    entries = {entry.id: entry for entry in list_notices(engine)}
    links = [link for link in find_links(engine) if not link.law and (named or link.relation in _HOLDING)]
    return _Forest(entries, links).grow(notice)


def _find_superior(row: Row[Any], kept: dict[tuple[str, str], set[int]], heads: dict[int, Any]) -> int | None:
    """The kept notice that a citation means: by number, else by title, never the citing one nor a younger one."""
    found = kept.get(("number", row.number_name), set()) if row.number_name else set()
    if not found:
        # A paper that has another number than the one cited is another paper, whatever its title.
        found = {n for n in kept.get(("title", row.title_name), set())
                 if not (row.number_name and heads[n].document_number)}
    day = heads[row.notice_id].issued_on
    fit = [n for n in found if n != row.notice_id
           and not (day and heads[n].issued_on and heads[n].issued_on > day)]
    return max(fit, key=lambda n: (heads[n].issued_on or "", n), default=None)


class _Forest:
    """The papers of a registry while their trees are grown (生成中的树)."""

    def __init__(self, entries: dict[int, Entry], links: Sequence[Link]) -> None:
        self.entries = entries
        self.above: dict[int, dict[Any, Link]] = defaultdict(dict)
        # A paper that is not kept is one, whether its number is cited with its title or not.
        full = {fold_name(link.title): (link.title, link.number) for link in links if link.number}
        for link in links:
            paper = full.get(fold_name(link.title), (link.title, link.number))
            self.above[link.notice].setdefault(link.superior or paper, link)
        self.shown: set[Any] = set()

    def grow(self, notice: int | None) -> tuple[Branch, ...]:
        """The trees, each paper's own branches shown once."""
        below: dict[Any, list[tuple[int, Relation]]] = defaultdict(list)
        for child, links in self.above.items():
            for key in self._nearest(child):
                below[key].append((child, links[key].relation))
        ordered = [*(n for n in self.entries), *sorted((k for k in below if not isinstance(k, int)), key=str)]
        roots = [key for key in ordered if isinstance(key, tuple) or not self.above.get(key)]
        mine = self._around(notice) if notice is not None else set()
        if notice is not None:
            roots = [key for key in roots if key in mine]
            below = {key: [pair for pair in held if pair[0] in mine] for key, held in below.items()}
        trees = [self._branch(key, None, below) for key in self._sorted(roots)]
        # Papers that cite each other stand under no root: the oldest of them is shown as one.
        trees += [self._branch(key, None, below) for key in self._sorted(self.entries)
                  if (notice is None or key in mine) and key not in self.shown]
        return tuple(trees)

    def _nearest(self, child: int) -> list[Any]:
        """The papers right above a notice: not those that another of them carries out in turn."""
        keys = list(self.above[child])
        return [key for key in keys
                if not any(key in self._ancestors(other) for other in keys if other != key)]

    def _ancestors(self, key: Any) -> set[Any]:
        """All that stands above a paper; one that stands above itself is passed once."""
        seen: set[Any] = set()
        left = [key]
        while left:
            for above in self.above.get(left.pop(), {}):
                if above not in seen:
                    seen.add(above)
                    left.append(above)
        return seen

    def _around(self, notice: int) -> set[Any]:
        """A notice with all above it and all below it."""
        return {notice, *self._ancestors(notice),
                *(n for n in self.entries if notice in self._ancestors(n))}

    def _branch(self, key: Any, relation: Relation | None, below: dict[Any, list[tuple[int, Relation]]]) -> Branch:
        entry = self.entries.get(key) if isinstance(key, int) else None
        title, number = (entry.title or "", entry.document_number) if entry else key
        again = key in self.shown and bool(below.get(key))
        self.shown.add(key)
        held = () if again else self._sorted(child for child, _ in below.get(key, ()))
        relations = dict(below.get(key, ()))
        return Branch(title, number, entry, relation,
                      tuple(self._branch(child, relations[child], below) for child in held), again)

    def _sorted(self, keys: Iterable[Any]) -> list[Any]:
        """Kept notices by day, then those that are only cited."""
        def order(key: Any) -> tuple[bool, str, str]:
            entry = self.entries.get(key) if isinstance(key, int) else None
            return entry is None, (entry.issued_on or "") if entry else "", f"{key:09d}" if entry else str(key)

        return sorted(keys, key=order)
