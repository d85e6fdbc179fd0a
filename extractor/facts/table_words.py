"""Words of table heads (表头用词) that several kinds of table share."""

from __future__ import annotations

import re

from extractor.facts.reading import Reading
from extractor.phrases.time_words import TimePhrase
from extractor.source import Span
from gongwen.dates import FIRST_MINGUO_YEAR, last_day
from specs.model import Time

# A column of places or units, whose rows each take a share.
WHO = re.compile(
    r"^(?:各?(?:县|区|市|镇|乡|村|街道|社区|州|省)[一-鿿()、]{0,8}|(?:实施|责任|承担|建设|任务)?(?:单位|地区|区域|主体|学校)(?:名称)?"
    r"|行政区划?|所在地|地\s?区|单\s?位|区\s?县|乡\s?镇)$"
)

YEAR = re.compile(r"(?:(?P<year>20[0-9]{2})\s?年?|(?:民国)?\s?(?P<minguo>1[0-9]{2})\s?年)(?:度|底|末)?")


def read_year(found: re.Match[str] | None) -> int | None:
    """The western year of a header; one of the Republic is turned into it."""
    if found is None:
        return None
    return int(found["year"]) if found["year"] else int(found["minguo"]) + FIRST_MINGUO_YEAR


# One unit for the whole table, or several, in a line of its own above it: 单位:亩; 单位:万元、户.
_ONE_UNIT = r"(?:%|‰|[千万亿]?[一-鿿]{1,5}(?:/[一-鿿0-9]{1,4})?)"
UNIT_LINE = re.compile(rf"单\s?位[::]\s?(?P<unit>{_ONE_UNIT}(?:、{_ONE_UNIT}){{0,4}})\s*\)?$")


def read_unit_line(caption: str) -> str:
    """The unit that a caption says for the whole table, "" where it says none."""
    found = UNIT_LINE.search(caption)
    return found["unit"] if found else ""


# What a column's name says of its unit: 改造户数 is in 户, 补助资金 in 万元.
_UNIT_OF = (
    ("户", "户"),
    ("人", "人"),
    ("资金|投资|金额|补助", "元"),
    ("面积", "亩|公顷|平方米"),
    ("里程|长度", "公里|米"),
    ("个数|数量", "座|个|处"),
)


def choose_unit(units: str, name: str) -> str:
    """The unit of a column among those of the whole table; "" where they are several and its name tells none."""
    listed = units.split("、")
    if len(listed) == 1:
        return units
    for words, tail in _UNIT_OF:
        fits = [u for u in listed if re.search(f"(?:{tail})$", u)]
        if fits and re.search(words, name):
            return fits[0]
    return ""


def name_table(caption: str, title: str) -> str:
    """The caption of a table; where it has none, or only a unit, its paper's title before it.

    title  its years are the table's only where the paper is the table
    """
    if caption and not UNIT_LINE.match(caption.lstrip("(")):
        return caption
    is_table = re.search(r"(?:表|清单|一览)\s?(?:\(?单\s?位[::].*)?$", title)
    own = title if is_table else re.sub("(?:20)?[0-9]{2,4}(?:[-—至~]+[0-9]{4})?年", "", title)
    return f"{own} {caption}".strip()


def due_words(reading: Reading, due: Span, limit: TimePhrase) -> str:
    """What a cell of limits itself says is due then: `6月底前完成评估,…`."""
    found = re.match(r"[^,。;、:()|\n]{4,30}", reading.text[limit.end : due.end])
    return found.group().replace(" ", "") if found else ""


_MONTHS = re.compile(r"(?P<first>1[0-2]|[1-9])月?(?:份)?(?:\s?[-—–~至]\s?(?P<last>1[0-2]|[1-9])月份?|(?<=月)份?)")
_QUARTER = re.compile(r"第?(?P<number>[一二三四])季度?")


def read_period_cell(words: str, year: int | None) -> Time | None:
    """The time that a cell of a schedule names and nothing else: `4月—5月`, `三季度`; None for other words.

    year  the notice's own, since such a cell says none
    """
    months, quarter = _MONTHS.fullmatch(words), _QUARTER.fullmatch(words)
    if year is None or not (months or quarter):
        return None
    if quarter:
        month = 3 * ("一二三四".index(quarter["number"]) + 1)
        return Time(by=f"{year}-{month:02d}-{last_day(year, month)}")
    assert months is not None
    first, last = int(months["first"]), int(months["last"] or months["first"])
    end = f"{year}-{last:02d}-{last_day(year, last)}"
    return Time(start=f"{year}-{first:02d}-01", end=end) if last > first else Time(by=end)
