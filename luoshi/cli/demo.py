"""`luoshi demo` (示例): the main job on the notice that comes with the program."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from generator.county import load_office
from luoshi.cli.generating import run_order
from luoshi.cli.screen import message_console
from luoshi.cli.tables import print_spec_tables
from luoshi.counties import Choice
from luoshi.data import find_data, find_demo_notice
from luoshi.generation import Order
from luoshi.loading import load_spec
from luoshi.outputs import name_run
from registry.store import keep_spec, open_registry

PROVINCE = "澜川省"
OFFICE = "澜川省卫生健康委员会.toml"
KINDS = ("plan", "letter", "checklist")


def show_demo(out: Path, registry: Path | None) -> int:
    """Read the sample notice, print its facts, keep its spec, and write all documents of the invented province.

    registry  None: a registry of the run's own, in its folder
    """
    spec = load_spec(find_demo_notice())
    print_spec_tables(Console(), spec)
    where = registry or out / name_run(spec) / "registry.sqlite"
    where.parent.mkdir(parents=True, exist_ok=True)
    kept = keep_spec(open_registry(where), spec, kept_at=datetime.now(UTC))
    console = message_console()
    console.print(f"规格已存入 {where}（编号 {kept.id}，第 {kept.version} 版）", markup=False)
    office = load_office(find_data("templates") / "offices" / OFFICE)
    return run_order(spec, Choice(counties_of=PROVINCE), Order(KINDS, out, office))
