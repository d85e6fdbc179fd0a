"""Papers named in the text (引文): 《…》 with the number that follows; they hide their dates from others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.source import Span
from gongwen.document_numbers import find_document_number, print_document_number

_TITLE = re.compile(r"《(?P<title>[^《》]{2,90}(?:《[^《》]*》[^《》]*)?)》")
_NUMBER_AFTER = re.compile(
    r"\s?[(（]?(?P<words>[^()，。;,《》]{2,24}?[〔\[【(（](?:19|"
    r"20)[0-9]{2}[〕\]】)）]\s?第?\s?[0-9]{1,4}\s?号)[^()]{0,16}[)）]?"
)
_YEAR = re.compile(r"[〔\[【](?:19|20)[0-9]{2}[〕\]】]")
_NUMBER = re.compile(r"[一-鿿A-Za-z]{1,12}[〔\[【](?:19|20)[0-9]{2}[〕\]】]\s?第?\s?[0-9]{1,4}\s?号")
_ALIAS = re.compile(r"(?:以下)?(?:统称|简称|称)[为]?[“《\"]?$|下简称$")


@dataclass(frozen=True, slots=True)
class CitationPhrase:
    """A paper named in the text, in clean offsets; `number` with 〔〕, None if none follows."""

    start: int
    end: int
    title: str
    number: str | None


def find_citations(text: str) -> tuple[CitationPhrase, ...]:
    """Every 《…》 of the text, in reading order, again at each mention; aliases (`以下简称《…》`) are passed over."""
    found = []
    for match in _TITLE.finditer(text):
        if _ALIAS.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        number, end = None, match.end()
        after = _NUMBER_AFTER.match(text, end)
        if after:
            parsed = find_document_number(after["words"])
            if parsed is not None:
                number, end = print_document_number(parsed.number), after.end()
        found.append(CitationPhrase(match.start(), end, match["title"], number))
    return tuple(found)


def find_masks(text: str) -> tuple[Span, ...]:
    """Spans of titles and document numbers, in which no number or date binds anybody."""
    spans = [Span(m.start(), m.end()) for m in _TITLE.finditer(text)]
    spans += [Span(m.start(), m.end()) for m in _document_numbers(text)]
    return tuple(sorted(spans, key=lambda s: s.start))


def _document_numbers(text: str) -> Iterator[re.Match[str]]:
    """The numbers of papers, each looked for around its year only."""
    at = 0
    for year in _YEAR.finditer(text):
        found = _NUMBER.search(text, max(at, year.start() - 12), year.end() + 12)
        if found:
            yield found
            at = found.end()
