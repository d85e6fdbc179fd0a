"""Where the name of an organisation may end (尾字), so that only clauses with such a place are cut into words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress, count
from operator import add

from extractor.phrases.names import SHORT_TAILS
from extractor.phrases.starts import find_matches
from extractor.phrases.words import TERRITORY, find_division_names, listed_words
from extractor.vocab.tables import alternation, load_table

SINGLE_TAILS = "委局厅署办部院所站馆队校社会处科股园室"
# Words that name somebody as a whole.
WHOLE_TAILS = ("各地", "各地区", "属地", "当地政府", "高校", "劳动关系双方", "第三方", "社会力量", "行业", "各方")
_PLACES = re.compile(rf"{TERRITORY}|(?:各|每个)[省市县区州旗乡镇村]")
# What a class that is told to do something may end with: 各立档单位, 各经营主体.
_CLASSES = ("单位", "机构", "部门", "企业", "主体")


@cache
def _tail_ends() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """What every tail but a class of places ends with: one character, two, or three of a longer word."""
    listed = [w for row in load_table("organisations")["tail"] for w in row["text"] if "(" not in w]
    single = SINGLE_TAILS + "".join(w for w in listed if len(w) == 1 and w not in "省市县区镇乡村")
    pairs = {w[-2:] for w in (*listed, *WHOLE_TAILS, *_CLASSES) if len(w) > 1 and w[-1] not in single}
    long = (w for w, tag in listed_words().items() if len(w) > 2 and (tag == "nt" or w[-1] in SHORT_TAILS))
    return (
        re.compile(f"[{single}]"),
        frozenset(pairs),
        frozenset(w[-3:] for w in long if w[-1] not in single),
    )


@lru_cache(maxsize=4)
def tail_places(text: str, known: tuple[str, ...]) -> tuple[int, ...]:
    """Where in a text a tail or a known name may end, in reading order: no name ends anywhere else."""
    single, pairs, triples = _tail_ends()
    doubles = list(map(add, text, text[1:]))
    ends = {m.end() for m in single.finditer(text)}
    ends.update(compress(count(2), map(pairs.__contains__, doubles)))
    ends.update(compress(count(3), map(triples.__contains__, map(add, doubles, text[2:]))))
    ends.update(m.end() for m in find_matches(_PLACES, text))
    ends.update(end for _, end in find_division_names(text))
    ends.update(m.end() for m in known_names(known).finditer(text) if known)
    return tuple(sorted(ends))


@cache
def known_names(known: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of the names that a notice makes known."""
    return re.compile(alternation(known))
