"""Lists that an office keeps (名单): counties, addressees, enterprises; .xlsx, .csv or .txt, names in one column."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from specs.errors import BadProfile

_CURE = "第一行写“县区”或“代码”，以下每行一个"
_NAMES_CURE = "第一行写“单位”，以下每行一个"
_ROWS_CURE = "第一行写各栏名称，其中一栏是“企业名称”，以下每行一个企业"
_SHARES_CURE = "第一行写“县区”和“权重”（或各指标的名称），以下每行一个县区"
_COUNTIES = ("代码", "区划代码", "行政区划代码", "code", "县区", "县（区）", "县(区)",
             "区县", "县市区", "名称", "县区名称", "区县名称", "name", "county")
_BODIES = ("主送", "主送机关", "主送单位", "单位", "单位名称", "机关", "机构", "未报送单位", "名称", "name")
ENTERPRISE = "企业名称"
_ENTERPRISES = (ENTERPRISE, "企业", "单位名称", "用人单位", "用人单位名称", "单位", "名称", "name")
_KINDS = (".xlsx", ".csv", ".txt")


def read_county_list(path: Path) -> tuple[str, ...]:
    """Names or codes of a list, in its order, each once; a column of codes goes before one of names.

    raises  BadProfile: no such file, none that we read, or no county in it
    """
    found = _pick_column(_read_rows(path, "--county-list", _CURE), _COUNTIES)
    if not found:
        raise BadProfile(path, "名单里没有县区", _CURE)
    return found


def read_name_list(path: Path) -> tuple[str, ...]:
    """The bodies of a list of addressees (主送名单), in its order, each once; raises BadProfile."""
    found = _pick_column(_read_rows(path, "--addressees", _NAMES_CURE), _BODIES)
    if not found:
        raise BadProfile(path, "名单里没有单位", _NAMES_CURE)
    return found


def read_enterprises(path: Path) -> tuple[Mapping[str, str], ...]:
    """A row an enterprise (企业名单): its cells by the heads of their columns, its name as 企业名称.

    raises  BadProfile: no such file, none that we read, no column of names, a name missing, or no enterprise in it
    """
    rows = _read_rows(path, "--enterprises", _ROWS_CURE)
    heads = [re.sub(r"\s", "", cell) for cell in rows[0]] if rows else []
    named = next((name for name in _ENTERPRISES if name in heads), "")
    if not named:
        raise BadProfile(path, f"没有“{ENTERPRISE}”一栏", _ROWS_CURE)
    made = []
    for number, row in enumerate(rows[1:], 2):
        cells = {head: row[i] if i < len(row) else "" for i, head in enumerate(heads) if head}
        if not cells[named]:
            raise BadProfile(path, f"第 {number} 行没有企业名称", "请补上名称或删去这一行")
        made.append({ENTERPRISE: cells.pop(named), **cells})
    if not made:
        raise BadProfile(path, "名单里没有企业", _ROWS_CURE)
    return tuple(made)


def read_weights(path: Path) -> Mapping[str, Mapping[str, float]]:
    """Weights of a table of shares (分解权重): by the heads of their columns, then by county.

    raises  BadProfile: no such file, none that we read, no column of counties or weights, or a cell that is no number
    """
    rows = _read_rows(path, "--shares", _SHARES_CURE)
    heads = [re.sub(r"\s", "", cell) for cell in rows[0]] if rows else []
    named = next((name for name in _COUNTIES if name in [head.lower() for head in heads]), "")
    columns = [i for i, head in enumerate(heads) if head and head.lower() not in _COUNTIES]
    if not named or not columns:
        raise BadProfile(path, "没有县区或权重的栏", _SHARES_CURE)
    at = [head.lower() for head in heads].index(named)
    made: dict[str, dict[str, float]] = {heads[i]: {} for i in columns}
    for number, row in enumerate(rows[1:], 2):
        county = row[at] if at < len(row) else ""
        if not county or county in ("合计", "总计"):
            continue
        for i in columns:
            cell = row[i] if i < len(row) else ""
            try:
                weight = float(cell)
            except ValueError as error:
                raise BadProfile(path, f"第 {number} 行的“{cell}”不是数", "没有份额的写 0") from error
            if county in made[heads[i]] or weight < 0 or weight != weight:
                raise BadProfile(path, f"第 {number} 行“{county}”重复，或权重小于 0", "请改正后重试")
            made[heads[i]][county] = weight
    if any(not sum(column.values()) for column in made.values()):
        raise BadProfile(path, "有一栏权重全是 0", "请改正后重试")
    return made


def _read_rows(path: Path, option: str, cure: str) -> list[list[str]]:
    """The rows of a list that are not empty, cells without blanks at their ends."""
    if not path.is_file():
        raise BadProfile(path, "没有这个文件", f"请检查 {option} 的路径")
    suffix = path.suffix.lower()
    if suffix not in _KINDS:
        raise BadProfile(path, "名单应是 .xlsx、.csv 或 .txt", cure)
    if suffix == ".xlsx":
        rows = _read_xlsx(path)
    elif suffix == ".csv":
        rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(_read_text(path)))]
    else:
        rows = [[line.strip()] for line in _read_text(path).splitlines()]
    return [row for row in rows if any(row)]


def _pick_column(rows: list[list[str]], names: tuple[str, ...]) -> tuple[str, ...]:
    """The column under the first of these heads that the list has; the first column where it has none."""
    heads = [re.sub(r"\s", "", cell).lower() for cell in rows[0]] if rows else []
    head = next((name for name in names if name in heads), None)
    at = heads.index(head) if head else 0
    cells = (row[at] if at < len(row) else "" for row in (rows[1:] if head else rows))
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def _read_text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadProfile(path, "文字编码读不出来", f"请另存为 UTF-8 的 {path.suffix.lower()}")


def _read_xlsx(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook  # heavy to load, and few runs have a list
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise BadProfile(path, "不是能打开的 .xlsx 文件", "请用 Excel 或 WPS 另存一次") from error
    rows = [[_print_cell(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def _print_cell(cell: object) -> str:
    """A cell as a person reads it: 12.0 is 12, a day has no midnight behind it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removesuffix(" 00:00:00")
