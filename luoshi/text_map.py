"""The source text against the clean text (原文与清洗对照): which line became which, and what was changed in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from extractor.clean.text import Cleaned
from extractor.source import CleanText, SourceText


class ChangeKind(StrEnum):
    """What cleaning did to a run of the text (改动), in the words of the screen."""

    SCRIPT = "繁转简"
    READING = "去注音"
    FORM = "全角半角"
    MARK = "标点"
    REPAIR = "修乱码"
    LEFT_OUT = "删去"
    BLANK = "空白"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One run of the source and what it became (一处改动); offsets into the source."""

    kind: ChangeKind
    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MappedLine:
    """A line of the clean text with what stood there (一行对照).

    number      its place in the clean text, from 1; None for source that left nothing
    source      the words as read, line ends of the source included
    start, end  offsets of those words in the source
    """

    number: int | None
    source: str
    clean: str
    start: int
    end: int
    changes: tuple[TextChange, ...]


_LATIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡ"
_ANNOTATED = re.compile(rf"(?P<word>.*?)[(（\[［][^()（）\[\]［］]*[{_LATIN}][^()（）]*[)）\]］]", re.S | re.I)
_HAN = re.compile(r"[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def map_lines(source: SourceText, cleaned: Cleaned) -> tuple[MappedLine, ...]:
    """Every line of the clean text, and between them what of the source has none, in order."""
    text, at = cleaned.text, 0
    mapped: list[MappedLine] = []
    for number, line in enumerate(cleaned.lines, 1):
        start, end = text.source_span(line.start, line.end)
        mapped += _left_out(source.text, at, start)
        mapped.append(MappedLine(number, source.text[start:end], text.text[line.start:line.end], start, end,
                                 tuple(find_changes(source.text, text, line.start, line.end))))
        at = end
    return (*mapped, *_left_out(source.text, at, len(source.text)))


def _left_out(source: str, start: int, end: int) -> list[MappedLine]:
    """What stands between two lines, where it is more than blanks and the bars that close a row."""
    words = source[start:end].strip(" \t\r\n\f\v\u3000|")
    if not words:
        return []
    first = source.index(words, start)
    change = TextChange(ChangeKind.LEFT_OUT, words, "", first, first + len(words))
    return [MappedLine(None, words, "", first, first + len(words), (change,))]


def is_light(change: TextChange) -> bool:
    """Whether a change is none for a reader: the width of punctuation, or blanks."""
    return change.kind is ChangeKind.BLANK or (
        change.kind is ChangeKind.FORM and all(_is_mark(c) for c in change.before if c not in "%％"))


def find_changes(source: str, text: CleanText, start: int, end: int) -> Iterator[TextChange]:
    """What was changed in clean[start:end], in reading order; neighbours of one kind are one change."""
    waiting: TextChange | None = None
    for change in _find_single(source, text, start, end):
        if waiting and waiting.kind is change.kind and waiting.end == change.start:
            waiting = TextChange(change.kind, waiting.before + change.before, waiting.after + change.after,
                                 waiting.start, change.end)
            continue
        if waiting:
            yield waiting
        waiting = change
    if waiting:
        yield waiting


def _find_single(source: str, text: CleanText, start: int, end: int) -> Iterator[TextChange]:
    at = text.origin[start]
    for first, last in _group(text, start, end):
        begin, stop = text.origin[first], text.until[first]
        if begin > at:
            yield _name_change(source[at:begin], "", at)
        after = text.text[first:last]
        if source[begin:stop] != after:
            yield from _split_reading(source[begin:stop], after, begin)
        at = max(at, stop)


def _group(text: CleanText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clean characters that stand for one run of the source together."""
    bounds = [start, *(i for i in range(start + 1, end) if text.origin[i] >= text.until[i - 1]), end]
    yield from pairwise(bounds)


def _split_reading(before: str, after: str, start: int) -> Iterator[TextChange]:
    """A change, with the annotation that follows its word told apart."""
    found = _ANNOTATED.match(before)
    if found is None or not after or _ANNOTATED.match(after):
        yield _name_change(before, after, start)
        return
    word = found["word"]
    if word != after:
        yield _name_change(word, after, start)
    at = start + len(word)
    yield TextChange(ChangeKind.READING, before[len(word):], "", at, start + len(before))


def _name_change(before: str, after: str, start: int) -> TextChange:
    return TextChange(_find_kind(before, after), before, after, start, start + len(before))


def _find_kind(before: str, after: str) -> ChangeKind:
    """The kind of a change, told by its characters alone."""
    if not before.strip() and not after.strip():
        return ChangeKind.BLANK
    if not after:
        return ChangeKind.MARK if all(_is_mark(c) for c in before) else ChangeKind.LEFT_OUT
    if unicodedata.normalize("NFKC", before) == unicodedata.normalize("NFKC", after):
        return ChangeKind.FORM
    if _HAN.fullmatch(before) and _HAN.fullmatch(after):
        return ChangeKind.SCRIPT
    return ChangeKind.MARK if all(_is_mark(c) for c in before + after) else ChangeKind.REPAIR


def _is_mark(c: str) -> bool:
    return unicodedata.category(c)[0] in "PSZ"
