"""The page of a notice: it holds its source whole, marks every fact, links both ways, and needs nothing but itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extractor.pipeline import extract_source
from extractor.readers.plain import read_plain
from luoshi.cli.explaining import make_page
from luoshi.cli.frame import run_command
from specs.handles import list_facts
from specs.model import Origin
from tests.notices import ROOT, extract_once

DEMO = ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt"
TRADITIONAL = ROOT / "corpus" / "elderly-care-2025-hant" / "notice.txt"
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="missing: chromium (scripts/apt.sh)")


class Reader(HTMLParser):
    """What a page says: its paper's text, the handles of its marks, its rows and its outside addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.paper, self.outside = "", []
        self.marks: dict[str, str] = {}
        self.rows: list[str] = []
        self.current: tuple[str, ...] = ()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in ("meta", "input", "br", "link"):
            self.open.append(tag)
        self.outside += [v for k, v in said.items() if k in ("src", "href", "action", "data", "poster")]
        classes = (said.get("class") or "").split()
        if "m" in classes and tag == "span":
            self.current = tuple((said["data-f"] or "").split())
        if "fact" in classes:
            self.rows.append(said["data-f"] or "")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        self.current = ()

    def handle_data(self, data: str) -> None:
        if "article" in self.open and ("p" in self.open or "td" in self.open):
            self.paper += data
            for handle in self.current:
                self.marks[handle] = self.marks.get(handle, "") + data


def bare(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@pytest.mark.parametrize("path", [DEMO, TRADITIONAL], ids=lambda p: p.parent.name)
def test_the_page_holds_the_source_and_marks_every_fact(path: Path) -> None:
    made = extract_once(path)
    page = Reader(make_page(made))
    assert bare(page.paper) == bare(made.source.text)
    for handle, kind, fact in list_facts(made.spec):
        assert handle in page.rows
        if kind != "tasks":
            assert bare(page.marks[handle]) == bare(made.source.text[fact.start:fact.end]), handle
    for number, doubt in enumerate(made.spec.doubts, 1):
        assert f"存疑{number}" in page.rows
        if doubt.end > doubt.start:
            assert bare(page.marks[f"存疑{number}"]) == bare(doubt.quote)
    assert set(page.marks) <= set(page.rows)


def test_the_page_asks_for_nothing() -> None:
    page = make_page(extract_once(DEMO))
    assert Reader(page).outside == []
    assert re.search(r"https?://|@import|url\(", page) is None
    assert "default-src 'none'" in page


def test_what_a_notice_says_stays_text() -> None:
    words = ("澜川省教育厅关于<script>alert(1)</script>的通知\n澜教发〔2025〕3号\n各市教育局:\n现通知如下:\n"
             "一、重点任务\n"
             '(一)排查"><img src=x onerror=alert(2)>隐患。各市教育局于2025年6月底前完成排查,{{ 7*7 }}合格率达到95%。\n'
             "澜川省教育厅\n2025年1月10日\n")
    made = extract_source(read_plain(words.encode("utf-8")), Origin("</title><script>", "0" * 64, "txt", "test"))
    page = make_page(made)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "{{ 7*7 }}" in page
    assert bare(Reader(page).paper) == bare(words)


def test_the_command_writes_the_page(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_command(["extract", str(DEMO), "--format", "html"]) == 0
    page = capfdbinary.readouterr().out.decode("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert run_command(["extract", str(DEMO), "--format", "html", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "notice.html").read_text("utf-8") == page


STEPS = """
<script>
const seen = {};
const pick = s => document.querySelector(s), every = s => [...document.querySelectorAll(s)];
const on = () => every('.m.on').map(n => n.textContent).join('');
seen.counts = every('.legend button').map(b => b.textContent.trim());
const row = pick('.fact[data-f="目标2"]');
row.firstElementChild.click();
seen.rowMarks = on();
seen.cardShown = getComputedStyle(row.querySelector('.card')).display;
seen.paperTop = pick('.m.on').getBoundingClientRect().top;
seen.height = innerHeight;
seen.governors = every('.gov').map(n => n.textContent);
row.firstElementChild.click();
seen.afterSecond = on();
const mark = every('.m.deadlines').find(n => n.dataset.f.split(' ').length === 1);
mark.dispatchEvent(new MouseEvent('mouseenter'));
seen.near = every('.fact.near').map(n => n.dataset.f);
mark.dispatchEvent(new MouseEvent('mouseleave'));
mark.click();
seen.markHandle = mark.dataset.f;
seen.chosen = every('.fact.on').map(n => n.dataset.f);
const box = pick('.fact.on').getBoundingClientRect();
seen.rowInView = box.top >= 0 && box.top < innerHeight;
const both = every('.m').find(n => n.dataset.f.split(' ').length > 1);
both.click(); const first = pick('.fact.on').dataset.f; both.click();
seen.cycles = first !== pick('.fact.on').dataset.f;
const legend = pick('.legend [data-kind=deadlines]');
legend.click();
seen.hidden = [pick('section[data-kind=deadlines]').hidden, document.body.classList.contains('hide-deadlines')];
legend.click();
seen.shown = pick('section[data-kind=deadlines]').hidden;
const find = pick('.find');
find.value = '噪声'; find.dispatchEvent(new Event('input'));
seen.found = every('.fact').filter(n => !n.hidden).every(n => n.textContent.includes('噪声'));
seen.foundSome = every('.fact').some(n => !n.hidden) && every('.fact').some(n => n.hidden);
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
seen.afterEscape = on();
seen.wide = document.documentElement.scrollWidth <= innerWidth;
document.body.innerHTML = '<pre id="seen"></pre>';
pick('#seen').textContent = JSON.stringify(seen);
</script>
"""


def browse(folder: Path, page: str, width: int) -> dict[str, object]:
    """What a real browser makes of the steps on a page."""
    path = folder / "page.html"
    path.write_text(page.replace("</body>", STEPS + "</body>"), "utf-8")
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900", "--dump-dom"]
    done = subprocess.run([*command, path.as_uri()], capture_output=True, text=True, check=True, timeout=120)
    said = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.S)
    assert said, done.stderr[-2000:]
    told: dict[str, object] = json.loads(said[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))
    return told


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 700])
def test_a_browser_links_text_and_rows_both_ways(width: int, tmp_path: Path) -> None:
    made = extract_once(DEMO)
    seen = browse(tmp_path, make_page(made), width)
    second = made.spec.targets[1]
    assert f"目标{len(made.spec.targets)}" in seen["counts"]
    assert seen["rowMarks"] == second.quote
    assert seen["cardShown"] == "block"
    assert 0 <= float(str(seen["paperTop"])) < float(str(seen["height"]))
    assert seen["governors"]
    assert seen["afterSecond"] == ""
    assert seen["near"] == seen["chosen"] == [seen["markHandle"]]
    if width > 980:  # side by side; on a narrow screen the text stays where it is
        assert seen["rowInView"] is True
    assert seen["cycles"] is True
    assert (seen["hidden"], seen["shown"]) == ([True, True], False)
    assert (seen["found"], seen["foundSome"]) == (True, True)
    assert seen["afterEscape"] == ""
    assert seen["wide"] is True
