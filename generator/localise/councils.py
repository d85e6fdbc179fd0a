"""Joint conferences of offices (部际、厅际、局际联席会议) and 领导小组: of the level that convenes them."""

from __future__ import annotations

import re
from dataclasses import replace

from specs.model import Clause, Report, Spec, Task

_CONFERENCE = "[部厅局委]际(?:工作)?联席会议"
_OFFICE = "(?:办公室|召集人)?"
# 建立局际联席会议制度, 提请局际联席会议审议: it is what something is done to.
_OBJECT = ("(?![对为把向将按在由经以]|建立|成立|设立|健全|完善|发挥|充分|依托|参加|参照|落实|调整|明确|组织|召开|定期"
           "|及时|纳入|提请|提交|报|加强|强化|通过|利用)")
_ACTS = re.compile(rf"{_OBJECT}(?P<name>[一-鿿]{{0,16}}?{_CONFERENCE}{_OFFICE})(?!制度|机制|成员|作用|的|上|议事|纪要)")
_USED = re.compile(rf"(?:要|应当?)?(?:充分|切实|进一步|更好)?(?:发挥|用好)(?:好)?(?P<name>[一-鿿]{{0,16}}?{_CONFERENCE}"
                   rf"{_OFFICE})(?:制度|机制)?的?[一-鿿、]{{0,12}}作用")
_UPPER = re.compile("国务院|国家|省|自治区|市(?!场|容|民|政)|[部厅]际")
_LOWER = re.compile("^(?:(?:我|本)?[县区旗](?!域)|县级|区级|旗级)")
_PLACE = re.compile("(?P<place>[一-鿿]{2,7}?(?:省|自治区|市|州|盟|地区))(?=[一-鿿]{2})")
_TO = re.compile("(?<=[向报经由请按])(?P<what>(?![^,;。]{0,10}[省市县区旗州])[一-鿿]{0,10}?)局际"
                 rf"(?=(?:工作)?联席会议{_OFFICE}(?!制度|机制))")
# 报领导小组办公室备案: the group that the notice itself sets up.
_GROUP = re.compile("(?<=[向报经由请])(?=(?:领导小组|工作专班)(?:办公室|[,;。审备报研批]))")
_WHAT = re.compile("^(?:[^,;。]{0,7}?[省市州])?(?P<what>[一-鿿]{2,12})局际(?:工作)?联席会议")


def is_conference(name: str) -> bool:
    """Whether a body is a joint conference of offices, or its office."""
    return bool(re.search(_CONFERENCE, name))


def is_of_county(name: str, *, home: bool) -> bool:
    """Whether such a conference is the county's: as its name says, or 局际 in the county's own notice.

    home  the notice is the county's own
    """
    return bool(_LOWER.match(name)) or (home and not _UPPER.search(name))


def find_acting(words: str) -> str:
    """The conference that some words begin with as their doer; "" where there is none."""
    found = _ACTS.match(words)
    return found["name"] if found else ""


def find_used(words: str) -> str:
    """The conference whose role is to be played (充分发挥…作用): who convenes it does that; "" where there is none."""
    found = _USED.match(words)
    return found["name"] if found else ""


def name_conferences(spec: Spec) -> Spec:
    """A notice with its own 局际联席会议 or 领导小组 named by place where counties send or bring something to it.

    In a county's paper 向局际联席会议办公室报送 would be the county's: it is 澜阳市养老服务局际联席会议办公室.
    """
    issuer = _PLACE.match(spec.notice.issuers[0]) if spec.notice.issuers else None
    if issuer is None:
        return spec
    names = (found["what"] for task in spec.tasks for body in task.bodies if (found := _WHAT.match(body.name)))
    whole = max(names, key=len, default="")

    place = issuer["place"]

    def spell(text: str) -> str:
        return _TO.sub(lambda found: f"{place}{found['what'] or whole}局际", _GROUP.sub(place, text))

    def clause(one: Clause) -> Clause:
        return replace(one, text=spell(one.text))

    def task(one: Task) -> Task:
        return replace(one, text=spell(one.text), clauses=tuple(map(clause, one.clauses)))

    def report(one: Report) -> Report:
        return replace(one, words=spell(one.words), to=tuple(spell(f"向{name}")[1:] for name in one.to))

    return replace(spec, tasks=tuple(map(task, spec.tasks)), reports=tuple(map(report, spec.reports)))
