"""Dates of a county's plan that are not the superior's (时限调整)."""

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
