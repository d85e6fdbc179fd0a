"""Words of another level in a county's own words (层级用语): 我省 → 我县, 各县(市、区)卫生健康委 → 合水县卫生健康局."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from generator.county import BodyKind, CountyProfile
from generator.localise.bodies import COUNTIES, HEAD, LEAGUE, aliases, name_kind
from generator.localise.places import find_places
from generator.localise.residue import KEPT, NAMED, RANKED, WHOLE
from specs.model import Deadline, Report, Target

# Who alone is meant by these is the county's own body of that kind.
_OWN_LEVEL = r"(?<![家个所名0-9])(?:县级|区县级)|各级|同级|属地|当地|本级"
_SEVERALLY = re.compile("(?<=[要应须年月日底前地处])(?:各|均)(?=建|新|不|达|完|创|开|增)")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kinds = "|".join(map(re.escape, aliases()))
    own = (rf"(?:(?:{_OWN_LEVEL})?{HEAD}|(?:{_OWN_LEVEL})(?=(?:{kinds})))"
           rf"(?P<bodies>(?:{kinds})(?:(?:[、和及]|以及)(?:{kinds}))*)?")
    above = (rf"(?:(?<![一-鿿])|(?<=[报送向由至给经和受从同托告馈照实按据]))市级?(?=(?:{kinds})"
             r"|[一-鿿]{2,10}(?:集团|公司)(?:[^一-鿿]|统一|负责|组织|承担|建设|$))")
    return re.compile(own), re.compile(above)


def fold_quote(quote: str) -> str:
    """The source's words as clean text writes them: half-width, no blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", quote))


def say_quote(fact: Target | Report | Deadline) -> str:
    """The words of a fact as clean text; its quote folded where the spec is of before they were kept."""
    return fact.words or fold_quote(fact.quote)


def localise_text(text: str, profile: CountyProfile, line: BodyKind) -> str:
    """A clean text as the county would say it; titles of papers and words in quotes stay as they are.

    returns  classes of counties and of their bodies by the county's names, 全省 and 我省 by 全县 and 我县,
             市疾控中心 by 澜阳市疾控中心; no number and no date is touched
    """
    kept: list[str] = []

    def keep(found: re.Match[str], group: str | int = 0) -> str:
        kept.append(found[group])
        return f"\x00{len(kept) - 1}\x00"

    def keep_word(found: re.Match[str]) -> str:
        start, end = (place - found.start() for place in found.span("word"))
        return f"{found[0][:start]}{keep(found, 'word')}{found[0][end:]}"

    masked = NAMED.sub(keep_word, KEPT.sub(keep, text))
    masked = _with_others(masked, profile)
    for pattern, words in _level_words(profile.name, profile.unit, profile.of_province):
        masked = pattern.sub(words, masked)
    masked = LEAGUE.sub(_name("团委", profile), masked)
    own, above = _patterns()
    masked = own.sub(lambda found: _own(found, profile), masked)
    if profile.prefecture:
        masked = above.sub(profile.prefecture, masked)
    masked = _once(masked, profile)
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], masked)


def _once(text: str, profile: CountyProfile) -> str:
    """`甲局和甲局` as 甲局: one office under two names is said once."""
    several = [name for name, count in Counter(profile.bodies.values()).items() if count > 1]
    for name in several:
        text = re.sub(rf"({re.escape(name)})(?:(?:[、和及与]|以及){re.escape(name)})+", r"\1", text)
    return text


def _with_others(text: str, profile: CountyProfile) -> str:
    """`丹墟县、银湾县要各建成1个` for 丹墟县: a county named with others takes its own part."""
    places = set(find_places(text, profile))
    if not places or profile.name not in text:
        return text
    one = "|".join(map(re.escape, (profile.name, *sorted(places, key=len, reverse=True))))
    run = re.compile(rf"(?:{one})(?:[、和及](?:{one}))+(?P<rest>[^;。]*)")

    def alone(found: re.Match[str]) -> str:
        names = found[0].removesuffix(found["rest"])
        if profile.name not in names:
            return found[0]
        return profile.name + _SEVERALLY.sub("", found["rest"])

    return run.sub(alone, text)


