"""What a county's documents do not know (待填、待确认、待分解), found before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.blocks import GAP, GUESS, SHARE, OpenField
from generator.compose.addresses import address_documents, find_superior, list_unfit
from generator.compose.enterprises import list_told
from generator.compose.kinds import KINDS, Need
from generator.compose.relations import find_asked, list_above
from generator.compose.requests import NOTHING, Case, Request
from generator.compose.routes import choose_issue, list_laid_on
from generator.compose.values import cite_notice, name_printer, open_blank
from generator.county import Office, is_missing
from generator.localise.bodies import HEAD
from generator.localise.places import find_other_province
from generator.localise.plan import CountyPlan, is_home
from generator.localise.plan_residue import find_plan_residues
from generator.localise.schedule import TOO_LATE
from generator.localise.verdicts import Verdict
from generator.office import Route

_LETTERS = ("letter", "forward", "consult", "remind", "urge")
# Recipients that hand a notice on to counties, or are of the county's level or below: classes, not 省水利厅.
_DOWNWARD = re.compile(rf"^各|{HEAD}|^(?:市|县|区)|乡镇|村")


def find_open_fields(plan: CountyPlan, office: Office, document: str,
                     request: Request = NOTHING) -> tuple[OpenField, ...]:
    """All that one document of a county leaves open, the blocking ones first.

    document  a key of KINDS
    returns   blanks that are filled in when a paper is signed (文号序号, 成文日期) block nothing; guesses neither
    """
    county = plan.profile.name
    found = [OpenField(county, document, field, why, GAP, blocking)
             for field, why, blocking in _gaps(Case(plan, office, request), document)]
    found += [OpenField(county, document, name, why, GUESS)
              for name, why in _guesses(Case(plan, office, request), document)]
    if KINDS[document].of_plan:
        found += [OpenField(county, document, t.text, "来文给出的是上级总数，本县份额待上级分解，正文未写入", SHARE)
                  for t in plan.shares]
    return tuple(dict.fromkeys(found))


_Gap = tuple[str, str, bool]


def _gaps(case: Case, document: str) -> Iterable[_Gap]:
    if open_blank("来文标题") in cite_notice(case.plan.spec.notice):
        yield "来文标题", "没有读到通知的标题", True
    for need in KINDS[document].needs:
        yield from _NEEDS[need](case, document)


def _number(case: Case, document: str) -> Iterable[_Gap]:
    issue = choose_issue(case.plan, case.office) if document in ("cover", "package") else None
    name, prefix = (issue.issuer, issue.prefix) if issue else (case.office.name, case.office.prefix)
    if not prefix:
        # The government's office numbers what it passes on; nobody here can know how.
        theirs = issue is not None and case.office.practice.route is Route.FORWARD
        yield "代字", f"没有{name or '领导小组'}的发文代字", not theirs
    derived = _is_request(case, document) and prefix and not case.office.practice.letter_prefix
    yield "文号的年份和序号", "编号时填写" + ("；函的代字按通常写法" if derived else ""), False


def _is_request(case: Case, document: str) -> bool:
    return any(letter.template == "request" for letter in address_documents(document, case))


def _contact(case: Case, _: str) -> Iterable[_Gap]:
    if case.office.contact is None:
        yield "联系人、联系电话", f"没有{case.office.name}的联系人", True


def _date(case: Case, document: str) -> Iterable[_Gap]:
    yield "成文日期", "签发时填写", False
    if _is_printed(case, document):
        yield "印发日期", "印发时填写", False


def _is_printed(case: Case, document: str) -> bool:
    """Whether 印发机关 and 印发日期 stand at its foot: in no 函 (GB/T 9704 §10.1)."""
    return KINDS[document].printed and any(
        letter.template == "notice" for letter in address_documents(document, case))


def _recipients(case: Case, document: str) -> Iterable[_Gap]:
    if any(not letter.recipients for letter in address_documents(document, case)):
        yield "主送机关", "没有列出主送机关，来文也看不出，请用 --addressees 指明", True


def _late(case: Case, _: str) -> Iterable[_Gap]:
    if not case.request.addressees:
        yield "主送机关", "没有未报送单位的名单，请用 --addressees 指明", True
    yield "补报日期", "签发时填写，也可用 --reply-by 指明", False


def _enterprises(case: Case, _: str) -> Iterable[_Gap]:
    if not case.request.enterprises:
        yield "企业名称", "没有企业名单，请用 --enterprises 指明", True
    if not list_told(case.plan) and not all(row.get("告知事项") for row in case.request.enterprises or ({},)):
        yield "告知事项", "来文没有写明要求企业做什么，可在企业名单中加“告知事项”一栏", True


def _superior(case: Case, _: str) -> Iterable[_Gap]:
    if not find_superior(case.plan, case.office):
        yield "主送机关", f"不知道{case.office.name}向谁报告，请在本机关资料中写明 superior", True


def _signer(_: Case, __: str) -> Iterable[_Gap]:
    yield "签发人", "上行文须标明，签发时填写", False


def _reply(case: Case, _: str) -> Iterable[_Gap]:
    if case.request.reply_by is None:
        yield "反馈截止日期", "签发时填写，也可用 --reply-by 指明", False


def _way(case: Case, _: str) -> Iterable[_Gap]:
    if case.office.practice.route is not Route.FORWARD:
        yield "印发方式", "建议以什么名义印发，由本机关定；由政府办转发的可用 --route 指明", False


def _progress(_: Case, __: str) -> Iterable[_Gap]:
    yield "进展、完成情况、问题和打算", "来文没有，请据实填写", False


def _route(case: Case, _: str) -> Iterable[_Gap]:
    practice = case.office.practice
    laid_on = (*list_above(case.plan, case.office), *list_laid_on(case.plan, case.office))
    if not laid_on:
        return
    if practice.route is None:
        yield "行文路径", (f"任务涉及{_some(laid_on)}，不宜由{case.office.name}单独印发，请先定路径"
                       f"（{'、'.join(Route)}），写入资料的 route 或用 --route 指明"), case.request.final
    if practice.route is Route.JOINT and not practice.joint_with:
        yield "联合发文机关", "没有写明与谁联合发文，请在资料中写明 joint_with", True
    if practice.route is Route.GROUP and not practice.leading_group:
        yield "领导小组名称", "没有写明以哪个领导小组名义，请在资料中写明 leading_group", True


def _some(names: tuple[str, ...]) -> str:
    return "、".join(names[:3]) + (f"等 {len(names)} 个" if len(names) > 3 else "")


_NEEDS: Mapping[Need, Callable[[Case, str], Iterable[_Gap]]] = {
    Need.NUMBER: _number, Need.CONTACT: _contact, Need.DATE: _date, Need.RECIPIENTS: _recipients, Need.LATE: _late,
    Need.ENTERPRISES: _enterprises, Need.SUPERIOR: _superior, Need.SIGNER: _signer, Need.REPLY: _reply,
    Need.PROGRESS: _progress, Need.ROUTE: _route, Need.WAY: _way,
}


def _guessed_addressees(case: Case, document: str) -> Iterable[tuple[str, str]]:
    """Who is addressed by guess, and who is on the list and gets no such paper."""
    if _is_printed(case, document) and not case.office.practice.printer:
        issuer = choose_issue(case.plan, case.office).issuer if document in ("cover", "package") else case.office.name
        yield name_printer(replace(case.office, name=issuer)), "印发机关按通常名称写"
    if KINDS[document].asks_day and case.request.due is None:
        yield "到期事项", "没有指明哪一天到期，列出了全部报送事项，可用 --due 指明"
    if document in _LETTERS:
        for name in list_unfit(case):
            yield name, "名单中的这一单位不宜用这种文书，没有列入主送"
    superior = find_superior(case.plan, case.office) if document == "report" else ""
    if superior and superior not in (case.office.superior, *case.plan.spec.notice.issuers):
        yield superior, "按来文中接收材料的单位列为主送，请核对全称"


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


def _guesses(case: Case, document: str) -> Iterable[tuple[str, str]]:
    yield from _guessed_addressees(case, document)
    yield from _guessed_heads(case.plan)
    yield from _guessed_names(case, document)
    if document in ("plan", "cover", "package", "letter", "consult", "memo"):
        yield from _asked_above(case)
    if KINDS[document].of_plan:
        yield from _guessed_duties(case.plan)
        yield from _other_bases(case.request)
        if document in ("plan", "cover", "package", "memo"):
            yield from _unsaid(case.plan)


def _unsaid(plan: CountyPlan) -> Iterable[tuple[str, str]]:
    """What a county's plan usually has and the notice says nothing of: nothing of it is made up."""
    said = "".join((*plan.aims, *(f"{task.heading}{task.text}" for task in plan.tasks)))
    if plan.tasks and not re.search("经费|资金|预算|财政", said):
        yield "经费保障", "来文没有写明经费，正文没有写；本县有安排的请补充"


