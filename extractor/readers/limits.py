"""What reading one file may cost (读取限额): time, memory and sizes, each to be set in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

_SECONDS = "LUOSHI_READ_SECONDS"
_PAGE_SECONDS = "LUOSHI_READ_PAGE_SECONDS"
_MEGABYTES = "LUOSHI_READ_MEGABYTES"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker process may use for one file (限额).

    seconds       for the file
    page_seconds  more for each page whose characters must be recognised (OCR)
    memory        bytes
    """

    seconds: float = 60
    page_seconds: float = 20
    memory: int = 2 << 30


def load_limits(settings: Mapping[str, str] = os.environ) -> Limits:
    """The limits that the environment sets; a value that is no positive number counts as not set."""
    usual = Limits()
    memory = _number(settings.get(_MEGABYTES))
    return Limits(_number(settings.get(_SECONDS)) or usual.seconds,
                  _number(settings.get(_PAGE_SECONDS)) or usual.page_seconds,
                  int(memory * (1 << 20)) if memory else usual.memory)


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value else 0.0
    except ValueError:
        return None
    return number if number > 0 else None
