"""Times that bind somebody, with what they govern (时限)."""

from __future__ import annotations

import re

from extractor.facts.reading import SILENT, Passage, Reading
from extractor.phrases.time_words import TimePhrase
from specs.model import Confidence, Deadline

_LEADING = re.compile(r"^(?:[\s,、:。)]|要|应当?|将|须|必须|负责|力争|确保|的|之前|完成时限)+")
_LONGEST_ACTION = 45
_SHORT_ACTION = 8


def find_deadline_facts(reading: Reading, passage: Passage) -> list[Deadline]:
    """Deadlines of one passage of prose, in reading order; those of tables come with the tables.

    source  docs/spec-format.md, "Deadline"
    """
    facts = []
    for phrase in reading.times_in(passage.span.start, passage.span.end):
        if passage.kind in SILENT and (phrase.weak or phrase.time.every):
            continue
        start, end = reading.clean.source_span(phrase.start, phrase.end)
        facts.append(
            Deadline(
                "",
                start,
                end,
                phrase.time,
                governed_action(reading, phrase, passage),
                passage.task,
                phrase.rule,
                Confidence.LIKELY if phrase.weak else Confidence.SURE,
            )
        )
    return facts


def governed_action(reading: Reading, phrase: TimePhrase, passage: Passage) -> str:
    """The clause that a time governs, in few words: what follows it, or what stands before it where nothing follows."""
    text = reading.text
    stop = min([p for c in "。;\n" if (p := text.find(c, phrase.end)) >= 0] + [passage.span.end])
    after = _LEADING.sub("", text[phrase.end : stop])
    item = passage.item
    if item is not None and item.start <= phrase.start < item.body:  # 启动阶段(2024年4月—6月)。
        stop = min([p for p in [text.find("。", item.body + 1)] if p >= 0] + [passage.span.end])
        after = _strip_subject(reading, text[item.body : stop]) or after
    if not after or after[0] in ")】":
        begin = max(text.rfind(c, 0, phrase.start) for c in "。;\n,") + 1
        after = text[begin : phrase.start].strip("(（在于 ")
    return shorten(_strip_subject(reading, after))


def _strip_subject(reading: Reading, words: str) -> str:
    words = _LEADING.sub("", words)
    found = re.match(r"^[^,。;:]{2,40}?(?:要|应当?|将|须|负责)(?=[一-鿿])(?!求|素|点|急|用)", words)
    return _LEADING.sub("", words[found.end() :]) if found else words


def shorten(words: str) -> str:
    """The first clause or clauses of some words, about a line long."""
    out = ""
    for clause in re.split(r"(?<=[,:])", words):
        if out and (len(out) >= _SHORT_ACTION and len(out) + len(clause) > _LONGEST_ACTION):
            break
        out += clause
    return out.strip(",。;: \n")[: 2 * _LONGEST_ACTION]
