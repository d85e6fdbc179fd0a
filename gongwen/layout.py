"""Measures of official papers (公文版式) by GB/T 9704—2012, each with its clause.

Lengths are millimetres unless a name ends in _PT (points) or _TWIPS (1/20 point). Strength: R rule, G "一般",
V recommended, D derived by arithmetic, P practice that the standard does not name.
"""

from __future__ import annotations

from dataclasses import dataclass

POINT = 25.4 / 72

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0  # §5.1 R: A4
TOP, LEFT = 37.0, 28.0  # §5.2.1 R: 天头 37 ± 1, 订口 28 ± 1
TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0  # §5.2.1 R: 版心
RIGHT, BOTTOM = PAGE_WIDTH - LEFT - TYPE_WIDTH, PAGE_HEIGHT - TOP - TYPE_HEIGHT  # D
LINES, CHARACTERS = 22, 28  # §5.2.3 G: 22 lines of 28 characters fill the type area

BODY_PT = 16.0  # §5.2.2 G: 3号
TITLE_PT = 22.0  # §7.3.1 G: 2号
SMALL_PT = 14.0  # §7.4, §7.5: 4号
TABLE_PT = 12.0  # P: 小4 in tables
LETTERHEAD_PT = 36.0  # §7.2.4: size free, "醒目、美观、庄重"

LINE_TWIPS = 579  # D: 28.95 pt, the largest pitch of which 22 lines stand within 225 mm
LINE_PT = LINE_TWIPS / 20
TITLE_LINE_PT = 35.0  # P
TABLE_LINE_PT = 18.0  # P
CHARACTER_SPACING_TWIPS = -5  # D: 28 × 15.79 pt fill 156 mm, 3号 being 16 pt in word processors
CHARACTER_PT = TYPE_WIDTH / POINT / CHARACTERS

LETTERHEAD_TOP = 35.0  # §7.2.4 R: top edge of the 标志 below the type area's top
NUMBER_RULE_GAP = 4.0  # §7.2.7 R: red rule below the 发文字号
RED_RULE_PT = 1.0  # P: 0.35 mm
PAGE_NUMBER_GAP = 7.0  # §7.5 R: 一字线 below the type area
FOOTER_FROM_EDGE = PAGE_HEIGHT - TOP - TYPE_HEIGHT - PAGE_NUMBER_GAP - SMALL_PT * POINT / 2  # D
IMPRINT_THICK_PT, IMPRINT_THIN_PT = 1.0, 0.75  # §7.4.1 V: 0.35 mm and 0.25 mm

LETTER_HEAD_TOP = 30.0  # §10.1 R: top edge of a letter's 标志 from the paper's edge
LETTER_RULE_WIDTH = 170.0  # §10.1 R
LETTER_RULE_GAP = 4.0  # §10.1 R: first double rule below the 标志
LETTER_FOOT_RULE = 20.0  # §10.1 R: second double rule from the paper's bottom edge
LETTER_TEXT_GAP = 7 / 8 * BODY_PT * POINT  # §10.1 R: 7/8 of the height of a 3号 character

RED = "FF0000"  # §7.2.4, §7.2.7 R


@dataclass(frozen=True, slots=True)
class Face:
    """A class of type (字体) and the font's name that our papers carry."""

    name: str


# §5.2.2, §7.3.1, §7.3.3: the standard names classes; the names are those of office machines.
TITLE_FACE = Face("方正小标宋简体")
BODY_FACE = Face("仿宋_GB2312")
HEAD_FACES = (Face("黑体"), Face("楷体_GB2312"), Face("仿宋_GB2312"), Face("仿宋_GB2312"))  # §7.3.3 G: levels 1–4
LABEL_FACE = Face("黑体")  # §7.2.2, §7.3.7
NUMBER_FACE = Face("宋体")  # §7.5: page numbers


def to_twips(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length / POINT * 20)
