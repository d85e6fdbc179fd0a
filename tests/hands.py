"""Plans in Word as other hands write them (他人所写的方案): one text in many styles, to edit documents of others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

_ITEM = re.compile(r"^（[一二三四五六七八九十]+）")
_CHAPTER = re.compile(r"^[一二三四五六七八九十]+、")
_ABSTRACT = 90


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes a plan in Word (写法).

    split      characters a run, each in a look of its own; 0: whole paragraphs
    automatic  （一） by Word's own numbering
    styled     headings in Word's styles, else plain paragraphs in bold
    numbered   tables with their column of numbers
    """

    name: str
    split: int = 0
    automatic: bool = False
    styled: bool = False
    numbered: bool = True


HANDS = (Hand("runs", split=3), Hand("automatic", automatic=True, styled=True), Hand("plain", numbered=False),
         Hand("styled", styled=True, split=7, numbered=False))


def write_plan(lines: list[str], hand: Hand) -> bytes:
    """A plan of these lines, rows of tables as `a | b |`, as this hand writes it."""
    made = docx.Document()
    lists = 0
    for in_table, group in groupby(lines, key=lambda line: line.endswith(" |")):
        some = [*group]
        if in_table:
            _add_table(made, some, hand)
            continue
        for line in some:
            lists += bool(_CHAPTER.match(line))
            _add_line(made, line, hand, lists)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _add_line(made: Document, line: str, hand: Hand, lists: int) -> None:
    chapter, item = _CHAPTER.match(line), _ITEM.match(line)
    paragraph = made.add_paragraph(style="Heading 1" if chapter and hand.styled else None)
    words = line
    if item and hand.automatic:
        words = line[item.end():]
        _number(made, paragraph, lists)
    _write(paragraph, words, hand)
    if chapter and not hand.styled:
        for run in paragraph.runs:
            run.bold = True


def _write(paragraph: Paragraph, words: str, hand: Hand) -> None:
    size = hand.split or len(words) or 1
    for number, at in enumerate(range(0, len(words), size)):
        run = paragraph.add_run(words[at:at + size])
        run.italic = True if hand.split and number % 2 else None


def _number(made: Document, paragraph: Paragraph, which: int) -> None:
    """Word's own （一）, begun anew in each list."""
    numbering = made.part.numbering_part.element
    abstract, num = _ABSTRACT + which, _ABSTRACT + which
    if not numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']"):
        first = numbering.find(qn("w:num"))
        first.addprevious(parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%1）"/></w:lvl>'
            '</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>'
                                   '</w:num>'))
    setting = paragraph._p.get_or_add_pPr()
    setting.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>'))


def _add_table(made: Document, rows: list[str], hand: Hand) -> None:
    cells = [row.removesuffix(" |").split(" | ") for row in rows]
    if not hand.numbered and cells[0][0] == "序号":
        cells = [row[1:] for row in cells]
    table = made.add_table(rows=0, cols=len(cells[0]))
    for row in cells:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], words, hand)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
