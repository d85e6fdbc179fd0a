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
DOUBLE_THICK_PT, DOUBLE_THIN_PT, DOUBLE_GAP_PT = 2.25, 0.75, 1.0  # P: §10.1 gives no thickness

ORDER_TOP = 20.0  # §10.2 R: top edge of an order's 标志 below the type area's top
MINUTES_TOP = 35.0  # §10.3 R: likewise of the 标志 of minutes
SIGNATURE_IN = 4.0  # §7.3.5.1 G: the date four characters in from the right; §7.3.5.3 the stamp too
PLAIN_IN = 2.0  # §7.3.5.2 R: without a seal the office's name two characters in from the right
SEAL = 42.0  # P (国发〔1999〕25号): the seal of a county's office; a prefecture's 45
SEAL_LINES, PLAIN_LINES, STAMP_LINES = 2, 1, 2  # §7.3.5 R: blank lines above; the seal's top within a line of the text
SEAL_ROW_LINES = 4  # §7.3.5.1 R: blank lines between rows of seals, so that they do not touch
SEALS_A_ROW = 3  # P
STAMP_WIDTH = 40.0  # P: a signer's stamp, two lines high
IMPRINT_LINE_PT = 22.0  # P
IMPRINT_IN = 1.0  # §7.4.2, §7.4.3 R: one character in on both sides

GREY = "7F7F7F"  # of what a working copy says of itself
RED = "FF0000"  # §7.2.4, §7.2.7 R


@dataclass(frozen=True, slots=True)
class Face:
    """A class of type (字体): the font's name that our papers carry, and those that others carry for the same class.

    stand_ins  free fonts of the same kind of stroke, where none of the class is there
    """

    kind: str
    name: str
    others: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()

    def fits(self, font: str) -> bool:
        """Whether a font is of this class, by its name."""
        return font in (self.name, *self.others)


# §5.2.2, §7.3.1, §7.3.3: the standard names classes; the names are those of office machines.
TITLE_FACE = Face("小标宋", "方正小标宋简体", (
    "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋体", "方正小标宋", "华文中宋", "STZhongsong",
    "文星标宋", "长城小标宋体"), ("Noto Serif CJK SC",))
BODY_FACE = Face("仿宋", "仿宋_GB2312", (
    "仿宋", "FangSong", "FangSong_GB2312", "方正仿宋_GBK", "方正仿宋简体", "方正仿宋_GB2312", "华文仿宋", "STFangsong"),
    ("FandolFang R", "FandolFang"))
SCRIPT_FACE = Face("楷体", "楷体_GB2312", (
    "楷体", "KaiTi", "KaiTi_GB2312", "方正楷体_GBK", "方正楷体简体", "方正楷体_GB2312", "华文楷体", "STKaiti"),
    ("FandolKai", "LXGW WenKai", "AR PL UKai CN"))
LABEL_FACE = Face("黑体", "黑体", ("SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti"), (
    "FandolHei", "Noto Sans CJK SC"))
NUMBER_FACE = Face("宋体", "宋体", ("SimSun", "方正书宋_GBK", "华文宋体", "STSong"), (
    "FandolSong", "Noto Serif CJK SC"))
HEAD_FACES = (LABEL_FACE, SCRIPT_FACE, BODY_FACE, BODY_FACE)  # §7.3.3 G: levels 1–4
FACES = (TITLE_FACE, BODY_FACE, SCRIPT_FACE, LABEL_FACE, NUMBER_FACE)


def to_twips(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length / POINT * 20)
