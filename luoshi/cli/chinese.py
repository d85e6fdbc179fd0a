"""Help in Chinese (中文帮助): typer's commands with their headings turned."""

from __future__ import annotations

import re

import typer
from typer.core import TyperCommand, TyperGroup

USAGE = "用法："
_HELP_WORDS = (
    ("Usage:", USAGE), ("Arguments:", "参数："), ("Options:", "选项："), ("Commands:", "命令："),
    ("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 …"), ("Show this message and exit.", "显示本说明"),
    ("[required]", "[必填]"), ("[default: ", "[默认 "),
)
_TYPES = re.compile(r" <(?:path|file|str|int|list\[\w+\])>|(?<= )[{}]|(?<=\w)\}")


def _chinese_help(text: str) -> str:
    for english, chinese in _HELP_WORDS:
        text = text.replace(english, chinese)
    return _TYPES.sub("", text)


class ChineseCommand(TyperCommand):
    """A command whose help has Chinese headings."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return _chinese_help(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The list of commands, in the order they were written and with Chinese headings."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return _chinese_help(super().get_help(ctx))
