"""`luoshi export`, `import` and `backup` (导出、导入、备份)."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

from luoshi.cli.keeping import open_wanted, write_json
from luoshi.cli.results import DONE, write_text
from luoshi.cli.screen import make_progress, message_console
from registry.backup import back_up
from registry.engines import name_registry
from registry.exchange import export_lines, import_lines
from specs.errors import CannotWrite, UnreadableFile


def export_registry(out: Path | None, registry: str | None) -> int:
    """Write the whole registry as one JSON file, in one step; to standard output where no file is named.

    raises  CannotWrite: something stands there already, or cannot be written
    """
    engine = open_wanted(registry)
    if out is None:
        for line in export_lines(engine):
            write_text(line)
        return DONE
    if out.exists():
        raise CannotWrite(out, "已经有这个文件", "请换一个文件名，如带上日期")
    half = out.with_name(f".{out.name}.part-{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with half.open("w", encoding="utf-8", newline="\n") as file, make_progress() as progress:
            task = progress.add_task("导出", total=None)
            file.writelines(export_lines(
                engine, tell=lambda done, total: progress.update(task, completed=done, total=total)))
        half.rename(out)
    except OSError as error:
        raise CannotWrite(out, error.strerror or str(error), "请检查磁盘空间和权限") from error
    finally:
        half.unlink(missing_ok=True)
    message_console().print(f"已导出到 {out}", markup=False)
    return DONE


def import_registry(path: Path, registry: str | None, *, table: bool) -> int:
    """Add what an exported file holds and the registry has not: all of it, or nothing where the file is broken.

    raises  UnreadableFile: no such file; RegistryError: it is no export
    """
    engine = open_wanted(registry, create=True)
    try:
        with path.open(encoding="utf-8-sig") as file, make_progress() as progress:
            made = import_lines(engine, progress.track(_lines(file), description="导入"), path.name)
    except FileNotFoundError as error:
        raise UnreadableFile(path, "没有这个文件", "请检查路径") from error
    except OSError as error:
        raise UnreadableFile(path, f"打不开（{error.strerror}）", "请检查该文件") from error
    if not table:
        write_json(dataclasses.asdict(made))
    words = (f"新增通知 {made.notices} 份、版本 {made.versions} 个、更正 {made.corrections} 条、生成记录 {made.runs} 条"
             if any(dataclasses.astuple(made)) else "没有新内容，都已在规格库中")
    message_console().print(f"{words}；规格库：{name_registry(engine.url)}", markup=False)
    return DONE


def _lines(file: Iterator[str]) -> Iterator[str]:
    yield from file


def back_up_registry(out: Path, registry: str | None) -> int:
    """Copy the registry's file, also while others write.

    raises  RegistryError: it is a server; CannotWrite
    """
    back_up(open_wanted(registry), out)
    message_console().print(f"已备份到 {out}", markup=False)
    return DONE
