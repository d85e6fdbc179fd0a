"""The commands for an office's own templates (模板)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import app
from luoshi.cli.chinese import ChineseCommand, ChineseGroup

_templates = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, no_args_is_help=True)


@_templates.callback()
def _of_templates() -> None:
    """模板：检查文书模板"""


@_templates.command(cls=ChineseCommand)
def check(folder: Annotated[Path | None, typer.Argument(metavar="DIR",
                                                        help="模板文件夹，不写就是自带的模板")] = None) -> int:
    """检查：列出所有模板的问题，写明文件、行和缺少的字段"""
    from luoshi.cli.templates import show_slips

    return show_slips(folder)


app.add_typer(_templates, name="templates")
