"""Any Word document against GB/T 9704: ours have nothing, planted faults are found alone, mending leaves the words."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from conformance.check import check_format, mend_format
from conformance.findings import Strength
from generator.compose.documents import compose_documents
from generator.compose.kinds import KINDS
from generator.compose.requests import Case
from generator.county import bureau_of
from generator.typeset.docx import write_docx
from luoshi.cli.frame import run_command
from specs.errors import UnreadableFile
from specs.packing import pack_archive
from tests.notices import ROOT
from tests.plans import COMMISSION, COUNTY, PLAN, TEMPLATES
from tests.rulers import needs_office, office_convert
from tests.sample_papers import MARKUP, make_sample

Fault = Callable[[Opened], object]


def rules_of(data: bytes) -> list[tuple[str, str]]:
    return [(f.clause, f.found) for f in check_format(data) if f.strength is Strength.RULE]


def words_of(data: bytes) -> list[str]:
    body = docx.Document(BytesIO(data)).element.body
    return [text for p in body.iter(qn("w:p"))
            if (text := "".join(node.text or "" for node in p.iter(qn("w:t"))))]


@pytest.mark.parametrize("name", MARKUP)
def test_our_samples_have_nothing(name: str) -> None:
    assert check_format(write_docx(make_sample(name))) == ()


def test_10_3_who_was_there_stands_two_characters_in() -> None:
    document = docx.Document(BytesIO(write_docx(make_sample("minutes"))))
    there = find(document, "出席：")
    there.paragraph_format.left_indent = there.paragraph_format.first_line_indent = Pt(0)
    out = BytesIO()
    document.save(out)
    (found,) = check_format(out.getvalue())
    assert (found.clause, found.strength) == ("10.3", Strength.RULE)


@pytest.mark.parametrize("office", [bureau_of(COUNTY, PLAN.line), COMMISSION])
@pytest.mark.parametrize("kind", KINDS)
def test_our_documents_have_nothing(kind: str, office: object) -> None:
    for document in compose_documents(kind, Case(PLAN, office), TEMPLATES).values():  # type: ignore[arg-type]
        assert [f for f in check_format(write_docx(document)) if f.strength is Strength.RULE] == []


def find(document: Opened, begins: str) -> Paragraph:
    return next(p for p in document.paragraphs if p.text.startswith(begins))


def say(document: Opened, begins: str, old: str, new: str) -> None:
    paragraph = find(document, begins)
    whole = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = whole


def boxed(document: Opened, old: str, new: str) -> None:
    for node in document.element.body.iter(qn("w:t")):
        if old in (node.text or ""):
            node.text = node.text.replace(old, new)


def drop(document: Opened, begins: str, back: int = 1) -> None:
    element = find(document, begins)._p
    for _ in range(back):
        element = element.getprevious()
    element.getparent().remove(element)


def indent_by(document: Opened, begins: str, characters: float) -> None:
    form = find(document, begins).paragraph_format
    form.first_line_indent, form.left_indent = Pt(15.79 * characters), Pt(0)


def number_with(document: Opened, odd: str, even: str, text: str = "— ") -> None:
    section = document.sections[0]
    for footer, side in ((section.footer, odd), (section.even_page_footer, even)):
        footer.paragraphs[0].alignment = getattr(WD_ALIGN_PARAGRAPH, side)
        footer.paragraphs[0].paragraph_format.right_indent = Pt(14)
        footer.paragraphs[0].paragraph_format.left_indent = Pt(14)
        footer.paragraphs[0].runs[0].text = text


def set_(thing: object, name: str, value: object) -> None:
    setattr(thing, name, value)


def uncolour_rule(document: Opened) -> None:
    for edge in find(document, "甲教发")._p.iter(qn("w:bottom")):
        edge.set(qn("w:color"), "000000")


def clear_number(document: Opened) -> None:
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run in list(footer.paragraphs[0]._p):
            if run.tag == qn("w:r"):
                footer.paragraphs[0]._p.remove(run)


FAULTS: dict[str, tuple[str, Fault]] = {
    "Letter paper": ("5.1", lambda d: (set_(d.sections[0], "page_width", Mm(216)),
                                       set_(d.sections[0], "page_height", Mm(279)))),
    "top white": ("5.2.1", lambda d: set_(d.sections[0], "top_margin", Mm(25.4))),
    "left white": ("5.2.1", lambda d: set_(d.sections[0], "left_margin", Mm(31.8))),
    "right white": ("5.2.1", lambda d: set_(d.sections[0], "right_margin", Mm(31.8))),
    "bottom white": ("5.2.1", lambda d: set_(d.sections[0], "bottom_margin", Mm(25.4))),
    "landscape white": ("5.2.1", lambda d: set_(d.sections[1], "top_margin", Mm(20))),
    "sign not in the middle": ("7.2.4", lambda d: set_(find(d, "甲县教育局文件"), "alignment",
                                                       WD_ALIGN_PARAGRAPH.LEFT)),
    "square brackets": ("7.2.5", lambda d: say(d, "甲教发", "〔2026〕", "[2026]")),
    "short year": ("7.2.5", lambda d: say(d, "甲教发", "2026", "26")),
    "第 before the serial": ("7.2.5", lambda d: say(d, "甲教发", "〕12", "〕第12")),
    "leading zero": ("7.2.5", lambda d: say(d, "甲教发", "〕12", "〕012")),
    "number to the left": ("7.2.5", lambda d: set_(find(d, "甲教发"), "alignment", WD_ALIGN_PARAGRAPH.LEFT)),
    "one blank below the sign": ("7.2.5", lambda d: drop(d, "甲教发")),
    "no signer upward": ("7.2.6", lambda d: say(
        d, next(p.text for p in d.paragraphs if p.text.endswith("通知")), "通知", "报告")),
    "no red rule": ("7.2.7", uncolour_rule),
    "recipients indented": ("7.3.2", lambda d: indent_by(d, "各乡镇", 2)),
    "recipients' colon": ("7.3.2", lambda d: say(d, "各乡镇", "：", ":")),
    "no blank above the recipients": ("7.3.2", lambda d: drop(d, "各乡镇")),
    "paragraph not indented": ("7.3.3", lambda d: indent_by(d, "各有关单位", 0)),
    "paragraph hung in": ("7.3.3", lambda d: set_(find(d, "各有关单位").paragraph_format, "left_indent", Pt(32))),
    "no blank above the note": ("7.3.4", lambda d: drop(d, "附件：")),
    "note not indented": ("7.3.4", lambda d: indent_by(d, "附件：", 0)),
    "half-width colon of the note": ("7.3.4", lambda d: say(d, "附件：", "附件：", "附件:")),
    "full stop after a name": ("7.3.4", lambda d: say(d, "附件：", "分解表", "分解表。")),
    "date in Chinese digits": ("7.3.5.4", lambda d: say(d, "2026年1月5日", "2026年1月5日", "二〇二六年一月五日")),
    "date with zeros": ("7.3.5.4", lambda d: say(d, "2026年1月5日", "1月5日", "01月05日")),
    "remark not indented": ("7.3.6", lambda d: indent_by(d, "（联系人", 0)),
    "remark in half-width brackets": ("7.3.6", lambda d: say(d, "（联系人", "（", "(")),
    "attachment on the same page": ("7.3.7", lambda d: set_(
        find(d, "附件1").paragraph_format, "page_break_before", False)),
    "colon after the mark": ("7.3.7", lambda d: say(d, "附件1", "附件1", "附件1：")),
    "mark indented": ("7.3.7", lambda d: indent_by(d, "附件1", 2)),
    "mark in another face": ("7.3.7", lambda d: find(d, "附件1").runs[0]._r.get_or_add_rPr().get_or_add_rFonts().set(
        qn("w:eastAsia"), "仿宋_GB2312")),
    "title on the second line": ("7.3.7", lambda d: drop(d, "甲县校园安全任务分解表")),
    "another title than noted": ("7.3.7", lambda d: say(d, "甲县校园安全任务分解表", "分解表", "清单")),
    "no full stop after copies": ("7.4.2", lambda d: boxed(d, "县检察院。", "县检察院")),
    "half-width colon of copies": ("7.4.2", lambda d: boxed(d, "抄送：", "抄送:")),
    "date of print with zeros": ("7.4.3", lambda d: boxed(d, "2026年1月5日印发", "2026年01月05日印发")),
    "no page numbers": ("7.5", clear_number),
    "page numbers in the middle": ("7.5", lambda d: number_with(d, "CENTER", "CENTER")),
    "page numbers inside": ("7.5", lambda d: number_with(d, "LEFT", "RIGHT")),
    "page numbers without dashes": ("7.5", lambda d: d.sections[0].footer.paragraphs[0].runs[0].clear()),
    "page numbers at the edge": ("7.5", lambda d: set_(
        d.sections[0].footer.paragraphs[0].paragraph_format, "right_indent", Pt(0))),
    "page numbers too low": ("7.5", lambda d: set_(d.sections[0], "footer_distance", Mm(15))),
}
MANY = {"Letter paper": {"5.1"}}


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_found_and_nothing_else(name: str) -> None:
    clause, plant = FAULTS[name]
    document = docx.Document(BytesIO(write_docx(make_sample("single"))))
    plant(document)
    out = BytesIO()
    document.save(out)
    found = rules_of(out.getvalue())
    assert {of for of, _ in found} == {clause}
    # A page number that is wrong on odd and even pages says so of both.
    assert len(found) == 1 or (clause == "7.5" and len(found) == 2)


@pytest.mark.parametrize("name", FAULTS)
def test_mending_sets_right_what_needs_no_word_changed(name: str) -> None:
    _, plant = FAULTS[name]
    document = docx.Document(BytesIO(write_docx(make_sample("single"))))
    plant(document)
    out = BytesIO()
    document.save(out)
    before = check_format(out.getvalue())
    mended, left = mend_format(out.getvalue())
    assert words_of(mended) == words_of(out.getvalue())
    assert [f for f in left if f.mend] == []
    assert len(left) == len([f for f in before if not f.mend])
    assert mended == mend_format(out.getvalue())[0]


LETTER_FAULTS: dict[str, tuple[str, Fault]] = {
    "number on page 1": ("10.1", lambda d: d.sections[0].first_page_footer.paragraphs[0]._p.append(
        docx.oxml.parse_xml('<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                            "<w:instrText> PAGE </w:instrText></w:r>"))),
    "no rule at the foot": ("10.1", lambda d: [p._p.getparent().remove(p._p)
                                               for p in d.sections[0].first_page_footer.paragraphs]),
    "no rule below the sign": ("10.1", lambda d: [p._p.getparent().remove(p._p)
                                                  for p in d.sections[0].first_page_header.paragraphs[1:]]),
    "printed by": ("10.1", lambda d: boxed(d, "抄送：县河长制办公室。", "甲县水利局 2026年3月15日印发")),
}


@pytest.mark.parametrize("name", LETTER_FAULTS)
def test_each_fault_of_a_letter_is_found_alone(name: str) -> None:
    clause, plant = LETTER_FAULTS[name]
    document = docx.Document(BytesIO(write_docx(make_sample("letter"))))
    plant(document)
    out = BytesIO()
    document.save(out)
    assert [of for of, _ in rules_of(out.getvalue())] == [clause]


def typed_document() -> bytes:
    """A paper as somebody types it into python-docx's own template."""
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("甲县关于做好秋收工作的通知").font.size = Pt(22)
    document.add_paragraph("各乡镇人民政府：")
    document.add_paragraph("一、高度重视")
    for _ in range(3):
        document.add_paragraph("各乡镇要组织力量抢收，确保颗粒归仓，于2026年10月底前完成。")
    document.add_table(rows=2, cols=2).cell(0, 0).text = "表"
    document.add_paragraph("甲县人民政府").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("2026年9月1日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.paragraphs[3].runs[0].font.color.rgb = RGBColor(0, 0, 255)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_typed_document_is_mended_and_keeps_what_is_not_mended() -> None:
    data = typed_document()
    clauses = {clause for clause, _ in rules_of(data)}
    assert clauses == {"5.1", "5.2.1", "7.3.3", "7.5"}
    mended, left = mend_format(data)
    assert [f.clause for f in left] == []
    assert words_of(mended) == words_of(data)
    opened = docx.Document(BytesIO(mended))
    assert opened.tables[0].cell(0, 0).text == "表"
    assert opened.paragraphs[3].runs[0].font.color.rgb == RGBColor(0, 0, 255)
    assert round(opened.sections[0].top_margin.mm) == 37  # type: ignore[union-attr]


@pytest.mark.slow
@needs_office
def test_what_an_office_program_saved_has_no_rule_broken(tmp_path: Path) -> None:
    for name in ("single", "upward", "letter"):
        (tmp_path / f"{name}.docx").write_bytes(write_docx(make_sample(name)))
    saved = office_convert(sorted(tmp_path.glob("*.docx")), tmp_path / "saved", "docx")
    for path in saved:
        assert rules_of(path.read_bytes()) == []


def test_a_file_that_is_no_docx_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"坏\.docx——不是 \.docx 文件"):
        check_format(b"no archive", "坏.docx")


