"""What the upper level checks of counties or collects from them (反向): they get ready for it, or send it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.county import CountyProfile
from generator.localise.presume import name_superior
from generator.localise.segments import LEAD
from generator.localise.verdicts import Piece, Verdict
from specs.model import Notice

_COLLECTS = re.compile("收集|汇总|征集|调度|调取|报送情况")
_CHECKS = re.compile("抽查|抽取|检查(?!机构)|考核|考评|督导|督查|评估|复核|验收|排名|暗访|巡查|审核")
_VERB = re.compile("(?<=[委局厅会心院办部署府处])(?=将|要|应|须|每|适时|定期|组织|对|在|会同|负责|按)")
_SCENE = re.compile("^(?:对|将|把|根据|按照|结合)")


class VisitKind(StrEnum):
    """What the county has to do about it (本县做法)."""

    CHECKED = "迎检"
    SENDS = "报送"
    KNOWS = "知悉"


@dataclass(frozen=True, slots=True)
class PlanVisit:
    """One thing that an upper office does with counties (上级督导检查、收集).

    by     who does it, as the notice says; the issuer where the sentence names nobody
    words  the notice's own words, which stay as they are: they are quoted
    task   id of the source task
    """

    kind: VisitKind
    by: str
    words: str
    task: str


def find_visits(judged: Mapping[str, Sequence[Piece]], notice: Notice, profile: CountyProfile) -> tuple[PlanVisit, ...]:
    """Everything that upper offices check, collect or announce of counties, in reading order."""
    issuer = notice.issuers[0] if notice.issuers else name_superior("政府", profile)
    found = []
    for task, pieces in judged.items():
        by, sentence = "", -1
        for i, piece in enumerate(pieces):
            if piece.sentence != sentence:
                by, sentence = "", piece.sentence
            by = piece.doer or by
            if piece.verdict is Verdict.REVERSE:
                words = _with_scene(pieces, i) + piece.text
                found.append(PlanVisit(_kind(words), _office(by, issuer), words.strip(",;。"), task))
    return tuple(dict.fromkeys(found))


def _kind(words: str) -> VisitKind:
    if _CHECKS.search(words):
        return VisitKind.CHECKED
    return VisitKind.SENDS if _COLLECTS.search(words) else VisitKind.KNOWS


def _with_scene(pieces: Sequence[Piece], at: int) -> str:
    """The words before that only set the scene, and go with it."""
    before = pieces[at - 1] if at else None
    own = before and before.sentence == pieces[at].sentence and before.verdict in (Verdict.ABOVE, Verdict.REVERSE)
    return before.text if before and own and _SCENE.match(before.text) else ""


def _office(doer: str, issuer: str) -> str:
    """A doer as far as it is a name: what find_doer took from the head of a clause may run on into its verb."""
    name = _VERB.split(LEAD.sub("", doer))[0]
    return name if len(name) <= 20 and re.search("[委局厅会心院办部署府处门构级组关室议]$", name) else issuer
