"""`luoshi keep`, `list` and `show` (保存、目录、查看)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from luoshi.cli.results import DONE, FINDINGS, NOTHING, write_text
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table, print_spec_tables
from luoshi.loading import load_spec
from registry.store import keep_spec, list_specs, open_registry
from registry.store import load_spec as load_kept_spec
from specs.codec import print_spec
from specs.errors import LuoshiError

DEFAULT_REGISTRY = Path.home() / ".local" / "share" / "luoshi" / "registry.sqlite"


def keep_files(files: Sequence[Path], registry: Path | None) -> int:
    """Keep each notice's spec; one that cannot be read is named and stops nothing."""
    where = registry or DEFAULT_REGISTRY
    engine = open_registry(where)
    failed = 0
    console = message_console()
    for path in files:
        try:
            kept = keep_spec(engine, load_spec(path), kept_at=datetime.now(UTC))
        except LuoshiError as error:
            failed += 1
            console.print(str(error), style="red", markup=False)
        else:
            state = "已保存" if kept.fresh else "没有变化"
            name = kept.title or kept.file
            console.print(f"{state}：编号 {kept.id}，第 {kept.version} 版，{name}", markup=False)
    console.print(f"规格库：{where}", markup=False)
    return DONE if not failed else NOTHING if failed == len(files) else FINDINGS


def list_kept_specs(registry: Path | None, *, table: bool) -> int:
    """Print what the registry holds."""
    kept = list_specs(open_registry(registry or DEFAULT_REGISTRY, create=False))
    if table:
        headings = ("编号", "版", "标题", "文号", "成文日期", "文件")
        Console().print(make_table(f"规格（{len(kept)}）", headings, (
            (str(k.id), str(k.version), k.title or "", k.document_number or "", k.issued_on or "", k.file)
            for k in kept)))
    else:
        rows = [dataclasses.asdict(k) for k in kept]
        for row in rows:
            del row["fresh"]
        write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return DONE


def show_kept_spec(number: int, registry: Path | None, *, table: bool) -> int:
    """Print one kept spec."""
    spec = load_kept_spec(open_registry(registry or DEFAULT_REGISTRY, create=False), number)
    if table:
        print_spec_tables(Console(), spec)
    else:
        write_text(print_spec(spec))
    return DONE
