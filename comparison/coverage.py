"""Whether a plan answers its basis (对照): plan, basis → met, stricter, weaker, later, missing or unclear."""

from __future__ import annotations

import re

from comparison.match import deadlines_alike, pair_facts, targets_alike
from comparison.strictness import is_ceiling, scale_value, times_a_year
from specs.changes import Coverage, FactKind, Verdict
from specs.model import Deadline, Spec, Target, TargetKind, Time
from specs.wording import describe_deadline, describe_target, name_target, print_bound, print_time

_DAYS = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0}
_DURATION = re.compile(r"P(\d+)([YMWD])")
# The worst finding names the whole.
_ORDER = (Verdict.WEAKER, Verdict.LATER, Verdict.UNCLEAR, Verdict.STRICTER, Verdict.MET)


def cover_spec(plan: Spec, basis: Spec) -> tuple[Coverage, ...]:
    """How the plan answers each target and deadline of its basis, in the basis's order.

    returns  one Coverage a target, then one a deadline; what the plan adds of its own is no finding
    """
    targets = pair_facts(basis.targets, plan.targets, targets_alike)
    deadlines = pair_facts(basis.deadlines, plan.deadlines, deadlines_alike)
    by_target, by_deadline = dict(targets.pairs), dict(deadlines.pairs)
    return (
        *(judge_target(want, plan.targets[by_target[i]] if i in by_target else None)
          for i, want in enumerate(basis.targets)),
        *(judge_deadline(want, plan.deadlines[by_deadline[i]] if i in by_deadline else None)
          for i, want in enumerate(basis.deadlines)),
    )


def judge_target(want: Target, have: Target | None) -> Coverage:
    """What a plan's target says to that of its basis; None: it has none."""
    if have is None:
        return Coverage(FactKind.TARGET, Verdict.MISSING, want, None,
                        f"未落实目标：{describe_target(want)}。")
    findings = [(judge_bound(have, want), f"依据要求“{print_bound(want)}”，本方案为“{print_bound(have)}”")]
    if want.due is not None:
        late = Verdict.WEAKER if have.due is None else judge_time(have.due, want.due)
        said = print_time(have.due) if have.due else "未写明"
        findings.append((late, f"依据要求{print_time(want.due)}，本方案{said}"))
    verdict = min((v for v, _ in findings), key=_ORDER.index)
    why = "，且".join(text for v, text in findings if v is verdict)
    return Coverage(FactKind.TARGET, verdict, want, have,
                    _sentence(f"目标“{name_target(want)}”", verdict, why))


def judge_deadline(want: Deadline, have: Deadline | None) -> Coverage:
    """What a plan's deadline says to that of its basis; None: it has none."""
    if have is None:
        return Coverage(FactKind.DEADLINE, Verdict.MISSING, want, None,
                        f"未落实时限：{describe_deadline(want)}。")
    verdict = judge_time(have.time, want.time)
    why = f"依据要求{print_time(want.time)}，本方案{print_time(have.time)}"
    return Coverage(FactKind.DEADLINE, verdict, want, have,
                    _sentence(f"时限“{want.action or want.quote}”", verdict, why))


def _sentence(name: str, verdict: Verdict, why: str) -> str:
    words = {Verdict.MET: "已落实", Verdict.STRICTER: "严于依据", Verdict.WEAKER: "低于依据要求",
             Verdict.LATER: "晚于依据要求", Verdict.UNCLEAR: "须人工核对"}
    return f"{name}{words[verdict]}：{why}。"


def judge_bound(have: Target, want: Target) -> Verdict:
    """Whether the plan's value is as strict as the basis's; recurrence and unit of count included.

    A bare value (`=`) counts as a floor, as documents use it; 控制在…以内 is a ceiling. A plan that keeps a
    count for each county and gives its own says the same with no `each`.
    """
    if want.kind is TargetKind.TREND:
        return Verdict.MET if have.kind is TargetKind.TREND else Verdict.STRICTER
    if have.value is None or want.value is None:
        return Verdict.WEAKER if have.kind is TargetKind.TREND else Verdict.UNCLEAR
    mine, theirs = scale_value(have), scale_value(want)
    if mine[2] != theirs[2]:
        return Verdict.UNCLEAR
    if is_ceiling(want) != is_ceiling(have) and "=" not in (have.comparator, want.comparator):
        return Verdict.UNCLEAR
    return _worse(_judge_value(mine, theirs, have, want), _judge_often(have.per, want.per))


def _judge_value(mine: tuple[float, float, str], theirs: tuple[float, float, str],
                 have: Target, want: Target) -> Verdict:
    """Two values in one unit, by the side that the basis bounds."""
    if want.comparator == "between":
        if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
            return Verdict.MET if mine[:2] == theirs[:2] else Verdict.STRICTER
        return Verdict.WEAKER if mine[0] < theirs[0] else Verdict.UNCLEAR
    gap = theirs[1] - mine[1] if is_ceiling(want) else mine[0] - theirs[0]
    if gap:
        return Verdict.STRICTER if gap > 0 else Verdict.WEAKER
    strict = (have.comparator in ("<", ">")) - (want.comparator in ("<", ">"))
    return (Verdict.WEAKER, Verdict.MET, Verdict.STRICTER)[strict + 1]


def _judge_often(mine: str | None, theirs: str | None) -> Verdict:
    """Two recurrences of a target: as often, more often or less often."""
    if mine == theirs:
        return Verdict.MET
    if theirs is None:
        return Verdict.UNCLEAR
    have, want = times_a_year(mine), times_a_year(theirs)
    if want is None or (mine and have is None):
        return Verdict.UNCLEAR
    return Verdict.STRICTER if (have or 0.0) > want else Verdict.WEAKER


def judge_time(have: Time, want: Time) -> Verdict:
    """Whether the plan's time is within the basis's: earlier is stricter, another sort of time is unclear."""
    if have == want:
        return Verdict.MET
    if (have.every is None) != (want.every is None) or (have.within is None) != (want.within is None):
        return Verdict.UNCLEAR
    if have.every and want.every and have.every != want.every:
        return _judge_often(have.every, want.every)
    mine, theirs = _last(have), _last(want)
    if mine is None or theirs is None or have.after != want.after:
        return Verdict.UNCLEAR
    if mine == theirs:
        return Verdict.MET
    return Verdict.STRICTER if mine < theirs else Verdict.LATER


def _last(time: Time) -> tuple[float | str, ...] | None:
    """What orders two times of one sort: the last moment allowed; None where it cannot be told."""
    if time.within is not None:
        found = _DURATION.fullmatch(time.within)
        # Working days and mixed lengths need a calendar: left to a person.
        return (0.0, int(found[1]) * _DAYS[found[2]]) if found else None
    last = time.by or time.end
    return (last.replace("end", "99").rjust(5, "0"),) if last else None


def _worse(one: Verdict, other: Verdict) -> Verdict:
    return min(one, other, key=_ORDER.index)
