"""Plans held against what their superior asks (落实对照): read, answered, and the report written in any form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from comparison.answers import answer_demands
from comparison.levels import fold_levels
from generator.county import CountyProfile
from generator.localise.bases import narrow_to_county
from generator.localise.plan import localise_spec
from luoshi.counties import Choice, choose_counties, read_known
from luoshi.data import find_data
from luoshi.loading import load_spec
from luoshi.outputs import write_files
from specs.changes import Answer, Covering, Fact, FactKind, Verdict
from specs.errors import CannotWrite, LuoshiError, UnknownDivision
from specs.model import Notice, Spec
from specs.wording import quote_fact

_COUNTY = re.compile(r"(?:[一-鿿]{2,8}?(?:省|自治区))?(?:[一-鿿]{2,7}?(?:市|州|盟|地区)(?=[一-鿿]{2,8}[县区市旗]))?"
                     r"(?P<name>[一-鿿]{1,10}?(?:自治县|自治旗|县|区|市|旗))")


def list_plans(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that paths name: of a folder all that lie in it, hidden ones and those of office programs left out."""
    found: list[Path] = []
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found += [p for p in files if not p.name.startswith((".", "~$"))]
    return tuple(found)


def cover_plans(paths: Iterable[Path], basis: Spec, county: str | None = None,
                profiles: Path | None = None) -> Iterator[tuple[Path, Covering | LuoshiError]]:
    """Each plan as it is read, held against the superior's paper; one that cannot be read gives its error.

    county  whose plans these are; None: told by who issues each
    """
    paths = tuple(paths)
    if len(paths) < _FEW:
        narrowed = _Narrowed(basis, profiles)
        for path in paths:
            yield path, _cover(narrowed, path, county)
        return
    # Many plans are read by all processors at once; what is as it should be comes back without its words, so that
    # thousands of plans need no more memory than one.
    demands = _Demands(basis)
    with ProcessPoolExecutor(initializer=_begin, initargs=(basis, profiles)) as pool:
        for path, found in zip(paths, pool.map(_cover_far, paths, [county] * len(paths), chunksize=4), strict=True):
            yield path, found if isinstance(found, LuoshiError) else demands.spell_out(found)


_FEW = 5
_WITHOUT_WORDS = (Verdict.MET, Verdict.NOT_OURS)
_far: list[_Narrowed] = []  # what each process holds plans against


@dataclass(frozen=True, slots=True)
class _Found:
    """A covering as it goes from one process to another: verdict, words and sentence of each demand in turn."""

    plan: Notice
    county: str
    said: tuple[tuple[Verdict, str, str], ...]


class _Demands:
    """The demands of a paper in the order of their answers; answers that say nothing more are made once."""

    def __init__(self, basis: Spec) -> None:
        self._basis = basis
        self._facts: list[tuple[FactKind, Fact]] = [
            *((FactKind.TARGET, f) for f in basis.targets), *((FactKind.DEADLINE, f) for f in basis.deadlines),
            *((FactKind.TASK, f) for f in basis.tasks), *((FactKind.REPORT, f) for f in basis.reports)]
        self._plain: dict[tuple[int, Verdict], Answer] = {}

    def spell_out(self, found: _Found) -> Covering:
        answers = tuple(self._answer(i, *said) for i, said in enumerate(found.said))
        return Covering(found.plan, self._basis.notice, found.county, answers)

    def _answer(self, at: int, verdict: Verdict, words: str, sentence: str) -> Answer:
        kind, fact = self._facts[at]
        if words or sentence:
            return Answer(kind, verdict, fact, None, words, sentence)
        return self._plain.setdefault((at, verdict), Answer(kind, verdict, fact, None, "", ""))


def _begin(basis: Spec, profiles: Path | None) -> None:
    _far[:] = [_Narrowed(basis, profiles)]


def _cover_far(path: Path, county: str | None) -> _Found | LuoshiError:
    made = _cover(_far[0], path, county)
    if isinstance(made, LuoshiError):
        return made
    said = (("", "") if a.verdict in _WITHOUT_WORDS else (a.words, a.sentence) for a in made.answers)
    return _Found(made.plan, made.county, tuple((a.verdict, *s) for a, s in zip(made.answers, said, strict=True)))


def _cover(narrowed: _Narrowed, path: Path, county: str | None) -> Covering | LuoshiError:
    try:
        plan = load_spec(path)
        return narrowed.cover(plan, county or find_county(plan))
    except LuoshiError as error:
        return error


def find_county(plan: Spec) -> str:
    """The county that a plan's issuer or title names; "" where neither does."""
    for words in (*plan.notice.issuers, plan.notice.title or ""):
        for found in _COUNTY.finditer(words):
            if _profile(found["name"], None) is not None:
                return found["name"]
    return ""


