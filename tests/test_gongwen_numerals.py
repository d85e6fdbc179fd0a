"""Numerals and dates: what is printed can be read, and odd ones are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.dates import last_day, parse_date, print_date
from gongwen.numerals import parse_integer, parse_number, print_chinese


@given(st.integers(min_value=0, max_value=9999))
def test_parse_undoes_print(number: int) -> None:
    assert parse_integer(print_chinese(number)) == number


@pytest.mark.parametrize(("text", "number"), [
    ("十二", 12), ("二十", 20), ("一百零五", 105), ("二○二四", 2024), ("二〇三五", 2035), ("两", 2), ("1,200", 1200),
    ("三千", 3000), ("一万二千", 12000),
])
def test_integers(text: str, number: int) -> None:
    assert parse_integer(text) == number


@pytest.mark.parametrize("text", ["", "十十", "九九十", "家", "1.5家"])
def test_no_integers(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse_integer(text)


def test_numbers_with_decimals() -> None:
    assert [parse_number(t) for t in ("1.5", "1,234.5", "九十", "九十二点五")] == [1.5, 1234.5, 90, 92.5]


@given(st.dates(min_value=date(1949, 10, 1), max_value=date(2099, 12, 31)))
def test_dates_parse_undoes_print(day: date) -> None:
    assert parse_date(f"于{print_date(day)}印发") == day


@pytest.mark.parametrize(("text", "day"), [
    ("二○二四年十二月三十一日", date(2024, 12, 31)), ("二〇二五年二月五日", date(2025, 2, 5)),
    ("民国113年5月11日", date(2024, 5, 11)), ("2024年2月30日", None), ("2024年5月", None), ("没有日期", None),
])
def test_written_dates(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_last_days() -> None:
    assert [last_day(2024, 2), last_day(2025, 2), last_day(2025, 6)] == [29, 28, 30]
