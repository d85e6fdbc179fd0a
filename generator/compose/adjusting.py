"""What an issued plan is to say otherwise → a 关于调整…的通知 with a table of clauses (调整通知)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.blocks import Document, Title
from generator.compose.changes import cite
from generator.compose.render import render_blocks
from generator.compose.values import open_blank
from specs.model import Notice
from specs.revisions import Adjustment


def compose_adjustment(plan: Notice, cited: Notice, adjustments: Sequence[Adjustment], templates: Path) -> Document:
    """The county's own notice that changes its issued plan; number, recipients and date are left to be filled in.

    plan   head of the plan; cited that of the superior's newer paper
    raises  UnknownTemplate: adjust.j2 is missing or has a slip
    """
    rows = [{"序号": number, "条款": one.clause, "原条款": one.before, "调整后": one.after,
             "依据": "".join(one.grounds)} for number, one in enumerate(adjustments, 1)]
    values = {"发文机关": plan.issuers[0] if plan.issuers else open_blank("发文机关"), "文号": open_blank("文号"),
              "方案标题": plan.title or open_blank("方案标题"), "主送": open_blank("主送机关"), "新文": cite(cited),
              "成文日期": open_blank("成文日期"), "行们": rows}
    blocks = render_blocks(templates, "adjust", values)
    title = next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
    return Document("adjust", title, blocks)
