"""The commands that carry a change into county plans (方案修订的命令): doors to verbs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import app
from luoshi.cli.chinese import ChineseCommand
from specs.revisions import PlanState


class UpdateFormat(StrEnum):
    """How the changes are printed (输出格式)."""

    TABLE = "table"
    JSON = "json"


@app.command(cls=ChineseCommand)
def update(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="县区方案 .docx")],
    old: Annotated[str, typer.Option("--from", metavar="OLD", help="方案原来依据的通知：文件、规格，或编号、文号")],
    new: Annotated[list[str], typer.Option("--to", metavar="NEW", help="新的通知，或修改它的通知，可依次写几份")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="修订稿写入此文件")],
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="修订人")] = "落实",
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="修订日期  [默认新通知的成文日期]")] = None,
    county: Annotated[str | None, typer.Option("--county", metavar="NAME",
                                               help="是哪个县区的方案；不写时看落款和标题")] = None,
    profiles: Annotated[Path | None, typer.Option("--profiles", metavar="DIR", help="县区资料文件夹")] = None,
    registry: Annotated[str | None, typer.Option("--registry", metavar="FILE|URL", envvar="LUOSHI_REGISTRY",
                                                 help="规格库：文件，或 postgresql+psycopg://…")] = None,
    state: Annotated[PlanState | None, typer.Option(
        "--state", metavar="draft|issued",
        help="未印发的改原稿；已印发的另拟调整通知  [默认按规格库所记，没有记的按未印发]")] = None,
    form: Annotated[UpdateFormat, typer.Option("--format", metavar="table|json",
                                               help="修改清单印成表格或 JSON")] = UpdateFormat.TABLE,
) -> int:
    """修订：把新通知的变化写进县区方案，全部留修订痕迹和批注"""
    from luoshi.cli.updating import show_update

    return show_update(plan, old, new, out, author=author, day=day, county=county, profiles=profiles,
                       registry=registry, form=form.value, state=state)


class ImpactFormat(StrEnum):
    """How the documents concerned are printed or written (输出格式)."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"


@app.command(cls=ChineseCommand)
def impact(
    new: Annotated[str, typer.Argument(metavar="NEW", help="新的通知，或修改原通知的通知：文件、规格，或编号、文号")],
    old: Annotated[str | None, typer.Option("--from", metavar="ID",
                                            help="原通知的编号、文号或标题；不写时看新通知提到哪份")] = None,
    registry: Annotated[str | None, typer.Option("--registry", metavar="FILE|URL", envvar="LUOSHI_REGISTRY",
                                                 help="规格库：文件，或 postgresql+psycopg://…")] = None,
    form: Annotated[ImpactFormat, typer.Option("--format", metavar="table|json|xlsx",
                                               help="表格、JSON 或工作簿")] = ImpactFormat.TABLE,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入此文件")] = None,
    update_all: Annotated[Path | None, typer.Option("--update-all", metavar="DIR",
                                                    help="把受影响的方案全部修订，写入此文件夹")] = None,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="修订人")] = "落实",
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="修订日期  [默认新通知的成文日期]")] = None,
    profiles: Annotated[Path | None, typer.Option("--profiles", metavar="DIR", help="县区资料文件夹")] = None,
) -> int:
    """影响：新通知的变化涉及哪些县区的方案、函和清单，可一次修订全部方案"""
    from luoshi.cli.impact import show_impact

    return show_impact(new, old, form.value, registry=registry, out=out, folder=update_all, author=author, day=day,
                       profiles=profiles)
