"""The commands for what comes after writing (办文之后): forms that come back, a run's files held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import AsFormat, Format, app
from luoshi.cli.chinese import ChineseCommand


@app.command(cls=ChineseCommand)
def collect(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="收回的报表所在的文件夹")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="汇总表写入此 .xlsx 文件")] = None,
    units: Annotated[Path | None, typer.Option("--units", metavar="FILE", help="应报单位名单")] = None,
    blank: Annotated[Path | None, typer.Option("--blank", metavar="FILE",
                                               help="下发的空白表；不写时以多数报表为准")] = None,
    form: AsFormat = Format.TABLE,
) -> int:
    """汇总：把各单位报回的报表汇成一张表，比率按合计数重新计算，逐条列出存疑之处"""
    from luoshi.cli.collecting import collect_files

    return collect_files(folder, out=out, units=units, form=blank, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def verify(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="generate 的输出文件夹，或其中一个批次")],
    templates: Annotated[Path | None, typer.Option("--templates", metavar="DIR", help="所用的文书模板文件夹")] = None,
    form: AsFormat = Format.TABLE,
) -> int:
    """核对：各文书的数字、日期、单位彼此一致，并且都出自来文、县区资料或区划登记"""
    from luoshi.cli.verifying import verify_files

    return verify_files(out, templates=templates, table=form is Format.TABLE)
