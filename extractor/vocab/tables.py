"""Loads the word lists (词表); an empty or broken one is an error of the installation, not of the notice."""

from __future__ import annotations

import re
import tomllib
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


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """A regex alternation of plain words, the longest first, so that no word hides a longer one."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
