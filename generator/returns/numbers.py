"""A number out of what was entered (填报数): 12, “12家”, “１２”, 十二; and what is odd about it."""

from __future__ import annotations

import re
import unicodedata

from generator.returns.cells import Cell
from gongwen.numerals import parse_integer

_PLAIN = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>[^\d.,]*)")
_CHINESE = re.compile(r"(?P<number>[零〇一二三四五六七八九十百千]+)(?P<unit>[^零〇一二三四五六七八九十百千]*)")
_MULTIPLE = re.compile("[%‰万亿千百成多余]")  # what changes the number that it follows
_NOTHING = ("-", "—", "--", "——", "/", "")
NONE_WORDS = ("无", "没有", "未开展", "暂无")


def read_number(cell: Cell, unit: str | None) -> tuple[float | None, str, bool]:
    """The number of a cell, what is odd about it, and whether that leaves it in doubt.

    unit     what the form counts in; a number in another unit is none; None: any but a share or a multiple
    returns  None for an empty cell, with no remark
    """
    if cell.unsure:
        return None, "公式没有结果，请打开文件重新计算后保存", True
    if isinstance(cell.value, float):
        return cell.value, "", False
    if cell.dated:
        return None, f"是日期（{cell.value}），不是数字", True
    text = "".join(unicodedata.normalize("NFKC", cell.value).split())
    if text in _NOTHING:
        return None, "", False
    if text in NONE_WORDS:
        return None, f"填的是“{cell.text}”，没有当作 0", True
    found = _PLAIN.fullmatch(text)
    if found:
        return _with_unit(float(found["number"].replace(",", "")), found["unit"], unit, cell.text)
    spelt = _CHINESE.fullmatch(text)
    if spelt:
        return _with_unit(float(parse_integer(spelt["number"])), spelt["unit"], unit, cell.text)
    return None, f"“{cell.text}”不是数字", True


def _with_unit(value: float, written: str, unit: str | None, text: str) -> tuple[float | None, str, bool]:
    if unit is None and not _MULTIPLE.match(written):
        unit = written
    plain = unicodedata.normalize("NFKC", unit or "")
    if written in ("", plain, plain.removeprefix("个")):
        return value, f"“{text}”是文字，按 {value:.10g} 读", False
    return None, f"“{text}”的单位是“{written}”，表中是“{unit or '无单位'}”", True
