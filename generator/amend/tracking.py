"""Tracked changes in a paragraph (修订标记): w:del and w:ins around runs that keep their look."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from lxml import etree

from generator.amend.edits import Stamp
from generator.amend.names import NAMESPACE, SPACE, W
from generator.amend.paragraphs import list_letters

_FIRST_RPR = frozenset(f"{W}{name}" for name in ("rPr", "sectPr", "pPrChange"))


class CannotTrack(ValueError):
    """The words stand where a change would break something; its message is Chinese."""


@dataclass(slots=True)
class Tracker:
    """Marks changes, each under a number of its own (修订编号); `number` is the last one taken in the document."""

    stamp: Stamp
    number: int
    comments: list[tuple[int, str]] = field(default_factory=list)
    comment: int = 0

    def exchange(self, paragraph: etree._Element, at: int, old: str, new: str, note: str) -> None:
        """Put `new` for `old`, which begins at a character of the paragraph; raises CannotTrack."""
        letters = list_letters(paragraph)
        if "".join(letter.text for letter in letters[at:at + len(old)]) != old:
            raise CannotTrack("原文与读取的不一致")
        runs = [letter.run for letter in letters[at:at + len(old)]]
        if any(run is None or set(old) & {"\t", "\n"} for run in runs):
            raise CannotTrack("该处在域、超链接或已有的修订里")
        taken = self._cut_out(paragraph, at, len(old))
        come = self.mark("ins")
        if new:
            come.append(make_run(new, taken[0]))
            taken[-1].addnext(come)
        marks = self.strike(taken)
        self.comment_on([marks[0], come if new else marks[-1]], note)

    def insert_after(self, paragraph: etree._Element, parts: tuple[tuple[str, etree._Element], ...], note: str) -> None:
        """A new paragraph behind one, in its look: texts, each with the run whose look it has."""
        made = etree.Element(f"{W}p", nsmap=NAMESPACE)
        look = paragraph.find(f"{W}pPr")
        setting = copy.deepcopy(look) if look is not None else etree.Element(f"{W}pPr")
        for name in ("sectPr", "pPrChange", "pageBreakBefore"):
            for one in setting.findall(f"{W}{name}"):
                setting.remove(one)
        mark_end(setting, self.mark("ins"))
        made.append(setting)
        come = self.mark("ins")
        come.extend([make_run(text, run) for text, run in parts])
        made.append(come)
        paragraph.addnext(made)
        made.tail, paragraph.tail = paragraph.tail, None
        self.comment_on([come], note, inside=True)

    def take_out(self, paragraph: etree._Element, note: str) -> None:
        """Take a whole paragraph out, its end included; raises CannotTrack."""
        runs = [child for child in paragraph if child.tag == f"{W}r"]
        if not runs or any(letter.run is None for letter in list_letters(paragraph)):
            raise CannotTrack("该段有域、超链接或已有的修订")
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            raise CannotTrack("该段是一节的末段")
        setting = paragraph.find(f"{W}pPr")
        if setting is None:
            setting = etree.Element(f"{W}pPr")
            paragraph.insert(0, setting)
        mark_end(setting, self.mark("del"))
        marks = self.strike(runs)
        self.comment_on([marks[0], marks[-1]], note)

    def strike(self, runs: list[etree._Element]) -> list[etree._Element]:
        """Mark runs as taken out, those beside each other together; bookmarks and comments between them stay."""
        marks: list[etree._Element] = []
        for run in runs:
            if marks and run.getprevious() is marks[-1]:
                marks[-1].append(_as_deleted(run))
                continue
            gone = self.mark("del")
            run.addprevious(gone)
            gone.append(_as_deleted(run))
            marks.append(gone)
        return marks

    def mark(self, name: str) -> etree._Element:
        """A mark of a change, under the next number."""
        self.number += 1
        made = etree.Element(f"{W}{name}", {f"{W}id": str(self.number), f"{W}author": self.stamp.author})
        if self.stamp.date:
            made.set(f"{W}date", f"{self.stamp.date}T00:00:00Z")
        return made

    def comment_on(self, around: list[etree._Element], note: str, *, inside: bool = False) -> None:
        """A comment on what stands from the first of `around` to its last; `inside`: its mark is part of the change."""
        if not note:
            return
        self.comment += 1
        name = {f"{W}id": str(self.comment)}
        self.comments.append((self.comment, note))
        around[0].addprevious(etree.Element(f"{W}commentRangeStart", name))
        end = etree.Element(f"{W}commentRangeEnd", name)
        around[-1].addnext(end)
        mark = etree.Element(f"{W}r")
        mark.append(etree.Element(f"{W}commentReference", name))
        if inside:
            around[-1].append(mark)
        else:
            end.addnext(mark)

    def _cut_out(self, paragraph: etree._Element, at: int, length: int) -> list[etree._Element]:
        """The runs of these characters alone, cut off from what stands before and behind."""
        _cut(paragraph, at)
        _cut(paragraph, at + length)
        runs: list[etree._Element] = []
        for letter in list_letters(paragraph)[at:at + length]:
            if letter.run is not None and letter.run not in runs:
                runs.append(letter.run)
        return runs


def make_run(text: str, like: etree._Element) -> etree._Element:
    """A run of a text in the look of another."""
    made = etree.Element(f"{W}r")
    look = like.find(f"{W}rPr")
    if look is not None:
        made.append(copy.deepcopy(look))
    for number, part in enumerate(text.split("\t")):
        if number:
            made.append(etree.Element(f"{W}tab"))
        _add_text(made, part)
    return made


def _add_text(run: etree._Element, text: str, name: str = "t") -> None:
    words = etree.SubElement(run, f"{W}{name}", {SPACE: "preserve"})
    words.text = text


def _cut(paragraph: etree._Element, at: int) -> None:
    """Part the run in which the character `at` stands, so that it begins one; nothing where it does already."""
    letters = list_letters(paragraph)
    if not 0 < at < len(letters) or letters[at].run is None or letters[at].run is not letters[at - 1].run:
        return
    run = letters[at].run
    assert run is not None
    left = at - next(i for i, letter in enumerate(letters) if letter.run is run)
    rest = etree.Element(f"{W}r", {str(name): str(value) for name, value in run.attrib.items()})
    look = run.find(f"{W}rPr")
    if look is not None:
        rest.append(copy.deepcopy(look))
    for child in [child for child in run if child.tag != f"{W}rPr"]:
        length = len(child.text or "") if child.tag == f"{W}t" else len(list_letters(_lone(child)))
        if left >= length and left > 0:
            left -= length
            continue
        if left > 0:  # the cut is within this text
            _add_text(rest, (child.text or "")[left:])
            child.text = (child.text or "")[:left]
            child.set(SPACE, "preserve")
            left = 0
        else:
            rest.append(child)
    rest.tail, run.tail = run.tail, None
    run.addnext(rest)


def _lone(child: etree._Element) -> etree._Element:
    holder = etree.Element(f"{W}r")
    holder.append(copy.deepcopy(child))
    return holder


def _as_deleted(run: etree._Element) -> etree._Element:
    for words in run.findall(f"{W}t"):
        words.tag = f"{W}delText"
        words.set(SPACE, "preserve")
    return run


def mark_end(setting: etree._Element, mark: etree._Element) -> None:
    """Mark a paragraph's end as put in or taken out: the first thing of its w:rPr, which stands late in w:pPr."""
    look = setting.find(f"{W}rPr")
    if look is None:
        look = etree.Element(f"{W}rPr")
        later = next((child for child in setting if child.tag in _FIRST_RPR), None)
        if later is None:
            setting.append(look)
        else:
            later.addprevious(look)
    look.insert(0, mark)
