"""Numbers, dates and bodies of a working copy say where they come from; the copy for issue carries none of it."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document as open_docx

from generator.blocks import Document, NotedText, Paragraph, RunIn, Table
from generator.compose.documents import compose_documents
from generator.compose.kinds import KINDS
from generator.compose.requests import Case, Request
from generator.county import bureau_of
from generator.localise.plan import CountyPlan, localise_spec
from generator.typeset.docx import write_docx
from specs.model import State
from tests.notices import ROOT, extract_once
from tests.plans import BUREAU, COUNTY, PLAN, SPEC, TEMPLATES, compose_document, profile_of
from tests.test_generator_laws import COUNTIES, NOTICES

_FIGURE = re.compile(r"\d+(?:\.\d+)?%|\d{4}年\d{1,2}月")


def plan_of(notice: str) -> CountyPlan:
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    return localise_spec(spec, profile_of(COUNTIES.get(notice, "溪塬县")))


def noted(document: Document) -> list[tuple[str, str]]:
    """(words, what their note says) of a document."""
    found = []
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph | RunIn) else (
            [cell for row in block.rows for cell in row] if isinstance(block, Table) else [])
        found += [(text[note.start:note.end], note.text) for text in texts if isinstance(text, NotedText)
                  for note in text.notes]
    return found


def test_a_note_says_paper_number_place_and_words() -> None:
    said = dict(noted(compose_document("plan", PLAN, BUREAU, TEMPLATES)))
    paper = "《澜川省卫生健康委员会关于印发澜川省基层服务三年行动实施方案的通知》（澜卫发〔2025〕9号）"
    assert said["20"] == f"出处：{paper}附件1第二部分第1项：“每年帮扶企业不少于20家”（未核对）"
    assert "2025年6月底前建立名册" in said["2025年6月底前"]
    assert "服务覆盖率达到95%以上" in said["95%"]


def test_a_body_is_noted_with_what_the_notice_calls_it() -> None:
    said = dict(noted(compose_document("plan", PLAN, BUREAU, TEMPLATES)))
    assert said["溪塬县疾病预防控制中心"].startswith("来文写作：各县（市、区）疾控中心。出处：")
    guessed = replace(PLAN, tasks=tuple(replace(task, guessed=True, targets=()) for task in PLAN.tasks))
    said = dict(noted(compose_document("plan", guessed, BUREAU, TEMPLATES)))
    assert said["溪塬县疾病预防控制中心"].startswith("来文没有写明责任单位，暂列溪塬县疾病预防控制中心")


def test_a_figure_that_the_notice_does_not_have_says_so() -> None:
    task = replace(PLAN.tasks[0], text=PLAN.tasks[0].text + "覆盖率达到77%。")
    said = dict(noted(compose_document("plan", replace(PLAN, tasks=(task,)), BUREAU, TEMPLATES)))
    assert said["77%"] == "来文中没有找到，请核对。"
    assert "20家" in said["20"]


def test_what_a_person_confirmed_says_so() -> None:
    facts = {name: tuple(replace(fact, state=State.CONFIRMED) for fact in getattr(SPEC, name))
             for name in ("tasks", "targets", "deadlines", "reports")}
    plan = localise_spec(replace(SPEC, **facts), COUNTY)
    document = compose_document("plan", plan, BUREAU, TEMPLATES)
    assert all("未核对" not in note for words, note in noted(document) if words == "20")
    with zipfile.ZipFile(BytesIO(write_docx(document))) as archive:
        assert not [name for name in archive.namelist() if "header" in name]


@pytest.mark.parametrize("notice", NOTICES)
def test_every_figure_of_a_plan_has_its_source(notice: str) -> None:
    plan = plan_of(notice)
    document = compose_document("plan", plan, bureau_of(plan.profile, plan.line), TEMPLATES)
    said = noted(document)
    assert [words for words, note in said if "没有找到" in note] == []
    for words, note in said:
        # What is quoted holds the words; dates may be written out (9月底前 as 2025年9月底前), frequencies counted.
        if words.endswith("%") and "100%" not in words and "分之" not in note:
            assert words.rstrip("%") in note
    for block in document.blocks:
        if isinstance(block, RunIn):
            covered = block.text.notes if isinstance(block.text, NotedText) else ()
            for figure in _FIGURE.finditer(re.sub(r"《[^《》]*》", lambda title: "　" * len(title[0]), block.text)):
                assert any(note.start <= figure.start() and figure.end() <= note.end + 2 for note in covered)


def test_word_reads_the_comments_beside_their_words() -> None:
    document = compose_document("plan", PLAN, BUREAU, TEMPLATES)
    opened = open_docx(BytesIO(write_docx(document)))
    comments = {comment.comment_id: comment for comment in opened.comments}
    assert [comment.text for comment in comments.values()] == [note for _, note in noted(document)]
    assert {comment.author for comment in comments.values()} == {"落实"}
    assert all(comment.timestamp is None for comment in comments.values())
    body = opened.element.xml
    assert all(body.count(f'<w:{tag} w:id="{number}"/>') == 1 for number in comments
               for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"))


def test_a_working_copy_says_on_every_page_that_nobody_confirmed_it() -> None:
    section = open_docx(BytesIO(write_docx(compose_document("letter", PLAN, BUREAU, TEMPLATES)))).sections[0]
    for head in (section.header, section.even_page_header, section.first_page_header):
        assert "未核对" in "".join(text.text or "" for text in head._element.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_for_issue_carries_no_comment_mark_or_name(kind: str) -> None:
    working = compose_documents(kind, Case(PLAN, BUREAU), TEMPLATES)
    final = compose_documents(kind, Case(PLAN, BUREAU, Request(final=True)), TEMPLATES)
    assert working.keys() == final.keys()
    for name, document in final.items():
        with zipfile.ZipFile(BytesIO(write_docx(document))) as archive:
            parts = {part: archive.read(part).decode() for part in archive.namelist()}
        text = "".join(parts.values())
        assert not [part for part in parts if "comment" in part or "header-default" in part]
        # The memo to the leaders, which is never issued, lists what nobody has confirmed.
        marks = () if kind == "memo" else ("未核对", "办文提示")
        for sign in (*marks, "w:comment", "<w:ins ", "<w:del ", "<w:vanish", "creator", "lastModifiedBy"):
            assert sign not in text
        # The same words otherwise.
        kept = [block for block in final[name].blocks if isinstance(block, RunIn | Paragraph)]
        assert [block.text for block in kept] == [
            block.text for block in working[name].blocks[:len(working[name].blocks)]
            if isinstance(block, RunIn | Paragraph)][:len(kept)]
