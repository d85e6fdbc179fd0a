"""Words of a clause (词): cut as jieba does, with our own names of organisations as its user words.

jieba's list and its rule (of all ways to cut, the likeliest) are walked by a loop of our own, which gives the same
words several times as fast; what holds other characters than Chinese ones goes to jieba itself.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import accumulate, compress, count
from math import inf, log
from operator import add
from typing import Any, NamedTuple

from extractor.phrases.starts import look_ahead
from extractor.vocab.tables import load_table
from gongwen.divisions import load_divisions

PLACE, ORG = "LOC", "ORG"  # our own parts of speech: a class of places, the tail of an organisation's name

# What jieba would cut apart, though it is one word to a clerk: classes of places.
TERRITORY = (
    r"省\((?:自治)?区、(?:直辖)?市\)|省\(市、区\)|县\(市、区(?:、[旗镇]|、特区)?\)|县\(市\)区|区\(市\)县|市\(县\)区|市\(县、区\)|市\(区\)|区\(县级市\)|县级市|街\(镇\)|镇\(街\)|乡\(街\)|社区\(村\)|县\(自治县、区\)|县\(区、市\)|县\(区\)|县\(市\)|区\(县(?:、市)?\)|区县\(自治县\)"
    r"|市\(州(?:、地)?\)|市州|乡镇\(街道\)|乡\(镇、市(?:、区)?\)|乡\(镇、?(?:街道)?\)|镇\(街道\)|镇\(乡、?(?:街道)?\)|镇街|"
    r"村\(社区\)|村\(居\)(?=民?委)|村居"
    r"|县市区|市县区|县市(?=政府|政府|[,、。;]|$|应)|乡镇市区|直辖市|区县|县区|旗县区?|设区市|地级市|盟市|乡镇|行政村|自然村"
)
# 和县 and 及时 are words of jieba's list: a joint before a level is a joint.
_FIXED = re.compile(
    rf"(?P<place>{TERRITORY}|(?:各|每个)(?:省(?![级直属份市区])|市(?![场民政级直属容州县区辖(])|县(?![级直属市区域城(])|"
    rf"区(?![级直域县块位间(])|州(?![级直属市])|旗(?![级直县])|乡(?![镇村土(])|镇(?![区村街(])|村(?![庄民级居委组屯社(])))|(?P<verb>会同|协同)|(?P<joint>以及|[和与及暨](?=各|[省市县区乡镇](?![际场民政])|国家|有关|相关|"
    rf"所在))|(?P<noun>[用排产涉][水电煤能气热污废粮地林](?=大?户|单位|企业|机构))"
    rf"|(?P<number>[0-9][0-9.,]*%?)|(?P<mark>[\W_①-⑳])"
)


# Seen from the characters that one may begin with; each alternative is a group of its own.
_FIXED_PLACES = look_ahead(_FIXED)
_TAGS = {"place": PLACE, "verb": "v", "joint": "c", "number": "m", "mark": "w", "noun": "n"}
_CHINESE_ONLY = re.compile("[\u4e00-\u9fd5]+")  # the characters of jieba's list


@cache
def list_words(table: str) -> frozenset[str]:
    """The words of one list of `vocab/organisations.toml`."""
    return frozenset(load_table("organisations")[table]["text"])


_UNIT = re.compile("[省市县区州盟旗]")
_COMMON = re.compile(r"[老新]?[城市][区中关东西南北]|会同|[东西南北中]部?区")
_LONGEST_NAME = 15  # 积石山保安族东乡族撒拉族自治县


_PREPOSITIONS = frozenset("由向将把各与和及经会对请从以")


class Word(NamedTuple):  # a tuple, since every word of many clauses is made
    """One word of a clause, in offsets of the text it was cut from; `tag` is its part of speech, "" unknown."""

    start: int
    end: int
    text: str
    tag: str


@cache
def _cutter() -> tuple[Any, dict[str, str]]:
    """jieba with our user words, and its list of parts of speech; its cache lies in a folder of this user's own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    cutter = jieba.Tokenizer()
    folder = os.path.join(tempfile.gettempdir(), f"luoshi-{os.getuid() if hasattr(os, 'getuid') else 'user'}")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    cutter.tmp_dir = folder
    cutter.initialize()
    tags: dict[str, str] = {}
    with cutter.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").strip().split(" ")
            tags[word] = tag
    table = load_table("organisations")
    for row in table["tail"]:
        for word in row["text"]:
            if len(word) > 1 and "(" not in word and not word.endswith("部"):
                cutter.add_word(word)
                tags[word] = ORG
    for word in table["boundary"]["text"]:
        if len(word) > 1:
            cutter.add_word(word)
            tags.setdefault(word, "v")
    for word in (*table["compounds"]["text"], *table["inner"]["text"]):
        cutter.add_word(word)
        tags.setdefault(word, "vn")
    names = (word for word, tag in tags.items() if tag.startswith("nr") and len(word) > 2 and word[0] in _PREPOSITIONS)
    for word in (*table["apart"]["text"], *names):  # persons whose surname is a preposition: 由医保 is 由, 医保
        cutter.del_word(word)
    return cutter, tags


def listed_words() -> Mapping[str, str]:
    """The words of jieba's list and our own, with their part of speech (`nt`: names of organisations)."""
    return _cutter()[1]


