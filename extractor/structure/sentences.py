"""Cutting text into sentences (句) and clauses (小句); offsets stay those of the clean text."""

from __future__ import annotations

import re

from extractor.source import Span

_SENTENCE_END = re.compile(r"[。;!?]|\n")
_CLAUSE_END = re.compile(r"[,。;:!?]|\n")
_OPEN, _CLOSE = "(《〔[“‘", ")》〕]”’"


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[Span]:
    spans, at = [], start
    for found in mark.finditer(text, start, end):
        inside = text[at : found.start()]
        if found.group() != "\n" and _depth(inside) > 0:
            continue
        if inside.strip():
            spans.append(Span(at, found.end() if found.group() != "\n" else found.start()))
        at = found.end()
    if text[at:end].strip():
        spans.append(Span(at, end))
    return spans


def _depth(text: str) -> int:
    """How many brackets and quotes stand open at the end of this text."""
    return sum(text.count(c) for c in _OPEN) - sum(text.count(c) for c in _CLOSE)


def cut_sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences of text[start:end], each with its closing 。 or ; and none cut inside brackets or quotes."""
    return _cut(text, start, end, _SENTENCE_END)


def cut_clauses(text: str, start: int, end: int) -> list[Span]:
    """Clauses of text[start:end], each with its closing mark."""
    return _cut(text, start, end, _CLAUSE_END)
