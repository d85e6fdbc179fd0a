"""Plans held against what their superior asks (落实对照): read, answered, and the report written in any form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from comparison.answers import answer_demands
from generator.county import CountyProfile
from generator.localise.bases import narrow_to_county
from generator.localise.plan import localise_spec
from luoshi.counties import Choice, choose_counties
from luoshi.data import find_data
from luoshi.loading import load_spec
from luoshi.outputs import write_files
from specs.changes import Answer, Covering
from specs.errors import CannotWrite, LuoshiError, UnknownDivision
from specs.model import Spec
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
    narrowed = _Narrowed(basis, profiles)
    for path in paths:
        try:
            plan = load_spec(path)
            yield path, narrowed.cover(plan, county or find_county(plan))
        except LuoshiError as error:
            yield path, error


def find_county(plan: Spec) -> str:
    """The county that a plan's issuer or title names; "" where neither does."""
    for words in (*plan.notice.issuers, plan.notice.title or ""):
        for found in _COUNTY.finditer(words):
            if _profile(found["name"], None) is not None:
                return found["name"]
    return ""


class _Narrowed:
    """A superior's paper with what it asks of each county, told once a county."""

    def __init__(self, basis: Spec, profiles: Path | None) -> None:
        self._basis, self._profiles = basis, profiles
        self._ours: dict[str, Spec | None] = {}

    def cover(self, plan: Spec, county: str) -> Covering:
        """How a county's plan carries the paper out.

        raises  UnknownDivision: there is no such county
        """
        if county not in self._ours:
            profile = _profile(county, self._profiles) if county else None
            if county and profile is None:
                raise UnknownDivision(county, "区划登记中没有这个县区", "请用 --county 写县区全称或代码")
            self._ours = {county: narrow_to_asked(self._basis, profile) if profile else None}
        answers = answer_demands(plan, self._basis, self._ours[county])
        return Covering(plan.notice, self._basis.notice, county, answers)


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
        return choose_counties(Choice((name,)), today, today, profiles).profiles[0]
    except UnknownDivision:
        return None


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
        raise CannotWrite(f"--format {form}", "只用于一份方案", "多份方案请用 --format xlsx")
    write_files(out.parent, {out.name: _REPORTS[form](made)})


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
