"""The review sheet: written for a clerk, read back whole or not at all, with who changed what."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.localise.phrases import say_value
from luoshi.cli.frame import run_command
from luoshi.reviewing import load_with_source
from review.applying import apply_sheet
from review.cells import parse_cell, print_cell
from review.sheet import read_sheet
from review.times import parse_every, parse_time
from review.workbook import HIDDEN, write_workbook
from specs.codec import parse_spec, print_spec
from specs.errors import BadSheet
from specs.model import Action, Correction, Level, Role, Spec, State, Target, TargetKind, Time
from specs.wording import print_every, print_time
from tests.notices import CORPUS, REAL, extract_once

NOTICE = """澜川省教育厅关于做好校园午餐服务的通知
澜教发〔2025〕6号

各市教育局:
现通知如下:
一、工作目标
到2026年底,学校食堂明厨亮灶率达到95%以上,每县配备营养指导员不少于3名。
二、重点任务
(一)开展排查。各县教育局牵头,市场监管部门配合,于2025年6月底前完成学校食堂排查,并将结果报送省教育厅。
(二)改造食堂。各县教育局要按季度改造食堂,全年改造食堂40个,优先改造山区学校。

澜川省教育厅
2025年3月2日
"""
DAY = "2025-04-01"
NOTICES = [f / "notice.txt" for f in CORPUS] + REAL


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notice, its spec and its sheet, made once."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "通知.txt").write_text(NOTICE, "utf-8")
    assert run_command(["extract", str(folder / "通知.txt"), "--out", str(folder)]) == 0
    assert run_command(["review", str(folder / "通知.json"), "--xlsx", str(folder / "表.xlsx")]) == 0
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """A folder of its own with a notice, its spec and its sheet."""
    return Path(shutil.copytree(prepared, tmp_path / "卷"))


def column(page: Worksheet, heading: str) -> int:
    return next(cell.column for cell in page[1] if cell.value == heading)


def put(page: Worksheet, row: int, **values: object) -> None:
    for heading, value in values.items():
        page.cell(row, column(page, heading)).value = value  # type: ignore[assignment]


def find_row(page: Worksheet, **said: object) -> int:
    """The row whose cells say this."""
    return next(row for row in range(2, page.max_row + 1)
                if all(page.cell(row, column(page, h)).value == v for h, v in said.items()))


def edit(folder: Path, change: Callable[[Workbook], None]) -> Path:
    book = load_workbook(folder / "表.xlsx")
    change(book)
    book.save(folder / "改.xlsx")
    return folder / "改.xlsx"


def take(folder: Path, change: Callable[[Workbook], None], *options: str) -> Spec:
    """The spec after a sheet was changed so."""
    path = edit(folder, change)
    command = ["review", str(folder / "通知.json"), "--apply", str(path), "--out", str(folder / "新.json"), *options]
    assert run_command(command) == 0
    return parse_spec((folder / "新.json").read_text("utf-8"))


def refuse(folder: Path, change: Callable[[Workbook], None], capfd: pytest.CaptureFixture[str]) -> str:
    """What is said of a sheet changed so; nothing is written."""
    path = edit(folder, change)
    capfd.readouterr()
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    command = ["review", str(folder / "通知.json"), "--apply", str(path), "--out", str(folder / "新.json")]
    assert run_command(command) == 2
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    return capfd.readouterr().err


# Why she changed it

def test_reasons_go_along_with_each_change(folder: Path) -> None:
    def change(book: Workbook) -> None:
        put(book["目标"], 2, 数值=97, 理由="与附表不符")
        put(book["时限"], 2, 状态="删除", 理由="是背景")
        put(book["责任单位"], 2, 职责="配合", 理由="电话核实")
        put(book["任务"], 2, 状态="已确认", 理由="已对照原件")
        book["时限"].delete_rows(3)

    made = take(folder, change, "--why", "统一核对")
    assert {(c.kind, c.action.value, c.why) for c in made.corrections} == {
        ("targets", "corrected", "与附表不符"), ("deadlines", "removed", "是背景"), ("bodies", "corrected", "电话核实"),
        ("tasks", "confirmed", "已对照原件"), ("deadlines", "removed", "统一核对")}


def test_a_sheet_of_before_there_were_reasons_is_taken(folder: Path) -> None:
    def change(book: Workbook) -> None:
        for name in ("目标", "时限", "百分比", "任务", "责任单位", "报送", "依据"):
            book[name].delete_cols(column(book[name], "理由"))
        put(book["目标"], 2, 数值=97)

    assert [c.why for c in take(folder, change).corrections] == [""]


# What the clerk sees

def test_the_sheet_is_made_for_reading(folder: Path) -> None:
    book = load_workbook(folder / "表.xlsx")
    assert book.sheetnames[:9] == ["说明", "目标", "时限", "百分比", "任务", "责任单位", "报送", "依据", "存疑"]
    assert book[HIDDEN].sheet_state == "veryHidden"
    page = book["目标"]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref.startswith("A1:")
    headings = [cell.value for cell in page[1]]
    assert headings[:3] == ["编号", "状态", "指标"]
    assert headings[-5:] == ["原文", "位置", "理由", "把握", "规则"]
    choices = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert '"机读,已确认,已更正,删除"' in choices
    assert '"不低于,高于,不超过,低于,等于,区间"' in choices
    row = find_row(page, 编号="目标1")
    shown = ("状态", "类型", "比较", "数值", "单位", "时限", "位置")
    assert [page.cell(row, column(page, h)).value for h in shown] == [
        "机读", "百分比", "不低于", 95, "%", "2026年12月31日前", "第7行"]
    assert all(page.cell(row, i).alignment.wrap_text for i in range(1, len(headings) + 1))
    assert all(6 <= page.column_dimensions[chr(64 + i)].width <= 60 for i in range(1, 20))


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: f"{p.parent.name}-{p.stem[:3]}")
def test_a_sheet_that_nobody_changed_changes_nothing(path: Path) -> None:
    made = extract_once(path)
    sheet = read_sheet(write_workbook(made.spec, made.source.text), "表.xlsx")
    assert sheet.source == made.source.text
    assert apply_sheet(made.spec, sheet, made.source.text, by="张三", on=DAY) == made.spec


def test_a_sheet_without_the_source_changes_nothing_either_and_is_the_same_twice() -> None:
    made = extract_once(NOTICES[0])
    data = write_workbook(made.spec, None)
    assert data == write_workbook(made.spec, None)
    sheet = read_sheet(data, "表.xlsx")
    assert sheet.source is None
    assert apply_sheet(made.spec, sheet, None, by="张三", on=DAY) == made.spec


# What the clerk does

def test_confirmed_corrected_deleted_added(folder: Path) -> None:
    def change(book: Workbook) -> None:
        page = book["目标"]
        put(page, find_row(page, 编号="目标1"), 状态="已确认")
        put(page, find_row(page, 编号="目标2"), 数值=5, 时限="2026年6月30日前")
        page = book["百分比"]
        page.delete_rows(find_row(page, 编号="百分比1"))
        page = book["时限"]
        put(page, find_row(page, 编号="时限1"), 状态="删除")
        put(page, page.max_row + 1, 时间="2025年12月31日前", 事项="优先改造山区学校", 原文="优先改造山区学校")

    spec = take(folder, change, "--by", "李四")
    old = parse_spec((folder / "通知.json").read_text("utf-8"))
    first, second = spec.targets[:2]
    assert (first.state, second.state, second.value, second.due) == (
        State.CONFIRMED, State.CORRECTED, 5, Time(by="2026-06-30"))
    assert spec.percentages == ()
    assert old.deadlines[0].quote not in [d.quote for d in spec.deadlines]
    added = next(d for d in spec.deadlines if d.rule == "person")
    assert (added.time, added.quote, added.task, added.state) == (
        Time(by="2025-12-31"), "优先改造山区学校", "二/(二)", State.CORRECTED)
    assert NOTICE[added.start:added.end] == added.quote
    told = {(c.action, c.kind, c.field, c.old, c.new) for c in spec.corrections}
    assert told == {
        (Action.CONFIRMED, "targets", "", "", ""), (Action.CORRECTED, "targets", "value", "3", "5"),
        (Action.CORRECTED, "targets", "due", "2026年12月31日前", "2026年6月30日前"),
        (Action.REMOVED, "percentages", "", "", ""), (Action.REMOVED, "deadlines", "", "", ""),
        (Action.ADDED, "deadlines", "", "", "")}
    assert {c.by for c in spec.corrections} == {"李四"}
    assert all(len(c.on) == 10 and c.fact for c in spec.corrections)
    assert [d.start for d in spec.deadlines] == sorted(d.start for d in spec.deadlines)


def test_a_second_round_goes_on_from_the_first(folder: Path) -> None:
    take(folder, lambda book: put(book["目标"], 2, 数值=96), "--by", "甲")
    shutil.copy(folder / "新.json", folder / "通知.json")
    assert run_command(["review", str(folder / "通知.json"), "--xlsx", str(folder / "二.xlsx")]) == 0
    shutil.copy(folder / "二.xlsx", folder / "表.xlsx")
    assert load_workbook(folder / "表.xlsx")["目标"]["B2"].value == "已更正"
    spec = take(folder, lambda book: put(book["目标"], 2, 状态="已确认"), "--by", "乙")
    assert (spec.targets[0].value, spec.targets[0].state) == (96, State.CONFIRMED)
    assert [(c.by, c.action) for c in spec.corrections] == [("甲", Action.CORRECTED), ("乙", Action.CONFIRMED)]


def test_a_body_is_corrected_in_its_sentences_and_documents_take_it(folder: Path) -> None:
    def change(book: Workbook) -> None:
        page = book["责任单位"]
        put(page, find_row(page, 单位="市场监管部门"), 单位="卫生健康部门", 职责="牵头")
        put(page, page.max_row + 1, 任务编号="二/(二)", 单位="各县财政局", 职责="配合", 层级="县",
            原文="全年改造食堂40个")
        page = book["目标"]
        put(page, find_row(page, 任务编号="二/(二)"), 数值=45, 比较="不低于")

    spec = take(folder, change)
    task, other = spec.tasks
    assert ("卫生健康部门", Role.LEAD) in [(b.name, b.role) for b in task.bodies]
    assert all(b.name != "市场监管部门" for c in task.clauses for b in (*task.bodies, *c.bodies))
    assert any(b.name == "卫生健康部门" for c in task.clauses for b in c.bodies)
    assert [(b.name, b.role, b.level, b.state) for b in other.bodies if b.rule == "person"] == [
        ("各县财政局", Role.SUPPORT, Level.COUNTY, State.CORRECTED)]
    assert any(b.name == "各县财政局" for c in other.clauses for b in c.bodies)
    out = folder / "文书"
    command = ["generate", str(folder / "新.json"), "--county", "溪塬县", "--allow-open", "--out", str(out)]
    assert run_command(command) == 0
    assert len(list(out.rglob("*.docx"))) == 3
    book = load_workbook(next(out.rglob("checklist.xlsx")))
    said = "\n".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value)
    assert "溪塬县卫生健康局" in said
    assert "溪塬县财政局" in said
    assert "市场监督管理局" not in said
    assert "不少于45个" in said


def test_the_corrected_value_is_what_documents_say(folder: Path) -> None:
    target = take(folder, lambda book: put(book["目标"], 2, 数值=96)).targets[0]
    assert (say_value(target), target.quote) == ("不低于96%", "食堂明厨亮灶率达到95%以上")


def test_an_added_task_and_one_taken_away(folder: Path) -> None:
    def change(book: Workbook) -> None:
        page = book["任务"]
        page.delete_rows(find_row(page, 任务编号="二/(一)"))
        put(page, page.max_row + 1, 任务编号="二/(三)", 标题="优先改造", 原文="优先改造山区学校")

    spec = take(folder, change)
    assert [t.id for t in spec.tasks] == ["二/(二)", "二/(三)"]
    added = spec.tasks[1]
    assert (NOTICE[added.start:added.end], added.clauses[0].text) == ("优先改造山区学校", "优先改造山区学校")
    assert {f.task for f in (*spec.targets, *spec.deadlines, *spec.reports)} <= {None, "二/(二)", "二/(三)"}
    assert any(c.field == "task" and c.old == "二/(一)" for c in spec.corrections)


def test_a_new_quote_must_stand_in_the_notice_and_is_found_there(folder: Path) -> None:
    # Copied out of another program: other widths, a blank more.
    spec = take(folder, lambda book: put(book["目标"], 2, 原文="食堂明厨亮灶率 达到95%\n以上"))
    assert spec.targets[0].quote == "食堂明厨亮灶率达到95%以上"
    assert NOTICE[spec.targets[0].start:spec.targets[0].end] == spec.targets[0].quote


def test_what_office_programs_make_of_numbers_is_undone(folder: Path) -> None:
    def change(book: Workbook) -> None:
        page = book["目标"]
        cell = page.cell(2, column(page, "数值"))
        cell.value, cell.number_format = 0.97, "0%"
        due = page.cell(2, column(page, "时限"))
        due.value, due.number_format = datetime(2026, 10, 31), "yyyy-mm-dd"

    target = take(folder, change).targets[0]
    assert (target.value, target.unit, target.due) == (97, "%", Time(by="2026-10-31"))


def test_who_is_the_option_else_the_sheet_else_the_account(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(book: Workbook) -> None:
        put(book["目标"], 2, 状态="已确认")
        book["说明"]["B3"] = "王五"

    assert take(folder, change).corrections[0].by == "王五"
    assert take(folder, change, "--by", "赵六").corrections[0].by == "赵六"
    monkeypatch.setenv("LOGNAME", "qian")
    assert take(folder, lambda book: put(book["目标"], 2, 状态="已确认")).corrections[0].by == "qian"


def test_without_the_notice_at_hand_its_text_goes_along_in_the_sheet(folder: Path) -> None:
    (folder / "通知.txt").rename(folder / "别处.txt")
    spec = take(folder, lambda book: put(book["目标"], 3, 原文="每县配备营养指导员不少于3名"))
    assert spec.targets[1].quote == "每县配备营养指导员不少于3名"


def test_a_notice_serves_as_well_as_its_spec(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    assert run_command(["review", str(tmp_path / "通知.txt"), "--xlsx", str(tmp_path / "表.xlsx")]) == 0
    capfd.readouterr()
    assert run_command(["review", str(tmp_path / "通知.txt"), "--apply", str(tmp_path / "表.xlsx")]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["corrections"] == []
    assert err == "没有改动\n"


# What is refused

def added(**cells: object) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        page = book["目标"]
        put(page, page.max_row + 1, **cells)
    return change


GOOD = {"指标": "改造食堂", "类型": "数量", "比较": "等于", "数值": 40, "单位": "个", "原文": "改造食堂40个"}
REFUSED: list[tuple[str, Callable[[Workbook], None], tuple[str, ...]]] = [
    ("a quote that the notice lacks", added(**{**GOOD, "原文": "改造食堂四百个"}),
     ("表“目标”第", "通知里没有“改造食堂四百个”", "请从“原文”表照抄")),
    ("no quote", added(**{**GOOD, "原文": None}), ("缺“原文”", "请补上")),
    ("a quote that stands twice", added(**{**GOOD, "原文": "食堂"}), ("出现", "请在“位置”写明第几行")),
    ("a line that lacks it", added(**{**GOOD, "位置": "第3行"}), ("第3行没有", "第10行")),
    ("a needed field", added(**{**GOOD, "指标": None}), ("缺“指标”",)),
    ("a value without a number", added(**{**GOOD, "数值": None}), ("缺“数值”", "请补上")),
    ("a task that is none", added(**{**GOOD, "任务编号": "三/(九)"}), ("没有任务“三/(九)”",)),
    ("a number in words", lambda b: put(b["目标"], 2, 数值="九成"), ("“目标”第2行", "“九成”不是数字")),
    ("a comparator that is none", lambda b: put(b["目标"], 2, 比较="约"), ("比较“约”不在可选之列", "请选：不低于")),
    ("a span without an end", lambda b: put(b["目标"], 2, 比较="区间"), ("“区间”要有“上限”",)),
    ("a time that is none", lambda b: put(b["时限"], 2, 时间="尽快"), ("“时限”第2行", "时间“尽快”看不懂", "请写成")),
    ("a day that no calendar has", lambda b: put(b["时限"], 2, 时间="2025年2月30日前"), ("2025年2月30日前",)),
    ("a state that is none", lambda b: put(b["目标"], 2, 状态="好"), ("状态“好”", "请选：机读")),
    ("corrected without a change", lambda b: put(b["目标"], 2, 状态="已更正"), ("没有改动", "请改内容")),
    ("a fixed column", lambda b: put(b["任务"], 2, 任务编号="二/(九)"), ("这一栏不能改", "请恢复原样")),
    ("an unknown number", lambda b: put(b["目标"], 2, 编号="目标99"), ("没有编号“目标99”", "请把“编号”留空")),
    ("a number twice", lambda b: put(b["目标"], 3, 编号="目标1"), ("编号“目标1”出现两次",)),
    ("a formula", lambda b: put(b["目标"], 2, 数值="=90+5"), ("“数值”是公式 =90+5", "请改成数值")),
    ("a sheet that is gone", lambda b: b.remove(b["报送"]), ("缺少工作表“报送”", "重新出表")),
    ("a column that is gone", lambda b: b["目标"].delete_cols(3), ("表“目标”", "缺少栏目“指标”")),
    ("a body without a name", lambda b: put(b["责任单位"], 2, 单位=None), ("“责任单位”第2行", "“单位”是空的")),
    ("a sheet of ours no more", lambda b: b.remove(b[HIDDEN]), ("不是 luoshi review 写出的审核表",)),
]


@pytest.mark.parametrize(("change", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_taken_over_is_told(
        change: Callable[[Workbook], None], words: tuple[str, ...], folder: Path,
        capfd: pytest.CaptureFixture[str]) -> None:
    said = refuse(folder, change, capfd)
    line = said.strip().splitlines()[-1]
    assert line.startswith("审核表有误，没有写入任何内容：改.xlsx")
    for word in words:
        assert word in line, line


def test_every_problem_is_listed_at_once(folder: Path, capfd: pytest.CaptureFixture[str],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")

    def change(book: Workbook) -> None:
        put(book["目标"], 2, 数值="多")
        put(book["时限"], 2, 时间="早点")

    said = refuse(folder, change, capfd)
    assert "审核表里的问题（2）" in said
    assert "“多”不是数字" in said
    assert "时间“早点”看不懂" in said
    assert "另有 1 处" in said


def test_a_sheet_of_another_spec_is_refused(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = folder / "另一份.txt"
    other.write_text(NOTICE.replace("40个", "50个").replace("午餐", "早餐"), "utf-8")
    capfd.readouterr()
    assert run_command(["review", str(other), "--apply", str(folder / "表.xlsx")]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "为另一份规格（澜川省教育厅关于做好校园午餐服务的通知）出的" in err
    spec = parse_spec((folder / "通知.json").read_text("utf-8"))
    changed = json.loads(print_spec(spec))
    changed["targets"] = changed["targets"][:1]
    (folder / "通知.json").write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
    assert run_command(["review", str(folder / "通知.json"), "--apply", str(folder / "表.xlsx")]) == 2
    assert "出表以后规格又改过" in capfd.readouterr().err


def test_a_sheet_that_was_worked_in_is_not_written_over(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sheet, spec = folder / "表.xlsx", folder / "通知.json"
    assert run_command(["review", str(spec), "--xlsx", str(sheet)]) == 0  # the same sheet again harms nobody
    edit(folder, lambda book: put(book["目标"], 2, 数值=96)).replace(sheet)
    worked = sheet.read_bytes()
    capfd.readouterr()
    assert run_command(["review", str(spec), "--xlsx", str(sheet)]) == 2
    assert "已经有这个文件" in capfd.readouterr().err
    assert sheet.read_bytes() == worked


@pytest.mark.parametrize("options", [[], ["--xlsx", "a.xlsx", "--apply", "b.xlsx"]])
def test_one_of_the_two_is_asked_for(options: list[str], folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["review", str(folder / "通知.json"), *options]) == 2
    assert "--xlsx" in capfd.readouterr().err


@pytest.mark.parametrize(("name", "contents"), [("没有.xlsx", None), ("坏.xlsx", b"no workbook"), ("空.xlsx", b"")])
def test_a_file_that_is_no_workbook(name: str, contents: bytes | None, folder: Path,
                                    capfd: pytest.CaptureFixture[str]) -> None:
    if contents is not None:
        (folder / name).write_bytes(contents)
    capfd.readouterr()
    assert run_command(["review", str(folder / "通知.json"), "--apply", str(folder / name)]) == 2
    err = capfd.readouterr().err
    assert err.count("\n") == 1
    assert name in err


def test_a_notice_that_is_another_one_is_refused(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = folder / "别的.txt"
    other.write_text(NOTICE[5:], "utf-8")
    spec = folder / "通知.json"
    assert run_command(["review", str(spec), "--source", str(other), "--xlsx", str(folder / "c.xlsx")]) == 2
    assert "不在这份通知里" in capfd.readouterr().err
    assert load_with_source(spec, folder / "通知.txt")[1] == NOTICE


# Words and values

def all_times() -> list[Time]:
    times: dict[Time, None] = {}
    for folder in CORPUS:
        spec = extract_once(folder / "notice.txt").spec
        dues = [d for d in (*(t.due for t in spec.targets), *(r.due for r in spec.reports)) if d]
        times.update(dict.fromkeys([*(d.time for d in spec.deadlines), *dues]))
    return list(times)


def test_every_time_of_the_corpus_is_read_back() -> None:
    times = all_times()
    assert len(times) > 100
    assert [parse_time(print_time(time)) for time in times] == times


@given(st.dates(min_value=datetime(1990, 1, 1).date(), max_value=datetime(2100, 1, 1).date()), st.integers(1, 60),
       st.sampled_from(["P{}D", "P{}WD", "P{}M", "P{}Y", "PT{}H"]),
       st.sampled_from(["year", "month", "quarter", "2 years"]))
def test_times_are_read_back(day: datetime, n: int, length: str, every: str) -> None:
    said = day.isoformat()
    for time in (Time(by=said), Time(start=said), Time(start=said, end="2101-12-31"), Time(every=every),
                 Time(within=length.format(n), after="验收"), Time(within=length.format(n), after="")):
        assert parse_time(print_time(time)) == time
    assert parse_every(print_every(every)) == every


@pytest.mark.parametrize(("words", "time"), [
    ("2025年底", Time(by="2025-12-31")), ("2025年6月底前", Time(by="2025-06-30")), ("2025/6/3", Time(by="2025-06-03")),
    ("2025年3月—6月", None), ("每年2月底前", Time(every="year", by="02-end")),
    ("每周五前", Time(every="week", by="5")), ("每季度首月10日前", Time(every="quarter", by="1-10")),
    ("验收之后10个工作日以内", Time(within="P10WD", after="验收")), ("内", None), ("明天", None),
    ("2025年13月前", None),
])
def test_times_in_other_words(words: str, time: Time | None) -> None:
    if time is not None:
        assert parse_time(words) == time
        return
    with pytest.raises(ValueError, match="看不懂，请写成"):
        parse_time(words)


@pytest.mark.parametrize("path", [f / "notice.txt" for f in CORPUS], ids=lambda p: p.parent.name)
def test_every_field_is_read_back(path: Path) -> None:
    keys = ("indicator", "subject", "kind", "comparator", "unit", "due", "per", "each", "aggregate", "bodies")
    for target in extract_once(path).spec.targets:
        for key in keys:
            value = getattr(target, key)
            assert parse_cell(key, str(print_cell(key, value))) == value


def test_kinds_settle_what_they_imply(folder: Path) -> None:
    spec = take(folder, lambda book: put(book["目标"], 2, 类型="全覆盖", 数值=None, 单位=None, 比较=None))
    target: Target = spec.targets[0]
    assert (target.kind, target.comparator, target.value, target.unit) == (TargetKind.COVERAGE, "=", 100, "%")


def test_a_correction_says_what_it_was_before(folder: Path) -> None:
    spec = take(folder, lambda book: put(book["报送"], 2, 接收单位="省教育厅、省卫生健康委"), "--by", "张三")
    one: Correction = spec.corrections[0]
    assert (one.kind, one.field, one.old, one.new) == ("reports", "to", "省教育厅", "省教育厅、省卫生健康委")
    assert one.fact.startswith("各县教育局")
    assert spec.reports[0].to == ("省教育厅", "省卫生健康委")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="missing: soffice (scripts/apt.sh)")
def test_an_office_program_may_save_it_in_between(folder: Path) -> None:
    edit(folder, lambda book: put(book["目标"], 2, 数值=96))
    out = folder / "office"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx",
                    "--outdir", str(out), str(folder / "改.xlsx")], check=True, capture_output=True, timeout=180)
    spec, source = load_with_source(folder / "通知.json", None)
    made = apply_sheet(spec, read_sheet((out / "改.xlsx").read_bytes(), "改.xlsx"), source, by="张三", on=DAY)
    assert [(c.action, c.field, c.old, c.new) for c in made.corrections] == [(Action.CORRECTED, "value", "95", "96")]


def test_a_bad_row_never_leaves_half_a_spec() -> None:
    made = extract_once(CORPUS[0] / "notice.txt")
    book = load_workbook(BytesIO(write_workbook(made.spec, made.source.text)))
    put(book["目标"], 2, 数值="x")
    put(book["时限"], 2, 状态="已确认")
    raw = BytesIO()
    book.save(raw)
    with pytest.raises(BadSheet) as refused:
        apply_sheet(made.spec, read_sheet(raw.getvalue(), "表.xlsx"), made.source.text, by="张三", on=DAY)
    assert [row[:2] for row in refused.value.rows] == [("目标", 2)]
