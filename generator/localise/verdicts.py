"""What a piece of a notice is to one county (逐句判定): the closed list of verdicts, and the piece that carries one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a piece of the notice is to the county (判定)."""

    OWN = "承接"
    PRESUMED = "承接(推定)"
    SUPPORT = "配合"
    ABOVE = "上级事项"
    REVERSE = "反向"
    SHARE = "待分解"
    PENDING = "待定"

    @property
    def taken(self) -> bool:
        """Whether the county's plan has it: presumed ones and those that hang on a condition are marked there."""
        return self in (Verdict.OWN, Verdict.PRESUMED, Verdict.SUPPORT, Verdict.PENDING)


@dataclass(frozen=True, slots=True)
class Piece:
    """Comma-separated words of one sentence that have one doer (分句).

    text      clean text with its closing mark
    verdict   REVERSE: the upper level checks or collects; SHARE: a total of the upper level's, to be shared out;
              PRESUMED: said to the level between alone; PENDING: of some counties, which this may be or not
    doer      the body named in it, as the notice writes it; "" where it goes on with the one before
    sentence  which sentence of the task, from 0
    why       what the verdict rests on or what is missing, for the officer; "" where the doer says it all
    """

    text: str
    verdict: Verdict
    doer: str
    sentence: int
    why: str = ""
