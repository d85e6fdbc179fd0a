"""Documents of one county in words (文书): a kind, a case and the templates give one paper or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.blocks import Block, Document, Title
from generator.compose.addresses import address_documents
from generator.compose.enterprises import list_told
from generator.compose.evidence import count_unconfirmed
from generator.compose.gaps import find_open_fields
from generator.compose.kinds import KINDS as KINDS
from generator.compose.kinds import Kind
from generator.compose.matters import duty_sheets, find_matters
from generator.compose.relations import Letter, join_counties
from generator.compose.render import render_blocks, render_text
from generator.compose.requests import Case
from generator.compose.routes import choose_issue
from generator.compose.rows import Row, print_duty, target_lines, task_rows
from generator.compose.sources import Source, cite_sources
from generator.compose.values import cite_notice, name_printer, open_blank, plan_values, print_number
from generator.county import Office
from generator.county_list import ENTERPRISE
from generator.localise.plan import CountyPlan, PlanTask
from gongwen.dates import print_date

_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f.]+')  # what file systems refuse in a name


def compose_document(kind: str, plan: CountyPlan, office: Office, templates: Path) -> Document:
    """One document of a county, the first where a kind has several; as `compose_documents`."""
    return next(iter(compose_documents(kind, Case(plan, office), templates).values()))


def compose_documents(kind: str, case: Case, templates: Path) -> dict[str, Document]:
    """The documents of one kind by file name without its ending: `letter`; `inform/甲公司` for each enterprise.

    kind    a key of KINDS
    raises  UnknownTemplate: its template is missing or has a slip
    """
    made = {name: _compose(KINDS[kind], template, values, templates)
            for name, (template, values) in document_values(kind, case).items()}
    if case.request.final:
        return made

    def say(source: Source) -> str:
        return render_text(templates, "source", {
            "依据": cite_notice(case.plan.spec.notice), "位置": source.place, "原文": source.words,
            "核对": source.state, "单位": source.body, "来文称": source.called, "待确认": source.guessed})

    return {name: cite_sources(document, case.plan, say) for name, document in made.items()}


def document_values(kind: str, case: Case) -> dict[str, tuple[str, dict[str, object]]]:
    """What the documents of one kind are filled with: by file name, the template and its values."""
    row = KINDS[kind]
    opens = find_open_fields(case.plan, case.office, kind, case.request)
    base = plan_values(case.plan, case.office, () if case.request.final else opens) | _kind_values(kind, case) | {
        "定稿": case.request.final, "未核对": 0 if case.request.final else count_unconfirmed(case.plan.spec)}
    if kind == "inform":
        return {name: (row.template, base | values) for name, values in _enterprises(case).items()}
    letters = address_documents(kind, case)
    out = {}
    for letter in letters:
        name = kind if len(letters) == 1 else f"{kind}-{letter.kind}"
        template = letter.template if kind == "letter" else row.template
        out[name] = (template, base | _letter_values(letter, case))
    return out


def _compose(kind: Kind, template: str, values: Mapping[str, object], templates: Path) -> Document:
    blocks = render_blocks(templates, template, values)
    return Document(kind.key, _title(blocks), blocks, landscape=kind.landscape)


def _letter_values(letter: Letter, case: Case) -> dict[str, object]:
    recipients = letter.recipients
    if case.counties and not case.request.addressees:
        bodies = [recipients.replace(case.plan.profile.name, county) for county in case.counties]
        recipients = join_counties(bodies, case.counties)
    called = "各单位" if len(case.counties) > 1 else letter.called
    number = {"文号": print_number(case.office.letter_prefix)} if letter.template == "request" else {}
    return number | {"主送": recipients or open_blank("主送机关"), "称谓": called, "文种": letter.kind,
            "商请": [_asked(task) for task in letter.tasks]}


def _asked(task: PlanTask) -> dict[str, str]:
    return {"任务": task.heading, "内容": task.text, "责任": print_duty(task)}


def _kind_values(kind: str, case: Case) -> dict[str, object]:
    """What one kind knows beside the plan."""
    plan, office, request = case.plan, case.office, case.request
    reply = print_date(request.reply_by) if request.reply_by else open_blank("反馈截止日期")
    if kind in ("plan", "cover", "consult"):
        issue = choose_issue(plan, office)
        issuer = replace(office, name=issue.issuer)
        signers = [name or open_blank("领导小组名称") for name in issue.signers]
        return {"发文机关": " ".join(signers), "署名": "、".join(signers),
                "文号": print_number(issue.prefix),
                "路径": str(office.practice.route or ""), "会签单位": [] if request.final else list(issue.agreed),
                "抄送": "，".join(issue.copies), "印发机关": name_printer(issuer), "反馈日期": reply}
    if kind in ("forward", "remind", "urge"):
        due = print_date(request.due) if request.due else ""
        rows = find_matters(plan, office, request.due, _asked_names(kind, case))
        blank = {"全文": open_blank("报送事项"), "内容": open_blank("报送事项"), "单位": "", "接收": "", "时限": "",
                 "补时限": False}
        return {"事项": rows or ([] if kind == "forward" else [blank]), "到期": due,
                "补报日期": print_date(request.reply_by) if request.reply_by else open_blank("补报日期")}
    if kind == "inform":
        return {"反馈日期": reply}
    if kind == "duties":
        return {"责任单": duty_sheets(plan)}
    return {"目标行": target_lines(plan), "进展任务": _in_progress(plan)} if kind == "report" else {}


def _asked_names(kind: str, case: Case) -> tuple[str, ...]:
    """Who is written to, each by name; () for an office above, whose matters are those of every county."""
    lines = [letter.recipients for letter in address_documents(kind, case)]
    return tuple(name for line in lines for name in re.split("[、，]", line) if name)


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
        stem = f"inform/{_UNFIT.sub('', name)}" if name else "inform"
        while stem in out:
            stem += "（另）"
        out[stem] = {ENTERPRISE: name or open_blank("企业名称"), "列": {
            key: value for key, value in row.items() if key not in (ENTERPRISE, "告知事项")},
            "告知事项": [*told, *own] or blank}
    return out


def _title(blocks: tuple[Block, ...]) -> str:
    return next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
