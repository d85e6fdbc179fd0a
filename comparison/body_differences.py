"""Bodies that came, went or changed their part (责任单位变化), names of one body in two forms taken as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from specs.model import Body, Role

B = TypeVar("B", Body, str)
Fold = Callable[[str], str]

_LOOSE = re.compile(r"[各每个\s]")
_ROLES = {Role.LEAD: 0, Role.RESPONSIBLE: 1, Role.SUPPORT: 2, Role.SUPERVISE: 3, Role.RECEIVE: 4}


def keep_name(name: str) -> str:
    """A body's name as it is compared on one level."""
    return _LOOSE.sub("", name)


def pair_bodies(old: Sequence[B], new: Sequence[B],
                fold: Fold = keep_name) -> tuple[tuple[B, ...], tuple[B, ...], tuple[tuple[B, B], ...]]:
    """(gone, come, still there) of two lists of bodies; a body is the same by name, short or in full.

    fold  a name as it is compared. A body with several parts counts once, by its first and foremost
    """
    before, after = _once(old, fold), _once(new, fold)
    still: list[tuple[B, B]] = []
    for same in (_equal, _abbreviated):
        for one in list(before):
            for other in list(after):
                if same(_name(one, fold), _name(other, fold)):
                    still.append((one, other))
                    before.remove(one)
                    after.remove(other)
                    break
    return tuple(before), tuple(after), tuple(still)


def _once(bodies: Iterable[B], fold: Fold) -> list[B]:
    first: dict[str, B] = {}
    for body in sorted(bodies, key=lambda b: _ROLES[b.role] if isinstance(b, Body) else 0):
        first.setdefault(_name(body, fold), body)
    return [body for name, body in first.items() if name]


def _name(body: Body | str, fold: Fold) -> str:
    return fold(body if isinstance(body, str) else body.name)


def _equal(one: str, other: str) -> bool:
    return one == other


def _abbreviated(one: str, other: str) -> bool:
    """疾控中心 is 疾病预防控制中心, 市卫生健康委 市卫生健康委员会: begins alike, and every character in its order."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or short[0] != long[0] or len(long) > 3 * len(short):
        return False
    if short[-1] != long[-1] and not (short.endswith("委") and long.endswith("委员会")):
        return False
    rest = iter(long)
    return all(character in rest for character in short)
