"""Targets seen from one county (县级目标): taken over, kept by the upper level, or a total to be shared out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import HEAD, Rung, find_own_body, find_rung
from generator.localise.phrases import say_value
from generator.localise.places import find_places
from generator.localise.times import print_time, print_value
from generator.localise.totals import AVERAGE, OF_COUNTIES, is_size
from generator.localise.verdicts import Piece, Verdict
from generator.localise.words import fold_quote, localise_text, say_quote
from specs.model import Spec, Target, TargetKind, Task

# Words that say that a figure is one county's, or of some lower unit, and no total of the upper level.
_OF_COUNTY = re.compile(rf"{HEAD}|县级|区县|乡镇|街道|^各?县|^每|(?:行政|自然|各|全)村$")
_FOR_EACH = re.compile(rf"{HEAD}|县级|每[个名家所村乡户校人千万百亩公]|各[乡镇村校]|户均|人均|平均")
_AVERAGE = re.compile("平均|人均|次均|户均|亩均|每千|每万|每百|均[^衡]|用时|时长|时限|系数|浓度|密度|比例|半径|天数")
_AVERAGE_UNIT = re.compile("天|日|小时|分钟|时$|毫克|微克|分$")
_UPPER_TOTAL = re.compile(r"^(?:全省|全市|全国|我省|我市|省级|市级)")
# What two figures of one thing may differ in by name: PM2.5平均浓度 and PM2.5年均浓度.
_MEAN = re.compile("年?平?均")


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


@dataclass(frozen=True, slots=True)
class Share:
    """What a county got of a total (本县份额)."""

    target: PlanTarget
    total: str
    why: str


def localise_targets(spec: Spec, judged: Mapping[str, tuple[Piece, ...]], profile: CountyProfile, line: BodyKind, *,
                     home: bool) -> tuple[PlanTarget, ...]:
    """Every target with its verdict, in reading order; values and dates are the notice's."""
    by_id = {task.id: task for task in spec.tasks}
    shared_out = {_key(target) for target in spec.targets if target.subject == profile.name}
    found = []
    for target in spec.targets:
        if _is_background(target, spec):
            continue
        verdict = judge_target(target, by_id.get(target.task or ""), judged, profile, home=home)
        if _key(target) in shared_out and target.subject != profile.name:
            verdict = Verdict.ABOVE  # the upper level's own figure of what a table shares out to this county
        found.append(_plan_target(target, verdict, profile, line))
    return tuple(found)


def _key(target: Target) -> tuple[str, str | None, str | None]:
    """What a figure measures, in which unit and by when, whoever's it is."""
    name = target.indicator.removeprefix(target.subject) or target.indicator
    return _MEAN.sub("", name), target.unit, target.due.by if target.due else None


def judge_target(target: Target, task: Task | None, judged: Mapping[str, tuple[Piece, ...]], profile: CountyProfile,
                 *, home: bool) -> Verdict:
    """Whose a target is: a per-county count is the county's, a rate is taken over, an upper level's total is shared."""
    if home or profile.name in target.subject:
        return Verdict.OWN
    if find_places(target.subject or target.indicator, profile) and profile.name not in target.subject:
        return Verdict.ABOVE
    if "|" in target.quote and _UPPER_THING.search(target.indicator):
        return Verdict.ABOVE
    verdict = Verdict.OWN
    if task and "|" not in target.quote:
        verdict = verdict_at(task, judged[task.id], target.start, say_quote(target), target.indicator)
        if not verdict.taken:
            return verdict
    if OF_COUNTIES.search(say_quote(target)) or (target.aggregate and AVERAGE.search(say_quote(target))):
        return Verdict.SHARE
    rungs = {find_rung(name, None, profile) for name in target.bodies}
    if rungs == {Rung.ABOVE} and verdict is not Verdict.PRESUMED and not (target.each and re.search(HEAD, target.each)):
        return Verdict.ABOVE
    said = target.indicator if "|" in target.quote else say_quote(target)
    of_county = _OF_COUNTY.search(target.subject) or _FOR_EACH.search(said)
    total = target.kind is TargetKind.QUANTITY and not _is_average(target) and (_UPPER_TOTAL.match(target.subject) or (
        not task and not target.each and not of_county and not rungs & {Rung.OWN, Rung.BELOW}))
    return Verdict.SHARE if total and not target.each else verdict


