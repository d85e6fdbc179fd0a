"""The command that holds plans against what is asked (落实对照的命令): a door to a verb."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import Registry, app
from luoshi.cli.chinese import ChineseCommand


class CoverFormat(StrEnum):
    """How findings are printed or written (输出格式)."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


@app.command(cls=ChineseCommand)
def cover(
    plans: Annotated[list[Path], typer.Argument(metavar="PLAN", help="方案文件，或放方案的文件夹")],
    against: Annotated[str, typer.Option("--against", metavar="SPEC",
                                         help="上级的通知、它的规格 .json，或 luoshi list 的编号")],
    form: Annotated[CoverFormat, typer.Option("--format", metavar="table|json|html|docx|xlsx",
                                              help="表格、JSON、网页、报告，或县区与要求的矩阵")] = CoverFormat.TABLE,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入此文件")] = None,
    county: Annotated[str | None, typer.Option("--county", metavar="NAME",
                                               help="是哪个县区的方案；不写时看落款和标题")] = None,
    profiles: Annotated[Path | None, typer.Option("--profiles", metavar="DIR", help="县区资料文件夹")] = None,
    registry: Registry = None,
) -> int:
    """落实：方案对上级每项要求是已落实、严于、低于、晚于、含糊还是缺漏"""
    from luoshi.cli.covering import show_coverings

    return show_coverings(plans, against, form.value, county=county, profiles=profiles, out=out, registry=registry)
