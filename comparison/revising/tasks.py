"""Tasks that came or went, and bodies that another takes the place of (任务增删、单位更换)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from comparison.pairing import pair_specs
from comparison.revising.stated import Stated
from specs.changes import Change, ChangeKind, FactKind
from specs.model import Spec, Task
from specs.revisions import OwnTask, Question, Revision, RevisionKind
from specs.wording import name_task

_NUMERALS = "〇一二三四五六七八九十"
_NUMBER = re.compile(r"^([(（]?)([一二三四五六七八九十]{1,3}|\d{1,2})([)）]|、|[.．])")


def revise_tasks(changes: tuple[Change, ...], stated: Stated, new: Spec,
                 after: Mapping[str, OwnTask]) -> Iterator[Revision | Question]:
    """Added tasks of the county behind the one that precedes them in the new paper; removed ones taken out."""
    for change in changes:
        if change.fact is not FactKind.TASK or change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
            continue
        if change.kind is ChangeKind.REMOVED:
            for task in change.old_facts:
                if isinstance(task, Task):
                    yield from _remove(change, task, stated)
        else:
            for task in change.new_facts:
                if isinstance(task, Task) and task.id in after:
                    yield from _add(change, task, stated, new, after[task.id])


def _remove(change: Change, task: Task, stated: Stated) -> Iterator[Revision | Question]:
    answers = stated.tasks_of(task.id)
    if not answers:
        return
    said = [one for one in answers if not stated.in_table(one.start)] or answers
    one = said[0]
    line = stated.line_of(one.start)
    if len(said) > 1 or one.end > line[1] or stated.in_table(one.start):
        yield Question(change.sentence, "该任务在方案中不是独立的一段，请人工删改", name_task(one))
        return
    yield Revision(RevisionKind.DELETED, *line, stated.text_of(*line), "", change.sentence, name_task(task))
    for row in stated.rows_of(one):
        yield Question(change.sentence, "附表中还有这一行，请人工删去", stated.text_of(*stated.line_of(row.start)))


def _add(change: Change, task: Task, stated: Stated, new: Spec, own: OwnTask) -> Iterator[Revision | Question]:
    place = _find_place(task, stated, new)
    if place is None:
        yield Question(change.sentence, f"方案中没有可接续的段落，请人工补写：{own.text}")
        return
    line = stated.line_of(place.start)
    words = stated.text_of(*line)
    number, renumber = _next_number(words), _next_number(stated.text_of(*stated.line_of(line[1] + 1)), same=True)
    yield Revision(RevisionKind.INSERTED, *line, "", number + own.text, change.sentence, name_task(task))
    if number and number == renumber:
        yield Question(change.sentence, "插入后，其后各项的序号和附表请相应顺延、补列", own.text[:30])


def _find_place(task: Task, stated: Stated, new: Spec) -> Task | None:
    """The plan's task behind which a new one comes: of the nearest one before it under the same heading."""
    answers = stated.answers(new)
    at = new.tasks.index(task)
    for before in reversed(new.tasks[:at]):
        if before.sections != task.sections:
            return None
        said = [one for one in answers.get(before.id, ()) if not stated.in_table(one.start)]
        if said and said[-1].end <= stated.line_of(said[-1].start)[1]:
            return said[-1]
    return None


def _next_number(words: str, *, same: bool = False) -> str:
    """The number behind that of a paragraph (（三） behind （二）); its own where `same`; "" where it has none."""
    found = _NUMBER.match(words)
    if not found:
        return ""
    if same:
        return found[0]
    if found[2].isdigit():
        return f"{found[1]}{int(found[2]) + 1}{found[3]}"
    value = _read(found[2]) + 1
    return f"{found[1]}{_print(value)}{found[3]}" if value < 100 else ""


def _read(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.index(numeral)
    return (_NUMERALS.index(tens) if tens else 1) * 10 + _NUMERALS.index(ones or "〇")


def _print(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")


def revise_bodies(stated: Stated, new: Spec, before: Mapping[str, OwnTask],
                  after: Mapping[str, OwnTask]) -> Iterator[Revision | Question]:
    """One body of the county exchanged for another in its task and row; more than that is told."""
    pairing = pair_specs(stated.basis, new)
    for group in pairing.groups:
        if len(group.old) != 1 or len(group.new) != 1:
            continue
        was, now = before.get(stated.basis.tasks[group.old[0]].id), after.get(new.tasks[group.new[0]].id)
        if was is None or now is None or set(was.bodies) == set(now.bodies):
            continue
        gone, come = sorted(set(was.bodies) - set(now.bodies)), sorted(set(now.bodies) - set(was.bodies))
        sentence = f"任务“{name_task(new.tasks[group.new[0]])}”的单位有变：" + "；".join(
            f"{label}{'、'.join(f'{name}（{role}）' for role, name in some)}"
            for label, some in (("原", gone), ("新", come)) if some)
        said = stated.tasks_of(stated.basis.tasks[group.old[0]].id)
        places = [place for task in said for place in _places(stated, task, gone[0][1])] if len(gone) == 1 else []
        single = len(gone) == len(come) == 1 and gone[0][0] == come[0][0]
        taken = single and any(come[0][1] in stated.text_of(task.start, task.end) for task in said)
        if not single or not places or taken:
            if said:
                yield Question(sentence, "请对照新文件核定责任单位", name_task(said[0]))
            continue
        for at in places:
            end = at + len(gone[0][1])
            yield Revision(RevisionKind.RESTATED, at, end, gone[0][1], come[0][1], sentence,
                           name_task(new.tasks[group.new[0]]))


def _places(stated: Stated, task: Task, name: str) -> list[int]:
    """Where a body is named in a task and its rows."""
    found = []
    for start, end in ((task.start, task.end), *((row.start, row.end) for row in stated.rows_of(task))):
        words, at = stated.text_of(start, end), -1
        while (at := words.find(name, at + 1)) >= 0:
            found.append(start + at)
    return found
