"""Time expressions (时间) → spans with a normalised `Time`; the notice's own date is the reference, never the clock.

Two stages: one alternation finds the words, then each shape has a small composer.
Only times that bind somebody are returned: what is past, cited or a condition is passed over (spec-format, "Deadline").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.source import Span
from gongwen.dates import FIRST_MINGUO_YEAR, last_day
from gongwen.numerals import parse_integer
from specs.model import Time

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = (
    r"(?:民国\s?[0-9一二三四五六七八九十]{1,4}年|(?<![0-9])[12][0-9]{3}\s?年|"
    r"[一二][〇○零一二三四五六七八九]{3}年|"
         r"今年|本年(?!龄)|当年|明年|次年)")


def _point(n: int) -> str:
    """A calendar point: year, half, quarter, month, day, each left out where the text leaves it out."""
    within = (rf"(?P<half{n}>[上下]半年)|第?(?P<quarter{n}>[一二三四1-4])季度(?:末|底)?"
              rf"|(?P<month{n}>(?<![0-9]){_N})\s?月份?(?:(?P<day{n}>{_N})\s?日|(?P<part{n}>[上中下]旬|底|末|"
              rf"初))?"
              rf"|(?P<close{n}>年?底|年?末|全年|(?<![0-9一二两三四五六七八九十])年内|年中)")
    return (rf"(?:(?P<year{n}>{_YEAR})(?:度(?!假|量))?(?:在|的)?\s?(?:{within})?"
            rf"|(?P<bare{n}>{within.replace(f'{n}>', f'{n}b>')}))")


_BEFORE = r"(?P<before>之?前(?![期后述款往来沿提身置景夕端])|以前|内(?![容部外设])|之内|以内)"
_POINT = re.compile(
    rf"(?P<to>力争到|到|至|截至|截止到?)?{_point(1)}{_BEFORE}?(?P<since>起(?![草诉点来])|开始)?")
_SPAN = re.compile(
    rf"(?:(?P<years>[12][0-9]{{3}})\s?[-—–~至]+\s?(?P<yeare>[12][0-9]{{3}})\s?年(?P<yearend>底)?"
    rf"|{_point(1)}(?:起)?(?P<join>[-—–~～至到]+|和|与|及|、){_point(2)}|"
    rf"(?P<dy>{_YEAR})?(?P<dm>{_N})月(?P<d1>{_N})日[-—–~～至到]+(?P<d2>{_N})日){_BEFORE}?")
_EVERY = re.compile(
    rf"每(?:隔|满)?(?P<n>两|[二三四五六七八九]|[2-9])?个?(?P<unit>半年|年度?|季度?|月份?|周|星期|旬|天|日(?![常均]))(?!龄|"
    rf"初一|人均)"
    rf"(?:的?(?:(?P<month>{_N})月份?(?:(?P<day>{_N})日|(?P<part>底|末|[上中下]旬))?"
    rf"|(?:末月|最后一个?月|末个月)的?(?P<lastmonth>{_N})日|(?:首月|第一个?月)的?(?P<firstmonth>{_N})日"
    rf"|(?P<lastday>最后一个?(?:工作)?日|最后一天)|(?P<dayofmonth>{_N})日|[周星期]*(?P<weekday>[一二三四五六日天])(?=之?前|以前)"
    rf"|末?月?(?P<dayafterend>{_N})日|(?P<end>末|底|年底|年末|月底|月末)|(?P<half>[上下]半年))"
    rf"(?P<until>[-—–~～至到]+{_N}月份?)?(?:之?前|以前)?)?"
    rf"|(?:次|下)一?个?月(?P<nextday>{_N})日(?:之?前|以前)|(?:次|下)一?个?季度?(?:首月|第一个月)的?(?P<nextq>{_N})日(?:之?前|以前)"
    rf"|(?<!每)(?P<qend>(?:各|当)?季(?:度)?末月(?P<qday>{_N})日)(?:之?前|以前)?"
    rf"|按(?P<by2>月|季度?|半年|周|年度)(?![份均内底初末计])|逐(?P<by>月|季度?|半年|周|年度?)(?=[^,。;]{{0,8}}(?:报|通报|调度|汇总|统计|公布|更新|督|评|"
    rf"会商|总结|推送|分析|监测|检查|开展))"
    rf"|(?:(?<=[“、,(])|(?<=建立)|(?<=实行)|(?<=落实)|(?<=坚持)|(?<=执行)|(?<=实施)|(?<=健全)|(?<=完善)|(?<=推行)|(?<=按照)|(?<=一))(?P<short>[月季周年旬日])(?:度)?(?=(?:调度|通报|评估|报告|督导|总结|考核|分析|例会|会商|"
    rf"检查|研判|小结|盘点|汇报|评价|监测|公布|排名|报|清|结|核查|巡查|更新|统计|复盘|晾晒|公示|抽查|督查|对账|点评)[一-鿿]{{0,2}}(?:[、,。;”制机的]|$))")
_WITHIN = re.compile(
    r"(?<![0-9.近])(?:(?P<low>[0-9一二两三]{1,2})[-—至~])?(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半)"
    r"(?P<unit>个工作日|工作日|个自然日|自然日|日|天|个月|年|周|个?小时|分钟|个季度|个?学期)(?:之内|以内|内)"
    r"(?!未|没|有|曾|发|但|不|仍|累计|再次|两次|的(?!时间))")
_PLAN = re.compile(r"[“\"]?(?P<plan>十[一二三四五六七])五[”\"]?(?P<tail>期间|时期|末期?|期末|以来)")
_SPELL = re.compile(
    r"(?:从(?P<start>今年|明年|[12][0-9]{3}年)(?:开始|"
    r"起),?)?(?:再)?用(?P<n>[0-9一二两三四五六])(?:至(?P<m>[三四五]))?年(?:左右)?(?:的)?时间")
_UNITS = {"日": "day", "天": "day", "年": "year", "年度": "year", "半年": "half-year", "季": "quarter", "季度": "quarter", "月": "month",
          "月份": "month", "周": "week", "星期": "week", "旬": "10 days"}
_LENGTHS = {"工作日": "P{}WD", "日": "P{}D", "天": "P{}D", "自然日": "P{}D", "月": "P{}M", "年": "P{}Y", "周": "P{}W",
            "小时": "PT{}H", "分钟": "PT{}M", "季度": "P{}M", "学期": "P{}M"}
_CLAUSE_MARKS = ",。;:!?、(“\n|"
_PAST_AFTER = re.compile(
    r"\s?(?:以来|的?基础上|水平|基数|同期|相比|全国|全省|全市|中央|度?国民|年均|之后的|修订|版|发布|印发|"
    r"出台|施行|实施以来|"
                         r"召开的|颁布|成立|以前备案|制定的|以后)")
_PAST_BEFORE = re.compile(
    r"(?:较|比|与|同|对照|相比于|参照|根据|按照|依据|自从|早在|始于|已于|曾于|截止|原定)$")
_NOTHING_BUT_YEARS = re.compile(r"[0-9年至到\-—–~度]+")
_PHASE_WORD = re.compile(
    r"(?:阶段|步骤|期|部署|启动|总结|验收|推进|实施|动员|评估|准备|摸底|整改|提升|巩固)$")


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time that binds somebody (时间短语), in clean offsets.

    weak   a bare year or month that only its place in the sentence makes a limit
    rule   id of the composer that made it
    """

    start: int
    end: int
    time: Time
    rule: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What dates are read against (参照): the notice's date, or the year that its title or number makes plain."""

    day: date | None
    year: int | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader stands: the text, the reference, and the last year said in this sentence."""

    text: str
    reference: Reference
    last_year: int | None


def find_times(text: str, reference: Reference, masked: Sequence[Span]) -> tuple[TimePhrase, ...]:
    """All binding times of the clean text, in reading order, none overlapping.

    masked   spans that hold no time: head, foot, citations, document numbers
    source   docs/spec-format.md, "Deadline"
    """
    blocked = bytearray(len(text))
    for span in masked:
        blocked[span.start:span.end] = b"\1" * (span.end - span.start)
    found: list[TimePhrase] = []
    composers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Place], TimePhrase | None]], ...] = (
        (_EVERY, _every), (_SPELL, _spell), (_PLAN, _plan), (_SPAN, _span), (_WITHIN, _within), (_POINT, _limit))
    for pattern, compose in composers:
        for match in pattern.finditer(text):
            if match.end() == match.start() or any(blocked[match.start():match.end()]):
                continue
            phrase = compose(match, _Place(text, reference, _year_before(text, match.start())))
            if phrase is not None:
                found.append(phrase)
            if phrase is not None or pattern is _SPAN and _is_title_years(match, text):
                blocked[match.start():match.end()] = b"\1" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda p: p.start))


def _year_before(text: str, at: int) -> int | None:
    """The last western year said in this sentence before `at`."""
    begin = max(text.rfind(c, max(0, at - 200), at) for c in "。;\n") + 1
    years = re.findall(r"(?<![0-9])((?:19|20)[0-9]{2})年", text[begin:at])
    return int(years[-1]) if years else None


def _year(words: str | None, place: _Place) -> int | None:
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
        return (place.last_year if words == "次年" and place.last_year else reference or 0) + 1 if reference or place.last_year else None
    return parse_integer(words[:-1].strip())


def _bounds(match: re.Match[str], n: int, place: _Place, year: int | None = None) -> tuple[date, date] | None:
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
        return date(year, month, 1), date(year, month, ends.get(part, last_day(year, month)))
    if group("close") == "年中":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 1, 1), date(year, 12, 31)


def _is_past(last: date, place: _Place) -> bool:
    if place.reference.day is not None:
        return last < place.reference.day
    return place.reference.year is not None and last.year < place.reference.year


def _opens_clause(text: str, at: int) -> bool:
    """Whether a clause begins here: after a mark, a line's beginning, or a preposition of time."""
    before = text[max(0, at - 3):at].rstrip(" ")
    return not before or before[-1] in _CLAUSE_MARKS or bool(re.search(
        r"(?:在|于|力争|确保|计划|[0-9]\.|[)])$", before))


