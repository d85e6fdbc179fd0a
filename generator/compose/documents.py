"""Documents of one county in words (文书): plan, letter, checklist."""

from __future__ import annotations

from pathlib import Path

from generator.blocks import Block, Document, Title
from generator.compose.gaps import find_open_fields
from generator.compose.relations import choose_letter
from generator.compose.render import render_blocks
from generator.compose.values import plan_values, print_duty
from generator.county import Office
from generator.localise.plan import CountyPlan, PlanTask

KINDS = {"plan": "实施方案", "letter": "通知或函", "checklist": "任务清单"}


def compose_document(kind: str, plan: CountyPlan, office: Office, templates: Path) -> Document:
    """One document of a county.

    kind    a key of KINDS
    raises  UnknownTemplate: its template is missing or has a slip
    """
    opens = find_open_fields(plan, office, kind)
    values = plan_values(plan, office, opens)
    template = kind
    if kind == "letter":
        letter = choose_letter(plan, office)
        template = letter.template
        values |= {"主送": letter.recipients, "称谓": letter.called, "商请": [_asked(task) for task in letter.tasks]}
    blocks = render_blocks(templates, template, values)
    return Document(kind, _title(blocks), blocks, landscape=kind == "checklist")


def _asked(task: PlanTask) -> dict[str, str]:
    return {"任务": task.heading, "内容": task.text, "责任": print_duty(task)}


def _title(blocks: tuple[Block, ...]) -> str:
    return next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
