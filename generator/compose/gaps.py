"""What a county's documents do not know (待填、待确认、待分解), found before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.blocks import GAP, GUESS, SHARE, OpenField
from generator.compose.values import cite_notice, open_blank
from generator.county import Office
from generator.localise.bodies import HEAD
from generator.localise.pieces import Verdict
from generator.localise.places import find_other_province
from generator.localise.plan import CountyPlan, is_home
from generator.localise.words import find_residue

_CONDITION = re.compile(rf"^(?P<what>(?![对为把向将])[^,]{{2,24}}的){HEAD}")

# Recipients that hand a notice on to counties, or are of the county's level or below: classes, not 省水利厅.
_DOWNWARD = re.compile(rf"^各|{HEAD}|^(?:市|县|区)|乡镇|村")


def find_open_fields(plan: CountyPlan, office: Office, document: str) -> tuple[OpenField, ...]:
    """All that one document of a county leaves open, the blocking ones first.

    document  plan, letter or checklist
    returns   blanks that are filled in when a paper is signed (文号序号, 成文日期) block nothing; guesses neither
    """
    county = plan.profile.name
    found = [OpenField(county, document, field, why, GAP, blocking)
             for field, why, blocking in _gaps(plan, office, document)]
    found += [OpenField(county, document, name, why, GUESS) for name, why in _guesses(plan, office)]
    found += [OpenField(county, document, t.text, "来文给出的是上级总数，本县份额待上级分解，正文未写入", SHARE)
              for t in plan.shares]
    return tuple(dict.fromkeys(found))


def _gaps(plan: CountyPlan, office: Office, document: str) -> Iterable[tuple[str, str, bool]]:
    if open_blank("来文标题") in cite_notice(plan.spec.notice):
        yield "来文标题", "没有读到通知的标题", True
    if document == "letter":
        if not office.prefix:
            yield "代字", f"没有{office.name}的发文代字", True
        if office.contact is None:
            yield "联系人、联系电话", f"没有{office.name}的联系人", True
        yield "文号的年份和序号", "编号时填写", False
    if document in ("plan", "letter"):
        yield "成文日期", "签发时填写", False


def _odd_notices(plan: CountyPlan) -> Iterable[tuple[str, str]]:
    """Notices that a county does not usually make a plan of: a township's, its own, a 通报."""
    notice = plan.spec.notice
    lower = next((issuer for issuer in notice.issuers if re.search("(?:镇|乡|街道)[^县市区]{0,12}$", issuer)), "")
    if lower:
        yield "来文机关", f"来文由{lower}印发，是下级机关，不宜由县里制定贯彻方案，请核对"
    elif is_home(plan.spec, plan.profile):
        yield "来文机关", f"来文由{notice.issuers[0]}印发，是本县自己的文件，请核对是否还要另发方案"
    if notice.kind in ("通报", "批复", "决定", "公告", "命令"):
        yield "来文文种", f"来文是{notice.kind}，一般不需要制定实施方案，请核对"


def _guesses(plan: CountyPlan, office: Office) -> Iterable[tuple[str, str]]:
    profile = plan.profile
    if not plan.spec.notice.title and plan.spec.notice.attachments:
        yield cite_notice(plan.spec.notice), "没有读到来文的标题，以附件的标题代"
    if other := find_other_province(plan.spec.notice.issuers, profile):
        yield "来文机关", f"来文由{other}的机关印发，{profile.name}属{profile.province}，请核对"
    yield from _odd_notices(plan)
    if not plan.tasks:
        yield "全部任务", "来文的任务都由上级机关负责，没有明确要求县级承担的，请核对是否需要制定方案"
    recipients = plan.spec.notice.recipients
    if recipients and not any(_DOWNWARD.search(name) or profile.name in name for name in recipients):
        yield "来文的主送单位", f"来文主送{recipients[0]}等，没有县区，请核对是否应由本县制定方案"
    said = "\n".join((office.name, *(text for task in plan.tasks for text in (task.text, task.heading, *task.doers,
                                                                              *task.support))))
    for key in sorted(profile.guesses):
        if profile.bodies[key] in said:
            yield profile.bodies[key], f"没有{profile.name}的资料，{key}按通常名称写"
    for task in plan.tasks:
        name = task.heading or task.text[:16]
        if task.guessed:
            yield f"{name}：责任单位", f"来文没有写明，暂列{'、'.join(task.doers)}"
        if words := find_residue(f"{task.heading}。{task.text}", profile):
            yield f"{name}：“{'”“'.join(words)}”", "文中的层级用语，请核对"
    for _, pieces in plan.judged:
        for piece in pieces:
            if piece.verdict is Verdict.OWN and (found := _CONDITION.match(piece.text)):
                yield f"是否属于“{found['what']}”", "来文对此类县区另有要求，请核对本地是否适用"
