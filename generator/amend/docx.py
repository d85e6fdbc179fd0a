"""A .docx and what is to be changed in it → the same .docx with tracked changes and comments (修订)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from lxml import etree

from generator.amend.comments import add_comments, find_part, last_comment
from generator.amend.edits import Amended, Edit, Stamp
from generator.amend.names import W, parse_part, print_part
from generator.amend.paragraphs import find_paragraph, list_letters, read_words
from generator.amend.rows import find_row, insert_row, strike_row
from generator.amend.tracking import CannotTrack, Tracker
from specs.errors import UnreadableFile
from specs.revisions import RevisionKind

_HEAD_END = re.compile(r"^[^。；]{0,40}。")
_NUMBER = re.compile(r"^(?:[(（][^)）]{1,4}[)）]|\d+[.．、]|[一二三四五六七八九十]+、)\s*")
_NOT_FOUND = "在文件里没有唯一对应的段落"


def amend_docx(data: bytes, edits: Iterable[Edit], stamp: Stamp) -> Amended:
    """Make each edit a tracked change with a comment.

    returns  the package: parts that no edit concerns byte for byte as they were, in their order, and in the document
             every paragraph that no edit concerns the same XML; what could not be placed is told and left alone
    raises   UnreadableFile: no Word package
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            parts = {info.filename: archive.read(info) for info in infos}
        name = find_part(parts, "", "officeDocument") or ""
        root = parse_part(parts[name])
        last = _last_number(root)
        tracker = Tracker(stamp, last, comment=last_comment(parts, name))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableFile("方案", "不是 .docx 文件", "请在 WPS 或 Word 中另存为 .docx") from error
    unplaced = _place(root, [*edits], tracker)
    if tracker.number == last:
        return Amended(data, unplaced)
    changed = {name: print_part(root)}
    if tracker.comments:
        changed |= add_comments(parts, name, tracker.comments, stamp)
    return Amended(_pack(infos, parts, changed), unplaced)


def _last_number(root: etree._Element) -> int:
    marks = [one.get(f"{W}id", "") for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
             for one in root.iter(f"{W}{tag}")]
    return max((int(mark) for mark in marks if mark.isdigit()), default=0)


def _place(root: etree._Element, edits: list[Edit], tracker: Tracker) -> tuple[tuple[Edit, str], ...]:
    """Find all paragraphs first, since an edit changes what a paragraph says; then the last words of each first."""
    unplaced: list[tuple[Edit, str]] = []
    found: list[tuple[Edit, etree._Element, int]] = []
    for edit in edits:
        place = find_row(root, edit.row, edit.nth, edit.of) if edit.row else find_paragraph(
            root, edit.paragraph, edit.nth, edit.of)
        if place is None:
            unplaced.append((edit, _NOT_FOUND))
        else:
            found.append((edit, *place))
    # Rows first, since a new one looks like its neighbour as it was; of several that come behind one place the last.
    found.reverse()
    for edit, paragraph, shift in sorted(found, key=lambda one: (not one[0].row, -one[0].at)):
        try:
            _make(edit, paragraph, shift, tracker)
        except CannotTrack as error:
            unplaced.append((edit, str(error)))
    return tuple(unplaced)


def _make(edit: Edit, paragraph: etree._Element, shift: int, tracker: Tracker) -> None:
    if edit.row:
        if edit.kind is RevisionKind.DELETED:
            strike_row(paragraph, tracker, edit.note)
        else:
            insert_row(paragraph, edit.cells, tracker, edit.note)
    elif edit.kind is RevisionKind.RENUMBERED:
        if edit.at >= shift:  # a paragraph that numbers itself moves on by itself
            tracker.exchange(paragraph, edit.at - shift, edit.old, edit.new, edit.note)
    elif edit.kind is RevisionKind.RESTATED:
        at = edit.at - shift
        if at < 0:
            raise CannotTrack("该处是自动编号")
        tracker.exchange(paragraph, at, edit.old, edit.new, edit.note)
    elif edit.kind is RevisionKind.DELETED:
        tracker.take_out(paragraph, edit.note)
    else:
        tracker.insert_after(paragraph, _split_looks(paragraph, edit.new, numbered=shift > 0), edit.note)


def _split_looks(paragraph: etree._Element, text: str, *, numbered: bool) -> tuple[tuple[str, etree._Element], ...]:
    """The text in the looks of its neighbour: its heading like the first run, the rest like the last.

    numbered  the neighbour numbers itself, and so will the new one: a number in the text is left out
    """
    runs = [letter.run for letter in list_letters(paragraph) if letter.run is not None]
    if not runs:
        raise CannotTrack("前一段没有可沿用的文字格式")
    if numbered:
        text = _NUMBER.sub("", text)
    head = _HEAD_END.match(text)
    if not head or runs[0] is runs[-1] or not _HEAD_END.match(read_words(paragraph)):
        return ((text, runs[-1]),)
    return tuple((part, run) for part, run in ((head[0], runs[0]), (text[head.end():], runs[-1])) if part)


def _pack(infos: list[zipfile.ZipInfo], parts: dict[str, bytes], changed: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for info in infos:
            archive.writestr(info, changed.get(info.filename, parts[info.filename]), info.compress_type)
        for name in sorted(set(changed) - set(parts)):
            info = zipfile.ZipInfo(name, infos[0].date_time)
            archive.writestr(info, changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
