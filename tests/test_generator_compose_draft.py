"""A document as Markdown and back (文稿): unchanged it is the same document; edited, numbers and notes follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks import (
    AttachmentMark,
    Document,
    Heading,
    Note,
    NotedText,
    PageBreak,
    Paragraph,
    RunIn,
    Signature,
    Table,
    Title,
)
from generator.compose.documents import compose_documents
from generator.compose.draft_marks import LABELS, print_fields, read_fields
from generator.compose.draft_printing import print_draft
from generator.compose.draft_reading import read_draft
from generator.compose.kinds import KINDS
from generator.compose.requests import Case
from generator.localise.packages import list_plans, select_attachment
from generator.pipeline import prepare_county
from generator.typeset.docx import write_docx
from luoshi.cli.frame import run_command
from specs.errors import BadDraft
from tests.notices import ROOT, extract_once
from tests.plans import TEMPLATES, profile_of
from tests.sample_papers import make_sample
from tests.test_generator_laws import COUNTIES, NOTICES

DOCUMENT = Document("plan", "溪塬县巡查实施方案", (
    Title(("溪塬县巡查实施方案",)), Paragraph("为做好巡查，制定本方案。"), Heading(1, "一、工作目标"),
    RunIn(2, "（一）摸清底数。", NotedText("2025年6月底前完成。", (Note(0, 0, 9, "原文\n“2025年6月底前”"),))),
    RunIn(2, "（二）加强培训。", "培训巡查员。"), Heading(1, "二、保障措施"),
    Table(("序号", "事|项"), (("1", "甲"), ("2", "")), (12, 40), tall=True),
    Signature("溪塬县水利局", "【待填：成文日期】"), AttachmentMark("附件1"), PageBreak()))


@pytest.mark.parametrize(("notice", "kinds"), [
    *((notice, ("plan",)) for notice in NOTICES), ("demo-occupational-health-2025", tuple(KINDS))])
def test_a_draft_that_nobody_edits_gives_the_same_bytes(notice: str, kinds: tuple[str, ...]) -> None:
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    work = prepare_county(spec, profile_of(COUNTIES.get(notice, "溪塬县")), None, kinds)
    for kind in kinds:
        for document in compose_documents(kind, Case(work.plan, work.offices[kind]), TEMPLATES).values():
            again = read_draft(print_draft(document, "溪塬县"), "稿.md")
            assert again.document.blocks == document.blocks
            assert write_docx(again.document) == write_docx(document)


def test_an_item_taken_out_closes_the_numbers_up() -> None:
    lines = print_draft(DOCUMENT, "溪塬县").splitlines()
    left = "\n".join(line for line in lines if "摸清底数" not in line)
    blocks = read_draft(left, "稿.md").document.blocks
    assert RunIn(2, "（一）加强培训。", "培训巡查员。") in blocks


def test_an_item_put_in_is_numbered() -> None:
    new = "**（二）公开结果。**按季公开。\n\n**（二）加强培训。**"
    text = print_draft(DOCUMENT, "溪塬县").replace("**（二）加强培训。**", new)
    headings = [b.heading for b in read_draft(text, "稿.md").document.blocks if isinstance(b, RunIn)]
    assert headings == ["（一）摸清底数。", "（二）公开结果。", "（三）加强培训。"]


def test_a_note_goes_with_the_words_that_it_is_of() -> None:
    text = print_draft(DOCUMENT, "溪塬县")
    kept = read_draft(text, "稿.md").document.notes
    assert [(note.start, note.end, note.text) for note in kept] == [(0, 9, "原文\n“2025年6月底前”")]
    assert read_draft(text.replace("2025年6月底前[^0]", "2025年7月底前[^0]"), "稿.md").document.notes == ()
    moved = read_draft(text.replace("2025年6月底前[^0]", "力争2025年6月底前[^0]"), "稿.md").document.notes
    assert [(note.start, note.end) for note in moved] == [(2, 11)]


@pytest.mark.parametrize(("text", "said"), [
    ("正文", "没有标题"), ("---\n文种: plan", "没有配对"), ("# 甲\n\n> 某块：机关=乙", "第3行"),
    ("# 甲\n\n| a | b |\n| --- | --- |\n| 1 |", "2 栏"), ("# 甲\n\n> 落款：机关=乙 | 方式=画押", "第3行"),
])
def test_a_slip_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadDraft, match=said):
        read_draft(text, "稿.md")


@given(st.text(alphabet="正文#>|*\\[^]-`1。，<! \u3000", min_size=0, max_size=30))
def test_any_text_comes_back(text: str) -> None:
    plain = text.strip()
    document = replace(DOCUMENT, blocks=(Title(("题",)), Paragraph(plain), RunIn(2, "（一）甲。", plain),
                                         Table(("栏",), ((plain,),), (20,))), title="题")
    assert read_draft(print_draft(document, "溪塬县"), "稿.md").document == document


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_block_has_a_line_of_its_own(kind: type) -> None:
    from dataclasses import fields
    from typing import get_type_hints

    hints = get_type_hints(kind)
    samples = {str: "甲|乙", bool: True}
    values = {f.name: samples.get(hints[f.name], ("甲", "乙|丙")) for f in fields(kind) if f.name != "closing"}
    block = kind(**values)
    assert read_fields(print_fields(block)) == block


def test_draft_and_typeset_from_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notice = str(ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt")
    draft, paper, out = tmp_path / "plan.md", tmp_path / "plan.docx", tmp_path / "out"
    options = ["--county", "溪塬县", "--allow-open"]
    assert run_command(["draft", notice, *options, "--out", str(draft)]) == 0
    assert run_command(["typeset", str(draft), "--out", str(paper)]) == 0
    assert run_command(["generate", notice, *options, "--documents", "plan", "--out", str(out)]) == 0
    assert next(out.rglob("plan.docx")).read_bytes() == paper.read_bytes()
    draft.write_text(draft.read_text("utf-8").replace("结合我县实际", "结合我市实际"), "utf-8")
    assert run_command(["typeset", str(draft), "--out", str(paper)]) == 1
    assert "我市" in capfd.readouterr().err


def test_one_annex_plan_of_a_package() -> None:
    spec = extract_once(ROOT / "corpus" / "county-medical-2025" / "notice.txt").spec
    numbers = list_plans(spec)
    assert len(numbers) > 1
    parts = [select_attachment(spec, number) for number in numbers]
    for part, number in zip(parts, numbers, strict=True):
        assert {task.id.split("/")[0] for task in part.tasks} == {f"附件{number}"}
        assert [a.number for a in part.notice.attachments] == [number]
        work = prepare_county(part, profile_of("溪塬县"), None, ("plan",))
        title = compose_documents("plan", Case(work.plan, work.offices["plan"]), TEMPLATES)["plan"].title
        assert part.notice.attachments[0].title[-8:-4] in title
    # What stands in an attachment stands in one of the parts, and in no other.
    within = [t for t in spec.targets if t.task and t.task.startswith("附件")]
    assert sorted(t.start for part in parts for t in part.targets if t.task) == sorted(t.start for t in within)
    goals = [g.start for part in parts for g in part.goals]
    assert len(goals) == len(set(goals))
    with pytest.raises(LookupError):
        select_attachment(spec, 9)


@pytest.mark.parametrize("name", ["order", "minutes"])
def test_orders_and_minutes_are_drafts_too(name: str, tmp_path: Path) -> None:
    document = make_sample(name)
    text = print_draft(document, "溪塬县")
    read = read_draft(text, name).document
    assert read.blocks == document.blocks
    assert read.title == {"order": "甲县人民政府令第3号", "minutes": "研究学校供水安全等工作"}[name]
    path = tmp_path / "draft.md"
    path.write_text(text, "utf-8")
    assert run_command(["typeset", str(path), "--out", str(tmp_path / "made.docx")]) == 0
    assert (tmp_path / "made.docx").read_bytes() == write_docx(read)
