"""A notice with its annex plans in one paper (印发通知和各附件方案): what the templates name of it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compose.requests import Case
from generator.compose.rows import indicator_rows, indicator_years, plan_entries, task_rows
from generator.compose.values import name_matter, name_plan
from generator.localise.own_targets import set_own_targets
from generator.localise.parts import part_plan
from generator.localise.plan import CountyPlan
from generator.localise.schedule import schedule_plan
from generator.localise.shares import share_plan


def package_values(case: Case) -> dict[str, object]:
    """What package.j2 names beside the plan's values."""
    def finish(plan: CountyPlan) -> CountyPlan:
        return schedule_plan(set_own_targets(share_plan(plan, case.request.shares)), case.request.issue_on)

    package = part_plan(case.plan, finish)
    titles = [name_plan(part.spec.notice, part.profile) for part in package.parts]
    return {"通知正文": plan_entries(package.own), "附件方案": [
        _part(part, title) for part, title in zip(package.parts, titles, strict=True)],
        "总事由": name_matter(case.plan.spec.notice, case.plan.profile)}


def _part(plan: CountyPlan, title: str) -> Mapping[str, object]:
    return {"标题": title, "目标": list(plan.aims), "正文": plan_entries(plan), "任务": task_rows(plan),
            "有本级时限": any(task.own_times for task in plan.tasks), "指标": indicator_rows(plan),
            "指标年份": [f"{year}年" for year in indicator_years(plan)]}
