"""What is said to the level between alone (各市州) and is the county's to carry out (承接推定), and what is not.

A ministry's or a province's notice often names nobody below the prefecture. What a place does for its own territory
(摸底 建库 培训 宣传) is then proposed to the county, for a person to confirm; the upper level's own acts are not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator.county import CountyProfile
from generator.localise.bodies import CITY, HEAD, Rung, find_rung
from generator.localise.notes import drop_duty_notes
from generator.localise.places import list_provinces
from generator.localise.verdicts import Piece, Verdict
from specs.model import Role, Spec, Task

_TABLE = Path(__file__).parents[1] / "acts.toml"
_ANY = "各(?:有关|相关)?(?:地区和?)?"
# Prefectures as a class, and provinces as one; what follows is a body of theirs (各市州卫生健康委) or nothing.
_PREFECTURES = (r"(?:市、州|市\(州\)|市州|州\(市\)|州市|市\(地、州(?:、盟)?\)|地\(州、市\)"
                r"|地级市|地级以上市|设区(?:的)?市|地市|盟市|市(?![县场区政民容]|\(县|、县|\(区|直))")
_PROVINCES = r"(?:省\(自治区、直辖市\)|省\(区、市\)|省、自治区、直辖市|省区市|省份?|自治区|直辖市)"
_BY_NOTE = "来文只写明上级责任部门，按属地职责推定由本县承接，请核对"
_BY_CLASS = "来文只对上一级政府和部门提出，按属地职责推定由本县承接，请核对"
_RESERVED = "属上级机关职权"
_FOLLOWS = re.compile("配合|协助|参与|按照?|根据|落实|严格|执行|利用|通过|依托|运用")
# What is given to places that do well, which no place does: 对…成效明显的县(市、区),在安排资金时予以倾斜.
_REWARDS = re.compile(
    r"(?:对|给予)[^。;]{2,}?(?:成效|完成|情况|任务|力度|进展|成绩|排名|积极|突出|明显|显著)[^。;,]{0,40}的?"
    r"(?:省|市|州|县|区(?!域)|旗|地方|地区|城市|基地)(?:\([^()]*\))?(?:[、和及][^,。;]{0,24})?,[^。]*"
    "(?:奖励|倾斜|优先|激励|免督查|给予[^,。]{0,8}(?:支持|补助)|增加安排|直通车|重点考虑|适当补助)")
_GIVEN_ABOVE = "对成效明显地方的激励，由上级给予"
_NOT_DOING = (Role.RECEIVE, Role.SUPPORT)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a notice reaches down (来文指向).

    between  matches a class of the levels between issuer and county at the head of words; None: there is none
    """

    between: re.Pattern[str] | None = None


NEAR = Reach()
COUNTY_CLASS = "各县(市、区)"


@dataclass(frozen=True, slots=True)
class Acts:
    """The words of `acts.toml` (事权用语), a pattern each."""

    reserved: re.Pattern[str]
    territorial: re.Pattern[str]


@cache
def load_acts() -> Acts:
    """What only an upper level does, and what any place does for its territory."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))

    def join(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{row['word']})" for row in table[name].values()))

    return Acts(join("reserved"), join("territorial"))


def find_reach(spec: Spec, profile: CountyProfile) -> Reach:
    """Whether a notice speaks to the levels between its issuer and the county, and not to counties.

    returns  no class for a notice of the prefecture or the county, for one addressed to counties or to no class of
             the levels between, and for a province's without recipients that names counties' bodies in its tasks
    """
    notice = spec.notice
    issuer = notice.issuers[0] if notice.issuers else notice.title or ""
    national = bool(re.match(r"国家|国务院|中共中央|中央|全国|中华|中国|最高", issuer)) or _is_ministry(issuer, profile)
    province = issuer.startswith(profile.province) or bool(re.match("省|自治区", issuer)) or any(
        issuer.startswith(name) for name in list_provinces())
    if not (national or province) or (profile.prefecture == profile.province and not national):
        return Reach()
    if any(_to_counties(name) for name in notice.recipients):
        return Reach()
    below = (body for task in spec.tasks for body in task.bodies if body.role not in _NOT_DOING)
    if province and not notice.recipients and any(_to_counties(body.name) for body in below):
        return Reach()
    between = _between(national)
    if notice.recipients and not any(between.match(name) for name in notice.recipients):
        return Reach()  # a letter to peers, or an order to one office
    return Reach(between)


@cache
def _between(national: bool) -> re.Pattern[str]:
    """Matches a class of the levels between the country, or a province, and counties at the head of words."""
    classes = f"{_PROVINCES}|{_PREFECTURES}" if national else _PREFECTURES
    level = "省级|市级" if national else "市级"
    several = rf"(?:{_ANY}(?:{classes})|地级市|地级以上市|设区(?:的)?市)级?(?:[、和及](?:{classes}))*"
    return re.compile(rf"(?:{several}|(?:{level})(?=[一-鿿]{{2}}))(?!以上)")


def presume_pieces(task: Task, pieces: Sequence[Piece], reach: Reach, profile: CountyProfile) -> tuple[Piece, ...]:
    """The pieces of a task with those that the county may take up although only upper bodies are named.

    returns  as many pieces; a class of the levels between is turned into one of counties (各市州 → 各县(市、区))
    """
    if reach.between is None or _names_county(task, profile):
        return tuple(pieces)
    noted = notes_upper(task, profile)
    out: list[Piece] = []
    governor = ""
    for number in dict.fromkeys(piece.sentence for piece in pieces):
        run: list[Piece] = []
        for piece in (p for p in pieces if p.sentence == number):
            if piece.doer:
                out += _presume_run(run, governor, reach, noted=noted)
                run, governor = [], piece.text if piece.verdict is Verdict.ABOVE else ""
            run.append(piece)
        out += _presume_run(run, governor, reach, noted=noted)
    receivers = [body.name for body in task.bodies if body.role is Role.RECEIVE
                 and find_rung(body.name, body.level, profile) is Rung.ABOVE]
    return tuple(_to_superior(piece, receivers, profile) if piece.verdict is Verdict.PRESUMED else piece
                 for piece in out)


def name_superior(name: str, profile: CountyProfile) -> str:
    """Who stands for an upper body at the county's direct superior (直接上级): 省水利厅 → 澜阳市水利局."""
    above = rf"^(?:{profile.province}|{profile.prefecture}|国家|国务院|中央|全国|省|自治区|{CITY})"
    rest = re.sub(above, "", name) or "人民政府"
    rest = re.sub("总局$|厅$", "局", rest) if "办公厅" not in rest else rest
    rest = re.sub("(?<=[一-鿿]{2})部$", "局", rest) if rest == name else rest
    return f"{profile.prefecture}{'人民' if rest == '政府' else ''}{rest}"


