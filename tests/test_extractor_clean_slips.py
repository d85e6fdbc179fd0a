"""Bytes that slipped (字节错位), anywhere in a notice: never silent, never a number made up, nothing else touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.clean.text import Cleaned, clean_source
from extractor.readers.plain import find_blocks, read_plain
from extractor.source import SourceText
from tests.notices import CORPUS
from tests.variants import convert, slip_bytes

NOTICES = [folder / "notice.txt" for folder in CORPUS if folder.parent.name != "unseen"]
EVERY = 97  # a prime: places fall anywhere in words and lines
LEAST_RESTORED = 0.4
each_notice = pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.parent.name)


def clean(lines: list[str]) -> Cleaned:
    text = "\n".join(lines)
    return clean_source(SourceText(text, find_blocks(text), "txt"))


def spoil(path: Path) -> list[tuple[list[str], int, str]]:
    """A notice in traditional characters, with lines of it and how they look with one slip each."""
    lines = "".join(convert("s2t")(read_plain(path.read_bytes()).text)).splitlines()
    long = [i for i, line in enumerate(lines) if len(line) > 12 and "|" not in line]
    places = [(i, EVERY * (i + 1) % (len(lines[i]) - 4) + 1) for i in long]
    spoilt = [(i, slip_bytes(lines[i], at)) for i, at in places]
    return [(lines, i, line) for i, line in spoilt if line][:12]


@each_notice
def test_a_slip_is_never_silent_and_touches_its_line_alone(path: Path) -> None:
    for lines, at, line in spoil(path):
        whole, made = clean(lines), clean([*lines[:at], line, *lines[at + 1:]])
        start = sum(len(before) + 1 for before in lines[:at])
        told = [d for d in made.doubts if d.kind == "garbling" and start <= d.start < d.end <= start + len(line)]
        assert told, line
        expected, found = whole.text.text.split("\n"), made.text.text.split("\n")
        assert len(found) == len(expected)
        assert sum(a != b for a, b in zip(expected, found, strict=True)) <= 1


@each_notice
def test_no_repair_makes_up_a_number(path: Path) -> None:
    for lines, at, line in spoil(path):
        made = clean([*lines[:at], line, *lines[at + 1:]])
        digits = iter(re.sub("[^0-9]", "", clean(lines).text.text))
        assert all(digit in digits for digit in re.sub("[^0-9]", "", made.text.text)), line


def test_a_good_part_is_restored() -> None:
    restored = [clean([*lines[:at], line, *lines[at + 1:]]).text.text == clean(lines).text.text
                for path in NOTICES[::3] for lines, at, line in spoil(path)]
    assert len(restored) > 50
    assert sum(restored) >= LEAST_RESTORED * len(restored)
