"""Before and after a run (生成登记): its notice kept, its documents recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from luoshi.cli.screen import message_console
from luoshi.generation import Outcome
from luoshi.registering import open_run, record_outcome
from registry.engines import name_registry
from specs.model import Spec


def keep_for_run(source: Path, registry: Path | str) -> tuple[Spec, Callable[[Outcome], None]]:
    """Keep a notice or spec, and say so; (what to write documents from, what to call when they are written).

    raises  RegistryError, UnreadableFile, NotASpec
    """
    run = open_run(registry, source, datetime.now(UTC))
    kept = run.kept
    console = message_console()
    console.print(f"规格已存入 {name_registry(registry)}（编号 {kept.id}，第 {kept.version} 版）", markup=False)
    if run.spec.corrections and source.suffix.lower() != ".json":
        console.print(f"按规格库中经人工更正的第 {kept.version} 版生成", style="yellow", markup=False)
    return run.spec, lambda outcome: record_outcome(run, outcome, datetime.now(UTC))
