"""`luoshi residue` (残留检查): words of another level in a county's own paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from rich.console import Console

from extractor.clean.text import clean_source
from extractor.readers.files import read_source
from generator.localise.residue import find_residues
from gongwen.divisions import DivisionLevel, find_division
from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.tables import make_table
from specs.errors import UnknownDivision

_AROUND = 14
_UNITS = "县区市旗"


def show_residues(file: Path, county: str, *, table: bool) -> int:
    """Print each word of another level with its line and what stands around it; FINDINGS where there is any.

    county  a name or code of the register, or any name that ends in 县, 区, 市 or 旗
    """
    name = _find_name(county)
    text = clean_source(read_source(file)).text.text
    rows: list[dict[str, object]] = []
    for number, line in enumerate(text.splitlines(), 1):
        for found in find_residues(line, name[-1] if name[-1] in _UNITS else "区"):
            around = line[max(0, found.start - _AROUND):found.end + _AROUND]
            rows.append({"line": number, "word": found.word, "around": around})
    if table:
        _print_table(name, rows)
    else:
        report = {"file": file.name, "county": name, "residues": rows}
        write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return FINDINGS if rows else DONE


def _print_table(name: str, rows: list[dict[str, object]]) -> None:
    console = Console(highlight=False)
    if not rows:
        console.print(f"没有其他层级的用语（按{name}检查）", markup=False)
        return
    console.print(make_table(f"其他层级的用语（{len(rows)}），按{name}检查", ("行", "用语", "前后文"), (
        (str(row["line"]), str(row["word"]), str(row["around"])) for row in rows)))


def _find_name(county: str) -> str:
    try:
        return find_division(county, date.today(), level=DivisionLevel.COUNTY).name
    except (LookupError, ValueError) as error:
        if county[-1:] in _UNITS:
            return county
        raise UnknownDivision(county, "不是县区的名称或代码", "请写全称，如 --county 合水县") from error
