"""`luoshi templates check` (模板检查): every template of a folder looked through, all that is wrong in one table."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from generator.compose.check import check_templates
from luoshi.cli.results import DONE, FINDINGS
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table
from luoshi.data import find_data
from luoshi.template_samples import make_samples
from specs.errors import UnknownTemplate


def show_slips(folder: Path | None) -> int:
    """Print what is wrong in the templates of a folder, in ours where none is named.

    raises  UnknownTemplate: no such folder
    """
    place = folder or find_data("templates")
    if not place.is_dir():
        raise UnknownTemplate(place, "没有这个文件夹", "请检查路径")
    count, slips = check_templates(place, make_samples())
    if not slips:
        message_console().print(f"{count} 个模板没有问题", markup=False)
        return DONE
    Console().print(make_table(f"模板问题（{len(slips)}）", ("文件", "行", "问题"), (
        (slip.file, str(slip.line or ""), slip.what) for slip in slips)))
    return FINDINGS
