"""Notice file → spec (提取): read top to bottom, one call a line."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.assemble import assemble_spec
from extractor.clean.text import Cleaned, clean_source
from extractor.facts.explanations import explain_spec
from extractor.facts.gather import gather_findings
from extractor.facts.markings import find_markings
from extractor.facts.notice import find_issuer_level, find_names, find_places, find_reference
from extractor.facts.reading import Reading
from extractor.phrases.citations import find_citations, find_masks
from extractor.phrases.office_model import add_organisations, load_model_setting
from extractor.phrases.quantities import find_quantities
from extractor.phrases.times import find_times
from extractor.readers.files import read_source
from extractor.source import SourceText, Span
from extractor.structure.outline import Outline
from extractor.structure.parts import read_outline
from specs.explanations import Explanation
from specs.model import Origin, Spec

RULES = "2026.11"


@dataclass(frozen=True, slots=True)
class Extraction:
    """A notice read through (提取结果): its spec, with the forms of text that it went through."""

    spec: Spec
    source: SourceText
    cleaned: Cleaned
    reading: Reading


def extract_file(path: Path, model: str | None = None) -> Extraction:
    """The spec of a notice file.

    model   the office's spaCy model whose organisations are added to ours; the environment's where None
    raises  UnreadableFile: no such file, no text in it, or no format that we read; BadModel: it cannot be loaded
    """
    model = model or load_model_setting()
    source = read_source(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    rules = f"{RULES}+{Path(model).name}" if model else RULES
    return extract_source(source, Origin(path.name, digest, source.reader, rules), model)


def extract_source(source: SourceText, origin: Origin, model: str | None = None) -> Extraction:
    """The spec of a notice whose text has been read."""
    return read_cleaned(source, clean_source(source), origin, model)


def read_cleaned(source: SourceText, cleaned: Cleaned, origin: Origin, model: str | None = None) -> Extraction:
    """The spec of a notice whose text has been read and cleaned (benchmarks/extraction.py measures this)."""
    with _uncollected():
        outline = read_outline(cleaned)
        reading = read_phrases(cleaned, outline, model)
        found = gather_findings(reading, cleaned.script, (*source.doubts, *cleaned.doubts, *find_markings(source)))
        return Extraction(assemble_spec(found, source, cleaned.text, origin), source, cleaned, reading)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circles of objects: reading makes many thousands of small ones, none of which are."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def explain_extraction(made: Extraction) -> tuple[Explanation, ...]:
    """Why the spec says what it says: rule, clause and governing words of every fact."""
    return explain_spec(made.reading, made.spec)


def read_phrases(cleaned: Cleaned, outline: Outline, model: str | None = None) -> Reading:
    """The phrases of a cleaned notice: citations first, since they hide dates and numbers from the others."""
    text, head = cleaned.text.text, outline.head
    reference = find_reference(head, text)
    masked = (*outline.masked, *find_masks(text))
    times = find_times(text, reference, masked)
    quantities = find_quantities(text, (*masked, *(Span(t.start, t.end) for t in times)))
    return Reading(
        cleaned.text,
        outline,
        reference,
        times,
        quantities,
        find_citations(text),
        masked,
        add_organisations(find_names(head, text), text, model),
        find_issuer_level(head),
        find_places(head),
    )
