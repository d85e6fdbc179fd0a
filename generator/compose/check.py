"""All templates of a folder looked through at once (模板检查): file, line and what is wrong, before a run meets it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, meta, nodes

from generator.compose.markup import SIGNS, parse_markup
from generator.compose.office_docx import fill_docx, list_fields
from generator.compose.render import find_place, make_environment, say_slip
from specs.errors import UnknownTemplate

# The page of review is HTML with values of its own.
_OTHERS = ("page",)
_SIGN = re.compile(r"^\s*@(?P<name>[一-鿿]*)")
_SLIPS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong in a template (模板问题); line None where only the whole can be named."""

    file: str
    line: int | None
    what: str


Sample = tuple[str, Mapping[str, object]]


def check_templates(folder: Path, samples: Sequence[Sample]) -> tuple[int, tuple[Slip, ...]]:
    """How many templates a folder has, and everything that is wrong in them, by file and line.

    samples  templates by name, each with values as a run would give it; a template may stand there several times
    returns  slips of writing, fields that do not exist (in every branch), signs that are none, templates that are
             missing, and what only a rendering shows: fields of rows, tables that do not fit
    """
    files = sorted(path for path in folder.glob("*") if path.suffix in (".j2", ".docx") and path.stem not in _OTHERS)
    known = {name: frozenset().union(*(values for other, values in samples if other == name)) for name, _ in samples}
    reached = _reach(folder, known)
    everything = frozenset().union(*known.values())
    slips: list[Slip] = []
    for path in files:
        fields = known.get(path.stem, everything)
        if path.suffix == ".docx":
            slips += _check_docx(path, fields, samples)
        else:
            slips += _check_text(path, fields if path.stem in reached else None)
    bad = {slip.file for slip in slips}
    there = {path.stem for path in files}
    for name in known:
        if name not in there:
            slips.append(Slip(f"{name}.j2", None, "没有这个模板"))
        elif f"{name}.j2" not in bad and (folder / f"{name}.j2").is_file():
            slips += _check_rendered(folder, name, [values for other, values in samples if other == name])
    return len(files), tuple(dict.fromkeys(sorted(slips, key=lambda slip: (slip.file, slip.line or 0))))


def _reach(folder: Path, names: Iterable[str]) -> frozenset[str]:
    """The templates that have samples, and what these include."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        path = folder / f"{name}.j2"
        if name in found or not path.is_file():
            continue
        found.add(name)
        try:
            tree = make_environment(folder).parse(path.read_text("utf-8-sig"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            continue  # told of by _check_text
        left += (inner.removesuffix(".j2") for inner in meta.find_referenced_templates(tree) if inner)
    return frozenset(found)


def _check_text(path: Path, fields: frozenset[str] | None) -> Iterator[Slip]:
    """What can be told without values: writing; names of fields and signs where it is a paper's (fields not None)."""
    try:
        text = path.read_text("utf-8-sig")
        tree = make_environment(path.parent).parse(text)
    except UnicodeDecodeError:
        yield Slip(path.name, None, "不是 UTF-8 文本")
        return
    except TemplateSyntaxError as error:
        yield Slip(path.name, error.lineno, f"写法有误（{say_slip(error)}）")
        return
    if fields is None:
        return
    strange = meta.find_undeclared_variables(tree) - fields - _set_outside(tree)
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in strange:
            yield Slip(path.name, name.lineno, f"没有“{name.name}”这个字段")
    for number, line in enumerate(text.splitlines(), 1):
        found = _SIGN.match(line)
        if found and found["name"] not in SIGNS:
            yield Slip(path.name, number, f"不认识“@{found['name']}”")


def _set_outside(tree: nodes.Template) -> frozenset[str]:
    """Names that a `{% set %}` or a loop of the file itself gives."""
    return frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")


def _check_rendered(folder: Path, name: str, samples: Iterable[Mapping[str, object]]) -> Iterator[Slip]:
    """What only values show: fields of rows, sums, tables; the first slip of each sample."""
    environment = make_environment(folder)
    for values in samples:
        try:
            parse_markup(environment.get_template(f"{name}.j2").render(values), f"{name}.j2")
        except UndefinedError as error:
            file, line = find_place(error, folder, f"{name}.j2")
            yield Slip(file, line, f"没有这个字段（{say_slip(error)}）")
        except UnknownTemplate as error:
            yield Slip(f"{name}.j2", None, f"{error.found}（填好以后的{error.where.removeprefix(f'{name}.j2 ')}）")
        except _SLIPS as error:
            file, line = find_place(error, folder, f"{name}.j2")
            yield Slip(file, line, f"写法有误（{say_slip(error)}）")


def _check_docx(path: Path, fields: frozenset[str], samples: Iterable[Sample]) -> Iterator[Slip]:
    try:
        strange = sorted(list_fields(path) - fields)
        for name in strange:
            yield Slip(path.name, None, f"没有“{name}”这个字段")
        for values in () if strange else (values for name, values in samples if name == path.stem):
            fill_docx(path, values)
    except UnknownTemplate as error:
        yield Slip(path.name, None, f"{error.found}。{error.cure}")
