"""The commands and their options (命令), each a door to one verb that is imported when called."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from luoshi.cli.chinese import ChineseCommand, ChineseGroup

app = typer.Typer(cls=ChineseGroup, add_completion=False, rich_markup_mode=None, no_args_is_help=True,
                  help="落实：读公文通知，提取目标、时限、百分比和责任单位，生成县区的方案、函和清单。")


class ExtractFormat(StrEnum):
    """How an extraction is printed (输出格式)."""

    JSON = "json"
    TABLE = "table"
    HTML = "html"


class Format(StrEnum):
    """How a result is printed (输出格式)."""

    JSON = "json"
    TABLE = "table"


class CompareFormat(StrEnum):
    """How a comparison is printed or written (输出格式)."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


class ForLevel(StrEnum):
    """For which level a change is weighed (层级)."""

    COUNTY = "county"
    PREFECTURE = "prefecture"


class PdfWay(StrEnum):
    """Which program makes a .pdf (PDF 做法)."""

    TYPST = "typst"
    OFFICE = "office"


class Script(StrEnum):
    """In which characters documents are printed (字体)."""

    HANS = "hans"
    HANT = "hant"


Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="通知：.txt .html .docx .doc .pdf .ofd .xlsx 等")]
Source = Annotated[Path, typer.Argument(metavar="FILE", help="通知文件，或规格 .json")]
AsFormat = Annotated[Format, typer.Option("--format", metavar="json|table", help="JSON 或表格")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="输出文件夹")]
Registry = Annotated[str | None, typer.Option("--registry", metavar="FILE|URL", envvar="LUOSHI_REGISTRY",
                                              help="规格库：文件，或 postgresql+psycopg://…", show_envvar=False)]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="按哪一天的区划，如 2024-05-11")]

Bases = Annotated[list[Path] | None, typer.Option("--basis", metavar="FILE",
                                                  help="另一份依据：上级文件、任务分解表 .xlsx、本县规划，可重复")]
Prefer = Annotated[list[str] | None, typer.Option("--prefer", metavar="NAME",
                                                  help="依据不一致时以哪份为准：文号、文件名，或 序号=文号，可重复")]
Shares = Annotated[Path | None, typer.Option("--shares", metavar="FILE",
                                             help="分解上级总数的权重 .xlsx：县区、权重（或各指标一栏）")]
Attachment = Annotated[int | None, typer.Option("--attachment", metavar="N", help="只写来文附件N的方案")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"luoshi {version('luoshi')}")
        raise typer.Exit


@app.callback()
def _frame(version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True,
                                                 help="显示版本")] = False) -> None:
    pass


@app.command(cls=ChineseCommand)
def demo(
    out: Out = Path("outputs"),
    registry: Annotated[str | None, typer.Option("--registry", metavar="FILE|URL",
                                                 help="规格库；不写时用本批次自己的，不动常用的规格库")] = None,
) -> int:
    """示例：读自带的通知，为澜川省全部县区生成文书"""
    from luoshi.cli.demo import show_demo

    return show_demo(out, registry)


@app.command(cls=ChineseCommand)
def extract(
    files: Files,
    form: Annotated[ExtractFormat, typer.Option("--format", metavar="json|table|html",
                                                help="JSON、表格，或可离线打开的网页")] = ExtractFormat.JSON,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="每份结果写入此文件夹")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="说明每项要素的规则、所在小句和取自何处")] = False,
    fact: Annotated[str, typer.Option("--fact", metavar="NAME",
                                      help="只说明这一项：目标3、任务编号或原文字词")] = "",
) -> int:
    """提取：把通知读成规格（目标、时限、百分比、任务、责任单位）"""
    from luoshi.cli.reading import extract_files

    return extract_files(files, "explain" if explain or fact else form.value, out=out, fact=fact)


