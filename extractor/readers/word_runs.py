"""The words of Word paragraphs (段落文字): runs as an accepted, printed copy shows them, notes and boxes set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.word_names import FALLBACK, MATH, W, is_on

# Taken away by a tracked change, or no text of the page: what a printed copy does not show.
_GONE = frozenset(f"{W}{t}" for t in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "rt",
                                      "sectPr", "tblPr", "tcPr", "trPr"))
# The symbol fonts that notices tick boxes with; their characters are private (ECMA-376 §17.3.3.30).
_SYMBOLS = {"F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F052": "☑", "F0A3": "□",
            "F06C": "●", "F0B7": "•", "F0D8": "➢", "F075": "◆", "F06E": "■", "F0A7": "▪", "F0B3": "≥"}
_DEBRIS = re.compile(r"错误[!！]\s*(?:未定义书签|未找到引用源|文档中没有指定样式的文字)[。.]?")
_CONTENTS = re.compile(r"^\s*TOC\b")


Note = tuple[str, str]  # footnote or endnote, and its id in the file


@dataclass(slots=True)
class Runs:
    """What one paragraph holds (段落内容): its words, its notes, and the boxes anchored in it."""

    words: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _DEBRIS.sub("", "".join(self.words))


@dataclass(slots=True)
class Fields:
    """Complex fields that are open (域): a table of contents runs over many paragraphs and is left out whole."""

    codes: list[list[str]] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        return any(self.hidden)

    @property
    def in_code(self) -> bool:
        return bool(self.codes) and self.codes[-1] is not _RESULT

    def turn(self, step: str | None) -> None:
        """Follow a w:fldChar: begin, separate, end."""
        if step == "begin":
            self.codes.append([])
            self.hidden.append(False)
        elif step == "separate" and self.codes:
            self.hidden[-1] = bool(_CONTENTS.match("".join(self.codes[-1])))
            self.codes[-1] = _RESULT
        elif step == "end" and self.codes:
            self.codes.pop()
            self.hidden.pop()


_RESULT: list[str] = []


def read_runs(paragraph: etree._Element, fields: Fields, numbers: dict[Note, int]) -> Runs:
    """Read one w:p: insertions kept, deletions gone, field codes and hidden text left out.

    numbers  the notes called so far with the numbers that they print; those called here are added
    """
    runs = Runs()
    _read(paragraph, runs, fields, numbers)
    return runs


def print_mark(number: int) -> str:
    """What stands where a note is called and before its text."""
    return f"〔注{number}〕"


def _read(parent: etree._Element, runs: Runs, fields: Fields, numbers: dict[Note, int]) -> None:
    for element in parent:
        tag = element.tag
        if tag == f"{W}fldChar":
            fields.turn(element.get(f"{W}fldCharType"))
        elif tag == f"{W}instrText" and fields.in_code:
            fields.codes[-1].append(element.text or "")
        elif tag in _GONE or tag == FALLBACK or (tag == f"{W}r" and is_on(element.find(f"{W}rPr"), "vanish")):
            continue
        elif tag == f"{W}txbxContent":
            runs.boxes.append(element)
        elif fields.in_contents or fields.in_code:
            _read(element, runs, fields, numbers)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            note = str(tag)[len(W):-len("Reference")], element.get(f"{W}id", "")
            runs.notes.append(note)
            runs.words.append(print_mark(numbers.setdefault(note, len(numbers) + 1)))
        else:
            words = _read_leaf(element, str(tag))
            if words is None:
                _read(element, runs, fields, numbers)
            else:
                runs.words.append(words)


def _read_leaf(element: etree._Element, tag: str) -> str | None:
    """The characters that one element stands for; None for those that hold others."""
    if tag in (f"{W}t", f"{MATH}t"):
        return element.text or ""
    if tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if tag == f"{W}br":
        return "" if element.get(f"{W}type") in ("page", "column") else "\n"
    if tag == f"{W}cr":
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        code = element.get(f"{W}char", "").upper()
        try:
            return _SYMBOLS.get(code) or chr(int(code, 16))
        except ValueError:
            return ""
    return None
