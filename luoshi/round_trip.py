"""Documents read back by our own reading (回读): every value, limit and body that they are to say is found again."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractor.pipeline import extract_source
from extractor.readers.files import read_source
from extractor.source import BlockKind, SourceText
from generator.compose.documents import letter_plans
from generator.compose.kinds import name_document
from generator.compose.requests import Case
from generator.compose.rows import name_task, print_target
from generator.localise.plan import CountyPlan, PlanTask
from generator.localise.targets import PlanTarget
from generator.pipeline import CountyWork
from generator.proof.tokens import fold
from gongwen.dates import print_date
from specs.model import Deadline, Origin, Spec, Time

_DATE = "【待填：成文日期】"
_WHOLE = ("plan", "cover", "package", "consult", "approval")  # papers that hold the plan's text


@dataclass(frozen=True, slots=True)
class _Held:
    """What a document is to say (应有内容): tasks with their values, limits and bodies; other values.

    entitled  it has pages whose titles say whose they are
    """

    tasks: tuple[PlanTask, ...]
    targets: tuple[PlanTarget, ...] = ()
    entitled: bool = False


def find_document_losses(work: CountyWork, files: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """What each document of a county lost, by the document's Chinese name; those that lost nothing are not in it.

    files  by name: plan.docx, letter-函.docx, checklist.docx; what is no .docx or says parts alone is passed over
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, data in files.items():
        kind = name.split(".")[0].split("-")[0]
        held = _held(name.removesuffix(".docx"), work) if name.endswith(".docx") else None
        if held and (lost := _find_losses(work.plan, held, data)):
            found[name_document(kind)] = lost
    return found


def find_losses(work: CountyWork, data: bytes) -> tuple[str, ...]:
    """What the county's plan holds and our reading does not find in its .docx: targets' and limits' words, bodies.

    data  the bytes of plan.docx; its open date is read as the notice's, so that its years are read from the same day
    """
    return _find_losses(work.plan, _whole(work.plan), data)


def _held(name: str, work: CountyWork) -> _Held | None:
    """What a document of a name is to say; None where it says only parts of the plan."""
    kind = name.split("-")[0]
    if kind in _WHOLE:
        return _whole(work.plan)
    if kind in ("checklist", "duties"):
        return _Held(work.plan.tasks, entitled=kind == "duties")
    if kind == "letter":
        case = Case(work.plan, work.offices[kind], work.request)
        plan, asked = letter_plans(case)[name]
        return _Held(plan.tasks if asked is None else asked, plan.goals)
    return None


def _whole(plan: CountyPlan) -> _Held:
    return _Held(plan.tasks, (*plan.goals, *plan.indicators))


def _find_losses(plan: CountyPlan, held: _Held, data: bytes) -> tuple[str, ...]:
    source, again = _read_back(data, plan.spec.notice.issued_on)
    values = {(t.value, _unit(t.unit)) for t in again.targets}
    times = {_plain(d.time) for d in again.deadlines} | {_plain(t.due) for t in again.targets}
    times |= {_plain(r.due) for r in again.reports}
    bodies = {body.name for task in again.tasks for body in task.bodies}
    bodies |= {name for report in again.reports for name in (*report.by, *report.to)}
    if held.entitled:
        bodies |= {block.removesuffix("责任分工单") for block in _texts(source, BlockKind.PARAGRAPH)}
    rows = _texts(source, BlockKind.ROW)
    moved = {(move.task, time) for move in plan.moves for task in plan.tasks if task.id == move.task
             for d in task.deadlines for time in (_plain(d.time),) if d.time.by and move.sent != d.time.by}
    lost = [t.text for t in held.targets if not _is_value(t, values)]
    for task in held.tasks:
        own = "\n".join(row for row in rows if _is_row_of(task, row))
        lost += [t.text for t in task.targets if not _is_value(t, values) and fold(print_target(t)) not in own]
        lost += [d.quote for d in task.deadlines if not _is_time(d, task, times, moved) and not _says_times(task, own)]
        lost += [name for name in (*task.doers, *task.support) if name not in bodies and fold(name) not in own]
    return tuple(dict.fromkeys(lost))


def _is_value(target: PlanTarget, values: set[tuple[float | None, str]]) -> bool:
    return target.target.value is None or (target.target.value, _unit(target.target.unit)) in values


def _is_time(deadline: Deadline, task: PlanTask, times: set[tuple[str | None, ...]],
             moved: set[tuple[str, tuple[str | None, ...]]]) -> bool:
    """Whether a limit is read again, or moved to a day of the county's own that stands in its place."""
    return _plain(deadline.time) in times or (task.id, _plain(deadline.time)) in moved


def _says_times(task: PlanTask, own: str) -> bool:
    """Whether the task's row has all its limits as they are printed: a cell alone may be no sentence to our reading."""
    return bool(own) and (all(fold(time) in own for time in task.times)
                          or (bool(task.own_times) and all(fold(time) in own for time in task.own_times)))


def _is_row_of(task: PlanTask, row: str) -> bool:
    return fold(name_task(task)) in row


def _texts(source: SourceText, kind: BlockKind) -> list[str]:
    return [fold(source.text[block.start:block.end]) for block in source.blocks if block.kind is kind]


def _read_back(data: bytes, issued_on: str | None) -> tuple[SourceText, Spec]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        path.write_bytes(_dated(data, issued_on))
        source = read_source(path)
        return source, extract_source(source, Origin("paper.docx", "0" * 64, "docx", "")).spec


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


def _unit(unit: str | None) -> str:
    return (unit or "").removeprefix("个")


def _plain(time: Time | None) -> tuple[str | None, ...]:
    """A time without the event that it runs from, whose words are localised."""
    return (time.by, time.start, time.end, time.every, time.within) if time else ()


def say_losses(losses: Mapping[str, Sequence[str]], named: int = 3) -> str:
    """What was lost, in one sentence for the user; "" nothing."""
    parts = []
    for document, words in losses.items():
        more = f"等 {len(words)} 处" if len(words) > named else ""
        parts.append(f"{document}读回后缺少{'、'.join(f'“{word}”' for word in words[:named])}{more}")
    return f"{'；'.join(parts)}，请检查模板" if parts else ""
