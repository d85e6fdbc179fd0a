"""A .pdf without an office program: fonts found or named, the same bytes, pages as an office program breaks them."""

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from generator.blocks import Document
from generator.county import bureau_of
from generator.localise.plan import localise_spec
from generator.typeset.docx import write_docx
from generator.typeset.pdf import choose_fonts, open_press
from generator.typeset.typst_lines import quote
from luoshi.cli.frame import run_command
from luoshi.pdf import name_stand_ins
from specs.errors import MissingTool
from tests.notices import ROOT, extract_once
from tests.plans import TEMPLATES, compose_document, profile_of
from tests.rulers import needs_office, needs_typst, read_pages, render
from tests.sample_papers import MARKUP, make_sample
from tests.test_generator_laws import COUNTIES, NOTICES

FANDOL = {"FandolFang R", "FandolKai", "FandolHei", "FandolSong", "Noto Serif CJK SC"}


def test_the_papers_own_fonts_go_before_others_and_free_ones() -> None:
    fonts, replaced, missing = choose_fonts(FANDOL | {"SimHei", "仿宋_GB2312", "FangSong"})
    assert fonts == {"小标宋": "Noto Serif CJK SC", "仿宋": "仿宋_GB2312", "楷体": "FandolKai", "黑体": "SimHei",
                     "宋体": "FandolSong"}
    assert replaced == {"小标宋": "Noto Serif CJK SC", "楷体": "FandolKai", "宋体": "FandolSong"}
    assert missing == []
    assert name_stand_ins({"楷体": "FandolKai"}) == ("这台电脑没有公文字体，PDF 的楷体用 FandolKai代替",)


def test_missing_fonts_are_all_named() -> None:
    assert choose_fonts({"SimSun"})[2] == [
        "小标宋（方正小标宋简体）", "仿宋（仿宋_GB2312）", "楷体（楷体_GB2312）", "黑体（黑体）"]


@needs_typst
def test_no_font_is_a_clear_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    class Bare:
        def __init__(self, **_: object) -> None: ...

        def families(self) -> list[str]:
            return ["SimSun"]

    monkeypatch.setattr(typst, "Fonts", Bare)
    with pytest.raises(MissingTool, match="没有字体：小标宋（方正小标宋简体）、仿宋"):
        open_press()


def test_no_text_is_taken_for_markup() -> None:
    assert quote('a"b\\c#d') == '"a\\"b\\\\c#d"'


@needs_typst
def test_the_same_bytes_again_and_marks_of_typst_are_text(tmp_path: Path) -> None:
    press = open_press(ROOT / "fonts")
    sample = make_sample("letter")
    assert press.write_pdf(sample) == open_press(ROOT / "fonts").write_pdf(sample)
    odd = replace(sample, blocks=tuple(replace(block, text='*甲* #let x = 1 $y$ "乙" \\ @丙 [丁]')
                                       if type(block).__name__ == "Paragraph" else block for block in sample.blocks))
    path = tmp_path / "odd.pdf"
    path.write_bytes(press.write_pdf(odd))
    assert '*甲*#letx=1$y$"乙"\\@丙[丁]' in read_pages(path)[0].find("*甲*").text.replace(" ", "")


def plan_of(notice: str) -> Document:
    spec = extract_once(ROOT / "corpus" / notice / "notice.txt").spec
    plan = localise_spec(spec, profile_of(COUNTIES.get(notice, "溪塬县")))
    return compose_document("plan", plan, bureau_of(plan.profile, plan.line), TEMPLATES)


def without_digits(value):  # type: ignore[no-untyped-def]
    """A document in Chinese characters alone: LibreOffice sets digits apart, Word and our .pdf do not."""
    if isinstance(value, str):
        return re.sub("[!-~]", "一", str(value))
    if isinstance(value, tuple):
        return tuple(without_digits(item) for item in value)
    if is_dataclass(value):
        return replace(value, **{f.name: without_digits(getattr(value, f.name))  # type: ignore[type-var]
                                 for f in fields(value) if f.name not in ("kind", "closing", "widths")})
    return value


@pytest.mark.slow
@needs_office
@needs_typst
def test_pages_and_lines_are_those_of_an_office_program(tmp_path: Path) -> None:
    press = open_press(ROOT / "fonts")
    documents = {notice: without_digits(plan_of(notice)) for notice in NOTICES}
    documents |= {name: make_sample(name) for name in MARKUP}
    files = []
    for name, document in documents.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(write_docx(document))
        (tmp_path / f"{name}.typst.pdf").write_bytes(press.write_pdf(document))
    for name, printed in render(files, tmp_path).items():
        office, own = read_pages(printed), read_pages(tmp_path / f"{name}.typst.pdf")
        assert abs(len(office) - len(own)) <= 1, name
        # The text itself, before the first attachment: the same lines on the same pages.
        text = next((i for i, page in enumerate(office) if (page.lines and page.lines[0].text.startswith("附件"))
                     or (len(page.lines) > 1 and page.lines[1].text.startswith("附件"))), len(office))
        assert text > 0
        for a, b in zip(office[:text], own[:text], strict=False):
            assert abs(len(a.lines) - len(b.lines)) <= 1, name


@needs_typst
def test_the_command_writes_a_pdf_beside_each_docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                   capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LUOSHI_FONTS", str(ROOT / "fonts"))
    notice = ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt"
    assert run_command(["generate", str(notice), "--county", "溪塬县", "--documents", "plan,checklist",
                        "--out", str(tmp_path), "--pdf", "typst"]) == 0
    names = {path.stem: path for path in tmp_path.rglob("*.pdf")}
    assert names.keys() == {"plan", "checklist"}
    assert read_pages(names["plan"])[0].find("实施方案")
    assert read_pages(names["checklist"])[0].width > 290
    assert "代替" in capfd.readouterr().err


@pytest.mark.slow
@needs_office
def test_the_command_prints_with_an_office_program(tmp_path: Path) -> None:
    notice = ROOT / "corpus" / "energy-letter-2024" / "notice.txt"
    assert run_command(["generate", str(notice), "--county", "溪塬县", "--documents", "plan,letter",
                        "--out", str(tmp_path), "--pdf", "office", "--allow-open"]) == 0
    assert {path.stem for path in tmp_path.rglob("*.pdf")} == {"plan", "letter"}


def test_without_an_office_program_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                      capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    notice = ROOT / "corpus" / "energy-letter-2024" / "notice.txt"
    assert run_command(["generate", str(notice), "--county", "溪塬县", "--documents", "plan",
                        "--out", str(tmp_path), "--pdf", "office", "--allow-open"]) == 2
    assert "没有 LibreOffice" in capfd.readouterr().err
    assert not list(tmp_path.rglob("*.docx"))
