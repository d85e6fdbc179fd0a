"""What closes a paper (正文之后): attachments noted, signature and date, imprint (GB/T 9704 §7.3.4, §7.3.5, §7.4)."""

from __future__ import annotations

from generator.blocks import AttachmentNote, Attendance, Closing, Imprint, Signature
from generator.typeset.boxes import Place, make_box
from generator.typeset.marks import Setting, make_paragraph, make_run
from generator.typeset.styles import BODY, CHARACTER, INDENT, LABEL
from gongwen.characters import count_width
from gongwen.layout import (
    CHARACTER_PT,
    CHARACTERS,
    IMPRINT_IN,
    IMPRINT_LINE_PT,
    IMPRINT_THICK_PT,
    IMPRINT_THIN_PT,
    LINE_TWIPS,
    PLAIN_IN,
    PLAIN_LINES,
    POINT,
    SEAL,
    SEAL_LINES,
    SEAL_ROW_LINES,
    SEALS_A_ROW,
    SIGNATURE_IN,
    SMALL_PT,
    STAMP_LINES,
    STAMP_WIDTH,
    TYPE_WIDTH,
    to_twips,
)

KEPT_BLANK = make_paragraph("", Setting(line=LINE_TWIPS, keep_next=True), mark=BODY)
_DATE_WIDTH = 7.5  # characters of a date as it will be filled in
_AIR = 0.25
_HAIR_PT = 1.0
_COPIED, _SENT = "抄送：", "主送："


def lay_attachment_note(note: AttachmentNote) -> list[str]:
    """附件：name, or 附件：1. name and the others below it; a long name wraps under its first character."""
    label = 3 * CHARACTER
    if len(note.names) == 1:
        setting = Setting("AttachmentNote", left=INDENT + label, first=-label, keep_next=True)
        return [make_paragraph(make_run("附件：") + make_run(note.names[0]), setting)]
    number = round(1.5 * CHARACTER)
    left = INDENT + label + number
    rows = []
    for i, name in enumerate(note.names, 1):
        text, hang = (f"附件：{i}.\t", label + number) if i == 1 else (f"{i}.\t", number)
        setting = Setting("AttachmentNote", left=left, first=-hang, tabs=(("left", left),), keep_next=True)
        rows.append(make_paragraph(make_run(text) + make_run(name), setting))
    return rows


def lay_attendance(attendance: Attendance) -> str:
    """§10.3: 出席： two characters in, and the names, which wrap under the first character behind the colon."""
    label = f"{attendance.role}："
    hang = len(label) * CHARACTER
    setting = Setting("AttachmentNote", left=INDENT + hang, first=-hang)
    return make_paragraph(make_run(label, LABEL) + make_run(attendance.text), setting)


def count_blanks(signature: Signature) -> int:
    """Blank lines between the text and a signature: room for the seal, so that its top is within a line of the text."""
    return {Closing.SEAL: SEAL_LINES, Closing.PLAIN: PLAIN_LINES, Closing.STAMP: STAMP_LINES}[signature.closing]


def place_signature(signature: Signature) -> list[tuple[str, Setting]]:
    """The lines of a signature with where they stand; "" is a blank line."""
    names = (signature.office, *signature.joint)
    match signature.closing:
        case Closing.SEAL:
            return _sealed_alone(signature) if len(names) == 1 else _sealed_jointly(names, signature.date)
        case Closing.PLAIN:
            return _plain(names, signature.date)
        case Closing.STAMP:
            return _stamped(names, signature.date)


def lay_signature(signature: Signature, *, remark: bool) -> list[str]:
    """Who issues and when; `remark`: a note follows, from which no page parts them."""
    lines = place_signature(signature)
    last, setting = lines[-1]
    return [make_paragraph(make_run(text), where) if text else KEPT_BLANK for text, where in lines[:-1]] + [
        make_paragraph(make_run(last), Setting(
            "Signature" if remark else "SignatureEnd", align=setting.align, left=setting.left, right=setting.right))]


_Lines = list[tuple[str, Setting]]


def _width(date: str) -> float:
    """Of a date, or of the one that is to be filled in."""
    return _DATE_WIDTH if "【" in date else count_width(date)


def _centre(date: str, office: str) -> float:
    """Where office and date are centred, characters from the left: the date four in, a long office within the edge."""
    place = CHARACTERS - SIGNATURE_IN - _width(date) / 2
    return min(place, CHARACTERS - count_width(office) / 2 - _AIR)


def _at(centre: float) -> Setting:
    """Centred on a place by the left edge alone, so that a date filled in later is centred too."""
    return Setting("Signature", align="center", left=round((2 * centre - CHARACTERS) * CHARACTER), right=0)


def _sealed_alone(signature: Signature) -> _Lines:
    """§7.3.5.1: the office centred on the date."""
    where = _at(_centre(signature.date, signature.office))
    return [(signature.office, where), (signature.date, where)]


