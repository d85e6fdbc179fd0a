"""A notice and the paper of a lower level that carries it out (上下级): one obligation from above and below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from specs.model import Body, Clause, Report, Spec, Target, Task

HERE = "本地"
_OWN = re.compile(
    r"(?:全|本|我)(?:国|省|自治区|市|州|盟|地区|县|区|旗|乡|镇|街道)(?![一-鿿]{0,2}公司)"
    r"|(?:每个|各)?(?:市\(州\)、?|设区市、?)?(?:县\(市、?区\)|县市区|区县|市县)级?"
    r"|(?:每个|每|各)(?:县|区|市|旗|乡镇|乡\(镇\)|镇|街道)"
    r"|各地区?|(?:国家|省|市|州|县|区|乡镇|各)级(?!以上)")
_PLACE = re.compile(r"^[一-鿿]{2,8}?(?:省|自治区|市|州|盟|县|区|旗)(?=[一-鿿])")
_LEVEL = re.compile(r"^(?:国家|全国|省|市|州|盟|县|区|旗|各|所在|属地|本级|级)+(?=[一-鿿]{2})")
_OFFICE = re.compile(r"(?:行政)?(?:主管)?(?:部门|机关|机构|中心)$|委员会$|办公室$|[大支总]队$"
                     r"|(?<=[一-鿿]{2})[委局厅办处科股所站]$")


def fold_levels(spec: Spec) -> Spec:
    """The same spec with the words that only say which level speaks taken out, so that two levels can be paired.

    returns  facts in the same order and places; for pairing alone, never to be shown
    """
    places = own_places(spec)

    def words(text: str) -> str:
        return fold_words(text, places)

    def bodies(some: Iterable[Body]) -> tuple[Body, ...]:
        return tuple(Body(fold_body(body.name, places), body.role) for body in some)

    def names(some: Iterable[str]) -> tuple[str, ...]:
        return tuple(fold_body(name, places) for name in some)

    def clause(one: Clause) -> Clause:
        return replace(one, text=words(one.text), bodies=bodies(one.bodies))

    def task(one: Task) -> Task:
        return replace(one, heading=words(one.heading), text=words(one.text), bodies=bodies(one.bodies),
                       clauses=tuple(clause(c) for c in one.clauses),
                       sections=tuple(replace(s, heading=words(s.heading)) for s in one.sections))

    def target(one: Target) -> Target:
        return replace(one, indicator=words(one.indicator).replace(HERE, ""), each=None,
                       subject=words(one.subject).replace(HERE, ""), bodies=names(one.bodies))

    def report(one: Report) -> Report:
        return replace(one, by=names(one.by), to=names(one.to), what=words(one.what))

    return replace(spec, tasks=tuple(task(t) for t in spec.tasks), targets=tuple(target(t) for t in spec.targets),
                   deadlines=tuple(replace(d, action=words(d.action)) for d in spec.deadlines),
                   reports=tuple(report(r) for r in spec.reports), goals=tuple(clause(c) for c in spec.goals),
                   extras=tuple(replace(e, text=words(e.text)) for e in spec.extras))


def own_places(spec: Spec) -> tuple[str, ...]:
    """Names of places with which the notice's own issuers begin: 澜川省, 溪塬县."""
    found = (match[0] for name in (*spec.notice.issuers, spec.notice.title or "") if (match := _PLACE.match(name)))
    return tuple(sorted(set(found), key=len, reverse=True))


@lru_cache(maxsize=16384)
def fold_words(text: str, places: tuple[str, ...] = ()) -> str:
    """A text with the words for one's own place made one: 我县, 全县 and 各县(市、区) are 本地."""
    for place in places:
        text = text.replace(place, HERE)
    return _OWN.sub(HERE, text)


@lru_cache(maxsize=4096)
def fold_body(name: str, places: tuple[str, ...] = ()) -> str:
    """The line of a body without its level: 省卫生健康委, 各县(市、区)卫生健康局 and 溪塬县卫生健康局 are 卫生健康.

    returns  "" for the place itself (各县(市、区)): it is whoever the lower paper names
    """
    text = fold_words(name, places).replace(HERE, "")
    text = _LEVEL.sub("", _PLACE.sub("", text) or text)
    return _OFFICE.sub("", text) or text
