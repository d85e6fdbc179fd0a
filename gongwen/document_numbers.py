"""Document numbers (发文字号): 代字 + 〔year〕 + serial + 号 (GB/T 9704 §7.2.5), and as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """`澜卫发〔2025〕8号`: prefix 代字, year, serial; `joint` where `第` stood before the serial (令)."""

    prefix: str
    year: int
    serial: int
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number in a text, with its span."""

    number: DocumentNumber
    start: int
    end: int


_NUMBER = re.compile(
    r"(?P<prefix>[一-鿿][一-鿿A-Za-z()（）·]{0,17}?)\s?[〔\[【［(（]\s?(?P<year>(?:19|"
    r"20)[0-9]{2})\s?[〕\]】］)）]\s?"
    r"(?P<ordinal>第)?\s?(?P<serial>[0-9]{1,5})\s?号"
)
# What may stand before a number in running text and is no part of its prefix.
_BEFORE_PREFIX = re.compile(
    r"^.*(?:文号|字号|根据|按照|依据|以及|通知|意见|方案|办法|详见|参见|即|为|和|及|与|见)(?=[一-鿿])"
)


def find_document_number(text: str) -> FoundNumber | None:
    """The first document number of a half-width text; None where there is none."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    prefix = found["prefix"]
    lead = _BEFORE_PREFIX.match(prefix)
    start = found.start() + (lead.end() if lead else 0)
    prefix = prefix[lead.end() :] if lead else prefix
    number = DocumentNumber(prefix, int(found["year"]), int(found["serial"]), bool(found["ordinal"]))
    return FoundNumber(number, start, found.end())


def print_document_number(number: DocumentNumber) -> str:
    """A document number as the national format prints it: brackets 〔〕, no leading zero (GB/T 9704 §7.2.5)."""
    return f"{number.prefix}〔{number.year}〕{'第' if number.ordinal else ''}{number.serial}号"
