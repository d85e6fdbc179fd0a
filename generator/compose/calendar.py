"""A county's days as a calendar and as a table (时间节点): what falls due, the superior's limit and the own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from generator.books import Calendar, Event
from generator.compose.milestones import Milestone, Sort, list_milestones
from generator.compose.recurrences import find_rule, first_day
from generator.compose.values import cite_notice, name_matter
from generator.localise.plan import CountyPlan
from gongwen.characters import print_full_width
from gongwen.dates import print_date

_NO_DATE = date(2000, 1, 1)  # of a notice that does not say when it was issued: never a clock
_LONGEST_TITLE = 60


def compose_calendar(plan: CountyPlan) -> Calendar:
    """The calendar of a county: an event for each day or rule that the notice gives; goals of one day together.

    returns  nothing for times that no calendar knows (备案后3个月内, 每半年): they stand in the table
    """
    issued = date.fromisoformat(plan.spec.notice.issued_on) if plan.spec.notice.issued_on else _NO_DATE
    stones = list_milestones(plan)
    events = [_event(stone, plan, issued) for stone in stones
              if stone.sort is not Sort.GOAL and (stone.day or find_rule(stone.time))]
    goals: dict[date, list[Milestone]] = {}
    for stone in stones:
        if stone.sort is Sort.GOAL and stone.day:
            goals.setdefault(stone.day, []).append(stone)
    events += [_goal_event(day, stones, plan) for day, stones in goals.items()]
    title = print_full_width(f"{plan.profile.name}{name_matter(plan.spec.notice, plan.profile)}时间节点")
    return Calendar(title, issued.isoformat(), tuple(sorted(events, key=lambda event: (event.day, event.uid))))


def _event(stone: Milestone, plan: CountyPlan, issued: date) -> Event:
    rule = () if stone.day else find_rule(stone.time)
    day = stone.day or first_day(rule, issued)
    title = print_full_width(f"【{stone.sort}】{_cut(stone.what)}")
    return Event(_uid(plan, stone.sort, str(stone.place), stone.what, stone.superior), day.isoformat(), title,
                 stone.sort, _details(stone, plan), rule)


def _goal_event(day: date, stones: list[Milestone], plan: CountyPlan) -> Event:
    lines = [f"{i}.{stone.what}" for i, stone in enumerate(stones, 1)]
    title = f"【{Sort.GOAL}】{_cut(stones[0].what)}" + (f" 等{len(stones)}项" if len(stones) > 1 else "")
    details = tuple(print_full_width(line) for line in (*lines, f"依据：{cite_notice(plan.spec.notice)}"))
    return Event(_uid(plan, Sort.GOAL, day.isoformat()), day.isoformat(), print_full_width(title), Sort.GOAL, details)


def _cut(text: str) -> str:
    plain = text.rstrip("。；;,")
    return plain if len(plain) <= _LONGEST_TITLE else f"{plain[:_LONGEST_TITLE - 1]}…"


def _details(stone: Milestone, plan: CountyPlan) -> tuple[str, ...]:
    lines = (("事项", stone.what.rstrip("。；;,")), ("单位", "、".join(stone.by)), ("报送", "、".join(stone.to)),
             ("上级时限", stone.superior), ("本级时限", stone.own),
             ("依据", f"{cite_notice(plan.spec.notice)}{stone.basis}"))
    return tuple(print_full_width(f"{label}：{words}") for label, words in lines if words)


def _uid(plan: CountyPlan, *parts: str) -> str:
    """A name for an event that the next run gives again: by notice, county, place and words."""
    origin = plan.spec.origin.sha256 if plan.spec.origin else cite_notice(plan.spec.notice)
    whole = "\x1f".join((origin, plan.profile.code, plan.profile.name, *parts))
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:24]}@luoshi"


def milestone_rows(plan: CountyPlan) -> dict[str, object]:
    """What the table of days is filled with: 节点 in order of days, 周期 what comes again, 不定期 what has no day."""
    stones = list_milestones(plan)
    once = [stone for stone in stones if stone.day]
    again = [stone for stone in stones if not stone.day and stone.time.every]
    return {"节点": _rows(once), "周期": _rows(again),
            "不定期": _rows(stone for stone in stones if stone not in once and stone not in again)}


def _rows(stones: Iterable[Milestone]) -> list[dict[str, str]]:
    return [{"日期": print_date(stone.day) if stone.day else "", "类别": stone.sort,
             "事项": stone.what.rstrip("。；;,"), "单位": "、".join(stone.by), "接收": "、".join(stone.to),
             "上级时限": stone.superior, "本级时限": stone.own, "依据": stone.basis} for stone in stones]
