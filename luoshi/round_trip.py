"""The plan read back by our own reading (回读): every value and limit that the county takes up is found in it again."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from extractor.pipeline import extract_source
from extractor.readers.files import read_source
from generator.localise.plan import CountyPlan
from generator.pipeline import CountyWork
from gongwen.dates import print_date
from specs.model import Origin, Spec, Time

_DATE = "【待填：成文日期】"
PLAN = "plan.docx"


def find_losses(work: CountyWork, data: bytes) -> tuple[str, ...]:
    """What the county's plan holds and our reading does not find in its .docx: targets' words, limits' words.

    data  the bytes of plan.docx; its open date is read as the notice's, so that its years are read from the same day
    """
    again = _read_back(data, work.plan.spec.notice.issued_on)
    return (*_lost_values(work.plan, again), *_lost_limits(work.plan, again))


def _read_back(data: bytes, issued_on: str | None) -> Spec:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PLAN
        path.write_bytes(_dated(data, issued_on))
        return extract_source(read_source(path), Origin(PLAN, "0" * 64, "docx", "")).spec


def _dated(data: bytes, issued_on: str | None) -> bytes:
    if issued_on is None:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(_DATE.encode(), print_date(date.fromisoformat(issued_on)).encode())
            new.writestr(name, part)
    return out.getvalue()


def _lost_values(plan: CountyPlan, again: Spec) -> list[str]:
    targets = (*plan.goals, *plan.indicators, *(target for task in plan.tasks for target in task.targets))
    said = {(t.value, _unit(t.unit)) for t in again.targets}
    return [t.text for t in targets
            if t.target.value is not None and (t.target.value, _unit(t.target.unit)) not in said]


def _lost_limits(plan: CountyPlan, again: Spec) -> list[str]:
    """Limits that are neither read again nor moved to a day of the county's own, which stands in their place."""
    said = {_plain(d.time) for d in again.deadlines} | {_plain(t.due) for t in again.targets}
    said |= {_plain(r.due) for r in again.reports}
    moved = {(move.task, time) for move in plan.moves for task in plan.tasks if task.id == move.task
             for d in task.deadlines for time in (_plain(d.time),) if d.time.by and move.sent != d.time.by}
    return [d.quote for task in plan.tasks for d in task.deadlines
            if _plain(d.time) not in said and (task.id, _plain(d.time)) not in moved]


def _unit(unit: str | None) -> str:
    return (unit or "").removeprefix("个")


def _plain(time: Time | None) -> tuple[str | None, ...]:
    """A time without the event that it runs from, whose words are localised."""
    return (time.by, time.start, time.end, time.every, time.within) if time else ()
