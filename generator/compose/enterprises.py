"""What a notice asks of enterprises (企业告知事项), and what of it may be told them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.localise.plan import CountyPlan
from generator.localise.words import localise_text
from specs.errors import SecretSource
from specs.model import Clause, Level, Role, Spec

Row = Mapping[str, object]
_ENTERPRISES = re.compile(r"企业|公司|用人单位|生产经营单位|经营者|经营主体|业主|厂矿")
_INTERNAL = re.compile(r"内部(?:掌握|资料|文件|使用|参考|传阅)|不(?:得|宜|予)?(?:对外)?(?:公开|公布)")
_SECRET = re.compile(r"秘密|机密|绝密")
MARKING = "marking"


def check_secrecy(spec: Spec) -> None:
    """Raise SecretSource where the notice is marked 秘密, 机密 or 绝密: nothing is made of such a paper."""
    found = next((d for d in spec.doubts if d.kind == MARKING and _SECRET.search(d.quote)), None)
    if found:
        raise SecretSource(spec.notice.title or "来文", f"标有“{found.quote}”",
                           "涉密文件不得在本程序中处理，请按保密规定办理")


def check_disclosure(spec: Spec) -> None:
    """Raise SecretSource where the notice as a whole is not to be told outside (内部, 不公开)."""
    found = next((d for d in spec.doubts if d.kind == MARKING), None)
    if found:
        raise SecretSource(spec.notice.title or "来文", f"标有“{found.quote}”，不能写进给企业的告知书",
                           "请从 --documents 中去掉 inform")


def list_told(plan: CountyPlan) -> list[Row]:
    """What the notice asks of enterprises, in the county's words: 任务 and 内容; nothing marked 内部 or 不公开."""
    kept = {task.id: task for task in plan.tasks}
    rows: list[Row] = []
    for task in plan.spec.tasks:
        if task.id not in kept or _is_internal(" ".join((task.heading, *(s.heading for s in task.sections)))):
            continue
        clauses = task.clauses or (Clause(task.text, task.start, task.end, task.bodies),)
        told = [c.text for c in clauses if _asks_enterprises(c) and not _is_internal(c.text)]
        if told:
            text = localise_text("".join(told), plan.profile, plan.line)
            rows.append({"任务": kept[task.id].heading, "内容": text if text.endswith("。") else f"{text}。"})
    return rows


def _asks_enterprises(clause: Clause) -> bool:
    return any(body.role is not Role.RECEIVE and body.name in clause.text
               and (body.level is Level.ENTERPRISE or _ENTERPRISES.search(body.name)) for body in clause.bodies)


def _is_internal(text: str) -> bool:
    return bool(_INTERNAL.search(text))
