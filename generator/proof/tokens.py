"""What is checked in words (核对项): numbers with what they count, dates, bodies, places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from gongwen.divisions import load_divisions


class Sort(StrEnum):
    """What a token is (类别)."""

    NUMBER = "数字"
    DATE = "日期"
    BODY = "单位"
    PLACE = "地名"


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that can be right or wrong (核对项); `key` is what two mentions of the same share.

    shown  as a person is told it; "" where that is the key
    """

    sort: Sort
    key: str
    shown: str = field(default="", compare=False)

    @property
    def words(self) -> str:
        """What a person is told."""
        return self.shown or self.key


_DATE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2}日|底|末|[上中下]旬)?"
                   r"|(?<!\d)(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)|(?<!\d)(?P<only>(?:19|20)\d\d)年")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>[%‰一-鿿]?)")
# Numbers of items, attachments, clauses and pages are the paper's own.
_OWN = re.compile(r"^\(?\d+[.)、](?!\d)|附件:?\d*[.、]?|第\d+[项条章部号页]|^[—-]+\d+[—-]+$|[(]\d+[)](?=[一-鿿])")
_TAILS = ("委员会|办公室|指挥部|监督所|派出所|卫生院|医院|大队|支队|总队|中心|公司|领导小组|联席会议"
          "|人民政府|局(?![面势部限])|(?<!大)厅|委(?=[,、;:。)(]|$)")
_BODY = re.compile(rf"(?<=[一-鿿]{{2}})(?<![我贵你本各])(?P<tail>{_TAILS})")
_COMPARED, _SHOWN = 3, 8  # characters of a body's name before its last word
_RUN = re.compile("[一-鿿]*$")
_PLACE_END = re.compile("[省市县区旗州]")
_LONGEST_PLACE = 9


def fold(text: str) -> str:
    """Words as they are compared: half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def find_tokens(text: str) -> tuple[Token, ...]:
    """All that can be checked in some words, in reading order within each sort."""
    words = _OWN.sub("#", fold(text))
    found = [Token(Sort.DATE, _date_key(match)) for match in _DATE.finditer(words)]
    rest = _DATE.sub("#", words)
    found += [Token(Sort.NUMBER, f"{_plain(match['number'])}{match['unit']}") for match in _NUMBER.finditer(rest)]
    found += [_body(words, match) for match in _BODY.finditer(words)]
    found += [Token(Sort.PLACE, name) for name in find_divisions(words)]
    return tuple(found)


def _body(words: str, match: re.Match[str]) -> Token:
    found = _RUN.search(words[max(match.start() - _SHOWN, 0):match.start()])
    before = found[0] if found else ""
    return Token(Sort.BODY, before[-_COMPARED:] + match["tail"], before + match["tail"])


def find_names(text: str) -> tuple[str, ...]:
    """The names of bodies that a text is a list of: 县教育局、县民政局; none where it says anything else."""
    parts = re.split("[、,;]", fold(text))
    whole = re.compile(rf"[一-鿿]{{2,24}}?(?:{_TAILS})")
    return tuple(parts) if all(whole.fullmatch(part) for part in parts) else ()


def _date_key(match: re.Match[str]) -> str:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    if match["only"]:
        return f"{match['only']}年"
    year = f"{match['year']}年" if match["year"] else ""
    day = match["day"] or ""
    return f"{year}{int(match['month'])}月{int(day[:-1])}日" if day.endswith("日") else (
        f"{year}{int(match['month'])}月{day}")


def _plain(number: str) -> str:
    plain = number.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def find_divisions(words: str) -> tuple[str, ...]:
    """Names of the register in some words: the longest at each place."""
    names = _division_names()
    found = []
    for match in _PLACE_END.finditer(words):
        end = match.end()
        for length in range(_LONGEST_PLACE, 2, -1):
            if end >= length and words[end - length:end] in names:
                found.append(words[end - length:end])
                break
    return tuple(found)


@cache
def _division_names() -> frozenset[str]:
    return frozenset(division.name for division in load_divisions() if len(division.name) > 2)


def collect_keys(texts: Iterable[str]) -> frozenset[Token]:
    """Every token of many texts; a date also without its year, since a second mention leaves it out."""
    found = {token for text in texts for token in find_tokens(text)}
    return frozenset(found | {Token(Sort.DATE, token.key[5:]) for token in found
                              if token.sort is Sort.DATE and token.key[4:5] == "年" and len(token.key) > 5})
