"""Blocks as paragraphs and tables in the look of GB/T 9704 (版式): one function a block."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import (
    AttachmentMark,
    AttachmentNote,
    Block,
    Heading,
    Imprint,
    Letterhead,
    PageBreak,
    Paragraph,
    Recipients,
    Remark,
    RunIn,
    Signature,
    Table,
    Title,
)
from generator.typeset.marks import Setting, Type, make_paragraph, make_run
from generator.typeset.styles import BODY, CHARACTER, INDENT
from gongwen.characters import count_width
from gongwen.layout import (
    BODY_PT,
    LETTER_TEXT_GAP,
    LETTERHEAD_PT,
    LETTERHEAD_TOP,
    LINE_TWIPS,
    POINT,
    RED,
    RED_RULE_PT,
    TABLE_PT,
    TITLE_FACE,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    to_twips,
)

SIGN_LINE_PT = 46.0
# Where the ink of a sign begins below the top of its line of exact pitch (LibreOffice and Word: baseline at 0.8).
SIGN_INK_PT = 0.8 * SIGN_LINE_PT - 0.86 * LETTERHEAD_PT
_RULE_SPACE_PT = 8
_SHORT_CELL = 7
_TALL_ROW = 24  # lines of a row that may be cut at a page's end: about what a page holds beside its head
_TABLE_GAP = 160  # twips between a title and its table
_CELL_EDGE = 2.1  # mm of a cell's width that its edges take
_SEAL_INDENT = 4  # §7.3.5.1 G: the date four characters in from the right

BLANK = make_paragraph("", Setting(line=LINE_TWIPS), mark=BODY)


def lay_out(blocks: Sequence[Block], *, landscape: bool) -> str:
    """The inside of w:body without its section: every block, with the blank lines that the format asks."""
    out: list[str] = []
    width = TYPE_HEIGHT if landscape else TYPE_WIDTH
    new_page = False
    for i, block in enumerate(blocks):
        before = blocks[i - 1] if i else None
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if isinstance(block, PageBreak):
            new_page = True
            continue
        out += _gap(block, before)
        out += _lay(block, width, new_page, after)
        new_page = False
    return "".join(out)


def _gap(block: Block, before: Block | None) -> list[str]:
    """Blank lines above a block (§7.3.1, §7.3.2, §7.3.4, §7.3.5, §7.3.7)."""
    if isinstance(block, Title) and isinstance(before, Letterhead):
        return [BLANK, BLANK]
    if isinstance(block, Title) and isinstance(before, AttachmentMark):
        return [BLANK]
    if isinstance(block, Title) and before is not None and not isinstance(before, PageBreak):
        return [BLANK]
    if isinstance(before, Title) and not isinstance(block, Table):
        return [BLANK]
    if isinstance(block, AttachmentNote | Signature):
        return [make_paragraph("", Setting(line=LINE_TWIPS, keep_next=True), mark=BODY)]
    return []


def _lay(block: Block, width: float, new_page: bool, after: Block | None) -> list[str]:
    match block:
        case Letterhead():
            return _letterhead(block)
        case Title():
            last = _TABLE_GAP if isinstance(after, Table) else None
            return [make_paragraph(make_run(line), Setting("Title", new_page=new_page and i == 0,
                                                          after=last if i + 1 == len(block.lines) else None))
                    for i, line in enumerate(block.lines)]
        case Recipients():
            return [make_paragraph(make_run(f"{block.text}："), Setting("Recipients"))]
        case Heading():
            return [make_paragraph(make_run(block.text), Setting(f"Heading{block.level}", new_page=new_page))]
        case RunIn():
            # Before the signature the last words stay with it: no page holds a signature alone.
            setting = Setting("Body", keep_next=isinstance(after, AttachmentNote | Signature))
            heading = make_run(block.heading, style=f"RunIn{block.level}")
            return [make_paragraph(heading + make_run(block.text), setting)]
        case Paragraph():
            keep = isinstance(after, AttachmentNote | Signature)
            return [make_paragraph(make_run(block.text), Setting("Body", new_page=new_page, keep_next=keep))]
        case Table():
            return [_table(block, width)]
        case AttachmentNote():
            return _attachment_note(block)
        case Signature():
            return _signature(block, isinstance(after, Remark))
        case Remark():
            return [make_paragraph(make_run(block.text), Setting("Remark"))]
        case AttachmentMark():
            return [make_paragraph(make_run(block.label), Setting("AttachmentMark", new_page=True))]
        case Imprint() | PageBreak():
            return []


def size_sign(sign: str) -> float:
    """The size of an issuer's sign: large, and small enough for one line."""
    return min(LETTERHEAD_PT, TYPE_WIDTH / POINT / max(count_width(sign), 1))


