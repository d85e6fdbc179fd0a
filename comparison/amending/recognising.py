"""Whether a paper amends another one, and which (识别修改文件): by its title, what it cites, and how it speaks."""

from __future__ import annotations

import re

from comparison.amending.orders import find_paragraphs, find_repealed
from comparison.match import words_alike
from specs.model import Notice, Spec

_TITLE = re.compile(r"修改|修正|增列|补充(?:通知|规定|意见|方案)|补充完善|调整|废止|延长|延期|修订|更正|勘误|取消"
                    r"|停止执行")
_SAME_TITLE = 0.8
_KIND_TAIL = re.compile(r"的(?:通知|决定|意见|函)$")
_BEFORE = re.compile("^(?:经|按照?|根据|依据?|由|被|将|对|与|和|及|以)")  # 经溪水发〔2031〕15号文件调整后
_NUMBER = re.compile(r"[一-鿿]{1,12}〔[0-9]{4}〕[0-9]+号")
_LETTER_NUMBER = re.compile(r"[一-鿿]{2,12}字第[0-9]{6,12}号|[一-鿿]{2,12}第[0-9]{1,4}/[0-9]{4}号")
# What a letter of Taiwan or a circular of Hong Kong has for a title.
_SUBJECT = re.compile(r"主旨\s*[:：](?P<words>[^\n]+)|^\s*(?P<heading>(?:修订|修正|更正|废除)“[^”\n]+”)\s*$", re.M)
_QUOTED = re.compile(r"“([^“”\n]{5,40}(?:计划|计画|要点|办法|规定|方案|措施|事项|原则|通知|通函))”")
_NAMED = re.compile(r"《([^《》]{4,})》")
_BOOK = re.compile(r"[《》〈〉\s()（）]")


def is_amending(spec: Spec, text: str) -> bool:
    """Whether a paper amends another: its title says so, it cites a paper, and its paragraphs order changes."""
    subject = _SUBJECT.search(text)
    title = (spec.notice.title or "") + (subject[0] if subject else "")
    if not _TITLE.search(title) or not find_cited(spec, text):
        return False
    return any(paragraph.orders for paragraph in find_paragraphs(text)) or bool(find_repealed(text))


def find_cited(spec: Spec, text: str) -> tuple[str, ...]:
    """Numbers and titles of the papers that a paper names, numbers first: these are known for sure."""
    own = spec.notice.document_number
    found = (_BEFORE.sub("", number) for number in (*_NUMBER.findall(text), *_LETTER_NUMBER.findall(text)))
    numbers = [number for number in found if number != own]
    titles = [citation.title.strip("《》") for citation in spec.citations]
    titles += _NAMED.findall(text) + _QUOTED.findall(text)
    return tuple(dict.fromkeys(name for name in (*numbers, *titles) if name))


def find_named(text: str) -> list[str]:
    """Titles in 《》, whatever is nested in them."""
    return [*_NAMED.findall(text), *re.findall(r"《(.{4,})》", text)]


def amends(spec: Spec, text: str, basis: Notice) -> bool:
    """Whether an amending paper amends this one: by its document number or title among what it cites."""
    if not is_amending(spec, text):
        return False
    return any(_is_number(name, basis) or is_titled(name, basis) for name in find_cited(spec, text))


def _is_number(name: str, basis: Notice) -> bool:
    """Whether a name is a paper's document number: 依本府农务字第…号 names it with the office before it."""
    number = basis.document_number
    return number is not None and (name == number or (number in name and "第" in number))


def is_titled(title: str, basis: Notice) -> bool:
    """Whether a title is that of a paper, or of the plan that it prints and distributes."""
    said, whole = _plain(title), _plain(_KIND_TAIL.sub("", basis.title or ""))
    if not said or not whole:
        return False
    tail = re.sub(r"^.*?关于(?:印发|转发|公布|发布)?", "", whole)
    return said in whole or whole in said or words_alike(said, tail) >= _SAME_TITLE


def _plain(title: str) -> str:
    return _BOOK.sub("", title)


_SHORT = re.compile(r"[(（][^()（）]{0,40}?(?:以下|下)?(?:简称|称)为?[“《]?(?P<short>[^”》()（）]{2,20})[”》]?[)）]")


def find_names(text: str, basis: Notice) -> tuple[str, ...]:
    """By what an amending paper calls another one: its number, its titles, and the short name that it gives it."""
    names = [basis.document_number] if basis.document_number else []
    for found in _NAMED.finditer(text):
        if not is_titled(found[1], basis):
            continue
        names.append(f"《{found[1]}》")
        behind = _SHORT.match(text[found.end():found.end() + 80])
        if behind:
            names.append(behind["short"])
    return tuple(dict.fromkeys(names))
