"""Pages for the screen (网页): a template of HTML with its values, everything escaped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from specs.errors import UnknownTemplate


def render_page(templates: Path, name: str, values: Mapping[str, object]) -> str:
    """One page that needs nothing but itself.

    raises  UnknownTemplate: the template is missing or has a slip
    """
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        where = f"{name} 第{getattr(error, 'lineno', 0) or 1}行"
        raise UnknownTemplate(where, error.message or "模板无法读取", "请改正模板，或用随程序安装的模板") from error
