"""Templates rendered (套用模板): wording from a folder of .j2 files, values from a plan, Blocks out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from generator.blocks import Block
from generator.compose.markup import guard_value, parse_markup, print_text
from specs.errors import UnknownTemplate


@lru_cache(maxsize=8)
def _environment(folder: Path) -> SandboxedEnvironment:
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
        return _environment(folder).get_template(file).render(values)
    except TemplateNotFound as error:
        there = "、".join(sorted(path.stem for path in folder.glob("*.j2"))) or "无"
        raise UnknownTemplate(folder / str(error.name or file), "没有这个模板", f"现有模板：{there}") from error
    except UndefinedError as error:
        raise UnknownTemplate(folder / file, f"用了不存在的字段（{error.message}）",
                              "可用字段见 templates/README.md") from error
    except (TemplateError, UnicodeDecodeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        line = getattr(error, "lineno", None)
        raise UnknownTemplate(folder / file, f"{f'第{line}行' if line else ''}写法有误（{error}）",
                              "写法见 templates/README.md") from error
