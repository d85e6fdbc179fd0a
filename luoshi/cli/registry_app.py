"""The commands of the registry (规格库的命令), each a door to one verb that is imported when called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import AsFormat, Format, Registry, app
from luoshi.cli.chinese import ChineseCommand
from specs.revisions import PlanState

Kept = Annotated[str, typer.Argument(metavar="ID", help="list 中的编号，或文号、标题字词")]


@app.command(cls=ChineseCommand)
def keep(files: Annotated[list[Path], typer.Argument(metavar="FILE", help="通知文件、规格 .json 或文件夹")],
         state: Annotated[PlanState | None, typer.Option(
             "--state", metavar="draft|issued", help="所存是县区方案时：未印发或已印发，修订时不必再写")] = None,
         registry: Registry = None, form: AsFormat = Format.TABLE) -> int:
    """保存：把规格存入规格库，已有的不重复，人工更正带到新版"""
    from luoshi.cli.keeping import keep_files

    return keep_files(files, registry, table=form is Format.TABLE, state=state)


@app.command("list", cls=ChineseCommand)
def list_kept(registry: Registry = None, form: AsFormat = Format.TABLE) -> int:
    """目录：列出规格库中的通知"""
    from luoshi.cli.keeping import list_kept_specs

    return list_kept_specs(registry, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def show(notice: Kept, version: Annotated[int | None, typer.Option("--version", metavar="N",
                                                                   help="第几版，不写为现行版")] = None,
         registry: Registry = None, form: AsFormat = Format.TABLE) -> int:
    """查看：显示规格库中的一份规格"""
    from luoshi.cli.keeping import show_kept_spec

    return show_kept_spec(notice, registry, version=version, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def history(notice: Kept, registry: Registry = None, form: AsFormat = Format.TABLE) -> int:
    """沿革：一份通知的各版、每处人工更正和冲突"""
    from luoshi.cli.keeping import show_history

    return show_history(notice, registry, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def tree(
    notice: Annotated[str | None, typer.Argument(metavar="ID", help="编号、文号或标题字词，不写为全部")] = None,
    named: Annotated[bool, typer.Option("--all", help="只是提及的文件也列出")] = False,
    registry: Registry = None,
    form: AsFormat = Format.TABLE,
) -> int:
    """承接：哪份通知落实、转发哪份，引用而未存的也标出"""
    from luoshi.cli.searching import show_tree

    return show_tree(notice, registry, named=named, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="检索词，几个都要有")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND",
                                             help="目标 时限 百分比 任务 报送 依据，或 target deadline …")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="DATE",
                                                   help="最迟不晚于这一天")] = None,
    due_after: Annotated[str | None, typer.Option("--due-after", metavar="DATE",
                                                  help="最迟不早于这一天")] = None,
    body: Annotated[str | None, typer.Option("--body", metavar="NAME", help="责任单位所含字词")] = None,
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL",
                                              help="责任单位层级：国家 省 市 县 乡 企业")] = None,
    province: Annotated[str | None, typer.Option("--province", metavar="NAME", help="发文省份")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="NAME", help="发文机关所含字词")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="成文不早于这一天")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="成文不晚于这一天")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="最多列出几条，0 为全部")] = 20,
    registry: Registry = None,
    form: AsFormat = Format.TABLE,
) -> int:
    """检索：按字词查通知；按类型、时限、责任单位查要素"""
    from luoshi.cli.searching import show_found
    from registry.searching import Query

    query = Query(" ".join(words or ()), kind, due_before, due_after, body, level, province, issuer, since, until,
                  limit)
    return show_found(query, registry, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def export(out: Annotated[Path | None, typer.Option("--out", metavar="FILE",
                                                    help="写入此文件，不写则打印")] = None,
           registry: Registry = None) -> int:
    """导出：整个规格库写成一个 JSON 文件"""
    from luoshi.cli.exchanging import export_registry

    return export_registry(out, registry)


@app.command("import", cls=ChineseCommand)
def import_file(path: Annotated[Path, typer.Argument(metavar="FILE", help="export 写出的文件")],
                registry: Registry = None, form: AsFormat = Format.TABLE) -> int:
    """导入：把导出的文件并入规格库，已有的不重复"""
    from luoshi.cli.exchanging import import_registry

    return import_registry(path, registry, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def backup(out: Annotated[Path, typer.Argument(metavar="FILE", help="备份写入此文件")],
           registry: Registry = None) -> int:
    """备份：使用中也可复制规格库文件"""
    from luoshi.cli.exchanging import back_up_registry

    return back_up_registry(out, registry)
