"""The signs of a template's text (文书标记) read into Blocks; templates/README.md explains them.

    # 一级  ## 二级  ### 三级  #### 四级      numbers are set by us; `## 加强领导 || 正文` is a run-in heading
    @版头 机关标志 | 文号      @信函 机关标志 | 文号      @标题 …      @主送 …      @落款 机关 | 日期      @附注 …
    @附件说明 名称           @附件 1 | 横排           @另页 横排    @版记 抄送 | 机关 | 日期
    offices of a joint paper: 甲局、乙局; `@落款 机关 | 日期 | 不加盖印章` or `签名章`
    @命令 甲县人民政府令 | 第3号    @纪要 甲县人民政府常务会议纪要 | 编号    @出席 …  @请假 …  @列席 …
    @份号 …  @密级 …  @紧急程度 …  @签发人 …   go with the @版头 or @信函 above them
    @表 8,40,20  @表 高 8,40  and a line `| 格 | 格 | 格 |` for each row, the first the head
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.blocks import (
    AttachmentMark,
    AttachmentNote,
    Attendance,
    Block,
    Closing,
    Heading,
    Imprint,
    Letterhead,
    PageBreak,
    Paragraph,
    Recipients,
    Remark,
    RunIn,
    RunningHead,
    Signature,
    Table,
    Title,
)
from generator.compose.titles import break_title
from gongwen.characters import print_full_width
from gongwen.item_numbers import ItemStyle, print_item_number
from specs.errors import UnknownTemplate

LEVELS = (ItemStyle.CHINESE, ItemStyle.BRACKETED_CHINESE, ItemStyle.DECIMAL_DOT, ItemStyle.BRACKETED_DECIMAL)
_SIDEWAYS = "横排"
ATTENDANCE = ("出席", "请假", "列席")
_OF_HEAD = {"份号": "copy", "密级": "secrecy", "紧急程度": "urgency", "签发人": "signers"}
# What may stand behind @ at the head of a line.
SIGNS = frozenset(("版头", "信函", "标题", "主送", "落款", "附注", "附件说明", "附件", "另页", "版记", "页眉", "表",
                   "命令", "纪要", *ATTENDANCE,
                   *_OF_HEAD))
_SIGNS = {"#": "\ue000", "@": "\ue001", "|": "\ue002"}
_BACK = {private: sign for sign, private in _SIGNS.items()}
_ILLEGAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
_HEADING = re.compile(r"(?P<marks>#{1,4})\s*(?P<heading>.*?)\s*(?:\|\|\s*(?P<text>.*))?$")
_DIRECTIVE = re.compile(r"@(?P<name>[一-鿿]+)\s*(?P<rest>.*)$")


class Sign(str):
    """A value that is a sign of the markup and stays one (标记)."""


def guard_value(value: object) -> object:
    """A value for a template so that none of its characters is taken for a sign: one line, no control character."""
    if not isinstance(value, str) or isinstance(value, Sign):
        return value
    return "".join(_SIGNS.get(c, c) for c in clean_value(value))


def clean_value(value: str) -> str:
    """A value on one line, without the characters that XML forbids."""
    return _ILLEGAL.sub(" ", value)


def print_text(text: str) -> str:
    """Text as it is printed: guarded signs as themselves, full-width marks."""
    return print_full_width("".join(_BACK.get(c, c) for c in text.strip()))


@dataclass(slots=True)
class HeadingCounter:
    """Numbers of headings as they come."""

    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def next(self, level: int) -> str:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (4 - level)
        return print_item_number(LEVELS[level - 1], self.counts[level - 1])

    def reset(self) -> None:
        self.counts = [0, 0, 0, 0]


def parse_markup(text: str, where: str) -> tuple[Block, ...]:
    """The Blocks that a rendered template says.

    where   its name, for messages
    raises  UnknownTemplate: an unknown sign, or a table whose rows do not fit, with the line
    """
    counter = HeadingCounter()
    blocks: list[Block] = []
    notes: list[str] = []
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    at = 0
    while at < len(lines):
        number, line = lines[at]
        at += 1
        if line.startswith("@附件说明"):
            notes.append(print_text(line.removeprefix("@附件说明")))
            continue
        if notes:
            blocks.append(AttachmentNote(tuple(notes)))
            notes = []
        if line.startswith("@版记") and not line.removeprefix("@版记").strip(" |　"):
            continue  # nobody gets copies and nothing else stands there
        if line.startswith("@表"):
            end = next((i for i in range(at, len(lines)) if not lines[i][1].startswith("|")), len(lines))
            blocks.append(_table(line, lines[at:end], f"{where} 第{number}行"))
            at = end
        elif line.startswith("@") and _mark_head(line, blocks, f"{where} 第{number}行"):
            continue
        elif line.startswith("@"):
            blocks.append(_directive(line, counter, f"{where} 第{number}行"))
        elif line.startswith("#"):
            blocks.append(_heading(line, counter))
        else:
            blocks.append(Paragraph(print_text(line)))
    return (*blocks, AttachmentNote(tuple(notes))) if notes else tuple(blocks)


def _heading(line: str, counter: HeadingCounter) -> Block:
    found = _HEADING.fullmatch(line)
    assert found  # the pattern matches every line that begins with #
    level, heading = len(found["marks"]), print_text(found["heading"]).rstrip("。")
    number = counter.next(level)
    if found["text"] is None:
        return Heading(level, number + heading)
    closing = "。" if heading else ""
    return RunIn(level, number + heading + closing, print_text(found["text"]))


def _directive(line: str, counter: HeadingCounter, where: str) -> Block:
    found = _DIRECTIVE.fullmatch(line)
    name = found["name"] if found else line
    cells = [print_text(cell) for cell in (found["rest"] if found else "").split("|")]
    first, second, third = (*cells, "", "")[:3] if len(cells) < 3 else cells[:3]
    if name == "标题":
        counter.reset()
        return Title(break_title(first))
    if name == "附件":
        counter.reset()
        return AttachmentMark(f"附件{first}", landscape=second == _SIDEWAYS)
    if name == "落款":
        return _signature(first, second, third, where)
    if name in ("版头", "信函"):
        lead, *others = first.split("、")
        # 文件 of a joint sign stands after the last name as typed, beside all names as printed.
        beside = "文件" if others and others[-1].endswith("文件") else ""
        return Letterhead(lead + beside, second, name == "信函", tuple(other.removesuffix(beside) for other in others))
    if name in ("命令", "纪要"):
        return Letterhead(first, second, order=name == "命令", minutes=name == "纪要")
    if name in ATTENDANCE:
        return Attendance(name, first)
    makers: dict[str, Block] = {
        "页眉": RunningHead(first), "主送": Recipients(first), "附注": Remark(first),
        "另页": PageBreak(first == _SIDEWAYS), "版记": Imprint(first, second, third)}
    if name not in makers:
        raise UnknownTemplate(where, f"不认识“@{name}”", "可用的标记见 templates/README.md")
    return makers[name]


def _signature(offices: str, date: str, closing: str, where: str) -> Signature:
    lead, *others = offices.split("、")
    if closing not in ("", *Closing):
        raise UnknownTemplate(where, f"不认识落款方式“{closing}”", f"可用：{'、'.join(Closing)}")
    return Signature(lead, date, tuple(others), Closing(closing) if closing else Closing.SEAL)


def _mark_head(line: str, blocks: list[Block], where: str) -> bool:
    """A line that goes with the head above it (份号、密级、紧急程度、签发人); False: it is none."""
    name, _, rest = line.removeprefix("@").partition(" ")
    if name not in _OF_HEAD:
        return False
    if not blocks or not isinstance(blocks[-1], Letterhead):
        raise UnknownTemplate(where, f"“@{name}”前面没有 @版头 或 @信函", "写法见 templates/README.md")
    text = print_text(rest)
    if name == "签发人":
        blocks[-1] = replace(blocks[-1], signers=tuple(text.split("、")))
    else:
        said: dict[str, Any] = {_OF_HEAD[name]: text}
        blocks[-1] = replace(blocks[-1], **said)
    return True


def _table(line: str, lines: Sequence[tuple[int, str]], where: str) -> Table:
    """The rows below `@表 widths`: the lines that begin with `|`."""
    widths = re.findall(r"\d+", line)
    rows: list[tuple[str, ...]] = []
    for number, row in lines:
        cells = tuple(print_text(cell) for cell in row.removeprefix("|").removesuffix("|").split("|"))
        if len(cells) != len(widths):
            raise UnknownTemplate(where, f"表格应有 {len(widths)} 列，第{number}行有 {len(cells)} 列",
                                  "请对齐 @表 的列宽和各行")
        rows.append(cells)
    if not rows or not widths:
        raise UnknownTemplate(where, "表格没有列宽或没有表头", "写法见 templates/README.md")
    tall = line.removeprefix("@表").lstrip().startswith("高")
    return Table(rows[0], tuple(rows[1:]), tuple(int(width) for width in widths), tall)
