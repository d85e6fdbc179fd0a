"""Values to try templates with (试填数据): the sample notice for a county of its province, by relation and route."""

from __future__ import annotations

from datetime import date

from generator.compose.check import Sample
from generator.compose.documents import document_values, source_values
from generator.compose.kinds import KINDS
from generator.compose.requests import Case, Request
from generator.compose.sources import Source
from generator.county import bureau_of, load_office, load_profiles
from generator.localise.plan import localise_spec
from generator.office import Route, with_route
from luoshi.data import find_data, find_demo_notice
from luoshi.loading import load_spec

_COUNTY = "溪塬县"
_OFFICE = "澜川省卫生健康委员会.toml"


def make_samples() -> list[Sample]:
    """Templates by name, each with the values of a run, as often as its wording may differ."""
    profile = load_profiles(find_data("templates") / "counties")[_COUNTY]
    plan = localise_spec(load_spec(find_demo_notice()), profile)
    bureau = bureau_of(profile, plan.line)
    above = load_office(find_data("templates") / "offices" / _OFFICE)
    names = tuple(profile.bodies[key] for key in ("疾控中心", "生态环境部门"))
    enterprise = {"企业名称": "某某有限公司", "地址": "某某路1号", "告知事项": "按期申报。"}
    asked = Request(names, (enterprise,), date(2025, 5, 31), date(2025, 4, 10))
    cases = [Case(plan, bureau), Case(plan, above), Case(plan, bureau, asked),
             Case(plan, bureau, Request(due=date(2025, 5, 31), final=True)),
             *(Case(plan, with_route(bureau, route)) for route in Route)]
    notes = [Source("名册", "一", "机读"), Source("各县(市、区)疾控中心", body=names[0], called="疾控中心"),
             Source("", body=names[1], guessed=True)]
    return [*(sample for kind in KINDS for case in cases for sample in document_values(kind, case).values()),
            *(("source", source_values(note, plan)) for note in notes)]