def _to_superior(piece: Piece, receivers: Sequence[str], profile: CountyProfile) -> Piece:
    """A presumed report goes to the direct superior, who hands it on."""
    text = piece.text
    for name in sorted(receivers, key=len, reverse=True):
        text = re.sub(rf"(?<=[报送向给至由交])(?:{re.escape(name)})", name_superior(name, profile), text)
    return replace(piece, text=text)


def notes_upper(task: Task, profile: CountyProfile) -> bool:
    """Whether a note behind a task's words gives it to upper bodies alone: (商务部、财政部负责)."""
    said = drop_duty_notes(task.text)
    noted = [body for body in task.bodies if body.role not in _NOT_DOING and body.name not in said]
    return bool(noted) and all(find_rung(body.name, body.level, profile) is not Rung.OWN for body in noted) and any(
        find_rung(body.name, body.level, profile) is Rung.ABOVE for body in noted)


def reserve_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with what only an upper level does left to it, where no doer of the county is named for it."""
    out: list[Piece] = []
    named = False
    sentences: dict[int, str] = {}
    for piece in pieces:
        sentences[piece.sentence] = sentences.get(piece.sentence, "") + piece.text
    for i, piece in enumerate(pieces):
        if piece.verdict.taken and _REWARDS.match(sentences[piece.sentence]):
            out.append(replace(piece, verdict=Verdict.ABOVE, why=_GIVEN_ABOVE))
            continue
        if i and piece.sentence != pieces[i - 1].sentence:
            named = False
        named = named or ((bool(piece.doer) or bool(re.search(HEAD, piece.text))) and piece.verdict is Verdict.OWN)
        own = piece.verdict in (Verdict.OWN, Verdict.PRESUMED) and not named
        kept = own and load_acts().reserved.search(piece.text) and not _FOLLOWS.match(piece.text)
        out.append(replace(piece, verdict=Verdict.ABOVE, why=_RESERVED) if kept else piece)
    return tuple(out)


def _presume_run(run: Sequence[Piece], governor: str, reach: Reach, *, noted: bool) -> list[Piece]:
    """One sentence's words under one doer: all of them, or none but those that stay above one by one.

    noted  upper bodies are noted behind the task: words without a doer are theirs too
    """
    assert reach.between
    lead = re.match("[^,]{0,12}?(?=各|省级|市级)", governor)
    between = reach.between.match(governor, lead.end()) if lead else None
    text = "".join(piece.text for piece in run)
    if (governor and not between) or not load_acts().territorial.search(text):
        return list(run)
    why = _BY_CLASS if governor else _BY_NOTE
    return [replace(piece, verdict=Verdict.PRESUMED, why=why, text=reach.between.sub(COUNTY_CLASS, piece.text))
            if piece.verdict is Verdict.ABOVE or (noted and not governor and piece.verdict is Verdict.OWN)
            else piece for piece in run]


def _names_county(task: Task, profile: CountyProfile) -> bool:
    """Whether a task gives a county, or what is in it, a part of its own in its text; a note does not count."""
    said = drop_duty_notes(task.text)
    return any(find_rung(body.name, body.level, profile) is Rung.OWN and body.name in said
               and bool(re.search(rf"{HEAD}|县级|县|区县", body.name))
               for body in task.bodies if body.role not in _NOT_DOING)


def _to_counties(name: str) -> bool:
    return bool(re.search(rf"{HEAD}|县级", name)) or bool(re.search("[县区旗](?:人民政府|委|局)?$", name))


def _is_ministry(issuer: str, profile: CountyProfile) -> bool:
    """Whether an issuer without any place in its name is a ministry: 农业农村部, 生态环境部办公厅."""
    return bool(re.match(r"(?![一-鿿]{2,8}[省市县区州])[一-鿿]{2,10}(?:部|总局|署)(?:办公厅)?(?:$|[一-鿿、 ])", issuer)
                and not re.match("[一-鿿]{2,8}(?:支部|总部|党支部)", issuer))
