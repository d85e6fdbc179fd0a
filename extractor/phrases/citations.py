"""Papers named in the text (引文): 《…》 with the number that follows; they hide their dates from others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.source import Span
from gongwen.document_numbers import find_document_number, print_document_number

_TITLE = re.compile(r"《(?P<title>[^《》]{2,90}(?:《[^《》]*》[^《》]*)?)》")
_NUMBER_AFTER = re.compile(
    r"\s?[(（]?(?P<words>[^()，。;,《》]{2,24}?[〔\[【(（](?:19|"
    r"20)[0-9]{2}[〕\]】)）]\s?第?\s?[0-9]{1,4}\s?号)[^()]{0,16}[)）]?"
)
# 《玩具安全》(GB 6675-2014): the number of a standard.
_STANDARD = re.compile(
    r"\s?\((?P<number>(?:GB|DB|WS|HJ|JG|NY|SL|TY|YY|AQ|CJ|LY|T/)[A-Z0-9/]*\s?/?\s?[A-Z]?\s?[0-9]{1,6}(?:\.[0-9]+)?(?:\s?[-—–]\s?(?:19|20)[0-9]{2})?)\)"
)
_YEAR = re.compile(r"[〔\[【](?:19|20)[0-9]{2}[〕\]】]")
_NUMBER = re.compile(r"[一-鿿A-Za-z]{1,12}[〔\[【](?:19|20)[0-9]{2}[〕\]】]\s?第?\s?[0-9]{1,4}\s?号")
# A law by its name alone, as the Republic's papers name them: 依下水道法第19条.
_BY_ARTICLE = re.compile(
    r"(?:依据|依照|依|根据|按照|按|违反|符合|适用)(?P<title>(?!本|该|此|上|前|其)[一-鿿]{1,24}?"
    r"(?:法|条例|办法|规程|细则|准则|规例|规则|标准|要点|守则|通则))(?=第\s?[0-9一二三四五六七八九十百]+\s?(?:条|点|章))"
)
# A plan in quotation marks: 依据“地方文化馆升级计划”办理.
_IN_QUOTES = re.compile(
    r"(?:依据|依照|依|根据|按照|按|配合|遵照)[一-鿿]{0,10}“(?P<title>(?!一)[^“”《》,。;]{4,40}"
    r"(?:条例|办法|规程|细则|准则|规则|要点|计划|纲要|方案|规范|须知|规定|注意事项|白皮书|守则|公约))”"
)
# A law by its name before 等法律法规: 遵守网络安全法等法律法规.
_LAW = re.compile(
    r"(?:遵守|执行|落实|贯彻|依据|根据|按照|违反)(?P<title>(?!本|该|有关|相关|国家)[一-鿿]{2,14}?"
    r"(?:(?<![方办合执立司守违])法|条例))(?=等(?:有关|相关)?(?:法律|法规|规定|规章)|的?(?:有关|相关)规定)"
)
# A paper whose title stands without marks before its number: 省水利厅关于…的通知(澜水农〔2025〕8号).
_BEFORE_NUMBER = re.compile(
    r"(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|按|印发的|下发的|转发|^|[,。;、和及\n])(?P<title>(?!根据|按照|依[据照]|遵照|贯彻|落实|执行|转发|按|现将|将)[^,。;:《》()、\s]{0,24}关于[^,。;:《》]{4,70}的"
    r"(?:通知|意见|函|决定|批复|通报|公告|通告|报告|请示|复函|方案|规定|实施意见|指导意见))(?=\s?\()"
)
# A paper by its number alone: 按照澜政办发〔2024〕15号文件要求.
_NUMBER_ALONE = re.compile(
    r"(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|按)(?P<title>(?P<words>[一-鿿]{1,12}[〔\[【](?:19|20)[0-9]{2}[〕\]】]\s?[0-9]{1,4}\s?号)文件?)"
)
_ALIAS = re.compile(r"(?:以下)?(?:统称|简称|称)[为]?[“《\"]?$|下简称$")


@dataclass(frozen=True, slots=True)
class CitationPhrase:
    """A paper named in the text, in clean offsets; `number` with 〔〕, None if none follows."""

    start: int
    end: int
    title: str
    number: str | None


def find_citations(text: str) -> tuple[CitationPhrase, ...]:
    """Every paper named in the text, in reading order, again at each mention; aliases (`以下简称《…》`) are passed by.

    A paper stands in 《》; or, unmarked, before its number, as a number alone, or as a law with its article.
    """
    found = [_numbered(text, m) for m in _TITLE.finditer(text)
             if not _ALIAS.search(text[max(0, m.start() - 6) : m.start()])]
    marked = [Span(m.start(), m.end()) for m in _TITLE.finditer(text)]
    found += [phrase for phrase in _find_unmarked(text)
              if not any(s.start < phrase.end and phrase.start < s.end for s in marked)]
    return tuple(sorted(found, key=lambda phrase: phrase.start))


def _find_unmarked(text: str) -> Iterator[CitationPhrase]:
    for match in _BEFORE_NUMBER.finditer(text):
        phrase = _numbered(text, match)
        if phrase.number:
            yield phrase
    for match in _NUMBER_ALONE.finditer(text):
        parsed = find_document_number(match["words"])
        if parsed is not None:
            number = print_document_number(parsed.number)
            yield CitationPhrase(match.start("title"), match.end(), match["title"], number)
    for pattern in (_BY_ARTICLE, _IN_QUOTES, _LAW):
        for match in pattern.finditer(text):
            yield CitationPhrase(match.start("title"), match.end("title"), match["title"], None)


def _numbered(text: str, match: re.Match[str]) -> CitationPhrase:
    """A title with the number in the bracket behind it."""
    marked = match.group().startswith("《")
    start, end, number = match.start() if marked else match.start("title"), match.end(), None
    after = _NUMBER_AFTER.match(text, end)
    if after:
        parsed = find_document_number(after["words"])
        if parsed is not None:
            number, end = print_document_number(parsed.number), after.end()
    standard = _STANDARD.match(text, end) if number is None else None
    if standard:
        number, end = standard["number"].strip(), standard.end()
    return CitationPhrase(start, end, match["title"], number)


# 【成文日期】2021-07-28: a particular of the page that shows a paper.
_PARTICULARS = re.compile(r"^【\s?[一-鿿\s]{2,8}】[^\n]{0,60}$", re.MULTILINE)


def find_masks(text: str) -> tuple[Span, ...]:
    """Spans of titles and document numbers, in which no number or date binds anybody."""
    spans = [Span(m.start(), m.end()) for m in _TITLE.finditer(text)]
    spans += [Span(m.start("title"), m.end("title")) for m in _IN_QUOTES.finditer(text)]
    spans += [Span(m.start(), m.end()) for m in _document_numbers(text)]
    spans += [Span(m.start(), m.end()) for m in _PARTICULARS.finditer(text)]
    return tuple(sorted(spans, key=lambda s: s.start))


def _document_numbers(text: str) -> Iterator[re.Match[str]]:
    """The numbers of papers, each looked for around its year only."""
    at = 0
    for year in _YEAR.finditer(text):
        found = _NUMBER.search(text, max(at, year.start() - 12), year.end() + 12)
        if found:
            yield found
            at = found.end()
