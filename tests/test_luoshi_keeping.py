"""`keep`, `list`, `show`, `compare` and `schema`, on specs given as JSON."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.cli.frame import run_command
from specs.codec import parse_spec, print_spec
from specs.model import Notice, Origin, Spec, Target, TargetKind

SPEC = Spec(
    Notice(title="关于开展噪声监测工作的通知", document_number="澜卫发〔2025〕8号", issued_on="2025-03-07"),
    targets=(Target("不低于85%", 0, 6, "噪声监测覆盖率", "", TargetKind.PERCENTAGE, ">=", 85.0, "%"),),
    origin=Origin("通知.txt", "ab" * 32, "txt", "2026.1"),
)


@pytest.fixture
def spec_file(tmp_path: Path) -> Path:
    path = tmp_path / "spec.json"
    path.write_text(print_spec(SPEC), "utf-8")
    return path


def test_keep_list_show(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    assert run_command(["keep", str(spec_file), *registry]) == 0
    assert "已保存：编号 1，第 1 版，关于开展噪声监测工作的通知" in capfd.readouterr().err
    assert run_command(["keep", str(spec_file), *registry]) == 0
    assert "没有变化：编号 1" in capfd.readouterr().err
    assert run_command(["list", *registry]) == 0
    assert "规格（1）" in capfd.readouterr().out
    assert run_command(["list", *registry, "--format", "json"]) == 0
    (row,) = json.loads(capfd.readouterr().out)
    assert (row["id"], row["title"]) == (1, SPEC.notice.title)
    assert run_command(["show", "1", *registry, "--format", "json"]) == 0
    assert parse_spec(capfd.readouterr().out) == SPEC
    assert run_command(["show", "1", *registry]) == 0
    assert "不低于85%" in capfd.readouterr().out


def test_the_registry_of_the_environment(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_REGISTRY", str(tmp_path / "env.sqlite"))
    assert run_command(["keep", str(spec_file)]) == 0
    assert (tmp_path / "env.sqlite").is_file()
    assert "env.sqlite" in capfd.readouterr().err


def test_one_bad_file_of_two(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    assert run_command(["keep", str(tmp_path / "none.json"), str(spec_file), *registry]) == 1
    err = capfd.readouterr().err
    assert "没有这个文件" in err
    assert "已保存" in err


@pytest.mark.parametrize(("arguments", "message"), [
    (["list"], "还没有规格库"),
    (["show", "4"], "还没有规格库"),
])
def test_no_registry_yet(arguments: list[str], message: str, tmp_path: Path,
                         capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command([*arguments, "--registry", str(tmp_path / "none.sqlite")]) == 2
    assert message in capfd.readouterr().err


def test_no_such_entry(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    run_command(["keep", str(spec_file), *registry])
    capfd.readouterr()
    assert run_command(["show", "9", *registry]) == 2
    assert capfd.readouterr().err == "规格库有误：编号 9——没有这一条。请用 luoshi list 查看已存的规格\n"


def test_compare(spec_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.json"
    new.write_text(print_spec(replace(SPEC, targets=(replace(SPEC.targets[0], value=90.0),))), "utf-8")
    assert run_command(["compare", str(spec_file), str(new)]) == 0
    page = capfd.readouterr().out
    assert "变化（1）" in page
    assert "调整 1 项" in page
    assert run_command(["compare", str(spec_file), str(new), "--format", "json"]) == 0
    (change,) = json.loads(capfd.readouterr().out)
    assert (change["kind"], change["fact"], change["fields"]) == ("changed", "target", ["value"])
    assert change["sentence"] == "目标“噪声监测覆盖率”有调整：要求由“不低于85%”改为“不低于90%”。"
    assert run_command(["compare", str(new), str(new)]) == 0
    assert "没有不同" in capfd.readouterr().out


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
