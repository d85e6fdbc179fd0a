"""What a document has that the standard has otherwise (版式问题)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Strength(StrEnum):
    """How binding the standard is (约束力): a rule fails a document, the others advise."""

    RULE = "规定"
    NORMAL = "一般"
    ADVICE = "推荐"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the standard has it (问题).

    clause   of GB/T 9704—2012: 7.2.5
    found    what the document has; wanted what the standard asks
    place    第3段“…”, 第2节, 页脚
    mend     sets it right in the opened document, its text untouched; None: only a person can
    """

    clause: str
    strength: Strength
    part: str
    found: str
    wanted: str
    place: str
    mend: Callable[[], None] | None = field(default=None, compare=False, repr=False)
