"""What must hold of a fact that a person wrote (核对): rules of docs/spec-format.md that no type can say."""

from __future__ import annotations

from dataclasses import replace

from specs.model import Percentage, Target, TargetKind


def settle_target(target: Target) -> Target:
    """A target with what its kind implies written out; raises ValueError where its fields do not fit together."""
    if not target.indicator:
        raise ValueError("“指标”是空的，请写考核什么；不是目标就在“状态”栏选“删除”")
    if target.kind is TargetKind.TREND:
        if target.value is not None or target.value_max is not None:
            raise ValueError("“趋势”不写数值，请删去“数值”，或改选“百分比”“数量”")
        return replace(target, comparator=None, unit=None)
    if target.kind is TargetKind.COVERAGE:
        return replace(target, comparator="=", value=100.0, unit="%", value_max=None)
    if target.value is None:
        raise ValueError("缺“数值”，请补上；没有数字的选“全覆盖”或“趋势”")
    if target.comparator is None:
        raise ValueError("缺“比较”，请选 不低于、不超过、等于 等")
    _check_range(target.comparator, target.value, target.value_max)
    return replace(target, unit=target.unit or ("%" if target.kind is TargetKind.PERCENTAGE else None))


def check_percentage(share: Percentage) -> Percentage:
    """A percentage whose bounds fit; raises ValueError."""
    _check_range(share.comparator, share.value, share.value_max)
    return share


def _check_range(comparator: str, value: float, most: float | None) -> None:
    if comparator == "between" and (most is None or most < value):
        raise ValueError("“区间”要有“上限”，且不小于“数值”，请补上或改选别的比较")
    if comparator != "between" and most is not None:
        raise ValueError("有“上限”而比较不是“区间”，请删去“上限”，或选“区间”")
