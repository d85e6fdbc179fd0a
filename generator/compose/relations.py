"""Who speaks to whom (行文关系): which kind of paper an office writes to which addressees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.county import CountyProfile, Office, find_line, is_missing, is_unit_of, load_body_kinds, split_bodies
from generator.localise.bodies import find_kind
from generator.localise.plan import CountyPlan, PlanTask
from specs.model import Level

_ABOVE = (Level.NATIONAL, Level.PROVINCE, Level.PREFECTURE)
TOWNSHIPS = "各乡镇人民政府、街道办事处"
_TOWNSHIP_WORDS = re.compile(r"(?:乡镇|街道|乡\(镇\)|镇街)(?!卫生院|敬老院|养老|中心|[一-鿿]{0,6}(?:站|所|医院|学校))")
_TOWNSHIP_NAME = re.compile(r"(?:[乡镇]|街道)(?:人民政府|政府|办事处|党工委)?$|^各(?:乡镇|街道|镇街)")
_ENTERPRISE = re.compile(r"(?:公司|集团|企业|用人单位|厂|矿|矿业|经营部|商行|合作社|门店|加油站|个体户)$")
_OF_UNITS = re.compile(r"^(?:各?(?:乡镇|镇|街道|社区|村)|[一-鿿]{2,6}(?:乡|镇|街道|社区))?"
                       r"[一-鿿]{0,10}(?:卫生院|卫生服务中心|卫生室|医院|中心|站|所|大队|学校|中学|小学|幼儿园|局属[一-鿿]*单位)$")
_LISTED_BY_NAME = 8


class Tie(StrEnum):
    """What an addressee is to the office that writes (关系)."""

    BELOW = "下级机关"
    UNIT = "所属单位"
    PEER = "同级部门"
    TOWNSHIP = "乡镇街道"
    GOVERNMENT = "下级政府"
    ABOVE = "上级机关"
    ENTERPRISE = "企业"


ORDER, REQUEST, REPORT, NOTE = "通知", "函", "报告", "告知书"


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper's kind and addressees (文种、主送).

    template    `notice` for 通知 to lower offices of the line, `request` for 函 to whom one gives no orders
    recipients  the line of 主送; "" where nobody is known
    called      how the text calls them: 你县, 各单位
    tasks       what it asks of them, where it asks for support
    """

    template: str
    recipients: str
    called: str
    tasks: tuple[PlanTask, ...] = ()

    @property
    def kind(self) -> str:
        """通知 or 函."""
        return REQUEST if self.template == "request" else ORDER


def find_tie(name: str, office: Office, profile: CountyProfile) -> Tie:
    """What an addressee is to an office, by names alone; a body that nothing is known of is a peer.

    A peer gets a 函: a request is never out of place, an order may be.
    """
    line = find_line(office.name)
    if _ENTERPRISE.search(name):
        return Tie.ENTERPRISE
    if office.level in _ABOVE:
        if name.endswith("人民政府"):
            return Tie.GOVERNMENT
        fits = find_line(name) is line and line is not load_body_kinds()[0]
        return Tie.BELOW if office.governs or fits else Tie.UNIT if _OF_UNITS.search(name) else Tie.PEER
    above = [place for place in (profile.province, profile.prefecture) if place and place != profile.name]
    if name.startswith(tuple(above)) or name in (office.superior, profile.bodies.get("人民政府")):
        return Tie.ABOVE
    if _TOWNSHIP_NAME.search(name) or _TOWNSHIP_WORDS.search(name):
        return Tie.TOWNSHIP
    kind = find_kind(name.removeprefix(profile.name))
    if name in profile.bodies.values() or kind is not None:
        kinds = {k.key: k for k in load_body_kinds()}
        known = next((kinds[key] for key, names in profile.bodies.items() if name in split_bodies(names)), kind)
        return Tie.UNIT if known and is_unit_of(known, office.name) else Tie.PEER
    return Tie.UNIT if _OF_UNITS.search(name) else Tie.PEER


def paper_for(tie: Tie, office: Office) -> str:
    """The kind of paper that a relation asks for (文种): a department gives governments and peers no orders."""
    if tie is Tie.ENTERPRISE:
        return NOTE
    if tie is Tie.ABOVE:
        return REPORT
    if tie in (Tie.BELOW, Tie.UNIT) or office.governs:
        return ORDER
    return REQUEST


def choose_letter(plan: CountyPlan, office: Office) -> Letter:
    """How an office writes about a plan to those whom the plan names: an order down its own line, else a request.

    A department gives governments no orders: to county or township governments it writes a 函.
    """
    if office.level in _ABOVE:
        return _letter_down(plan, office)
    departments, units = list_others(plan, office)
    townships = names_townships(plan)
    if office.governs:
        return Letter("notice", "，".join(filter(None, (TOWNSHIPS, "、".join(departments)))), "各单位")
    if units and not departments and not townships:
        return Letter("notice", "、".join(units), "各单位")
    recipients = "，".join(filter(None, ("、".join(departments), TOWNSHIPS if townships or not departments else "")))
    return Letter("request", recipients, "贵单位", _asked(plan, departments, townships=True))


