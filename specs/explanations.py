"""Why a spec says what it says (说明): for each fact its rule, its clause, and the words that gave it its fields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Governor:
    """The words that gave a fact one of its fields (管领词).

    field       name of the field, as spec-format names it: `due`, `subject`, `per`, `bodies` …
    value       what the field says, in Chinese
    place       where they stand, in Chinese: 本小句, 本句, 上文引导语, 条目标题, 表头 …; 由句中几处词语合成 where no
                single run of words holds the value
    start, end  the words in the source; equal where there are none
    """

    field: str
    value: str
    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind one fact (说明).

    handle      目标3
    rule        what the rule goes by, in Chinese; for a body's part it stands with its governor
    start, end  the clause or table row that the fact was read in, in the source
    """

    handle: str
    kind: str
    rule: str
    start: int
    end: int
    governors: tuple[Governor, ...] = ()
