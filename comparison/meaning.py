"""What a fact means apart from its place (要素的含义): the fields whose difference is a difference."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from specs.changes import Fact, FactKind
from specs.model import Body, Percentage, PercentageRole, Spec

# Offsets, quotes, ids, rules and states are no meaning.
MEANT: dict[FactKind, tuple[str, ...]] = {
    FactKind.TARGET: ("indicator", "subject", "kind", "comparator", "value", "unit", "value_max", "per",
                      "each", "baseline", "due", "aggregate", "bodies"),
    FactKind.DEADLINE: ("time", "action"),
    FactKind.TASK: ("heading", "text", "bodies"),
    FactKind.REPORT: ("by", "to", "what", "due"),
    FactKind.PERCENTAGE: ("comparator", "value", "value_max", "role"),
    FactKind.CITATION: ("title", "number"),
}


def mean(kind: FactKind, fact: Fact) -> tuple[Any, ...]:
    """The meaning of a fact, to hash and compare."""
    return tuple(field_value(fact, name) for name in MEANT[kind])


def field_value(fact: Fact, name: str) -> Any:
    """A field as it is compared: order of bodies and blanks in a text are no meaning."""
    value = getattr(fact, name)
    if name == "text":
        return re.sub(r"\s+", "", value)
    if isinstance(value, tuple):
        return tuple(sorted(body_key(item) for item in value))
    return value


def body_key(body: Body | str) -> tuple[str, str]:
    """A body as it is compared: its name, and its part where it has one."""
    return (body, "") if isinstance(body, str) else (body.name, body.role.value)


def differing(kind: FactKind, old: Fact, new: Fact) -> tuple[str, ...]:
    """Names of the fields in which two facts differ."""
    return tuple(name for name in MEANT[kind] if field_value(old, name) != field_value(new, name))


def lone_shares(spec: Spec) -> tuple[Percentage, ...]:
    """Percentages that no target speaks for: a target's own number is compared with the target."""
    spans: dict[int, tuple[list[int], list[int]]] = {}  # per paper: where targets begin, how far those before reach
    for target in sorted(spec.targets, key=lambda t: t.start):
        starts, reach = spans.setdefault(target.paper, ([], []))
        starts.append(target.start)
        reach.append(max(target.end, reach[-1]) if reach else target.end)

    def is_targets(share: Percentage) -> bool:
        starts, reach = spans.get(share.paper, ([], []))
        at = bisect_right(starts, share.start) - 1
        return at >= 0 and reach[at] >= share.end

    return tuple(share for share in spec.percentages
                 if not (share.role is PercentageRole.TARGET and is_targets(share)))
