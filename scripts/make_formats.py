"""Make a notice of the corpus in its other formats (其他格式): .docx, .html and .pdf beside notice.txt.

Each file holds the same words as the text, so that the same facts must come out of each: the .docx is set as
an office would type it, the .html is a page as a government site shows it (navigation, table of particulars,
footer around the text), the .pdf is the .docx through LibreOffice. A line of the text that ends in ` |` is a
row of a table. A second run gives the same .docx and .html; a .pdf carries the time when it was made.

usage: python scripts/make_formats.py [corpus/<slug> …]        (without a name: all of FORMATTED)
needs: python-docx; `soffice` on the PATH for the .pdf (scripts/apt.sh)
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FORMATTED = (
    "air-quality-2025",
    "county-medical-2025",
    "demo-occupational-health-2025",
    "digital-government-2025",
    "livestock-plan-2024",
    "rural-environment-2024",
    "work-safety-2025",
)
MADE_ON = datetime(2025, 1, 1, tzinfo=UTC)  # one date in every .docx: a second run gives the same bytes
NUMBER = re.compile(r"〔\d{4}〕\d+号$")
NUMERAL = "[〇一二三四五六七八九十]+"
DATE = re.compile(rf"(\d{{4}}年\d+月\d+日|{NUMERAL}年{NUMERAL}月{NUMERAL}日)$")
LEVELS = ((re.compile(rf"{NUMERAL}、"), "黑体"), (re.compile(rf"（{NUMERAL}）"), "楷体"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`title`, `number`, `text`, `date`, `attachment`) or a `table` (one tuple a row)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of a notice's text, in order; blank lines are left out."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    body = next(i for i, line in enumerate(lines) if line.endswith(("：", ":")))
    blocks, rows = [Block("number" if NUMBER.search(line) else "title", line) for line in lines[:body]], []
    for i, line in enumerate(lines[body:], body):
        if line.endswith(" |"):
            rows.append(tuple(cell.strip() for cell in line[:-1].split(" | ")))
        elif rows and i + 1 < len(lines) and lines[i + 1].endswith(" |") and LEVELS[0][0].match(line):
            rows.append((line,))  # a section row inside a table
        else:
            if rows:
                blocks.append(Block("table", rows=tuple(rows)))
                rows = []
            kind = "date" if DATE.match(line) else "attachment" if re.fullmatch(r"附件\d*", line) else "text"
            blocks.append(Block(kind, line))
    return (*blocks, Block("table", rows=tuple(rows))) if rows else tuple(blocks)


def find_signature(blocks: tuple[Block, ...]) -> set[int]:
    """Places of the signing bodies: short paragraphs without a stop right before a date."""
    places: set[int] = set()
    for i, block in enumerate(blocks):
        if block.kind == "date":
            j = i - 1
            while blocks[j].kind == "text" and not re.search(r"[。；：，、]|^附件|^\d", blocks[j].text):
                places.add(j)
                j -= 1
    return places


def set_font(run: Any, family: str, size: float) -> None:
    """Give a run its Chinese and Western family and its size in points."""
    run.font.size, run.font.name = Pt(size), family
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)


def add_paragraph(
    document: Any, words: str, family: str, size: float, align: Any = None, indent: bool = False
) -> None:
    """One paragraph of one run."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(size * 1.8)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    set_font(paragraph.add_run(words), family, size)


