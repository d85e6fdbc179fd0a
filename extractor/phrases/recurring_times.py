"""Recurrences (每…) and lengths from an event (…内) as times."""

from __future__ import annotations

import re

from extractor.phrases.calendar_points import find_shared_day
from extractor.phrases.time_words import LENGTHS, UNITS, Place, TimePhrase
from gongwen.dates import last_day
from gongwen.numerals import parse_integer
from specs.model import Time


def compose_recurrence(match: re.Match[str], place: Place) -> TimePhrase | None:
    rule = "time.every"
    if match["short"]:
        unit = UNITS[match["short"]]
        return TimePhrase(match.start("short"), match.end("short"), Time(every=unit), "time.every.short")
    if match["pace"]:
        return TimePhrase(match.start(), match.end("pace"), Time(every=UNITS[match["pace"]]), "time.every.short")
    if match["other"] or match["othermonth"]:  # 双月: every other month
        by = f"{parse_integer(match['otherday']):02d}" if match["otherday"] else None
        return TimePhrase(match.start(), match.end(), Time(every="2 months", by=by), rule)
    if bare := match["bare"]:  # 两个月召开一次
        number, unit = _count_periods(bare)
        return TimePhrase(match.start(), match.end(), Time(every=unit if number == 1 else f"{number} {unit}s"), rule)
    if by := match["by"] or match["by2"]:
        return TimePhrase(match.start(), match.end(), Time(every=UNITS[by]), rule)
    if match["qend"]:
        return TimePhrase(
            match.start(), match.end(), Time(every="quarter", by=f"3-{parse_integer(match['qday'])}"), rule
        )
    if match["unit"] is None and match["endday"] is None and match.group().startswith("每"):
        day = match["clockday"]
        by = str("一二三四五六日".find(day.replace("天", "日")) + 1) if day else None
        return TimePhrase(match.start(), match.end(), Time(every="week" if day else "day", by=by), rule)
    if match["endday"]:
        unit, day = UNITS[match["endunit"]], parse_integer(match["endday"])
        by = {"quarter": f"1-{day}", "year": f"01-{day:02d}", "half-year": None}.get(unit, f"{day:02d}")
        return TimePhrase(match.start(), match.end(), Time(every=unit, by=by), rule)
    if match["nextday"]:
        return TimePhrase(
            match.start(), match.end(), Time(every="month", by=f"{parse_integer(match['nextday']):02d}"), rule
        )
    if match["nextq"]:
        return TimePhrase(
            match.start(), match.end(), Time(every="quarter", by=f"1-{parse_integer(match['nextq'])}"), rule
        )
    unit = UNITS[match["unit"]]
    if match["until"]:
        return TimePhrase(match.start(), match.end(), Time(every=unit), rule)
    if match["n"]:
        unit = f"{parse_integer(match['n'])} {unit}s"
    end = match.end()
    return TimePhrase(match.start(), end, Time(every=unit, by=_due_in_period(match, unit)), rule)


def _count_periods(words: str) -> tuple[int, str]:
    """How many of which period: 两个月 is (2, month), 半年 (1, half-year)."""
    if words in ("半年", "半个月"):
        return 1, UNITS[words]
    return parse_integer(words[0]), UNITS[words[1:].removeprefix("个")]


def _due_in_period(match: re.Match[str], unit: str) -> str | None:
    """`by` of a recurrence, as spec-format writes it for each period."""
    if match["month"]:
        month = parse_integer(match["month"])
        if not 1 <= month <= 12:
            return None
        day = match["day"] or (None if match["part"] else find_shared_day(match.string, match.end("month")))
        if day:
            return f"{month:02d}-{parse_integer(day):02d}"
        ends = {"上旬": "10", "中旬": "20"}
        if month == 2 and match["part"] not in ends:
            return "02-end"
        return f"{month:02d}-{ends.get(match['part'] or '', str(last_day(2025, month)))}"
    if match["inquarter"]:
        last = 3 * parse_integer(match["inquarter"].removeprefix("第"))
        return f"{last:02d}-{last_day(2025, last)}"
    if match["midmonth"]:
        return f"2-{parse_integer(match['midmonth'])}"
    if match["half"]:
        return "06-30" if match["half"][0] == "上" else "12-31"
    if match["lastday"]:
        return "end"
    if match["end"]:
        return "12-31" if unit == "year" else "end"
    if match["weekday"]:
        return str("一二三四五六日".find(match["weekday"].replace("天", "日")) + 1)
    if match["lastmonth"]:
        return f"3-{parse_integer(match['lastmonth'])}"
    if match["firstmonth"]:
        return f"1-{parse_integer(match['firstmonth'])}"
    if match["dayofmonth"] or match["dayafterend"]:
        day = parse_integer(match["dayofmonth"] or match["dayafterend"])
        return f"3-{day}" if unit == "quarter" else f"{day:02d}"
    return None


def compose_length(match: re.Match[str], place: Place) -> TimePhrase | None:
    text, start = place.text, match.start()
    clause = max(text.rfind(c, max(0, start - 40), start) for c in ",。;:\n") + 1
    before = text[clause:start]
    if re.search(
        r"(?:近|最近|过去|前|连续|不足|超过|满|达|控制在|压缩到|压缩在|压缩至|缩短到|缩短至|稳定在|保持在|"
        r"[期时]限|为)$",
        before,
    ):
        return None
    unit = (match["unit"] or match["mostunit"]).removeprefix("个")
    words = match["n"] or match["most"]
    number = 6 if words == "半" and unit == "年" else parse_integer(words) if words != "半" else 0
    if not number or (unit == "年" and number > 100):
        return None
    if words == "半":
        unit = "月"
    number *= 3 if unit == "季度" else 6 if unit == "学期" else 1
    event = re.search(
        r"(?:自|从|在|于|应|要|须|将|其|并|,|^)?(?P<event>[^在于其应要须将并自从的]{2,24}?(?:之日起|之日|起|"
        r"后|之后)?的?)$",
        before,
    )
    after = ""
    if event and re.search(r"(?:之日起?|起|后|案|束|成|布|达|到|印发|发生|受理|签订|批准|验收)的?$", event["event"]):
        after = re.sub(r"(?:之日起|之日|之后|后|起)?的?$", "", event["event"])
        start = clause + event.start("event")
    elif clause >= 2:
        previous = text[max(text.rfind(c, 0, clause - 1) for c in ",。;:\n") + 1 : clause - 1]
        after = previous.removesuffix("后") if previous.endswith("后") else ""
    year = re.search("(20[0-9]{2})年$", after) if unit == "年" and text[match.start() - 1] == "起" else None
    if year:  # 2012年起5年内
        first = int(year[1])
        span = Time(start=f"{first}-01-01", end=f"{first + number - 1}-12-31")
        return TimePhrase(start, match.end(), span, "time.span")
    return TimePhrase(start, match.end(), Time(within=LENGTHS[unit].format(number), after=after), "time.within")
