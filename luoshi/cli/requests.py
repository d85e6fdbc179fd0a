"""What `luoshi generate` is asked for beside notice and counties (办文要求): options as typed → Request."""

from __future__ import annotations

from pathlib import Path

from generator.compose.requests import Request
from generator.county_list import read_enterprises, read_name_list, read_weights
from generator.localise.shares import Weights
from generator.office import Route, find_route
from luoshi.cli.counties import read_day
from specs.errors import BadProfile


def read_request(addressees: Path | None, enterprises: Path | None, *, due: str | None, reply_by: str | None,
                 route: str | None, final: bool, issue_on: str | None = None, shares: Path | None = None) -> Request:
    """The options as a Request; raises BadProfile where a list or route is wrong, UnknownDivision where a day is."""
    way = find_route(route or "")
    if route and way is None:
        raise BadProfile("--route", f"“{route}”不是行文路径", f"请写 {' '.join(Route)} 之一")
    return Request(read_name_list(addressees) if addressees else (),
                   read_enterprises(enterprises) if enterprises else (), read_day(due, "--due") if due else None,
                   read_day(reply_by, "--reply-by") if reply_by else None, way, final,
                   read_day(issue_on, "--issue-on") if issue_on else None,
                   shares=_read_shares(shares) if shares else ())


def _read_shares(path: Path) -> tuple[Weights, ...]:
    return tuple(Weights(name, column) for name, column in read_weights(path).items())
