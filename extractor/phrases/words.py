"""Words of a clause (词): cut by jieba with our own names of organisations as its user words."""

from __future__ import annotations

import logging
import os
import re
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractor.vocab.tables import load_table

PLACE, ORG = "LOC", "ORG"  # our own parts of speech: a class of places, the tail of an organisation's name

# What jieba would cut apart, though it is one word to a clerk: classes of places.
TERRITORY = (
    r"县\(市、区(?:、旗)?\)|县\(自治县、区\)|县\(区、市\)|县\(区\)|县\(市\)|区\(县(?:、市)?\)|区县\(自治县\)"
    r"|市\(州(?:、地)?\)|市州|乡镇\(街道\)|乡\(镇、?(?:街道)?\)|镇\(街道\)|镇\(乡、?(?:街道)?\)|镇街|"
    r"村\(社区\)|村居"
    r"|县市区|市县区|区县|县区|旗县区?|设区市|地级市|盟市|乡镇|行政村|自然村"
)
# 和县 and 及时 are words of jieba's list: a joint before a level is a joint.
_FIXED = re.compile(
    rf"(?P<place>{TERRITORY}|各[省市县区州旗乡镇村](?=[,、。;:和及要应须将不均可在按负结根每统组对于从至]|"
    rf"$))|(?P<verb>会同|协同)|(?P<joint>以及|[和与及暨](?=各|[省市县区乡镇](?![际场民政])|国家|有关|相关|"
    rf"所在))"
    rf"|(?P<number>[0-9][0-9.,]*%?)|(?P<mark>[^\w]|_)"
)


@dataclass(frozen=True, slots=True)
class Word:
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
    for word in table["compounds"]["text"]:
        cutter.add_word(word)
    return cutter, tags


@lru_cache(maxsize=4096)
def cut_words(clause: str) -> tuple[Word, ...]:
    """The words of one clause in order, every character in one of them."""
    cutter, tags = _cutter()
    words: list[Word] = []
    at = 0
    for found in (*_FIXED.finditer(clause), None):
        stop = found.start() if found else len(clause)
        if stop > at:
            for text in cutter.cut(clause[at:stop], HMM=False):
                words.append(Word(at, at + len(text), text, tags.get(text, "")))
                at += len(text)
        if found:
            tag = (
                PLACE
                if found["place"]
                else "v"
                if found["verb"]
                else "c"
                if found["joint"]
                else "m"
                if found["number"]
                else "w"
            )
            words.append(Word(found.start(), found.end(), found.group(), tag))
            at = found.end()
    return tuple(words)
