"""What `luoshi generate` is asked for beside notice and counties (办文要求): options as typed → Request."""

from __future__ import annotations

from pathlib import Path

from generator.compose.requests import Request
from luoshi.cli.counties import read_day
from luoshi.requests import make_request


def read_request(addressees: Path | None = None, enterprises: Path | None = None, *, due: str | None = None,
                 reply_by: str | None = None, route: str | None = None, final: bool = False,
                 issue_on: str | None = None, shares: Path | None = None) -> Request:
    """The options as a Request; raises BadProfile where a list or route is wrong, UnknownDivision where a day is."""
    return make_request(addressees=addressees or (), enterprises=enterprises or (),
                        due=read_day(due, "--due") if due else None,
                        reply_by=read_day(reply_by, "--reply-by") if reply_by else None, route=route, final=final,
                        issue_on=read_day(issue_on, "--issue-on") if issue_on else None, shares=shares)
