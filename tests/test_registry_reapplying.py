"""People's corrections on a newer reading: what fits is carried over, what does not is shown, nobody's word is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from registry.engines import open_registry
from registry.entries import Kept, NoticeText
from registry.keeping import keep_spec
from registry.store import list_versions, load_spec
from specs.model import (
    Action,
    Body,
    Confidence,
    Correction,
    Deadline,
    Level,
    Origin,
    Percentage,
    PercentageRole,
    Role,
    Spec,
    State,
    Target,
    TargetKind,
    Time,
)
from tests.registry_specs import NEWER, SOURCE, SPEC, WHEN, correct


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_registry(tmp_path / "r.sqlite")


def keep(engine: Engine, spec: Spec, source: str | None = None) -> Kept:
    return keep_spec(engine, spec, kept_at=WHEN, text=NoticeText(source, source) if source is not None else None)


def record(action: Action, kind: str, fact: str, at: int, *change: str) -> Correction:
    return Correction("张敏", "2026-03-06", action, kind, fact, at, *change)


def shift(spec: Spec, by: int) -> Spec:
    """The same reading of a text that has so many characters more at its beginning."""
    moved = {kind: tuple(replace(f, start=f.start + by, end=f.end + by) for f in getattr(spec, kind))
             for kind in ("tasks", "targets", "deadlines", "reports")}
    return replace(spec, **moved)


def test_a_correction_is_carried_to_a_newer_reading(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    kept = keep(engine, NEWER)
    assert (kept.version, kept.current, kept.carried, kept.conflicts) == (3, 4, 1, ())
    held = load_spec(engine, 1)
    assert held == replace(correct(NEWER))
    assert load_spec(engine, 1, 3) == NEWER
    assert list_versions(engine, 1)[3].basis == 3


def test_the_same_newer_reading_again_changes_nothing(engine: Engine) -> None:
    for spec in (SPEC, correct(SPEC), NEWER):
        keep(engine, spec)
    for spec in (NEWER, SPEC, correct(SPEC), correct(NEWER)):
        kept = keep(engine, spec)
        assert (kept.fresh, kept.current) == (False, 4)
    assert len(list_versions(engine, 1)) == 4


def test_a_correction_follows_its_words_to_another_place(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    assert keep(engine, shift(NEWER, 12)).conflicts == ()
    held = load_spec(engine, 1)
    assert held.targets[0].value == 90.0
    assert held.targets[0].start == SPEC.targets[0].start + 12


def test_a_newer_reading_that_agrees_with_the_person_is_no_conflict(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    better = replace(NEWER, targets=(replace(NEWER.targets[0], value=90.0), NEWER.targets[1]))
    assert keep(engine, better).conflicts == ()
    assert load_spec(engine, 1).targets[0].state is State.CORRECTED


def test_a_newer_reading_that_says_a_third_thing_is_shown_and_the_person_stands(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    other = replace(NEWER, targets=(replace(NEWER.targets[0], value=80.0), NEWER.targets[1]))
    (conflict,) = keep(engine, other).conflicts
    assert (conflict.field, conflict.person, conflict.machine, conflict.applied) == ("value", 90, 80, True)
    assert load_spec(engine, 1).targets[0].value == 90.0
    assert list_versions(engine, 1)[-1].conflicts == (conflict,)


def test_what_a_person_left_alone_is_as_the_newer_reading_says(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    dated = replace(NEWER, targets=(replace(NEWER.targets[0], due=Time(by="2026-06-30"), each="每个区县"),
                                    NEWER.targets[1]))
    assert keep(engine, dated).conflicts == ()
    target = load_spec(engine, 1).targets[0]
    assert (target.value, target.each, target.due) == (90.0, "每个区县", Time(by="2026-06-30"))


def test_a_fact_that_is_gone_is_shown_and_its_correction_comes_back_with_it(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    blind = replace(NEWER, targets=NEWER.targets[1:])
    kept = keep(engine, blind)
    (conflict,) = kept.conflicts
    assert (conflict.applied, conflict.fact) == (False, "粉尘监测率 不低于85%")
    assert load_spec(engine, 1) == blind
    assert SPEC.origin is not None
    seeing = replace(SPEC, origin=replace(SPEC.origin, rules="2026.3"))
    assert keep(engine, seeing).conflicts == ()
    assert load_spec(engine, 1).targets[0].value == 90.0


def test_what_was_confirmed_stands_against_another_reading(engine: Engine) -> None:
    keep(engine, SPEC)
    sure = replace(SPEC, targets=(replace(SPEC.targets[0], state=State.CONFIRMED), SPEC.targets[1]), corrections=(
        record(Action.CONFIRMED, "targets", "粉尘监测率 不低于85%", SPEC.targets[0].start),))
    keep(engine, sure)
    assert keep(engine, NEWER).conflicts == ()
    assert [t.state for t in load_spec(engine, 1).targets] == [State.CONFIRMED, State.MACHINE]
    assert SPEC.origin is not None
    odd = replace(SPEC, origin=replace(SPEC.origin, rules="2026.3"),
                  targets=(replace(SPEC.targets[0], value=8.5), SPEC.targets[1]))
    (conflict,) = keep(engine, odd).conflicts
    assert (conflict.person, conflict.machine, conflict.applied) == (85, 8.5, True)
    assert load_spec(engine, 1).targets[0].value == 85.0


def test_what_was_taken_away_stays_away(engine: Engine) -> None:
    keep(engine, SPEC)
    gone = replace(SPEC, targets=SPEC.targets[:1], corrections=(
        record(Action.REMOVED, "targets", "整改率 不低于85%", SPEC.targets[1].start),))
    keep(engine, gone)
    assert keep(engine, NEWER).conflicts == ()
    assert load_spec(engine, 1).targets == SPEC.targets[:1]


ADDED = Deadline("按月报送", SOURCE.index("按月报送"), SOURCE.index("按月报送") + 4, Time(every="month"), "报送进度",
                 "二", rule="person", confidence=Confidence.SURE, words="按月报送", state=State.CORRECTED)


def with_added(spec: Spec) -> Spec:
    return replace(spec, deadlines=(*spec.deadlines, ADDED), corrections=(
        record(Action.ADDED, "deadlines", "每月 报送进度", ADDED.start),))


@pytest.mark.parametrize("source", [None, SOURCE])
def test_what_was_added_is_added_again(engine: Engine, source: str | None) -> None:
    keep(engine, SPEC, source)
    keep(engine, with_added(SPEC))
    assert keep(engine, NEWER, source).conflicts == ()
    assert load_spec(engine, 1).deadlines[-1] == ADDED


def test_what_was_added_follows_its_words_where_the_text_is_known(engine: Engine) -> None:
    longer = "澜川省文件\n" + SOURCE
    keep(engine, SPEC, SOURCE)
    keep(engine, with_added(SPEC))
    assert keep(engine, shift(NEWER, 6), longer).conflicts == ()
    added = load_spec(engine, 1).deadlines[-1]
    assert longer[added.start:added.end] == added.quote


def test_what_was_added_is_shown_where_its_place_is_not_sure(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, with_added(SPEC))
    (conflict,) = keep(engine, shift(NEWER, 6)).conflicts
    assert (conflict.applied, conflict.kind) == (False, "deadlines")
    assert len(load_spec(engine, 1).deadlines) == 1


def test_what_was_added_takes_the_place_of_what_the_newer_reading_finds_there(engine: Engine) -> None:
    keep(engine, SPEC, SOURCE)
    keep(engine, with_added(SPEC))
    found = replace(ADDED, rule="time.every", state=State.MACHINE, action="报送")
    kept = keep(engine, replace(NEWER, deadlines=(*NEWER.deadlines, found)), SOURCE)
    assert [(c.field, c.person, c.machine) for c in kept.conflicts] == [("action", "报送进度", "报送")]
    assert load_spec(engine, 1).deadlines[1:] == (ADDED,)


def test_bodies_of_a_task(engine: Engine) -> None:
    keep(engine, SPEC)
    task = SPEC.tasks[0]
    new = Body("市疾控中心", Role.LEAD, Level.PREFECTURE, rule="person", state=State.CORRECTED)
    clause = replace(task.clauses[0], bodies=(new,))
    mine = replace(SPEC, tasks=(replace(task, bodies=(new,), clauses=(clause,)), SPEC.tasks[1]), corrections=(
        record(Action.REMOVED, "bodies", "一 区县疾控中心（负责）", 0),
        record(Action.ADDED, "bodies", "一 市疾控中心（牵头）", 0)))
    keep(engine, mine)
    other = Body("区县卫生健康局", Role.SUPERVISE, Level.COUNTY)
    richer = replace(NEWER, tasks=(replace(task, bodies=(*task.bodies, other), clauses=(
        replace(task.clauses[0], bodies=(*task.bodies, other)),)), NEWER.tasks[1]))
    assert keep(engine, richer).conflicts == ()
    held = load_spec(engine, 1).tasks[0]
    assert {b.name for b in held.bodies} == {"市疾控中心", "区县卫生健康局"}
    assert {b.name for b in held.clauses[0].bodies} == {"市疾控中心", "区县卫生健康局"}


def test_another_file_of_the_paper_has_the_corrections_too(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))
    scan = replace(shift(SPEC, 40), origin=Origin("通知.pdf", "cd" * 32, "pdf", "2026.1"))
    kept = keep(engine, scan)
    assert (kept.conflicts, kept.carried) == ((), 1)
    assert load_spec(engine, 1).targets[0].value == 90.0


def test_two_targets_in_one_quote_are_told_apart(engine: Engine) -> None:
    quote = "建档率、签约率均达到90%"
    both = tuple(Target(quote, 0, 13, name, "", TargetKind.PERCENTAGE, ">=", 90.0, "%")
                 for name in ("建档率", "签约率"))
    first, second = replace(SPEC, targets=both), replace(NEWER, targets=both)
    keep(engine, first)
    keep(engine, replace(first, targets=(both[0], replace(both[1], value=95.0, state=State.CORRECTED)), corrections=(
        record(Action.CORRECTED, "targets", "签约率 不低于90%", 0, "value", "90", "95"),)))
    assert keep(engine, second).conflicts == ()
    assert [(t.indicator, t.value) for t in load_spec(engine, 1).targets] == [("建档率", 90.0), ("签约率", 95.0)]


def test_a_corrected_spec_whose_reading_was_never_kept(engine: Engine) -> None:
    keep(engine, correct(SPEC))
    kept = keep(engine, NEWER)
    assert [(c.person, c.machine, c.applied) for c in kept.conflicts] == [(90, 85, True)]
    assert load_spec(engine, 1).targets[0].value == 90.0


def test_a_correction_of_an_older_reading_comes_to_the_newer_one(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, NEWER)
    kept = keep(engine, correct(SPEC))
    assert (kept.version, kept.current) == (3, 4)
    held = load_spec(engine, 1)
    assert (held.origin, held.targets[0].value) == (NEWER.origin, 90.0)


def test_two_people_who_differ(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC, value=90.0))
    (conflict,) = keep(engine, correct(SPEC, by="李强", value=88.0)).conflicts
    assert (conflict.field, conflict.person, conflict.machine) == ("value", 88, 90)


def test_a_share_that_stands_twice_is_not_guessed_at(engine: Engine) -> None:
    twice = tuple(Percentage("85%", at, at + 3, "=", 85.0, PercentageRole.TARGET) for at in (3, 20))
    first = replace(SPEC, percentages=twice)
    keep(engine, first)
    keep(engine, replace(first, percentages=(replace(twice[0], value=90.0, state=State.CORRECTED), twice[1]),
                         corrections=(record(Action.CORRECTED, "percentages", "85% 目标", 3, "value", "85", "90"),)))
    assert keep(engine, replace(NEWER, percentages=twice)).conflicts == ()
    assert [p.value for p in load_spec(engine, 1).percentages] == [90.0, 85.0]
    assert NEWER.origin is not None
    moved = replace(NEWER, origin=replace(NEWER.origin, rules="2026.3"), percentages=tuple(
        replace(p, start=p.start + 9, end=p.end + 9) for p in twice))
    assert [c.applied for c in keep(engine, moved).conflicts] == [False]
    assert [p.value for p in load_spec(engine, 1).percentages] == [85.0, 85.0]


def test_a_conflict_that_a_person_has_settled_is_not_told_again(engine: Engine) -> None:
    keep(engine, SPEC)
    keep(engine, correct(SPEC))

    def read(rules: str, value: float) -> Spec:
        assert SPEC.origin is not None
        return replace(SPEC, origin=replace(SPEC.origin, rules=rules),
                       targets=(replace(SPEC.targets[0], value=value), SPEC.targets[1]))

    assert len(keep(engine, read("2026.3", 80.0)).conflicts) == 1
    assert len(keep(engine, read("2026.4", 80.0)).conflicts) == 1  # nobody has looked at it yet
    held = load_spec(engine, 1)
    looked = replace(held, targets=(replace(held.targets[0], state=State.CONFIRMED), held.targets[1]), corrections=(
        *held.corrections, record(Action.CONFIRMED, "targets", "粉尘监测率 不低于90%", held.targets[0].start)))
    keep(engine, looked)
    assert keep(engine, read("2026.5", 80.0)).conflicts == ()
    assert load_spec(engine, 1).targets[0].value == 90.0
    assert len(keep(engine, read("2026.6", 70.0)).conflicts) == 1
