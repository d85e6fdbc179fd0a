"""Text of a case as the pipeline sees it (测试文本)."""

from extractor.clean.text import clean_source
from extractor.readers.plain import read_plain
from extractor.source import CleanText


def clean_words(text: str) -> tuple[CleanText, str]:
    """The clean text of some words, and their source text."""
    source = read_plain(text.encode("utf-8"))
    return clean_source(source).text, source.text
