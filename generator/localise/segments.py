"""A sentence cut where its doer may change (分句切分): at commas, dates kept with what they govern."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A date or rhythm as words begin with it (时间词); matches nothing where there is none.
TIME = (r"(?:(?:到|在|于|自|从|截至)?(?:20\d\d年?[—至到-])?(?:20\d\d年)?"
        r"(?:每(?:两|半|\d)?(?:年|季度?|月|周|个?季度|个?月))?"
        r"(?:上半年|下半年|首月|末月|季末月)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末初]|上旬|中旬|下旬|起)?(?:以?之?前)?(?:内|间)?)")
LEAD = re.compile(rf"^(?:其中|同时|此外|另外|并|且|再)?,?由?{TIME}")
_BARE_TIME = re.compile(rf"^{TIME},$")
_GOVERNS = re.compile(r"^(?:到|至)?20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末初]?(?:以?前)?"
                      r"|^(?:年底|年内|全年|每年|每季度|每月)(?:前)?(?=,)")
_OPEN, _CLOSE = "《“(〔【", "》”)〕】"


def cut_segments(sentence: str) -> list[str]:
    """A sentence cut after its commas, those inside brackets and quotes left alone."""
    parts, depth, start = [], 0, 0
    for i, mark in enumerate(sentence):
        depth += (mark in _OPEN) - (mark in _CLOSE and depth > 0)
        if depth == 0 and mark in ",;" and i + 1 < len(sentence):
            parts.append(sentence[start:i + 1])
            start = i + 1
    return [*parts, sentence[start:]]


def join_times(segments: Iterable[str]) -> list[str]:
    """Segments with a bare time (到2026年底,) put before the one that it governs."""
    joined: list[str] = []
    held = ""
    for segment in segments:
        if _BARE_TIME.match(held + segment):
            held += segment
            continue
        joined.append(held + segment)
        held = ""
    if held:
        joined.append(held)
    return joined



def lead_time(text: str) -> str:
    """The date that words begin with and that governs what follows: `到2025年底,`; "" where there is none."""
    bare = re.match(rf"(?P<time>{TIME}),", text)
    if bare and re.search(r"\d|年|每", bare["time"]):
        return f"{bare['time']},"
    found = _GOVERNS.match(text)
    limit = found and (found[0].startswith(("到", "至")) or found[0].endswith(("底", "前", "末")))
    return f"{found[0]}," if found and limit else ""
