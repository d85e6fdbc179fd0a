"""Returned forms of a folder summed up (报表回收): every file is read or named, nothing is passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from extractor.readers.files import read_source
from extractor.source import BlockKind, SourceText
from generator.county_list import read_name_list
from generator.returns.cells import Cell, Grid, read_workbook
from generator.returns.problems import Problem
from generator.returns.returned import Returned, read_returned
from generator.returns.summary import Summary, sum_returns
from generator.returns.tables import tabulate_summary
from generator.typeset.script import is_traditional, to_simplified
from generator.typeset.xlsx import write_xlsx
from luoshi.outputs import write_files
from specs.errors import LuoshiError, UnreadableFile

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def collect_folder(folder: Path, *, units: Path | None = None, form: Path | None = None, out: Path | None = None,
                   ) -> Summary:
    """The sum of all forms in a folder, the ones below it too.

    units   a list of who has to report
    form    the blank form; None: that of most files
    out     the summary of an earlier run, which is no form
    raises  UnreadableFile: no such folder, nothing in it, or no form among the files; BadProfile: the list is wrong
    """
    if not folder.is_dir():
        raise UnreadableFile(folder, "没有这个文件夹", "请检查路径")
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(("~$", "."))
             and (out is None or path.resolve() != out.resolve())]
    if not paths:
        raise UnreadableFile(folder, "文件夹里没有报表", "请把收到的报表放进来")
    sheets, unread = _read_all(paths, folder)
    code = read_form(form).code if form else ""
    if form and not code:
        raise UnreadableFile(form, "没有校验码，不是下发的报表", "请用 luoshi generate --documents forms 生成的空白表")
    summary = sum_returns(sheets, read_name_list(units) if units else (), unread, code=code)
    if not summary.code:
        raise UnreadableFile(folder, f"{len(paths)} 个文件里没有一份是下发的报表", "请检查文件夹，报表上应有校验码")
    return summary


def _read_all(paths: Sequence[Path], folder: Path) -> tuple[list[Returned], list[Problem]]:
    sheets: list[Returned] = []
    unread: list[Problem] = []
    for path in paths:
        name = str(path.relative_to(folder))
        try:
            sheets.append(read_form(path, name))
        except LuoshiError as error:
            unread.append(Problem(name, "", "", f"没有读：{error.found}"))
    return sheets, unread


def read_form(path: Path, name: str = "") -> Returned:
    """One form that came back: .xlsx cell by cell, any other file that is read as text by its tables.

    raises  UnreadableFile
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableFile(path, "文件打不开", "请检查权限") from error
        return read_returned(read_workbook(data, path.name), name or path.name)
    return read_returned(grid_of(read_source(path)), name or path.name)


def grid_of(source: SourceText) -> Grid:
    """Paragraphs and table rows as cells; plain numbers as numbers."""
    rows = []
    text = fold_text(source)
    number = 0
    for block in source.blocks:
        if block.kind is BlockKind.ROW:
            number += 1
            rows.append(tuple(_cell(f"表格第{number}行第{i}格", text[c.start:c.end])
                              for i, c in enumerate(block.cells, 1)))
        else:
            rows.append((Cell("", text[block.start:block.end]),))
    return tuple(row for row in rows if row)


def fold_text(source: SourceText) -> str:
    """A file's text as it was before it was printed in traditional characters; others as they are."""
    return to_simplified(source.text) if is_traditional(source.text) else source.text


def _cell(place: str, text: str) -> Cell:
    plain = text.strip()
    return Cell(place, float(plain) if _NUMBER.fullmatch(plain) else plain)


def write_summary(summary: Summary, path: Path) -> None:
    """Write the summary as a workbook in one step; raises CannotWrite."""
    write_files(path.parent, {path.name: write_xlsx(tabulate_summary(summary))})
