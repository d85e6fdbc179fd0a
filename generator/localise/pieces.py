"""Sentences of a task, judged piece by piece (逐句判定): which the county takes up, which the upper level keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.county import CountyProfile
from generator.localise.bodies import COUNTIES, HEAD, Rung, find_rung
from generator.localise.councils import find_used
from generator.localise.doers import FOCUS, find_doer, given_to, is_given, is_of_others
from generator.localise.notes import drop_notes_between
from generator.localise.presume import NEAR, Reach, presume_pieces, reserve_pieces
from generator.localise.procedure import leave_procedure
from generator.localise.segments import cut_segments, join_times, lead_time
from generator.localise.totals import is_total
from generator.localise.verdicts import Piece, Verdict
from specs.model import Body, Clause, Role, Task

_SETTING = re.compile(r"^(?:(?:在|同时|此外|根据|按照|结合|围绕|针对|除)[^,]*|对[^,]{2,30}的[^,]{0,12}),$")
# 遭遇断水时, 验收合格后: in which case; without it what follows would be asked always.
_WHEN = re.compile("(?![^,]*(?:20[0-9]{2}年|[0-9]月))[^,]{3,18}(?:时|后|期间|的情况下|情形下),")
_HAS_TIME = re.compile(r"[^,]{0,12}?(?:20\d\d年|每[年月季周半]|\d月|\d日|年底|年内)")
_EACH = re.compile(rf"每个?(?:{COUNTIES}|县|区县)")
CONDITION = re.compile(rf"^(?P<what>(?![对为把向将])[^,]{{2,24}}的){HEAD}")
_URGES = re.compile("^(?:推动|鼓励|支持|引导)")
_HELPERS = (Role.SUPPORT, Role.RECEIVE)
_HELPS = re.compile(r"(?:积极)?(?:配合|协助|参与|协同)[,;。]?$")
_BY_ITS = re.compile(r"^(?:并)?由其")
_SENT_UP = re.compile("(?:报送?|上报|送|交)(?:省|市(?!场|容)|州|自治区)[^,;。]{2,16}[,;]$")
# The line over a table, which is no duty: 2027年各县(市、区)主要任务分解.
_CAPTION = re.compile(r"[^,;:。]{4,32}(?:任务分解|分解表|一览表|指标表|任务表|计划表|名额表|清单表)。?")
_CHECK = re.compile("抽查|抽取|检查(?!机构)|考核|考评|督导|督查|通报|评估|约谈|调度|排名|复核|验收|指导|培训|奖补|扣减"
                    "|收集|汇总")


def judge_task(task: Task, profile: CountyProfile, *, home: bool, reach: Reach = NEAR) -> tuple[Piece, ...]:
    """Every piece of a task with its verdict, in reading order.

    home     the notice is this county's own: 全县 and 县 bodies are no upper level
    reach    the level between, to which alone it may speak
    returns  nothing is lost but notes of who is responsible
    """
    pieces: list[Piece] = []
    clauses = task.clauses or (Clause(task.text, task.start, task.end, task.bodies),)
    given = [b for b in task.bodies if b.name.startswith("每") and given_to(b.name, task.text)]
    rung = _rung_of([b for b in task.bodies if b not in given], profile)
    texts = drop_notes_between([clause.text for clause in clauses])
    for number, (clause, text) in enumerate(zip(clauses, texts, strict=True)):
        if not text.strip("。;, ") or _CAPTION.fullmatch(text.strip()):
            continue
        # Bodies that the sentence names act from there on; one that it does not name is carried from before.
        carried = [body for body in clause.bodies if body.name not in clause.text]
        rung = _rung_of(carried, profile) or rung
        named = any(find_rung(b.name, b.level, profile) is Rung.OWN for b in carried if b.role not in _HELPERS)
        made, rung = judge_sentence(text, task.bodies, profile, rung or Rung.OWN, number, home=home, named=named)
        pieces += made
    if home:
        return tuple(pieces)
    return leave_procedure(reserve_pieces(presume_pieces(task, pieces, reach, profile)))


def _rung_of(bodies: Iterable[Body], profile: CountyProfile) -> Rung | None:
    """OWN where any doer is not of an upper level; None where no doer is named."""
    rungs = {find_rung(body.name, body.level, profile) for body in bodies if body.role is not Role.RECEIVE}
    if not rungs:
        return None
    return Rung.ABOVE if rungs == {Rung.ABOVE} else Rung.OWN


def judge_sentence(sentence: str, known: Sequence[Body], profile: CountyProfile, rung: Rung, number: int, *,
                   home: bool, named: bool = False) -> tuple[list[Piece], Rung]:
    """The pieces of one sentence, and the rung that the next one goes on with.

    rung   whose the words are until a doer is named; named: a doer of the county goes on from the sentence before
    """
    segments = join_times(cut_segments(sentence))
    pieces: list[Piece] = []
    before = None
    total = above = False
    for i, segment in enumerate(segments):
        doer, found = find_doer(segment, known, profile, home)
        if found is None and i + 1 < len(segments) and _SETTING.match(segment):
            _, found = find_doer(segments[i + 1], known, profile, home)
        if _BY_ITS.match(segment) and i and _SENT_UP.search(segments[i - 1]):
            found = Rung.ABOVE  # 报送市生态环境局,由其汇总: it is the one that gets it
        elif _BY_ITS.match(segment) and i and re.search(HEAD, segments[i - 1]):
            found = Rung.OWN
            pieces[-1] = Piece(pieces[-1].text, Verdict.OWN, pieces[-1].doer, number)
        if found is None and not named and before is None and (used := find_used(segment)):
            doer, found, before = used, find_rung(used, None, profile), rung
        given = found is Rung.OWN and is_given(segment, rung)
        found = None if given else found
        helps = found is Rung.OWN and rung is Rung.ABOVE and bool(_HELPS.search(segment))
        if helps:
            leader = next((p.doer for p in reversed(pieces) if p.doer), "")
            text = _HELPS.sub(f"配合{leader}做好有关工作{segment[-1] if segment[-1] in ',;。' else ''}", segment)
            pieces.append(Piece(text if leader else segment, Verdict.SUPPORT, doer, number))
            continue  # 由市…牵头,各县…配合,建成…: what follows is the leader's
        rung = found or rung
        above = found is Rung.ABOVE or (above and found is None)
        # A county in focus beside others does not do the whole of it: 以甲县、乙县为重点,清理800公里.
        named = named or (found is Rung.OWN and not FOCUS.search(segment)) or bool(_EACH.search(segment))
        total = not home and profile.name not in segment and is_total(segment, named=named,
                                                                       carried=total and found is None)
        of_others = not home and (given or (found is not Rung.OWN and is_of_others(segment, profile)))
        verdict = Verdict.SHARE if total and not above else Verdict.ABOVE if of_others else _verdict(segment, rung)
        pieces.append(Piece(segment, verdict, doer, number))
    return _with_conditions(_with_settings(pieces)), before or rung


def _with_settings(pieces: list[Piece]) -> list[Piece]:
    """`对成效突出的县,由省…奖励`: words that only set the scene go where the words after them go."""
    out = list(pieces)
    for i in range(len(out) - 2, -1, -1):
        scene = _SETTING.match(out[i].text) and not out[i + 1].verdict.taken
        case = _WHEN.fullmatch(out[i].text) and not out[i].doer and out[i + 1].verdict.taken
        if scene or case:
            out[i] = replace(out[i], verdict=out[i + 1].verdict)
    return out


def _with_conditions(pieces: list[Piece]) -> list[Piece]:
    """`服务人口超过50万人的县(市、区),…`: whether this county is one of them, the notice does not say."""
    out, why = [], ""
    for piece in pieces:
        if found := CONDITION.match(piece.text):
            why = f"本县是否属于“{_URGES.sub('', found['what'])}”，请核对"
        elif piece.doer:
            why = ""
        out.append(replace(piece, verdict=Verdict.PENDING, why=why) if why and piece.verdict is Verdict.OWN else piece)
    return out


_OVER_COUNTIES = re.compile(rf"对{HEAD}(?:级|人民)*政府[^,;。]{{0,10}}(?:考核|督查|督导|评价)")


def _verdict(segment: str, rung: Rung) -> Verdict:
    if _OVER_COUNTIES.search(segment):
        return Verdict.REVERSE  # whoever sees to it, the county is what is looked at
    if rung is not Rung.ABOVE:
        return Verdict.OWN
    return Verdict.REVERSE if re.search(rf"{HEAD}|县级|各地", segment) and _CHECK.search(segment) else Verdict.ABOVE


def join_own(pieces: Sequence[Piece]) -> str:
    """The text of what the county takes up: its pieces in order, each sentence closed with a full stop."""
    out = ""
    for number in dict.fromkeys(piece.sentence for piece in pieces):
        text = join_pieces([piece for piece in pieces if piece.sentence == number])
        if text:
            out += text if text[-1] in "。;" else text.rstrip(",") + "。"
    return out[:-1] + "。" if out.endswith(";") else out


def join_pieces(pieces: Sequence[Piece]) -> str:
    """The county's own pieces of one sentence, joined.

    One that has lost what stood before it loses the joining word (并 其中) too, and gets the date that stood there.
    """
    text = when = ""
    for i, piece in enumerate(pieces):
        if not piece.verdict.taken:
            when = lead_time(piece.text) or when
            continue
        cut = i and not pieces[i - 1].verdict.taken
        words = re.sub(r"^(?:并且?|其中|同时|且),?", "", piece.text) if cut else piece.text
        if cut and when and not _HAS_TIME.match(words):
            words = f"{when}{words}"
        when = ""
        text += words
    return text
