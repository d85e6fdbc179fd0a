"""Word 97 and WPS files (.doc, .wps) and Rich Text (.rtf): by LibreOffice, else the words alone by olefile."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from extractor.readers.compose import CellText, Paragraph, Piece, Table, compose_source
from extractor.readers.office import convert_file, find_office
from extractor.readers.packages import BadPackage
from extractor.readers.word import read_word
from extractor.source import SourceText
from specs.model import Doubt

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200  # FibBase flags ([MS-DOC] 2.5.2)
_FLAGS, _TEXT_LENGTH, _CLX = 0x0A, 0x4C, 0x01A2  # offsets in the file information block
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_ADVICE = "请安装 LibreOffice，或另存为 .docx 后再试"


def read_old_word(data: bytes, kind: str) -> SourceText:
    """Read a .doc, .wps or .rtf.

    kind    doc or rtf
    raises  BadPackage: encrypted, broken, no Word file; .rtf without LibreOffice
    """
    if kind == "rtf":
        if find_office() is None:
            raise BadPackage("读 .rtf 需要 LibreOffice，没有安装", _ADVICE)
        return replace(read_word(convert_file(data, "rtf", "docx")), reader="rtf")
    words = read_piece_table(data)
    if find_office() is not None:
        return replace(read_word(convert_file(data, "doc", "docx")), reader="doc")
    why = f"没有 LibreOffice，只读出文字：自动编号、文本框、修订状态没有读。{_ADVICE}"
    return compose_source(split_word_text(words), "doc", [Doubt("reader", "", 0, 0, why)])


def find_old_kind(data: bytes) -> str:
    """What an OLE file is: doc or xls.

    raises  BadPackage: neither, encrypted, broken
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            names = {"/".join(s) for s in file.listdir()}
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise BadPackage("不是有效的 Office 文件，或文件已损坏") from error
    if "EncryptedPackage" in names:
        raise BadPackage("Office 文件已加密，需要密码", "请解除密码后再试")
    if "WordDocument" in names:
        return "doc"
    if names & {"Workbook", "Book"}:
        return "xls"
    raise BadPackage("这是 PowerPoint 文件，不是通知" if "PowerPoint Document" in names else "不是 Word 文件",
                     "请检查是否选对了文件")


def read_piece_table(data: bytes) -> str:
    """The main text of a Word 97–2003 file by its piece table, control characters included.

    raises  BadPackage: no Word file, encrypted, broken
    source  [MS-DOC] 2.4.1 Retrieving Text, 2.9.38 Clx, 2.9.177 PlcPcd
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            document = file.openstream("WordDocument").read()
            flags = struct.unpack_from("<H", document, _FLAGS)[0]
            if flags & _ENCRYPTED:
                raise BadPackage("Word 文件已加密，需要密码", "请解除密码后再试")
            table = file.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        length = struct.unpack_from("<I", document, _TEXT_LENGTH)[0]
        start, size = struct.unpack_from("<II", document, _CLX)
        return "".join(_read_pieces(document, table[start:start + size]))[:length]
    except (OSError, struct.error, IndexError, ValueError) as error:
        if isinstance(error, BadPackage):
            raise
        raise BadPackage("不是有效的 Word 文件，或文件已损坏") from error


def _read_pieces(document: bytes, clx: bytes) -> Iterator[str]:
    """The text of each piece: UTF-16, or one byte a character where bit 30 of its offset is set."""
    at = 0
    while clx[at] == 1:  # properties of fast-saved text
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5:at + 5 + size]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    for i in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * i + 2)[0]
        length = ends[i + 1] - ends[i]
        if place & 0x40000000:
            first = (place & 0x3FFFFFFF) // 2
            yield document[first:first + length].decode("cp1252", "replace")
        else:
            yield document[place:place + 2 * length].decode("utf-16-le", "replace")


def split_word_text(words: str) -> list[Piece]:
    """Paragraphs and tables out of Word's text: \\r ends a paragraph, \\x07 a cell, an empty cell's mark the row."""
    while True:  # fields stand in fields: the innermost first; what they show stays, their code goes
        plain = _FIELD.sub(lambda m: m[1] or "", words)
        if plain == words:
            break
        words = plain
    words = re.sub("[\x01\x02\x05\x08\x13-\x15\x1f]", "", words).replace("\x1e", "-")
    pieces: list[Piece] = []
    rows: list[tuple[CellText, ...]] = []
    for run in re.split(r"(?<=\x07\x07)|(?<=\r)(?![^\r\x07]*\x07)", words):
        if run.endswith("\x07\x07"):
            before, cells = _first_cell(run[:-2])
            if before:
                pieces += [*([Table(tuple(rows))] if rows else []), *map(Paragraph, before)]
                rows = []
            rows.append(tuple(CellText(c.replace("\r", "\n")) for c in cells))
            continue
        if rows and run.strip():
            pieces.append(Table(tuple(rows)))
            rows = []
        pieces += [Paragraph(p) for p in re.split("[\r\x07]", run) if p.strip()]
    return [*pieces, Table(tuple(rows))] if rows else pieces


def _first_cell(run: str) -> tuple[list[str], list[str]]:
    """The paragraphs before a table that were not parted from its first cell, and the cells of the row."""
    cells = run.split("\x07")
    *before, first = cells[0].split("\r")
    return [b for b in before if b.strip()], [first, *cells[1:]]
