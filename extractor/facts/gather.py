"""All finders of facts over one notice (要素汇总), passage by passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.facts.actions import shorten
from extractor.facts.allocation_tables import find_allocations
from extractor.facts.citations import find_citation_facts
from extractor.facts.confidence import weigh_findings
from extractor.facts.date_doubts import find_date_doubts
from extractor.facts.deadlines import find_deadline_facts
from extractor.facts.doubts import find_average_doubts, find_duty_doubts
from extractor.facts.extras import find_extras
from extractor.facts.findings import Findings
from extractor.facts.indicator_tables import Layout, find_table_facts
from extractor.facts.leftovers import find_leftovers
from extractor.facts.levels import name_body
from extractor.facts.notice import make_notice
from extractor.facts.paper_doubts import find_paper_doubts
from extractor.facts.percentages import find_percentage_facts
from extractor.facts.reading import Passage, Reading, find_task_end, passages, task_items
from extractor.facts.reports import find_report_facts
from extractor.facts.roles import SentenceRoles, read_roles, task_bodies
from extractor.facts.standing import add_standing_bodies
from extractor.facts.table_words import due_words, name_table, read_period_cell
from extractor.facts.targets import find_target_facts
from extractor.facts.task_tables import Columns, TableTask, find_table_tasks
from extractor.facts.told import find_told
from extractor.source import Span
from extractor.structure.outline import Item, Part, SectionKind, Table
from specs.model import (
    Clause,
    Deadline,
    Doubt,
    Percentage,
    Role,
    Section,
    Target,
    Task,
)

# 下列各项各市均须落实,不再逐一列出: said once of all that stands below.
_FOR_ALL = re.compile(r"(?:下列|以下|下述)(?:各项|各条|任务|工作|事项|措施)[^。]{2,40}(?:均|都|落实|执行)[^。]*。?$")


@dataclass(frozen=True, slots=True)
class _Tabled:
    """A table with the place that it stands in, and the tasks of its rows."""

    part: Part
    item: Item | None
    table: Table
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    percentages: tuple[Percentage, ...]
    tasks: tuple[TableTask, ...]


def gather_findings(reading: Reading, script: str, doubts: Iterable[Doubt]) -> Findings:
    """Every fact of one notice.

    script   as the cleaning found it
    doubts   what reading and cleaning were unsure of
    """
    found = Findings(make_notice(reading.outline, reading.text, script), doubts=list(doubts))
    items, tables = task_items(reading), list(_tables(reading))
    ids = _name_tasks(items, tables)
    headings = _headings(reading)
    led: dict[str, tuple[str, ...]] = {}
    for_all: set[str] = set()
    prose = passages(reading, ids)
    for passage in prose:
        told = find_told(reading, passage, led)
        roles = read_roles(reading, passage.span.start, passage.span.end, told)
        _add_prose(reading, passage, roles, found)
        words = reading.text[passage.span.start : passage.span.end].rstrip()
        if passage.item is not None and (words.endswith(":") or _FOR_ALL.search(words)):
            if _FOR_ALL.search(words):
                for_all.add(passage.item.path)
            led[passage.item.path] = roles[-1].doers if roles and roles[-1].own else ()  # 供水单位应当:(一)…
        if passage.task is not None and passage.item is not None and passage.span.start == passage.item.start:
            every = passage.item.path.rpartition("/")[0] in for_all
            own = bool(roles) and roles[0].own and not every
            found.tasks.append(_item_task(reading, passage.item, passage.task, roles, headings, () if own else told))
    found.tasks = add_standing_bodies(reading, found.tasks)
    for tabled in tables:
        _add_table(reading, tabled, ids, headings, found)
    found.citations += find_citation_facts(reading)
    found.extras += find_extras(reading)
    found.doubts += find_leftovers(reading, prose, (t.table for t in tables), found)
    found.doubts += find_date_doubts(reading, found.deadlines)
    found.doubts += find_paper_doubts(reading)
    found.doubts += find_average_doubts(found.targets)
    weigh_findings(found, reading.clean)
    return found


def _add_prose(reading: Reading, passage: Passage, roles: list[SentenceRoles], found: Findings) -> None:
    targets = find_target_facts(reading, passage, roles)
    found.targets += targets
    if passage.task is None and targets:
        body = passage.item.body if passage.item and passage.span.start == passage.item.start else passage.span.start
        sentences = _clauses(reading, body, roles)
        found.goals += [s for s in sentences if any(s.start <= t.start < s.end for t in targets)]
    found.deadlines += find_deadline_facts(reading, passage, roles)
    found.percentages += find_percentage_facts(reading, passage)
    reports = find_report_facts(reading, passage, roles)
    found.reports += reports
    found.doubts += find_duty_doubts(reading, passage, roles, reports)


def _tables(reading: Reading) -> Iterator[_Tabled]:
    """Every table in reading order; a task table cut by a heading goes on below it without a head of its own."""
    for part in reading.outline.parts:
        placed = [(None, t) for t in part.tables] + [(i, t) for i in part.walk() for t in i.tables]
        columns: Columns | None = None
        layout: Layout | None = None
        for item, bare in sorted(placed, key=lambda p: p[1].start):
            table = replace(bare, caption=name_table(bare.caption, part.title))
            told = find_table_facts(reading, table, layout)
            layout = told.layout
            targets, deadlines, percentages = list(told.targets), list(told.deadlines), told.percentages
            tasks: list[TableTask] = []
            if not targets:  # an indicator table says targets, a task table tasks; never both
                section = "" if item is not None and item.heading == bare.caption else bare.caption
                tasks, columns = find_table_tasks(reading, table, columns, section)
            if not targets and not tasks:
                targets, deadlines = find_allocations(reading, table)
            yield _Tabled(part, item, table, tuple(targets), tuple(deadlines), tuple(percentages), tuple(tasks))


def _name_tasks(items: Sequence[Item], tables: Sequence[_Tabled]) -> dict[tuple[int, int], str]:
    """Ids by clean span: outline paths, one met again with `#2` (spec-format, "What a spec says")."""
    spans = [((i.start, i.end), i.path) for i in items]
    for tabled in tables:
        above = tabled.item.path if tabled.item else tabled.part.label
        spans += [((t.row.start, t.row.end), f"{above}/{t.number}" if above else t.number) for t in tabled.tasks]
    seen: dict[str, int] = {}
    ids = {}
    for span, path in sorted(spans):
        seen[path] = seen.get(path, 0) + 1
        ids[span] = path if seen[path] == 1 else f"{path}#{seen[path]}"
    return ids


def _headings(reading: Reading) -> dict[str, tuple[Section, ...]]:
    """The headings above and with each item, by its path."""
    found: dict[str, tuple[Section, ...]] = {}

    def walk(items: Iterable[Item], above: tuple[Section, ...]) -> None:
        for item in items:
            own = (*above, Section(item.printed, item.heading))
            found[item.path] = own
            walk(item.children, own)

    for part in reading.outline.parts:
        top = (Section(part.label, part.title),) if part.label else ()
        found[part.label] = top
        walk(part.items, top)
    return found


def _item_task(
    reading: Reading,
    item: Item,
    task_id: str,
    roles: list[SentenceRoles],
    headings: dict[str, tuple[Section, ...]],
    led: tuple[str, ...],
) -> Task:
    """A task; led is who the words above it tell to do it (`供水单位应当:`)."""
    last = find_task_end(reading, item)
    start, end = reading.clean.source_span(item.start, last)
    bodies = task_bodies(reading, roles)
    if led:
        role = Role.LEAD if reading.text.startswith("牵头", item.body) else Role.RESPONSIBLE
        named = [name_body(reading, n, role, "body.lead-in") for n in led]
        bodies = (*[b for b in named if b not in bodies], *bodies)
    return Task(
        task_id,
        item.heading,
        start,
        end,
        bodies,
        item.printed,
        reading.text[item.body : min(last, item.own_end)].strip(),
        headings[item.path][:-1],
        tuple(_clauses(reading, item.body, roles)),
        "task.item",
    )


def _clauses(reading: Reading, body: int, roles: list[SentenceRoles]) -> Iterator[Clause]:
    """The sentences of a task after its heading, each with the bodies that act in it."""
    for sentence in roles:
        begin = max(sentence.span.start, body)
        words = reading.text[begin : sentence.span.end].strip()
        if len(words) < 2:
            continue
        start, end = reading.quote(begin, sentence.span.end)
        parts: dict[tuple[str, Role], str] = {}
        for part in sorted(sentence.parts, key=lambda p: p.start):
            parts.setdefault((part.name, part.role), part.rule)
        bodies = [name_body(reading, n, r, rule) for (n, r), rule in parts.items()]
        if not sentence.own:
            bodies += [
                name_body(reading, n, Role.RESPONSIBLE, "body.carried")
                for n in sentence.doers
                if (n, Role.RESPONSIBLE) not in parts
            ]
        yield Clause(words, start, end, tuple(bodies))


def _add_table(
    reading: Reading,
    tabled: _Tabled,
    ids: dict[tuple[int, int], str],
    headings: dict[str, tuple[Section, ...]],
    found: Findings,
) -> None:
    if tabled.tasks:
        for row in tabled.tasks:
            _add_row(reading, tabled, row, ids[(row.row.start, row.row.end)], headings, found)
        return
    found.targets += tabled.targets
    found.deadlines += tabled.deadlines
    found.percentages += tabled.percentages
    if not tabled.percentages:  # a table of another sort: its percentages and times are still to be seen
        for line in tabled.table.rows:
            passage = Passage(Span(line.start, line.end), tabled.part, tabled.item, SectionKind.TASKS, None)
            found.percentages += find_percentage_facts(reading, passage)


def _add_row(
    reading: Reading,
    tabled: _Tabled,
    row: TableTask,
    task_id: str,
    headings: dict[str, tuple[Section, ...]],
    found: Findings,
) -> None:
    """A row of a task table: a task, with the facts of the cell that says what is to be done."""
    above = tabled.item.path if tabled.item else tabled.part.label
    passage = Passage(row.words, tabled.part, None, SectionKind.TASKS, task_id)
    roles = read_roles(reading, row.words.start, row.words.end, tuple(b.name for b in row.bodies[:1]))
    named = {b.name for b in row.bodies}
    extra = [b for b in task_bodies(reading, roles) if b.name not in named]
    start, end = reading.clean.source_span(row.row.start, row.row.end)
    words = reading.words_of(row.words)
    found.tasks.append(
        Task(
            task_id,
            row.heading,
            start,
            end,
            (*row.bodies, *extra),
            row.number,
            words,
            headings.get(above, ()),
            tuple(_clauses(reading, row.words.start, roles)),
            "task.row",
        )
    )
    before = len(found.targets)
    _add_prose(reading, passage, roles, found)
    if row.due is None:
        return
    alike = sum(other.heading == row.heading for other in tabled.tasks) > 1  # one heading over several rows
    title = "" if alike else row.heading
    limits = reading.times_in(row.due.start, row.due.end)
    period = None if limits else read_period_cell(reading.words_of(row.due), reading.reference.year)
    if period is not None:
        start, end = reading.clean.source_span(row.due.start, row.due.end)
        action = title or shorten(words)
        found.deadlines.append(Deadline("", start, end, period, action, task_id, "time.column"))
        found.targets[before:] = [t if t.due else replace(t, due=period) for t in found.targets[before:]]
    for limit in limits:
        start, end = reading.clean.source_span(limit.start, limit.end)
        found.deadlines.append(
            Deadline("", start, end, limit.time, due_words(reading, row.due, limit) or title or shorten(words),
                     task_id, "time.column")
        )
    calendar = [t.time for t in limits if not t.time.every and not t.time.within]
    if calendar:
        found.targets[before:] = [t if t.due else replace(t, due=calendar[-1]) for t in found.targets[before:]]
