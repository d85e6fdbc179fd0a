"""A notice's file as source text (读入文件): the one door to all readers."""

from __future__ import annotations

from pathlib import Path

from extractor.readers.formats import ENDINGS, KNOWN
from extractor.readers.limits import Limits, load_limits
from extractor.readers.workers import read_in_worker
from extractor.source import SourceText
from specs.errors import UnreadableFile

LARGEST_FILE = 256 << 20


def read_source(path: Path, limits: Limits | None = None) -> SourceText:
    """Read a notice's file.

    path     a file in any of the formats of docs/reading.md
    limits   what reading it may cost; the environment's where None
    returns  its text, not empty
    raises   UnreadableFile: no such file, a folder, empty, broken, unsafe, encrypted, without text, of an unknown
             format, or beyond its limits
    """
    _check_file(path)
    head = _read_head(path)
    suffix = path.suffix.lower()
    if suffix not in ENDINGS and not head.startswith((b"PK", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableFile(path, f"不认识的文件格式“{path.suffix}”", KNOWN)
    source = read_in_worker(path, limits or load_limits())
    if not source.blocks:
        raise UnreadableFile(path, "文件里没有文字", "请检查是否选对了文件")
    return source


def _check_file(path: Path) -> None:
    """Raise UnreadableFile where a file is not there, is none, or is too large."""
    try:
        if path.is_dir():
            raise UnreadableFile(path, "这是一个文件夹", "请给出文件夹里的文件")
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableFile(path, "没有这个文件", "请检查路径") from error
    except OSError as error:
        raise UnreadableFile(path, f"打不开（{error.strerror}）", "请检查权限") from error
    if not path.is_file():
        raise UnreadableFile(path, "不是普通文件", "请给出通知文件")
    if size > LARGEST_FILE:
        raise UnreadableFile(path, f"文件超过 {LARGEST_FILE >> 20} MB", "请拆分或压缩后再试")
    if not size:
        raise UnreadableFile(path, "文件是空的", "请检查是否选对了文件")


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(2048)
    except OSError as error:
        raise UnreadableFile(path, f"打不开（{error.strerror}）", "请检查权限") from error
