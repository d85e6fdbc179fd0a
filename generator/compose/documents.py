"""Documents of one county in words (文书): a kind, a case and the templates give one paper or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.blocks import Block, Document, OpenField, Title
from generator.compose.addresses import address_documents
from generator.compose.calendar import milestone_rows
from generator.compose.enterprises import list_told
from generator.compose.evidence import count_unconfirmed
from generator.compose.gaps import find_open_fields
from generator.compose.kinds import KINDS as KINDS
from generator.compose.kinds import Kind
from generator.compose.matters import blank_matter, duty_sheets, find_matters
from generator.compose.memo import memo_values
from generator.compose.office_docx import fill_docx, find_own_docx
from generator.compose.package import package_values
from generator.compose.relations import Letter, find_asked, join_counties, list_above
from generator.compose.render import render_blocks, render_text
from generator.compose.report_forms import compose_forms, form_values
from generator.compose.requests import Case
from generator.compose.routes import choose_issue
from generator.compose.rows import Row, print_duty, target_lines, task_rows
from generator.compose.sources import Source, cite_sources
from generator.compose.values import (
    cite_notice,
    name_printer,
    open_blank,
    open_rows,
    plan_values,
    print_number,
)
from generator.county_list import ENTERPRISE
from generator.localise.plan import CountyPlan, PlanTask
from generator.office import Route
from gongwen.characters import drop_unfit
from gongwen.dates import print_date

_OF_MATTERS = ("forward", "remind", "urge")
_FOR_OTHERS = ("forms",)  # filled in by others: no remarks of ours in them


def compose_documents(kind: str, case: Case, templates: Path) -> dict[str, Document | bytes]:
    """The documents of one kind by file name without its ending: `letter`; `inform/甲公司` for each enterprise.

    kind     a key of KINDS
    returns  where the office has a .docx of its own for it, that one filled
    raises   UnknownTemplate: its template is missing or has a slip
    """
    made: dict[str, Document | bytes] = {}
    for name, (template, values) in document_values(kind, case).items():
        if own := find_own_docx(templates, template):
            made[name] = fill_docx(own, values)
            continue
        document = _compose(KINDS[kind], template, values, templates)
        made[name] = document if case.request.final or kind in _FOR_OTHERS else _with_sources(document, case, templates)
    return made


def source_values(source: Source, plan: CountyPlan) -> dict[str, object]:
    """What the wording of a comment (批注) is filled with."""
    return {"依据": cite_notice(plan.spec.notice), "位置": source.place, "原文": source.words, "核对": source.state,
            "单位": source.body, "来文称": source.called, "待确认": source.guessed}


def _with_sources(document: Document, case: Case, templates: Path) -> Document:
    """The working copy: every number, date and body with its source as a comment."""
    return cite_sources(document, case.plan, lambda source: render_text(
        templates, "source", source_values(source, case.plan)))


def document_values(kind: str, case: Case) -> dict[str, tuple[str, dict[str, object]]]:
    """What the documents of one kind are filled with: by file name, the template and its values."""
    row = KINDS[kind]
    opens = find_open_fields(case.plan, case.office, kind, case.request)
    base = plan_values(case.plan, case.office, () if case.request.final else opens) | _kind_values(kind, case) | {
        "定稿": case.request.final, "未核对": 0 if case.request.final else count_unconfirmed(case.plan.spec)}
    if kind == "inform":
        return {name: (row.template, base | values) for name, values in _enterprises(case).items()}
    if kind == "forms":
        return {f"forms/{form.key}": (row.template, base | form_values(form)) for form in compose_forms(case.plan)}
    letters = address_documents(kind, case)
    out = {}
    for letter in letters:
        name = kind if len(letters) == 1 else f"{kind}-{letter.kind}"
        template = letter.template if kind == "letter" else row.template
        if kind == "letter" and case.request.addressees:
            base |= plan_values(_for_names(case.plan, letter), case.office, opens)
        matters = _matters(kind, letter, case) if kind in _OF_MATTERS else {}
        out[name] = (template, base | matters | _letter_values(letter, case) | _hints(letter, opens, case))
    return out


def _compose(kind: Kind, template: str, values: Mapping[str, object], templates: Path) -> Document:
    blocks = render_blocks(templates, template, values)
    return Document(kind.key, _title(blocks), blocks, landscape=kind.landscape)


def _letter_values(letter: Letter, case: Case) -> dict[str, object]:
    recipients = letter.recipients
    if case.counties and not case.request.addressees:
        bodies = [recipients.replace(case.plan.profile.name, county) for county in case.counties]
        recipients = join_counties(bodies, case.counties, whole=case.whole)
    called = "各单位" if len(case.counties) > 1 else letter.called
    number = {"文号": print_number(case.office.letter_prefix)} if letter.template == "request" else {}
    return number | {"主送": recipients or open_blank("主送机关"), "称谓": called, "文种": letter.kind,
            "商请": [_asked(task) for task in letter.tasks]}


def _for_names(plan: CountyPlan, letter: Letter) -> CountyPlan:
    """The plan as far as it concerns those whom a letter goes to; whole where it names none of them."""
    names = set(re.split("[、，]", letter.recipients))
    tasks = tuple(task for task in plan.tasks if names & {*task.doers, *task.support})
    reports = tuple(report for report in plan.reports if names & set(report.by))
    return replace(plan, tasks=tasks, reports=reports) if tasks else plan


def letter_plans(case: Case) -> dict[str, tuple[CountyPlan, tuple[PlanTask, ...] | None]]:
    """What each `letter` of a county is about, by file name: the plan as far as it is theirs; of a 函 its tasks."""
    letters = address_documents("letter", case)
    out = {}
    for letter in letters:
        plan = _for_names(case.plan, letter) if case.request.addressees else case.plan
        name = "letter" if len(letters) == 1 else f"letter-{letter.kind}"
        out[name] = (plan, letter.tasks if letter.template == "request" else None)
    return out


def _hints(letter: Letter, opens: Sequence[OpenField], case: Case) -> dict[str, object]:
    """What 办文提示 says of one paper: a 函 carries no 印发机关 and 印发日期."""
    if case.request.final:
        return {"待办": []}
    if letter.template != "request":
        return {}
    printed = ("印发日期", name_printer(case.office))
    return {"待办": open_rows(o for o in opens if o.field not in printed)}


def _asked(task: PlanTask) -> dict[str, str]:
    return {"任务": task.heading, "内容": task.text, "责任": print_duty(task)}


def _kind_values(kind: str, case: Case) -> dict[str, object]:
    """What one kind knows beside the plan."""
    plan, office, request = case.plan, case.office, case.request
    reply = print_date(request.reply_by) if request.reply_by else open_blank("反馈截止日期")
    if kind in ("plan", "cover", "consult", "package"):
        issue = choose_issue(plan, office)
        issuer = replace(office, name=issue.issuer)
        # What the government's office passes on stays the bureau's plan.
        own = kind == "plan" and office.practice.route is Route.FORWARD
        signers = [name or open_blank("领导小组名称") for name in ((office.name,) if own else issue.signers)]
        apart = package_values(case) if kind == "package" else {}
        return apart | {"发文机关": " ".join(signers), "署名": "、".join(signers),
                "文号": print_number(issue.prefix),
                "路径": str(office.practice.route or ""), "会签单位": [] if request.final else list(issue.agreed),
                "抄送": "，".join(list_above(plan, office) if kind == "consult" else issue.copies),
                "印发机关": name_printer(issuer),
                "反馈日期": reply}
    if kind in ("remind", "urge"):
        return {"到期": print_date(request.due) if request.due else "",
                "补报日期": print_date(request.reply_by) if request.reply_by else open_blank("补报日期")}
    if kind == "inform":
        return {"反馈日期": reply}
    if kind in ("letter", "forward"):
        return {"抄送": "、".join(dict.fromkeys((*list_above(plan, office), *office.copy_to)))}
    if kind == "approval":
        asked = find_asked(plan, list_above(plan, office))
        return {"报批": [_asked(task) for task in asked], "路径": str(office.practice.route or "")}
    if kind == "duties":
        return {"责任单": duty_sheets(plan)}
    if kind == "memo":
        return memo_values(case, find_open_fields(plan, office, kind, request))
    if kind == "calendar":
        return milestone_rows(plan)
    return {"目标行": target_lines(plan), "进展任务": _in_progress(plan)} if kind == "report" else {}


def _matters(kind: str, letter: Letter, case: Case) -> dict[str, object]:
    """What is due from those whom a letter goes to; a blank where a reminder knows of nothing."""
    names = re.split("[、，]", letter.recipients)
    rows = find_matters(case.plan, case.office, case.request.due, names)
    blank = open_blank("报送事项")
    return {"事项": rows or ([] if kind == "forward" else [blank_matter(blank, blank)])}


def _in_progress(plan: CountyPlan) -> list[Row]:
    """The tasks that a report tells the progress of: phases are none."""
    return [row for row in task_rows(plan) if "阶段" not in str(row["任务"])]


def _enterprises(case: Case) -> dict[str, dict[str, object]]:
    """One paper an enterprise, by its name; one with blanks where there is no list."""
    told: list[dict[str, object]] = [dict(row) for row in list_told(case.plan)]
    rows: Iterable[Mapping[str, str]] = case.request.enterprises or ({},)
    out: dict[str, dict[str, object]] = {}
    for row in rows:
        name = row.get(ENTERPRISE, "")
        own = [{"任务": "", "内容": row["告知事项"]}] if row.get("告知事项") else []
        blank = [{"任务": "", "内容": open_blank("告知事项")}]
        stem = f"inform/{drop_unfit(name)}" if name else "inform"
        while stem in out:
            stem += "（另）"
        out[stem] = {ENTERPRISE: name or open_blank("企业名称"), "列": {
            key: value for key, value in row.items() if key not in (ENTERPRISE, "告知事项", "县区")},
            "告知事项": [*told, *own] or blank}
    return out


def _title(blocks: tuple[Block, ...]) -> str:
    return next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
