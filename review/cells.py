"""Values of fields ↔ words of a cell (单元格): Chinese for the clerk, checked on the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from gongwen.characters import fold_full_width
from review.times import parse_every, parse_time
from specs.model import Baseline, Level, PercentageRole, TargetKind
from specs.wording import (
    PERCENTAGE_WORDS,
    ROLE_WORDS,
    print_baseline,
    print_every,
    print_number,
    print_time,
)

KIND_WORDS = {TargetKind.PERCENTAGE: "百分比", TargetKind.QUANTITY: "数量", TargetKind.COVERAGE: "全覆盖",
              TargetKind.TREND: "趋势"}
COMPARATOR_WORDS = {">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于", "=": "等于", "between": "区间"}
SHARE_WORDS = {PercentageRole(key): word for key, word in PERCENTAGE_WORDS.items()}
LEVEL_WORDS = {level: level.value for level in Level}
MEAN_WORDS = {"mean": "平均数"}
_BASELINE = re.compile(r"(?:(?P<on>[12][0-9]{3})年)?(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[^0-9]*)")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


def print_cell(key: str, value: Any) -> str | float:
    """What a cell shows of a field; numbers stay numbers."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, tuple):
        return "、".join(value)
    return _PRINTERS[key](value) if key in _PRINTERS else str(value)


def show_cell(value: str | float) -> str:
    """The words of a cell, by which it is told whether a person changed it."""
    return value if isinstance(value, str) else print_number(value)


def parse_cell(key: str, words: str) -> Any:
    """The value that the words of a cell say; raises ValueError with what was found and what to do."""
    if not words:
        return _EMPTY.get(key)
    return _PARSERS[key](words) if key in _PARSERS else words


def _choice(names: Mapping[Any, str], what: str) -> Callable[[str], Any]:
    def parse(words: str) -> Any:
        for value, word in names.items():
            if words == word:
                return value
        raise ValueError(f"{what}“{words}”不在可选之列，请选：{'、'.join(names.values())}")

    return parse


def _number(words: str) -> float:
    plain = fold_full_width(words).removesuffix("%").strip()
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"“{words}”不是数字，请只写数字，单位写在“单位”栏")
    return float(plain.replace(",", ""))


def _names(words: str) -> tuple[str, ...]:
    """Names between marks, none cut inside brackets: 各县(市、区)教育局 is one."""
    names, depth = [""], 0
    for c in words:
        depth += (c in "(（") - (c in ")）")
        if c in "、,，;；\n" and depth <= 0:
            names.append("")
        else:
            names[-1] += c
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _baseline(words: str) -> Baseline:
    found = _BASELINE.fullmatch(re.sub(r"\s", "", fold_full_width(words)))
    if found is None:
        raise ValueError(f"基数“{words}”看不懂，请写成 2020年87.01% 这样的形式")
    return Baseline(float(found["value"].replace(",", "")), found["unit"], found["on"])


_PRINTERS: dict[str, Callable[[Any], str]] = {
    "kind": lambda v: KIND_WORDS[v], "comparator": lambda v: COMPARATOR_WORDS.get(v, v),
    "percentage_role": lambda v: SHARE_WORDS[v], "role": lambda v: ROLE_WORDS[v], "level": lambda v: v.value,
    "aggregate": lambda v: MEAN_WORDS.get(v, v), "per": print_every, "due": print_time, "time": print_time,
    "baseline": print_baseline,
}
_PARSERS: dict[str, Callable[[str], Any]] = {
    "kind": _choice(KIND_WORDS, "类型"), "comparator": _choice(COMPARATOR_WORDS, "比较"),
    "percentage_role": _choice(SHARE_WORDS, "用途"), "role": _choice(ROLE_WORDS, "职责"),
    "level": _choice(LEVEL_WORDS, "层级"), "aggregate": _choice(MEAN_WORDS, "平均"), "per": parse_every,
    "due": parse_time, "time": parse_time, "value": _number, "value_max": _number, "baseline": _baseline,
    "bodies": _names, "by": _names, "to": _names,
}
_EMPTY: dict[str, Any] = {"indicator": "", "subject": "", "action": "", "what": "", "title": "", "heading": "",
                          "bodies": (), "by": (), "to": (), "name": ""}
