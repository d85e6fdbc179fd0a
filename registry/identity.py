"""Which papers are one notice (同一公文), and by which names others cite it (称谓)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongwen.characters import fold_full_width
from gongwen.document_numbers import find_document_number, print_document_number

_UNSAID = re.compile(r"[\s《》〈〉“”\"'「」『』()（）〔〕\[\]·,，、:：;；。.\-—－]+")
_ISSUED = re.compile(r"(?:印发|转发|批转|发布|公布|下发)(?P<inner>.+?)(?:的(?:通知|公告|通告|决定|函))?$")
_ABOUT = re.compile(r"^.{2,60}?关于(?=.{4,})")
_PLAIN = (str, int, float, bool, type(None))
_SHORTEST = 6  # characters of a title that may tell a paper from others


@dataclass(frozen=True, slots=True)
class Head:
    """What tells one paper from another (公文身份)."""

    title: str
    number: str
    issuers: frozenset[str]
    issued_on: str | None


def fold_name(text: str) -> str:
    """A title without blanks, brackets and marks, by which two ways of printing it are one."""
    return _UNSAID.sub("", fold_full_width(text)).lower()


def fold_number(text: str | None) -> str:
    """A document number in the one form that the national format gives it, `""` where there is none."""
    if not text:
        return ""
    found = find_document_number(fold_full_width(text))
    return re.sub(r"\s", "", print_document_number(found.number) if found else text)


def read_head(notice: Mapping[str, Any]) -> Head:
    """The head that the JSON of a spec's notice says."""
    return Head(fold_name(notice.get("title") or ""), fold_number(notice.get("document_number")),
                frozenset(fold_name(name) for name in notice.get("issuers") or ()), notice.get("issued_on"))


def is_same_paper(one: Head, other: Head) -> bool:
    """Whether two heads are those of one paper: by number; where one has none, by title and issuer.

    A title that an office uses every year stands for another paper where the days differ.
    """
    if one.number and other.number:
        return one.number == other.number
    if not one.title or one.title != other.title or not one.issuers & other.issuers:
        return False
    return not (one.issued_on and other.issued_on and one.issued_on != other.issued_on)


def list_names(notice: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind, name) of every way to cite a notice: `number`, or `title`, whole, without its issuer, or of what it sends.

    notice  the JSON of a spec's notice
    """
    if number := fold_number(notice.get("document_number")):
        yield "number", number
    yield from (("title", name) for name in list_title_names(notice.get("title") or ""))


def list_title_names(title: str) -> tuple[str, ...]:
    """The folded forms in which a title may be cited, the whole first; forms too short to tell a paper are left out."""
    whole = fold_name(title)
    forms = [whole, fold_name(_ABOUT.sub("关于", title, count=1))]
    if found := _ISSUED.search(title):
        inner = found["inner"]
        forms += [fold_name(inner), fold_name(_ABOUT.sub("关于", inner, count=1))]
    return tuple(form for form in dict.fromkeys(forms) if len(form) >= _SHORTEST)


def digest_spec(plain: Mapping[str, Any]) -> str:
    """What tells one spec from another: all that it says, but for the name that its file happened to have.

    A field that says nothing counts as absent, so that a spec stays the same when a newer program gives it more fields.
    """
    origin = plain.get("origin")
    bare = _said({**plain, "origin": {**origin, "file": ""} if origin else None})
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _said(value: Any) -> Any:
    """JSON values without what says nothing."""
    kind = type(value)
    if kind is dict:
        return {key: said for key, held in value.items()
                if (said := held if type(held) in _PLAIN else _said(held)) is not None and said != ""
                and said != [] and said != {}}
    return [_said(item) for item in value] if kind is list else value
