"""The registry's commands, `compare` and `schema`, on specs given as JSON and on notices."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luoshi.cli.frame import run_command
from registry.engines import open_registry
from registry.runs import list_documents
from specs.codec import parse_spec, print_spec
from specs.model import Notice, Origin, Spec, Target, TargetKind
from tests import registry_specs

SPEC = Spec(
    Notice(title="关于开展噪声监测工作的通知", document_number="澜卫发〔2025〕8号", issued_on="2025-03-07"),
    targets=(Target("不低于85%", 0, 6, "噪声监测覆盖率", "", TargetKind.PERCENTAGE, ">=", 85.0, "%"),),
    origin=Origin("通知.txt", "ab" * 32, "txt", "2026.1"),
)
NOTICE = """澜川省卫生健康委员会关于开展噪声监测工作的通知
澜卫发〔2025〕8号

各市卫生健康委:
根据《澜川省人民政府关于推进健康澜川建设的实施意见》(澜政发〔2023〕18号),现通知如下:
一、开展监测。各县(市、区)疾控中心要于2025年9月底前完成噪声监测,监测覆盖率不低于85%。

澜川省卫生健康委员会
2025年3月7日
"""
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def spec_file(tmp_path: Path) -> Path:
    path = tmp_path / "spec.json"
    path.write_text(print_spec(SPEC), "utf-8")
    return path


@pytest.fixture
def call(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run a command on a registry of the test's own: (exit code, standard output, messages)."""
    def run(*words: str | Path, registry: str = "r.sqlite") -> tuple[int, str, str]:
        capfd.readouterr()
        code = run_command([*map(str, words), "--registry", str(tmp_path / registry)])
        held = capfd.readouterr()
        return code, held.out, held.err

    return run


def read_json(call: Call, *words: str | Path, code: int = 0) -> Any:
    found, out, _ = call(*words, "--format", "json")
    assert found == code
    return json.loads(out)


def put_spec(folder: Path, name: str, spec: Spec) -> Path:
    path = folder / name
    path.write_text(print_spec(spec), "utf-8")
    return path


def test_keep_list_show(spec_file: Path, call: Call) -> None:
    code, _, err = call("keep", spec_file)
    assert (code, "已保存：编号 1，第 1 版，关于开展噪声监测工作的通知" in err) == (0, True)
    code, _, err = call("keep", spec_file)
    assert (code, "没有变化：编号 1" in err) == (0, True)
    assert "规格（1）" in call("list")[1]
    (row,) = read_json(call, "list")
    assert (row["id"], row["title"], row["versions"]) == (1, SPEC.notice.title, 1)
    assert parse_spec(call("show", "1", "--format", "json")[1]) == SPEC
    assert "不低于85%" in call("show", "澜卫发〔2025〕8号")[1]
    (kept,) = read_json(call, "keep", spec_file)
    assert (kept["error"], kept["id"], kept["fresh"]) == (None, 1, False)


def test_corrections_over_a_newer_reading(tmp_path: Path, call: Call) -> None:
    call("keep", put_spec(tmp_path, "a.json", registry_specs.SPEC))
    call("keep", put_spec(tmp_path, "b.json", registry_specs.correct(registry_specs.SPEC)))
    newer = registry_specs.NEWER
    code, _, err = call("keep", put_spec(tmp_path, "c.json", newer))
    assert code == 0
    assert "（现行的是第 4 版）" in err
    assert "已把以前的人工更正 1 处带到第 4 版" in err
    assert newer.origin is not None
    third = replace(newer, origin=replace(newer.origin, rules="2026.3"),
                    targets=(replace(newer.targets[0], value=80.0), newer.targets[1]))
    code, _, err = call("keep", put_spec(tmp_path, "d.json", third))
    assert code == 1
    assert "数值 人工 90，新读 80——新的读法与更正不同，仍按更正，请核对" in err
    page = call("history", "1")[1]
    for words in ("版本（6）", "人工更正（1）", "张敏", "85 → 90", "与附表不符", "与人工更正不合", "现行"):
        assert words in page
    held = read_json(call, "history", "1")
    assert [v["made"] for v in held["versions"]] == ["machine", "person", "machine", "merged", "machine", "merged"]
    assert held["notice"]["conflicts"] == 1