@app.command(cls=ChineseCommand)
def generate(
    source: Source,
    county: Annotated[list[str] | None, typer.Option("--county", metavar="NAME",
                                                     help="县区名或代码，可重复")] = None,
    counties_of: Annotated[str | None, typer.Option("--counties-of", metavar="NAME",
                                                    help="省或市的全部县区")] = None,
    county_list: Annotated[Path | None, typer.Option("--county-list", metavar="FILE",
                                                     help="县区名单 .xlsx 或 .csv")] = None,
    documents: Annotated[str, typer.Option(metavar="KINDS", help="文书种类")] = "plan,letter,checklist",
    out: Out = Path("outputs"),
    office: Annotated[Path | None, typer.Option("--office", metavar="FILE", help="本机关资料 .toml")] = None,
    profiles: Annotated[Path | None, typer.Option("--profiles", metavar="DIR", help="县区资料文件夹")] = None,
    templates: Annotated[Path | None, typer.Option("--templates", metavar="DIR",
                                                   help="文书模板文件夹")] = None,
    on: On = None,
    allow_open: Annotated[bool, typer.Option("--allow-open",
                                             help="有待填事项也生成，文中写【待填】")] = False,
    as_addressed: Annotated[bool, typer.Option("--as-addressed",
                                               help="县区取自来文的主送单位，列出后请确认")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接生成")] = False,
    addressees: Annotated[Path | None, typer.Option("--addressees", metavar="FILE",
                                                    help="主送单位名单 .xlsx .csv .txt")] = None,
    enterprises: Annotated[Path | None, typer.Option("--enterprises", metavar="FILE",
                                                     help="企业名单 .xlsx .csv，各栏可用于告知书")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="提醒、催报哪一天到期的事项")] = None,
    reply_by: Annotated[str | None, typer.Option("--reply-by", metavar="DATE",
                                                 help="反馈、补报的截止日期")] = None,
    route: Annotated[str | None, typer.Option("--route", metavar="NAME",
                                              help="行文路径：会签 联合发文 领导小组 政府办转发")] = None,
    pdf: Annotated[PdfWay | None, typer.Option("--pdf", metavar="typst|office",
                                               help="同时生成 PDF：typst 不用办公软件，office 用 LibreOffice")] = None,
    script: Annotated[Script, typer.Option("--script", metavar="hans|hant",
                                           help="用简体还是繁体印")] = Script.HANS,
    final: Annotated[bool, typer.Option("--final", help="印发稿：不带办文提示，行文路径未定不生成")] = False,
    registry: Registry = None,
    issue_on: Annotated[str | None, typer.Option("--issue-on", metavar="DATE",
                                                 help="本县印发日期：来不及的时限写【待定：时限不足】")] = None,
    attachment: Attachment = None,
    basis: Bases = None,
    prefer: Prefer = None,
    shares: Shares = None,
    form: Annotated[Format, typer.Option("--format", metavar="json|table",
                                         help="结果印成提示，或 JSON")] = Format.TABLE,
) -> int:
    """生成：为县区写实施方案、印发通知、函、告知书、报告和任务清单等"""
    from luoshi.cli.generating import generate_files
    from luoshi.cli.requests import read_request
    from luoshi.counties import Choice

    choice = Choice(tuple(county or ()), counties_of, county_list)
    request = read_request(addressees, enterprises, due=due, reply_by=reply_by, route=route, final=final,
                           issue_on=issue_on, shares=shares)
    return generate_files(source, choice, on=on, documents=documents, out=out, office=office, profiles=profiles,
                          templates=templates, allow_open=allow_open, request=request,
                          as_addressed=as_addressed, yes=yes, registry=registry, attachment=attachment,
                          bases=tuple(basis or ()), prefer=tuple(prefer or ()), pdf=pdf.value if pdf else "",
                          traditional=script is Script.HANT, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def addressees(source: Source, on: On = None, form: AsFormat = Format.TABLE) -> int:
    """主送：把来文的主送单位逐个列出，县区和市州按区划登记展开"""
    from luoshi.cli.addressing import show_addressees

    return show_addressees(source, on, table=form is Format.TABLE)


@app.command("check-format", cls=ChineseCommand)
def check_format(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Word 文档 .docx，谁做的都可以")],
    fix: Annotated[bool, typer.Option("--fix", help="修正版式，不动文字，写入 --out")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="修正后的文件")] = None,
    form: AsFormat = Format.TABLE,
) -> int:
    """版式：按 GB/T 9704—2012 核验 Word 文档，只有不符合规定的算不合格"""
    from luoshi.cli.checking import check_file

    return check_file(file, fix=fix, out=out, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def counties(
    name: Annotated[str, typer.Argument(metavar="NAME", help="省、市或其代码")],
    on: On = None,
    form: AsFormat = Format.TABLE,
) -> int:
    """县区：列出一个省或市的县级区划"""
    from luoshi.cli.counties import show_counties

    return show_counties(name, on, table=form is Format.TABLE)


@app.command(cls=ChineseCommand)
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="旧通知、规格 .json，或规格库编号")],
    new: Annotated[list[str], typer.Argument(metavar="NEW", help="新通知、规格 .json，或规格库编号；修改文件可写几份")],
    form: Annotated[CompareFormat, typer.Option("--format", metavar="table|json|html|docx|xlsx",
                                                help="表格、JSON、对照网页、对照表或工作簿")] = CompareFormat.TABLE,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入此文件")] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="KINDS", help="只看这几种变化，如 新增,时限提前")] = "",
    severity: Annotated[str, typer.Option("--severity", metavar="KINDS",
                                          help="只看这几种影响：须调整,应知晓,无影响")] = "",
    level: Annotated[ForLevel, typer.Option("--level", metavar="county|prefecture",
                                            help="按哪一级判断影响")] = ForLevel.COUNTY,
    levels: Annotated[bool, typer.Option("--levels",
                                         help="NEW 是下级的文件：全省与全县、各级对口单位视为相同")] = False,
    source: Annotated[Path | None, typer.Option("--source", metavar="FILE",
                                                help="OLD 是规格时，它的通知原文")] = None,
    registry: Registry = None,
) -> int:
    """比较：新通知比旧通知改了什么，对县区意味着什么"""
    from luoshi.cli.comparing import read_terms, show_changes

    terms = read_terms(level.value, kind, severity, levels=levels)
    return show_changes(old, new, form.value, out=out, terms=terms, registry=registry, source=source)


@app.command(cls=ChineseCommand)
def amend(
    papers: Annotated[list[str], typer.Argument(metavar="[OLD] AMENDMENT",
                                                help="原通知（不写时按引用到规格库中找）和修改它的文件，可有几份")],
    out: Annotated[Path | None, typer.Option("--out", metavar="SPEC", help="合并后的规格写入此文件")] = None,
    source: Annotated[Path | None, typer.Option("--source", metavar="FILE",
                                                help="OLD 是规格时，它的通知原文")] = None,
    registry: Registry = None,
) -> int:
    """合并：把修改、补充、调整、废止、延期的通知套用到原通知，没有提到的继续有效"""
    from luoshi.cli.comparing import amend_notice

    return amend_notice(papers, out=out, registry=registry, source=source)


@app.command(cls=ChineseCommand)
def schema() -> int:
    """格式：打印规格的 JSON Schema"""
    import json

    from luoshi.cli.results import write_text
    from specs.codec import spec_schema

    write_text(json.dumps(spec_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0
