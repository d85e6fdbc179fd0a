"""Duties in paragraphs without a number (未编号段落): each sentence judged like a numbered one, and none lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.localise.procedure import CONTACT, PROCEDURE
from generator.localise.words import say_quote
from specs.model import Body, Clause, Extra, Role, Section, Spec, Task

UNNUMBERED = "未编号段落"
OTHERS = "其他要求"
_SENTENCE = re.compile("[^。]*。|[^。]+$")
# What is left of a sentence that brings the notice out: 请结合实际认真贯彻执行, 同时废止, 请查照.
_LEFT_OVER = re.compile("(?:并)?请[^,。;于前报将]{0,16}?(?:贯彻|执行|落实|实施|办理|遵照|查照|支持)[^,。;]{0,6}"
                        "|同时废止|由[^,。;]{2,20}负责解释|自[^,。;]{2,20}起(?:施行|实施|执行)|贯彻(?:落实|执行)(?=[。,]?$)")
# 要 of 重要 and 要求, 应 of 响应 and 应急 ask nothing; 也要看到 only looks.
_DUTY = re.compile("(?<![重主必需紧首概摘纲提简只想])要(?![求素点件义闻领目]|看到|清醒|认识)"
                   "|(?<![法反供响适对感相效])应(?![急用对有接聘邀]|当?看到)|须|必须|不得|严禁|禁止"
                   "|报送|上报|报(?=[省市县区州])|反馈至|负责(?!同志|人|解释)|请(?=各|于|及时|将|结合|认真|切实)")
_WHY_WRITTEN = re.compile("^(?:为|根据|依据|按照|遵照|针对)[^。]*(?:"
                          "(?:制定|编制|提出|形成)(?:了|本|如下|以下|[^,。]{0,40}意见)|(?:通知|函商|函告|要求|意见)如下|印发给你们)[:。]?")
_NOTE = re.compile("^[(]?注[:：]")
_IS_PART = re.compile("^附件[^/#]*$")


def why_left(sentence: str) -> str:
    """Why a sentence without a number is no duty of anybody; "" where it is one."""
    if CONTACT.search(sentence):
        return "上级的联系方式和附注，不转写"
    if _WHY_WRITTEN.match(sentence):
        return "制定依据和缘由，不转写"
    if _NOTE.match(sentence):
        return "注释，不转写"
    left = _LEFT_OVER.sub("", PROCEDURE.sub("", sentence))
    if left != sentence and not _DUTY.search(left):
        return "程序性文字，不转写"
    return "" if _DUTY.search(sentence) else "情况和背景，不转写"


def number_duties(spec: Spec) -> Spec:
    """A notice with the duties of its paragraphs without a number as tasks, behind those of the same part.

    returns  extras keep their other sentences; facts that stand in a duty belong to it
    """
    made: list[tuple[Extra, Task]] = []
    kept: list[Extra] = []
    for extra in spec.extras:
        sentences = _sentences(extra.text)
        duties = [sentence for sentence in sentences if not why_left(sentence)]
        rest = "".join(sentence for sentence in sentences if sentence not in duties)
        if duties:
            made.append((extra, _task(extra, duties, spec)))
        if rest:
            kept.append(replace(extra, text=rest))
    if not made:
        return spec

    def of(task: str | None, start: int, words: str) -> str | None:
        if task:
            return task
        return next((own.id for extra, own in made if extra.start <= start < extra.end and words in own.text), None)

    return replace(
        spec, extras=tuple(kept), tasks=_place([task for _, task in made], spec.tasks),
        targets=tuple(replace(t, task=of(t.task, t.start, say_quote(t))) for t in spec.targets),
        deadlines=tuple(replace(d, task=of(d.task, d.start, say_quote(d))) for d in spec.deadlines),
        reports=tuple(replace(r, task=of(r.task, r.start, say_quote(r))) for r in spec.reports))


def _sentences(text: str) -> list[str]:
    """Sentences; a note in brackets is one."""
    return [text] if _NOTE.match(text) else _SENTENCE.findall(text)


def _task(extra: Extra, duties: Sequence[str], spec: Spec) -> Task:
    path, _, number = extra.id.rpartition("#")
    clauses = tuple(Clause(said, extra.start, extra.end, _bodies(extra, said, spec)) for said in duties)
    bodies = tuple(dict.fromkeys(body for clause in clauses for body in clause.bodies))
    return Task(f"{path}/{UNNUMBERED}{number}".lstrip("/"), "", extra.start, extra.end, bodies, "",
                "".join(duties).replace("请各", "各"), _sections(path, spec),
                tuple(replace(clause, text=clause.text.replace("请各", "各")) for clause in clauses), extra.rule,
                extra.confidence)


def _bodies(extra: Extra, sentence: str, spec: Spec) -> tuple[Body, ...]:
    """Who sends and who gets what a sentence asks for: that much a report says of an unnumbered paragraph."""
    mine = [r for r in spec.reports
            if r.task is None and extra.start <= r.start < extra.end and say_quote(r) in sentence]
    roles = [(name, role) for report in mine for names, role in (
        (report.by, Role.RESPONSIBLE), (report.to, Role.RECEIVE)) for name in names if name in sentence]
    return tuple(Body(name, role) for name, role in dict.fromkeys(roles))


def _sections(path: str, spec: Spec) -> tuple[Section, ...]:
    """The headings that such a paragraph stands under: its item's, else one of its own at the end of its part."""
    inside = [task for task in spec.tasks if path and (task.id == path or task.id.startswith(f"{path}/"))]
    part = path.split("/")[0] if path.startswith("附件") else ""
    depth = len(path.split("/")) if path else 0
    if inside and not _IS_PART.match(path):
        first = inside[0]
        return first.sections if first.id == path else first.sections[:depth]
    attached = [task.sections[0] for task in spec.tasks if part and task.sections and task.sections[0].number == part]
    own = [task for task in spec.tasks if bool(part) is task.id.startswith("附件")]
    said = {section.heading for task in own for section in task.sections}
    return (*attached[:1], Section("", "工作要求" if not own or "工作要求" in said else OTHERS))


def _place(made: Sequence[Task], tasks: Sequence[Task]) -> tuple[Task, ...]:
    """All tasks, each made one behind the last that stands under the same headings, else behind its part."""
    out = list(tasks)
    for task in made:
        same = [i for i, other in enumerate(out) if other.sections[:len(task.sections)] == task.sections]
        part = [i for i, other in enumerate(out) if other.id.startswith("附件") is task.id.startswith("附件")
                and other.id.split("/")[0] == task.id.split("/")[0]] if task.id.startswith("附件") else []
        at = same or part
        out.insert(at[-1] + 1 if at else len(out), task)
    return tuple(out)
