"""Traditional to simplified by the form found (繁简): mainland mirror, Taiwan or Hong Kong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

HANS, HANT, MIXED = "hans", "hant", "mixed"
_STRAY = 0.05  # a share of characters of the other script up to this is names, quotes and slips


@dataclass(frozen=True, slots=True)
class _Scripts:
    """Characters that only one script writes (繁体字、简体字)."""

    traditional: frozenset[str]
    simplified: frozenset[str]


def find_script(text: str) -> str:
    """The script of a text: `hans`, `hant`, or `mixed` where neither prevails."""
    scripts = _load_scripts()
    counts = Counter(text)
    traditional = sum(counts[c] for c in counts.keys() & scripts.traditional)
    simplified = sum(counts[c] for c in counts.keys() & scripts.simplified)
    both = traditional + simplified
    if traditional <= both * _STRAY:
        return HANS
    return HANT if simplified <= both * _STRAY else MIXED


def find_form(text: str) -> str:
    """The conversion that undoes the form a traditional text is written in: `t2s`, `tw2s` or `hk2s`."""
    counts = Counter(text)
    hong_kong = sum(counts[c] for c in "衞説綫峯羣爲裏着")
    if counts["衞"] + counts["説"] + counts["綫"] and hong_kong:
        return "hk2s"
    if counts["著"] and not counts["着"]:
        return "tw2s"
    return "t2s"


def simplify(text: str, form: str) -> str:
    """The text in simplified characters, by `t2s`, `tw2s` or `hk2s`."""
    return str(_converter(form).convert(text))


@cache
def _converter(form: str) -> Any:
    from opencc import OpenCC  # heavy: only a text that has traditional characters pays for it

    return OpenCC(form)


@cache
def _load_scripts() -> _Scripts:
    """Which characters are of one script only, by what conversion changes and the old code tables hold.

    What GB2312 has (乾 著 瞭) is also written in simplified texts, and what Big5 has (后 里 干) in traditional ones.
    """
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    to_simplified = simplify("\n".join(every), "t2s").split("\n")
    to_traditional = simplify("\n".join(every), "s2t").split("\n")
    return _Scripts(
        frozenset(c for c, s in zip(every, to_simplified, strict=True) if c != s and not _has(c, "gb2312")),
        frozenset(c for c, t in zip(every, to_traditional, strict=True) if c != t and not _has(c, "big5")))


def _has(character: str, code_table: str) -> bool:
    try:
        character.encode(code_table)
    except UnicodeEncodeError:
        return False
    return True
