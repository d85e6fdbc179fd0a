"""Whom each kind of document is addressed to (主送): by the user's list, else by what the plan names."""

from __future__ import annotations

from dataclasses import replace

from generator.addressees import name_in_class
from generator.compose.matters import list_debtors
from generator.compose.relations import (
    TOWNSHIPS,
    Letter,
    Tie,
    addressee_below,
    choose_letter,
    choose_letters,
    find_tie,
    join_names,
    list_others,
)
from generator.compose.requests import Case
from generator.compose.routes import choose_issue
from generator.county import Office, find_line
from generator.localise.plan import CountyPlan


def address_documents(kind: str, case: Case) -> tuple[Letter, ...]:
    """The papers of one kind, each with its line of 主送: one, or two where some get a 通知 and others a 函.

    returns  a letter without recipients where nobody is known (待填)
    """
    plan, office, listed = case.plan, case.office, case.request.addressees
    if kind == "letter":
        if not office.is_of_county:  # its letter names each county's own tasks
            own = plan.profile.name
            listed = tuple(found for name in listed for found in (
                [name] if own in name else filter(None, name_in_class(name, own).split("、"))))
        return choose_letters(listed, plan, office) if listed else (choose_letter(plan, office),)
    if kind in ("cover", "package"):
        return (Letter("notice", choose_issue(plan, office).recipients, "你们"),)
    if kind == "report":
        return (Letter("notice", find_superior(plan, office), ""),)
    if kind == "approval":
        return (Letter("notice", plan.profile.bodies["人民政府"], ""),)
    if kind == "consult":
        return (_consulted(case),)
    if kind in ("forward", "remind", "urge"):
        names = listed or _usual_names(kind, case)
        found = choose_letters(names, plan, office) or (Letter("notice", "", "你单位"),)
        return (_remind(found, names, plan, office),) if kind == "remind" else found
    return (Letter("notice", "", ""),)


def _remind(found: tuple[Letter, ...], names: tuple[str, ...], plan: CountyPlan, office: Office) -> Letter:
    """A 提醒函 is one paper to all: a reminder orders nobody."""
    ties = {name: find_tie(name, office, plan.profile) for name in names}
    return replace(found[0], template="request", recipients=join_names(names, ties), called="各单位" if len(
        names) > 1 else "贵单位" if found[0].template == "request" else "你单位")


def _usual_names(kind: str, case: Case) -> tuple[str, ...]:
    plan, office = case.plan, case.office
    if not office.is_of_county:
        return () if kind == "urge" else (addressee_below(plan.profile, office),)
    departments, units = list_others(plan, office)
    if kind == "forward":
        return (TOWNSHIPS, *departments, *units) if office.governs else units
    return list_debtors(plan, office, case.request.due) if kind == "remind" else ()


def _consulted(case: Case) -> Letter:
    """Who is asked for an opinion on the draft: departments, townships and units that it lays something on."""
    plan, office = case.plan, case.office
    names = case.request.addressees
    if not names:
        departments, units = list_others(plan, office)
        usual = choose_letter(plan, office)
        townships = (TOWNSHIPS,) if TOWNSHIPS in usual.recipients else ()
        names = (*townships, *departments, *units)
    ties = {name: find_tie(name, office, plan.profile) for name in names}
    return Letter("request", join_names(names, ties), "贵单位")


def find_superior(plan: CountyPlan, office: Office) -> str:
    """Whom an office reports to: the issuer where it is the direct superior, else as the office's profile says.

    returns  the body that the notice itself has reports sent to, where it is the prefecture's of the same line;
             "" not known
    """
    profile = plan.profile
    issuer = next(iter(plan.spec.notice.issuers), "")
    direct = (profile.prefecture, profile.name) if profile.prefecture != profile.province else (profile.province,)
    if issuer.startswith(direct) and issuer != office.name:
        return issuer
    if office.superior and office.superior not in (profile.prefecture, profile.province):
        return office.superior
    sent_to = [name for report in plan.reports for name in report.to
               if name.startswith(profile.prefecture) and find_line(name) is find_line(office.name)]
    return max(dict.fromkeys(sent_to), key=sent_to.count, default="")


def list_unfit(case: Case) -> tuple[str, ...]:
    """Addressees of the list that get no letter from this office: superiors and enterprises."""
    ties = {name: find_tie(name, case.office, case.plan.profile) for name in case.request.addressees}
    return tuple(name for name, tie in ties.items() if tie in (Tie.ABOVE, Tie.ENTERPRISE))
