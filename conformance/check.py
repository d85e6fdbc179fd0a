"""A document checked, and mended (核验、修正): the story of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from conformance.closing_rules import (
    check_attachment_notes,
    check_attachments,
    check_date,
    check_imprint,
)
from conformance.findings import Finding
from conformance.head_rules import check_head, check_title
from conformance.page_rules import check_page_numbers, check_pages
from conformance.parts import read_paper
from conformance.text_rules import check_text
from specs.packing import pack_archive

_CHECKS = (check_pages, check_head, check_title, check_text, check_attachment_notes, check_date, check_attachments,
           check_imprint, check_page_numbers)


def check_format(data: bytes, where: str = "") -> tuple[Finding, ...]:
    """What a .docx has otherwise than GB/T 9704—2012, part by part; the same fault of several places once.

    where   its name, for messages
    raises  UnreadableFile: it is no .docx
    """
    paper = read_paper(data, where)
    return _gather(finding for check in _CHECKS for finding in check(paper))


def mend_format(data: bytes, where: str = "") -> tuple[bytes, tuple[Finding, ...]]:
    """The .docx set right where no word of its text must change for it, and what is left to a person.

    returns  the same bytes for the same document
    """
    paper = read_paper(data, where)
    for finding in [finding for check in _CHECKS for finding in check(paper)]:
        if finding.mend:
            finding.mend()
    out = BytesIO()
    paper.document.save(out)
    with ZipFile(out) as archive:
        mended = pack_archive((name, archive.read(name)) for name in archive.namelist())
    return mended, check_format(mended, where)


def _gather(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of the same fault in several places as one."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.clause, finding.strength, finding.part, finding.found, finding.wanted)
        groups.setdefault(key, []).append(finding)
    return tuple(replace(same[0], place=_places(same), mend=_all_mends(same)) for same in groups.values())


def _places(same: list[Finding]) -> str:
    return same[0].place if len(same) == 1 else f"{same[0].place}等{len(same)}处"


def _all_mends(same: list[Finding]) -> Callable[[], None] | None:
    mends = [finding.mend for finding in same if finding.mend]

    def mend_all() -> None:
        for mend in mends:
            mend()

    return mend_all if mends else None
