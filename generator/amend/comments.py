"""The comments part of a Word package (批注): those there, and ours behind them."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, join, normpath

from lxml import etree

from generator.amend.edits import Stamp
from generator.amend.names import NAMESPACE, SPACE, W, parse_part, print_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def find_part(parts: Mapping[str, bytes], owner: str, kind: str) -> str | None:
    """The part that `owner` ("" for the package) points to under a kind of relationship; None where there is none."""
    rels = parts.get(_rels_of(owner))
    if rels is None:
        return None
    for one in parse_part(rels):
        if str(one.get("Type", "")).rpartition("/")[2] == kind and one.get("TargetMode") != "External":
            target = one.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(owner), target))
    return None


def _rels_of(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def last_comment(parts: Mapping[str, bytes], document: str) -> int:
    """The highest number of a comment that is there; 0 where there is none."""
    name = find_part(parts, document, "comments")
    if name is None or name not in parts:
        return 0
    numbers = [one.get(f"{W}id", "") for one in parse_part(parts[name]).iter(f"{W}comment")]
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def add_comments(parts: Mapping[str, bytes], document: str, comments: list[tuple[int, str]],
                 stamp: Stamp) -> dict[str, bytes]:
    """The parts that comments change: their own; of a package without any also its list of types and relationships."""
    changed: dict[str, bytes] = {}
    name = find_part(parts, document, "comments")
    if name is None or name not in parts:
        name = join(dirname(document), "comments.xml")
        number = 2
        while name in parts:
            name = join(dirname(document), f"comments{number}.xml")
            number += 1
        root = etree.Element(f"{W}comments", nsmap=NAMESPACE)
        changed["[Content_Types].xml"] = _register_type(parts["[Content_Types].xml"], name)
        changed[_rels_of(document)] = _relate(parts.get(_rels_of(document)), name.rpartition("/")[2])
    else:
        root = parse_part(parts[name])
    root.extend([_make_comment(number, note, stamp) for number, note in comments])
    return changed | {name: print_part(root)}


def _make_comment(number: int, note: str, stamp: Stamp) -> etree._Element:
    made = etree.Element(f"{W}comment", {f"{W}id": str(number), f"{W}author": stamp.author,
                                         f"{W}initials": stamp.author[:1]})
    if stamp.date:
        made.set(f"{W}date", f"{stamp.date}T00:00:00Z")
    run = etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r")
    words = etree.SubElement(run, f"{W}t", {SPACE: "preserve"})
    words.text = note
    return made


def _register_type(data: bytes, name: str) -> bytes:
    root = parse_part(data)
    etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override", {"PartName": f"/{name}", "ContentType": _TYPE})
    return print_part(root)


def _relate(data: bytes | None, target: str) -> bytes:
    root = parse_part(data or f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    taken = {one.get("Id") for one in root}
    number = next(i for i in range(1, len(taken) + 2) if f"rIdComments{i}" not in taken)
    etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", {
        "Id": f"rIdComments{number}", "Type": f"{_OFFICE}/comments", "Target": target})
    return print_part(root)
