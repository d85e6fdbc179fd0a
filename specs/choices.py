"""The closed lists that fields of a spec choose from (选项); `model` hands them on beside the nouns."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a body does in a task (职责)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    SUPERVISE = "supervise"
    RECEIVE = "receive"


class Level(StrEnum):
    """The rung of government that a body stands on (层级)."""

    NATIONAL = "国家"
    PROVINCE = "省"
    PREFECTURE = "市"
    COUNTY = "县"
    TOWNSHIP = "乡"
    ENTERPRISE = "企业"


class Confidence(StrEnum):
    """How sure the rule that made a fact is of it (把握)."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


class State(StrEnum):
    """Who stands behind a fact (状态): the machine that read it, or a person who confirmed or corrected it."""

    MACHINE = "machine"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class TargetKind(StrEnum):
    """What sort of commitment a target is (目标类型)."""

    PERCENTAGE = "percentage"
    QUANTITY = "quantity"
    COVERAGE = "coverage"
    TREND = "trend"


class PercentageRole(StrEnum):
    """What a percentage in the text is for (百分比用途)."""

    TARGET = "target"
    BASELINE = "baseline"
    STATISTIC = "statistic"
    THRESHOLD = "threshold"
