"""Targets seen from one county (县级目标): taken over, kept by the upper level, or a total to be shared out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import HEAD, Rung, find_own_body, find_rung
from generator.localise.pieces import Piece, Verdict
from generator.localise.times import print_time, print_value
from generator.localise.words import fold_quote, localise_text
from specs.model import Spec, Target, TargetKind, Task

_OF_COUNTY = re.compile(rf"{HEAD}|县级|区县|乡镇|街道|^各?县|村")
_AVERAGE = re.compile("平均|人均|次均|户均|亩均|均[^衡]|用时|时长|系数|浓度|密度|比例")
_AVERAGE_UNIT = re.compile("天|日|小时|分钟|时$|毫克|微克|分$")
_LONGEST_SUBJECT = 30
_UPPER_TOTAL = re.compile(r"^(?:全省|全市|全国|我省|我市|省级|市级)")


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A target as the county's documents state it (县级目标).

    name     what is measured, in the county's words
    text     the notice's own phrase in the county's words
    value    what it demands: 每年不少于25家
    due      by when; "" where the text says nothing
    tabular  a cell of an indicator table
    """

    target: Target
    verdict: Verdict
    name: str
    text: str
    value: str
    due: str
    bodies: tuple[str, ...]
    tabular: bool


def localise_targets(spec: Spec, judged: Mapping[str, tuple[Piece, ...]], profile: CountyProfile, line: BodyKind, *,
                     home: bool) -> tuple[PlanTarget, ...]:
    """Every target with its verdict, in reading order; values and dates are the notice's."""
    by_id = {task.id: task for task in spec.tasks}
    return tuple(
        _plan_target(target, judge_target(target, by_id.get(target.task or ""), judged, profile, home=home),
                     profile, line, spec.notice.script)
        for target in spec.targets if not _is_background(target, spec))


def judge_target(target: Target, task: Task | None, judged: Mapping[str, tuple[Piece, ...]], profile: CountyProfile,
                 *, home: bool) -> Verdict:
    """Whose a target is: a per-county count is the county's, a rate is taken over, an upper level's total is shared."""
    if home:
        return Verdict.OWN
    said = f"{target.subject} {target.each or ''} {fold_quote(target.quote)}"
    if task and "|" not in target.quote:
        verdict = verdict_at(task, judged[task.id], target.start, target.quote, target.indicator)
        if verdict is not Verdict.OWN:
            return verdict
    rungs = {find_rung(name, None, profile) for name in target.bodies}
    if rungs == {Rung.ABOVE} and not (target.each and re.search(HEAD, target.each)):
        return Verdict.ABOVE
    total = target.kind is TargetKind.QUANTITY and not _is_average(target) and (_UPPER_TOTAL.match(target.subject) or (
        not task and not target.each and not _OF_COUNTY.search(said) and not rungs & {Rung.OWN, Rung.BELOW}))
    return Verdict.SHARE if total and not target.each else Verdict.OWN


def _is_average(target: Target) -> bool:
    """Whether a figure is a mean, a length of time or a factor: taken over like a rate, never shared out."""
    return not target.unit or bool(_AVERAGE_UNIT.search(target.unit) or _AVERAGE.search(target.indicator))


def _is_background(target: Target, spec: Spec) -> bool:
    """A figure of an introduction, which no one is to bring about: no date, no task, in an unnumbered paragraph."""
    return (target.task is None and target.due is None and target.comparator == "="
            and any(extra.start <= target.start < extra.end for extra in spec.extras))


def verdict_at(task: Task, pieces: tuple[Piece, ...], start: int, *words: str) -> Verdict:
    """The verdict of the piece that a fact stands in: by its sentence, then by its words.

    start  place of the fact in the source
    words  the fact's quote, then its indicator or action
    """
    number = next((i for i, clause in enumerate(task.clauses) if clause.start <= start < clause.end), None)
    mine = [piece for piece in pieces if number is None or piece.sentence == number] or list(pieces)
    if not mine:
        return Verdict.OWN
    verdicts = {piece.verdict for piece in mine}
    if len(verdicts) == 1:
        return verdicts.pop()
    for word in words:
        plain = fold_quote(word)
        for cut in (len(plain), 10, 6, 4):
            for piece in mine:
                if plain and len(plain) >= min(cut, 4) and plain[:cut].rstrip(",;。") in piece.text:
                    return piece.verdict
    return mine[0].verdict


def _plan_target(target: Target, verdict: Verdict, profile: CountyProfile, line: BodyKind, script: str) -> PlanTarget:
    bodies = tuple(dict.fromkeys(find_own_body(name, profile, line).name for name in target.bodies
                                 if find_rung(name, None, profile) is Rung.OWN))
    return PlanTarget(target, verdict, _name(target, profile, line), _phrase(target, profile, line, script),
                      print_value(target), print_time(target.due) if target.due else "", bodies, "|" in target.quote)


def _name(target: Target, profile: CountyProfile, line: BodyKind) -> str:
    subject = _subject(target, profile, line)
    indicator = localise_text(target.indicator, profile, line)
    if not subject or subject in indicator or re.fullmatch(rf"{HEAD}|县级.*|全.", target.subject):
        return indicator
    return f"{subject}{indicator}"


def _subject(target: Target, profile: CountyProfile, line: BodyKind) -> str:
    """The subject in the county's words; a whole clause that was taken for one (…要组织…) is none."""
    if len(target.subject) > _LONGEST_SUBJECT or re.search("[要应须,;]", target.subject):
        return ""
    return localise_text(target.subject, profile, line)


def _phrase(target: Target, profile: CountyProfile, line: BodyKind, script: str) -> str:
    """The notice's phrase with its subject; from the fields where the source's own characters are no print of ours."""
    quote = fold_quote(target.quote)
    if script != "hans" or "|" in quote:
        return f"{_name(target, profile, line)}{print_value(target)}"
    quote = re.sub(r"^(?:到|在|于)?20\d\d年(?:底|末)?(?:以?前)?,?", "", quote)
    text = localise_text(quote, profile, line)
    subject = _subject(target, profile, line)
    return text if not subject or subject in text or text.startswith(subject[:2]) else f"{subject}{text}"