class _Narrowed:
    """A superior's paper with what it asks of each county, told once for all counties that it treats alike."""

    def __init__(self, basis: Spec, profiles: Path | None) -> None:
        self._basis, self._profiles = basis, profiles
        self._folded = fold_levels(basis)
        self._words = _read_words(basis)
        self._ours: dict[Hashable, Spec] = {}

    def cover(self, plan: Spec, county: str) -> Covering:
        """How a county's plan carries the paper out.

        raises  UnknownDivision: there is no such county
        """
        profile = _profile(county, self._profiles) if county else None
        if county and profile is None:
            raise UnknownDivision(county, "区划登记中没有这个县区", "请用 --county 写县区全称或代码")
        answers = answer_demands(plan, self._basis, self._narrow(profile) if profile else None, self._folded)
        return Covering(plan.notice, self._basis.notice, county, answers)

    def _narrow(self, profile: CountyProfile) -> Spec:
        kind = _kind_of(profile, self._words)
        if kind not in self._ours:
            self._ours[kind] = narrow_to_asked(self._basis, profile)
        return self._ours[kind]


def _read_words(spec: Spec) -> str:
    """All words of a paper in which a place may be named."""
    quotes = (f.quote for facts in (spec.targets, spec.deadlines, spec.reports) for f in facts)
    return "\n".join((*spec.notice.issuers, spec.notice.title or "", *(f"{t.heading}\n{t.text}" for t in spec.tasks),
                      *(t.subject for t in spec.targets), *quotes, *(g.text for g in spec.goals),
                      *(e.text for e in spec.extras)))


def _kind_of(profile: CountyProfile, words: str) -> Hashable:
    """What counties have in common of which a paper asks the same.

    A paper that names neither a county nor its prefecture tells it from others only by its province, by what it is
    (县, 区, 市, 旗), by the bodies that it has, and by how long its names are, which stand in the paper's sentences.
    """
    stem = profile.name[:-1] if len(profile.name) > _STEM else profile.name
    if stem in words or (profile.prefecture and profile.prefecture in words):
        return profile.code or profile.name
    bodies = frozenset((key, name.replace(profile.name, "")) for key, name in profile.bodies.items())
    prefecture = profile.prefecture == profile.province, len(profile.prefecture)
    return profile.province, prefecture, profile.unit, len(profile.name), bodies, profile.own_targets


_STEM = 2


def narrow_to_asked(basis: Spec, profile: CountyProfile) -> Spec:
    """The paper with what it asks of one county alone: targets, deadlines, tasks and reports."""
    plan = localise_spec(basis, profile)
    tasks = {task.id for task in plan.tasks}
    reports = {(report.report.start, report.report.end) for report in plan.reports}
    return replace(narrow_to_county(basis, plan), tasks=tuple(t for t in basis.tasks if t.id in tasks),
                   reports=tuple(r for r in basis.reports if (r.start, r.end) in reports))


@lru_cache(maxsize=4096)
def _profile(name: str, profiles: Path | None) -> CountyProfile | None:
    try:
        today = date.today()
        return choose_counties(Choice((name,)), today, today, profiles, _known(profiles)).profiles[0]
    except UnknownDivision:
        return None


@lru_cache(maxsize=4)
def _known(profiles: Path | None) -> Mapping[str, CountyProfile]:
    return read_known(profiles)


def print_coverings(made: Iterable[tuple[str, Covering]]) -> str:
    """Coverings as JSON: a list of plans, each with its rate and its answers by quote and place."""
    return json.dumps([{"plan": name, "county": c.county, "rate": round(c.rate, 1),
                        "answers": [_plain(answer) for answer in c.answers]} for name, c in made],
                      ensure_ascii=False, indent=1) + "\n"


def _plain(answer: Answer) -> dict[str, object]:
    basis, plan = answer.basis, answer.plan
    return {"fact": answer.fact, "verdict": answer.verdict, "sentence": answer.sentence, "words": answer.words,
            "basis": {"quote": quote_fact(basis), "start": basis.start, "end": basis.end},
            "plan": {"quote": quote_fact(plan), "start": plan.start, "end": plan.end} if plan else None}


def write_covering(made: list[tuple[str, Covering]], form: str, out: Path) -> None:
    """Write the report: json, html, docx (of one plan) or xlsx (of one or many).

    raises  CannotWrite, UnknownTemplate
    """
    if out.is_dir():
        raise CannotWrite(out, "这是文件夹", "请写文件名")
    if form in ("html", "docx") and len(made) != 1:
        refuse_many(form)
    write_files(out.parent, {out.name: _REPORTS[form](made)})


def refuse_many(form: str) -> NoReturn:
    """Refuse a report that is of one plan only.

    raises  CannotWrite: always
    """
    raise CannotWrite(f"--format {form}", "只用于一份方案", "多份方案请用 --format xlsx")


def _docx(made: list[tuple[str, Covering]]) -> bytes:
    from generator.compose.covering import compose_covering
    from generator.typeset.docx import write_docx

    return write_docx(compose_covering(made[0][1], find_data("templates")))


def _html(made: list[tuple[str, Covering]]) -> bytes:
    from generator.compose.covering import render_covering_page

    return render_covering_page(made[0][1], find_data("templates")).encode("utf-8")


def _xlsx(made: list[tuple[str, Covering]]) -> bytes:
    from generator.compose.covering import compose_covering_ledger
    from generator.typeset.xlsx import write_xlsx

    return write_xlsx(compose_covering_ledger(made))


_REPORTS: dict[str, Callable[[list[tuple[str, Covering]]], bytes]] = {
    "json": lambda made: print_coverings(made).encode("utf-8"), "html": _html, "docx": _docx, "xlsx": _xlsx}