def _limit(match: re.Match[str], place: _Place) -> TimePhrase | None:
    text, start, end = place.text, match.start(), match.end()
    said_year = match["year1"]
    close = match["close1"] or match["close1b"]
    month = match["month1"] or match["month1b"]
    part = match["part1"] or match["part1b"] or ""
    bounds = _bounds(match, 1, place)
    if bounds is None or (not match["before"] and not match["since"] and not close and not match["to"] and _PAST_AFTER.match(text, end)) or _PAST_BEFORE.search(text[max(0, start - 4):start]):
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
        return None if _is_past(last, place) and first.year + 1 < (place.reference.year or 0) else TimePhrase(
            start, end, Time(start=first.isoformat()), "time.since")
    if month and not said_year and (period := _inherited(text, start)):
        return TimePhrase(start, end, Time(every="year", by=period and f"{last:%m-%d}"), "time.every.inherited")
    if said_year == "次年" and month and _inherited(text, start):
        return TimePhrase(start, end, Time(every="year", by=f"{last:%m-%d}"), "time.every.inherited")
    if _is_past(last, place):
        return None
    day = match["day1"] or match["day1b"]
    strong = bool(match["before"] or close or part in ("底", "末") or match["to"] and said_year)
    if not strong and not _is_placed(text, start, end, year_only=not (month or match["half1"] or match["half1b"]
                                                                      or match["quarter1"] or match["quarter1b"])):
        return None
    if match["to"] == "至" and not match["before"] and _opens_number(text, start):
        return None
    if day and not match["before"] and not match["to"] and not strong and text[end:end + 1] in ("印", "发"):
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
    after = text[end:end + 6]
    if re.match(
        r"(?:要|应|将|须|力争|计划|达到|实现|完成|建成|基本|全面|底|目标|开展|提高|提升|召开|启动|组织)", after):
        return not re.search(r"(?:的|和|与|[0-9])$", text[max(0, start - 1):start])
    if not _opens_clause(text, start):
        return False
    if year_only and re.match(
        r"[^,。;:]{0,14}(?:会议|工作总结|统计|数据|年鉴|调查|普查|考核结果|文件|预算)", after + text[end + 6:end + 20]):
        return False
    return not re.match(r"[”》]|\)?(?:修订|版|年版)", after)


