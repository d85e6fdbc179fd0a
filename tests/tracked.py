"""A Word document with its tracked changes accepted or rejected (接受、拒绝修订), by the letter of ECMA-376."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def settle(data: bytes, *, accept: bool) -> list[str]:
    """The texts of the paragraphs once all changes are accepted, or rejected."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    gone, mark = ("del", "del") if accept else ("ins", "ins")
    texts: list[str] = []
    carried = ""
    for paragraph in root.iter(f"{W}p"):
        words = "".join(node.text or "" if node.tag != f"{W}tab" else "\t" for node in paragraph.iter(
            f"{W}t", f"{W}delText", f"{W}tab") if not any(up.tag == f"{W}{gone}" for up in node.iterancestors())
            and node.getparent().tag == f"{W}r")
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{mark}") is not None:
            carried += words  # its end is gone: what is left of it begins the next paragraph
            continue
        texts.append(carried + words)
        carried = ""
    return texts


def canonical(data: bytes) -> list[bytes]:
    """Every paragraph of the document as canonical XML."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    return [etree.tostring(paragraph, method="c14n") for paragraph in root.iter(f"{W}p")]
