"""Automatic numbering of Word files (自动编号): the numbers that Word prints before paragraphs and keeps in no run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.word_names import W, child_value, number_value
from gongwen.numerals import print_chinese

_LEGAL = str.maketrans("一二三四五六七八九十百千零", "壹贰叁肆伍陆柒捌玖拾佰仟零")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_COUNTING = frozenset((
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographEnclosedCircle", "koreanCounting", "japaneseDigitalTenThousand"))
_DIGITAL = frozenset(("ideographDigital", "taiwaneseDigital", "koreanDigital2"))
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CLOSED = "、.．。)）:：〕】］]"
_MOST_STYLES = 32  # a chain of styles that is longer turns in a circle


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints (编号级别)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs name it by numId (编号实例): the definition that it counts by, its own starts and levels."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The counters of one document while its paragraphs are read from first to last."""

    lists: Mapping[str, NumberedList]
    styles: Mapping[str, tuple[str | None, int | None, str | None]]  # style → numId, level, the style it is based on
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def number_paragraph(self, properties: etree._Element | None, default_style: str | None) -> str:
        """The number that stands before a paragraph, "" where it has none; counts it.

        properties     the paragraph's w:pPr
        default_style  the style of paragraphs that name none
        """
        found = self._find_level(properties, default_style)
        if found is None:
            return ""
        listed, at = found
        level = listed.levels.get(at)
        if level is None:
            return ""
        counters = self._count(listed, at)
        if level.form == "bullet":
            return print_bullet(level.text)
        return self._print(listed, level, counters)

    def _find_level(self, properties: etree._Element | None,
                    default_style: str | None) -> tuple[NumberedList, int] | None:
        """The list and level of a paragraph: its own, else its style's or that of a style above."""
        style = child_value(properties, "pStyle") or default_style
        own = properties.find(f"{W}numPr") if properties is not None else None
        number = child_value(own, "numId")
        depth = number_value(own, "ilvl")
        first = style
        for _ in range(_MOST_STYLES):
            if number is not None or style is None:
                break
            number, styled_depth, above = self.styles.get(style, (None, None, None))
            depth = depth if depth is not None else styled_depth
            style = above if number is None else style
        listed = self.lists.get(number or "")
        if listed is None or number == "0":
            return None
        if depth is None:
            depth = next((i for i, lv in listed.levels.items() if lv.style in (first, style) and lv.style), 0)
        return listed, depth

    def _count(self, listed: NumberedList, at: int) -> dict[int, int]:
        counters = self._counters.setdefault(listed.definition, {})
        key = (str(id(listed)), at)
        if key not in self._begun and at in listed.starts:
            counters[at] = listed.starts[at]
        elif at in counters:
            counters[at] += 1
        else:
            counters[at] = listed.levels[at].start
        self._begun.add(key)
        for deeper in [i for i in counters if i > at]:
            restart = listed.levels.get(deeper, Level()).restart
            if restart is None or 0 < at + 1 <= restart:
                del counters[deeper]
        return counters

    def _print(self, listed: NumberedList, level: Level, counters: Mapping[int, int]) -> str:
        def put(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            shown = listed.levels.get(depth, Level())
            value = counters.get(depth, shown.start)
            return print_count(value, "decimal" if level.legal and shown.form != "none" else shown.form)

        words = re.sub(r"%([1-9])", put, level.text).strip()
        return words if not words or words[-1] in _CLOSED else f"{words} "


def print_count(value: int, form: str) -> str:
    """A counter's value in one of Word's number formats (ST_NumberFormat); decimal for those that no notice uses."""
    if form == "none":
        return ""
    if form in _COUNTING:
        return print_chinese(value)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        counted = print_chinese(value)
        return (f"一{counted}" if counted.startswith("十") else counted).translate(_LEGAL)
    if form in _DIGITAL:
        return "".join(_DIGITS[int(d)] for d in str(value))
    if form == "ideographTraditional" and 1 <= value <= len(_STEMS):
        return _STEMS[value - 1]
    if form == "ideographZodiac" and 1 <= value <= len(_BRANCHES):
        return _BRANCHES[value - 1]
    if form in _CIRCLED and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if form == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(0x2488 + value - 1)
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(d)) for d in str(value))
    return _print_letters(value, form)


def _print_letters(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        words = ""
        for worth, letters in _ROMAN:
            words += letters * (value // worth)
            value %= worth
        return words.upper() if form == "upperRoman" else words
    return str(value)


def print_bullet(text: str) -> str:
    """A bullet; the private characters of symbol fonts as `•`."""
    return "" if not text.strip() else ("• " if "\ue000" <= text[0] <= "\uf8ff" else f"{text.strip()} ")


def load_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists of a document, out of its numbering and styles parts; either may be missing."""
    return Numbering(dict(_load_lists(numbering)) if numbering is not None else {},
                     dict(_load_styles(styles)) if styles is not None else {})


def _load_styles(styles: etree._Element) -> Iterator[tuple[str, tuple[str | None, int | None, str | None]]]:
    for style in styles.iterfind(f"{W}style"):
        listed = style.find(f"{W}pPr/{W}numPr")
        yield (style.get(f"{W}styleId", ""),
               (child_value(listed, "numId"), number_value(listed, "ilvl"), child_value(style, "basedOn")))


def _load_lists(numbering: etree._Element) -> Iterator[tuple[str, NumberedList]]:
    definitions = {a.get(f"{W}abstractNumId", ""): a for a in numbering.iterfind(f"{W}abstractNum")}
    by_style = {child_value(a, "styleLink"): name for name, a in definitions.items()
                if child_value(a, "styleLink") is not None}
    for num in numbering.iterfind(f"{W}num"):
        name = child_value(num, "abstractNumId") or ""
        name = by_style.get(child_value(definitions.get(name), "numStyleLink"), name)
        definition = definitions.get(name)
        levels = dict(_load_levels(definition)) if definition is not None else {}
        starts = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0") or 0)
            levels.update(_load_levels(override))
            start = number_value(override, "startOverride")
            if start is not None:
                starts[depth] = start
        yield num.get(f"{W}numId", ""), NumberedList(name, levels, starts)


def _load_levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in parent.iterfind(f"{W}lvl"):
        start = number_value(level, "start")
        legal = level.find(f"{W}isLgl")
        yield int(level.get(f"{W}ilvl", "0") or 0), Level(
            1 if start is None else start, child_value(level, "numFmt") or "decimal",
            child_value(level, "lvlText") or "", number_value(level, "lvlRestart"),
            legal is not None and legal.get(f"{W}val") not in ("0", "false"), child_value(level, "pStyle"))
