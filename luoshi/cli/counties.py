"""`luoshi counties` (县区): the county-level divisions of a province or prefecture on a day."""

from __future__ import annotations

import json
from datetime import date

from rich.console import Console
from rich.text import Text

from gongwen.dates import parse_date, print_date
from gongwen.divisions import (
    AS_OF,
    Division,
    FunctionalArea,
    abolished_since,
    list_counties,
    list_functional_areas,
    list_without_counties,
    prefecture_of,
)
from luoshi.cli.results import DONE, write_text
from luoshi.cli.tables import make_table
from luoshi.counties import tell_gone
from specs.errors import UnknownDivision


def show_counties(name: str, on: str | None, *, table: bool) -> int:
    """Print the counties of a division on a day, today if none is given, and the functional areas below.

    raises  UnknownDivision: no such province or prefecture, or no such day
    """
    today = date.today()
    day = read_day(on) if on else today
    try:
        counties = list_counties(name, day)
        bare = list_without_counties(name, day)
        areas = list_functional_areas(name, day)
        gone = abolished_since(name, day, today) if day < today else ()
    except (LookupError, ValueError) as error:
        raise UnknownDivision(name, str(error), "请写全称或六位代码，日期用 --on") from error
    if table:
        _print_tables(name, day, counties, bare, areas, gone)
    else:
        write_text(json.dumps(_as_json(name, day, counties, bare, areas, gone), ensure_ascii=False, indent=1) + "\n")
    return DONE


def read_day(text: str, option: str = "--on") -> date:
    """A day as typed: 2024-05-11 or 2024年5月11日; raises UnknownDivision, naming the option."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        if day := parse_date(text):
            return day
        raise UnknownDivision(option, f"“{text}”不是日期", "请写成 2024-05-11") from error


def _print_tables(name: str, day: date, counties: tuple[Division, ...], bare: tuple[Division, ...],
                  areas: tuple[FunctionalArea, ...], gone: tuple[Division, ...]) -> None:
    console = Console()
    # A title of the table itself would be folded to the table's width.
    console.print(Text(f"{name} {print_date(day)} 县级区划（{len(counties)}）", style="bold"))
    console.print(make_table("", ("代码", "名称", "所属市州"), (
        (d.code, d.name, _prefecture(d) or "") for d in counties)))
    if bare:
        console.print()
        console.print(Text(f"不设区县的市：{'、'.join(f'{d.name}（{d.code}）' for d in bare)}"))
    if areas:
        console.print()
        console.print(Text(f"功能区，无区划代码（{len(areas)}）", style="bold"))
        console.print(make_table("", ("名称", "类别"), ((a.name, a.kind) for a in areas)))
    for division in gone:
        console.print(Text(tell_gone(division)), style="yellow")
    if day > AS_OF and not counties[0].is_demo:
        console.print(Text(f"区划资料截至{print_date(AS_OF)}，此后的变更请另行核对"), style="yellow")


def _as_json(name: str, day: date, counties: tuple[Division, ...], bare: tuple[Division, ...],
             areas: tuple[FunctionalArea, ...], gone: tuple[Division, ...]) -> dict[str, object]:
    return {
        "name": name, "on": day.isoformat(), "as_of": AS_OF.isoformat(),
        "counties": [{"code": d.code, "name": d.name, "prefecture": _prefecture(d)} for d in counties],
        "without_counties": [{"code": d.code, "name": d.name} for d in bare],
        "functional_areas": [{"name": a.name, "kind": a.kind} for a in areas],
        "abolished_since": [
            {"code": d.code, "name": d.name, "valid_to": d.valid_to.isoformat() if d.valid_to else None,
             "precision": d.precision, "successors": list(d.successors)} for d in gone],
    }


def _prefecture(county: Division) -> str | None:
    above = prefecture_of(county)
    return above.name if above else None
