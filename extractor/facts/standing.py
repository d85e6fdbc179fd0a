"""Duties said once for all tasks that follow (统一责任): `以下均需各县政府落实,不再列出`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.facts.levels import name_body
from extractor.facts.reading import Reading
from extractor.phrases.coordinations import split_names
from extractor.phrases.names import names_body
from extractor.source import Span
from specs.model import Role, Task

STANDING = re.compile(
    r"(?:(?:以下|下列|下述|以上|上述|后续|各)?(?:各项|各条|各类|重点)?(?:任务|工作|事项|措施|内容|条款)?)"
    r"(?:均|都|皆)(?:需|须|应|要|由|涉及)*+(?P<who>(?!落实|负责|配合|实施|执行|参照|按)[^。;:]{2,60}?)"
    r"(?P<duty>(?:按照?(?:各自)?职责(?:分工)?)?(?:共同|组织|抓好|贯彻|具体|分工)?(?:落实|负责|配合|参与|实施|承担|执行))?"
    r"[,。;][^。;()]{0,6}(?:不再|不另|不一一)[^。;()]{0,10}"
)


_NO_MORE = re.compile("不(?:再|另|一一)")  # what each of these says


def find_standing_words(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Where it is said once for all who does what stands around it."""
    return STANDING.finditer(text, start, end) if _NO_MORE.search(text, start, end) else iter(())


@dataclass(frozen=True, slots=True)
class _Standing:
    """A part that all tasks of a stretch have: clean offsets."""

    span: Span
    name: str
    role: Role


def add_standing_bodies(reading: Reading, tasks: Sequence[Task]) -> list[Task]:
    """The tasks, each with the bodies that the paper names once for it and others too.

    source  docs/spec-format.md, "Bodies"
    """
    standing = _find_standing(reading)
    return [_with(reading, task, standing) for task in tasks] if standing else list(tasks)


def _find_standing(reading: Reading) -> list[_Standing]:
    found = []
    for told in find_standing_words(reading.text):
        end = next((p.end for p in reading.outline.parts if p.start <= told.start() < p.end), len(reading.text))
        role = Role.SUPPORT if re.search("配合|参与", told["duty"] or "") else Role.RESPONSIBLE
        names = [n for n in split_names(told["who"], reading.names, listed=True) if names_body(n, reading.names)]
        found += [_Standing(Span(told.start(), end), name, role) for name in names]
    return found


def _with(reading: Reading, task: Task, standing: Sequence[_Standing]) -> Task:
    named = {body.name for body in task.bodies}
    more = tuple(name_body(reading, s.name, s.role, "body.standing") for s in standing
                 if reading.clean.origin[s.span.start] < task.end
                 and task.start <= reading.clean.origin[min(s.span.end, len(reading.text)) - 1] and s.name not in named)
    return replace(task, bodies=(*task.bodies, *more)) if more else task
