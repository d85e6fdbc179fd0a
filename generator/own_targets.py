"""What a county sets itself beyond the notice (本县要求): read from its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.office import read_text
from specs.errors import BadProfile


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """A value that the county sets for an indicator of a notice (本县目标值).

    indicator  words that the indicator's name holds
    note       why, where it is weaker than the notice's: without a note that is refused
    """

    indicator: str
    value: float
    note: str = ""


def read_own_targets(row: Mapping[str, Any], shared: Mapping[str, Any], where: str) -> tuple[OwnTarget, ...]:
    """The county's own values, its own before its file's; raises BadProfile naming what is wrong."""
    made: list[OwnTarget] = []
    for table in (row, shared):
        entries = table.get("targets", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BadProfile(f"{where} 的 targets", "应写作 targets = [{ … }]", "写法见 templates/README.md")
        for entry in entries:
            value = entry.get("value")
            if not isinstance(value, int | float) or isinstance(value, bool):
                raise BadProfile(f"{where} 的 targets", f"“{value}”不是数", "请写数，如 value = 98")
            own = OwnTarget(read_text(entry, "indicator", where), float(value), read_text(entry, "note", where, ""))
            if all(own.indicator != known.indicator for known in made):
                made.append(own)
    return tuple(made)
