"""Workbooks in traditional characters (繁体工作簿): cells, names of sheets, choices, hints and rules alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from generator.typeset.script import WIDE_FONTS

Say = Callable[[str], str]
_QUOTED = re.compile('"[^"]*"')
_SHOWN = ("error", "errorTitle", "prompt", "promptTitle")


def convert_book(book: Workbook, say: Say) -> None:
    """Every word of a workbook as `say` says it, in fonts that have the characters; numbers and places as they are.

    say  one character for one; rules that compare with words of a column compare with the converted ones
    """
    faces: dict[tuple[str | None, float | None], Font] = {}
    for page in book.worksheets:
        page.title = say(page.title)
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    formula = cell.data_type == "f"
                    cell.value = _in_quotes(cell.value, say) if formula else say(cell.value)
                    cell.data_type = "f" if formula else "s"
                if cell.font.name in WIDE_FONTS:
                    cell.font = faces.setdefault((cell.font.name, cell.font.sz), _wide(cell.font))
        _convert_rules(page, say)
    book.properties.title = say(book.properties.title or "")


def _wide(font: Any) -> Font:
    return Font(WIDE_FONTS[font.name], font.sz, bold=font.bold)


def _convert_rules(page: Worksheet, say: Say) -> None:
    for rule in page.data_validations.dataValidation:
        for name in _SHOWN:
            if words := getattr(rule, name):
                setattr(rule, name, say(words))
        rule.formula1 = _in_quotes(rule.formula1 or "", say) or None
    for area in page.conditional_formatting:
        for rule in area.rules:
            rule.formula = [_in_quotes(formula, say) for formula in rule.formula]


def _in_quotes(formula: str, say: Say) -> str:
    """A formula with the words between its quotes converted."""
    return _QUOTED.sub(lambda found: say(found[0]), formula)
