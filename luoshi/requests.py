"""What a run is asked for beside notice and counties (办文要求): lists as files or as they are → Request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.compose.requests import Request
from generator.county_list import ENTERPRISE, read_enterprises, read_name_list, read_weights
from generator.localise.shares import Weights
from generator.office import Route, find_route
from specs.errors import BadProfile


def make_request(*, addressees: Path | str | Sequence[str] = (),
                 enterprises: Path | str | Sequence[Mapping[str, str]] = (),
                 due: date | None = None, reply_by: date | None = None, route: Route | str | None = None,
                 final: bool = False, issue_on: date | None = None,
                 shares: Path | str | Mapping[str, Mapping[str, float]] | None = None) -> Request:
    """What is asked of the papers of a run; the arguments are the options of `luoshi generate` of the same names.

    addressees, enterprises  a list's file, or its names and its rows (企业名称 among the columns)
    due, reply_by, issue_on  which day's matters; by when an answer is asked for; the county's own day of issue
    route    会签, 联合发文, 领导小组 or 政府办转发; None: as the office's profile says
    final    the copy for issue
    shares   a table's file, or its columns: by indicator (or 权重), the weight of each county
    returns  the Request
    raises   BadProfile: a list or route is wrong
    """
    way = find_route(route) if route else None
    if route and way is None:
        raise BadProfile("--route", f"“{route}”不是行文路径", f"请写 {' '.join(Route)} 之一")
    names = read_name_list(Path(addressees)) if isinstance(addressees, str | Path) else tuple(addressees)
    rows = read_enterprises(Path(enterprises)) if isinstance(enterprises, str | Path) else tuple(enterprises)
    if nameless := next((i for i, row in enumerate(rows, 1) if not row.get(ENTERPRISE)), 0):
        raise BadProfile("enterprises", f"第 {nameless} 个没有企业名称", f"请补上“{ENTERPRISE}”")
    weights = read_weights(Path(shares)) if isinstance(shares, str | Path) else shares or {}
    return Request(names, rows, due, reply_by, way, final, issue_on,
                   shares=tuple(Weights(name, column) for name, column in weights.items()))