def _own(found: re.Match[str], profile: CountyProfile) -> str:
    if not found["bodies"]:
        return profile.name
    # The longest names first, so that 和 cuts none (人力资源和社会保障部门).
    parts = _members().findall(found["bodies"])
    return "".join(_name(part, profile) if part in aliases() else part for part in parts)


@cache
def _members() -> re.Pattern[str]:
    return re.compile(f"{'|'.join(map(re.escape, aliases()))}|以及|[、和及]")


def _name(alias: str, profile: CountyProfile) -> str:
    return name_kind(aliases()[alias], profile).name


@cache
def _level_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    some = re.compile(rf"(?<=有条件的){HEAD}(?:[、和及]|以及)(?=[一-鿿])")
    condition = re.compile(rf"(?<=的)(?<![地省市域国]的){HEAD}(?=[,可应要须;。]|$)")
    acting = re.compile(rf"(?<=的)(?<![地省市域国]的){HEAD}(?=[作提向由按在将限制])")
    seated = re.compile(rf"(?:^|(?<=[,。;:]))各[一-鿿]{{1,8}}?所在地?的?(?={HEAD})")
    bodies = "|".join(map(re.escape, aliases()))
    return (
        # A body's own name says whose it is: 全省各县疾控中心 is this county's.
        (re.compile(rf"{WHOLE}(?:省|市|自治区)(?=各?(?:{COUNTIES})级?(?:{bodies}))"), ""),
        (re.compile(rf"[本我](?:{COUNTIES})"), "本{县}"),
        (re.compile(r"(?:县级以上)?地方(?:各级)?(?=人民政府)"), "{县名}"),
        (re.compile(rf"[贵你](?:{COUNTIES}|[县区](?![一-鿿]*公司))"), "{县名}"),
        # 市、县两级要足额落实: of the two the county is one.
        (re.compile(r"(?:^|(?<=[,。;:]))(?:省[、和]?)?市[、和]?[县区][两三]级(?=要|应|须|负责|均|都)"), "{县名}"),
        # 各县人民政府和省级各部门要…: of the two it is the county.
        (re.compile(r"(?:[、和及]|以及)(?:省|市|州)(?:级|直)各?(?:有关|相关)?(?:部门|单位)(?=要|应|须|均|都)"), ""),
        # 市、县两级疾控中心: the county's.
        (re.compile(rf"(?:^|(?<=[,。;:]))(?:省[、和]?)?市[、和]?[县区][两三]级(?=(?:{bodies}))"), "县级"),
        (seated, ""),
        (some, ""),
        (condition, ""),
        # 各县区、各部门要…: the county's departments.
        (re.compile(rf"{HEAD}、(?=各(?:有关|相关|级)?(?:部门|单位))"), "{县名}"),
        (acting, ","),
        (re.compile(rf"{WHOLE}(?:省|自治区)(?!{RANKED}|[一-鿿]?级)各?(?:{COUNTIES}|地)?"), "{省}"),
        (re.compile(rf"{WHOLE}市(?!{RANKED}|[一-鿿]?级)各?(?:{COUNTIES})?(?!场)"), "全{县}"),
        (re.compile(r"(?:我|本)(?:省|自治区)"), "{我省}"),
        (re.compile(r"(?:我|本)市(?!场)"), "我{县}"),
        (re.compile(r"各地区?(?![一-鿿]*?[市区]级)"), "{县名}"),
    )


@cache
def _level_words(name: str, unit: str, of_province: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    # In a prefecture's paper 全省 is not the issuer's own: it stays.
    whole, ours = ("全{县}", "我{县}") if of_province else (r"\g<0>", r"\g<0>")

    def fill(words: str) -> str:
        return words.replace("{省}", whole).replace("{我省}", ours).replace("{县名}", name).replace("{县}", unit)

    return tuple((pattern, fill(words)) for pattern, words in _level_patterns())