def _is_average(target: Target) -> bool:
    """Whether a figure is a mean, a length of time or a factor: taken over like a rate, never shared out."""
    unit = target.unit
    return not unit or "/" in unit or bool(_AVERAGE_UNIT.search(unit) or _AVERAGE.search(target.indicator))


def _is_background(target: Target, spec: Spec) -> bool:
    """A figure that no one is to bring about: of an introduction, of a sentence that looks back, or one that only says
    of whom something is (有60名以上患者的乡镇)."""
    counted = target.kind is TargetKind.QUANTITY and target.value is not None and "|" not in target.quote
    if counted and is_size(say_quote(target), target.value or 0.0):
        return True
    said = next((g.text for g in spec.goals if g.start <= target.start < g.end), "")
    if target.task is None and looks_back(said, spec.notice.issued_on):
        return True
    return (target.task is None and target.due is None and target.comparator == "="
            and any(extra.start <= target.start < extra.end for extra in spec.extras))


_BACK = re.compile(r"^(?:目前|当前|截至|近年来|近几年|去年|上年|\d{4}年以来|党的[^,。]{2,10}以来)")


def looks_back(sentence: str, issued_on: str | None) -> bool:
    """Whether a sentence tells what was reached: 2023年,… in a notice of 2024; 截至目前,…"""
    if _BACK.match(sentence):
        return True
    first = re.match(r"(?P<year>20\d\d)年", sentence)
    years = [int(year) for year in re.findall(r"(20\d\d)年", sentence)]
    return bool(first and issued_on and max(years) < int(issued_on[:4]))


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


def _plan_target(target: Target, verdict: Verdict, profile: CountyProfile, line: BodyKind) -> PlanTarget:
    bodies = tuple(dict.fromkeys(find_own_body(name, profile, line).name for name in target.bodies
                                 if find_rung(name, None, profile) is Rung.OWN))
    name = _name(target, profile, line)
    return PlanTarget(target, verdict, name, _phrase(target, name, profile, line),
                      localise_text(say_value(target), profile, line),
                      print_time(target.due) if target.due else "", bodies, "|" in target.quote)


def _name(target: Target, profile: CountyProfile, line: BodyKind) -> str:
    """What is measured, with whom where the indicator alone would not say it (培训率 of whom)."""
    indicator = localise_text(target.indicator.lstrip("、,;"), profile, line)
    subject = target.subject
    if target.kind is TargetKind.COVERAGE:  # 水厂9座全部完成: how many there are is the upper level's figure
        subject, indicator = _COUNTED.sub("", subject), _COUNTED.sub("", indicator)
    if not subject or subject == profile.name or subject in target.indicator or _ANY_COUNTY.fullmatch(subject):
        return indicator
    if any(find_rung(name, None, profile) is Rung.ABOVE for name in subject.split("、")) or "会同" in subject:
        return indicator
    own = localise_text(subject, profile, line)
    return indicator if own in indicator or not _needs_subject(target) else f"{own}{indicator}"


# A row of a table about an institution of the upper level: 市级职业病防治机构能力建设.
_UPPER_THING = re.compile(r"(?<![一-鿿]{2}[、和])(?:省|市)级(?!以上|及)[^,;|]{2,14}(?:机构|医院|中心|平台|队伍)")
_COUNTED = re.compile(r"\d[\d.]*万?[个座家所处项条名户村人]{1,2}$")
_ANY_COUNTY = re.compile(rf"{HEAD}|县级.*|全.")
_BARE_INDICATOR = 4


def _needs_subject(target: Target) -> bool:
    """Whether the subject is to be said: it stands right there, or the indicator is a bare measure of something.

    A subject that was carried from an earlier clause is not put before a full name: it may be the wrong one.
    """
    if re.search("[要应须,;]", target.subject):
        return False
    return "|" in target.quote or target.subject in say_quote(target) or len(target.indicator) <= _BARE_INDICATOR


def _phrase(target: Target, name: str, profile: CountyProfile, line: BodyKind) -> str:
    """The notice's own phrase in the county's words; name and value where the notice has a cell of a table."""
    if "|" in target.quote:
        return f"{name}{print_value(target)}"
    words = re.sub(r"^(?:到|在|于)?20\d\d年(?:底|末)?(?:以?前)?,?", "", say_quote(target))
    text = localise_text(words, profile, line)
    subject = name.removesuffix(localise_text(target.indicator, profile, line))
    return text if not subject or subject in text else f"{subject}{text}"
