"""Whatever the words are: long names, one row and sixty, odd characters; the file is whole and says them."""

from functools import cache
from io import BytesIO

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.blocks import Closing, Document
from generator.compose.markup import parse_markup
from generator.compose.render import guard_value
from generator.typeset.docx import write_docx
from generator.typeset.pdf import Press, open_press
from generator.typeset.typst_text import print_typst
from tests.rulers import ROOT, needs_typst

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=()), min_size=1, max_size=80).map(str)
_NAMES = st.text("甲乙丙丁戊己庚辛壬癸县局办公室委员会", min_size=2, max_size=40)
_FONTS = dict.fromkeys(("小标宋", "仿宋", "楷体", "黑体", "宋体"), "任意")


def guard(text: str) -> str:
    return str(guard_value(text)) or "空"


@st.composite
def papers(draw: st.DrawFn) -> str:
    """A paper in the signs of a template, its words drawn."""
    offices = "、".join(draw(st.lists(_NAMES, min_size=1, max_size=5)))
    rows = "\n".join(f"| {i} | {guard(draw(_WORDS))} | {guard(draw(_WORDS))} |"
                     for i in range(draw(st.sampled_from((1, 2, 60)))))
    lies = draw(st.sampled_from(("", " | 横排")))
    return f"""@{draw(st.sampled_from(("版头", "信函")))} {offices} | 甲发〔2026〕1号
@标题 {draw(_NAMES)}
@主送 {guard(draw(_WORDS))}
# {guard(draw(_WORDS))}
## {guard(draw(_WORDS))} || {guard(draw(_WORDS))}
{draw(_NAMES)}{guard(draw(_WORDS))}
@附件说明 {guard(draw(_WORDS))}
@落款 {offices} | 2026年1月5日 | {draw(st.sampled_from(tuple(Closing)))}
@附件{lies}
@标题 {draw(_NAMES)}
@表 10,40,50
| 序号 | 任务 | 时限 |
{rows}
@版记 {guard(draw(_WORDS))} | {draw(_NAMES)} | 2026年1月5日"""


@given(papers())
@settings(max_examples=40)
def test_every_paper_is_whole_and_says_its_words(text: str) -> None:
    document = Document("plan", "题", parse_markup(text, "样张"))
    opened = docx.Document(BytesIO(write_docx(document)))
    table = opened.tables[-1]
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    wanted = next(block for block in document.blocks if type(block).__name__ == "Table")
    assert shown == [list(row) for row in (wanted.head, *wanted.rows)]
    assert all(len(row) == 3 for row in shown)
    assert print_typst(document, _FONTS)


def test_a_next_line_sign_breaks_no_row() -> None:
    assert guard("甲\x85乙") == "甲 乙"


@needs_typst
@given(papers())
@settings(max_examples=8)
def test_every_paper_is_printed(text: str) -> None:
    assert open_press_once().write_pdf(Document("plan", "题", parse_markup(text, "样张"))).startswith(b"%PDF")


@cache
def open_press_once() -> Press:
    return open_press(ROOT / "fonts")