def _is_title_years(match: re.Match[str], text: str) -> bool:
    """`…行动(2024—2025年)`: years in brackets that belong to a paper's name."""
    start, end = match.start(), match.end()
    if text[start - 1:start] != "(" or text[end:end + 1] != ")" or not _NOTHING_BUT_YEARS.fullmatch(match.group()):
        return False
    return not _PHASE_WORD.search(text[max(0, start - 5):start - 1])


def _span(match: re.Match[str], place: _Place) -> TimePhrase | None:
    text = place.text
    if _is_title_years(match, text) or _PAST_BEFORE.search(text[max(0, match.start() - 4):match.start()]):
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
    if last < first or _is_past(last, place) or re.match(r"\s?(?:以来|基数|同期|相比|版)", text[match.end():match.end() + 3]):
        return None
    return TimePhrase(match.start(), match.end(), Time(start=first.isoformat(), end=last.isoformat()), "time.span")


def _is_range(match: re.Match[str], text: str) -> bool:
    """`和` and `、` join two whole years only, and not where each year has its own part (分别)."""
    if match["join"] not in ("和", "与", "及", "、"):
        first_part = match["part1"] or match["part1b"]
        return first_part not in ("底", "末") or match["join"] in ("至", "到", "—", "-")
    whole = all(match[f"year{n}"] and match.group(f"year{n}") and not any(
        match[f"{name}{n}"] for name in ("half", "quarter", "month", "close")) for n in (1, 2))
    rest = re.split(r"[。;\n]", text[match.end():match.end() + 60])[0]
    shared = re.search(r"[0-9.]+%?[一-鿿]{0,3}(?:、|和)[0-9.]+", rest)
    return whole and not rest.startswith(("分别", ",分别")) and not shared and match["join"] != "、"


