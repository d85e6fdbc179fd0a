"""What other programs left in the text (转换残留): `&nbsp;`, `&#12288;` escaped once or twice, `[bookmark: 正文]`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from extractor.clean.characters import PLAIN
from extractor.clean.draft import Edit

_ENTITY = re.compile(r"&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});"
                     r"|&nbsp(?![A-Za-z0-9])")  # the one that pages write without its end too
_BOOKMARK = re.compile(r"\[+bookmark:+[^\]\n]{0,40}\]+")


def find_bookmarks(text: str) -> Iterator[Edit]:
    """The marks that a converter of Word files writes where a bookmark was."""
    return (Edit(m.start(), m.end(), "") for m in _BOOKMARK.finditer(text))


def find_entities(text: str) -> Iterator[Edit]:
    """Every entity that stands for one character, with that character in plain width; a line end becomes a blank."""
    if "&" not in text:
        return
    for found in _ENTITY.finditer(text):
        words = html.unescape(html.unescape(found.group()))
        if len(words) == 1:
            yield Edit(found.start(), found.end(), " " if words.isspace() else words.translate(PLAIN))
