"""Blocks → .docx (排版): the words of a document in the look of GB/T 9704—2012, without leftovers of any template."""

from __future__ import annotations

from generator.blocks import Document
from generator.typeset.first_page import show_text_first
from generator.typeset.flow import lay_out
from generator.typeset.parts import XML, make_parts
from generator.typeset.script import WIDE_FONTS
from specs.packing import pack_archive


def write_docx(document: Document, *, traditional: bool = False) -> bytes:
    """The .docx of a document; the same document gives the same bytes.

    traditional  its characters are: fonts that have them
    """
    parts = make_parts(document, lay_out(show_text_first(document.blocks), landscape=document.landscape))
    texts = [(part.name, XML + part.text) for part in parts]
    for narrow, wide in WIDE_FONTS.items() if traditional else ():
        texts = [(name, text.replace(f'"{narrow}"', f'"{wide}"')) for name, text in texts]
    return pack_archive((name, text.encode("utf-8")) for name, text in texts)
