"""Numbers, dates and bodies of a working copy with where they come from (出处批注)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.blocks import Block, Document, Note, NotedText, PageBreak, Paragraph, RunIn, Table, Title
from generator.compose.evidence import Evidence, list_evidence
from generator.localise.plan import CountyPlan
from gongwen.characters import fold_full_width
from specs.model import State

_SAID = {State.MACHINE: "未核对", State.CONFIRMED: "已核对", State.CORRECTED: "已更正"}
_TOKEN = re.compile(
    r"(?P<skip>《[^《》]*》(?:（[^（）]*号）)?|【[^【】]*】|附件\d+|联系人[^）]*|第\d+(?=[条款项章])|[A-Za-z][A-Za-z0-9.]*\d)"
    r"|(?P<date>\d{4}(?:年?[—至-]\d{4})?年(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬|[年底末初]+)?(?:之?前)?"
    r"|\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末初])?(?:之?前)?|\d{1,2}日(?:之?前))"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:%|‰)?)")
_NEAR = 4  # characters beside a number that must be the notice's, where nothing else says which sentence it is of
_AROUND = 60
_UNSOURCED = ("序号", "依据", "类别", "说明", "事项", "联系电话")


@dataclass(frozen=True, slots=True)
class Source:
    """What a note says (批注内容): the words of the notice with their place; of a body, what the notice calls it.

    words   "" where nothing of the notice stands behind it
    body    a body's name; "" for numbers and dates
    """

    words: str
    place: str = ""
    state: str = ""
    body: str = ""
    called: str = ""
    guessed: bool = False


@dataclass(slots=True)
class _Pen:
    """Notes as they come, numbered."""

    evidence: Sequence[Evidence]
    names: re.Pattern[str] | None
    guesses: frozenset[str]
    say: Callable[[Source], str]
    count: int = 0
    known: dict[Source, str] = field(default_factory=dict)
    keys: dict[str, list[int]] = field(init=False)
    unit: str = ""
    about: list[Evidence] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = {}
        for at, evidence in enumerate(self.evidence):
            for key in evidence.keys:
                self.keys.setdefault(key, []).append(at)

    def note(self, text: str, unit: str) -> str:
        """A text with its notes; `unit` is the paragraph or row that it stands in."""
        if not _TOKEN.search(text) and not (self.names and self.names.search(text)):
            return text
        relevant = self._relevant(unit)
        notes: list[Note] = []
        for start, end, source in sorted(self._find(text, relevant)):
            if notes and start < notes[-1].end:
                continue
            if source not in self.known:
                self.known[source] = self.say(source)
            notes.append(Note(self.count, start, end, self.known[source]))
            self.count += 1
        return NotedText(text, tuple(notes)) if notes else text

    def _relevant(self, unit: str) -> list[Evidence]:
        """The sentences that a paragraph or row is about, those with the longest words of their own in it first."""
        if self.unit != unit:
            longest: dict[int, int] = {}
            for key, places in self.keys.items():
                if key in unit:
                    longest |= {at: max(len(key), longest.get(at, 0)) for at in places}
            order = sorted(longest, key=lambda at: (-longest[at], at))
            self.unit, self.about = unit, [self.evidence[at] for at in order]
        return self.about

    def _find(self, text: str, relevant: list[Evidence]) -> Iterable[tuple[int, int, Source]]:
        folded = fold_full_width(text)
        covered = [found.span() for found in _TOKEN.finditer(text) if found["skip"]]
        for found in _TOKEN.finditer(text):
            if found["skip"] is None:
                best = find_evidence(folded, found.span(), relevant, self.evidence)
                yield (*found.span(), Source(_cut(best.words, found[0]), best.place, _SAID[best.state])
                       if best else Source(""))
        for found in self.names.finditer(text) if self.names else ():
            if not any(start <= found.start() < end for start, end in covered):
                yield (*found.span(), self._body(found[0], relevant))

    def _body(self, name: str, relevant: list[Evidence]) -> Source:
        own = [(e, called) for e in (*relevant, *self.evidence) for body, called in e.bodies if body == name]
        if not own:
            return Source("", body=name, guessed=name in self.guesses)
        best, called = next((pair for pair in own if pair[1]), own[0])
        called = name if name in called.split("、") else called
        return Source(best.words[:_AROUND * 2], best.place, _SAID[best.state], name, called, name in self.guesses)


def cite_sources(document: Document, plan: CountyPlan, say: Callable[[Source], str]) -> Document:
    """A document whose numbers, dates and bodies are noted with their source, but for its last page (办文提示).

    say  words a source
    """
    names = sorted({name for task in plan.tasks for name in (*task.doers, *task.support)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, names))) if names else None
    guesses = frozenset(plan.profile.bodies[key] for key in plan.profile.guesses)
    pen = _Pen(list_evidence(plan), pattern, guesses, say)
    blocks = document.blocks
    end = next((i for i in range(len(blocks) - 1) if isinstance(blocks[i], PageBreak)
                and isinstance(after := blocks[i + 1], Title) and after.lines[0].startswith("办文提示")), len(blocks))
    return replace(document, blocks=(*(_note_block(block, pen) for block in blocks[:end]), *blocks[end:]))


def _note_block(block: Block, pen: _Pen) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=pen.note(block.text, block.text))
        case RunIn():
            return replace(block, text=pen.note(block.text, f"{block.heading}{block.text}"))
        case Table():
            rows = tuple(tuple(cell if head in _UNSOURCED else pen.note(cell, "　".join(row))
                               for head, cell in zip(block.head, row, strict=True)) for row in block.rows)
            return replace(block, rows=rows)
    return block


def find_evidence(text: str, span: tuple[int, int], relevant: Sequence[Evidence],
                  every: Sequence[Evidence]) -> Evidence | None:
    """The sentence that a number or date of a text is from; None: none of the notice.

    text      half-width, as sentences of the notice are
    relevant  sentences that the paragraph or row is about: among them the one with most words in common around it
    """
    token = text[span[0]:span[1]]
    scored = [(_common(text, span, e.words), e) for e in relevant]
    if scored and (best := max(scored, key=lambda pair: pair[0]))[0] >= 0:
        return best[1]
    for e in relevant:
        if any(token in printed for printed in e.printed):
            return e
    scored = [(_common(text, span, e.words), e) for e in every]
    best_score, best_found = max(scored, key=lambda pair: pair[0], default=(-1, None))
    if best_score >= _NEAR:
        return best_found
    # A line of dates: the sentence whose words are most in the line.
    same = [e for e in every if any(token in printed for printed in e.printed)]
    return max(same, key=lambda e: _shared_pairs(text, e.words), default=None)


def _shared_pairs(text: str, words: str) -> int:
    """Pairs of characters that two texts have in common."""
    return len({text[i:i + 2] for i in range(len(text) - 1)} & {words[i:i + 2] for i in range(len(words) - 1)})


def _common(text: str, span: tuple[int, int], words: str) -> int:
    """Characters beside a token that stand beside it in a sentence too; -1: it does not stand there."""
    start, end = span
    token = text[start:end]
    best = -1
    for found in re.finditer(rf"(?<![\d.]){re.escape(token)}(?![\d%])", words):
        left = right = 0
        while left < min(start, found.start()) and text[start - left - 1] == words[found.start() - left - 1]:
            left += 1
        room = min(len(text) - end, len(words) - found.end())
        while right < room and text[end + right] == words[found.end() + right]:
            right += 1
        best = max(best, left + right)
    return best


def _cut(words: str, token: str) -> str:
    """A sentence, or what stands around a token where it is long."""
    if len(words) <= 2 * _AROUND:
        return words
    at = max(words.find(fold_full_width(token)), 0)
    start, end = max(at - _AROUND, 0), min(at + _AROUND, len(words))
    return f"{'……' if start else ''}{words[start:end]}{'……' if end < len(words) else ''}"
