"""Garbled text put right, each time with a doubt that shows before and after (乱码修复与存疑)."""

from __future__ import annotations

import re

from extractor.clean.characters import PRIVATE
from extractor.clean.draft import Draft, Edit
from extractor.clean.mojibake import find_lost, find_misread
from extractor.clean.slips import find_slips
from specs.model import Doubt

GARBLING = "garbling"
_ROOM = 4  # characters shown on either side of what is lost


def repair_misread(draft: Draft, source: str) -> list[Doubt]:
    """Runs decoded by the wrong table read by the right one; each line of them is one doubt."""
    found = find_misread(draft.text)
    doubts = [_tell(draft, source, m.start, m.end, m.words) for m in found]
    draft.apply(Edit(m.start, m.end, m.words, whole=True) for m in found)
    return doubts


def repair_slips(draft: Draft, source: str) -> list[Doubt]:
    """Runs read one byte off, put back in step or left."""
    found = find_slips(draft.text)
    doubts = [_tell(draft, source, s.start, s.end, s.words if s.restored else None) for s in found]
    draft.apply(Edit(s.start, s.end, s.words, whole=True) for s in found if s.words != draft.text[s.start:s.end])
    return doubts


def flag_lost(draft: Draft, source: str, told: list[Doubt]) -> list[Doubt]:
    """What stands where bytes are gone for good; it stays.

    told  doubts of the repairs before, which say so of what they touched
    """
    doubts = (_tell(draft, source, start, end, None) for start, end in find_lost(draft.text))
    covered = {place for t in told for place in range(t.start, t.end)}
    return [d for d in doubts if not covered.issuperset((d.start, d.end - 1))]


def drop_private(draft: Draft, source: str) -> list[Doubt]:
    """Characters of private use taken out: bullets of a font at a line's head, elsewhere something unreadable."""
    doubts: list[Doubt] = []
    edits = []
    for found in PRIVATE.finditer(draft.text):
        start, end = found.span()
        edits.append(Edit(start, end, ""))
        if draft.text[draft.text.rfind("\n", 0, start) + 1:start].strip():
            doubts.append(draft.doubt(source, start, end, "此处有字体专用字符，无法辨认，已略去", GARBLING))
    draft.apply(edits)
    return doubts


def _tell(draft: Draft, source: str, start: int, end: int, words: str | None) -> Doubt:
    before = draft.text[start:end]
    if words is None:
        around = re.sub(r"\s", " ", draft.text[max(0, start - _ROOM):end + _ROOM])
        why = f"此处有乱码，未能复原，其中和紧接其后的数字不可信：“{around}”"
        return draft.doubt(source, start, end, why, GARBLING)
    rest = "，其中�处字节已丢失，紧接其后的数字也可能缺位" if "\ufffd" in words else ""
    return draft.doubt(source, start, end, f"乱码“{before}”按字节复原为“{words}”{rest}，请核对", GARBLING)
