"""Calendar times: limits, spans, plan periods, spells of years, with what is past or of another kind passed over."""

from __future__ import annotations

import re
from datetime import date

from extractor.phrases.time_words import Place, TimePhrase
from gongwen.dates import FIRST_MINGUO_YEAR, last_day
from gongwen.numerals import parse_integer
from specs.model import Time

_CLAUSE_MARKS = ",。;:!?、(“\n|"
_PAST_AFTER = re.compile(
    r"\s?(?:以来|的?基础上|水平|基数|同期|相比|全国|全省|全市|中央|度?国民|年均|之后的|修订|版|发布|印发|"
    r"出台|施行|实施以来|"
    r"召开的|颁布|成立|以前备案|制定的|以后)"
)
_PAST_BEFORE = re.compile(r"(?:较|(?<!占)比|与|同|对照|相比于|参照|根据|按照|依据|自从|早在|始于|已于|曾于|截止|原定)$")
_NOTHING_BUT_YEARS = re.compile(r"[0-9年至到\-—–~度]+")
_PHASE_WORD = re.compile(r"(?:阶段|步骤|期|部署|启动|总结|验收|推进|实施|动员|评估|准备|摸底|整改|提升|巩固)$")


def _year(words: str | None, place: Place) -> int | None:
    """The year that words name, or that the place makes plain."""
    reference = place.reference.year
    if not words:
        said = place.last_year  # a past year said before (根据2023年调查情况,于6月底前) governs no limit
        return reference if said is None or (reference is not None and said < reference) else said
    if words.startswith("民国"):
        return parse_integer(words[2:-1].strip()) + FIRST_MINGUO_YEAR
    if words in ("今年", "本年"):
        return reference
    if words == "当年":
        return place.last_year or reference
    if words in ("明年", "次年"):
        return (
            (place.last_year if words == "次年" and place.last_year else reference or 0) + 1
            if reference or place.last_year
            else None
        )
    return parse_integer(words[:-1].strip())


def _bounds(match: re.Match[str], n: int, place: Place, year: int | None = None) -> tuple[date, date] | None:
    """First and last day of calendar point n of a match; None where the text gives no year and none is plain."""

    def group(name: str) -> str | None:
        found: str | None = match[f"{name}{n}"] or match[f"{name}{n}b"]
        return found

    year = _year(match[f"year{n}"], place) if match[f"year{n}"] or year is None else year
    if year is None or not 1950 <= year <= 2100:
        return None
    if half := group("half"):
        return (date(year, 1, 1), date(year, 6, 30)) if half[0] == "上" else (date(year, 7, 1), date(year, 12, 31))
    if quarter := group("quarter"):
        q = parse_integer(quarter)
        return date(year, 3 * q - 2, 1), date(year, 3 * q, last_day(year, 3 * q))
    if month_words := group("month"):
        month = parse_integer(month_words)
        if not 1 <= month <= 12:
            return None
        if day_words := group("day"):
            day = parse_integer(day_words)
            if not 1 <= day <= last_day(year, month):
                return None
            return date(year, month, day), date(year, month, day)
        ends = {"上旬": 10, "初": 10, "中旬": 20}
        part = group("part") or ""
        first = {"中旬": 11, "下旬": 21}.get(part, 1)
        return date(year, month, first), date(year, month, ends.get(part, last_day(year, month)))
    if group("close") == "年中":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 1, 1), date(year, 12, 31)


def _is_past(last: date, place: Place) -> bool:
    if place.reference.day is not None:
        return last < place.reference.day
    return place.reference.year is not None and last.year < place.reference.year


