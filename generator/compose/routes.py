"""How the county's own plan is issued (行文路径): by whom, to whom, and who signs, by the route that is settled.

A bureau gives peers and townships no orders: what lays tasks on them is agreed with them first (会签), signed with them
(联合发文), issued by a 领导小组, or passed on by the government's office (政府办转发).
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.relations import TOWNSHIPS, list_above, list_others, names_townships
from generator.county import Office
from generator.localise.plan import CountyPlan
from generator.office import Route


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues the plan, and to whom (发文方式).

    issuer      whose paper it is, by the head of the paper and its title; "" not known
    prefix      its document-number prefix; "" not known
    signers     who signs, the leading office first
    recipients  the line of 主送; "" where nobody is known
    copies      who gets copies
    agreed      whom the draft is to be signed by (会签单位)
    """

    issuer: str
    prefix: str
    signers: tuple[str, ...]
    recipients: str
    copies: tuple[str, ...]
    agreed: tuple[str, ...] = ()


def list_laid_on(plan: CountyPlan, office: Office) -> tuple[str, ...]:
    """The departments and townships that the plan's tasks lay something on; () for a government, which may."""
    if office.governs:
        return ()
    departments, _ = list_others(plan, office)
    return (*departments, *((TOWNSHIPS,) if names_townships(plan) else ()))


def choose_issue(plan: CountyPlan, office: Office) -> Issue:
    """How the county's plan is issued, by the office's route; a bureau alone where none is settled."""
    practice, laid_on = office.practice, list_laid_on(plan, office)
    departments, units = list_others(plan, office)
    below = "、".join(units) or f"{'委' if office.name.endswith('委员会') else '局'}属各单位"
    everyone = "，".join(filter(None, (TOWNSHIPS, "、".join((*departments, *units)))))
    above = list_above(plan, office)
    townships = tuple(name for name in laid_on if name == TOWNSHIPS)
    if office.governs:
        return Issue(office.name, office.prefix, (office.name,), everyone, office.copy_to)
    match practice.route:
        case Route.JOINT:
            signers = (office.name, *(name for name in practice.joint_with if name != office.name))
            others = tuple(name for name in departments if name not in signers)
            return Issue(office.name, office.prefix, signers, "，".join(filter(None, ("、".join(others), below))),
                         _copies(above, office, townships))
        case Route.GROUP:
            group = practice.leading_group
            everyone = "，".join(filter(None, (TOWNSHIPS, "、".join((office.name, *departments, *units)))))
            return Issue(group, practice.group_prefix, (group,), everyone, office.copy_to)
        case Route.FORWARD:
            government = f"{plan.profile.bodies['人民政府']}办公室"
            return Issue(government, "", (government,), everyone, office.copy_to)
        case Route.COUNTERSIGN:
            agreeing = "，".join(filter(None, ("、".join(departments), below)))
            return Issue(office.name, office.prefix, (office.name,), agreeing, _copies(above, office, townships),
                         laid_on)
        case _:
            return Issue(office.name, office.prefix, (office.name,), below, _copies(above, office))


def _copies(above: tuple[str, ...], office: Office, others: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Who gets copies, those above first."""
    return tuple(dict.fromkeys((*above, *office.copy_to, *others)))