def test_the_command_prints_and_mends(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "稿.docx", tmp_path / "修正稿.docx"
    path.write_bytes(typed_document())
    assert run_command(["check-format", str(path), "--format", "json"]) == 1
    rows = json.loads(capfd.readouterr().out)
    assert rows[0].keys() == {"clause", "strength", "part", "found", "wanted", "place", "mendable"}
    assert run_command(["check-format", str(path), "--fix", "--out", str(out)]) == 0
    assert "没有发现" in capfd.readouterr().out
    assert run_command(["check-format", str(out)]) == 0
    assert run_command(["check-format", str(path), "--fix"]) == 2
    assert run_command(["check-format", str(path), "--fix", "--out", str(path)]) == 2
    assert "不符合规定" not in capfd.readouterr().out


def test_copies_with_their_number_below_the_title_have_their_recipients_told() -> None:
    document = docx.Document()
    for words, size in (("甲县关于做好秋收工作的通知", 22), ("甲发〔2026〕3号", 16)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(words).font.size = Pt(size)
    document.add_paragraph("各乡镇人民政府：")
    document.add_paragraph("　　请抓紧组织秋收。")
    out = BytesIO()
    document.save(out)
    assert [place for clause, place in ((f.clause, f.place) for f in check_format(out.getvalue()))
            if clause == "7.3.3"] == []


def test_a_numbered_paragraph_about_contacts_is_no_remark() -> None:
    document = docx.Document(BytesIO(write_docx(make_sample("stamp"))))
    say(document, "各有关单位", "各有关单位", "（三）每人联系企业（每月不少于1家），各有关单位")
    out = BytesIO()
    document.save(out)
    assert rules_of(out.getvalue()) == []


def test_documents_of_others_keep_every_word_when_mended() -> None:
    for path in sorted((ROOT / "corpus").glob("*/notice.docx")):
        data = path.read_bytes()
        mended, left = mend_format(data, path.name)
        assert words_of(mended) == words_of(data)
        assert [f for f in left if f.mend] == []


def test_a_broken_part_is_refused() -> None:
    with ZipFile(BytesIO(write_docx(make_sample("stamp")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b"<w:document"
    with pytest.raises(UnreadableFile):
        check_format(pack_archive(parts.items()), "坏.docx")
