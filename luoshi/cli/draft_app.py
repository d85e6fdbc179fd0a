"""The commands around a text to edit (文稿的命令): draft, typeset, residue; each a door to one verb."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.app import AsFormat, Attachment, Bases, Format, On, Prefer, Shares, Source, app
from luoshi.cli.chinese import ChineseCommand


@app.command(cls=ChineseCommand)
def draft(
    source: Source,
    county: Annotated[str, typer.Option("--county", metavar="NAME", help="县区名或代码")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入此 .md 文件")] = None,
    document: Annotated[str, typer.Option("--document", metavar="KIND", help="文书种类")] = "plan",
    attachment: Attachment = None,
    basis: Bases = None,
    prefer: Prefer = None,
    shares: Shares = None,
    office: Annotated[Path | None, typer.Option("--office", metavar="FILE", help="本机关资料 .toml")] = None,
    profiles: Annotated[Path | None, typer.Option("--profiles", metavar="DIR", help="县区资料文件夹")] = None,
    templates: Annotated[Path | None, typer.Option("--templates", metavar="DIR", help="文书模板文件夹")] = None,
    on: On = None,
    allow_open: Annotated[bool, typer.Option("--allow-open", help="有待填事项也写，文中写【待填】")] = False,
    final: Annotated[bool, typer.Option("--final", help="印发稿：不带办文提示和批注")] = False,
    issue_on: Annotated[str | None, typer.Option("--issue-on", metavar="DATE", help="本县印发日期")] = None,
) -> int:
    """拟稿：把一个县区的方案写成可以修改的文稿（Markdown）"""
    from luoshi.cli.counties import read_day
    from luoshi.cli.drafting import write_draft
    from luoshi.cli.requests import read_request
    from luoshi.counties import Choice

    request = read_request(final=final, issue_on=issue_on, shares=shares)
    choice = Choice((county,), on=read_day(on) if on else None)
    return write_draft(source, choice, kind=document, out=out, attachment=attachment, office=office,
                       profiles=profiles, templates=templates, allow_open=allow_open, request=request,
                       bases=tuple(basis or ()), prefer=tuple(prefer or ()))


@app.command(cls=ChineseCommand)
def typeset(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="改好的文稿 .md")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="写入此 .docx 文件")],
) -> int:
    """排版：把改好的文稿排成 .docx"""
    from luoshi.cli.drafting import write_typeset

    return write_typeset(draft, out)


@app.command(cls=ChineseCommand)
def residue(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="方案等文书：.docx .txt .pdf 等")],
    county: Annotated[str, typer.Option("--county", metavar="NAME", help="县区名或代码")],
    form: AsFormat = Format.TABLE,
) -> int:
    """残留：在县里的文书中查找其他层级的用语（我省、全市、各市州、本县区）"""
    from luoshi.cli.residues import show_residues

    return show_residues(file, county, table=form is Format.TABLE)
