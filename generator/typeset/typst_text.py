"""Blocks as Typst text (PDF 版式): the same measures as the .docx, one function a block.

A line is as high as the pitch, its baseline at 0.8 of it, as office programs have it; text never flows on its own but
by lines, so that pages break where they do in Word.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.blocks import (
    AttachmentMark,
    AttachmentNote,
    Attendance,
    Block,
    Document,
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
from generator.typeset.closings import count_blanks, count_imprint_lines, place_signature
from generator.typeset.first_page import show_text_first
from generator.typeset.marks import Setting
from generator.typeset.typst_head import letter_offset, print_head, print_letter_edges
from generator.typeset.typst_lines import BLANK, LINE, MEASURES, STICKY_BLANK, line_block, quote, text_of
from gongwen.characters import count_width
from gongwen.layout import (
    BOTTOM,
    CHARACTER_PT,
    FACES,
    IMPRINT_LINE_PT,
    IMPRINT_THICK_PT,
    IMPRINT_THIN_PT,
    LEFT,
    PAGE_HEIGHT,
    PAGE_NUMBER_GAP,
    PAGE_WIDTH,
    POINT,
    RIGHT,
    SMALL_PT,
    TABLE_LINE_PT,
    TABLE_PT,
    TITLE_LINE_PT,
    TITLE_PT,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)

_HEADS = ("hei", "kai", "fang", "fang")
_SHORT_CELL, _TALL_ROW = 7, 24


def print_typst(document: Document, fonts: Mapping[str, str]) -> str:
    """The whole of a document as Typst text.

    fonts  the family for each class of type: 仿宋 → FangSong
    """
    head = next((block.text for block in document.blocks if isinstance(block, RunningHead)), "")
    blocks = [block for block in show_text_first(document.blocks) if not isinstance(block, RunningHead)]
    letter = next((block for block in blocks if isinstance(block, Letterhead) and block.letter), None)
    named = dict(zip(("biao", "fang", "kai", "hei", "song"), (fonts[face.kind] for face in FACES), strict=True))
    out = [f"#set document(title: {quote(document.title)}, date: none)",
           *(f"#let {name} = {quote(font)}" for name, font in named.items()), MEASURES, _page_setup(head, letter)]
    lies = document.landscape
    out.append(_turn(lies))
    for i, block in enumerate(blocks):
        before, after = (blocks[i - 1] if i else None), (blocks[i + 1] if i + 1 < len(blocks) else None)
        now = _lies(block, lies, document.landscape)
        if now != lies:
            out.append(_turn(now))
        elif isinstance(block, PageBreak | AttachmentMark) and i:
            out.append("#pagebreak(weak: true)")
        lies = now
        out += [*_gap(block, before), *_print(block, TYPE_HEIGHT if lies else TYPE_WIDTH, after, letter is not None)]
        if isinstance(after, Table) and isinstance(block, Title | Heading | RunIn | Paragraph):
            out.append("#v(8pt)")
    return "\n".join(out) + "\n"


def _lies(block: Block, now: bool, landscape: bool) -> bool:
    if isinstance(block, AttachmentMark | PageBreak):
        return landscape or block.landscape
    return False if isinstance(block, Imprint) else now


def _turn(lies: bool) -> str:
    if lies:  # the upright page turned to the left
        return (f"#set page(width: {PAGE_HEIGHT}mm, height: {PAGE_WIDTH}mm, margin: (top: {LEFT}mm, right: {TOP}mm, "
                f"bottom: {RIGHT}mm, left: {BOTTOM}mm))")
    return (f"#set page(width: {PAGE_WIDTH}mm, height: {PAGE_HEIGHT}mm, margin: (top: {TOP}mm, right: {RIGHT}mm, "
            f"bottom: {BOTTOM}mm, left: {LEFT}mm))")


def _page_setup(head: str, letter: Letterhead | None) -> str:
    """Page numbers (§7.5, §8), the running head, a letter's first page: placed on the paper, not in the text."""
    down, one = TOP + TYPE_HEIGHT + PAGE_NUMBER_GAP - SMALL_PT * POINT / 2, SMALL_PT * POINT
    across = BOTTOM - PAGE_NUMBER_GAP - SMALL_PT * POINT / 2
    number = "text(font: song, size: 14pt, tracking: 0pt, top-edge: 11.2pt, bottom-edge: -2.8pt)[— #n —]"
    first = f"if n == 1 {{ {print_letter_edges(letter)} }} else" if letter else ""
    running = (f"place(top + right, dx: -{RIGHT}mm, dy: 12mm, text(font: song, size: 9pt, fill: luma(50%), "
               f"tracking: 0pt)[#({quote(head)})])" if head else "")
    return f"""#set page(foreground: context {{
  let n = counter(page).get().first()
  {running}
  {first} if page.width > page.height {{
    let side = rotate(90deg, reflow: true, {number})
    if calc.odd(n) {{ place(bottom + left, dx: {across}mm, dy: -{PAGE_WIDTH - LEFT - TYPE_WIDTH + one}mm, side) }}
    else {{ place(top + left, dx: {across}mm, dy: {LEFT + one}mm, side) }}
  }} else if calc.odd(n) {{ place(top + right, dx: -{RIGHT + one}mm, dy: {down}mm, {number}) }}
  else {{ place(top + left, dx: {LEFT + one}mm, dy: {down}mm, {number}) }}
}})"""


