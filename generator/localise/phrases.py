"""A target's value in the notice's own words (目标值原话): `较2020年下降5%以上`, never turned about."""

from __future__ import annotations

import re

from generator.localise.times import print_rhythm, print_value
from generator.localise.words import say_quote
from specs.model import State, Target, TargetKind

_NUMBER = (r"[0-9][0-9.,]*(?:/10万|‰)?|百分之[零一二三四五六七八九十百点]+|[一二三四五六七八九]成"
           r"|(?:[一二三四]|[十百千万]+)分之[零一二三四五六七八九十点0-9.]+|翻[一两二三]番|一半|半数|百分百")
_MORE = "增长|增加|提高|提升|上升|扩大|增配|增幅"
_LESS = "下降|降低|减少|压减|缩短|缩减|节约|降幅"
# `由60%提高到75%` is one value with where it starts from.
_RISE = re.compile(rf"(?:由|从)[^,;]{{0,14}}?(?:{_NUMBER})[^,;、]{{0,6}}?(?:{_MORE}|{_LESS})(?:到|至|为)")
_SHARED = re.compile("[、,;和与及]|分别")
_CHANGE = re.compile(rf"(?P<verb>(?:年均|同比|累计)?(?:{_MORE}|{_LESS}))(?:了|幅度)?"
                     r"(?:不低于|不少于|不超过|超过|约|达到?)?$")
# 分别压减50%、40%和70%: the verb is said once for all.
_EACH_CHANGE = re.compile(rf"分别(?P<verb>(?:年均|同比|累计)?(?:{_MORE}|{_LESS}))(?!到|至|为)")
_FILLER = re.compile("^的?(?:均|都|要|应当?|须|将|也|总体|原则上)*")
_AT_LEAST, _AT_MOST = (">=", ">"), ("<=", "<")


def say_value(target: Target) -> str:
    """What a target demands of its indicator, as the notice says it; by the fields where its words hold more.

    returns  每年不少于25家, 较2020年下降5%以上, 由60%提高到75%, 全覆盖
    """
    by_hand = target.state is State.CORRECTED  # what a person wrote stands in the fields
    if by_hand or target.kind is TargetKind.COVERAGE or target.value is None or "|" in target.quote:
        return print_value(target)
    words = say_quote(target)
    at = words.rfind(target.indicator) if target.indicator else -1
    tail = _FILLER.sub("", words[at + len(target.indicator):]) if at >= 0 else ""
    if _is_one_value(tail):
        rhythm = print_rhythm(target)
        return tail if not rhythm or rhythm in tail else f"{rhythm}{tail}"
    return _by_fields(target, words)


def _is_one_value(tail: str) -> bool:
    """Whether the words after an indicator hold one number, and it is this indicator's."""
    plain = _RISE.sub("", tail)
    found = re.findall(_NUMBER, re.sub(r"20\d\d年?", "", plain))
    before = re.split(_NUMBER, re.sub(r"20\d\d年?", "", plain))[0]
    return len(found) == 1 and not _SHARED.search(before) and len(tail) <= 40


def _by_fields(target: Target, words: str) -> str:
    """The value by its fields; a change keeps its verb, without which 下降30%以上 would read 不低于30%."""
    number = next((m for m in re.finditer(_NUMBER, words) if _same(m[0], target.value)), None)
    before = words[: number.start()] if number else ""
    change = _CHANGE.search(before) or _EACH_CHANGE.search(before)
    if change is None:
        return print_value(target)
    bound = "以上" if target.comparator in _AT_LEAST else "以内" if target.comparator in _AT_MOST else ""
    said = number[0] if number else ""
    return f"{print_rhythm(target)}{change['verb']}{said}{_unit(target, said)}{bound}"


def _same(text: str, value: float | None) -> bool:
    try:
        return value is not None and float(text.replace(",", "")) == value
    except ValueError:
        return False


def _unit(target: Target, number: str) -> str:
    return "" if number.endswith(("‰", "万")) else target.unit or ""
