"""The commands that carry a change into county plans (方案修订的命令): doors to verbs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import app
from luoshi.cli.chinese import ChineseCommand


class UpdateFormat(StrEnum):
    """How the changes are printed (输出格式)."""

    TABLE = "table"
    JSON = "json"


@app.command(cls=ChineseCommand)
def update(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="县区方案 .docx")],
    old: Annotated[str, typer.Option("--from", metavar="OLD", help="方案原来依据的通知：文件、规格，或编号、文号")],
    new: Annotated[str, typer.Option("--to", metavar="NEW", help="新的通知，或修改它的通知")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="修订稿写入此文件")],
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="修订人")] = "落实",
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="修订日期  [默认新通知的成文日期]")] = None,
    county: Annotated[str | None, typer.Option("--county", metavar="NAME",
                                               help="是哪个县区的方案；不写时看落款和标题")] = None,
    profiles: Annotated[Path | None, typer.Option("--profiles", metavar="DIR", help="县区资料文件夹")] = None,
    registry: Annotated[str | None, typer.Option("--registry", metavar="FILE|URL", envvar="LUOSHI_REGISTRY",
                                                 help="规格库：文件，或 postgresql+psycopg://…")] = None,
    form: Annotated[UpdateFormat, typer.Option("--format", metavar="table|json",
                                               help="修改清单印成表格或 JSON")] = UpdateFormat.TABLE,
) -> int:
    """修订：把新通知的变化写进县区方案，全部留修订痕迹和批注"""
    from luoshi.cli.updating import show_update

    return show_update(plan, old, new, out, author=author, day=day, county=county, profiles=profiles,
                       registry=registry, form=form.value)
