"""Blocks as paragraphs and tables in the look of GB/T 9704 (版式): one function a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.blocks import (
    AttachmentMark,
    AttachmentNote,
    Attendance,
    Block,
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
from generator.typeset.closings import (
    KEPT_BLANK,
    count_blanks,
    lay_attachment_note,
    lay_attendance,
    lay_imprint,
    lay_signature,
)
from generator.typeset.heads import BLANK, lay_head
from generator.typeset.marks import Setting, make_paragraph, make_run
from generator.typeset.tables import lay_table
from gongwen.layout import TYPE_HEIGHT, TYPE_WIDTH

_TABLE_GAP = 160  # twips between a title and its table


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages that lie one way (版面): their XML, and whether they lie on their side."""

    landscape: bool
    text: str


def lay_out(blocks: Sequence[Block], *, landscape: bool) -> tuple[Stretch, ...]:
    """Every block, with the blank lines that the format asks, in stretches of pages that lie the same way."""
    letter = any(isinstance(block, Letterhead) and block.letter for block in blocks)
    done: list[Stretch] = []
    out: list[str] = []
    new_page = False
    lies = landscape
    blocks = [block for block in blocks if not isinstance(block, RunningHead)]
    for i, block in enumerate(blocks):
        turn = _lies(block, lies, landscape)
        if turn != lies and out:
            done.append(Stretch(lies, "".join(out)))
            out = []
        opened, lies = not out, turn
        if isinstance(block, PageBreak):
            new_page = not opened
            continue
        before = blocks[i - 1] if i else None
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        out += _gap(block, before)
        if isinstance(block, Imprint):
            out += lay_imprint(block, letter=letter)
        else:
            starts = new_page or (isinstance(block, AttachmentMark) and not opened)
            out += _lay(block, TYPE_HEIGHT if lies else TYPE_WIDTH, starts, after)
        new_page = False
    return (*done, Stretch(lies, "".join(out)))


def _lies(block: Block, now: bool, landscape: bool) -> bool:
    """Which way the pages from a block on lie; the imprint stands upright, a new page as its paper says."""
    match block:
        case AttachmentMark() | PageBreak():
            return landscape or block.landscape
        case Imprint():
            return False
    return now


def _gap(block: Block, before: Block | None) -> list[str]:
    """Blank lines above a block (§7.3.1, §7.3.2, §7.3.4, §7.3.5, §7.3.7, §10.2, §10.3)."""
    if isinstance(before, Letterhead) and (before.order or isinstance(block, Title)):
        return [BLANK, BLANK]
    if isinstance(block, Attendance):
        return [] if isinstance(before, Attendance) else [BLANK]
    if isinstance(block, Title) and before is not None and not isinstance(before, PageBreak):
        return [BLANK]
    if isinstance(before, Title) and not isinstance(block, Table):
        return [BLANK]
    if isinstance(block, Signature):
        return [KEPT_BLANK] * count_blanks(block)
    if isinstance(block, Table) and isinstance(before, Table):
        return [make_paragraph("", Setting(line=20))]  # office programs make one table of two that touch
    return [KEPT_BLANK] if isinstance(block, AttachmentNote) else []


def _lay(block: Block, width: float, new_page: bool, after: Block | None) -> list[str]:
    # Before the signature the last words stay with it: no page holds a signature alone.
    keep = isinstance(after, AttachmentNote | Signature)
    below = _TABLE_GAP if isinstance(after, Table) else None
    match block:
        case Letterhead():
            return lay_head(block)
        case Title():
            return [make_paragraph(make_run(line), Setting("Title", new_page=new_page and i == 0,
                                                          after=below if i + 1 == len(block.lines) else None))
                    for i, line in enumerate(block.lines)]
        case Recipients():
            return [make_paragraph(make_run(f"{block.text}："), Setting("Recipients"))]
        case Heading():
            return [make_paragraph(make_run(block.text), Setting(f"Heading{block.level}", after=below,
                                                                   new_page=new_page))]
        case RunIn():
            heading = make_run(block.heading, style=f"RunIn{block.level}")
            return [make_paragraph(heading + make_run(block.text), Setting("Body", after=below, new_page=new_page,
                                                                           keep_next=keep))]
        case Paragraph():
            return [make_paragraph(make_run(block.text), Setting("Body", after=below, new_page=new_page,
                                                                 keep_next=keep))]
        case Table():
            return [lay_table(block, width)]
        case AttachmentNote():
            return lay_attachment_note(block)
        case Signature():
            return lay_signature(block, remark=isinstance(after, Remark))
        case Remark():
            return [make_paragraph(make_run(block.text), Setting("Remark"))]
        case Attendance():
            return [lay_attendance(block)]
        case AttachmentMark():
            return [make_paragraph(make_run(block.label), Setting("AttachmentMark", new_page=new_page))]
    return []
