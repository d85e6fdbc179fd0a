"""The text: indents, levels, faces, grid (GB/T 9704 §5.2, §7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from conformance.findings import Finding, Strength
from conformance.mending import indent, set_pitch, set_type
from conformance.paper import Paper, Part, Passage
from gongwen.layout import BODY_FACE, BODY_PT, HEAD_FACES, LINE_PT

_RULE, _NORMAL = Strength.RULE, Strength.NORMAL
_PITCHES = (27.5, 30.5)  # what holds about 22 lines
_LONG_HEADING = 40
_GAP = 9  # points: above a table a little is usual


def check_text(paper: Paper) -> Iterator[Finding]:
    """Every paragraph of the text; in attachments, which may be forms, the same as advice."""
    for passage in paper.of(Part.TEXT, Part.HEADING):
        strength = _NORMAL if passage.attached else _RULE
        if abs(passage.inside - 2) > 0.35:
            yield Finding("7.3.3", strength, Part.TEXT, f"首行左空{passage.inside:.1f}字", "每个自然段左空二字",
                          passage.place, partial(indent, passage.element, first=2 - passage.lead, left=0))
        elif passage.look.left > 0.35:
            yield Finding("7.3.3", strength, Part.TEXT, f"回行左空{passage.look.left:.1f}字", "回行顶格", passage.place,
                          partial(indent, passage.element, first=2 - passage.lead, left=0))
        yield from _check_type(passage)
        if re.match("^（[一二三四五六七八九十]+）[、.]", passage.text):
            yield Finding("7.3.3", _NORMAL, Part.HEADING, "（一）后有顿号", "（一）后不加标点", passage.place)


def _check_type(passage: Passage) -> Iterator[Finding]:
    look = passage.look
    face = HEAD_FACES[passage.level - 1] if passage.level else BODY_FACE
    alone = passage.level and len(passage.text) <= _LONG_HEADING and not passage.text.endswith("。")
    mend = partial(set_type, passage.element, face if alone or not passage.level else BODY_FACE, BODY_PT)
    if abs(look.size - BODY_PT) > 0.1:
        yield Finding("5.2.2", _NORMAL, Part.TEXT, f"{look.size:g}磅", "3号（16磅）", passage.place, mend)
    wanted = (face,) if alone or not passage.level else (face, BODY_FACE)
    if look.face and not any(choice.fits(look.face) for choice in wanted):
        clause = "7.3.3" if passage.level else "5.2.2"
        yield Finding(clause, _NORMAL, passage.part, look.face, f"{face.kind}体" if len(face.kind) == 1 else face.kind,
                      passage.place, mend)
    spaced = look.before + look.after > _GAP
    if spaced or look.line is None or not _PITCHES[0] <= look.line <= _PITCHES[1]:
        found = "段前段后有间距" if spaced else f"{look.line:g}磅" if look.line else "没有固定行距"
        yield Finding("5.2.3", _NORMAL, "行距", found, "每面22行（约28.95磅）", passage.place,
                      partial(set_pitch, passage.element, LINE_PT))
