"""What of a county's plan is not as the superior has it (与上级要求的出入): dates, values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """One date that is not the superior's in the county's plan (时限调整).

    task      id of the source task
    what      what is due
    superior  the superior's limit, as documents say it
    own       the county's days, or 【待定：时限不足】
    units     day by which units send theirs, ISO 8601; sent: by which the county does; "" where too late
    """

    task: str
    what: str
    superior: str
    own: str
    units: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A value that the county sets itself (自设目标值).

    superior, own  as documents say them; weaker: less than the notice asks, note says why
    """

    what: str
    superior: str
    own: str
    weaker: bool
    note: str = ""
