"""The rung of government that a body's name stands on."""

import pytest

from extractor.facts.levels import find_level
from specs.model import Level


@pytest.mark.parametrize(("name", "level"), [
    ("教育部", Level.NATIONAL), ("教育部门", None), ("财政部门", None), ("公安部门", None), ("应急管理部门", None),
    ("生态环境部", Level.NATIONAL), ("省教育厅", Level.PROVINCE), ("各市教育局", Level.PREFECTURE),
    ("各县(市、区)教育部门", Level.COUNTY), ("乡镇人民政府", Level.TOWNSHIP), ("用人单位", Level.ENTERPRISE),
    ("行业主管部门", None), ("产业主体", None), ("各有关县(市、区)", Level.COUNTY), ("有关省级部门", Level.PROVINCE),
    ("基层党组织", None),
])
def test_level_by_name(name: str, level: Level | None) -> None:
    assert find_level(name, Level.PROVINCE, {}) is level


@pytest.mark.parametrize(("name", "level"), [
    ("邮政局", Level.NATIONAL), ("空管委办公室", Level.NATIONAL), ("行业协会", None), ("地方法人银行", None),
    ("高等学院", None), ("同级党委", None), ("总部", None), ("供销合作总社", Level.NATIONAL),
])
def test_level_in_a_notice_of_the_country(name: str, level: Level | None) -> None:
    assert find_level(name, Level.NATIONAL, {}) is level
