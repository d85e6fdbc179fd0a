"""What the files of a county may say (可用事实): all words of its spec, plan, profile, offices and request."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.books import Calendar, Ledger
from generator.compose.calendar import compose_calendar
from generator.compose.documents import document_values
from generator.compose.kinds import KINDS
from generator.compose.ledger import compose_ledger
from generator.compose.report_forms import compose_forms
from generator.compose.requests import Case
from generator.compose.rows import Row, task_rows
from generator.form import Form
from generator.pipeline import CountyWork
from generator.proof.tokens import Sort, Token, collect_keys, find_names, fold
from gongwen.dates import print_date

# Any county has them; whose they are, the place before them says.
_ALWAYS = ("人民政府", "人民政府办公室")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one county (可用事实).

    tokens  every number, date, body and place that its files may say
    names   of bodies, by themselves, also without their county
    rows    its task rows by the task's printed name; bodies: full names of all bodies that its tasks name
    """

    tokens: frozenset[Token]
    names: frozenset[str]
    rows: Mapping[str, tuple[Row, ...]]
    bodies: tuple[str, ...]
    ledger: Ledger
    forms: Mapping[str, Form]
    calendar: Calendar

    def has(self, token: Token) -> bool:
        """Whether files may say it; a body's name also where other words stand before it."""
        if token in self.tokens or token.sort is not Sort.BODY:
            return token in self.tokens
        return any(token.key.endswith(name) or name.endswith(token.key) for name in self.names)


def list_known(work: CountyWork, templates: Path) -> Known:
    """Everything that the files of a county may say.

    work       prepared for all kinds of document
    templates  their fixed words name bodies too (办公室); numbers in them are known to nobody
    """
    plan = work.plan
    ledger = compose_ledger(plan, work.opens["checklist"])
    forms = {form.key: form for form in compose_forms(plan)}
    calendar = compose_calendar(plan)
    values = [document_values(kind, Case(plan, work.offices[kind], work.request)) for kind in KINDS]
    texts = list(_words([plan, work.offices, work.opens, work.request, ledger, list(forms.values()), calendar, values]))
    fixed = {token for path in sorted(templates.glob("*.j2")) for token in collect_keys([path.read_text("utf-8-sig")])
             if token.sort is Sort.BODY}
    rows: dict[str, list[Row]] = {}
    for row in task_rows(plan):
        rows.setdefault(fold(str(row["任务"])), []).append(row)
    names = tuple(dict.fromkeys(name for task in plan.tasks for name in (*task.doers, *task.support)))
    bare = {name for text in texts for name in find_names(text)}
    county = plan.profile.name
    bare |= {f"{head}{name.removeprefix(county)}" for name in bare if name.startswith(county)
             for head in ("", plan.profile.unit)}
    by_name = {name: tuple(found) for name, found in rows.items()}
    bare |= set(_ALWAYS)
    return Known(collect_keys(texts) | fixed, frozenset(name for name in bare if len(name) > 2), by_name, names,
                 ledger, forms, calendar)


def _words(value: object) -> Iterator[str]:
    """All text that can be reached from a value; counts and numbers as they would be printed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        yield f"{value}项"  # counts that templates print: 来文要素 12 项
    elif isinstance(value, date):
        yield print_date(value)
    elif isinstance(value, Mapping):
        for item in value.items():
            yield from _words(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _words(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _words(item)
