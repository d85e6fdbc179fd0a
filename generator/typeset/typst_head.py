"""Heads of papers and letters as Typst text (版头): GB/T 9704 §7.2, §10.1."""

from __future__ import annotations

from generator.blocks import Letterhead
from generator.typeset.heads import FALL, RISE, SIGN_PITCH, find_ink, place_signers, sign_top, size_sign
from generator.typeset.typst_lines import BLANK, LINE, line_block, quote, text_of
from gongwen.characters import count_width
from gongwen.layout import (
    BODY_PT,
    CHARACTER_PT,
    DOUBLE_GAP_PT,
    DOUBLE_THICK_PT,
    DOUBLE_THIN_PT,
    LETTER_FOOT_RULE,
    LETTER_HEAD_TOP,
    LETTER_RULE_GAP,
    LETTER_RULE_WIDTH,
    LETTER_TEXT_GAP,
    NUMBER_RULE_GAP,
    PAGE_WIDTH,
    POINT,
    RED,
    RED_RULE_PT,
    TOP,
)

_RED = f'rgb("#{RED}")'
_JOINT_PITCH = 1.35


def print_head(head: Letterhead) -> list[str]:
    """Marks, sign, number and red rule; of a letter marks and number only."""
    marks = [(head.copy, "fang"), (head.secrecy, "hei"), (head.urgency, "hei")]
    said = [(text, font) for text, font in marks if text]
    if head.letter:
        first = f"text(font: {said[0][1]}, {quote(said[0][0])})" if said else "[]"
        line = f"grid(columns: (1fr, auto), {first}, {quote(head.number)})"
        edges = f"top-edge: {0.86 * BODY_PT}pt, bottom-edge: -{0.14 * BODY_PT}pt"
        return [f"#[#set text({edges})\n#block(width: 100%, {line})]",
                *(line_block(f"text(font: {font}, {quote(text)})") for text, font in said[1:])]
    above = [line_block(f"text(font: {font}, {quote(text)})") for text, font in said]
    down = sign_top(head) / POINT - len(said) * LINE
    sign = _joint(head, down) if head.joint else _single(head.sign, down)
    if head.order:
        return [*above, *sign, BLANK, BLANK, line_block(quote(head.number), side="center")]
    return [*above, *sign, BLANK, *([BLANK] if head.number or head.signers else []), *_number(head)]


def _single(sign: str, down: float) -> list[str]:
    size = size_sign(sign)
    pitch = SIGN_PITCH * size
    return [f"#v({down - find_ink(size, pitch)}pt)",
            line_block(text_of(sign, "biao", size, pitch, 0, _RED), side="center")]


def _joint(head: Letterhead, down: float) -> list[str]:
    beside = "文件" if head.sign.endswith("文件") else ""
    names = (head.sign.removesuffix("文件"), *head.joint)
    widest = max(count_width(name) for name in names)
    size = size_sign("字" * round(widest + len(beside) + 1))
    pitch = _JOINT_PITCH * size
    rows = ", ".join(f"box(width: {widest * size}pt, stack(dir: ltr, spacing: 1fr, "
                     + ", ".join(text_of(c, "biao", size, pitch, 0, _RED) for c in name) + "))" for name in names)
    side = f", align(horizon, {text_of(beside, 'biao', size, pitch, 0, _RED)})" if beside else ""
    columns = "(auto, auto)" if beside else "(auto,)"
    return [f"#v({down - find_ink(size, pitch)}pt)",
            f"#align(center, grid(columns: {columns}, column-gutter: {size / 2}pt, stack({rows}){side}))"]


def _number(head: Letterhead) -> list[str]:
    """The number in the middle, or to the left with signers to the right; the red rule 4 mm below."""
    space = NUMBER_RULE_GAP / POINT - (0.2 * LINE - 0.17 * BODY_PT)
    line = f"line(length: 100%, stroke: {RED_RULE_PT}pt + {_RED})"
    rule = f"#block(width: 100%, height: {space}pt, place(bottom, {line}))"
    if not head.signers:
        return [line_block(quote(head.number), side="center"), rule]
    rows, start, step = place_signers(head)
    out = []
    for i, row in enumerate(rows):
        parts = [(1.0, quote(head.number))] if i + 1 == len(rows) else []
        parts += [(start, quote(head.signed))] if i == 0 else []
        names = start + len(head.signed)
        parts += [(names + n * step, f"text(font: kai, {quote(name)})") for n, name in enumerate(row)]
        placed = "".join(f"place(left, dx: {at * CHARACTER_PT}pt, {text});" for at, text in parts)
        out.append(f"#block(height: {LINE}pt, width: 100%, {{{placed}}})")
    return [*out, rule]


def _first_rule(letter: Letterhead) -> float:
    """Where a letter's first double rule begins, mm from the paper's edge."""
    return LETTER_HEAD_TOP + (RISE + FALL) * size_sign(letter.sign) * POINT + LETTER_RULE_GAP


def letter_offset(letter: Letterhead) -> float:
    """Points from the type area's top to a letter's first line."""
    rule = (DOUBLE_THICK_PT + DOUBLE_GAP_PT + DOUBLE_THIN_PT) * POINT
    return (_first_rule(letter) + rule + LETTER_TEXT_GAP - TOP) / POINT


def print_letter_edges(letter: Letterhead) -> str:
    """What stands on a letter's first page outside its text: sign and double rules; no number."""
    size = size_sign(letter.sign)
    sign = text_of(letter.sign, "biao", size, SIGN_PITCH * size, 0, _RED)
    top = LETTER_HEAD_TOP - find_ink(size, SIGN_PITCH * size) * POINT
    left = (PAGE_WIDTH - LETTER_RULE_WIDTH) / 2
    first, foot = _first_rule(letter), LETTER_FOOT_RULE
    rules = [(first, DOUBLE_THICK_PT), (first + (DOUBLE_THICK_PT + DOUBLE_GAP_PT) * POINT, DOUBLE_THIN_PT)]
    below = 297 - foot - (DOUBLE_THICK_PT + DOUBLE_GAP_PT + DOUBLE_THIN_PT) / 2 * POINT
    rules += [(below, DOUBLE_THIN_PT), (below + (DOUBLE_THIN_PT + DOUBLE_GAP_PT) * POINT, DOUBLE_THICK_PT)]
    lines = "".join(f"place(top + left, dx: {left}mm, dy: {y}mm + {width / 2}pt, line(length: {LETTER_RULE_WIDTH}mm, "
                    f"stroke: {width}pt + {_RED}));" for y, width in rules)
    return f"place(top + left, dy: {top}mm, box(width: {PAGE_WIDTH}mm, align(center, {sign})));{lines}"
