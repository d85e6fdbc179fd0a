"""Blocks → .docx (排版): the words of a document in the look of GB/T 9704—2012, without leftovers of any template."""

from __future__ import annotations

from generator.blocks import Document
from generator.typeset.first_page import show_text_first
from generator.typeset.flow import lay_out
from generator.typeset.parts import XML, make_parts
from specs.packing import pack_archive


def write_docx(document: Document) -> bytes:
    """The .docx of a document; the same document gives the same bytes."""
    parts = make_parts(document, lay_out(show_text_first(document.blocks), landscape=document.landscape))
    return pack_archive((part.name, (XML + part.text).encode("utf-8")) for part in parts)
