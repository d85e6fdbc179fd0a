"""The head of a paper above the red rule (版头, GB/T 9704 §7.2); of a letter's head what stands in its text (§10.1)."""

from __future__ import annotations

from generator.blocks import Letterhead
from generator.typeset.marks import Setting, Type, make_paragraph, make_run
from generator.typeset.styles import BODY, CHARACTER, LABEL, NAME
from gongwen.characters import count_width
from gongwen.layout import (
    BODY_PT,
    CHARACTERS,
    LETTER_TEXT_GAP,
    LETTERHEAD_PT,
    LETTERHEAD_TOP,
    LINE_PT,
    LINE_TWIPS,
    MINUTES_TOP,
    NUMBER_RULE_GAP,
    ORDER_TOP,
    POINT,
    RED,
    RED_RULE_PT,
    TITLE_FACE,
    TYPE_WIDTH,
    to_twips,
)

# Where ink begins and ends in a line of exact pitch: the baseline stands at 0.8 of it (LibreOffice and Word).
BASELINE, RISE, FALL = 0.8, 0.86, 0.08  # of a sign's characters
SIGN_PITCH = 46 / 36  # pitch of a sign's line by its size
_JOINT_PITCH = 1.35
_BESIDE = "文件"
_NUMBER_FALL_PT = LINE_PT * (1 - BASELINE) - 0.17 * BODY_PT  # the brackets of a number hang lower
BLANK = make_paragraph("", Setting(line=LINE_TWIPS), mark=BODY)


def size_sign(sign: str) -> float:
    """The size of an issuer's sign: large, and small enough for one line."""
    return min(LETTERHEAD_PT, int(TYPE_WIDTH / POINT / max(count_width(sign), 1) * 2) / 2)


def find_ink(size: float, pitch: float) -> float:
    """Points from the top of a line of exact pitch to the top of its ink."""
    return BASELINE * pitch - RISE * size


def sign_top(head: Letterhead) -> float:
    """Millimetres from the type area's top to the top edge of a sign (§7.2.4, §10.2, §10.3)."""
    return ORDER_TOP if head.order else MINUTES_TOP if head.minutes else LETTERHEAD_TOP


def lay_head(head: Letterhead) -> list[str]:
    """Copy number, secrecy and urgency; the sign, 35 mm below the type area's top; number and signers; the red rule.

    Of an order the sign is 20 mm below, and its number stands between two blank lines each, without a rule (§10.2).
    """
    if head.letter:
        return _lay_letter(head)
    marks = _marks(head)
    above = [make_paragraph(mark, Setting(line=LINE_TWIPS)) for mark in marks]
    down = sign_top(head) / POINT - len(marks) * LINE_PT
    sign = _joint_sign(head, down) if head.joint else _sign(head.sign, down)
    if head.order:
        return [*above, *sign, BLANK, BLANK, make_paragraph(make_run(head.number), Setting(align="center"))]
    return [*above, *sign, BLANK, *([BLANK] if head.number or head.signers else []), *_number(head)]


def _marks(head: Letterhead) -> list[str]:
    """§7.2.1 - §7.2.3: flush left, one a line, in this order."""
    found = ((head.copy, BODY), (head.secrecy, LABEL), (head.urgency, LABEL))
    return [make_run(text, look) for text, look in found if text]


def _sign(sign: str, down: float) -> list[str]:
    size = size_sign(sign)
    pitch = SIGN_PITCH * size
    return [make_paragraph(make_run(sign, Type(TITLE_FACE, size, RED, 0)), Setting(
        align="center", line=round(pitch * 20), before=round((down - find_ink(size, pitch)) * 20)))]


