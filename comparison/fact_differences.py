"""What became of targets, deadlines, reports, percentages and citations that are on both sides (要素差异)."""

from __future__ import annotations

from collections.abc import Iterator

from comparison.body_differences import pair_bodies
from comparison.found import Found, find_pair, place_fact
from comparison.levels import HERE, fold_words
from comparison.match import words_alike
from comparison.meaning import differing
from comparison.plan_years import align_times
from comparison.strictness import name_bound_change, name_time_change
from comparison.terms import Terms
from specs.changes import ChangeKind, Fact, FactKind
from specs.model import Citation, Deadline, Percentage, Report, Target, TargetKind, Time

_BOUND = ("kind", "comparator", "value", "unit", "value_max", "per")
_WORDS = ("indicator", "subject", "each", "baseline", "aggregate")
_LITTLE = 0.9  # across levels: names this much alike are one name in the words of another office


def find_fact_differences(old: Fact, new: Fact, terms: Terms) -> Iterator[Found]:
    """Differences of a fact that is on both sides, each under its own kind; `reworded` only where there is no other."""
    if isinstance(old, Target) and isinstance(new, Target):
        yield from _find_target(old, new, terms)
    elif isinstance(old, Deadline) and isinstance(new, Deadline):
        # Other words of its action are the sentence's.
        if kind := _name_time(old.time, new.time, terms):
            yield find_pair(kind, FactKind.DEADLINE, old, new, ("time",))
    elif isinstance(old, Report) and isinstance(new, Report):
        yield from _find_report(old, new, terms)
    elif isinstance(old, Percentage) and isinstance(new, Percentage):
        yield from _find_share(old, new)
    elif isinstance(old, Citation) and isinstance(new, Citation) and (
            fields := differing(FactKind.CITATION, old, new)):
        yield find_pair(ChangeKind.REWORDED, FactKind.CITATION, old, new, fields)


def _name_time(old: Time | None, new: Time | None, terms: Terms) -> ChangeKind | None:
    return name_time_change(*align_times(old, new, terms.years))


def _find_target(old: Target, new: Target, terms: Terms) -> Iterator[Found]:
    fields = differing(FactKind.TARGET, old, new)
    kinds = []
    if bound := name_bound_change(old, new):
        kinds.append((bound, tuple(name for name in fields if name in _BOUND)))
    if moved := _name_time(old.due, new.due, terms):
        kinds.append((moved, ("due",)))
    if not kinds and (words := tuple(name for name in fields if name in _WORDS and _is_news(name, old, new, terms))):
        kinds.append((ChangeKind.REWORDED, words))
    if not kinds and _said_otherwise(old, new):
        kinds.append((ChangeKind.REWORDED, ("kind", "comparator")))
    for kind, names in kinds:
        yield find_pair(kind, FactKind.TARGET, old, new, names)
    if not (old.task and new.task):  # else the task tells of its bodies
        yield from find_name_differences(FactKind.TARGET, old, new, "bodies", terms)


def _is_news(field: str, old: Target, new: Target, terms: Terms) -> bool:
    """Whether other words of a field are worth a line of their own."""
    if field == "baseline":
        return terms.years is None  # each year's plan starts where the last one ended
    if not terms.levels:
        return True
    return field == "indicator" and words_alike(_bare(old.indicator), _bare(new.indicator)) < _LITTLE


def _bare(words: str) -> str:
    return fold_words(words).replace(HERE, "")


def _said_otherwise(old: Target, new: Target) -> bool:
    """The same bound in other words: 全覆盖 and 达到100%, 2万人 and 20000人."""
    return (old.kind, old.unit) != (new.kind, new.unit) and TargetKind.TREND not in (old.kind, new.kind)


def _find_report(old: Report, new: Report, terms: Terms) -> Iterator[Found]:
    """Differences of a report: when, by whom, to whom, what."""
    some = []
    if kind := _name_time(old.due, new.due, terms):
        some.append(find_pair(kind, FactKind.REPORT, old, new, ("due",)))
    for field in ("by", "to"):
        some += find_name_differences(FactKind.REPORT, old, new, field, terms)
    if not some and old.what != new.what and not terms.levels:
        some.append(find_pair(ChangeKind.REWORDED, FactKind.REPORT, old, new, ("what",)))
    yield from some


def find_name_differences(fact: FactKind, old: Target | Report, new: Target | Report, field: str,
                          terms: Terms) -> Iterator[Found]:
    """Names that came into or went out of a list of bodies of a target or report."""
    gone, come, _ = pair_bodies(getattr(old, field), getattr(new, field), terms.fold)
    sides = (place_fact(old),), (place_fact(new),), (old,), (new,), (field,)
    if come:
        yield Found(ChangeKind.BODY_ADDED, fact, *sides, bodies=tuple((None, body) for body in come))
    if gone:
        yield Found(ChangeKind.BODY_REMOVED, fact, *sides, bodies=tuple((body, None) for body in gone))


def _find_share(old: Percentage, new: Percentage) -> Iterator[Found]:
    """The difference of a percentage that is no target."""
    fields = differing(FactKind.PERCENTAGE, old, new)
    if not fields:
        return
    before, after = (old.value, old.value_max or old.value), (new.value, new.value_max or new.value)
    kind = ChangeKind.REWORDED
    if before != after:
        kind = ChangeKind.VALUE_RAISED if after > before else ChangeKind.VALUE_LOWERED
    yield find_pair(kind, FactKind.PERCENTAGE, old, new, fields)