def _gap(block: Block, before: Block | None) -> list[str]:
    """Blank lines above a block, as in the .docx."""
    if isinstance(before, Letterhead) and (before.order or isinstance(block, Title)):
        return [BLANK, BLANK]
    if isinstance(block, Attendance):
        return [] if isinstance(before, Attendance) else [BLANK]
    if isinstance(block, Title) and before is not None and not isinstance(before, PageBreak):
        return [BLANK]
    if isinstance(before, Title) and not isinstance(block, Table):
        return [BLANK]
    return [STICKY_BLANK] if isinstance(block, AttachmentNote) else []


def _print(block: Block, width: float, after: Block | None, letter: bool) -> list[str]:
    # Before the signature the last words stay with it: no page holds a signature alone.
    keep = isinstance(after, AttachmentNote | Signature)
    match block:
        case Letterhead():
            return [f"#v({letter_offset(block)}pt)", *print_head(block)] if block.letter else print_head(block)
        case Title():
            return [line_block(text_of(line.strip(), "biao", TITLE_PT, TITLE_LINE_PT, 0), side="center", sticky=True)
                     for line in block.lines]
        case Recipients():
            return [_paragraph(quote(f"{block.text}："), indent=0)]
        case Heading():
            return [f"#block(sticky: true, heading(level: {block.level}, text(font: {_HEADS[block.level - 1]}, "
                    f"{quote(block.text)})))"]
        case RunIn():
            heading = f"#text(font: {_HEADS[block.level - 1]}, {quote(block.heading)})"
            return [_paragraph(f"[{heading}#({quote(block.text)})]", sticky=keep)]
        case Paragraph() | Remark():
            return [_paragraph(quote(block.text), sticky=keep)]
        case Table():
            return [_table(block, width)]
        case AttachmentNote():
            return _attachment_note(block)
        case Attendance():
            size = len(block.role) + 1
            label = (f"box(width: {size * CHARACTER_PT}pt, box(width: {(size + 1) * CHARACTER_PT}pt, "
                     f"text(font: hei, {quote(f'{block.role}：')})))")
            return [_paragraph(f"[#{label}#({quote(block.text)})]", indent=0, left=2, hang=size)]
        case Signature():
            return [_signature(block)]
        case AttachmentMark():
            return [line_block(f"text(font: hei, {quote(block.label)})")]
        case Imprint():
            return _imprint(block, letter)
    return []


def _paragraph(content: str, *, indent: float = 2, left: float = 0, hang: float = 0, sticky: bool = False) -> str:
    shape = f"first-line-indent: (amount: {indent * CHARACTER_PT}pt, all: true)"
    made = f"pad(left: {left * CHARACTER_PT}pt, par({shape}, hanging-indent: {hang * CHARACTER_PT}pt, {content}))"
    return f"#block(sticky: true, {made})" if sticky else f"#{made}"


def _attachment_note(note: AttachmentNote) -> list[str]:
    # The inner box is wider, so that its words are never broken.
    label = f"box(width: {3 * CHARACTER_PT}pt, box(width: {4 * CHARACTER_PT}pt, text({quote('附件：')})))"
    if len(note.names) == 1:
        return [_paragraph(f"[#{label}#({quote(note.names[0])})]", indent=0, left=2, hang=3, sticky=True)]
    rows = []
    for i, name in enumerate(note.names, 1):
        number = f"box(width: {1.5 * CHARACTER_PT}pt, text({quote(f'{i}.')}))"
        inside = f"[#{label}#{number}#({quote(name)})]" if i == 1 else f"[#{number}#({quote(name)})]"
        rows.append(_paragraph(inside, indent=0, left=2 if i == 1 else 5, hang=4.5 if i == 1 else 1.5,
                               sticky=True))
    return rows


