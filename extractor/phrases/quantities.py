"""Numbers with their unit and bound (数量): `不少于20家`, `85%以上`, `2-3家`, `百分之九十`, `提高到0.65`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from extractor.phrases.starts import find_matches
from extractor.source import Span
from extractor.vocab.tables import alternation, load_table
from gongwen.numerals import parse_number


class QuantityKind(StrEnum):
    """What sort of number it is (数量类型)."""

    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text bounds it, in clean offsets.

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


_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_TENTHS = r"[一二两三四五六七八九](?:点[零一二三四五六七八九]+)?|[0-9](?:\.[0-9]+)?|10"
_CHINESE = r"[一二两三四五六七八九十百千]{1,5}"
# A Chinese numeral of a rate, with its decimals: 九十五, 一百二十, 零点五.
_RATE = (
    r"(?:[一二三四五六七八九]?百(?:零?[一二三四五六七八九]?十?[一二三四五六七八九]?)"
    r"|[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九])(?:点[零一二三四五六七八九]+)?"
)
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4}  # 十万分之… is 10 to the power of 1 + 4
_FRACTION = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "十": 10}


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """The one alternation, and what the comparator words before and after a number mean."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    around: list[str] = []
    for row in load_table("comparators")["word"]:
        for word in row["text"]:
            (after if row["place"] == "after" else before)[word] = row["means"]
            if row["place"] == "around":
                around.append(word)
    units = load_table("units")
    counted, spelled = alternation(units["counted"]), alternation(units["spelled"])
    bounds = alternation([w for w, means in (before | after).items() if means != "="])
    pattern = re.compile(
        rf"""
        (?P<before>(?:{alternation(list(before))}))?(?P<reference>(?<=于|过|到)[^,。;:、0-9%\n]{{2,14}}?的|(?<=到|至)[12][0-9]{{2,3}}年之)?\s?
        (?:
            (?P<low>{_ARABIC})(?P<lowsign>%)?\s?[-—–~～至到]\s?(?P<high>{_ARABIC})(?P<highunit>\s?(?:%|‰|个百分点|[千万亿]*(?:{counted})))
          | (?P<minus>负|(?<=[为达于率速幅计\s(,。;、|])-)?(?P<number>(?<![0-9.])(?<![0-9]\s){_ARABIC})\s?
            (?P<unit>%|‰|/(?:10万|十万|万|千)(?:人|户|辆|车)?|个(?:多|以上)?百分点
             |[千万亿]*(?:{counted})(?:次(?![要日年月品生数])|套)?|万|亿)(?!级|(?<=组)织)
            (?!(?<=[G伏])(?!以上|以下|以内|左右)[一-鿿])
          | 翻(?P<doubled>[一两二三])番
          | (?P<whole>百分百)|(?P<half>一半|半数)(?:(?=以上)|(?(before)|(?!)))
          | (?P<among>[十百千万]*[百千万])分之(?P<hundredth>(?>{_ARABIC}|{_RATE}))(?!分位)
          | (?P<tenth>(?<![一-鿿])(?:十|{_TENTHS})|(?<=[于达到过约近占在为有])(?:十|{_TENTHS})
             |(?<![第一二三四五六七八九十])[一二两三四五六七八九](?=成[一二三四五六七八九]?(?:以[上下内]|左右|[,。;、)的\n|]|$))
             |(?(before)(?:十|{_TENTHS})|(?!)))
            成(?![为立都熟果功交分员效绩人长品本年套型片组批]|不变)(?P<twentieth>[一二三四五六七八九](?![成年月日个]))?
          | (?P<parts>[二两三四五十])分之(?P<share>[一二三四五六七八九])
          | (?P<spelt>(?<![第一二三四五六七八九十每数几上余]){_CHINESE})
            (?P<spelltunit>个百分点|(?:{spelled})(?![一-鿿]?[子家]庭)(?!(?<=期)(?:工程|建设|项目)|(?<=[台门])[区河峡]))
          | (?<![0-9/])(?P<over>[1-9])/(?P<under>[2-9]|10)(?:(?=以上|左右|的)|(?(before)(?![0-9/年月])|(?!)))
          | (?(before)(?P<bare>{_ARABIC})(?=\s?(?:[,。;、)|\n且并和或的]|$|(?:{bounds})))|(?!))
          | (?P<bounded>(?<![0-9.]){_ARABIC})(?=(?:及?以上|及?以下|以内)(?!学历))
        )
        (?P<per>/(?:亩|年|人|月|户|天|日|村|公顷|平方米|立方米|吨|次|床|10万|万人|千人))?(?P<after>{alternation(list(after))})?
        """,
        re.VERBOSE,
    )
    return pattern, before, after


# A verb that somebody is to do right before the number: 完成不少于60家用人单位的监测 narrows no class.
_BINDING_VERB = re.compile(
    r"(?:完成|实现|开展|组织|培训|新建|改建|建成|打造|培育|创建|新增|抽查|抽取|抽检|检查|检测|监测|走访|"
    r"覆盖|配备|储备|形成|编制|制定|服务|帮扶|救助|整治|治理|改造"
    r"|推出|举办|安排|吸纳|带动|引进|发放|至少|应当?|要|须|确保|力争|达到)(?:了|好)?$"
)
# `至少开展1次`: the bound stands before the verb.
_FAR_BOUND = re.compile(
    r"(?P<word>至少|最少|不少于|不低于|最多|至多|不超过|不得少于|"
    r"不得超过)(?P<verb>[^,。;:、0-9%\n|]{1,24})$"
)
_NOT_A_COUNT = re.compile(r"(?:月|年|日|时|号|第|“|〔|\[|《|[A-Za-z.])$")
_CONDITION_BEFORE = re.compile(r"(?:凡|对|若|如|近|规模(?!以上)|年满|占地|单笔|单户|单价)[^,。;:]{0,8}$")


