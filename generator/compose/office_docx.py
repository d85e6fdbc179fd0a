"""An office's own .docx with {{ }} in it (自备 Word 模板), filled with what templates name; docxtpl, an extra."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from generator.compose.markup import clean_value
from generator.compose.render import say_slip
from gongwen.characters import print_full_width
from specs.errors import UnknownTemplate
from specs.packing import pack_archive

_CURE = "可用字段见 templates/README.md"
_SLIPS = (TemplateError, ValueError, TypeError, KeyError, ArithmeticError, LookupError, OSError)


def find_own_docx(templates: Path, name: str) -> Path | None:
    """The office's own .docx for a template: `plan.docx` beside or instead of `plan.j2`; None: it has none."""
    path = templates / f"{name}.docx"
    return path if path.is_file() else None


def fill_docx(path: Path, values: Mapping[str, object]) -> bytes:
    """The office's .docx with its {{ }} filled; the same values give the same bytes.

    raises  UnknownTemplate: the extra is not installed, the file is none, or it has a slip or a field that is none
    """
    template = _open(path)
    try:
        template.render(_print_all(values), _environment(), autoescape=True)
        out = io.BytesIO()
        template.save(out)
    except UndefinedError as error:
        raise UnknownTemplate(path, f"用了不存在的字段（{say_slip(error)}）", _CURE) from error
    except _SLIPS as error:
        raise UnknownTemplate(path, f"写法有误（{say_slip(error)}）", "写法见 templates/README.md") from error
    with zipfile.ZipFile(out) as made:
        return pack_archive((name, made.read(name)) for name in made.namelist())


def list_fields(path: Path) -> frozenset[str]:
    """The names of values that an office's .docx asks for; raises UnknownTemplate."""
    try:
        return frozenset(_open(path).get_undeclared_template_variables(_environment()))
    except _SLIPS as error:
        raise UnknownTemplate(path, f"写法有误（{say_slip(error)}）", "写法见 templates/README.md") from error


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _open(path: Path) -> Any:
    try:
        from docxtpl import DocxTemplate  # an extra, and heavy to load
    except ImportError as error:
        raise UnknownTemplate(path, "自备的 Word 模板需要 office 组件，没有安装",
                              "请安装：pip install 'luoshi[office]'，或改用 .j2 模板") from error
    if not _is_word(path):
        raise UnknownTemplate(path, "不是能打开的 .docx 文件", "请用 Word 或 WPS 另存一次")
    return DocxTemplate(str(path))


def _is_word(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return {"word/document.xml", "[Content_Types].xml"} <= set(archive.namelist())


def _print_all(value: Any) -> Any:
    """Values as documents print them: full-width marks, no control character."""
    if isinstance(value, str):
        return print_full_width(clean_value(value))
    if isinstance(value, Mapping):
        return {key: _print_all(inner) for key, inner in value.items()}
    return [_print_all(inner) for inner in value] if isinstance(value, list) else value
