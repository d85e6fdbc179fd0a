"""Revisions as clauses before and after (条款对照): for a plan that is issued, and is changed by a paper of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from specs.revisions import Adjustment, Revision, RevisionKind

_CHAPTER = re.compile(r"^[一二三四五六七八九十]+、[^\n。]{1,40}$", re.M)
_HEAD = re.compile(r"^(?:[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\d+[.．])[^。]{1,40}(?=。)")
_SENTENCE = re.compile(r"[^。]*。(?:[(（][^)）。]*[)）])?|[^。]+$")


def list_clauses(revisions: Iterable[Revision], text: str) -> tuple[Adjustment, ...]:
    """What a plan's clauses say before and after, in the order of its text.

    text     the plan's source text, which the revisions count in
    returns  a clause a paragraph; a row of a table only where no paragraph has the same change
    """
    ordered = sorted((one for one in revisions if one.kind is not RevisionKind.RENUMBERED), key=lambda one: one.start)
    told = {one.note for one in ordered if not one.cells and " | " not in text[slice(*_line(text, one.start))]}
    found = []
    for (line, kind), group in groupby(ordered, key=lambda one: (_line(text, one.start), one.kind)):
        some = [*group]
        in_table = " | " in text[slice(*line)]
        if in_table and all(one.note in told for one in some):
            continue
        grounds = tuple(dict.fromkeys(one.note for one in some))
        if kind is RevisionKind.INSERTED and in_table:
            found += [Adjustment(_name_row(one.cells), "", _plain(" | ".join(one.cells)), (one.note,)) for one in some]
        elif kind is RevisionKind.INSERTED:
            found += [Adjustment(_name(one.new, text, line[0]), "", one.new, (one.note,)) for one in some]
        elif kind is RevisionKind.DELETED:
            found.append(Adjustment(_name(text[slice(*line)], text, line[0]), text[slice(*line)], "", grounds))
        else:
            found.append(_restated(text, line, some, grounds))
    return tuple(found)


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _name(words: str, text: str, at: int) -> str:
    """Chapter and heading of a paragraph; its first words where it has neither."""
    chapter = next(reversed([found[0] for found in _CHAPTER.finditer(text, 0, at)]), "")
    head = _HEAD.match(words)
    return (chapter + (head[0] if head else "")) or words[:20]


def _restated(text: str, line: tuple[int, int], some: list[Revision], grounds: tuple[str, ...]) -> Adjustment:
    words = text[slice(*line)]
    head = _HEAD.match(words)
    lead = head.end() + 1 if head else 0
    before, after = "", ""
    for sentence in _SENTENCE.finditer(words, lead):
        mine = [one for one in some if sentence.start() <= one.start - line[0] < sentence.end()]
        if not mine:
            continue
        before += sentence[0]
        said = sentence[0]
        for one in sorted(mine, key=lambda one: -one.start):
            at = one.start - line[0] - sentence.start()
            said = said[:at] + one.new + said[at + len(one.old):]
        after += said
    in_table = " | " in words
    clause = words.split(" | ")[1 if words[:1].isdigit() else 0] if in_table else _name(words, text, line[0])
    return Adjustment(clause, _plain(before), _plain(after), grounds)


def _name_row(cells: tuple[str, ...]) -> str:
    """What a row is about: its first cell that is no number."""
    return next((cell for cell in cells if cell and not cell.isdecimal()), "")


def _plain(words: str) -> str:
    """A row's cells as one line."""
    return words.removesuffix(" |").replace(" | ", "，")
