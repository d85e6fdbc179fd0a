"""Around every command: help at once and in Chinese, errors in one line, exit codes."""

import os
import subprocess
import sys

import pytest

from luoshi.cli.frame import run_command

HEAVY = ("spacy", "jieba", "pypinyin", "opencc", "docx", "pdfplumber", "pypdfium2", "openpyxl",
         "sqlalchemy", "lxml", "jinja2", "pydantic", "rich")
COMMANDS = ("demo", "extract", "generate", "addressees", "check-format", "counties", "compare", "cover",
            "amend", "schema", "draft", "typeset", "residue", "review", "read", "keep", "list", "show",
            "history", "tree", "search", "export", "import", "backup", "collect", "verify", "templates",
            "update", "impact")


def test_help_lists_every_command_in_chinese(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--help"]) == 0
    page = capfd.readouterr().out
    assert page.startswith("用法： luoshi")
    assert sorted(line.split()[0] for line in page.partition("命令：")[2].splitlines() if line) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_no_english_frame(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command([command, "--help"]) == 0
    page = capfd.readouterr().out
    for word in ("Usage", "Options", "Arguments", "required", "default", "Show this", "<", "{", "}"):
        assert word not in page


def test_a_bare_call_shows_the_help_and_does_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command([]) == 2
    assert "\n  extract " in capfd.readouterr().err


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--version"]) == 0
    assert capfd.readouterr().out.startswith("luoshi ")


@pytest.mark.parametrize(("arguments", "message"), [
    (["bla"], "没有这个命令：bla"),
    (["extract"], "缺少参数：FILE"),
    (["read", "a", "--fast"], "没有这个选项：--fast"),
    (["read", "a", "b"], "多出的参数：b"),
    (["extract", "a", "--format", "xml"], "--format 的值无效"),
    (["extract", "a", "--out"], "选项 --out 后面要有值"),
    (["show", "1", "--version", "first"], "--version 的值无效"),
])
def test_usage_errors_are_one_chinese_line(arguments: list[str], message: str,
                                           capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err == f"{message}。请用 --help 查看用法\n"


def test_a_slip_of_the_program_is_one_line_too(capfd: pytest.CaptureFixture[str],
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(*_: object) -> str:
        raise KeyError("x")

    monkeypatch.setattr("importlib.metadata.version", slip)
    monkeypatch.delenv("LUOSHI_DEBUG", raising=False)
    assert run_command(["--version"]) == 2
    assert capfd.readouterr().err.startswith("程序出错：KeyError")
    monkeypatch.setenv("LUOSHI_DEBUG", "1")
    with pytest.raises(KeyError):
        run_command(["--version"])


def test_help_loads_nothing_heavy() -> None:
    code = (f"import sys; from luoshi.cli.frame import run_command; run_command(['--help']); "
            f"print('HEAVY', *[m for m in {HEAVY!r} if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY"


def test_help_starts_in_time() -> None:
    # Processor time of the best of five: a busy machine must not fail it, a heavy import must.
    spent = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-m", "luoshi", "--help"], capture_output=True, check=True)
        spent.append(sum(os.times()[2:4]) - sum(before[2:4]))
    assert min(spent) < 0.3


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.Popen([sys.executable, "-m", "luoshi", "schema"], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)
    assert done.stdout
    assert done.stderr
    done.stdout.close()
    assert done.stderr.read() == b""
    assert done.wait() in (0, 1)
