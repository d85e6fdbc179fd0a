"""`luoshi demo` (示例): the main job on the notice that comes with the program."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from generator.county import load_office
from luoshi.cli.generating import run_order
from luoshi.cli.recording import keep_for_run
from luoshi.cli.results import DONE, FINDINGS
from luoshi.cli.tables import print_spec_tables
from luoshi.counties import Choice
from luoshi.data import find_data, find_demo_notice
from luoshi.generation import Order
from luoshi.loading import load_spec
from luoshi.outputs import name_run

PROVINCE = "澜川省"
OFFICE = "澜川省卫生健康委员会.toml"
KINDS = ("plan", "letter", "checklist")


def show_demo(out: Path, registry: str | None) -> int:
    """Read the sample notice, print its facts, keep its spec, and write all documents of the invented province.

    registry  None: a registry of the run's own, in its folder
    """
    spec = load_spec(find_demo_notice())
    print_spec_tables(Console(), spec)
    spec, record = keep_for_run(find_demo_notice(), registry or out / name_run(spec) / "registry.sqlite")
    office = load_office(find_data("templates") / "offices" / OFFICE)
    outcome = run_order(spec, Choice(counties_of=PROVINCE), Order(KINDS, out, office))
    record(outcome)
    return FINDINGS if outcome.stopped else DONE