def _letter_down(plan: CountyPlan, office: Office) -> Letter:
    name, called = addressee_below(plan.profile, office), f"你{plan.profile.unit}"
    if find_tie(name, office, plan.profile) is Tie.BELOW:
        return Letter("notice", name, called)
    return Letter("request", name, called, plan.tasks)


def addressee_below(profile: CountyProfile, office: Office) -> str:
    """Whom an office above writes to in a county: the bureau of its line, or the government where it has none."""
    return profile.bodies[find_line(office.name).key]


def choose_letters(names: Sequence[str], plan: CountyPlan, office: Office) -> tuple[Letter, ...]:
    """The papers to addressees that the user lists: one a kind of paper, each with one line of 主送.

    returns  orders before requests; superiors and enterprises get none here (报告 and 告知书 are kinds of their own)
    """
    ties = {name: find_tie(name, office, plan.profile) for name in dict.fromkeys(names)}
    orders = [name for name, tie in ties.items() if paper_for(tie, office) == ORDER]
    requests = [name for name, tie in ties.items() if paper_for(tie, office) == REQUEST]
    found = [Letter("notice", join_names(orders, ties), "各单位" if len(orders) > 1 else "你单位")] if orders else []
    if requests:
        asked = _asked(plan, requests, townships=any(ties[name] is Tie.TOWNSHIP for name in requests))
        found.append(Letter("request", join_names(requests, ties), "贵单位", asked))
    return tuple(found)


def join_names(names: Iterable[str], ties: dict[str, Tie]) -> str:
    """A line of 主送: names of one sort joined by 、, sorts by ，."""
    sorts: dict[Tie, list[str]] = {}
    for name in names:
        sorts.setdefault(ties[name], []).append(name)
    return "，".join("、".join(group) for group in sorts.values())


def join_counties(names: Sequence[str], places: Sequence[str], *, whole: bool = False) -> str:
    """The line of 主送 of one paper to the bodies of many counties: by name; as a class where it is all and many.

    names, places  the bodies, and the county of each
    whole          they are all counties of a place: only then is 各县 true
    """
    tails = {name.removeprefix(place) for name, place in zip(names, places, strict=True)}
    if whole and len(names) > _LISTED_BY_NAME and len(tails) == 1:
        return f"各县(市、区){tails.pop()}"
    return "、".join(names)


def _asked(plan: CountyPlan, names: Sequence[str], *, townships: bool) -> tuple[PlanTask, ...]:
    own = find_asked(plan, names)
    return tuple(task for task in plan.tasks if task in own
                 or (townships and any(_TOWNSHIP_WORDS.search(name) for name in (*task.doers, *task.support))))


def names_townships(plan: CountyPlan) -> bool:
    """Whether the plan lays anything on townships."""
    return any(_TOWNSHIP_WORDS.search(name) for name in _named(plan))


def _named(plan: CountyPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for task in plan.tasks for name in (*task.doers, *task.support)))


def list_above(plan: CountyPlan, office: Office) -> tuple[str, ...]:
    """The county's government and Party committee where a plan lays tasks on them and a bureau writes.

    A bureau asks them by 请示; its letters to others go to them as copies (党政机关公文处理工作条例, 第十六条).
    """
    if not office.is_of_county or office.governs:
        return ()
    above = [plan.profile.bodies.get(key, "") for key in ("党委", "人民政府")]
    return tuple(name for name in above if name in _named(plan) and not is_missing(name) and name != office.name)


def find_asked(plan: CountyPlan, names: Sequence[str]) -> tuple[PlanTask, ...]:
    """The tasks that some bodies have a part in."""
    return tuple(task for task in plan.tasks if set(names) & {*task.doers, *task.support})


def list_others(plan: CountyPlan, office: Office) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The county's departments that the plan names, with units of others; and the office's own units; itself left out.
    """
    kinds = {kind.key: is_unit_of(kind, office.name) for kind in load_body_kinds()}
    units = {name: kinds[key] for key, names in plan.profile.bodies.items() for name in split_bodies(names)
             if not is_missing(name)}
    # Nobody tells the county's Party committee or, but for itself, its government what to do.
    above = {plan.profile.bodies.get("党委"), plan.profile.bodies.get("人民政府")}
    named = [name for name in _named(plan) if name != office.name and name in units and name not in above]
    return (tuple(name for name in named if not units[name]), tuple(name for name in named if units[name]))
