"""What stands in each sheet (栏目): one sheet a kind of fact, one column a field, Chinese headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from review.cells import COMPARATOR_WORDS, KIND_WORDS, LEVEL_WORDS, MEAN_WORDS, SHARE_WORDS
from review.summaries import STATE_WORDS
from specs.wording import ROLE_WORDS

NUMBER, STATE, QUOTE, PLACE, SURE, RULE, WHY = "编号", "状态", "原文", "位置", "把握", "规则", "理由"
REMOVE = "删除"
STATE_CHOICES = (*STATE_WORDS.values(), REMOVE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column (栏).

    key      field of the fact; "" for what only tells the reader where he is
    fixed    not to be changed by a person
    """

    heading: str
    key: str
    width: int
    choices: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet (工作表): its kind of fact, its columns between number and state, and quote and place."""

    kind: str
    name: str
    fields: tuple[Column, ...]
    needed: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, left to right."""
        quote = Column(QUOTE, "quote", 46, fixed=self.kind in ("tasks", "bodies"))
        return (Column(NUMBER, "", 11, fixed=True), Column(STATE, "state", 10, STATE_CHOICES), *self.fields, quote,
                Column(PLACE, "", 10), Column(WHY, "", 18), Column(SURE, "", 11, fixed=True),
                Column(RULE, "", 18, fixed=True))


def _words(names: Mapping[Any, str]) -> tuple[str, ...]:
    return tuple(names.values())


_TASK = Column("任务编号", "task", 18)
SHEETS = (
    SheetLayout("targets", "目标", (
        Column("指标", "indicator", 24), Column("对象", "subject", 20), Column("类型", "kind", 9, _words(KIND_WORDS)),
        Column("比较", "comparator", 9, _words(COMPARATOR_WORDS)), Column("数值", "value", 9),
        Column("上限", "value_max", 8), Column("单位", "unit", 9), Column("时限", "due", 20), Column("周期", "per", 9),
        Column("每个", "each", 12), Column("平均", "aggregate", 9, _words(MEAN_WORDS)), Column("基数", "baseline", 14),
        Column("责任单位", "bodies", 24), _TASK), ("indicator", "kind", "quote")),
    SheetLayout("deadlines", "时限", (Column("时间", "time", 24), Column("事项", "action", 36), _TASK),
                ("time", "quote")),
    SheetLayout("percentages", "百分比", (
        Column("比较", "comparator", 9, _words(COMPARATOR_WORDS)), Column("数值", "value", 9),
        Column("上限", "value_max", 8), Column("用途", "percentage_role", 9, _words(SHARE_WORDS))),
        ("comparator", "value", "percentage_role", "quote")),
    SheetLayout("tasks", "任务", (Column("任务编号", "id", 18, fixed=True), Column("标题", "heading", 30)),
                ("id", "quote")),
    SheetLayout("bodies", "责任单位", (
        Column("任务编号", "task", 18, fixed=True), Column("任务标题", "", 22, fixed=True), Column("单位", "name", 26),
        Column("职责", "role", 9, _words(ROLE_WORDS)), Column("层级", "level", 9, _words(LEVEL_WORDS))),
        ("task", "name", "role", "quote")),
    SheetLayout("reports", "报送", (
        Column("报送单位", "by", 24), Column("接收单位", "to", 24), Column("内容", "what", 28),
        Column("时限", "due", 20), _TASK), ("quote",)),
    SheetLayout("citations", "依据", (Column("名称", "title", 40), Column("文号", "number", 22)), ("title", "quote")),
)