def _letterhead(head: Letterhead) -> list[str]:
    if head.letter:
        # Sign and rules stand in the first page's header; a line of the number's own height leaves 7/8 字 (§10.1).
        return [make_paragraph(make_run(head.number), Setting(
            align="right", line=round(BODY_PT * 20), before=to_twips(LETTER_TEXT_GAP) - 10))]
    look = Type(TITLE_FACE, size_sign(head.sign), RED, 0)
    sign = make_paragraph(make_run(head.sign, look), Setting(
        align="center", line=round(SIGN_LINE_PT * 20), before=round(LETTERHEAD_TOP / POINT * 20 - SIGN_INK_PT * 20)))
    rule = ("bottom", "single", round(RED_RULE_PT * 8), _RULE_SPACE_PT, RED)
    return [sign, BLANK, BLANK, make_paragraph(make_run(head.number), Setting(align="center", rule=rule))]


def _attachment_note(note: AttachmentNote) -> list[str]:
    """附件：name, or 附件：1. name and the others below it; a long name wraps under its first character."""
    label = 3 * CHARACTER
    if len(note.names) == 1:
        setting = Setting("AttachmentNote", left=INDENT + label, first=-label, keep_next=True)
        return [make_paragraph(make_run(f"附件：{note.names[0]}"), setting)]
    number = round(1.5 * CHARACTER)
    left = INDENT + label + number
    rows = []
    for i, name in enumerate(note.names, 1):
        text, hang = (f"附件：{i}.\t{name}", label + number) if i == 1 else (f"{i}.\t{name}", number)
        setting = Setting("AttachmentNote", left=left, first=-hang, tab=left, keep_next=True)
        rows.append(make_paragraph(make_run(text), setting))
    return rows


def _signature(signature: Signature, remark: bool) -> list[str]:
    """Office and date with room for the seal (§7.3.5.1): the date four characters in, the office centred on it."""
    office, date = count_width(signature.office), count_width(signature.date)
    date_in = max(float(_SEAL_INDENT), (office - date) / 2)
    office_in = date_in + (date - office) / 2
    return [make_paragraph(make_run(signature.office), Setting("Signature", right=round(office_in * CHARACTER))),
            make_paragraph(make_run(signature.date), Setting("Signature" if remark else "SignatureEnd",
                                                             right=round(date_in * CHARACTER)))]


def _table(table: Table, width: float) -> str:
    """A ruled table: fixed widths, the head repeated on each page, rows never cut."""
    total = to_twips(width)
    widths = [round(total * share / sum(table.widths)) for share in table.widths]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    centred = [all(count_width(row[i]) <= _SHORT_CELL for row in table.rows) for i in range(len(widths))]
    rows = _row(table.head, widths, [True] * len(widths), head=True)
    rows += "".join(_row(row, widths, centred, head=False) for row in table.rows)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{edges}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>')


def _row(cells: Sequence[str], widths: Sequence[int], centred: Sequence[bool], *, head: bool) -> str:
    style = "CellHead" if head else "Cell"
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'{make_paragraph(make_run(cell) if cell else "", Setting(style, align="center" if middle else "left"))}</w:tc>'
        for cell, width, middle in zip(cells, widths, centred, strict=True))
    lines = max(-(-count_width(cell) * TABLE_PT * POINT // (width / 20 * POINT - _CELL_EDGE))
                for cell, width in zip(cells, widths, strict=True))
    flags = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>" if lines <= _TALL_ROW else ""
    properties = f"<w:trPr>{flags}</w:trPr>" if flags else ""
    return f"<w:tr>{properties}{made}</w:tr>"