def find_quantities(text: str, masked: Sequence[Span]) -> tuple[Quantity, ...]:
    """All numbers with a unit in the clean text, in reading order.

    masked   spans that hold none: citations, document numbers, times
    source   docs/spec-format.md, "Target" and "Percentage"
    """
    blocked = bytearray(len(text))
    for span in masked:
        blocked[span.start : span.end] = b"\1" * (span.end - span.start)
    pattern, before, after = _grammar()
    found: list[Quantity] = []
    at = 0
    while match := pattern.search(text, at):
        begin = match.end("reference") if match["reference"] else match.start()  # 达到2027年计划数的95%
        last = blocked.rfind(b"\1", begin, match.end())
        if last >= 0:
            at = last + 1
            continue
        at = match.end()
        quantity = _compose(match, before, after, text)
        if quantity is not None:
            found.append(_share_comparator(quantity, found, text))
    return tuple(found)


def _compose(match: re.Match[str], before: dict[str, str], after: dict[str, str], text: str) -> Quantity | None:
    value, value_max, unit = _value(match)
    if value is None or (match["bare"] and before[match["before"]] == "="):
        return None
    number = match.start("reference") if match["reference"] else _number_start(match)
    sure = match["before"] or match["doubled"] or unit in ("%", "‰", "个百分点")  # 2025年60%、2026年70%
    if _NOT_A_COUNT.search(text[max(0, number - 1) : number]) and not sure:
        return None
    word, tail = match["before"], match["after"] or ("以上" if "以上" in (match["unit"] or "") else None)
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
        word, comparator = far["word"], before[far["word"]]
    return Quantity(
        start,
        match.end(),
        number,
        kind,
        value,
        value_max,
        unit + (match["per"] or ""),
        comparator,
        bound=bool((word and word != "为") or tail),
        condition=_is_condition(match, text, kind),
        spelled=match["spelt"] is not None,
    )


def _number_start(match: re.Match[str]) -> int:
    names = ("low", "whole", "half", "minus", "number", "among", "tenth", "parts", "spelt", "over", "bare", "bounded")
    for name in names:
        if match[name] is not None:
            return match.start(name)
    return match.start()


def _value(match: re.Match[str]) -> tuple[float | None, float | None, str]:
    try:
        if match["low"]:
            low, high = parse_number(match["low"]), parse_number(match["high"])
            return (low, high, match["highunit"].strip()) if low <= high else (None, None, "")
        if match["number"]:
            sign = -1 if match["minus"] else 1
            return sign * parse_number(match["number"]), None, re.sub("个(?:多|以上)百", "个百", match["unit"])
        if match["doubled"]:
            return 2.0 ** parse_number(match["doubled"]), None, "倍"
        if match["whole"] or match["half"]:
            return (100.0 if match["whole"] else 50.0), None, "%"
        if match["bare"] or match["bounded"]:
            return parse_number(match["bare"] or match["bounded"]), None, ""
        if match["over"]:
            return round(100 * int(match["over"]) / int(match["under"]), 2), None, "%"
        if match["hundredth"]:
            power = sum(_POWERS[c] for c in match["among"])
            number = parse_number(match["hundredth"])
            return (number, None, "‰") if power == 3 else (round(number / 10 ** (power - 2), 12), None, "%")
        if match["tenth"]:
            more = parse_number(match["twentieth"]) if match["twentieth"] else 0
            return round(parse_number(match["tenth"]) * 10 + more, 10), None, "%"
        if match["parts"]:
            return round(100 * parse_number(match["share"]) / _FRACTION[match["parts"]], 2), None, "%"
        return parse_number(match["spelt"]), None, match["spelltunit"]
    except ValueError:
        return None, None, ""


def _share_comparator(quantity: Quantity, found: list[Quantity], text: str) -> Quantity:
    """`分别达到90%、80%`: the second number is bound as the first."""
    if quantity.bound or quantity.value_max is not None or not found:
        return quantity
    last = found[-1]
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
    rest = text[match.end() : match.end() + 20]
    clause = re.split(r"[,。;:\n]", rest)[0]
    if _BINDING_VERB.search(text[max(0, match.start() - 12) : match.start()]):
        return False
    if kind is QuantityKind.COUNT and (match["after"] or "").startswith(("及", "或")):
        return True
    if _CONDITION_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
        return True
    bounded = bool(match["before"] or (match["after"] and kind is QuantityKind.COUNT))  # 85%以上的村建成… binds
    return bounded and bool(
        re.match(
            r"(?:的(?!比例|目标|标准|要求|幅度|速度)[^,。;:]{0,12}|[一-鿿]{2,6}的[一-鿿]|,(?:予以|给予|不予|"
            r"一律))",
            clause + rest[len(clause) :][:4],
        )
    )