def share_widths(rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Each column's share of the page: by the root of its longest cell, as people draw them."""
    width = max(map(len, rows))
    full = [cells for cells in rows if len(cells) == width]
    longest = [max(5, *(len(cells[i]) for cells in full)) ** 0.6 for i in range(width)]
    return tuple(size / sum(longest) for size in longest)


def add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    """A bordered table; a row of fewer cells than the widest has its last one spread over the rest."""
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    table.style, table.autofit = "Table Grid", False
    for column, share in zip(table.columns, share_widths(rows), strict=True):
        column.width = Mm(156 * share)
    for line, cells in zip(table.rows, rows, strict=True):
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if len(cells) < width:
            line.cells[len(cells) - 1].merge(line.cells[width - 1])
        for cell, words in zip(line.cells, cells, strict=False):
            set_font(cell.paragraphs[0].add_run(words), "宋体", 10.5)


def add_page_number(document: Any) -> None:
    """`— 1 —` at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def write_docx(blocks: tuple[Block, ...], path: Path) -> None:
    """The notice as an office would type it."""
    document, signed = Document(), find_signature(blocks)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    for i, block in enumerate(blocks):
        after_attachment = i > 0 and blocks[i - 1].kind == "attachment"
        if block.kind == "table":
            add_table(document, block.rows)
        elif block.kind == "title" or after_attachment:
            add_paragraph(document, block.text, "方正小标宋简体", 22, centre)
        elif block.kind == "number":
            add_paragraph(document, block.text, "仿宋", 16, centre)
        elif block.kind == "date" or i in signed:
            add_paragraph(document, block.text, "仿宋", 16, right)
        elif block.kind == "attachment":
            add_paragraph(document, block.text, "黑体", 16)
        else:
            heading = len(block.text) < 40
            family = next((name for level, name in LEVELS if heading and level.match(block.text)), "仿宋")
            add_paragraph(document, block.text, family, 16, indent=not block.text.endswith("："))
    add_page_number(document)
    for name in ("created", "modified", "last_printed"):
        setattr(document.core_properties, name, MADE_ON.replace(tzinfo=None))
    document.core_properties.author = ""
    document.save(str(path))
    steady_zip(path)


def steady_zip(path: Path) -> None:
    """Pack the file anew with one date for all its parts."""
    with zipfile.ZipFile(path) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            part = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, data)


def print_rows(rows: tuple[tuple[str, ...], ...]) -> str:
    """HTML of a table; a short row's last cell spans the rest."""
    width, lines = max(map(len, rows)), []
    for cells in rows:
        span = width - len(cells) + 1
        marks = [""] * (len(cells) - 1) + [f' colspan="{span}"' if span > 1 else ""]
        row = "".join(f"<td{m}><p>{html.escape(c)}</p></td>" for c, m in zip(cells, marks, strict=True))
        lines.append(f"<tr>{row}</tr>")
    return '<table border="1" cellspacing="0">\n' + "\n".join(lines) + "\n</table>"


def print_body(blocks: tuple[Block, ...]) -> str:
    """HTML of the text without its title."""
    signed, lines = find_signature(blocks), []
    for i, block in enumerate(blocks):
        if block.kind == "table":
            lines.append(print_rows(block.rows))
        elif block.kind != "title":
            ends = block.kind == "date" or i in signed
            style = "right" if ends else "center" if block.kind == "number" else "justify"
            indented = style == "justify" and block.kind == "text" and not block.text.endswith("：")
            lead = "　　" if indented else ""
            lines.append(f'<p style="text-align: {style};">{lead}{html.escape(block.text)}</p>')
    return "\n".join(lines)


def write_html(blocks: tuple[Block, ...], notice: dict[str, Any], path: Path) -> None:
    """The notice as a page of a government's site."""
    title = "".join(block.text for block in blocks if block.kind == "title")
    year, month, day = notice["issued_on"].split("-")
    page = PAGE.format(
        title=html.escape(title),
        issuer=html.escape("、".join(notice["issuers"])),
        number=html.escape(notice["document_number"] or ""),
        issued=f"{int(year)}年{int(month)}月{int(day)}日",
        kind=notice["kind"],
        body=print_body(blocks),
    )
    path.write_text(page, "utf-8")


PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_澜川政务公开网</title>
<meta name="ArticleTitle" content="{title}">
<meta name="ColumnName" content="政策文件">
<style>body {{ font-family: 宋体; }} .crumb, .tools {{ color: #666; }}</style>
<script>function setSize(n) {{ document.getElementById("zoom").style.fontSize = n + "px"; }}</script>
</head>
<body>
<div class="top"><a href="/login">登录</a> <a href="/reg">注册</a> <a href="/wza">无障碍浏览</a></div>
<div class="nav"><ul>
<li><a href="/">首页</a></li><li><a href="/ywdt">要闻动态</a></li><li><a href="/zwgk">政务公开</a></li>
<li><a href="/zwfw">政务服务</a></li><li><a href="/hdjl">互动交流</a></li>
</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 正文</div>
<table class="particulars">
<tr><td>索 引 号</td><td>LC0042-0201</td><td>主题分类</td><td>综合政务</td></tr>
<tr><td>发布机构</td><td>{issuer}</td><td>成文日期</td><td>{issued}</td></tr>
<tr><td>公文种类</td><td>{kind}</td><td>有 效 性</td><td>有效</td></tr>
<tr><td>发文字号</td><td colspan="3">{number}</td></tr>
</table>
<div class="article">
<h1>{title}</h1>
<div class="tools">来源：澜川政务公开网&nbsp;&nbsp;浏览次数：<span id="hits"></span>&nbsp;&nbsp;
字号：[<a>大</a> <a>中</a> <a>小</a>]&nbsp;&nbsp;[<a>打印</a>]&nbsp;&nbsp;[<a>关闭</a>]</div>
<div id="zoom" class="content">
{body}
</div>
<div class="share">分享到：<a>微信</a> <a>微博</a></div>
</div>
<div class="related"><h3>相关阅读</h3>
<ul><li><a href="/zcjd/1">一图读懂</a></li><li><a href="/zcjd/2">政策问答</a></li></ul></div>
<div class="footer">
<p>主办：澜川政务公开网编辑部&nbsp;&nbsp;版权所有</p>
<p>网站标识码：9900000001&nbsp;&nbsp;<a href="/map">网站地图</a>&nbsp;&nbsp;<a href="/about">关于我们</a></p>
</div>
</body>
</html>
"""


def write_pdf(documents: list[Path]) -> None:
    """PDF beside each .docx, all in one call of LibreOffice; raises SystemExit where it is missing."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice is not on the PATH: run scripts/apt.sh, or take the .pdf as committed")
    with tempfile.TemporaryDirectory() as scratch:
        copies = []
        for path in documents:  # one name each, so that a single call can make them all
            copies.append(Path(scratch) / f"{path.parent.name}.docx")
            shutil.copyfile(path, copies[-1])
        command = [office, f"-env:UserInstallation=file://{scratch}/profile", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", scratch, *map(str, copies)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for path, copy in zip(documents, copies, strict=True):
            shutil.copyfile(copy.with_suffix(".pdf"), path.with_suffix(".pdf"))


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [CORPUS / slug for slug in FORMATTED]
    for folder in folders:
        blocks = read_blocks((folder / "notice.txt").read_bytes().decode("utf-8-sig"))
        notice = json.loads((folder / "annotations.json").read_text("utf-8"))["notice"]
        write_docx(blocks, folder / "notice.docx")
        write_html(blocks, notice, folder / "notice.html")
    write_pdf([folder / "notice.docx" for folder in folders])
    for folder in folders:
        for kind in ("docx", "html", "pdf"):
            path = folder / f"notice.{kind}"
            print(f"{path} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
