"""Words of table heads (表头用词) that several kinds of table share."""

from __future__ import annotations

import re

from extractor.facts.reading import Reading
from extractor.phrases.time_words import TimePhrase
from extractor.source import Span
from gongwen.dates import FIRST_MINGUO_YEAR

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


# One unit for the whole table, in a line of its own above it: 单位:亩.
UNIT_LINE = re.compile(r"单\s?位[::]\s?(?P<unit>%|‰|[千万亿]?[一-鿿]{1,5}(?:/[一-鿿0-9]{1,4})?)\s*\)?$")


def read_unit_line(caption: str) -> str:
    """The unit that a caption says for the whole table, "" where it says none."""
    found = UNIT_LINE.search(caption)
    return found["unit"] if found else ""


def name_table(caption: str, title: str) -> str:
    """The caption of a table; where it has none, or only a unit, its paper's title before it.

    title  its years are the table's only where the paper is the table
    """
    if caption and not UNIT_LINE.match(caption.lstrip("(")):
        return caption
    is_table = re.search("(?:表|清单|一览)$", title)
    own = title if is_table else re.sub("(?:20)?[0-9]{2,4}(?:[-—至~]+[0-9]{4})?年", "", title)
    return f"{own} {caption}".strip()


def due_words(reading: Reading, due: Span, limit: TimePhrase) -> str:
    """What a cell of limits itself says is due then: `6月底前完成评估,…`."""
    found = re.match(r"[^,。;、:()|\n]{4,30}", reading.text[limit.end : due.end])
    return found.group().replace(" ", "") if found else ""
