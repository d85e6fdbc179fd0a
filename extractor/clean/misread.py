"""A run of text that was decoded by the wrong table (误码), and what tells that it was read right."""

from __future__ import annotations

from dataclasses import dataclass

GONE = "\ufffd"  # stands for a character whose bytes are lost


@dataclass(frozen=True, slots=True)
class Misread:
    """A run decoded by the wrong table (误码): offsets into the text, and what the right one reads."""

    start: int
    end: int
    words: str


def is_chinese(words: str) -> bool:
    """Whether a run is nothing but two-byte characters of the Chinese table: 年 。 〕 ○ ≥."""
    try:
        return len(words.encode("gbk")) == 2 * len(words)
    except UnicodeEncodeError:
        return False
