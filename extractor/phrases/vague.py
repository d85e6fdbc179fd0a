"""Words that ask for speed or regularity and set no date (模糊时限), found by spaCy's SpanRuler over single characters.

The blank Chinese pipeline is the frame for phrases out of the vocabulary: its tokens are characters, so that no cut
of words hides one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.source import Span
from extractor.vocab.tables import load_table

_KEY = "vague"


@dataclass(frozen=True, slots=True)
class VagueTime(Span):
    """A vague word (模糊时限); kind is `date` where it leaves the day open, `round` where it leaves open how often."""

    kind: str


@cache
def _pipeline() -> Any:
    """The blank pipeline with our words as rules; heavy to load, once a process."""
    import spacy

    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": _KEY})
    ruler.add_patterns([{"label": kind, "pattern": word} for word, kind in _words().items()])  # type: ignore[attr-defined]
    return nlp


@cache
def _words() -> dict[str, str]:
    return {word: row["means"] for row in load_table("vague")["word"] for word in row["text"]}


def holds_vague_time(text: str, start: int, end: int) -> bool:
    """Whether a vague word stands in text[start:end]; much quicker than finding which."""
    return any(text.find(word, start, end) >= 0 for word in _words())


def find_vague_times(text: str, start: int, end: int) -> list[VagueTime]:
    """Vague words of text[start:end] in reading order, the longest of those that overlap."""
    if not holds_vague_time(text, start, end):
        return []  # no need of a document, which takes longer than all of the search
    doc = _pipeline()(text[start:end])
    found = sorted((s.start_char, -s.end_char, s.label_) for s in doc.spans[_KEY])
    spans: list[VagueTime] = []
    for begin, stop, kind in found:
        if not spans or start + begin >= spans[-1].end:
            spans.append(VagueTime(start + begin, start - stop, kind))
    return spans