def _every(match: re.Match[str], place: _Place) -> TimePhrase | None:
    rule = "time.every"
    if match["short"]:
        unit = _UNITS[match["short"]]
        return TimePhrase(match.start("short"), match.end("short"), Time(every=unit), "time.every.short")
    if by := match["by"] or match["by2"]:
        return TimePhrase(match.start(), match.end(), Time(every=_UNITS[by]), rule)
    if match["qend"]:
        return TimePhrase(match.start(), match.end(), Time(every="quarter", by=
            f"3-{parse_integer(match['qday'])}"), rule)
    if match["nextday"]:
        return TimePhrase(match.start(), match.end(), Time(every="month", by=f"{parse_integer(match['nextday']):02d}"), rule)
    if match["nextq"]:
        return TimePhrase(match.start(), match.end(), Time(every="quarter", by=f"1-{parse_integer(match['nextq'])}"), rule)
    unit = _UNITS[match["unit"]]
    if match["until"]:
        return TimePhrase(match.start(), match.end(), Time(every=unit), rule)
    if match["n"]:
        unit = f"{parse_integer(match['n'])} {unit}s"
    end = match.end()
    return TimePhrase(match.start(), end, Time(every=unit, by=_due_in_period(match, unit)), rule)


def _due_in_period(match: re.Match[str], unit: str) -> str | None:
    """`by` of a recurrence, as spec-format writes it for each period."""
    if match["month"]:
        month = parse_integer(match["month"])
        if not 1 <= month <= 12:
            return None
        if match["day"]:
            return f"{month:02d}-{parse_integer(match['day']):02d}"
        ends = {"上旬": "10", "中旬": "20"}
        if month == 2 and match["part"] not in ends:
            return "02-end"
        return f"{month:02d}-{ends.get(match['part'] or '', str(last_day(2025, month)))}"
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


def _within(match: re.Match[str], place: _Place) -> TimePhrase | None:
    text, start = place.text, match.start()
    clause = max(text.rfind(c, max(0, start - 40), start) for c in ",。;:\n") + 1
    before = text[clause:start]
    if re.search(r"(?:近|最近|过去|前|连续|不足|超过|满|达|控制在|压缩到|压缩在|压缩至|缩短到|缩短至|稳定在|保持在|限|为)$", before):
        return None
    unit = match["unit"].removeprefix("个")
    words = match["n"]
    number = 6 if words == "半" and unit == "年" else parse_integer(words) if words != "半" else 0
    if not number or (unit == "年" and number > 100):
        return None
    if words == "半":
        unit = "月"
    number *= 3 if unit == "季度" else 6 if unit == "学期" else 1
    event = re.search(
        r"(?:自|从|在|于|应|要|须|将|其|并|,|^)?(?P<event>[^在于其应要须将并自从的]{2,24}?(?:之日起|之日|起|"
        r"后|之后)?的?)$", before)
    after = ""
    if event and re.search(r"(?:之日起?|起|后|案|束|成|布|达|到|印发)的?$", event["event"]):
        after = re.sub(r"(?:之日起|之日|之后|后|起)?的?$", "", event["event"])
        start = clause + event.start("event")
    elif clause >= 2:
        previous = text[max(text.rfind(c, 0, clause - 1) for c in ",。;:\n") + 1:clause - 1]
        after = previous.removesuffix("后") if previous.endswith("后") else ""
    return TimePhrase(start, match.end(), Time(within=_LENGTHS[unit].format(number), after=after), "time.within")


def _plan(match: re.Match[str], place: _Place) -> TimePhrase | None:
    first = 2021 + 5 * (parse_integer(match["plan"]) - 14)
    if match["tail"] == "以来" or _is_past(date(first + 4, 12, 31), place):
        return None
    if "末" in match["tail"]:
        return TimePhrase(match.start(), match.end(), Time(by=f"{first + 4}-12-31"), "time.plan")
    return TimePhrase(match.start(), match.end(), Time(start=f"{first}-01-01", end=f"{first + 4}-12-31"), "time.plan")


def _spell(match: re.Match[str], place: _Place) -> TimePhrase | None:
    begin = _year(match["start"], place)
    if begin is None:
        return None
    length = parse_integer(match["m"] or match["n"])
    return TimePhrase(match.start(), match.end(),
                      Time(start=f"{begin}-01-01", end=f"{begin + length - 1}-12-31"), "time.spell")
