"""What the peers answer is put into our form to their best (同类工具的回答); they themselves need not be installed."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.score_peers import read_jionlp_time, read_recognizers_time


@pytest.mark.parametrize(("words", "said", "time"), [
    ("2025年6月底前", {"type": "time_span", "time": ["2025-01-10 00:00:00", "2025-06-30 23:59:59"]},
     {"by": "2025-06-30"}),
    ("7月至9月", {"type": "time_span", "time": ["2025-07-01 00:00:00", "2025-09-30 23:59:59"]},
     {"from": "2025-07-01", "to": "2025-09-30"}),
    ("2025年起", {"type": "time_span", "time": ["2025-01-01 00:00:00", "inf"]}, {"from": "2025-01-01"}),
    ("10个工作日内", {"type": "time_span", "time": ["2025-01-10 00:00:00", "2025-01-24 23:59:59"]},
     {"within": "P10WD"}),
    ("每年1月10日前", {"type": "time_period", "time": {"delta": {"year": 1}, "point": {
        "time": ["-inf", "2025-01-10 23:59:59"], "string": "1月10日前"}}}, {"every": "year", "by": "01-10"}),
    ("每半年", {"type": "time_period", "time": {"delta": {"year": 0.5}, "point": None}}, {"every": "half-year"}),
    ("民国114年3月", {"type": "time_point", "time": ["114-03-01 00:00:00", "114-03-31 00:00:00"]}, {}),
    ("四年", {"type": "time_delta", "time": {"year": 4.0}}, {}),
])
def test_jionlp(words: str, said: dict[str, Any], time: dict[str, str]) -> None:
    assert read_jionlp_time(said, words) == time


@pytest.mark.parametrize(("words", "value", "time"), [
    ("2025年6月", {"type": "daterange", "start": "2025-06-01", "end": "2025-07-01"}, {"by": "2025-06-30"}),
    ("5月前", {"type": "daterange", "Mod": "before", "end": "2025-05-31"}, {"by": "2025-05-31"}),
    ("9月15日", {"type": "date", "value": "2025-09-15"}, {"by": "2025-09-15"}),
    ("每月", {"type": "set", "timex": "P1M"}, {"every": "month"}),
    ("3个月", {"type": "duration", "timex": "P3M"}, {"within": "P3M"}),
    ("8点至9点", {"type": "timerange", "start": "08:00:00", "end": "09:00:00"}, {}),
])
def test_recognizers(words: str, value: dict[str, str], time: dict[str, str]) -> None:
    assert read_recognizers_time(value, words) == time
