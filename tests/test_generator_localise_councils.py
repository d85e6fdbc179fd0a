"""Joint conferences of offices are of the level that convenes them (部际、厅际、局际联席会议)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.county import guess_profile
from generator.localise.bodies import Rung, find_rung
from generator.localise.plan import CountyPlan, localise_spec
from generator.localise.visits import PlanVisit
from luoshi import extract
from tests.plans import COUNTY

_HEAD = ("{issuer}关于加强养老服务工作的通知\n澜民发〔2025〕12号\n\n{to}：\n"
         "为加强养老服务工作，现就有关事项通知如下。\n一、重点任务\n")
ITEMS = (
    "（一）加强统筹。充分发挥养老服务局际联席会议作用，每季度至少召开1次会议，研究解决重点问题。",
    "（二）强化调度。市养老服务局际联席会议办公室每季度通报各县（市、区）进展。各县（市、区）民政局于每季度末前向局际联席会议办公室报送进展。",
    "（三）健全机制。各县（市、区）要于2025年6月底前建立养老服务局际联席会议制度，发挥局际联席会议作用，明确成员单位职责。",
    "（四）抓好落实。局际联席会议负责督促指导，县级民政部门牵头，于2025年9月底前完成摸底。",
    "（五）严格考核。由局际联席会议办公室于2025年12月底前开展评估，结果报市政府。",
    "（六）加强指导。养老服务工作部际联席会议统筹协调，省养老服务厅际联席会议加强指导。",
)


def _plan(tmp_path: Path, issuer: str, to: str, profile=COUNTY, items: tuple[str, ...] = ITEMS) -> CountyPlan:  # type: ignore[no-untyped-def]
    path = tmp_path / "notice.txt"
    path.write_text(_HEAD.format(issuer=issuer, to=to) + "\n".join(items) + f"\n\n{issuer}\n2025年3月3日\n", "utf-8")
    return localise_spec(extract(path), profile)


@pytest.mark.parametrize(("name", "rung", "home"), [
    ("养老服务局际联席会议", Rung.ABOVE, Rung.OWN), ("局际联席会议办公室", Rung.ABOVE, Rung.OWN),
    ("市养老服务局际联席会议", Rung.ABOVE, Rung.ABOVE), ("省养老服务厅际联席会议", Rung.ABOVE, Rung.ABOVE),
    ("养老服务工作部际联席会议", Rung.ABOVE, Rung.ABOVE), ("国务院养老服务部际联席会议", Rung.ABOVE, Rung.ABOVE),
    ("县养老服务局际联席会议", Rung.OWN, Rung.OWN), ("各县(市、区)养老服务局际联席会议", Rung.OWN, Rung.OWN),
    ("溪塬县养老服务局际联席会议办公室", Rung.OWN, Rung.OWN),
])
def test_whose_a_conference_is(name: str, rung: Rung, home: Rung) -> None:
    assert find_rung(name, None, COUNTY) is rung
    assert find_rung(name, None, replace(COUNTY, at_home=True)) is home


def test_the_superiors_conference_is_not_the_countys(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "澜阳市民政局", "各县（市、区）民政局")
    own = {task.id: task.text for task in plan.tasks}
    assert own == {
        "一/(二)": "溪塬县民政局于每季度末前向澜阳市养老服务局际联席会议办公室报送进展。",
        "一/(三)": "溪塬县要于2025年6月底前建立养老服务局际联席会议制度,发挥局际联席会议作用,明确成员单位职责。",
        "一/(四)": "溪塬县民政局牵头,于2025年9月底前完成摸底。"}
    assert plan.reports[0].to == ("澜阳市养老服务局际联席会议办公室",)
    assert [(visit.by, visit.task) for visit in plan.visits] == [("市养老服务局际联席会议办公室", "一/(二)")]
    assert isinstance(plan.visits[0], PlanVisit)
    assert not [name for task in plan.tasks for name in (*task.doers, *task.support) if "联席会议" in name]


def test_in_the_countys_own_notice_it_is_its_own(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "溪塬县民政局", "各乡镇人民政府", items=(ITEMS[0], ITEMS[3]))
    assert [task.text for task in plan.tasks] == [
        "充分发挥养老服务局际联席会议作用,每季度至少召开1次会议,研究解决重点问题。",
        "局际联席会议负责督促指导,溪塬县民政局牵头,于2025年9月底前完成摸底。"]


def test_a_municipality_convenes_one_too(tmp_path: Path) -> None:
    district = guess_profile("500117", "合川区", province="重庆市", prefecture="重庆市")
    plan = _plan(tmp_path, "重庆市民政局", "各区县（自治县）民政局", district,
                 ("（一）强化调度。各区县民政局于每月5日前向局际联席会议办公室报送进展。",
                  "（二）加强统筹。养老服务局际联席会议每季度召开1次会议。"))
    assert [task.text for task in plan.tasks] == ["合川区民政局于每月5日前向重庆市养老服务局际联席会议办公室报送进展。"]
