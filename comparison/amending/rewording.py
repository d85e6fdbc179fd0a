"""Bodies that come, go or change their part, in an item's own words (责任单位改写): only where the place is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from comparison.amending.texts import GLUE, Edit, Piece

LEAD, SUPPORT, RESPONSIBLE = "牵头", "配合", "责任"
_ALIKE = {"主办": LEAD, "参与": SUPPORT, "协办": SUPPORT, "支持": SUPPORT, "负责": RESPONSIBLE}
_ROLE = re.compile("牵头|主办|配合|参与|协办|支持|责任|负责")
# Who has a part, in a sentence (县水务局牵头，县农机站、县供电所配合，) or in a note (配合单位：县农机站).
_VERBS = {LEAD: "牵头", SUPPORT: "(?:积极)?(?:配合|协助|参与)", RESPONSIBLE: "负责"}
_NOTES = {LEAD: "(?:牵头|主办)(?:单位|部门)", SUPPORT: "(?:配合|参与|协办)(?:单位|部门)",
          RESPONSIBLE: "(?:责任|负责)(?:单位|部门)"}
_NAMES = r"[一-鿿、()（）和]{2,80}?"


@dataclass(frozen=True, slots=True)
class Part:
    """What an order says of a body's part (单位职责): `names` are spans of the amending paper, `roles` from and to."""

    names: tuple[tuple[int, int], ...]
    come: str = ""
    go: str = ""


def read_role(words: str) -> str:
    """The part that words name first: 牵头 配合 责任; "" where they name none."""
    found = _ROLE.search(words)
    return _ALIKE.get(found[0], found[0]) if found else ""


def read_part(words: str, order: tuple[int, int], named: tuple[int, int]) -> Part:
    """What an order says of bodies: who they are, which part they get and which they lose.

    words  the amending paper; order, named the spans of the order and of the names in it
    """
    names: list[tuple[int, int]] = []
    at = named[0]
    for name in re.split("[、和]", words[slice(*named)]):
        names.append((at, at + len(name)))
        at += len(name) + 1
    behind = words[named[1]:order[1]]
    if "不再" in words[slice(*order)]:
        return Part(tuple(names), go=RESPONSIBLE)
    if behind.startswith("由"):
        before, _, after = behind.partition("为")
        return Part(tuple(names), come=read_role(after), go=read_role(before))
    return Part(tuple(names), come=read_role(behind))


def reword_bodies(text: str, span: tuple[int, int], part: Part, words: str) -> list[Edit]:
    """The edits of an item's words that give bodies their new part; [] where the words do not show the place.

    text   the notice, full-width marks folded; span the item in it
    words  the amending paper, from which the names are taken
    """
    start, end = span
    names = [words[a:b] for a, b in part.names]
    edits: list[Edit] = []
    if part.go:
        gone = [_take_out(text, start, end, name) for name in names]
        if not all(gone):
            return []
        edits += [edit for edit in gone if edit]
    if part.come:
        if any(text.count(name, start, end) for name in names if not part.go):
            return []
        place = _find_end(text, start, end, part.come)
        if place is None:
            return []
        pieces = tuple(piece for a, b in part.names for piece in (Piece(GLUE, text="、"), Piece(1, a, b)))
        edits.append(Edit(place, place, pieces))
    return edits if _apart(edits) else []


def _apart(edits: Sequence[Edit]) -> bool:
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    return all(a.end <= b.start for a, b in pairwise(ordered))


def _find_end(text: str, start: int, end: int, role: str) -> int | None:
    """Where the names of those with a part end, in the one place of an item that says who they are."""
    note = re.compile(rf"{_NOTES[role]}[:：](?P<names>{_NAMES})(?=[;；)）。]|$)")
    verb = re.compile(rf"(?:^|(?<=[,，。;；、)）由]))(?P<names>{_NAMES}){_VERBS[role]}(?=[,，。;；)）]|$)", re.M)
    for pattern in (note, verb):
        found = [match.end("names") for match in pattern.finditer(text, start, end)]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _take_out(text: str, start: int, end: int, name: str) -> Edit | None:
    """A name and the mark that joins it to others; one that stands alone with its part (县农机站配合，) with that."""
    found = [match.span() for match in re.finditer(re.escape(name), text[start:end])]
    if len(found) != 1:
        return None
    a, b = found[0][0] + start, found[0][1] + start
    if text[a - 1:a] in ("、", "和"):
        return Edit(a - 1, b)
    if text[b:b + 1] in ("、", "和"):
        return Edit(a, b + 1)
    alone = re.compile(r"(?:积极)?(?:配合|协助|参与|牵头|负责)[,，]").match(text, b)
    before = text[a - 1:a]
    if alone and before in (",", "，", "。", ";", "；", ")", "）"):
        return Edit(a, alone.end())
    last = re.compile(r"(?:积极)?(?:配合|协助|参与)(?=[。;；)）])").match(text, b)
    if last and before in (",", "，"):
        return Edit(a - 1, last.end())
    return None
