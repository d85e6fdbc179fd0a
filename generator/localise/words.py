"""Words of another level in a county's own words (层级用语): 我省 → 我县, 各县(市、区)卫生健康委 → 合水县卫生健康局."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import COUNTIES, HEAD, LEAGUE, aliases, name_kind
from generator.localise.places import find_places

# Who alone is meant by these is the county's own body of that kind.
_OWN_LEVEL = (r"(?:(?<![一-鿿])|(?<=[向报由送到经]))(?:用人单位|服务)?所在地|(?<![家个所名0-9])(?:县级|区县级)"
              r"|各级|同级|属地|当地|本级")
# What a county is measured against stays: 高于全省平均水平, 居全市前列.
_RANKED = "平均|均值|前列|前茅|先进|领先|排名|中等|同类|第[一二三四五]"
_KEPT = re.compile(r"《[^《》]*》|“[^“”]*”|\([^()]*〔\d{4}〕[^()]*\)")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kinds = "|".join(map(re.escape, aliases()))
    own = (rf"(?:(?:{_OWN_LEVEL})?{HEAD}|(?:{_OWN_LEVEL})(?=(?:{kinds})))"
           rf"(?P<bodies>(?:{kinds})(?:(?:[、和及]|以及)(?:{kinds}))*)?")
    above = rf"(?:(?<![一-鿿])|(?<=[报送向由至给经和受从同]))(?:所在地?的?)?市级?(?=(?:{kinds}))"
    return re.compile(own), re.compile(above)


def fold_quote(quote: str) -> str:
    """The source's words as clean text writes them: half-width, no blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", quote))


def localise_text(text: str, profile: CountyProfile, line: BodyKind) -> str:
    """A clean text as the county would say it; titles of papers and words in quotes stay as they are.

    returns  classes of counties and of their bodies by the county's names, 全省 and 我省 by 全县 and 我县,
             市疾控中心 by 澜阳市疾控中心; no number and no date is touched
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x00{len(kept) - 1}\x00"

    masked = _KEPT.sub(keep, text)
    masked = _with_others(masked, profile)
    for pattern, words in _level_words(profile):
        masked = pattern.sub(words, masked)
    masked = LEAGUE.sub(_name("团委", profile), masked)
    own, above = _patterns()
    masked = own.sub(lambda found: _own(found, profile), masked)
    if profile.prefecture:
        masked = above.sub(profile.prefecture, masked)
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], masked)


def _with_others(text: str, profile: CountyProfile) -> str:
    """`丹墟县、银湾县要各建成1个` for 丹墟县: a county named with others takes its own part."""
    places = set(find_places(text, profile))
    if not places or profile.name not in text:
        return text
    one = "|".join(map(re.escape, (profile.name, *sorted(places, key=len, reverse=True))))
    return re.sub(rf"(?:{one})(?:[、和及](?:{one}))+",
                  lambda found: profile.name if profile.name in found[0] else found[0], text)


def _own(found: re.Match[str], profile: CountyProfile) -> str:
    if not found["bodies"]:
        return profile.name
    parts = re.split("(以及|[、和及])", found["bodies"])
    # Splitting by 和 may cut a name (发展和改革局): then the whole is one body.
    if any(part not in aliases() for part in parts[::2]):
        return profile.name + found["bodies"] if found["bodies"] not in aliases() else _name(found["bodies"], profile)
    return "".join(_name(part, profile) if i % 2 == 0 else part for i, part in enumerate(parts))


def _name(alias: str, profile: CountyProfile) -> str:
    return name_kind(aliases()[alias], profile).name


@cache
def _level_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    condition = re.compile(rf"(?<=的)(?<![地省市域国]的){HEAD}(?=[,可应要须;。]|$)")
    acting = re.compile(rf"(?<=的)(?<![地省市域国]的){HEAD}(?=[作提向由按在将限制])")
    seated = re.compile(rf"(?:^|(?<=[,。;:]))各[一-鿿]{{1,8}}?所在地?的?(?={HEAD})")
    bodies = "|".join(map(re.escape, aliases()))
    return (
        # A body's own name says whose it is: 全省各县疾控中心 is this county's.
        (re.compile(rf"全(?:省|市|自治区)(?=各?(?:{COUNTIES})级?(?:{bodies}))"), ""),
        (re.compile(rf"[本我](?:{COUNTIES})"), "本{县}"),
        (re.compile(r"(?:县级以上)?地方(?:各级)?(?=人民政府)"), "{县名}"),
        (re.compile(rf"[贵你](?:{COUNTIES}|[县区](?![一-鿿]*公司))"), "{县名}"),
        (seated, ""),
        (condition, ""),
        (acting, ","),
        (re.compile(rf"全(?:省|自治区)(?!{_RANKED})各?(?:{COUNTIES}|地)?"), "全{县}"),
        (re.compile(rf"全市(?!{_RANKED})各?(?:{COUNTIES})?(?!场)"), "全{县}"),
        (re.compile(r"(?:我|本)(?:省|市(?!场)|自治区)"), "我{县}"),
        (re.compile(r"各地区?(?![一-鿿]*?[市区]级)"), "{县名}"),
    )


def _level_words(profile: CountyProfile) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern, words.replace("{县名}", profile.name).replace("{县}", profile.unit))
                 for pattern, words in _level_patterns())


# 残留检查: what no county says of itself, outside the titles and quotes that stay.
_RESIDUE = re.compile(rf"[全我本]省(?!{_RANKED})|各市州|各市(?!场)|全市(?!{_RANKED})|我市|本市"
                      rf"|本?(?:{COUNTIES})(?!级?以[上下])")


def find_residue(text: str, profile: CountyProfile) -> tuple[str, ...]:
    """Words of another level that a county's text still has (残留): 我省 全市 各市州 本县区; a city's 全市 is none."""
    masked = _KEPT.sub("", text.replace("（", "(").replace("）", ")"))
    own = {"全市", "我市", "本市"} if profile.unit == "市" else set()
    return tuple(dict.fromkeys(found[0] for found in _RESIDUE.finditer(masked) if found[0] not in own))
