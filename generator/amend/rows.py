"""Rows of a Word table that come or go as tracked changes (表格行的修订)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from generator.amend.names import W
from generator.amend.paragraphs import Letter, list_letters, read_words, shift_of
from generator.amend.tracking import CannotTrack, Tracker, make_run, mark_end

_MERGED = "该行有合并单元格"
_ODD = "该行有嵌套表格、域、超链接或已有的修订"


def find_row(root: etree._Element, shown: tuple[str, ...], nth: int, of: int) -> tuple[etree._Element, int] | None:
    """(the nth of `of` rows whose cells a reader shows so, 0); None where there are not as many of them."""
    found = [row for row in root.iter(f"{W}tr") if _says(row, shown)]
    return (found[nth], 0) if len(found) == of else None


def _says(row: etree._Element, shown: tuple[str, ...]) -> bool:
    cells = row.findall(f"{W}tc")
    if len(cells) != len(shown):
        return False
    for cell, words in zip(cells, shown, strict=True):
        said = _squash("".join(read_words(p) for p in cell.iter(f"{W}p")))
        plain = _squash(words)
        if said != plain and (shift_of(plain, said) is None if said else not plain.isdecimal()):
            return False
    return True


def _squash(words: str) -> str:
    return re.sub(r"\s", "", words)


def insert_row(row: etree._Element, cells: tuple[str, ...], tracker: Tracker, note: str) -> None:
    """A row behind one, in its look; raises CannotTrack."""
    _check(row)
    if len(row.findall(f"{W}tc")) != len(cells):
        raise CannotTrack(_MERGED)
    made = etree.Element(f"{W}tr")
    for part in row:
        if part.tag in (f"{W}tblPrEx", f"{W}trPr"):
            made.append(copy.deepcopy(part))
    _mark_row(made, tracker.mark("ins"))
    first: etree._Element | None = None
    for cell, text in zip(row.findall(f"{W}tc"), cells, strict=True):
        come = _add_cell(made, cell, text, tracker)
        first = come if first is None else first
    row.addnext(made)
    made.tail, row.tail = row.tail, None
    if first is not None:
        tracker.comment_on([first], note, inside=True)


def _add_cell(row: etree._Element, like: etree._Element, text: str, tracker: Tracker) -> etree._Element | None:
    """A cell of a new row in the look of another; returns the mark around its words, None of an empty one."""
    made = etree.SubElement(row, f"{W}tc")
    look, paragraph = like.find(f"{W}tcPr"), like.find(f"{W}p")
    if look is not None:
        made.append(copy.deepcopy(look))
    line = etree.SubElement(made, f"{W}p")
    own = paragraph.find(f"{W}pPr") if paragraph is not None else None
    setting = copy.deepcopy(own) if own is not None else etree.Element(f"{W}pPr")
    for change in setting.findall(f"{W}pPrChange"):
        setting.remove(change)
    numbered = setting.find(f"{W}numPr") is not None
    mark_end(setting, tracker.mark("ins"))
    line.append(setting)
    if not text or (numbered and text.isdecimal()):
        return None
    come = tracker.mark("ins")
    run = next((letter.run for letter in _letters(like)), None)
    come.append(make_run(text, run if run is not None else etree.Element(f"{W}r")))
    line.append(come)
    return come


def _letters(cell: etree._Element) -> Iterator[Letter]:
    for paragraph in cell.iter(f"{W}p"):
        yield from (letter for letter in list_letters(paragraph) if letter.run is not None)


def strike_row(row: etree._Element, tracker: Tracker, note: str) -> None:
    """Take a whole row out; raises CannotTrack."""
    _check(row)
    _mark_row(row, tracker.mark("del"))
    first: etree._Element | None = None
    for paragraph in row.iter(f"{W}p"):
        setting = paragraph.find(f"{W}pPr")
        if setting is None:
            setting = etree.Element(f"{W}pPr")
            paragraph.insert(0, setting)
        mark_end(setting, tracker.mark("del"))
        marks = tracker.strike([child for child in paragraph if child.tag == f"{W}r"])
        first = marks[0] if first is None and marks else first
    if first is not None:
        tracker.comment_on([first], note)


def _check(row: etree._Element) -> None:
    """Raise CannotTrack where a row hangs together with others, or holds what must not be touched."""
    if row.find(f".//{W}vMerge") is not None or row.find(f".//{W}gridSpan") is not None:
        raise CannotTrack(_MERGED)
    odd = any(next(row.iter(f"{W}{name}"), None) is not None for name in ("tbl", "ins", "del", "fldSimple", "fldChar"))
    if odd or any(letter.run is None for p in row.iter(f"{W}p") for letter in list_letters(p)):
        raise CannotTrack(_ODD)


def _mark_row(row: etree._Element, mark: etree._Element) -> None:
    """Mark a row as put in or taken out: late in its w:trPr."""
    setting = row.find(f"{W}trPr")
    if setting is None:
        setting = etree.Element(f"{W}trPr")
        before = row.find(f"{W}tblPrEx")
        if before is None:
            row.insert(0, setting)
        else:
            before.addnext(setting)
    for header in setting.findall(f"{W}tblHeader"):
        if mark.tag == f"{W}ins":
            setting.remove(header)
    change = setting.find(f"{W}trPrChange")
    if change is None:
        setting.append(mark)
    else:
        change.addprevious(mark)