def cut_chinese(text: str) -> list[str]:
    """The words of Chinese characters without marks or numbers: of all ways to cut them the likeliest, as in jieba.

    source  jieba.Tokenizer.cut(text, HMM=False), whose words these are (tests/test_extractor_phrases_words.py)
    """
    cutter, _ = _cutter()
    length = len(text)
    if length == 1:
        return [text]
    if not _CHINESE_ONLY.fullmatch(text):
        return list(cutter.cut(text, HMM=False))
    listed = cutter.FREQ
    words: list[str] = []
    at = reached = 0  # what is not cut yet; how far the words that begin there reach
    for start in compress(count(), map(_pairs().__contains__, map(add, text, text[1:]))):
        if start >= reached:  # no word of the list goes over this place: every way cuts here
            if at < reached:
                words += _likeliest(text[at:reached])
                at = reached
            if at < start:
                words += text[at:start]
                at = start
        end = start + 3
        while end <= length and text[start:end] in listed:
            end += 1
        if end > reached + 1:
            reached = end - 1
    if at < reached:
        words += _likeliest(text[at:reached])
        at = reached
    words += text[at:]
    return words


@cache
def _pairs() -> frozenset[str]:
    """The first two characters of every word of jieba's list that has two."""
    return frozenset(word for word in _cutter()[0].FREQ if len(word) == 2)


@lru_cache(maxsize=1 << 16)
def _likeliest(text: str) -> tuple[str, ...]:
    """The likeliest way to cut a few characters, the first word the longest where two ways are equal."""
    cutter, _ = _cutter()
    count_of, length = cutter.FREQ.get, len(text)
    if length == 2:  # most: one word, or two characters
        apart = (count_of(text[0]) or 0) * (count_of(text[1]) or 1)
        together = count_of(text) or 0
        return (text,) if together and together * cutter.total >= apart else (text[0], text[1])
    whole = log(cutter.total)
    scores, ends = [0.0] * (length + 1), [0] * length
    for start in range(length - 1, -1, -1):
        best, best_end, end = -inf, 0, start + 1
        count = count_of(text[start])
        while count is not None:  # None: no word of the list begins so; 0: only longer ones do
            if count and (score := log(count) - whole + scores[end]) >= best:
                best, best_end = score, end
            if end == length:
                break
            end += 1
            count = count_of(text[start:end])
        scores[start], ends[start] = (best, best_end) if best_end else (scores[start + 1] - whole, start + 1)
    words, at = [], 0
    while at < length:
        words.append(text[at : ends[at]])
        at = ends[at]
    return tuple(words)


@cache
def _divisions() -> tuple[frozenset[str], frozenset[str]]:
    """Names of divisions that no common word is like (合水县, 庆阳市; not 和县, 老城区, 会同县), and their last three
    characters."""
    names = frozenset(d.name for d in load_divisions() if len(d.name) > 2 and not _COMMON.match(d.name))
    return names, frozenset(name[-3:] for name in names)


def is_division(name: str) -> bool:
    """Whether a name is one of the register's divisions, and no common word."""
    return name in _divisions()[0]


def find_division_names(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names a division of the register, the longest name at each place."""
    divisions, endings = _divisions()
    at = 0
    for tail in _UNIT.finditer(text):
        end = tail.end()
        if text[end - 3 : end] not in endings:
            continue
        for start in range(max(at, end - _LONGEST_NAME), end - 2):
            if text[start:end] in divisions:
                at = end
                yield start, at
                break


_make_word = partial(tuple.__new__, Word)


@lru_cache(maxsize=4096)
def cut_words(clause: str) -> tuple[Word, ...]:
    """The words of one clause in order, every character in one of them."""
    texts: list[str] = []
    tags: list[str] = []
    at = 0
    for start, end, tag in _fixed(clause):
        if start > at:
            cut, cut_tags = _tagged(clause[at:start])
            texts += cut
            tags += cut_tags
        texts.append(clause[start:end])
        tags.append(tag)
        at = end
    if at < len(clause):
        cut, cut_tags = _tagged(clause[at:])
        texts += cut
        tags += cut_tags
    ends = list(accumulate(map(len, texts)))
    return tuple(map(_make_word, zip((0, *ends), ends, texts, tags, strict=False)))  # the last end begins none


@lru_cache(maxsize=1 << 14)
def _tagged(run: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a run between marks, and their parts of speech."""
    words, tag_of = cut_chinese(run), _cutter()[1].get
    return tuple(words), tuple(tag_of(word, "") for word in words)


def _fixed(clause: str) -> list[tuple[int, int, str]]:
    """What is one word whatever jieba says: (start, end, tag), in order, none over another."""
    fixed: list[tuple[int, int, str]] = []
    at = 0
    for found in _FIXED_PLACES.finditer(clause):
        start, kind = found.start(), found.lastgroup
        if start >= at and kind:
            at = found.end(kind)
            fixed.append((start, at, _TAGS[kind]))
    named = [(start, end, PLACE) for start, end in find_division_names(clause)]
    if not named:
        return fixed
    return sorted(named + [f for f in fixed if not any(start < f[1] and f[0] < end for start, end, _ in named)])