def test_a_folder_of_notices(tmp_path: Path, call: Call) -> None:
    folder = tmp_path / "来文"
    (folder / "下级").mkdir(parents=True)
    (folder / "a.txt").write_text(NOTICE, "utf-8")
    (folder / "下级" / "b.txt").write_text(NOTICE.replace("8号", "9号").replace("噪声", "粉尘"), "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "~$a.docx").write_bytes(b"x")
    (folder / "说明.json").write_text('{"a": 1}', "utf-8")
    code, _, err = call("keep", folder)
    assert code == 1
    assert "新存 2 份，失败 1 份" in err
    assert "坏.docx" in err
    assert read_json(call, "tree")["trees"][0]["below"][0]["kept"] is True
    assert "未存" in call("tree")[1]
    hits = read_json(call, "search", "监测")["hits"]
    assert [hit["title"] for hit in hits] == [
        "澜川省卫生健康委员会关于开展噪声监测工作的通知", "澜川省卫生健康委员会关于开展粉尘监测工作的通知"][::-1]
    (fact,) = read_json(call, "search", "噪声", "--kind", "deadline", "--due-before", "2025-12-31")["hits"]
    assert (fact["fact"]["handle"], fact["fact"]["due_last"]) == ("时限1", "2025-09-30")
    assert "找到要素（1）" in call("search", "噪声", "--kind", "deadline")[1]
    assert call("search", "噪声", "--kind", "时限")[1] == call("search", "噪声", "--kind", "deadline")[1]
    (tmp_path / "空").mkdir()
    assert call("keep", tmp_path / "空")[0] == 2


@pytest.mark.parametrize(("words", "message"), [
    (["--kind", "goal"], "没有这种要素。可用：target（目标）"),
    (["--level", "区"], "没有这个层级"),
    (["--due-before", "2025年底"], "不是日期。请写成 2025-12-31"),
    (["--since", "20250101"], "不是日期"),
    (["--limit", "-1"], "不能是负数"),
    ([], "没有写要找什么"),
    (["，。"], "没有可以检索的字词"),
])
def test_searches_that_nothing_answers_to(words: list[str], message: str, spec_file: Path, call: Call) -> None:
    call("keep", spec_file)
    code, out, err = call("search", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_a_search_that_finds_nothing(spec_file: Path, call: Call) -> None:
    call("keep", spec_file)
    assert call("search", "防汛")[:2] == (1, "没有找到\n")
    assert read_json(call, "search", "防汛", code=1) == {"more": False, "hits": []}


def test_export_import_backup(spec_file: Path, tmp_path: Path, call: Call) -> None:
    call("keep", spec_file)
    assert call("export", "--out", tmp_path / "全部.json")[0] == 0
    assert call("export")[1] == (tmp_path / "全部.json").read_text("utf-8")
    assert call("export", "--out", tmp_path / "全部.json")[0] == 2
    code, _, err = call("import", tmp_path / "全部.json", registry="other.sqlite")
    assert (code, "新增通知 1 份、版本 1 个" in err) == (0, True)
    assert "没有新内容" in call("import", tmp_path / "全部.json", registry="other.sqlite")[2]
    assert call("export", registry="other.sqlite")[1] == call("export")[1]
    assert call("backup", tmp_path / "备份.sqlite")[0] == 0
    assert call("list", registry="备份.sqlite")[1] == call("list")[1]
    assert "已经有这个文件" in call("backup", tmp_path / "备份.sqlite")[2]
    assert call("import", tmp_path / "none.json")[0] == 2
    assert "不是 luoshi export 写出的文件" in call("import", spec_file)[2]


def test_documents_are_recorded_with_what_they_rest_on(tmp_path: Path, call: Call) -> None:
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    command = ("generate", tmp_path / "通知.txt", "--county", "朔桥区", "--documents", "plan,checklist", "--out",
               tmp_path / "out", "--allow-open")
    code, _, err = call(*command)
    assert code == 0, err
    engine = open_registry(tmp_path / "r.sqlite", create=False)
    held = list_documents(engine, 1)
    assert {(r.document.county, r.document.kind) for r in held} == {("朔桥区", "plan"), ("朔桥区", "checklist")}
    assert all((Path(r.folder) / r.document.path).is_file() for r in held)
    spec = parse_spec(call("show", "1", "--format", "json")[1])
    call("keep", put_spec(tmp_path, "更正.json", registry_specs.correct(spec)))
    code, _, err = call(*command)
    assert "按规格库中经人工更正的第 2 版生成" in err
    assert {r.version for r in list_documents(engine, 1)} == {2}


def test_the_registry_of_the_environment(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_REGISTRY", str(tmp_path / "env.sqlite"))
    assert run_command(["keep", str(spec_file)]) == 0
    assert (tmp_path / "env.sqlite").is_file()
    assert "env.sqlite" in capfd.readouterr().err


def test_one_bad_file_of_two(spec_file: Path, tmp_path: Path, call: Call) -> None:
    code, _, err = call("keep", tmp_path / "none.json", spec_file)
    assert code == 1
    assert "没有这个文件" in err
    assert "已保存" in err


@pytest.mark.parametrize("arguments", [["list"], ["show", "4"], ["history", "1"], ["tree"], ["search", "监测"],
                                       ["export"], ["backup", "b.sqlite"]])
def test_no_registry_yet(arguments: list[str], call: Call) -> None:
    code, out, err = call(*arguments, registry="none.sqlite")
    assert (code, out) == (2, "")
    assert "还没有规格库" in err


def test_no_such_entry(spec_file: Path, call: Call) -> None:
    call("keep", spec_file)
    assert call("show", "9") == (2, "", "规格库有误：编号 9——没有这一条。请用 luoshi list 查看已存的规格\n")


@pytest.mark.parametrize(("text", "message"), [
    ("{", "不是 JSON 文本"),
    ("[]", "缺少 format"),
    ('{"format": "luoshi-spec/1"}', "字段 notice"),
])
def test_bad_specs(text: str, message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.json").write_text(text, "utf-8")
    assert run_command(["compare", str(tmp_path / "bad.json"), str(tmp_path / "bad.json")]) == 2
    err = capfd.readouterr().err
    assert message in err
    assert "bad.json" in err
    assert err.count("\n") == 1


def test_the_published_schema_is_current(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["schema"]) == 0
    published = Path(__file__).parents[1] / "docs" / "spec.schema.json"
    assert capfd.readouterr().out == published.read_text("utf-8"), "luoshi schema > docs/spec.schema.json"


def test_a_kept_notice_is_reviewed_by_its_number(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notice = tmp_path / "来文.txt"
    notice.write_text("溪塬县水务局关于检修泵站的通知\n溪水发〔2031〕9号\n各乡镇人民政府：\n"
                      "一、检修泵站。各乡镇人民政府要在2031年9月底前检修泵站不少于40座。\n"
                      "溪塬县水务局\n2031年3月1日\n", "utf-8")
    registry, sheet = ["--registry", str(tmp_path / "r.sqlite")], tmp_path / "审核表.xlsx"
    assert run_command(["keep", str(notice), *registry]) == 0
    assert run_command(["review", "溪水发〔2031〕9号", "--xlsx", str(sheet), *registry]) == 0
    assert run_command(["review", "1", "--apply", str(sheet), *registry]) == 0
    told = capfd.readouterr().err
    assert "没有改动" in told
    assert "已存入" not in told
    assert run_command(["list", *registry]) == 0
    assert "〔2031〕9号" in capfd.readouterr().out  # a year in its brackets is never cut
    book = openpyxl.load_workbook(sheet)
    assert "原文" in book.sheetnames
    page = book["目标"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    at = next(i for i, row in enumerate(rows) if "指标" in row)
    page.cell(at + 2, rows[at].index("指标") + 1).value = "检修的泵站"
    book.save(sheet)
    assert run_command(["review", "1", "--apply", str(sheet), "--by", "王一", *registry]) == 0
    assert "已存入规格库：编号 1，第 2 版" in capfd.readouterr().err
    assert run_command(["show", "1", "--format", "json", *registry]) == 0
    assert json.loads(capfd.readouterr().out)["targets"][0]["indicator"] == "检修的泵站"
    assert run_command(["review", "99", "--xlsx", str(tmp_path / "x.xlsx"), *registry]) == 2
