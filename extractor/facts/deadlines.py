"""Times that bind somebody, with what they govern (时限)."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.facts.actions import governed_action
from extractor.facts.reading import SILENT, Passage, Reading
from extractor.facts.roles import SentenceRoles
from specs.model import Confidence, Deadline


def find_deadline_facts(reading: Reading, passage: Passage, roles: Sequence[SentenceRoles]) -> list[Deadline]:
    """Deadlines of one passage of prose, in reading order; those of tables come with the tables.

    roles   who does what in each of its sentences
    source  docs/spec-format.md, "Deadline"
    """
    facts = []
    for phrase in reading.times_in(passage.span.start, passage.span.end):
        if passage.kind in SILENT and (phrase.weak or phrase.time.every):
            continue
        start, end = reading.clean.source_span(phrase.start, phrase.end)
        facts.append(
            Deadline(
                "",
                start,
                end,
                phrase.time,
                governed_action(reading, phrase, passage, roles),
                passage.task,
                phrase.rule,
                Confidence.LIKELY if phrase.weak else Confidence.SURE,
            )
        )
    return facts
