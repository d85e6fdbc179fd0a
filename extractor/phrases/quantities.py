"""Numbers with their unit and bound (数量): `不少于20家`, `85%以上`, `2-3家`, `百分之九十`, `提高到0.65`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extractor.phrases.quantity_words import load_grammar, number_start, read_value, says_enough
from extractor.phrases.starts import find_matches
from extractor.source import Span


class QuantityKind(StrEnum):
    """What sort of number it is (数量类型)."""

    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number as the text bounds it, in clean offsets. Equal to itself alone.

    start, end   comparator words, number and unit
    number       offset of the number itself
    bound        whether the text says a comparator word at all
    condition    whether it narrows a class (`10人及以上用人单位`) and so commits nobody
    """

    start: int
    end: int
    number: int
    kind: QuantityKind
    value: float
    value_max: float | None
    unit: str
    comparator: str
    bound: bool
    condition: bool = False
    spelled: bool = False


# A verb that somebody is to do right before the number: 完成不少于60家用人单位的监测 narrows no class.
_BINDING_VERB = re.compile(
    r"(?:完成|实现|开展|组织|培训|新建|改建|建成|打造|培育|创建|新增|抽查|抽取|抽检|检查|检测|监测|走访|"
    r"开发|引进|资助|扶持|选拔|选聘|培养|招收|筹集|扩建|遴选|选树|购置|投放|孵化|推广|签约|保留|预留|留出|提取|拿出|选派|招聘|招录|认定|评选|覆盖|配备|储备|形成|编制|制定|服务|帮扶|救助|整治|治理|改造"
    r"|推出|举办|安排|吸纳|带动|引进|发放|至少|应当?|要|须|确保|力争|达到)(?:了|好)?$"
)
# `至少开展1次`: the bound stands before the verb.
_FAR_BOUND = re.compile(
    r"(?P<word>至少|最少|不少于|不低于|最多|至多|不超过|不得少于|"
    r"不得超过)(?P<verb>[^,。;:、0-9%\n|]{1,24})$"
    r"|(?P<raised>提高到|提高至|提升到|提升至|达到|增加到)(?:每[人生名户亩床头年月日天])+$"
)
# Words that only say or round a number off, and bind nobody to it.
_SAYS, _ABOUT = ("为", "约", "大约", "大致", "="), ("左右", "上下")
_NOT_A_COUNT = re.compile(r"(?:月|年|日|时|号|第|“|〔|\[|《|[A-Za-z.])$")
_MARK = re.compile(r"[,。;:\n]")
_CLASS_AFTER = re.compile(
    r"(?:的(?!比例|目标|标准|要求|幅度|速度)[^,。;:]{0,12}|[一-鿿]{2,6}的[一-鿿]|,(?:予以|给予|不予|一律))"
)
_CONDITION_BEFORE = re.compile(r"(?:凡|对|若|如|近|规模(?!以上)|年满|占地|单笔|单户|单价)[^,。;:]{0,8}$")


def find_quantities(text: str, masked: Sequence[Span]) -> tuple[Quantity, ...]:
    """All numbers with a unit in the clean text, in reading order.

    masked   spans that hold none: citations, document numbers, times
    source   docs/spec-format.md, "Target" and "Percentage"
    """
    blocked = bytearray(len(text))
    for span in masked:
        blocked[span.start : span.end] = b"\1" * (span.end - span.start)
    pattern, before, after = load_grammar()
    found: list[Quantity] = []
    for match in _unblocked(pattern, text, blocked):
        quantity = _compose(match, before, after, text)
        if quantity is not None:
            found.append(_share_comparator(quantity, found, text))
    return tuple(found)


def _unblocked(pattern: re.Pattern[str], text: str, blocked: bytearray) -> Iterator[re.Match[str]]:
    """Matches that hold nothing blocked; what they are measured by may (达到2027年计划数的95%)."""
    at: int | None = 0
    while at is not None:
        matches, at = find_matches(pattern, text, at), None
        for match in matches:
            begin = match.end("reference") if match["reference"] else match.start()
            last = blocked.rfind(b"\1", begin, match.end())
            if last >= 0:  # go on right behind what is blocked
                at = last + 1
                break
            yield match


