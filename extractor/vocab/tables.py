"""Loads the word lists (词表); an empty or broken one is an error of the installation, not of the notice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def load_table(name: str) -> dict[str, Any]:
    """The word list `<name>.toml` of this folder.

    raises  ValueError: the list is empty
    """
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    if not table or not all(table.values()):
        raise ValueError(f"word list {name}.toml is empty")
    return table


def alternation(words: Iterable[str]) -> str:
    """A regex of any of some plain words, of two that fit the longer, so that no word hides a longer one.

    Words with one beginning are one branch, and nothing is tried where none begins: `re` tries branch after branch.
    """
    known = set(words)
    starts = "".join(re.escape(c) for c in sorted({word[0] for word in known}))
    branches = _branches(known)
    return f"(?=[{starts}])(?:{branches})" if branches.count("|") > _FEW else branches


_FEW = 4


def _branches(words: set[str]) -> str:
    rests: dict[str, set[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], set()).add(word[1:])
    return "|".join(re.escape(first) + _rest(after) for first, after in rests.items())


def _rest(words: set[str]) -> str:
    """What may follow a first character, the longer first; "" among the words: nothing."""
    longer = words - {""}
    if not longer:
        return ""
    branches = _branches(longer)
    grouped = f"(?:{branches})" if len(longer) > 1 or len(longer) < len(words) else branches
    return grouped + ("?" if len(longer) < len(words) else "")
