"""Around every command (命令行外框): one-line errors and exit codes; what the `luoshi` program runs."""

from __future__ import annotations

import os
import re
import sys

import typer

import luoshi.cli.covering_app
import luoshi.cli.draft_app
import luoshi.cli.reading_app
import luoshi.cli.registry_app  # their commands join the others
import luoshi.cli.returns_app
import luoshi.cli.templates_app
import luoshi.cli.updating_app  # noqa: F401
from luoshi.cli.app import app
from luoshi.cli.chinese import USAGE
from luoshi.cli.results import DONE, NOTHING
from specs.errors import LuoshiError

# typer's own words, as every version since 0.20 has them; what is not here is passed on in English.
_USAGE_ERRORS = (
    (re.compile(r"No such option:? (?P<what>\S+).*", re.S), "没有这个选项：{what}"),
    (re.compile(r"No such command '(?P<what>[^']+)'.*", re.S), "没有这个命令：{what}"),
    (re.compile(r"Missing argument '?(?P<what>[^'.]+?)(?:\.\.\.)?'?\..*", re.S), "缺少参数：{what}"),
    (re.compile(r"Missing option '?(?P<what>[^'.]+)'?\..*", re.S), "缺少选项：{what}"),
    (re.compile(r"Missing command\..*", re.S), "缺少命令"),
    (re.compile(r"Got unexpected extra argument\S* \((?P<what>.+)\)", re.S), "多出的参数：{what}"),
    (re.compile(r"Option '?(?P<what>[^' ]+)'? requires an? .*", re.S), "选项 {what} 后面要有值"),
    (re.compile(r"Invalid value for '?(?P<what>[^':]+)'?: (?P<why>[^A-Za-z]+.*)", re.S),
     "{what} 的值无效：{why}"),
    (re.compile(r"Invalid value for '?(?P<what>[^':]+)'?: .*", re.S), "{what} 的值无效"),
)


def run(arguments: list[str] | None = None) -> None:
    """Run one command line and leave with its exit code; errors are one line, never a traceback."""
    raise SystemExit(run_command(arguments))


def run_command(arguments: list[str] | None = None) -> int:
    """Run one command line; returns the exit code.

    LUOSHI_DEBUG in the environment lets a slip of the program itself show its traceback.
    """
    try:
        code = typer.main.get_command(app).main(args=arguments, prog_name="luoshi", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except LuoshiError as error:
        return _fail(str(error))
    except typer.Exit as leave:
        return leave.exit_code
    except typer.Abort:
        return _fail("已中断")
    except BrokenPipeError:
        # The reader of our output has gone (luoshi … | head): nothing to say, and no second error at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's usage errors; their classes moved between its versions
            return _refuse_usage(error.format_message())
        if os.environ.get("LUOSHI_DEBUG"):
            raise
        return _fail(f"程序出错：{type(error).__name__}——{error}。请把所用的命令和文件交给维护人员")


def _refuse_usage(message: str) -> int:
    """Say what is wrong with a command line, in Chinese; a bare `luoshi` gets the help itself."""
    if message.startswith(USAGE):
        print(message, file=sys.stderr)
        return NOTHING
    for pattern, words in _USAGE_ERRORS:
        if found := pattern.fullmatch(message.strip()):
            return _fail(f"{words.format(**found.groupdict())}。请用 --help 查看用法")
    return _fail(message)


def _fail(message: str) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return NOTHING
