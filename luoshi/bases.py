"""Several papers that a plan rests on (多份依据): where they disagree, and which is followed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from comparison.coverage import cover_spec
from generator.county import CountyProfile
from generator.localise.bases import merge_tables, narrow_to_county, order_bases, settle_spec
from generator.localise.plan import localise_spec
from generator.localise.words import say_quote
from luoshi.loading import load_spec
from specs.bases import Demand, Disagreement, Offer, Paper, Settled
from specs.changes import Coverage, Verdict
from specs.errors import BadProfile, BasesDisagree
from specs.model import Deadline, Notice, Spec, Target
from specs.wording import describe_deadline, describe_target, name_target, print_bound, print_time

_DIFFERS = (Verdict.STRICTER, Verdict.WEAKER, Verdict.LATER)
_CURE = "请用 --prefer 指明以哪一份为准（文号、文件名，或 序号=文号），也可写在县区资料的 prefer 中"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What one county's plan rests on, with all disagreements settled (依据).

    spec      the paper that the plan follows, with what was chosen
    notices   as the preamble cites them
    settled   what was chosen; unwritten: those of them that the text says otherwise, for a person to mend
    demands   what other papers ask and this one does not
    """

    spec: Spec
    notices: tuple[Notice, ...]
    settled: tuple[Settled, ...] = ()
    unwritten: tuple[Settled, ...] = ()
    demands: tuple[Demand, ...] = ()


def load_bases(paths: Sequence[Path]) -> tuple[Paper, ...]:
    """Other papers that plans rest on, read."""
    return tuple(Paper(load_spec(path), path.name) for path in paths)


def ground_plan(papers: Sequence[Paper], profile: CountyProfile, prefer: Sequence[str]) -> Grounds:
    """What a county's plan rests on.

    prefer  papers by number, title, file or place, in order of weight; `3=…` for the third disagreement alone
    raises  BasesDisagree: papers disagree on a number or date and nobody has chosen; BadProfile: no such paper
    """
    main, others = papers[0], papers[1:]
    wanted = tuple(prefer) or profile.prefer
    _check(wanted, papers)
    cases: list[Disagreement] = []
    demands: list[Demand] = []
    own = _narrow(main.spec, profile)
    for place, paper in enumerate(others, 1):
        for found in cover_spec(own, _narrow(paper.spec, profile)):
            if found.verdict is Verdict.MISSING:
                demands.append(Demand(paper.name, _describe(found)))
            elif found.verdict is Verdict.UNCLEAR:
                demands.append(Demand(paper.name, found.sentence.rstrip("。")))
            elif found.verdict in _DIFFERS and found.plan and _says_otherwise(found):
                cases.append(_disagreement(len(cases) + 1, found, place))
    settled = tuple(choice for case in cases if (choice := _choose(case, papers, wanted)))
    if open_now := [case for case in cases if case.number not in {choice.case.number for choice in settled}]:
        rows = tuple(_row(case, papers) for case in open_now)
        raise BasesDisagree(profile.name, f"有 {len(rows)} 处数字或时限不一致", _CURE, rows=rows)
    spec, unwritten = settle_spec(merge_tables(main.spec, others), settled)
    tables = {paper.name for paper in others if not paper.spec.tasks}
    return Grounds(spec, order_bases(papers, profile), settled, unwritten,
                   tuple(demand for demand in demands if demand.paper not in tables))


def _narrow(spec: Spec, profile: CountyProfile) -> Spec:
    return narrow_to_county(spec, localise_spec(spec, profile))


def _says_otherwise(found: Coverage) -> bool:
    """Whether both say a number or date: 稳步提升 beside a number is no disagreement."""
    if isinstance(found.basis, Target) and isinstance(found.plan, Target):
        values = found.basis.value is not None and found.plan.value is not None
        return values or (found.basis.due is not None and found.plan.due is not None)
    return True


def _disagreement(number: int, found: Coverage, place: int) -> Disagreement:
    assert found.plan
    what = name_target(found.basis) if isinstance(found.basis, Target) else found.basis.action or found.basis.quote
    return Disagreement(number, what, _offer(0, found.plan), _offer(place, found.basis))


def _offer(place: int, fact: Target | Deadline) -> Offer:
    if isinstance(fact, Target):
        due = f"，{print_time(fact.due)}" if fact.due else ""
        return Offer(place, fact, say_quote(fact), f"{print_bound(fact)}{due}")
    return Offer(place, fact, say_quote(fact), print_time(fact.time))


def _choose(case: Disagreement, papers: Sequence[Paper], wanted: Sequence[str]) -> Settled | None:
    """The choice for one disagreement: one that names it goes before one for all."""
    special = [name.partition("=")[2] for name in wanted if name.startswith(f"{case.number}=")]
    for name in (*special, *(name for name in wanted if not re.match(r"\d+=", name))):
        for offer in (case.main, case.other):
            if _is_named(papers[offer.paper], offer.paper, name):
                return Settled(case, offer, name)
    return None


def _is_named(paper: Paper, place: int, name: str) -> bool:
    notice = paper.spec.notice
    return name in (paper.file, Path(paper.file).stem, notice.document_number, str(place + 1)) or (
        len(name) > 3 and name in (notice.title or ""))


def _check(wanted: Sequence[str], papers: Sequence[Paper]) -> None:
    for name in wanted:
        plain = re.sub(r"^\d+=", "", name)
        if not any(_is_named(paper, place, plain) for place, paper in enumerate(papers)):
            there = "、".join(paper.name for paper in papers)
            raise BadProfile("--prefer", f"没有“{plain}”这份依据", f"可用：{there}")


def _row(case: Disagreement, papers: Sequence[Paper]) -> tuple[str, ...]:
    def said(offer: Offer) -> str:
        return f"{papers[offer.paper].name}：{offer.said}（{offer.words}）"

    return (str(case.number), case.what, said(case.main), said(case.other))


def _describe(found: Coverage) -> str:
    return describe_target(found.basis) if isinstance(found.basis, Target) else describe_deadline(found.basis)
