"""Words that a text can be found by (检索词): pairs of characters, so that any two that stand together are a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# A blank between Latin words tells them apart; beside a Chinese character it is only how a line was broken.
_IDLE_BLANK = re.compile(r"(?<![!-~])\s+|\s+(?![!-~])|\x00")
_RUN = re.compile(r"(?P<latin>[0-9a-z]+)|(?P<han>[^\W0-9a-z_]+)")


def fold_words(text: str) -> str:
    """A text as it is searched: half-width, small letters, without idle blanks."""
    return _IDLE_BLANK.sub("", unicodedata.normalize("NFKC", text).lower())


def list_terms(folded: str) -> set[str]:
    """What the index holds of a folded text: Latin words and numbers, Chinese characters, and each pair of these."""
    return {term for run, latin in _runs(folded) for term in ((run,) if latin else (*run, *_pairs(run)))}


def ask_terms(folded: str) -> tuple[str, ...]:
    """The terms that a text holding these folded words has, in their order; () where there is nothing to ask for."""
    terms = [term for run, latin in _runs(folded)
             for term in ((run,) if latin or len(run) == 1 else _pairs(run))]
    return tuple(dict.fromkeys(terms))


def split_query(query: str) -> tuple[str, ...]:
    """The words of a query, folded; each must be there."""
    return tuple(dict.fromkeys(word for part in query.split() if (word := fold_words(part))))


def _runs(folded: str) -> Iterator[tuple[str, bool]]:
    for found in _RUN.finditer(folded):
        yield found[0], found["latin"] is not None


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[i:i + 2] for i in range(len(run) - 1))
