"""`luoshi addressees` (主送): whom a notice addresses, each by name, to be looked over before anything is written."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from generator.addressees import Addressee, Sort, expand_recipients, list_unnamed_zones
from luoshi.cli.counties import read_day
from luoshi.cli.results import DONE, write_text
from luoshi.cli.tables import make_table
from luoshi.counties import Choice
from luoshi.generation import find_day
from luoshi.loading import load_spec
from specs.errors import UnknownDivision
from specs.model import Spec


def show_addressees(source: Path, on: str | None, *, table: bool) -> int:
    """Print everybody that a notice addresses, on the register of a day (the notice's own by default)."""
    spec = load_spec(source)
    day = find_day(spec, Choice(on=read_day(on) if on else None), date.today())
    found, zones = expand_recipients(spec.notice, day), list_unnamed_zones(spec.notice, day)
    if table:
        _print_table(Console(), found, zones)
    else:
        shown = {"on": day.isoformat(), "addressees": [asdict(one) for one in found], "zones_not_named": list(zones)}
        write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
    return DONE


def confirm_addressees(spec: Spec, choice: Choice, *, yes: bool) -> Choice:
    """The counties that a notice addresses, shown in a table and confirmed.

    yes     without asking
    raises  UnknownDivision: it addresses no county by class or name; or nobody can be asked and `--yes` is not said
    """
    day = find_day(spec, choice, date.today())
    found = expand_recipients(spec.notice, day)
    codes = tuple(dict.fromkeys(one.code for one in found if one.sort is Sort.COUNTY))
    if not codes:
        raise UnknownDivision("来文的主送单位", "没有写到县区，或不知道是哪个地方的",
                              "请用 --county 或 --counties-of 指明县区")
    _print_table(Console(stderr=True), found, list_unnamed_zones(spec.notice, day))
    if not yes:
        if not sys.stdin.isatty():
            raise UnknownDivision("来文的主送单位", f"列出了 {len(codes)} 个县区，还没有确认",
                                  "核对无误后加 --yes 再运行")
        typer.confirm(f"为以上 {len(codes)} 个县区生成，对吗", abort=True, err=True)
    return replace(choice, counties=(*choice.counties, *codes))


def _print_table(console: Console, found: Sequence[Addressee], zones: Sequence[str]) -> None:
    """One row a place with all its bodies, in the notice's order; other bodies one a row."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in found:
        rows.setdefault((one.sort, one.place or one.name), []).append(one.name)
    console.print(Text(f"主送单位（{len(found)}）", style="bold"))
    console.print(make_table("", ("类别", "地方", "单位"), (
        (sort, "" if sort == Sort.OTHER else place, "、".join(names)) for (sort, place), names in rows.items())))
    if zones:
        console.print(Text(f"{'、'.join(zones)}是功能区，来文没有点名，未列入", style="yellow"))
