"""Names of organisations (机构名) in one clause, coordinations written out.

A name is found from its tail (`name_tails`) leftwards to where it begins (`name_starts`). What the name is doing there,
and so its role, is for `facts/phrase_roles.py` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from extractor.phrases.coordinations import split_names
from extractor.phrases.name_starts import GENERIC, JOINTS, find_head, find_start
from extractor.phrases.name_tails import find_tails
from extractor.phrases.names import CLASS_OF_PLACES, Names
from extractor.phrases.starts import find_matches
from extractor.phrases.tails import find_known, tail_places
from extractor.phrases.words import Word, cut_words

# 各立档单位应当: a class that is told to do something, whatever its members do.
_CHARGED_CLASS = re.compile(
    r"(?<![一-鿿])各(?:(?!有关|相关|级|类|地|部门|单位|市|县|区|乡|镇|村)[^各,。;:、()和与及由向将把要须的对在并等])(?:[^各,。;:、()和与及由向将把要须的对在并等]){0,7}"
    r"(?:单位|机构|部门|企业|主体)(?=要|应|须|必须|负责|不得|将|可|在|于|按|每)"
)
# A class too wide for a name but where words before it narrow it: 符合条件的|企业.
NARROWED_ONLY = re.compile("企业|单位|机构|部门|学校|医院|地方|地区|城市|省份|政府")
_GOVERNS = re.compile("(?:政府|企业|学校|医院)(?=(?:主要)?(?:负责|应当|必须))|政府(?=要|应|须)")
_NARROWED_PLACE = re.compile(
    r"(?<=的)(?:(?:地方(?!政府|标准|性|财政|法规|特色|税|戏|志|党委|人大|组织|金融|债)|地区(?!生产|间|性|差)|城市(?!化|群|圈)|省份)"
    r"(?![的之])|(?:县|市|区|乡镇|镇|乡|村|街道)(?=[,、要应须可将开先率积加探结组建制设在于根按和与及通]|$))"
)
_MARK = re.compile("[,。;:、]")


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """A run of words that names one or more bodies (机构短语), in clean offsets.

    names    written out one by one, in reading order
    """

    start: int
    end: int
    names: tuple[str, ...]


def find_bodies(text: str, start: int, end: int, names: Names) -> list[BodyPhrase]:
    """Bodies named in text[start:end], one clause, in reading order; coordinated names are one phrase.

    source  docs/spec-format.md, "Bodies"
    """
    places = tail_places(text, names.known)
    first = bisect_right(places, start)
    if first == len(places) or places[first] > end:
        return []  # nothing that a name ends with: its words need not be cut
    clause, last = text[start:end], places[bisect_right(places, end, first) - 1] - start
    return [BodyPhrase(start + p.start, start + p.end, p.names) for p in _find(clause, _cut_until(clause, last), names)]


def _cut_until(clause: str, last: int) -> int:
    """How far a clause need be cut into words, whose last name ends at `last` at the latest: to the mark behind it."""
    mark = _MARK.search(clause, last)
    if mark is None or clause.count("(", 0, mark.end()) != clause.count(")", 0, mark.end()):
        return len(clause)
    return mark.end()


@lru_cache(maxsize=4096)
def _find(clause: str, stop: int, names: Names) -> tuple[BodyPhrase, ...]:
    words = _with_places(cut_words(clause[:stop]), clause[:stop], names.places)
    regions: list[tuple[int, int]] = []
    known = {m.end(): m.start() for m in _CHARGED_CLASS.finditer(clause)}
    known |= {m.end(): m.start() for p in (CLASS_OF_PLACES, _NARROWED_PLACE) for m in find_matches(p, clause)}
    known |= {end: start for start, end in find_known(clause, names.known)}
    for office, tail in find_tails(clause, words, known):
        left = find_start(words, office, known.get(words[office].end, find_head(clause, words[office])))
        if left is None:
            continue
        if regions and left <= regions[-1][1] + 1 and _joins(words, regions[-1][1], left, tail):
            regions[-1] = (regions[-1][0], tail)
        elif regions and left <= regions[-1][1]:
            regions[-1] = (min(left, regions[-1][0]), tail)
        elif regions and left == regions[-1][1] + 2 and words[left - 1].text == "、":
            regions[-1] = (regions[-1][0], tail)
        else:
            regions.append((left, tail))
    return tuple(p for left, tail in regions if (p := _phrase(clause, words, left, tail, names)) is not None)


def _with_places(words: tuple[Word, ...], clause: str, places: tuple[str, ...]) -> tuple[Word, ...]:
    """Words with the notice's own places in one piece each, which jieba may not know."""
    for place in places:
        start = -1
        while (start := clause.find(place, start + 1)) >= 0:
            inside = [i for i, w in enumerate(words) if start <= w.start and w.end <= start + len(place)]
            if len(inside) > 1 and words[inside[0]].start == start and words[inside[-1]].end == start + len(place):
                whole = Word(start, start + len(place), place, "ns")
                words = (*words[: inside[0]], whole, *words[inside[-1] + 1 :])
    return words


def _joins(words: tuple[Word, ...], last: int, left: int, tail: int) -> bool:
    """Whether only a joint stands between two names, so that they are one coordination."""
    return left <= last + 1 and last + 1 < len(words) and words[last + 1].text in (*JOINTS, "等") and tail > last + 1


def _phrase(clause: str, words: tuple[Word, ...], left: int, tail: int, names: Names) -> BodyPhrase | None:
    start, end = words[left].start, words[tail].end
    run = clause[start:end]
    if NARROWED_ONLY.fullmatch(run) and (clause[start - 1 : start] == "的" or _GOVERNS.match(clause, start)):
        return BodyPhrase(start, end, (run,))
    listed = split_names(run, names)
    listed = tuple(n for n in listed if not GENERIC.match(n) or n in ("企业", "学校", "医院"))
    if not listed:
        return None
    return BodyPhrase(start, end, listed)