def _asked_above(case: Case) -> Iterable[tuple[str, str]]:
    """Tasks of the county's government or Party committee, which no bureau can give them."""
    if case.office.practice.route in (Route.GROUP, Route.FORWARD):
        return
    for name in list_above(case.plan, case.office):
        tasks = find_asked(case.plan, (name,))
        some = _some(tuple(task.heading or task.text[:16] for task in tasks))
        yield f"{name}：{some}", (f"来文要求由其承担，{case.office.name}不能用函或通知布置，文中列为抄送；"
                                 "请先请示（--documents approval），或由政府办转发")


def _other_bases(request: Request) -> Iterable[tuple[str, str]]:
    """What other bases say that the text does not: chosen values in other words, and demands of their own."""
    for choice in request.unwritten:
        yield choice.case.what, f"以“{choice.by}”为准应为“{choice.chosen.said}”，正文说法不同，没有改动，请改写"
    for demand in request.demands:
        yield demand.text, f"{demand.paper}另有要求，方案所依来文没有，请核对是否写入"


def _guessed_heads(plan: CountyPlan) -> Iterable[tuple[str, str]]:
    profile = plan.profile
    if not plan.spec.notice.title and plan.spec.notice.attachments:
        yield cite_notice(plan.spec.notice), "没有读到来文的标题，或只取其附件，以附件的标题代"
    if other := find_other_province(plan.spec.notice.issuers, profile):
        yield "来文机关", f"来文由{other}的机关印发，{profile.name}属{profile.province}，请核对"
    yield from _odd_notices(plan)
    if not plan.tasks:
        yield "全部任务", "来文的任务都由上级机关负责，没有明确要求县级承担的，请核对是否需要制定方案"
    recipients = plan.spec.notice.recipients
    if recipients and not any(_DOWNWARD.search(name) or profile.name in name for name in recipients):
        yield "来文的主送单位", f"来文主送{recipients[0]}等，没有县区，请核对是否应由本县制定方案"


