"""Document number and date out of a page's metadata (网页元数据), where the main text lacks them."""

from __future__ import annotations

import re

from lxml import html

from gongwen.dates import DATE

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,20}\s*[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*第?\s*\d{1,4}\s*号")
_LABELS = {"发文字号": "发文字号", "文号": "发文字号", "发文文号": "发文字号", "字号": "发文字号",
           "成文日期": "成文日期", "发文日期": "成文日期", "生成日期": "成文日期"}
_LABEL = re.compile(
    r"[\s\[【]*((?:发文?\s*)?[字文]\s*号|发文[字文]号|成文日期|发文日期|生成日期)\s*[\]】]?\s*[:：]?\s*(.*)", re.S)
_DAY = re.compile(r"(20\d\d|19\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
_META_DATE = ("pubdate", "publishdate", "createdate")


def find_metadata(root: html.HtmlElement, words: str) -> list[tuple[str, str]]:
    """(label, value) of what the page knows and the main text does not say: 发文字号, 成文日期 or 发布日期.

    words    the main text
    returns  values as printed on the page; nothing that the text has already
    """
    found: dict[str, str] = {}
    for label, value in _labelled(root):
        name = _LABELS.get(re.sub(r"\s", "", label))
        if name and value and name not in found:
            found[name] = value
    lines = []
    number = _NUMBER.search(found.get("发文字号", ""))
    if number and not _NUMBER.search(words[:1500]):
        lines.append(("发文字号", re.sub(r"\s", "", number[0])))
    day = _DAY.search(found.get("成文日期", "")) or _DAY.search(_meta_date(root))
    if day and not _says_day(words):
        label = "成文日期" if "成文日期" in found else "发布日期"
        lines.append((label, f"{day[1]}年{int(day[2])}月{int(day[3])}日"))
    return lines


def _labelled(root: html.HtmlElement) -> list[tuple[str, str]]:
    """Short elements that begin with a label, with what stands behind it or in the next cell."""
    pairs = []
    for element in root.iter("td", "th", "li", "span", "b", "strong", "dt", "p", "div", "font", "label"):
        text = element.text_content().strip() if len(element) < 8 else ""
        if not text or len(text) > 120:
            continue
        label = _LABEL.fullmatch(text)
        if label is None:
            continue
        after = element.getnext()
        beside = after.text_content().strip() if after is not None and isinstance(after.tag, str) else ""
        pairs.append((label[1], label[2].strip() or (element.tail or "").strip() or beside))
    return pairs


def _meta_date(root: html.HtmlElement) -> str:
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() in _META_DATE:
            return str(meta.get("content", ""))
    return ""


def _says_day(words: str) -> bool:
    """Whether the main text carries a date of its own as a line (落款) or beside the title."""
    return any(DATE.search(line) and len(line.strip()) <= 40 for line in words.splitlines())
