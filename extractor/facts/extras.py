"""Unnumbered paragraphs that carry duties (未编号段落), so that none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.facts.reading import Reading
from extractor.source import Span
from specs.model import Confidence, Extra

_DUTY = re.compile(r"要|应当?|须|必须|请|负责|牵头|不得|确保|于.{2,14}前")


def find_extras(reading: Reading) -> Iterator[Extra]:
    """Unnumbered paragraphs that carry duties, with ids of their own (spec-format, "A task")."""
    for part in reading.outline.parts:
        yield from _numbered(reading, part.label, [s for s in (*part.lead, *part.extras) if _has_duty(reading, s)])
        for item in part.walk():
            yield from _numbered(reading, item.path, [s for s in item.extras if _has_duty(reading, s)])


def _numbered(reading: Reading, path: str, spans: Sequence[Span]) -> Iterator[Extra]:
    for i, span in enumerate(spans, 1):
        start, end = reading.clean.source_span(span.start, span.end)
        yield Extra(f"{path}#{i}", start, end, reading.text[span.start : span.end], "extra.duty", Confidence.LIKELY)


def _has_duty(reading: Reading, span: Span) -> bool:
    said = _DUTY.search(reading.text, span.start, span.end)
    return said is not None and (bool(reading.times_in(span.start, span.end)) or span.end - span.start > 20)
