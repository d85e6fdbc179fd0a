"""Sentences of a task, judged piece by piece (逐句判定): which the county takes up, which the upper level keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.county import CountyProfile
from generator.localise.bodies import COUNTIES, HEAD, Rung, find_rung
from generator.localise.words import drop_notes_between
from specs.model import Body, Clause, Role, Task


class Verdict(StrEnum):
    """What a piece of the notice is to the county (判定)."""

    OWN = "承接"
    ABOVE = "上级事项"
    REVERSE = "反向"
    SHARE = "待分解"


@dataclass(frozen=True, slots=True)
class Piece:
    """Comma-separated words of one sentence that have one doer (分句).

    text      clean text with its closing mark
    verdict   REVERSE: the upper level checks or collects; SHARE: a total of the upper level's, to be shared out
    doer      the body named in it, as the notice writes it; "" where it goes on with the one before
    sentence  which sentence of the task, from 0
    """

    text: str
    verdict: Verdict
    doer: str
    sentence: int


_TIME = (r"(?:(?:到|在|于|自|从|截至)?(?:20\d\d年?[—至到-])?(?:20\d\d年)?"
         r"(?:每(?:两|半|\d)?(?:年|季度?|月|周|个?季度|个?月))?"
         r"(?:上半年|下半年|首月|末月|季末月)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末初]|上旬|中旬|下旬|起)?(?:以?之?前)?(?:内|间)?)")
_LEAD = re.compile(rf"^(?:其中|同时|此外|另外|并|且|再)?,?由?{_TIME}")
_BARE_TIME = re.compile(rf"^{_TIME},$")
_SETTING = re.compile(r"^(?:在|同时|此外|根据|按照|结合|围绕|针对|除)[^,]*,$")
_BY = re.compile(r"由(?!其)(?P<name>[^,;。由]{2,30})")
_BY_ITS = re.compile(r"^(?:并)?由其")
# An upper body at the head of a piece: the word of its level and then the body, not 市场 or 省级以上.
_UPPER = re.compile(r"^(?:国家|国务院|中央|全国|省(?!级?以上)|自治区|各?市(?:\(州\)|州)|设区市"
                    r"|各市(?![场县])(?!、县)|市(?![场民政容])(?!、[区县])(?!级?以上)|上级)"
                    r"[^,;。]{0,30}")
_TOTAL = re.compile(r"(?:全省|全市|我省|我市)(?!各)")
# A count so great that, with no doer of the county beside it, it is hardly meant for one county.
_GREAT = re.compile(r"(?<![\d.])(?:\d{3,}(?:\.\d+)?|\d+(?:\.\d+)?[万亿])(?!\d|年|%|号|热线|平台|[.,]\d)"
                    r"[个家人名户座公里亩吨台套所处次辆间件项张元千米头羽只株]")
_COUNT = re.compile(r"\d[\d.,]*(?:万|亿)?(?!\d|[.,]|年|月|日|%|个月|号)[一-鿿]")
_CHECK = re.compile(r"抽查|抽取|检查|考核|督导|督查|通报|评估|约谈|调度|排名|复核|指导|培训|奖补|扣减")
_CONDITION = re.compile(rf"(?![对为把向将])[^,]{{2,24}}的(?:{COUNTIES})")
_INSTITUTION = re.compile(r"(?!对|为|把|向|将|以|按|从|在|指导|部署|组织|督促|推动|支持)"
                          r"[一-鿿]{0,12}(?:机构|企业|单位|学校|医院|公司|[站所])"
                          r"(?=要|应|须|将|自|在|跨|免费|可|不得|按|必须|积极)")
BODY_TAIL = re.compile(r"(?:委|局|厅|中心|院|办|政府|部门|机构|所|站|队|会|校"
                       r"|企业|单位|公司|社|组|行业|处|府|\)|[县区市州省])$")
_ALL_LEVELS = re.compile(r"^(?:各级|各地|各有关|各相关|各部门|各单位)")
_OPEN, _CLOSE = "《“(〔【", "》”)〕】"


def cut_segments(sentence: str) -> list[str]:
    """A sentence cut after its commas, those inside brackets and quotes left alone."""
    parts, depth, start = [], 0, 0
    for i, mark in enumerate(sentence):
        depth += (mark in _OPEN) - (mark in _CLOSE and depth > 0)
        if depth == 0 and mark in ",;" and i + 1 < len(sentence):
            parts.append(sentence[start:i + 1])
            start = i + 1
    return [*parts, sentence[start:]]


def judge_task(task: Task, profile: CountyProfile, *, home: bool) -> tuple[Piece, ...]:
    """Every piece of a task with its verdict, in reading order.

    home     the notice is this county's own: 全县 and 县 bodies are no upper level
    returns  nothing is lost but notes of who is responsible
    """
    pieces: list[Piece] = []
    clauses = task.clauses or (Clause(task.text, task.start, task.end, task.bodies),)
    rung = _rung_of(task.bodies, profile)
    texts = drop_notes_between([clause.text for clause in clauses])
    for number, (clause, text) in enumerate(zip(clauses, texts, strict=True)):
        if not text.strip("。;, "):
            continue
        # Bodies that the sentence names act from there on; one that it does not name is carried from before.
        carried = [body for body in clause.bodies if body.name not in clause.text]
        rung = _rung_of(carried, profile) or rung
        made = _judge_sentence(text, task.bodies, profile, rung or Rung.OWN, number, home)
        pieces += made
        rung = Rung.ABOVE if made[-1].verdict in (Verdict.ABOVE, Verdict.REVERSE) else Rung.OWN
    return tuple(pieces)


def _rung_of(bodies: Iterable[Body], profile: CountyProfile) -> Rung | None:
    """OWN where any doer is not of an upper level; None where no doer is named."""
    rungs = {find_rung(body.name, body.level, profile) for body in bodies if body.role is not Role.RECEIVE}
    if not rungs:
        return None
    return Rung.ABOVE if rungs == {Rung.ABOVE} else Rung.OWN


def _judge_sentence(sentence: str, known: Sequence[Body], profile: CountyProfile, rung: Rung, number: int,
                    home: bool) -> list[Piece]:
    segments = _join_times(cut_segments(sentence))
    pieces: list[Piece] = []
    total = named = False
    for i, segment in enumerate(segments):
        doer, found = _find_doer(segment, known, profile, home)
        if found is None and i + 1 < len(segments) and _SETTING.match(segment):
            _, found = _find_doer(segments[i + 1], known, profile, home)
        if _BY_ITS.match(segment) and i and re.search(HEAD, segments[i - 1]):
            found = Rung.OWN
            pieces[-1] = Piece(pieces[-1].text, Verdict.OWN, pieces[-1].doer, number)
        rung = found or rung
        named = named or found is Rung.OWN
        total = not home and _is_total(segment, named=named, carried=total and found is None)
        pieces.append(Piece(segment, Verdict.SHARE if total else _verdict(segment, rung), doer, number))
    return pieces


def _join_times(segments: Iterable[str]) -> list[str]:
    """Segments with a bare time (到2026年底,) put before the one that it governs."""
    joined: list[str] = []
    held = ""
    for segment in segments:
        if _BARE_TIME.match(held + segment):
            held += segment
            continue
        joined.append(held + segment)
        held = ""
    if held:
        joined.append(held)
    return joined


def _is_total(segment: str, *, named: bool, carried: bool) -> bool:
    """Whether a segment states a count of the whole province or prefecture, which no county may take for its own.

    named    the sentence has a doer of the county: its counts are the county's
    carried  the segment before was such a total
    """
    bare = _LEAD.sub("", segment)
    if re.search(rf"每(?![年月季周半两])|{HEAD}", bare):
        return False
    if _COUNT.search(bare) and (carried or _TOTAL.search(bare)):
        return True
    return not named and bool(_GREAT.search(bare))


def _verdict(segment: str, rung: Rung) -> Verdict:
    if rung is not Rung.ABOVE:
        return Verdict.OWN
    return Verdict.REVERSE if re.search(rf"{HEAD}|县级", segment) and _CHECK.search(segment) else Verdict.ABOVE


def _find_doer(segment: str, known: Sequence[Body], profile: CountyProfile, home: bool) -> tuple[str, Rung | None]:
    """The body that a segment begins with, or that it says to act (由…); and its rung, None where it names none."""
    lead = _LEAD.match(segment)
    rest = segment[lead.end():] if lead else segment
    for text in (rest, *(found["name"] for found in _BY.finditer(segment))):
        if found := _named_at_head(text, known, profile, home):
            return found
    return "", None


def _named_at_head(text: str, known: Sequence[Body], profile: CountyProfile,
                   home: bool) -> tuple[str, Rung] | None:
    if head := re.match(HEAD, text):
        return head[0], Rung.OWN
    if _ALL_LEVELS.match(text):
        return "", Rung.OWN
    names = sorted((body for body in known if text.startswith(body.name) and BODY_TAIL.search(body.name)),
                   key=lambda body: -len(body.name))
    if names:
        return names[0].name, Rung.ABOVE if _is_above(names[0], profile) else Rung.OWN
    if not home and (upper := _UPPER.match(text)):
        name = re.split(HEAD, upper[0])[0]
        if find_rung(name, None, profile) is Rung.ABOVE:
            return name, Rung.ABOVE
    if _CONDITION.match(text) or _INSTITUTION.match(text):
        return "", Rung.OWN
    if re.match(r"县级|[县区]的?[一-鿿]{2}|乡镇|各?乡\(镇\)|街道|各乡|镇街", text):
        return "", Rung.OWN
    return None


def _is_above(body: Body, profile: CountyProfile) -> bool:
    return find_rung(body.name, body.level, profile) is Rung.ABOVE


def join_own(pieces: Sequence[Piece]) -> str:
    """The text of what the county takes up: its pieces in order, each sentence closed with a full stop.

    A sentence that has lost its beginning loses the joining word (并 其中) with it.
    """
    out = ""
    for number in dict.fromkeys(piece.sentence for piece in pieces):
        mine = [piece for piece in pieces if piece.sentence == number]
        text = ""
        for i, piece in enumerate(mine):
            if piece.verdict is not Verdict.OWN:
                continue
            cut = i and mine[i - 1].verdict is not Verdict.OWN
            text += re.sub(r"^(?:并且?|其中|同时|且),?", "", piece.text) if cut else piece.text
        if text:
            out += text if text[-1] in "。;" else text.rstrip(",") + "。"
    return out[:-1] + "。" if out.endswith(";") else out
