"""Web pages (.html, .mht): main text, tables, metadata; real pages of `../shared` and pages as sites write them."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from extractor.readers.files import read_source
from extractor.readers.web import read_archived, read_web
from extractor.source import BlockKind
from tests.papers import SHARED, list_lines

BODY = """<p>各县（市、区）卫生健康局：</p><p>为做好噪声监测工作，现就有关事项通知如下，请认真组织实施。</p>
<p>一、工作目标</p><p>到2025年底，噪声监测覆盖率不低于85%，问题整改率达到100%，每年抽查不少于20家。</p>
<p>二、工作任务</p><p>各单位要于2025年6月30日前完成自查，并将结果报送市卫生健康委，由市疾控中心汇总。</p>"""
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>网站首页</title>
<meta name="ArticleTitle" content="关于开展噪声监测工作的通知"><script>var a="不是正文";</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/zw">政务公开</a></div>
<table><tr><td>索引号：</td><td>A1/2025</td><td>发文字号：</td><td>澜卫发〔2025〕8号</td></tr>
<tr><td>成文日期：</td><td>2025年03月07日</td><td>发布机构：</td><td>市卫生健康委</td></tr></table>
<div {container}>{body}</div>
<div class="footer">版权所有，技术支持：某公司，备案号0000000号，请勿转载本站内容。</div></body></html>"""
CONTAINERS = ('id="UCAP-CONTENT"', 'class="TRS_Editor"', 'id="zoom"', 'class="article"', 'class="xyz"')


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_main_text_without_what_is_around_it(container: str) -> None:
    lines = list_lines(read_web(PAGE.format(container=container, body=BODY).encode("utf-8")))
    assert lines[:3] == ["发文字号：澜卫发〔2025〕8号", "成文日期：2025年3月7日", "关于开展噪声监测工作的通知"]
    assert lines[3:] == [p.split("<")[0] for p in BODY.split("<p>")[1:]]


def test_metadata_that_the_text_has_is_not_said_twice() -> None:
    body = "<p>澜卫发〔2025〕8号</p>" + BODY + "<p>市卫生健康委</p><p>2025年3月7日</p>"
    lines = list_lines(read_web(PAGE.format(container='id="zoom"', body=body).encode("utf-8")))
    assert lines[0] == "关于开展噪声监测工作的通知"
    assert sum("澜卫发" in line for line in lines) == 1


def test_tables_with_merged_cells_keep_their_columns() -> None:
    table = """<table border="1"><tr><th rowspan="2">指标</th><th colspan="2">目标</th></tr>
    <tr><th>2024年</th><th>2025年</th></tr>
    <tr><td>覆盖率</td><td>≥80%</td><td>≥85%<br>（含）</td></tr></table>"""
    made = read_web(PAGE.format(container='id="zoom"', body=BODY + table).encode("utf-8"))
    rows = [b for b in made.blocks if b.kind is BlockKind.ROW]
    assert [made.text[b.start : b.end] for b in rows] == [
        "指标 | 目标 |  |",
        "指标 | 2024年 | 2025年 |",
        "覆盖率 | ≥80% | ≥85% （含） |",
    ]
    assert (rows[0].cells[0].rows, rows[0].cells[1].columns) == (2, 2)


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb2312", "gb18030"), ("gbk", "gb18030"), ("big5", "utf-8"), ("", "gb18030")]
)
def test_a_page_is_read_by_its_charset_or_against_it(charset: str, encoding: str) -> None:
    page = PAGE.format(container='id="zoom"', body=BODY)
    page = page.replace('<meta charset="utf-8">', f'<meta charset="{charset}">' if charset else "")
    assert "到2025年底，噪声监测覆盖率不低于85%" in read_web(page.encode(encoding)).text


def test_a_page_laid_out_in_a_table_is_no_table() -> None:
    page = f"<html><body><table><tr><td>菜单</td><td><p>标题一</p>{BODY * 8}</td></tr></table></body></html>"
    made = read_web(page.encode("utf-8"))
    assert all(b.kind is BlockKind.PARAGRAPH for b in made.blocks)
    assert "菜单" not in made.text


def test_scripts_are_left_out() -> None:
    assert "不是正文" not in read_web(PAGE.format(container='id="zoom"', body=BODY).encode("utf-8")).text


def test_a_saved_page_is_read_like_the_page(tmp_path: Path) -> None:
    page = PAGE.format(container='class="TRS_Editor"', body=BODY)
    message = MIMEMultipart("related", type="text/html")
    message["Subject"] = "saved"
    message.attach(MIMEText(page.replace('<meta charset="utf-8">', ""), "html", "gb18030"))
    message.attach(MIMEText("body{}", "css"))
    path = tmp_path / "notice.mht"
    path.write_bytes(message.as_bytes())
    made = read_source(path)
    assert made.reader == "mht"
    assert list_lines(made) == list_lines(read_web(page.encode("utf-8")))
    assert list_lines(read_archived(message.as_bytes())) == list_lines(made)


SAVED = """From: <Saved by Blink>\r
Snapshot-Content-Location: http://gov.example/a.html\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";{start}\r
\tboundary="----MultipartBoundary--a"\r
\r
"""
PART = """------MultipartBoundary--a\r
Content-Type: text/html; charset=utf-8\r
Content-ID: <{name}@mhtml.blink>\r
Content-Transfer-Encoding: 8bit\r
\r
{page}\r
"""


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ('\r\n\tstart="<main@mhtml.blink>";', "<html><body>" + BODY.replace("噪声", "广告") + "</body></html>"),
        ("", '<html><body><iframe src="cid:main@mhtml.blink"></iframe></body></html>'),
    ],
    ids=["the start part comes second", "the text stands in a frame"],
)
@pytest.mark.parametrize("ending", ["mht", "doc"])
def test_a_saved_page_opens_with_its_start_part_or_its_frame(
    ending: str, start: str, first: str, tmp_path: Path
) -> None:
    page = PAGE.format(container='id="zoom"', body=BODY)
    parts = PART.format(name="first", page=first) + PART.format(name="main", page=page)
    saved = SAVED.format(start=start) + parts + "------MultipartBoundary--a--\r\n"
    (tmp_path / f"saved.{ending}").write_bytes(saved.encode("utf-8"))
    made = read_source(tmp_path / f"saved.{ending}")
    assert made.reader == "mht"
    assert list_lines(made) == list_lines(read_web(page.encode("utf-8")))


def test_a_page_that_is_called_xls_is_a_page(tmp_path: Path) -> None:
    rows = "<tr><td>指标</td><td>目标</td></tr><tr><td>覆盖率</td><td>≥85%</td></tr>"
    (tmp_path / "a.xls").write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
    assert list_lines(read_source(tmp_path / "a.xls")) == ["指标 | 目标 |", "覆盖率 | ≥85% |"]


@pytest.mark.skipif(not (SHARED / "notices-more").is_dir(), reason="missing: ../shared with the real notices")
@pytest.mark.parametrize("path", sorted((SHARED / "notices-more").glob("*.html")), ids=lambda p: p.stem)
def test_real_pages_begin_with_their_title_and_lose_the_navigation(path: Path) -> None:
    made = read_source(path)
    lines = list_lines(made)
    assert lines[0].startswith("国务院")
    assert any("〔" in line and line.endswith("号") for line in lines[:6])
    assert not any(word in made.text for word in ("首页", "责任编辑", "扫一扫", "分享到"))
    assert len(made.text) > 1000