def _guessed_names(case: Case, document: str) -> Iterable[tuple[str, str]]:
    """Bodies whose names are guessed, as far as the document says them."""
    plan, profile = case.plan, case.plan.profile
    words = [case.office.name, *(letter.recipients for letter in address_documents(document, case))]
    if KINDS[document].of_plan:
        words += [text for task in plan.tasks for text in (task.text, task.heading, *task.doers, *task.support)]
    said = "\n".join(words)
    for key in sorted(profile.guesses):
        if profile.bodies[key] in said:
            yield profile.bodies[key], f"没有{profile.name}的资料，{key}按通常名称写"


def _guessed_duties(plan: CountyPlan) -> Iterable[tuple[str, str]]:
    for task in plan.tasks:
        name = task.heading or task.text[:16]
        if task.guessed:
            yield f"{name}：责任单位", f"来文没有写明，暂列{'、'.join(task.doers)}"
    named = {name for task in plan.tasks for name in (*task.doers, *task.support)}
    for name in sorted(name for name in named if is_missing(name)):
        yield name.strip("【】"), "县区资料写明本县无此机构，请确定由谁承担"
    for share in plan.shared:
        yield share.target.text, f"{share.why}，请核对"
    for deviation in plan.deviations:
        if deviation.weaker:
            yield f"{deviation.what}：{deviation.own}", f"低于来文的{deviation.superior}：{deviation.note}"
    for move in plan.moves:
        if move.own == TOO_LATE:
            yield f"{move.what}：时限", f"来文时限{move.superior}，本县印发后时间不够，请与上级商定"
    if plan.calendar_note:
        yield "本级时限", plan.calendar_note
    for residue in find_plan_residues(plan):
        yield f"{residue.place}：“{residue.word}”", f"文中的层级用语“…{residue.around}…”，请核对"
    for task in plan.tasks:
        if task.presumed:
            yield f"{task.heading or task.text[:16]}：是否由本县承接", "来文没有对县级提出，按属地职责推定，请核对"
    pending = (piece.why for _, pieces in plan.judged for piece in pieces if piece.verdict is Verdict.PENDING)
    for why in dict.fromkeys(pending):
        yield why.partition("，")[0], "来文对此类县区另有要求，请核对本地是否适用"
