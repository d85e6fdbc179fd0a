"""What a notice leans on (依据索引): the papers that it cites, and how it stands to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from registry.identity import fold_name, fold_number
from specs.model import Citation, Spec


class Relation(StrEnum):
    """How a notice stands to a paper that it cites (关系): 转发, 落实, 提及."""

    FORWARDS = "forwards"
    CARRIES_OUT = "carries-out"
    NAMES = "names"


_BASIS_BEFORE = re.compile(r"(?:根据|依据|按照?|落实|贯彻|遵照|执行|对照|印发|为了?)[^。；;]*$")
_BASIS_AFTER = re.compile(r"^[^。；;，,]{0,12}(?:精神|要求|部署|规定|安排|明确)")
_NAMED_AFTER = re.compile(r"^[^。；;]{0,20}(?:同时)?(?:废止|停止执行|不再执行)")
_FORWARD_AFTER = re.compile(r"^[^。；;，,]{0,6}(?:转发|批转)")
_FORWARD = re.compile(r"(?:转发|批转)[^。；;]{0,40}$")
_FORWARDED = re.compile(r"(?:转发|批转)(?P<inner>.{6,}?)(?:的通知)?$")
_LAW = re.compile(r"(?:法|条例|宪法|法典|章程|(?:国家|行业|地方)?标准|技术规范)(?:[（(].{1,12}[）)])?$|^GB")
_LOOK = 60  # characters on either side of a citation that its sentence is looked for in


def make_leaning_rows(spec: Spec, source: str | None) -> Iterator[dict[str, Any]]:
    """The rows of table `leanings`, but for the notice.

    source  the text that the spec's offsets count in; without it a citation is taken for what it mostly is, a basis
    """
    title = spec.notice.title or ""
    own = {fold_name(title), fold_number(spec.notice.document_number)} - {""}
    cited: set[str] = set()
    for citation in spec.citations:
        row = _row(citation.title, citation.number, _read_relation(citation, title, source))
        if row["title_name"] not in own and (row["number_name"] or "") not in own:
            cited.add(row["title_name"])
            yield row
    if (found := _FORWARDED.search(title)) is not None and not any(fold_name(found["inner"]) in c for c in cited):
        yield _row(found["inner"].strip("《》〈〉"), None, Relation.FORWARDS)


def _row(title: str, number: str | None, relation: Relation) -> dict[str, Any]:
    bare = title.strip("《》")
    return {"relation": relation.value, "title": bare, "number": number, "title_name": fold_name(bare),
            "number_name": fold_number(number) or None,
            "law": number is None and _LAW.search(bare) is not None}


def _read_relation(citation: Citation, title: str, source: str | None) -> Relation:
    name = fold_name(citation.title)
    if name and name in fold_name(title):
        return Relation.FORWARDS if re.search("转发|批转", title) else Relation.CARRIES_OUT
    if source is None:
        return Relation.CARRIES_OUT
    before, after = source[max(0, citation.start - _LOOK):citation.start], source[citation.end:citation.end + _LOOK]
    if _NAMED_AFTER.search(after):
        return Relation.NAMES
    if _FORWARD.search(before) or _FORWARD_AFTER.search(after):
        return Relation.FORWARDS
    if _BASIS_BEFORE.search(before) or _BASIS_AFTER.search(after):
        return Relation.CARRIES_OUT
    return Relation.NAMES