def _signature(signature: Signature) -> str:
    lines = "".join(_signed_line(text, setting) for text, setting in place_signature(signature))
    return f"#block(breakable: false)[{(BLANK + chr(10)) * count_blanks(signature)}{lines}]"


def _signed_line(text: str, setting: Setting) -> str:
    if not text:
        return BLANK + "\n"
    if setting.tabs:
        parts = zip(text.strip("\t").split("\t"), setting.tabs, strict=True)
        placed = "".join(f"place(left, dx: {place / 20}pt - 50mm, box(width: 100mm, align(center, {quote(name)})));"
                         for name, (_, place) in parts)
        return f"#block(height: {LINE}pt, width: 100%, {{{placed}}})\n"
    left, right = (setting.left or 0) / 20, (setting.right or 0) / 20
    above, below = (setting.before or 0) / 20, (setting.after or 0) / 20
    side = setting.align or "right"
    line = line_block(quote(text), side=side).removeprefix("#")
    return f"#v({above}pt)\n#pad(left: {left}pt, right: {right}pt, {line})\n#v({below}pt)\n"


def _table(table: Table, width: float) -> str:
    total = sum(table.widths)
    columns = ", ".join(f"{width * share / total}mm" for share in table.widths)
    centred = [all(count_width(row[i]) <= _SHORT_CELL for row in table.rows) for i in range(len(table.widths))]
    head = ", ".join(f"table.cell(align: center + horizon, text(font: hei, {quote(cell)}))" for cell in table.head)
    rows = []
    for row in table.rows:
        lines = max(count_width(cell) * TABLE_PT * POINT / (width * share / total - 2.1)
                    for cell, share in zip(row, table.widths, strict=True))
        keep = "" if lines > _TALL_ROW else "breakable: false, "
        rows += [f"table.cell({keep}align: {'center' if middle else 'left'} + horizon, {quote(cell)})"
                 for cell, middle in zip(row, centred, strict=True)]
    edges = f"top-edge: {0.8 * TABLE_LINE_PT}pt, bottom-edge: -{0.2 * TABLE_LINE_PT}pt"
    return (f"#[#set text(size: {TABLE_PT}pt, tracking: 0pt, {edges})\n"
            "#set par(first-line-indent: 0pt, justify: false)\n"
            f"#table(columns: ({columns},), inset: (x: 1mm, y: 0pt), stroke: 0.5pt,\n"
            f"table.header({head}),\n{','.join(rows)})]")


def _imprint(imprint: Imprint, letter: bool) -> list[str]:
    """§7.4 and §10.1: at the type area's foot, on the page that still has room for it."""
    rows = [f"block(inset: (x: {SMALL_PT}pt), par(first-line-indent: 0pt, hanging-indent: {3 * SMALL_PT}pt, "
            f"{quote(label + names.rstrip('。') + '。')}))"
            for label, names in (("主送：", imprint.recipients), ("抄送：", imprint.copies)) if names]
    lines = sum(count_imprint_lines(names) for names in (imprint.recipients, imprint.copies) if names)
    groups = ["{" + ";".join(rows) + "}"] if rows else []
    if not letter and (imprint.office or imprint.date):
        groups.append(f"block(inset: (x: {SMALL_PT}pt), width: 100%, [#({quote(imprint.office)})#h(1fr)"
                      f"#({quote(imprint.date + imprint.printed)})])")
        lines += 1
    if not groups:
        return []
    if not letter:
        thick, thin = (f"line(length: 100%, stroke: {width}pt)" for width in (IMPRINT_THICK_PT, IMPRINT_THIN_PT))
        between = [part for group in groups for part in (thin, group)][1:]
        groups = [thick, *between, thick]
    height = lines * IMPRINT_LINE_PT + 6
    edges = f"top-edge: {0.8 * IMPRINT_LINE_PT}pt, bottom-edge: -{0.2 * IMPRINT_LINE_PT}pt"
    return [f"#block(height: {height}pt, width: 100%)", f"#place(bottom + left, block(width: 100%, {{\nset text(size: "
            f"{SMALL_PT}pt, tracking: 0pt, {edges})\n{chr(10).join(groups)}\n}}))"]


