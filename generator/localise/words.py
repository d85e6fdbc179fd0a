"""Words of another level in a county's own words (层级用语): 我省 → 我县, 各县(市、区)卫生健康委 → 合水县卫生健康局."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import COUNTIES, HEAD, aliases, name_kind

# Who alone is meant by these is the county's own body of that kind.
_OWN_LEVEL = r"(?:用人单位|服务)?所在地|县级|区县级|各级|同级|属地|当地|本级"
_KEPT = re.compile(r"《[^《》]*》|“[^“”]*”|\([^()]*〔\d{4}〕[^()]*\)")
_INSIDE = r"(?:[^()〔〕【】]|\([^()]*\))*"
_NOTE = re.compile(
    rf"[(〔【](?:(?:责任|牵头|配合|负责|协办|主办|参与|主责)(?:单位|部门|处室|科室|机构)|完成时限|时限)[::]{_INSIDE}[)〕】]"
    r"|[(〔](?=[^()〔〕]*(?:[厅局委办府]|部门|单位|中心|机构))(?:[^()〔〕]|\([^()]*\)){2,120}?"
    r"(?:牵头|负责|参与|配合|落实|承担|组织实施|负责实施)[)〕]"
    r"|[(〔](?=[省市各县区]|[^()〔〕]*、)(?:[一-鿿]{2,16}?(?:\([县市区、]+\))?[一-鿿]{0,8}?(?:[局委厅办会院]|中心|政府|部门|公司)[、,;]?等?)+[)〕]")
# What such a note looks like where it stands without brackets at the end of an item.
_BARE_NOTE = re.compile(r"(?:^|(?<=[。;]))(?:责任|牵头|配合|主责)(?:单位|部门)[::][^。]*(?:。|$)")


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


def drop_duty_notes(text: str) -> str:
    """A text without its notes of who is responsible, `(责任单位:…)`: the county's own follow."""
    return re.sub("。{2,}", "。", _BARE_NOTE.sub("", _NOTE.sub("", text)).strip())


def drop_notes_between(sentences: Sequence[str]) -> list[str]:
    """Sentences without duty notes, one of which may run over several of them; as many sentences come back."""
    mark = "\x1f"
    text = _NOTE.sub(lambda found: mark * found[0].count(mark), mark.join(sentences))
    return text.split(mark)


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
    for pattern, words in _level_words(profile):
        masked = pattern.sub(words, masked)
    own, above = _patterns()
    masked = own.sub(lambda found: _own(found, profile), masked)
    if profile.prefecture:
        masked = above.sub(profile.prefecture, masked)
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], masked)


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
    condition = re.compile(rf"(?<=的){HEAD}(?=[,可应要须;。]|$)")
    bodies = "|".join(map(re.escape, aliases()))
    return (
        # A body's own name says whose it is: 全省各县疾控中心 is this county's.
        (re.compile(rf"全(?:省|市|自治区)(?=各?(?:{COUNTIES})级?(?:{bodies}))"), ""),
        (re.compile(rf"[本我](?:{COUNTIES})"), "本{县}"),
        (condition, ""),
        (re.compile(rf"全(?:省|自治区)各?(?:{COUNTIES}|地)?|全市各?(?:{COUNTIES})?(?!场)"), "全{县}"),
        (re.compile(r"(?:我|本)(?:省|市(?!场)|自治区)"), "我{县}"),
        (re.compile(r"各地区?(?![一-鿿]*?[市区]级)"), "{县名}"),
    )


def _level_words(profile: CountyProfile) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern, words.replace("{县名}", profile.name).replace("{县}", profile.unit))
                 for pattern, words in _level_patterns())


# 残留检查: what no county says of itself, outside the titles and quotes that stay.
_RESIDUE = re.compile(rf"[全我本]省|各市州|各市(?!场)|全市|我市|本市|本?(?:{COUNTIES})(?!级?以[上下])")


def find_residue(text: str, profile: CountyProfile) -> tuple[str, ...]:
    """Words of another level that a county's text still has (残留): 我省 全市 各市州 本县区; a city's 全市 is none."""
    masked = _KEPT.sub("", text.replace("（", "(").replace("）", ")"))
    own = {"全市", "我市", "本市"} if profile.unit == "市" else set()
    return tuple(dict.fromkeys(found[0] for found in _RESIDUE.finditer(masked) if found[0] not in own))
