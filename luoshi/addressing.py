"""Whom the papers of a run go to (主送核对), each by name and where it is from, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.addressees import Addressee, Sort, Source, expand_list, expand_recipients, list_unnamed_zones
from generator.compose.kinds import KINDS
from generator.compose.relations import addressee_below
from generator.county import Office
from generator.pipeline import CountyWork
from luoshi.counties import Choice
from specs.errors import UnknownDivision
from specs.model import Notice, Spec


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom papers go to (主送单位).

    zones  functional areas of the place that no entry names, and that are left out
    asks   some were written out by the register, or read in the notice: a person is to say that they are right
    """

    found: tuple[Addressee, ...]
    zones: tuple[str, ...] = ()
    asks: bool = False


Confirm = Callable[[Addressed], None]


def choose_as_addressed(spec: Spec, choice: Choice, day: date) -> tuple[Choice, Addressed]:
    """The counties that a notice itself addresses, and all whom it addresses.

    raises  UnknownDivision: it addresses no county by class or name
    """
    found = expand_recipients(spec.notice, day)
    codes = tuple(dict.fromkeys(one.code for one in found if one.sort is Sort.COUNTY))
    if not codes:
        raise UnknownDivision("来文的主送单位", "没有写到县区，或不知道是哪个地方的",
                              "请用 --county 或 --counties-of 指明县区")
    addressed = Addressed(found, list_unnamed_zones(spec.notice, day), asks=True)
    return replace(choice, counties=(*choice.counties, *codes)), addressed


def list_written_to(works: Sequence[CountyWork], choice: Choice, office: Office | None, notice: Notice,
                    day: date) -> Addressed:
    """Whom the letters of a run go to: by the user's list, else the counties' bureaus of an office above.

    office   本机关; None: each county's own bureau, whose letters go to whom the plan names
    returns  nobody where the plans themselves say to whom
    """
    if listed := next((work.request.addressees for work in works), ()):
        found = expand_list(listed, (office.name,) if office and not office.is_of_county else notice.issuers, day)
        issuer = replace(notice, issuers=(office.name,)) if office and not office.is_of_county else notice
        return Addressed(found, list_unnamed_zones(replace(issuer, recipients=listed), day),
                         any(one.source is Source.REGISTER for one in found))
    kinds = {kind for work in works for kind in work.offices if not KINDS[kind].of_county}
    if office is None or office.is_of_county or not kinds:
        return Addressed(())
    source = Source.REGISTER if choice.counties_of else Source.LIST
    found = tuple(
        Addressee(addressee_below(profile, office), Sort.COUNTY, profile.name, choice.counties_of or "", profile.code,
                  source)
        for profile in (work.plan.profile for work in works))
    return Addressed(found, asks=source is Source.REGISTER)
