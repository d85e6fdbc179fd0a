"""Where the name of an organisation may end (尾字), so that only clauses with such a place are cut into words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress, count

from extractor.phrases.names import CLASS_OF_PLACES, SHORT_TAILS
from extractor.phrases.starts import find_matches
from extractor.phrases.words import TERRITORY, find_division_names, listed_words
from extractor.vocab.tables import load_table

SINGLE_TAILS = "委局厅署办部院所站馆队校社会处科股园室"
# Words that name somebody as a whole.
WHOLE_TAILS = ("各地", "各地区", "属地", "当地政府", "高校", "劳动关系双方", "第三方", "社会力量", "行业", "各方")
_PLACES = re.compile(rf"{TERRITORY}|(?:各|每个)[省市县区州旗乡镇村]")
# 有条件的地方, 符合条件的县: classes that the words before them narrow.
_NARROWED = re.compile("(?<=的)(?:地方|城市|省份|县|市|区|镇|乡|村)")
# What a class that is told to do something may end with: 各立档单位, 各经营主体.
_CLASSES = ("单位", "机构", "部门", "企业", "主体")


@cache
def _tail_ends() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """What every tail but a class of places ends with: one character, or two or three, and what these end with."""
    listed = [w for row in load_table("organisations")["tail"] for w in row["text"] if "(" not in w]
    single = SINGLE_TAILS + "".join(w for w in listed if len(w) == 1 and w not in "省市县区镇乡村")
    pairs = {w[-2:] for w in (*listed, *WHOLE_TAILS, *_CLASSES) if len(w) > 1 and w[-1] not in single}
    long = (w for w, tag in listed_words().items() if len(w) > 2 and (tag == "nt" or w[-1] in SHORT_TAILS))
    endings = pairs | {w[-3:] for w in long if w[-1] not in single}
    last = "".join(sorted({ending[-1] for ending in endings}))
    return frozenset(single), frozenset(endings), re.compile(f"[{re.escape(last)}]")


@lru_cache(maxsize=4)
def tail_places(text: str, known: tuple[str, ...]) -> tuple[int, ...]:
    """Where in a text a tail or a known name may end, in reading order: no name ends anywhere else."""
    single, endings, last = _tail_ends()
    ends = set(compress(count(1), map(single.__contains__, text)))
    for found in last.finditer(text):
        end = found.end()
        if text[end - 2 : end] in endings or text[end - 3 : end] in endings:
            ends.add(end)
    ends.update(m.end() for m in find_matches(_PLACES, text))
    ends.update(m.end() for m in find_matches(CLASS_OF_PLACES, text))
    ends.update(m.end() for m in _NARROWED.finditer(text))
    ends.update(end for _, end in find_division_names(text))
    ends.update(end for _, end in find_known(text, known))
    return tuple(sorted(ends))


def find_known(text: str, known: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where a text says names that the notice makes known, in reading order; of two in one place the longer."""
    places: list[tuple[int, int]] = []
    for name in known:
        at = text.find(name)
        while at >= 0:
            places.append((at, at + len(name)))
            at = text.find(name, at + 1)
    found: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda p: (p[0], -p[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
