"""Time expressions (时间) → spans with a normalised `Time`; the notice's own date is the reference, never the clock.

Two stages: one alternation finds the words, then each shape has a small composer.
Only times that bind somebody are returned: what is past, cited or a condition is passed over (spec-format, "Deadline").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.phrases.binding import is_title_years
from extractor.phrases.calendar_points import western_year
from extractor.phrases.calendar_times import (
    compose_day,
    compose_dotted,
    compose_limit,
    compose_plan,
    compose_span,
    compose_spell,
)
from extractor.phrases.recurring_times import compose_length, compose_recurrence
from extractor.phrases.starts import find_matches
from extractor.phrases.time_words import (
    DAY,
    DOTTED,
    EVERY,
    PLAN,
    POINT,
    SPAN,
    SPELL,
    WITHIN,
    Place,
    Reference,
    TimePhrase,
)
from extractor.source import Span

_COMPOSERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Place], TimePhrase | None]], ...] = (
    (EVERY, compose_recurrence),
    (SPELL, compose_spell),
    (PLAN, compose_plan),
    (DOTTED, compose_dotted),
    (SPAN, compose_span),
    (WITHIN, compose_length),
    (POINT, compose_limit),
    (DAY, compose_day),
)


def find_times(text: str, reference: Reference, masked: Sequence[Span]) -> tuple[TimePhrase, ...]:
    """All binding times of the clean text, in reading order, none overlapping.

    masked   spans that hold no time: head, foot, citations, document numbers
    source   docs/spec-format.md, "Deadline"
    """
    return tuple(phrase for phrase in find_mentions(text, reference, masked) if phrase.binds)


def find_mentions(text: str, reference: Reference, masked: Sequence[Span]) -> tuple[TimePhrase, ...]:
    """All times that the clean text says, those that bind nobody too; no binding one overlaps another."""
    blocked = bytearray(len(text))
    for span in masked:
        blocked[span.start : span.end] = b"\1" * (span.end - span.start)
    found: list[TimePhrase] = []
    minguo = _MINGUO.search(text) is not None
    for pattern, compose in _COMPOSERS:
        for match in find_matches(pattern, text):
            if match.end() == match.start() or blocked.find(b"\1", match.start(), match.end()) >= 0:
                continue
            phrase = compose(match, Place(text, reference, _year_before(text, match.start(), minguo), minguo))
            if phrase is not None:
                found.append(phrase)
            if (phrase is not None and phrase.binds) or (pattern is SPAN and is_title_years(match, text)):
                blocked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda p: (p.start, -p.end)))


_MINGUO = re.compile(r"民国\s?[0-9〇零一二三四五六七八九十]")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}|1[0-9]{2})\s?年")


# 2017年:…。9月底前…: the year that a line begins with.
_LINE_OF_YEAR = re.compile(r"(?:\(?[一二三四五六七八九十0-9]{1,2}[).、]+)?\s?(?P<year>20[0-9]{2})年(?:度)?:")


def _year_before(text: str, at: int, minguo: bool) -> int | None:
    """The last year said in digits in this sentence before `at`."""
    begin = max(text.rfind(c, max(0, at - 200), at) for c in "。;\n") + 1
    if text.rfind("年", begin, at) < 0:
        line = _LINE_OF_YEAR.match(text, text.rfind("\n", 0, at) + 1, at)
        return int(line["year"]) if line else None
    years = [western_year(int(year), minguo=minguo) for year in _YEAR.findall(text, begin, at)]
    known = [year for year in years if year is not None]
    return known[-1] if known else None
