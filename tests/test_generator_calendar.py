"""The calendar: an event for each day that the notice gives, rules that calendars know, the same bytes again."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar as Book

from generator.chain import Chain
from generator.compose.calendar import compose_calendar
from generator.compose.milestones import Sort, list_milestones
from generator.compose.recurrences import find_rule, first_day
from generator.county import bureau_of
from generator.localise.plan import localise_spec
from generator.localise.schedule import schedule_plan
from generator.typeset.ics import write_ics
from specs.model import Report, Time
from tests.plans import COUNTY, PLAN, SPEC, TEMPLATES, compose_document

_SENT = Report(("各县(市、区)疾控中心",), ("市疾控中心",), "名册", Time(by="2025-06-30"),
               "2025年6月底前将名册报市疾控中心", 124, 140, "附件1/二/1")
ISSUED = date(2025, 3, 1)


@pytest.mark.parametrize(("time", "days"), [
    (Time(every="year", by="01-10"), ["2026-01-10", "2027-01-10"]),
    (Time(every="year", by="02-end"), ["2026-02-28", "2027-02-28", "2028-02-29"]),
    (Time(every="year", by="end"), ["2025-12-31", "2026-12-31"]),
    (Time(every="month", by="05"), ["2025-03-05", "2025-04-05"]),
    (Time(every="month", by="30"), ["2025-03-30", "2025-04-30"]),
    (Time(every="month", by="end"), ["2025-03-31", "2025-04-30"]),
    (Time(every="quarter", by="end"), ["2025-03-31", "2025-06-30", "2025-09-30"]),
    (Time(every="quarter", by="3-20"), ["2025-03-20", "2025-06-20"]),
    (Time(every="quarter", by="1-10"), ["2025-04-10", "2025-07-10"]),
    (Time(every="half-year", by="end"), ["2025-06-30", "2025-12-31"]),
    (Time(every="week", by="5"), ["2025-03-07", "2025-03-14"]),
])
def test_what_comes_again_falls_on_its_days(time: Time, days: list[str]) -> None:
    found, day = [], ISSUED
    for _ in days:
        day = first_day(find_rule(time), day)
        found.append(day.isoformat())
    assert found == days


def test_the_last_of_february_stands_for_the_30th() -> None:
    assert first_day(find_rule(Time(every="month", by="30")), date(2025, 1, 30)) == date(2025, 2, 28)


@pytest.mark.parametrize("time", [Time(every="year"), Time(every="2 months"), Time(every="quarter", by="15"),
                                  Time(every="school term", by="end"), Time(every="month", by="45")])
def test_what_no_calendar_knows_has_no_rule(time: Time) -> None:
    assert find_rule(time) == ()


def test_the_file_opens_and_says_what_the_plan_says() -> None:
    data = write_ics(compose_calendar(PLAN))
    assert data == write_ics(compose_calendar(localise_spec(SPEC, COUNTY)))
    events = list(Book.from_ical(data).walk("VEVENT"))
    told = {str(event["summary"]): event for event in events}
    assert len({str(event["uid"]) for event in events}) == len(events) == 3
    task, report, goal = (next(event for title, event in told.items() if title.startswith(sort))
                          for sort in ("【任务】", "【报送】", "【目标】"))
    assert task["dtstart"].dt == date(2025, 6, 30)
    assert "溪塬县疾病预防控制中心" in str(task["description"])
    assert "澜卫发〔2025〕9号" in str(task["description"])
    assert report["dtstart"].dt == date(2026, 1, 10)
    assert report["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=1"
    assert goal["dtstart"].dt == date(2027, 12, 31)
    assert {event["dtstamp"].dt.date() for event in events} == {ISSUED}
    assert [len(event.walk("VALARM")) for event in events] == [2, 2, 2]


def test_the_countys_own_day_counts_and_both_limits_are_said() -> None:
    spec = replace(SPEC, reports=(*SPEC.reports, _SENT))
    plan = schedule_plan(localise_spec(spec, replace(COUNTY, chain=Chain(3, 2, 1))), None)
    stone = next(s for s in list_milestones(plan) if s.sort is Sort.REPORT and s.day)
    assert (stone.day, stone.superior) == (date(2025, 6, 27), "2025年6月底前")
    event = next(e for e in compose_calendar(plan).events if e.kind == "报送" and not e.repeats)
    assert event.day == "2025-06-27"
    assert {"上级时限：2025年6月底前", f"本级时限：{stone.own}"} <= set(event.details)
    assert "6月27日前上报" in stone.own


def test_the_table_is_in_order_of_days() -> None:
    document = compose_document("calendar", PLAN, bureau_of(COUNTY, PLAN.line), TEMPLATES)
    tables = [block for block in document.blocks if type(block).__name__ == "Table"]
    assert [row[1] for row in tables[0].rows] == ["2025年6月30日", "2027年12月31日"]
    assert [row[1] for row in tables[1].rows] == ["每年1月10日前"]
    assert document.landscape
