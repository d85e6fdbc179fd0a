"""How a target is counted (计量方式): a rate, a count, a change, or a level that is measured and never added up."""

from __future__ import annotations

import re

from generator.form import Measure
from generator.localise.words import say_quote
from specs.model import Target, TargetKind

_SHARE_UNITS = ("%", "‰")
_CHANGE = re.compile(r"(?:增长|增加|提高|提升|上升|下降|降低|减少|压减|缩减|降幅|增幅|翻)(?!到|至|为)")
_RISE_TO = re.compile(r"(?:提高|提升|上升|下降|降低|压减|增长|增加)(?:到|至|为)")
_MEAN = re.compile(r"平均|人均|次均|户均|亩均|均[^衡等]|每千|每万|每百|用时|时长|时限|浓度|密度|半径|面积|系数|指数"
                   r"|水平|保存期|比$")
_MEASURED = re.compile(r"天|日|小时|分钟|时$|毫克|微克|分贝|(?<!方)米$|度$|倍|^分$|学时")
_AT_MOST = ("<=", "<", "between")


def find_measure(target: Target) -> Measure:
    """How a target is counted, by its kind, unit and words."""
    words = say_quote(target).rsplit("|", 1)[-1]  # of a table: its own cell
    if target.kind is TargetKind.COVERAGE:
        return Measure.RATE
    if target.value is None:
        return Measure.WORDS
    share = (target.unit or "") in _SHARE_UNITS or "分之" in words
    changes = target.kind is TargetKind.TREND or "百分点" in (target.unit or "") or (
        bool(_CHANGE.search(words)) and not _RISE_TO.search(words))
    if changes and (share or "百分点" in (target.unit or "") or target.baseline or target.kind is TargetKind.TREND):
        return Measure.CHANGE
    if share:
        return Measure.RATE
    return Measure.LEVEL if _is_level(target) else Measure.COUNT


def _is_level(target: Target) -> bool:
    unit = target.unit or ""
    return (not unit or "/" in unit or bool(_MEASURED.search(unit) or _MEAN.search(target.indicator))
            or target.comparator in _AT_MOST or bool(target.each) or bool(target.aggregate))