def _opens_clause(text: str, at: int) -> bool:
    """Whether a clause begins here: after a mark, a line's beginning, or a preposition of time."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    return (
        not before or before[-1] in _CLAUSE_MARKS or bool(re.search(r"(?:在|于|力争|确保|计划|[0-9]\.|[)])$", before))
    )


def compose_limit(match: re.Match[str], place: Place) -> TimePhrase | None:
    text, start, end = place.text, match.start(), match.end()
    said_year = match["year1"]
    close = match["close1"] or match["close1b"]
    month = match["month1"] or match["month1b"]
    part = match["part1"] or match["part1b"] or ""
    bounds = _bounds(match, 1, place)
    if (
        bounds is None
        or (
            not match["before"]
            and not match["since"]
            and not close
            and not match["to"]
            and _PAST_AFTER.match(text, end)
        )
        or _PAST_BEFORE.search(text[max(0, start - 4) : start])
    ):
        return None
    first, last = bounds
    if not said_year and place.last_year is None and _is_past(last, place) and place.reference.day is not None:
        bounds = _bounds(match, 1, place, place.reference.day.year + 1)
        if bounds is None:
            return None
        first, last = bounds
    if close in ("底", "末") and not said_year and not match["to"]:
        return None
    if match["since"]:
        return (
            None
            if _is_past(last, place) and first.year + 1 < (place.reference.year or 0)
            else TimePhrase(start, end, Time(start=first.isoformat()), "time.since")
        )
    if month and not said_year and (period := _inherited(text, start)):
        return TimePhrase(start, end, Time(every="year", by=period and f"{last:%m-%d}"), "time.every.inherited")
    if said_year in ("次年", "当年") and month and _inherited(text, start):
        return TimePhrase(start, end, Time(every="year", by=f"{last:%m-%d}"), "time.every.inherited")
    if _is_past(last, place):
        return None
    day = match["day1"] or match["day1b"]
    strong = bool(match["before"] or close or part in ("底", "末") or (match["to"] and said_year))
    if not strong and not _is_placed(
        text,
        start,
        end,
        year_only=not (month or match["half1"] or match["half1b"] or match["quarter1"] or match["quarter1b"]),
    ):
        return None
    if match["to"] == "至" and not match["before"] and _opens_number(text, start):
        return None
    if day and not match["before"] and not match["to"] and not strong and text[end : end + 1] in ("印", "发"):
        return None
    return TimePhrase(start, end, Time(by=last.isoformat()), "time.limit" if strong else "time.bare", weak=not strong)


def _inherited(text: str, at: int) -> bool:
    """Whether `每年` of a clause before governs a bare month here: `每年2月底前…,7月底前…`."""
    begin = max(text.rfind(c, max(0, at - 120), at) for c in "。\n") + 1
    found = re.search(r"每年(?:度)?(?:[0-9一二三四五六七八九十]{1,3}月)?[^。]*$", text[begin:at])
    return bool(found) and not re.search(r"20[0-9]{2}年|今年|本年", found.group() if found else "")


def _opens_number(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()


def _is_placed(text: str, start: int, end: int, *, year_only: bool) -> bool:
    """Whether a bare year or month stands where a limit would: at a clause's head, or before a word of doing."""
    after = text[end : end + 6]
    if re.match(
        r"(?:要|应|将|须|力争|计划|达到|实现|完成|建成|基本|全面|底|目标|开展|提高|提升|召开|启动|组织)",
        after,
    ):
        return not re.search(r"(?:的|和|与|[0-9])$", text[max(0, start - 1) : start])
    if not _opens_clause(text, start):
        return False
    if year_only and re.match(
        r"[^,。;:]{0,14}(?:会议|工作总结|统计|数据|年鉴|调查|普查|考核结果|文件|预算)",
        after + text[end + 6 : end + 20],
    ):
        return False
    return not re.match(r"[”》]|\)?(?:修订|版|年版)", after)


def is_title_years(match: re.Match[str], text: str) -> bool:
    """`…行动(2024—2025年)`: years in brackets that belong to a paper's name."""
    start, end = match.start(), match.end()
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or not _NOTHING_BUT_YEARS.fullmatch(match.group()):
        return False
    return not _PHASE_WORD.search(text[max(0, start - 5) : start - 1])


