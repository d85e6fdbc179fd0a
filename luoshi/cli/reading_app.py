"""The commands that look at a notice (阅读的命令): review, read; each a door to one verb."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import AsFormat, Format, Registry, app
from luoshi.cli.chinese import ChineseCommand


@app.command(cls=ChineseCommand)
def review(
    source: Annotated[str, typer.Argument(metavar="SPEC", help="规格 .json、通知文件，或规格库中的编号、文号")],
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="写出审核表")] = None,
    apply: Annotated[Path | None, typer.Option("--apply", metavar="FILE", help="读回改好的审核表")] = None,
    notice: Annotated[Path | None, typer.Option("--source", metavar="FILE",
                                                help="通知文件，不在规格旁边时写明")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="更正后的规格写入此文件")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME",
                                    help="审核人；不写时取表中所填，再取登录名")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="更正理由，表中没写理由的都记这一条")] = "",
    registry: Registry = None,
) -> int:
    """审阅：把规格写成审核表，改好的表读回为更正的规格"""
    from luoshi.cli.reviewing import review_spec

    return review_spec(source, xlsx=xlsx, apply=apply, source=notice, out=out, by=by, why=why,
                       registry=registry)


@app.command(cls=ChineseCommand)
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="通知文件")],
    source: Annotated[bool, typer.Option("--source", help="原文，不清洗")] = False,
    as_map: Annotated[bool, typer.Option("--map", help="逐行对照原文和清洗后的文字，列出改动")] = False,
    as_doubts: Annotated[bool, typer.Option("--doubts", help="列出读取和清洗中没有把握、需要核对的地方")] = False,
    form: AsFormat = Format.TABLE,
) -> int:
    """阅读：显示通知的清洗文本、原文，或改动和存疑"""
    from luoshi.cli.showing import show_text, show_views

    if as_map or as_doubts:
        if source:
            raise typer.BadParameter("不能与 --map、--doubts 同用", param_hint="--source")
        return show_views(file, as_map=as_map, as_doubts=as_doubts, table=form is Format.TABLE)
    return show_text(file, source=source, table=form is Format.TABLE)