def _sealed_jointly(names: tuple[str, ...], date: str) -> _Lines:
    """§7.3.5.1: offices in rows, as far apart as their seals; the last one above the date."""
    widest = max(count_width(name) for name in names)
    character = CHARACTER_PT * POINT
    step = max((SEAL + 3) / character, widest + 1)
    last = _centre(date, names[-1])
    half = max(widest, SEAL / character) / 2
    fit = max((n for n in range(1, SEALS_A_ROW + 1) if last - (n - 1) * step - half >= -_AIR), default=1)
    short = len(names) % fit
    rows = ([names[:short]] if short else []) + [names[i:i + fit] for i in range(short, len(names), fit)]
    out: _Lines = []
    for i, row in enumerate(rows):
        if i:
            out += [("", Setting())] * SEAL_ROW_LINES
        places = [round((last - back * step) * CHARACTER) for back in reversed(range(len(row)))]
        stops = tuple(("center", place) for place in places)
        out.append(("\t" + "\t".join(row), Setting("Signature", align="left", tabs=stops)))
    return [*out, (date, _at(last))]


def _plain(names: tuple[str, ...], date: str) -> _Lines:
    """§7.3.5.2: the name two characters in from the right, the date's first character two right of the name's."""
    office, day = max(count_width(name) for name in names), count_width(date)
    date_in = PLAIN_IN if day > office else office - day
    left = CHARACTERS - date_in - day - PLAIN_IN
    # LibreOffice sets digits a little apart from characters: room to the right, so that no line is broken for it.
    def at(place: float) -> Setting:
        return Setting("Signature", align="left", left=round(place * CHARACTER), right=-2 * CHARACTER)

    return [*((name, at(left)) for name in names), (date, at(left + PLAIN_IN))]


def _stamped(titles: tuple[str, ...], date: str) -> _Lines:
    """§7.3.5.3: the stamp four characters in, the signer's title two left of it; the date one blank line below."""
    inside = round((SIGNATURE_IN + PLAIN_IN) * CHARACTER) + to_twips(STAMP_WIDTH)
    out: _Lines = []
    for title in titles:
        out.append((title, Setting("Signature", right=inside, before=LINE_TWIPS // 2, after=LINE_TWIPS // 2)))
    return [*out, ("", Setting()), (date, Setting("Signature", align="right", right=round(SIGNATURE_IN * CHARACTER)))]


def lay_imprint(imprint: Imprint, *, letter: bool) -> list[str]:
    """The imprint in a box whose last rule is the type area's foot; an empty line as high as it keeps its room free.

    letter  §10.1: neither rules nor office and date
    """
    side = round(IMPRINT_IN * SMALL_PT * 20)
    hang = round(len(_COPIED) * SMALL_PT * 20)
    line = round(IMPRINT_LINE_PT * 20)
    named = Setting("Imprint", align="both", line=line, left=side + hang, right=side, first=-hang)
    texts = [make_paragraph(make_run(f"{label}{names.rstrip('。')}。"), named)
             for label, names in ((_SENT, imprint.recipients), (_COPIED, imprint.copies)) if names]
    rows = ["".join(texts)] if texts else []
    lines = sum(count_imprint_lines(names) for names in (imprint.recipients, imprint.copies) if names)
    height = lines * IMPRINT_LINE_PT
    if not letter and (imprint.office or imprint.date):
        edge = to_twips(TYPE_WIDTH) - side
        issued = make_run(f"{imprint.office}\t{imprint.date}{imprint.printed}")
        rows.append(make_paragraph(issued, Setting("Imprint", line=line, left=side, tabs=(("right", edge),))))
        height += IMPRINT_LINE_PT
    if not rows:
        return []
    inside = "".join(rows) if letter else _between_rules(rows)
    height += 0 if letter else (len(rows) + 1) * 2 * _HAIR_PT
    place = Place(TYPE_WIDTH, height * POINT, "left", "bottom")
    room = Setting(line=round(height * 20))
    return [make_paragraph(make_box(inside, place, name="版记", number=1), room, mark=BODY)]


def _between_rules(rows: list[str]) -> str:
    """§7.4.1: the first and the last rule thick, those between thin."""
    def rule(width: float) -> str:
        return make_paragraph("", Setting("Imprint", line=round(_HAIR_PT * 20),
                                          rules=(("top", round(width * 8), 0, "000000"),)))

    thin = rule(IMPRINT_THIN_PT)
    return rule(IMPRINT_THICK_PT) + thin.join(rows) + rule(IMPRINT_THICK_PT)


def count_imprint_lines(names: str) -> int:
    """Lines of a list of names that hangs under its first character."""
    room = TYPE_WIDTH / POINT / SMALL_PT - 2 * IMPRINT_IN - len(_COPIED)
    return -(-int(count_width(names) + 1) // int(room))
