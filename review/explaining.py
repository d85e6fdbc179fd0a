"""Explanations in plain Chinese (说明文字): what `luoshi extract --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from review.lines import find_line_starts, number_line
from review.summaries import CONFIDENCE_WORDS, FIELD_WORDS, STATE_WORDS
from specs.explanations import Explanation
from specs.handles import Fact, list_facts
from specs.model import Spec, Task
from specs.wording import summarise_fact

_LONGEST = 120


def choose_facts(spec: Spec, words: str) -> list[tuple[str, Fact]]:
    """The facts that words mean: a handle (目标3), a task's id, else words that stand in a quote; `""` means all."""
    facts = [(handle, fact) for handle, _, fact in list_facts(spec)]
    exact = [(h, f) for h, f in facts if words == h or (isinstance(f, Task) and words == f.id)]
    return exact or [(h, f) for h, f in facts if words in summarise_fact(f) or words in getattr(f, "quote", "")]


def print_explanations(spec: Spec, source: str, explanations: Sequence[Explanation], words: str = "") -> str:
    """The explanation of each fact that words mean; "" where they mean none."""
    starts = find_line_starts(source)
    told = {e.handle: e for e in explanations}
    chosen = choose_facts(spec, words)
    return "\n".join(line for handle, fact in chosen for line in _lines(handle, fact, told[handle], source, starts))


def _lines(handle: str, fact: Fact, told: Explanation, source: str, starts: list[int]) -> Iterator[str]:
    yield f"{handle}　{summarise_fact(fact)}"
    yield f"  原文　第{number_line(starts, fact.start)}行“{_excerpt(source[fact.start:fact.end])}”"
    yield f"  规则　{told.rule}（{fact.rule}）"
    yield f"  把握　{CONFIDENCE_WORDS[fact.confidence]}；状态：{STATE_WORDS[fact.state]}"
    if not isinstance(fact, Task):
        yield f"  所在　{_excerpt(source[told.start:told.end])}"
    for governor in told.governors:
        label = FIELD_WORDS[governor.field]
        line = f"  {label}　{governor.value}：{governor.place}"
        if governor.end > governor.start and governor.field != "task":
            words = _excerpt(source[governor.start:governor.end])
            line += f"，第{number_line(starts, governor.start)}行“{words}”"
        yield line
    yield ""


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
