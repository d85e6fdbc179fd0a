"""Sentences of the notice's goals as the county takes them over (工作目标): its own words, totals left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import Rung
from generator.localise.pieces import join_pieces, judge_sentence
from generator.localise.segments import lead_time
from generator.localise.targets import PlanTarget, looks_back
from generator.localise.verdicts import Piece, Verdict
from generator.localise.words import localise_text, say_quote
from specs.model import Clause, Spec

_TAIL = 6
_LEANS = re.compile("(?:其)?(?:年均|增速|增幅|增长率|占比|比重)|较20[0-9]{2}年")
_WORST_FIRST = (Verdict.SHARE, Verdict.ABOVE, Verdict.REVERSE, Verdict.OWN)


def goal_paragraphs(spec: Spec, targets: Sequence[PlanTarget], profile: CountyProfile, line: BodyKind, *,
                    home: bool) -> tuple[str, ...]:
    """What the county is to reach, a paragraph a date, in the notice's words.

    targets  those outside the tasks and tables, with their verdicts
    returns  clean text; a date that stood before words that have gone stands before those that follow
    """
    paragraphs: list[str] = []
    told: set[int] = set()
    when, open_now = "", False
    for clause in spec.goals:
        if looks_back(clause.text, spec.notice.issued_on):
            told |= {id(t) for t in targets if clause.start <= t.target.start < clause.end}
            continue
        mine = [t for t in targets if clause.start <= t.target.start < clause.end]
        told |= {id(t) for t in mine}
        if not open_now or lead_time(clause.text):
            when, open_now = lead_time(clause.text), False
        kept = _kept(clause, mine, profile, home)
        if kept:
            text = localise_text(kept, profile, line)
            text = text if open_now or not when or lead_time(text) else f"{when}{text}"
            paragraphs = [*paragraphs[:-1], paragraphs[-1] + text] if open_now else [*paragraphs, text]
            open_now = True
        if clause.text.rstrip().endswith("。"):
            when, open_now = "", False
    rest = [t for t in targets if id(t) not in told and t.verdict.taken]
    closed = [p.rstrip(";,。") + "。" for p in paragraphs]
    return (*closed, *_by_date(rest))


def _kept(clause: Clause, mine: Iterable[PlanTarget], profile: CountyProfile, home: bool) -> str:
    """The words of one sentence that the county takes over; "" where no target of its own is among them."""
    pieces, _ = judge_sentence(clause.text, clause.bodies, profile, Rung.OWN, 0, home=home)
    judged: list[Piece] = []
    own = False
    for piece in pieces:
        verdicts = {t.verdict for t in mine if say_quote(t.target)[-_TAIL:] in piece.text}
        if piece.doer and not piece.verdict.taken:
            verdicts.add(piece.verdict)  # 省级部门…上云率: said of the upper level in so many words
        worst = next((v for v in _WORST_FIRST if v in verdicts), piece.verdict)
        if judged and not judged[-1].verdict.taken and _LEANS.match(piece.text):
            worst = judged[-1].verdict  # 产值达到130亿元,年均增速高于…: says nothing without what it is of
        own = own or (worst.taken and bool(verdicts))
        judged.append(replace(piece, verdict=worst))
    end = clause.text.rstrip()[-1:]
    return join_pieces(judged).rstrip(",;。") + (end if end in ";。" else "。") if own else ""


def _by_date(targets: Iterable[PlanTarget]) -> list[str]:
    """Targets whose sentences the spec does not hold, put together by date."""
    groups: dict[str, list[str]] = {}
    for target in targets:
        groups.setdefault(target.due.removesuffix("前"), []).append(target.text)
    out = []
    for due, texts in groups.items():
        one = dict.fromkeys(texts)
        said = [text for text in one if not any(text != other and text in other for other in one)]
        out.append((f"到{due}," if due else "") + ";".join(said) + "。")
    return out
