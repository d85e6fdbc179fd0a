"""Documents in traditional characters: one character for one, names guarded, nothing else moved."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from generator.blocks import Document, NotedText, Paragraph
from generator.county import bureau_of
from generator.pipeline import Printing, make_files, prepare_county
from generator.typeset.docx import write_docx
from generator.typeset.script import is_traditional, to_simplified, to_traditional, traditional_speech
from luoshi.cli.frame import run_command
from luoshi.collecting import read_form
from tests.plans import COUNTY, PLAN, SPEC, TEMPLATES, compose_document
from tests.sample_papers import MARKUP, make_sample
from tests.test_generator_laws import NOTICES


def say(text: str, *keep: str) -> str:
    block, = to_traditional(Document("plan", "题", (Paragraph(text),)), keep).blocks
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(("simplified", "traditional"), [
    ("县卫生健康局要为群众办实事", "縣衛生健康局要為群眾辦實事"),
    ("云南省和江干区、新干县、湖里区", "雲南省和江干區、新干縣、湖里區"),
    ("软件和网络", "軟件和網絡"),  # the words stay: no 軟體, no 網路
    ("着力推进后勤保障", "着力推進後勤保障"),
    ("粮食干燥、干部、干预", "糧食乾燥、幹部、干預"),
])
def test_characters_are_converted_and_words_stay(simplified: str, traditional: str) -> None:
    assert say(simplified) == traditional


def test_persons_are_printed_as_they_are_given() -> None:
    assert say("联系人：范岳云，电话：1", "范岳云") == "聯繫人：范岳云，電話：1"


def test_notes_stay_beside_their_words() -> None:
    document = compose_document("plan", PLAN, bureau_of(COUNTY, PLAN.line), TEMPLATES)
    turned = to_traditional(document)
    assert len(turned.notes) == len(document.notes)
    for old, new in zip(document.blocks, turned.blocks, strict=True):
        if isinstance(old, Paragraph) and isinstance(old.text, NotedText):
            assert isinstance(new, Paragraph)
            assert isinstance(new.text, NotedText)
            assert [(n.start, n.end) for n in old.text.notes] == [(n.start, n.end) for n in new.text.notes]
    assert "出處：" in turned.notes[0].text


@pytest.mark.parametrize("name", MARKUP)
def test_every_word_of_a_paper_is_converted(name: str) -> None:
    data = write_docx(to_traditional(make_sample(name)), traditional=True)
    opened = docx.Document(BytesIO(data))
    words = "".join(node.text or "" for node in opened.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
    for simplified in ("县", "关", "发", "办", "责", "签", "时"):
        assert simplified not in words
    assert len(words) == sum(len(node.text or "") for node in docx.Document(BytesIO(write_docx(
        make_sample(name)))).element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
    normal = opened.styles["Normal"].element.xml
    assert 'w:eastAsia="仿宋"' in normal
    assert "GB2312" not in normal


def test_the_run_prints_in_traditional_characters(tmp_path: Path) -> None:
    work = prepare_county(SPEC, COUNTY, None, ("plan",))
    made = make_files(work, ("plan",), TEMPLATES, Printing(traditional=True))
    text = "".join(p.text for p in docx.Document(BytesIO(made["plan.docx"])).paragraphs)
    assert "溪塬縣" in text
    assert "溪塬县" not in text
    notice = Path(__file__).parents[1] / "corpus" / "energy-letter-2024" / "notice.txt"
    assert run_command(["generate", str(notice), "--county", "溪塬县", "--documents", "plan", "--out", str(tmp_path),
                        "--script", "hant", "--allow-open"]) == 0
    path, = tmp_path.rglob("plan.docx")
    assert "縣" in "".join(p.text for p in docx.Document(str(path)).paragraphs)


def _made(*kinds: str) -> dict[str, bytes]:
    return make_files(prepare_county(SPEC, COUNTY, None, kinds), kinds, TEMPLATES, Printing(traditional=True))


SIMPLIFIED = "县关发办责签时务单报销总据项标进级"


def test_workbooks_are_converted_whole() -> None:
    """Cells, sheets, choices, hints and the words that rules compare with; formulas and numbers stay."""
    plain = load_workbook(BytesIO(make_files(prepare_county(SPEC, COUNTY, None, ("checklist",)), ("checklist",),
                                             TEMPLATES)["checklist.xlsx"]))
    book = load_workbook(BytesIO(_made("checklist")["checklist.xlsx"]))
    assert book.sheetnames[0] == "總台賬"
    assert book.properties.title
    assert not set(SIMPLIFIED) & set(book.properties.title)
    for old, page in zip(plain.worksheets, book.worksheets, strict=True):
        for before, after in zip(old.iter_rows(), page.iter_rows(), strict=True):
            for one, cell in zip(before, after, strict=True):
                if isinstance(cell.value, str):
                    assert not set(SIMPLIFIED) & set(cell.value), cell.coordinate
                    assert (cell.data_type, len(cell.value)) == (one.data_type, len(str(one.value)))
                    assert "GB2312" not in str(cell.font.name)
                else:
                    assert cell.value == one.value
    page = book.worksheets[0]
    rules = page.data_validations.dataValidation
    assert '"未開始,進行中,已完成,已銷號"' in [rule.formula1 for rule in rules]
    assert {"請選擇：未開始、進行中、已完成、已銷號"} <= {rule.error for rule in rules}
    formulas = [formula for area in page.conditional_formatting for rule in area.rules for formula in rule.formula]
    assert any('"已銷號"' in formula for formula in formulas)


def test_what_is_printed_so_is_read_as_it_was(tmp_path: Path) -> None:
    """Forms that come back, and a run that is verified: nothing is found, and a planted number is."""
    notice = Path(__file__).parents[1] / "corpus" / "demo-occupational-health-2025" / "notice.txt"
    assert run_command(["generate", str(notice), "--county", "溪塬县", "--documents", "plan,checklist,forms,calendar",
                        "--out", str(tmp_path), "--script", "hant"]) == 0
    assert run_command(["verify", str(tmp_path)]) == 0
    form = next(path for path in sorted(tmp_path.rglob("*.xlsx")) if path.parent.name == "forms")
    assert "校驗碼" in "".join(str(cell.value) for row in load_workbook(form).worksheets[0].iter_rows() for cell in row)
    assert read_form(form).code == read_form(form.with_suffix(".docx")).code != ""
    (ledger,) = tmp_path.rglob("checklist.xlsx")
    book = load_workbook(ledger)
    cell = next(cell for row in book.worksheets[0].iter_rows(min_row=3) for cell in row
                if isinstance(cell.value, str) and "98%" in cell.value)
    cell.value = cell.value.replace("98%", "91%")
    book.save(ledger)
    assert run_command(["verify", str(tmp_path)]) == 1


@pytest.mark.parametrize("notice", [name for name in NOTICES if "hant" not in name and "mixed" not in name])
def test_back_and_forth_is_the_same(notice: str) -> None:
    text = to_simplified((Path(__file__).parents[1] / "corpus" / notice / "notice.txt").read_text("utf-8"))
    printed = traditional_speech()(text)
    assert to_simplified(printed) == text
    assert is_traditional(printed)
    assert not is_traditional(text)
