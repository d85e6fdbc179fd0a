"""`luoshi compare` at the screen: table, JSON, page, comparison table, workbook; filters; numbers of the registry."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from generator.compose.changes import cite
from gongwen.characters import nest_marks
from luoshi.cli.frame import run_command
from scripts.known_edits import apply_edit_list, make_chapters, write_spec
from specs.model import Notice

HEAD = "溪塬县水务局\n关于做好冬修工作的通知\n各乡镇人民政府：\n现将有关事项通知如下。\n"
OLD = HEAD + """一、检修泵站。县水务局牵头，县农机站配合，2031年9月底前检修泵站不少于40座，完好率不低于85%。
二、清理河渠。县水务局要在2031年8月底前清理河渠，清淤率达到90%。每月5日前将进展报县政府办公室。
三、更换路灯。县城管局负责，2031年6月底前完成。
溪塬县水务局
2031年3月1日
"""
NEW = HEAD + """一、检修泵站。县水务局牵头，县农机站、县财政局配合，2031年9月底前检修泵站不少于40座，完好率不低于92%。
二、清理河渠。县水务局要在2031年7月底前清理河渠，清淤率达到90%。每月5日前将进展报县政府办公室。
溪塬县水务局
2031年4月1日
"""


@pytest.fixture
def papers(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return str(old), str(new)


def found(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert run_command(["compare", *arguments, "--format", "json"]) == 0
    rows: list[dict[str, object]] = json.loads(capfd.readouterr().out)
    return rows


def test_the_table_says_what_must_be_done_first(papers: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["compare", *papers]) == 0
    page = re.sub(r"\s", "", capfd.readouterr().out)
    assert "由“不低于85%”提高到“不低于92%”" in page
    assert "由2031年8月31日前提前到2031年7月31日前" in page
    assert page.index("须调整") < page.index("应知晓")
    assert "对县级：须调整3项" in page


def test_json_has_both_quotes_with_their_places(papers: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    rows = found(capfd, *papers)
    (raised,) = [row for row in rows if row["kind"] == "value_raised"]
    for text, side in ((OLD, "old"), (NEW, "new")):
        (place,) = raised[side]
        assert text[place["start"]:place["end"]] == place["quote"]
        assert "%" in place["quote"]
    assert {row["severity"] for row in rows if row["kind"] == "removed"} == {"know"}
    assert {(row["kind"], row["fact"]) for row in rows} >= {("body_added", "task"), ("due_earlier", "deadline"),
                                                           ("removed", "task")}


def test_filters(papers: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert {row["kind"] for row in found(capfd, *papers, "--kind", "删去,时限提前")} == {"removed", "due_earlier"}
    assert {row["severity"] for row in found(capfd, *papers, "--severity", "must")} == {"must"}
    assert run_command(["compare", *papers, "--severity", "很重要"]) == 2
    assert "没有“很重要”" in capfd.readouterr().err
    county, prefecture = (found(capfd, *papers, "--level", level) for level in ("county", "prefecture"))
    assert [row["kind"] for row in county] == [row["kind"] for row in prefecture]
    assert "must" not in {row["severity"] for row in prefecture if row["kind"] == "body_added"}


def test_a_paper_has_no_changes_against_itself(papers: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["compare", papers[0], papers[0]]) == 0
    assert "没有不同" in capfd.readouterr().out
    assert run_command(["compare", *papers, "--kind", "合并", "--severity", "none"]) == 0
    told = capfd.readouterr().out
    assert "没有符合" in told  # none of this kind is not the same as no change
    assert "没有不同" not in told


def test_the_comparison_table_says_what_the_table_says(papers: tuple[str, str], tmp_path: Path,
                                                       capfd: pytest.CaptureFixture[str]) -> None:
    rows = found(capfd, *papers)
    for form in ("docx", "xlsx", "html"):
        assert run_command(["compare", *papers, "--format", form]) == 2
        assert run_command(["compare", *papers, "--format", form, "--out", str(tmp_path / f"表.{form}")]) == 0
    assert "--out" in capfd.readouterr().err
    document = Document(BytesIO((tmp_path / "表.docx").read_bytes()))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows[1:]]
    assert len(cells) == len(rows)
    assert document.paragraphs[0].text == "新旧文件对照表"
    assert any("不低于92%" in row[4] and "不低于85%" in row[3] for row in cells)
    book = load_workbook(BytesIO((tmp_path / "表.xlsx").read_bytes()))
    assert book["变化"].max_row == len(rows) + 2
    page = (tmp_path / "表.html").read_text("utf-8")
    assert "http" not in page.replace("http-equiv", "")
    assert page.count('class="change"') == len(rows)
    assert re.search(r"<mark[^>]*>完好率不低于92%</mark>", page)


def test_specs_and_numbers_of_the_registry(papers: tuple[str, str], tmp_path: Path,
                                           capfd: pytest.CaptureFixture[str]) -> None:
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    assert run_command(["keep", *papers, *registry]) == 0
    assert run_command(["extract", papers[0]]) == 0
    spec = tmp_path / "旧.json"
    spec.write_text(capfd.readouterr().out, "utf-8")
    by_file = found(capfd, *papers)
    assert found(capfd, "1", "2", *registry) == by_file
    assert found(capfd, str(spec), "2", *registry) == by_file
    assert run_command(["compare", "1", "9", *registry]) == 2
    assert "编号 9" in capfd.readouterr().err


def test_a_page_without_sources_shows_the_quotes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from specs.codec import print_spec

    chapters = make_chapters(6)
    for name, made in (("a", chapters), ("b", apply_edit_list(chapters, {0: "raise"})[0])):
        (tmp_path / f"{name}.json").write_text(print_spec(write_spec(made)[0]), "utf-8")
    out = tmp_path / "p.html"
    assert run_command(["compare", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--format", "html",
                        "--out", str(out)]) == 0
    assert "没有找到这份文件的原文" in out.read_text("utf-8")


NAMELESS = "一、开展排查。各县(市、区)卫生健康局于2025年6月30日前完成排查不少于20家。\n"


def test_a_paper_without_a_title_is_called_by_its_file(tmp_path: Path) -> None:
    for name, text in (("来文甲.txt", NAMELESS), ("来文乙.txt", NAMELESS.replace("20家", "30家"))):
        (tmp_path / name).write_text(text, "utf-8")
    page, table = tmp_path / "页.html", tmp_path / "表.docx"
    asked = ["compare", str(tmp_path / "来文甲.txt"), str(tmp_path / "来文乙.txt")]
    assert run_command([*asked, "--format", "html", "--out", str(page)]) == 0
    assert "无标题）" not in page.read_text("utf-8")
    assert "“来文乙.txt”（文件没有标题）" in page.read_text("utf-8")
    assert run_command([*asked, "--format", "docx", "--out", str(table)]) == 0
    assert any("“来文甲.txt”" in p.text for p in Document(str(table)).paragraphs)
    head = Notice(document_number="澜府函〔2025〕3号", issued_on="2025-03-01")
    assert cite(head, "a.pdf") == "“a.pdf”，澜府函〔2025〕3号，2025年3月1日（文件没有标题）"


def test_across_levels_each_sentence_says_what_both_levels_say(tmp_path: Path,
                                                               capfd: pytest.CaptureFixture[str]) -> None:
    pair = Path(__file__).parents[1] / "corpus" / "pairs" / "sme-help-levels-2024"
    asked = ["compare", str(pair / "old.txt"), str(pair / "new.txt"), "--levels"]
    assert run_command([*asked, "--format", "json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    for row in rows:
        assert "上级" in row["sentence"] or "下级文件" in row["sentence"], row["sentence"]
        assert "删去" not in row["sentence"]
        assert row["fact"] != "citation"
    own = [row["sentence"] for row in rows if row["kind"] == "removed" and row["severity"] == "none"]
    assert own
    assert all("属上级自身事项" in sentence for sentence in own)
    assert run_command([*asked, "--format", "docx", "--out", str(tmp_path / "t.docx")]) == 0
    made = Document(str(tmp_path / "t.docx"))
    assert made.paragraphs[0].text == "上下级文件对照表"
    assert [cell.text for cell in made.tables[0].rows[0].cells][3:5] == ["上级要求", "下级写法"]
    kinds = {row.cells[1].text for table in made.tables for row in table.rows[1:]}
    assert kinds >= {"上级要求而下级未提", "下级写了而上级未提"}
    assert not kinds & {"新增", "删去", "增加单位", "减少单位"}


def test_across_levels_what_one_side_alone_says_is_called_so_in_every_form(tmp_path: Path,
                                                                           capfd: pytest.CaptureFixture[str]) -> None:
    pair = Path(__file__).parents[1] / "corpus" / "pairs" / "sme-help-levels-2024"
    asked = ["compare", str(pair / "old.txt"), str(pair / "new.txt"), "--levels"]
    assert run_command(asked) == 0
    told = capfd.readouterr().out
    assert "上级要求而下级未提 8 项" in told
    assert "删去" not in told
    for words in ("上级要求而下级未提", "删去", "removed"):
        assert run_command([*asked, "--kind", words, "--format", "json"]) == 0
        assert {row["kind"] for row in json.loads(capfd.readouterr().out)} == {"removed"}
    for form in ("html", "xlsx"):
        assert run_command([*asked, "--format", form, "--out", str(tmp_path / f"t.{form}")]) == 0
    page = (tmp_path / "t.html").read_text("utf-8")
    assert "上级要求而下级未提（8）" in page
    assert "<span>新增</span>" not in page
    assert "每个县（市、区）的帮扶中小微企业" in page
    (sheet,) = load_workbook(tmp_path / "t.xlsx").worksheets
    names = [cell.value for cell in sheet[2]]
    assert names[2:8] == ["不同", "要素", "上级条目", "上级要求", "下级条目", "下级写法"]
    assert "下级写了而上级未提" in {row[2] for row in sheet.iter_rows(min_row=3, values_only=True)}


def test_marks_inside_marks_are_nested(capfd: pytest.CaptureFixture[str]) -> None:
    pair = Path(__file__).parents[1] / "corpus" / "pairs" / "school-food-2024"
    said = " ".join(row["sentence"] for row in found(capfd, str(pair / "old.txt"), str(pair / "new.txt")))
    assert "“‘互联网+明厨亮灶’学校的食堂覆盖率”" in said
    assert "““" not in said
    assert cite(Notice(title="关于修改《供水办法》的决定")) == "《关于修改〈供水办法〉的决定》"
    assert nest_marks("“甲“乙‘丙’””，《丁》”") == "“甲“乙‘丙’””，《丁》”"  # not in pairs
    assert nest_marks("“甲“乙“丙”””") == "“甲‘乙“丙”’”"


def test_a_notice_that_was_repealed_whole_is_told_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pair = Path(__file__).parents[1] / "corpus" / "pairs" / "school-food-2024"
    asked = ["amend", str(pair / "old.txt"), str(pair / "new.txt"), "--out", str(tmp_path / "x.json")]
    assert run_command(asked) == 0
    assert "全文废止" in capfd.readouterr().err
    other = Path(__file__).parents[1] / "corpus" / "pairs" / "reservoir-amending-2024"
    asked = ["amend", str(other / "old.txt"), str(other / "new.txt"), "--out", str(tmp_path / "y.json")]
    assert run_command(asked) == 0
    said = capfd.readouterr().err
    assert "全文废止" not in said
    assert "〈" in said
