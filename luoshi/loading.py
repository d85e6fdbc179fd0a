"""A notice or a kept reading of one, as a spec (读入): what every verb that takes FILE|SPEC begins with."""

from __future__ import annotations

from pathlib import Path

from specs.codec import parse_spec
from specs.errors import UnreadableFile
from specs.model import Spec


def load_spec(path: Path) -> Spec:
    """The spec that a notice or a `luoshi-spec/1` JSON file says.

    raises  UnreadableFile: no such file, or no text in it; NotASpec: JSON of another form
    """
    if path.suffix.lower() != ".json":
        from extractor.pipeline import extract_file  # heavy to load, and a spec needs none of it

        return extract_file(path).spec
    try:
        return parse_spec(path.read_text("utf-8-sig"), path.name)
    except FileNotFoundError as error:
        raise UnreadableFile(path, "没有这个文件", "请检查路径") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(path, "打不开或不是 UTF-8 文本", "请检查文件") from error
