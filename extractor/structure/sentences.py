"""Cutting text into sentences (句) and clauses (小句); offsets stay those of the clean text."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.source import Span

_BRACKETS = r"(《〔\[“‘)》〕\]”’"
_SENTENCE_END = re.compile(rf"[。;!?\n{_BRACKETS}]")
_CLAUSE_END = re.compile(rf",(?!(?<=[0-9],)[0-9]{{3}}(?![0-9]))|[。;:!?\n{_BRACKETS}]")  # 65,000 is one number
_DEPTH = {**dict.fromkeys("(《〔[“‘", 1), **dict.fromkeys(")》〕]”’", -1)}


@lru_cache(maxsize=4096)  # roles, targets and reports ask for the clauses of a sentence one after the other
def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> tuple[Span, ...]:
    spans, at, depth = [], start, 0
    for found in mark.finditer(text, start, end):
        character, stop = found.group(), found.start()
        if character in _DEPTH:
            depth += _DEPTH[character]
            continue
        if depth > 0 and character != "\n":
            continue
        if text[at:stop].strip():
            spans.append(Span(at, stop if character == "\n" else stop + 1))
        at, depth = stop + 1, 0
    if text[at:end].strip():
        spans.append(Span(at, end))
    return tuple(spans)


def after_last(text: str, marks: str, start: int, end: int) -> int:
    """Where the words after the last of some marks in text[start:end] begin; 0 where none stands there."""
    last = -1
    for mark in marks:
        at = text.rfind(mark, max(start, last), end)
        if at > last:
            last = at
    return last + 1


def cut_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Sentences of text[start:end], each with its closing 。 or ; and none cut inside brackets or quotes."""
    return _cut(text, start, end, _SENTENCE_END)


def cut_clauses(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Clauses of text[start:end], each with its closing mark."""
    return _cut(text, start, end, _CLAUSE_END)
