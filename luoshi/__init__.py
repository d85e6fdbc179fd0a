"""Luoshi 落实: from a government notice to the county's documents. The only public import.

>>> from luoshi import compare, extract, generate, make_request
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.api import Request, compare, extract, generate, make_request

__all__ = ["Request", "compare", "extract", "generate", "make_request"]


def __getattr__(name: str) -> object:
    """Load the API when it is first asked for: the command line's help must not wait for it."""
    if name in __all__:
        from luoshi import api

        return getattr(api, name)
    raise AttributeError(f"module 'luoshi' has no attribute {name!r}")