def compose_span(match: re.Match[str], place: Place) -> TimePhrase | None:
    text = place.text
    if is_title_years(match, text) or _PAST_BEFORE.search(text[max(0, match.start() - 4) : match.start()]):
        return None
    if match["years"]:
        first, last = date(int(match["years"]), 1, 1), date(int(match["yeare"]), 12, 31)
    elif match["d1"]:
        year, month = _year(match["dy"], place), parse_integer(match["dm"])
        days = parse_integer(match["d1"]), parse_integer(match["d2"])
        if year is None or not 1 <= month <= 12 or not 1 <= days[0] <= days[1] <= last_day(year, month):
            return None
        first, last = date(year, month, days[0]), date(year, month, days[1])
    else:
        opened = _bounds(match, 1, place)
        if opened is None or not _is_range(match, text):
            return None
        closed = _bounds(match, 2, place, None if match["year2"] else opened[0].year)
        if closed is None:
            return None
        first, last = opened[0], closed[1]
    if (
        last < first
        or _is_past(last, place)
        or re.match(r"\s?(?:以来|基数|同期|相比|版)", text[match.end() : match.end() + 3])
    ):
        return None
    return TimePhrase(match.start(), match.end(), Time(start=first.isoformat(), end=last.isoformat()), "time.span")


def _is_range(match: re.Match[str], text: str) -> bool:
    """`和` and `、` join two whole years only, and not where each year has its own part (分别)."""
    if match["join"] not in ("和", "与", "及", "、"):
        first_part = match["part1"] or match["part1b"]
        return first_part not in ("底", "末") or match["join"] in ("至", "到", "—", "-")
    whole = all(
        match[f"year{n}"]
        and match.group(f"year{n}")
        and not any(match[f"{name}{n}"] for name in ("half", "quarter", "month", "close"))
        for n in (1, 2)
    )
    rest = re.split(r"[。;\n]", text[match.end() : match.end() + 60])[0]
    shared = re.search(r"[0-9.]+%?[一-鿿]{0,3}(?:、|和)[0-9.]+", rest)
    return whole and not rest.startswith(("分别", ",分别")) and not shared and match["join"] != "、"


def compose_plan(match: re.Match[str], place: Place) -> TimePhrase | None:
    first = 2021 + 5 * (parse_integer(match["plan"]) - 14)
    if match["tail"] == "以来" or _is_past(date(first + 4, 12, 31), place):
        return None
    if "末" in match["tail"]:
        return TimePhrase(match.start(), match.end(), Time(by=f"{first + 4}-12-31"), "time.plan")
    return TimePhrase(match.start(), match.end(), Time(start=f"{first}-01-01", end=f"{first + 4}-12-31"), "time.plan")


def compose_spell(match: re.Match[str], place: Place) -> TimePhrase | None:
    begin = _year(match["start"], place)
    if begin is None:
        return None
    length = parse_integer(match["m"] or match["n"])
    return TimePhrase(
        match.start(),
        match.end(),
        Time(start=f"{begin}-01-01", end=f"{begin + length - 1}-12-31"),
        "time.spell",
    )


_MONTH_HEAD = re.compile(
    r"(?:^|[\n。;:、(])\s?(?:[0-9]+[.、])?(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})月份?(?=[,:。(、\n]|[上中下]旬)"
)


def compose_day(match: re.Match[str], place: Place) -> TimePhrase | None:
    """A day without a month (`25日前`), in the month that its line or the line above is about; None where none."""
    text, start = place.text, match.start()
    line = text.rfind("\n", 0, start) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    heads = list(_MONTH_HEAD.finditer(text, above, start))
    year = place.reference.year
    if not heads or year is None or re.search(r"每月|每季|次月|下月", text[max(line, start - 40) : start]):
        return None
    month, day = parse_integer(heads[-1]["month"]), parse_integer(match["day"])
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year, month):
        return None
    by = date(year, month, day)
    return None if _is_past(by, place) else TimePhrase(start, match.end(), Time(by=by.isoformat()), "time.day")
