"""What a run came to, for programs (生成结果的 JSON): addressees, files, what is open; or why nothing was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from luoshi.addressing import Addressed
from luoshi.cli.addressing import addressees_as_json
from luoshi.cli.results import write_text
from luoshi.generation import Outcome
from specs.errors import BasesDisagree, LuoshiError, OpenFields

_OPEN = ("county", "document", "field", "why")


def print_json(outcome: Outcome, shown: Sequence[Addressed]) -> None:
    """The files of a run with what is open in them, and whom its letters go to, as JSON on standard output."""
    _print(shown, {
        "folder": str(outcome.folder), "counties": outcome.counties,
        "files": [str(path) for path in outcome.written.paths],
        "replaced": [str(path) for path in outcome.written.replaced],
        "open": [asdict(field) for field in outcome.opens], "remarks": list(outcome.remarks),
        "stopped": [{"county": county, "why": why} for county, why in outcome.stopped]})


def print_refusal(error: LuoshiError, shown: Sequence[Addressed]) -> None:
    """Why nothing was written, with the fields that are open or the papers that disagree, as JSON."""
    rows = {"open": [dict(zip(_OPEN, row, strict=True)) for row in error.rows]} if isinstance(error, OpenFields) else {
        "disagreements": [list(row) for row in error.rows]} if isinstance(error, BasesDisagree) else {}
    _print(shown, {"error": str(error), "files": [], **rows})


def _print(shown: Sequence[Addressed], rest: dict[str, object]) -> None:
    to = addressees_as_json(shown[0]) if shown else {"addressees": [], "zones_not_named": []}
    write_text(json.dumps({**to, **rest}, ensure_ascii=False, indent=1) + "\n")
