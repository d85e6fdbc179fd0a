"""Numbers that items begin with (序号): what a number is, and what only looks like one."""

from __future__ import annotations

import pytest

from gongwen.item_numbers import ItemStyle, parse_item_number


@pytest.mark.parametrize(("line", "style", "value", "rest"), [
    ("一、2026年主要目标", ItemStyle.CHINESE, 1, "2026年主要目标"),
    ("三、116年底前，完成闸门更新。", ItemStyle.CHINESE, 3, "116年底前，完成闸门更新。"),
    ("2.2025年度工作计划表", ItemStyle.DECIMAL_DOT, 2, "2025年度工作计划表"),
    ("2. 2025年度工作计划表", ItemStyle.DECIMAL_DOT, 2, "2025年度工作计划表"),
    ("2、2026年工作要点", ItemStyle.DECIMAL_COMMA, 2, "2026年工作要点"),
    ("（二）2027年底前建成泵站12座。", ItemStyle.BRACKETED_CHINESE, 2, "2027年底前建成泵站12座。"),
])
def test_a_year_may_follow_the_number(line: str, style: ItemStyle, value: int, rest: str) -> None:
    found = parse_item_number(line)
    assert found is not None
    assert (found[0].style, found[0].value, found[1]) == (style, value, rest)


@pytest.mark.parametrize("line", ["1、2号机组", "三、4类水体", "12.5"])
def test_other_digits_after_it_make_it_no_item(line: str) -> None:
    assert parse_item_number(line) is None
