"""Kinds of official paper (文种): the fifteen of the regulation on official papers, and the papers they carry."""

from __future__ import annotations

import re

# 《党政机关公文处理工作条例》 §8; then the papers that a notice issues or that stand alone.
STATUTORY = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
CARRIED = (
    "实施方案",
    "工作方案",
    "行动方案",
    "行动计划",
    "工作计划",
    "工作要点",
    "实施意见",
    "指导意见",
    "实施细则",
    "任务分解表",
    "分工方案",
    "应急预案",
    "方案",
    "规划",
    "计划",
    "办法",
    "细则",
    "规定",
    "条例",
    "要点",
    "预案",
    "规则",
    "规范",
    "纲要",
    "指南",
    "章程",
    "制度",
    "标准",
    "措施",
    "清单",
    "分解表",
    "台账",
    "安排",
    "倡议书",
    "告知书",
    "分工",
    "指引",
    "公约",
    "目录",
)
_GENERAL = {
    "实施方案": "方案",
    "工作方案": "方案",
    "行动方案": "方案",
    "分工方案": "方案",
    "实施意见": "意见",
    "指导意见": "意见",
    "行动计划": "计划",
    "工作计划": "计划",
    "工作要点": "要点",
    "实施细则": "细则",
    "应急预案": "预案",
    "任务分解表": "分解表",
}
_TAIL = re.compile(r"(?:\((?:[^()]|\([^()]*\))*\)|[\s。”》])+$")
_ALL = tuple(sorted({*STATUTORY, *CARRIED}, key=lambda word: (-len(word), word)))


def find_kind(title: str) -> str | None:
    """The kind of paper that a title ends with, what stands in brackets after it passed over; None where it names none.

    `…的通知` 通知, `…实施方案(试行)` 方案, `…的函` 函; general words for special ones (实施方案 → 方案).
    """
    words = _TAIL.sub("", title)
    for kind in _ALL:
        if words.endswith(kind):
            return _GENERAL.get(kind, kind)
    return None
