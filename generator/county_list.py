"""A list of counties that an office keeps (县区名单): .xlsx or .csv, names or codes in one column."""

from __future__ import annotations

import csv
import re
import zipfile
from io import StringIO
from pathlib import Path

from specs.errors import BadProfile

_CURE = "第一行写“县区”或“代码”，以下每行一个"
_HEADS = ("代码", "区划代码", "行政区划代码", "code", "县区", "县（区）", "县(区)",
          "区县", "县市区", "名称", "县区名称", "区县名称", "name", "county")


def read_county_list(path: Path) -> tuple[str, ...]:
    """Names or codes of a list, in its order, each once; a column of codes goes before one of names.

    raises  BadProfile: no such file, none that we read, or no county in it
    """
    if not path.is_file():
        raise BadProfile(path, "没有这个文件", "请检查 --county-list 的路径")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise BadProfile(path, "名单应是 .xlsx 或 .csv", _CURE)
    rows = _read_xlsx(path) if path.suffix.lower() == ".xlsx" else _read_csv(path)
    rows = [row for row in rows if any(row)]
    found = tuple(dict.fromkeys(value for value in _pick_column(rows) if value))
    if not found:
        raise BadProfile(path, "名单里没有县区", _CURE)
    return found


def _pick_column(rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    heads = [re.sub(r"\s", "", cell).lower() for cell in rows[0]]
    for name in _HEADS:
        if name in heads:
            return [row[heads.index(name)] if heads.index(name) < len(row) else "" for row in rows[1:]]
    return [row[0] for row in rows]


def _read_csv(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [[cell.strip() for cell in row] for row in csv.reader(StringIO(text))]
    raise BadProfile(path, "文字编码读不出来", "请另存为 UTF-8 的 .csv")


def _read_xlsx(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook  # heavy to load, and few runs have a list
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise BadProfile(path, "不是能打开的 .xlsx 文件", "请用 Excel 或 WPS 另存一次") from error
    rows = [["" if cell is None else str(cell).strip() for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows
