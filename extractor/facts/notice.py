"""What the notice says of itself (通知要素): kind of paper, level of its issuer, year of its dates."""

from __future__ import annotations

import re
from datetime import date

from extractor.facts.levels import level_of_office
from extractor.phrases.names import Names, org_tail
from extractor.phrases.time_words import Reference
from extractor.structure.outline import Head, Outline
from gongwen.dates import FIRST_MINGUO_YEAR
from gongwen.kinds import STATUTORY, find_kind
from specs.model import Level, Notice

_LETTER = re.compile(r"特此函|此函|函复|函告|商请|请予(?:支持|函复)")
_NOTICE = re.compile(r"印发给你们|通知如下|转发给你们|请(?:认真)?(?:遵照|贯彻|抓好|结合)|特此通知")
_MINGUO_YEAR = re.compile(r"民国\s?(1[0-9]{2})\s?年")
_MINGUO_NUMBER = re.compile(r"字第\s?(1[0-9]{2})[0-9]{5,}\s?号")  # the year opens the number
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s?年?")
_PLACE = re.compile(
    r"^(?:中共)?(?P<place>[一-鿿]{2,5}?)"
    r"(?P<unit>省|自治区|特别行政区|市|自治州|州|盟|自治县|县|区|旗|镇(?![街村])|乡(?!村)|街道)"
)
_LEVELS = {
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "特别行政区": Level.PROVINCE,
    "市": Level.PREFECTURE,
    "州": Level.PREFECTURE,
    "自治州": Level.PREFECTURE,
    "盟": Level.PREFECTURE,
    "县": Level.COUNTY,
    "自治县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
    "镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
}


def make_notice(outline: Outline, text: str, script: str) -> Notice:
    """The head of the spec (spec-format, `notice`)."""
    head = outline.head
    return Notice(
        head.title,
        _kind(head, text),
        head.document_number,
        head.issuers,
        head.issued_on,
        head.recipients,
        head.attachments,
        script,
    )


def _kind(head: Head, text: str) -> str | None:
    """The kind of paper: by the title; a paper sent under a cover without a title of its own is what its cover says."""
    kind = find_kind(head.title or "") or (None if head.title else _told_kind(text))
    if kind in STATUTORY or not head.recipients:
        return kind or ("通知" if head.recipients else None)
    cover = text[: text.find("\n附件1") if "\n附件1" in text else 4000]
    if _LETTER.search(cover) and not _NOTICE.search(cover):
        return "函"
    return "通知"


_CITED_YEAR = re.compile(r"〔((?:19|20)[0-9]{2})〕")
# 到2014年, 2014年底前, 2012—2015年, 从2013年起: years to come when the text was written.
_GOAL_YEAR = re.compile(
    r"(?<!截[至止])(?<!截止[到至])(?:(?:(?<=到)|(?<=至)|(?<=[从自]))(20[0-9]{2})年(?!以来|来|间)|(20[0-9]{2})(?=[-—–~至]+20[0-9]{2}年)|(20[0-9]{2})(?=年(?:年?[底末]|[0-9]{1,2}月底?)?前|年底|年(?:度)?:))"
)


# …,特制定…实施方案: what a text without a title calls itself.
_MAKES = re.compile(r"(?:特|现)?(?:制定|制订)(?:本|了|如下)?(?P<what>[^,。;:]{0,40})(?:\([一-鿿]{2,4}\))?[。:]")


def _told_kind(text: str) -> str | None:
    made = _MAKES.search(text[:1500])
    return find_kind(made["what"]) if made else None


def find_reference(head: Head, text: str) -> Reference:
    """The date of issue; else the year that number, title or the first years of the text make plain."""
    if head.issued_on:
        day = date.fromisoformat(head.issued_on)
        return Reference(day, day.year)
    number = _YEAR.search(head.document_number or "")
    if number:
        return Reference(None, int(number[1]))
    number = _MINGUO_NUMBER.search(head.document_number or "")
    minguo = [number[1]] if number else _MINGUO_YEAR.findall((head.title or "") + text[:3000])
    if minguo:  # the earliest, since a plan may begin with the year that it ends in
        return Reference(None, min(int(year) for year in minguo) + FIRST_MINGUO_YEAR)
    titled = [y for y in map(int, _YEAR.findall(head.title or "")) if 1990 <= y <= 2100]
    return Reference(None, titled[0] if titled else _year_of_goals(text))


def _year_of_goals(text: str) -> int | None:
    """The earliest year that an undated text sets itself, none before a paper that it cites."""
    cited = max((int(y) for y in _CITED_YEAR.findall(text)), default=0)
    goals = [y for m in _GOAL_YEAR.finditer(text) if (y := int(m[m.lastindex or 0])) >= cited]
    said = [int(y) for y in re.findall("(20[0-9]{2})年", text[:3000])]
    later = [y for y in said if y >= cited]  # 开展2021年度核定工作, after a paper of 〔2018〕
    opening = [int(y) for y in re.findall("(20[0-9]{2})年", text[: max(0, text.find("通知如下", 0, 1200))])]
    if not goals and opening and max(opening) >= cited:
        return max(opening)  # 现就分配2019年资金通知如下
    return min(goals or later, default=cited or None)


# 承储市级储备粮的企业(以下简称承储企业): a short name that the paper gives itself.
_SHORT_NAME = re.compile(r"以下(?:统称|简称|合称)(?:为)?[“\"]?(?P<name>[一-鿿]{3,12})[”\"]?[)。,;]")


def find_names(head: Head, text: str) -> Names:
    """Names that this notice makes known: its issuers and their places, its recipients that are no class, and the
    short names of bodies that its text gives."""
    known = [
        n
        for n in (*head.issuers, *head.recipients)
        if len(n) >= 4 and not re.match(r"各|有关|相关|本|全", n) and "(" not in n
    ]
    short = [m["name"] for m in _SHORT_NAME.finditer(text) if org_tail().search(m["name"])]
    return Names(tuple(dict.fromkeys((*known, *short))), tuple(find_places(head)))


def find_places(head: Head) -> dict[str, Level]:
    """Places that sign or title the notice, with their level: 重庆 省, 秦皇岛 市."""
    found: dict[str, Level] = {}
    for name in (*head.issuers, head.title or ""):
        place = _PLACE.match(name)
        if place and place["place"] not in ("关于", "印发"):
            level = level_of_office(name) or _LEVELS[place["unit"]]
            found.setdefault(place["place"], level)
    return found


def find_issuer_level(head: Head) -> Level | None:
    """The rung of the office that issues, by its name; by the title where nobody signs."""
    for name in (*head.issuers, head.title or ""):
        level = level_of_office(name)
        if level is not None:
            return level
    return None
