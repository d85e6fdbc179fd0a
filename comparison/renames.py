"""Bodies that go by a new name (更名): 甲局（由乙局更名）, 原乙局, as the papers say it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specs.model import Spec

_NAME = r"[一-鿿]{2,20}?(?:委员会|委|局|厅|办公室|办|中心|处|院|所|站|公司|队)"
_RENAMED = re.compile(rf"(?P<new>{_NAME})[(（](?:由)?(?:原)?(?P<old>{_NAME})(?:更名|改名|改设|组建)?(?:而来)?[)）]")
_SAYS = re.compile(r"更名|改名|改设|组建|[(（]原")


def find_renames(specs: Iterable[Spec]) -> dict[str, str]:
    """Old name → new name of every body that a paper says was renamed."""
    names: dict[str, str] = {}
    for spec in specs:
        for text in (*(task.text for task in spec.tasks), *(goal.text for goal in spec.goals)):
            for found in _RENAMED.finditer(text):
                if _SAYS.search(found[0]):
                    names[found["old"]] = _tail(found["new"], spec)
    return names


def _tail(name: str, spec: Spec) -> str:
    """The name as the spec's bodies have it, where more words stand before it in the sentence."""
    known = (body.name for task in spec.tasks for body in task.bodies)
    return max((body for body in known if name.endswith(body)), key=len, default=name)