def _joint_sign(head: Letterhead, down: float) -> list[str]:
    """§7.2.4: the leading office first, the others below it as wide; 文件 to the right, halfway up."""
    beside = _BESIDE if head.sign.endswith(_BESIDE) else ""
    names = (head.sign.removesuffix(_BESIDE), *head.joint)
    widest = max(count_width(name) for name in names)
    size = size_sign("字" * round(widest + len(beside) + 1))
    pitch = round(_JOINT_PITCH * size * 20)
    look = Type(TITLE_FACE, size, RED, 0)
    left, right = round((widest + 0.5) * size * 20), round((len(beside) + 0.5) * size * 20)
    # A line of its own above the table: office programs differ on space before a cell's first line.
    rest = make_paragraph("", Setting(line=round((down - find_ink(size, pitch / 20)) * 20)), mark=BODY)
    rows = ""
    for i, name in enumerate(names):
        lines = make_paragraph(make_run(name, look), Setting(align="distribute", line=pitch))
        row = f'<w:tc><w:tcPr><w:tcW w:w="{left}" w:type="dxa"/></w:tcPr>{lines}</w:tc>'
        if beside:
            merge = '<w:vMerge w:val="restart"/>' if i == 0 else "<w:vMerge/>"
            text = make_run(beside, look) if i == 0 else ""
            row += (f'<w:tc><w:tcPr><w:tcW w:w="{right}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
                    f'{make_paragraph(text, Setting(align="right", line=pitch))}</w:tc>')
        rows += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>"
    widths = (left, right) if beside else (left,)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return [rest, f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"]


def place_signers(head: Letterhead) -> tuple[list[tuple[str, ...]], float, float]:
    """Signers in rows of two, the label's place from the left, and the names' step, in characters.

    returns  a last row without any, for the number alone, where it is too long to stand beside a name
    """
    step = max(count_width(name) for name in head.signers) + 1
    label = len(head.signed)
    beside = 2 if label + 2 * step <= CHARACTERS - 1 else 1
    rows = [head.signers[i:i + beside] for i in range(0, len(head.signers), beside)]
    start = CHARACTERS - label - step * len(rows[0])
    free = start if len(rows) == 1 else start + label
    return rows if count_width(head.number) + 2 <= free else [*rows, ()], start, step


def _number(head: Letterhead) -> list[str]:
    """§7.2.5 - §7.2.7: the number in the middle, or one character in beside the last signer; the rule 4 mm below."""
    space = NUMBER_RULE_GAP / POINT - _NUMBER_FALL_PT
    rules = (("bottom", round(RED_RULE_PT * 8), round(space), RED),)
    if not head.signers:
        return [make_paragraph(make_run(head.number), Setting(align="center", rules=rules))]
    label = head.signed
    rows, start, step = place_signers(head)
    names = round((start + len(label)) * CHARACTER)
    stops = tuple(("left", place) for place in
                  (CHARACTER, round(start * CHARACTER), names, names + round(step * CHARACTER)))
    out = []
    for i, row in enumerate(rows):
        last = i + 1 == len(rows)
        if not row:
            out.append(make_paragraph(make_run(f"\t{head.number}"), Setting(tabs=stops[:1], rules=rules)))
            continue
        runs = make_run(f"\t{head.number if last else ''}\t" + ("\t" if i else label))
        runs += make_run("\t".join(row), NAME)
        out.append(make_paragraph(runs, Setting(tabs=stops, rules=rules if last else ())))
    return out


def _lay_letter(head: Letterhead) -> list[str]:
    """§10.1: sign and rules stand in the first page's header; below them, 7/8 of a character down, the marks flush left
    and the number flush right."""
    marks = _marks(head) or [make_run("")]
    edge = ("right", to_twips(TYPE_WIDTH))
    # A line no higher than its characters: their top is the line's.
    first = make_paragraph(marks[0] + make_run(f"\t{head.number}"), Setting(
        line=round(BODY_PT * 20), before=to_twips(LETTER_TEXT_GAP) - 10, tabs=(edge,)))
    return [first, *(make_paragraph(mark, Setting(line=LINE_TWIPS)) for mark in marks[1:])]
