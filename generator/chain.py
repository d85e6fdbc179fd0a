"""How many working days a county takes from its units' reports to its own (办理链条): 汇总、审签、上报."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specs.errors import BadProfile

_STEPS = ("汇总", "审签", "上报")


@dataclass(frozen=True, slots=True)
class Chain:
    """Working days of each step that ends with a report to the superior (办理天数).

    collect  from the day that units and townships send theirs to a draft (汇总)
    sign     from the draft to the leader's signature (审签)
    send     between the day of sending and the superior's limit (上报)
    """

    collect: int
    sign: int = 0
    send: int = 0


def read_chain(row: Mapping[str, Any], shared: Mapping[str, Any], where: str) -> Chain | None:
    """The chain of a county: its own `chain`, else the file's; else all of `lead_days` to collect; None: not known.

    raises  BadProfile: a step that does not exist, or no whole number of days
    """
    table = row.get("chain", shared.get("chain"))
    if table is None:
        days = row.get("lead_days", shared.get("lead_days"))
        return Chain(days) if days else None
    if not isinstance(table, dict) or set(table) - set(_STEPS):
        raise BadProfile(f"{where} 的 chain", "应写作各步骤的工作日", f"可用：{' '.join(_STEPS)}，如 审签 = 2")
    for step, days in table.items():
        if not isinstance(days, int) or isinstance(days, bool) or days < 0:
            raise BadProfile(f"{where} 的 chain", f"{step}的“{days}”不是天数", "请填整数，如 2")
    return Chain(*(table.get(step, 0) for step in _STEPS))
