"""Whom a notice or a list addresses (主送), each by name, to be looked over before anything is written."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from generator.addressees import Sort, Source, expand_recipients, list_unnamed_zones
from luoshi.addressing import Addressed
from luoshi.cli.counties import read_day
from luoshi.cli.results import DONE, write_text
from luoshi.cli.tables import make_table
from luoshi.counties import Choice
from luoshi.generation import find_day
from luoshi.loading import load_spec
from specs.errors import NotConfirmed


def show_addressees(source: Path, on: str | None, *, table: bool) -> int:
    """Print everybody that a notice addresses, on the register of a day (the notice's own by default)."""
    spec = load_spec(source)
    day = find_day(spec, Choice(on=read_day(on) if on else None), date.today())
    addressed = Addressed(expand_recipients(spec.notice, day), list_unnamed_zones(spec.notice, day))
    if table:
        _print_table(Console(), addressed)
    else:
        write_text(json.dumps({"on": day.isoformat(), **addressees_as_json(addressed)}, ensure_ascii=False, indent=1)
                   + "\n")
    return DONE


def addressees_as_json(addressed: Addressed) -> dict[str, object]:
    """The addressees as programs read them, each with where it is from."""
    return {"addressees": [asdict(one) for one in addressed.found], "zones_not_named": list(addressed.zones)}


def confirm_addressees(addressed: Addressed, *, yes: bool, table: bool = True) -> None:
    """Show whom papers go to, and ask whether they are right where they were not named by the user one by one.

    yes     without asking; table: on the screen, else a program asks and sees them in the result
    raises  NotConfirmed: nobody can be asked and `--yes` is not said; typer.Abort: they are not right
    """
    if table:
        _print_table(Console(stderr=True), addressed)
    if yes or not addressed.asks:
        return
    if not table or not sys.stdin.isatty():
        raise NotConfirmed("主送单位", f"有 {len(addressed.found)} 个，是按区划登记或来文展开的",
                           "核对无误后加 --yes 再运行")
    counties = len({one.place for one in addressed.found if one.sort is Sort.COUNTY})
    asked = f"发给以上 {len(addressed.found)} 个单位" + (f"（{counties} 个县区）" if counties else "")
    typer.confirm(f"{asked}，对吗", abort=True, err=True)


def _print_table(console: Console, addressed: Addressed) -> None:
    """One row a place with all its bodies, in the notice's order; other bodies one a row."""
    rows: dict[tuple[str, str], list[str]] = {}
    origins: dict[tuple[str, str], list[str]] = {}
    for one in addressed.found:
        key = (one.sort, one.place or one.name)
        rows.setdefault(key, []).append(one.name)
        origins.setdefault(key, []).append(one.source)
    console.print(Text(f"主送单位（{len(addressed.found)}）", style="bold"))
    console.print(make_table("", ("类别", "地方", "单位", "来自"), (
        (sort, "" if sort == Sort.OTHER else place, "、".join(names),
         "、".join(dict.fromkeys(origins[sort, place]))) for (sort, place), names in rows.items())))
    written = dict.fromkeys(one.words for one in addressed.found if one.source is Source.REGISTER)
    if written:
        console.print(Text(f"按区划登记展开的：{'、'.join(f'“{words}”' for words in written)}"))
    if addressed.zones:
        console.print(Text(f"{'、'.join(addressed.zones)}是功能区，没有点名，未列入", style="yellow"))
