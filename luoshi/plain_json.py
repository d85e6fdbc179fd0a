"""Nouns as plain JSON and back by their annotations (数据存取): dataclasses, choices, dates, tuples, mappings."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """A value of JSON; sets in order, so that the same noun gives the same text."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(value[key]) for key in value}
    if isinstance(value, frozenset | set):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[T], raw: Any) -> T:
    """The noun of a class again.

    raises  TypeError, ValueError, KeyError: the JSON is of another form
    """
    made: T = _read(kind, raw)
    return made


def _read(kind: Any, raw: Any) -> Any:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if raw is None else _read(next(one for one in inside if one is not type(None)), raw)
    if origin is tuple:
        if len(inside) == 2 and inside[1] is Ellipsis:
            return tuple(_read(inside[0], item) for item in raw)
        return tuple(_read(one, item) for one, item in zip(inside, raw, strict=True))
    if origin is frozenset:
        return frozenset(_read(inside[0], item) for item in raw)
    if origin is not None and issubclass(origin, Mapping):
        return types.MappingProxyType({key: _read(inside[1], item) for key, item in raw.items()})
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{field.name: _read(hints[field.name], raw[field.name]) for field in dataclasses.fields(kind)
                       if field.name in raw})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    return date.fromisoformat(raw) if kind is date else raw
