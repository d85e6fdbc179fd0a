"""The rung of government that a body's name stands on."""

import pytest

from extractor.facts.levels import find_level
from specs.model import Level


@pytest.mark.parametrize(("name", "level"), [
    ("教育部", Level.NATIONAL), ("教育部门", None), ("财政部门", None), ("公安部门", None), ("应急管理部门", None),
    ("生态环境部", Level.NATIONAL), ("省教育厅", Level.PROVINCE), ("各市教育局", Level.PREFECTURE),
    ("各县(市、区)教育部门", Level.COUNTY), ("乡镇人民政府", Level.TOWNSHIP), ("用人单位", Level.ENTERPRISE),
])
def test_level_by_name(name: str, level: Level | None) -> None:
    assert find_level(name, Level.PROVINCE, {}) is level
