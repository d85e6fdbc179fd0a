"""What the county's bodies must send, to whom and by when (报送事项), each said in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import Rung, find_counterpart, find_own_body, find_rung, name_kind
from generator.localise.doers import BODY_TAIL
from generator.localise.presume import name_superior
from generator.localise.targets import verdict_at
from generator.localise.times import print_time
from generator.localise.verdicts import Piece, Verdict
from generator.localise.words import localise_text, say_quote
from specs.model import Report, Spec

# A clause that says when: its time is not said a second time before it.
_WHEN = re.compile(r"\d+个?(?:工作日|月|日|小时|分钟|年|时)?(?:之?内|以?前)|\d[年月日]|[每次][年月季周半日\d]"
                   r"|年底前|[季月]末")
_OBJECT = re.compile(r"^(?![将把])[一-鿿、“”《》()]{2,24}?(?:情况|结果|方案|总结|报告"
                     r"|名单|台账|事项|材料|数据|清单|计划|进展"
                     r"|成果|问题|名册)(?=于|在|自|每|及时|\d|报|通报|上报)")
_SENDS = re.compile(r"^(?P<lead>(?:要|应当?|须)?(?:经[一-鿿]{2,8}后)?(?:于|在)?"
                    r"[\d年月日每季度周个工作小时内前底末印发后之]*)"
                    r"(?P<verb>报送|上报|抄报|抄送|函告|函报|呈报|通报|报(?!告))(?=[一-鿿])")
_DOING = re.compile(r"^(?:逐一|分别|及时|全部)?(?:印发|制定|建立|出台|编制|形成|完成|修订|提出|上报)")
_NO_OBJECT = re.compile("[,;于并]|会同|汇报|报告$|审核|[的了]$")


@dataclass(frozen=True, slots=True)
class PlanReport:
    """Something that a body of the county must send (报送); `text` says it in one sentence, as the notice does.

    due      the superior's limit; own_due: the county's own, "" where it has not moved
    """

    text: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    due: str
    report: Report
    own_due: str = ""


def localise_reports(spec: Spec, judged: Mapping[str, tuple[Piece, ...]], profile: CountyProfile,
                     line: BodyKind) -> tuple[PlanReport, ...]:
    """The reports that bodies of the county's level send, in reading order."""
    by_id = {task.id: task for task in spec.tasks}
    found = []
    for report in spec.reports:
        task = by_id.get(report.task or "")
        words = say_quote(report)
        verdict = verdict_at(task, judged[task.id], report.start, words, report.what) if task else Verdict.OWN
        if not verdict.taken:
            continue
        presumed = verdict is Verdict.PRESUMED
        rungs = {name: find_rung(name, None, profile) for name in report.by}
        # 供水单位 and its like are of no rung: in a sentence that the county takes up they are its own.
        own = [name for name, rung in rungs.items() if rung in (Rung.OWN, Rung.BELOW)
               or (task and rung is Rung.UNKNOWN and BODY_TAIL.search(name)) or (presumed and rung is Rung.ABOVE)]
        if not own:
            continue
        names = tuple(dict.fromkeys(_sender(name, profile, line) for name in own))
        upper = [name for name in report.to if presumed and find_rung(name, None, profile) is Rung.ABOVE]
        to = tuple(name_superior(name, profile) if name in upper else localise_text(name, profile, line)
                   for name in report.to)
        for name in sorted(upper, key=len, reverse=True):
            words = words.replace(name, name_superior(name, profile))
        due = print_time(report.due, day="日" in words) if report.due else ""
        what = localise_text(report.what, profile, line)
        for name in own:  # a class that is no body's usual name: 县级森林防火指挥部办公室
            words = words.replace(name, _sender(name, profile, line))
        clause = localise_text(words, profile, line)
        found.append(PlanReport(say_report(clause, names, due, what, profile.name), names, to, what, due, report))
    return tuple(found)


def say_report(clause: str, names: tuple[str, ...], due: str, what: str, county: str) -> str:
    """The notice's clause as a sentence of the county: who before it, when and what where it does not say them.

    clause  in the county's words already
    """
    text = re.sub(r"^(?:并|且|,)+", "", re.sub(r"^(?:并|且)?请(?:各[^将于在]{1,8}?)?(?=于|在|将|\d|每)", "", clause))
    if any(name in text for name in names) or re.match(f"[^,向报送]{{0,14}}{county}", text):
        return text
    sends = _SENDS.match(text)
    if sends and what not in text and 2 <= len(what) <= 20 and not _NO_OBJECT.search(what):
        thing = _DOING.sub("", what) or what
        text = f"{sends['lead']}将{thing}{text[sends.start('verb'):]}" if len(thing) > 1 else text
    elif _OBJECT.match(text):
        text = f"将{text}"
    return f"{'、'.join(names)}{'' if not due or _WHEN.search(text) else due}{text}"


def _sender(name: str, profile: CountyProfile, line: BodyKind) -> str:
    if find_rung(name, None, profile) is Rung.ABOVE:  # presumed: the county's body that answers to it
        return name_kind(find_counterpart(name) or line, profile).name
    if find_rung(name, None, profile) is Rung.OWN:
        return find_own_body(name, profile, line).name
    return localise_text(name, profile, line)
