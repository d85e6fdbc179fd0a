"""How notices write numbers with a unit (数量写法): the one alternation, and the value that a match says."""

from __future__ import annotations

import re
from functools import cache

from extractor.vocab.tables import alternation, load_table
from gongwen.numerals import parse_number

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_WHOLE = f"(?>{_ARABIC})"  # before a unit: a part of the number would have a digit or mark behind it, and no unit
_TENTHS = r"[一二两三四五六七八九](?:点[零一二三四五六七八九]+)?|[0-9](?:\.[0-9]+)?|10"
_CHINESE = r"[一二两三四五六七八九十百千]{1,5}"
# A Chinese numeral of a rate, with its decimals: 九十五, 一百二十, 零点五.
_RATE = (
    r"(?:[一二三四五六七八九]?百(?:零?[一二三四五六七八九]?十?[一二三四五六七八九]?)"
    r"|[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九])(?:点[零一二三四五六七八九]+)?"
)
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4}  # 十万分之… is 10 to the power of 1 + 4
_FRACTION = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "十": 10}


_RISE_FROM = re.compile(r"(?:由|从)(?:目前|现有|20[0-9]{2}年底?)?的?$")


@cache
def load_grammar() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
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
            (?P<low>{_WHOLE})(?P<lowsign>%)?\s?[-—–~～至到]\s?(?P<high>{_WHOLE})(?P<highunit>\s?(?:%|‰|个百分点|[千万亿]*(?:{counted})))
          | (?P<minus>负|(?<=[为达于率速幅计\s(,。;、|])-)?(?P<number>(?<![0-9.])(?<![0-9]\s){_WHOLE})\s?
            (?P<unit>%|‰|/(?:10万|十万|万|千)(?:人|户|辆|车)?|个(?:多|以上)?百分点
             |[千万亿]*(?:{counted})(?:次(?![要日年月品生数])|套|\([户套次处个家人所座]\))?|万|亿)(?!级|(?<=组)织)
            (?!(?<=[G伏])(?!以上|以下|以内|左右)[一-鿿])
          | 翻(?P<doubled>[一两二三])番
          | (?P<whole>百分百)|(?P<half>一半|半数)
          | (?P<among>[十百千万]*[百千万])分之(?P<hundredth>(?>{_ARABIC}|{_RATE}))(?!分位)
          | (?P<tenth>(?<![一-鿿])(?:十|{_TENTHS})|(?<=[于达到过约近占在为有])(?:十|{_TENTHS})
             |(?<![第一二三四五六七八九十])[一二两三四五六七八九](?=成[一二三四五六七八九]?(?:以[上下内]|左右|[,。;、)的\n|]|$)))
            成(?![为立都熟果功交分员效绩人长品本年套型片组批]|不变)(?P<twentieth>[一二三四五六七八九](?![成年月日个]))?
          | (?P<few>{_TENTHS})成(?![为立都熟果功交分员效绩人长品本年套型片组批]|不变)
          | (?P<parts>[二两三四五十])分之(?P<share>[一二三四五六七八九])
          | (?P<spelt>(?<![第一二三四五六七八九十每数几上余])(?![百千]){_CHINESE})
            (?P<spelltunit>个百分点|(?:{spelled})(?![一-鿿]?[子家]庭)(?!(?<=期)[一-鿿]{{0,4}}?(?:工程|建设|项目)|(?<=[台门])[区河峡]|(?<=次)性))
          | (?<![0-9/])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![0-9/年月])
          | (?P<bounded>(?<![0-9.]){_WHOLE})(?=(?:及?以上|及?以下|以内)(?!学历))
          | (?P<bare>{_ARABIC})(?=\s?(?:[,。;、)|\n且并和或的]|$|(?:{bounds})))
        )
        (?P<per>/(?:亩|年|人|月|户|天|日|季度?|周|餐|例|件|台|升|公里|千瓦时|课时|村|公顷|平方米|立方米|吨|次|床|10万|万人|千人)(?:[·•.]平方公里)?)?(?:(?:\(含[^()]{{0,3}}\))?(?P<after>{alternation(list(after))}))?
        """,
        re.VERBOSE,
    )
    return pattern, before, after


def says_enough(match: re.Match[str], before: dict[str, str]) -> bool:
    """Whether a number without a unit, or a share in a word or a fraction, has the bound that makes it one."""
    bound = before.get(match["before"] or "", "=") != "="
    if match["bare"] and not bound:  # 由0.58提高到0.65
        start = match.start("bare")
        return _RISE_FROM.search(match.string, max(0, start - 10), start) is not None
    if match["few"]:
        return bound
    if match["half"]:
        return bound or (match["after"] or "").startswith("以上")
    return not match["over"] or bound or bool(match["after"]) or match.string.startswith("的", match.end())


def number_start(match: re.Match[str]) -> int:
    whole = ("low", "whole", "half", "minus", "number", "bare", "bounded")
    for name in (*whole, "among", "tenth", "few", "parts", "spelt", "over"):
        if match[name] is not None:
            return match.start(name)
    return match.start()


def read_value(match: re.Match[str]) -> tuple[float | None, float | None, str]:
    try:
        if match["low"]:
            low, high = parse_number(match["low"]), parse_number(match["high"])
            return (low, high, match["highunit"].strip()) if low <= high else (None, None, "")
        if match["number"]:
            sign = -1 if match["minus"] else 1
            unit = match["unit"].replace("个多百", "个百").replace("个以上百", "个百")
            return sign * parse_number(match["number"]), None, unit
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
        if tenth := match["tenth"] or match["few"]:
            more = parse_number(match["twentieth"]) if match["twentieth"] else 0
            return round(parse_number(tenth) * 10 + more, 10), None, "%"
        if match["parts"]:
            return round(100 * parse_number(match["share"]) / _FRACTION[match["parts"]], 2), None, "%"
        return parse_number(match["spelt"]), None, match["spelltunit"]
    except ValueError:
        return None, None, ""
