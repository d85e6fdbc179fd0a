"""Before and after a run (生成登记): its notice kept, its documents recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from luoshi.cli.screen import message_console
from luoshi.generation import Outcome
from luoshi.registering import describe_run, open_kept
from registry.engines import name_registry, open_registry
from registry.runs import record_run
from specs.model import Spec


def keep_for_run(source: Path, registry: Path | str) -> tuple[Spec, Callable[[Outcome], None]]:
    """Keep a notice or spec, and say so; (what to write documents from, what to call when they are written).

    raises  RegistryError, UnreadableFile, NotASpec
    """
    engine = open_registry(registry)
    spec, kept = open_kept(engine, source, datetime.now(UTC))
    console = message_console()
    console.print(f"规格已存入 {name_registry(registry)}（编号 {kept.id}，第 {kept.version} 版）", markup=False)
    if spec.corrections and source.suffix.lower() != ".json":
        console.print(f"按规格库中经人工更正的第 {kept.version} 版生成", style="yellow", markup=False)

    def record(outcome: Outcome) -> None:
        record_run(engine, describe_run(outcome, kept.spec_id, datetime.now(UTC)))

    return spec, record
