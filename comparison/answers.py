"""What a plan says to each demand of a superior's paper (落实情况): targets, deadlines, tasks and reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from comparison.coverage import judge_deadline, judge_target, judge_time
from comparison.levels import fold_levels
from comparison.pairing import SpecPairing, pair_specs
from specs.changes import Answer, Coverage, Fact, FactKind, Verdict
from specs.model import Deadline, Report, Spec, Target, Task
from specs.wording import VERDICT_WORDS, describe_report, describe_target, name_task, print_time

# What stands where a number ought to: 尽可能多, 大力培育.
_VAGUE = re.compile(
    "尽可能|尽量|力争|逐步|大力|积极|适当|进一步|有序|加快|不断|持续|稳步|明显|较大|一批|若干|适时|全面加强")
_SHORTEST_NAME = 4
_ANSWERED = (FactKind.TARGET, FactKind.DEADLINE, FactKind.REPORT)


def answer_demands(plan: Spec, basis: Spec, ours: Spec | None = None,
                   folded: Spec | None = None) -> tuple[Answer, ...]:
    """What the plan says to each target, deadline, task and report of the superior's paper, in the paper's order.

    ours     the paper narrowed to what it asks of this county: the rest is `not_ours`; None: all of it is asked
    folded   the paper as `fold_levels` makes it, where many plans are held against it
    returns  targets, then deadlines, tasks and reports; what the plan adds of its own is no finding
    """
    pairing = pair_specs(folded or fold_levels(basis), fold_levels(plan), _ANSWERED)
    made = (*_targets(plan, basis, pairing), *_deadlines(plan, basis, pairing), *_tasks(plan, basis, pairing),
            *_reports(plan, basis, pairing))
    if ours is None:
        return made
    asked = {_key(fact) for facts in (ours.targets, ours.deadlines, ours.tasks, ours.reports) for fact in facts}
    return tuple(answer if _key(answer.basis) in asked else _of_others(answer) for answer in made)


def _key(fact: Fact) -> tuple[str, int, int, str]:
    return type(fact).__name__, fact.start, fact.end, str(getattr(fact, "indicator", ""))


def _of_others(answer: Answer) -> Answer:
    return replace(answer, verdict=Verdict.NOT_OURS, plan=None, words="",
                   sentence=f"{_name(answer.basis)}由上级或其他地方承担，本县方案可以不写。")


def _name(fact: Fact) -> str:
    """What a demand is called at the head of a sentence."""
    if isinstance(fact, Target):
        return f"目标“{describe_target(fact)}”"
    if isinstance(fact, Deadline):
        return f"时限“{fact.action or fact.quote}”"
    if isinstance(fact, Task):
        return f"任务“{name_task(fact)}”"
    return f"报送“{fact.what or fact.quote}”" if isinstance(fact, Report) else f"“{fact.quote}”"


def _pairs(pairing: SpecPairing, kind: FactKind) -> Mapping[int, int]:
    found = dict(pairing.facts[kind].pairs)
    if kind is FactKind.TARGET:  # shared out to several, or drawn together: the first of them answers
        found |= {old: group.new[0] for group in pairing.shared for old in group.old}
    return found


def _targets(plan: Spec, basis: Spec, pairing: SpecPairing) -> Iterator[Answer]:
    pairs = _pairs(pairing, FactKind.TARGET)
    for i, want in enumerate(basis.targets):
        have = plan.targets[pairs[i]] if i in pairs else None
        words = "" if have else _speak_vaguely(plan, want)
        if words:
            sentence = f"{_name(want)}在方案中没有写明数值，只写了“{words}”。"
            yield Answer(FactKind.TARGET, Verdict.VAGUE, want, None, words, sentence)
        else:
            yield _of_coverage(judge_target(want, have), have)


def _deadlines(plan: Spec, basis: Spec, pairing: SpecPairing) -> Iterator[Answer]:
    pairs = _pairs(pairing, FactKind.DEADLINE)
    for i, want in enumerate(basis.deadlines):
        have = plan.deadlines[pairs[i]] if i in pairs else None
        yield _of_coverage(judge_deadline(want, have), have)


def _of_coverage(found: Coverage, have: Target | Deadline | None) -> Answer:
    return Answer(found.fact, found.verdict, found.basis, have, have.quote if have else "", found.sentence)


def _tasks(plan: Spec, basis: Spec, pairing: SpecPairing) -> Iterator[Answer]:
    answered = {i: [plan.tasks[k] for k in group.new] for group in pairing.groups for i in group.old}
    for i, want in enumerate(basis.tasks):
        have = answered.get(i, [])
        verdict = Verdict.MET if have else Verdict.MISSING
        words = "；".join(name_task(task) for task in have)
        said = f"{VERDICT_WORDS[verdict]}：方案写作“{words}”" if have else "在方案中没有对应的任务"
        yield Answer(FactKind.TASK, verdict, want, have[0] if have else None, words, f"{_name(want)}{said}。")


def _reports(plan: Spec, basis: Spec, pairing: SpecPairing) -> Iterator[Answer]:
    pairs = _pairs(pairing, FactKind.REPORT)
    for i, want in enumerate(basis.reports):
        have = plan.reports[pairs[i]] if i in pairs else None
        if have is None:
            yield Answer(FactKind.REPORT, Verdict.MISSING, want, None, "", f"{_name(want)}在方案中没有安排。")
            continue
        verdict, why = Verdict.MET, describe_report(have)
        if want.due is not None:
            verdict = Verdict.VAGUE if have.due is None else judge_time(have.due, want.due)
            why = f"依据要求{print_time(want.due)}，本方案{print_time(have.due) if have.due else '未写明时间'}"
        yield Answer(FactKind.REPORT, verdict, want, have, have.quote,
                     f"{_name(want)}{VERDICT_WORDS[verdict]}：{why}。")


def _speak_vaguely(plan: Spec, want: Target) -> str:
    """The plan's clause on what a target measures that names no number; "" where there is none."""
    name = re.sub("^(?:新增|新建|建成|培育|累计|全[县市区省])+", "", want.indicator)
    if want.value is None or len(name) < _SHORTEST_NAME:
        return ""
    sentences = (clause.text for task in plan.tasks for clause in task.clauses or ())
    for text in (*sentences, *(goal.text for goal in plan.goals), *(extra.text for extra in plan.extras)):
        for clause in re.split("[,，。;；]", text):
            if name in clause and _VAGUE.search(clause) and not re.search(r"\d", clause):
                return clause.strip()
    return ""
