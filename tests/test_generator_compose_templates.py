"""Templates of an office's own: looked through at once, and a .docx with {{ }} filled."""

from __future__ import annotations

import builtins
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from generator.compose.check import check_templates
from generator.compose.documents import compose_documents
from generator.compose.office_docx import fill_docx, list_fields
from generator.compose.requests import Case
from luoshi.cli.frame import run_command
from luoshi.template_samples import make_samples
from specs.errors import UnknownTemplate
from tests.plans import BUREAU, PLAN, TEMPLATES

README = (TEMPLATES / "README.md").read_text("utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    shutil.copytree(TEMPLATES, folder)
    return folder


def _change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _lines(folder: Path, name: str, words: str) -> list[int]:
    """The lines of a template that hold these words."""
    lines = (folder / name).read_text("utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if words in line]


def test_our_own_templates_are_whole() -> None:
    count, slips = check_templates(TEMPLATES, make_samples())
    assert slips == ()
    assert count == len(list(TEMPLATES.glob("*.j2"))) - 1


def test_all_slips_of_a_folder_are_found_at_once(own: Path) -> None:
    _change(own, "urge.j2", "{{ 补报日期 }}", "{{ 补报时间 }}")
    _change(own, "task_table.j2", "行.目标值", "行.目标")
    _change(own, "duties.j2", "@表 16,20,", "@表 16,")
    _change(own, "report.j2", "@主送", "@主报")
    _change(own, "inform.j2", "{% endfor %}", "{% endfr %}")
    (own / "remind.j2").unlink()
    (own / "letter.j2").write_bytes("公文".encode("gb18030"))
    _, slips = check_templates(own, make_samples())
    found = {slip.file: slip.line for slip in slips}
    assert found == {
        "urge.j2": _lines(own, "urge.j2", "补报时间")[0], "task_table.j2": _lines(own, "task_table.j2", "行.目标 ")[-1],
        "report.j2": _lines(own, "report.j2", "@主报")[0], "inform.j2": _lines(own, "inform.j2", "endfr")[0],
        "duties.j2": None, "remind.j2": None, "letter.j2": None}
    words = "".join(slip.what for slip in slips)
    for said in ("“补报时间”", "“目标”", "应有 5 列", "“@主报”", "“endfr”", "没有这个模板", "不是 UTF-8"):
        assert said in words


def test_the_command_says_file_line_and_field(own: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["templates", "check"]) == 0
    _change(own, "cover.j2", "{{ 文号 }}", "{{ 编号 }}")
    assert run_command(["templates", "check", str(own)]) == 1
    page = capfd.readouterr().out
    assert "cover.j2" in page
    assert "“编号”" in page
    assert run_command(["templates", "check", str(own / "none")]) == 2


def test_every_field_is_explained() -> None:
    fields = {name for _, values in make_samples() for name in values}
    assert [name for name in sorted(fields) if f"`{name}`" not in README and f"`{name}(" not in README] == []


def _word(path: Path, *lines: str) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))


def test_an_offices_own_docx_is_filled(own: Path) -> None:
    _word(own / "plan.docx", "{{ 本机关 }}<{{ 来文文号 }}>", "{%p for 行 in 任务 %}", "{{ 行.任务 }}：{{ 行.目标值 }}",
          "{%p endfor %}", "{{ 待填('签收人') }}")
    made = compose_documents("plan", Case(PLAN, BUREAU), own)["plan"]
    assert isinstance(made, bytes)
    assert made == compose_documents("plan", Case(PLAN, BUREAU), own)["plan"]
    (own / "made.docx").write_bytes(made)
    lines = [paragraph.text for paragraph in docx.Document(str(own / "made.docx")).paragraphs]
    assert lines[0] == "溪塬县卫生健康局<澜卫发〔2025〕9号>"
    assert any(line.startswith("做好企业帮扶：") and "不少于20家" in line for line in lines)
    assert lines[-1] == "【待填：签收人】"
    with zipfile.ZipFile(own / "made.docx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert list_fields(own / "plan.docx") == {"本机关", "来文文号", "任务", "待填"}


def test_slips_of_a_docx_are_told(own: Path) -> None:
    _word(own / "plan.docx", "{{ 没有 }}")
    with pytest.raises(UnknownTemplate, match=r"plan\.docx——用了不存在的字段（没有“没有”）"):
        fill_docx(own / "plan.docx", {})
    (own / "cover.docx").write_bytes(b"no zip")
    _word(own / "duties.docx", "{% if %}")
    _, slips = check_templates(own, make_samples())
    assert {slip.file for slip in slips} == {"plan.docx", "cover.docx", "duties.docx"}


def test_without_the_extra_it_is_said_what_to_install(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _word(own / "plan.docx", "{{ 本机关 }}")
    load = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name == "docxtpl":
            raise ImportError(name)
        return load(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UnknownTemplate, match=r"luoshi\[office\]"):
        fill_docx(own / "plan.docx", {})
