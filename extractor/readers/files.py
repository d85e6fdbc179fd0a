"""A notice's file as source text (读入文件): the reader by content first, by ending second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.readers.packages import BadPackage
from extractor.readers.plain import read_plain
from extractor.source import SourceText
from specs.errors import UnreadableFile

LARGEST_FILE = 256 << 20
_KNOWN = "支持 .txt .html .docx .pdf"


def read_source(path: Path) -> SourceText:
    """Read a notice's file.

    path     a file in any of the formats of docs/reading.md
    returns  its text, not empty
    raises   UnreadableFile: no such file, a folder, empty, broken, encrypted, without text, of an unknown format
    """
    data = _read_bytes(path)
    kind = find_format(data, path.suffix.lower())
    if kind is None:
        raise UnreadableFile(path, f"不认识的文件格式“{path.suffix}”", _KNOWN)
    try:
        source = _reader(kind)(data)
    except BadPackage as error:
        raise UnreadableFile(path, str(error), "请用能打开它的程序另存一份，再试一次") from error
    if not source.blocks:
        raise UnreadableFile(path, "文件里没有文字", "请检查是否选对了文件")
    return source


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(path, "这是一个文件夹", "请给出文件夹里的文件")
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(path, f"文件超过 {LARGEST_FILE >> 20} MB", "请拆分或压缩后再试")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path, "没有这个文件", "请检查路径") from error
    except OSError as error:
        raise UnreadableFile(path, f"打不开（{error.strerror}）", "请检查权限") from error
    if not data:
        raise UnreadableFile(path, "文件是空的", "请检查是否选对了文件")
    return data


def find_format(data: bytes, suffix: str) -> str | None:
    """What a file is by its first bytes, or by its ending where the bytes are plain text; None where unknown."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024] and suffix == ".pdf":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith((b"<!doctype html", b"<html")) or suffix in (".html", ".htm", ".shtml"):
        return "html"
    return {".txt": "txt", ".text": "txt", ".docx": "docx", ".pdf": "pdf"}.get(suffix)


def _reader(kind: str) -> Callable[[bytes], SourceText]:
    """The reader of a format; its packages are loaded when a file needs them."""
    if kind == "txt":
        return read_plain
    if kind == "html":
        from extractor.readers.web import read_web

        return read_web
    if kind == "docx":
        from extractor.readers.word import read_word

        return read_word
    from extractor.readers.pdf import read_pdf

    return read_pdf
