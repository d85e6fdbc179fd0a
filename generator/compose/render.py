"""Templates rendered (套用模板): wording from a folder of .j2 files, values from a plan, Blocks out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from generator.blocks import Block
from generator.compose.markup import guard_value, parse_markup, print_text
from specs.errors import UnknownTemplate


@lru_cache(maxsize=8)
def make_environment(folder: Path) -> SandboxedEnvironment:
    """Templates of a folder, fields that do not exist an error, values guarded from being taken for signs."""
    return SandboxedEnvironment(loader=FileSystemLoader(folder), undefined=StrictUndefined, finalize=guard_value,
                                autoescape=False, lstrip_blocks=True)


def render_blocks(folder: Path, name: str, values: Mapping[str, object]) -> tuple[Block, ...]:
    """The Blocks of a template with these values.

    folder  where `<name>.j2` lies
    raises  UnknownTemplate: no such template, a slip in it (with its line), or a field that does not exist
    """
    return parse_markup(_render(folder, f"{name}.j2", values), f"{name}.j2")


def render_text(folder: Path, name: str, values: Mapping[str, object]) -> str:
    """A template's text in one line, with the marks of print: for what is no part of a paper, such as comments."""
    return print_text("".join(line.strip() for line in _render(folder, f"{name}.j2", values).splitlines()))


def _render(folder: Path, file: str, values: Mapping[str, object]) -> str:
    try:
        return make_environment(folder).get_template(file).render(values)
    except TemplateNotFound as error:
        there = "、".join(sorted(path.stem for path in folder.glob("*.j2"))) or "无"
        raise UnknownTemplate(folder / str(error.name or file), "没有这个模板", f"现有模板：{there}") from error
    except UndefinedError as error:
        inner, line = find_place(error, folder, file)
        raise UnknownTemplate(folder / inner, f"{f'第{line}行' if line else ''}用了不存在的字段（{say_slip(error)}）",
                              "可用字段见 templates/README.md") from error
    except (TemplateError, UnicodeDecodeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        inner, line = find_place(error, folder, file)
        raise UnknownTemplate(folder / inner, f"{f'第{line}行' if line else ''}写法有误（{say_slip(error)}）",
                              "写法见 templates/README.md") from error


_MESSAGES = (
    (re.compile(r"Encountered unknown tag '(?P<what>[^']+)'.*", re.S), "不认识“{what}”，或前面的 if、for 没有写完"),
    (re.compile(r"'?(?:dict|list) object'? has no (?:attribute|element) '?(?P<what>[^']+)'?"), "没有“{what}”这一项"),
    (re.compile(r"'(?P<what>[^']+)' is undefined"), "没有“{what}”"),
    (re.compile(r"(?P<what>unexpected .+|expected .+)", re.S), "这里缺少或多出了符号：{what}"),
)


def say_slip(error: Exception) -> str:
    """What jinja says of a slip, in Chinese where it is a usual one."""
    message = str(getattr(error, "message", None) or error)
    return next((words.format(**found.groupdict()) for pattern, words in _MESSAGES
                 if (found := pattern.fullmatch(message))), message)


def find_place(error: Exception, folder: Path, otherwise: str) -> tuple[str, int | None]:
    """The innermost template and line that an error came from; jinja writes its lines into the traceback."""
    found, trace = (otherwise, getattr(error, "lineno", None)), error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent == folder:
            found = (path.name, trace.tb_lineno)
        trace = trace.tb_next
    return found
