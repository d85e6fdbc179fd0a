"""Page 1 shows text (首页必须显示正文, §7.3.3): recipients that leave it no room go to the imprint (§7.3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.blocks import Block, Imprint, Letterhead, PageBreak, Recipients, Signature, Title
from generator.typeset.heads import SIGN_PITCH, place_signers, sign_top, size_sign
from gongwen.characters import count_width
from gongwen.layout import (
    CHARACTERS,
    LINE_PT,
    LINES,
    NUMBER_RULE_GAP,
    POINT,
    TITLE_LINE_PT,
)

_TEXT_LINES = 2  # a heading and the line that it is kept with


def show_text_first(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with their main recipients in the imprint, where they would fill page 1; else as they are."""
    head = next((block for block in blocks if isinstance(block, Letterhead)), None)
    sent = next((block for block in blocks if isinstance(block, Recipients)), None)
    if head is None or head.letter or sent is None:
        return tuple(blocks)
    title = next((len(block.lines) for block in blocks if isinstance(block, Title)), 0)
    lines = -(-int(count_width(sent.text) + 1) // CHARACTERS)
    used = _head_height(head) + 2 * LINE_PT + title * TITLE_LINE_PT + LINE_PT + lines * LINE_PT
    if used + _TEXT_LINES * LINE_PT <= LINES * LINE_PT:
        return tuple(blocks)
    return _with_imprint([block for block in blocks if block is not sent], sent.text)


def _head_height(head: Letterhead) -> float:
    """Points from the type area's top to the red rule."""
    rows = len(place_signers(head)[0]) if head.signers else 1
    signs = (1 + len(head.joint)) * size_sign(head.sign) * SIGN_PITCH
    return sign_top(head) / POINT + signs + (2 + rows) * LINE_PT + NUMBER_RULE_GAP / POINT


def _with_imprint(blocks: list[Block], recipients: str) -> tuple[Block, ...]:
    """The recipients in the imprint, which is made where there is none: at the end of the paper itself."""
    for i, block in enumerate(blocks):
        if isinstance(block, Imprint):
            return (*blocks[:i], replace(block, recipients=recipients), *blocks[i + 1:])
    signed = next((i for i, block in enumerate(blocks) if isinstance(block, Signature)), 0)
    end = next((i for i in range(len(blocks) - 1, signed, -1) if isinstance(blocks[i], PageBreak)), len(blocks))
    return (*blocks[:end], Imprint("", recipients=recipients), *blocks[end:])