def _compose(match: re.Match[str], before: dict[str, str], after: dict[str, str], text: str) -> Quantity | None:
    value, value_max, unit = read_value(match) if says_enough(match, before) else (None, None, "")
    if value is None:
        return None
    number = match.start("reference") if match["reference"] else number_start(match)
    sure = match["before"] or match["doubled"] or unit in ("%", "‰", "个百分点")  # 2025年60%、2026年70%
    if not sure and _NOT_A_COUNT.search(text[max(0, number - 1) : number]):
        return None
    word, tail = match["before"], match["after"] or ("以上" if "以上" in (match["unit"] or "") else None)
    if match.string[number : number + 1] == "0" and match.string[number + 1 : number + 2].isdigit():
        return None  # 03项: the number of a heading in a ledger
    if unit in ("岁", "周岁") and not word:  # 60岁以上老年人: whom, and not how much
        return None
    comparator = after.get(tail or "", before.get(word or "", "="))
    if word and before[word] in ("<", "<=", ">") and not (before[word] == ">" and tail == "以上"):
        comparator = before[word]
    if value_max is not None:
        comparator = "between"
    kind = (
        QuantityKind.PERCENT
        if unit in ("%", "‰")
        else QuantityKind.POINTS
        if unit == "个百分点"
        else QuantityKind.COUNT
    )
    start = match.start()
    while text[start] == " ":
        start += 1
    if word == "为":
        start = number
    tail = tail or match["doubled"]  # 翻一番 says itself how far
    far = _FAR_BOUND.search(text[max(0, start - 30) : start]) if not (word or tail) and value_max is None else None
    if far:
        start -= len(far.group())
        word = far["word"] or far["raised"]
        comparator = before[word]
    return Quantity(
        start,
        match.end(),
        number,
        kind,
        value,
        value_max,
        unit + (match["per"] or ""),
        comparator,
        bound=bool((word and word not in _SAYS) or (tail and tail not in _ABOUT)),
        condition=_is_condition(match, text, kind),
        spelled=match["spelt"] is not None,
    )


def _share_comparator(quantity: Quantity, found: list[Quantity], text: str) -> Quantity:
    """`分别达到90%、80%`: the second number is bound as the first."""
    if quantity.bound or quantity.value_max is not None or not found:
        return quantity
    last = found[-1]
    if text[quantity.end : quantity.end + 1] == "的" and text[quantity.start - 1] == ",":
        return quantity  # 辍学率1%以下,80%的县达到…: another sentence
    if (
        last.bound
        and last.kind is quantity.kind
        and last.unit == quantity.unit
        and re.fullmatch(r"\s?(?:(?<![,。;])[一-鿿“”]{0,12}(?:、|和|与|及)|,)\s?", text[last.end : quantity.start])
    ):
        return replace(quantity, comparator=last.comparator, bound=True)
    return quantity


def _is_condition(match: re.Match[str], text: str, kind: QuantityKind) -> bool:
    """Whether the number narrows a class or sets off a measure, so that nobody is bound to reach it."""
    before = text[max(0, match.start() - 12) : match.start()]
    counted = kind is QuantityKind.COUNT
    bounded = match["before"] or (match["after"] and counted)  # 85%以上的村建成… binds
    narrows = (
        (counted and (match["after"] or "").startswith(("及", "或")))
        or (bounded and _narrows_class(text[match.end() : match.end() + 20]))
        or _CONDITION_BEFORE.search(before)
    )
    return bool(narrows) and not _BINDING_VERB.search(before)


def _narrows_class(rest: str) -> bool:
    """Whether a noun that the number is of follows it: 10人以上|的用人单位."""
    mark = _MARK.search(rest)
    return _CLASS_AFTER.match(rest[: mark.start() + 4] if mark else rest) is not None
