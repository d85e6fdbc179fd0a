"""A document as Markdown for a person to edit (文稿): numbers of headings are set again when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.blocks import Block, Document, Heading, Paragraph, RunIn, Table, Title
from generator.compose.draft_marks import print_fields, print_inline, print_notes
from generator.compose.draft_reading import level_of
from generator.compose.titles import break_title

_STARTS = re.compile(r"[#>|*\-<\[\\]")


def print_draft(document: Document, county: str) -> str:
    """The Markdown of a document; read again unchanged it gives the same document.

    county  whose paper it is: its text is checked for words of other levels when it is typeset
    """
    lies = "是" if document.landscape else "否"
    head = ["---", f"文种: {document.kind}", f"县区: {county}", f"横排: {lies}", "---", ""]
    body = [line for block in document.blocks for line in (*_lines(block), "")]
    return "\n".join((*head, *body, *print_notes(_texts(document.blocks)))).rstrip("\n") + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Title():
            whole = "".join(block.lines)
            return [f"# {whole if break_title(whole) == block.lines else '<br>'.join(block.lines)}"]
        case Heading():
            return [f"{'#' * (block.level + 1)} {block.text}"]
        case RunIn():
            level = "" if level_of(block.heading) == block.level else f"<!-- {block.level} -->"
            return [f"{level}**{block.heading}**{print_inline(block.text)}"]
        case Paragraph():
            text = print_inline(block.text)
            return [f"\\{text}" if not text or _STARTS.match(text) else text]
        case Table():
            return _table(block)
    return [print_fields(block)]


def _table(table: Table) -> list[str]:
    def row(cells: Iterable[str]) -> str:
        return f"| {' | '.join(print_inline(cell).replace('|', chr(92) + '|') for cell in cells)} |"

    widths = ",".join(map(str, table.widths))
    tall = "高 " if table.tall else ""
    return [f"<!-- 表 {tall}{widths} -->", row(table.head), f"|{' --- |' * len(table.head)}", *map(row, table.rows)]


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Paragraph() | RunIn():
                yield block.text
            case Table():
                yield from (cell for row in block.rows for cell in row)
