"""What an officer would ask about before drafting (存疑): duties that name a doer and no date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.reading import Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.phrases.vague import find_vague_times
from specs.model import Doubt, Role

# What is to be handed in or made: a vague word there needs a date in the county's plan.
_DELIVERS = re.compile(r"报送|上报|报告|反馈|通报|制定|印发|完成|提交|移交|公布|整改")


def find_duty_doubts(reading: Reading, passage: Passage, roles: list[SentenceRoles]) -> Iterator[Doubt]:
    """Deliverables of a task whose sentence says 及时 or 限期 and no date.

    roles    who does what in each of the passage's sentences
    returns  a doubt of kind `no date` at each vague word, with what to settle
    """
    if passage.task is None:
        return
    for sentence in roles:
        words = reading.text[sentence.span.start : sentence.span.end]
        acts = any(p.subject and p.role is not Role.RECEIVE for p in sentence.parts)
        if not acts or not _DELIVERS.search(words) or reading.times_in(sentence.span.start, sentence.span.end):
            continue
        for vague in find_vague_times(reading.text, sentence.span.start, sentence.span.end):
            start, end = reading.clean.source_span(vague.start, vague.end)
            said = reading.text[vague.start : vague.end]
            yield Doubt("no date", said, start, end, f"{passage.task} 只说“{said}”，没有时限，请在方案中明确时间")
