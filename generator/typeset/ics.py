"""Calendar → .ics (日历排版): RFC 5545, whole days, two alarms each; no clock, so the same bytes every time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Alarm, Component
from icalendar import Calendar as Book
from icalendar import Event as Entry

from generator.books import Calendar, Event

_RULE_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS")
_PROGRAM = "-//Luoshi//Calendar//ZH"
# At nine in the morning, a week and a day before.
_ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))


def write_ics(calendar: Calendar) -> bytes:
    """The .ics of a calendar; the same calendar gives the same bytes."""
    book = Book()
    book.add("prodid", _PROGRAM)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", calendar.title)
    stamp = datetime.fromisoformat(f"{calendar.stamp}T00:00:00+00:00")
    for event in calendar.events:
        book.add_component(_entry(event, stamp))
    return bytes(book.to_ical())


def read_ics(data: bytes) -> Calendar:
    """The calendar that an .ics says, in the order of its days.

    raises  ValueError: it is no calendar
    """
    book = Book.from_ical(data)
    events = [_event(entry) for entry in book.walk("VEVENT")]
    stamp = next((str(entry.decoded("dtstamp").date()) for entry in book.walk("VEVENT")), "")
    return Calendar(str(book.get("x-wr-calname", "")), stamp, tuple(sorted(events, key=lambda e: (e.day, e.uid))))


def _event(entry: Component) -> Event:
    start = entry.decoded("dtstart")
    rule = {name: tuple(values) for name, values in entry.get("rrule", {}).items()}
    ordered = tuple((name, rule[name]) for name in _RULE_PARTS if name in rule)
    kinds = entry.get("categories")
    kind = str(kinds.cats[0]) if kinds is not None else ""
    return Event(str(entry.get("uid", "")), start.isoformat()[:10], str(entry.get("summary", "")), kind,
                 tuple(str(entry.get("description", "")).split("\n")), ordered)


def _entry(event: Event, stamp: datetime) -> Entry:
    day = date.fromisoformat(event.day)
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", stamp)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("description", "\n".join(event.details))
    entry.add("categories", [event.kind])
    entry.add("transp", "TRANSPARENT")  # a limit takes up no hour of the day
    if event.repeats:
        entry.add("rrule", {name: list(values) for name, values in event.repeats})
    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", before)
        entry.add_component(alarm)
    return entry
