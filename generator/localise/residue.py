"""Words of another level left in a county's text (残留检查): 我省 全市 各市州 本县区, outside titles, quotes, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.localise.bodies import COUNTIES

# Titles and words in quotes stay as they are; so does a document number in its brackets.
KEPT = re.compile(r"《[^《》]*》|〈[^〈〉]*〉|“[^“”]*”|「[^「」]*」|\([^()]*〔\d{4}〕[^()]*\)")
# 健全省级…, 安全市场: no 全省 and no 全市; 占全市比重 is a share of the whole.
WHOLE = "(?<![健安完保齐周占居])全"
# What a county is measured against stays: 高于全省平均水平, 居全市前列.
RANKED = "平均|均值|前列|前茅|先进|领先|排名|中等|同类|第[一二三四五]"
# What an upper level runs under a name of its own, which a county joins: 依托全省监管平台, 作为全省素养干预活动的动作.
_THINGS = "活动|行动|工程|项目|系统|平台|大赛|竞赛|评选|数据库|专家库|网络|一张网|热线|试点|会议|调查|普查|指数|监测点"
_JOINED = "依托|接入|纳入|参加|参与|对接|作为|使用|利用|登录|共享|融入|列入"
NAMED = re.compile(rf"(?:{_JOINED})[^,，;；。]{{0,10}}?(?P<word>[全我](?:省|市|自治区))"
                   rf"(?=[^,，;；。]{{2,18}}?(?:{_THINGS}))")
_UNITS = "县区市旗"


@dataclass(frozen=True, slots=True)
class Residue:
    """A word of another level in a text (残留用语), by its place in it."""

    word: str
    start: int
    end: int


def find_residues(text: str, unit: str) -> tuple[Residue, ...]:
    """Words of another level that a text of a county still has, in reading order.

    unit     the last character of the county's name: what 我县, 全县 are of a 县 is residue in a 区
    text     clean or printed, half-width or full-width
    returns  none in 《》 and “”, in a name that an upper level gave (作为全省…活动), or where a county is measured
             against others (全省平均)
    """
    masked = _mask(text)
    return tuple(Residue(found[0], found.start(), found.end()) for found in _pattern(unit).finditer(masked))


def _mask(text: str) -> str:
    """The text, as long as it was, with what stays blotted out and brackets folded to ()."""
    folded = text.replace("（", "(").replace("）", ")")

    def blot(found: re.Match[str]) -> str:
        return "\x00" * len(found[0])

    masked = KEPT.sub(blot, folded)
    for found in NAMED.finditer(masked):
        start, end = found.span("word")
        masked = masked[:start] + "\x00" * (end - start) + masked[end:]
    return masked


@cache
def _pattern(unit: str) -> re.Pattern[str]:
    others = "".join(sign for sign in _UNITS if sign != unit and sign != "市")
    city = "" if unit == "市" else (rf"|{WHOLE}市(?!{RANKED}|级|场)|(?<![自你您])[我本]市(?!场|面|民)"
                                     if unit else "")
    other = (rf"|(?<![健安完保齐园])全[{others}](?!{RANKED}|[级域间])|(?<![自你您])我[{others}](?!域)"
             rf"|(?<!基)本[{others}](?![域级间])")
    province = rf"{WHOLE}省(?!{RANKED}|[一-鿿]?级)|[我本]省|[我本]自治区"
    classes = r"各?市州|各省(?:\(|、|级|市|区|份)|各市(?![场民政容])|各地市|各设区市"
    counties = rf"(?<!所在地)(?<!地)(?:各|本)?(?:{COUNTIES})(?!级?以[上下])"
    return re.compile(f"{province}|{classes}{city}|{counties}{other}")
