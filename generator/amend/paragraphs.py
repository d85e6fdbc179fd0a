"""The words of a Word paragraph, each with the run that it stands in (段落文字)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.amend.names import W

# No words of the page: properties, and what a tracked change took away.
_GONE = frozenset(f"{W}{t}" for t in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText"))
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# 1. 一、 （一） 第一条 at the head of a paragraph that numbers itself.
_AUTO = re.compile(r"[\d一二三四五六七八九十百（）()〔〕第条章节款附件.．、:：\s]{1,14}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of a paragraph (字): in which run; None where it stands in no plain run of the paragraph's own."""

    text: str
    run: etree._Element | None


def list_letters(paragraph: etree._Element) -> list[Letter]:
    """The characters that an accepted, printed copy shows, in order."""
    return [*_letters(paragraph, paragraph)]


def _letters(element: etree._Element, paragraph: etree._Element) -> Iterator[Letter]:
    for child in element:
        if child.tag in _GONE or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}p":  # a box's own paragraphs
            continue
        run = element if element.tag == f"{W}r" and element.getparent() is paragraph else None
        if child.tag == f"{W}t":
            yield from (Letter(letter, run) for letter in child.text or "")
        elif child.tag in _MARKS:
            yield Letter(_MARKS[child.tag], run)
        else:
            yield from _letters(child, paragraph)


def read_words(paragraph: etree._Element) -> str:
    """The paragraph's text."""
    return "".join(letter.text for letter in list_letters(paragraph))


def shift_of(shown: str, words: str) -> int | None:
    """Where `words` of the file begin in the text that a reader shows; None where it is another paragraph.

    shown  perhaps with an automatic number before, without blanks at its ends
    """
    bare = words.strip()
    if not bare or not shown.strip().endswith(bare):
        return None
    head = len(shown.rstrip()) - len(bare)
    if head and shown[:head].strip() and not _AUTO.fullmatch(shown[:head]):
        return None
    return head - (len(words) - len(words.lstrip()))


def find_paragraph(root: etree._Element, shown: str, nth: int, of: int) -> tuple[etree._Element, int] | None:
    """(the nth of `of` paragraphs that a reader shows so, where its words begin in `shown`); None where there are not
    as many of them."""
    found = [(p, shift) for p in root.iter(f"{W}p") if (shift := shift_of(shown, read_words(p))) is not None]
    exact = [(p, shift) for p, shift in found if read_words(p).strip() == shown.strip()]
    found = exact or found
    return found[nth] if len(found) == of else None
