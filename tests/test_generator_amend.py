"""Tracked changes in Word documents that others have made and edited."""

from __future__ import annotations

import itertools
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.amend.docx import amend_docx
from generator.amend.edits import Edit, Stamp
from specs.errors import UnreadableFile
from specs.revisions import RevisionKind
from tests.tracked import parts_of, settle

STAMP = Stamp("王一", "2025-03-01")
TEXT = "每年抽查不少于120家，6月底前完成。"


def make(*paragraphs: tuple[str, ...]) -> bytes:
    """A document of paragraphs, each of runs; every other run is bold."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for number, run in enumerate(runs):
            paragraph.add_run(run).bold = bool(number % 2)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def restate(old: str, new: str, within: str = TEXT, nth: int = 0, of: int = 1) -> Edit:
    return Edit(RevisionKind.RESTATED, within, nth, within.index(old), old, new, "依据新通知", of)


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(0, len(TEXT)), max_size=6), span=st.tuples(st.integers(0, 17), st.integers(1, 5)),
       new=st.text("甲乙丙7 <&", max_size=4))
def test_any_words_in_any_runs_are_exchanged_and_nothing_else(cuts: list[int], span: tuple[int, int], new: str) -> None:
    marks = sorted({0, len(TEXT), *cuts})
    data = make(("前一段。",), tuple(TEXT[a:b] for a, b in itertools.pairwise(marks)), ("后一段。",))
    at, length = span
    old = TEXT[at:at + length]
    made = amend_docx(data, [Edit(RevisionKind.RESTATED, TEXT, 0, at, old, new, "依据")], STAMP)
    assert made.unplaced == ()
    assert settle(made.data, accept=False) == ["前一段。", TEXT, "后一段。"]
    assert settle(made.data, accept=True) == ["前一段。", TEXT[:at] + new + TEXT[at + length:], "后一段。"]


def test_the_look_of_the_words_is_kept() -> None:
    made = amend_docx(make(("每年抽查不少于", "120", "家，6月底前完成。")), [restate("120", "150")], STAMP)
    body = parts_of(made.data)["word/document.xml"].decode()
    assert "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">150</w:t>" in body
    assert "<w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">120</w:delText>" in body


def test_two_paragraphs_that_say_the_same_are_told_apart_by_their_order() -> None:
    data = make((TEXT,), (TEXT,))
    made = amend_docx(data, [restate("120", "150", nth=1, of=2)], STAMP)
    assert settle(made.data, accept=True) == [TEXT, TEXT.replace("120", "150")]
    lone = amend_docx(data, [restate("120", "150")], STAMP)
    assert lone.data == data
    assert [why for _, why in lone.unplaced] == ["在文件里没有唯一对应的段落"]


@pytest.mark.parametrize("holder", ["hyperlink", "ins", "fldSimple"])
def test_words_in_links_fields_and_others_changes_are_left_alone(holder: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("每年抽查不少于")
    around = OxmlElement(f"w:{holder}")
    around.set(qn("w:id"), "7") if holder == "ins" else None
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "120"
    run.append(words)
    around.append(run)
    paragraph._p.append(around)
    paragraph.add_run("家，6月底前完成。")
    out = BytesIO()
    document.save(out)
    made = amend_docx(out.getvalue(), [restate("120", "150")], STAMP)
    assert made.data == out.getvalue()
    assert len(made.unplaced) == 1


def test_numbers_of_changes_and_comments_follow_those_that_are_there() -> None:
    first = amend_docx(make((TEXT,)), [restate("120", "150")], STAMP).data
    said = TEXT.replace("120", "150")
    again = amend_docx(first, [restate("6", "5", said)], STAMP)
    assert again.unplaced == ()
    assert settle(again.data, accept=True) == [said.replace("6月", "5月")]
    parts = parts_of(again.data)
    body = parts["word/document.xml"].decode()
    ids = [part.split('"')[0] for mark in ("<w:ins w:id=\"", "<w:del w:id=\"") for part in body.split(mark)[1:]]
    assert len(ids) == len(set(ids)) == 4
    assert parts["word/comments.xml"].decode().count("<w:comment ") == 2


def test_a_paragraph_is_put_in_behind_another_in_its_look_and_one_is_taken_out() -> None:
    data = make(("（一）甲事。", "办好甲事。"), ("（二）乙事。", "办好乙事。"), ("尾段。",))
    edits = [Edit(RevisionKind.INSERTED, "（一）甲事。办好甲事。", 0, 0, "", "（二）丙事。办好丙事。", "依据"),
             Edit(RevisionKind.DELETED, "（二）乙事。办好乙事。", 0, 0, "", "", "依据")]
    made = amend_docx(data, edits, STAMP)
    assert made.unplaced == ()
    assert settle(made.data, accept=False) == settle(data, accept=True)
    assert settle(made.data, accept=True) == ["（一）甲事。办好甲事。", "（二）丙事。办好丙事。", "尾段。"]
    assert "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">办好丙事。" in parts_of(made.data)[
        "word/document.xml"].decode()


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        amend_docx(b"PK no archive", [], STAMP)
