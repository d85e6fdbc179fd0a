"""Numbers of items (条目序号) as official documents print them: 一、 (一) 1. 1、 (1) ① 第一章 第一条 专栏1 附件1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gongwen.numerals import parse_integer, print_chinese


class ItemStyle(StrEnum):
    """How an item is numbered (序号样式); the first four levels are those of GB/T 9704 §7.3.3."""

    CHINESE = "一、"
    BRACKETED_CHINESE = "(一)"
    DECIMAL_DOT = "1."
    DECIMAL_COMMA = "1、"
    BRACKETED_DECIMAL = "(1)"
    CIRCLED = "①"
    CHAPTER = "第一章"
    FORMAL = "壹、"
    ARTICLE = "第一条"
    RUN_IN = "一是"
    BOX = "专栏1"
    ATTACHMENT = "附件1"
    SECTION = "1 "
    SUBSECTION = "1.1"
    SUBSUBSECTION = "1.1.1"


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """One printed number (序号): its style, what it counts, and its characters without blanks."""

    style: ItemStyle
    value: int
    printed: str


_C = "[一二三四五六七八九十百]{1,4}"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_YEAR = r"(?:19|20)[0-9]{2}\s?年"
_NUMBER = re.compile(
    rf"""
    (?:
        (?P<box>专\s?栏\s?(?P<box_n>[0-9]{{1,2}}|{_C}))(?=[\s::]|[一-鿿]|$)[::\s]?
      | (?P<attachment>附\s?件\s?(?P<attachment_n>[0-9]{{1,2}}|{_C}))(?=[\s::]|$)[::\s]?
      | (?P<chapter>第\s?(?P<chapter_n>[0-9]{{1,3}}|{_C})\s?[章节编])(?=[\s::、]|[一-鿿])
      | (?P<article>第\s?(?P<article_n>[0-9]{{1,3}}|{_C})\s?条)(?=[\s::、]|[一-鿿])(?!例|规定|第)
      | (?P<formal>[{_FORMAL}参]{{1,3}}\s?[、.．])
      | (?P<chinese>(?P<chinese_n>{_C})\s?[、.．])(?![、.．])
      | (?P<bracketed>[(（]\s?(?P<bracketed_n>{_C})\s?[)）])[、.．]?
      | (?P<ideograph>[{_BRACKETED}])
      | (?P<decimal>[(（]\s?(?P<decimal_n>[0-9]{{1,2}})\s?[)）])[、.．]?
      | (?P<half>(?P<half_n>[0-9]{{1,2}})\s?[)）])
      | (?P<circled>[{_CIRCLED}])[、.．]?
      | (?P<deep>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}})(?=\s+[一-鿿]|[一-鿿]{{2,14}}$)
      | (?P<section>[0-9]{{1,2}})(?=\s+[一-鿿]{{2,14}}$)
      | (?P<dot>(?P<dot_n>[0-9]{{1,2}})\s?[.．])(?:(?={_YEAR})|(?![0-9]))
      | (?P<comma>(?P<comma_n>[0-9]{{1,2}})\s?、)
    )\s*""",
    re.VERBOSE,
)
_BEGINS_WITH_YEAR = re.compile(r"[0-9]{2,4}\s?年")  # `一、2026年主要目标`; of Taiwan `三、116年底前`
_COUNTED = "一二三四五六七八九十"
_STYLES = {
    "box": ItemStyle.BOX,
    "attachment": ItemStyle.ATTACHMENT,
    "chapter": ItemStyle.CHAPTER,
    "article": ItemStyle.ARTICLE,
    "chinese": ItemStyle.CHINESE,
    "bracketed": ItemStyle.BRACKETED_CHINESE,
    "decimal": ItemStyle.BRACKETED_DECIMAL,
    "half": ItemStyle.BRACKETED_DECIMAL,
    "dot": ItemStyle.DECIMAL_DOT,
    "comma": ItemStyle.DECIMAL_COMMA,
}


def parse_item_number(line: str) -> tuple[ItemNumber, str] | None:
    """The number that a line begins with and the rest of the line; None where it begins with none.

    `3.5万亩` and `1、2号楼` begin with none: a number is followed by words, or by a year.
    """
    found = _NUMBER.match(line)
    if found is None:
        return None
    rest = line[found.end() :]
    if found["circled"]:
        return ItemNumber(ItemStyle.CIRCLED, _CIRCLED.index(found["circled"]) + 1, found["circled"]), rest
    if found["ideograph"]:
        return ItemNumber(
            ItemStyle.BRACKETED_CHINESE, _BRACKETED.index(found["ideograph"]) + 1, found["ideograph"]
        ), rest
    if found["deep"] or found["section"]:
        printed = found["deep"] or found["section"]
        depth = min(printed.count(".") + printed.count("．"), 2)
        style = (ItemStyle.SECTION, ItemStyle.SUBSECTION, ItemStyle.SUBSUBSECTION)[depth]
        return ItemNumber(style, int(re.split("[.．]", printed)[-1]), printed), rest
    if found["formal"]:
        plain = "".join(
            _COUNTED[("叁参".find(c) >= 0 and 2) or _FORMAL.index(c)] for c in found["formal"].strip(" 、.．")
        )
        return ItemNumber(ItemStyle.FORMAL, parse_integer(plain), re.sub(r"\s", "", found["formal"])), rest
    name = next(n for n in _STYLES if found[n])
    if rest[:1].isdigit() and name in ("comma", "chinese") and not _BEGINS_WITH_YEAR.match(rest):
        return None
    try:
        value = parse_integer(found[f"{name}_n"])
    except ValueError:
        return None
    return ItemNumber(_STYLES[name], value, re.sub(r"\s", "", found[name])), rest


def print_item_number(style: ItemStyle, value: int) -> str:
    """A number as GB/T 9704 §7.3.3 prints it, full-width brackets: `一、` `（一）` `1.` `（1）`.

    raises  ValueError: a value that the style cannot count
    """
    if style is ItemStyle.CIRCLED:
        if not 1 <= value <= len(_CIRCLED):
            raise ValueError(f"no circled number {value}")
        return _CIRCLED[value - 1]
    if style is ItemStyle.FORMAL:
        plain = print_chinese(value)
        if not set(plain) <= set(_COUNTED):
            raise ValueError(f"no formal number {value}")
        return f"{''.join(_FORMAL[_COUNTED.index(c)] for c in plain)}、"
    forms = {
        ItemStyle.CHINESE: f"{print_chinese(value)}、",
        ItemStyle.BRACKETED_CHINESE: f"（{print_chinese(value)}）",
        ItemStyle.DECIMAL_DOT: f"{value}.",
        ItemStyle.DECIMAL_COMMA: f"{value}、",
        ItemStyle.BRACKETED_DECIMAL: f"（{value}）",
        ItemStyle.CHAPTER: f"第{print_chinese(value)}章",
        ItemStyle.ARTICLE: f"第{print_chinese(value)}条",
        ItemStyle.RUN_IN: f"{print_chinese(value)}是",
        ItemStyle.BOX: f"专栏{value}",
        ItemStyle.ATTACHMENT: f"附件{value}",
        ItemStyle.SECTION: f"{value} ",
    }
    if style not in forms:
        raise ValueError(f"{style} counts with the numbers above it")
    return forms[style]
