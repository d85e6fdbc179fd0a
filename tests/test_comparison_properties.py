"""Known edits of an invented spec are found, exactly these, and told the other way round as their mirror."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.comparison import make_trial, score_ours
from comparison.diff import diff_specs
from scripts.known_edits import EDITS, WHOLE, Expected, apply_edit_list, make_chapters, make_item, write_spec
from specs.changes import MIRRORED, ChangeKind, FactKind
from specs.model import Clause, Spec, Task

COUNT = 15


def find(old: Spec, new: Spec) -> Expected:
    return Counter((change.kind, change.fact) for change in diff_specs(old, new))


@pytest.mark.parametrize("turned", [False, True])
def test_a_hundred_items_with_known_edits(turned: bool) -> None:
    trial = make_trial(turned=turned)
    assert score_ours(trial) == (sum(trial.expected.values()), 0, 0)


def mirror(expected: Expected) -> Expected:
    return Counter({(MIRRORED[kind], fact): count for (kind, fact), count in expected.items()})


def assert_finds(old: Spec, new: Spec, expected: Expected) -> None:
    assert find(old, new) == expected
    assert find(new, old) == mirror(expected)


@given(st.dictionaries(st.integers(0, COUNT - 1), st.sampled_from(EDITS), max_size=8), st.permutations([0, 1, 2]))
def test_edits_of_items_are_found_whatever_the_order_of_chapters(edits: dict[int, str], order: list[int]) -> None:
    chapters = make_chapters(COUNT)
    edited, expected = apply_edit_list(chapters, edits)
    old, _ = write_spec(chapters)
    new, _ = write_spec(tuple(edited[at] for at in order))
    assert_finds(old, new, expected)


@given(st.sets(st.integers(0, COUNT - 1), min_size=1, max_size=4), st.integers(0, 3), st.integers(0, 2))
def test_items_that_went_or_came_are_told_with_their_facts(gone: set[int], fresh: int, where: int) -> None:
    chapters = make_chapters(COUNT)
    old, _ = write_spec(chapters)
    items = [item for _, row in chapters for item in row]
    kept = tuple((name, tuple(item for item in row if items.index(item) not in gone)) for name, row in chapters)
    come = tuple(make_item(COUNT + at) for at in range(fresh))
    new, _ = write_spec(tuple((name, (*row, *come) if at == where else row) for at, (name, row) in enumerate(kept)))
    expected: Expected = Counter({(ChangeKind.REMOVED, kind): len(gone) for kind in WHOLE})
    expected += Counter({(ChangeKind.ADDED, kind): fresh for kind in WHOLE})
    assert_finds(old, new, expected)


@given(st.integers(0, COUNT - 1), st.integers(1, 2))
def test_an_item_under_another_heading_is_moved(number: int, by: int) -> None:
    chapters = make_chapters(COUNT)
    old, _ = write_spec(chapters)
    at, place = divmod(number, COUNT // 3)
    rows = [list(row) for _, row in chapters]
    rows[(at + by) % 3].append(rows[at].pop(place))
    new, _ = write_spec(tuple((name, tuple(row)) for (name, _), row in zip(chapters, rows, strict=True)))
    assert_finds(old, new, Counter([(ChangeKind.MOVED, FactKind.TASK)]))


@given(st.sets(st.integers(0, COUNT - 1), min_size=1, max_size=3))
def test_items_in_two_are_split_and_back_again_merged(numbers: set[int]) -> None:
    old, _ = write_spec(make_chapters(COUNT))
    tasks: list[Task] = []
    owner: dict[int, str] = {}
    for number, task in enumerate(old.tasks):
        if number in numbers:
            halves = _halve(task)
            tasks += halves
            owner |= {clause.start: half.id for half in halves for clause in half.clauses}
        else:
            tasks.append(task)
            owner |= {clause.start: task.id for clause in task.clauses}

    def home(start: int) -> str:
        return owner[max(at for at in owner if at <= start)]

    new = replace(old, tasks=tuple(tasks), targets=tuple(replace(t, task=home(t.start)) for t in old.targets),
                  deadlines=tuple(replace(d, task=home(d.start)) for d in old.deadlines),
                  reports=tuple(replace(r, task=home(r.start)) for r in old.reports))
    assert_finds(old, new, Counter({(ChangeKind.SPLIT, FactKind.TASK): len(numbers)}))


def _halve(task: Task) -> list[Task]:
    """A task in two: its last sentence, the report, becomes an item of its own."""
    first, last = task.clauses[:-1], task.clauses[-1:]

    def part(clauses: tuple[Clause, ...], suffix: str, heading: str) -> Task:
        return replace(task, id=f"{task.id}{suffix}", heading=heading, start=clauses[0].start, end=clauses[-1].end,
                       text="".join(c.text for c in clauses), clauses=clauses,
                       bodies=tuple(dict.fromkeys(b for c in clauses for b in c.bodies)))

    return [part(first, "a", task.heading), part(last, "b", f"报送{task.heading}情况")]
