"""The formats that are read (文件格式) and the reader of each: by content first, by ending second."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.readers.packages import BadPackage, open_package
from extractor.source import SourceText

Tell = Callable[[int], None]

ENDINGS = {
    ".txt": "txt", ".text": "txt", ".html": "html", ".htm": "html", ".shtml": "html", ".mht": "mht",
    ".mhtml": "mht",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "doc", ".dot": "doc", ".wps": "doc", ".wpt": "doc",
    ".rtf": "rtf", ".pdf": "pdf", ".ofd": "ofd", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".et": "xls",
    ".zip": "zip",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image",
}
KNOWN = "支持 .txt .html .mht .docx .doc .wps .rtf .pdf .ofd .xlsx .xls .zip 和扫描图片 .png .jpg .tiff"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_REFUSED = ((b"Rar!", "RAR 压缩"), (b"7z\xbc\xaf\x27\x1c", "7z 压缩"), (b"\x1f\x8b", "gzip 压缩"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I)


_HEADERS = re.compile(rb"(?:[\w\-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,20}")
_ARCHIVED = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_WORD_XML = re.compile(rb"<(?:\w+:)?wordDocument\b|<pkg:package\b")


def find_format(data: bytes, suffix: str) -> str | None:
    """What a file is, by its first bytes, or by its ending where the bytes are plain text.

    data     at least the first kilobytes; of a zip or an OLE file (Word 97, Excel 97), the whole
    suffix   the ending with its dot, lower case
    returns  a key of the readers, None where unknown
    raises   BadPackage: broken, unsafe, encrypted, or of a kind that is not read
    """
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    named = ENDINGS.get(suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _find_package(data, named)
    if data.startswith(_OLE):
        from extractor.readers.old_word import find_old_kind

        return find_old_kind(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES[:4]) or (data.startswith(_PICTURES[4]) and named == "image"):
        return "image"
    if _HEADERS.match(head) and _ARCHIVED.search(head):
        return "mht"
    if _PAGE.match(head) or (head.startswith(b"<?xml") and _PAGE.search(head)):
        return "html"
    for magic, what in _REFUSED:
        if data.startswith(magic):
            raise BadPackage(f"这是 {what} 文件", "请解压后再试")
    if named in ("doc", "xls") and _PAGE.search(head):
        return "html"  # some office systems write a page and call it .doc or .xls
    if _WORD_XML.search(head):
        raise BadPackage("这是 XML 格式的 Word 文件", "请用 Word 或 WPS 另存为 .docx 后再试")
    if named in ("docx", "doc", "xlsx", "xls", "ofd", "zip", "pdf", "image", "rtf"):
        raise BadPackage(f"文件已损坏，不是有效的 {suffix} 文件")
    return named


def _find_package(data: bytes, named: str | None) -> str:
    """Which kind of zip: Word, Excel, OFD, or an archive of attachments."""
    names = set(open_package(data).namelist())
    if any(n == "word/document.xml" or n.startswith("word/document") for n in names):
        return "docx"
    if any(n.startswith("xl/workbook") for n in names):
        return "xlsx"
    if any(n.rsplit("/", 1)[-1] == "OFD.xml" for n in names):
        return "ofd"
    if "mimetype" in names and "content.xml" in names:
        raise BadPackage("这是 OpenDocument 文件（.odt、.ods）", "请另存为 .docx 或 .xlsx 后再试")
    if "ppt/presentation.xml" in names:
        raise BadPackage("这是 PowerPoint 文件，不是通知", "请检查是否选对了文件")
    return named if named in ("docx", "xlsx", "ofd") else "zip"


def read_bytes(data: bytes, suffix: str, tell_pages: Tell, *, depth: int = 0) -> SourceText:
    """Read a file of any format.

    data        the whole file
    suffix      its ending, lower case
    tell_pages  called with the number of pages that must be recognised, before that begins
    depth       how many archives it lies in
    raises      BadPackage: unknown, broken, unsafe, encrypted, without text
    """
    kind = find_format(data, suffix)
    if kind is None:
        raise BadPackage(f"不认识的文件格式“{suffix}”", KNOWN)
    if kind == "txt":
        from extractor.readers.plain import read_plain

        return read_plain(data)
    if kind in ("html", "mht"):
        from extractor.readers.web import read_archived, read_web

        return read_web(data) if kind == "html" else read_archived(data)
    if kind == "docx":
        from extractor.readers.word import read_word

        return read_word(data)
    if kind == "xls":
        from extractor.readers.sheets import read_old_sheets

        return read_old_sheets(data)
    if kind in ("doc", "rtf"):
        from extractor.readers.old_word import read_old_word

        return read_old_word(data, kind)
    if kind == "pdf":
        from extractor.readers.pdf import read_pdf

        return read_pdf(data, tell_pages)
    if kind == "image":
        from extractor.readers.scans import read_pictures

        return read_pictures(data, tell_pages)
    return _read_package(kind, data, tell_pages, depth)


def _read_package(kind: str, data: bytes, tell_pages: Tell, depth: int) -> SourceText:
    if kind == "ofd":
        from extractor.readers.ofd import read_ofd

        return read_ofd(data)
    if kind == "xlsx":
        from extractor.readers.sheets import read_sheets

        return read_sheets(data)
    from extractor.readers.archives import read_archive

    return read_archive(data, lambda member, suffix, deep: read_bytes(member, suffix, tell_pages, depth=deep), depth)
