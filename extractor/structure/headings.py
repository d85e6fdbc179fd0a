"""Where a heading ends (标题): stand-alone, run-in before 。, or run-in before a colon."""

from __future__ import annotations

import re

LONGEST_HEADING = 30  # docs/spec-format.md, "A task"
_MODAL = re.compile(
    r"(?<![主重需必首摘纲只])要(?![求素点件闻])|(?<![响适供相反对])应(?![急用对邀])|将|须(?!知)|不得|负责"
)
_BEFORE_COLON = re.compile(r"[^,。;:!?]{2,15}:")
_INSTRUCTION_OF_TIME = re.compile(r"^(?:到|至|截至|截止)?\d{4}年|目前|同时|其中")
_OPEN, _CLOSE = "(《〔[“‘", ")》〕]”’"


def find_heading(text: str, start: int, end: int, *, more: bool) -> tuple[str, int]:
    """The heading of the words text[start:end], one paragraph, and the offset where the text after it begins.

    more     whether further paragraphs or items stand below it
    returns  ("", start) where it has none; the heading has no closing 。
    source   docs/spec-format.md, "A task"
    """
    stop = _first_stop(text, start, end)
    if stop is None:
        line = text[start:end]
        colon = _BEFORE_COLON.match(text, start, end)
        if colon and colon.end() < end and _is_title(colon.group()[:-1]):
            return colon.group()[:-1], colon.end()
        if more and len(line) <= 45 and line[-1:] not in ",;:、" and not _MODAL.search(line):
            return line, end
        return (line[:-1], end) if more and line.endswith(":") and _is_title(line[:-1]) else ("", start)
    words = text[start:stop]
    colon = _BEFORE_COLON.match(text, start, stop)
    if colon and _is_title(colon.group()[:-1]):
        return colon.group()[:-1], colon.end()
    if (stop + 1 < end or more) and _is_title(words):
        return words, stop + 1
    return "", start


def _is_title(words: str) -> bool:
    return (
        2 <= len(words) < LONGEST_HEADING
        and not _MODAL.search(words)
        and not _INSTRUCTION_OF_TIME.search(words)
        and not any(c in words for c in ";:")
    )


def _first_stop(text: str, start: int, end: int) -> int | None:
    """Offset of the first 。 or ; outside brackets and quotes."""
    depth = 0
    for i in range(start, end):
        c = text[i]
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif c == "。" and depth == 0:
            return i
        elif c == ";" and depth == 0:
            return None
    return None
