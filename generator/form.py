"""The nouns of a report form (报表): what is asked of who fills it in, and the code by which it is known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

UNIT, LEADER, CHECKER, WRITER, PHONE, DAY = "填报单位（盖章）", "负责人", "审核人", "填表人", "电话", "日期"
SIGNERS = (LEADER, CHECKER, WRITER, PHONE)
NUMBER, NAME = "序号", "指标"
HEADS = (NUMBER, NAME, "单位", "目标值", "完成数（分子）", "总数（分母）", "完成率", "说明")
CODE_LABEL = "校验码"
CODE = re.compile(CODE_LABEL + r"[:：]\s*(?P<code>[0-9a-f]{8}-[0-9a-f]{4})")


class Measure(StrEnum):
    """How a figure is counted (计量方式).

    RATE    numerator and denominator; of several units the rate is that of the sums
    COUNT   a number of things, which adds up
    CHANGE  this period against the one that it is measured by
    LEVEL   a length, a mean or a bound for each: told beside the others, never added up
    WORDS   no number
    """

    RATE = "比率"
    COUNT = "数量"
    CHANGE = "增减"
    LEVEL = "水平"
    WORDS = "文字"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of figures (指标行), as printed.

    note  what is to be filled in, which says its measure: 填分子、分母
    """

    name: str
    unit: str
    goal: str
    note: str


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form for one report (报表).

    key      its file's name without ending
    basis    the notice and the clause; to, due: who receives it, by when
    identity which report of which notice it is for, 8 characters
    figures, texts, columns   what is asked: figures; labels of words; heads of a list (名单) besides 序号
    """

    key: str
    title: str
    basis: str
    to: str
    due: str
    identity: str
    figures: tuple[Figure, ...]
    texts: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def code(self) -> str:
        """What the form is known by: its report, and the version of what it asks."""
        return f"{self.identity}-{version_of(self.figures, self.texts, self.columns)}"


def version_of(figures: Iterable[Figure], texts: Iterable[str], columns: Iterable[str]) -> str:
    """Four characters that change with any question of a form; blanks do not count."""
    rows = [*("\x1e".join((f.name, f.unit, f.goal, f.note)) for f in figures), *texts, *columns]
    plain = re.sub(r"[^\S\x1e\x1f]+", "", "\x1f".join(rows))
    return hashlib.sha256(plain.encode()).hexdigest()[:4]


# What stands in 说明 of a figure, by which its measure is known again.
NOTES = {Measure.RATE: "填分子、分母", Measure.COUNT: "填完成数", Measure.CHANGE: "填本期数、基期数",
         Measure.LEVEL: "填实际值，不汇总", Measure.WORDS: "填文字"}


def measure_of(note: str) -> Measure:
    """The measure that a figure's note says; WORDS where it says none."""
    return next((measure for measure, words in NOTES.items() if note.startswith(words)), Measure.WORDS)
