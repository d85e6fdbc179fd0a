"""What a run asks for beside its notice and county (办文要求): addressees, lists, dates, route, the copy for issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.county import Office
from generator.localise.plan import CountyPlan
from generator.localise.shares import Weights
from generator.office import Route
from specs.bases import Demand, Settled
from specs.model import Notice


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks of the papers of a run (办文要求).

    addressees   who is written to, by name; () as the plan names them
    enterprises  a row an enterprise: its columns by their heads, 企业名称 among them
    due          which day's matters a reminder or a call for late reports is about; None: all
    reply_by     by when an answer is asked for; None: to be filled in
    route        how papers are issued that lay tasks on others; None: as the office's profile says
    final        the copy for issue: without 办文提示, and stopped by what may not be issued so
    issue_on     day of the county's own issue: what it leaves no time for is 【待定：时限不足】; None: not said
    bases        heads of all papers that the plan rests on, as the preamble cites them; () the notice alone
    settled      what was chosen where they disagree; unwritten: what of that could not be put into the words
    shares       weights by which totals of the upper level are shared out; () they stay open
    demands      what other papers ask and the one that the plan follows does not
    """

    addressees: tuple[str, ...] = ()
    enterprises: tuple[Mapping[str, str], ...] = ()
    due: date | None = None
    reply_by: date | None = None
    route: Route | None = None
    final: bool = False
    issue_on: date | None = None
    bases: tuple[Notice, ...] = ()
    settled: tuple[Settled, ...] = ()
    unwritten: tuple[Settled, ...] = ()
    demands: tuple[Demand, ...] = ()
    shares: tuple[Weights, ...] = ()


NOTHING = Request()


@dataclass(frozen=True, slots=True)
class Case:
    """One paper to be written (办件): whose plan, who issues, what is asked.

    counties  every county that one paper of an office above goes to; () for a paper of one county
    whole     these are all counties of a place
    """

    plan: CountyPlan
    office: Office
    request: Request = field(default=NOTHING)
    counties: tuple[str, ...] = ()
    whole: bool = False
