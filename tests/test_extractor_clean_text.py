"""Cleaning (清洗): what the clean text is, and that every character of it leads back to the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.clean.text import Cleaned, clean_source
from extractor.readers.plain import read_plain

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = sorted((ROOT / "corpus").glob("*/notice.txt"))
REAL = sorted((SHARED / "notices").glob("*.txt"))
needs_shared = pytest.mark.skipif(not REAL, reason="../shared is not here: the real notices are not shipped")


def clean(text: str) -> Cleaned:
    return clean_source(read_plain(text.encode("utf-8")))


def check_maps(cleaned: Cleaned, source: str) -> None:
    """What must hold of every cleaned text."""
    text = cleaned.text
    assert len(text.text) == len(text.origin) == len(text.until)
    assert all(0 <= a < b <= len(source) for a, b in zip(text.origin, text.until, strict=True))
    assert all(a <= b for a, b in zip(text.origin, text.origin[1:], strict=False))
    assert all(a <= b for a, b in zip(text.until, text.until[1:], strict=False))
    lines = [text.text[line.start:line.end] for line in cleaned.lines]
    assert "\n".join(lines) == text.text
    for line, words in zip(cleaned.lines, lines, strict=True):
        assert words == words.strip()
        assert words
        assert all(line.start <= c.start <= c.end <= line.end for c in line.cells)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.parent.name)
def test_corpus_notices_lead_back(path: Path) -> None:
    source = read_plain(path.read_bytes())
    check_maps(clean_source(source), source.text)


@needs_shared
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name[:3])
def test_real_notices_lead_back(path: Path) -> None:
    source = read_plain(path.read_bytes())
    check_maps(clean_source(source), source.text)


@needs_shared
def test_a_mirrors_page_becomes_the_clean_text_that_was_written_by_hand() -> None:
    (page,) = (SHARED / "notices").glob("004_*.txt")
    expected = (SHARED / "gold" / "004.clean.txt").read_text("utf-8")
    assert clean_source(read_plain(page.read_bytes())).text.text == expected.rstrip("\n")


def test_cells_are_clean_offsets() -> None:
    cleaned = clean("　　序號 | 指標(biāo)名稱 | ２０２５年 |\n1 | 申報率 |  | ≥９０％ |\n")
    rows = [[cleaned.text.text[c.start:c.end] for c in line.cells] for line in cleaned.lines]
    assert rows == [["序号", "指标名称", "2025年"], ["1", "申报率", "", "≥90%"]]


def test_a_quote_holds_the_annotation_of_its_last_character() -> None:
    source = "各縣（區(qū)）衛(wèi)健局。"
    cleaned = clean(source)
    assert cleaned.text.text == "各县(区)卫健局。"
    start, end = cleaned.text.source_span(2, 4)
    assert source[start:end] == "（區(qū)"
    assert cleaned.script == "hant"
