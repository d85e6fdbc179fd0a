"""`luoshi extract` (提取)."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from rich.console import Console

from extractor.pipeline import Extraction, extract_file
from luoshi.cli.results import DONE, FINDINGS, NOTHING, write_text
from luoshi.cli.screen import make_progress, message_console
from luoshi.cli.tables import print_spec_tables
from luoshi.outputs import write_files
from specs.codec import print_spec
from specs.errors import CannotWrite, LuoshiError
from specs.model import Spec

PAPER_WIDTH = 120


_SUFFIXES = {"json": ".json", "table": ".txt", "html": ".html", "explain": ".txt"}


def extract_files(files: Sequence[Path], form: str, *, out: Path | None, fact: str = "") -> int:
    """Read notices: one to the screen, or each to a file of its own under `out`.

    form    json, table, html or explain
    fact    which fact is explained; "" for all
    raises  CannotWrite: several files and no folder for them; UnknownFact: no such fact
    """
    if out is not None:
        return _extract_many(files, form, out, fact)
    if len(files) > 1:
        raise CannotWrite(f"{len(files)} 份文件", "屏幕上只显示一份", "请加 --out 文件夹")
    made = extract_file(files[0])
    if form == "table":
        print_spec_tables(Console(), made.spec)
    else:
        write_text(_print(made, form, fact))
    return DONE


def _print(made: Extraction, form: str, fact: str) -> str:
    """The result of one notice as text."""
    if form == "json":
        return print_spec(made.spec)
    if form == "table":
        return _paper(made.spec)
    from luoshi.cli.explaining import explain_facts, make_page  # the page's templates are slow to load

    return make_page(made) if form == "html" else explain_facts(made, fact)


def _extract_many(files: Sequence[Path], form: str, out: Path, fact: str) -> int:
    """One result file a notice; a notice that cannot be read is named at the end and stops nothing."""
    failed: list[tuple[Path, str]] = []
    names = _result_names(files, _SUFFIXES[form])
    with make_progress() as progress:
        for path, name in zip(progress.track(files, description="提取"), names, strict=True):
            try:
                text = _print(extract_file(path), form, fact)
            except LuoshiError as error:
                failed.append((path, str(error)))
            except Exception as error:  # a slip on one notice must not cost the others
                failed.append((path, f"程序出错：{path}——{type(error).__name__}: {error}"))
            else:
                write_files(out, {name: text.encode("utf-8")})
    console = message_console()
    for _, message in failed:
        console.print(message, style="red", markup=False)
    done = len(files) - len(failed)
    tail = f"，失败 {len(failed)} 份" if failed else ""
    console.print(f"提取 {done} 份{tail}，结果在 {out}", markup=False)
    return NOTHING if not done else FINDINGS if failed else DONE


def _result_names(files: Sequence[Path], suffix: str) -> list[str]:
    """A file name for each result: the notice's own, with its ending or a count where names would meet."""
    names: list[str] = []
    for path in files:
        name = path.stem + suffix
        if name in names:
            name = path.name + suffix
        count = 2
        while name in names:
            name, count = f"{path.name}-{count}{suffix}", count + 1
        names.append(name)
    return names


def _paper(spec: Spec) -> str:
    """The tables as plain text."""
    page = StringIO()
    print_spec_tables(Console(file=page, width=PAPER_WIDTH), spec)
    return page.getvalue()
