"""Traditional to simplified by the form found (繁简): the plain form, Taiwan's or Hong Kong's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

HANS, HANT, MIXED = "hans", "hant", "mixed"
_STRAY = 0.05  # a share of characters of the other script up to this is names, quotes and slips
# Each form with what writes it from simplified text.
_FORMS = {"t2s": "s2t", "tw2s": "s2tw", "hk2s": "s2hk"}
# Taiwan writes 著 where others write 着 (著力 隨著); 著 to write and 著 as in 顯著 are common to all.
_TAIWAN_ZHE = re.compile(r"(?<![顯显名論论專专原編编土卓昭巨合譯译拙遺遗])著(?![名作述稱称書书錄录者])")


@dataclass(frozen=True, slots=True)
class _Scripts:
    """Characters that only one script writes (繁体字、简体字), and those that a form does not write but others do.

    left  what one form alone writes and alone simplifies (衞 枱 簷), with what it makes of it
    """

    traditional: re.Pattern[str]
    simplified: re.Pattern[str]
    strange: dict[str, frozenset[str]]
    left: dict[int, str]


def find_script(text: str) -> str:
    """The script of a text: `hans`, `hant`, or `mixed` where neither prevails."""
    traditional, simplified = count_scripts(text)
    both = traditional + simplified
    if traditional <= both * _STRAY:
        return HANS
    return HANT if simplified <= both * _STRAY else MIXED


def count_scripts(text: str) -> tuple[int, int]:
    """How many characters are written so in traditional texts only, and in simplified ones only.

    The second is not counted (0) where the first is 0: nothing is to be told apart.
    """
    scripts = _load_scripts()
    traditional = len(scripts.traditional.findall(text))
    return traditional, len(scripts.simplified.findall(text)) if traditional else 0


def find_form(text: str) -> str:
    """The conversion that undoes the form of a traditional text, `t2s`, `tw2s` or `hk2s`: the one least is strange to.

    Where nothing tells them apart it is `t2s`.
    """
    counts = Counter(text)
    zhe = len(_TAIWAN_ZHE.findall(text))
    strange = {form: sum(counts[c] for c in counts.keys() & characters)
               for form, characters in _load_scripts().strange.items()}
    strange["tw2s"] += counts["着"]
    strange["t2s"] += zhe
    strange["hk2s"] += zhe
    return min(_FORMS, key=lambda form: strange[form])


def simplify(text: str, form: str) -> str:
    """The text in simplified characters, by `t2s`, `tw2s` or `hk2s`; what another form alone writes, by that one."""
    return _convert(text, form).translate(_load_scripts().left)


def _convert(text: str, form: str) -> str:
    return str(_converter(form).convert(text))


@cache
def _converter(form: str) -> Any:
    from opencc import OpenCC  # heavy: loaded when the first text is looked at

    return OpenCC(form)


@cache
def _load_scripts() -> _Scripts:
    """Which characters are of one script or form only, by what conversion changes and the old code tables hold.

    What GB2312 has (乾 著 瞭) is written in simplified texts too, and what Big5 has (后 里 干) in traditional ones.
    """
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    to_simplified = {form: _convert("\n".join(every), form).split("\n") for form in _FORMS}
    to_traditional = _convert("\n".join(every), "s2t").split("\n")
    left = {c: plain for c, *made in zip(every, *to_simplified.values(), strict=True) if not _has(c, "gb2312")
            and len(plain := [m for m in made if _has(m, "gb2312")]) < len(made) and len(set(plain)) == 1}
    written = {form: _convert("\n".join(c for c in every if _has(c, "gb2312")), to).split("\n")
               for form, to in _FORMS.items()}
    apart = [variants for variants in zip(*written.values(), strict=True) if len(set(variants)) > 1]
    strange = {form: frozenset(c for v in apart for c in v if c != v[i]) - {v[i] for v in apart}
               for i, form in enumerate(_FORMS)}
    return _Scripts(
        _any_of(c for c, s in zip(every, to_simplified["t2s"], strict=True)
                if (c != s or c in left) and not _has(c, "gb2312")),
        _any_of(c for c, t in zip(every, to_traditional, strict=True) if c != t and not _has(c, "big5")),
        strange,
        {ord(c): plain[0] for c, plain in left.items()})


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(characters)}]")


def _has(character: str, code_table: str) -> bool:
    try:
        character.encode(code_table)
    except UnicodeEncodeError:
        return False
    return True
