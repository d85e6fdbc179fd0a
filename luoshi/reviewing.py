"""A spec looked over by a person (审阅): its sheet written, a corrected sheet taken over, the source found for both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from luoshi.loading import load_spec
from luoshi.outputs import write_files
from review.applying import apply_sheet
from review.sheet import ReviewSheet, read_sheet
from review.workbook import write_workbook
from specs.codec import print_spec
from specs.errors import BadSheet, CannotWrite, UnreadableFile
from specs.handles import list_facts
from specs.model import Spec, Task


def load_with_source(path: Path, asked: Path | None, beside: Iterable[Path] = ()) -> tuple[Spec, str | None]:
    """A spec and its source text; None where no notice file is found that the spec's quotes stand in.

    path    a notice, or a spec as JSON, whose notice is looked for by its name: where `asked` says, else beside the
            spec, in the folder where the command runs, and in the folders `beside`
    raises  UnreadableFile: the notice that was asked for cannot be read, or is another one
    """
    if path.suffix.lower() != ".json":
        from extractor.pipeline import extract_file  # heavy to load, and a spec may need none of it

        made = extract_file(path)
        return made.spec, made.source.text
    spec = load_spec(path)
    if asked is not None:
        return spec, read_checked(spec, asked)
    name = spec.origin.file if spec.origin else ""
    for folder in (path.parent, Path.cwd(), *beside):
        if name and (folder / name).is_file():
            text = _read(folder / name)
            if holds_quotes(spec, text):
                return spec, text
    return spec, None


def read_checked(spec: Spec, path: Path) -> str:
    """The source text of a spec's notice; raises UnreadableFile where the spec's quotes do not stand in it."""
    text = _read(path)
    if not holds_quotes(spec, text):
        raise UnreadableFile(path, "规格里的原文不在这份通知里", "请用 --source 指明出规格的那份通知")
    return text


def _read(path: Path) -> str:
    from extractor.readers.files import read_source

    return read_source(path).text


def holds_quotes(spec: Spec, source: str) -> bool:
    """Whether a text is the source of a spec: every quote stands in it at its place."""
    # Words that an amending paper gave stand in that one.
    quotes = [(f.start, f.end, f.quote) for _, _, f in list_facts(spec) if not isinstance(f, Task) and not f.paper]
    quotes += [(d.start, d.end, d.quote) for d in spec.doubts]
    ends = [t.end for t in spec.tasks if not t.paper]
    return all(source[a:b] == words for a, b, words in quotes) and max(ends, default=0) <= len(source)


def write_review(spec: Spec, source: str | None, path: Path) -> None:
    """Write the review sheet of a spec.

    raises  CannotWrite: a sheet that somebody has worked in stands there
    """
    data = write_workbook(spec, source)
    if path.exists() and path.read_bytes() != data:
        raise CannotWrite(path, "已经有这个文件，里面可能有人填过", "请换一个文件名，或先移走它")
    _put(path, data)


def open_review(path: Path) -> ReviewSheet:
    """The review sheet of a file; raises BadSheet."""
    try:
        return read_sheet(path.read_bytes(), path.name)
    except FileNotFoundError as error:
        raise BadSheet(path, "没有这个文件", "请检查 --apply 的路径") from error
    except OSError as error:
        raise BadSheet(path, "打不开", "请关闭正在使用它的程序，再试一次") from error


def take_over(spec: Spec, source: str | None, sheet: ReviewSheet, *, by: str, on: str, why: str = "") -> Spec:
    """The spec as corrected in a sheet; the source that went along with the sheet serves where none is at hand."""
    text = source
    if text is None and sheet.source is not None and holds_quotes(spec, sheet.source):
        text = sheet.source
    return apply_sheet(spec, sheet, text, by=by, on=on, why=why)


def write_spec(spec: Spec, path: Path) -> None:
    """Write a spec as JSON, whole or not at all."""
    _put(path, print_spec(spec).encode("utf-8"))


def _put(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise CannotWrite(path, "这是文件夹", "请写文件名")
    write_files(path.parent, {path.name: data})
